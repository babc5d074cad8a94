//! 期限 - a number of working days, calendar days, months or years.

use std::num::NonZeroU32;

use serde::{Deserialize, Deserializer, Serialize};

use super::problem::CalendarError;
use crate::base::shape::refuse;

/// What a term is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// 工作日 - days that are worked.
    WorkingDay,
    /// 日 - all days; the last one is moved to a working day.
    CalendarDay,
    /// 月 - to the corresponding day, or the month's end, then to a working day.
    Month,
    /// 年 - as months.
    Year,
}

/// A term of at least one day, month or year.
///
/// ```
/// use double_random::base::calendar::{Term, Unit};
///
/// assert_eq!(Term::new(20, Unit::WorkingDay)?.count(), 20);
/// assert!(Term::new(0, Unit::Month).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Term {
    count: NonZeroU32,
    unit: Unit,
}

impl Term {
    /// `count` of `unit`.
    ///
    /// # Errors
    /// [`CalendarError::CountZero`].
    pub fn new(count: u32, unit: Unit) -> Result<Self, CalendarError> {
        let count = NonZeroU32::new(count).ok_or(CalendarError::CountZero)?;
        Ok(Self { count, unit })
    }

    /// `count` working days.
    pub const fn working_days(count: NonZeroU32) -> Self {
        Self { count, unit: Unit::WorkingDay }
    }

    /// How many.
    pub fn count(self) -> u32 {
        self.count.get()
    }

    /// Of what.
    pub fn unit(self) -> Unit {
        self.unit
    }
}

impl<'de> Deserialize<'de> for Term {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Plain {
            count: u32,
            unit: Unit,
        }
        let Plain { count, unit } = Plain::deserialize(deserializer)?;
        Self::new(count, unit).map_err(refuse)
    }
}
