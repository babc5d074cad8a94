//! 逐日计算 - every day of a count: counted or skipped, and by what.

use std::fmt;

use serde::Serialize;

use super::{Calendar, CalendarError, Deadline, Term};
use crate::base::date::Date;

/// Why a day is worked, or is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// Monday to Friday, and no notice says otherwise.
    Weekday,
    /// Saturday or Sunday, and no notice says otherwise.
    Weekend,
    /// Off by the notice of that number.
    Off(String),
    /// Worked by the notice of that number.
    Worked(String),
    /// The term does not run, by that citation.
    Suspended(String),
}

impl Ground {
    /// The ground in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Weekday => "周一至周五".to_owned(),
            Self::Weekend => "周末".to_owned(),
            Self::Off(number) => format!("放假（{number}）"),
            Self::Worked(number) => format!("上班（{number}）"),
            Self::Suspended(citation) => format!("中止（{citation}）"),
        }
    }

    /// The ground in English.
    pub fn en(&self) -> String {
        match self {
            Self::Weekday => "Monday to Friday".to_owned(),
            Self::Weekend => "weekend".to_owned(),
            Self::Off(number) => format!("off by {number}"),
            Self::Worked(number) => format!("worked by {number}"),
            Self::Suspended(citation) => format!("suspended by {citation}"),
        }
    }
}

/// One day of a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DayCount {
    /// The day.
    pub day: Date,
    /// Its number in the count, from 1; `None` for a day that is skipped.
    pub counted: Option<u32>,
    /// Why.
    pub ground: Ground,
}

impl fmt::Display for DayCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.counted {
            Some(number) => write!(f, "{} 第{number}日 {}", self.day, self.ground.zh()),
            None => write!(f, "{} 不计 {}", self.day, self.ground.zh()),
        }
    }
}

/// A deadline and the way to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// The result.
    pub deadline: Deadline,
    /// Every day after the event up to the last day.
    pub days: Vec<DayCount>,
}

impl Calendar {
    /// Where `term` ends, with every day on the way. Of months and years all days are numbered, as of calendar days.
    ///
    /// ```
    /// use double_random::base::calendar::{Calendar, Term, Unit};
    ///
    /// let explained = Calendar::china().explain("2026-04-30".parse()?, Term::new(1, Unit::WorkingDay)?)?;
    /// let lines: Vec<String> = explained.days.iter().map(ToString::to_string).collect();
    /// assert_eq!(lines[0], "2026-05-01 不计 放假（国办发明电〔2025〕7号）");
    /// assert_eq!(lines[1], "2026-05-02 不计 周末");
    /// assert_eq!(lines[5], "2026-05-06 第1日 周一至周五");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Calendar::deadline`].
    pub fn explain(&self, event: Date, term: Term) -> Result<Explained, CalendarError> {
        let deadline = self.deadline(event, term)?;
        let runs_out = self.runs_out(event, term);
        let mut number = 0;
        let days = (1..=event.days_until(deadline.last_day)).map(|at| {
            let day = event.plus_days(at);
            let ground = self.ground(day);
            let counts = match (&ground, runs_out) {
                (Ground::Suspended(_), _) => false,
                (_, Some(runs_out)) => day <= runs_out,
                (Ground::Weekday | Ground::Worked(_), None) => true,
                (Ground::Weekend | Ground::Off(_), None) => false,
            };
            number += u32::from(counts);
            DayCount { day, counted: counts.then_some(number), ground }
        });
        Ok(Explained { deadline, days: days.collect() })
    }

    /// Why `day` is worked or not: a suspension before all, then the last notice that names the day, then the week.
    pub(super) fn ground(&self, day: Date) -> Ground {
        if let Some(suspension) = self.suspensions.iter().find(|suspension| suspension.window().holds(day)) {
            return Ground::Suspended(suspension.citation().to_owned());
        }
        let said = self.notices().rev().find_map(|notice| Some((notice.says(day)?, notice.number.clone())));
        match said {
            Some((true, number)) => Ground::Worked(number),
            Some((false, number)) => Ground::Off(number),
            None if day.is_weekend() => Ground::Weekend,
            None => Ground::Weekday,
        }
    }
}
