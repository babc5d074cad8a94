//! 第六条 - the embargo: a firm that has everything that is public cannot compute its fate before the lift.

use double_random::base::suite::from_hex;
use double_random::base::{Digest, Key, Prk, Problem};
use double_random::draw::{Ceremony, Reveal, Typed};
use double_random::plan::Round;
use double_random::record::{
    Certificate, CheckResult, Published, Record, StampKind, verify, verify_published,
};
use double_random::team::MatchRound;
use serde_json::Value;

use crate::support::*;
use crate::{at, detail, failed, listed, lists, notarial, of_two, ordered, promised, result, secret, stamp};

fn secrets() -> [Reveal; 2] {
    [secret("notary", 1), secret("press", 2)]
}

fn embargoed() -> Round {
    let mut round = of_two("2026-Q4", &secrets()).embargoed(date("2026-12-01"), id("notary"));
    round.ceremony.typed = vec!["dice-3".parse().unwrap()];
    round
}

/// Both stages of a round under embargo.
fn record() -> Record {
    let round = embargoed();
    let typed = Ceremony::typed("dice-3".parse().unwrap(), "616").typed;
    let held = Ceremony { parties: secrets().to_vec(), typed, ..Ceremony::default() };
    let drawn = seal(&round, &listed()).seed(held).unwrap().draw();
    let fresh = [secret("press", 4)];
    let plan = MatchRound::new(id("m-1"), id("squad-east"));
    let ceremony = promised(&fresh, round.protocol(), &plan.id);
    ordered(drawn, plan.ceremony(ceremony), crate::revealed(&fresh))
}

#[test]
fn a6_before_the_lift_only_what_the_seed_does_not_decide_is_public() {
    let record = record();
    let before = date("2026-11-30");
    let public = record.published(before).unwrap();
    let text = serde_json::to_string(&public).unwrap();
    assert_eq!(Published::from_value(serde_json::from_str(&text).unwrap()), Ok(public.clone()));
    let mut drawn = 0;
    for stratum in record.result.tasks.iter().flat_map(|task| &task.strata) {
        assert!(!text.contains(&stratum.key.to_string()));
        for ticket in &stratum.drawn {
            assert!(!text.contains(ticket.id.as_str()) && !text.contains(&ticket.ticket.to_string()));
            drawn += 1;
        }
    }
    assert!(drawn > 5 && !text.contains(&Digest([1; 32]).to_string()) && !text.contains("（")); // 张*（2345）
    let code =
        |found: Result<_, double_random::record::RecordError>| found.map(drop::<Vec<_>>).unwrap_err().code();
    assert_eq!(code(record.keys(before)), "embargoed-until");
    assert_eq!(code(public.keys(before)), "embargoed-until");
    let target = id("T-0001");
    let ticket = |day: &str| record.ticket("gas", 0, &target, date(day));
    assert!(ticket("2026-11-30").unwrap_err().to_string().contains("2026-12-01"));
    let key = record.result.tasks[0].strata[0].key;
    assert_eq!(ticket("2026-12-01"), Ok(Some(key.ticket(b"T-0001"))));
    assert_eq!(record.published(date("2026-12-01")), Ok(Published::from(record.clone())));
    // an open round keeps nothing back
    let open = Record::of_drawn(&draw(&round([task("gas", "20%", autumn())]), &listed(), "x"));
    assert!(open.published(before).unwrap().whole().is_some() && open.keys(before).is_ok());
}

#[test]
fn a6_the_public_part_is_checked_as_far_as_it_goes() {
    let record = record();
    let public = record.published(date("2026-11-30")).unwrap();
    let verdict = verify_published(&public, Some(&lists()), &[]);
    for name in ["schema", "seal-digest", "approvals", "seed", "roots", "exclusions", "quotas", "embargo"] {
        assert_eq!(result(&verdict, name), CheckResult::Passed, "{name}: {verdict:#?}");
    }
    for name in ["commitments", "cap", "tickets", "confirmations", "dispatch", "matching"] {
        assert_eq!(result(&verdict, name), CheckResult::NotCheckable, "{name}");
        assert!(detail(&verdict, name).contains("2026-12-01"), "{name}");
    }
    assert!(!verdict.is_exact() && failed(&verdict).is_empty());
    assert!(verify(&record, Some(&lists()), &[]).is_exact());
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut value = serde_json::to_value(&public).unwrap();
        change(&mut value);
        failed(&verify_published(&Published::from_value(value).unwrap(), None, &[]))
    };
    assert!(changed(&|_| ()).is_empty());
    assert_eq!(changed(&|v| v["ceremony"]["parties"][0]["secret"] = "00".repeat(32).into()), ["commitments"]);
    let leak = serde_json::to_value(secret("notary", 1)).unwrap();
    assert_eq!(
        changed(&|v| v["ceremony"]["parties"].as_array_mut().unwrap().insert(0, leak.clone())),
        ["embargo"]
    );
    assert!(changed(&|v| v["seal"]["round"] = "other".into()).contains(&"seal-digest"));
}

/// Every text that stands somewhere in a value.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| texts(field, found)),
        _ => {}
    }
}

