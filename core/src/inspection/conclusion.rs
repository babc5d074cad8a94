//! 第二十六条 - the eight conclusions, and which of them may stand together.
//!
//! # The rule
//! The inspectors come to one or more of eight conclusions.
//!
//! # Reading
//! There is one set for each target, item and department (I-26-a), so that a visit for two items can be clean in one of
//! them. In a set the first conclusion excludes every other, and an unreachable target can neither be ordered to
//! correct nor refuse to cooperate; the others may stand together. They are listed in the order of the article and
//! ranked by nobody. The fifth means that an order was issued (I-26-b); when the target has corrected stands apart.
//! The eighth names its case and says it in words.
//!
//! # Example
//! See [`Conclusions`].

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::obstruction::Obstruction;
use super::problem::InspectionError;
use super::text::{is_blank, within};
use crate::base::{Date, Faults, Place};
use crate::law::Article;

/// 检查结论 - the eight, in the order of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "第二十六条")]
pub enum Conclusion {
    /// 未发现问题
    NoProblem,
    /// 通过登记的住所（经营场所）无法联系
    Unreachable,
    /// 未按规定公示应当公示的信息
    NotDisclosed,
    /// 公示信息隐瞒真实情况、弄虚作假
    FalseDisclosure,
    /// 发现问题已责令改正 - the order was issued.
    CorrectionOrdered,
    /// 不予配合情节严重
    Obstructed,
    /// 发现问题待后续处理
    FollowUpPending,
    /// 其他情形
    Other,
}

impl Conclusion {
    /// All eight.
    pub const ALL: [Self; 8] = [
        Self::NoProblem,
        Self::Unreachable,
        Self::NotDisclosed,
        Self::FalseDisclosure,
        Self::CorrectionOrdered,
        Self::Obstructed,
        Self::FollowUpPending,
        Self::Other,
    ];

    /// Its item in the article.
    pub fn article(self) -> Article {
        match self {
            Self::NoProblem => Article::A26I1,
            Self::Unreachable => Article::A26I2,
            Self::NotDisclosed => Article::A26I3,
            Self::FalseDisclosure => Article::A26I4,
            Self::CorrectionOrdered => Article::A26I5,
            Self::Obstructed => Article::A26I6,
            Self::FollowUpPending => Article::A26I7,
            Self::Other => Article::A26I8,
        }
    }

    /// As the platform lists it.
    pub fn zh(self) -> &'static str {
        match self {
            Self::NoProblem => "未发现问题",
            Self::Unreachable => "通过登记的住所（经营场所）无法联系",
            Self::NotDisclosed => "未按规定公示应当公示的信息",
            Self::FalseDisclosure => "公示信息隐瞒真实情况、弄虚作假",
            Self::CorrectionOrdered => "发现问题已责令改正",
            Self::Obstructed => "不予配合情节严重",
            Self::FollowUpPending => "发现问题待后续处理",
            Self::Other => "其他情形",
        }
    }

    /// In English.
    pub fn en(self) -> &'static str {
        match self {
            Self::NoProblem => "no problem found",
            Self::Unreachable => "unreachable at the registered place",
            Self::NotDisclosed => "required information not published",
            Self::FalseDisclosure => "published information hides the truth or is false",
            Self::CorrectionOrdered => "problem found, correction ordered",
            Self::Obstructed => "serious refusal to cooperate",
            Self::FollowUpPending => "problem found, follow-up pending",
            Self::Other => "other",
        }
    }

    /// Whether this and `other` cannot both hold of one target, item and department.
    pub fn excludes(self, other: Self) -> bool {
        let rules_out = |one: Self, two: Self| match one {
            Self::NoProblem => two != Self::NoProblem,
            Self::Unreachable => matches!(two, Self::CorrectionOrdered | Self::Obstructed),
            _ => false,
        };
        rules_out(self, other) || rules_out(other, self)
    }
}

/// 其他情形 - what the eighth conclusion means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Other {
    /// Which case.
    pub case: OtherCase,
    /// In words.
    pub text: String,
}

/// The cases of the eighth conclusion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OtherCase {
    /// 未开展该项业务
    NotInBusiness,
    /// 停业、歇业
    Closed,
    /// 注销、吊销
    DeregisteredOrRevoked,
    /// 迁出
    MovedAway,
    /// 其他
    Other,
}

/// 责令改正 - the order, its term, and apart from it the day on which the target had corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectionOrder {
    /// When the order was issued.
    pub issued_on: Date,
    /// The number of its paper, where there is one.
    #[serde(default)]
    pub document: Option<String>,
    /// 改正期限 - until when the target has to correct, where the order says so.
    #[serde(default)]
    pub due: Option<Date>,
    /// 改正日期, as far as known.
    #[serde(default)]
    pub corrected_on: Option<Date>,
}

