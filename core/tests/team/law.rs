//! The law of loads and urn: exact, by fractions, on rosters so small that every draw can be followed.

use std::collections::BTreeMap;

use double_random::team::bare::{Officer, Roster, Visit};

use super::{full, loads, matched, officer, oracle, seat};

/// A common multiple of all totals that occur: chances are whole numbers of this.
const WHOLE: u128 = 2u128.pow(24) * 3u128.pow(12) * 5u128.pow(6) * 7u128.pow(5) * 11;

pub(crate) type Teams = Vec<Vec<u32>>;

/// The chance of every outcome before the shuffle, in parts of [`WHOLE`], of a roster with one area: each order of the officers gives
/// quotas, each order of the visits an urn for every seat.
pub(crate) fn law(roster: &Roster) -> BTreeMap<Teams, u128> {
    let all = permutations((0..roster.visits.len()).collect());
    law_in(roster, &all)
}

/// The same, with the visits in one of these orders.
fn law_in(roster: &Roster, orders: &[Vec<usize>]) -> BTreeMap<Teams, u128> {
    let lotteries = permutations((0..roster.officers.len()).collect());
    let mut quotas: BTreeMap<Vec<u32>, u128> = BTreeMap::new();
    for lottery in &lotteries {
        *quotas.entry(loads::best(roster, false, 0, lottery)).or_default() += 1;
    }
    let all = oracle::seats(roster);
    let mut law = BTreeMap::new();
    let ways = (lotteries.len() * orders.len()) as u128;
    assert_eq!(WHOLE % ways, 0);
    for (quota, times) in quotas {
        let mut roster = roster.clone();
        roster.officers.iter_mut().zip(quota).for_each(|(officer, quota)| officer.cap = quota);
        for order in orders {
            let mut seats = Vec::new();
            for &visit in order {
                let count = |seat| {
                    (0..roster.officers.len())
                        .filter(|&who| oracle::fits(&roster, false, who, visit, seat))
                        .count()
                };
                let mut of_visit: Vec<usize> = (0..roster.visits[visit].seats.len()).collect();
                of_visit.sort_by_key(|&seat| (count(seat), seat));
                seats.extend(of_visit.into_iter().map(|seat| (visit, seat)));
            }
            let places: Vec<usize> =
                seats.iter().map(|seat| all.iter().position(|other| other == seat).unwrap()).collect();
            follow(&roster, &all, &places, &mut vec![None; all.len()], WHOLE / ways * times, &mut law);
        }
    }
    law
}

/// Drawing again after a refusal gives each officer that can be accepted his share of the balls of these.
fn follow(
    roster: &Roster,
    all: &[(usize, usize)],
    places: &[usize],
    fixed: &mut Vec<Option<usize>>,
    chance: u128,
    law: &mut BTreeMap<Teams, u128>,
) {
    let fits = |who, visit, seat| oracle::fits(roster, false, who, visit, seat);
    let Some((&at, rest)) = places.split_first() else {
        let mut teams = vec![Vec::new(); roster.visits.len()];
        all.iter().zip(fixed).for_each(|(&(visit, _), who)| teams[visit].push(who.unwrap() as u32));
        *law.entry(teams).or_default() += chance;
        return;
    };
    let mut accepted = Vec::new();
    for who in 0..roster.officers.len() {
        let used = fixed.iter().flatten().filter(|&&other| other == who).count();
        let balls = (roster.officers[who].cap as usize).saturating_sub(used) as u128;
        let before = fixed[at].replace(who);
        if balls > 0 && fits(who, all[at].0, all[at].1) && oracle::most(roster, fits, all, fixed) == all.len()
        {
            accepted.push((who, balls));
        }
        fixed[at] = before;
    }
    let total: u128 = accepted.iter().map(|&(_, balls)| balls).sum();
    assert_eq!(chance % total, 0, "{total} does not divide");
    for (who, balls) in accepted {
        fixed[at] = Some(who);
        follow(roster, all, rest, fixed, chance / total * balls, law);
        fixed[at] = None;
    }
}

fn permutations(items: Vec<usize>) -> Vec<Vec<usize>> {
    fn from(items: &mut Vec<usize>, at: usize, all: &mut Vec<Vec<usize>>) {
        if at == items.len() {
            all.push(items.clone());
        }
        for other in at..items.len() {
            items.swap(at, other);
            from(items, at + 1, all);
            items.swap(at, other);
        }
    }
    let (mut items, mut all) = (items, Vec::new());
    from(&mut items, 0, &mut all);
    all
}

/// Rosters in which the look-ahead has something to refuse.
pub(crate) fn small() -> [Roster; 3] {
    let pair = |specs: [Option<u32>; 2]| Visit { region: 0, seats: specs.map(seat).to_vec() };
    let who = |specs: &[u32], cap| Officer { spec: specs.to_vec(), ..officer(cap) };
    [
        // 0 and 1 are alike
        Roster {
            officers: vec![who(&[1], 1), who(&[1], 1), who(&[], 2), who(&[], 1)],
            visits: vec![pair([Some(1), None]), pair([Some(1), None])],
            ..Roster::default()
        },
        // 0, 1 are alike and so are 2, 3; one of 0 and 1 or one of 2 and 3 has two visits
        Roster {
            officers: vec![who(&[1], 2), who(&[1], 2), who(&[2], 2), who(&[2], 2)],
            visits: vec![
                pair([None, Some(2)]),
                pair([Some(1), None]),
                Visit { region: 0, seats: vec![seat(Some(1))] },
            ],
            ..Roster::default()
        },
        // nobody to spare, and one recusal
        Roster {
            officers: vec![who(&[], 1), who(&[], 1), who(&[], 2), who(&[], 2)],
            visits: vec![pair([None, None]); 3],
            recusals: vec![(3, 1)],
            ..Roster::default()
        },
    ]
}

