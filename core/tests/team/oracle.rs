//! Who fits, whether a plan exists, whether teams are legal: written again from the specification, slowly.

use double_random::team::bare::{Roster, Teams};

/// Whether an officer may sit on a seat; `pooled` for stage 1.
pub(crate) fn fits(roster: &Roster, pooled: bool, officer: usize, visit: usize, seat: usize) -> bool {
    let (who, place) = (&roster.officers[officer], &roster.visits[visit]);
    let asked = place.seats[seat];
    let helps = pooled && roster.pool.get(place.region as usize).is_some_and(|row| row.contains(&who.region));
    (who.region == place.region || helps)
        && (asked.dept == Some(who.dept) || asked.dept.is_none())
        && asked.spec.is_none_or(|spec| who.spec.contains(&spec))
        && (asked.leader != Some(true) || who.leader)
        && !roster.recusals.contains(&(officer as u32, visit as u32))
}

/// All seats as (visit, seat).
pub(crate) fn seats(roster: &Roster) -> Vec<(usize, usize)> {
    let of = |(visit, seats): (usize, usize)| (0..seats).map(move |seat| (visit, seat));
    roster.visits.iter().map(|visit| visit.seats.len()).enumerate().flat_map(of).collect()
}

/// Ford and Fulkerson: the largest number of `seats` that can be filled, `fixed` giving some their officers.
pub(crate) fn most(
    roster: &Roster,
    fits: impl Fn(usize, usize, usize) -> bool,
    seats: &[(usize, usize)],
    fixed: &[Option<usize>],
) -> usize {
    let (officers, visits) = (roster.officers.len(), roster.visits.len());
    let (pair, chair) = (2 + officers, 2 + officers + officers * visits);
    let mut room = vec![vec![0u32; chair + seats.len()]; chair + seats.len()];
    for officer in 0..officers {
        room[0][2 + officer] = roster.officers[officer].cap;
        for visit in 0..visits {
            room[2 + officer][pair + officer * visits + visit] = 1;
        }
        for (at, &(visit, seat)) in seats.iter().enumerate() {
            let only = fixed.get(at).copied().flatten().is_none_or(|only| only == officer);
            room[pair + officer * visits + visit][chair + at] = u32::from(only && fits(officer, visit, seat));
        }
    }
    (0..seats.len()).for_each(|at| room[chair + at][1] = 1);
    fn push(room: &mut [Vec<u32>], seen: &mut [bool], at: usize) -> bool {
        seen[at] = true;
        at == 1
            || (0..room.len()).any(|to| {
                let done = room[at][to] > 0 && !seen[to] && push(room, seen, to);
                if done {
                    room[at][to] -= 1;
                    room[to][at] += 1;
                }
                done
            })
    }
    let mut found = 0;
    while push(&mut room, &mut vec![false; chair + seats.len()], 0) {
        found += 1;
    }
    found
}

/// The name of each area's part: the smallest area connected with it.
pub(crate) fn parts(roster: &Roster) -> Vec<usize> {
    let mut names: Vec<usize> = (0..roster.areas() as usize).collect();
    for _ in 0..names.len() {
        for (area, row) in roster.pool.iter().enumerate() {
            for &other in row {
                let name = names[area].min(names[other as usize]);
                (names[area], names[other as usize]) = (name, name);
            }
        }
    }
    names
}

/// The seats of a part.
pub(crate) fn seats_of(roster: &Roster, name: usize) -> Vec<(usize, usize)> {
    let names = parts(roster);
    let inside = |&(visit, _): &(usize, usize)| names[roster.visits[visit].region as usize] == name;
    seats(roster).into_iter().filter(inside).collect()
}

/// For each area whether its part needs the neighbours; `None` if even that is not enough.
pub(crate) fn reach(roster: &Roster) -> Vec<Option<bool>> {
    let names = parts(roster);
    let stage = |name: &usize| {
        let seats = seats_of(roster, *name);
        [false, true].into_iter().find(|&pooled| {
            most(roster, |officer, visit, seat| fits(roster, pooled, officer, visit, seat), &seats, &[])
                == seats.len()
        })
    };
    names.iter().map(stage).collect()
}

/// Everybody fits, nobody sits twice in a visit or goes out too often, and the leader may lead if anybody may.
pub(crate) fn check_teams(roster: &Roster, reach: &[Option<bool>], found: &Teams) {
    let mut loads = vec![0; roster.officers.len()];
    for (visit, team) in found.teams.iter().enumerate() {
        let pooled = reach[roster.visits[visit].region as usize].unwrap();
        assert_eq!(team.len(), roster.visits[visit].seats.len());
        for (seat, &officer) in team.iter().enumerate() {
            assert!(fits(roster, pooled, officer as usize, visit, seat));
            assert_eq!(team.iter().filter(|&&other| other == officer).count(), 1);
            loads[officer as usize] += 1;
        }
        let (leader, leads) = (found.leaders[visit], |officer: u32| roster.officers[officer as usize].leader);
        assert!(team.contains(&leader) && (leads(leader) || !team.iter().any(|&officer| leads(officer))));
    }
    assert_eq!(loads, found.loads);
    assert!(loads.iter().zip(&roster.officers).all(|(&load, officer)| load <= officer.cap));
}
