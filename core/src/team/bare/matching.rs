//! 第二十条第二款、第三款 - random matching: stages, parts, and the leader of each team.

use super::explain::Witness;
use super::fit::Reach;
use super::flow::{Flow, NONE};
use super::index::{Index, Part};
use super::net::Net;
use super::problem::TeamError;
use super::roster::Roster;
use super::shortage::Infeasible;
use super::{shuffle::shuffle, urn};
use crate::base::order::Arrange as _;
use crate::base::stream::Stream;
use crate::base::{Faults, Place, Prk};

/// The sweeps of the shuffle, where nobody says otherwise.
pub const SWEEPS: u32 = 20;
/// The most sweeps.
pub const MOST_SWEEPS: u32 = 1_000;

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
/// area, or if that has no plan, from the neighbours' as well.
///
/// 1. Loads first: as even as any plan makes them, the extra visits by lottery. They are the officers' quotas.
/// 2. The urn: a seat draws its officer with a chance in proportion to the quota that each has left; a draw after which no plan would remain
///    does not count. So it never gets stuck, and officers who are alike have equal chances.
/// 3. The shuffle: in `sweeps` rounds (usually [`SWEEPS`]) officers change places in small rings, which brings the chances of all plans
///    with these loads close to each other.
/// 4. Each visit draws its leader.
///
/// [`explain`](super::explain()) replays what happened to one visit.
///
/// ```
/// use double_random::base::{Digest, Prk, Protocol};
/// use double_random::team::bare::{Matching, Officer, Roster, Seat, Visit, SWEEPS, match_officers};
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
/// let Matching::Matched(matched) = match_officers(&prk, &roster, SWEEPS)? else { panic!("there is a plan") };
/// assert_eq!(matched.loads, [2, 2, 2]);
/// assert!(!matched.teams[2].contains(&0));
/// # Ok::<(), double_random::base::Faults>(())
/// ```
///
/// # Errors
/// Whatever [`Roster::check`] finds, and more than [`MOST_SWEEPS`]. That there is no plan is a result.
pub fn match_officers(prk: &Prk, roster: &Roster, sweeps: u32) -> Result<Matching, Faults> {
    check(roster, sweeps)?;
    let index = Index::new(roster);
    let parts = index.parts();
    // nothing is drawn before every part is known to have a plan: else a late shortage would cost all draws before it
    let mut plans = Vec::with_capacity(parts.len());
    let mut ahead = parts.as_slice();
    while let Some((part, after)) = ahead.split_first() {
        let Some(plan) = Plan::of(&index, part) else {
            let mut teams = vec![Vec::new(); roster.visits.len()];
            plans.iter().for_each(|plan: &Plan<'_>| plan.net.part.tell(&plan.holders, roster, &mut teams));
            return Ok(Matching::Infeasible(Infeasible::find(&index, part, after, teams)));
        };
        plans.push(plan);
        ahead = after;
    }
    let mut teams = vec![Vec::new(); roster.visits.len()];
    for plan in plans {
        plan.draw(prk, sweeps, &mut Witness::of(NONE), |flow| {
            flow.net.part.tell(&flow.holder, roster, &mut teams);
        });
    }
    let leaders =
        (0..).zip(&teams).map(|(visit, team)| leader(prk, visit, &may_lead(team, roster))).collect();
    let mut loads = vec![0; roster.officers.len()];
    for &officer in teams.iter().flatten() {
        if let Some(load) = loads.get_mut(officer as usize) {
            *load += 1;
        }
    }
    Ok(Matching::Matched(Teams { teams, leaders, loads }))
}

/// Everything at fault, before anything is drawn.
pub(super) fn check(roster: &Roster, sweeps: u32) -> Result<(), Faults> {
    let mut faults = roster.check().err().unwrap_or_default();
    if sweeps > MOST_SWEEPS {
        faults.push(Place::field("sweeps"), TeamError::Sweeps { found: sweeps.into(), limit: MOST_SWEEPS });
    }
    faults.or(())
}

/// A plan of one part, before anything is drawn.
pub(super) struct Plan<'a> {
    net: Net<'a>,
    holders: Vec<u32>,
}

impl<'a> Plan<'a> {
    /// One of the first stage that has a plan; `None` if no stage has one.
    pub(super) fn of(index: &'a Index<'a>, part: &'a Part) -> Option<Self> {
        let own = Net::new(index, part, Reach::Own);
        let unfinished = match Flow::full(&own).map(|flow| flow.holder) {
            Ok(holders) => return Some(Self { net: own, holders }),
            Err(unfinished) => unfinished,
        };
        drop(own);
        let net = Net::new(index, part, Reach::Neighbours);
        // shows soonest that there is no plan; if there is one, a fresh one is more even
        if !Flow::can_fill(&net, &unfinished) {
            return None;
        }
        let holders = Flow::full(&net).ok()?.holder;
        Some(Self { net, holders })
    }

    /// Draws the teams of the part, and says the stage and what `read` reads from the plan drawn.
    pub(super) fn draw<T>(
        self,
        prk: &Prk,
        sweeps: u32,
        witness: &mut Witness,
        read: impl FnOnce(&Flow<'_>) -> T,
    ) -> (Reach, T) {
        let Self { net, holders } = self;
        let mut flow = Flow::seated(&net, &holders);
        let mut stream = Stream::new(prk.expand(&["match", &net.part.name.to_string()]));
        let mut lottery: Vec<u32> = (0..).zip(&net.part.officers).map(|(officer, _)| officer).collect();
        stream.permute(&mut lottery);
        let mut order: Vec<u32> = (0..net.visits()).collect();
        stream.permute(&mut order);
        let quotas = flow.settle(&lottery);
        urn::draw(&mut flow, quotas, &order, &mut stream, witness);
        shuffle(&mut flow, sweeps, &mut stream, |sweep, seat, officer| {
            witness.see(&net, sweep, seat, officer)
        });
        (net.reach(), read(&flow))
    }
}

/// The members who may lead, or all if nobody may; ascending.
pub(super) fn may_lead(team: &[u32], roster: &Roster) -> Vec<u32> {
    let may_lead =
        |&officer: &u32| roster.officers.get(officer as usize).is_some_and(|officer| officer.leader);
    let mut members: Vec<u32> = team.iter().copied().filter(may_lead).collect();
    if members.is_empty() {
        members.extend_from_slice(team);
    }
    members.arrange();
    members
}

/// One of those who may lead.
pub(super) fn leader(prk: &Prk, visit: u32, members: &[u32]) -> u32 {
    // INVARIANT: a checked visit has a seat, so its team has a member
    leader_of(prk, visit, members).unwrap_or_default()
}

/// One of `members`, ascending; `None` if there are none.
pub(in crate::team) fn leader_of(prk: &Prk, visit: u32, members: &[u32]) -> Option<u32> {
    if let [only] = members {
        return Some(*only);
    }
    let drawn = Stream::new(prk.expand(&["leader", &visit.to_string()])).below(members.len() as u64);
    drawn.ok().and_then(|at| members.get(at as usize).copied())
}
