//! 第六条 - a byte of a record changed anywhere is seen: it is no record any more, or a named check fails.
//!
//! Some fields are statements of people, which nothing else in the record depends on: who ordered the teams, who consented that an
//! officer is replaced and why, whose stamp it is. They stand in [`STATED`], and only the next record's `previous` covers them; so it is given.

use std::collections::BTreeSet;
use std::ops::Range;

use double_random::base::{Int53, Window};
use double_random::directory::Officer;
use double_random::plan::Approval;
use double_random::record::{CheckResult, Lists, Material, OfficersRecord, Record, verify_against};
use rayon::prelude::*;
use serde_json::json;

use super::*;
use crate::everything::{Everything, everything};

/// What no record shows by itself, with its lists or without: the next record does.
const STATED: &[&str] = &[
    "officers[].result.matched.changes[].consent.date",
    "officers[].result.matched.changes[].consent.person",
    "officers[].result.matched.changes[].reason.other",
    "officers[].result.matched.changes[].reason.recusal.decision.person",
    "officers[].result.matched.changes[].taken.assigned.approval.date",
    "officers[].result.matched.changes[].taken.assigned.approval.person",
    "officers[].result.matched.changes[].taken.assigned.reason",
    "officers[].result.matched.order.date",
    "officers[].result.matched.order.person",
    "officers[].stamps[].authority",
    "officers[].stamps[].value",
];

/// A record of both stages in a ledger, the lists behind it, and the record that follows.
struct Scene {
    text: String,
    material: Material,
    next: Record,
}

fn scene(targets: usize, share: &str) -> Scene {
    let mut lists = Lists { targets: Vec::new(), ..lists(staff()) };
    lists.targets = (0..targets)
        .map(|n| {
            let area = if n % 2 == 0 { "东园" } else { "西园" };
            read(json!({ "id": format!("T-{n:04}"), "kind": "餐饮", "area": area, "unit_code": format!("F-{:03}", n / 2) }))
        })
        .collect();
    lists.officers.iter_mut().for_each(|officer: &mut Officer| officer.cap = 1_000);
    let day = date("2026-09-30");
    let ledger = |number: u32, previous| {
        let mut round = round([task("gas", share, autumn())]);
        round.sequence = Some(Int53::from(number));
        round.previous = previous;
        round.sealed_at = Some("2026-10-01T09:00:00+08:00".parse().unwrap());
        round.approvals = Some(vec![Approval::prepared_by("小王", day), Approval::by("老李", day)]);
        round
    };
    let record = dispatched_round(&lists, &ledger(7, None));
    let plan = plan("m-1");
    let sealed = seal(&plan, &record, &lists).unwrap();
    let ordered = matched(&sealed, "second").order(Approval::by("队长", date("2026-10-05"))).unwrap();
    lists.recusals.insert(id("m-1"), plan.recusals.clone());
    let record = record.with_officers(OfficersRecord::of_ordered(&ordered));
    let mut next = ledger(8, Some(record.check_value().unwrap()));
    next.id = id("2026-Q4-b");
    // the same task in the same days would be a draw that is run again
    next.tasks[0].window = Window::new(date("2026-12-01"), date("2026-12-20")).unwrap();
    let next = dispatched_round(&lists, &next);
    Scene::new(&record, &lists, next)
}

/// What says that a record was changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Seen {
    /// It is no UTF-8, or no record, at this place.
    Fault(String),
    /// This check of the record fails.
    Check(&'static str),
    /// Nothing but that the next record names another one.
    Next,
}

/// The other byte that stands in for one: its neighbour, the other case, the digit after it.
fn other(byte: u8, kind: usize) -> u8 {
    match (kind % KINDS, byte) {
        (0, _) => byte ^ 1,
        (1, _) => byte ^ 0x20,
        (_, b'9') => b'0',
        (_, b'f') => b'a',
        (_, b'0'..=b'8' | b'a'..=b'e') => byte + 1,
        _ => byte ^ 0x40,
    }
}

