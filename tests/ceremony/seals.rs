//! 第十六条 - both seals hold everything that decides, in both suites.

use double_random::base::{Int53, Suite};
use double_random::draw::Ceremony;
use double_random::law::RuleSet;
use double_random::plan::{Approval, BeaconPlan, CapOverride, CeremonyPlan, Round};
use double_random::record::{Record, verify};
use double_random::team::MatchRound;
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

/// Every leaf of either seal is in the canonical bytes, and nobody can change one under the same C.
#[test]
fn a16_every_leaf_of_both_seals_changes_its_check_value() {
    let mut round = full();
    round.ceremony.beacon = None;
    let held =
        Ceremony { parties: vec![secret("notary", 1)], ..Ceremony::typed("dice-3".parse().unwrap(), "616") };
    let drawn = round.seal(&listed(), &RuleSet::gaoxin_2023()).unwrap().seed(held).unwrap().draw();
    let canonical = round.seal(&listed(), &RuleSet::gaoxin_2023()).unwrap().canonical().to_owned();
    let mut plan = MatchRound::new(id("m-1"), id("squad-east"));
    plan.sealed_at = Some(at("2026-10-03T09:00:00+08:00"));
    plan.areas = read(json!([{ "area": "东园", "neighbours": ["西园"] }, { "area": "西园" }]));
    let fresh = [secret("press", 9)];
    plan.ceremony = promised(&fresh, round.protocol(), &plan.id);
    let mut seats = round.clone();
    seats.tasks[0].seats = None;
    seats.tasks[0].tag = None;
    let drawn_again = seats.seal(&listed(), &RuleSet::gaoxin_2023()).unwrap();
    let held = drawn.ceremony().clone();
    let record = ordered(drawn_again.seed(held).unwrap().draw(), plan, revealed(&fresh));
    let first: Value = serde_json::from_str(&canonical).unwrap();
    let second = serde_json::to_value(&record.officers[0].seal).unwrap();
    for (seal, tag) in [(first, "seal"), (second, "officers-seal")] {
        let sealed = digest_of(&seal, tag, round.protocol());
        let mut paths = Vec::new();
        leaves(&seal, &mut String::new(), &mut paths);
        assert!(paths.len() > 150, "{tag}: {}", paths.len());
        for path in paths {
            let mut changed = seal.clone();
            let leaf = changed.pointer_mut(&path).unwrap();
            *leaf = other(leaf);
            assert_ne!(digest_of(&changed, tag, round.protocol()), sealed, "{tag} {path}");
        }
        let expected = if tag == "seal" { drawn.digest() } else { record.officers[0].digest };
        assert_eq!(sealed, expected);
    }
}

#[test]
fn a16_a_round_of_suite_sm3_is_drawn_matched_and_verified() {
    let mut round = round([task("gas", "20%", autumn())]);
    round.suite = Suite::Sm3;
    let sealed = seal(&round, &listed());
    assert_ne!(
        sealed.digest(),
        seal(&crate::support::round([task("gas", "20%", autumn())]), &listed()).digest()
    );
    let drawn = sealed.seed(Ceremony::bare("x")).unwrap().draw();
    let plan = MatchRound::new(id("m-1"), id("squad-east")).ceremony(CeremonyPlan::bare());
    let record = ordered(drawn, plan, Ceremony::bare("y"));
    assert_eq!(record.officers[0].seal.suite, Suite::Sm3); // inherited
    let text = record.to_json().unwrap();
    assert!(text.contains(r#""suite":"sm3""#));
    let again = Record::parse(&text).unwrap();
    assert_eq!(again, record);
    // as serde alone reads it, which does not know the suite of a key
    let bare: Record = serde_json::from_str(&text).unwrap();
    for record in [&again, &bare] {
        assert!(verify(record, Some(&lists()), &[]).is_exact());
        assert!(verify(record, None, &[]).first_failure().is_none());
    }
    let stratum = &again.result.tasks[0].strata[0];
    let by_hand = Suite::Sm3.hash([stratum.key.to_string().as_bytes(), stratum.drawn[0].id.as_bytes()]);
    assert_eq!(stratum.drawn[0].ticket, by_hand);
    let mut forged: Value = serde_json::from_str(&text).unwrap();
    forged["seal"]["suite"] = "sha256".into();
    let forged = Record::from_value(forged).unwrap();
    assert!(crate::failed(&verify(&forged, None, &[])).contains(&"seal-digest"));
}
