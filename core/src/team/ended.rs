//! 第二十条, 第二十二条 - sealed officers that come to no team: the attempt is withdrawn or void, and stays in the record.

use super::sealed::OfficersSealed;
use crate::base::{Faults, Instant};
use crate::draw::{Cause, Ceremony, Promised, Void, Voided, Withdrawal, Withdrawn};
use crate::plan::Approval;

impl OfficersSealed {
    /// 撤回 - takes the seal back before its seed exists, as [`Sealed::withdraw`](crate::draw::Sealed::withdraw).
    ///
    /// # Errors
    /// As there.
    pub fn withdraw(
        &self,
        reason: impl Into<String>,
        approval: Approval,
        at: Instant,
    ) -> Result<Withdrawn<Self>, Faults> {
        Withdrawn::new(self.clone(), &self.promised(), Withdrawal { reason: reason.into(), approval, at })
    }

    /// 作废 - the match is void, since a party broke its promise, as [`Sealed::void`](crate::draw::Sealed::void).
    ///
    /// # Errors
    /// As there.
    pub fn void(&self, ceremony: Ceremony, at: Instant) -> Result<Voided<Self>, Faults> {
        Voided::shown(self.clone(), &self.promised(), ceremony, at)
    }

    /// 作废 - the match is void, since its ceremony broke off, as [`Sealed::fail`](crate::draw::Sealed::fail).
    ///
    /// # Errors
    /// As there.
    pub fn fail(
        &self,
        ceremony: Ceremony,
        reason: impl Into<String>,
        approval: Approval,
        at: Instant,
    ) -> Result<Voided<Self>, Faults> {
        let cause = Cause::Failed { reason: reason.into(), approval };
        Voided::new(self.clone(), &self.promised(), ceremony, Void { cause, at })
    }

    fn promised(&self) -> Promised<'_> {
        self.shared.seal.promised(self.shared.protocol)
    }
}
