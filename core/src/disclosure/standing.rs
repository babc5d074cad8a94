//! 第六条, 第二十八条 - which steps are lawful, and where a result stands after them.
//!
//! # The rule
//! Results are entered, checked and published. A published result is not changed at will: a true mistake is corrected
//! over the signature of the unit's principal head. An objection is reviewed and answered.
//!
//! # Reading
//! The check is made by another person than the entry. A correction names the version it replaces, so that of two made
//! at once the second is refused. It is signed by the head of the executing unit (I-28-2a), who did not prepare it;
//! before publication a corrected result is entered and checked anew. What a review or a court set aside is withdrawn
//! and stays so; objections that were open by then are still answered. An objection is admissible from the signature
//! on (I-28-3a), with no last day. No event is dated before the one that it follows.
//!
//! # Example
//! See [`History`](super::History).

use std::collections::BTreeMap;

use serde::Serialize;

use super::event::{Event, Step, WithheldReason};
use super::objection::Objection;
use super::problem::DisclosureError;
use crate::base::{Date, Id};
use crate::inspection::is_blank;

/// How far a result has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// 已签字
    Signed,
    /// 已录入
    Entered,
    /// 已审核
    Checked,
    /// 不予公示
    Withheld,
    /// 已公示
    Published,
    /// 已撤销
    Withdrawn,
}

/// Where a result stands: what its events come to, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[doc(alias = "第二十八条第二款")]
pub struct Standing {
    /// How far it has come.
    pub stage: Stage,
    /// The number of the newest version, from 0.
    pub version: u32,
    /// 公示日期, the first time.
    pub published_on: Option<Date>,
    /// 不予公示日期.
    pub withheld_on: Option<Date>,
    /// 更正日期 - the last correction of what the public had seen.
    pub corrected_on: Option<Date>,
    /// 撤销日期.
    pub withdrawn_on: Option<Date>,
    /// Whether it was followed up (后续处置).
    pub followed_up: bool,
    /// 异议, by number.
    pub objections: BTreeMap<Id, Objection>,
    #[serde(skip)]
    unit: Id,
    #[serde(skip)]
    signed_on: Date,
    #[serde(skip)]
    last: Date,
    #[serde(skip)]
    entered_by: String,
}

impl Standing {
    /// A result that `unit` signed on this day.
    pub(super) fn signed(unit: Id, signed_on: Date) -> Self {
        Self {
            stage: Stage::Signed,
            version: 0,
            published_on: None,
            withheld_on: None,
            corrected_on: None,
            withdrawn_on: None,
            followed_up: false,
            objections: BTreeMap::new(),
            unit,
            signed_on,
            last: signed_on,
            entered_by: String::new(),
        }
    }

    /// 已公示或不予公示 - the day on which the duty to publish was met: the earlier of the two.
    pub fn disclosed_on(&self) -> Option<Date> {
        [self.published_on, self.withheld_on].into_iter().flatten().min()
    }

    /// Where it stands after `event`.
    pub(super) fn after(mut self, event: &Event) -> Result<Self, DisclosureError> {
        self.check_event(event)?;
        match &event.step {
            Step::Objected { objection } => self.object(objection, event.on)?,
            Step::PapersRequested { objection, missing } => {
                some_text(missing)?;
                self.objection(objection)?.request_papers(event.on)?;
            }
            Step::Reviewed { objection, outcome } => {
                self.objection(objection)?.review(event.on, *outcome)?;
                // what is withdrawn already needs no correction
                if self.withdrawn_on.is_some() {
                    self.put_right(event.on);
                }
            }
            Step::FedBack { objection } => self.objection(objection)?.feed_back(event.on)?,
            Step::FollowedUp { note, .. } => {
                some_text(note)?;
                self.followed_up = true;
            }
            step => self.advance(step, event)?,
        }
        self.last = event.on;
        Ok(self)
    }

    /// 责任可溯 - who and when, for every event (第六条).
    fn check_event(&self, event: &Event) -> Result<(), DisclosureError> {
        if is_blank(&event.actor.person) {
            return Err(DisclosureError::NoActor);
        }
        if matches!(event.step, Step::Objected { .. }) && event.on < self.signed_on {
            return Err(DisclosureError::ObjectionEarly { received: event.on, signed: self.signed_on });
        }
        if event.on < self.last {
            return Err(DisclosureError::Backdated { found: event.on, last: self.last });
        }
        Ok(())
    }

