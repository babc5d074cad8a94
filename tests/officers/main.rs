//! The officers' stage: sealed after the dispatch, with a seed of its own, matched, ordered, recorded, run again.

#[path = "../support/mod.rs"]
mod support;

mod direct;
#[path = "../support/everything.rs"]
mod everything;
mod experts;
mod explained;
mod flips;
mod refusals;
mod replacing;
mod signing;
mod stage;
mod tampering;
mod trace;

use double_random::base::Id;
use double_random::directory::{Directory, Officer, Officers};
use double_random::draw::Ceremony;
use double_random::law::RuleSet;
use double_random::merge::DispatchedRound;
use double_random::plan::{Approval, CeremonyPlan, Round, Task};
use double_random::record::{Lists, OfficersRecord, Record};
use double_random::team::{MatchOutcome, MatchRound, Matched, Neighbours, NoPlan, OfficersSealed, Recusal};
use serde_json::{Value, json};
use support::{area, autumn, codes, date, id, item, read, task};

/// Two rows a street, six targets in each, and officers to go there.
pub(crate) fn lists(officers: Vec<Officer>) -> Lists {
    let target = |n: usize| {
        let area = if n < 6 { "东园" } else { "西园" };
        read(
            json!({ "id": format!("T-{n:02}"), "kind": "餐饮", "area": area, "unit_code": format!("F-{:02}", n / 2) }),
        )
    };
    Lists {
        items: vec![item("gas", &[]), item("fire", &["餐饮"])],
        targets: (0..12).map(target).collect(),
        units: vec![area("东园", "squad"), area("西园", "squad")],
        officers,
        ..Lists::default()
    }
}

/// An officer of an area with further fields.
pub(crate) fn officer(name: &str, area: &str, more: Value) -> Officer {
    let mut row = json!({
        "id": name, "name": format!("张{name}"), "kind": "civil-servant", "area": area, "cap": 4,
        "certificate": { "number": format!("3701{name:0>6}").replace('P', "0"), "valid_until": "2027-12-31" },
    });
    row.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
    read(row)
}

/// Eight officers in each area, every third may lead.
pub(crate) fn staff() -> Vec<Officer> {
    let row = |n: usize| {
        let area = if n < 8 { "东园" } else { "西园" };
        officer(&format!("P{n:02}"), area, json!({ "leader": n.is_multiple_of(3) }))
    };
    (0..16).map(row).collect()
}

pub(crate) fn round(tasks: impl IntoIterator<Item = Task>) -> Round {
    support::round(tasks)
}

/// Everybody is drawn for two tasks that share three weeks, locked and dispatched.
pub(crate) fn dispatched(lists: &Lists) -> Record {
    let fire =
        Task { items: vec![id("fire")], ..task("fire", "100%", support::window("2026-11-01", "2026-11-20")) };
    dispatched_round(lists, &round([task("gas", "100%", autumn()), fire]))
}

pub(crate) fn dispatched_round(lists: &Lists, round: &Round) -> Record {
    let sealed = round.seal(&lists.directory().unwrap(), &RuleSet::gaoxin_2023()).unwrap();
    // of two rounds each has a seed of its own
    let seed = if round.id == id("2026-Q4") { "first".to_owned() } else { format!("first of {}", round.id) };
    let drawn = sealed.seed(Ceremony::bare(seed)).unwrap().draw();
    let locked = drawn.confirm(vec![]).unwrap().lock(Approval::by("局长", date("2026-10-02"))).unwrap();
    Record::of_dispatched(&locked.dispatch().unwrap())
}

/// Each area helps nobody.
pub(crate) fn apart() -> [Neighbours; 2] {
    ["西园", "东园"].map(|area| Neighbours { area: area.to_owned(), neighbours: vec![] })
}

pub(crate) fn plan(name: &str) -> MatchRound {
    MatchRound::new(id(name), id("squad")).areas(apart()).ceremony(CeremonyPlan::bare())
}

pub(crate) fn recusal(officer: &str, target: &str) -> Recusal {
    read(json!({ "officer": officer, "target": target, "reason": "亲属在该企业任职" }))
}

pub(crate) fn seal(
    plan: &MatchRound,
    record: &Record,
    lists: &Lists,
) -> Result<OfficersSealed, double_random::base::Faults> {
    let rounds: Vec<DispatchedRound> = vec![record.dispatched_round()?];
    let officers = Officers::new(lists.officers.clone())?;
    plan.seal(&rounds, &directory(lists), &officers, &RuleSet::gaoxin_2023())
}

pub(crate) fn directory(lists: &Lists) -> Directory {
    lists.directory().unwrap()
}

pub(crate) fn matched(sealed: &OfficersSealed, seed: &str) -> Matched {
    match sealed.seed(Ceremony::bare(seed)).unwrap().match_officers().unwrap() {
        MatchOutcome::Matched(matched) => matched,
        MatchOutcome::NoPlan(no_plan) => panic!("{}", no_plan.sentence_en(Id::to_string)),
    }
}

pub(crate) fn no_plan(sealed: &OfficersSealed, seed: &str) -> NoPlan {
    match sealed.seed(Ceremony::bare(seed)).unwrap().match_officers().unwrap() {
        MatchOutcome::Matched(_) => panic!("there is a plan"),
        MatchOutcome::NoPlan(no_plan) => no_plan,
    }
}

/// The whole road: record of both stages and the lists to check it with.
pub(crate) fn whole() -> (Record, Lists) {
    let mut lists = lists(staff());
    let record = dispatched(&lists);
    let plan = plan("m-1").recusals([recusal("P01", "T-00"), recusal("P02", "F-01")]);
    let sealed = seal(&plan, &record, &lists).unwrap();
    let ordered = matched(&sealed, "second").order(Approval::by("队长", date("2026-10-05"))).unwrap();
    lists.recusals.insert(id("m-1"), plan.recusals.clone());
    (record.with_officers(OfficersRecord::of_ordered(&ordered)), lists)
}
