//! 第二十条 - one plan for a part, kept whole while seats are drawn one by one.
//!
//! A plan is an integral flow: from an officer at most `cap` units (once loads are settled, exactly the quota), to a visit at most one, to a seat exactly one. The
//! urn asks for every officer it draws whether a plan remains; that is answered by exchanging officers of the plan at
//! hand ([`super::search`]), never by making a new one. The answer is a fact and does not depend on the plan at hand.
#![expect(clippy::indexing_slicing, reason = "indices of officers and seats come from the net")]

use super::net::Net;
use super::search::Search;

/// No officer, no seat.
pub(super) const NONE: u32 = u32::MAX;

/// A plan: who holds each seat, and which of the seats are drawn already.
#[derive(Debug)]
pub(super) struct Flow<'a> {
    pub(super) net: &'a Net<'a>,
    /// The officer of each seat.
    pub(super) holder: Vec<u32>,
    /// Whether the seat is drawn and its officer stays.
    pub(super) fixed: Vec<bool>,
    /// How many more visits each officer could take.
    pub(super) slack: Vec<u32>,
    /// The seats that each officer holds and that are not drawn yet, as a chain for each ask, and one for those in odd visits.
    chains: Vec<Vec<Chain>>,
    links: Vec<Link>,
    /// Visits in which a seat is of another class than its officer: there searches look at every seat.
    odd: Vec<bool>,
    pub(super) search: Search,
}

/// The seats of one officer that ask for the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chain {
    /// [`NONE`]: whatever they ask for, they are in odd visits.
    pub(super) ask: u32,
    pub(super) first: u32,
}

/// The seats beside one in its chain.
#[derive(Debug, Clone, Copy)]
struct Link {
    next: u32,
    before: u32,
}

impl<'a> Flow<'a> {
    /// Without anybody on any seat.
    pub(super) fn empty(net: &'a Net<'a>) -> Self {
        let (officers, seats) = (net.officers(), net.seats() as usize);
        Self {
            net,
            holder: vec![NONE; seats],
            fixed: vec![false; seats],
            slack: (0..officers as u32).map(|officer| net.cap(officer)).collect(),
            chains: vec![Vec::new(); officers],
            links: vec![Link { next: NONE, before: NONE }; seats],
            odd: vec![false; net.visits() as usize],
            search: Search::new(officers, seats, net.asks()),
        }
    }

    /// Finds an officer for an empty seat by exchanging others; `false` if no plan holds all seats taken and this one.
    pub(super) fn insert(&mut self, seat: u32) -> bool {
        self.begin(0, (NONE, NONE));
        self.reach_seat(seat, NONE);
        self.finish()
    }

    /// Draws `officer` for `seat` if what is left can still be completed.
    pub(super) fn fix(&mut self, officer: u32, seat: u32) -> bool {
        let (visit, now) = (self.net.visit_of(seat), self.holder[seat as usize]);
        if now == officer {
            self.unlink(seat);
            self.fixed[seat as usize] = true;
            return true;
        }
        let other = self.net.seats_of(visit).find(|&other| self.holder[other as usize] == officer);
        // a closed set lies between the two: see `Search`
        let closed = match other {
            Some(other) => self.search.seat_class(other),
            None => self.search.officer_class(officer),
        };
        if closed != self.search.seat_class(seat) {
            return false;
        }
        self.unlink(seat);
        self.slack[now as usize] += 1;
        self.holder[seat as usize] = officer;
        self.fixed[seat as usize] = true;
        let done = match other {
            Some(other) => self.leave(other, closed, (now, visit)),
            None if self.slack[officer as usize] > 0 => {
                self.slack[officer as usize] -= 1;
                true
            }
            None => self.leave_any(officer, closed, (now, visit)),
        };
        if !done {
            self.fixed[seat as usize] = false;
            self.slack[now as usize] -= 1;
            self.link(now, seat);
        }
        done
    }

    /// Fills `seat`, whose officer went to another seat of the same visit.
    fn leave(&mut self, seat: u32, class: u32, freed: (u32, u32)) -> bool {
        let (officer, visit) = (self.holder[seat as usize], self.net.visit_of(seat));
        self.unlink(seat);
        self.holder[seat as usize] = NONE;
        self.begin(class, freed);
        self.reach_seat(seat, NONE);
        let done = self.finish();
        if !done {
            self.link(officer, seat);
            if self.search.officer_class(officer) != self.search.seat_class(seat) {
                self.set_odd(visit);
            }
        }
        done
    }

