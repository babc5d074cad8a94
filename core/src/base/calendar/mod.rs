//! 工作日历 - which days are worked, by which notice, and where a term of days, months or years ends.
//!
//! The day of the event is not counted, and the last day ends at 24:00 in China's time (民法典 第二百条 to 第二百零四条).
//! With the sorted working days `W` and `rank(e)`, how many of them are up to day `e`, a term of `n` working days ends on
//! `W[rank(e) + n - 1]`. Whole days only, no clock: today is an argument.

mod column;
mod count;
mod explain;
mod ics;
mod notice;
mod problem;
mod table;
mod term;

use std::sync::LazyLock;

pub use count::{Deadline, Standing};
pub use explain::{DayCount, Explained, Ground};
pub use ics::{Entry, ics};
pub use notice::{Notice, Suspension};
pub use problem::{CalendarError, IcsError};
use table::{MOST_YEARS, Table, known};
pub use term::{Term, Unit};

use super::date::Date;
use super::json;
use super::problem::Faults;
use crate::base::order::Arrange as _;

/// The days by the nationwide notices of 2018 to 2026, one entry a notice.
const CHINA: &str = include_str!("../../../data/calendar/china.json");

/// Working days of whole years, by notices that are named.
///
/// ```
/// use double_random::base::calendar::{Calendar, Term, Unit};
///
/// let calendar = Calendar::china();
/// let term = Term::new(20, Unit::WorkingDay)?;
/// let deadline = calendar.deadline("2026-02-06".parse()?, term)?;
/// assert_eq!(deadline.last_day, "2026-03-12".parse()?); // over the Spring Festival
/// assert!(!deadline.provisional);
///
/// let error = calendar.deadline("2026-12-31".parse()?, term).unwrap_err(); // 2027 is a guess
/// assert!(error.to_string().contains("no calendar for 2027"));
///
/// // before the change of March 2019, four days around 1 May were others
/// let (event, term) = ("2019-04-24".parse()?, Term::new(5, Unit::WorkingDay)?);
/// let early = calendar.as_of("2019-03-21".parse()?);
/// assert_eq!(early.deadline(event, term)?.last_day, "2019-05-02".parse()?);
/// assert_eq!(calendar.deadline(event, term)?.last_day, "2019-04-30".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Deliberately missing: any day of a year without a notice, and regional holidays without an order that is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// All notices, in the order of their issue.
    notices: Vec<Notice>,
    /// Sorted by their first day.
    suspensions: Vec<Suspension>,
    /// What is issued later is not known here.
    as_of: Option<Date>,
    table: Table,
}

