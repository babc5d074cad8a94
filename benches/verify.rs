//! `verify` against what it runs again: sealing, drawing, confirming, dispatching and matching, in one run.
//!
//! `cargo bench --bench verify`. Ten million targets are read from JSON Lines, a line at a time, as a checker reads them.

mod measure;

use std::fmt::Write;

use double_random::base::{Date, Id, Scheme, Window};
use double_random::directory::{Directory, Item, Officer, Officers, TargetLines};
use double_random::draw::{Ceremony, Dispatched};
use double_random::law::RuleSet;
use double_random::plan::{Approval, CeremonyPlan, Criterion, Round, Task, TaskBasis};
use double_random::record::{Material, OfficersRecord, Record, verify_against};
use double_random::team::{MatchOutcome, MatchRound, Matched};
use measure::{CATEGORIES, Cost, cost, mb};
use serde_json::{Value, json};

const ROWS: u64 = 10_000_000;
/// What `verify` may take of what it runs again.
const PROMISED: f64 = 1.3;
/// The share drawn, in ten thousandths, and whether officers are matched to the drawn.
const SCENES: [(u32, bool); 2] = [(20, true), (500, false)];

fn main() {
    let measuring = std::env::args().any(|argument| argument == "--bench");
    let rows = if measuring { ROWS } else { 20_000 };
    let (directory, reading) = cost(|| directory(rows));
    show(&format!("{rows} lines read"), reading);
    let officers = officers(500);
    for (share, matching) in SCENES {
        println!(
            "{}.{:02}% drawn{}",
            share / 100,
            share % 100,
            if matching { ", officers matched" } else { "" }
        );
        let (dispatched, drawing) = cost(|| draw(&directory, share));
        show("  seal, draw, dispatch", drawing);
        let mut record = Record::of_dispatched(&dispatched);
        drop(dispatched);
        let mut made = drawing.cpu;
        if matching {
            let (matched, matching) = cost(|| matched(&record, &directory, &officers));
            show("  seal and match officers", matching);
            made += matching.cpu;
            record = record.with_officers(OfficersRecord::of_matched(&matched));
        }
        let material = Material {
            directory: directory.clone(),
            officers: officers.all().to_vec(),
            ..Material::default()
        };
        let (verdict, verifying) = cost(|| verify_against(&record, &material, &[]));
        assert!(verdict.is_exact(), "{verdict:#?}");
        show("  verify", verifying);
        let ratio = verifying.cpu.as_secs_f64() / made.as_secs_f64();
        let verdict = if ratio <= PROMISED { "met" } else { "MISSED" };
        println!(
            "  verify takes {ratio:.2} x the processor time of what it runs again, at most {PROMISED}: {verdict}"
        );
    }
}

fn show(what: &str, Cost { wall, cpu, above, most, .. }: Cost) {
    let (wall, cpu) = (wall.as_secs_f64(), cpu.as_secs_f64());
    println!(
        "{what:26} {wall:6.2} s, {cpu:6.2} s of processor time, {:>8} above, {:>8} in all",
        mb(above),
        mb(most)
    );
}

/// Targets of eight kinds in sixteen areas, one line of JSON each.
fn directory(rows: u64) -> Directory {
    let mut lines = TargetLines::new(Scheme::Ascii);
    let mut line = String::new();
    for n in 0..rows {
        let mut share = n * 31 % 1000;
        let kind = CATEGORIES.iter().find(|(_, per_mille)| {
            let found = share < *per_mille;
            share = share.saturating_sub(*per_mille);
            found
        });
        let (kind, number, area) = (kind.map_or("", |(kind, _)| kind), n * 7919 % 10_000_000_000, n % 16);
        line.clear();
        write!(line, r#"{{"id":"91370200{number:010}","kind":"{kind}","area":"area-{area:02}"}}"#)
            .expect("memory");
        lines.push(&line);
    }
    let targets = lines.finish().expect("a sound list");
    Directory::builder().items([item()]).target_columns(targets).build().expect("sound lists")
}

fn draw(directory: &Directory, share: u32) -> Dispatched {
    let ratio = format!("{share}/10000").parse().expect("a ratio");
    let mut task = Task::new(id("task"), id("item"), window());
    task.unit = Some(id("squad"));
    let chief = Approval::by("局长", date("2026-09-20")).document("1");
    task.basis = Some(TaskBasis::ad_hoc("bench", chief));
    for (kind, _) in CATEGORIES {
        task = task.stratum(kind, Criterion::kind(kind), ratio);
    }
    let round = Round::new(id("round"), date("2026-10-01")).task(task).ceremony(CeremonyPlan::bare());
    let sealed = round.seal(directory, &RuleSet::gaoxin_2023()).expect("a sound round");
    let drawn = sealed.seed(Ceremony::bare("first")).expect("a seed").draw();
    let confirmed = drawn.confirm(vec![]).expect("no removal");
    let locked = confirmed.lock(Approval::by("局长", date("2026-10-02"))).expect("an approver");
    locked.dispatch().expect("one unit")
}

fn matched(record: &Record, directory: &Directory, officers: &Officers) -> Matched {
    let plan = MatchRound::new(id("match"), id("squad")).ceremony(CeremonyPlan::bare());
    let round = record.dispatched_round().expect("dispatched");
    let sealed = plan.seal(&[round], directory, officers, &RuleSet::gaoxin_2023()).expect("a sound match");
    match sealed.seed(Ceremony::bare("second")).expect("a seed").match_officers().expect("a sealed roster") {
        MatchOutcome::Matched(matched) => matched,
        MatchOutcome::NoPlan(no_plan) => panic!("{}", no_plan.sentence_en(Id::to_string)),
    }
}

/// Every tenth has a week of leave far from the window, every seventh an interest in somebody.
fn officers(count: u64) -> Officers {
    let row = |n: u64| -> Officer {
        let interests =
            if n.is_multiple_of(7) { vec![format!("91370200{:010}", n * 7919)] } else { Vec::new() };
        read(json!({
            "id": format!("P{n:04}"), "name": "某人", "kind": "civil-servant", "area": "area-00", "cap": 1_000,
            "leader": n.is_multiple_of(3), "interests": interests,
            "certificate": { "number": format!("3701{n:08}"), "valid_until": "2027-12-31" },
        }))
    };
    Officers::new((0..count).map(row)).expect("sound officers")
}

fn item() -> Item {
    read(json!({
        "id": "item", "name": "用气安全", "object": [], "content": "燃气使用", "category": "general", "department": "某局",
        "level": "区级", "basis": [{"law": "某条例", "article": "第一条"}],
    }))
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("the form of the list")
}

fn id(text: &str) -> Id {
    text.parse().expect("an id")
}

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn window() -> Window {
    Window::new(date("2026-10-08"), date("2026-11-30")).expect("a window")
}