    /// The steps that move the result itself.
    fn advance(&mut self, step: &Step, event: &Event) -> Result<(), DisclosureError> {
        if let Some(on) = self.withdrawn_on {
            return Err(DisclosureError::Withdrawn { on });
        }
        match step {
            Step::Entered if self.stage == Stage::Signed => {
                event.actor.person.trim().clone_into(&mut self.entered_by);
                self.stage = Stage::Entered;
            }
            Step::Entered => return Err(DisclosureError::EnteredAlready),
            Step::Checked | Step::Returned { .. } if self.stage != Stage::Entered => {
                return Err(DisclosureError::NothingToCheck);
            }
            Step::Checked if event.actor.person.trim() == self.entered_by => {
                return Err(DisclosureError::SameChecker { person: self.entered_by.clone() });
            }
            Step::Checked => self.stage = Stage::Checked,
            Step::Returned { reason } => {
                some_text(reason)?;
                self.stage = Stage::Signed;
            }
            Step::Published | Step::Withheld { .. } if self.stage < Stage::Checked => {
                return Err(DisclosureError::Unchecked);
            }
            Step::Published | Step::Withheld { .. } if self.stage == Stage::Published => {
                return Err(DisclosureError::PublishedAlready { on: self.published_on.unwrap_or(event.on) });
            }
            Step::Published => {
                self.stage = Stage::Published;
                self.published_on = Some(event.on);
            }
            Step::Withheld { .. } if self.stage == Stage::Withheld => {
                return Err(DisclosureError::WithheldAlready { on: self.withheld_on.unwrap_or(event.on) });
            }
            Step::Withheld { reason, .. } => {
                if let WithheldReason::LawForbids(provision) = reason {
                    some_text(provision)?;
                }
                self.stage = Stage::Withheld;
                self.withheld_on = Some(event.on);
            }
            Step::Withdrawn { document, .. } => {
                some_text(document)?;
                self.stage = Stage::Withdrawn;
                self.withdrawn_on = Some(event.on);
                self.put_right(event.on);
            }
            Step::Corrected { .. } => self.correct(step, event)?,
            _ => {}
        }
        Ok(())
    }

    /// 更正 - over the head's signature, of the newest version (第二十八条第二款).
    fn correct(&mut self, step: &Step, event: &Event) -> Result<(), DisclosureError> {
        let Step::Corrected { replaces, reason, head, .. } = step else { return Ok(()) };
        let person = head.person.trim();
        if *replaces != self.version {
            return Err(DisclosureError::Stale { found: *replaces, newest: self.version });
        }
        some_text(reason)?;
        if head.unit != self.unit {
            let (found, unit) = (head.unit.to_string(), self.unit.to_string());
            return Err(DisclosureError::OtherHead { found, unit });
        }
        if person.is_empty() || head.date > event.on {
            return Err(DisclosureError::HeadUnsigned { unit: self.unit.to_string() });
        }
        if person == event.actor.person.trim() {
            return Err(DisclosureError::HeadPrepared { person: person.to_owned() });
        }
        self.version = self.version.saturating_add(1);
        // what nobody outside has seen goes through entry and check again
        if self.stage < Stage::Withheld {
            self.stage = Stage::Signed;
        } else {
            self.corrected_on = Some(event.on);
        }
        self.put_right(event.on);
        Ok(())
    }

    fn put_right(&mut self, on: Date) {
        for objection in self.objections.values_mut().filter(|objection| objection.asks_for_correction()) {
            objection.put_right = Some(on);
        }
    }

    fn object(&mut self, objection: &Id, on: Date) -> Result<(), DisclosureError> {
        if let Some(on) = self.withdrawn_on {
            return Err(DisclosureError::Withdrawn { on });
        }
        if self.objections.contains_key(objection) {
            return Err(DisclosureError::ObjectionDoubled { objection: objection.to_string() });
        }
        self.objections.insert(objection.clone(), Objection::received(objection.clone(), on));
        Ok(())
    }

    fn objection(&mut self, objection: &Id) -> Result<&mut Objection, DisclosureError> {
        let unknown = || DisclosureError::ObjectionUnknown { objection: objection.to_string() };
        self.objections.get_mut(objection).ok_or_else(unknown)
    }
}

/// A reason, a note or a number that has to say something.
fn some_text(text: &str) -> Result<(), DisclosureError> {
    if is_blank(text) { Err(DisclosureError::NoReason) } else { Ok(()) }
}
