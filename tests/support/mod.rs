//! Small made-up rounds for the tests.
#![allow(dead_code)]

use double_random::base::{Date, Digest, Faults, Id, Scheme, Window};
use double_random::directory::{Area, Directory, Item, PastVisit, Target, VisitState};
use double_random::draw::{Ceremony, Drawn, Sealed};
use double_random::law::{RuleSet, VisitKind};
use double_random::plan::{Approval, CeremonyPlan, Criterion, Round, Task, TaskBasis};

pub fn id(text: &str) -> Id {
    text.parse().unwrap()
}

pub fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn window(start: &str, end: &str) -> Window {
    Window::new(date(start), date(end)).unwrap()
}

/// October and November 2026.
pub fn autumn() -> Window {
    window("2026-10-08", "2026-11-30")
}

pub fn target(name: &str) -> Target {
    serde_json::from_value(serde_json::json!({ "id": name, "kind": "餐饮", "area": "东园" })).unwrap()
}

/// `count` targets T-0000, T-0001, ...
pub fn targets(count: usize) -> Vec<Target> {
    (0..count).map(|n| target(&format!("T-{n:04}"))).collect()
}

pub fn item(name: &str, kinds: &[&str]) -> Item {
    serde_json::from_value(serde_json::json!({
        "id": name, "name": "用气安全", "object": kinds, "content": "燃气使用", "category": "general",
        "department": "综合执法局", "level": "区级", "basis": [{"law": "城镇燃气管理条例", "article": "第四十一条"}],
    }))
    .unwrap()
}

pub fn area(area: &str, unit: &str) -> Area {
    serde_json::from_value(serde_json::json!({ "area": area, "unit": unit })).unwrap()
}

pub fn finished(visit: &str, unit_code: &str, on: &str) -> PastVisit {
    PastVisit {
        id: id(visit),
        unit_code: id(unit_code),
        former: None,
        site_id: None,
        unit: None,
        kind: VisitKind::Random,
        state: VisitState::Finished { on: date(on) },
    }
}

pub fn open(visit: &str, unit_code: &str, unit: &str, window: Window) -> PastVisit {
    PastVisit {
        unit: Some(id(unit)),
        state: VisitState::Open { window },
        ..finished(visit, unit_code, "2026-01-01")
    }
}

pub fn directory(targets: Vec<Target>, history: Vec<PastVisit>) -> Result<Directory, Faults> {
    Directory::builder()
        .scheme(Scheme::Ascii)
        .items([item("gas", &[]), item("fire", &["餐饮"])])
        .targets(targets)
        .history(history)
        .units([area("东园", "squad-east"), area("西园", "squad-west")])
        .build()
}

/// 临时性抽查 - the basis of a task where nothing depends on a plan.
pub fn ad_hoc() -> TaskBasis {
    TaskBasis::ad_hoc("节前专项抽查", Approval::by("局长", date("2026-09-20")).document("批〔2026〕7号"))
}

/// A task of the item `gas` that draws a share of everybody.
pub fn task(name: &str, ratio: &str, window: Window) -> Task {
    Task::new(id(name), id("gas"), window).basis(ad_hoc()).stratum(
        "全部",
        Criterion::Everyone,
        ratio.parse().unwrap(),
    )
}

pub fn round(tasks: impl IntoIterator<Item = Task>) -> Round {
    let empty = Round::new(id("2026-Q4"), date("2026-10-01")).ceremony(CeremonyPlan::bare());
    tasks.into_iter().fold(empty, Round::task)
}

pub fn seal(round: &Round, directory: &Directory) -> Sealed {
    round.seal(directory, &RuleSet::gaoxin_2023()).unwrap()
}

pub fn draw(round: &Round, directory: &Directory, seed: &str) -> Drawn {
    seal(round, directory).seed(Ceremony::bare(seed)).unwrap().draw()
}

/// Ids of one stratum in ticket order.
pub fn ids(drawn: &Drawn, task: usize, stratum: usize) -> Vec<String> {
    let targets = drawn.directory().targets();
    drawn.tasks()[task].strata[stratum].rows().map(|(row, _)| targets.id(row).to_owned()).collect()
}

/// Every (task, id) that is drawn.
pub fn all_drawn(drawn: &Drawn) -> Vec<(String, String)> {
    let tasks = drawn.seal().tasks.iter().zip(drawn.tasks());
    tasks
        .flat_map(|(sealed, task)| {
            let rows = task.strata.iter().flat_map(|stratum| stratum.rows());
            rows.map(|(row, _)| (sealed.task.id.to_string(), drawn.directory().targets().id(row).to_owned()))
        })
        .collect()
}

pub fn codes(faults: &Faults) -> Vec<&'static str> {
    faults.0.iter().map(|fault| fault.code()).collect()
}

pub fn zero() -> Digest {
    Digest([0; 32])
}

/// A value as it is written in JSON.
pub fn read<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).unwrap_or_else(|error| panic!("{error}"))
}
