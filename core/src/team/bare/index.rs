//! 第二十条 - the roster put in order: who works where, who is kept away, and which areas belong together.

use super::fit::Reach;
use super::flow::NONE;
use super::roster::Roster;
use crate::base::order::Arrange as _;

/// A checked roster with its pool and recusals sorted.
#[derive(Debug)]
pub(super) struct Index<'a> {
    pub(super) roster: &'a Roster,
    /// For each area, itself and its neighbours, ascending.
    pool: Vec<Vec<u32>>,
    /// (visit, officer), ascending, each once.
    recused: Vec<(u32, u32)>,
}

/// Areas that are matched together: their officers and visits, ascending.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// The smallest area, by which the part's randomness is named.
    pub(super) name: u32,
    pub(super) officers: Vec<u32>,
    pub(super) visits: Vec<u32>,
}

impl Part {
    /// Writes who holds each of its seats into the teams of all visits, [`NONE`] for nobody.
    pub(super) fn tell(&self, holders: &[u32], roster: &Roster, teams: &mut [Vec<u32>]) {
        let mut holders = holders.iter().map(|&at| self.officers.get(at as usize).copied().unwrap_or(NONE));
        for &visit in &self.visits {
            let seats = roster.visits.get(visit as usize).map_or(0, |visit| visit.seats.len());
            if let Some(team) = teams.get_mut(visit as usize) {
                *team = holders.by_ref().take(seats).collect();
            }
        }
    }
}

impl<'a> Index<'a> {
    /// The roster must have passed its [`Roster::check`].
    pub(super) fn new(roster: &'a Roster) -> Self {
        let mut pool = roster.pool.clone();
        pool.resize(roster.areas() as usize, Vec::new());
        for (area, row) in (0..).zip(&mut pool) {
            row.push(area);
            row.arrange();
            row.dedup();
        }
        let mut recused: Vec<(u32, u32)> = roster.recusals.iter().map(|&(who, visit)| (visit, who)).collect();
        recused.arrange();
        recused.dedup();
        Self { roster, pool, recused }
    }

    /// Itself and its neighbours, ascending.
    pub(super) fn helpers(&self, area: u32) -> &[u32] {
        self.pool.get(area as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether an officer of area `from` may be asked to a visit in `area`.
    pub(super) fn is_near(&self, reach: Reach, from: u32, area: u32) -> bool {
        match reach {
            Reach::Own => from == area,
            Reach::Neighbours => self.helpers(area).binary_search(&from).is_ok(),
            Reach::Everywhere => true,
        }
    }

    /// Who is kept away from `visit`, ascending.
    pub(super) fn recused(&self, visit: u32) -> impl Iterator<Item = u32> {
        let start = self.recused.partition_point(|&(other, _)| other < visit);
        let from = self.recused.get(start..).unwrap_or_default();
        from.iter().take_while(move |&&(other, _)| other == visit).map(|&(_, officer)| officer)
    }

    /// The weakly connected parts that have visits, by name.
    pub(super) fn parts(&self) -> Vec<Part> {
        let names = self.names();
        let mut parts: Vec<Part> = Vec::new();
        let mut place = vec![0; names.len()];
        for (area, &name) in (0u32..).zip(&names) {
            // INVARIANT: a name is the smallest area of its part, so it comes first
            let at = if area == name { parts.len() } else { at(&place, name) };
            if area == name {
                parts.push(Part { name, ..Part::default() });
            }
            if let Some(place) = place.get_mut(area as usize) {
                *place = at;
            }
        }
        for (officer, region) in (0..).zip(self.roster.officers.iter().map(|officer| officer.region)) {
            if let Some(part) = parts.get_mut(at(&place, region)) {
                part.officers.push(officer);
            }
        }
        for (visit, region) in (0..).zip(self.roster.visits.iter().map(|visit| visit.region)) {
            if let Some(part) = parts.get_mut(at(&place, region)) {
                part.visits.push(visit);
            }
        }
        parts.retain(|part| !part.visits.is_empty());
        parts
    }

    /// Everything as one part.
    pub(super) fn whole(&self) -> Part {
        let (officers, visits) = (self.roster.officers.len() as u32, self.roster.visits.len() as u32);
        Part { name: 0, officers: (0..officers).collect(), visits: (0..visits).collect() }
    }

    /// For each area the smallest area of its part.
    fn names(&self) -> Vec<u32> {
        let mut parent: Vec<u32> = (0..self.pool.len() as u32).collect();
        for (area, row) in (0..).zip(&self.pool) {
            for &other in row {
                let (a, b) = (root(&mut parent, area), root(&mut parent, other));
                if let Some(above) = parent.get_mut(a.max(b) as usize) {
                    *above = a.min(b);
                }
            }
        }
        (0..parent.len() as u32).map(|area| root(&mut parent, area)).collect()
    }
}

fn at(place: &[usize], area: u32) -> usize {
    place.get(area as usize).copied().unwrap_or_default()
}

/// The top of `area`'s tree; the path to it is halved.
fn root(parent: &mut [u32], mut area: u32) -> u32 {
    let above = |parent: &[u32], area: u32| parent.get(area as usize).copied().unwrap_or(area);
    loop {
        let next = above(parent, area);
        if next == area {
            return area;
        }
        let further = above(parent, next);
        if let Some(entry) = parent.get_mut(area as usize) {
            *entry = further;
        }
        area = further;
    }
}
