//! The built-in table against known counts, and what a table of the user's own must have.

use double_random::base::calendar::{Calendar, CalendarError, Notice, Suspension, Term, Unit};
use double_random::base::{Date, Problem, Window};
use double_random::law::Article;

use crate::{day, last_day};

fn notice(number: &str, issued: &str, covers: Option<i16>, off: &[&str], worked: &[&str]) -> Notice {
    let days = |texts: &[&str]| texts.iter().map(|text| day(text)).collect();
    Notice { number: number.to_owned(), issued: day(issued), covers, off: days(off), worked: days(worked) }
}

#[test]
fn every_year_has_its_known_count_of_working_days() {
    let calendar = Calendar::china();
    let rank = |year: i16| calendar.rank(Date::new(year, 12, 31).unwrap()).unwrap();
    let mut before = 0;
    let counts: Vec<u32> = (2018..=2026)
        .map(|year| {
            let count = rank(year) - before;
            before = rank(year);
            count
        })
        .collect();
    assert_eq!(counts, [250, 250, 249, 250, 249, 249, 251, 248, 248]);
    assert_eq!((before, calendar.years()), (2_244, Some((2018, 2026))));
    assert!(calendar.table_bytes() < 16_384, "{}", calendar.table_bytes());
    assert!(include_str!("../../data/calendar/china.json").len() < 16_384);
}

#[test]
fn every_notice_is_named_and_two_are_changes() {
    let notices: Vec<&Notice> = Calendar::china().notices().collect();
    let changes =
        notices.iter().filter(|notice| notice.covers.is_none()).map(|notice| notice.number.as_str());
    assert_eq!(notices.len(), 11);
    assert_eq!(changes.collect::<Vec<_>>(), ["国办发明电〔2019〕3号", "国办发明电〔2020〕1号"]);
    for notice in notices {
        let year = notice.issued.year();
        assert!(notice.number.contains(&format!("〔{year}〕")), "{}", notice.number);
        assert!(notice.covers.is_none_or(|covers| covers == year + 1), "{}", notice.number);
        // a weekend is off of itself, a weekday worked of itself; only a change names what was named before
        assert!(notice.worked.iter().all(|day| day.is_weekend()), "{}", notice.number);
        assert!(
            notice.covers.is_none() || notice.off.iter().all(|day| !day.is_weekend()),
            "{}",
            notice.number
        );
    }
}

#[test]
fn as_of_knows_only_what_was_issued() {
    let count = |event: &str, count: u32, as_of: &str| {
        last_day(&Calendar::china().as_of(day(as_of)), event, count, Unit::WorkingDay)
    };
    assert_eq!(count("2020-01-23", 5, "2020-01-26"), "2020-02-05");
    assert_eq!(count("2020-01-23", 5, "2020-01-27"), "2020-02-07");
    assert_eq!(count("2019-04-24", 5, "2019-03-21"), "2019-05-02");
    assert_eq!(count("2019-04-24", 5, "2019-03-22"), "2019-04-30");
    let early = Calendar::china().as_of(day("2019-03-21"));
    let works =
        ["2019-05-02", "2019-05-03", "2019-04-28", "2019-05-05"].map(|text| early.is_working(day(text)));
    assert_eq!(works, [Ok(true), Ok(true), Ok(false), Ok(false)]);
    assert_eq!(early.as_of(day("2026-11-23")), Calendar::china().as_of(day("2026-11-23")));

    // the notice for 2019 moved 29 and 31 December 2018
    let known = Calendar::china().as_of(day("2018-12-03"));
    let deadline = known.deadline(day("2018-12-27"), Term::new(2, Unit::WorkingDay).unwrap()).unwrap();
    assert_eq!((deadline.last_day, deadline.provisional), (day("2018-12-31"), true));
    assert_eq!(count("2018-12-27", 2, "2018-12-04"), "2018-12-29");
    assert_eq!(count("2018-01-02", 1, "2017-11-29"), "there is no calendar for 2018; the years known are —");
}

#[test]
fn only_the_end_of_the_last_year_is_provisional() {
    let provisional = |event: &str, count: u32, unit: Unit| {
        let term = Term::new(count, unit).unwrap();
        Calendar::china().deadline(day(event), term).unwrap().provisional
    };
    assert!(!provisional("2026-12-24", 1, Unit::WorkingDay));
    assert!(provisional("2026-12-25", 1, Unit::WorkingDay));
    assert!(provisional("2026-12-03", 20, Unit::WorkingDay));
    assert!(!provisional("2025-12-25", 1, Unit::WorkingDay));
    assert!(provisional("2026-11-26", 1, Unit::Month)); // a Saturday, moved to the 28th
    let calendar = Calendar::china();
    let before = |event: &str| calendar.nth_before(day(event), std::num::NonZeroU32::MIN).unwrap();
    assert!(before("2026-12-27").provisional && !before("2026-12-26").provisional);
}

