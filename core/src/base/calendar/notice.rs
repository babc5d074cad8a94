//! 放假安排 - who ordered which days off, who suspended a term, and when it was known.

use serde::{Deserialize, Serialize};

use super::problem::CalendarError;
use crate::base::date::Date;
use crate::base::order::Arrange as _;
use crate::base::window::Window;

/// A notice: the yearly one, a change to it, or a named order of a region (regional holiday, stoppage).
///
/// A later notice overrides an earlier one on the days that it names. The built-in table and a table of the user's own
/// have this form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// 文号 - the number or name by which it is cited.
    pub number: String,
    /// The day of issue: before it nobody could know.
    pub issued: Date,
    /// The year whose calendar is known with this notice; absent in changes and in orders of a region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covers: Option<i16>,
    /// Days off. A weekend is off of itself.
    #[serde(default)]
    pub off: Vec<Date>,
    /// Days worked, weekends most of all.
    #[serde(default)]
    pub worked: Vec<Date>,
}

/// 中止 - days on which a term does not run, and by which provision or document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suspension {
    window: Window,
    citation: String,
}

impl Suspension {
    /// The clock stands still on all days of `window`, by `citation`.
    ///
    /// # Errors
    /// [`CalendarError::Uncited`].
    pub fn new(window: Window, citation: &str) -> Result<Self, CalendarError> {
        match citation.trim() {
            "" => Err(CalendarError::Uncited),
            citation => Ok(Self { window, citation: citation.to_owned() }),
        }
    }

    /// The days on which the term does not run.
    pub fn window(&self) -> Window {
        self.window
    }

    /// The ground.
    pub fn citation(&self) -> &str {
        &self.citation
    }
}

impl Notice {
    /// Whether this notice says of `day` that it is worked; `None` where it says nothing.
    pub(super) fn says(&self, day: Date) -> Option<bool> {
        if self.off.contains(&day) {
            return Some(false);
        }
        self.worked.contains(&day).then_some(true)
    }

    pub(super) fn days(&self) -> impl Iterator<Item = Date> {
        self.off.iter().chain(&self.worked).copied()
    }

    /// What can be wrong with a notice by itself.
    pub(super) fn check(&self) -> Result<(), CalendarError> {
        if self.number.trim().is_empty() {
            return Err(CalendarError::Unnamed { issued: self.issued });
        }
        let mut days: Vec<Date> = self.days().collect();
        days.arrange();
        match days.array_windows().find(|[one, next]| one == next) {
            Some([day, _]) => Err(CalendarError::DayTwice { number: self.number.clone(), day: *day }),
            None => Ok(()),
        }
    }
}
