//! 第二十条第三款 - direct assignment (直接委派): the last remedy, seat by seat, with reason and approver.
//!
//! # The rule
//! Where officers are limited, they may be assigned directly, or drawn together with those of neighbouring areas.
//!
//! # Reading
//! I-20-3a: the draw comes first, then the neighbours, and direct assignment last. So it takes an attempt that was proven
//! to have no plan, and only the fewest seats that its proof names can be assigned (and those that it had assigned itself, where the
//! rest had no plan again). A seat that is assigned is not drawn; its officer is qualified and not recused, whatever the area and the
//! cap, and everybody sees that nobody drew him.
//!
//! # Example
//! See [`DirectAssignment`].

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::bare::{Infeasible, Matching, Remedies, Shortage, Teams};
use super::problem::OfficersError;
use super::seal::{Away, OfficersSeal, VisitSeal};
use super::signing::Signing;
use crate::base::order::{Arrange as _, Gather as _};
use crate::base::{Faults, Id, Instant, Place};
use crate::directory::Officers;
use crate::merge::{NamedSeat, ProvenShortage};
use crate::plan::Approval;

/// 直接委派 - one officer assigned to one seat.
///
/// ```
/// use double_random::plan::Approval;
/// use double_random::team::DirectAssignment;
///
/// let approval = Approval::by("分管领导", "2026-10-06".parse()?);
/// let reason = "白石镇检查人员不足".to_owned();
/// let assigned = DirectAssignment { visit: 3, seat: 1, officer: "P-017".parse()?, reason, approval };
/// assert_eq!((assigned.visit, assigned.seat), (3, 1)); // as the certificate of the failed attempt names them
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectAssignment {
    /// The number of the visit.
    pub visit: u32,
    /// The number of the seat.
    pub seat: u32,
    /// The officer's id.
    pub officer: Id,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approval: Approval,
}

/// 直接委派 as it is sealed, the officer by number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectSeal {
    /// The number of the visit.
    pub visit: u32,
    /// The number of the seat.
    pub seat: u32,
    /// The officer's number.
    pub officer: u32,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approval: Approval,
}

/// What assignments are judged by.
pub(crate) struct Judge<'a> {
    pub(crate) visits: &'a [VisitSeal],
    pub(crate) away: &'a [Away],
    /// The number of officers.
    pub(crate) pool: usize,
    /// What the unit's last failed attempt proved.
    pub(crate) shortage: Option<&'a ProvenShortage>,
    pub(crate) signing: &'a Signing,
}

impl Judge<'_> {
    /// Checks what a seal assigns; `name` is what an error calls an officer.
    pub(crate) fn check<'d>(
        &self,
        assigned: impl IntoIterator<Item = (usize, &'d DirectSeal)>,
        name: &dyn Fn(u32) -> String,
        faults: &mut Faults,
    ) {
        let (mut seats, mut members, mut unproven) = (BTreeSet::new(), BTreeSet::new(), 0);
        for (at, DirectSeal { visit, seat, officer, reason, approval }) in assigned {
            let place = Place::field(format!("direct[{at}]"));
            let (visit, seat, officer, name) = (*visit, *seat, *officer, name(*officer));
            unproven += usize::from(self.shortage.is_none());
            let held = self.shortage.and_then(|shortage| shortage.held_at).map(Instant::date);
            self.signing.check_sealed(approval, held, &place, faults);
            if reason.trim().is_empty() {
                faults.push(place.clone(), OfficersError::DirectReason { visit, seat });
            }
            let Some(found) = self.seat(visit, seat) else {
                faults.push(place, OfficersError::DirectSeat { visit, seat });
                continue;
            };
            if officer as usize >= self.pool {
                faults.push(place, OfficersError::DirectOfficer { officer: name });
                continue;
            }
            if let Some(named) = self.named_instead(visit, seat) {
                faults.push(place.clone(), OfficersError::DirectNotNamed { visit, seat, named });
            }
            let kept = self.away.iter().find(|away| away.officer == officer && away.scope.holds(found));
            if !seats.insert((visit, seat)) || !members.insert((visit, officer)) {
                faults.push(place, OfficersError::DirectDoubled { officer: name, visit, seat });
            } else if let Some(away) = kept {
                let article = away.article.citation();
                faults.push(place, OfficersError::DirectUnfit { officer: name, visit, article });
            }
        }
        if unproven > 0 {
            faults.push(Place::field("direct"), OfficersError::DirectUnproven { seats: unproven });
        }
    }

    fn seat(&self, visit: u32, seat: u32) -> Option<&VisitSeal> {
        self.visits.get(visit as usize).filter(|found| (seat as usize) < found.seats.len())
    }

    /// The seats that the proof names, where this is none of them.
    fn named_instead(&self, visit: u32, seat: u32) -> Option<String> {
        let shortage = self.shortage?;
        let asked = self.visits.get(visit as usize)?.named_seat(seat)?;
        if shortage.seats.contains(&asked) {
            return None;
        }
        let numbers = shortage.seats.iter().map(|named| {
            let known = |visit: &VisitSeal| visit.named_seat(named.seat).as_ref() == Some(named);
            let number = self.visits.iter().position(known);
            format!(
                "`{}/{}`",
                number.map_or_else(|| named.target.to_string(), |at| at.to_string()),
                named.seat
            )
        });
        let all = numbers.len();
        let more = if all > SHOWN { format!(" … ({all})") } else { String::new() };
        Some(numbers.take(SHOWN).collect::<Vec<_>>().join(" ") + &more)
    }
}

