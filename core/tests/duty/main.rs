//! 第二十八条, 第三十一条, 第三十二条, 第六条, 第七条 - what follows from a docket and the date of today.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

#[path = "../inspection/made_up.rs"]
mod made_up;

mod archive;
mod duties;
mod evidence;
mod figures;
mod refused;
mod trace;

use std::sync::LazyLock;

use double_random::base::calendar::Calendar;
use double_random::base::{Digest, Id, Window};
use double_random::disclosure::{Event, History};
use double_random::duty::{Docket, VisitRef, VisitRun};
use double_random::inspection::{Sheet, Team};
use double_random::law::RuleSet;
use double_random::plan::{Delegation, Task};
use made_up::{Asked, Made, date, finding, forms, id, read};
use serde_json::{Value, json};

pub(crate) fn digest(number: u8) -> Digest {
    Digest([number; 32])
}

/// A task of gas and fire in October and November 2026, in the round of this number.
pub(crate) fn task(name: &str, start: &str, end: &str) -> Task {
    let window = Window::new(date(start), date(end)).unwrap();
    Task { items: vec![id("gas"), id("fire")], ..Task::new(id(name), id("gas"), window) }
}

pub(crate) fn docket() -> Docket {
    Docket::new(Calendar::china(), &RuleSet::gaoxin_2023()).unwrap()
}

/// A docket with one task, `gas-Q4` from 8 October to 30 November.
pub(crate) fn with_task() -> Docket {
    let mut docket = docket();
    docket.add_task(digest(7), &task("gas-Q4", "2026-10-08", "2026-11-30")).unwrap();
    docket
}

pub(crate) fn entrusted(task: Task) -> Task {
    let letter: Delegation = read(json!({
        "owner": "city", "executor": "district", "letter": "委〔2026〕3号", "in_the_name_of": "city",
    }));
    Task { delegation: Some(letter), ..task }
}

/// The team of visit `number` at `target`.
pub(crate) fn team(number: u32, target: &str) -> Team {
    static MADE: LazyLock<Made> = LazyLock::new(|| Asked::default().ordered());
    let team = Team::of(&MADE.ordered, &MADE.officers, number).unwrap();
    assert_eq!(team.target, id(target));
    team
}

pub(crate) fn at(number: u32) -> VisitRef {
    VisitRef { seal: team(1, "K-1").seal, visit: number }
}

/// A visit of `gas-Q4` that nobody has made yet.
pub(crate) fn ordered(number: u32, target: &str) -> VisitRun {
    VisitRun::ordered(team(number, target), [(digest(7), id("gas-Q4"))])
}

/// The same visit, made on `on`: gas with these conclusions and events, fire without events.
pub(crate) fn visited(
    number: u32,
    target: &str,
    on: &str,
    gas: Value,
    events: &[(&str, &str, Value)],
) -> VisitRun {
    let team = team(number, target);
    let sheet: Sheet = read(json!({
        "inspected_on": on, "findings": [gas, finding("fire", &["no-problem"])],
        "signatures": [{ "person": "P-1", "date": on }, { "person": "P-2", "date": on }],
        "firm": { "signed": { "person": "店长", "date": on } },
    }));
    let signed = sheet.sign(&team, &forms()).unwrap();
    let open = |item: &str| History::open(&signed, &id(item), "综合执法局").unwrap();
    let (mut gas, mut fire) = (open("gas"), open("fire"));
    for (on, person, step) in events {
        gas.append(event(on, person, step.clone())).unwrap();
    }
    for (person, step) in [("甲", "entered"), ("乙", "checked"), ("乙", "published")] {
        fire.append(event(on, person, json!(step))).unwrap();
    }
    VisitRun::ordered(team, [(digest(7), id("gas-Q4"))]).with_results([gas, fire])
}

pub(crate) fn event(on: &str, person: &str, step: Value) -> Event {
    read(json!({ "on": on, "actor": { "person": person, "org": "squad" }, "step": step }))
}

/// Entered, checked and published on this day.
pub(crate) fn published(on: &str) -> Vec<(&str, &'static str, Value)> {
    vec![(on, "甲", json!("entered")), (on, "乙", json!("checked")), (on, "乙", json!("published"))]
}

pub(crate) fn clean() -> Value {
    finding("gas", &["no-problem"])
}

pub(crate) fn unit() -> Id {
    id("squad")
}
