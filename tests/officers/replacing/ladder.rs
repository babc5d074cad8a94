//! 第二十条, 第二十二条 - where a substitute comes from.

use super::*;

/// The two staffs of a street each and nobody more: four in the east with this cap, and `west` in the west.
fn short_staff(cap: u32, west: usize) -> Vec<Officer> {
    let east = (0..4).map(|n| officer(&format!("P{n:02}"), "东园", json!({ "leader": true, "cap": cap })));
    let west =
        (8..8 + west).map(|n| officer(&format!("P{n:02}"), "西园", json!({ "leader": true, "cap": 12 })));
    east.chain(west).collect()
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
        rungs(3, 4, &per_visit, 0),
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
    assert_eq!(change.rung(), Some(Rung::Direct), "nobody was left, so this is a direct assignment");
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

/// The record with the first change's substitute exchanged for another one on this rung, as somebody would who wants to skip.
fn skipped(record: &Record, ordered: &Ordered, lists: &Lists, officer: u32, rung: &str) -> Vec<String> {
    let record = record.clone().with_officers(OfficersRecord::of_ordered(ordered));
    let mut value: Value = serde_json::from_str(&record.to_json().unwrap()).unwrap();
    let change = &mut value["officers"][0]["result"]["matched"]["changes"][0];
    let approval = change["consent"].clone();
    change["in"] = json!(officer);
    change["taken"] = json!({ "assigned": { "rung": rung, "approval": approval, "reason": "熟悉情况" } });
    let verdict = verify(&Record::from_value(value).unwrap(), Some(lists), &[]);
    let check = verdict.check("replacements").unwrap();
    assert_eq!(check.result, CheckResult::Failed);
    vec![check.detail.clone().unwrap()]
}

#[test]
fn a20p3_a22_no_rung_is_taken_too_early_not_by_an_assignment_either() {
    // whom the unit assigns stands on one rung, and nobody on an earlier one is left
    let assign = |cap: u32, declined: usize, officer: u32| {
        let lists = lists(short_staff(cap, 4));
        let (_, ordered) = ordered(&lists, &helping(), "second");
        let request =
            (0..declined).fold(ill(0, 1), |request, _| request.declined(ReplacementReason::WorkConflict));
        let name = if officer < 4 { officer } else { officer + 4 };
        ordered.replace(request.assign(id(&format!("P{name:02}")), "熟悉情况", head("2026-10-06")))
    };
    // the two of the east who are free, in the order in which they are offered, and one of the west
    let free = |cap: u32| -> Vec<u32> {
        let (_, ordered) = ordered(&lists(short_staff(cap, 4)), &helping(), "second");
        let offer = |declined: usize| {
            let declined = vec![Declined { reason: ReplacementReason::WorkConflict }; declined];
            ordered.matched().offer(0, 1, &declined).unwrap().unwrap().officer
        };
        vec![offer(0), offer(1), 4]
    };
    let rung = |cap: u32, declined: usize, officer: u32| {
        assign(cap, declined, officer).map(|after| after.matched().changes()[0].rung().unwrap()).map_err(why)
    };
    let early = || Err(vec![("assigned-too-early", "A20P3")]);
    let within = free(4);
    assert_eq!(rung(4, 0, within[1]), Ok(Rung::WithinCap));
    assert_eq!(rung(4, 0, within[2]), early(), "a neighbour while the area has somebody");
    let full = free(3);
    assert_eq!(rung(3, 0, full[1]), Ok(Rung::CapPlusOne));
    assert_eq!(rung(3, 0, full[2]), early());
    assert_eq!(rung(3, 1, full[2]), early(), "one of the area is still there");
    let next = {
        let (_, ordered) = ordered(&lists(short_staff(3, 4)), &helping(), "second");
        let declined = vec![Declined { reason: ReplacementReason::WorkConflict }; 2];
        ordered.matched().offer(0, 1, &declined).unwrap().unwrap().officer
    };
    let other = (4..8).find(|officer| *officer != next).unwrap();
    assert_eq!(rung(3, 2, other), Ok(Rung::Neighbours));
    // without neighbours the same officer is out of reach until nobody else is left
    let lists = lists(short_staff(3, 4));
    let (record, ordered) = ordered(&lists, &plan("m-1"), "second");
    let assigned = |declined: usize| {
        let request =
            (0..declined).fold(ill(0, 1), |request, _| request.declined(ReplacementReason::WorkConflict));
        ordered.clone().replace(request.assign(id("P09"), "熟悉情况", head("2026-10-06")))
    };
    assert_eq!(why(assigned(1).unwrap_err()), [("assigned-too-early", "A20P3")]);
    let direct = assigned(2).unwrap();
    assert_eq!(direct.matched().changes()[0].rung(), Some(Rung::Direct));
    assert!(verdict(&record, &direct, &lists).is_exact());
    // and the record shows it
    let leads = ordered.matched().leader(0);
    let seat = (0..2).find(|seat| leads != Some(ordered.matched().team(0)[*seat as usize])).unwrap();
    let offered = ordered.clone().replace(ill(0, seat)).unwrap();
    let said = skipped(&record, &offered, &lists, 5, "direct").concat();
    assert!(said.contains("while somebody is free who is `of the area, one above the cap`"), "{said}");
    let declined = [Declined { reason: ReplacementReason::WorkConflict }];
    let other = ordered.matched().offer(0, seat, &declined).unwrap().unwrap().officer;
    let said = skipped(&record, &offered, &lists, other, "direct").concat();
    assert!(said.contains("rung"), "a rung that is not his: {said}");
}
