//! 第二十条第二款 - how one visit came by its team: every urn as it was drawn, and what the shuffle moved then.

use serde::Serialize;

use super::fit::Reach;
use super::flow::NONE;
use super::index::Index;
use super::matching::{Plan, check, leader, may_lead};
use super::net::Net;
use super::problem::TeamError;
use super::roster::Roster;
use crate::base::{Faults, Place, Prk};

/// How the team of one visit was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The visit.
    pub visit: u32,
    /// The smallest area of the part that was matched together; it names the stream of random numbers.
    pub part: u32,
    /// The stage: whose officers could be asked.
    pub reach: Reach,
    /// The seats, in the order in which they drew.
    pub seats: Vec<SeatDraw>,
    /// Among whom the leader (组长) was drawn, ascending; if it is one, nothing was drawn.
    pub may_lead: Vec<u32>,
    /// The leader.
    pub leader: u32,
}

/// How one seat came by its officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeatDraw {
    /// The seat of the visit.
    pub seat: u32,
    /// The urn before the first draw: each candidate and the number of balls, which is the quota left; ascending by officer.
    pub urn: Vec<(u32, u32)>,
    /// Who has what the seat asks for and works where it may be asked, but did not get it: ascending by officer, those whose
    /// draw did not count last, in the order drawn.
    pub aside: Vec<SetAside>,
    /// The numbers drawn. Only the last one counted.
    pub draws: Vec<Ball>,
    /// Whose number counted.
    pub drawn: u32,
    /// Who came to this seat in the shuffle, in order.
    pub moves: Vec<Move>,
    /// Who has the seat in the end.
    pub seated: u32,
}

/// An officer who was set aside while a seat drew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SetAside {
    /// The officer.
    pub officer: u32,
    /// Why.
    pub why: Aside,
}

/// Why an officer was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aside {
    /// Drawn already for another seat of the visit.
    InTeam,
    /// Kept away from this visit (回避).
    Recused,
    /// The quota is used up by seats drawn before.
    NoQuota,
    /// Drawn, but no plan would have remained; the balls were taken out and another was drawn.
    NoPlan,
}

/// One number drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Ball {
    /// How many balls come before it, of those still in the urn.
    pub ball: u64,
    /// Whose ball it is.
    pub officer: u32,
}

/// An officer coming to a seat in the shuffle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Move {
    /// The sweep, from 1.
    pub sweep: u32,
    /// Who came.
    pub officer: u32,
}

/// Explains one visit of the match that [`match_officers`](super::match_officers) makes of the same arguments; `None` if the part of the visit has no plan.
///
/// It draws the visit's part again. A match keeps nothing for it.
///
/// ```
/// use double_random::base::{Prk, Protocol};
/// use double_random::team::bare::{Officer, Roster, SWEEPS, Seat, Visit, explain};
///
/// let roster = Roster {
///     officers: vec![Officer { cap: 2, ..Officer::default() }; 3],
///     visits: vec![Visit { region: 0, seats: vec![Seat::default(); 2] }; 3],
///     ..Roster::default()
/// };
/// let prk = Prk::from_bytes(Protocol::default(), [7; 32]);
/// let explained = explain(&prk, &roster, SWEEPS, 1)?.expect("there is a plan");
/// let first = &explained.seats[0];
/// assert_eq!(first.urn.iter().filter(|&&(officer, _)| officer == first.drawn).count(), 1);
/// # Ok::<(), double_random::base::Faults>(())
/// ```
///
/// # Errors
/// Those of [`match_officers`](super::match_officers), and a visit that does not exist.
pub fn explain(prk: &Prk, roster: &Roster, sweeps: u32, visit: u32) -> Result<Option<Explanation>, Faults> {
    check(roster, sweeps)?;
    let index = Index::new(roster);
    let parts = index.parts();
    let found = parts.iter().find_map(|part| Some((part, part.visits.binary_search(&visit).ok()?)));
    let Some((part, number)) = found else {
        let visits = roster.visits.len();
        let mut faults = Faults::default();
        faults.push(Place::field("visit"), TeamError::VisitUnknown { found: visit, visits });
        return faults.or(None);
    };
    let number = number as u32;
    let mut witness = Witness::of(number);
    let Some(plan) = Plan::of(&index, part) else { return Ok(None) };
    let (reach, team) = plan.draw(prk, sweeps, &mut witness, |flow| flow.team(number));
    let mut seats = witness.seats;
    for draw in &mut seats {
        draw.seated = team.get(draw.seat as usize).copied().unwrap_or(draw.drawn);
    }
    let may_lead = may_lead(&team, roster);
    let leader = leader(prk, visit, &may_lead);
    Ok(Some(Explanation { visit, part: part.name, reach, seats, may_lead, leader }))
}

/// Writes down what happens to one visit of a part.
#[derive(Debug)]
pub(super) struct Witness {
    /// The visit's number in the part; [`NONE`] for nobody.
    pub(super) visit: u32,
    seats: Vec<SeatDraw>,
}

impl Witness {
    pub(super) fn of(visit: u32) -> Self {
        Self { visit, seats: Vec::new() }
    }

    /// A seat is about to draw from those on `list`; `left` is what each has in the urn.
    pub(super) fn watch(&mut self, net: &Net<'_>, seat: u32, list: &[u32], left: &[u32], members: &[u32]) {
        let balls = |officer: u32| left.get(officer as usize).copied().unwrap_or_default();
        let urn = list.iter().map(|&officer| (net.officer(officer), balls(officer)));
        let recused = net.recused(self.visit);
        let aside = list.iter().filter(|&&officer| balls(officer) == 0).map(|&officer| SetAside {
            officer: net.officer(officer),
            why: match () {
                () if members.contains(&officer) => Aside::InTeam,
                () if recused.contains(&officer) => Aside::Recused,
                () => Aside::NoQuota,
            },
        });
        self.seats.push(SeatDraw {
            seat: net.name(seat).1,
            urn: urn.filter(|&(_, balls)| balls > 0).collect(),
            aside: aside.collect(),
            draws: Vec::new(),
            drawn: NONE,
            moves: Vec::new(),
            seated: NONE,
        });
    }

    /// A ball was drawn.
    pub(super) fn note(&mut self, net: &Net<'_>, ball: u64, officer: u32, accepted: bool) {
        let Some(draw) = self.seats.last_mut() else { return };
        let officer = net.officer(officer);
        draw.draws.push(Ball { ball, officer });
        if accepted {
            draw.drawn = officer;
        } else {
            draw.aside.push(SetAside { officer, why: Aside::NoPlan });
        }
    }

    /// Somebody came to a seat in the shuffle.
    #[inline]
    pub(super) fn see(&mut self, net: &Net<'_>, sweep: u32, seat: u32, officer: u32) {
        if self.visit != NONE && net.visit_of(seat) == self.visit {
            let (_, seat) = net.name(seat);
            let officer = net.officer(officer);
            if let Some(draw) = self.seats.iter_mut().find(|draw| draw.seat == seat) {
                draw.moves.push(Move { sweep, officer });
            }
        }
    }
}