#[test]
fn a_year_without_a_calendar_is_an_error_and_never_a_guess() {
    let error = |event: &str, count: u32, unit: Unit| {
        let error = Calendar::china().deadline(day(event), Term::new(count, unit).unwrap()).unwrap_err();
        assert_eq!((error.code(), error.article()), ("calendar-missing", Some(Article::A28P1)));
        match error {
            CalendarError::Missing { year, .. } => year,
            other => panic!("{other}"),
        }
    };
    assert_eq!(error("2017-12-31", 1, Unit::WorkingDay), 2017);
    assert_eq!(error("2017-12-31", 1, Unit::CalendarDay), 2017);
    assert_eq!(error("2027-01-04", 1, Unit::WorkingDay), 2027);
    assert_eq!(error("2026-12-04", 20, Unit::WorkingDay), 2027);
    assert_eq!(error("2026-12-31", u32::MAX, Unit::WorkingDay), 2027);
    assert_eq!(error("2026-06-30", 2, Unit::Year), 2028);
    assert_eq!(error("2026-06-30", u32::MAX, Unit::Month), 9999);
    let calendar = Calendar::china();
    assert!(matches!(
        calendar.standing(day("2026-12-01"), day("2027-01-01")),
        Err(CalendarError::Missing { year: 2027, .. })
    ));
    let backward = calendar.nth_before(day("2018-01-04"), std::num::NonZeroU32::MIN.saturating_add(2));
    assert!(matches!(backward, Err(CalendarError::Missing { year: 2017, .. })));
    assert_eq!(Term::new(0, Unit::Month), Err(CalendarError::CountZero));
}

#[test]
fn a_named_order_makes_days_off_and_the_count_names_it() {
    let order = notice("某自治区令第7号", "2026-03-02", None, &["2026-03-20"], &["2026-03-22"]);
    let here = Calendar::china().with(order.clone()).unwrap();
    assert_eq!(last_day(Calendar::china(), "2026-03-18", 3, Unit::WorkingDay), "2026-03-23");
    assert_eq!(last_day(&here, "2026-03-18", 2, Unit::WorkingDay), "2026-03-22"); // a Sunday worked instead
    let days = here.explain(day("2026-03-18"), Term::new(2, Unit::WorkingDay).unwrap()).unwrap().days;
    let lines: Vec<String> = days.iter().map(ToString::to_string).collect();
    assert_eq!(lines[1], "2026-03-20 不计 放假（某自治区令第7号）");
    assert_eq!(lines[3], "2026-03-22 第2日 上班（某自治区令第7号）");
    // not yet issued on 1 March
    assert_eq!(last_day(&here.as_of(day("2026-03-01")), "2026-03-18", 3, Unit::WorkingDay), "2026-03-23");
    // what stands is as known then, also when one more is added
    let early = Calendar::china().as_of(day("2019-03-21")).with(order).unwrap();
    assert_eq!(last_day(&early, "2019-04-24", 5, Unit::WorkingDay), "2019-05-02");
}

#[test]
fn the_next_year_can_be_added() {
    let next = notice("own forecast", "2026-11-20", Some(2027), &["2026-12-31", "2027-01-01"], &[]);
    let calendar = Calendar::china().with(next).unwrap();
    assert_eq!(last_day(&calendar, "2026-12-29", 2, Unit::WorkingDay), "2027-01-04");
    assert!(!calendar.is_provisional(day("2026-12-30")) && calendar.is_provisional(day("2027-12-30")));
}

#[test]
fn a_table_that_cannot_be_right_is_refused() {
    let error = |notices: &[Notice]| Calendar::new(notices.to_vec()).unwrap_err().code();
    let year = |year: i16| notice("n", "2026-11-20", Some(year), &[], &[]);
    assert_eq!(error(&[]), "calendar-no-year");
    assert_eq!(error(&[notice("n", "2026-11-20", None, &[], &[])]), "calendar-no-year");
    assert_eq!(error(&[year(2027), year(2029)]), "calendar-years");
    assert_eq!(error(&[year(2027), year(2027)]), "calendar-years");
    assert_eq!(error(&(1900..=2000).map(year).collect::<Vec<_>>()), "calendar-too-long");
    assert!(Calendar::new((1901..=2000).rev().map(year).collect()).is_ok());
    assert_eq!(error(&[notice(" ", "2026-11-20", Some(2027), &[], &[])]), "calendar-notice-unnamed");
    for (off, worked) in [(vec!["2027-01-02"; 2], vec![]), (vec!["2027-01-02"], vec!["2027-01-02"])] {
        assert_eq!(error(&[notice("n", "2026-11-20", Some(2027), &off, &worked)]), "calendar-day-twice");
    }
    for outside in ["2028-01-01", "2026-11-30", "2062-01-01"] {
        let damaged = notice("n", "2026-11-20", Some(2027), &[outside], &[]);
        assert_eq!(error(&[damaged]), "calendar-day-outside", "{outside}");
    }
    let stoppage = notice("停工令", "2026-12-20", None, &["2027-01-05"], &[]);
    assert_eq!(Calendar::china().with(stoppage).unwrap_err().code(), "calendar-day-outside");
    let window = Window::new(day("2026-06-01"), day("2026-06-05")).unwrap();
    assert_eq!(Suspension::new(window, " ").unwrap_err().code(), "suspension-uncited");
}

#[test]
fn a_table_is_read_with_the_place_of_what_is_wrong() {
    let fault = |text: &str| {
        let faults = Calendar::read(text).unwrap_err();
        format!("{} {faults}", faults.code())
    };
    assert_eq!(
        fault(r#"[{"number": "n", "issued": "2026-11-20", "covers": 2027, "off": ["2027-02-30"]}]"#),
        "date-no-such-day [0].off[0]: there is no day `2027-02-30`"
    );
    assert!(
        fault(r#"[{"number": "n", "issued": "2026-11-20", "year": 2027}]"#)
            .starts_with("json-unknown-key [0].year")
    );
    assert_eq!(fault("[]"), "calendar-no-year the calendar covers no year");
    let text = serde_json::to_string(&Calendar::china().notices().collect::<Vec<_>>()).unwrap();
    assert_eq!(Calendar::read(&text).as_ref(), Ok(Calendar::china()));
}
