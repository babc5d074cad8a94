//! How a team came about, why somebody is not in it, and which rules leave a certificate without officers.

use std::collections::BTreeSet;

use double_random::record::{CheckResult, MatchResult, OfficersRecord, verify};
use double_random::team::{
    AskedBy, Block, DirectAssignment, Ground, NoLot, Replacement, ReplacementReason, WhyNot,
};
use serde_json::json;

use super::*;

/// Everybody of one match, every kind of rule among them.
fn sealed() -> OfficersSealed {
    let mut officers = staff();
    officers.iter_mut().for_each(|officer| officer.cap = 6);
    officers[3].leave = vec![autumn()];
    officers[6].cap = 0;
    officers[7].leader = true;
    let lists = lists(officers);
    seal(&plan("m-1").recusals([recusal("P01", "T-00")]), &dispatched(&lists), &lists).unwrap()
}

#[test]
fn a20p2_every_seat_tells_how_it_drew_in_the_numbers_of_the_seal() {
    let mut met: BTreeSet<String> = BTreeSet::new();
    for seed in 0..8 {
        let teams = matched(&sealed(), &format!("seed {seed}"));
        for visit in 0..12 {
            let explained = teams.explain(visit).unwrap();
            assert_eq!((explained.leader, explained.visit), (teams.leader(visit), visit));
            assert_eq!(explained.seats.len(), teams.team(visit).len());
            for seat in &explained.seats {
                let draw = seat.draw.as_ref().unwrap();
                assert_eq!(seat.seated, teams.team(visit)[seat.seat as usize]);
                assert_eq!(draw.moves.last().map_or(draw.drawn, |last| last.officer), seat.seated);
                assert!(draw.urn.iter().any(|&(officer, lots)| officer == draw.drawn && lots > 0));
                // everybody of the pool is told something, once
                let named = draw.urn.iter().map(|(who, _)| *who).chain(seat.blocked.keys().copied());
                let idle = draw.aside.iter().filter(|(_, why)| *why != NoLot::NoPlan).map(|(who, _)| *who);
                let mut all: Vec<u32> = named.chain(idle).collect();
                all.sort_unstable();
                assert_eq!(all, (0..16).collect::<Vec<u32>>(), "{seat:?}");
            }
            for officer in 0..16 {
                let why = teams.why_not(visit, officer).unwrap();
                let seats: Vec<u32> = why.iter().map(|(seat, _)| *seat).collect();
                assert_eq!(seats, [0, 1]);
                let holds = why.iter().any(|(_, why)| *why == WhyNot::Seated);
                assert_eq!(holds, teams.team(visit).contains(&officer));
                met.extend(why.iter().map(|(_, why)| why.en().split(' ').next().unwrap().to_owned()));
            }
        }
    }
    // seated, by area, leader, leave, recusal, already in the team, not drawn, moved
    for word in ["holds", "out", "not", "on", "recused", "in", "had", "drawn,"] {
        assert!(met.contains(word), "{word}: {met:?}");
    }
    let unknown = matched(&sealed(), "second").explain(12).unwrap_err();
    assert_eq!(codes(&unknown), ["match-visit-unknown"]);
}

#[test]
fn a22_a20p2_whoever_asks_is_told_the_rule_and_its_article() {
    let teams = matched(&sealed(), "second");
    let why = |visit, officer| {
        let why = teams.why_not(visit, officer).unwrap();
        why.into_iter().map(|(_, why)| (why, why.article().code())).collect::<Vec<_>>()
    };
    let blocked = |block| WhyNot::Blocked(block);
    let recused = (blocked(Block::Away(Ground::Recusal)), "A22");
    // P01 may not lead, whoever lives elsewhere does not go, P03 is on leave, P06 takes none
    assert!(why(0, 1).contains(&recused), "{:?}", why(0, 1));
    assert_eq!(why(0, 12), [(blocked(Block::Area), "A20P2"); 2]);
    assert_eq!(why(0, 3), [(blocked(Block::Away(Ground::OnLeave)), "A20P2"); 2]);
    assert!(why(0, 6).contains(&(blocked(Block::Cap), "A20P2")));
    let said: Vec<String> = [1, 3, 12].map(|officer| teams.why_not(0, officer).unwrap()[1].1.zh()).to_vec();
    assert!(said[1].starts_with("休假或另有任务（第二十条第二款）"), "{said:?}");
    assert!(said[2].starts_with("不属可派区域"), "{said:?}");
}

