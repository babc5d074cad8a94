//! A stratum as one statement for an engine that keeps the list in a table.

use serde_json::{Value, json};

use crate::both_stages::both_stages;
use crate::family::Family;

const NOTES: &[(&str, &str)] =
    &[("engine", "one of the three engines"), ("refused", "the arguments are turned away")];

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
    family
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
