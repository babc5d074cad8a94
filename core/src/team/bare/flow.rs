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
    /// The seats that each officer holds and that are not drawn yet, as a chain.
    head: Vec<u32>,
    links: Vec<Link>,
    pub(super) search: Search,
}

/// The seats beside one in the chain of its officer.
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
            head: vec![NONE; officers],
            links: vec![Link { next: NONE, before: NONE }; seats],
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
        let officer = self.holder[seat as usize];
        self.unlink(seat);
        self.holder[seat as usize] = NONE;
        self.begin(class, freed);
        self.reach_seat(seat, NONE);
        let done = self.finish();
        if !done {
            self.link(officer, seat);
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
                self.search.close(class);
                false
            }
        }
    }

    /// `officer`, who has slack, takes `seat`, whose officer takes the seat it was reached from, and so on.
    pub(super) fn exchange(&mut self, mut officer: u32, mut seat: u32) {
        self.slack[officer as usize] -= 1;
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

    /// The first seat that `officer` holds and that is not drawn yet.
    pub(super) fn chain(&self, officer: u32) -> u32 {
        self.head[officer as usize]
    }

    /// The seat after `seat` in its officer's chain.
    pub(super) fn after(&self, seat: u32) -> u32 {
        self.links[seat as usize].next
    }

    pub(super) fn is_member(&self, officer: u32, visit: u32) -> bool {
        self.net.seats_of(visit).any(|seat| self.holder[seat as usize] == officer)
    }

    pub(super) fn is_recused(&self, officer: u32, visit: u32) -> bool {
        self.net.recused(visit).contains(&officer)
    }

    pub(super) fn link(&mut self, officer: u32, seat: u32) {
        let next = self.head[officer as usize];
        self.holder[seat as usize] = officer;
        self.links[seat as usize] = Link { next, before: NONE };
        if next != NONE {
            self.links[next as usize].before = seat;
        }
        self.head[officer as usize] = seat;
    }

    pub(super) fn unlink(&mut self, seat: u32) {
        let Link { next, before } = self.links[seat as usize];
        if next != NONE {
            self.links[next as usize].before = before;
        }
        match before {
            NONE => self.head[self.holder[seat as usize] as usize] = next,
            before => self.links[before as usize].next = next,
        }
    }
}
