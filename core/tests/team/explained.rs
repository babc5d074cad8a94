//! Explanations against the match they explain, and what blocks an officer.

use std::collections::BTreeMap;

use double_random::team::bare::{
    Aside, Explanation, Hindrance, Officer, Reach, Roster, Seat, SeatDraw, Visit, explain,
};

use super::{matched, officer, oracle, prk, roster, shuffled};

const SWEEPS: u32 = 3;

#[test]
fn an_explanation_tells_what_the_match_did() {
    let (mut reasons, mut moves) = (BTreeMap::new(), 0);
    for number in 0..600 {
        let roster = roster(number);
        let before = matched(number, &roster);
        let after = shuffled(number, &roster, SWEEPS);
        for visit in 0..roster.visits.len() as u32 {
            let found = explain(&prk(number), &roster, SWEEPS, visit).unwrap();
            let (Some(before), Some(after)) = (&before, &after) else { continue };
            let found = found.expect("there is a plan");
            assert_eq!(found.leader, after.leaders[visit as usize]);
            assert!(found.may_lead.contains(&found.leader) && found.visit == visit);
            for (drawn, draw) in found.seats.iter().enumerate() {
                assert_eq!(draw.drawn, before.teams[visit as usize][draw.seat as usize]);
                assert_eq!(draw.seated, after.teams[visit as usize][draw.seat as usize]);
                assert_eq!(draw.moves.last().map_or(draw.drawn, |last| last.officer), draw.seated);
                assert!(draw.moves.is_sorted_by_key(|step| step.sweep));
                replay(draw);
                everybody_is_named(&roster, &found, drawn);
                moves += draw.moves.len();
                draw.aside
                    .iter()
                    .for_each(|aside| *reasons.entry(format!("{:?}", aside.why)).or_insert(0) += 1);
            }
        }
    }
    assert!(reasons.len() == 4 && reasons.values().all(|&count| count > 20), "{reasons:?}");
    assert!(moves > 100, "{moves}");
}

/// The numbers drawn, on the urn written down, give the officers written down.
fn replay(draw: &SeatDraw) {
    let mut urn = draw.urn.clone();
    let mut refused = Vec::new();
    for (at, ball) in draw.draws.iter().enumerate() {
        let balls: Vec<u32> = urn.iter().flat_map(|&(who, balls)| vec![who; balls as usize]).collect();
        assert_eq!(balls[ball.ball as usize], ball.officer);
        if at + 1 < draw.draws.len() {
            refused.push(ball.officer);
        } else {
            assert_eq!(ball.officer, draw.drawn);
        }
        urn.retain(|&(who, _)| who != ball.officer);
    }
    let no_plan = draw.aside.iter().filter(|aside| aside.why == Aside::NoPlan).map(|aside| aside.officer);
    assert_eq!(no_plan.collect::<Vec<u32>>(), refused);
}

/// Whoever has what the seat asks for is in the urn or set aside, with the true reason.
fn everybody_is_named(roster: &Roster, found: &Explanation, drawn: usize) {
    let draw = &found.seats[drawn];
    let pooled = found.reach == Reach::Neighbours;
    for who in 0..roster.officers.len() as u32 {
        let fits = oracle::fits(roster, pooled, who as usize, found.visit as usize, draw.seat as usize);
        let in_urn = draw.urn.iter().any(|&(other, _)| other == who);
        let aside = draw.aside.iter().find(|aside| aside.officer == who).map(|aside| aside.why);
        let in_team = found.seats[..drawn].iter().any(|earlier| earlier.drawn == who);
        match aside {
            Some(Aside::NoPlan) | None => assert!(in_urn <= fits && (aside.is_none() || in_urn)),
            Some(Aside::InTeam) => assert!(in_team && !in_urn),
            Some(Aside::Recused) => assert!(roster.recusals.contains(&(who, found.visit)) && !in_urn),
            Some(Aside::NoQuota) => assert!(fits && !in_team && !in_urn),
        }
        assert!(!fits || in_urn || aside.is_some(), "{who} is not named");
    }
}

#[test]
fn an_explanation_is_plain_data() {
    let roster = Roster {
        officers: vec![officer(1), officer(1)],
        visits: vec![Visit { region: 0, seats: vec![Seat::default(); 2] }],
        ..Roster::default()
    };
    let found = explain(&prk(0), &roster, 0, 0).unwrap().unwrap();
    let said = serde_json::to_value(&found).unwrap();
    assert_eq!(said["reach"], "own");
    assert_eq!(said["seats"][0]["urn"], serde_json::json!([[0, 1], [1, 1]]));
    assert_eq!(said["seats"][1]["aside"][0]["why"], "in-team");
    let nobody = Roster { officers: Vec::new(), ..roster };
    assert_eq!(explain(&prk(0), &nobody, 0, 0), Ok(None));
}

#[test]
fn the_first_condition_not_met_is_the_one_named() {
    let who =
        |region, dept, spec: &[u32], leader, cap| Officer { region, dept, spec: spec.to_vec(), leader, cap };
    let roster = Roster {
        pool: vec![vec![1], vec![], vec![]],
        officers: vec![
            who(0, 1, &[5], true, 1),
            who(1, 1, &[5], true, 1),
            who(2, 0, &[], false, 0),
            who(0, 0, &[], false, 0),
            who(0, 1, &[], false, 0),
            who(0, 1, &[4, 5], false, 0),
            who(0, 1, &[5], true, 0),
            who(0, 1, &[5], true, 0),
        ],
        visits: vec![Visit {
            region: 0,
            seats: vec![Seat { dept: Some(1), spec: Some(5), leader: Some(true) }],
        }],
        recusals: vec![(6, 0)],
    };
    use Hindrance::{Area, Cap, Department, Leader, Recused, Specialty};
    let rest = [Some(Department), Some(Specialty), Some(Leader), Some(Recused), Some(Cap)];
    let own = [None, Some(Area), Some(Area)].into_iter().chain(rest).collect::<Vec<_>>();
    assert_eq!(roster.hindrances(Reach::Own, (0, 0)), own);
    assert_eq!(roster.why_not(Reach::Neighbours, 1, (0, 0)), None);
    assert_eq!(roster.why_not(Reach::Neighbours, 2, (0, 0)), Some(Area));
    assert_eq!(roster.why_not(Reach::Everywhere, 2, (0, 0)), Some(Department));
    assert_eq!(roster.why_not(Reach::Everywhere, 0, (1, 0)), Some(Area), "there is no such visit");
}

#[test]
fn nobody_is_hindered_who_fits() {
    for number in 0..300 {
        let roster = roster(number);
        for (visit, seat) in oracle::seats(&roster) {
            for (pooled, reach) in [(false, Reach::Own), (true, Reach::Neighbours)] {
                let found = roster.hindrances(reach, (visit as u32, seat as u32));
                for (who, found) in found.into_iter().enumerate() {
                    let fits =
                        oracle::fits(&roster, pooled, who, visit, seat) && roster.officers[who].cap > 0;
                    assert_eq!(found.is_none(), fits, "{number} {who} {visit} {seat}");
                }
            }
        }
    }
}
