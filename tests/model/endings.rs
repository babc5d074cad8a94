//! Beacons, stamps, and attempts that come to nothing, for made-up rounds and matches.

use double_random::base::Instant;
use double_random::draw::{Beacon, Ceremony, Sealed};
use double_random::plan::{Approval, BeaconPlan, CeremonyPlan};
use double_random::record::{OfficersRecord, Record, Stamp};
use double_random::team::OfficersSealed;
use serde_json::json;

use crate::choices::Choices;
use crate::support::{date, read};

/// Every third time a beacon makes the seed too, where the time of the seal is stated.
pub(crate) fn with_beacon(
    choices: &mut Choices,
    sealed_at: Option<Instant>,
    mut plan: CeremonyPlan,
    mut ceremony: Ceremony,
) -> (CeremonyPlan, Ceremony) {
    let Some(sealed_at) = sealed_at.filter(|_| choices.one_in(3)) else { return (plan, ceremony) };
    let own = json!({ "source": "own", "chain": "ef".repeat(32), "genesis": 1_700_000_000 + choices.below(99),
        "period": 1 + choices.below(99), "chained": choices.one_in(2) });
    let known = BeaconPlan::known(choices.pick(&["drand-quicknet", "drand-default"]));
    let beacon: BeaconPlan = if choices.one_in(2) { read(own) } else { known.unwrap() };
    let signature = format!("{:016x}", choices.0.word());
    let made = Beacon::signed(&beacon.source, beacon.round_at(sealed_at).unwrap(), signature).unwrap();
    let previous_signature = beacon.chained.then(|| "00ff".to_owned());
    ceremony.beacon = Some(Beacon { previous_signature, ..made });
    plan.beacon = Some(beacon);
    (plan, ceremony)
}

/// Mostly none.
pub(crate) fn stamps(choices: &mut Choices) -> Vec<Stamp> {
    let token = json!({ "kind": "rfc3161", "authority": "机构", "value": "MIIC", "stated_at": "2026-10-01T09:01:00+08:00" });
    let act = json!({ "kind": "notarial", "authority": "公证处", "value": "证字第\"1\"号" });
    if choices.one_in(3) { choices.some(&[token, act]).into_iter().map(read).collect() } else { vec![] }
}

/// What becomes of an attempt that gives no seed.
enum End {
    Withdrawn,
    Void(Ceremony),
    Failed(Ceremony),
}

fn end(choices: &mut Choices, mut ceremony: Ceremony) -> End {
    match choices.below(4) {
        0 => End::Withdrawn,
        1 | 2 if !ceremony.parties.is_empty() => {
            let at = choices.below(ceremony.parties.len() as u64) as usize;
            if choices.one_in(2) {
                ceremony.parties.remove(at);
            } else {
                ceremony.parties[at].secret[0] ^= 1;
            }
            End::Void(ceremony)
        }
        _ if !ceremony.typed.is_empty() => {
            ceremony.typed.pop();
            End::Failed(ceremony)
        }
        _ if ceremony.beacon.is_some() => End::Failed(Ceremony { beacon: None, ..ceremony }),
        _ => End::Withdrawn,
    }
}

fn head() -> Approval {
    Approval::by("局长", date("2026-10-03"))
}

/// One second after the seal, before any beacon speaks.
fn after(sealed_at: Option<Instant>) -> Instant {
    let at = sealed_at.map_or("2026-10-01T09:00:00+08:00".to_owned(), |at| at.to_string());
    at.replace(":00+", ":01+").parse().unwrap()
}

/// The record of a round that came to nothing.
pub(crate) fn of_round(choices: &mut Choices, sealed: &Sealed, ceremony: Ceremony) -> Record {
    let at = after(sealed.seal().sealed_at);
    match end(choices, ceremony) {
        End::Withdrawn => Record::of_withdrawn(&sealed.withdraw("名录有误", head(), at).unwrap()),
        End::Void(ceremony) => Record::of_voided(&sealed.void(ceremony, at).unwrap()),
        End::Failed(ceremony) => Record::of_voided(&sealed.fail(ceremony, "停电", head(), at).unwrap()),
    }
}

/// The same for a match.
pub(crate) fn of_match(choices: &mut Choices, sealed: &OfficersSealed, ceremony: Ceremony) -> OfficersRecord {
    let at = after(sealed.seal().sealed_at);
    match end(choices, ceremony) {
        End::Withdrawn => OfficersRecord::of_withdrawn(&sealed.withdraw("名录有误", head(), at).unwrap()),
        End::Void(ceremony) => OfficersRecord::of_voided(&sealed.void(ceremony, at).unwrap()),
        End::Failed(ceremony) => {
            OfficersRecord::of_voided(&sealed.fail(ceremony, "停电", head(), at).unwrap())
        }
    }
}
