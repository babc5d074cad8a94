//! 第六条 - the trace that a record holds, and what its check values force.

use double_random::base::{Date, Instant};
use double_random::disclosure::Actor;
use double_random::draw::Ceremony;
use double_random::duty::{Act, By, Mark, Trace};
use double_random::plan::{Approval, Round};
use double_random::record::{OfficersRecord, Record};

use crate::support::{autumn, date, id, task};
use crate::{lists, matched, plan, seal, staff};

fn moment(day: &str) -> Option<Instant> {
    Some(format!("{day}T09:00:00+08:00").parse().unwrap())
}

fn actor() -> Actor {
    Actor { person: "派发员".to_owned(), org: id("bureau") }
}

/// A record of both stages whose second ceremony is dated `matched_on`.
fn record(matched_on: &str) -> Record {
    let lists = lists(staff());
    let approvals =
        vec![Approval::prepared_by("经办甲", date("2026-09-28")), Approval::by("审批乙", date("2026-09-29"))];
    let round = Round {
        approvals: Some(approvals),
        sealed_at: moment("2026-10-01"),
        ..crate::round([task("gas", "100%", autumn())])
    };
    let sealed =
        round.seal(&lists.directory().unwrap(), &double_random::law::RuleSet::gaoxin_2023()).unwrap();
    let ceremony = Ceremony { held_at: moment("2026-10-02"), ..Ceremony::bare("first") };
    let drawn = sealed.seed(ceremony).unwrap().draw();
    let locked = drawn.confirm(vec![]).unwrap().lock(Approval::by("局长", date("2026-10-02"))).unwrap();
    let record = Record::of_dispatched(&locked.dispatch().unwrap());
    let mut plan = plan("m-1");
    // the match is prepared when there is a list
    let day = date("2026-10-02");
    plan.approvals = Some(vec![Approval::prepared_by("经办甲", day), Approval::by("审批乙", day)]);
    let teams = matched(&seal(&plan, &record, &lists).unwrap(), "second");
    let ordered = teams.order(Approval::by("队长", date("2026-10-08"))).unwrap();
    let mut officers = OfficersRecord::of_ordered(&ordered);
    officers.ceremony.held_at = moment(matched_on);
    record.with_officers(officers)
}

fn codes(trace: &Trace) -> Vec<&'static str> {
    trace.check().0.iter().map(|fault| fault.code()).collect()
}

/// What a record does not hold: lists, directories and the plan, published and built in January.
fn with_lists(mut trace: Trace) -> Trace {
    let acts = [Act::ItemListPublished, Act::PlanPublished, Act::TargetsBuilt, Act::OfficersBuilt];
    let on: Date = date("2026-01-20");
    let marks = acts.map(|act| Mark::new(act, on, Some(By::Person(actor()))));
    trace.marks.splice(0..0, marks);
    trace
}

#[test]
fn a6_a_record_is_the_middle_of_a_trace_and_its_check_values_force_the_days() {
    let trace = |matched_on: &str| {
        let dispatched = Some((date("2026-10-05"), actor()));
        with_lists(record(matched_on).trace(&id("bureau"), &id("squad"), dispatched))
    };
    // the first ceremony was a bare value, which names nobody; the rest is whole
    assert_eq!(codes(&trace("2026-10-06")), ["trace-actor-missing"]);
    assert_eq!(trace("2026-10-06").marks.len(), 4 + 8);
    // officers cannot be matched to a list that is not dispatched yet
    let backdated = codes(&trace("2026-10-04"));
    assert_eq!(backdated, ["trace-actor-missing", "trace-backdated", "trace-before-digest"]);
    // a record alone says nothing of the lists or the dispatch
    let alone = record("2026-10-06").trace(&id("bureau"), &id("squad"), None);
    let missing = codes(&alone).into_iter().filter(|code| *code == "trace-missing").count();
    assert_eq!(missing, 4); // item list, two directories, dispatch; what was drawn ad hoc has no plan
    assert!(record("2026-10-06").trace(&id("bureau"), &id("other"), None).marks.len() < alone.marks.len());
}
