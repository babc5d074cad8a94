//! 第二十条 - breadth-first search for an exchange, and the sets that no exchange ever leaves.
//!
//! A seat that needs somebody reaches every officer who fits it; an officer with slack ends the search, one without
//! reaches all seats he holds, since he could leave any of them. Within one visit an officer can move from his seat to another.
//!
//! A search that fails has reached a set that no exchange leaves: nobody in it has slack, and all who fit its seats are
//! in it. Later exchanges run inside the set or outside, and drawing a seat only takes ways away, so the set stays closed for good. Its
//! members get a class of their own; officers and seats of different classes never meet again, which answers most
//! of what cannot be completed at once, and confines every later search to one class.
#![expect(clippy::indexing_slicing, reason = "indices of officers, seats and asks come from the net")]

use super::flow::{Flow, NONE};

/// What a search has reached, and the classes that failed searches left.
#[derive(Debug)]
pub(super) struct Search {
    /// The number of this search.
    now: u32,
    /// The class it is confined to.
    class: u32,
    /// Who has just given up a seat, and in which visit: there he can take another, whatever his class.
    freed: (u32, u32),
    /// Somebody to spare, and a seat reached that he can take.
    end: Option<(u32, u32)>,
    /// Whether anybody has slack; otherwise only whoever was freed ends a search.
    pub(super) spare: bool,
    classes: u32,
    seats: Vec<u32>,
    officers: Vec<u32>,
    marks: Vec<Mark>,
    seen_officer: Vec<u32>,
    class_of_officer: Vec<u32>,
    /// Those who fit an ask and were passed over when it was met first, because of that one visit.
    rest: Vec<Vec<u32>>,
    seen_ask: Vec<u32>,
    peeked: Vec<u32>,
    scratch: Vec<u32>,
}

/// What searches know of a seat, side by side: they jump from seat to seat, and each jump is a cache miss.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// The last search that reached it.
    seen: u32,
    class: u32,
    /// From which seat it was reached: its officer would go there.
    from: u32,
}

impl Search {
    pub(super) fn new(officers: usize, seats: usize, asks: usize) -> Self {
        Self {
            now: 0,
            class: 0,
            freed: (NONE, NONE),
            end: None,
            spare: true,
            classes: 0,
            seats: Vec::new(),
            officers: Vec::new(),
            marks: vec![Mark { seen: 0, class: 0, from: NONE }; seats],
            seen_officer: vec![0; officers],
            class_of_officer: vec![0; officers],
            rest: vec![Vec::new(); asks],
            seen_ask: vec![0; asks],
            peeked: vec![0; asks],
            scratch: Vec::new(),
        }
    }

    pub(super) fn seat_class(&self, seat: u32) -> u32 {
        self.marks[seat as usize].class
    }

    pub(super) fn officer_class(&self, officer: u32) -> u32 {
        self.class_of_officer[officer as usize]
    }

    pub(super) fn from(&self, seat: u32) -> u32 {
        self.marks[seat as usize].from
    }

    /// The seats that the last search reached.
    pub(super) fn reached(&self) -> &[u32] {
        &self.seats
    }

    /// The number of a class that nothing belongs to yet.
    pub(super) fn new_class(&mut self) -> u32 {
        self.classes += 1;
        self.classes
    }

    /// How many classes were made so far; they are numbered from 1 in the order made.
    pub(super) fn classes(&self) -> u32 {
        self.classes
    }

    /// Puts what was reached into a class, which no later search from outside it enters.
    pub(super) fn close(&mut self, class: u32) {
        for &seat in &self.seats {
            self.marks[seat as usize].class = class;
        }
        for &officer in &self.officers {
            self.class_of_officer[officer as usize] = class;
        }
    }
}

