//! Matching against a second opinion that shares no code with it: plans, certificates, loads, teams seat for seat, their law.
//!
//! `DOUBLE_RANDOM_FULL=1` with `--release` draws the full numbers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    reason = "tests may fail loudly, and measure chances"
)]

mod certificate;
mod chance;
mod explained;
mod faults;
mod law;
mod loads;
mod model;
mod oracle;
mod places;
mod rings;
mod tiny;
mod uniform;
mod urn;

use double_random::base::stream::Stream;
use double_random::base::{Prk, Protocol};
use double_random::team::bare::{Matching, Officer, Roster, Seat, Teams, Visit, match_officers};

fn prk(number: u64) -> Prk {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&number.to_le_bytes());
    Prk::from_bytes(Protocol::default(), bytes)
}

fn officer(cap: u32) -> Officer {
    Officer { cap, ..Officer::default() }
}

fn seat(spec: Option<u32>) -> Seat {
    Seat { spec, ..Seat::default() }
}

/// Whether to draw the full numbers.
fn full() -> bool {
    std::env::var_os("DOUBLE_RANDOM_FULL").is_some()
}

/// The teams before the shuffle.
fn matched(number: u64, roster: &Roster) -> Option<Teams> {
    shuffled(number, roster, 0)
}

fn shuffled(number: u64, roster: &Roster, sweeps: u32) -> Option<Teams> {
    match match_officers(&prk(number), roster, sweeps).unwrap() {
        Matching::Matched(teams) => Some(teams),
        Matching::Infeasible(_) => None,
    }
}

/// A small roster, now and then just possible and now and then just not.
fn roster(number: u64) -> Roster {
    let mut key = [1; 32];
    key[..8].copy_from_slice(&number.to_le_bytes());
    let mut stream = Stream::new(key);
    let mut below = move |n: u64| stream.below(n).unwrap() as u32;
    let areas = 1 + below(3);
    let with_pool = below(3) > 0;
    let others = |area: u32| (0..areas).filter(move |&other| other != area);
    let pool: Vec<Vec<u32>> =
        (0..areas).map(|area| others(area).filter(|_| below(3) == 0).collect()).collect();
    let kinds = 1 + below(2);
    let officers: Vec<Officer> = (0..3 + below(4))
        .map(|_| Officer {
            region: below(u64::from(areas)),
            dept: below(u64::from(kinds)),
            spec: (0..2).filter(|_| below(2) == 0).collect(),
            leader: below(2) == 0,
            cap: 1 + below(5) - u32::from(below(6) == 0),
        })
        .collect();
    let visits: Vec<Visit> = (0..1 + below(4))
        .map(|_| Visit {
            region: below(u64::from(areas)),
            seats: (0..1 + below(3))
                .map(|_| Seat {
                    dept: Some(below(2)).filter(|&dept| dept < kinds && below(3) == 0),
                    spec: Some(below(2)).filter(|_| below(4) == 0),
                    leader: [None, None, Some(false), Some(true)][below(4) as usize],
                })
                .collect(),
        })
        .collect();
    let recusals =
        (0..below(4)).map(|_| (below(officers.len() as u64), below(visits.len() as u64))).collect();
    Roster { pool: if with_pool { pool } else { Vec::new() }, officers, visits, recusals }
}

#[test]
fn the_verdict_is_that_of_an_independent_flow() {
    let mut counts = [0; 3];
    for number in 0..10_000 {
        let roster = roster(number);
        let reach = oracle::reach(&roster);
        let possible = reach.iter().all(Option::is_some);
        let found = matched(number, &roster);
        assert_eq!(found.is_some(), possible, "{number}: {roster:?}");
        found.iter().for_each(|teams| oracle::check_teams(&roster, &reach, teams));
        counts[usize::from(possible) + usize::from(possible && reach.contains(&Some(true)))] += 1;
    }
    // impossible, possible in the own areas, possible with the neighbours
    assert!(counts.iter().all(|&count| count > 300), "{counts:?}");
}