const KINDS: usize = 3;

impl Scene {
    fn new(record: &Record, lists: &Lists, next: Record) -> Self {
        let scene =
            Self { text: record.to_json().unwrap(), material: Material::try_from(lists).unwrap(), next };
        let verdict = verify_against(record, &scene.material, std::slice::from_ref(&scene.next));
        assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
        assert_eq!(verdict.check("chain").unwrap().result, CheckResult::Passed);
        scene
    }

    /// What says so when the byte at `at` becomes another one; an error where nothing does.
    fn seen(&self, (at, kind): (usize, usize)) -> Result<Seen, String> {
        let mut bytes = self.text.clone().into_bytes();
        bytes[at] = other(bytes[at], kind);
        let Ok(text) = String::from_utf8(bytes) else { return Ok(Seen::Fault("encoding".to_owned())) };
        let around = || {
            let shown =
                String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(60)..(at + 60).min(text.len())]);
            format!("byte {at}, change {kind}: {shown}")
        };
        let record = match Record::parse(&text) {
            Ok(record) => record,
            Err(faults) => {
                let place = faults.0.first().map(|fault| fault.place.to_string()).unwrap_or_default();
                return if place.is_empty() {
                    Err(format!("no place, {}", around()))
                } else {
                    Ok(Seen::Fault(place))
                };
            }
        };
        let verdict = verify_against(&record, &self.material, std::slice::from_ref(&self.next));
        let failed: Vec<&'static str> = verdict
            .checks
            .iter()
            .filter(|check| check.result == CheckResult::Failed)
            .map(|check| check.name)
            .collect();
        match failed.as_slice() {
            [] => Err(format!("not seen, {}", around())),
            ["chain"] => Ok(Seen::Next),
            [first, ..] => Ok(Seen::Check(first)),
        }
    }

    /// All changes at once, each with what says so.
    fn all_seen(&self, changes: Vec<(usize, usize)>) -> Vec<((usize, usize), Seen)> {
        changes.into_par_iter().map(|change| (change, self.seen(change).unwrap())).collect()
    }
}

/// Where every value stands in the canonical text, with its path; places in lists are left out.
fn values(value: &Value, path: &str, text: &mut String, found: &mut Vec<(Range<usize>, String)>) {
    match value {
        Value::Object(fields) => {
            for (number, (key, field)) in fields.iter().enumerate() {
                *text += if number == 0 { "{" } else { "," };
                *text += &format!("{}:", json!(key));
                let dot = if path.is_empty() { "" } else { "." };
                values(field, &format!("{path}{dot}{key}"), text, found);
            }
            *text += if fields.is_empty() { "{}" } else { "}" };
        }
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                *text += if number == 0 { "[" } else { "," };
                values(item, &format!("{path}[]"), text, found);
            }
            *text += if items.is_empty() { "[]" } else { "]" };
        }
        leaf => {
            let start = text.len();
            *text += &leaf.to_string();
            found.push((start..text.len(), path.to_owned()));
        }
    }
}

/// The values of a record, wherever they stand in its text.
fn values_of(text: &str) -> Vec<(Range<usize>, String)> {
    let (mut again, mut found) = (String::new(), Vec::new());
    values(&serde_json::from_str(text).unwrap(), "", &mut again, &mut found);
    assert_eq!(again, text, "the canonical text is written again, so places are right");
    found
}

/// The paths of the values that only the next record covers.
fn by_the_next(seen: &[((usize, usize), Seen)], text: &str) -> BTreeSet<String> {
    let values = values_of(text);
    let path = |at: usize| values.iter().find(|(range, _)| range.contains(&at)).map(|(_, path)| path.clone());
    let next = seen.iter().filter(|(_, seen)| *seen == Seen::Next);
    next.map(|((at, _), _)| path(*at).unwrap_or_else(|| panic!("byte {at} is in no value"))).collect()
}