/// Threat: a firm computes its fate during the embargo. It has the file, and tries all that stands in it as the secret, as
/// the pseudo-random key and as the key. The control: with the secret it would know.
#[test]
fn a6_a_firm_cannot_compute_its_ticket_during_the_embargo() {
    let record = record();
    let Published::Embargoed(public) = record.published(date("2026-11-30")).unwrap() else { panic!() };
    let key = record.result.tasks[0].strata[0].key;
    let protocol = public.seal.protocol().unwrap();
    let seed = |secret: [u8; 32]| {
        let mut ceremony = public.ceremony.clone();
        ceremony.parties.insert(0, Reveal { party: id("notary"), secret });
        // by hand, as the page has it
        let typed: Vec<&Typed> = ceremony.typed.iter().collect();
        let ikm = serde_json::json!({ "beacon": null, "parties": ceremony.parties, "protocol": protocol.tag(),
            "seal": public.digest, "typed": typed });
        let ikm = double_random::base::json::canonical(&ikm).unwrap();
        Prk::extract(protocol, public.digest, ikm.as_bytes()).key(&["target", "gas", "0"])
    };
    assert_eq!(seed([1; 32]), key); // the control
    let mut known = Vec::new();
    texts(&serde_json::to_value(&public).unwrap(), &mut known);
    let mut tried = 0;
    for text in known.iter().filter_map(|text| from_hex::<32>(text).ok()).chain([[0; 32]]) {
        let half = |from: usize| Key::from_bytes(protocol.suite, text[from..from + 16].try_into().unwrap());
        let keys =
            [seed(text), Prk::from_bytes(protocol, text).key(&["target", "gas", "0"]), half(0), half(16)];
        tried += keys.len();
        assert!(keys.iter().all(|found| found.ticket(b"T-0001") != key.ticket(b"T-0001")));
    }
    // without the notary's part at all
    let alone = public.ceremony.clone();
    let ikm = serde_json::json!({ "beacon": null, "parties": alone.parties, "protocol": protocol.tag(),
        "seal": public.digest, "typed": alone.typed });
    let ikm = double_random::base::json::canonical(&ikm).unwrap();
    assert_ne!(Prk::extract(protocol, public.digest, ikm.as_bytes()).key(&["target", "gas", "0"]), key);
    assert!(tried > 50, "{tried}");
}

#[test]
fn a6_an_embargo_needs_a_party_with_a_secret_and_a_day_to_come() {
    let refused = |round: Round| codes(&round.seal(&listed(), &Default::default()).unwrap_err());
    assert_eq!(refused(embargoed().embargoed(date("2026-12-01"), id("stranger"))), ["embargo-party"]);
    assert_eq!(refused(embargoed().embargoed(date("2026-10-01"), id("press"))), ["embargo-lift"]);
    let notices = |round: &Round| -> Vec<_> {
        seal(round, &listed()).notices().iter().map(|notice| notice.code()).collect()
    };
    assert!(!notices(&embargoed()).contains(&"disclosure-open"));
    assert!(notices(&of_two("r", &secrets())).contains(&"disclosure-open"));
}

/// After the seal, before the ceremony.
const EARLY: &str = "2026-10-01T09:05:00+08:00";

#[test]
fn a6_a_stamp_is_carried_and_says_how_it_is_checked() {
    let token = stamp(StampKind::Rfc3161, "MIIC0zAVAgEAMA==", EARLY);
    let act = notarial(EARLY);
    let plain = record();
    let record = plain.clone().with_stamps([token.clone(), act]).unwrap();
    assert_ne!(record.check_value(), plain.check_value());
    assert_eq!(Record::parse(&record.to_json().unwrap()), Ok(record.clone()));
    let times = |record: &Record| {
        let verdict = verify(record, None, &[]);
        (result(&verdict, "times"), detail(&verdict, "times"))
    };
    assert_eq!(times(&plain).0, CheckResult::NotCheckable);
    let (open, text) = times(&record);
    assert!(
        open == CheckResult::NotCheckable
            && text.contains(&format!("openssl ts -verify -digest {}", record.digest))
    );
    assert!(text.contains("示证字第12号"));
    // a stamp made when the value was known says nothing of a seal before it
    let mut late = record.clone();
    late.ceremony.held_at = Some(at(EARLY));
    assert_eq!(times(&late).0, CheckResult::Failed);
    for bad in [stamp(StampKind::Rfc3161, "no base64", EARLY), stamp(StampKind::Notarial, " ", EARLY)] {
        assert_eq!(codes(&plain.clone().with_stamps([bad.clone()]).unwrap_err()), ["stamp-form"]);
        let mut value = serde_json::to_value(&record).unwrap();
        value["stamps"][0] = serde_json::to_value(bad).unwrap();
        assert_eq!(Record::from_value(value).unwrap_err().code(), "stamp-form");
    }
    let officers = plain.officers[0].clone().with_stamps([token]).unwrap();
    assert_eq!(officers.stamps.len(), 1);
}

#[test]
fn a6_nobody_is_certified_before_the_lift() {
    let (record, lists, day) = (record(), lists(), |text: &str| Some(date(text)));
    let certificate = |today| Certificate::of(&record, &lists, &id("T-0001"), today);
    for today in [None, day("2026-11-30")] {
        let faults = certificate(today).unwrap_err();
        assert_eq!(faults.code(), "embargoed-until", "{today:?}");
    }
    let lift = record.seal.disclosure.lift();
    assert_eq!(certificate(lift).unwrap().id, id("T-0001"));
}
