//! Workbooks as offices have them, and as somebody might forge them.

#![cfg(feature = "xlsx")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod workbook;

use double_random::tabular::{Limits, Options, Source, read};
use workbook::{CODE, LIST, OTHER, book, header, parts, row, seen, strings, taken, text, with, zipped};

#[test]
fn a_title_row_and_merged_titles_are_passed_over() {
    let rows = text("A1", "2026年检查对象名录").replace("<c", "<row r=\"1\"><c")
        + "</row>"
        + &row(3, &["名 称", " 统一社会\u{a0}信用代码", "备注"])
        + &row(5, &["甲公司", CODE, "x"]);
    let reading = taken(&book(&rows, "<mergeCells><mergeCell ref=\"A1:C1\"/></mergeCells>")).unwrap();
    assert_eq!(seen(&reading).0, [format!("{CODE}|甲公司")]);
    let receipt = &reading.receipt;
    assert_eq!((receipt.header_row, receipt.sheet.as_deref()), (3, Some("名录")));
    assert_eq!((receipt.ignored.clone(), receipt.columns[0].column.as_str()), (strings(&["备注"]), "B"));
    assert_eq!(reading.rows.get(0).unwrap().number(), 5);
}

#[test]
fn a_number_in_a_code_column_is_refused_with_its_address() {
    let rows = header()
        + &format!("<row r=\"2\"><c r=\"A2\"><v>{CODE}</v></c>{}</row>", text("B2", "甲"))
        + &format!(
            "<row r=\"3\"><c r=\"A3\" s=\"3\"><v>9.13702001635621E+17</v></c>{}</row>",
            text("B3", "乙")
        )
        + &row(4, &[OTHER, "丙"]);
    let reading = taken(&book(&rows, "")).unwrap();
    assert_eq!(seen(&reading).1, ["A2 numeric-code", "A3 numeric-code"]);
    let fault = &reading.receipt.faults.listed()[0];
    assert_eq!(fault.value.as_deref(), Some(CODE));
    assert_eq!((fault.place.sheet.as_deref(), fault.place.row), (Some("名录"), Some(2)));
    assert_eq!((reading.receipt.accepted, reading.receipt.refused), (1, 2));
}

#[test]
fn every_fault_of_a_row_is_listed_and_the_row_counted_once() {
    let bad = row(2, &["91370200163562163８\u{a0}", " ", "2026-02-30", "3人", "中"]);
    let reading = taken(&book(&(header() + &bad), "")).unwrap();
    assert_eq!(reading.receipt.refused, 1);
    assert_eq!(
        seen(&reading).1,
        [
            "A2 cell-full-width",
            "A2 cell-no-break-space",
            "B2 cell-required",
            "C2 date-no-such-day",
            "D2 cell-not-whole",
            "E2 cell-unknown-choice"
        ]
    );
}

#[test]
fn every_kind_of_cell_is_read() {
    let shared = "<sst count=\"9\" uniqueCount=\"3\"><si><t>913702001635621638</t></si>\
        <si><r><rPr><b/></rPr><t xml:space=\"preserve\">甲 </t></r><r><t>公司&amp;_x0041_</t></r><rPh sb=\"0\" eb=\"1\"><t>jia</t></rPh></si><si/></sst>";
    let cells = |number: u32, code: &str, rest: &str| {
        format!("<row r=\"{number}\"><c r=\"A{number}\" t=\"str\"><f>X()</f><v>{code}</v></c>{rest}</row>")
    };
    let codes = [
        "91370203163561902G",
        "91370202163567298H",
        "91370203163740724U",
        "91370213163563924N",
        "91370200163580126E",
    ];
    let rows = header()
        + "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c s=\"1\"><v>46082</v></c><c><v>12</v></c><c t=\"s\"><v>2</v></c></row>"
        + &cells(
            3,
            codes[0],
            "<c r=\"B3\"><v>370100</v></c><c r=\"C3\" t=\"d\"><v>2026-03-01T00:00:00</v></c>",
        )
        + &cells(4, codes[1], "<c r=\"B4\" t=\"b\"><v>1</v></c><c r=\"C4\" s=\"2\"><v>46082.5</v></c>")
        + &cells(5, codes[2], "<c r=\"B5\" t=\"e\"><v>#SPILL!</v></c><c r=\"D5\" t=\"b\"><v>0</v></c>")
        + &cells(6, codes[3], "<c r=\"B6\"><f>A1</f></c><c r=\"C6\" t=\"n\"><v>2026</v></c>")
        + &cells(7, codes[4], "<c r=\"B7\" t=\"str\"><f>A1</f><v></v></c>");
    let sheet = format!(
        "<x:worksheet xmlns:x=\"m\"><x:sheetData>{}</x:sheetData></x:worksheet>",
        rows.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    );
    let (rows, faults) = seen(&taken(&zipped(&parts(&sheet, shared))).unwrap());
    assert_eq!(
        rows,
        [
            "913702001635621638|甲 公司&A|2026-03-01|12|-",
            "91370203163561902G|370100|2026-03-01|-|-",
            "91370202163567298H|TRUE|2026-03-01|-|-",
        ]
    );
    assert_eq!(
        faults,
        ["B5 cell-error", "D5 cell-boolean", "B6 cell-uncomputed", "C6 date-form", "B7 cell-required"]
    );
}

