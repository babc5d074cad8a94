//! 检查任务下达 - the order to inspect: from here on nobody is replaced but for a named reason (第二十二条).

use super::change::ChangeError;
use super::expert::ExpertsDrawn;
use super::matched::Matched;
use super::problem::OfficersError;
use crate::base::{Fault, Faults, Place};
use crate::plan::Approval;

/// Teams that were ordered to inspect.
#[derive(Debug, Clone)]
pub struct Ordered {
    matched: Matched,
    approval: Approval,
}

impl Matched {
    /// Orders the teams to inspect, with the signature of an approver who prepared nothing of this match.
    ///
    /// # Errors
    /// [`OfficersError::LeaderMissing`] where a leader is still to be appointed, [`OfficersError::ExpertMissing`] where an
    /// expert is; [`ChangeError::RecusedStays`] where somebody who withdrew from a target is in another of its teams; what
    /// [`Approval::may_approve`] finds, and a date before the draw, an appointment or a replacement.
    pub fn order(self, approval: Approval) -> Result<Ordered, Faults> {
        if let Some((visit, _)) =
            self.seal().visits.iter().zip(self.leaders()).find(|(_, leader)| leader.is_none())
        {
            let target = visit.target.to_string();
            return Err(Fault::new(Place::field("leaders"), OfficersError::LeaderMissing { target }).into());
        }
        if let Some(&(visit, seat)) = self.open_recusals().first() {
            let member = self.team(visit).get(seat as usize).copied().unwrap_or_default();
            let problem = ChangeError::RecusedStays { officer: self.name(member), visit };
            return Err(Fault::new(Place::field("recusals"), problem).into());
        }
        if let Some((visit, seat)) = self.experts().and_then(ExpertsDrawn::first_empty) {
            let target = self.seal().visits.get(visit as usize).map(|visit| visit.target.to_string());
            let problem = OfficersError::ExpertMissing { target: target.unwrap_or_default(), visit, seat };
            return Err(Fault::new(Place::field("experts"), problem).into());
        }
        let mut faults = Faults::default();
        let experts = self.experts().into_iter().flat_map(ExpertsDrawn::appointed);
        let before = self.changes().iter().map(|change| &change.consent).chain(self.appointed());
        let last = before.chain(experts.map(|appointed| &appointed.approval)).map(|approval| approval.date);
        self.signing().check_later(&approval, last.max(), &Place::field("order"), &mut faults);
        faults.or(())?;
        Ok(Ordered { matched: self, approval })
    }
}

impl Ordered {
    /// The teams.
    pub fn matched(&self) -> &Matched {
        &self.matched
    }

    /// The same order over other teams, or what is wrong with them.
    pub(super) fn with_matched(
        self,
        change: impl FnOnce(Matched) -> Result<Matched, Faults>,
    ) -> Result<Self, Faults> {
        Ok(Self { matched: change(self.matched)?, ..self })
    }

    /// Who ordered them.
    pub fn approval(&self) -> &Approval {
        &self.approval
    }
}
