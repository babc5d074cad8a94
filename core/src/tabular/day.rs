//! Days as offices write them.

use crate::base::Date;
use crate::base::date::DateError;

/// The last day that a spreadsheet knows, 9999-12-31, in its own count.
const LAST_SERIAL: u32 = 2_958_465;

/// From which day a workbook counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Epoch {
    /// 1 is 1900-01-01, and 60 the 29 February 1900 that never was.
    #[default]
    Of1900,
    /// 0 is 1904-01-01.
    Of1904,
}

/// The day that `text` writes: `2026-03-01`, `2026.3.1`, `2026/3/1`, `2026年3月1日`, each also with a time of
/// day behind it, which is left out, or a spreadsheet's five-digit number.
pub(super) fn parse(text: &str, epoch: Epoch) -> Result<Date, DateError> {
    let form = || DateError::Form { found: text.chars().take(40).collect() };
    if text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return serial(text, epoch);
    }
    let day = without_time(text).ok_or_else(form)?;
    let parts = match day.strip_suffix('日') {
        Some(chinese) => {
            chinese.split_once('年').and_then(|(year, rest)| Some((year, rest.split_once('月')?)))
        }
        None => ['-', '.', '/'].into_iter().find_map(|separator| {
            day.split_once(separator).and_then(|(year, rest)| Some((year, rest.split_once(separator)?)))
        }),
    };
    let (year, (month, day)) = parts.ok_or_else(form)?;
    let number = |text: &str, longest: usize, shortest: usize| {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        (digits && (shortest..=longest).contains(&text.len())).then(|| text.parse::<i16>().ok()).flatten()
    };
    let small = |text: &str| number(text, 2, 1).and_then(|value| i8::try_from(value).ok());
    match (number(year, 4, 4), small(month), small(day)) {
        (Some(year), Some(month), Some(day)) => Date::new(year, month, day),
        _ => Err(form()),
    }
}

/// The day of a workbook's number; the time of day behind the point is left out.
pub(super) fn serial(text: &str, epoch: Epoch) -> Result<Date, DateError> {
    let form = || DateError::Form { found: text.chars().take(40).collect() };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 7 || !digits(whole) || !digits(fraction) {
        return Err(form());
    }
    let count: i32 = whole.parse().map_err(|_| form())?;
    let (origin, days) = match (epoch, count) {
        (_, count) if count.unsigned_abs() > LAST_SERIAL => return Err(form()),
        (Epoch::Of1904, count) => (Date::new(1904, 1, 1)?, count),
        (Epoch::Of1900, 0) => return Err(form()),
        (Epoch::Of1900, 60) => return Err(DateError::NoSuchDay { found: "1900-02-29".to_owned() }),
        (Epoch::Of1900, count) if count < 60 => (Date::new(1899, 12, 31)?, count),
        (Epoch::Of1900, count) => (Date::new(1899, 12, 30)?, count),
    };
    Ok(origin.plus_days(days))
}

/// `2026-03-01` of `2026-03-01 09:30:00` or `2026-03-01T09:30:00.000`; nothing if the time is none.
fn without_time(text: &str) -> Option<&str> {
    let Some((day, time)) = text.split_once([' ', 'T']) else {
        return Some(text);
    };
    let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
    let two = |part: &str, limit: u8| {
        let short = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        short && part.parse::<u8>().is_ok_and(|value| value < limit)
    };
    let parts: Vec<_> = time.splitn(4, ':').collect();
    let fits = match parts.as_slice() {
        [hour, minute] => two(hour, 24) && two(minute, 60),
        [hour, minute, second] => two(hour, 24) && two(minute, 60) && two(second, 60),
        _ => false,
    };
    (fits && fraction.bytes().all(|byte| byte.is_ascii_digit())).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        parse(text, Epoch::Of1900).ok().map(|date| date.to_string())
    }

    #[test]
    fn the_forms_of_offices_are_one_day() {
        for text in [
            "2026-03-01",
            "2026-3-1",
            "2026.3.1",
            "2026.03.01",
            "2026/3/1",
            "2026年3月1日",
            "2026年03月01日",
            "2026-03-01 00:00:00",
            "2026/3/1 9:30",
            "2026-03-01T09:30:59.123",
            "46082",
        ] {
            assert_eq!(day(text).as_deref(), Some("2026-03-01"), "{text}");
        }
    }

    #[test]
    fn what_could_be_another_day_is_refused() {
        for text in [
            "",
            "20260301",
            "26-3-1",
            "2026-3",
            "2026年3月",
            "2026-3.1",
            "2026.3/1",
            "1/3/2026",
            "2026-003-01",
            "2026-02-30",
            "2026-13-01",
            "2026-03-01 24:00",
            "2026-03-01 noon",
            "2026-03-01T",
            "２０２６-03-01",
            "+2026-3-1",
            "2026",
            "4608",
            "460820",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_follow_the_count_of_the_workbook() {
        let at = |text: &str, epoch| serial(text, epoch).ok().map(|date| date.to_string());
        let of = |text: &str| at(text, Epoch::Of1900);
        assert_eq!(of("1").as_deref(), Some("1900-01-01"));
        assert_eq!(of("59").as_deref(), Some("1900-02-28"));
        assert_eq!(of("60"), None);
        assert_eq!(of("61").as_deref(), Some("1900-03-01"));
        assert_eq!(of("46082.99").as_deref(), Some("2026-03-01"));
        assert_eq!(of("2958465").as_deref(), Some("9999-12-31"));
        assert_eq!(at("44620", Epoch::Of1904).as_deref(), Some("2026-03-01"));
        for text in ["0", "0.5", "-1", "2958466", "1e5", "", ".5"] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