#[test]
fn days_follow_the_epoch_of_the_workbook() {
    let rows = header()
        + &format!(
            "<row r=\"2\">{}{}<c r=\"C2\" s=\"1\"><v>44620</v></c></row>",
            text("A2", CODE),
            text("B2", "甲")
        );
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let mut all = parts(&sheet, "<sst/>");
    assert_eq!(seen(&taken(&zipped(&all)).unwrap()).0, [format!("{CODE}|甲|2022-02-28|-|-")]);
    let book = workbook::BOOK.replace("<workbookPr/>", "<workbookPr date1904=\"1\"/>");
    all[1].1 = &book;
    assert_eq!(seen(&taken(&zipped(&all)).unwrap()).0, [format!("{CODE}|甲|2026-03-01|-|-")]);
}

#[test]
fn a_header_in_merged_cells_is_refused() {
    let merged = |range: &str| format!("<mergeCells count=\"1\"><mergeCell ref=\"{range}\"/></mergeCells>");
    let wide = row(1, &["统一社会信用代码", "", "名称"]) + &row(2, &[CODE, "x", "甲"]);
    assert_eq!(taken(&book(&wide, &merged("A1:B1"))), Err("merged-header".to_owned()));
    assert!(taken(&book(&wide, &merged("A2:B2"))).is_ok());
    // the code's header stands above, the others in the row below
    let tall = row(1, &["统一社会信用代码", "主体"])
        + &row(2, &["", "名称", "风险等级"])
        + &row(3, &[CODE, "甲", "高"]);
    assert_eq!(taken(&book(&tall, &merged("A1:A2"))), Err("merged-header".to_owned()));
    assert_eq!(taken(&book(&tall, "")), Err("missing-column".to_owned()));
}

#[test]
fn the_sheet_is_chosen_and_the_others_are_told() {
    let names = |states: [&str; 3]| {
        let sheet = |(id, state): (usize, &str)| format!("<sheet name=\"表{id}\" {state} r:id=\"rId1\"/>");
        format!("<workbook><sheets>{}</sheets></workbook>", (1..).zip(states).map(sheet).collect::<String>())
    };
    let sheet =
        format!("<worksheet><sheetData>{}</sheetData></worksheet>", header() + &row(2, &[CODE, "甲"]));
    let mut all = parts(&sheet, "<sst/>");
    let hidden = names(["state=\"hidden\"", "", "state=\"visible\""]);
    all[1].1 = &hidden;
    let bytes = zipped(&all);
    let reading = taken(&bytes).unwrap();
    assert_eq!(reading.receipt.sheet.as_deref(), Some("表2"));
    assert_eq!(reading.receipt.warnings.count("other-sheets"), 1);
    let named = |name: &str| with(&bytes, &Options { sheet: Some(name.to_owned()), ..Options::default() });
    let reading = named("表1").unwrap();
    assert_eq!((reading.receipt.sheet.as_deref(), reading.receipt.warnings.total()), (Some("表1"), 0));
    assert_eq!(named("表4"), Err("sheet-not-found".to_owned()));
    let none = names(["state=\"hidden\"", "state=\"veryHidden\"", "state=\"hidden\""]);
    all[1].1 = &none;
    assert_eq!(taken(&zipped(&all)), Err("sheet-none".to_owned()));
}

#[test]
fn a_million_empty_styled_cells_cost_no_row() {
    let mut rows = header() + &row(2, &[CODE, "甲"]);
    for number in 3..100_003 {
        rows += &format!("<row r=\"{number}\">");
        rows += &"<c s=\"1\"/>".repeat(9);
        rows += "<c s=\"1\"></c></row>";
    }
    let reading = taken(&book(&rows, "")).unwrap();
    assert_eq!((reading.receipt.rows_in, reading.receipt.accepted), (1, 1));
    assert_eq!(reading.receipt.warnings.count("empty-cells"), 1);
    assert!(reading.receipt.warnings.listed()[0].to_string().contains("1000000 empty cells"));
}

