//! 工作日历: the built-in table, calendars of one's own, counting in every direction, and files for calendar programs.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

mod counting;
mod ics;
mod tables;

use double_random::base::Date;
use double_random::base::calendar::{Calendar, Term, Unit};

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn last_day(calendar: &Calendar, event: &str, count: u32, unit: Unit) -> String {
    match calendar.deadline(day(event), Term::new(count, unit).unwrap()) {
        Ok(deadline) => deadline.last_day.to_string(),
        Err(error) => error.to_string(),
    }
}