impl Flow<'_> {
    /// Starts a search within a class, after somebody has given up a seat in a visit.
    pub(super) fn begin(&mut self, class: u32, freed: (u32, u32)) {
        self.search.now += 1;
        self.search.class = class;
        self.search.freed = freed;
        self.search.end = None;
        self.search.seats.clear();
        self.search.officers.clear();
    }

    /// Reaches a seat, once.
    pub(super) fn reach_seat(&mut self, seat: u32, from: u32) {
        let search = &mut self.search;
        let mark = &mut search.marks[seat as usize];
        if mark.seen != search.now && mark.class == search.class {
            (mark.seen, mark.from) = (search.now, from);
            search.seats.push(seat);
            if self.frees(seat) {
                self.search.end = Some((self.search.freed.0, seat));
            } else if self.search.spare {
                self.peek(seat);
            }
        }
    }

    /// Looks for slack among those who fit a seat, once for each ask: that saves reaching all seats of those without.
    fn peek(&mut self, seat: u32) {
        let (ask, visit) = (self.net.ask_of(seat), self.net.visit_of(seat));
        if self.search.peeked[ask as usize] != self.search.now {
            self.search.peeked[ask as usize] = self.search.now;
            let list = self.net.kept_list(ask).unwrap_or_default();
            if let Some(officer) = list.iter().copied().find(|&officer| self.is_ready(officer, visit)) {
                self.search.end = Some((officer, seat));
            }
        }
    }

    /// Whether whoever was freed can take `seat`: where nobody else is to spare, this is how most searches end.
    fn frees(&self, seat: u32) -> bool {
        let ((officer, there), visit) = (self.search.freed, self.net.visit_of(seat));
        officer != NONE
            && (visit == there || self.search.officer_class(officer) == self.search.class)
            && self.net.fits(officer, self.net.ask_of(seat))
            && !self.is_member(officer, visit)
            && !self.is_recused(officer, visit)
    }

    /// Reaches an officer without slack, who could leave any seat to take `from`.
    pub(super) fn reach_officer(&mut self, officer: u32, from: u32) {
        self.search.seen_officer[officer as usize] = self.search.now;
        self.search.officers.push(officer);
        let mut seat = self.chain(officer);
        while seat != NONE && self.search.end.is_none() {
            self.reach_seat(seat, from);
            seat = self.after(seat);
        }
    }

    /// The first officer with slack, and the seat to take; `None` once everything in reach was reached.
    pub(super) fn find_path(&mut self) -> Option<(u32, u32)> {
        let mut at = 0;
        loop {
            if self.search.end.is_some() {
                return self.search.end;
            }
            let &seat = self.search.seats.get(at)?;
            at += 1;
            self.reach_colleagues(seat);
            if let Some(officer) = self.reach_fitting(seat) {
                return Some((officer, seat));
            }
        }
    }

    /// Whoever sits elsewhere in the same visit could move over.
    fn reach_colleagues(&mut self, seat: u32) {
        let ask = self.net.ask_of(seat);
        for other in self.net.seats_of(self.net.visit_of(seat)) {
            let officer = self.holder[other as usize];
            if other != seat && officer != NONE && !self.fixed[other as usize] && self.net.fits(officer, ask)
            {
                self.reach_seat(other, seat);
            }
        }
    }

    /// Whoever fits could come from elsewhere. Each ask's list is walked once in a search: after that only those are
    /// left who could not come to the visit it was met in.
    fn reach_fitting(&mut self, seat: u32) -> Option<u32> {
        let (net, ask, visit) = (self.net, self.net.ask_of(seat), self.net.visit_of(seat));
        let mut scratch = std::mem::take(&mut self.search.scratch);
        let mut rest = std::mem::take(&mut self.search.rest[ask as usize]);
        let mut kept = 0;
        let mut found = None;
        if self.search.seen_ask[ask as usize] == self.search.now {
            for at in 0..rest.len() {
                let officer = rest[at];
                match self.meet(officer, seat, visit) {
                    Met::Slack => found = Some(officer),
                    Met::Passed => {
                        rest[kept] = officer;
                        kept += 1;
                    }
                    Met::Done => {}
                }
                if found.is_some() || self.search.end.is_some() {
                    break;
                }
            }
            rest.truncate(kept);
        } else {
            self.search.seen_ask[ask as usize] = self.search.now;
            rest.clear();
            for &officer in net.list(ask, &mut scratch) {
                match self.meet(officer, seat, visit) {
                    Met::Slack => found = Some(officer),
                    Met::Passed => rest.push(officer),
                    Met::Done => {}
                }
                if found.is_some() || self.search.end.is_some() {
                    break;
                }
            }
        }
        self.search.rest[ask as usize] = rest;
        self.search.scratch = scratch;
        found
    }

    fn is_ready(&self, officer: u32, visit: u32) -> bool {
        self.slack[officer as usize] > 0
            && self.search.class_of_officer[officer as usize] == self.search.class
            && !self.is_member(officer, visit)
            && !self.is_recused(officer, visit)
    }

    fn meet(&mut self, officer: u32, seat: u32, visit: u32) -> Met {
        let at = officer as usize;
        if self.search.seen_officer[at] == self.search.now
            || self.search.class_of_officer[at] != self.search.class
        {
            return Met::Done;
        }
        if self.is_member(officer, visit) || self.is_recused(officer, visit) {
            return Met::Passed;
        }
        if self.slack[at] > 0 {
            return Met::Slack;
        }
        self.reach_officer(officer, seat);
        Met::Done
    }
}

enum Met {
    /// Has slack: the search ends.
    Slack,
    /// Cannot come to this visit.
    Passed,
    /// Was reached, now or before, or is out of reach for good.
    Done,
}
