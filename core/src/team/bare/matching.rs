//! 第二十条第二款、第三款 - random matching: stages, parts, and the leader of each team.

use super::flow::Flow;
use super::index::{Index, Part, Reach};
use super::net::Net;
use super::roster::Roster;
use super::shortage::{Infeasible, Remedies, Shortage};
use super::urn;
use crate::base::stream::Stream;
use crate::base::{Faults, Prk};

/// What matching comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matching {
    /// Every seat has its officer.
    Matched(Teams),
    /// There is no plan, neither within the areas nor with their neighbours.
    Infeasible(Infeasible),
}

/// The teams (检查组) of all visits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teams {
    /// For each visit the officer of each seat.
    pub teams: Vec<Vec<u32>>,
    /// For each visit its leader (组长), one of the team.
    pub leaders: Vec<u32>,
    /// For each officer the number of visits.
    pub loads: Vec<u32>,
}

/// 随机匹配 - matches officers to the seats of visits.
///
/// Each part of areas that help each other draws from a stream of its own, from officers of each visit's own
/// area, or if that has no plan, from the neighbours' as well. A seat draws its officer with a chance in proportion to
/// the visits that each may still take; a draw after which no plan would remain does not count. So it never
/// gets stuck, and officers who are alike have equal chances.
///
/// ```
/// use double_random::base::{Digest, Prk, Protocol};
/// use double_random::team::bare::{Matching, Officer, Roster, Seat, Visit, match_officers};
///
/// let officer = |leader| Officer { leader, cap: 2, ..Officer::default() };
/// let seats = vec![Seat { leader: Some(true), ..Seat::default() }, Seat::default()];
/// let roster = Roster {
///     officers: vec![officer(true), officer(false), officer(true)],
///     visits: vec![Visit { region: 0, seats }; 3],
///     recusals: vec![(0, 2)],
///     ..Roster::default()
/// };
/// let prk = Prk::from_bytes(Protocol::default(), [7; 32]);
/// let Matching::Matched(matched) = match_officers(&prk, &roster)? else { panic!("there is a plan") };
/// assert_eq!(matched.loads, [2, 2, 2]);
/// assert!(!matched.teams[2].contains(&0));
/// # Ok::<(), double_random::base::Faults>(())
/// ```
///
/// # Errors
/// Whatever [`Roster::check`] finds. That there is no plan is a result.
pub fn match_officers(prk: &Prk, roster: &Roster) -> Result<Matching, Faults> {
    roster.check()?;
    let index = Index::new(roster);
    let parts = index.parts();
    let mut teams = vec![Vec::new(); roster.visits.len()];
    for part in &parts {
        if !match_part(&index, part, prk, &mut teams) {
            let remedies = Remedies::find(&index, &parts);
            let shortage = Shortage::find(&Net::new(&index, part, Reach::Neighbours));
            // INVARIANT: a part that was not matched has a shortage
            if let Some(shortage) = shortage {
                return Ok(Matching::Infeasible(Infeasible { shortage, remedies }));
            }
        }
    }
    let leaders = (0..).zip(&teams).map(|(visit, team)| leader(prk, visit, team, roster)).collect();
    let mut loads = vec![0; roster.officers.len()];
    for &officer in teams.iter().flatten() {
        if let Some(load) = loads.get_mut(officer as usize) {
            *load += 1;
        }
    }
    Ok(Matching::Matched(Teams { teams, leaders, loads }))
}

/// Draws the teams of one part, in the first stage that has a plan.
fn match_part(index: &Index<'_>, part: &Part, prk: &Prk, teams: &mut [Vec<u32>]) -> bool {
    for reach in [Reach::Own, Reach::Neighbours] {
        let net = Net::new(index, part, reach);
        let Some(mut flow) = Flow::full(&net) else { continue };
        let mut stream = Stream::new(prk.expand(&["match", &part.name.to_string()]));
        // the order in which officers will get the extra visit, once loads are made even before the draw
        stream.permute(&mut part.officers.clone());
        let mut order: Vec<u32> = (0..net.visits()).collect();
        stream.permute(&mut order);
        urn::draw(&mut flow, &order, &mut stream);
        for (number, &visit) in (0..).zip(&part.visits) {
            if let Some(team) = teams.get_mut(visit as usize) {
                *team = flow.team(number);
            }
        }
        return true;
    }
    false
}

/// One of the members who may lead, or of all members if nobody may.
fn leader(prk: &Prk, visit: u32, team: &[u32], roster: &Roster) -> u32 {
    let may_lead =
        |&officer: &u32| roster.officers.get(officer as usize).is_some_and(|officer| officer.leader);
    let mut members: Vec<u32> = team.iter().copied().filter(may_lead).collect();
    if members.is_empty() {
        members.extend_from_slice(team);
    }
    members.sort_unstable();
    // INVARIANT: a checked visit has a seat, so its team has a member
    leader_of(prk, visit, members).unwrap_or_default()
}

/// One of `members`, ascending; `None` if there are none.
pub(in crate::team) fn leader_of(prk: &Prk, visit: u32, members: Vec<u32>) -> Option<u32> {
    if let [only] = members.as_slice() {
        return Some(*only);
    }
    let drawn = Stream::new(prk.expand(&["leader", &visit.to_string()])).below(members.len() as u64);
    drawn.ok().and_then(|at| members.get(at as usize).copied())
}
