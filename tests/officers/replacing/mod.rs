//! 第二十二条 - an officer leaves, another comes, nobody else moves.

mod ladder;
mod leader;
mod tampered;
mod withdrawn;

use std::collections::BTreeSet;

use double_random::base::Faults;
use double_random::plan::{Approval, Joint, Task};
use double_random::record::{CheckResult, OfficersRecord, Record, Verdict, verify};
use double_random::team::{AskedBy, Choice, Declined, Ordered, Replacement, ReplacementReason, Rung, Taken};
use proptest::prelude::*;
use serde_json::json;

use super::*;

const ILL: ReplacementReason = ReplacementReason::Health;

fn head(day: &str) -> Approval {
    Approval::by("队长", date(day))
}

fn ill(visit: u32, seat: u32) -> Replacement {
    Replacement::new(visit, seat, ILL, head("2026-10-06"))
}

fn recused(by: AskedBy, decision: Option<Approval>) -> ReplacementReason {
    ReplacementReason::Recusal { asked_by: by, decision }
}

/// The match of the staff, ordered on 5 October.
fn ordered(lists: &Lists, plan: &MatchRound, seed: &str) -> (Record, Ordered) {
    let record = dispatched(lists);
    let matched = matched(&seal(plan, &record, lists).unwrap(), seed);
    (record, matched.order(head("2026-10-05")).unwrap())
}

fn usual() -> (Lists, Record, Ordered) {
    let lists = lists(staff());
    let (record, ordered) = ordered(&lists, &plan("m-1"), "second");
    (lists, record, ordered)
}

fn verdict(record: &Record, ordered: &Ordered, lists: &Lists) -> Verdict {
    verify(&record.clone().with_officers(OfficersRecord::of_ordered(ordered)), Some(lists), &[])
}

fn why(faults: Faults) -> Vec<(&'static str, &'static str)> {
    faults.0.iter().map(|fault| (fault.code(), fault.problem().article().map_or("", |a| a.code()))).collect()
}

/// Another officer of the east who could take the seat within the cap, by name.
fn free_beside(matched: &Matched, (visit, seat): (u32, u32)) -> String {
    let offer = matched.offer(visit, seat, &[]).unwrap().unwrap().officer;
    let led = |officer: &u32| {
        !matched.seal().visits[visit as usize].seats[seat as usize].leader || officer.is_multiple_of(3)
    };
    let free = |officer: &u32| {
        *officer != offer && !matched.team(visit).contains(officer) && matched.loads()[*officer as usize] < 4
    };
    let found = (0..8).filter(free).find(led).unwrap();
    format!("P{found:02}")
}

fn helping() -> MatchRound {
    let east = Neighbours { area: "东园".to_owned(), neighbours: vec!["西园".to_owned()] };
    plan("m-1").areas([east, apart()[0].clone()])
}

#[test]
fn a22_the_one_who_is_offered_comes_and_nobody_else_moves() {
    let (lists, record, before) = usual();
    let offer = before.matched().offer(2, 1, &[]).unwrap().unwrap();
    assert_eq!(offer.rung, Rung::WithinCap);
    let after = before.clone().replace(ill(2, 1)).unwrap();
    let change = &after.matched().changes()[0];
    assert_eq!(
        (change.out, change.into, change.offered),
        (before.matched().team(2)[1], offer.officer, Some(offer))
    );
    assert_eq!(change.taken, Taken::Offered);
    assert_eq!(after.matched().drawn_teams(), before.matched().teams());
    let mut expected = before.matched().teams().to_vec();
    expected[2][1] = offer.officer;
    assert_eq!(after.matched().teams(), expected);
    assert_eq!(after.matched().replacement_rate(), (1, 24));
    let verdict = verdict(&record, &after, &lists);
    assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
    assert_eq!(verdict.check("replacements").unwrap().result, CheckResult::Passed);
    // without any replacement the check passes too, and without the lists
    let record = record.with_officers(OfficersRecord::of_ordered(&before));
    assert_eq!(verify(&record, None, &[]).check("replacements").unwrap().result, CheckResult::Passed);
}

#[test]
fn a22_no_words_steer_who_is_offered() {
    let (_, _, before) = usual();
    let asked = |reason: ReplacementReason, note: &str, consent: Approval| {
        let request = Replacement { note: Some(note.to_owned()), ..Replacement::new(1, 0, reason, consent) };
        before.clone().replace(request).unwrap().matched().changes()[0].into
    };
    let other = |text: &str| ReplacementReason::Other(text.to_owned());
    let first = asked(ILL, "住院", head("2026-10-06"));
    for n in 0..20 {
        assert_eq!(asked(other(&format!("理由{n}")), &format!("{n}"), head("2026-10-07")), first);
    }
    assert_eq!(asked(recused(AskedBy::Officer, None), "", Approval::by("副队长", date("2026-10-08"))), first);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nobody_else_moves(
        steps in prop::collection::vec((0..12u32, 0..2u32, 0..3usize, any::<bool>()), 1..12),
        seed in "[a-z]{8}",
    ) {
        let lists = lists(staff());
        let (record, mut now) = ordered(&lists, &helping(), &seed);
        for (visit, seat, declined, assign) in steps {
            let mut request = ill(visit, seat);
            for n in 0..declined {
                let interest = recused(AskedBy::Officer, None);
                request = request.declined([ReplacementReason::WorkConflict, interest][n % 2].clone());
            }
            if assign {
                request = request.assign(id("P07"), "另行指派", head("2026-10-06"));
            }
            let before = now.matched().teams().to_vec();
            // what is refused leaves nothing half-done, for the teams are given back as they were
            let Ok(after) = now.clone().replace(request) else { continue };
            let moved: Vec<(usize, usize)> = (0..).zip(before.iter().zip(after.matched().teams())).flat_map(|(at, (old, new))| {
                let differ = (0..).zip(old.iter().zip(new)).filter(|(_, (old, new))| old != new);
                differ.map(move |(seat, _)| (at, seat)).collect::<Vec<_>>()
            }).collect();
            prop_assert_eq!(moved, vec![(visit as usize, seat as usize)]);
            let mut loads = [0; 16];
            after.matched().teams().iter().flatten().for_each(|officer| loads[*officer as usize] += 1);
            prop_assert_eq!(after.matched().loads(), &loads[..]);
            now = after;
        }
        let verdict = verdict(&record, &now, &lists);
        prop_assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
    }
}

#[test]
fn a_request_is_read_as_it_is_written() {
    let request: Replacement = read(json!({
        "visit": 3, "seat": 1, "reason": { "recusal": { "asked_by": "target", "decision": {
            "role": "approver", "person": "分管领导", "date": "2026-10-06" } } },
        "declined": [{ "reason": "work-conflict" }, { "reason": { "other": "借调" } }],
        "choice": { "assigned": { "officer": "P07", "reason": "熟悉情况", "approval": {
            "role": "approver", "person": "队长", "date": "2026-10-06" } } },
        "consent": { "role": "approver", "person": "队长", "date": "2026-10-06" },
    }));
    assert!(request.reason.is_recusal() && request.declined.len() == 2 && request.note.is_none());
    assert!(matches!(request.choice, Choice::Assigned { .. }));
    let short: Replacement = read(json!({ "visit": 0, "seat": 0, "reason": "post-change",
        "consent": { "role": "approver", "person": "队长", "date": "2026-10-06" } }));
    assert_eq!(short.choice, Choice::Offered);
}
