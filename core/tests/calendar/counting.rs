//! Counting: golden dates, other units, suspensions, every way to count against a walk day by day.

use std::num::NonZeroU32;

use double_random::base::calendar::{Calendar, Ground, Suspension, Term, Unit};
use double_random::base::{Date, Place, Problem, Window};
use proptest::prelude::*;

use crate::{day, last_day};

fn working(count: u32) -> Term {
    Term::new(count, Unit::WorkingDay).unwrap()
}

fn at(offset: i32) -> Date {
    day("2018-01-01").plus_days(offset)
}

#[test]
fn the_golden_dates() {
    for (event, twenty, fifteen) in [
        ("2026-02-06", "2026-03-12", "2026-03-05"),
        ("2026-09-28", "2026-10-30", "2026-10-23"),
        ("2025-12-31", "2026-01-29", "2026-01-22"),
        ("2026-04-30", "2026-06-01", "2026-05-25"),
    ] {
        assert_eq!(last_day(Calendar::china(), event, 20, Unit::WorkingDay), twenty);
        assert_eq!(last_day(Calendar::china(), event, 15, Unit::WorkingDay), fifteen);
    }
    assert_eq!(last_day(Calendar::china(), "2026-12-03", 20, Unit::WorkingDay), "2026-12-31");
}

#[test]
fn other_units_end_on_the_corresponding_day_or_the_next_that_is_worked() {
    let calendar = Calendar::china();
    assert_eq!(last_day(calendar, "2026-09-28", 2, Unit::CalendarDay), "2026-09-30");
    assert_eq!(last_day(calendar, "2026-09-28", 3, Unit::CalendarDay), "2026-10-08");
    assert_eq!(last_day(calendar, "2026-01-31", 1, Unit::Month), "2026-02-28"); // a Saturday that is worked
    assert_eq!(last_day(calendar, "2026-02-28", 1, Unit::Month), "2026-03-30"); // the 28th, not the month's end
    assert_eq!(last_day(calendar, "2024-02-29", 1, Unit::Year), "2025-02-28");
    assert_eq!(last_day(calendar, "2025-05-01", 12, Unit::Month), "2026-05-06");
}

#[test]
fn a_suspension_stops_every_kind_of_term() {
    let suspend = |calendar: &Calendar, start: &str, end: &str| {
        let window = Window::new(day(start), day(end)).unwrap();
        calendar.suspended(Suspension::new(window, "复议期间通知书 第3号").unwrap())
    };
    let once = suspend(Calendar::china(), "2026-06-03", "2026-06-09");
    assert_eq!(last_day(&once, "2026-06-01", 1, Unit::WorkingDay), "2026-06-02");
    assert_eq!(last_day(&once, "2026-06-01", 3, Unit::WorkingDay), "2026-06-11");
    assert_eq!(last_day(&once, "2026-06-01", 10, Unit::CalendarDay), "2026-06-18"); // the 11th and seven days
    assert_eq!(last_day(&once, "2026-06-05", 1, Unit::CalendarDay), "2026-06-10"); // it starts while the clock stands
    assert_eq!(last_day(&once, "2026-05-03", 1, Unit::Month), "2026-06-10"); // the last day itself is suspended
    // the second overlaps the first and reaches further; its days count once
    let twice = suspend(&once, "2026-06-08", "2026-06-12");
    assert_eq!(last_day(&twice, "2026-06-01", 2, Unit::CalendarDay), "2026-06-15"); // the 13th is a Saturday
    // one day too few to meet the suspension
    assert_eq!(last_day(&twice, "2026-06-01", 1, Unit::CalendarDay), "2026-06-02");
    let explained = once.explain(day("2026-06-01"), working(2)).unwrap();
    let suspended = explained.days.iter().filter(|day| matches!(&day.ground, Ground::Suspended(_))).count();
    assert_eq!((suspended, explained.deadline.last_day), (7, day("2026-06-10")));
    assert_eq!(once.standing(day("2026-06-11"), day("2026-06-02")).unwrap().remaining, 2);
    assert_eq!(last_day(&once.as_of(day("2026-01-01")), "2026-06-01", 3, Unit::WorkingDay), "2026-06-11");
}

