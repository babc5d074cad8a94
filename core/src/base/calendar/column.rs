//! Last days over a whole column at once.

use super::{Calendar, Term, Unit};
use crate::base::date::Date;
use crate::base::problem::{Faults, Place};

/// From as many events on, a table of all answers is cheaper than each answer by itself.
const MANY: usize = 4_000;

impl Calendar {
    /// The last day of `term` for each of `events`, as [`Calendar::deadline`] finds it one by one;
    /// [`Calendar::is_provisional`] says which can still move.
    ///
    /// ```
    /// use double_random::base::calendar::{Calendar, Term, Unit};
    ///
    /// let events = ["2026-02-06".parse()?, "2026-09-28".parse()?];
    /// let last_days = Calendar::china().last_days(&events, Term::new(20, Unit::WorkingDay)?)?;
    /// assert_eq!(last_days, ["2026-03-12".parse()?, "2026-10-30".parse()?]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// A [`CalendarError`](super::CalendarError) for every event without an answer, at its row (from 1).
    pub fn last_days(&self, events: &[Date], term: Term) -> Result<Vec<Date>, Faults> {
        match self.years() {
            Some((first, last)) if events.len() > MANY => {
                let answers = self.answers(first, last, term);
                self.looked_up(events, term, first, &answers)
            }
            _ => self.one_by_one(events, term),
        }
    }

    /// The answer to every day of the calendar in its place, 31 to a month, up to the last day that has one.
    fn answers(&self, first: i16, last: i16, term: Term) -> Vec<Date> {
        let places = || (first..=last).flat_map(|year| (1..=12).map(move |month| (year, month)));
        let places =
            || places().flat_map(|(year, month)| (1..=31).map(move |day| Date::new(year, month, day).ok()));
        let days: Vec<Date> = places().flatten().collect();
        let mut answers = Vec::with_capacity(places().count());
        let mut at = 0;
        for place in places() {
            let answer = match (place, term.unit()) {
                (None, _) => answers.last().copied(), // nobody asks about 30 February
                (Some(_), Unit::WorkingDay) => {
                    self.table.after(at, term.count()).and_then(|at| days.get(at).copied())
                }
                (Some(event), _) => self.last_day(event, term).ok(),
            };
            let Some(answer) = answer else { return answers };
            answers.push(answer);
            at += usize::from(place.is_some());
        }
        answers
    }

    /// One look into a table that fits the nearest cache.
    fn looked_up(
        &self,
        events: &[Date],
        term: Term,
        first: i16,
        answers: &[Date],
    ) -> Result<Vec<Date>, Faults> {
        let mut found = true;
        let answer = |event: &Date| {
            let year = i32::from(event.year()) - i32::from(first);
            let month = year * 12 + i32::from(event.month()) - 1;
            // what lies before the first year wraps round to a place far behind the table
            let place = (month * 31 + i32::from(event.day()) - 1).cast_unsigned() as usize;
            answers.get(place).copied().unwrap_or_else(|| {
                found = false;
                *event
            })
        };
        let last_days = events.iter().map(answer).collect();
        if found { Ok(last_days) } else { self.one_by_one(events, term) }
    }

    fn one_by_one(&self, events: &[Date], term: Term) -> Result<Vec<Date>, Faults> {
        let mut faults = Faults::default();
        let mut last_days = Vec::with_capacity(events.len());
        for (&event, row) in events.iter().zip(1..) {
            match self.last_day(event, term) {
                Ok(last_day) => last_days.push(last_day),
                Err(error) => faults.push(Place::row(row, "event"), error),
            }
        }
        faults.or(last_days)
    }
}
