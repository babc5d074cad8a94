//! 第二十八条第三款 - objections, each with its own review and answer.

use serde::{Deserialize, Serialize};

use super::event::ReviewOutcome;
use super::problem::DisclosureError;
use crate::base::{Date, Id};

/// 异议 - what has become of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objection {
    /// Its number.
    pub id: Id,
    /// The day its papers were received; no request for more papers moves it.
    pub received_on: Date,
    /// 补正通知, the days.
    pub papers_requested: Vec<Date>,
    /// 复核, once it has a result.
    pub reviewed: Option<(Date, ReviewOutcome)>,
    /// 反馈, once the target was told.
    pub fed_back: Option<Date>,
    /// When the result was corrected or withdrawn after the review found it wrong.
    pub put_right: Option<Date>,
}

/// What a clock counts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockKind {
    /// 异议复核, from the receipt of the papers.
    Review,
    /// 复核结果反馈, from the result of the review.
    Feedback,
}

/// A term that an objection has started, and the day on which it was met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// What it counts to.
    pub kind: ClockKind,
    /// The objection.
    pub objection: Id,
    /// The day that starts it; it is not counted.
    pub from: Date,
    /// The day on which it was done; null while it is open.
    pub done: Option<Date>,
}

impl Objection {
    /// An objection whose papers were received on this day.
    pub(super) fn received(id: Id, received_on: Date) -> Self {
        Self { id, received_on, papers_requested: vec![], reviewed: None, fed_back: None, put_right: None }
    }

    /// Whether the review found the result wrong and nothing has put it right yet.
    pub fn asks_for_correction(&self) -> bool {
        matches!(self.reviewed, Some((_, ReviewOutcome::Wrong))) && self.put_right.is_none()
    }

    /// Its clocks, the review first.
    pub fn clocks(&self) -> impl Iterator<Item = Clock> {
        let reviewed = self.reviewed.map(|(on, _)| on);
        let clock = |kind, from, done| Clock { kind, objection: self.id.clone(), from, done };
        let review = clock(ClockKind::Review, self.received_on, reviewed);
        let feedback = reviewed.map(|on| clock(ClockKind::Feedback, on, self.fed_back));
        [Some(review), feedback].into_iter().flatten()
    }

    pub(super) fn request_papers(&mut self, on: Date) -> Result<(), DisclosureError> {
        self.still_open()?;
        self.papers_requested.push(on);
        Ok(())
    }

    pub(super) fn review(&mut self, on: Date, outcome: ReviewOutcome) -> Result<(), DisclosureError> {
        self.still_open()?;
        self.reviewed = Some((on, outcome));
        Ok(())
    }

    pub(super) fn feed_back(&mut self, on: Date) -> Result<(), DisclosureError> {
        let objection = self.id.to_string();
        match (self.reviewed, self.fed_back) {
            (None, _) => Err(DisclosureError::FeedbackBeforeReview { objection }),
            (_, Some(earlier)) => Err(DisclosureError::FeedbackAgain { objection, earlier }),
            _ => {
                self.fed_back = Some(on);
                Ok(())
            }
        }
    }

    fn still_open(&self) -> Result<(), DisclosureError> {
        match self.reviewed {
            Some((on, _)) => Err(DisclosureError::ReviewedAlready { objection: self.id.to_string(), on }),
            None => Ok(()),
        }
    }
}