fn is_full() -> bool {
    std::env::var_os("DOUBLE_RANDOM_FULL").is_some()
}

/// One kind of change in its turn, or all.
fn kinds_at(at: usize) -> Range<usize> {
    if is_full() { 0..KINDS } else { at % KINDS..at % KINDS + 1 }
}

/// One change a byte, each kind in its turn; with `DOUBLE_RANDOM_FULL=1` every kind at every byte.
#[test]
fn a6_every_byte_of_a_small_record_matters() {
    let scene = scene(6, "50%");
    let changes = (0..scene.text.len()).flat_map(|at| kinds_at(at).map(move |kind| (at, kind))).collect();
    let seen = scene.all_seen(changes);
    let stated = by_the_next(&seen, &scene.text);
    let strangers: Vec<_> = stated.iter().filter(|path| !STATED.contains(&path.as_str())).collect();
    assert!(strangers.is_empty(), "the record shows nothing of {strangers:?}");
    let checks: BTreeSet<&Seen> = seen.iter().map(|(_, seen)| seen).collect();
    for name in ["seal-digest", "tickets", "dispatch", "officers-seal", "matching", "officers-pool"] {
        assert!(checks.contains(&Seen::Check(name)), "{name} saw nothing");
    }
}

/// One byte of every value of a record in which everything occurs; with `DOUBLE_RANDOM_FULL=1` every byte of it.
#[test]
fn a6_every_value_of_a_record_with_everything_matters() {
    let Everything { record, lists, next, .. } = everything();
    let scene = Scene::new(&record, &lists, next);
    let places: Vec<usize> = if is_full() {
        (0..scene.text.len()).collect()
    } else {
        // the last byte of a number or word, the last within a text
        values_of(&scene.text)
            .into_iter()
            .map(|(range, _)| (range.end - 1).min(range.end.saturating_sub(2).max(range.start)))
            .collect()
    };
    let changes = places.into_iter().flat_map(|at| (0..KINDS).map(move |kind| (at, kind))).collect();
    let stated = by_the_next(&scene.all_seen(changes), &scene.text);
    assert_eq!(stated.iter().map(String::as_str).collect::<Vec<_>>(), STATED);
}

/// 10,000 with `DOUBLE_RANDOM_FULL=1`, else 200.
#[test]
fn a6_random_bytes_of_a_large_record_matter() {
    let scene = scene(if is_full() { 600 } else { 200 }, "50%");
    let count = if is_full() { 10_000 } else { 200 };
    let mut state = 1u64;
    let changes = (0..count).map(|_| {
        // Knuth's numbers, so that a failure comes again
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as usize % scene.text.len(), (state >> 20) as usize % KINDS)
    });
    let seen = scene.all_seen(changes.collect());
    let stated = by_the_next(&seen, &scene.text);
    assert!(stated.iter().all(|path| STATED.contains(&path.as_str())), "{stated:?}");
}

/// Values that mean the same in another spelling are refused: there is one written form.
#[test]
fn another_spelling_of_the_same_record_is_none() {
    let Scene { text, .. } = scene(8, "50%");
    for (written, other) in [
        ("2026-10-01T09:00:00+08:00", "2026-10-01T01:00:00Z"),
        ("2026-10-01T09:00:00+08:00", "2026-10-01T09:00:00.0+08:00"),
        (r#""ratio":"1/2""#, r#""ratio":"50%""#),
        (r#""document":null,"#, ""),
        (r#","sweeps":20"#, r#","sweeps":20,"sweeps":20"#),
        (r#""sequence":7"#, r#""sequence":7.0"#),
        (r#""sequence":7"#, r#""sequence":"7""#),
    ] {
        assert!(text.contains(written), "{written} is not in the record: {text}");
        let faults = Record::parse(&text.replacen(written, other, 1)).unwrap_err();
        assert!(!faults.0[0].place.to_string().is_empty(), "{other}: {faults}");
    }
}
