//! 第三十一条 - the evidence that duty was done, visit by visit: a list, and never a verdict.
//!
//! # The rule
//! Whoever inspected as law and plan ask may be relieved of liability; so may others, on four more grounds.
//!
//! # Reading
//! The list says what was done on which day and when it was due, and what people stated. It has no sum, no grade and no
//! word for the outcome (I-31-a). It is internal: nothing in it can be written as JSON, so it is in no published file.
//!
//! ```compile_fail
//! fn publish(list: &double_random::duty::EvidenceList) -> String {
//!     serde_json::to_string(list).unwrap()
//! }
//! ```
//!
//! # Example
//! See [`Docket::evidence`].

use super::deadline::Matter;
use super::docket::{Docket, VisitRef, VisitRun};
use super::duties::{Subject, about};
use super::exemption::Statement;
use crate::base::order::Arrange as _;
use crate::base::{Date, Fault, Faults, Place};
use crate::disclosure::{History, Step};
use crate::law::Article;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Done {
    /// 下达
    Ordered,
    /// 检查
    Inspected,
    /// 签字
    Signed,
    /// 录入
    Entered,
    /// 审核
    Checked,
    /// 公示或不予公示
    Disclosed,
    /// 更正
    Corrected,
    /// 撤销
    Withdrawn,
    /// 撤销告知
    Notified,
    /// 复核
    Reviewed,
    /// 反馈
    FedBack,
    /// 后续处置
    FollowedUp,
}

/// 履职记录 - one thing that was done.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DutyDone {
    /// The day.
    pub on: Date,
    /// What.
    pub what: Done,
    /// The last day for it, where there is one and a calendar has it.
    pub due: Option<Date>,
    /// What it was about.
    pub about: Subject,
}

/// 证据清单 - what speaks for those who inspected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[doc(alias = "第三十一条")]
#[doc(alias = "第三十一条第一项")]
pub struct EvidenceList {
    /// 已履行职责 (第三十一条第一项), from the record, by day.
    pub done: Vec<DutyDone>,
    /// What was stated on the other four grounds, in the order given.
    pub statements: Vec<Statement>,
}

impl Done {
    /// In Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Ordered => "下达任务",
            Self::Inspected => "实施检查",
            Self::Signed => "全组签字",
            Self::Entered => "录入结果",
            Self::Checked => "审核结果",
            Self::Disclosed => "公示或决定不予公示",
            Self::Corrected => "更正结果",
            Self::Withdrawn => "撤销结果",
            Self::Notified => "告知撤销",
            Self::Reviewed => "复核异议",
            Self::FedBack => "反馈复核结果",
            Self::FollowedUp => "后续处置",
        }
    }

    /// In English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Ordered => "ordered",
            Self::Inspected => "inspected",
            Self::Signed => "signed by all",
            Self::Entered => "entered",
            Self::Checked => "checked",
            Self::Disclosed => "published or withheld",
            Self::Corrected => "corrected",
            Self::Withdrawn => "withdrawn",
            Self::Notified => "withdrawal notified",
            Self::Reviewed => "objection reviewed",
            Self::FedBack => "review fed back",
            Self::FollowedUp => "followed up",
        }
    }
}

impl DutyDone {
    /// The item under which it may be read.
    pub fn article(&self) -> Article {
        Article::A31I1
    }
}

impl Docket {
    /// 履职证据 - what the record says of one visit, and what was stated about it.
    ///
    /// # Errors
    /// [`DutyError::UnknownVisit`](super::DutyError::UnknownVisit); what [`Statement::check`] finds, at `statements[2]` for example. Statements about other
    /// visits are left out.
    pub fn evidence(&self, at: VisitRef, statements: &[Statement]) -> Result<EvidenceList, Faults> {
        let visit = self.visit(at).map_err(|error| Fault::new(Place::field("visit"), error))?;
        let mut faults = Faults::default();
        for (number, statement) in statements.iter().enumerate().filter(|(_, own)| own.visit == at) {
            if let Err(error) = statement.check() {
                faults.push(Place::field(format!("statements[{number}]")), error);
            }
        }
        let statements = statements.iter().filter(|statement| statement.visit == at).cloned().collect();
        faults.or(EvidenceList { done: self.done(visit), statements })
    }

    fn done(&self, visit: &VisitRun) -> Vec<DutyDone> {
        let of_visit = |on: Date, what, due| DutyDone { on, what, due, about: about(visit) };
        let mut done = vec![of_visit(visit.team.ordered_on, Done::Ordered, None)];
        if let (Some(on), Some(history)) = (visit.inspected_on(), visit.results.first()) {
            done.push(of_visit(on, Done::Inspected, Some(visit.team.window.end())));
            done.push(of_visit(history.signed().signed_on(), Done::Signed, None));
        }
        for history in &visit.results {
            self.of_history(visit, history, &mut done);
        }
        done.arrange();
        done
    }

    fn of_history(&self, visit: &VisitRun, history: &History, done: &mut Vec<DutyDone>) {
        let last_day = |matter: Matter, event: Date| {
            matter.due(&self.calendar, &self.terms, event).ok().map(|due| due.last_day)
        };
        let objections = &history.standing().objections;
        for event in history.events() {
            let (what, objection) = match &event.step {
                Step::Entered => (Done::Entered, None),
                Step::Checked => (Done::Checked, None),
                Step::Published | Step::Withheld { .. } => (Done::Disclosed, None),
                Step::Corrected { .. } => (Done::Corrected, None),
                Step::Withdrawn { .. } => (Done::Withdrawn, None),
                Step::Reviewed { objection, .. } => (Done::Reviewed, Some(objection)),
                Step::FedBack { objection } => (Done::FedBack, Some(objection)),
                Step::FollowedUp { .. } => (Done::FollowedUp, None),
                Step::Notified => (Done::Notified, None),
                Step::Returned { .. } | Step::Objected { .. } | Step::PapersRequested { .. } => continue,
            };
            let started = objection.and_then(|objection| objections.get(objection));
            let due = match what {
                Done::Entered | Done::Checked | Done::Disclosed => {
                    let end = self.first_end(visit, history.item());
                    end.and_then(|(end, _)| last_day(Matter::Publish, end))
                }
                Done::Reviewed => started.and_then(|started| last_day(Matter::Review, started.received_on)),
                Done::FedBack => {
                    let reviewed = started.and_then(|started| started.reviewed);
                    reviewed.and_then(|(on, _)| last_day(Matter::Feedback, on))
                }
                _ => None,
            };
            let about = Subject {
                item: Some(history.item().clone()),
                department: Some(history.department().to_owned()),
                objection: objection.cloned(),
                ..about(visit)
            };
            done.push(DutyDone { on: event.on, what, due, about });
        }
    }
}