impl Calendar {
    /// The nationwide calendar of 2018 to 2026.
    pub fn china() -> &'static Self {
        // INVARIANT: a test reads the same text and counts the working days of every year
        static CHINA_READ: LazyLock<Calendar> = LazyLock::new(|| Calendar::read(CHINA).unwrap_or_default());
        &CHINA_READ
    }

    /// A calendar of the user's own: a JSON list of [`Notice`]s, in the form of the built-in one.
    ///
    /// ```
    /// use double_random::base::calendar::Calendar;
    ///
    /// let own = Calendar::read(r#"[{"number": "own list", "issued": "2026-11-20", "covers": 2027, "off": ["2027-01-01"]}]"#)?;
    /// assert_eq!(own.is_working("2027-01-01".parse()?), Ok(false));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Faults of the JSON by their path, and those of [`Calendar::new`].
    pub fn read(text: &str) -> Result<Self, Faults> {
        let notices: Vec<Notice> = json::shaped(json::parse(text)?)?;
        Self::new(notices).map_err(|error| super::Fault::new(super::Place::default(), error).into())
    }

    /// The calendar by `notices`, whatever their order.
    ///
    /// # Errors
    /// [`CalendarError`]: no year, a year left out or covered twice, more than 100 years, a notice without a number, a day
    /// named twice, or a day of no year that is covered (the December before the first one is let pass).
    pub fn new(mut notices: Vec<Notice>) -> Result<Self, CalendarError> {
        notices.iter().try_for_each(Notice::check)?;
        let mut covered: Vec<i16> = notices.iter().filter_map(|notice| notice.covers).collect();
        covered.arrange();
        if covered.len() > MOST_YEARS {
            return Err(CalendarError::TooLong { found: covered.len(), limit: MOST_YEARS });
        }
        if let Some([before, year]) =
            covered.array_windows().find(|[one, next]| one.checked_add(1) != Some(*next))
        {
            return Err(CalendarError::Years { year: *year, before: *before });
        }
        notices.arrange_by_key(|notice| notice.issued);
        let calendar = Self { notices, ..Self::default() }.tabled();
        let (Some(first), Some(last)) = (calendar.table.first(), calendar.table.last()) else {
            return Err(CalendarError::NoYear);
        };
        let outside = |day: Date| day < first.plus_days(-31) || day > last;
        for notice in &calendar.notices {
            if let Some(day) = notice.days().find(|&day| outside(day)) {
                let known = known(calendar.table.years());
                return Err(CalendarError::DayOutside { number: notice.number.clone(), day, known });
            }
        }
        Ok(calendar)
    }

    /// The calendar as it was known at the end of `day`: by the notices issued until then. Suspensions stay.
    #[must_use]
    pub fn as_of(&self, day: Date) -> Self {
        Self { as_of: Some(day), ..self.clone() }.tabled()
    }

    /// The same with one more notice: the next year's, or a named order of a region or of a stoppage.
    ///
    /// # Errors
    /// As [`Calendar::new`].
    pub fn with(&self, notice: Notice) -> Result<Self, CalendarError> {
        let notices = self.notices.iter().cloned().chain([notice]).collect();
        let Self { notices, .. } = Self::new(notices)?;
        Ok(Self { notices, ..self.clone() }.tabled())
    }

    /// The same for a case in which the term does not run for a time.
    ///
    /// ```
    /// use double_random::base::Window;
    /// use double_random::base::calendar::{Calendar, Suspension, Term, Unit};
    ///
    /// let window = Window::new("2026-06-01".parse()?, "2026-06-05".parse()?)?;
    /// let case = Calendar::china().suspended(Suspension::new(window, "民法典 第一百九十四条")?);
    /// let deadline = case.deadline("2026-05-29".parse()?, Term::new(1, Unit::WorkingDay)?)?;
    /// assert_eq!(deadline.last_day, "2026-06-08".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn suspended(&self, suspension: Suspension) -> Self {
        let mut suspensions: Vec<_> = self.suspensions.iter().cloned().chain([suspension]).collect();
        suspensions.arrange_by_key(|suspension| suspension.window().start());
        Self { suspensions, ..self.clone() }.tabled()
    }

    /// The first and last year covered, `None` where no notice was known yet.
    pub fn years(&self) -> Option<(i16, i16)> {
        self.table.years()
    }

    /// The notices known, in the order of their issue.
    pub fn notices(&self) -> impl DoubleEndedIterator<Item = &Notice> {
        self.notices.iter().filter(|notice| self.as_of.is_none_or(|day| notice.issued <= day))
    }

    /// Whether `day` is a working day.
    ///
    /// # Errors
    /// [`CalendarError::Missing`] with the year.
    pub fn is_working(&self, day: Date) -> Result<bool, CalendarError> {
        self.table.rank(day)?;
        Ok(self.table.works(day))
    }

    /// Whether `day` can still become another kind of day: the next notice may move 26 to 31 December of the last year.
    pub fn is_provisional(&self, day: Date) -> bool {
        self.table.last().is_some_and(|last| day > last.plus_days(-6))
    }

    /// The bytes of the table that is counted with.
    pub fn table_bytes(&self) -> usize {
        self.table.bytes()
    }

    fn tabled(self) -> Self {
        let known: Vec<&Notice> = self.notices().collect();
        let table = Table::new(&known, &self.suspensions);
        Self { table, ..self }
    }
}
