//! A made-up visit: two items, two members and an expert, everything in order.
#![allow(dead_code)]

use std::sync::{Arc, LazyLock};

use double_random::base::{Date, Faults, Id};
use double_random::inspection::{Form, Forms, Sheet, Signed, Team};
pub(crate) use order::{Asked, Made};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

#[path = "order.rs"]
mod order;

pub(crate) fn id(text: &str) -> Id {
    text.parse().unwrap()
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// Reads as the door does, so that the faults have their places.
pub(crate) fn read<T: DeserializeOwned>(value: Value) -> T {
    double_random::base::json::shaped(value).unwrap()
}

pub(crate) fn forms() -> Arc<Forms> {
    let forms: Vec<Form> = read(json!([
        { "id": "F-gas", "name": "用气安全检查表", "items": ["gas"], "questions": [
            { "id": "alarm", "text": "燃气报警器是否正常" },
            { "id": "remarks", "text": "备注", "optional": true },
        ] },
        { "id": "F-fire", "name": "消防检查表", "items": ["fire", "signs"] },
        { "id": "F-signs", "name": "招牌检查表", "items": ["signs"] },
    ]));
    Arc::new(Forms::new(forms).unwrap())
}

/// P-1, who leads, and P-2 at K-1 for fire and gas in October and November, with E-1 for an opinion.
pub(crate) fn team() -> Team {
    static MADE: LazyLock<Made> = LazyLock::new(|| Asked { expert: true, ..Asked::default() }.ordered());
    Team::of(&MADE.ordered, &MADE.officers, 1).unwrap()
}

pub(crate) fn finding(item: &str, found: &[&str]) -> Value {
    let (form, answers) = match item {
        "gas" => ("F-gas", json!({ "alarm": "正常" })),
        _ => ("F-fire", json!({})),
    };
    json!({
        "item": item, "department": "综合执法局", "form": { "form": form }, "answers": answers,
        "conclusions": { "found": found },
    })
}

/// A result of evidence alone.
pub(crate) fn unreachable(item: &str) -> Value {
    json!({
        "item": item, "department": "综合执法局", "conclusions": { "found": ["unreachable"] },
        "impossible": "登记地址已无该企业",
        "evidence": [{ "kind": "returned-mail", "taken_on": "2026-10-12", "digest": "1".repeat(64) }],
    })
}

pub(crate) fn sheet() -> Value {
    json!({
        "inspected_on": "2026-10-12", "ways": ["on-site", { "other": "问卷" }], "campaign": "special",
        "findings": [finding("gas", &["no-problem"]), finding("fire", &["follow-up-pending"])],
        "signatures": [{ "person": "P-1", "date": "2026-10-12" }, { "person": "P-2", "date": "2026-10-13" }],
        "opinions": [{ "expert": "E-1", "text": "管道老化", "date": "2026-10-14" }],
        "firm": { "signed": { "person": "店长", "date": "2026-10-12" } },
    })
}

pub(crate) fn sign(sheet: Value) -> Result<Signed, Faults> {
    read::<Sheet>(sheet).sign(&team(), &forms())
}

/// The made-up sheet with `value` in the place of what stands at `pointer`.
pub(crate) fn with(pointer: &str, value: Value) -> Value {
    with_all([(pointer, value)])
}

pub(crate) fn with_all<'a>(changes: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let mut sheet = sheet();
    for (pointer, value) in changes {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        match sheet.pointer_mut(parent).unwrap() {
            Value::Object(fields) => drop(fields.insert(key.to_owned(), value)),
            Value::Array(items) if key == "-" => items.push(value),
            Value::Array(items) => items[key.parse::<usize>().unwrap()] = value,
            other => panic!("{other}"),
        }
    }
    sheet
}

/// Code, article and place of every fault.
pub(crate) fn why<T: std::fmt::Debug>(
    refused: Result<T, Faults>,
) -> Vec<(&'static str, &'static str, String)> {
    let seen = |fault: &double_random::base::Fault| {
        let problem = fault.problem();
        // every message says something in both languages, and so does every hint
        for text in [problem.message_zh(), problem.message_en(), problem.hint_zh(), problem.hint_en()] {
            assert!(!text.is_empty() && !text.ends_with(['.', '。']), "{text}");
        }
        let article = problem.article().map_or("", |article| article.code());
        (fault.code(), article, fault.place.field.clone().unwrap_or_default())
    };
    refused.unwrap_err().0.iter().map(seen).collect()
}

/// [`why`] of one fault.
pub(crate) fn only<T: std::fmt::Debug>(refused: Result<T, Faults>) -> (&'static str, &'static str, String) {
    let mut all = why(refused);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}
