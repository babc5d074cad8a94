//! 第六条 - what a record says of the middle stages: from the start of the task to the order, with the check values that force
//! their order.

use super::Record;
use super::officers::MatchResult;
use crate::base::{Date, Id};
use crate::disclosure::Actor;
use crate::duty::{Act, By, Mark, Trace};
use crate::plan::{Approval, Role, Task};

impl Record {
    /// 留痕 - the trace of the stages in this record, for what `unit` was given. A record has no day of the dispatch, so it
    /// is an argument; the announcement goes out with it. `org` is the authority, as actors name it.
    ///
    /// What the record does not state is not made up: the check names it. Lists, plan and results are added by whoever
    /// keeps them, the results by [`Trace::with_history`].
    pub fn trace(&self, org: &Id, unit: &Id, dispatched: Option<(Date, Actor)>) -> Trace {
        let by = |approval: &Approval, org: &Id| {
            Some(By::Person(Actor { person: approval.person.clone(), org: org.clone() }))
        };
        let signed = |role: Role| {
            let mut approvals = self.seal.approvals.iter().flatten();
            approvals.find(|approval| approval.role == role)
        };
        let mut marks = Vec::new();
        if let Some(prepared) = signed(Role::Preparer).or(signed(Role::Approver)) {
            marks.push(Mark::new(Act::TaskStarted, prepared.date, by(prepared, org)));
        }
        if let Some(at) = self.seal.sealed_at {
            let approved = signed(Role::Approver).and_then(|approved| by(approved, org));
            let mark = Mark::new(Act::Sealed, at.date(), approved).making(self.digest);
            marks.push(mark.resting_on(self.seal.previous));
        }
        if let Some(at) = self.ceremony.held_at {
            // whoever revealed a secret was there; a bare value names nobody
            let party = self.ceremony.parties.first();
            let party =
                party.map(|reveal| By::Person(Actor { person: reveal.party.to_string(), org: org.clone() }));
            marks.push(Mark::new(Act::Drawn, at.date(), party).resting_on([self.digest]));
        }
        if let Some(lock) = &self.result.lock {
            marks.push(Mark::new(Act::Locked, lock.date, by(lock, org)).resting_on([self.digest]));
        }
        if let Some((on, actor)) = dispatched {
            let made = self.check_value_at_dispatch();
            let sent = Mark::new(Act::Dispatched, on, Some(By::Person(actor))).resting_on([self.digest]);
            marks.push(Mark { makes: made.ok(), ..sent });
            marks.push(Mark::new(Act::Announced, on, Some(By::System)));
        }
        for officers in self.officers.iter().filter(|officers| officers.seal.unit == *unit) {
            let MatchResult::Matched(matched) = &officers.result else { continue };
            let mut approvals = officers.seal.approvals.iter().flatten();
            let approved = approvals.find(|approval| approval.role == Role::Approver);
            if let Some(at) = officers.ceremony.held_at.or(officers.seal.sealed_at) {
                let rests_on =
                    officers.seal.earlier.iter().flat_map(|earlier| [earlier.seal, earlier.record]);
                let mark =
                    Mark::new(Act::Matched, at.date(), approved.and_then(|approved| by(approved, unit)));
                marks.push(mark.making(officers.digest).resting_on(rests_on));
            }
            if let Some(order) = &matched.order {
                let mark = Mark::new(Act::Ordered, order.date, by(order, unit));
                marks.push(mark.resting_on([officers.digest]));
            }
        }
        let tasks = || self.seal.tasks.iter().map(|sealed| &sealed.task);
        Trace { marks, ad_hoc: tasks().all(Task::is_ad_hoc), follow_up: false }
    }
}
