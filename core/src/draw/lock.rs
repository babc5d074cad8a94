//! 第十八条 - the lock: from here on the list does not change.

use super::confirm::Confirmed;
use super::drawn::Drawn;
use crate::plan::{Approval, PlanError};

/// A locked list.
#[derive(Debug, Clone)]
pub struct Locked {
    pub(super) confirmed: Confirmed,
    pub(super) approval: Approval,
}

impl Confirmed {
    /// Locks the list with the signature of an approver who prepared nothing in this round.
    ///
    /// # Errors
    /// [`PlanError::NotApprover`], [`PlanError::SamePerson`], [`PlanError::Unsigned`].
    pub fn lock(self, approval: Approval) -> Result<Locked, PlanError> {
        approval.may_approve(self.drawn.shared.seal.approvals.as_deref().unwrap_or_default())?;
        Ok(Locked { confirmed: self, approval })
    }
}

impl Locked {
    /// The confirmed list.
    pub fn confirmed(&self) -> &Confirmed {
        &self.confirmed
    }

    /// Who locked it.
    pub fn approval(&self) -> &Approval {
        &self.approval
    }

    /// The draw.
    pub fn drawn(&self) -> &Drawn {
        self.confirmed.drawn()
    }
}
