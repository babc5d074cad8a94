//! 第二十条 - breadth-first search for an exchange, and the sets that no exchange ever leaves.
//!
//! A seat that needs somebody reaches every officer who fits it; an officer with slack ends the search, one without
//! reaches all seats he holds, since he could leave any of them. Within one visit an officer can move from his seat to another.
//!
//! Seats that ask for the same reach the same officers, save for the few who could not come to one of the visits. So once an ask has brought
//! in everybody who fits it, its further seats are not looked at one by one: a search costs what officers and asks cost, not what seats do.
//!
//! A search that fails has reached a set that no exchange leaves: nobody in it has slack, and all who fit its seats are
//! in it. Later exchanges run inside the set or outside, and drawing a seat only takes ways away, so the set stays closed for good. Its
//! members get a class of their own; officers and seats of different classes never meet again, which answers most
//! of what cannot be completed at once, and confines every later search to one class.
#![expect(clippy::indexing_slicing, reason = "indices of officers, seats and asks come from the net")]

use super::flow::{Chain, Flow, NONE};

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
    members: Vec<Mark>,
    asks: Vec<Asked>,
    /// Those who fit an ask and were passed over so far, because of the visits it was met in.
    rest: Vec<Vec<u32>>,
    scratch: Vec<u32>,
}

/// What searches know of a seat or an officer, side by side: they jump from one to another, and each jump is a cache miss.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// The last search that reached it.
    seen: u32,
    class: u32,
    /// From which seat it was reached: its officer would go there.
    from: u32,
}

/// What searches know of an ask; the number of a search says when.
#[derive(Debug, Clone, Copy)]
struct Asked {
    /// A seat of it was reached.
    reached: u32,
    /// Somebody with slack was looked for.
    peeked: u32,
    /// Its list was walked.
    walked: u32,
    /// No further seat of it was at hand while some were passed over.
    short: u32,
    /// Whose seats were all tried: the officers reached before this one.
    tried: u32,
    /// A class in which nobody is left who fits it.
    gone: u32,
}

const UNASKED: Asked = Asked { reached: 0, peeked: 0, walked: 0, short: 0, tried: 0, gone: NONE };

