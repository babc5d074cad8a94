//! 第十六条 - both seals hold everything that decides, in both suites.

use std::collections::BTreeMap;

use double_random::base::{Fault, Int53, Master, Suite};
use double_random::directory::{Experts, Officer, Officers};
use double_random::draw::{Beacon, Ceremony};
use double_random::law::RuleSet;
use double_random::plan::{Approval, BeaconPlan, CapOverride, CeremonyPlan, Round};
use double_random::record::{
    Certificates, Ledger, OfficersRecord, Record, TaskScope, check_certificate, verify,
};
use double_random::team::{MatchOutcome, MatchRound};
use serde_json::{Value, json};

use crate::support::*;
use crate::{at, digest_of, listed, lists, of_two, ordered, promised, revealed, secret};

/// A round that uses every field.
fn full() -> Round {
    let mut round = of_two("2026-Q4", &[secret("notary", 1)]).embargoed(date("2026-12-01"), id("notary"));
    round.ceremony.beacon = BeaconPlan::known("drand-default");
    round.ceremony.typed = vec!["dice-3".parse().unwrap()];
    round.authority = Some("示例区".into());
    round.sequence = Some(Int53::from(7));
    round.previous = Some(zero());
    let day = date("2026-09-30");
    let signed = Approval { document: Some("1号".into()), ..Approval::by("老李", day) };
    round.approvals = Some(vec![Approval::prepared_by("小王", day), signed.clone()]);
    round.provenance = Some(read(json!([{ "list": "targets", "exported_by": "张", "source": "登记系统",
        "exported_at": "2026-09-29T08:00:00+08:00", "rows": 60, "receipt": "ab".repeat(32), "repairs": 2 }])));
    round.overrides = vec![CapOverride {
        unit_code: id("T-0011"),
        allowed: 3,
        reason: "重点监管".into(),
        approval: signed,
    }];
    round.batches = Int53::from(2);
    let task = &mut round.tasks[0];
    task.unit = Some(id("squad-east"));
    task.tag = Some(id("joint"));
    task.delegation = Some(read(
        json!({ "owner": "city", "executor": "district", "letter": "委〔3〕", "in_the_name_of": "city" }),
    ));
    task.seats = Some(read(json!([{ "department": "消防", "specialty": "电气", "leader": true }, {}])));
    task.experts = read(json!([{ "specialty": "锅炉", "count": 1 }]));
    task.strata = read(json!([
        { "label": "商场", "criterion": { "kind": ["商场"] }, "ratio": "20%" },
        { "label": "其余", "criterion": "everyone", "count": 6 },
    ]));
    round
}

fn leaves(value: &Value, path: &mut String, found: &mut Vec<String>) {
    let length = path.len();
    let mut step = |key: String, inner: &Value| {
        path.push_str(&format!("/{key}"));
        leaves(inner, path, found);
        path.truncate(length);
    };
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            fields.iter().for_each(|(key, inner)| step(key.clone(), inner))
        }
        Value::Array(items) if !items.is_empty() => {
            items.iter().enumerate().for_each(|(at, inner)| step(at.to_string(), inner));
        }
        _ => found.push(path.clone()),
    }
}

fn other(value: &Value) -> Value {
    match value {
        Value::String(text) if text.contains("+08:00") => text.replace(":00:00+", ":00:01+").into(),
        Value::String(text) => match text.rfind(|c: char| c.is_ascii_digit()) {
            Some(at) => {
                let digit = if &text[at..=at] == "1" { "2" } else { "1" };
                format!("{}{digit}{}", &text[..at], &text[at + 1..]).into()
            }
            None => format!("{text}x").into(),
        },
        Value::Number(number) => (number.as_u64().unwrap() + 1).into(),
        Value::Bool(flag) => (!flag).into(),
        _ => "x".into(),
    }
}

/// Every leaf of what is put in changes C, or is refused.
#[test]
fn a16_every_field_of_a_round_stands_in_its_seal() {
    let (round, rules) = (full(), RuleSet::gaoxin_2023());
    let sealed = round.seal(&listed(), &rules).unwrap();
    let input = serde_json::to_value(&round).unwrap();
    let mut paths = Vec::new();
    leaves(&input, &mut String::new(), &mut paths);
    let mut taken = 0;
    for path in &paths {
        let mut changed = input.clone();
        let leaf = changed.pointer_mut(path).unwrap();
        *leaf = other(leaf);
        let Ok(round) = serde_json::from_value::<Round>(changed) else { continue };
        let Ok(again) = round.seal(&listed(), &rules) else { continue };
        assert_ne!(again.digest(), sealed.digest(), "{path}");
        taken += 1;
    }
    assert!(paths.len() > 60 && taken > 30, "{taken} of {}", paths.len());
}

