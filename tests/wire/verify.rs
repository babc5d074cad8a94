//! Requests about a small record: whole, damaged, with the wrong list, with none.

use double_random::base::json;
use double_random::record::{Lists, Record};
use double_random::wire;
use serde_json::{Value, json};

use crate::support::{area, autumn, directory, draw, item, round, targets, task};

/// A record of 20 targets, and its lists.
fn sample() -> (Value, Lists) {
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
    ];
    let request = |args| json::canonical(&json!({ "verb": "verify", "args": args })).unwrap() + "\n";
    arguments.into_iter().map(request).collect()
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
    let mut places = Vec::new();
    pointers(&record, "", &mut places);
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
            assert_eq!(answer["ok"]["exact"], damaged == record, "{place} changed to {put}: {answer}");
        }
    }
}
