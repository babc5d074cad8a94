//! 第三十二条 - 履职提示: what the record shows that somebody should look at, after the evidence of what was done.
//!
//! # The rule
//! Five grounds of liability: not inspected as required, or not published in time, with bad consequences; a suspected
//! crime that was not passed on; a task not carried out or delayed without reason; other law.
//!
//! # Reading
//! Internal hints, no findings (I-32-a). The evidence of duty done stands first in each. A consequence is nothing that
//! a record shows: a person states it or it stays open. A stated reason takes away the hint about delay. The dates of
//! single visits ([`Reminder`](super::Reminder)) start no term and feed nothing here. Nothing can be written as JSON,
//! so no published file holds a hint:
//!
//! ```compile_fail
//! fn publish(hint: &double_random::duty::Indicator) -> String {
//!     serde_json::to_string(hint).unwrap()
//! }
//! ```
//!
//! # Example
//! See [`Docket::indicators`].

use super::docket::{Docket, VisitRef, VisitRun};
use super::duties::{DutyKind, Subject, about};
use super::evidence::{Done, EvidenceList};
use super::reported::Reported;
use crate::base::order::Arrange as _;
use crate::base::{Date, Faults};
use crate::law::Article;

/// What the record shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// A finding of the trace check, in Chinese and English.
    Trace {
        /// In Chinese.
        zh: String,
        /// In English.
        en: String,
    },
    /// Inspected outside the ordered window.
    OutsideWindow {
        /// When it was inspected.
        inspected: Date,
        /// When the window ended.
        end: Date,
    },
    /// Public after its last day.
    PublishedLate {
        /// When it became public.
        on: Date,
        /// The last day.
        due: Date,
    },
    /// Not public, and the last day has passed.
    NotPublished {
        /// The last day.
        due: Date,
    },
    /// A suspected crime that was not passed to the police.
    NotReferred {
        /// When it was suspected.
        since: Date,
    },
    /// The window is over and there is no result.
    NotInspected {
        /// When the window ended.
        end: Date,
    },
    /// What other law says.
    Other {
        /// The provision.
        provision: String,
        /// The facts, as a person stated them.
        facts: String,
    },
}

/// 履职提示 - one hint. Not a verdict: whether anybody is liable is for people, who read the evidence first.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "第三十二条")]
pub struct Indicator {
    /// 履职证据, to be read before anything else.
    pub evidence: EvidenceList,
    /// The item under which it falls.
    pub article: Article,
    /// What it is about.
    pub about: Subject,
    /// What the record shows.
    pub shown: Shown,
    /// 不良后果, as a person stated it; null while nobody has. The first two items ask for one.
    pub consequence: Option<String>,
}

impl Indicator {
    /// Whether its item speaks of a consequence that nobody has stated.
    pub fn lacks_consequence(&self) -> bool {
        matches!(self.article, Article::A32I1 | Article::A32I2) && self.consequence.is_none()
    }
}

impl Shown {
    fn article(&self) -> Article {
        match self {
            Self::Trace { .. } | Self::OutsideWindow { .. } => Article::A32I1,
            Self::PublishedLate { .. } | Self::NotPublished { .. } => Article::A32I2,
            Self::NotReferred { .. } => Article::A32I3,
            Self::NotInspected { .. } => Article::A32I4,
            Self::Other { .. } => Article::A32I5,
        }
    }

    /// In Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Trace { zh, .. } => zh.clone(),
            Self::OutsideWindow { inspected, end } => {
                format!("检查于 {inspected}，检查起止时间已于 {end} 截止")
            }
            Self::PublishedLate { on, due } => format!("{on} 公示，截止日为 {due}"),
            Self::NotPublished { due } => format!("尚未公示，截止日为 {due}"),
            Self::NotReferred { since } => format!("{since} 发现涉嫌犯罪，没有移送记录"),
            Self::NotInspected { end } => format!("检查起止时间已于 {end} 截止，没有检查结果"),
            Self::Other { provision, facts } => format!("{facts}（{provision}）"),
        }
    }

    /// In English.
    pub fn en(&self) -> String {
        match self {
            Self::Trace { en, .. } => en.clone(),
            Self::OutsideWindow { inspected, end } => {
                format!("inspected on {inspected}, the window ended on {end}")
            }
            Self::PublishedLate { on, due } => format!("published on {on}, the last day was {due}"),
            Self::NotPublished { due } => format!("not published, the last day was {due}"),
            Self::NotReferred { since } => {
                format!("a crime is suspected since {since}, no referral is recorded")
            }
            Self::NotInspected { end } => format!("the window ended on {end}, there is no result"),
            Self::Other { provision, facts } => format!("{facts} ({provision})"),
        }
    }
}

