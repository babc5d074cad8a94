//! 第二十条 - the seats of one part and who fits them.
#![expect(clippy::indexing_slicing, reason = "indices of officers, visits, seats and asks are made here")]

use std::collections::BTreeMap;

use super::fit::Reach;
use super::index::{Index, Part};
use super::roster::Seat;
use crate::base::order::Arrange as _;

/// Lists of fitting officers are kept up to so many entries; further ones are computed whenever they are needed.
const KEPT: usize = 2_000_000;
/// Who fits what is kept as bits up to so many words.
const KEPT_BITS: usize = 125_000;

/// What a seat asks for, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Ask {
    region: u32,
    dept: Option<u32>,
    spec: Option<u32>,
    leader: bool,
}

/// The visit of a seat, and what it asks for; nearly always both are needed.
#[derive(Debug, Clone, Copy)]
struct Place {
    visit: u32,
    ask: u32,
}

/// Officers, visits and seats of a part, each numbered from 0 in ascending order.
#[derive(Debug)]
pub(super) struct Net<'a> {
    pub(super) index: &'a Index<'a>,
    pub(super) part: &'a Part,
    reach: Reach,
    /// The first seat of each visit; at the end, the number of all seats.
    first: Vec<u32>,
    places: Vec<Place>,
    asks: Vec<Ask>,
    /// How many officers fit each ask.
    counts: Vec<u32>,
    /// Where the list of each ask starts and ends in `lists`, as far as they are kept.
    from: Vec<u32>,
    lists: Vec<u32>,
    /// For each officer a bit for each ask, if these are few enough.
    bits: Vec<u64>,
    /// Words for each officer; 0 if bits are not kept.
    stride: usize,
    /// The same for those recused from each visit.
    recused_from: Vec<u32>,
    recused: Vec<u32>,
}

impl<'a> Net<'a> {
    pub(super) fn new(index: &'a Index<'a>, part: &'a Part, reach: Reach) -> Self {
        let mut net = Self {
            index,
            part,
            reach,
            first: vec![0],
            places: Vec::new(),
            asks: Vec::new(),
            counts: Vec::new(),
            from: vec![0],
            lists: Vec::new(),
            bits: Vec::new(),
            stride: 0,
            recused_from: vec![0],
            recused: Vec::new(),
        };
        net.read_seats();
        net.read_recused();
        net.list_officers();
        net
    }

    /// Whose officers its visits may use.
    pub(super) fn reach(&self) -> Reach {
        self.reach
    }

    pub(super) fn officers(&self) -> usize {
        self.part.officers.len()
    }

    pub(super) fn visits(&self) -> u32 {
        self.part.visits.len() as u32
    }

    pub(super) fn seats(&self) -> u32 {
        self.places.len() as u32
    }

    pub(super) fn asks(&self) -> usize {
        self.asks.len()
    }

    /// The most visits of an officer.
    pub(super) fn cap(&self, officer: u32) -> u32 {
        self.index.roster.officers[self.part.officers[officer as usize] as usize].cap
    }

    #[inline]
    pub(super) fn visit_of(&self, seat: u32) -> u32 {
        self.places[seat as usize].visit
    }

    #[inline]
    pub(super) fn ask_of(&self, seat: u32) -> u32 {
        self.places[seat as usize].ask
    }

    /// The seats of a visit.
    #[inline]
    pub(super) fn seats_of(&self, visit: u32) -> std::ops::Range<u32> {
        self.first[visit as usize]..self.first[visit as usize + 1]
    }

    /// How many officers fit what a seat asks for, recused ones among them.
    pub(super) fn count(&self, ask: u32) -> u32 {
        self.counts[ask as usize]
    }

    /// How many officers fit a seat.
    pub(super) fn fitting(&self, seat: u32) -> u32 {
        let (ask, recused) = (self.ask_of(seat), self.recused(self.visit_of(seat)));
        self.count(ask) - recused.iter().filter(|&&officer| self.fits(officer, ask)).count() as u32
    }

    /// A seat as (visit, seat) of the roster.
    pub(super) fn name(&self, seat: u32) -> (u32, u32) {
        let visit = self.visit_of(seat);
        (self.part.visits[visit as usize], seat - self.first[visit as usize])
    }

    /// An officer by number of the roster.
    pub(super) fn officer(&self, officer: u32) -> u32 {
        self.part.officers[officer as usize]
    }

    /// Who is kept away from a visit, ascending.
    #[inline]
    pub(super) fn recused(&self, visit: u32) -> &[u32] {
        if self.recused.is_empty() {
            return &[];
        }
        let (from, to) = (self.recused_from[visit as usize], self.recused_from[visit as usize + 1]);
        &self.recused[from as usize..to as usize]
    }

    /// The lists of all asks, if all are kept.
    pub(super) fn all_lists(&self) -> Option<impl Iterator<Item = &[u32]> + Clone> {
        let kept = self.from.len() == self.asks.len() + 1;
        kept.then(|| self.from.windows(2).map(|ends| &self.lists[ends[0] as usize..ends[1] as usize]))
    }

    /// The officers that fit `ask`, ascending; `scratch` holds them if they are not kept.
    #[inline]
    pub(super) fn list<'b>(&'b self, ask: u32, scratch: &'b mut Vec<u32>) -> &'b [u32] {
        match self.kept_list(ask) {
            Some(list) => list,
            None => {
                scratch.clear();
                scratch.extend((0..self.officers() as u32).filter(|&officer| self.fits(officer, ask)));
                scratch
            }
        }
    }

