//! 第二十八条 - what the public sees of a result: its newest version and the day of its correction, or a check value.
//!
//! # The rule
//! Results are published, unless the law forbids it.
//!
//! # Reading
//! Of a withheld result the code of the reason and a check value are published (I-28-1b); the check value covers 32
//! random bytes of the archive as well, for of eight conclusions anybody could try all.
//!
//! # Example
//! See [`History::public_view`].

use std::collections::BTreeSet;

use serde::Serialize;

use super::event::Step;
use super::history::History;
use super::standing::Stage;
use crate::base::json::JsonError;
use crate::base::{Date, Digest, Id, Protocol};
use crate::inspection::{Conclusion, Other};

/// What the public sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublicView {
    /// 已公示
    Published(PublicResult),
    /// 不予公示
    Withheld {
        /// The item.
        item: Id,
        /// The department.
        department: String,
        /// The code of the reason.
        reason: &'static str,
        /// 校验值 of the newest version.
        digest: Digest,
        /// 更正日期
        corrected_on: Option<Date>,
    },
    /// 已撤销
    Withdrawn {
        /// The target, if the result had been published.
        target: Option<Id>,
        /// The item.
        item: Id,
        /// The department.
        department: String,
        /// 撤销日期
        on: Date,
    },
}

/// 公示的检查结果 - the newest version. Answers, evidence and names stay in the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublicResult {
    /// The target.
    pub target: Id,
    /// The item.
    pub item: Id,
    /// The department.
    pub department: String,
    /// The unit that inspected.
    pub unit: Id,
    /// The day of the inspection.
    pub inspected_on: Date,
    /// 检查结论
    pub conclusions: BTreeSet<Conclusion>,
    /// What 其他情形 means.
    pub other: Option<Other>,
    /// 公示日期
    pub published_on: Date,
    /// 更正日期: from here on the page says 已更正.
    pub corrected_on: Option<Date>,
}

impl History {
    /// What the public sees now; nothing before there was anything to see.
    ///
    /// # Errors
    /// [`JsonError`], as [`History::digests`].
    pub fn public_view(&self, protocol: Protocol) -> Result<Option<PublicView>, JsonError> {
        let standing = self.standing();
        let (item, department) = (self.item().clone(), self.department().to_owned());
        let (team, target) = (self.signed().team(), self.signed().team().target.clone());
        let corrected_on = standing.corrected_on;
        let view = match (standing.stage, standing.published_on, standing.withdrawn_on) {
            (Stage::Published, Some(published_on), _) => PublicView::Published(PublicResult {
                target,
                item,
                department,
                unit: team.unit.clone(),
                inspected_on: self.signed().sheet().inspected_on,
                conclusions: self.newest().finding.conclusions.found.clone(),
                other: self.newest().finding.conclusions.other.clone(),
                published_on,
                corrected_on,
            }),
            (Stage::Withheld, ..) => {
                let withheld = self.events().iter().rev().find_map(|event| match &event.step {
                    Step::Withheld { reason, salt } => Some((reason.code(), *salt)),
                    _ => None,
                });
                let Some((reason, salt)) = withheld else { return Ok(None) };
                let digest = self.withheld_digest(protocol, salt)?;
                PublicView::Withheld { item, department, reason, digest, corrected_on }
            }
            (Stage::Withdrawn, published, Some(on)) if standing.disclosed_on().is_some() => {
                PublicView::Withdrawn { target: published.map(|_| target), item, department, on }
            }
            _ => return Ok(None),
        };
        Ok(Some(view))
    }
}