/// The conclusions on one target, item and department, with what some of them ask for.
///
/// ```
/// use double_random::base::Problem;
/// use double_random::inspection::{Conclusion, Conclusions};
///
/// let clean = Conclusions::of([Conclusion::NoProblem]);
/// assert!(clean.check().is_ok());
///
/// let both = Conclusions::of([Conclusion::NoProblem, Conclusion::FollowUpPending]);
/// assert_eq!(both.check().unwrap_err().code(), "conclusion-excluded");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conclusions {
    /// The conclusions, at least one.
    pub found: BTreeSet<Conclusion>,
    /// What 其他情形 means, where that is among them.
    #[serde(default)]
    pub other: Option<Other>,
    /// 责令改正, where that is among them.
    #[serde(default)]
    pub order: Option<CorrectionOrder>,
    /// 后续处理期限 - until when 待后续处理 is dealt with, where the unit has set a day.
    #[serde(default)]
    pub follow_up_by: Option<Date>,
    /// 不予配合, also where nobody found it serious.
    #[serde(default)]
    pub obstruction: Option<Obstruction>,
}

impl Conclusions {
    /// These conclusions and nothing more.
    pub fn of(found: impl IntoIterator<Item = Conclusion>) -> Self {
        Self { found: found.into_iter().collect(), ..Self::default() }
    }

    /// Whether `conclusion` is among them.
    pub fn has(&self, conclusion: Conclusion) -> bool {
        self.found.contains(&conclusion)
    }

    /// Whether an order to correct stands among them that the target had not met by then.
    pub fn leaves_order_open(&self) -> bool {
        self.has(Conclusion::CorrectionOrdered)
            && self.order.as_ref().is_none_or(|order| order.corrected_on.is_none())
    }

    /// Whether they leave something to follow up.
    pub fn leaves_work(&self) -> bool {
        self.leaves_order_open() || self.has(Conclusion::FollowUpPending)
    }

    /// The last day for what `conclusion` leaves to do, where the order or the unit has set one.
    pub fn work_due(&self, conclusion: Conclusion) -> Option<Date> {
        match conclusion {
            Conclusion::CorrectionOrdered => self.order.as_ref()?.due,
            Conclusion::FollowUpPending => self.follow_up_by,
            _ => None,
        }
    }

    /// Checks that they may stand together, and that each has what it asks for.
    ///
    /// # Errors
    /// Every [`InspectionError`] at its place.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        if self.found.is_empty() {
            faults.push(Place::field("found"), InspectionError::NoConclusion);
        }
        for (at, &one) in self.found.iter().enumerate() {
            for &two in self.found.iter().skip(at + 1).filter(|two| one.excludes(**two)) {
                let error = InspectionError::Excluded {
                    one_zh: one.zh(),
                    two_zh: two.zh(),
                    one_en: one.en(),
                    two_en: two.en(),
                };
                faults.push(Place::field("found"), error);
            }
        }
        self.check_other(&mut faults);
        self.check_order(&mut faults);
        self.check_obstruction(&mut faults);
        if self.follow_up_by.is_some() && !self.has(Conclusion::FollowUpPending) {
            faults.push(Place::field("follow_up_by"), InspectionError::FollowUpUnused);
        }
        faults.or(())
    }

    fn check_other(&self, faults: &mut Faults) {
        let error = match (&self.other, self.has(Conclusion::Other)) {
            (None, true) => InspectionError::OtherUnnamed,
            (Some(other), true) if is_blank(&other.text) => InspectionError::OtherUnnamed,
            (Some(_), false) => InspectionError::OtherUnused,
            _ => return,
        };
        faults.push(Place::field("other"), error);
    }

    fn check_order(&self, faults: &mut Faults) {
        let error = match (&self.order, self.has(Conclusion::CorrectionOrdered)) {
            (None, true) => InspectionError::OrderMissing,
            (Some(_), false) => InspectionError::OrderUnused,
            (Some(CorrectionOrder { issued_on: issued, corrected_on: Some(corrected), .. }), true)
                if corrected < issued =>
            {
                InspectionError::CorrectedEarly { corrected: *corrected, issued: *issued }
            }
            (Some(CorrectionOrder { issued_on: issued, due: Some(due), .. }), true) if due < issued => {
                InspectionError::OrderDueEarly { due: *due, issued: *issued }
            }
            _ => return,
        };
        faults.push(Place::field("order"), error);
    }

    fn check_obstruction(&self, faults: &mut Faults) {
        let concluded = self.has(Conclusion::Obstructed);
        if let Some(obstruction) = &self.obstruction {
            within("obstruction", obstruction.check(), faults);
        }
        let found = self.obstruction.as_ref().is_some_and(Obstruction::is_found_serious);
        let error = match (concluded, found) {
            (true, false) => InspectionError::Undecided,
            (false, true) => InspectionError::DecidedOnly,
            _ => return,
        };
        faults.push(Place::field("obstruction.decision"), error);
    }
}
