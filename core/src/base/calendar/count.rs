//! Counting forward to a last day, backward from an event, and how much of a term is left today.

use std::num::NonZeroU32;

use serde::Serialize;

use super::{Calendar, CalendarError, Term, Unit};
use crate::base::date::Date;

/// The last day of a term; it ends at 24:00 in China's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Deadline {
    /// Always a working day.
    pub last_day: Date,
    /// Whether the count touches days that the next year's notice can still move.
    pub provisional: bool,
}

/// How a term stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Standing {
    /// Working days left after today, up to the last day.
    pub remaining: u32,
    /// Whether today is after the last day, also where no working day has passed since.
    pub overdue: bool,
    /// Working days since the last day, up to today.
    pub overdue_by: u32,
}

impl Calendar {
    /// Where `term` ends that `event` starts; the day of the event is not counted.
    ///
    /// # Errors
    /// [`CalendarError::Missing`] where a day of a year without a calendar is needed.
    pub fn deadline(&self, event: Date, term: Term) -> Result<Deadline, CalendarError> {
        let last_day = self.last_day(event, term)?;
        Ok(Deadline { last_day, provisional: self.is_provisional(last_day) })
    }

    pub(super) fn last_day(&self, event: Date, term: Term) -> Result<Date, CalendarError> {
        let rank = self.table.rank(event)?;
        match self.runs_out(event, term) {
            None => self.table.select(rank.saturating_add(term.count() - 1)),
            Some(day) => self.table.select(self.table.rank_before(day)?),
        }
    }

    /// The day on which a term not counted in working days runs out, before it is moved to a working day.
    pub(super) fn runs_out(&self, event: Date, term: Term) -> Option<Date> {
        let count = term.count();
        let mut day = match term.unit() {
            Unit::WorkingDay => return None,
            Unit::CalendarDay => event.plus_days(i32::try_from(count).unwrap_or(i32::MAX)),
            Unit::Month => event.plus_months(count),
            Unit::Year => event.plus_months(count.saturating_mul(12)),
        };
        // each suspended day that the term meets is one day more, and may lead it to the next suspension
        let mut seen = event;
        for window in self.suspensions.iter().map(super::Suspension::window) {
            let start = window.start().max(seen.plus_days(1));
            if start <= day && start <= window.end() {
                day = day.plus_days(start.days_until(window.end()) + 1);
                seen = window.end();
            }
        }
        Some(day)
    }

    /// How many working days there are up to `day` from the first day of the calendar on.
    ///
    /// # Errors
    /// [`CalendarError::Missing`].
    pub fn rank(&self, day: Date) -> Result<u32, CalendarError> {
        self.table.rank(day)
    }

    /// How a term that ends on `last_day` stands on `today`.
    ///
    /// ```
    /// use double_random::base::calendar::Calendar;
    ///
    /// let standing = Calendar::china().standing("2026-03-13".parse()?, "2026-03-14".parse()?)?;
    /// assert_eq!((standing.remaining, standing.overdue, standing.overdue_by), (0, true, 0)); // a Saturday
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`CalendarError::Missing`].
    pub fn standing(&self, last_day: Date, today: Date) -> Result<Standing, CalendarError> {
        let (last, now) = (self.rank(last_day)?, self.rank(today)?);
        Ok(Standing {
            remaining: last.saturating_sub(now),
            overdue: today > last_day,
            overdue_by: now.saturating_sub(last),
        })
    }

    /// 第 n 个工作日前 - the `count`-th working day before `event`, which is not counted itself.
    ///
    /// ```
    /// use std::num::NonZeroU32;
    /// use double_random::base::calendar::Calendar;
    ///
    /// let (calendar, hearing) = (Calendar::china(), "2026-03-13".parse()?); // a Friday
    /// let two = NonZeroU32::MIN.saturating_add(1);
    /// assert_eq!(calendar.nth_before(hearing, two)?.last_day, "2026-03-11".parse()?);
    /// assert_eq!(calendar.clear_before(hearing, two)?.last_day, "2026-03-10".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`CalendarError::Missing`], also before the first day of the calendar.
    pub fn nth_before(&self, event: Date, count: NonZeroU32) -> Result<Deadline, CalendarError> {
        let before = self.table.rank_before(event)?;
        let first_year = self.years().map_or(event.year(), |(first, _)| first);
        let number = before.checked_sub(count.get());
        let last_day =
            self.table.select(number.ok_or_else(|| self.table.missing(first_year.saturating_sub(1)))?)?;
        Ok(Deadline { last_day, provisional: self.is_provisional(event.plus_days(-1)) })
    }

    /// 间隔 n 个完整工作日 - the latest working day with `count` whole working days between it and `event`.
    ///
    /// # Errors
    /// As [`Calendar::nth_before`].
    pub fn clear_before(&self, event: Date, count: NonZeroU32) -> Result<Deadline, CalendarError> {
        self.nth_before(event, count.saturating_add(1))
    }
}
