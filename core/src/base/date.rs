//! Civil dates and moments, both in China's time, both arguments and never read from a clock.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::problem::problems;

problems! {
    /// Why a text is no date or moment.
    pub enum DateError {
        /// Not `YYYY-MM-DD`.
        Form { found: String } = "date-form" @ A16 {
            zh: "`{found}` 不是日期",
            en: "`{found}` is not a date",
            hint_zh: "写成 2026-03-01",
            hint_en: "write it as 2026-03-01",
        }
        /// The right form, but no such day.
        NoSuchDay { found: String } = "date-no-such-day" @ A16 {
            zh: "日历上没有 `{found}` 这一天",
            en: "there is no day `{found}`",
            hint_zh: "核对月份和日期",
            hint_en: "check month and day",
        }
        /// Not `YYYY-MM-DDThh:mm:ss+08:00`.
        Instant { found: String } = "instant-form" @ A16 {
            zh: "`{found}` 不是北京时间的时刻",
            en: "`{found}` is not a moment in China's time",
            hint_zh: "写成 2026-03-01T09:00:00+08:00",
            hint_en: "write it as 2026-03-01T09:00:00+08:00",
        }
    }
}

/// A day of the civil calendar, written `2026-03-01`.
///
/// ```
/// use double_random::base::Date;
///
/// let date: Date = "2026-03-01".parse()?;
/// assert_eq!((date.year(), date.to_string().as_str()), (2026, "2026-03-01"));
/// assert!("2026-02-30".parse::<Date>().is_err());
/// assert!("20260301".parse::<Date>().is_err());
/// # Ok::<(), double_random::base::date::DateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The day of `year`, `month`, `day`.
    ///
    /// # Errors
    /// [`DateError::NoSuchDay`], also for years outside 1 to 9999.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, DateError> {
        match jiff::civil::Date::new(year, month, day) {
            Ok(date) if year >= 1 => Ok(Self(date)),
            _ => Err(DateError::NoSuchDay { found: format!("{year:04}-{month:02}-{day:02}") }),
        }
    }

    /// The calendar year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The first of January of the same year.
    #[must_use]
    pub fn year_start(self) -> Self {
        Self(self.0.first_of_year())
    }

    /// The same day one year earlier; 29 February becomes 28 February.
    #[must_use]
    pub fn year_before(self) -> Self {
        Self(self.0.saturating_sub(jiff::Span::new().years(1)))
    }

    /// The month, from 1.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Whether it is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        self.0.weekday().to_monday_zero_offset() >= 5
    }

    /// How many days later `other` is; below 0 where it is earlier.
    pub fn days_until(self, other: Self) -> i32 {
        // INVARIANT: the calendar has fewer than 4 million days
        i32::try_from(self.0.duration_until(other.0).as_hours() / 24).unwrap_or(i32::MAX)
    }

    /// The day `days` later, or the first or last day of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(jiff::SignedDuration::from_hours(24 * i64::from(days))).max(FIRST))
    }

    /// The same day of the month `months` later, or that month's end, or the last day of the calendar.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        // more months than the calendar has lead to its last day as well
        Self(self.0.saturating_add(jiff::Span::new().months(months.min(120_000))))
    }
}

/// Years count from 1, also where the calendar below knows earlier ones.
const FIRST: jiff::civil::Date = jiff::civil::Date::constant(1, 1, 1);

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        // the form first: the calendar's own parser also takes 20260301 and times
        let form = || DateError::Form { found: text.chars().take(40).collect() };
        let shape =
            |(byte, at): (u8, usize)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
        if text.len() != 10 || !text.bytes().zip(0..).all(shape) {
            return Err(form());
        }
        let mut parts = text.splitn(3, '-');
        let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(form());
        };
        match (year.parse(), month.parse(), day.parse()) {
            (Ok(year), Ok(month), Ok(day)) => Self::new(year, month, day),
            _ => Err(form()),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

/// A moment to the second in China's time, written `2026-03-01T09:00:00+08:00`.
///
/// ```
/// use double_random::base::Instant;
///
/// let sealed_at: Instant = "2026-03-01T09:00:00+08:00".parse()?;
/// assert_eq!(sealed_at.unix_seconds(), 1_772_326_800);
/// assert!("2026-03-01T09:00:00Z".parse::<Instant>().is_err());
/// # Ok::<(), double_random::base::date::DateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    date: Date,
    second: u32,
}

