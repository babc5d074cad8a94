//! The visits of the year so far: finished, open, void; some enterprises have reached the cap.

use double_random::base::Date;

use super::UNITS;
use super::enterprise::{Choice, Enterprise};

const HEADER: &str = "检查编号,统一社会信用代码,场所代码,任务执行单位,状态,检查日期,起始日期,截止日期";

/// Every so many enterprises of the list, one has past visits.
const EVERY: usize = 12;

pub(super) fn written(district: &[Enterprise]) -> String {
    let mut choice = Choice::new(*b"the made-up district, its visits");
    let mut text = format!("{HEADER}\n");
    let mut number = 0;
    for enterprise in district.iter().step_by(EVERY) {
        // of a hundred: 50 once, 12 twice (the cap), 18 open, 8 once and open, 7 void, 5 last year only
        let states: &[State] = match choice.below(100) {
            0..50 => &[State::Finished],
            50..62 => &[State::Finished, State::Finished],
            62..80 => &[State::Open],
            80..88 => &[State::Finished, State::Open],
            88..95 => &[State::Void],
            _ => &[State::LastYear],
        };
        for state in states {
            number += 1;
            text.push_str(&row(number, enterprise, *state, &mut choice));
        }
    }
    text
}

#[derive(Clone, Copy)]
enum State {
    Finished,
    Open,
    Void,
    LastYear,
}

fn row(number: u32, enterprise: &Enterprise, state: State, choice: &mut Choice) -> String {
    let unit = UNITS.iter().find(|(area, ..)| *area == enterprise.area).map_or("", |(_, unit, _)| unit);
    let mut day = |year, first, months| {
        let (month, day) = (first + choice.below(months) as i8, 1 + choice.below(28) as i8);
        Date::new(year, month, day).expect("every month has 28 days")
    };
    let (word, on, window) = match state {
        State::Finished => ("已完成", Some(day(2026, 1, 9)), None),
        State::LastYear => ("已完成", Some(day(2025, 10, 3)), None),
        State::Void => ("作废", None, None),
        State::Open => {
            let start = day(2026, 9, 2);
            ("进行中", None, Some((start, start.plus_days(30))))
        }
    };
    let text = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
    let (start, end) = window.unzip();
    let (code, site) = (enterprise.unit_code(), &enterprise.code);
    format!("V-{number:05},{code},{site},{unit},{word},{},{},{}\n", text(on), text(start), text(end))
}
