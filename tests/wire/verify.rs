//! Requests about a small record: whole, damaged, with the wrong list, with none.

use double_random::base::json;
use double_random::directory::Officers;
use double_random::draw::Ceremony;
use double_random::law::RuleSet;
use double_random::plan::{Approval, CeremonyPlan};
use double_random::record::{Lists, OfficersRecord, Record};
use double_random::team::{MatchOutcome, MatchRound, Replacement, ReplacementReason};
use double_random::wire;
use serde_json::{Value, json};

use crate::support::{area, autumn, date, directory, draw, id, item, read, round, targets, task};

/// A record of 20 targets, and its lists.
pub(crate) fn sample() -> (Value, Lists) {
    let lists = Lists {
        items: vec![item("gas", &[]), item("fire", &["餐饮"])],
        targets: targets(20),
        units: vec![area("东园", "squad-east"), area("西园", "squad-west")],
        ..Lists::default()
    };
    let directory = directory(targets(20), vec![]).unwrap();
    let drawn = draw(&round([task("gas-1", "10%", autumn())]), &directory, "a bare seed");
    (serde_json::from_str(&Record::of_drawn(&drawn).to_json().unwrap()).unwrap(), lists)
}

/// A record of three targets with both stages, and its lists.
pub(crate) fn both_stages() -> Value {
    let officer = |name: &str| {
        let certificate = json!({ "number": format!("3701000{name}"), "valid_until": "2027-01-31" });
        json!({ "id": name, "name": "张三", "kind": "civil-servant", "area": "东园", "leader": true, "certificate": certificate })
    };
    let mut lists = Lists {
        items: vec![item("gas", &[])],
        targets: targets(3),
        units: vec![area("东园", "squad-east")],
        officers: ["01", "02", "03"].into_iter().map(|name| read(officer(name))).collect(),
        ..Lists::default()
    };
    let directory = lists.directory().unwrap();
    let drawn = draw(&round([task("gas-1", "50%", autumn())]), &directory, "a bare seed");
    let approval = |person: &str| Approval::by(person, date("2026-10-02"));
    let locked = drawn.confirm(vec![]).unwrap().lock(approval("局长")).unwrap();
    let record = Record::of_dispatched(&locked.dispatch().unwrap());
    let target = record.result.dispatch.as_ref().unwrap()[0].batches[0][0].id.clone();
    let recusal = read(json!({ "officer": "02", "target": target, "reason": "亲属" }));
    let plan =
        MatchRound::new(id("m-1"), id("squad-east")).recusals([recusal]).ceremony(CeremonyPlan::bare());
    lists.recusals.insert(id("m-1"), plan.recusals.clone());
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let rounds = [record.dispatched_round().unwrap()];
    let sealed = plan.seal(&rounds, &directory, &officers, &RuleSet::gaoxin_2023()).unwrap();
    let outcome = sealed.seed(Ceremony::bare("another")).unwrap().match_officers().unwrap();
    let MatchOutcome::Matched(matched) = outcome else { panic!("there is a plan") };
    let ordered = matched.order(approval("队长")).unwrap();
    // one of the three is free for one of the two visits
    let free = |visit: &u32| ordered.matched().offer(*visit, 1, &[]).unwrap().is_some();
    let visit = (0..2).find(free).unwrap();
    let ill = Replacement::new(visit, 1, ReplacementReason::Health, approval("队长"));
    let ordered = ordered.replace(ill).unwrap();
    let record = record.with_officers(OfficersRecord::of_ordered(&ordered));
    json!({ "record": record, "lists": lists })
}

/// One request a line.
pub(crate) fn requests() -> String {
    let (record, lists) = sample();
    let mut fewer = lists.clone();
    fewer.targets.pop();
    let mut damaged = record.clone();
    damaged["result"] = json!([]);
    let arguments = [
        json!({ "record": record, "lists": lists }),
        json!({ "record": record, "lists": fewer }),
        json!({ "record": record, "lists": null, "earlier": [] }),
        json!({ "record": damaged }),
        json!({ "record": 7 }),
        json!({ "record": record, "lists": { "targets": [{ "id": "a b" }] } }),
        json!({ "record": record, "list": lists }),
        json!({}),
        both_stages(),
    ];
    let sql = ["duckdb", "spark", "postgresql", "oracle"].map(|dialect| {
        let arguments = json!({ "record": record, "items": lists.items, "task": "gas-1", "stratum": 0, "dialect": dialect });
        ("sql", arguments)
    });
    let elsewhere =
        json!({ "record": record, "items": [], "task": "gas-1", "stratum": 0, "dialect": "duckdb" });
    let arguments = arguments.into_iter().map(|arguments| ("verify", arguments));
    let all = arguments.chain(sql).chain([("sql", elsewhere)]);
    all.map(|(verb, args)| json::canonical(&json!({ "verb": verb, "args": args })).unwrap() + "\n").collect()
}

/// JSON pointers to every value inside `value`, itself included.
fn pointers(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Array(items) => {
            (0..).zip(items).for_each(|(at, item): (u64, _)| pointers(item, &format!("{here}/{at}"), found))
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(key, item)| pointers(item, &format!("{here}/{key}"), found))
        }
        _ => {}
    }
}

/// 第六条 - whatever is changed in a record, its verdict is not exact any more.
#[test]
fn a6_a_record_with_any_one_value_changed_is_not_exact() {
    let (record, lists) = sample();
    no_value_can_change(&record, &json!(lists), "");
}

/// 第二十条 - the same for the second stage.
#[test]
fn art_20_a_match_with_any_one_value_changed_is_not_exact() {
    let both = both_stages();
    no_value_can_change(&both["record"], &both["lists"], "/officers/0");
}

fn no_value_can_change(record: &Value, lists: &Value, under: &str) {
    let mut places = Vec::new();
    pointers(record.pointer(under).unwrap(), under, &mut places);
    // who ordered or consented, how many replacements came, and the stated time of a ceremony, stand under the `previous` of the next record only
    places.retain(|place| {
        !place.contains("/order")
            && !place.contains("/consent")
            && !place.ends_with("/changes")
            && !place.ends_with("/held_at")
    });
    assert!(places.len() > 100);
    for place in &places {
        for put in [
            Value::Null,
            json!([]),
            json!({}),
            json!(true),
            json!(0),
            json!(1),
            json!(20),
            json!((1u64 << 53) - 1),
            json!(""),
            json!("T-0003"),
            json!("5%"),
            json!("0".repeat(64)),
        ] {
            let mut damaged = record.clone();
            *damaged.pointer_mut(place).unwrap() = put.clone();
            let request = json!({ "verb": "verify", "args": { "record": damaged, "lists": lists } });
            let answer: Value = serde_json::from_str(&wire::answer(&request.to_string())).unwrap();
            assert_eq!(answer["ok"]["exact"], damaged == *record, "{place} changed to {put}: {answer}");
        }
    }
}
