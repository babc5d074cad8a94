//! 第二十条第三款 - direct assignment: only what the proof of a failed attempt names, with reason and approver.

use double_random::base::{Digest, Faults};
use double_random::record::{CheckResult, MatchResult, Verdict, verify};
use double_random::team::DirectAssignment;
use serde_json::json;

use super::*;

/// The east has eight officers, the west P08 and P09, none of whom may lead.
fn short(west: usize) -> (Lists, Record, NoPlan) {
    let mut officers = staff();
    officers.truncate(8 + west);
    officers.iter_mut().for_each(|officer| officer.cap = 6);
    officers.iter_mut().skip(8).for_each(|officer| officer.leader = false);
    let lists = lists(officers);
    let record = dispatched(&lists);
    let none = no_plan(&seal(&plan("m-1"), &record, &lists).unwrap(), "second");
    let record = record.with_officers(OfficersRecord::of_no_plan(&none));
    (lists, record, none)
}

fn assigned(officer: &str, seats: &[(u32, u32)]) -> Vec<DirectAssignment> {
    let of = |&(visit, seat)| DirectAssignment {
        visit,
        seat,
        officer: id(officer),
        reason: "西园检查人员不足".to_owned(),
        approval: Approval::by("分管领导", date("2026-10-06")),
    };
    seats.iter().map(of).collect()
}

fn with(name: &str, direct: Vec<DirectAssignment>) -> MatchRound {
    MatchRound { direct, ..plan(name) }
}

fn ordered(teams: Matched) -> OfficersRecord {
    OfficersRecord::of_ordered(&teams.order(Approval::by("队长", date("2026-10-06"))).unwrap())
}

fn codes(faults: &Faults) -> Vec<&'static str> {
    support::codes(faults)
}

fn failed(verdict: &Verdict) -> Vec<&str> {
    let failed = verdict.checks.iter().filter(|check| check.result == CheckResult::Failed);
    failed.map(|check| check.name).collect()
}

#[test]
fn a20p3_direct_assignment_comes_last_with_reason_and_approver() {
    let (mut lists, record, none) = short(1);
    let seats = none.infeasible().remedies.direct.clone();
    assert_eq!(seats, (6..12).map(|visit| (visit, 0)).collect::<Vec<_>>(), "nobody of the west may lead");
    // not before the draw was tried
    let untried = Record { officers: vec![], ..record.clone() };
    let early = seal(&with("m-2", assigned("P00", &seats)), &untried, &lists).unwrap_err();
    assert_eq!(codes(&early), ["direct-unproven"]);
    let refused = |direct| codes(&seal(&with("m-2", direct), &record, &lists).unwrap_err());
    assert_eq!(refused(assigned("P77", &seats[..1])), ["direct-officer-unknown"]);
    assert_eq!(refused(assigned("P00", &[(99, 0)])), ["direct-seat-unknown"]);
    assert_eq!(refused(assigned("P00", &[seats[0], seats[0]])), ["direct-doubled"]);
    let mut blank = assigned("P00", &seats[..1]);
    blank[0].reason.clear();
    blank[0].approval = Approval::prepared_by("某", date("2026-10-06"));
    assert_eq!(refused(blank), ["approval-not-approver", "direct-reason"]);
    let kept = MatchRound { recusals: vec![recusal("P00", "T-06")], ..with("m-2", assigned("P00", &seats)) };
    assert_eq!(codes(&seal(&kept, &record, &lists).unwrap_err()), ["direct-officer-unfit"]);
    // beyond area and cap, and the rest is drawn
    let sealed = seal(&with("m-2", assigned("P00", &seats)), &record, &lists).unwrap();
    let teams = matched(&sealed, "third");
    assert!((6..12).all(|visit| teams.team(visit) == [0, 8]));
    assert!(teams.loads()[0] >= 6 && teams.leaders().iter().all(Option::is_some));
    let record = record.with_officers(ordered(teams));
    lists.recusals.clear();
    let verdict = verify(&record, Some(&lists), &[]);
    assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
    // somebody else on an assigned seat shows
    let mut changed = record.clone();
    let MatchResult::Matched(matched) = &mut changed.officers[1].result else { panic!() };
    matched.teams[6].members = vec![3, 8];
    assert!(failed(&verify(&changed, Some(&lists), &[])).contains(&"teams"));
}

#[test]
fn a20p3_what_the_proof_does_not_name_is_left_to_the_draw() {
    let (lists, record, none) = short(1);
    let named = none.infeasible().remedies.direct.clone();
    // a favourite for an easy visit, and the other seat of a hard one
    for seat in [(0, 0), (6, 1)] {
        let faults = seal(&with("m-2", assigned("P00", &[seat])), &record, &lists).unwrap_err();
        assert_eq!(codes(&faults), ["direct-not-named"]);
        let (zh, en) = (faults.0[0].problem().message_zh(), faults.0[0].problem().message_en());
        let asked = format!("seat {} of visit {}", seat.1, seat.0);
        assert!(en.contains(&asked) && en.contains("`6/0` `7/0`") && zh.contains("`11/0`"), "{en} {zh}");
    }
    assert!(seal(&with("m-2", assigned("P00", &named[2..4])), &record, &lists).is_ok(), "fewer are fine");
}

