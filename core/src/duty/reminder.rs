//! 内部提醒 - a day for every visit by itself, which is nobody's legal term.
//!
//! # Reading
//! The term of publication starts when the task ends (I-28-1a). To be ready then, a unit wants to know which visits lie
//! about; what such a reminder says never becomes a [`Duty`](super::Duty) and never feeds an
//! [`Indicator`](super::Indicator).

use super::docket::{Docket, VisitRef};
use crate::base::calendar::{CalendarError, Deadline};
use crate::base::order::Arrange as _;
use crate::base::{Date, Id};
use crate::disclosure::Stage;

/// A visit whose result is not public, and the day on which it would be late if its date counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reminder {
    /// The day, or the year that has no calendar.
    pub day: Result<Date, i16>,
    /// The unit.
    pub unit: Id,
    /// The visit.
    pub visit: VisitRef,
    /// The target.
    pub target: Id,
}

impl Docket {
    /// One reminder for each visit with a result that is not public yet, the earliest first.
    pub fn reminders(&self) -> Vec<Reminder> {
        let mut all: Vec<Reminder> = Vec::new();
        for visit in self.visits.values() {
            let open = visit.results.iter().any(|history| {
                history.standing().disclosed_on().is_none() && history.standing().stage != Stage::Withdrawn
            });
            let Some(on) = visit.inspected_on().filter(|_| open) else { continue };
            let day = match self.calendar.deadline(on, self.terms.publish) {
                Ok(Deadline { last_day, .. }) => Ok(last_day),
                Err(CalendarError::Missing { year, .. }) => Err(year),
                Err(_) => Err(on.year()),
            };
            let (unit, target) = (visit.team.unit.clone(), visit.team.target.clone());
            all.push(Reminder { day, unit, visit: VisitRef::of(&visit.team), target });
        }
        all.arrange();
        all
    }
}
