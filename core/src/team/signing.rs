//! 第六条, 第二十条, 第二十二条 - who may sign in a match, and when.
//!
//! # The rule
//! What is done is written down, and nobody approves what he prepared.
//!
//! # Reading
//! Whoever prepared the match or one of the rounds whose lists it matches approves nothing in it. A signature is not older than
//! what it is about: the locked list, and for what follows the draw the seal and its ceremony. What the seal holds was signed by the time of the seal.

use super::problem::OfficersError;
use crate::base::{Date, Faults, Instant, Place};
use crate::plan::{Approval, PlanError, Role};

/// What the signatures of one match are judged by.
#[derive(Debug, Clone, Default)]
pub(crate) struct Signing {
    /// Of the rounds, as far as they are known.
    rounds: Vec<Approval>,
    /// Of the match itself.
    own: Vec<Approval>,
    sealed: Option<Date>,
    held: Option<Date>,
}

impl Signing {
    /// Of a match with these approvals in its seal, over lists of rounds with those.
    pub(crate) fn new(
        rounds: Vec<Approval>,
        own: &[Approval],
        sealed_at: Option<Instant>,
        held_at: Option<Instant>,
    ) -> Self {
        let (sealed, held) = (sealed_at.map(Instant::date), held_at.map(Instant::date));
        Self { rounds, own: own.to_vec(), sealed, held }
    }

    /// The day of the last signature under the lists: nothing about a match is older.
    fn listed(&self) -> Option<Date> {
        self.rounds.iter().map(|approval| approval.date).max()
    }

    /// The approver is one, and prepared nothing.
    ///
    /// # Errors
    /// What [`Approval::may_approve`] finds.
    pub(crate) fn may_approve(&self, approval: &Approval) -> Result<(), PlanError> {
        approval.may_approve(&[self.rounds.as_slice(), &self.own].concat())
    }

    /// The earliest day of what follows the draw; `since` is what it is about, where that is later.
    pub(crate) fn after_draw(&self, since: Option<Date>) -> Option<Date> {
        let own = self.own.iter().map(|approval| approval.date);
        own.chain(self.listed()).chain(self.sealed).chain(self.held).chain(since).max()
    }

    /// The approvals of the seal itself.
    pub(crate) fn check_own(&self, faults: &mut Faults) {
        let place = || Place::field("approvals");
        for approval in &self.own {
            if approval.role == Role::Approver
                && let Err(error) = approval.may_approve(&self.rounds)
            {
                faults.push(place(), error);
            }
            check_days(approval, (self.listed(), self.sealed), &place(), faults);
        }
    }

    /// A signature that the seal holds, about something of the day `since`.
    pub(crate) fn check_sealed(
        &self,
        approval: &Approval,
        since: Option<Date>,
        place: &Place,
        faults: &mut Faults,
    ) {
        self.check_person(approval, place, faults);
        check_days(approval, (self.listed().max(since), self.sealed), place, faults);
    }

    /// A signature about what was drawn.
    pub(crate) fn check_later(
        &self,
        approval: &Approval,
        since: Option<Date>,
        place: &Place,
        faults: &mut Faults,
    ) {
        self.check_person(approval, place, faults);
        check_days(approval, (self.after_draw(since), None), place, faults);
    }

    /// A decision on a recusal that is known only after the seal, by the day of the consent that rests on it.
    pub(crate) fn check_decision(
        &self,
        approval: &Approval,
        consent: Option<Date>,
        place: &Place,
        faults: &mut Faults,
    ) {
        self.check_person(approval, place, faults);
        check_days(approval, (self.listed().max(self.sealed), consent), place, faults);
    }

    fn check_person(&self, approval: &Approval, place: &Place, faults: &mut Faults) {
        if let Err(error) = self.may_approve(approval) {
            faults.push(place.clone(), error);
        }
    }
}

fn check_days(
    approval: &Approval,
    (earliest, latest): (Option<Date>, Option<Date>),
    place: &Place,
    faults: &mut Faults,
) {
    let (found, person) = (approval.date, || approval.person.clone());
    if let Some(earliest) = earliest.filter(|earliest| found < *earliest) {
        faults.push(place.clone(), OfficersError::SignedEarly { person: person(), found, earliest });
    }
    if let Some(latest) = latest.filter(|latest| found > *latest) {
        faults.push(place.clone(), OfficersError::SignedLate { person: person(), found, latest });
    }
}
