//! The law of the urn: exact, by fractions, on rosters so small that every draw can be followed.

use std::collections::BTreeMap;

use double_random::team::bare::{Officer, Roster, Visit};

use super::{matched, officer, oracle, seat};

const DRAWS: u64 = 200_000;
/// A common multiple of all totals that occur: chances are whole numbers of this.
const WHOLE: u128 = 2u128.pow(24) * 3u128.pow(12) * 5u128.pow(6) * 7u128.pow(5) * 11;

type Teams = Vec<Vec<u32>>;

/// The chance of every outcome, in parts of [`WHOLE`], of a roster with one area.
fn law(roster: &Roster) -> BTreeMap<Teams, u128> {
    let all = oracle::seats(roster);
    let visits = roster.visits.len();
    let mut orders = Vec::new();
    permutations(&mut (0..visits).collect(), 0, &mut orders);
    let mut law = BTreeMap::new();
    for order in &orders {
        let mut seats = Vec::new();
        for &visit in order {
            let count = |seat| {
                (0..roster.officers.len())
                    .filter(|&who| oracle::fits(roster, false, who, visit, seat))
                    .count()
            };
            let mut of_visit: Vec<usize> = (0..roster.visits[visit].seats.len()).collect();
            of_visit.sort_by_key(|&seat| (count(seat), seat));
            seats.extend(of_visit.into_iter().map(|seat| (visit, seat)));
        }
        let places: Vec<usize> =
            seats.iter().map(|seat| all.iter().position(|other| other == seat).unwrap()).collect();
        let chance = WHOLE / orders.len() as u128;
        assert_eq!(WHOLE % orders.len() as u128, 0);
        follow(roster, &all, &places, &mut vec![None; all.len()], chance, &mut law);
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

fn permutations(items: &mut Vec<usize>, at: usize, all: &mut Vec<Vec<usize>>) {
    if at == items.len() {
        all.push(items.clone());
    }
    for other in at..items.len() {
        items.swap(at, other);
        permutations(items, at + 1, all);
        items.swap(at, other);
    }
}

/// Rosters in which the look-ahead has something to refuse.
fn small() -> [Roster; 3] {
    let pair = |specs: [Option<u32>; 2]| Visit { region: 0, seats: specs.map(seat).to_vec() };
    let who = |specs: &[u32], cap| Officer { spec: specs.to_vec(), ..officer(cap) };
    [
        // 0 and 1 are alike
        Roster {
            officers: vec![who(&[1], 1), who(&[1], 1), who(&[], 2), who(&[], 1)],
            visits: vec![pair([Some(1), None]), pair([Some(1), None])],
            ..Roster::default()
        },
        // caps differ; 0, 1 are alike and so are 2, 3
        Roster {
            officers: vec![who(&[1], 2), who(&[1], 2), who(&[2], 1), who(&[2], 1)],
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
    let mut refused = 0;
    for roster in small() {
        let law = law(&roster);
        assert_eq!(law.values().sum::<u128>(), WHOLE);
        let mut counts: BTreeMap<Teams, u64> = BTreeMap::new();
        for number in 0..DRAWS {
            *counts.entry(matched(number, &roster).unwrap().teams).or_default() += 1;
        }
        assert!(counts.keys().all(|teams| law.contains_key(teams)), "an outcome that the law does not know");
        let statistic: f64 = law
            .iter()
            .map(|(teams, &chance)| {
                let expected = DRAWS as f64 * chance as f64 / WHOLE as f64;
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
        let even = DRAWS as f64 / law.len() as f64;
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
