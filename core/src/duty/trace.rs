//! 第六条 - 全程留痕: the ten stages of a random inspection, which of them left no trace, came out of order or were dated back.
//!
//! # The rule
//! Ten stages leave a trace at the platform: item list, plan, directories, start of the task, draw and dispatch, matching,
//! order, results, follow-up, archive. Each names who is responsible.
//!
//! # Reading
//! A gap makes nothing void: it is listed, with its article (I-6-a). A log is read in the order in which it was written.
//! A step is out of order where one that it needs was written after it, and dated back where it states a day before that
//! of a step that it needs, or before that of whatever made the check values that it rests on: nobody can name a digest
//! before it exists. Whatever was written down on another day than it states is named, too. Only the announcement, which follows the dispatch by itself on the same day (第十八条), may have no
//! person behind it (I-6-b).
//!
//! # Example
//! See [`Trace::check`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::act::Act;
use super::trace_notice::TraceNotice;
use crate::base::{Date, Digest, Faults, Place};
use crate::disclosure::{Actor, History, Stage as ResultStage, Step};

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// A person of a unit.
    Person(Actor),
    /// 系统自动
    System,
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// What was done.
    pub act: Act,
    /// The day that it states.
    pub on: Date,
    /// 登记日期 - the day on which it was written down, where that is another one.
    #[serde(default)]
    pub entered_on: Option<Date>,
    /// Who; null where the log does not say.
    #[serde(default)]
    pub by: Option<By>,
    /// The check value that came into being by it.
    #[serde(default)]
    pub makes: Option<Digest>,
    /// Check values that it rests on.
    #[serde(default)]
    pub rests_on: Vec<Digest>,
}

/// 留痕 - the log of one result: what led to it and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trace {
    /// Every line, in the order in which they were written.
    pub marks: Vec<Mark>,
    /// 临时性抽查: no yearly plan comes before it (第十四条第三款).
    #[serde(default)]
    pub ad_hoc: bool,
    /// Whether the result leaves something to follow up before it is archived.
    #[serde(default)]
    pub follow_up: bool,
}

impl Mark {
    /// A line without check values.
    pub fn new(act: Act, on: Date, by: Option<By>) -> Self {
        Self { act, on, entered_on: None, by, makes: None, rests_on: Vec::new() }
    }

    /// The same line, by which this check value came into being.
    #[must_use]
    pub fn making(self, digest: Digest) -> Self {
        Self { makes: Some(digest), ..self }
    }

    /// The same line, resting on these check values.
    #[must_use]
    pub fn resting_on(self, digests: impl IntoIterator<Item = Digest>) -> Self {
        Self { rests_on: digests.into_iter().collect(), ..self }
    }
}

impl Trace {
    /// The same trace with what became of a result, and whether that leaves something to follow up.
    #[must_use]
    pub fn with_history(mut self, history: &History) -> Self {
        let by = |actor: &Actor| Some(By::Person(actor.clone()));
        let marks = history.events().iter().filter_map(|event| {
            let act = match event.step {
                Step::Entered => Act::Entered,
                Step::Checked => Act::Checked,
                Step::Published | Step::Withheld { .. } => Act::Disclosed,
                Step::Objected { .. } => Act::Objected,
                Step::Reviewed { .. } => Act::Reviewed,
                Step::FedBack { .. } => Act::FedBack,
                Step::Corrected { .. } => Act::Corrected,
                Step::Withdrawn { .. } => Act::Withdrawn,
                Step::FollowedUp { .. } => Act::FollowedUp,
                Step::Returned { .. } | Step::PapersRequested { .. } | Step::Notified => return None,
            };
            Some(Mark { entered_on: event.entered_on, ..Mark::new(act, event.on, by(&event.actor)) })
        });
        self.marks.extend(marks);
        let open = history.standing().stage != ResultStage::Withdrawn;
        self.follow_up |= open && history.newest().finding.conclusions.leaves_work();
        self
    }