const UNMARKED: Mark = Mark { seen: 0, class: 0, from: NONE };

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
            marks: vec![UNMARKED; seats],
            members: vec![UNMARKED; officers],
            asks: vec![UNASKED; asks],
            rest: vec![Vec::new(); asks],
            scratch: Vec::new(),
        }
    }

    pub(super) fn seat_class(&self, seat: u32) -> u32 {
        self.marks[seat as usize].class
    }

    pub(super) fn officer_class(&self, officer: u32) -> u32 {
        self.members[officer as usize].class
    }

    pub(super) fn from(&self, seat: u32) -> u32 {
        self.marks[seat as usize].from
    }

    /// The seats that the last search reached; all of them once it was closed.
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

    /// Counts a seat among those reached that the search had no need to look at.
    fn note(&mut self, seat: u32) {
        let mark = &mut self.marks[seat as usize];
        if mark.seen != self.now && mark.class == self.class {
            mark.seen = self.now;
            self.seats.push(seat);
        }
    }

    /// Whether a search needs a seat of an ask: it has none, or all it had leave somebody passed over.
    fn wants(&self, ask: u32) -> bool {
        let asked = self.asks[ask as usize];
        asked.reached != self.now || asked.short == self.now
    }

    /// Whether the list of an ask was walked and has brought in everybody who fits it.
    fn is_done(&self, ask: u32) -> bool {
        self.asks[ask as usize].walked == self.now && self.rest[ask as usize].is_empty()
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

    /// Puts what was reached into a class, which no later search from outside it enters.
    pub(super) fn close(&mut self, class: u32) {
        let officers = std::mem::take(&mut self.search.officers);
        for &officer in &officers {
            for at in 0..self.chains(officer).len() {
                let mut seat = self.chains(officer)[at].first;
                while seat != NONE {
                    self.search.note(seat);
                    seat = self.after(seat);
                }
            }
            self.search.members[officer as usize].class = class;
        }
        self.search.officers = officers;
        for at in 0..self.search.seats.len() {
            let seat = self.search.seats[at];
            self.search.marks[seat as usize].class = class;
            let officer = self.holder[seat as usize];
            // reached alone, as a seat from which its officer could move within the visit
            if officer != NONE && self.search.officer_class(officer) != class {
                self.set_odd(self.net.visit_of(seat));
            }
        }
    }

    /// Reaches a seat; `false` if it was reached before or lies in another class.
    pub(super) fn reach_seat(&mut self, seat: u32, from: u32) -> bool {
        let search = &mut self.search;
        let mark = &mut search.marks[seat as usize];
        if mark.seen == search.now || mark.class != search.class {
            return false;
        }
        (mark.seen, mark.from) = (search.now, from);
        search.seats.push(seat);
        let asked = &mut search.asks[self.net.ask_of(seat) as usize];
        if asked.reached != search.now {
            (asked.reached, asked.tried) = (search.now, 0);
        }
        if self.frees(seat) {
            self.search.end = Some((self.search.freed.0, seat));
        } else if self.search.spare {
            self.peek(seat);
        }
        true
    }

    /// Looks for slack among those who fit a seat, once for each ask: that saves reaching all seats of those without.
    fn peek(&mut self, seat: u32) {
        let (ask, visit) = (self.net.ask_of(seat), self.net.visit_of(seat));
        let (now, class) = (self.search.now, self.search.class);
        let asked = &mut self.search.asks[ask as usize];
        if asked.peeked != now && asked.gone != class {
            asked.peeked = now;
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
        let member = &mut self.search.members[officer as usize];
        (member.seen, member.from) = (self.search.now, from);
        self.search.officers.push(officer);
        let (freed, there) = self.search.freed;
        let open = freed != NONE && self.search.officer_class(freed) == self.search.class;
        if freed != NONE {
            for seat in self.net.seats_of(there) {
                if self.holder[seat as usize] == officer && !self.fixed[seat as usize] {
                    self.reach_seat(seat, from);
                }
            }
        }
        for at in 0..self.chains(officer).len() {
            let Chain { ask, first } = self.chains(officer)[at];
            if ask == NONE || open && self.net.fits(freed, ask) {
                // each is looked at: in odd visits, or where whoever was freed might take any of them
                let mut seat = first;
                while seat != NONE && self.search.end.is_none() {
                    self.reach_seat(seat, from);
                    seat = self.after(seat);
                }
            } else if self.search.wants(ask) && self.reach_one(first, from) {
                self.search.asks[ask as usize].short = 0;
            }
        }
    }

    /// Reaches the first seat of a chain that was not reached yet; `false` if there is none.
    fn reach_one(&mut self, first: u32, from: u32) -> bool {
        let mut seat = first;
        while seat != NONE && !self.reach_seat(seat, from) {
            seat = self.after(seat);
        }
        seat != NONE
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
            let ask = self.net.ask_of(seat);
            let done = self.search.is_done(ask);
            // in an odd visit somebody may sit who is out of reach elsewhere
            if !done || self.is_odd(self.net.visit_of(seat)) {
                self.reach_colleagues(seat);
            }
            if done {
                continue;
            }
            if let Some(officer) = self.reach_fitting(seat) {
                return Some((officer, seat));
            }
            if !self.search.is_done(ask) {
                self.reach_another(ask);
            }
        }
    }

    /// Reaches another seat of an ask, where somebody might come who could not come to those before.
    fn reach_another(&mut self, ask: u32) {
        let mut at = self.search.asks[ask as usize].tried;
        while let Some(&officer) = self.search.officers.get(at as usize) {
            let from = self.search.members[officer as usize].from;
            let chain = self.chains(officer).iter().find(|chain| chain.ask == ask).copied();
            if chain.is_some_and(|Chain { first, .. }| self.reach_one(first, from)) {
                break;
            }
            at += 1;
        }
        let short = at as usize == self.search.officers.len();
        let asked = &mut self.search.asks[ask as usize];
        (asked.tried, asked.short) = (at, if short { self.search.now } else { 0 });
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
        if self.search.asks[ask as usize].walked == self.search.now {
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
            self.search.asks[ask as usize].walked = self.search.now;
            rest.clear();
            let gone = self.search.asks[ask as usize].gone == self.search.class;
            let list = if gone { &[] } else { net.list(ask, &mut scratch) };
            let mut left = false;
            for &officer in list {
                left |= self.search.officer_class(officer) == self.search.class;
                match self.meet(officer, seat, visit) {
                    Met::Slack => found = Some(officer),
                    Met::Passed => rest.push(officer),
                    Met::Done => {}
                }
                if found.is_some() || self.search.end.is_some() {
                    break;
                }
            }
            if !left && self.search.end.is_none() {
                self.search.asks[ask as usize].gone = self.search.class;
            }
        }
        self.search.rest[ask as usize] = rest;
        self.search.scratch = scratch;
        found
    }

    fn is_ready(&self, officer: u32, visit: u32) -> bool {
        self.slack[officer as usize] > 0
            && self.search.officer_class(officer) == self.search.class
            && !self.is_member(officer, visit)
            && !self.is_recused(officer, visit)
    }

    fn meet(&mut self, officer: u32, seat: u32, visit: u32) -> Met {
        let at = officer as usize;
        let member = self.search.members[at];
        if member.seen == self.search.now || member.class != self.search.class {
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
