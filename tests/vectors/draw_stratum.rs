//! Draws from one stratum: order, equal beginnings, edges of the quota.

use serde_json::{Value, json};

use crate::family::Family;
use crate::ticket::KEY;

const NOTES: &[(&str, &str)] = &[
    ("near", "two tickets begin with the same five bytes"),
    ("order", "the order of the list, which must not matter"),
    ("power-of-two", "lists around a power of two, half of each drawn"),
    ("quota", "the quota against the number of ids"),
    ("refused", "the arguments are turned away"),
];

/// Two ids whose tickets under [`KEY`] begin with 6bde12c093; the first has the smaller one.
const NEAR: [&str; 2] = ["T-577281", "T-2314562"];

/// 第十六条 - the smallest tickets are drawn.
pub(crate) fn family() -> Family {
    let mut family = Family::new("draw-stratum", NOTES);
    let draw = |ids: &[String], quota: u64| json!({ "key": KEY, "ids": ids, "quota": quota });
    let seven = numbered(7);
    for quota in [0, 1, 2, 6, 7, 8, (1 << 53) - 1] {
        family.ask("quota", format!("{quota} of 7"), draw(&seven, quota));
    }
    for quota in [0, 1] {
        family.ask("quota", format!("{quota} of none"), draw(&[], quota));
        family.ask("quota", format!("{quota} of one"), draw(&numbered(1), quota));
    }
    orders(&mut family, &seven);
    for size in [2u64, 3, 4, 5, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 256, 257] {
        let quota = size / 2;
        family.ask("power-of-two", format!("{quota} of {size}"), draw(&numbered(size), quota));
    }
    for (comment, args) in refused() {
        family.ask("refused", comment, args);
    }
    family
}

fn numbered(count: u64) -> Vec<String> {
    (1..=count).map(|n| format!("T-{n}")).collect()
}

fn orders(family: &mut Family, seven: &[String]) {
    let draw = |ids: &[&str], quota: u64| json!({ "key": KEY, "ids": ids, "quota": quota });
    let mut ids: Vec<&str> = seven.iter().map(String::as_str).collect();
    ids.reverse();
    family.ask("order", "the last comes first in the list", draw(&ids, 3));
    ids.rotate_left(3);
    family.ask("order", "the list begins in its middle", draw(&ids, 3));
    ids.sort_by_key(|id| std::cmp::Reverse(*id));
    family.ask("order", "all of them, from a list the wrong way round", draw(&ids, 7));
    let codes = ["913702001635621638", "9137011316349800XJ", "91370784165641826W"];
    family.ask("order", "credit codes", draw(&codes, 2));
    family.ask("order", "one id begins with another", draw(&["a", "aa", "aaa", "A", "~", "!"], 4));
    let [first, second] = NEAR;
    for (comment, ids, quota) in [
        ("both, in the order of their tickets", [first, second], 2),
        ("both, written the other way round", [second, first], 2),
        ("the sixth byte decides", [first, second], 1),
        ("the sixth byte decides, written the other way round", [second, first], 1),
    ] {
        family.ask("near order", comment, draw(&ids, quota));
    }
    family.ask("near order", "among others", draw(&["T-1", second, "T-2", first, "T-3"], 3));
}

fn refused() -> Vec<(&'static str, Value)> {
    let draw = |ids: Value, quota: Value| json!({ "key": KEY, "ids": ids, "quota": quota });
    vec![
        ("an id twice", draw(json!(["a", "b", "a"]), json!(1))),
        ("two ids twice", draw(json!(["a", "b", "a", "c", "b"]), json!(1))),
        ("two ids that are none", draw(json!(["a", "b", "a b", ""]), json!(1))),
        ("a number among the ids", draw(json!(["a", 7]), json!(1))),
        ("one id, not in a list", draw(json!("a"), json!(1))),
        ("ids as an object", draw(json!({ "a": 1 }), json!(1))),
        ("a quota of null", draw(json!(["a"]), json!(null))),
        ("a quota as a text", draw(json!(["a"]), json!("1"))),
        ("no quota", json!({ "key": KEY, "ids": ["a"] })),
        ("no ids", json!({ "key": KEY, "quota": 1 })),
        ("a short key", json!({ "key": "00", "ids": ["a"], "quota": 1 })),
        ("a key too many", json!({ "key": KEY, "ids": ["a"], "quota": 1, "seed": 1 })),
    ]
}
