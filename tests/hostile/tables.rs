//! The history of visits and the table of units.

use crate::case::{Case, List, named};

pub(crate) fn cases() -> Vec<(&'static str, Case)> {
    named![
        day_that_never_was,
        days_in_other_styles,
        days_in_five_styles,
        window_reversed,
        state_unknown,
        state_missing,
        finished_without_a_day,
        open_without_a_window,
        visit_twice,
        visit_of_a_wrong_code,
        targets_given_as_history,
        area_with_two_units,
        unit_with_a_chinese_id,
        area_without_a_unit,
        units_without_ids,
    ]
}

const CODE: &str = "913702001635621638";

fn visits(rows: &[&str], expected: &'static [&'static str]) -> Case {
    let rows: Vec<_> = (1..).zip(rows).map(|(at, row)| format!("V-{at},{CODE},squad-1,{row}")).collect();
    Case::history(&rows.iter().map(String::as_str).collect::<Vec<_>>(), expected)
}

fn day_that_never_was() -> Case {
    visits(&["已完成,2026-02-30,,", "已完成,2026-02-28,,"], &["date-no-such-day"])
}

fn days_in_other_styles() -> Case {
    let days = ["20260301", "26.3.1", "3月1日", "1/3/2026", "二〇二六年三月一日"];
    let rows = days.map(|day| format!("已完成,{day},,"));
    visits(&rows.each_ref().map(String::as_str), &["date-form"])
}

fn days_in_five_styles() -> Case {
    let days = ["2026-03-01", "2026.3.1", "2026/3/1", "2026年3月1日", "46082"];
    let rows = days.map(|day| format!("已完成,{day},,"));
    visits(&rows.each_ref().map(String::as_str), &[])
}

fn window_reversed() -> Case {
    visits(&["待执行,,2026-11-30,2026-10-08"], &["window-reversed"])
}

fn state_unknown() -> Case {
    visits(&["合格,2026-03-01,,"], &["cell-unknown-choice"])
}

fn state_missing() -> Case {
    visits(&[",2026-03-01,,"], &["cell-required"])
}

fn finished_without_a_day() -> Case {
    visits(&["已完成,,2026-03-01,2026-04-01"], &["history-incomplete"])
}

fn open_without_a_window() -> Case {
    visits(&["待执行,2026-03-01,,"], &["history-incomplete"])
}

fn visit_twice() -> Case {
    let row = |day: &str| format!("V-1,{CODE},squad-1,已完成,{day},,");
    Case::history(&[&row("2026-03-01"), &row("2026-03-02")], &["row-conflict"])
}

fn visit_of_a_wrong_code() -> Case {
    Case::history(&["V-1,91370200163562163,squad-1,已完成,2026-03-01,,"], &["credit-code-length"])
}

fn targets_given_as_history() -> Case {
    let case = Case::csv(&[crate::ids::GOOD], &["missing-column"]);
    Case { list: List::History, ..case }
}

fn area_with_two_units() -> Case {
    let rows = ["东园,squad-1,一中队", "西园,squad-2,二中队", "东园,squad-2,二中队"];
    Case::units(&rows, &["row-conflict"])
}

fn unit_with_a_chinese_id() -> Case {
    Case::units(&["东园,一中队,一中队", "西园,squad-2,二中队"], &["id-character"])
}

fn area_without_a_unit() -> Case {
    Case::units(&["东园,,", ",squad-2,二中队"], &["cell-required"])
}

fn units_without_ids() -> Case {
    let text = "区域,任务执行单位\n东园,一中队\n";
    Case { list: List::Units, ..Case::targets("单位.csv", text, &["missing-column"]) }
}
