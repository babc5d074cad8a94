//! 第二十二条 - what a replacement came to, as the record keeps it: officers by number, reasons by kind.

use serde::{Deserialize, Serialize};

use super::ladder::{Offer, Rung};
use super::request::ReplacementReason;
use crate::base::{Date, Id};
use crate::plan::Approval;

/// 更换记录 - one officer out, another in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The number of the visit.
    pub visit: u32,
    /// The number of the seat.
    pub seat: u32,
    /// Who leaves.
    pub out: u32,
    /// Why.
    pub reason: ReplacementReason,
    /// Who was offered and declined, in the order of the offers.
    pub declined: Vec<Passed>,
    /// The last offer, taken or not; null where nobody was left to be offered.
    pub offered: Option<Offer>,
    /// How the one who comes was found.
    pub taken: Taken,
    /// Who comes.
    #[serde(rename = "in")]
    pub into: u32,
    /// 组长 - who leads from now on, where the leader left.
    pub leader: Option<u32>,
    /// 执行单位同意
    pub consent: Approval,
}

impl Change {
    /// Where the one who comes stood; `None` for an offer that was taken and never made.
    pub fn rung(&self) -> Option<Rung> {
        match &self.taken {
            Taken::Offered => self.offered.map(|offer| offer.rung),
            Taken::Assigned { rung, .. } => Some(*rung),
        }
    }

    /// Who withdrew from the target of the visit: who left for it, and who was offered and declined for it.
    pub(crate) fn withdrawn(&self) -> impl Iterator<Item = u32> {
        let left = self.reason.is_recusal().then_some(self.out);
        let declined = self.declined.iter().filter(|passed| passed.reason.is_recusal());
        left.into_iter().chain(declined.map(|passed| passed.officer))
    }
}

/// An offer that was declined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passed {
    /// Who was offered.
    pub officer: u32,
    /// On which rung.
    pub rung: Rung,
    /// Why not.
    pub reason: ReplacementReason,
}

/// How a substitute was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Taken {
    /// 封存顺序中的替补
    Offered,
    /// 另行指派; on the last rung 直接委派
    Assigned {
        /// Where the one who comes stands.
        rung: Rung,
        /// Who approved it.
        approval: Approval,
        /// Why.
        reason: String,
    },
}

/// 更换 - a member out, another in, as the result of a visit names them: who left does not sign (第二十五条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replaced {
    /// The member who left.
    pub out: Id,
    /// The officer who came.
    #[serde(rename = "in")]
    pub into: Id,
    /// The day.
    pub date: Date,
    /// Why, where it is written down here as well.
    #[serde(default)]
    pub reason: Option<ReplacementReason>,
}
