//! F3: why rings of every length are proposed. Swaps and rings of three alone leave plans that they never reach.

use std::collections::BTreeSet;

use double_random::base::stream::Stream;
use double_random::team::bare::{Roster, SWEEPS, Visit};

use super::model::propose;
use super::tiny::Teams;
use super::{full, matched, officer, oracle, prk, seat, shuffled, uniform};

/// Five visits that five officers fit as 11000, 01100, 00110, 10011, 11001, and everybody goes once.
fn five() -> Roster {
    let fitting = ["11000", "01100", "00110", "10011", "11001"];
    let away = |visit: u32| {
        let fits = fitting[visit as usize].bytes().zip(0..);
        fits.filter(|(fits, _)| *fits == b'0').map(move |(_, who)| (who, visit))
    };
    Roster {
        officers: vec![officer(1); 5],
        visits: vec![Visit { region: 0, seats: vec![seat(None)] }; 5],
        recusals: (0..5).flat_map(away).collect(),
        ..Roster::default()
    }
}

fn plans() -> BTreeSet<Teams> {
    uniform::plans(&five()).into_values().flatten().collect()
}

/// The length of the ring that leads from one plan to another; `None` if several rings do. Everybody goes once.
fn ring(one: &Teams, other: &Teams) -> Option<usize> {
    let moved: Vec<usize> = (0..one.len()).filter(|&visit| one[visit] != other[visit]).collect();
    let next = |visit: usize| other.iter().position(|team| *team == one[visit]).unwrap();
    let (mut at, mut length) = (next(moved[0]), 1);
    while at != moved[0] {
        (at, length) = (next(at), length + 1);
    }
    (length == moved.len()).then_some(length)
}

/// The sets of plans that rings of at most `longest` seats lead between.
fn classes(longest: usize) -> Vec<BTreeSet<Teams>> {
    let mut left = plans();
    let mut classes = Vec::new();
    while let Some(first) = left.pop_first() {
        let (mut class, mut ahead) = (BTreeSet::from([first.clone()]), vec![first]);
        while let Some(plan) = ahead.pop() {
            let near = |other: &&Teams| ring(&plan, other).is_some_and(|length| length <= longest);
            let found: Vec<Teams> = left.iter().filter(near).cloned().collect();
            found.iter().for_each(|plan| _ = left.remove(plan));
            class.extend(found.iter().cloned());
            ahead.extend(found);
        }
        classes.push(class);
    }
    classes.sort_by_key(BTreeSet::len);
    classes
}

/// The plan drawn, after twenty sweeps of rings of at most `longest` seats.
fn shuffled_by(longest: usize, number: u64, roster: &Roster) -> Teams {
    let mut teams = matched(number, roster).unwrap().teams;
    let mut stream = Stream::new(prk(number).expand(&["rings"]));
    let all = oracle::seats(roster);
    let fits = |who, visit, seat| oracle::fits(roster, false, who, visit, seat);
    for _ in 0..SWEEPS as usize * all.len() {
        propose(&all, longest, &mut stream, &mut teams, fits);
    }
    teams
}

#[test]
fn f3_rings_of_every_length_reach_every_plan_and_swaps_alone_do_not() {
    let sizes = |longest| classes(longest).iter().map(BTreeSet::len).collect::<Vec<_>>();
    assert_eq!((sizes(2), sizes(3), sizes(5)), (vec![1, 3], vec![1, 3], vec![4]));
    let (roster, small) = (five(), classes(3).swap_remove(0));
    let class = |teams: &Teams| small.contains(teams);
    let numbers = 0..if full() { 20_000 } else { 400 };
    let crossed = |draw: &dyn Fn(u64) -> Teams| {
        let crosses = |&number: &u64| class(&matched(number, &roster).unwrap().teams) != class(&draw(number));
        numbers.clone().filter(crosses).count()
    };
    assert!(crossed(&|number| shuffled(number, &roster, SWEEPS).unwrap().teams) > 20);
    // the controls: the same proposals, and the same without the long ones
    assert!(crossed(&|number| shuffled_by(5, number, &roster)) > 20);
    assert_eq!([2, 3].map(|longest| crossed(&|number| shuffled_by(longest, number, &roster))), [0, 0]);
    // and all four plans come out
    let reached: BTreeSet<Teams> =
        numbers.clone().map(|number| shuffled(number, &roster, SWEEPS).unwrap().teams).collect();
    assert_eq!(reached, plans());
}
