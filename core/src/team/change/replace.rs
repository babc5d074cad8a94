//! 第二十二条 - replacing an officer of teams that are matched, ordered or not.

use std::collections::BTreeSet;

use super::super::matched::Matched;
use super::super::order::Ordered;
use super::ladder::Offer;
use super::outcome::{Change, Replaced};
use super::problem::ChangeError;
use super::request::{Choice, Declined, Replacement, ReplacementReason};
use super::standing::{Assigned, Basis, Given, Standing, Step, offers};
use super::vacancy::Vacancy;
use crate::base::order::Gather as _;
use crate::base::{Date, Fault, Faults, Id, Place};

impl Matched {
    /// 更换 - one officer leaves one seat, another comes, and nobody else moves.
    ///
    /// # Errors
    /// Every [`ChangeError`] at its place; signatures that are no approver's; a leader who is missing or may not lead.
    pub fn replace(self, replacement: Replacement) -> Result<Self, Faults> {
        self.replaced_on(replacement, None)
    }

    /// Who is offered next at a seat, after those who declined; nobody where no rung of the ladder has anybody.
    ///
    /// # Errors
    /// A seat that is not there; a reason that is none; more who declined than were offered.
    pub fn offer(&self, visit: u32, seat: u32, declined: &[Declined]) -> Result<Option<Offer>, Faults> {
        let mut vacancy = Vacancy::new(self.seal(), &self.now, (visit, seat))?;
        let mut faults = Faults::default();
        let reasons: Vec<ReplacementReason> =
            declined.iter().map(|declined| declined.reason.clone()).collect();
        let given = Given { signing: &self.signing(), consent: None };
        reasons.iter().for_each(|reason| given.check(reason, "declined", &mut faults));
        faults.or(())?;
        offers(&mut vacancy, &self.prk, &reasons)
    }

    /// Every change since the draw, in their order.
    pub fn changes(&self) -> &[Change] {
        self.now.changes()
    }

    /// 更换率 - the seats whose officer was replaced, of all seats. For the unit itself: nobody asks to publish it.
    pub fn replacement_rate(&self) -> (u64, u64) {
        let replaced: BTreeSet<(u32, u32)> =
            self.changes().iter().map(|change| (change.visit, change.seat)).gather();
        (replaced.len() as u64, self.teams().iter().map(|team| team.len() as u64).sum())
    }

    /// Seats whose officer withdrew from the target at another of its visits, or when he was offered one, and has to leave here
    /// too: (visit, seat), ascending.
    pub fn open_recusals(&self) -> Vec<(u32, u32)> {
        self.now.open_recusals(self.seal())
    }

    pub(in super::super) fn replaced_on(
        mut self,
        replacement: Replacement,
        ordered: Option<Date>,
    ) -> Result<Self, Faults> {
        let step = self.step(replacement)?;
        let name = |officer: u32| self.name(officer);
        let signing = &self.signing();
        let basis = Basis { seal: self.seal(), prk: &self.prk, signing, ordered, name: &name };
        let change = self.now.change(&basis, step)?;
        Standing::apply(&mut self.now, change);
        Ok(self)
    }

    /// The request with its officers by number.
    fn step(&self, replacement: Replacement) -> Result<Step, Faults> {
        let Replacement { visit, seat, reason, declined, choice, consent, leader, note: _ } = replacement;
        let number = |officer: &Id, field: &str| {
            let unknown = || ChangeError::AssignedUnknown { officer: officer.to_string() };
            self.number(officer).ok_or_else(|| Faults::from(Fault::new(Place::field(field), unknown())))
        };
        let leader = leader.map(|leader| number(&leader, "leader")).transpose()?;
        let assigned = match choice {
            Choice::Offered => None,
            Choice::Assigned { officer, approval, reason } => {
                Some(Assigned { officer: number(&officer, "choice")?, reason, approval })
            }
        };
        let declined = declined.into_iter().map(|declined| declined.reason).collect();
        Ok(Step { visit, seat, reason, declined, assigned, leader, consent })
    }
}

impl Ordered {
    /// 更换 after the order, with a consent that does not come before it.
    ///
    /// # Errors
    /// As [`Matched::replace`].
    pub fn replace(self, replacement: Replacement) -> Result<Self, Faults> {
        let date = self.approval().date;
        self.with_matched(|matched| matched.replaced_on(replacement, Some(date)))
    }

    /// The replacements at one visit by the ids of the officers, as the sheet of a team that was told before them needs
    /// them.
    pub fn replaced(&self, visit: u32) -> Vec<Replaced> {
        let here = self.matched().changes().iter().filter(|change| change.visit == visit);
        let replaced = |change: &Change| {
            let (out, into) = (self.matched().id(change.out)?, self.matched().id(change.into)?);
            let (date, reason) = (change.consent.date, Some(change.reason.clone()));
            Some(Replaced { out: out.clone(), into: into.clone(), date, reason })
        };
        here.filter_map(replaced).collect()
    }
}