/// Both stages of a round that uses every field, blinded.
fn whole() -> Record {
    let round = full();
    let held =
        Ceremony { parties: vec![secret("notary", 1)], ..Ceremony::typed("dice-3".parse().unwrap(), "616") };
    let plan = round.ceremony.beacon.as_ref().unwrap();
    let number = plan.round_at(round.sealed_at.unwrap()).unwrap();
    let beacon = Beacon::signed(&plan.source, number, "ab12").unwrap();
    let held = Ceremony { beacon: Some(Beacon { previous_signature: Some("cd".into()), ..beacon }), ..held };
    let master = Master::new([3; 32]);
    let rules = rules();
    let sealed = round.seal_blinded(&listed(), &rules, &master).unwrap();
    let locked = sealed.seed(held).unwrap().draw().confirm(vec![]).unwrap().lock(crate::head()).unwrap();
    let record = Record::of_dispatched(&locked.dispatch().unwrap());
    let officers = lists().officers.into_iter().map(|officer| Officer {
        department: Some("消防".into()),
        specialties: vec!["电气".into()],
        ..officer
    });
    let officers = Officers::new(officers).unwrap();
    let expert = |name: &str, leave: Value| {
        read(json!({ "id": name, "name": "王五", "specialties": ["锅炉"], "cap": 99, "leave": leave }))
    };
    let away = json!([{ "start": "2026-10-20", "end": "2026-10-20" }]);
    let experts = Experts::new([expert("E-1", json!([])), expert("E-2", away)]).unwrap();
    let mut plan = MatchRound::new(id("m-1"), id("squad-east"));
    plan.sealed_at = Some(at("2026-10-03T09:00:00+08:00"));
    let day = date("2026-10-02");
    let signed = Approval { document: Some("2号".into()), ..Approval::by("队长", day) };
    plan.approvals = Some(vec![Approval::prepared_by("小王", day), signed.clone()]);
    plan.provenance = Some(read(json!([{ "list": "officers", "exported_by": "张", "source": "人事系统",
        "exported_at": "2026-10-02T08:00:00+08:00", "rows": 8, "receipt": "ab".repeat(32), "repairs": 1 }])));
    plan.areas = read(json!([{ "area": "东园", "neighbours": ["西园"] }, { "area": "西园" }]));
    plan.sweeps = 1;
    let dispatched = record.dispatched_round().unwrap();
    let target = dispatched.sent[0].1.clone();
    plan = plan.recusals([read(json!({ "officer": "P-07", "target": target, "reason": "亲属" }))]);
    let appointed = json!([{ "visit": 0, "seat": 0, "expert": "E-1", "reason": "急需", "approval": signed }]);
    plan.appointed_experts = read(appointed);
    let fresh = [secret("press", 9)];
    plan.ceremony = promised(&fresh, round.protocol(), &plan.id);
    plan.ceremony.beacon = BeaconPlan::known("drand-quicknet");
    plan.ceremony.typed = vec!["balls-9-2".parse().unwrap()];
    let people = (&officers, &experts);
    let sealed = plan.seal_blinded(&[dispatched], &listed(), people, &rules, &master).unwrap();
    let number = sealed.seal().ceremony.beacon.as_ref().unwrap().round.unwrap();
    let typed = Ceremony::typed("balls-9-2".parse().unwrap(), "9-1").typed;
    let beacon = Some(Beacon::signed("drand-quicknet", number, "ef").unwrap());
    let held = Ceremony { typed, beacon, ..revealed(&fresh) };
    let MatchOutcome::Matched(teams) = sealed.seed(held).unwrap().match_officers().unwrap() else {
        panic!("there is a plan")
    };
    record.with_officers(OfficersRecord::of_matched(&teams))
}

/// Rules that set every number but the one that would forbid a fixed count.
fn rules() -> RuleSet {
    let mut rules = serde_json::to_value(RuleSet::gaoxin_2023()).unwrap();
    rules["least_ratio"]["directed"] = json!("1/1000");
    rules["directed_by"] = json!(["kind"]);
    rules["key_batches_from"] = json!("100%");
    read(rules)
}

