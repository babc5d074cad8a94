//! 第二十二条 - an officer leaves, another comes, nobody else moves.

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

/// The two staffs of a street each and nobody more: four in the east with this cap, and `west` in the west.
fn short_staff(cap: u32, west: usize) -> Vec<Officer> {
    let east = (0..4).map(|n| officer(&format!("P{n:02}"), "东园", json!({ "leader": true, "cap": cap })));
    let west =
        (8..8 + west).map(|n| officer(&format!("P{n:02}"), "西园", json!({ "leader": true, "cap": 12 })));
    east.chain(west).collect()
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

#[test]
fn a22_the_ladder_goes_from_the_cap_to_one_more_to_the_neighbours_to_nobody() {
    // twelve seats in the east for four officers
    let rungs = |cap: u32, west: usize, plan: &MatchRound, declined: usize| {
        let (_, ordered) = ordered(&lists(short_staff(cap, west)), plan, "second");
        let declined = vec![Declined { reason: ReplacementReason::WorkConflict }; declined];
        ordered.matched().offer(0, 1, &declined).unwrap().map(|offer| offer.rung)
    };
    assert_eq!(rungs(4, 4, &helping(), 0), Some(Rung::WithinCap));
    assert_eq!(rungs(3, 4, &helping(), 0), Some(Rung::CapPlusOne));
    assert_eq!(rungs(3, 4, &helping(), 2), Some(Rung::Neighbours));
    assert_eq!(rungs(3, 4, &plan("m-1"), 2), None);
    let per_visit = MatchRound { method: double_random::team::Method::PerVisit, ..plan("m-1") };
    assert_eq!(
        rungs(3, 4, &per_visit, 2),
        Some(Rung::WithinCap),
        "where areas are not looked at all are near"
    );
    // nobody is left, so only an assignment helps
    let lists = lists(short_staff(3, 4));
    let (record, before) = ordered(&lists, &plan("m-1"), "second");
    let twice = ill(0, 1).declined(ReplacementReason::PostChange).declined(ILL);
    let refused = before.clone().replace(twice.clone()).unwrap_err();
    assert_eq!(why(refused), [("substitute-nobody", "A22")]);
    let third = twice.clone().declined(ILL);
    assert_eq!(why(before.clone().replace(third).unwrap_err()), [("declined-not-offered", "A22")]);
    let assigned = twice.assign(id("P09"), "东园无人可派", head("2026-10-06"));
    let after = before.replace(assigned).unwrap();
    let change = &after.matched().changes()[0];
    assert_eq!((change.offered, change.declined.len(), change.into), (None, 2, 5));
    let verdict = verdict(&record, &after, &lists);
    assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
}

#[test]
fn a22_the_load_counts_every_earlier_change() {
    // both officers who are free have the cap and take one visit more, once
    let lists = lists(short_staff(3, 4));
    let (record, mut ordered) = ordered(&lists, &helping(), "second");
    let (mut rungs, mut most) = (Vec::new(), Vec::new());
    for visit in [0, 1, 2, 3, 4, 5] {
        ordered = ordered.replace(ill(visit, 0)).unwrap();
        rungs.extend(ordered.matched().changes().last().unwrap().offered.map(|offer| offer.rung));
        most.extend(ordered.matched().loads()[..4].iter().max());
    }
    assert_eq!((rungs[0], most[0]), (Rung::CapPlusOne, 4), "{rungs:?}");
    assert!(rungs.contains(&Rung::WithinCap), "who left a seat is free for another: {rungs:?}");
    let verdict = verdict(&record, &ordered, &lists);
    assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
}

#[test]
fn a22_who_left_or_withdrew_does_not_come_back() {
    let (_, _, before) = usual();
    let out = before.matched().team(2)[1];
    let after = before.clone().replace(ill(2, 1)).unwrap();
    let into = after.matched().team(2)[1];
    // everybody who can be offered at this visit declines, one after another, and neither is among them
    let declined = |reason: ReplacementReason, count: usize| vec![Declined { reason }; count];
    let mut seen = BTreeSet::new();
    while let Some(offer) = after.matched().offer(2, 1, &declined(ILL, seen.len())).unwrap() {
        assert!(seen.insert(offer.officer), "nobody is offered twice");
    }
    assert_eq!(seen.len(), 5, "eight of the area but two in the team and one who left");
    assert!(!seen.contains(&out) && !seen.contains(&into));
    let back = ill(2, 1).assign(id(&format!("P{out:02}")), "回来了", head("2026-10-07"));
    assert_eq!(why(after.replace(back).unwrap_err()), [("assigned-barred", "A22")]);
}

#[test]
fn a22_a_recusal_after_the_match_holds_for_every_visit_of_the_target() {
    // two windows without a common day are two visits at each target
    let mut lists = lists(staff());
    lists.targets.iter_mut().for_each(|target| target.unit_code = None);
    lists.officers.iter_mut().for_each(|officer| officer.cap = 6);
    let late = support::window("2026-12-01", "2026-12-20");
    let record =
        dispatched_round(&lists, &round([task("gas", "100%", autumn()), task("late", "100%", late)]));
    let before = matched(&seal(&plan("m-1"), &record, &lists).unwrap(), "second");
    // the first target whose two teams differ in seat 1
    let other_team = |first: &u32| !before.team(first + 1).contains(&before.team(*first)[1]);
    let first = (0..24).step_by(2).find(other_team).unwrap();
    let target = |visit: u32| before.seal().visits[visit as usize].target.clone();
    assert_eq!(target(first), target(first + 1));
    let out = before.team(first)[1];
    let offered = |matched: &Matched| {
        let mut seen = Vec::new();
        while let Some(offer) =
            matched.offer(first + 1, 1, &vec![Declined { reason: ILL }; seen.len()]).unwrap()
        {
            seen.push(offer.officer);
        }
        seen
    };
    let for_health = before.clone().replace(ill(first, 1)).unwrap();
    assert!(offered(&for_health).contains(&out), "an illness is no interest");
    let decided = recused(AskedBy::Target, Some(Approval::by("分管领导", date("2026-10-05"))));
    let request = Replacement::new(first, 1, decided.clone(), head("2026-10-06"));
    let withdrew = before.clone().replace(request).unwrap();
    assert!(!offered(&withdrew).contains(&out));
    // one who was offered and declines for an interest stays away as well
    let asked = before.clone().replace(ill(first, 1).declined(decided)).unwrap();
    let interested = asked.changes()[0].declined[0].officer;
    assert!(!offered(&asked).contains(&interested));
    // and whoever sits in both teams has to leave both before the order
    let both = (0..24).step_by(2).find(|first| !other_team(first));
    let both = both.expect("somebody goes to one target twice");
    let interest = || recused(AskedBy::Officer, None);
    let request = Replacement::new(both, 1, interest(), head("2026-10-06"));
    let half = before.clone().replace(request).unwrap();
    let leaves = half.changes()[0].out;
    let seat = half.team(both + 1).iter().position(|member| *member == leaves).unwrap() as u32;
    assert_eq!(half.open_recusals(), [(both + 1, seat)]);
    assert_eq!(why(half.clone().order(head("2026-10-07")).unwrap_err()), [("recused-still-member", "A22")]);
    let whole = half.replace(Replacement::new(both + 1, seat, interest(), head("2026-10-06"))).unwrap();
    assert!(whole.open_recusals().is_empty() && whole.order(head("2026-10-07")).is_ok());
    // elsewhere everybody is as free as before
    let elsewhere = (first + 2) % 24;
    assert_eq!(withdrew.offer(elsewhere, 1, &[]).unwrap(), before.offer(elsewhere, 1, &[]).unwrap());
}

#[test]
fn a22_what_is_refused_says_why() {
    let (_, _, before) = usual();
    let refused = |request: Replacement| why(before.clone().replace(request).unwrap_err());
    assert_eq!(refused(ill(99, 0)), [("replace-seat-unknown", "A22")]);
    assert_eq!(refused(ill(0, 2)), [("replace-seat-unknown", "A22")]);
    let reason = |reason| Replacement { reason, ..ill(0, 0) };
    assert_eq!(refused(reason(ReplacementReason::Other(" ".to_owned()))), [("replace-reason-blank", "A22")]);
    assert_eq!(refused(reason(recused(AskedBy::Target, None))), [("recusal-undecided", "A22")]);
    let by_clerk = recused(AskedBy::Officer, Some(Approval::prepared_by("经办", date("2026-10-05"))));
    assert_eq!(refused(ill(0, 0).declined(by_clerk)), [("approval-not-approver", "A6")]);
    let clerk = Replacement { consent: Approval::prepared_by("经办", date("2026-10-06")), ..ill(0, 0) };
    assert_eq!(refused(clerk), [("approval-not-approver", "A6")]);
    // before the order of the fifth
    assert_eq!(
        refused(Replacement { consent: head("2026-10-04"), ..ill(0, 0) }),
        [("consent-too-early", "A22")]
    );
    let later = before.clone().replace(Replacement { consent: head("2026-10-09"), ..ill(0, 0) }).unwrap();
    assert_eq!(why(later.replace(ill(1, 0)).unwrap_err()), [("consent-too-early", "A22")]);
    let assign = |officer: &str, reason: &str| ill(0, 0).assign(id(officer), reason, head("2026-10-06"));
    assert_eq!(refused(assign("P99", "熟悉情况")), [("assigned-unknown", "A22")]);
    let member = before.matched().team(0)[1];
    assert_eq!(refused(assign(&format!("P{member:02}"), "熟悉情况")), [("assigned-is-member", "A22")]);
    let offer = before.matched().offer(0, 0, &[]).unwrap().unwrap().officer;
    assert_eq!(refused(assign(&format!("P{offer:02}"), "熟悉情况")), [("assigned-was-offered", "A22")]);
    assert_eq!(refused(assign("P15", " ")), [("assigned-reason-blank", "A22")]);
    // of another street, and nothing else keeps P15 away
    let after = before.clone().replace(assign("P15", "熟悉情况")).unwrap();
    assert!(matches!(after.matched().changes()[0].taken, Taken::Assigned { .. }));
    // every fault at once
    let all =
        Replacement { consent: Approval::prepared_by("经办", date("2026-10-01")), ..assign("P15", "") };
    assert_eq!(
        refused(all),
        [("approval-not-approver", "A6"), ("consent-too-early", "A22"), ("assigned-reason-blank", "A22"),]
    );
}

#[test]
fn a22_who_is_assigned_is_qualified_and_has_no_interest() {
    let mut officers = staff();
    officers[15].certificate = None;
    officers[14].interests = vec![id("T-00")];
    officers[13] =
        officer("P13", "西园", json!({ "cap": 0, "leave": [{"start": "2026-11-20", "end": "2026-11-21"}] }));
    let lists = lists(officers);
    let (record, before) = ordered(&lists, &plan("m-1"), "second");
    let assign =
        |officer: &str| before.clone().replace(ill(0, 1).assign(id(officer), "另行指派", head("2026-10-06")));
    for officer in ["P15", "P14"] {
        assert_eq!(why(assign(officer).unwrap_err()), [("assigned-unfit", "A22")]);
    }
    // area, cap and a leave that may be over do not bind
    let after = assign("P13").unwrap();
    let verdict = verdict(&record, &after, &lists);
    assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
}

#[test]
fn a22_where_the_leader_leaves_another_one_leads() {
    let (lists, record, before) = usual();
    let seat = |ordered: &Ordered| {
        let led = ordered.matched().leader(3).unwrap();
        ordered.matched().team(3).iter().position(|member| *member == led).unwrap() as u32
    };
    let mut after = before.clone();
    for _ in 0..2 {
        let at = seat(&after);
        after = after.replace(ill(3, at)).unwrap();
        let change = after.matched().changes().last().unwrap();
        assert_eq!(
            (change.leader, Some(change.leader)),
            (after.matched().leader(3), Some(after.matched().leader(3)))
        );
        assert_ne!(change.leader, Some(change.out));
    }
    let verdict = verdict(&record, &after, &lists);
    assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
    // a member who does not lead leaves the leader as he is, and under these rules nobody appoints one
    let other = 1 - seat(&before);
    let kept = before.clone().replace(ill(3, other)).unwrap();
    assert_eq!(
        (kept.matched().changes()[0].leader, kept.matched().leader(3)),
        (None, before.matched().leader(3))
    );
    let by_hand = Replacement { leader: Some(id("P00")), ..ill(3, seat(&before)) };
    assert_eq!(why(before.replace(by_hand).unwrap_err()), [("leader-already-set", "A20P2")]);
}

#[test]
fn a22_a_new_leader_is_appointed_where_the_rules_say_so() {
    let lists = lists(staff());
    let record = dispatched(&lists);
    let mut rules = RuleSet::gaoxin_2023();
    rules.readings.iter_mut().find(|choice| choice.reading == "I-20-2b").unwrap().choice =
        "appointed".to_owned();
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let rounds = [record.dispatched_round().unwrap()];
    let sealed = plan("m-1").seal(&rounds, &directory(&lists), &officers, &rules).unwrap();
    let teams = matched(&sealed, "second");
    // nobody leads yet, so nobody could be replaced without hiding who would have led
    assert_eq!(why(teams.clone().replace(ill(0, 1)).unwrap_err()), [("leader-missing", "A20P2")]);
    let leaders = (0..).zip(teams.teams()).map(|(visit, team)| {
        let officer = *team.iter().find(|officer| *officer % 3 == 0).unwrap();
        double_random::team::Appointment { visit, officer }
    });
    let leaders: Vec<_> = leaders.collect();
    let ordered = teams.appoint(&leaders, head("2026-10-05")).unwrap().order(head("2026-10-05")).unwrap();
    let seat =
        ordered.matched().team(0).iter().position(|member| *member == leaders[0].officer).unwrap() as u32;
    let lead = |leader: Option<String>| {
        let leader = leader.map(|leader| id(&leader));
        ordered.clone().replace(Replacement { leader, ..ill(0, seat) })
    };
    assert_eq!(why(lead(None).unwrap_err()), [("leader-missing", "A20P2")]);
    assert_eq!(why(lead(Some("P15".to_owned())).unwrap_err()), [("leader-not-member", "A20P2")]);
    let comes = ordered.matched().offer(0, seat, &[]).unwrap().unwrap().officer;
    let stays = ordered.matched().team(0)[1 - seat as usize];
    let may_lead = |officer: u32| officer % 3 == 0;
    for officer in [comes, stays] {
        let name = Some(format!("P{officer:02}"));
        if may_lead(officer) || (!may_lead(comes) && !may_lead(stays)) {
            let after = lead(name).unwrap();
            assert_eq!(after.matched().leader(0), Some(officer));
            assert!(verdict(&record, &after, &lists).is_exact());
        } else {
            assert_eq!(why(lead(name).unwrap_err()), [("leader-not-eligible", "A20P2")]);
        }
    }
}

#[test]
fn a12_a22_in_a_joint_inspection_a_department_replaces_its_own() {
    let mut lists = lists(staff());
    for (n, officer) in lists.officers.iter_mut().enumerate() {
        officer.department = Some(["消防", "燃气"][n % 2].to_owned());
        officer.leader = true;
    }
    let part = |department: &str| Joint {
        id: id("fire-week"),
        lead: id("squad"),
        lead_department: "消防".to_owned(),
        department: department.to_owned(),
    };
    let of =
        |name: &str, department: &str| Task { joint: Some(part(department)), ..task(name, "50%", autumn()) };
    let record = dispatched_round(&lists, &round([of("gas", "燃气"), of("fire", "消防")]));
    let sealed = seal(&plan("m-1"), &record, &lists).unwrap();
    let mut ordered = matched(&sealed, "second").order(head("2026-10-05")).unwrap();
    for (visit, team) in (0..).zip(ordered.matched().teams().to_vec()) {
        for (seat, out) in (0..).zip(team) {
            ordered = ordered.replace(ill(visit, seat)).unwrap();
            assert_eq!(ordered.matched().team(visit)[seat as usize] % 2, out % 2);
            assert_eq!(ordered.matched().leader(visit).unwrap() % 2, 0, "the leading department leads");
        }
    }
    let verdict = verdict(&record, &ordered, &lists);
    assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
}

#[test]
fn a22_a_seat_that_was_assigned_directly_is_replaced_like_any_other() {
    let mut officers = staff();
    officers.truncate(9);
    officers.iter_mut().for_each(|officer| officer.cap = 6);
    let lists = lists(officers);
    let record = dispatched(&lists);
    let none = no_plan(&seal(&plan("m-1"), &record, &lists).unwrap(), "second");
    let assigned = none.infeasible().remedies.direct.iter().map(|&(visit, seat)| {
        let (reason, approval) = ("西园检查人员不足".to_owned(), head("2026-10-05"));
        double_random::team::DirectAssignment { visit, seat, officer: id("P00"), reason, approval }
    });
    let direct: Vec<_> = assigned.collect();
    let (visit, seat) = (direct[0].visit, direct[0].seat);
    let record = record.with_officers(OfficersRecord::of_no_plan(&none));
    let sealed = seal(&MatchRound { direct, ..plan("m-2") }, &record, &lists).unwrap();
    let ordered = matched(&sealed, "third").order(head("2026-10-05")).unwrap();
    assert_eq!(why(ordered.clone().replace(ill(visit, seat)).unwrap_err()), [("substitute-nobody", "A22")]);
    let after = ordered.replace(ill(visit, seat).assign(id("P03"), "西园无人", head("2026-10-06"))).unwrap();
    let verdict = verdict(&record, &after, &lists);
    assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
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
            let mut loads = vec![0; 16];
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

/// A record whose first change follows one who declined and takes the leader away, and whose second is an assignment.
fn replaced() -> (Record, Lists) {
    let (lists, record, mut ordered) = usual();
    let leads = ordered.matched().leader(4).unwrap();
    let seat = ordered.matched().team(4).iter().position(|member| *member == leads).unwrap() as u32;
    let reason = recused(AskedBy::Target, Some(Approval::by("分管领导", date("2026-10-05"))));
    ordered = ordered.replace(ill(4, seat).declined(reason)).unwrap();
    ordered = ordered.replace(ill(0, 1).assign(id("P15"), "熟悉情况", head("2026-10-07"))).unwrap();
    (record.with_officers(OfficersRecord::of_ordered(&ordered)), lists)
}

/// The failed checks after one change in the recorded match.
fn after(change: impl Fn(&mut Value)) -> Vec<&'static str> {
    let (record, lists) = replaced();
    let mut value: Value = serde_json::from_str(&record.to_json().unwrap()).unwrap();
    change(&mut value["officers"][0]["result"]["matched"]);
    let changed = Record::from_value(value).unwrap_or_else(|faults| panic!("{faults}"));
    let verdict = verify(&changed, Some(&lists), &[]);
    let failed = verdict.checks.iter().filter(|check| check.result == CheckResult::Failed);
    failed.map(|check| check.name).collect()
}

#[test]
fn every_part_of_a_replacement_that_is_changed_shows() {
    assert_eq!(after(|_| {}), [""; 0]);
    let offered = after(|matched| {
        matched["changes"][0]["offered"]["officer"] = json!(7);
        matched["changes"][0]["in"] = json!(7);
    });
    assert!(offered.contains(&"replacements"), "a favourite instead of the one who was offered: {offered:?}");
    let other = |pointer: &str, value: Value| {
        let failed = after(|matched| *matched.pointer_mut(pointer).unwrap() = value.clone());
        assert!(failed.contains(&"replacements"), "{pointer}: {failed:?}");
    };
    for (field, value) in [
        ("0/visit", json!(5)),
        ("0/seat", json!(2)),
        ("0/out", json!(15)),
        ("0/in", json!(15)),
        ("0/declined", json!([])),
        ("0/declined/0/officer", json!(15)),
        ("0/declined/0/rung", json!("neighbours")),
        ("0/declined/0/reason/recusal/decision", Value::Null),
        ("0/offered", Value::Null),
        ("0/offered/rung", json!("cap-plus-one")),
        ("0/leader", Value::Null),
        ("0/leader", json!(15)),
        ("0/reason", json!({ "other": " " })),
        ("0/consent/role", json!("preparer")),
        ("0/consent/person", json!(" ")),
        ("0/consent/date", json!("2026-10-30")),
        ("1/in", json!(99)),
        ("1/offered", Value::Null),
        ("1/taken", json!("offered")),
        ("1/taken/assigned/reason", json!("")),
        ("1/taken/assigned/approval/role", json!("preparer")),
        ("1/leader", json!(15)),
    ] {
        other(&format!("/changes/{field}"), value);
    }
    // moving somebody else besides is no replacement
    let moved = after(|matched| {
        let teams = matched["teams"].as_array_mut().unwrap();
        teams.swap(0, 4);
    });
    assert!(moved.contains(&"matching") && moved.contains(&"replacements"), "{moved:?}");
    let hidden = after(|matched| {
        matched["changes"].as_array_mut().unwrap().remove(0);
    });
    assert_eq!(hidden, ["teams"], "somebody is listed who never went");
    let turned = after(|matched| matched["changes"].as_array_mut().unwrap().swap(0, 1));
    assert_eq!(turned, ["replacements"], "the consents are not in order");
    let unnamed = after(|matched| {
        matched["people"].as_array_mut().unwrap().pop();
    });
    assert_eq!(unnamed, ["teams"]);
}

#[test]
fn no_reason_and_no_name_of_a_replacement_stands_in_the_record() {
    let (lists, record, before) = usual();
    let request = Replacement { note: Some("腰椎手术".to_owned()), ..ill(0, 1) };
    let after = before.replace(request).unwrap();
    let text = record.with_officers(OfficersRecord::of_ordered(&after)).to_json().unwrap();
    assert!(!text.contains("手术") && text.contains("\"reason\":\"health\""));
    for officer in &lists.officers {
        assert!(!text.contains(officer.id.as_str()) && !text.contains(&officer.name));
    }
    // the ids are for the unit and its sheets
    let replaced = &after.replaced(0)[0];
    assert_eq!((replaced.date, replaced.reason.as_ref()), (date("2026-10-06"), Some(&ILL)));
    assert_eq!(Some(&replaced.into), after.matched().id(after.matched().team(0)[1]));
    assert!(after.replaced(1).is_empty());
}
