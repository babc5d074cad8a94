//! Deadlines: the golden ones, ends of years and months, what was known when.

use serde_json::{Value, json};

use crate::family::Family;

const NOTES: &[(&str, &str)] = &[
    ("as-of", "counted with the notices that were out by a day"),
    ("golden", "worked out by hand, and by another program"),
    ("limit", "where the calendar or the numbers end"),
    ("refused", "the arguments are turned away"),
    ("rolled", "days, months and years, whose last day moves on to a working day"),
    ("working-days", "the next few days around every long holiday of 2026"),
    ("year-end", "the count goes over the end of a year"),
];

/// 第二十八条 - the last day of a term.
pub(crate) fn family() -> Family {
    let mut family = Family::new("deadline", NOTES);
    for (flags, event, count) in [
        ("golden", "2026-02-06", 20),
        ("golden", "2026-09-28", 20),
        ("golden year-end", "2025-12-31", 20),
        ("golden", "2026-04-30", 20),
        ("golden", "2026-02-06", 15),
        ("golden", "2026-09-28", 15),
        ("golden year-end", "2025-12-31", 15),
        ("golden", "2026-04-30", 15),
        ("golden limit", "2026-12-03", 20),
        ("golden", "2020-01-23", 5),
        ("golden", "2019-04-24", 5),
    ] {
        family.ask(flags, comment(event, count, "working-day"), term(event, count, "working-day"));
    }
    for (event, as_of) in [
        ("2020-01-23", "2020-01-26"),
        ("2020-01-23", "2020-01-27"),
        ("2019-04-24", "2019-03-21"),
        ("2019-04-24", "2019-03-22"),
        ("2018-12-20", "2018-12-03"),
        ("2018-12-27", "2018-12-05"),
        ("2018-12-27", "2018-12-06"),
        ("2026-01-05", "2026-01-05"),
    ] {
        let mut args = term(event, 5, "working-day");
        args["as_of"] = json!(as_of);
        family.ask("as-of", format!("five working days from {event} as known on {as_of}"), args);
    }
    let mut args = term("2020-01-23", 5, "working-day");
    args["as_of"] = json!(null);
    family.ask("as-of", "null: all notices", args);
    for year in 2018..=2025 {
        let event = format!("{year}-12-31");
        family.ask("year-end", comment(&event, 1, "working-day"), term(&event, 1, "working-day"));
        let event = format!("{year}-12-20");
        family.ask("year-end", comment(&event, 15, "working-day"), term(&event, 15, "working-day"));
    }
    for event in [
        "2026-01-01",
        "2026-02-14",
        "2026-02-15",
        "2026-02-24",
        "2026-04-04",
        "2026-05-01",
        "2026-05-09",
        "2026-06-19",
        "2026-09-20",
        "2026-09-25",
        "2026-10-07",
        "2026-10-10",
    ] {
        for count in [1, 7] {
            family.ask(
                "working-days",
                comment(event, count, "working-day"),
                term(event, count, "working-day"),
            );
        }
    }
    rolled(&mut family);
    limits(&mut family);
    for (comment, args) in refused() {
        family.ask("refused", comment, args);
    }
    family
}

fn term(event: &str, count: u64, unit: &str) -> Value {
    json!({ "event": event, "count": count, "unit": unit })
}

fn comment(event: &str, count: u64, unit: &str) -> String {
    format!("{count} x {unit} from {event}")
}

fn rolled(family: &mut Family) {
    for (event, count, unit) in [
        ("2026-09-28", 3, "calendar-day"),
        ("2026-09-28", 2, "calendar-day"),
        ("2025-12-25", 7, "calendar-day"),
        ("2026-01-31", 1, "month"),
        ("2024-01-31", 1, "month"),
        ("2023-01-31", 1, "month"),
        ("2025-10-31", 4, "month"),
        ("2026-06-30", 5, "month"),
        ("2025-11-30", 3, "month"),
        ("2024-02-29", 1, "year"),
        ("2020-02-29", 4, "year"),
        ("2025-01-01", 1, "year"),
        ("2018-05-01", 8, "year"),
    ] {
        family.ask("rolled", comment(event, count, unit), term(event, count, unit));
    }
}

fn limits(family: &mut Family) {
    let most = u64::from(u32::MAX);
    for (event, count, unit) in [
        ("2018-01-01", 1, "working-day"),
        ("2017-12-31", 1, "working-day"),
        ("2026-12-04", 20, "working-day"),
        ("2026-11-20", 25, "working-day"),
        ("2026-11-20", 30, "working-day"),
        ("2026-12-25", 1, "working-day"),
        ("2026-12-30", 1, "working-day"),
        ("2026-12-31", 1, "working-day"),
        ("2027-01-04", 1, "working-day"),
        ("2025-12-27", 1, "year"),
        ("2026-06-30", 6, "month"),
        ("2026-06-30", 7, "month"),
        ("2026-06-30", most, "working-day"),
        ("2026-06-30", most, "calendar-day"),
        ("2026-06-30", most, "month"),
        ("2026-06-30", most, "year"),
        ("9999-12-31", 1, "calendar-day"),
        ("0001-01-01", 1, "working-day"),
    ] {
        family.ask("limit", comment(event, count, unit), term(event, count, unit));
    }
}

fn refused() -> Vec<(&'static str, Value)> {
    vec![
        ("a term of nothing", term("2026-01-05", 0, "working-day")),
        ("more than 32 bits", term("2026-01-05", 1 << 32, "working-day")),
        ("a day that does not exist", term("2026-02-30", 20, "working-day")),
        ("29 February of another year", term("2026-02-29", 20, "working-day")),
        ("a date without hyphens", term("20260430", 20, "working-day")),
        ("a month of one digit", term("2026-4-30", 20, "working-day")),
        ("a date with a time", term("2026-04-30T12:00", 20, "working-day")),
        ("a date with points", term("2026.04.30", 20, "working-day")),
        ("a space before the date", term(" 2026-04-30", 20, "working-day")),
        ("a unit that is none", term("2026-01-05", 1, "week")),
        ("a count as a text", json!({ "event": "2026-01-05", "count": "20", "unit": "working-day" })),
        ("no unit", json!({ "event": "2026-01-05", "count": 20 })),
        ("no event", json!({ "count": 20, "unit": "working-day" })),
        ("an event of null", json!({ "event": null, "count": 20, "unit": "working-day" })),
        (
            "an as-of that is no date",
            json!({ "event": "2026-01-05", "count": 1, "unit": "working-day", "as_of": "2026-13-01" }),
        ),
        (
            "a key too many",
            json!({ "event": "2026-01-05", "count": 20, "unit": "working-day", "table": "x" }),
        ),
    ]
}
