//! The table under every count: of each day how many working days there are up to it, and each working day by its number.

use std::fmt;

use super::notice::{Notice, Suspension};
use super::problem::CalendarError;
use crate::base::date::Date;
use crate::base::order::Arrange as _;

/// The most years of a table, so that a day's number fits in 16 bits.
pub(super) const MOST_YEARS: usize = 100;

/// Rank and select over the days of whole years.
#[derive(Clone, PartialEq, Eq, Default)]
pub(super) struct Table {
    /// The first and last year covered.
    years: Option<(i16, i16)>,
    /// Of each day, how many working days there are up to it, itself included.
    ranks: Vec<u16>,
    /// The number of the day, from 0, of each working day.
    working: Vec<u16>,
}

impl Table {
    /// The calendar by `notices` in the order of their issue, less the days of `suspensions`.
    pub(super) fn new(notices: &[&Notice], suspensions: &[Suspension]) -> Self {
        let Some(years) = years(notices) else { return Self::default() };
        let mut table = Self { years: Some(years), ..Self::default() };
        let (Some(first), Some(last)) = (table.first(), table.last()) else { return Self::default() };
        let mut days: Vec<bool> =
            (0..=first.days_until(last)).map(|at| !first.plus_days(at).is_weekend()).collect();
        let mut set = |day: Date, worked: bool| {
            let at = usize::try_from(first.days_until(day)).ok();
            if let Some(entry) = at.and_then(|at| days.get_mut(at)) {
                *entry = worked;
            }
        };
        for notice in notices {
            notice.off.iter().for_each(|&day| set(day, false));
            notice.worked.iter().for_each(|&day| set(day, true));
        }
        for window in suspensions.iter().map(Suspension::window) {
            let (start, end) = (window.start().max(first), window.end().min(last));
            (0..=start.days_until(end)).for_each(|at| set(start.plus_days(at), false));
        }
        for (day, works) in (0..).zip(days) {
            if works {
                table.working.push(day);
            }
            table.ranks.push(u16::try_from(table.working.len()).unwrap_or(u16::MAX)); // INVARIANT: at most 36,525 days
        }
        table
    }

    /// The first and last year covered.
    pub(super) fn years(&self) -> Option<(i16, i16)> {
        self.years
    }

    pub(super) fn first(&self) -> Option<Date> {
        self.years.and_then(|(first, _)| Date::new(first, 1, 1).ok())
    }

    pub(super) fn last(&self) -> Option<Date> {
        self.years.and_then(|(_, last)| Date::new(last, 12, 31).ok())
    }

    /// How many working days there are up to `day`, itself included.
    pub(super) fn rank(&self, day: Date) -> Result<u32, CalendarError> {
        let at = self.first().and_then(|first| usize::try_from(first.days_until(day)).ok());
        let rank = at.and_then(|at| self.ranks.get(at)).ok_or_else(|| self.missing(day.year()))?;
        Ok(u32::from(*rank))
    }

    /// How many working days there are before `day`.
    pub(super) fn rank_before(&self, day: Date) -> Result<u32, CalendarError> {
        let rank = self.rank(day)?;
        Ok(if self.works(day) { rank - 1 } else { rank })
    }

    /// The working day with that number, counted from 0.
    pub(super) fn select(&self, number: u32) -> Result<Date, CalendarError> {
        let at = usize::try_from(number).ok().and_then(|number| self.working.get(number));
        match (self.first(), at) {
            (Some(first), Some(&at)) => Ok(first.plus_days(i32::from(at))),
            _ => Err(self.missing(self.years.map_or(0, |(_, last)| last.saturating_add(1)))),
        }
    }

    /// The day that is the `count`-th working day after day `at`, both by their number from 0.
    pub(super) fn after(&self, at: usize, count: u32) -> Option<usize> {
        let number = usize::try_from(count).ok()?.checked_add((*self.ranks.get(at)?).into())?;
        self.working.get(number.checked_sub(1)?).map(|&at| at.into())
    }

    /// Whether `day` is a working day; false where nobody knows.
    pub(super) fn works(&self, day: Date) -> bool {
        let at = self.first().and_then(|first| u16::try_from(first.days_until(day)).ok());
        at.is_some_and(|at| self.working.binary_search(&at).is_ok())
    }

    /// No notice covers `year`.
    pub(super) fn missing(&self, year: i16) -> CalendarError {
        CalendarError::Missing { year, known: known(self.years) }
    }

    pub(super) fn bytes(&self) -> usize {
        size_of_val(self.ranks.as_slice()) + size_of_val(self.working.as_slice())
    }
}

/// Thousands of numbers tell a reader nothing.
impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Table({}, {} working days)", known(self.years), self.working.len())
    }
}

/// The years covered, in words of no language.
pub(super) fn known(years: Option<(i16, i16)>) -> String {
    years.map_or("—".to_owned(), |(first, last)| format!("{first}–{last}"))
}

/// The years in a row that `notices` cover, from the first on.
fn years(notices: &[&Notice]) -> Option<(i16, i16)> {
    let mut covered: Vec<i16> = notices.iter().filter_map(|notice| notice.covers).collect();
    covered.arrange();
    let first = *covered.first()?;
    let in_a_row = (first..).zip(&covered).take_while(|(expected, found)| expected == *found).count();
    covered.get(in_a_row.checked_sub(1)?).map(|&last| (first, last))
}
