//! Requests about a small record: whole, damaged, with the wrong list, with none.

use double_random::base::json;
use double_random::record::{Lists, Record};
use serde_json::{Value, json};

use crate::support::{area, autumn, directory, draw, item, round, targets, task};

/// One request a line.
pub(crate) fn requests() -> String {
    let lists = Lists {
        items: vec![item("gas", &[]), item("fire", &["餐饮"])],
        targets: targets(20),
        units: vec![area("东园", "squad-east"), area("西园", "squad-west")],
        ..Lists::default()
    };
    let directory = directory(targets(20), vec![]).unwrap();
    let drawn = draw(&round([task("gas-1", "10%", autumn())]), &directory, "a bare seed");
    let record: Value = serde_json::from_str(&Record::of_drawn(&drawn).to_json().unwrap()).unwrap();
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
