//! Requests about a small record: whole, damaged, with the wrong list, with none.

use double_random::base::json;
use double_random::record::{Lists, Record};
use double_random::wire;
use serde_json::{Value, json};

use crate::both_stages::both_stages;
use crate::support::{area, autumn, directory, draw, item, round, targets, task};

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
