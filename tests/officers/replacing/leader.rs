//! 第二十二条 - the leader leaves.

use super::*;

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
    let may_lead = |officer: u32| officer.is_multiple_of(3);
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
