//! The specification followed word by word: loads by listing them all, a new flow for every ball, the shuffle on plain lists.

use double_random::base::stream::Stream;
use double_random::team::bare::Roster;

use super::{loads, oracle, prk};

/// The teams of the specification; `None` when no ball is left, which only happens without looking ahead.
pub(crate) fn model(number: u64, roster: &Roster, looks_ahead: bool, sweeps: u32) -> Option<Vec<Vec<u32>>> {
    let names = oracle::parts(roster);
    let mut teams: Vec<Vec<u32>> =
        roster.visits.iter().map(|visit| vec![u32::MAX; visit.seats.len()]).collect();
    for name in (0..names.len()).filter(|&area| names[area] == area) {
        if roster.visits.iter().any(|visit| names[visit.region as usize] == name) {
            draw_part(number, roster, looks_ahead, sweeps, name, &mut teams)?;
        }
    }
    Some(teams)
}

fn draw_part(
    number: u64,
    roster: &Roster,
    looks_ahead: bool,
    sweeps: u32,
    name: usize,
    teams: &mut [Vec<u32>],
) -> Option<()> {
    let names = oracle::parts(roster);
    let inside = |region: u32| names[region as usize] == name;
    let mut visits: Vec<usize> =
        (0..roster.visits.len()).filter(|&visit| inside(roster.visits[visit].region)).collect();
    let mut officers: Vec<usize> =
        (0..roster.officers.len()).filter(|&who| inside(roster.officers[who].region)).collect();
    let mut stream = Stream::new(prk(number).expand(&["match", &name.to_string()]));
    stream.permute(&mut officers);
    stream.permute(&mut visits);
    let pooled = oracle::reach(roster)[name].unwrap();
    let quotas = loads::best(roster, pooled, name, &officers);
    // from here on the quotas are the caps
    let mut roster = roster.clone();
    roster.officers.iter_mut().zip(&quotas).for_each(|(officer, &quota)| officer.cap = quota);
    let fits = |officer, visit, seat| oracle::fits(&roster, pooled, officer, visit, seat);
    let mut left = quotas;
    let all = oracle::seats_of(&roster, name);
    let mut fixed = vec![None; all.len()];
    for visit in visits {
        let candidates =
            |seat| (0..roster.officers.len()).filter(|&who| fits(who, visit, seat)).collect::<Vec<_>>();
        let mut seats: Vec<usize> = (0..roster.visits[visit].seats.len()).collect();
        seats.sort_by_key(|&seat| (candidates(seat).len(), seat));
        for seat in seats {
            let mut balls: Vec<usize> = candidates(seat)
                .into_iter()
                .filter(|&who| !teams[visit].contains(&(who as u32)))
                .flat_map(|who| vec![who; left[who] as usize])
                .collect();
            let at = all.iter().position(|&other| other == (visit, seat)).unwrap();
            let drawn = loop {
                let drawn = balls[stream.below(balls.len() as u64).ok()? as usize];
                fixed[at] = Some(drawn);
                if !looks_ahead || oracle::most(&roster, fits, &all, &fixed) == all.len() {
                    break drawn;
                }
                balls.retain(|&other| other != drawn);
            };
            teams[visit][seat] = drawn as u32;
            left[drawn] -= 1;
        }
    }
    for _ in 0..sweeps as usize * all.len() {
        propose(&all, all.len(), &mut stream, teams, fits);
    }
    Some(())
}

/// One proposal of the shuffle, if its ring is not longer than `longest`.
pub(crate) fn propose(
    all: &[(usize, usize)],
    longest: usize,
    stream: &mut Stream,
    teams: &mut [Vec<u32>],
    fits: impl Fn(usize, usize, usize) -> bool,
) {
    let word = stream.word();
    let zeros = (0..64).take_while(|bit| word & 1 << bit == 0).count();
    if 2 + zeros > longest {
        return;
    }
    let ring: Vec<(usize, usize)> =
        (0..2 + zeros).map(|_| all[stream.below(all.len() as u64).unwrap() as usize]).collect();
    if (0..ring.len()).any(|at| ring[..at].contains(&ring[at])) {
        return;
    }
    let mut after = teams.to_vec();
    for (at, &(visit, seat)) in ring.iter().enumerate() {
        let (to, chair) = ring[(at + 1) % ring.len()];
        after[to][chair] = teams[visit][seat];
    }
    let legal = ring.iter().all(|&(visit, seat)| {
        let who = after[visit][seat];
        fits(who as usize, visit, seat) && after[visit].iter().filter(|&&other| other == who).count() == 1
    });
    if legal {
        teams.clone_from_slice(&after);
    }
}
