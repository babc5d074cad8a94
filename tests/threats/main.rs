//! Each threat of THREATS enacted by somebody who cheats as well as can be done: his record fits together everywhere, and only the
//! checks that the page names see it. Take them away, and the record stands.

mod attacker;
mod called_off;
mod first_stage;
mod ledger;
mod page;
mod second_stage;
mod seeds;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeSet;

use double_random::base::Int53;
use double_random::directory::{Officer, Officers};
use double_random::draw::{Ceremony, Sealed};
use double_random::law::RuleSet;
use double_random::plan::{Approval, CeremonyPlan, Criterion, Round};
use double_random::record::{CheckResult, Lists, OfficersRecord, Record, Verdict, verify};
use double_random::team::{MatchOutcome, MatchRound, OfficersSealed};
use serde_json::json;
use support::*;

/// Thirty targets, every other one a risk, and six officers.
fn lists() -> Lists {
    let target = |n: usize| {
        let risk = if n.is_multiple_of(2) { "high" } else { "normal" };
        read(json!({ "id": format!("T-{n:04}"), "kind": "餐饮", "area": "东园", "risk": risk }))
    };
    Lists {
        items: vec![item("gas", &[])],
        targets: (0..30).map(target).collect(),
        units: vec![area("东园", "squad")],
        officers: (0..6).map(officer).collect(),
        ..Lists::default()
    }
}

fn officer(n: u32) -> Officer {
    read(
        json!({ "id": format!("P-{n}"), "name": "张三", "kind": "civil-servant", "area": "东园", "leader": true, "cap": 20,
        "certificate": { "number": format!("370100000{n}"), "valid_until": "2027-12-31" } }),
    )
}

/// Six of the fifteen risks are drawn.
fn plan(number: u32) -> Round {
    let mut gas = task("gas-1", "40%", autumn());
    gas.strata[0].criterion = risks("high");
    let mut round = round([gas]);
    round.id = id(&format!("round-{number}"));
    round.sequence = Some(Int53::from(number));
    round
}

fn risks(grade: &str) -> Criterion {
    read(json!({ "risk": [grade] }))
}

fn sealed(round: &Round, lists: &Lists) -> Sealed {
    seal(round, &lists.directory().unwrap())
}

fn drawn(round: &Round, lists: &Lists, seed: &str) -> Record {
    Record::of_drawn(&sealed(round, lists).seed(Ceremony::bare(seed)).unwrap().draw())
}

/// A sealed round, drawn, locked and dispatched.
fn dispatched(round: &Round, lists: &Lists, seed: &str) -> Record {
    let drawn = draw(round, &lists.directory().unwrap(), seed);
    let locked = drawn.confirm(vec![]).unwrap().lock(Approval::by("局长", date("2026-10-02"))).unwrap();
    Record::of_dispatched(&locked.dispatch().unwrap())
}

/// The officers' seal of a dispatched record, as if nothing were public that its seed could be taken from.
fn officers_sealed(record: &Record, lists: &Lists) -> OfficersSealed {
    let plan = MatchRound::new(id("match"), id("squad")).ceremony(CeremonyPlan::bare());
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let mut rounds = [record.dispatched_round().unwrap()];
    rounds[0].ceremonies.clear();
    plan.seal(&rounds, &lists.directory().unwrap(), &officers, &RuleSet::gaoxin_2023()).unwrap()
}

fn matched(sealed: &OfficersSealed, seed: &str) -> OfficersRecord {
    match sealed.seed(Ceremony::bare(seed)).unwrap().match_officers().unwrap() {
        MatchOutcome::Matched(matched) => OfficersRecord::of_matched(&matched),
        MatchOutcome::NoPlan(_) => panic!("there is a plan"),
    }
}

/// The honest record of both stages.
fn whole(lists: &Lists) -> Record {
    let record = dispatched(&plan(1), lists, "first");
    let officers = matched(&officers_sealed(&record, lists), "second");
    record.with_officers(officers)
}

fn ids_drawn(record: &Record) -> BTreeSet<String> {
    let strata = record.result.tasks.iter().flat_map(|task| &task.strata);
    strata.flat_map(|stratum| &stratum.drawn).map(|drawn| drawn.id.to_string()).collect()
}

/// The targets of a grade.
fn of_risk(lists: &Lists, grade: &str) -> Vec<String> {
    let of = lists.targets.iter().filter(|target| json!(target.risk) == grade);
    of.map(|target| target.id.to_string()).collect()
}

fn failed(verdict: &Verdict) -> Vec<&'static str> {
    let failed = verdict.checks.iter().filter(|check| check.result == CheckResult::Failed);
    failed.map(|check| check.name).collect()
}

/// The checks that fail over the record, its lists and the records before it.
fn verified(record: &Record, lists: &Lists, earlier: &[Record]) -> Vec<&'static str> {
    let verdict = verify(record, Some(lists), earlier);
    let failed = failed(&verdict);
    assert_eq!(verdict.is_exact(), failed.is_empty(), "{verdict:#?}");
    failed
}

/// Nothing speaks against it.
fn stands(verdict: &Verdict) -> bool {
    failed(verdict).is_empty()
}

/// What is handed to whoever checks, and the checks that are to see it.
struct Attack {
    verdict: Verdict,
    seen: &'static [&'static str],
}

fn attack(verdict: Verdict, seen: &'static [&'static str]) -> Attack {
    Attack { verdict, seen }
}

fn of_record(record: &Record, lists: &Lists, seen: &'static [&'static str]) -> Attack {
    attack(verify(record, Some(lists), &[]), seen)
}

/// The attacks of one threat: each is seen by its checks, which together are those of the page, and by no other. A verifier without
/// them lets all of them pass.
fn enacted(threat: &str, attacks: &[Attack]) {
    let mut names = BTreeSet::new();
    for (number, Attack { verdict, seen }) in attacks.iter().enumerate() {
        assert_eq!(failed(verdict), *seen, "attack {number} of {threat}: {verdict:#?}");
        let mut without = verdict.clone();
        without.checks.retain(|check| !seen.contains(&check.name));
        assert!(stands(&without) && !without.checks.is_empty(), "attack {number} of {threat}: {without:#?}");
        names.extend(seen.iter().copied());
    }
    assert_eq!(page::seen_by(threat), names, "the page about {threat}");
}

/// The control of all of them.
#[test]
fn an_honest_record_stands() {
    let lists = lists();
    let verdict = verify(&whole(&lists), Some(&lists), &[]);
    assert!(verdict.is_exact(), "{verdict:#?}");
}