/// The names of all fields, each with whether something stands there in some place.
fn fields(value: &Value, found: &mut BTreeMap<String, bool>) {
    match value {
        Value::Object(object) => object.iter().for_each(|(name, inner)| {
            let empty = inner.is_null() || inner.as_array().is_some_and(Vec::is_empty);
            *found.entry(name.clone()).or_default() |= !empty;
            fields(inner, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| fields(item, found)),
        _ => {}
    }
}

/// Each field of the sealed JSON, whichever there are, is changed in turn: C is another one, and `verify` fails, under the old C
/// and under the new.
#[test]
fn a16_every_field_of_both_seals_changes_its_check_value_and_fails() {
    let whole = whole();
    let sound = verify(&whole, None, &[]);
    assert!(sound.first_failure().is_none(), "the control: {sound:#?}");
    let both = serde_json::to_value(&whole).unwrap();
    let first = serde_json::to_value(Record { officers: vec![], ..whole }).unwrap();
    let protocol = full().protocol();
    let seals = [
        (first, "", "seal", "seal-digest", &["joint", "licence_term", "undirected"][..]),
        (
            both,
            "/officers/0",
            "officers-seal",
            "officers-seal",
            &["after", "direct", "joint", "lead_department", "licence_term", "undirected"],
        ),
    ];
    for (record, place, tag, check, unused) in seals {
        let seal = record.pointer(&format!("{place}/seal")).unwrap();
        let mut names = BTreeMap::new();
        fields(seal, &mut names);
        // a field that is added has to be used above, or named here
        let empty: Vec<&String> = names.iter().filter(|(_, used)| !**used).map(|(name, _)| name).collect();
        assert_eq!(empty, unused, "{tag}");
        let sealed = digest_of(seal, tag, protocol);
        assert_eq!(record.pointer(&format!("{place}/digest")).unwrap(), &json!(sealed));
        let mut paths = Vec::new();
        leaves(seal, &mut String::new(), &mut paths);
        assert!(paths.len() > 120, "{tag}: {}", paths.len());
        for path in paths {
            let mut changed = record.clone();
            let leaf = changed.pointer_mut(&format!("{place}/seal{path}")).unwrap();
            *leaf = other(leaf);
            let digest = digest_of(changed.pointer(&format!("{place}/seal")).unwrap(), tag, protocol);
            assert_ne!(digest, sealed, "{tag} {path}");
            let failing = |value: Value| match Record::from_value(value) {
                Ok(record) => crate::failed(&verify(&record, None, &[])),
                // what has not the form of a record is none
                Err(_) => vec!["schema", check],
            };
            let found = failing(changed.clone());
            assert!(found.contains(&check) || found == ["schema"], "{tag} {path}: {found:?}");
            *changed.pointer_mut(&format!("{place}/digest")).unwrap() = json!(digest);
            let found = failing(changed);
            assert!(!found.is_empty(), "{tag} {path}, under a new check value");
        }
    }
}

#[test]
fn a6_lists_from_nowhere_rows_that_can_be_guessed_and_weak_seeds_are_pointed_out_before_the_seal_is_public() {
    let codes = |notices: Vec<Fault>| notices.iter().map(Fault::code).collect::<Vec<_>>();
    let origin = |lists: &[&str]| {
        let said: Vec<_> =
            lists.iter().map(|list| json!({ "list": list, "source": "市场主体登记系统" })).collect();
        Some(read(json!(said)))
    };
    let mut round = of_two("r", &[secret("notary", 1), secret("press", 2)]);
    round.provenance = origin(&["items", "targets"]);
    let from_nowhere = round.seal(&listed(), &RuleSet::gaoxin_2023()).unwrap().notices();
    assert_eq!(codes(from_nowhere.clone()), ["disclosure-open", "list-origin-missing", "rows-unblinded"]);
    assert!(from_nowhere[1].to_string().contains("which system `units` were"), "{}", from_nowhere[1]);
    round.provenance = origin(&["items", "targets", "units"]);
    let rules = RuleSet::gaoxin_2023();
    let blinded = round.seal_blinded(&listed(), &rules, &Master::new([3; 32])).unwrap();
    assert_eq!(codes(blinded.notices()), ["disclosure-open"]);
    let plain = round.seal(&listed(), &rules).unwrap();
    assert_eq!(codes(plain.notices()), ["disclosure-open", "rows-unblinded"]);
    let bare = crate::support::round([task("gas", "20%", autumn())]);
    let drawn = seal(&bare, &listed());
    let every = ["disclosure-open", "list-origin-missing", "rows-unblinded", "seed-weak"];
    assert_eq!(codes(drawn.notices()), every);
    let locked = drawn.seed(Ceremony::bare("x")).unwrap().draw().confirm(vec![]).unwrap();
    let record = Record::of_dispatched(&locked.lock(crate::head()).unwrap().dispatch().unwrap());
    let mut plan = MatchRound::new(id("m-1"), id("squad-east")).ceremony(CeremonyPlan::bare());
    let (officers, rounds) = (Officers::new(lists().officers).unwrap(), [record.dispatched_round().unwrap()]);
    let sealed = plan.seal(&rounds, &listed(), &officers, &rules).unwrap();
    assert_eq!(codes(sealed.notices()), every[1..]);
    plan.provenance = origin(&["officers"]);
    let sealed = plan.seal(&rounds, &listed(), &officers, &rules).unwrap();
    assert_eq!(codes(sealed.notices()), every[2..]);
    assert!(sealed.notices()[1].to_string().contains("fewer than 2^64 possible results"));
    let people = (&officers, &Experts::default());
    let sealed = plan.seal_blinded(&rounds, &listed(), people, &rules, &Master::new([3; 32])).unwrap();
    assert_eq!(codes(sealed.notices()), ["seed-weak"]);
}

/// A round of suite `sm3`, with the number `number`, its matches and all.
fn in_sm3(number: u32, previous: Option<&Record>) -> Record {
    let mut round = round([task("gas", "20%", autumn())]);
    round.suite = Suite::Sm3;
    round.id = id(&format!("r-{number}"));
    round.tasks[0].window = window(&format!("2026-{number:02}-01"), &format!("2026-{number:02}-20"));
    round.as_of = date("2026-01-01");
    round.sequence = Some(Int53::from(number));
    round.previous = previous.map(|record| record.check_value().unwrap());
    let drawn = seal(&round, &listed()).seed(Ceremony::bare(format!("x{number}"))).unwrap().draw();
    let plan = MatchRound::new(id(&format!("m-{number}")), id("squad-east")).ceremony(CeremonyPlan::bare());
    ordered(drawn, plan, Ceremony::bare(format!("y{number}")))
}

/// Both stages, certificates, a void, the ledger; and nothing of it is SHA-256.
#[test]
fn a16_the_whole_road_goes_in_suite_sm3() {
    let (record, lists) = (in_sm3(1, None), lists());
    assert_eq!(record.officers[0].seal.suite, Suite::Sm3); // inherited
    let text = record.to_json().unwrap();
    assert!(text.contains(r#""suite":"sm3""#));
    let again = Record::parse(&text).unwrap();
    assert_eq!(again, record);
    // as serde alone reads it, which does not know the suite of a key
    let bare: Record = serde_json::from_str(&text).unwrap();
    for record in [&again, &bare] {
        assert!(verify(record, Some(&lists), &[]).is_exact());
        assert!(verify(record, None, &[]).first_failure().is_none());
    }
    let stratum = &again.result.tasks[0].strata[0];
    let by_hand =
        |suite: Suite| suite.hash([stratum.key.to_string().as_bytes(), stratum.drawn[0].id.as_bytes()]);
    assert_eq!(stratum.drawn[0].ticket, by_hand(Suite::Sm3));
    assert_ne!(stratum.drawn[0].ticket, by_hand(Suite::Sha256));
    let certificates = Certificates::of_lists(&record, &lists, None).unwrap();
    let mut drawn = 0;
    for target in lists.targets.iter().map(|target| &target.id).chain([&id("nobody")]) {
        let certificate = certificates.certificate(target).unwrap();
        let verdict = check_certificate(&certificate, &record);
        assert!(verdict.is_exact(), "{target}: {verdict:#?}");
        if let Some(TaskScope::Pool(pool)) = certificate.tasks.first().map(|task| &task.scope) {
            assert!(pool.by_hand.ends_with("| openssl dgst -sm3"), "{}", pool.by_hand);
            drawn += usize::from(!certificate.visits.is_empty());
        }
    }
    assert_eq!(drawn, stratum.drawn.len());
    let second = in_sm3(2, Some(&record));
    let today = date("2026-12-31");
    let ledger = |records: &[&Record]| Ledger::new(records.iter().map(|&record| record.clone())).check(today);
    assert!(ledger(&[&record, &second]).is_exact());
    assert_eq!(crate::failed(&ledger(&[&record, &in_sm3(2, Some(&second))])), ["chain"]);
    let round = Round { id: id("r-9"), ..record.seal.round(vec![]) };
    let head = crate::head();
    let voided =
        seal(&round, &listed()).fail(Ceremony::default(), "停电", head, at("2026-10-01T11:00:00+08:00"));
    assert!(verify(&Record::of_voided(&voided.unwrap()), Some(&lists), &[]).is_exact());
    // no byte of it passes in the other suite
    let mut forged: Value = serde_json::from_str(&text).unwrap();
    forged["seal"]["suite"] = "sha256".into();
    let forged = Record::from_value(forged).unwrap();
    let found = crate::failed(&verify(&forged, Some(&lists), &[]));
    assert!(["seal-digest", "roots", "tickets"].iter().all(|name| found.contains(name)), "{found:?}");
}
