//! 第二十条 - the sealed arrays as the bare match takes them: areas, departments and specialties by number.

use std::collections::{BTreeMap, BTreeSet};

use super::areas::Areas;
use super::bare;
use super::direct::Left;
use super::problem::OfficersError;
use super::seal::{Away, OfficersSeal, Scope};
use crate::base::order::Gather as _;
use crate::base::{Fault, Faults, Place};
use crate::plan::Seat;

/// The most pairs of an officer and a visit that the officer is kept from.
const MOST_PAIRS: u64 = 50_000_000;

impl OfficersSeal {
    /// What the bare match draws from. Nothing but the seal goes into it, so anybody who holds the seal and the seed
    /// draws the same teams. Seats that are assigned directly are left out, and visits without any other.
    ///
    /// # Errors
    /// More officers, seats or pairs than are taken.
    pub fn roster(&self) -> Result<bare::Roster, Faults> {
        let left = Left::of(self);
        let pairs = self.pairs(&left)?;
        self.roster_over(&left, pairs)
    }

    /// One visit by itself, as number 0, with all its seats: also those that were assigned directly.
    pub(super) fn roster_of(&self, visit: u32) -> Result<bare::Roster, Faults> {
        let sealed = self.visits.get(visit as usize);
        let seats = (0..sealed.map_or(0, |sealed| sealed.seats.len() as u32)).collect();
        let held = |away: &&Away| sealed.is_some_and(|sealed| away.scope.holds(sealed));
        let pairs = self.away.iter().filter(held).map(|away| (away.officer, 0)).collect();
        self.roster_over(&Left(vec![(visit, seats)]), pairs)
    }

    fn roster_over(&self, left: &Left, recusals: Vec<(u32, u32)>) -> Result<bare::Roster, Faults> {
        let areas = Areas::new(if self.method.looks_at_areas() { &self.areas } else { &[] });
        let departments = Numbers::new(
            self.pool.iter().filter_map(|officer| officer.department.as_deref()),
            self.seats().filter_map(|seat| seat.department.as_deref()),
        );
        let specialties = Numbers::new(
            self.pool.iter().flat_map(|officer| &officer.specialties).map(String::as_str),
            self.seats().filter_map(|seat| seat.specialty.as_deref()),
        );
        let officers = self.pool.iter().map(|officer| bare::Officer {
            region: areas.number(officer.area.as_deref()),
            // whoever has no department has one that no seat asks for
            dept: officer.department.as_deref().map_or(departments.none(), |name| departments.of(name)),
            spec: officer.specialties.iter().map(|name| specialties.of(name)).collect(),
            leader: officer.leader,
            cap: officer.cap,
        });
        let looks_at_specialties = self.method.looks_at_specialties();
        let seat = |seat: &Seat| bare::Seat {
            dept: seat.department.as_deref().map(|name| departments.of(name)),
            spec: seat.specialty.as_deref().filter(|_| looks_at_specialties).map(|name| specialties.of(name)),
            leader: seat.leader.then_some(true),
        };
        let visits = left.0.iter().filter_map(|(visit, seats)| {
            let visit = self.visits.get(*visit as usize)?;
            let seats = seats.iter().filter_map(|number| visit.seats.get(*number as usize)).map(seat);
            Some(bare::Visit { region: areas.number(visit.area.as_deref()), seats: seats.collect() })
        });
        let pool = if self.method.looks_at_areas() { areas.pool(&self.areas) } else { Vec::new() };
        let roster = bare::Roster { pool, officers: officers.collect(), visits: visits.collect(), recusals };
        roster.check()?;
        Ok(roster)
    }

    fn seats(&self) -> impl Iterator<Item = &Seat> {
        self.visits.iter().flat_map(|visit| &visit.seats)
    }

    /// (officer, visit) for everybody who is kept away, each once.
    fn pairs(&self, left: &Left) -> Result<Vec<(u32, u32)>, Faults> {
        let numbers: BTreeMap<u32, u32> = left.0.iter().map(|(visit, _)| *visit).zip(0..).gather();
        let bare = |visit: u32| numbers.get(&visit).copied();
        // whoever is assigned to a visit is not drawn for it as well
        let assigned = self.direct.iter().filter_map(|direct| Some((direct.officer, bare(direct.visit)?)));
        let mut pairs: BTreeSet<(u32, u32)> = assigned.gather();
        let mut found = 0;
        for (scope, officers) in self.scopes() {
            let held = (0..).zip(&self.visits).filter(|(_, visit)| scope.holds(visit));
            for (visit, _) in held {
                found += officers.len() as u64;
                if found > MOST_PAIRS {
                    let problem = OfficersError::PairsTooMany { found, limit: MOST_PAIRS };
                    return Err(Fault::new(Place::field("away"), problem).into());
                }
                pairs.extend(officers.iter().filter_map(|&officer| Some((officer, bare(visit)?))));
            }
        }
        Ok(pairs.into_iter().collect())
    }

    /// The officers kept away, by scope.
    fn scopes(&self) -> BTreeMap<&Scope, Vec<u32>> {
        let mut scopes: BTreeMap<&Scope, Vec<u32>> = BTreeMap::new();
        for away in &self.away {
            scopes.entry(&away.scope).or_default().push(away.officer);
        }
        scopes
    }
}

/// Numbers for names; only whether two are equal matters.
struct Numbers<'a>(Vec<&'a str>);

impl<'a> Numbers<'a> {
    fn new(one: impl Iterator<Item = &'a str>, other: impl Iterator<Item = &'a str>) -> Self {
        let names: BTreeSet<&str> = one.chain(other).gather();
        Self(names.into_iter().collect())
    }

    fn of(&self, name: &str) -> u32 {
        self.0.binary_search(&name).map_or(self.none(), |at| at as u32)
    }

    /// A number that no name has.
    fn none(&self) -> u32 {
        self.0.len() as u32
    }
}