    /// Lists every gap, wrong order and false day; an empty list is a whole trace as far as it goes.
    ///
    /// ```
    /// use double_random::duty::{Act, By, Mark, Trace};
    ///
    /// let by = serde_json::from_str(r#"{"person": "甲", "org": "bureau"}"#).map(By::Person)?;
    /// let mark = |act, on: &str| on.parse().map(|on| Mark::new(act, on, Some(by.clone())));
    /// let marks = vec![mark(Act::ItemListPublished, "2026-01-05")?, mark(Act::PlanPublished, "2026-01-04")?];
    /// let notices = Trace { marks, ..Trace::default() }.check();
    /// assert_eq!(notices.to_string(), "marks[1]: publishing the plan is dated 2026-01-04, \
    ///     publishing the item list before it 2026-01-05");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check(&self) -> Faults {
        let mut notices = Faults::default();
        let mut first: BTreeMap<Act, usize> = BTreeMap::new();
        for (at, mark) in self.marks.iter().enumerate() {
            first.entry(mark.act).or_insert(at);
        }
        self.check_gaps(&first, &mut notices);
        for (at, mark) in self.marks.iter().enumerate() {
            let place = || Place::field(format!("marks[{at}]"));
            let (zh, en) = (mark.act.zh(), mark.act.en());
            for needed in self.needed(mark.act) {
                let Some((&position, earlier)) =
                    first.get(&needed).and_then(|position| Some((position, self.marks.get(*position)?)))
                else {
                    continue;
                };
                let (before_zh, before_en) = (needed.zh(), needed.en());
                if position > at {
                    notices.push(place(), TraceNotice::OutOfOrder { zh, en, before_zh, before_en });
                } else if mark.on < earlier.on {
                    let (on, before) = (mark.on, earlier.on);
                    notices
                        .push(place(), TraceNotice::Backdated { zh, en, on, before_zh, before_en, before });
                }
            }
            if let Some(entered) = mark.entered_on.filter(|&entered| entered != mark.on) {
                notices.push(place(), TraceNotice::EnteredAnotherDay { zh, en, on: mark.on, entered });
            }
            self.check_digests(mark, place(), &mut notices);
            self.check_actor(mark, place(), &mut notices);
            let dispatched = first.get(&Act::Dispatched).and_then(|position| self.marks.get(*position));
            if let (Act::Announced, Some(dispatched)) = (mark.act, dispatched)
                && mark.on > dispatched.on
            {
                let (announced, dispatched) = (mark.on, dispatched.on);
                notices.push(place(), TraceNotice::AnnouncedLate { announced, dispatched });
            }
        }
        notices
    }

    /// What `act` needs in this trace.
    fn needed(&self, act: Act) -> impl Iterator<Item = Act> {
        act.needs().iter().copied().filter(|needed| match needed {
            Act::PlanPublished => !self.ad_hoc,
            Act::FollowedUp => self.follow_up,
            _ => true,
        })
    }

    /// Everything that what is there needs, step by step back, and that is not there.
    fn check_gaps(&self, first: &BTreeMap<Act, usize>, notices: &mut Faults) {
        let mut open: Vec<Act> = first.keys().copied().collect();
        let mut missing: BTreeMap<Act, Act> = BTreeMap::new();
        while let Some(act) = open.pop() {
            for needed in self.needed(act) {
                if !first.contains_key(&needed) && missing.insert(needed, act).is_none() {
                    open.push(needed);
                }
            }
        }
        for act in missing.into_keys() {
            let (zh, en) = (act.zh(), act.en());
            notices.push(Place::field("marks"), TraceNotice::Missing { zh, en });
        }
    }

    /// Nobody can rest on a check value before it exists.
    fn check_digests(&self, mark: &Mark, place: Place, notices: &mut Faults) {
        let makers =
            self.marks.iter().filter(|maker| maker.makes.is_some_and(|made| mark.rests_on.contains(&made)));
        if let Some(maker) = makers.max_by_key(|maker| maker.on).filter(|maker| mark.on < maker.on) {
            let (zh, en) = (mark.act.zh(), mark.act.en());
            let (before_zh, before_en) = (maker.act.zh(), maker.act.en());
            let (on, before) = (mark.on, maker.on);
            notices.push(place, TraceNotice::BeforeDigest { zh, en, on, before_zh, before_en, before });
        }
    }

    fn check_actor(&self, mark: &Mark, place: Place, notices: &mut Faults) {
        let (zh, en) = (mark.act.zh(), mark.act.en());
        match &mark.by {
            None => notices.push(place, TraceNotice::NoActor { zh, en }),
            Some(By::Person(actor)) if crate::inspection::is_blank(&actor.person) => {
                notices.push(place, TraceNotice::NoActor { zh, en });
            }
            Some(By::System) if mark.act != Act::Announced => {
                notices.push(place, TraceNotice::SystemActor { zh, en });
            }
            Some(_) => {}
        }
    }
}
