//! Quotas: every rounding, exact halves, and the fractions on which floats go wrong.

use serde_json::{Value, json};

use crate::family::Family;

const NOTES: &[(&str, &str)] = &[
    ("exact", "a float would be off by one here"),
    ("half", "the share lies exactly between two whole numbers"),
    ("limit", "at the edge of what a number or a ratio may be"),
    ("refused", "the arguments are turned away"),
    ("rounding", "one share under each of the roundings"),
];

/// 第十三条 - how many a ratio asks for.
pub(crate) fn family() -> Family {
    let mut family = Family::new("quota", NOTES);
    for (size, ratio) in
        [(101, "7%"), (100, "7%"), (1, "1/3"), (2, "1/3"), (10, "0.1"), (11, "1/11"), (999, "5%")]
    {
        for rounding in ["up", "half-up", "down"] {
            let args = json!({ "size": size, "ratio": ratio, "rounding": rounding });
            family.ask("rounding", format!("{ratio} of {size}, {rounding}"), args);
        }
    }
    for (size, ratio) in [(50, "7%"), (1, "1/2"), (3, "50%"), (5, "0.1"), (200, "2.5%"), (9, "1/6")] {
        for rounding in ["up", "half-up", "down"] {
            let args = json!({ "size": size, "ratio": ratio, "rounding": rounding });
            family.ask("half", format!("{ratio} of {size}, half a target left over, {rounding}"), args);
        }
    }
    for (size, ratio) in [(300, "7%"), (300, "0.07"), (300, "7/100"), (700, "0.29"), (1_000_000, "0.000007")]
    {
        family.ask(
            "exact",
            format!("{ratio} of {size} is a whole number"),
            json!({ "size": size, "ratio": ratio }),
        );
    }
    limits(&mut family);
    for (comment, args) in refused() {
        family.ask("refused", comment, args);
    }
    family
}

fn limits(family: &mut Family) {
    let most = (1u64 << 53) - 1;
    for (comment, size, ratio, rounding) in [
        ("nobody in the stratum", 0, "7%", "up"),
        ("a ratio of nothing", 101, "0%", "up"),
        ("a ratio of nothing as a fraction", 101, "0/7", "up"),
        ("everybody", 101, "100%", "up"),
        ("everybody as a fraction", 101, "3/3", "down"),
        ("everybody as a decimal", 101, "1.0", "half-up"),
        ("the largest list, all of it", most, "100%", "half-up"),
        ("the largest list, a third", most, "1/3", "up"),
        ("the largest list, a third, the rest dropped", most, "1/3", "down"),
        ("the largest list, a half", most, "1/2", "half-up"),
        ("the smallest share there is", 1, "1/1000000000000", "up"),
        ("the smallest share of the largest list", most, "1/1000000000000", "half-up"),
        ("all but the smallest share", most, "999999999999/1000000000000", "down"),
    ] {
        family.ask("limit", comment, json!({ "size": size, "ratio": ratio, "rounding": rounding }));
    }
    family.ask("limit", "without a word on rounding: up", json!({ "size": 101, "ratio": "1%" }));
    family.ask(
        "limit",
        "null stands for the default",
        json!({ "size": 101, "ratio": "1%", "rounding": null }),
    );
}

fn refused() -> Vec<(&'static str, Value)> {
    vec![
        ("above the whole", json!({ "size": 101, "ratio": "101%" })),
        ("a percentage without its sign", json!({ "size": 101, "ratio": "7" })),
        ("barely above the whole", json!({ "size": 101, "ratio": "1000000000001/1000000000000" })),
        ("an empty text", json!({ "size": 101, "ratio": "" })),
        ("a space before the sign", json!({ "size": 101, "ratio": "7 %" })),
        ("an exponent", json!({ "size": 101, "ratio": "1e-2" })),
        ("a negative share", json!({ "size": 101, "ratio": "-7%" })),
        ("digits of another script", json!({ "size": 101, "ratio": "７%" })),
        ("a denominator of nothing", json!({ "size": 101, "ratio": "1/0" })),
        ("more digits than are exact", json!({ "size": 101, "ratio": "0.0000000000001" })),
        ("a ratio as a number", json!({ "size": 101, "ratio": 7 })),
        ("a size as a text", json!({ "size": "101", "ratio": "7%" })),
        ("a size as a list", json!({ "size": [101], "ratio": "7%" })),
        ("no size", json!({ "ratio": "7%" })),
        ("no ratio", json!({ "size": 101 })),
        (
            "a rounding that is none of the three",
            json!({ "size": 101, "ratio": "7%", "rounding": "nearest" }),
        ),
        ("a key with a slip of the pen", json!({ "size": 101, "ratio": "7%", "roundin": "up" })),
        ("arguments as a list", json!([101, "7%"])),
        ("arguments as null", json!(null)),
    ]
}
