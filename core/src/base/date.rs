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
pub struct Date {
    year: i16,
    month: i8,
    day: i8,
}

const FIRST: Date = Date { year: 1, month: 1, day: 1 };
const LAST: Date = Date { year: 9999, month: 12, day: 31 };

// The calendar is our own, since `jiff`, which the tests hold it against day by day, would be 43 KB of a gzipped door.
/// The number of 1970-01-01.
const EPOCH: i32 = 719_468;

/// Days of four hundred years, after which the calendar repeats.
const CYCLE: i32 = 146_097;

impl Date {
    /// The day of `year`, `month`, `day`.
    ///
    /// # Errors
    /// [`DateError::NoSuchDay`], also for years outside 1 to 9999.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, DateError> {
        let there = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=length(year, month)).contains(&day);
        if there {
            Ok(Self { year, month, day })
        } else {
            Err(DateError::NoSuchDay { found: format!("{year:04}-{month:02}-{day:02}") })
        }
    }

    /// The calendar year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The first of January of the same year.
    #[must_use]
    pub fn year_start(self) -> Self {
        Self { month: 1, day: 1, ..self }
    }

    /// The same day one year earlier; 29 February becomes 28 February, and before the first year is its first day.
    #[must_use]
    pub fn year_before(self) -> Self {
        if self.year == FIRST.year { FIRST } else { Self { year: self.year - 1, ..self }.within_month() }
    }

    /// The month, from 1.
    pub fn month(self) -> i8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> i8 {
        self.day
    }

    /// Whether it is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        // the days are numbered from a Wednesday
        matches!(self.number() % 7, 3 | 4)
    }

    /// How many days later `other` is; below 0 where it is earlier.
    pub fn days_until(self, other: Self) -> i32 {
        other.number() - self.number()
    }

    /// The day `days` later, or the first or last day of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self::of_number(self.number().saturating_add(days).clamp(FIRST.number(), LAST.number()))
    }

    /// The same day of the month `months` later, or that month's end, or the last day of the calendar.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        // INVARIANT: years and months of the calendar are positive and fit
        let month = (u32::from(self.year.unsigned_abs()) * 12 + u32::from(self.month.unsigned_abs()) - 1)
            .saturating_add(months);
        match i16::try_from(month / 12) {
            Ok(year) if year <= LAST.year => {
                Self { year, month: (month % 12) as i8 + 1, ..self }.within_month()
            }
            _ => LAST,
        }
    }

    /// The same, or the end of its month where that is shorter.
    fn within_month(self) -> Self {
        Self { day: self.day.min(length(self.year, self.month)), ..self }
    }

    /// How many days after 1 March of the year 0 it is. Counted from March, a leap day is the last of its year.
    fn number(self) -> i32 {
        let (month, day) = (i32::from(self.month), i32::from(self.day));
        let (year, month) = (i32::from(self.year) - i32::from(month < 3), (month + 9) % 12);
        365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1
    }

    /// The day of this number, from 0001-01-01 on.
    fn of_number(number: i32) -> Self {
        let (cycle, day) = (number / CYCLE, number % CYCLE);
        let year = (day - day / 1460 + day / 36_524 - day / (CYCLE - 1)) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let (year, month) = (400 * cycle + year + i32::from(month >= 10), (month + 2) % 12 + 1);
        // INVARIANT: all are parts of a date
        Self { year: year as i16, month: month as i8, day: day as i8 }
    }
}

/// How many days a month has.
fn length(year: i16, month: i8) -> i8 {
    match month {
        2 => 28 + i8::from(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
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
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
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
        let days = i64::from(self.date.number() - EPOCH);
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

    /// Every day of four hundred years and more, against a calendar of others.
    #[test]
    fn the_calendar_is_that_of_others() {
        let mut day = Date::new(1599, 12, 28).unwrap();
        let mut other = jiff::civil::date(1599, 12, 28);
        let epoch = jiff::civil::date(1970, 1, 1);
        while day.year() < 2002 {
            assert_eq!(day.to_string(), other.to_string());
            assert_eq!(day.is_weekend(), other.weekday().to_monday_zero_offset() >= 5, "{day}");
            assert_eq!(day.number() - EPOCH, other.since(epoch).unwrap().get_days(), "{day}");
            for months in [0, 1, 11, 12, 48, 1200] {
                let moved = other.saturating_add(jiff::Span::new().months(months as i64));
                assert_eq!(
                    day.plus_months(months).to_string(),
                    moved.to_string(),
                    "{day} and {months} months"
                );
            }
            let before = other.saturating_sub(jiff::Span::new().years(1));
            assert_eq!(day.year_before().to_string(), before.to_string(), "{day}");
            (day, other) = (day.plus_days(1), other.tomorrow().unwrap());
        }
        for (year, month, day) in
            [(1900, 2, 29), (2000, 2, 29), (2023, 2, 28), (2023, 11, 31), (2023, 12, 31)]
        {
            assert_eq!(Date::new(year, month, day).is_ok(), jiff::civil::Date::new(year, month, day).is_ok());
        }
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
