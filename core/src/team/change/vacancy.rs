//! 第二十条第三款, 第二十一条, 第二十二条 - a seat whose officer leaves, and who could take it.

use super::super::bare::{Hindrance, Reach};
use super::super::seal::{Ground, OfficersSeal, VisitSeal};
use super::ladder::{Offer, Rung};
use super::outcome::{Change, Passed};
use super::problem::ChangeError;
use super::request::ReplacementReason;
use super::standing::Standing;
use crate::base::{Fault, Faults, Place};
use crate::law::Article;

/// One seat, looked at as the match stands now.
pub(super) struct Vacancy<'a> {
    standing: &'a Standing,
    seal: &'a OfficersSeal,
    sealed: &'a VisitSeal,
    pub(super) visit: u32,
    pub(super) seat: u32,
    /// Who leaves.
    pub(super) out: u32,
    /// Who declined since, in this request.
    pub(super) declined: Vec<Passed>,
    /// For each officer what keeps him from the seat as sealed, within the area and with its neighbours.
    own: Vec<Option<Hindrance>>,
    near: Vec<Option<Hindrance>>,
}

impl<'a> Vacancy<'a> {
    pub(super) fn new(
        seal: &'a OfficersSeal,
        standing: &'a Standing,
        (visit, seat): (u32, u32),
    ) -> Result<Self, Faults> {
        let sealed = seal.visits.get(visit as usize);
        let out = standing.team(visit).get(seat as usize).copied();
        let Some((sealed, out)) = sealed.zip(out) else {
            return Err(Fault::new(Place::field("seat"), ChangeError::Seat { visit, seat }).into());
        };
        let roster = seal.roster_of(visit)?;
        let hindrances = |reach| roster.hindrances(reach, (0, seat));
        let (own, near) = (hindrances(Reach::Own), hindrances(Reach::Neighbours));
        Ok(Self { standing, seal, sealed, visit, seat, out, declined: Vec::new(), own, near })
    }

    /// The number of offers made at this seat so far: it names the stream of the next.
    pub(super) fn offers(&self) -> u64 {
        let made = |change: &Change| change.declined.len() as u64 + u64::from(change.offered.is_some());
        self.changes_here().map(made).sum::<u64>() + self.declined.len() as u64
    }

    /// Whoever was offered is not available.
    pub(super) fn decline(&mut self, Offer { officer, rung }: Offer, reason: ReplacementReason) {
        self.declined.push(Passed { officer, rung, reason });
    }

    /// Who stands on a rung, ascending.
    pub(super) fn candidates(&self, rung: Rung) -> Vec<u32> {
        if rung == Rung::Direct {
            return Vec::new();
        }
        let free = |officer: &u32| {
            self.rung_of(*officer) == rung
                && !self.is_member(*officer)
                && !self.is_barred(*officer)
                && !self.has_declined(*officer)
        };
        (0..self.seal.pool.len() as u32).filter(free).collect()
    }

    /// Where an officer stands for this seat.
    pub(super) fn rung_of(&self, officer: u32) -> Rung {
        let at = officer as usize;
        let fits = |hindrances: &[Option<Hindrance>]| hindrances.get(at).is_some_and(Option::is_none);
        let (load, cap) = (self.standing.load(officer), self.seal.pool.get(at).map_or(0, |entry| entry.cap));
        match (fits(&self.own), fits(&self.near)) {
            (true, _) if load < cap => Rung::WithinCap,
            (true, _) if load == cap => Rung::CapPlusOne,
            (false, true) if load < cap => Rung::Neighbours,
            _ => Rung::Direct,
        }
    }

    /// Whether the officer is in the team now.
    pub(super) fn is_member(&self, officer: u32) -> bool {
        self.standing.team(self.visit).contains(&officer)
    }

    /// Whether the officer was taken out of this visit before, or has an interest in its target.
    pub(super) fn is_barred(&self, officer: u32) -> bool {
        let at_target = |change: &&Change| {
            self.seal
                .visits
                .get(change.visit as usize)
                .is_some_and(|visit| visit.target == self.sealed.target)
        };
        let left = |change: &Change| change.out == officer && change.visit == self.visit;
        let interested = |passed: &Passed| passed.officer == officer && passed.reason.is_recusal();
        let mut earlier = self.standing.changes().iter().filter(at_target);
        earlier.any(|change| left(change) || change.withdrawn().any(|withdrawn| withdrawn == officer))
            || self.declined.iter().any(interested)
    }

    /// The article that keeps the officer from this visit whatever the seat asks for. Leave known at the seal does not: who
    /// assigns somebody knows whether he is back.
    pub(super) fn kept_by(&self, officer: u32) -> Option<Article> {
        let mut grounds = self.seal.grounds(officer, self.sealed);
        grounds.find(|away| away.ground != Ground::OnLeave).map(|away| away.article)
    }

    /// Whether the officer was offered this seat and declined.
    fn has_declined(&self, officer: u32) -> bool {
        let earlier = self.changes_here().flat_map(|change| &change.declined);
        earlier.chain(&self.declined).any(|passed| passed.officer == officer)
    }

    fn changes_here(&self) -> impl Iterator<Item = &'a Change> {
        let here = (self.visit, self.seat);
        self.standing.changes().iter().filter(move |change| (change.visit, change.seat) == here)
    }
}
