//! Due dates as a text that calendar programs take in (RFC 5545).

use std::collections::BTreeSet;

use super::problem::IcsError;
use crate::base::date::{Date, Instant};
use crate::base::id::Id;

/// The longest line in bytes, its end not counted.
const LINE: usize = 75;

/// One due date: an event of a whole day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Stays the same when the day moves, so that the calendar moves its entry and makes no second one.
    pub id: Id,
    /// The last day.
    pub day: Date,
    /// What is due.
    pub summary: String,
    /// More about it; may be empty.
    pub description: String,
}

/// The text of an `.ics` file with `entries`, made at `stamp`.
///
/// ```
/// use double_random::base::calendar::{Entry, ics};
///
/// let entry = Entry {
///     id: "gas-2026-Q4-K-1".parse()?,
///     day: "2026-12-10".parse()?,
///     summary: "公示抽查结果: K-1".to_owned(),
///     description: "第二十八条第一款".to_owned(),
/// };
/// let text = ics(&[entry], "2026-11-23T09:00:00+08:00".parse()?)?;
/// assert!(text.contains("DTSTART;VALUE=DATE:20261210\r\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`IcsError::IdTwice`].
pub fn ics(entries: &[Entry], stamp: Instant) -> Result<String, IcsError> {
    let mut ids = BTreeSet::new();
    let mut text = String::new();
    for line in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//double-random//deadlines//ZH", "CALSCALE:GREGORIAN"]
    {
        push(&mut text, line);
    }
    for entry in entries {
        if !ids.insert(&entry.id) {
            return Err(IcsError::IdTwice { id: entry.id.clone() });
        }
        push(&mut text, "BEGIN:VEVENT");
        push(&mut text, &format!("UID:{}@double-random", escaped(entry.id.as_str())));
        push(&mut text, &format!("DTSTAMP:{}", utc(stamp)));
        push(&mut text, &format!("DTSTART;VALUE=DATE:{}", basic(entry.day)));
        push(&mut text, &format!("DTEND;VALUE=DATE:{}", basic(entry.day.plus_days(1))));
        push(&mut text, &format!("SUMMARY:{}", escaped(&entry.summary)));
        if !entry.description.is_empty() {
            push(&mut text, &format!("DESCRIPTION:{}", escaped(&entry.description)));
        }
        push(&mut text, "TRANSP:TRANSPARENT");
        push(&mut text, "END:VEVENT");
    }
    push(&mut text, "END:VCALENDAR");
    Ok(text)
}

/// Adds one line, folded between characters where it is too long.
fn push(text: &mut String, line: &str) {
    let mut length = 0;
    for character in line.chars() {
        if length + character.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(character);
        length += character.len_utf8();
    }
    text.push_str("\r\n");
}

/// Signs that mean something in a calendar are marked; control characters have no place in it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            _ if character.is_control() => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

/// `20261210`
fn basic(day: Date) -> String {
    day.to_string().replace('-', "")
}

/// `20261123T010000Z`
fn utc(stamp: Instant) -> String {
    let second = stamp.unix_seconds().rem_euclid(86_400);
    // the first eight hours of a day in China belong to the day before
    let day = stamp.date().plus_days(if second >= 16 * 3_600 { -1 } else { 0 });
    format!("{}T{:02}{:02}{:02}Z", basic(day), second / 3_600, second / 60 % 60, second % 60)
}
