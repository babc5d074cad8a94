//! 第二十条 - what is matched: officers, the seats of visits, areas that help each other, recusals.

use serde::Deserialize;

use super::problem::TeamError;
use crate::base::{Faults, Place};

/// The most areas.
pub const MOST_AREAS: u32 = 100_000;
/// The most officers.
pub const MOST_OFFICERS: usize = 100_000;
/// The most seats of all visits together.
pub const MOST_SEATS: u64 = 1_000_000;

/// An officer (执法检查人员) as the matching sees one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Officer {
    /// The area.
    pub region: u32,
    /// The department.
    pub dept: u32,
    /// Specialties, in any order.
    pub spec: Vec<u32>,
    /// Whether the officer may lead a team.
    pub leader: bool,
    /// The most visits.
    pub cap: u32,
}

/// A seat (检查人员名额): one officer of a team, and what is asked of that officer. The default asks nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// The department, if one is asked for.
    pub dept: Option<u32>,
    /// The specialty, if one is asked for.
    pub spec: Option<u32>,
    /// Whether the officer must be eligible to lead; `None` asks as little as `Some(false)`.
    pub leader: Option<bool>,
}

impl Seat {
    /// Whether `officer` has what the seat asks for.
    pub fn takes(&self, officer: &Officer) -> bool {
        self.dept.is_none_or(|dept| dept == officer.dept)
            && self.spec.is_none_or(|spec| officer.spec.contains(&spec))
            && (officer.leader || self.leader != Some(true))
    }
}

/// A visit (一次检查): the area of the target, and a seat for each officer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// The area.
    pub region: u32,
    /// The seats; the officers on them are distinct.
    pub seats: Vec<Seat>,
}

/// All that a match depends on, but for its randomness.
///
/// The order of recusals and neighbours, and whether one is named twice, means nothing; an area is always its own
/// neighbour. A recusal is a pair (officer, visit); whatever else keeps an officer away from one visit - leave, no
/// qualification (第二十一条), a certificate that ends too early - is written as one, too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    /// For each area the areas whose officers may help; empty as a whole: none may.
    pub pool: Vec<Vec<u32>>,
    /// The officers.
    pub officers: Vec<Officer>,
    /// The visits.
    pub visits: Vec<Visit>,
    /// Who must not take part in which visit.
    pub recusals: Vec<(u32, u32)>,
}

impl Roster {
    /// The number of areas: that of the pool, or without one as many as officers and visits name.
    pub fn areas(&self) -> u64 {
        if !self.pool.is_empty() {
            return self.pool.len() as u64;
        }
        let named = self.officers.iter().map(|officer| officer.region);
        let named = named.chain(self.visits.iter().map(|visit| visit.region));
        named.max().map_or(0, |last| u64::from(last) + 1)
    }

    /// Checks every index and every size.
    ///
    /// # Errors
    /// All faults, as [`TeamError`]s at places like `visits[3].region`.
    pub fn check(&self) -> Result<(), Faults> {
        self.check_sizes()?;
        let mut faults = Faults::default();
        let areas = u32::try_from(self.areas()).unwrap_or(MOST_AREAS);
        for (area, row) in self.pool.iter().enumerate() {
            for (at, &found) in row.iter().enumerate().filter(|&(_, &found)| found >= areas) {
                faults
                    .push(Place::field(format!("pool[{area}][{at}]")), TeamError::PoolArea { found, areas });
            }
        }
        for (at, officer) in self.officers.iter().enumerate().filter(|(_, officer)| officer.region >= areas) {
            let problem = TeamError::OfficerArea { found: officer.region, areas };
            faults.push(Place::field(format!("officers[{at}].region")), problem);
        }
        for (at, visit) in self.visits.iter().enumerate() {
            if visit.region >= areas {
                let problem = TeamError::VisitArea { found: visit.region, areas };
                faults.push(Place::field(format!("visits[{at}].region")), problem);
            }
            if visit.seats.is_empty() {
                faults.push(Place::field(format!("visits[{at}].seats")), TeamError::NoSeat);
            }
        }
        let (officers, visits) = (self.officers.len(), self.visits.len());
        for (at, &(officer, visit)) in self.recusals.iter().enumerate() {
            let place = |end| Place::field(format!("recusals[{at}][{end}]"));
            if officer as usize >= officers {
                faults.push(place(0), TeamError::RecusalOfficer { found: officer, officers });
            }
            if visit as usize >= visits {
                faults.push(place(1), TeamError::RecusalVisit { found: visit, visits });
            }
        }
        faults.or(())
    }

    fn check_sizes(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        let (areas, officers) = (self.areas(), self.officers.len());
        let seats: u64 = self.visits.iter().map(|visit| visit.seats.len() as u64).sum();
        if areas > u64::from(MOST_AREAS) {
            let problem = TeamError::AreasTooMany { found: areas, limit: u64::from(MOST_AREAS) };
            faults.push(Place::field("pool"), problem);
        }
        if officers > MOST_OFFICERS {
            let problem = TeamError::OfficersTooMany { found: officers, limit: MOST_OFFICERS };
            faults.push(Place::field("officers"), problem);
        }
        if seats > MOST_SEATS {
            let problem = TeamError::SeatsTooMany { found: seats, limit: MOST_SEATS };
            faults.push(Place::field("visits"), problem);
        }
        faults.or(())
    }
}