impl Docket {
    /// 履职提示 - what of every visit should be looked at on `today`, by visit and item of the article.
    ///
    /// # Errors
    /// [`ReportedError`](super::ReportedError) and what [`Docket::evidence`] finds, at their places; [`Docket::duties`]' for a day too early.
    pub fn indicators(&self, today: Date, reported: &Reported) -> Result<Vec<Indicator>, Faults> {
        self.check_today(today)?;
        reported.check(self)?;
        let duties = self.duties(today)?;
        let mut all = Vec::new();
        for (at, visit) in &self.visits {
            let mut shown: Vec<(Subject, Shown)> = Vec::new();
            let subject = || about(visit);
            let notices =
                reported.traces.iter().filter(|(of, _)| of == at).flat_map(|(_, notices)| &notices.0);
            shown.extend(notices.map(|notice| {
                let (zh, en) = (notice.problem().message_zh(), notice.problem().message_en());
                (subject(), Shown::Trace { zh, en })
            }));
            self.of_window(visit, *at, today, reported, &mut shown);
            for duty in duties.overdue().filter(|duty| duty.about.visit == Some(*at)) {
                let (kind, due) = (duty.kind, duty.due.last_day());
                if let (DutyKind::Enter | DutyKind::Check | DutyKind::Publish, Some(due)) = (kind, due) {
                    shown.push((duty.about.clone(), Shown::NotPublished { due }));
                }
            }
            let evidence = self.evidence(*at, &reported.statements)?;
            shown.extend(published_late(visit, &evidence));
            let referrals = reported.referrals.iter().filter(|referral| referral.visit == *at);
            let open = referrals.filter(|referral| referral.referred.is_none());
            shown.extend(open.map(|open| (subject(), Shown::NotReferred { since: open.suspected_on })));
            let others = reported.others.iter().filter(|other| other.visit == *at);
            shown.extend(others.map(|other| {
                let (provision, facts) = (other.provision.clone(), other.facts.clone());
                (subject(), Shown::Other { provision, facts })
            }));
            shown.arrange_by_key(|(about, shown)| (shown.article(), about.clone()));
            all.extend(shown.into_iter().map(|(about, shown)| {
                let article = shown.article();
                let consequence = reported.consequence(*at, article).map(|stated| stated.text.clone());
                Indicator { evidence: evidence.clone(), article, about, shown, consequence }
            }));
        }
        Ok(all)
    }

    /// Not inspected in the window, or outside it. A reason that somebody gave takes away the hint.
    fn of_window(
        &self,
        visit: &VisitRun,
        at: VisitRef,
        today: Date,
        reported: &Reported,
        shown: &mut Vec<(Subject, Shown)>,
    ) {
        let window = visit.team.window;
        match visit.inspected_on() {
            Some(on) if on < window.start() || window.end() < on => {
                shown.push((about(visit), Shown::OutsideWindow { inspected: on, end: window.end() }));
            }
            None if today > window.end() && !reported.reasons.iter().any(|reason| reason.visit == at) => {
                shown.push((about(visit), Shown::NotInspected { end: window.end() }));
            }
            _ => {}
        }
    }
}

/// Results whose first day in public is after the last day for it.
fn published_late<'a>(
    visit: &'a VisitRun,
    evidence: &'a EvidenceList,
) -> impl Iterator<Item = (Subject, Shown)> + 'a {
    visit.results.iter().filter_map(|history| {
        let on = history.standing().disclosed_on()?;
        let own = |about: &Subject| {
            about.item.as_ref() == Some(history.item())
                && about.department.as_deref() == Some(history.department())
        };
        let done = evidence
            .done
            .iter()
            .find(|done| done.what == Done::Disclosed && done.on == on && own(&done.about))?;
        let due = done.due.filter(|&due| on > due)?;
        Some((done.about.clone(), Shown::PublishedLate { on, due }))
    })
}
