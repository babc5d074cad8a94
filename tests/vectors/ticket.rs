//! Tickets: SHA-256 of key and id.

use serde_json::{Value, json};

use crate::family::Family;

const NOTES: &[(&str, &str)] = &[
    ("block", "around the lengths at which SHA-256 takes one block more"),
    ("refused", "the arguments are turned away"),
    ("ticket", "printf '%s' \"$KEY$ID\" | sha256sum"),
];

/// A key.
pub(crate) const KEY: &str = "000102030405060708090a0b0c0d0e0f";

/// 第十六条 - the number that decides.
pub(crate) fn family() -> Family {
    let mut family = Family::new("ticket", NOTES);
    let zero = "0".repeat(32);
    let full = "f".repeat(32);
    for (key, id) in [
        (KEY, "913702001635621638"),
        (KEY, "9137011316349800XJ"),
        (KEY, "T-0001"),
        (&zero, "T-0001"),
        (&full, "T-0001"),
        (KEY, "!"),
        (KEY, "\"\\"),
        (KEY, "~~~"),
        (&zero, "0"),
        (&zero, "00"),
    ] {
        family.ask("ticket", format!("`{id}` under {key}"), json!({ "key": key, "id": id }));
    }
    for length in [1, 22, 23, 24, 31, 32, 33, 63, 64] {
        let id = "x".repeat(length);
        family.ask("block", format!("an id of {length} characters"), json!({ "key": KEY, "id": id }));
    }
    for (comment, args) in refused() {
        family.ask("refused", comment, args);
    }
    family
}

fn refused() -> Vec<(&'static str, Value)> {
    vec![
        ("a key in upper case", json!({ "key": KEY.to_uppercase(), "id": "a" })),
        ("a key of 31 characters", json!({ "key": &KEY[1..], "id": "a" })),
        ("a key of 33 characters", json!({ "key": format!("{KEY}0"), "id": "a" })),
        ("a key with a letter that is no digit", json!({ "key": format!("g{}", &KEY[1..]), "id": "a" })),
        ("no key", json!({ "id": "a" })),
        ("a key of null", json!({ "key": null, "id": "a" })),
        ("an empty id", json!({ "key": KEY, "id": "" })),
        ("an id of 65 characters", json!({ "key": KEY, "id": "x".repeat(65) })),
        ("an id with a space", json!({ "key": KEY, "id": "a b" })),
        ("an id in Chinese", json!({ "key": KEY, "id": "东园" })),
        ("an id as a number", json!({ "key": KEY, "id": 1 })),
        ("two ids", json!({ "key": KEY, "id": ["a", "b"] })),
        ("a key too many", json!({ "key": KEY, "id": "a", "salt": "" })),
    ]
}
