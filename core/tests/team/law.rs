//! The law of loads and urn: exact, by fractions, on rosters so small that every draw can be followed.

use std::collections::BTreeMap;

use double_random::team::bare::{Officer, Roster, Visit};

use double_random::base::stream::Stream;

use super::chance::{are_uniform, p_value};
use super::tiny::{FAIR, Law, Pick, Teams, Tiny, Urn};
use super::{full, matched, officer, prk, seat};

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

/// Further ones, made up: up to four officers and three visits of up to two seats, several outcomes.
fn made_up() -> Vec<Roster> {
    let possible = (0..).map(tiny).filter(|roster| matched(0, roster).is_some());
    let several = possible.filter(|roster| (4..300).contains(&Tiny::new(roster).law().len()));
    several.take(40).collect()
}

fn tiny(number: u64) -> Roster {
    let mut stream = Stream::new(prk(number).expand(&["tiny"]));
    let mut below = |n: u64| stream.below(n).unwrap() as u32;
    let officers: Vec<Officer> = (0..3 + below(2))
        .map(|_| Officer {
            spec: (0..2).filter(|_| below(2) == 0).collect(),
            leader: below(2) == 0,
            ..officer(1 + below(3))
        })
        .collect();
    let visits: Vec<Visit> = (0..2 + below(2))
        .map(|_| Visit {
            region: 0,
            seats: (0..1 + below(2)).map(|_| seat(Some(below(2)).filter(|_| below(2) == 0))).collect(),
        })
        .collect();
    let recusals =
        (0..below(2)).map(|_| (below(officers.len() as u64), below(visits.len() as u64))).collect();
    Roster { officers, visits, recusals, ..Roster::default() }
}

/// For each roster the chance of a chi-square as large as that of `draw`, each roster with seeds of its own.
fn p_values(laws: &[(&Roster, Law)], draw: impl Fn(usize, u64) -> Teams) -> Vec<f64> {
    let draws = if full() { 200_000 } else { 2_000 };
    let of = |(at, (_, law)): (usize, &(&Roster, Law))| {
        let mut counts: BTreeMap<Teams, u64> = BTreeMap::new();
        for number in 0..draws {
            *counts.entry(draw(at, (at as u64) << 32 | number)).or_default() += 1;
        }
        assert!(counts.keys().all(|teams| law.contains_key(teams)), "an outcome that the law does not know");
        p_value(law.iter().map(|(teams, &chance)| (chance, counts.get(teams).copied().unwrap_or_default())))
    };
    laws.iter().enumerate().map(of).collect()
}

/// F1: no p-value below one in ten thousand, and all of them together uniform.
fn follow_the_law(p_values: &[f64]) -> bool {
    p_values.iter().all(|&p| p > 1e-4) && are_uniform(p_values)
}

#[test]
fn f1_draws_follow_the_exact_law_and_biased_urns_do_not() {
    let rosters: Vec<Roster> = small().into_iter().chain(made_up()).collect();
    let tinies: Vec<Tiny<'_>> = rosters.iter().map(Tiny::new).collect();
    let laws: Vec<(&Roster, Law)> = rosters.iter().zip(tinies.iter().map(Tiny::law)).collect();
    let found = p_values(&laws, |at, number| matched(number, &rosters[at]).unwrap().teams);
    let least = found.iter().copied().fold(1.0, f64::min);
    println!("{} rosters, least p-value {least:.4}", found.len());
    assert!(follow_the_law(&found), "{found:?}");
    // the controls, on the same statistic
    let with = |pick| p_values(&laws, |at, number| tinies[at].drawn(number, Urn { pick, ..FAIR }));
    assert!(follow_the_law(&with(Pick::Fair)), "an urn that is fair, written again");
    for pick in [Pick::Unweighted, Pick::ThreeBits, Pick::FirstFavoured] {
        let found = with(pick);
        assert!(!follow_the_law(&found), "{pick:?}: {found:?}");
    }
    let in_order = Urn { lottery: false, ..FAIR };
    assert!(!follow_the_law(&p_values(&laws, |at, number| tinies[at].drawn(number, in_order))));
}

#[test]
fn f2_officers_who_are_alike_have_exactly_equal_chances() {
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
        let tiny = Tiny::new(&roster);
        let law = tiny.law();
        for (a, b) in alike {
            assert!(law.iter().all(|(teams, chance)| law.get(&swapped(teams, a, b)) == Some(chance)));
        }
        // the control: those who differ do not
        let unlike = |a, b| law.iter().any(|(teams, chance)| law.get(&swapped(teams, a, b)) != Some(chance));
        assert!(unlike(0, 2) || unlike(0, 3));
    }
}

/// The roster with officer o at place (o + 1) % n and the visits from the last to the first, and what becomes of teams.
fn relabelled(roster: &Roster) -> (Roster, impl Fn(&Teams) -> Teams + use<>) {
    let (officers, visits) = (roster.officers.len() as u32, roster.visits.len() as u32);
    let who = move |officer: u32| (officer + 1) % officers;
    let mut moved = roster.clone();
    moved.officers.rotate_right(1);
    moved.visits.reverse();
    moved.recusals = roster.recusals.iter().map(|&(o, v)| (who(o), visits - 1 - v)).collect();
    (moved, move |teams| {
        teams.iter().rev().map(|team| team.iter().map(|&officer| who(officer)).collect()).collect()
    })
}

#[test]
fn f5_other_labels_give_the_same_law_and_a_draw_in_the_order_of_ids_does_not() {
    let (mut visits_count, mut officers_count) = (0, 0);
    let rosters: Vec<_> = small().into_iter().map(|roster| (relabelled(&roster), roster)).collect();
    let mut laws = Vec::new();
    for ((moved, rename), roster) in &rosters {
        let renamed =
            |law: Law| -> Law { law.iter().map(|(teams, &chance)| (rename(teams), chance)).collect() };
        let (before, after) = (Tiny::new(roster), Tiny::new(moved));
        assert_eq!(renamed(before.law()), after.law());
        let changes = |urn| renamed(before.law_of(urn)) != after.law_of(urn);
        visits_count += u32::from(changes(Urn { visits: false, ..FAIR }));
        officers_count += u32::from(changes(Urn { lottery: false, ..FAIR }));
        laws.push((moved, renamed(before.law())));
    }
    assert!(visits_count > 0 && officers_count > 0, "the controls: {visits_count} {officers_count}");
    // and what is drawn under the new labels has the law of the old ones
    let found = p_values(&laws, |at, number| matched(number, laws[at].0).unwrap().teams);
    assert!(follow_the_law(&found), "{found:?}");
    let tinies: Vec<Tiny<'_>> = laws.iter().map(|(moved, _)| Tiny::new(moved)).collect();
    let in_order = Urn { visits: false, lottery: false, ..FAIR };
    let found = p_values(&laws, |at, number| tinies[at].drawn(number, in_order));
    assert!(!follow_the_law(&found), "{found:?}");
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
