//! 第二十二条 - what is asked for: which seat, why, who declined, who comes, and who consents.

use serde::{Deserialize, Serialize};

use super::super::round::AskedBy;
use crate::base::Id;
use crate::plan::Approval;

/// 更换 - one officer leaves one seat.
///
/// ```
/// use double_random::plan::Approval;
/// use double_random::team::{Choice, Replacement, ReplacementReason};
///
/// let consent = Approval::by("综合检查一组负责人", "2026-10-09".parse()?);
/// let ill = Replacement::new(3, 1, ReplacementReason::Health, consent);
/// assert_eq!(ill.choice, Choice::Offered); // whom the sealed seed offers
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "第二十二条")]
pub struct Replacement {
    /// The number of the visit.
    pub visit: u32,
    /// The number of the seat.
    pub seat: u32,
    /// Why the officer leaves.
    pub reason: ReplacementReason,
    /// Why each officer who was offered before cannot come either, in the order of the offers.
    #[serde(default)]
    pub declined: Vec<Declined>,
    /// Who comes.
    #[serde(default)]
    pub choice: Choice,
    /// 执行单位同意 - the approver of the executing unit.
    pub consent: Approval,
    /// 组长 - who leads from now on, where the leader leaves and the rules have leaders appointed.
    #[serde(default)]
    pub leader: Option<Id>,
    /// 备注 - for the unit's own file; it stands in no record and decides nothing.
    #[serde(default)]
    pub note: Option<String>,
}

impl Replacement {
    /// The officer of this seat leaves, and the one who is offered comes.
    pub fn new(visit: u32, seat: u32, reason: ReplacementReason, consent: Approval) -> Self {
        let (declined, choice) = (Vec::new(), Choice::Offered);
        Self { visit, seat, reason, declined, choice, consent, leader: None, note: None }
    }

    /// The same after one more officer who was offered declined for this reason.
    #[must_use]
    pub fn declined(mut self, reason: ReplacementReason) -> Self {
        self.declined.push(Declined { reason });
        self
    }

    /// The same with another officer assigned to the seat.
    #[must_use]
    pub fn assign(mut self, officer: Id, reason: impl Into<String>, approval: Approval) -> Self {
        self.choice = Choice::Assigned { officer, approval, reason: reason.into() };
        self
    }
}

/// 更换理由 - why somebody does not go. What an illness or an interest is, is nobody's business: no text is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ReplacementReason {
    /// 岗位调整
    PostChange,
    /// 工作冲突
    WorkConflict,
    /// 身体原因
    Health,
    /// 回避 - an interest in the target, known only after the match.
    Recusal {
        /// Who asked.
        #[serde(default)]
        asked_by: AskedBy,
        /// Who decided; a target's request needs somebody.
        #[serde(default)]
        decision: Option<Approval>,
    },
    /// 其他原因, in words that are published.
    Other(String),
}

impl ReplacementReason {
    /// In Chinese.
    pub fn zh(&self) -> &str {
        match self {
            Self::PostChange => "岗位调整",
            Self::WorkConflict => "工作冲突",
            Self::Health => "身体原因",
            Self::Recusal { asked_by: AskedBy::Officer, .. } => "本人申请回避",
            Self::Recusal { asked_by: AskedBy::Target, .. } => "检查对象申请回避",
            Self::Other(text) => text,
        }
    }

    /// In English.
    pub fn en(&self) -> &str {
        match self {
            Self::PostChange => "post changed",
            Self::WorkConflict => "work conflict",
            Self::Health => "health",
            Self::Recusal { asked_by: AskedBy::Officer, .. } => "recusal",
            Self::Recusal { asked_by: AskedBy::Target, .. } => "recusal asked by the target",
            Self::Other(text) => text,
        }
    }

    /// Whether the officer has an interest in the target.
    pub fn is_recusal(&self) -> bool {
        matches!(self, Self::Recusal { .. })
    }
}

/// An officer who was offered and cannot come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declined {
    /// Why, for one of the reasons that excuse a matched officer.
    pub reason: ReplacementReason,
}

/// Who comes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Choice {
    /// 封存顺序中的替补 - the officer whom the sealed seed offers.
    #[default]
    Offered,
    /// 另行指派 - another qualified officer, from the rung that the offer stands on or an earlier one. Where no rung has anybody,
    /// seat, area and cap do not bind, as they do not bind a direct assignment.
    Assigned {
        /// The officer's id.
        officer: Id,
        /// Who approved it.
        approval: Approval,
        /// Why not the one who was offered, or why this one.
        reason: String,
    },
}