#[test]
fn a20p3_who_is_assigned_is_drawn_for_no_other_seat_of_the_visit() {
    let (lists, record, none) = short(2);
    let seats = none.infeasible().remedies.direct.clone();
    let direct = [assigned("P08", &seats[..1]), assigned("P00", &seats[1..])].concat();
    let sealed = seal(&with("m-2", direct), &record, &lists).unwrap();
    for seed in 0..20 {
        let teams = matched(&sealed, &format!("seed {seed}"));
        assert_eq!(teams.team(6), [8, 9], "P08 fits both seats and holds one");
    }
}

#[test]
fn a20p3_where_the_rest_has_no_plan_again_the_next_attempt_may_assign_both() {
    let (lists, record, none) = short(1);
    let first = none.infeasible().remedies.direct.clone();
    // the only officer of the west is assigned, and so missing on the other seat
    let second = seal(&with("m-2", assigned("P08", &first)), &record, &lists).unwrap();
    let none = no_plan(&second, "third");
    let more = none.infeasible().remedies.direct.clone();
    assert_eq!(more, (6..12).map(|visit| (visit, 1)).collect::<Vec<_>>());
    let record = record.with_officers(OfficersRecord::of_no_plan(&none));
    assert!(verify(&record, Some(&lists), &[]).is_exact());
    // nobody is drawn in the west any more
    let both = [assigned("P08", &first), assigned("P03", &more)].concat();
    let sealed = seal(&with("m-3", both), &record, &lists).unwrap();
    let teams = matched(&sealed, "fourth");
    assert!((6..12).all(|visit| teams.team(visit) == [8, 3] && teams.leader(visit) == Some(3)));
    let whole = record.clone().with_officers(ordered(teams));
    let verdict = verify(&whole, Some(&lists), &[]);
    assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
    // an attempt that was dropped in between changes nothing
    let dropped = seal(&plan("m-4"), &record, &lists).unwrap();
    let at = "2026-10-07T10:00:00+08:00".parse().unwrap();
    let withdrawn = dropped.withdraw("名录有误", Approval::by("队长", date("2026-10-07")), at).unwrap();
    let record = record.with_officers(OfficersRecord::of_withdrawn(&withdrawn));
    assert!(seal(&with("m-5", assigned("P03", &more)), &record, &lists).is_ok());
    let elsewhere = seal(&with("m-5", assigned("P03", &[(0, 0)])), &record, &lists).unwrap_err();
    assert_eq!(codes(&elsewhere), ["direct-not-named"]);
}

/// The record with the second match changed and its digest written anew, as somebody would who wants to hide it; checked without
/// lists.
fn alone(record: &Record, change: &dyn Fn(&mut Value)) -> Verdict {
    let mut value: Value = serde_json::from_str(&record.to_json().unwrap()).unwrap();
    change(&mut value);
    for held in value["officers"].as_array_mut().unwrap() {
        let canonical = double_random::base::json::canonical(&held["seal"]).unwrap();
        let protocol = double_random::base::Protocol::default();
        let digest: Digest = double_random::team::OfficersSeal::digest_of(protocol, &canonical);
        held["digest"] = json!(digest.to_string());
    }
    verify(&Record::from_value(value).unwrap_or_else(|faults| panic!("{faults}")), None, &[])
}

#[test]
fn a20p3_an_assignment_that_was_slipped_in_shows_from_the_record_alone() {
    let (lists, record, none) = short(1);
    let seats = none.infeasible().remedies.direct.clone();
    let mut round = with("m-2", assigned("P00", &seats));
    round.recusals = vec![recusal("P05", "T-06")];
    round.sealed_at = Some("2026-10-06T12:00:00+08:00".parse().unwrap());
    let sealed = seal(&round, &record, &lists).unwrap();
    let record = record.with_officers(ordered(matched(&sealed, "third")));
    assert_eq!(failed(&alone(&record, &|_| {})), [""; 0]);
    let told = |change: &dyn Fn(&mut Value)| {
        let verdict = alone(&record, change);
        let check = verdict.check("match-attempts").unwrap();
        assert_eq!(check.result, CheckResult::Failed, "{:?}", check.detail);
        check.detail.clone().unwrap()
    };
    fn direct(record: &mut Value) -> &mut Value {
        &mut record["officers"][1]["seal"]["direct"][0]
    }
    assert!(told(&|record| direct(record)["seat"] = json!(1)).contains("is left to the draw"));
    assert!(told(&|record| direct(record)["visit"] = json!(0)).contains("is left to the draw"));
    assert!(told(&|record| direct(record)["officer"] = json!(5)).contains("is kept from visit 6"));
    assert!(told(&|record| direct(record)["officer"] = json!(99)).contains("not in the directory"));
    assert!(told(&|record| direct(record)["reason"] = json!(" ")).contains("states no reason"));
    let approval = |field: &'static str, value: &'static str| {
        told(&move |record| direct(record)["approval"][field] = json!(value))
    };
    assert!(approval("role", "preparer").contains("an approver is asked for"));
    assert!(approval("person", " ").contains("names nobody"));
    assert!(approval("date", "2026-10-01").contains("before 2026-10-02"), "the lock");
    assert!(approval("date", "2026-10-07").contains("after 2026-10-06"), "the seal");
    // the failed attempt left out, and one that names other seats
    let untried = told(&|record| {
        record["officers"].as_array_mut().unwrap().remove(0);
        record["officers"][0]["seal"]["after"] = Value::Null;
    });
    assert!(untried.contains("no attempt was proven"), "{untried}");
    let other = told(&|record| record["officers"][0]["result"]["infeasible"]["direct"] = json!([[6, 1]]));
    assert!(other.contains("`6/1`"), "{other}");
}
