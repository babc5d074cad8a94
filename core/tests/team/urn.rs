//! The urn against a model that makes a new flow for every ball, and a control that does not look ahead.

use double_random::base::stream::Stream;
use double_random::team::bare::{Officer, Roster, Visit};

use super::model::model;
use super::{full, matched, officer, oracle, prk, roster, seat, shuffled};

#[test]
fn every_seat_is_drawn_as_the_specification_writes_it() {
    let mut draws = 0;
    for number in 0.. {
        let roster = roster(number);
        let sweeps = number as u32 % 4 * 7;
        let Some(found) = shuffled(number, &roster, sweeps) else { continue };
        assert_eq!(Some(found.teams), model(number, &roster, true, sweeps), "{number}: {roster:?}");
        draws += 1;
        if draws == 1_000 {
            break;
        }
    }
}

/// Nobody to spare: caps are the loads of a hidden plan, seats ask for what its officers have, and many others are kept away.
fn just_enough(number: u64) -> Roster {
    let mut stream = Stream::new(prk(number).expand(&["just", "enough"]));
    let mut one_in = |n: u64| stream.below(n).unwrap() == 0;
    let who = |specs: [bool; 2]| Officer {
        spec: (0..2).filter(|&spec| specs[spec as usize]).collect(),
        ..officer(0)
    };
    let mut officers: Vec<Officer> = (0..7).map(|_| who([one_in(2), one_in(2)])).collect();
    let mut recusals = Vec::new();
    let visits = (0..7).map(|visit| {
        let mut order: Vec<u32> = (0..7).collect();
        (1..7).for_each(|at| order.swap(at, if one_in(2) { at } else { at / 2 }));
        let (team, others) = order.split_at(if one_in(2) { 2 } else { 3 });
        team.iter().for_each(|&who| officers[who as usize].cap += 1);
        recusals.extend(others.iter().filter(|_| one_in(2)).map(|&who| (who, visit)));
        let mut asks = |who: u32| officers[who as usize].spec.first().copied().filter(|_| one_in(2));
        Visit { region: 0, seats: team.iter().map(|&who| seat(asks(who))).collect() }
    });
    let visits = visits.collect();
    Roster { officers, visits, recusals, ..Roster::default() }
}

#[test]
fn with_nobody_to_spare_it_is_still_drawn_seat_for_seat() {
    let mut differs = 0;
    for number in 0..300 {
        let roster = just_enough(number);
        let found = matched(number, &roster).expect("the hidden plan").teams;
        assert_eq!(Some(&found), model(number, &roster, true, 0).as_ref(), "{number}: {roster:?}");
        differs += u32::from(Some(found) != model(number, &roster, false, 0));
    }
    assert!(differs > 100, "the look-ahead had little to do: {differs}");
}

/// Five visits that five officers fit as 11000, 01100, 00110, 10011, 11001, each with a second seat, and nobody to spare.
pub(crate) fn tight() -> Roster {
    let fitting = ["11000", "01100", "00110", "10011", "11001"];
    let officers = (0..10).map(|who| Officer { spec: vec![who / 5], ..officer(1) }).collect();
    let visits = vec![Visit { region: 0, seats: vec![seat(Some(0)), seat(Some(1))] }; 5];
    let away = |visit: usize, half: usize| {
        let fits = fitting[visit].bytes().enumerate();
        fits.filter(|&(_, fits)| fits == b'0').map(move |(who, _)| ((half * 5 + who) as u32, visit as u32))
    };
    let recusals = (0..5).flat_map(|visit| away(visit, 0).chain(away(visit, 1))).collect();
    Roster { officers, visits, recusals, ..Roster::default() }
}

#[test]
fn the_urn_never_gets_stuck_where_greedy_drawing_does() {
    let roster = tight();
    let reach = oracle::reach(&roster);
    for number in 0..if full() { 100_000 } else { 3_000 } {
        let found = matched(number, &roster).expect("there is a plan");
        oracle::check_teams(&roster, &reach, &found);
    }
    let stuck = (0..300).filter(|&number| model(number, &roster, false, 0).is_none());
    assert!(stuck.count() > 100);
}

#[test]
fn a20p3_a_part_is_drawn_from_its_own_areas_alone() {
    let visit = |region| Visit { region, seats: vec![seat(None), seat(None)] };
    let who = |region| Officer { region, ..officer(3) };
    let mut roster = Roster {
        pool: vec![vec![2], vec![], vec![]],
        officers: vec![who(0), who(1), who(2), who(0), who(1), who(1)],
        visits: vec![visit(0), visit(1), visit(0), visit(1)],
        ..Roster::default()
    };
    let before = matched(1, &roster).unwrap();
    roster.recusals = vec![(0, 0)]; // area 0 now needs area 2
    let after = matched(1, &roster).unwrap();
    assert!(!before.teams[0].contains(&2) && after.teams[0].contains(&2));
    assert_eq!((&before.teams[1], &before.teams[3]), (&after.teams[1], &after.teams[3]));
}

#[test]
fn the_order_of_recusals_and_neighbours_means_nothing() {
    for number in 0..500 {
        let one = roster(number);
        let mut other = one.clone();
        other.recusals.extend(one.recusals.iter().rev());
        other.recusals.reverse();
        for (area, row) in (0..).zip(&mut other.pool) {
            row.reverse();
            row.push(area);
        }
        assert_eq!(matched(number, &one), matched(number, &other), "{number}");
    }
}