    /// The same, if it is kept.
    #[inline]
    pub(super) fn kept_list(&self, ask: u32) -> Option<&[u32]> {
        let ends = self.from.get(ask as usize..ask as usize + 2)?;
        Some(&self.lists[ends[0] as usize..ends[1] as usize])
    }

    /// Whether an officer has what `ask` asks for and works where it may be asked.
    #[inline]
    pub(super) fn fits(&self, officer: u32, ask: u32) -> bool {
        if self.stride > 0 {
            let word = self.bits[officer as usize * self.stride + ask as usize / 64];
            return word >> (ask % 64) & 1 == 1;
        }
        self.computes_fit(officer, ask)
    }

    fn computes_fit(&self, officer: u32, ask: u32) -> bool {
        let officer = &self.index.roster.officers[self.part.officers[officer as usize] as usize];
        let ask = self.asks[ask as usize];
        self.index.is_near(self.reach, officer.region, ask.region) && ask.seat().takes(officer)
    }

    fn read_seats(&mut self) {
        let visits = &self.index.roster.visits;
        let seats = self.part.visits.iter().map(|&visit| visits[visit as usize].seats.len()).sum();
        self.places.reserve_exact(seats);
        self.first.reserve_exact(self.part.visits.len());
        let mut known: BTreeMap<Ask, u32> = BTreeMap::new();
        // asks met lately, since most seats ask what others ask
        let mut lately: [Option<(Ask, u32)>; 256] = [None; 256];
        for (number, visit) in (0..).zip(self.part.visits.iter().map(|&visit| &visits[visit as usize])) {
            for seat in &visit.seats {
                let region = if self.reach == Reach::Everywhere { 0 } else { visit.region };
                let ask = Ask::new(region, seat);
                let slot = &mut lately[ask.slot()];
                let found = match *slot {
                    Some((other, number)) if other == ask => number,
                    _ => {
                        let next = known.len() as u32;
                        *known.entry(ask).or_insert(next)
                    }
                };
                *slot = Some((ask, found));
                self.places.push(Place { visit: number, ask: found });
            }
            self.first.push(self.places.len() as u32);
        }
        // numbered by region, so that officers are gathered once for each
        let mut rank = vec![0; known.len()];
        for (place, (ask, number)) in (0..).zip(known) {
            rank[number as usize] = place;
            self.asks.push(ask);
        }
        self.places.iter_mut().for_each(|place| place.ask = rank[place.ask as usize]);
    }

    fn read_recused(&mut self) {
        for &visit in &self.part.visits {
            for officer in self.index.recused(visit) {
                // who is not of this part cannot come anyway
                self.recused.extend(self.part.officers.binary_search(&officer).ok().map(|at| at as u32));
            }
            self.recused_from.push(self.recused.len() as u32);
        }
    }

    fn list_officers(&mut self) {
        let region =
            |officer: u32| self.index.roster.officers[self.part.officers[officer as usize] as usize].region;
        let mut by_region: Vec<(u32, u32)> = (0..self.officers() as u32).map(|at| (region(at), at)).collect();
        by_region.arrange();
        let mut near: Vec<u32> = Vec::new();
        let mut last = None;
        let stride = self.asks.len().div_ceil(64);
        if stride * self.officers() <= KEPT_BITS {
            self.stride = stride;
            self.bits = vec![0; stride * self.officers()];
        }
        for at in 0..self.asks.len() {
            let ask = self.asks[at];
            if last != Some(ask.region) {
                last = Some(ask.region);
                near.clear();
                let own = [ask.region];
                let helpers = match self.reach {
                    Reach::Own => own.as_slice(),
                    Reach::Neighbours => self.index.helpers(ask.region),
                    Reach::Everywhere => &[],
                };
                for &helper in helpers {
                    let start = by_region.partition_point(|&(other, _)| other < helper);
                    let of = by_region[start..].iter().take_while(|&&(other, _)| other == helper);
                    near.extend(of.map(|&(_, officer)| officer));
                }
                if self.reach == Reach::Everywhere {
                    near.extend(0..self.officers() as u32);
                }
                near.arrange();
            }
            let seat = ask.seat();
            let officers = &self.index.roster.officers;
            let takes = |&&at: &&u32| seat.takes(&officers[self.part.officers[at as usize] as usize]);
            let start = self.lists.len();
            self.lists.extend(near.iter().filter(takes));
            self.counts.push((self.lists.len() - start) as u32);
            if self.stride > 0 {
                for &officer in &self.lists[start..] {
                    self.bits[officer as usize * stride + at / 64] |= 1 << (at % 64);
                }
            }
            // once one list is not kept, none after it is: an ask is kept if its number is small enough
            if self.from.len() == at + 1 && self.lists.len() <= KEPT {
                self.from.push(self.lists.len() as u32);
            } else {
                self.lists.truncate(start);
            }
        }
    }
}

impl Ask {
    fn new(region: u32, seat: &Seat) -> Self {
        Self { region, dept: seat.dept, spec: seat.spec, leader: seat.leader == Some(true) }
    }

    /// A place among 256, so that few asks share one.
    fn slot(&self) -> usize {
        let some = |part: Option<u32>| part.map_or(0, |part| part.wrapping_add(1));
        let mixed = self.region.wrapping_mul(41).wrapping_add(some(self.dept).wrapping_mul(17));
        let mixed = mixed.wrapping_add(some(self.spec).wrapping_mul(3)).wrapping_add(self.leader.into());
        mixed as usize % 256
    }

    fn seat(&self) -> Seat {
        Seat { dept: self.dept, spec: self.spec, leader: Some(self.leader) }
    }
}