#[test]
fn an_explained_count_names_the_notice_of_every_unusual_day() {
    let explained = Calendar::china().explain(day("2020-01-23"), working(1)).unwrap();
    let lines: Vec<String> = explained.days.iter().map(ToString::to_string).collect();
    assert_eq!(lines[0], "2020-01-24 不计 放假（国办发明电〔2019〕16号）");
    assert_eq!(lines[1], "2020-01-25 不计 周末");
    assert_eq!(lines[7], "2020-01-31 不计 放假（国办发明电〔2020〕1号）");
    assert_eq!(lines[8], "2020-02-01 不计 放假（国办发明电〔2020〕1号）");
    assert_eq!(lines[10], "2020-02-03 第1日 周一至周五");
    let explained = Calendar::china().explain(day("2018-12-28"), working(1)).unwrap();
    assert_eq!(explained.days[0].ground.en(), "worked by 国办发明电〔2018〕15号");
    let months = Calendar::china().explain(day("2026-09-01"), Term::new(1, Unit::Month).unwrap()).unwrap();
    let counted: Vec<Option<u32>> = months.days.iter().map(|day| day.counted).collect();
    assert_eq!((counted.len(), counted[29], counted[30]), (37, Some(30), None)); // moved over the holiday to 8 October
    assert!(
        serde_json::to_string(&explained)
            .unwrap()
            .contains(r#""ground":{"worked":"国办发明电〔2018〕15号"}"#)
    );
}

#[test]
fn overdue_begins_at_midnight_also_on_a_weekend() {
    let standing = |today: &str| {
        let standing = Calendar::china().standing(day("2026-03-12"), day(today)).unwrap();
        (standing.remaining, standing.overdue, standing.overdue_by)
    };
    assert_eq!(standing("2026-03-10"), (2, false, 0));
    assert_eq!(standing("2026-03-12"), (0, false, 0));
    assert_eq!(standing("2026-03-13"), (0, true, 1));
    let weekend = Calendar::china().standing(day("2026-03-13"), day("2026-03-15")).unwrap();
    assert_eq!((weekend.remaining, weekend.overdue, weekend.overdue_by), (0, true, 0));
}

#[test]
fn a_column_has_the_answers_of_its_rows() {
    let calendar = Calendar::china();
    let every_day: Vec<Date> = (0..3_287).map(at).collect();
    for (count, unit) in
        [(1, Unit::WorkingDay), (20, Unit::WorkingDay), (40, Unit::CalendarDay), (13, Unit::Month)]
    {
        let term = Term::new(count, unit).unwrap();
        let answers: Vec<Option<Date>> = every_day
            .iter()
            .map(|&event| calendar.deadline(event, term).ok().map(|found| found.last_day))
            .collect();
        let answered: Vec<Date> = every_day
            .iter()
            .zip(&answers)
            .filter(|(_, last)| last.is_some())
            .map(|(&event, _)| event)
            .collect();
        let expected: Vec<Date> = answers.iter().flatten().copied().collect();
        // short enough to be answered one by one, and twice the length, which is looked up
        assert_eq!(calendar.last_days(&answered, term), Ok(expected.clone()));
        assert_eq!(calendar.last_days(&answered.repeat(2), term), Ok(expected.repeat(2)));
    }
    assert_eq!(calendar.last_days(&[], working(20)), Ok(vec![]));
}

#[test]
fn a_column_names_every_row_without_an_answer() {
    let mut events = vec![day("2026-02-06"); 5_000];
    events[0] = day("2017-12-31");
    events[17] = day("2027-01-01");
    events[4_999] = day("2026-12-04");
    for events in [&events[..18], &events] {
        let faults = Calendar::china().last_days(events, working(20)).unwrap_err();
        assert_eq!(faults.code(), "calendar-missing");
        let rows: Vec<&Place> = faults.0.iter().map(|fault| &fault.place).collect();
        let expected = [1, 18, 5_000].map(|row| Place::row(row, "event"));
        assert_eq!(rows, expected.iter().take(if events.len() > 18 { 3 } else { 2 }).collect::<Vec<_>>());
    }
}

/// A calendar with a suspension or two, and the days on which the clock stands.
fn suspended(windows: &[(i32, i32)]) -> Calendar {
    windows.iter().fold(Calendar::china().clone(), |calendar, &(start, length)| {
        let window = Window::new(at(start), at(start + length)).unwrap();
        calendar.suspended(Suspension::new(window, "a ground").unwrap())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn working_days_add_up(event in 0..3_000i32, one in 1..60u32, two in 1..60u32) {
        let calendar = Calendar::china();
        let middle = calendar.deadline(at(event), working(one)).unwrap().last_day;
        prop_assert_eq!(calendar.deadline(middle, working(two)), calendar.deadline(at(event), working(one + two)));
    }

    #[test]
    fn a_later_event_or_a_longer_term_never_ends_earlier(
        event in 0..2_500i32, later in 0..5i32, count in 1..60u32, more in 0..30u32,
        unit in prop::sample::select(vec![Unit::WorkingDay, Unit::CalendarDay, Unit::Month, Unit::Year]),
        windows in prop::collection::vec((0..3_000i32, 0..60i32), 0..3),
    ) {
        let calendar = suspended(&windows);
        let most = match unit {
            Unit::Year => 1,
            Unit::Month => 13,
            Unit::WorkingDay | Unit::CalendarDay => 60,
        };
        let [shorter, longer] = [count, count + more].map(|count| Term::new(count.min(most), unit).unwrap());
        let first = calendar.deadline(at(event), shorter).unwrap().last_day;
        for (event, term) in [(event + later, shorter), (event, longer)] {
            prop_assert!(calendar.deadline(at(event), term).is_ok_and(|second| first <= second.last_day));
        }
    }

    #[test]
    fn back_undoes_forward_on_working_days(event in 0..3_200i32, count in 1..40u32) {
        let calendar = Calendar::china();
        let count = NonZeroU32::new(count).unwrap();
        prop_assume!(calendar.is_working(at(event)).unwrap());
        let Ok(forward) = calendar.deadline(at(event), Term::working_days(count)) else { return Ok(()) };
        prop_assert_eq!(calendar.nth_before(forward.last_day, count).unwrap().last_day, at(event));
    }

    #[test]
    fn clear_days_lie_whole_between(event in 100..3_287i32, count in 1..40u32) {
        let calendar = Calendar::china();
        let found = calendar.clear_before(at(event), NonZeroU32::new(count).unwrap()).unwrap().last_day;
        let between = |from: Date| (1..from.days_until(at(event))).filter(|&n| calendar.is_working(from.plus_days(n)).unwrap()).count();
        prop_assert!(calendar.is_working(found).unwrap());
        prop_assert_eq!(between(found), count as usize);
    }

    #[test]
    fn a_suspended_term_has_as_many_days_as_asked(event in 0..2_500i32, count in 1..90i32, windows in prop::collection::vec((0..3_000i32, 0..60i32), 0..4)) {
        let calendar = suspended(&windows);
        let stands = |day: i32| windows.iter().any(|&(start, length)| (start..=start + length).contains(&day));
        let runs_out = (event + 1..).filter(|&day| !stands(day)).nth(count as usize - 1).unwrap();
        let expected = (runs_out..).map(at).find(|&day| calendar.is_working(day).unwrap()).unwrap();
        let term = Term::new(count.unsigned_abs(), Unit::CalendarDay).unwrap();
        prop_assert_eq!(calendar.deadline(at(event), term).unwrap().last_day, expected);
    }

    #[test]
    fn an_explained_count_is_the_count(event in 0..2_500i32, count in 1..40u32, windows in prop::collection::vec((0..3_000i32, 0..60i32), 0..3)) {
        let calendar = suspended(&windows);
        let explained = calendar.explain(at(event), working(count)).unwrap();
        prop_assert_eq!(Ok(explained.deadline), calendar.deadline(at(event), working(count)));
        for entry in &explained.days {
            prop_assert_eq!(entry.counted.is_some(), calendar.is_working(entry.day).unwrap());
        }
        prop_assert_eq!(explained.days.last().map(|entry| (entry.day, entry.counted)), Some((explained.deadline.last_day, Some(count))));
    }
}