#[test]
fn draws_follow_the_exact_law() {
    let draws = if full() { 200_000 } else { 10_000 };
    let mut refused = 0;
    for roster in small() {
        let law = law(&roster);
        assert_eq!(law.values().sum::<u128>(), WHOLE);
        let mut counts: BTreeMap<Teams, u64> = BTreeMap::new();
        for number in 0..draws {
            *counts.entry(matched(number, &roster).unwrap().teams).or_default() += 1;
        }
        assert!(counts.keys().all(|teams| law.contains_key(teams)), "an outcome that the law does not know");
        let statistic: f64 = law
            .iter()
            .map(|(teams, &chance)| {
                let expected = draws as f64 * chance as f64 / WHOLE as f64;
                let found = counts.get(teams).copied().unwrap_or_default() as f64;
                (found - expected).powi(2) / expected
            })
            .sum();
        let degrees = (law.len() - 1) as f64;
        // Wilson and Hilferty: the cube root is nearly normal; 3.72 is crossed once in ten thousand
        let score =
            ((statistic / degrees).cbrt() - 1.0 + 2.0 / (9.0 * degrees)) / (2.0 / (9.0 * degrees)).sqrt();
        println!("{} outcomes, chi-square {statistic:.1}, score {score:.2}", law.len());
        assert!(score.abs() < 3.72, "{statistic} with {degrees} degrees");
        let even = draws as f64 / law.len() as f64;
        let uniform: f64 = counts.values().map(|&found| (found as f64 - even).powi(2) / even).sum();
        refused += u32::from(uniform > 3.0 * degrees);
    }
    assert!(refused > 0, "the control: the urn is not uniform, and the statistic sees it");
}

#[test]
fn officers_who_are_alike_have_equal_chances() {
    let swapped = |teams: &Teams, a: u32, b: u32| -> Teams {
        let swap = |&who: &u32| {
            if who == a {
                b
            } else if who == b {
                a
            } else {
                who
            }
        };
        teams.iter().map(|team| team.iter().map(swap).collect()).collect()
    };
    let [one, two, three] = small();
    for (roster, alike) in [(one, vec![(0, 1)]), (two, vec![(0, 1), (2, 3)]), (three, vec![(0, 1)])] {
        let law = law(&roster);
        for (a, b) in alike {
            assert!(law.iter().all(|(teams, chance)| law.get(&swapped(teams, a, b)) == Some(chance)));
        }
        // the control: those who differ do not
        let unlike = |a, b| law.iter().any(|(teams, chance)| law.get(&swapped(teams, a, b)) != Some(chance));
        assert!(unlike(0, 2) || unlike(0, 3));
    }
}

#[test]
fn other_labels_give_the_same_law() {
    let mut differs = 0;
    for roster in small() {
        let (officers, visits) = (roster.officers.len(), roster.visits.len());
        // officer o is now at place (o + 1) % n, the last visit is the first
        let mut moved = roster.clone();
        moved.officers.rotate_right(1);
        moved.visits.reverse();
        let who = |officer: u32| (officer + 1) % officers as u32;
        moved.recusals = roster.recusals.iter().map(|&(o, v)| (who(o), visits as u32 - 1 - v)).collect();
        let renamed = |law: &BTreeMap<Teams, u128>| -> BTreeMap<Teams, u128> {
            let rename = |teams: &Teams| -> Teams {
                teams.iter().rev().map(|team| team.iter().map(|&officer| who(officer)).collect()).collect()
            };
            law.iter().map(|(teams, &chance)| (rename(teams), chance)).collect()
        };
        assert_eq!(renamed(&law(&roster)), law(&moved));
        // the control: were the visits always drawn in their order, their numbers would matter
        let in_order = [(0..visits).collect()];
        differs += u32::from(renamed(&law_in(&roster, &in_order)) != law_in(&moved, &in_order));
    }
    assert!(differs > 0);
}

#[test]
fn leaders_are_drawn_equally_among_those_who_may_lead() {
    let mut roster = Roster {
        officers: vec![officer(1), officer(1), officer(1)],
        visits: vec![Visit { region: 0, seats: vec![seat(None); 3] }],
        ..Roster::default()
    };
    let counts = |roster: &Roster| {
        (0..3_000).fold([0u32; 3], |mut counts, number| {
            counts[matched(number, roster).unwrap().leaders[0] as usize] += 1;
            counts
        })
    };
    assert!(counts(&roster).iter().all(|count| (850..1150).contains(count)));
    roster.officers[0].leader = true;
    roster.officers[2].leader = true;
    let [first, none, third] = counts(&roster);
    assert!(none == 0 && first.abs_diff(third) < 300, "{first} {third}");
}