#[test]
fn a20p2_the_sentences_name_everybody_as_the_public_sees_them() {
    let teams = matched(&sealed(), "second");
    let explained = teams.explain(0).unwrap();
    let name = |officer: u32| teams.published(officer).to_owned();
    let (zh, en) = (explained.sentences_zh(name), explained.sentences_en(name));
    assert_eq!((zh.len(), en.len()), (3, 3));
    assert!(zh[0].contains("个名额") && zh[0].contains("签筒中共") && zh[0].contains("抽出第"), "{}", zh[0]);
    assert!(zh.iter().any(|line| line.contains("回避（第二十二条）")), "{zh:?}");
    assert!(en.iter().any(|line| line.contains("张*（0001）: recused (第二十二条)")), "{en:?}");
    assert!(zh[2].starts_with("组长：张*（"), "{}", zh[2]);
    assert!(!zh.concat().contains("P0"));
}

/// One officer is left in the west, and two are needed there.
fn short() -> (Lists, Record, NoPlan) {
    let mut officers = staff();
    officers.truncate(10);
    officers[9].leave = vec![autumn()];
    officers.iter_mut().for_each(|officer| officer.cap = 6);
    let lists = lists(officers);
    let record = dispatched(&lists);
    let none = no_plan(&seal(&plan("m-1"), &record, &lists).unwrap(), "second");
    (lists, record, none)
}

#[test]
fn a20p3_a_certificate_counts_who_is_kept_out_by_which_rule() {
    let (lists, record, none) = short();
    let seats = &none.infeasible().shortage.seats;
    let counted: Vec<_> =
        none.blocked().iter().map(|entry| (entry.rule, entry.article.code(), entry.officers)).collect();
    let leave = Block::Away(Ground::OnLeave);
    let mut expected = vec![(Block::Area, "A20P2", 8), (leave, "A20P2", 1)];
    if counted.iter().any(|(rule, ..)| *rule == Block::Leader) {
        expected.insert(1, (Block::Leader, "A20P2", 1));
    }
    assert_eq!(counted, expected);
    // the list behind the numbers
    let mut pairs = 0;
    for &(visit, seat) in seats {
        let blocks = none.blocks(visit, seat);
        assert_eq!((blocks.get(&9), blocks.get(&0)), (Some(&leave), Some(&Block::Area)));
        assert!(blocks.get(&8).is_none_or(|block| *block == Block::Leader));
        pairs += blocks.len() as u64;
    }
    assert_eq!(none.blocked().iter().map(|entry| entry.pairs).sum::<u64>(), pairs);
    let (zh, en) = (none.sentence_zh(Id::to_string), none.sentence_en(Id::to_string));
    assert!(zh.contains("不属可派区域 8 人（第二十条第二款）") && zh.contains("休假或另有任务 1 人"), "{zh}");
    assert!(en.contains("8 out of reach of the area (第二十条第二款)"), "{en}");
    // the record carries the numbers, and somebody who changes them is seen
    let record = record.with_officers(OfficersRecord::of_no_plan(&none));
    assert!(verify(&record, Some(&lists), &[]).is_exact());
    let mut changed = record;
    let MatchResult::Infeasible(found) = &mut changed.officers[0].result else { panic!() };
    found.blocked[0].officers -= 1;
    let verdict = verify(&changed, Some(&lists), &[]);
    assert_eq!(verdict.check("matching").unwrap().result, CheckResult::Failed);
}

#[test]
fn a20p3_an_assigned_seat_says_so() {
    let (lists, record, none) = short();
    let approval = Approval::by("分管领导", date("2026-10-06"));
    let assigned = |&(visit, seat): &(u32, u32)| DirectAssignment {
        visit,
        seat,
        officer: id("P00"),
        reason: "西园检查人员不足".to_owned(),
        approval: approval.clone(),
    };
    let direct: Vec<_> = none.infeasible().remedies.direct.iter().map(assigned).collect();
    let first = direct[0].clone();
    let record = record.with_officers(OfficersRecord::of_no_plan(&none));
    let sealed = seal(&MatchRound { direct, ..plan("m-2") }, &record, &lists).unwrap();
    let teams = matched(&sealed, "third");
    let why = teams.why_not(first.visit, 5).unwrap();
    assert!(
        why.iter().any(|(_, why)| matches!(why, WhyNot::Assigned | WhyNot::Blocked(Block::Area))),
        "{why:?}"
    );
    let explained = teams.explain(first.visit).unwrap();
    assert!(explained.seats[0].draw.is_none() && explained.seats[1].draw.is_some());
    let said = explained.sentences_zh(|officer| teams.published(officer).to_owned());
    assert!(said[0].contains("直接委派给张*") && said[0].contains("第二十条第三款"), "{said:?}");
    // the other seat cannot have the assigned officer
    let other = &explained.seats[1];
    assert!(matches!(other.blocked.get(&0), Some(Block::Area | Block::Leader | Block::Assigned)));
}

