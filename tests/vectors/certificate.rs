//! Certificates of a small record: who was drawn, who was not, who is not listed; and what becomes of a changed one.

use double_random::wire;
use serde_json::{Value, json};

use crate::both_stages::both_stages;
use crate::family::Family;

const NOTES: &[(&str, &str)] = &[
    ("listed", "the target is in the list"),
    ("not-listed", "nobody of that id is in the list"),
    ("refused", "the arguments are turned away"),
    ("wrong-list", "record and lists do not belong together"),
];

const NOTES_OF_CHECK: &[(&str, &str)] = &[
    ("changed", "one value of the certificate was changed"),
    ("honest", "as it was made"),
    ("refused", "the arguments are turned away"),
];

/// 第十六条 - one target's whole answer.
pub(crate) fn family() -> Family {
    let mut family = Family::new("certificate", NOTES);
    for n in 0..3 {
        family.ask("listed", "one of three targets", of(&format!("T-000{n}")));
    }
    for name in ["T-0003", "$(id)", "~"] {
        family.ask("not-listed", "an id that is not in the list", of(name));
    }
    let mut fewer = of("T-0000");
    fewer["lists"]["targets"].as_array_mut().unwrap().pop();
    family.ask("wrong-list", "a target is missing in the list", fewer);
    let mut other = of("T-0000");
    other["record"]["result"]["tasks"][0]["strata"][0]["drawn"][0]["ticket"] = json!("0".repeat(64));
    family.ask("wrong-list", "another ticket in the record", other);
    for key in ["record", "lists", "id"] {
        let mut without = of("T-0000");
        without.as_object_mut().unwrap().remove(key);
        family.ask("refused", format!("no {key}"), without);
    }
    family.ask("refused", "an id with a space", of("T 0000"));
    family
}

/// 第十六条 - a certificate is checked against the record alone.
pub(crate) fn family_of_check() -> Family {
    let mut family = Family::new("check-certificate", NOTES_OF_CHECK);
    let record = both_stages()["record"].clone();
    for name in ["T-0000", "T-0001", "T-0002", "T-9999"] {
        family.ask("honest", name, json!({ "certificate": made(name), "record": record }));
    }
    let drawn =
        ["T-0000", "T-0001", "T-0002"].into_iter().map(made).find(|made| !list(made, "/visits").is_empty());
    let drawn = drawn.unwrap();
    for (pointer, value, comment) in [
        ("/id", json!("T-0009"), "another id"),
        ("/digest", json!("0".repeat(64)), "another check value"),
        ("/listing/listed/row/area", json!("西园"), "another area in its row"),
        ("/listing/listed/proof/index", json!(9), "another place in the list"),
        ("/tasks/0/scope/pool/ticket", json!("0".repeat(64)), "another ticket"),
        ("/tasks/0/scope/pool/cutoff", json!("f".repeat(64)), "another cutoff"),
        ("/tasks/0/scope/pool/outcome", json!("not-drawn"), "another outcome"),
        ("/tasks/0/scope/pool/sealed/draws", json!(3), "another chance"),
        ("/tasks/0/scope/pool/by_hand", json!("true"), "another line to check by hand"),
        ("/tasks", json!([]), "no task"),
        ("/visits", json!([]), "no visit"),
        ("/zh", json!("没有抽中。"), "another sentence"),
    ] {
        let mut changed = drawn.clone();
        *changed.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
        assert_ne!(changed, drawn, "{pointer} is that already");
        family.ask("changed", comment, json!({ "certificate": changed, "record": record }));
    }
    family.ask("refused", "no record", json!({ "certificate": drawn }));
    family.ask("refused", "no certificate", json!({ "record": record }));
    family.ask("refused", "a number for a certificate", json!({ "certificate": 7, "record": record }));
    family.ask("refused", "a key too many", json!({ "certificate": drawn, "record": record, "lists": {} }));
    family.ask("refused", "nothing", json!({}));
    family
}

fn of(name: &str) -> Value {
    let mut args = both_stages();
    args["id"] = json!(name);
    args
}

fn made(name: &str) -> Value {
    let answer = wire::answer(&json!({ "verb": "certificate", "args": of(name) }).to_string());
    serde_json::from_str::<Value>(&answer).unwrap()["ok"].clone()
}

fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
