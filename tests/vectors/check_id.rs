//! Ids: credit codes with every kind of slip, and plain ids.

use serde_json::{Value, json};

use crate::family::Family;

const NOTES: &[(&str, &str)] = &[
    ("ascii", "ids of 1 to 64 visible ASCII characters"),
    ("check-character", "the first 17 characters are right, the last one is tried in turn"),
    ("credit-code", "GB 32100: 18 characters, the last one a check over the others"),
    ("refused", "the arguments are turned away"),
    ("warned", "odd, and yet no fault"),
];

const CODE: &str = "913702001635621638";

/// 第十条 - which texts may be the id of a target.
pub(crate) fn family() -> Family {
    let mut family = Family::new("check-id", NOTES);
    let credit = |id: &str| json!({ "scheme": "credit-code", "id": id });
    for id in [CODE, "9137011316349800XJ", "91370784165641826W", "92370102MA3CABCD0N", "11370000004500002Q"] {
        family.ask("credit-code", format!("`{id}` is right"), credit(id));
    }
    family.ask("credit-code warned", "the check of the organisation is wrong", credit("92370102MA3CABCD1R"));
    for last in "012345679ABCDEFGHJKLMNPQRTUWXY".chars() {
        let id = format!("{}{last}", &CODE[..17]);
        family.ask("check-character", format!("{last} for 8"), credit(&id));
    }
    for (comment, id) in [
        ("a character is missing", "91370200163562163"),
        ("a character too many", "9137020016356216380"),
        ("nothing at all", ""),
        ("a lower-case letter", "9137068716530044xP"),
        ("lower case throughout", "9137011316349800xj"),
        ("a hyphen", "91370200-163562163"),
        ("a space", "91370200 163562163"),
        ("a space at the end", "913702001635621638 "),
        ("a space that breaks no line", "91370200\u{a0}163562163"),
        ("a letter that credit codes do not have", "9137020016356216O8"),
        ("I for 1", "9I3702001635621638"),
        ("wide digits", "９13702001635621638"),
        ("two neighbours changed places", "913702001635621683"),
        ("a control character", "91370200\u{1}163562163"),
    ] {
        family.ask("credit-code", comment, credit(id));
    }
    plain(&mut family);
    for (comment, args) in refused() {
        family.ask("refused", comment, args);
    }
    let number = r#"{"verb":"check-id","args":{"scheme":"credit-code","id":913702001635621638}}"#;
    family.text("refused", "a code as a number, which most readers round", number);
    family
}

fn plain(family: &mut Family) {
    let (longest, too_long) = ("x".repeat(64), "x".repeat(65));
    for (comment, id) in [
        ("a name", "gas-2026-Q4"),
        ("the first and the last visible character", "!~"),
        ("quotation mark and backslash", "\"\\"),
        ("64 characters", &longest),
        ("65 characters", &too_long),
        ("nothing", ""),
        ("a space", "a b"),
        ("a tab", "a\tb"),
        ("the character after the last visible one", "a\u{7f}"),
        ("Chinese", "东园"),
        ("a character outside the first plane", "a\u{20000}"),
    ] {
        family.ask("ascii", comment, json!({ "scheme": "ascii", "id": id }));
    }
}

fn refused() -> Vec<(&'static str, Value)> {
    vec![
        ("a scheme that is none", json!({ "scheme": "passport", "id": "a" })),
        ("no scheme", json!({ "id": "a" })),
        ("no id", json!({ "scheme": "ascii" })),
        ("an id as a number", json!({ "scheme": "ascii", "id": 7 })),
        ("a scheme as an object", json!({ "scheme": { "ascii": null }, "id": "a" })),
        ("a key too many", json!({ "scheme": "ascii", "id": "a", "upper": true })),
    ]
}
