//! Certificates: counted again, unique, and the remedies tried out.

use std::collections::BTreeSet;

use double_random::team::bare::{Infeasible, Matching, Roster, match_officers};

use super::{officer, oracle, prk, roster, seat};

fn infeasible(number: u64, roster: &Roster) -> Option<Infeasible> {
    match match_officers(&prk(number), roster, 0).unwrap() {
        Matching::Matched(_) => None,
        Matching::Infeasible(found) => Some(found),
    }
}

/// Demand above supply, counted from the roster alone.
fn accepts(roster: &Roster, found: &Infeasible) -> bool {
    let shortage = &found.shortage;
    let visits: BTreeSet<u32> = shortage.seats.iter().map(|&(visit, _)| visit).collect();
    let caps: u64 =
        shortage.officers.iter().map(|&officer| u64::from(roster.officers[officer as usize].cap)).sum();
    let fits = |officer: u32, visit: u32| {
        let mut seats = shortage.seats.iter().filter(|&&(other, _)| other == visit);
        seats.any(|&(_, seat)| oracle::fits(roster, true, officer as usize, visit as usize, seat as usize))
    };
    let others = (0..roster.officers.len() as u32).filter(|officer| !shortage.officers.contains(officer));
    let pairs: usize =
        others.map(|officer| visits.iter().filter(|&&visit| fits(officer, visit)).count()).sum();
    let distinct = shortage.seats.iter().collect::<BTreeSet<_>>().len();
    (shortage.demand, shortage.supply) == (distinct as u64, caps + pairs as u64)
        && shortage.demand > shortage.supply
}

/// Whether `seats` are more than the officers can take, each officer counted by himself.
fn violated(roster: &Roster, seats: &[(usize, usize)]) -> bool {
    let of = |officer: usize| {
        let fit = seats.iter().filter(|&&(visit, seat)| oracle::fits(roster, true, officer, visit, seat));
        let visits: BTreeSet<usize> = fit.map(|&(visit, _)| visit).collect();
        visits.len().min(roster.officers[officer].cap as usize)
    };
    seats.len() > (0..roster.officers.len()).map(of).sum()
}

#[test]
fn certificates_are_accepted_by_those_who_only_count() {
    let mut found = 0;
    for number in 0..10_000 {
        let roster = roster(number);
        let Some(certificate) = infeasible(number, &roster) else { continue };
        found += 1;
        assert!(accepts(&roster, &certificate), "{number}: {roster:?} {certificate:?}");
        let mut false_one = certificate.clone();
        false_one.shortage.seats.pop();
        false_one.shortage.demand -= 1;
        assert!(!accepts(&roster, &false_one), "{number}: a smaller set will do");
    }
    assert!(found > 1000, "{found}");
}

#[test]
fn the_certificate_is_the_one_set_that_every_violated_set_of_the_prefix_holds() {
    let mut found = 0;
    for number in 0..1_000 {
        let roster = roster(number);
        let Some(certificate) = infeasible(number, &roster) else { continue };
        let seats: Vec<(usize, usize)> =
            certificate.shortage.seats.iter().map(|&(visit, seat)| (visit as usize, seat as usize)).collect();
        let names = oracle::parts(&roster);
        let part = |name| oracle::seats_of(&roster, name);
        let fails = |name: &usize| {
            let seats = part(*name);
            oracle::most(&roster, |o, v, s| oracle::fits(&roster, true, o, v, s), &seats, &[]) < seats.len()
        };
        // the first part that fails, and in it the first prefix
        let part = part(names.iter().copied().filter(fails).min().unwrap());
        let prefix =
            (1..=part.len()).find(|&length| subsets(&part[..length]).any(|set| violated(&roster, &set)));
        let prefix = &part[..prefix.unwrap()];
        let all = subsets(prefix).filter(|set| violated(&roster, set));
        let common = all.reduce(|common, set| common.into_iter().filter(|seat| set.contains(seat)).collect());
        assert_eq!(Some(seats), common, "{number}: {roster:?}");
        found += 1;
    }
    assert!(found > 100, "{found}");
}

fn subsets(of: &[(usize, usize)]) -> impl Iterator<Item = Vec<(usize, usize)>> {
    (1..1u32 << of.len()).map(|set| (0..of.len()).filter(|at| set >> at & 1 == 1).map(|at| of[at]).collect())
}

#[test]
fn remedies_are_those_that_help() {
    let mut counts = [0; 2];
    for number in 0..3_000 {
        let roster = roster(number);
        let Some(found) = infeasible(number, &roster) else { continue };
        let all = oracle::seats(&roster);
        let everywhere = |officer: usize, visit: usize, seat: usize| {
            let mut moved = roster.clone();
            moved.officers[officer].region = moved.visits[visit].region;
            oracle::fits(&moved, false, officer, visit, seat)
        };
        let pool = oracle::most(&roster, everywhere, &all, &[]) == all.len();
        assert_eq!(found.remedies.pool, pool, "{number}");
        counts[usize::from(pool)] += 1;
        // greedily, each seat that can still be added to those before it
        let pooled = |officer, visit, seat| oracle::fits(&roster, true, officer, visit, seat);
        let (mut taken, mut passed) = (Vec::new(), Vec::new());
        for (visit, seat) in all {
            taken.push((visit, seat));
            if oracle::most(&roster, pooled, &taken, &[]) < taken.len() {
                passed.extend(taken.pop().map(|(visit, seat)| (visit as u32, seat as u32)));
            }
        }
        assert_eq!(found.remedies.direct, passed, "{number}");
    }
    assert!(counts.iter().all(|&count| count > 50), "{counts:?}");
}

#[test]
fn a_shortage_is_a_sentence() {
    let visits = vec![super::Visit { region: 0, seats: vec![seat(None), seat(Some(3))] }; 2];
    let roster = Roster { officers: vec![officer(2), officer(1)], visits, ..Roster::default() };
    let found = infeasible(0, &roster).unwrap();
    assert_eq!((found.shortage.seats.as_slice(), found.shortage.demand), (&[(0, 1)][..], 1));
    assert_eq!(
        found.shortage.sentence_zh(|visit| format!("检查{visit}"), |officer| format!("人员{officer}")),
        "检查0共需 1 人次，可派的检查人员至多承担 0 人次"
    );
    let mut roster = roster;
    roster.officers.iter_mut().for_each(|officer| officer.spec.push(3));
    let found = infeasible(0, &roster).unwrap();
    let name = |number: u32| number.to_string();
    assert_eq!(
        found.shortage.sentence_en(name, name),
        "0, 1 need 4 officers in all, those who fit can give 3: 1 would have more visits than their cap"
    );
    assert_eq!(
        found.shortage.sentence_zh(name, name),
        "0、1共需 4 人次，可派的检查人员至多承担 3 人次，其中1已达检查次数上限"
    );
    assert_eq!((found.remedies.pool, found.remedies.direct), (false, vec![(1, 1)]));
}