impl Instant {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix_seconds(self) -> i64 {
        let epoch = jiff::civil::date(1970, 1, 1);
        let days = self.date.0.since((jiff::Unit::Day, epoch)).map_or(0, |span| i64::from(span.get_days()));
        days * 86_400 + i64::from(self.second) - 8 * 3_600
    }

    /// The day in China's time.
    pub fn date(self) -> Date {
        self.date
    }
}

impl FromStr for Instant {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let error = || DateError::Instant { found: text.chars().take(40).collect() };
        let (date, rest) = text.split_once('T').ok_or_else(error)?;
        let time = rest.strip_suffix("+08:00").ok_or_else(error)?;
        let mut parts = time.split(':');
        let mut next = |limit: u32| {
            let part = parts
                .next()
                .filter(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))?;
            part.parse::<u32>().ok().filter(|&value| value < limit)
        };
        let (hour, minute, second) = (next(24), next(60), next(60));
        match (hour, minute, second, parts.next()) {
            (Some(hour), Some(minute), Some(second), None) => {
                Ok(Self { date: date.parse()?, second: (hour * 60 + minute) * 60 + second })
            }
            _ => Err(error()),
        }
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = (self.second / 3_600, self.second / 60 % 60, self.second % 60);
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}+08:00", self.date)
    }
}

macro_rules! as_text {
    ($($name:ident),*) => { $(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                super::json::from_text(deserializer)
            }
        }
    )* };
}
as_text!(Date, Instant);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_one_form_and_real_days_only() {
        assert_eq!("2024-02-29".parse::<Date>().unwrap().year_before().to_string(), "2023-02-28");
        assert_eq!("2024-02-29".parse::<Date>().unwrap().year_start().to_string(), "2024-01-01");
        for text in
            ["20260430", "2026-04-30T12:00", "2026-4-30", " 2026-04-30", "2026/04/30", "-026-04-30", ""]
        {
            assert!(matches!(text.parse::<Date>(), Err(DateError::Form { .. })), "{text}");
        }
        for text in ["2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01"] {
            assert!(matches!(text.parse::<Date>(), Err(DateError::NoSuchDay { .. })), "{text}");
        }
    }

    #[test]
    fn days_and_months_end_with_the_calendar() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let (event, first, last) = (day("2024-01-31"), day("0001-01-01"), day("9999-12-31"));
        assert_eq!((event.plus_months(1), event.plus_months(12)), (day("2024-02-29"), day("2025-01-31")));
        assert_eq!((event.plus_months(u32::MAX), event.plus_days(i32::MAX)), (last, last));
        assert_eq!((event.plus_days(i32::MIN), first.days_until(last)), (first, 3_652_058));
        assert_eq!((event.days_until(day("2024-01-30")), event.plus_days(-1)), (-1, day("2024-01-30")));
        assert!(day("2026-11-22").is_weekend() && !day("2026-11-23").is_weekend());
    }

    #[test]
    fn moments_count_from_the_epoch_and_round_trip() {
        let text = "1970-01-01T08:00:00+08:00";
        let epoch: Instant = text.parse().unwrap();
        assert_eq!((epoch.unix_seconds(), epoch.to_string().as_str()), (0, text));
        for text in [
            "2026-03-01T24:00:00+08:00",
            "2026-03-01T09:00+08:00",
            "2026-03-01 09:00:00+08:00",
            "2026-03-01T9:00:00+08:00",
        ] {
            assert!(matches!(text.parse::<Instant>(), Err(DateError::Instant { .. })), "{text}");
        }
    }
}