#[test]
fn a_file_that_asks_for_500_gb_gets_nothing() {
    let sheet = |rows: String| {
        format!("<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>")
    };
    let declared = sheet(header() + &row(2, &[CODE, "甲"]));
    let reading = taken(&zipped(&parts(&declared, "<sst/>"))).unwrap();
    assert_eq!((reading.receipt.accepted, reading.receipt.warnings.count("declared-size")), (1, 1));
    let far = sheet(header() + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
    assert_eq!(taken(&zipped(&parts(&far, "<sst/>"))), Err("too-many-columns".to_owned()));
    // the number of shared texts is announced, not believed
    let shared = "<sst uniqueCount=\"999999999999999999\"><si><t>甲</t></si></sst>";
    let rows = sheet(header() + &format!("<row r=\"2\">{}<c t=\"s\"><v>0</v></c></row>", text("A2", CODE)));
    assert_eq!(taken(&zipped(&parts(&rows, shared))).unwrap().receipt.accepted, 1);
}

#[test]
fn a_zip_bomb_is_stopped_whatever_it_says_of_its_size() {
    let bomb = format!("<worksheet><sheetData>{}", "<row></row>".repeat(2_000_000));
    let honest = zipped(&parts(&bomb, "<sst/>"));
    assert!(honest.len() < 200_000);
    let limits = Limits { unzipped_bytes: 4 << 20, ..Limits::default() };
    let options = Options { limits, ..Options::default() };
    assert_eq!(with(&honest, &options), Err("file-unzips-too-large".to_owned()));
    // the same file, saying that it unzips to 1,000 bytes
    let size = u32::try_from(bomb.len()).unwrap().to_le_bytes();
    let mut lying = honest;
    while let Some(at) = lying.windows(4).position(|window| window == size) {
        lying[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    let error = read(&Source { name: "x", bytes: &lying }, &LIST, &options).unwrap_err().to_string();
    assert!(error.contains("larger than its declared"), "{error}");
}

#[test]
fn one_text_named_many_times_is_bounded() {
    let shared = format!("<sst><si><t>{}</t></si></sst>", "甲".repeat(10_000));
    let rows: String = (2..102)
        .map(|number| {
            format!("<row r=\"{number}\">{}<c t=\"s\"><v>0</v></c></row>", text(&format!("A{number}"), CODE))
        })
        .collect();
    let sheet = format!("<worksheet><sheetData>{}{rows}</sheetData></worksheet>", header());
    let bytes = zipped(&parts(&sheet, &shared));
    let limited = |limits| with(&bytes, &Options { limits, ..Options::default() });
    assert_eq!(taken(&bytes).unwrap().receipt.duplicates, 99);
    let kept = Limits { kept_bytes: 1 << 20, ..Limits::default() };
    assert_eq!(limited(kept), Err("too-much-text".to_owned()));
    let shared = Limits { shared_text_bytes: 20_000, ..Limits::default() };
    assert_eq!(limited(shared), Err("file-shared-text-too-large".to_owned()));
    let cells = Limits { cells: 200, ..Limits::default() };
    assert_eq!(limited(cells), Err("too-many-cells".to_owned()));
    let rows = Limits { rows: 99, ..Limits::default() };
    assert_eq!(limited(rows), Err("too-many-rows".to_owned()));
}

#[test]
fn a_workbook_that_breaks_its_format_is_named_damaged() {
    let damaged = |rows: &str| {
        let result = read(&Source { name: "x", bytes: &book(rows, "") }, &LIST, &Options::default());
        let fault = result.unwrap_err().0.remove(0);
        assert_eq!(fault.code(), "file-damaged", "{fault}");
        fault.to_string()
    };
    let head = header();
    assert!(damaged(&(head.clone() + &head)).contains("rows are not in order"));
    assert!(damaged("<row r=\"0\"></row>").contains("rows"));
    assert!(damaged("<row r=\"2\"><c r=\"A3\"><v>1</v></c></row>").contains("cells are not in order"));
    assert!(damaged("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>1</v></c></row>").contains("cells"));
    assert!(damaged("<row r=\"2\"><c t=\"s\"><v>7</v></c></row>").contains("shared text"));
    assert!(damaged("<row r=\"2\"><c t=\"z\"><v>7</v></c></row>").contains("unknown type"));
    assert!(damaged("<row r=\"2\"><c t=\"b\"><v>7</v></c></row>").contains("truth value"));
    assert!(damaged("<row r=\"2\"><c t=\"str\"><v>&nbsp;</v></c></row>").contains("entity"));
    assert!(damaged("<row><c></row>").contains("sheet1.xml"));
    let twice = [parts("<worksheet/>", "<sst/>"), vec![("XL/Workbook.xml", workbook::BOOK)]].concat();
    assert_eq!(taken(&zipped(&twice)), Err("file-damaged".to_owned()));
    assert_eq!(taken(b"PK\x03\x04 and no more"), Err("file-damaged".to_owned()));
    assert_eq!(taken(&zipped(&[("a.txt", "a")])), Err("file-not-a-workbook".to_owned()));
}
