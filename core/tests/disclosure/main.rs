//! 第六条, 第二十八条 - what may be done with a signed result, and in which order.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

#[path = "../inspection/made_up.rs"]
mod made_up;
mod model;
mod public;
mod steps;

use double_random::base::{Faults, json};
use double_random::disclosure::{Event, History};
use made_up::{finding, forms, id, read, sheet, sign, team, unreachable};
use serde_json::{Value, json};

/// A signed result without events: the finding for gas of the made-up visit, signed on 14 October.
pub(crate) fn history() -> History {
    History::open(&sign(sheet()).unwrap(), &id("gas"), "综合执法局").unwrap()
}

pub(crate) fn event(on: &str, person: &str, step: Value) -> Event {
    read(json!({ "on": on, "actor": { "person": person, "org": "squad" }, "step": step }))
}

/// Adds events of one day by people of the unit.
pub(crate) fn add(history: &mut History, on: &str, steps: &[(&str, Value)]) -> Result<(), Faults> {
    steps.iter().try_for_each(|(person, step)| history.append(event(on, person, step.clone())))
}

/// Entered, checked and published on 15 October.
pub(crate) fn published() -> History {
    let mut history = history();
    add(
        &mut history,
        "2026-10-15",
        &[("甲", json!("entered")), ("乙", json!("checked")), ("乙", json!("published"))],
    )
    .unwrap();
    history
}

/// A correction of version `replaces` to another conclusion, signed by the head of `unit` the day before the 20th.
pub(crate) fn corrected(replaces: u32, found: &str, unit: &str, head: &str, signed: &str) -> Value {
    json!({ "corrected": {
        "replaces": replaces, "finding": finding("gas", &[found]), "reason": "报警器型号录错",
        "head": { "unit": unit, "person": head, "date": signed },
    } })
}

#[test]
fn a_history_is_written_down_and_read_again() {
    let mut history = published();
    add(
        &mut history,
        "2026-10-20",
        &[("丙", corrected(0, "not-disclosed", "squad", "大队长", "2026-10-19"))],
    )
    .unwrap();
    let text = json::canonical(&history.archive()).unwrap();
    let archive: double_random::disclosure::Archive = json::shaped(json::parse(&text).unwrap()).unwrap();
    assert_eq!(archive.clone().replay(&team(), &forms()), Ok(history.clone()));
    // a signature of another day is another result, from the first check value on
    let mut redated = archive.clone();
    redated.sheet.signatures[0].date = made_up::date("2026-10-13");
    let digests = |history: &History| history.digests(double_random::base::Protocol::default()).unwrap();
    let (kept, other) = (digests(&history), digests(&redated.replay(&team(), &forms()).unwrap()));
    assert!(kept.iter().zip(&other).all(|(kept, other)| kept != other) && kept.len() == 5);

    let place =
        |archive: double_random::disclosure::Archive| made_up::only(archive.replay(&team(), &forms()));
    let mut unchecked = archive.clone();
    unchecked.events.remove(1);
    assert_eq!(place(unchecked), ("publication-before-check", "A6", "events[1].step".into()));
    let mut unsigned = archive.clone();
    unsigned.sheet.signatures.pop();
    assert_eq!(place(unsigned), ("signature-missing", "A25", "sheet.signatures".into()));
    let other = double_random::disclosure::Archive { item: id("signs"), ..archive };
    assert_eq!(place(other), ("result-unknown", "A28P1", "item".into()));
    let unknown =
        json!({ "on": "2026-10-15", "actor": { "person": "甲", "org": "squad" }, "step": "approved" });
    assert_eq!(made_up::only(json::shaped::<Event>(unknown)).0, "json-unknown-word");
}

#[test]
fn what_evidence_alone_made_is_published_like_any_other() {
    let sheet = made_up::with_all([("/findings/0", unreachable("gas"))]);
    let mut history = History::open(&sign(sheet).unwrap(), &id("gas"), "综合执法局").unwrap();
    let steps = [("甲", json!("entered")), ("乙", json!("checked")), ("乙", json!("published"))];
    assert_eq!(add(&mut history, "2026-10-15", &steps), Ok(()));
}
