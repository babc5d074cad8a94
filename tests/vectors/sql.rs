//! A stratum as one statement for an engine that keeps the list in a table.

use serde_json::{Value, json};

use crate::both_stages::both_stages;
use crate::everything::{LIFT, everything};
use crate::family::Family;

const NOTES: &[(&str, &str)] = &[
    ("embargo", "the record keeps names and keys back until a day"),
    ("engine", "one of the three engines"),
    ("refused", "the arguments are turned away"),
];

/// 第十六条 - the draw of one stratum, on an engine.
pub(crate) fn family() -> Family {
    let mut family = Family::new("sql", NOTES);
    for dialect in ["duckdb", "postgresql", "spark"] {
        family.ask("engine", dialect, asked(&[("dialect", json!(dialect))]));
    }
    let mut kinds = asked(&[]);
    kinds["items"][0]["object"] = json!(["餐饮", "it's"]);
    family.ask("engine", "an item of two kinds, one with a quote", kinds);
    for (key, value, comment) in [
        ("dialect", json!("oracle"), "an engine without a form"),
        ("task", json!("gas-9"), "a task that is not in the record"),
        ("stratum", json!(7), "a stratum that the task does not have"),
        ("stratum", json!("0"), "a text for a stratum"),
        ("items", json!([]), "the items of the task are missing"),
        ("record", json!(7), "a number for a record"),
    ] {
        family.ask("refused", comment, asked(&[(key, value)]));
    }
    embargo(&mut family);
    family
}

/// The statement holds the key, which is not told before its day.
fn embargo(family: &mut Family) {
    let all = everything();
    let day_before = LIFT.parse::<double_random::base::Date>().unwrap().plus_days(-1);
    let public = all.record.published(day_before).unwrap();
    let args = |changes: &[(&str, Value)]| {
        let mut args = json!({ "record": all.record, "items": all.lists.items, "task": "fire", "stratum": 1, "dialect": "duckdb" });
        changes.iter().for_each(|(key, value)| args[*key] = value.clone());
        args
    };
    family.ask("embargo engine", "on the day", args(&[("today", json!(LIFT))]));
    family.ask("embargo refused", "the day before", args(&[("today", json!(day_before))]));
    family.ask("embargo refused", "nobody says what day it is", args(&[]));
    let changes = [("record", json!(public)), ("today", json!(LIFT))];
    family.ask("embargo refused", "what is public of it, which holds no key", args(&changes));
    family.ask("embargo refused", "a day that is none", args(&[("today", json!("soon"))]));
}

fn asked(changes: &[(&str, Value)]) -> Value {
    let both = both_stages();
    let mut args = json!({
        "record": both["record"], "items": both["lists"]["items"], "task": "gas-1", "stratum": 0, "dialect": "duckdb",
    });
    for (key, value) in changes {
        args[*key] = value.clone();
    }
    args
}
