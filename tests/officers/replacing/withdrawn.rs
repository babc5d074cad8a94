//! 第二十一条, 第二十二条 - who cannot come, and what is refused.

use super::*;

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
    let sealed = seal(&plan("m-1"), &record, &lists).unwrap();
    // whether the officer of seat 1 goes to the first visit of a target alone, or to both
    let other_team = |teams: &Matched, first: u32| !teams.team(first + 1).contains(&teams.team(first)[1]);
    let target =
        |teams: &Matched, other: bool| (0..24).step_by(2).find(|first| other_team(teams, *first) == other);
    let seeds = (0..99).map(|n| matched(&sealed, &format!("seed {n}")));
    let found = seeds.map(|teams| (target(&teams, true), target(&teams, false), teams));
    let found = found.into_iter().find_map(|(first, both, teams)| Some((first?, both?, teams)));
    let (first, both, before) = found.expect("some seed has a target of each kind");
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
    let interest = || recused(AskedBy::Officer, None);
    let request = Replacement::new(both, 1, interest(), head("2026-10-06"));
    let half = before.clone().replace(request).unwrap();
    let leaves = half.changes()[0].out;
    let seat = half.team(both + 1).iter().position(|member| *member == leaves).unwrap() as u32;
    assert_eq!(half.open_recusals(), [(both + 1, seat)]);
    assert_eq!(why(half.clone().order(head("2026-10-07")).unwrap_err()), [("recused-still-member", "A22")]);
    // before anybody else is replaced
    let other = (first + 4) % 24;
    let elsewhere = half.clone().replace(ill(other, 1)).unwrap_err();
    assert_eq!(why(elsewhere), [("recused-still-member", "A22")]);
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
    // of another street while somebody of this one is free; another one of it, whom nobody offered, may come
    assert_eq!(refused(assign("P15", "熟悉情况")), [("assigned-too-early", "A20P3")]);
    let free = free_beside(before.matched(), (0, 0));
    let after = before.clone().replace(assign(&free, "熟悉情况")).unwrap();
    assert!(matches!(after.matched().changes()[0].taken, Taken::Assigned { rung: Rung::WithinCap, .. }));
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
    // area, cap and a leave that may be over do not bind where nobody else is left
    assert_eq!(why(assign("P13").unwrap_err()), [("assigned-too-early", "A20P3")]);
    let mut last = ill(0, 1);
    while before.matched().offer(0, 1, &last.declined).unwrap().is_some() {
        last = last.declined(ReplacementReason::WorkConflict);
    }
    let after = before.clone().replace(last.assign(id("P13"), "另行指派", head("2026-10-06"))).unwrap();
    let verdict = verdict(&record, &after, &lists);
    assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
}

#[test]
fn a22_whoever_withdrew_after_the_order_leaves_every_visit_of_the_target() {
    let mut lists = lists(staff());
    lists.targets.iter_mut().for_each(|target| target.unit_code = None);
    lists.officers.iter_mut().for_each(|officer| officer.cap = 6);
    let late = support::window("2026-12-01", "2026-12-20");
    let record =
        dispatched_round(&lists, &round([task("gas", "100%", autumn()), task("late", "100%", late)]));
    let sealed = seal(&plan("m-1"), &record, &lists).unwrap();
    // a leader who goes to both visits of a target
    let led = |teams: &Matched| {
        (0..24).step_by(2).find(|first| {
            let leader = teams.leader(*first).unwrap();
            teams.team(first + 1).contains(&leader)
        })
    };
    let seeds = (0..99).map(|n| matched(&sealed, &format!("seed {n}")));
    let (first, teams) = seeds.filter_map(|teams| Some((led(&teams)?, teams))).next().unwrap();
    let leader = teams.leader(first).unwrap();
    let at = |teams: &Matched, visit: u32| {
        teams.team(visit).iter().position(|member| *member == leader).unwrap() as u32
    };
    let ordered = teams.order(head("2026-10-05")).unwrap();
    let decided = recused(AskedBy::Target, Some(Approval::by("分管领导", date("2026-10-06"))));
    let seat = at(ordered.matched(), first);
    let half = ordered.replace(Replacement::new(first, seat, decided.clone(), head("2026-10-06"))).unwrap();
    assert_ne!(half.matched().leader(first), Some(leader), "who withdrew leads no longer");
    let checked = verdict(&record, &half, &lists);
    assert_eq!(checked.check("replacements").unwrap().result, CheckResult::Failed, "still in the other team");
    assert_eq!(
        why(half.clone().replace(ill((first + 4) % 24, 0)).unwrap_err()),
        [("recused-still-member", "A22")]
    );
    let seat = at(half.matched(), first + 1);
    let whole = half.replace(Replacement::new(first + 1, seat, decided, head("2026-10-06"))).unwrap();
    let checked = verdict(&record, &whole, &lists);
    assert!(checked.is_exact(), "{:?}", checked.first_failure());
    // nor does he come back by the hand of the unit
    let back = ill(first, seat).assign(id(&format!("P{leader:02}")), "熟悉情况", head("2026-10-07"));
    assert_eq!(why(whole.replace(back).unwrap_err()), [("assigned-barred", "A22")]);
}
