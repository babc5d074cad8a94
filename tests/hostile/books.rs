//! Workbooks.

use crate::case::{Case, named};
use crate::workbook::{self, book, header, parts, row, text, zipped};

pub(crate) fn cases() -> Vec<(&'static str, Case)> {
    named![
        header_merged_over_two_columns,
        header_merged_over_two_rows,
        id_as_a_number,
        formula_errors,
        formula_never_calculated,
        truth_value_in_an_id,
        serial_zero_and_60,
        year_alone_as_a_day,
        book_without_a_sheet,
        only_hidden_sheets,
        list_on_the_second_sheet,
        no_such_sheet,
        truncated_zip,
        zip_bomb,
        zip_of_a_text_document,
        cell_far_to_the_right,
        shared_text_missing,
        xml_cut_off,
    ]
}

const CODE: &str = "913702001635621638";
const OTHER: &str = "91370203163561902G";

fn sound(number: u32) -> String {
    row(number, &[CODE, "甲食品店", "东园", "高", "存续"])
}

fn header_merged_over_two_columns() -> Case {
    let rows = row(1, &["统一社会信用代码", "", "企业名称"]) + &row(2, &[CODE, "x", "甲食品店"]);
    Case::book(book(&rows, "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>"), &["merged-header"])
}

fn header_merged_over_two_rows() -> Case {
    let rows = row(1, &["统一社会信用代码", "主体"])
        + &row(2, &["", "企业名称", "风险等级"])
        + &row(3, &[CODE, "甲食品店", "高"]);
    Case::book(book(&rows, "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>"), &["merged-header"])
}

/// The header, a sound row, and a row of these cells.
fn cells(cells: &str, expected: &'static [&'static str]) -> Case {
    Case::book(book(&format!("{}{}<row r=\"3\">{cells}</row>", header(), sound(2)), ""), expected)
}

fn id_as_a_number() -> Case {
    cells("<c r=\"A3\"><v>9.1370203163561898E+17</v></c>", &["numeric-code"])
}

fn formula_errors() -> Case {
    let all =
        "<c r=\"A3\" t=\"e\"><f>X1</f><v>#REF!</v></c><c r=\"B3\" t=\"e\"><f>VLOOKUP()</f><v>#N/A</v></c>";
    cells(all, &["cell-error"])
}

fn formula_never_calculated() -> Case {
    cells("<c r=\"A3\"><f>Sheet2!A1</f></c>", &["cell-uncomputed"])
}

fn truth_value_in_an_id() -> Case {
    cells("<c r=\"A3\" t=\"b\"><v>1</v></c>", &["cell-boolean"])
}

fn history(days: &[&str], expected: &'static [&'static str]) -> Case {
    let mut rows = row(1, &["检查编号", "统一社会信用代码", "检查状态", "检查日期"]);
    for (number, day) in (2..).zip(days) {
        let front = [("A", format!("V-{number}")), ("B", CODE.to_owned()), ("C", "已完成".to_owned())];
        let front: String = front.iter().map(|(at, value)| text(&format!("{at}{number}"), value)).collect();
        rows += &format!("<row r=\"{number}\">{front}{}</row>", day.replace("D", &format!("D{number}")));
    }
    let case = Case::book(book(&rows, ""), expected);
    Case { list: crate::case::List::History, file: "检查记录.xlsx", ..case }
}

fn serial_zero_and_60() -> Case {
    let day = |value: &str| format!("<c r=\"D\" s=\"1\"><v>{value}</v></c>");
    let days = ["0", "60", "46082"].map(day);
    history(&days.each_ref().map(String::as_str), &["date-form", "date-no-such-day"])
}

fn year_alone_as_a_day() -> Case {
    history(&["<c r=\"D\"><v>2026</v></c>"], &["date-form"])
}

/// A workbook of these sheets, all of them the same list.
fn sheets(sheets: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{}{}</sheetData></worksheet>", header(), sound(2));
    let book = format!("<workbook xmlns:r=\"r\"><sheets>{sheets}</sheets></workbook>");
    let mut all = parts(&sheet, "<sst/>");
    all[1].1 = &book;
    zipped(&all)
}

fn book_without_a_sheet() -> Case {
    Case::book(sheets(""), &["sheet-none"])
}

fn only_hidden_sheets() -> Case {
    Case::book(sheets("<sheet name=\"名录\" state=\"hidden\" r:id=\"rId1\"/>"), &["sheet-none"])
}

fn list_on_the_second_sheet() -> Case {
    let names = "<sheet name=\"填表说明\" r:id=\"rId1\"/><sheet name=\"名录\" r:id=\"rId1\"/>";
    let sheet =
        format!("<worksheet><sheetData>{}</sheetData></worksheet>", row(1, &["请如实填写，勿增删列"]));
    let book = format!("<workbook xmlns:r=\"r\"><sheets>{names}</sheets></workbook>");
    let mut all = parts(&sheet, "<sst/>");
    all[1].1 = &book;
    Case::book(zipped(&all), &["header-not-found"])
}

fn no_such_sheet() -> Case {
    let bytes = sheets("<sheet name=\"Sheet1\" r:id=\"rId1\"/><sheet name=\"Sheet2\" r:id=\"rId1\"/>");
    let mut case = Case::book(bytes, &["sheet-not-found"]);
    case.options.sheet = Some("名录".to_owned());
    case
}

fn truncated_zip() -> Case {
    let mut bytes = book(&(header() + &sound(2)), "");
    bytes.truncate(bytes.len() / 2);
    Case::book(bytes, &["file-damaged"])
}

fn zip_bomb() -> Case {
    let rows = header() + &"<row></row>".repeat(200_000);
    let mut case = Case::book(book(&rows, ""), &["file-unzips-too-large"]);
    case.options.limits.unzipped_bytes = 1 << 20;
    case
}

fn zip_of_a_text_document() -> Case {
    Case::book(zipped(&[("word/document.xml", "<w:document/>")]), &["file-not-a-workbook"])
}

fn cell_far_to_the_right() -> Case {
    cells(&(text("A3", OTHER) + &text("XFD3", "x")), &["too-many-columns"])
}

fn shared_text_missing() -> Case {
    cells("<c r=\"A3\" t=\"s\"><v>7</v></c>", &["file-damaged"])
}

fn xml_cut_off() -> Case {
    let sheet = format!("<worksheet><sheetData>{}<row r=\"2\"><c r=\"A2\"", workbook::header());
    Case::book(zipped(&parts(&sheet, "<sst/>")), &["file-damaged"])
}
