//! Headers and rows of text files.

use crate::case::{Case, HEADER, csv, lines, named};
use crate::ids::GOOD;

pub(crate) fn cases() -> Vec<(&'static str, Case)> {
    named![
        two_header_rows,
        header_in_row_21,
        header_repeated_on_every_page,
        id_column_missing,
        two_columns_for_one_field,
        same_header_twice,
        mapping_to_a_missing_header,
        unclosed_quote,
        text_behind_a_quote,
        ragged_rows,
        line_break_inside_a_cell,
        control_characters,
        total_row_at_the_end,
        unknown_status,
        unknown_risk,
        duplicate_identical,
        duplicate_conflicting,
        name_too_long,
        area_missing_or_unknown,
        two_thousand_columns,
    ]
}

const OTHER: &str = "91370203163561902G,乙餐饮店,西园,低,存续";

fn two_header_rows() -> Case {
    let header = "主体,,,监管,\n企业代码,企业名称,所属区域,风险等级,登记状态";
    Case::targets("名录.csv", lines(header, &[GOOD]), &["missing-column"])
}

fn header_in_row_21() -> Case {
    let notes: String = (1..=20).map(|row| format!("填表说明第{row}条,,,,\n")).collect();
    Case::targets("名录.csv", notes + &csv(&[GOOD]), &["header-not-found"])
}

fn header_repeated_on_every_page() -> Case {
    Case::csv(&[GOOD, HEADER, OTHER], &["cell-unknown-choice"])
}

fn id_column_missing() -> Case {
    Case::targets("名录.csv", "序号,企业名称,所属区域,联系人\n1,甲食品店,东园,某人\n", &["missing-column"])
}

fn two_columns_for_one_field() -> Case {
    let text = "统一社会信用代码,信用代码,企业名称\n913702001635621638,913702001635621638,甲食品店\n";
    Case::targets("名录.csv", text, &["ambiguous-column"])
}

fn same_header_twice() -> Case {
    let text = "统一社会信用代码,企业名称,企业名称\n913702001635621638,甲食品店,甲食品店分店\n";
    Case::targets("名录.csv", text, &["ambiguous-column"])
}

fn mapping_to_a_missing_header() -> Case {
    let mut case = Case::csv(&[GOOD], &["mapped-header-missing"]);
    case.options.mapping.insert("area".to_owned(), "所在街道".to_owned());
    case
}

fn unclosed_quote() -> Case {
    Case::csv(&[GOOD, "91370203163561902G,\"乙餐饮店,西园,低,存续"], &["row-quoting"])
}

fn text_behind_a_quote() -> Case {
    Case::csv(&[GOOD, "91370203163561902G,\"乙\"餐饮店,西园,低,存续"], &["row-quoting"])
}

fn ragged_rows() -> Case {
    let more = "91370203163561902G,乙餐饮店,一号楼,西园,低,存续";
    Case::csv(&[GOOD, more, "91370202163567298H,丙店"], &["row-ragged"])
}

fn line_break_inside_a_cell() -> Case {
    Case::csv(&[GOOD, "91370203163561902G,\"乙餐饮店\n（分店）\",西园,低,存续"], &["cell-control-character"])
}

fn control_characters() -> Case {
    Case::csv(&[GOOD, "91370203163561902G,乙\u{7}餐饮店,西园\u{1b},低,存续"], &["cell-control-character"])
}

fn total_row_at_the_end() -> Case {
    Case::csv(&[GOOD, OTHER, "合计,2户,,,"], &["credit-code-length"])
}

fn unknown_status() -> Case {
    Case::csv(&[GOOD, "91370203163561902G,乙餐饮店,西园,低,异常"], &["cell-unknown-choice"])
}

fn unknown_risk() -> Case {
    Case::csv(&[GOOD, "91370203163561902G,乙餐饮店,西园,C级,存续"], &["cell-unknown-choice"])
}

fn duplicate_identical() -> Case {
    Case::csv(&[GOOD, OTHER, GOOD], &["row-duplicate"])
}

fn duplicate_conflicting() -> Case {
    Case::csv(&[GOOD, OTHER, "913702001635621638,甲食品店,西园,低,注销"], &["row-conflict"])
}

fn name_too_long() -> Case {
    let row = format!("91370203163561902G,{},西园,低,存续", "店".repeat(201));
    Case::csv(&[GOOD, &row], &["cell-too-long"])
}

fn area_missing_or_unknown() -> Case {
    let rows = [GOOD, OTHER, "91370202163567298H,丙店,,低,存续"];
    Case { areas: &["东园"], ..Case::csv(&rows, &["target-area-absent", "target-area-unknown"]) }
}

fn two_thousand_columns() -> Case {
    let row = format!("{GOOD}{}x", ",".repeat(2_000));
    Case::csv(&[&row], &["too-many-columns"])
}
