//! Public beacons: real rounds of a network, the round that the seal leads to, and everything that is not it.

use double_random::base::{Digest, Instant, Int53, Problem};
use double_random::draw::{Beacon, Ceremony};
use double_random::plan::{BeaconPlan, CeremonyPlan, Round, Strength};
use double_random::record::{CheckResult, Record, verify};
use serde::Deserialize;

use crate::support::*;
use crate::{at, failed, listed, lists, notarial, ordered, result};

/// A round as it was published, see `source`.
#[derive(Deserialize)]
struct Fact {
    network: String,
    chained: bool,
    round: u32,
    signature: String,
    previous_signature: Option<String>,
    randomness: Option<Digest>,
    valid: bool,
    #[allow(dead_code, reason = "for the reader")]
    source: String,
}

fn facts() -> Vec<Fact> {
    serde_json::from_str(include_str!("drand.json")).unwrap()
}

fn moment(seconds: u64) -> Instant {
    let (days, rest) = ((seconds + 28_800) / 86_400, (seconds + 28_800) % 86_400);
    let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
    at(&format!("{}T{hour:02}:{minute:02}:{second:02}+08:00", date("1970-01-01").plus_days(days as i32)))
}

/// The chain of a fact, with the moment of a seal that leads to its round.
fn chain(fact: &Fact, round: u32) -> (BeaconPlan, Instant) {
    let known = match fact.network.as_str() {
        "LoE mainnet default" => BeaconPlan::known("drand-default"),
        "LoE quicknet (mainnet, 3 s)" => BeaconPlan::known("drand-quicknet"),
        _ => None,
    };
    let plan = known.unwrap_or_else(|| BeaconPlan {
        source: fact.network.clone(),
        chain: zero(),
        genesis: 1_700_000_000.into(),
        period: 3.into(),
        chained: fact.chained,
        round: None,
    });
    let published = plan.genesis.get() + (u64::from(round) - 1) * plan.period.get();
    let sealed_at = moment(published - 600);
    let round = Some(plan.round_at(sealed_at).unwrap());
    (BeaconPlan { round, ..plan }, sealed_at)
}

fn beacon(fact: &Fact, plan: &BeaconPlan) -> Beacon {
    let made = Beacon::signed(&plan.source, fact.round.into(), &fact.signature).unwrap();
    let previous_signature = fact.previous_signature.clone().filter(|_| plan.chained);
    Beacon { value: fact.randomness.unwrap_or(made.value), previous_signature, ..made }
}

#[test]
fn a16_every_published_round_is_taken_and_the_wrong_one_fails_by_its_number_alone() {
    assert_eq!(facts().len(), 10);
    for fact in facts() {
        let (plan, sealed_at) = chain(&fact, fact.round);
        assert_eq!(plan.check(Some(sealed_at)), Ok(()), "{}", fact.network);
        assert_eq!(plan.round, Some(fact.round.into()), "{}", fact.network);
        // that signature and randomness belong together, the wrong round too shows
        assert_eq!(beacon(&fact, &plan).check(&plan), Ok(()), "{}", fact.network);
        if !fact.valid {
            // its signature is that of round 38, to which the seal led
            let (plan, _) = chain(&fact, 38);
            assert_eq!(beacon(&fact, &plan).check(&plan).unwrap_err().code(), "beacon-round");
        }
    }
}

fn by_quicknet() -> Round {
    let mut round = round([task("gas", "20%", autumn())]);
    round.sealed_at = Some(at("2026-10-01T09:00:00+08:00"));
    round.ceremony(CeremonyPlan { beacon: BeaconPlan::known("drand-quicknet"), ..CeremonyPlan::default() })
}

/// A made-up signature: whether it is the network's is not looked at.
fn value(plan: &CeremonyPlan, signature: &str) -> Beacon {
    let plan = plan.beacon.as_ref().unwrap();
    Beacon::signed(&plan.source, plan.round.unwrap(), signature).unwrap()
}

