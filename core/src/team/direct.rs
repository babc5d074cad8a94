//! 第二十条第三款 - direct assignment (直接委派): the last remedy, seat by seat, with reason and approver.
//!
//! # The rule
//! Where officers are limited, they may be assigned directly, or drawn together with those of neighbouring areas.
//!
//! # Reading
//! I-20-3a: the draw comes first, then the neighbours, and direct assignment last. So it takes an attempt that was proven
//! to have no plan. A seat that is assigned is not drawn; its officer is qualified and not recused, whatever the area and the
//! cap, and everybody sees that nobody drew him.
//!
//! # Example
//! See [`DirectAssignment`].

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::bare::{Infeasible, Matching, Remedies, Shortage, Teams};
use super::problem::OfficersError;
use super::seal::{Away, OfficersSeal, VisitSeal};
use crate::base::order::Arrange as _;
use crate::base::{Faults, Id, Place};
use crate::directory::Officers;
use crate::plan::{Approval, PlanError, Role};

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

/// Checks the assignments and numbers their officers. `proven` says whether an attempt without a plan came before.
pub(super) fn seal(
    assigned: &[DirectAssignment],
    (visits, away): (&[VisitSeal], &[Away]),
    officers: &Officers,
    proven: bool,
    faults: &mut Faults,
) -> Vec<DirectSeal> {
    if !assigned.is_empty() && !proven {
        faults.push(Place::field("direct"), OfficersError::DirectUnproven { seats: assigned.len() });
    }
    let (mut seats, mut members) = (BTreeSet::new(), BTreeSet::new());
    let mut sealed = Vec::new();
    for (at, DirectAssignment { visit, seat, officer, reason, approval }) in assigned.iter().enumerate() {
        let place = || Place::field(format!("direct[{at}]"));
        let (visit, seat, name) = (*visit, *seat, officer.to_string());
        if approval.role != Role::Approver {
            faults.push(place(), PlanError::NotApprover { person: approval.person.clone() });
        }
        if reason.trim().is_empty() {
            faults.push(place(), OfficersError::DirectReason { visit, seat });
        }
        let found = visits.get(visit as usize).filter(|found| (seat as usize) < found.seats.len());
        let number = officers.all().binary_search_by(|other| other.id.cmp(officer));
        let (Some(found), Ok(number)) = (found, number) else {
            let problem = match found {
                None => OfficersError::DirectSeat { visit, seat },
                Some(_) => OfficersError::DirectOfficer { officer: name },
            };
            faults.push(place(), problem);
            continue;
        };
        let number = number as u32;
        if !seats.insert((visit, seat)) || !members.insert((visit, number)) {
            faults.push(place(), OfficersError::DirectDoubled { officer: name, visit, seat });
        } else if let Some(away) = away.iter().find(|away| away.officer == number && away.scope.holds(found))
        {
            let article = away.article.citation();
            faults.push(place(), OfficersError::DirectUnfit { officer: name, visit, article });
        }
        let (reason, approval) = (reason.clone(), approval.clone());
        sealed.push(DirectSeal { visit, seat, officer: number, reason, approval });
    }
    sealed.arrange_by_key(|direct| (direct.visit, direct.seat));
    sealed
}

/// The seats that are left to be drawn: what the bare match numbers from 0, by its numbers in the seal.
pub(super) struct Left(pub(super) Vec<(u32, Vec<u32>)>);

impl Left {
    /// Of a seal; a visit without a seat to draw is not matched.
    pub(super) fn of(seal: &OfficersSeal) -> Self {
        let direct: BTreeSet<(u32, u32)> =
            seal.direct.iter().map(|direct| (direct.visit, direct.seat)).collect();
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
            seal.direct.iter().map(|direct| ((direct.visit, direct.seat), direct.officer)).collect();
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
