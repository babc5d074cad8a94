//! 第六条 - the ten stages: a whole trace, and each way to fall short of one.

use double_random::base::Faults;
use double_random::duty::{Act, By, Mark, Trace, TraceStage};
use serde_json::json;

use super::made_up::{date, finding, read};
use super::{clean, digest, published, visited};

const ACTS: [Act; 17] = [
    Act::ItemListPublished,
    Act::PlanPublished,
    Act::TargetsBuilt,
    Act::OfficersBuilt,
    Act::TaskStarted,
    Act::Sealed,
    Act::Drawn,
    Act::Locked,
    Act::Dispatched,
    Act::Announced,
    Act::Matched,
    Act::Ordered,
    Act::Entered,
    Act::Checked,
    Act::Disclosed,
    Act::FollowedUp,
    Act::Archived,
];

fn person() -> Option<By> {
    Some(By::Person(read(json!({ "person": "甲", "org": "bureau" }))))
}

/// Every act on a day of its own, but the announcement on that of the dispatch, and the three of the result on one.
fn whole() -> Trace {
    let day = |at: i32| match ACTS[at as usize] {
        Act::Announced => date("2026-03-01").plus_days(at - 1),
        _ => date("2026-03-01").plus_days(at),
    };
    let marks = (0..).zip(ACTS).map(|(at, act)| match act {
        Act::Announced => Mark::new(act, day(at), Some(By::System)),
        Act::Sealed => Mark::new(act, day(at), person()).making(digest(1)),
        Act::Matched => Mark::new(act, day(at), person()).making(digest(2)).resting_on([digest(1)]),
        Act::Ordered => Mark::new(act, day(at), person()).resting_on([digest(2)]),
        _ => Mark::new(act, day(at), person()),
    });
    Trace { marks: marks.collect(), ..Trace::default() }
}

fn codes(notices: &Faults) -> Vec<(&'static str, &'static str)> {
    let seen = |fault: &double_random::base::Fault| {
        (fault.code(), fault.problem().article().map_or("", |article| article.code()))
    };
    notices.0.iter().map(seen).collect()
}

#[test]
fn a6_ten_stages_leave_a_whole_trace_or_every_gap_is_named() {
    assert_eq!(codes(&whole().check()), []);
    let stages: std::collections::BTreeSet<TraceStage> = ACTS.iter().map(|act| act.stage()).collect();
    assert_eq!(stages.len(), 10);
    for (at, act) in ACTS.iter().enumerate() {
        let mut gap = whole();
        gap.marks.remove(at);
        let expected = match act {
            Act::Archived | Act::FollowedUp => vec![], // nothing comes after the archive, and nothing was left to follow up
            _ => vec![("trace-missing", "A6")],
        };
        assert_eq!(codes(&gap.check()), expected, "{act:?}");
        gap.follow_up = true;
        let left = if *act == Act::FollowedUp { vec![("trace-missing", "A6")] } else { expected };
        assert_eq!(codes(&gap.check()), left, "{act:?}");
    }
    // as far as it goes: who has only dispatched lacks no result
    let mut early = whole();
    early.marks.truncate(10);
    assert_eq!(codes(&early.check()), []);
    // outside the plan there is none to publish
    let mut ad_hoc = Trace { ad_hoc: true, ..whole() };
    ad_hoc.marks.remove(1);
    assert_eq!(codes(&ad_hoc.check()), []);
    // everything that a lone draw needs is asked for, step by step back
    let lone = Trace { marks: vec![Mark::new(Act::Drawn, date("2026-03-01"), person())], ..Trace::default() };
    assert_eq!(lone.check().0.len(), 5);
}

#[test]
fn a6_what_was_written_or_dated_before_its_time_is_named() {
    let mut swapped = whole();
    swapped.marks.swap(5, 6); // the draw stands in the log before the seal
    assert!(codes(&swapped.check()).contains(&("trace-out-of-order", "A6")));
    let dated = |at: usize, days: i32| {
        let mut trace = whole();
        trace.marks[at].on = trace.marks[at].on.plus_days(days);
        trace.check()
    };
    assert_eq!(codes(&dated(6, -1)), []); // on the day of the seal
    assert_eq!(codes(&dated(6, -2)), [("trace-backdated", "A6")]);
    assert!(
        dated(6, -2)
            .to_string()
            .starts_with("marks[6]: drawing is dated 2026-03-05, sealing before it 2026-03-06")
    );
    // the order names a check value that did not exist on the day it states
    let mut forced = whole();
    forced.marks[11].rests_on = vec![digest(3)];
    forced.marks.push(Mark::new(Act::Matched, date("2026-03-20"), person()).making(digest(3)));
    assert_eq!(codes(&forced.check()), [("trace-before-digest", "A6")]);
    let mut nobody = whole();
    nobody.marks[2].by = None;
    nobody.marks[3].by = Some(By::Person(read(json!({ "person": " ", "org": "bureau" }))));
    nobody.marks[4].by = Some(By::System);
    let expected =
        [("trace-actor-missing", "A6"), ("trace-actor-missing", "A6"), ("trace-system-actor", "A6")];
    assert_eq!(codes(&nobody.check()), expected);
}

#[test]
fn a6_what_was_entered_on_another_day_than_it_states_is_named() {
    let mut late = whole();
    late.marks[3].entered_on = Some(late.marks[3].on);
    assert_eq!(codes(&late.check()), []);
    late.marks[3].entered_on = Some(late.marks[3].on.plus_days(9));
    assert_eq!(codes(&late.check()), [("trace-entered-another-day", "A6")]);
    // an objection that was entered a week after its papers came stands in the trace of its result
    let objected = ("2026-10-14", "丙", json!({ "objected": { "objection": "O-1" } }));
    let mut run = visited(1, "K-1", "2026-10-12", clean(), &published("2026-10-13"));
    let mut event = super::event(objected.0, objected.1, objected.2);
    event.entered_on = Some(date("2026-10-21"));
    run.results[0].append(event).unwrap();
    let trace = Trace::default().with_history(&run.results[0]);
    let found = codes(&trace.check());
    assert!(found.contains(&("trace-entered-another-day", "A6")), "{found:?}");
}

#[test]
fn a18_the_announcement_follows_the_dispatch_on_its_day() {
    let mut trace = whole();
    assert!(trace.check().or(()).is_ok());
    trace.marks[9].on = trace.marks[9].on.plus_days(1);
    assert_eq!(codes(&trace.check()), [("trace-announced-late", "A18")]);
}

#[test]
fn a6_a_history_continues_the_trace() {
    let until_order = || {
        let mut trace = whole();
        trace.marks.truncate(12);
        trace.marks.iter_mut().for_each(|mark| mark.on = mark.on.plus_days(180));
        trace
    };
    let archived = |mut trace: Trace| {
        trace.marks.push(Mark::new(Act::Archived, date("2026-12-01"), person()));
        codes(&trace.check())
    };
    let run = visited(1, "K-1", "2026-10-12", clean(), &published("2026-10-13"));
    assert_eq!(archived(until_order().with_history(&run.results[0])), []);
    let open =
        visited(1, "K-1", "2026-10-12", finding("gas", &["follow-up-pending"]), &published("2026-10-13"));
    assert_eq!(archived(until_order().with_history(&open.results[0])), [("trace-missing", "A6")]);
}