#[test]
fn a_block_reads_back_as_it_is_written() {
    for (block, text) in [(Block::Area, "area"), (Block::Away(Ground::OnLeave), "on-leave")] {
        let written = json!(block);
        assert_eq!(written, json!(text));
        assert_eq!(read::<Block>(written), block);
    }
}

#[test]
fn a22_an_explanation_goes_on_to_who_is_there_now() {
    let reason = |asked_by, decision| ReplacementReason::Recusal { asked_by, decision };
    let day = |day: &str| Approval::by("队长", date(day));
    let mut lists = lists(staff());
    lists.officers.iter_mut().for_each(|officer| (officer.leader, officer.cap) = (true, 6));
    let before = matched(&seal(&plan("m-1"), &dispatched(&lists), &lists).unwrap(), "second");
    let leader = before.leader(4).unwrap();
    let seat = before.team(4).iter().position(|member| *member == leader).unwrap() as u32;
    let other = 1 - seat;
    // the leader withdraws after one who was offered declined; then the other falls ill and the unit assigns somebody
    let decided = Some(Approval::by("分管领导", date("2026-10-05")));
    let request = Replacement::new(4, seat, reason(AskedBy::Target, decided), day("2026-10-06"));
    let after = before.clone().replace(request.declined(ReplacementReason::WorkConflict)).unwrap();
    let offered = after.offer(4, other, &[]).unwrap().unwrap();
    let assign = |officer: u32| {
        let request = Replacement::new(4, other, ReplacementReason::Health, day("2026-10-07"));
        after.clone().replace(request.assign(id(&format!("P{officer:02}")), "熟悉情况", day("2026-10-07")))
    };
    let (assigned, now) = (0..8)
        .filter(|officer| *officer != offered.officer)
        .find_map(|officer| Some((officer, assign(officer).ok()?)))
        .unwrap();
    let (first, second) = (&now.changes()[0], &now.changes()[1]);
    let explained = now.explain(4).unwrap();
    // how it was drawn stands as it was
    let drawn = before.explain(4).unwrap();
    for (then, now) in drawn.seats.iter().zip(&explained.seats) {
        assert_eq!((&then.draw, then.seated, &then.blocked), (&now.draw, now.seated, &now.blocked));
    }
    assert_eq!((explained.first_leader, &explained.may_lead), (drawn.leader, &drawn.may_lead));
    assert_eq!((&explained.changes[..], explained.leader), (now.changes(), now.leader(4)));
    for seat in &explained.seats {
        assert_eq!(seat.holds, now.team(4)[seat.seat as usize]);
    }
    assert_eq!(explained.recused, [leader]);
    // everybody concerned is told why
    let why = |officer: u32, seat: u32| now.why_not(4, officer).unwrap()[seat as usize].1;
    assert_eq!((why(leader, seat), why(leader, other)), (WhyNot::Recused, WhyNot::Recused));
    assert_eq!(why(leader, seat).article().code(), "A22");
    assert_eq!(why(first.into, seat), WhyNot::Seated);
    assert_eq!(why(first.declined[0].officer, seat), WhyNot::Declined);
    assert_eq!((why(second.out, other), why(assigned, other)), (WhyNot::Replaced, WhyNot::Seated));
    assert_eq!(why(offered.officer, other), WhyNot::NotTaken);
    assert!(why(second.out, other).zh().contains("已更换（第二十二条）"));
    // in sentences, by the names that the public sees
    let name = |officer: u32| now.published(officer).to_owned();
    let (zh, en) = (explained.sentences_zh(name), explained.sentences_en(name));
    assert_eq!((zh.len(), en.len()), (5, 5));
    let left = format!("{}因检查对象申请回避离开", now.published(leader));
    let declined = format!(
        "提供{}（本区域、未达办理上限），因工作冲突不能接替",
        now.published(first.declined[0].officer)
    );
    let leads = format!("组长改为{}", now.published(first.leader.unwrap()));
    assert!(zh[3].contains(&left) && zh[3].contains(&declined) && zh[3].contains(&leads), "{}", zh[3]);
    assert!(zh[3].ends_with("（第二十二条）") && zh[4].contains("熟悉情况"), "{}", zh[4]);
    assert!(
        en[4].contains("is assigned by approval of 队长 (of the area, below the cap; 熟悉情况)"),
        "{}",
        en[4]
    );
}
