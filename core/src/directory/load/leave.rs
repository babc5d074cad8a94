//! Several values in one cell: lists, and spans of days as people write them.

use crate::base::{Date, Fault, Faults, Place, Window};
use crate::directory::DirectoryError;

/// What stands between 、 ， ； , ; in a cell, without the white space around it.
pub(super) fn listed(cell: Option<&str>) -> impl Iterator<Item = &str> {
    let parts = cell.unwrap_or_default().split(['、', '，', '；', ',', ';']);
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// Days and spans: `2026-10-01至2026-10-07；2026.11.2`. A hyphen stands within a day, never between two.
pub(super) fn leave(cell: &str) -> Result<Vec<Window>, Faults> {
    listed(Some(cell)).map(span).collect()
}

fn span(text: &str) -> Result<Window, Faults> {
    let form =
        || Faults::from(Fault::new(Place::default(), DirectoryError::LeaveForm { found: text.to_owned() }));
    let mut ends = text.split(['至', '到', '~', '～', '—']).map(str::trim).filter(|end| !end.is_empty());
    let start = ends.next().and_then(day).ok_or_else(form)?;
    let end = ends.next().map_or(Some(start), day).ok_or_else(form)?;
    if ends.next().is_some() {
        return Err(form());
    }
    Window::new(start, end).map_err(|error| Fault::new(Place::default(), error).with_value(text).into())
}

fn day(text: &str) -> Option<Date> {
    let text = text.strip_suffix('日').unwrap_or(text);
    let mut parts = text.split(['-', '/', '.', '年', '月']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || year.len() != 4 || ![year, month, day].into_iter().all(digits) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(cell: &str) -> Result<Vec<String>, &'static str> {
        let spans = leave(cell).map_err(|faults| faults.0[0].code())?;
        Ok(spans.iter().map(|span| format!("{} {}", span.start(), span.end())).collect())
    }

    #[test]
    fn days_and_spans_as_people_write_them() {
        let october = "2026-10-01 2026-10-07".to_owned();
        let day = "2026-11-02 2026-11-02".to_owned();
        for cell in [
            "2026-10-01至2026-10-07；2026-11-02",
            "2026.10.1 ~ 2026.10.7、2026/11/2",
            "2026年10月1日——2026年10月7日, 2026年11月2日;",
        ] {
            assert_eq!(spans(cell), Ok(vec![october.clone(), day.clone()]), "{cell}");
        }
        assert_eq!(spans(""), Ok(vec![]));
    }

    #[test]
    fn what_is_no_span_is_refused() {
        for cell in
            ["国庆", "2026-10-01-2026-10-07", "10月1日", "2026-02-30", "2026-10-01至10-07", "26-10-01", "至"]
        {
            assert_eq!(spans(cell), Err("officer-leave-form"), "{cell}");
        }
        assert_eq!(spans("2026-10-01至2026-10-02至2026-10-03"), Err("officer-leave-form"));
        assert_eq!(spans("2026-10-07至2026-10-01"), Err("window-reversed"));
    }
}
