//! Loads against a list of all load vectors there are.

use std::collections::BTreeSet;

use double_random::team::bare::{Officer, Roster, Seat, Visit};

use super::{matched, officer, oracle, prk, roster, seat, shuffled};
use double_random::base::stream::Stream;

/// The loads of every plan of a part, visit by visit.
pub(crate) fn all(roster: &Roster, pooled: bool, name: usize) -> BTreeSet<Vec<u32>> {
    let names = oracle::parts(roster);
    let mut found = BTreeSet::from([vec![0; roster.officers.len()]]);
    for visit in (0..roster.visits.len()).filter(|&v| names[roster.visits[v].region as usize] == name) {
        let mut teams = BTreeSet::new();
        list_teams(roster, pooled, visit, &mut Vec::new(), &mut teams);
        found = found.iter().flat_map(|loads| teams.iter().map(|team| add(loads, team))).collect();
        found.retain(|loads| loads.iter().zip(&roster.officers).all(|(&load, who)| load <= who.cap));
    }
    found
}

fn add(loads: &[u32], team: &BTreeSet<usize>) -> Vec<u32> {
    loads.iter().enumerate().map(|(who, load)| load + u32::from(team.contains(&who))).collect()
}

fn list_teams(
    roster: &Roster,
    pooled: bool,
    visit: usize,
    team: &mut Vec<usize>,
    found: &mut BTreeSet<BTreeSet<usize>>,
) {
    let seat = team.len();
    if seat == roster.visits[visit].seats.len() {
        found.insert(team.iter().copied().collect());
        return;
    }
    for who in 0..roster.officers.len() {
        if !team.contains(&who) && oracle::fits(roster, pooled, who, visit, seat) {
            team.push(who);
            list_teams(roster, pooled, visit, team, found);
            team.pop();
        }
    }
}

fn downwards(loads: &[u32]) -> Vec<u32> {
    let mut sorted = loads.to_vec();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    sorted
}

/// Of all loads the most even, and of these the largest in `order`.
pub(crate) fn best(roster: &Roster, pooled: bool, name: usize, order: &[usize]) -> Vec<u32> {
    let all = all(roster, pooled, name);
    let even = all.iter().map(|loads| downwards(loads)).min().unwrap();
    let drawn = |loads: &Vec<u32>| order.iter().map(|&who| loads[who]).collect::<Vec<u32>>();
    all.into_iter().filter(|loads| downwards(loads) == even).max_by_key(drawn).unwrap()
}

fn check(number: u64, roster: &Roster) -> Option<bool> {
    let found = matched(number, roster)?;
    let names = oracle::parts(roster);
    let reach = oracle::reach(roster);
    let mut expected = vec![0; roster.officers.len()];
    let mut lottery = false;
    for name in (0..names.len()).filter(|&area| names[area] == area) {
        if !roster.visits.iter().any(|visit| names[visit.region as usize] == name) {
            continue;
        }
        let inside = |&who: &usize| names[roster.officers[who].region as usize] == name;
        let mut order: Vec<usize> = (0..roster.officers.len()).filter(inside).collect();
        let first = best(roster, reach[name].unwrap(), name, &order);
        Stream::new(prk(number).expand(&["match", &name.to_string()])).permute(&mut order);
        let best = best(roster, reach[name].unwrap(), name, &order);
        lottery |= best != first;
        expected.iter_mut().zip(best).for_each(|(sum, load)| *sum += load);
    }
    assert_eq!(found.loads, expected, "{number}: {roster:?}");
    Some(lottery)
}

#[test]
fn loads_are_the_most_even_and_the_largest_in_the_order_drawn() {
    let lots: Vec<bool> = (0..3_000).filter_map(|number| check(number, &roster(number))).collect();
    assert!(lots.len() > 600, "{}", lots.len());
    assert!(lots.iter().filter(|&&lottery| lottery).count() > 100, "the lottery had little to decide");
}

/// Many officers who fit little, so that visits are handed on along chains and loads come in several levels.
fn chained(number: u64) -> Roster {
    let mut stream = Stream::new(prk(number).expand(&["chained"]));
    let mut below = |n: u64| stream.below(n).unwrap() as u32;
    let kinds = 3 + below(3);
    let who = |below: &mut dyn FnMut(u64) -> u32| Officer {
        spec: vec![below(u64::from(kinds)), below(u64::from(kinds))],
        ..officer(1 + below(6))
    };
    let officers: Vec<Officer> = (0..5 + below(3)).map(|_| who(&mut below)).collect();
    let visits = (0..5 + below(5)).map(|_| {
        let seats = (0..1 + below(2)).map(|_| seat(Some(below(u64::from(kinds)).min(below(6)))));
        Visit { region: 0, seats: seats.collect::<Vec<Seat>>() }
    });
    Roster { visits: visits.collect(), officers, ..Roster::default() }
}

#[test]
fn loads_of_several_levels_are_those_of_the_list() {
    let lots: Vec<bool> = (0..1_500).filter_map(|number| check(number, &chained(number))).collect();
    assert!(lots.len() > 300, "{}", lots.len());
    assert!(lots.iter().filter(|&&lottery| lottery).count() > 100);
}

#[test]
fn the_shuffle_leaves_the_loads() {
    let mut moved = 0;
    for number in 0..300 {
        let roster = roster(number);
        let (Some(before), Some(after)) = (matched(number, &roster), shuffled(number, &roster, 20)) else {
            continue;
        };
        oracle::check_teams(&roster, &oracle::reach(&roster), &after);
        assert_eq!(before.loads, after.loads);
        moved += u32::from(before.teams != after.teams);
    }
    assert!(moved > 30, "{moved}");
}