#[test]
fn a16_a_beacon_makes_a_strong_seed_of_the_sealed_round() {
    let sealed = seal(&by_quicknet(), &listed());
    let plan = &sealed.seal().ceremony;
    // 600 s after 2026-10-01 01:00:00Z, in threes from 2023-08-23 15:09:27Z
    assert_eq!(plan.beacon.as_ref().unwrap().round, Some(Int53::new(32_671_212).unwrap()));
    assert_eq!(sealed.seal().strength, Strength::Strong);
    let right = value(plan, "ab12");
    let mut second = by_quicknet();
    second.sealed_at = Some(at("2026-10-02T09:00:00+08:00"));
    let match_plan = double_random::team::MatchRound {
        sealed_at: second.sealed_at,
        ..double_random::team::MatchRound::new(id("m"), id("squad-east")).ceremony(second.ceremony.clone())
    };
    let later = Int53::new(32_671_212 + 28_800).unwrap();
    let fresh = Beacon::signed("drand-quicknet", later, "cd34").unwrap();
    let drawn = sealed.seed(Ceremony::of_beacon(right.clone())).unwrap().draw();
    let record = ordered(drawn, match_plan, Ceremony::of_beacon(fresh));
    let verdict = verify(&record, Some(&lists()), &[]);
    assert!(verdict.is_exact() && result(&verdict, "beacon") == CheckResult::Passed, "{verdict:#?}");
    assert_eq!(Record::parse(&record.to_json().unwrap()), Ok(record.clone()));

    let checked = |change: &dyn Fn(&mut Record)| {
        let mut record = record.clone();
        change(&mut record);
        failed(&verify(&record, None, &[]))
    };
    let first =
        |record: &mut Record, change: &dyn Fn(&mut Beacon)| change(record.ceremony.beacon.as_mut().unwrap());
    assert_eq!(checked(&|r| first(r, &|b| b.round = 7.into())), ["beacon", "tickets", "merging"]);
    assert_eq!(checked(&|r| first(r, &|b| b.value = zero())), ["beacon", "tickets", "merging"]);
    assert_eq!(checked(&|r| first(r, &|b| b.signature = "ab13".into())), ["beacon", "merging"]);
    assert_eq!(checked(&|r| r.ceremony.beacon = None), ["beacon", "tickets", "merging"]);
    let later = |r: &mut Record| r.seal.ceremony.beacon.as_mut().unwrap().round = Some(7.into());
    assert!(checked(&later).contains(&"beacon"));
    let second = |r: &mut Record| r.officers[0].ceremony.beacon.as_mut().unwrap().value = zero();
    assert_eq!(checked(&second), ["officers-seed", "matching"]);
    let twice = |r: &mut Record| r.officers[0].ceremony.beacon = r.ceremony.beacon.clone();
    assert!(checked(&twice).contains(&"officers-seed"));

    // the beacon speaks at 09:10: nobody knows its value earlier, and a stamp from then on proves nothing
    let held = |time| checked(&|r| r.ceremony.held_at = Some(at(time)));
    assert_eq!(held("2026-10-01T09:09:59+08:00"), ["merging", "times"]);
    assert_eq!(held("2026-10-01T09:10:00+08:00"), ["merging"]);
    let stamped = |time| checked(&|r| r.stamps.push(notarial(time)));
    assert_eq!(stamped("2026-10-01T09:10:00+08:00"), ["merging", "times"]);
    assert_eq!(stamped("2026-10-01T09:09:59+08:00"), ["merging"]);
    // so in the second stage, one day later
    let stamped = |time| checked(&|r| r.officers[0].stamps.push(notarial(time)));
    assert_eq!(stamped("2026-10-02T09:10:00+08:00"), ["times"]);
    assert!(stamped("2026-10-02T09:09:59+08:00").is_empty());
}

#[test]
fn a16_what_is_not_the_sealed_value_gives_no_seed() {
    let sealed = seal(&by_quicknet(), &listed());
    let plan = &sealed.seal().ceremony;
    let right = value(plan, "ab12");
    let code = |ceremony: Ceremony| sealed.seed(ceremony).unwrap_err().code();
    let of = |change: &dyn Fn(&mut Beacon)| {
        let mut beacon = right.clone();
        change(&mut beacon);
        code(Ceremony::of_beacon(beacon))
    };
    assert!(sealed.seed(Ceremony::of_beacon(right.clone())).is_ok());
    assert_eq!(code(Ceremony::default()), "beacon-missing");
    assert_eq!(of(&|beacon| beacon.source = "drand-default".into()), "beacon-not-planned");
    assert_eq!(of(&|beacon| beacon.round = 7.into()), "beacon-round");
    assert_eq!(of(&|beacon| beacon.value = zero()), "beacon-value");
    assert_eq!(of(&|beacon| beacon.signature = "AB12".into()), "beacon-signature");
    assert_eq!(of(&|beacon| beacon.previous_signature = Some("00".into())), "beacon-previous");
    let bare = seal(&round([task("gas", "20%", autumn())]), &listed());
    let both = Ceremony { beacon: Some(right), ..Ceremony::bare("x") };
    assert_eq!(bare.seed(both).unwrap_err().code(), "beacon-not-planned");
    // without a time nobody can say which round counts
    let faults = Round { sealed_at: None, ..by_quicknet() }.seal(&listed(), &Default::default()).unwrap_err();
    assert_eq!(codes(&faults), ["beacon-no-sealed-at"]);
}