/// So many seats are named one by one in an error.
const SHOWN: usize = 12;

/// Numbers the officers of the assignments and checks them.
pub(super) fn seal(
    assigned: &[DirectAssignment],
    judge: &Judge<'_>,
    officers: &Officers,
    faults: &mut Faults,
) -> Vec<DirectSeal> {
    let mut numbered = Vec::new();
    for (at, DirectAssignment { visit, seat, officer, reason, approval }) in assigned.iter().enumerate() {
        let (visit, seat, reason, approval) = (*visit, *seat, reason.clone(), approval.clone());
        match officers.all().binary_search_by(|other| other.id.cmp(officer)) {
            Ok(number) => {
                numbered.push((at, DirectSeal { visit, seat, officer: number as u32, reason, approval }));
            }
            Err(_) => {
                let problem = OfficersError::DirectOfficer { officer: officer.to_string() };
                faults.push(Place::field(format!("direct[{at}]")), problem);
            }
        }
    }
    let name = |number: u32| {
        let officer = officers.all().get(number as usize);
        officer.map_or_else(|| number.to_string(), |officer| officer.id.to_string())
    };
    judge.check(numbered.iter().map(|(at, direct)| (*at, direct)), &name, faults);
    let mut sealed: Vec<DirectSeal> = numbered.into_iter().map(|(_, direct)| direct).collect();
    sealed.arrange_by_key(|direct| (direct.visit, direct.seat));
    sealed
}

impl VisitSeal {
    /// A seat as a later attempt names it.
    pub(crate) fn named_seat(&self, seat: u32) -> Option<NamedSeat> {
        let asked = self.seats.get(seat as usize)?.clone();
        let Self { target, joint, window, .. } = self;
        Some(NamedSeat { target: target.clone(), joint: joint.clone(), window: *window, seat, asked })
    }
}

/// The seats that are left to be drawn: what the bare match numbers from 0, by its numbers in the seal.
pub(super) struct Left(pub(super) Vec<(u32, Vec<u32>)>);

impl Left {
    /// Of a seal; a visit without a seat to draw is not matched.
    pub(super) fn of(seal: &OfficersSeal) -> Self {
        let direct: BTreeSet<(u32, u32)> =
            seal.direct.iter().map(|direct| (direct.visit, direct.seat)).gather();
        let left = (0..).zip(&seal.visits).map(|(visit, sealed)| {
            let seats = (0..sealed.seats.len() as u32).filter(|&seat| !direct.contains(&(visit, seat)));
            (visit, seats.collect::<Vec<_>>())
        });
        Self(left.filter(|(_, seats)| !seats.is_empty()).collect())
    }

    /// A bare result in the numbers of the seal, with the assigned officers on their seats.
    pub(super) fn lift(&self, seal: &OfficersSeal, matching: Matching) -> Matching {
        match matching {
            Matching::Matched(teams) => Matching::Matched(self.teams(seal, teams)),
            Matching::Infeasible(Infeasible { shortage, remedies }) => {
                let Shortage { seats, officers, demand, supply } = shortage;
                let shortage = Shortage { seats: self.seats(&seats), officers, demand, supply };
                let remedies = Remedies { direct: self.seats(&remedies.direct), ..remedies };
                Matching::Infeasible(Infeasible { shortage, remedies })
            }
        }
    }

    fn seats(&self, bare: &[(u32, u32)]) -> Vec<(u32, u32)> {
        let seat = |&(visit, seat): &(u32, u32)| {
            let (visit, seats) = self.0.get(visit as usize)?;
            Some((*visit, *seats.get(seat as usize)?))
        };
        bare.iter().filter_map(seat).collect()
    }

    fn teams(&self, seal: &OfficersSeal, drawn: Teams) -> Teams {
        let mut officer_of: BTreeMap<(u32, u32), u32> =
            seal.direct.iter().map(|direct| ((direct.visit, direct.seat), direct.officer)).gather();
        for ((visit, seats), team) in self.0.iter().zip(&drawn.teams) {
            officer_of.extend(seats.iter().map(|&seat| (*visit, seat)).zip(team.iter().copied()));
        }
        let mut teams = vec![Vec::new(); seal.visits.len()];
        let mut loads = vec![0; seal.pool.len()];
        for ((visit, _), officer) in officer_of {
            teams.get_mut(visit as usize).into_iter().for_each(|team: &mut Vec<u32>| team.push(officer));
            loads.get_mut(officer as usize).into_iter().for_each(|load: &mut u32| *load += 1);
        }
        // the leaders are chosen again over whole teams
        Teams { teams, leaders: Vec::new(), loads }
    }
}
