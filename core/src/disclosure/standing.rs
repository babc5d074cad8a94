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
//! and stays so, over the head's signature as well (I-28-2a): by a review only if that found the result wrong. Objections
//! that were open by then are still answered. An objection is admissible from the signature
//! on (I-28-3a), with no last day. No event is dated before the one that it follows, nor written down before it happened;
//! what the platform itself does has the day of its entry, and what happens elsewhere may be entered later, which the
//! trace check names.
//!
//! # Example
//! See [`History`](super::History).

use std::collections::BTreeMap;

use serde::Serialize;

use super::event::{Event, Step, WithdrawalGround, WithheldReason};
use super::objection::Objection;
use super::problem::DisclosureError;
use crate::base::{Date, Id};
use crate::inspection::{HeadSignature, is_blank};

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
    /// 撤销告知 - when the target was told of the withdrawal.
    pub notified_on: Option<Date>,
    /// Whether it was followed up (后续处置).
    pub followed_up: bool,
    /// 改正日期 - when the target had corrected what it was ordered to, as a follow-up found.
    pub order_met_on: Option<Date>,
    /// 异议, by number.
    pub objections: BTreeMap<Id, Objection>,
    #[serde(skip)]
    unit: Id,
    #[serde(skip)]
    signed_on: Date,
    #[serde(skip)]
    last: Date,
    #[serde(skip)]
    last_entered: Date,
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
            notified_on: None,
            followed_up: false,
            order_met_on: None,
            objections: BTreeMap::new(),
            unit,
            signed_on,
            last: signed_on,
            last_entered: signed_on,
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
            Step::Notified => match (self.withdrawn_on, self.notified_on) {
                (None, _) => return Err(DisclosureError::NotWithdrawn),
                (_, Some(on)) => return Err(DisclosureError::NotifiedAlready { on }),
                _ => self.notified_on = Some(event.on),
            },
            Step::FollowedUp { note, corrected_on } => {
                some_text(note)?;
                self.followed_up = true;
                self.order_met_on = corrected_on.or(self.order_met_on);
            }
            step => self.advance(step, event)?,
        }
        self.last = event.on;
        self.last_entered = event.entered();
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
        let (on, entered) = (event.on, event.entered());
        if entered < on {
            return Err(DisclosureError::EnteredEarly { on, entered });
        }
        if entered > on && event.step.is_at_platform() {
            return Err(DisclosureError::EnteredLate { on, entered });
        }
        if entered < self.last_entered {
            return Err(DisclosureError::EnteredBefore { entered, last: self.last_entered });
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
            Step::Withdrawn { ground, document, head } => {
                if let WithdrawalGround::Review(objection) = ground
                    && !self.objection(objection)?.asks_for_correction()
                {
                    return Err(DisclosureError::Unreviewed { objection: objection.to_string() });
                }
                some_text(document)?;
                self.check_head(head, event)?;
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
        if *replaces != self.version {
            return Err(DisclosureError::Stale { found: *replaces, newest: self.version });
        }
        some_text(reason)?;
        self.check_head(head, event)?;
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

    /// 主要负责人签字 - of the executing unit, by the day of the step, and by another person than whoever prepared it.
    fn check_head(&self, head: &HeadSignature, event: &Event) -> Result<(), DisclosureError> {
        let person = head.person.trim();
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
