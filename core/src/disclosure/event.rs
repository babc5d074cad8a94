//! 第六条, 第二十八条 - the steps of a result after its signature, each with who, when and for which organisation.

use serde::{Deserialize, Serialize};

use crate::base::{Date, Digest, Id};
use crate::inspection::{Finding, HeadSignature};

/// One step, written down once and never changed.
///
/// ```
/// use double_random::disclosure::{Event, Step};
///
/// let event: Event = serde_json::from_str(r#"{
///     "on": "2026-10-15", "actor": {"person": "录入员甲", "org": "squad"}, "step": "entered"
/// }"#)?;
/// assert_eq!(event.step, Step::Entered);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "第六条")]
pub struct Event {
    /// The day on which it happened.
    pub on: Date,
    /// 登记日期 - the day on which it was written down, where that is a later one (补录).
    #[serde(default)]
    pub entered_on: Option<Date>,
    /// Who did it.
    pub actor: Actor,
    /// What was done.
    pub step: Step,
}

impl Event {
    /// The day on which it was written down.
    pub fn entered(&self) -> Date {
        self.entered_on.unwrap_or(self.on)
    }
}

/// 责任人 - who did something, and for which organisation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The person, as the unit writes the name.
    pub person: String,
    /// The unit or department.
    pub org: Id,
}

/// What can be done with a signed result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Step {
    /// 录入
    Entered,
    /// 审核通过, by another person than the one who entered it.
    Checked,
    /// 审核退回 - it is entered anew.
    Returned {
        /// Why.
        reason: String,
    },
    /// 公示
    Published,
    /// 不予公示 - only the reason's code and a check value become public.
    Withheld {
        /// Why.
        reason: WithheldReason,
        /// 32 random bytes, hashed with the result, so that nobody finds out the conclusion by trying all eight.
        salt: Digest,
    },
    /// 更正 - a new version in the place of the newest.
    Corrected {
        /// The number of the version that is corrected, from 0: it has to be the newest.
        replaces: u32,
        /// The new version.
        finding: Box<Finding>,
        /// What was wrong.
        reason: String,
        /// 主要负责人签字 of the executing unit.
        head: HeadSignature,
    },
    /// 撤销 - the result was set aside.
    Withdrawn {
        /// By what.
        ground: WithdrawalGround,
        /// The decision's number.
        document: String,
        /// 主要负责人签字 of the executing unit.
        head: HeadSignature,
    },
    /// 撤销告知 - the target was told that the result was withdrawn.
    Notified,
    /// 异议 - the papers of an objection were received on this day.
    Objected {
        /// The number of the objection.
        objection: Id,
    },
    /// 补正通知 - papers are missing. The term goes on.
    PapersRequested {
        /// The objection.
        objection: Id,
        /// What is missing.
        missing: String,
    },
    /// 复核 - the review of an objection has a result.
    Reviewed {
        /// The objection.
        objection: Id,
        /// The result.
        outcome: ReviewOutcome,
    },
    /// 反馈 - the target was told.
    FedBack {
        /// The objection.
        objection: Id,
    },
    /// 后续处置
    FollowedUp {
        /// What was done.
        note: String,
        /// 改正日期, if the target has corrected what it was ordered to.
        #[serde(default)]
        corrected_on: Option<Date>,
    },
}

impl Step {
    /// Whether it is the platform that does it when it is written down, so that it has no other day (第六条): whatever
    /// changes what stands there or what the public sees.
    pub fn is_at_platform(&self) -> bool {
        match self {
            Self::Entered
            | Self::Checked
            | Self::Returned { .. }
            | Self::Published
            | Self::Withheld { .. }
            | Self::Corrected { .. }
            | Self::Withdrawn { .. } => true,
            Self::Objected { .. }
            | Self::PapersRequested { .. }
            | Self::Reviewed { .. }
            | Self::FedBack { .. }
            | Self::Notified
            | Self::FollowedUp { .. } => false,
        }
    }
}

/// 不予公示的原因.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum WithheldReason {
    /// 国家秘密
    StateSecret,
    /// 公开后可能危及国家安全、公共安全、经济安全、社会稳定
    PublicSecurity,
    /// 商业秘密
    TradeSecret,
    /// 个人隐私
    Privacy,
    /// 法律、行政法规禁止公开 - the provision is named.
    LawForbids(String),
}

impl WithheldReason {
    /// The code that becomes public.
    pub fn code(&self) -> &'static str {
        match self {
            Self::StateSecret => "state-secret",
            Self::PublicSecurity => "public-security",
            Self::TradeSecret => "trade-secret",
            Self::Privacy => "privacy",
            Self::LawForbids(_) => "law-forbids",
        }
    }
}

/// 撤销的依据 - what set a result aside.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WithdrawalGround {
    /// 复核 - the review of this objection, which found the result wrong.
    Review(Id),
    /// 行政复议
    Reconsideration,
    /// 法院判决
    Court,
}

/// 复核结果.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewOutcome {
    /// 维持
    Stands,
    /// 确有错误 - it has to be corrected.
    Wrong,
}
