//! What the made-up rounds must contain, so that agreement on them says something.

use serde_json::Value;

/// Something that a round has, by its line.
type Feature = (&'static str, fn(&Value) -> bool);

const FEATURES: &[Feature] = &[
    ("a rehearsal", |line| text(line, "/record/seal/protocol").ends_with("rehearsal")),
    ("a strong seed", |line| text(line, "/record/seal/strength") == "strong"),
    ("a weak seed", |line| text(line, "/record/seal/strength") == "weak"),
    ("parties", |line| list(line, "/record/ceremony/parties").len() > 1),
    ("typed values", |line| list(line, "/record/ceremony/typed").len() > 1),
    ("nobody asked to confirm", |line| line["record"]["result"]["removals"].is_null()),
    ("no dispatch for want of a unit", |line| {
        line["record"]["result"]["dispatch"].is_null() && !line["record"]["result"]["lock"].is_null()
    }),
    ("several units", |line| list(line, "/record/result/dispatch").len() > 1),
    ("several batches", |line| {
        list(line, "/record/result/dispatch").iter().any(|unit| list(unit, "/batches").len() > 1)
    }),
    ("a group of several tasks", |line| {
        list(line, "/record/result/groups").iter().any(|group| list(group, "/tasks").len() > 1)
    }),
    ("a group that sets targets aside", |line| {
        list(line, "/record/result/groups").iter().any(|group| group["set_aside"] != 0)
    }),
    ("a draw of fewer for those set aside", |line| {
        let strata = list(line, "/record/result/tasks").iter().flat_map(|task| list(task, "/strata"));
        let frames = list(line, "/record/seal/tasks").iter().flat_map(|task| list(task, "/frames"));
        strata.zip(frames).any(|(stratum, frame)| stratum["shortfall"] != frame["shortfall"])
    }),
    ("removals", |line| list(line, "/record/result/removals").len() > 1),
    ("a removal of a target that came in", |line| {
        removals(line).any(|one| {
            removals(line)
                .any(|other| one["task"] == other["task"] && one["replacement"]["id"] == other["id"])
        })
    }),
    ("a ticket passed over", |line| removals(line).any(|removal| !list(removal, "/passed_over").is_empty())),
    ("nobody left to come in", |line| removals(line).any(|removal| removal["replacement"].is_null())),
    ("exclusions", |line| line["record"]["seal"]["exclusions"][0]["count"] != 0),
    ("a rolling year that differs", |line| {
        let exclusion = &line["record"]["seal"]["exclusions"][0];
        exclusion["count"] != exclusion["rolling"]
    }),
    ("several overrides", |line| list(line, "/record/seal/overrides").len() > 1),
    ("an overlap", |line| frames(line).any(|frame| frame["overlap"] != 0)),
    ("a shortfall", |line| frames(line).any(|frame| frame["shortfall"] != 0)),
    ("an empty pool", |line| frames(line).any(|frame| frame["eligible"] == 0)),
    ("a pool from which nobody is drawn", |line| {
        frames(line).any(|frame| frame["eligible"] != 0 && frame["draws"] == 0)
    }),
    ("unmatched targets", |line| list(line, "/record/seal/tasks").iter().any(|task| task["unmatched"] != 0)),
    ("an item of certain kinds only", |line| {
        list(line, "/record/seal/tasks").iter().any(|task| !list(task, "/task/items").contains(&"gas".into()))
    }),
];

/// What stands somewhere in the text of a round's seal.
const WORDS: &[&str] = &[
    "\"everyone\"",
    "{\"kind\":",
    "{\"scale\":",
    "{\"area\":",
    "{\"risk\":",
    "{\"credit\":",
    "{\"attribute\":",
    "{\"all\":",
    "{\"any\":",
    "{\"not\":",
    "\"ratio\":\"0/1\"",
    "\"ratio\":\"7/100\"",
    "\"ratio\":null",
    "\"up\"",
    "\"half-up\"",
    "\"down\"",
    "\"dice-3\",\"dice-25\"",
    "balls-9-2",
    "\"bare\"",
];

/// Every feature and word stands in at least five rounds.
pub(crate) fn assert_all(lines: &[Value]) {
    let seals: Vec<String> = lines.iter().map(|line| line["record"]["seal"].to_string()).collect();
    let features = FEATURES.iter().map(|(name, has)| (*name, lines.iter().filter(|line| has(line)).count()));
    let words = WORDS.iter().map(|word| (*word, seals.iter().filter(|seal| seal.contains(word)).count()));
    let rare: Vec<_> = features.chain(words).filter(|(_, rounds)| *rounds < 5).collect();
    assert!(rare.is_empty(), "the made-up rounds hardly ever have {rare:?}");
}

fn list<'a>(value: &'a Value, path: &str) -> &'a [Value] {
    value.pointer(path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, path: &str) -> &'a str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

fn removals(line: &Value) -> impl Iterator<Item = &Value> {
    list(line, "/record/result/removals").iter()
}

fn frames(line: &Value) -> impl Iterator<Item = &Value> {
    list(line, "/record/seal/tasks").iter().flat_map(|task| list(task, "/frames"))
}

pub(crate) fn assert_matches(lines: &[Value], answers: &[String]) {
    let mut counts = std::collections::BTreeMap::new();
    for a in answers { for w in a.split(' ') { *counts.entry(w.to_owned()).or_insert(0)+=1; } }
    let inf = lines.iter().filter(|l| !l["answer"]["infeasible"].is_null()).count();
    eprintln!("{counts:?} inf {inf} {}", lines.len());
}
pub(crate) fn assert_officers(lines: &[Value], answers: &[String]) {
    assert_matches(lines, answers);
    let n: Vec<_> = lines.iter().flat_map(|l| list(l, "/record/officers")).collect();
    let inf = n.iter().filter(|l| !l["result"]["infeasible"].is_null()).count();
    eprintln!("matches {} infeasible {inf} joint {}", n.len(), n.iter().filter(|m| list(m, "/seal/visits").iter().any(|v| !v["joint"].is_null())).count());
}
pub(crate) fn kinds(lines: &[Value]) {
    for k in 0..15 { eprint!("{k}:{} ", lines.iter().skip(k).step_by(15).filter(|l| !l["answer"]["infeasible"].is_null()).count()); }
    eprintln!();
}