    /// Lets somebody take over one seat of `officer`, who has one too many.
    fn leave_any(&mut self, officer: u32, class: u32, freed: (u32, u32)) -> bool {
        self.begin(class, freed);
        self.reach_officer(officer, NONE);
        self.finish()
    }

    /// Gives the path found to the plan, or closes what was reached.
    fn finish(&mut self) -> bool {
        match self.find_path() {
            Some((officer, seat)) => {
                self.exchange(officer, seat);
                true
            }
            None => {
                let class = self.search.new_class();
                self.close(class);
                false
            }
        }
    }

    /// `officer`, who has slack, takes `seat`, whose officer takes the seat it was reached from, and so on.
    pub(super) fn exchange(&mut self, mut officer: u32, mut seat: u32) {
        self.slack[officer as usize] -= 1;
        if self.search.officer_class(officer) != self.search.seat_class(seat) {
            self.set_odd(self.net.visit_of(seat));
        }
        while seat != NONE {
            let moved = self.holder[seat as usize];
            if moved != NONE {
                self.unlink(seat);
            }
            self.link(officer, seat);
            (officer, seat) = (moved, self.search.from(seat));
        }
    }

    /// The officers of a visit, by number of the roster.
    pub(super) fn team(&self, visit: u32) -> Vec<u32> {
        let officers = self.net.seats_of(visit).map(|seat| self.holder[seat as usize]);
        officers.map(|officer| self.net.officer(officer)).collect()
    }

    /// The seats that `officer` holds and that are not drawn yet, by what they ask for.
    pub(super) fn chains(&self, officer: u32) -> &[Chain] {
        &self.chains[officer as usize]
    }

    /// The seat after `seat` in its chain.
    pub(super) fn after(&self, seat: u32) -> u32 {
        self.links[seat as usize].next
    }

    /// The chain a seat belongs to.
    fn chain_of(&self, seat: u32) -> u32 {
        if self.is_odd(self.net.visit_of(seat)) { NONE } else { self.net.ask_of(seat) }
    }

    pub(super) fn is_odd(&self, visit: u32) -> bool {
        self.odd[visit as usize]
    }

    /// From now on searches look at every seat of the visit.
    pub(super) fn set_odd(&mut self, visit: u32) {
        if self.is_odd(visit) {
            return;
        }
        let linked =
            |flow: &Self, seat: u32| flow.holder[seat as usize] != NONE && !flow.fixed[seat as usize];
        let seats = self.net.seats_of(visit);
        for seat in seats.clone() {
            if linked(self, seat) {
                self.unlink(seat);
            }
        }
        self.odd[visit as usize] = true;
        for seat in seats {
            if linked(self, seat) {
                self.link(self.holder[seat as usize], seat);
            }
        }
    }

    pub(super) fn is_member(&self, officer: u32, visit: u32) -> bool {
        self.net.seats_of(visit).any(|seat| self.holder[seat as usize] == officer)
    }

    pub(super) fn is_recused(&self, officer: u32, visit: u32) -> bool {
        self.net.recused(visit).contains(&officer)
    }

    pub(super) fn link(&mut self, officer: u32, seat: u32) {
        let (ask, chains) = (self.chain_of(seat), &mut self.chains[officer as usize]);
        let next = match chains.iter_mut().find(|chain| chain.ask == ask) {
            Some(chain) => std::mem::replace(&mut chain.first, seat),
            None => {
                chains.push(Chain { ask, first: seat });
                NONE
            }
        };
        self.holder[seat as usize] = officer;
        self.links[seat as usize] = Link { next, before: NONE };
        if next != NONE {
            self.links[next as usize].before = seat;
        }
    }

    pub(super) fn unlink(&mut self, seat: u32) {
        let Link { next, before } = self.links[seat as usize];
        if next != NONE {
            self.links[next as usize].before = before;
        }
        if before != NONE {
            self.links[before as usize].next = next;
            return;
        }
        let (ask, chains) = (self.chain_of(seat), &mut self.chains[self.holder[seat as usize] as usize]);
        if let Some(at) = chains.iter().position(|chain| chain.ask == ask) {
            if next == NONE {
                chains.swap_remove(at);
            } else {
                chains[at].first = next;
            }
        }
    }
}
