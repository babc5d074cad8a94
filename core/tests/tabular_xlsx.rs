//! Workbooks as offices have them, and as somebody might forge them.

#![cfg(feature = "xlsx")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod workbook;

use calamine::Reader as _;
use double_random::tabular::{
    CellKind, ColumnSpec, FileError, Limits, Options, Reading, Schema, Source, Table, read,
};
use proptest::prelude::*;
use workbook::{CODE, LIST, OTHER, book, header, parts, row, text, zipped};

static NAMES: Schema = Schema {
    list: "names",
    columns: &[ColumnSpec { field: "name", aliases: &["名称"], kind: CellKind::Text, required: true }],
    key: &[],
};

fn with(bytes: &[u8], options: &Options) -> Result<Reading, String> {
    read(&Source { name: "list.xlsx", bytes }, &LIST, options)
        .map_err(|faults| faults.0.iter().map(|fault| fault.code()).collect::<Vec<_>>().join(" "))
}

fn taken(bytes: &[u8]) -> Result<Reading, String> {
    with(bytes, &Options::default())
}

/// Each accepted row as one text, and each fault as its place and code.
fn seen(reading: &Reading) -> (Vec<String>, Vec<String>) {
    let rows = reading
        .rows
        .iter()
        .map(|row| row.cells().map(|cell| cell.unwrap_or("-")).collect::<Vec<_>>().join("|"));
    let faults = reading.receipt.fault_table().rows.into_iter().map(|row| format!("{} {}", row[2], row[5]));
    assert!(reading.receipt.balances());
    (rows.collect(), faults.collect())
}

fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(|&text| text.to_owned()).collect()
}

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

/// What both workbooks and CSV must bring back.
fn table() -> Table {
    Table {
        name: "抽取结果".to_owned(),
        header: strings(&["统一社会信用代码", "企业名称", "注册日期", "人数"]),
        rows: vec![
            strings(&[CODE, "=甲 & <乙>", "2026-03-01", "9007199254740991"]),
            strings(&[OTHER, "_x0041_\u{1f600}", "", "0"]),
        ],
    }
}

#[test]
fn what_is_written_is_read_back_and_the_bytes_are_the_same_each_time() {
    let table = table();
    let bytes = table.to_xlsx().unwrap();
    assert_eq!(bytes, table.to_xlsx().unwrap());
    let expected =
        [format!("{CODE}|=甲 & <乙>|2026-03-01|9007199254740991"), format!("{OTHER}|_x0041_\u{1f600}|-|0")];
    assert_eq!(seen(&taken(&bytes).unwrap()), (expected.to_vec(), vec![]));
    let (rows, faults) = seen(&taken(&table.to_csv().unwrap()).unwrap());
    assert_eq!((rows, faults), (vec![expected[0].replace("=甲", "'=甲"), expected[1].clone()], vec![]));
    // an independent reader sees the same cells, all of them text
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("抽取结果").unwrap();
    for (cells, written) in range.rows().zip([&table.header].into_iter().chain(&table.rows)) {
        let text = |cell: &calamine::Data| match cell {
            calamine::Data::String(text) => text.replace("_x005F_", "_"),
            calamine::Data::Empty => String::new(),
            other => panic!("{other:?} is no text"),
        };
        assert_eq!(&cells.iter().map(text).collect::<Vec<_>>(), written);
    }
    let large = Table { rows: vec![vec![]; 1_048_576], ..Table::default() };
    assert_eq!(large.to_xlsx(), Err(FileError::TooManyRows { limit: 1_048_575 }));
    let wide = Table { header: vec![String::new(); 16_385], ..Table::default() };
    assert!(matches!(wide.to_xlsx(), Err(FileError::TooManyColumns { .. })));
}

#[test]
fn a_workbook_of_another_writer_is_read_alike_by_another_reader() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let day = rust_xlsxwriter::Format::new().set_num_format("yyyy/m/d");
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["统一社会信用代码", "企业名称", "注册日期", "人数"]) {
        sheet.write_string(1, column, name).unwrap();
    }
    let codes = [CODE, OTHER, "91370202163567298H"];
    for (row, code) in (2..).zip(codes) {
        sheet.write_string(row, 0, code).unwrap();
        sheet.write_string(row, 1, format!("<{row}>\"公司\"\n")).unwrap();
        sheet.write_number_with_format(row, 2, 40_000 + row, &day).unwrap();
        sheet.write_number(row, 3, row).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let (ours, faults) = seen(&taken(&bytes).unwrap());
    assert_eq!(faults, strings(&[]));
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let mut cells = book.worksheet_cells_reader("Sheet1").unwrap();
    let mut theirs = vec![vec![]; 5];
    while let Some(cell) = cells.next_cell().unwrap() {
        theirs[cell.get_position().0 as usize].push(match cell.get_value() {
            calamine::DataRef::DateTime(day) => {
                let (year, month, day, ..) = day.to_ymd_hms_milli();
                format!("{year:04}-{month:02}-{day:02}")
            }
            other => calamine::Data::from(other.clone()).to_string().trim().to_owned(),
        });
    }
    let theirs: Vec<_> = theirs.iter().skip(2).map(|row| row.join("|")).collect();
    assert_eq!(ours, theirs);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn every_text_comes_back(names in proptest::collection::vec("[^\\p{Cc}]{1,12}|[a-z&<>_x0-9A-F\"']{1,12}", 1..6)) {
        let cells = |name: &String| vec![format!("x{name}x")];
        let table = Table { name: String::new(), header: strings(&["名称"]), rows: names.iter().map(cells).collect() };
        let reading = read(&Source { name: "x", bytes: &table.to_xlsx().unwrap() }, &NAMES, &Options::default()).unwrap();
        let back: Vec<_> = reading.rows.iter().map(|row| vec![row.at(0).unwrap().to_owned()]).collect();
        prop_assert_eq!(back, table.rows);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = taken(&bytes);
        let _ = taken(&[b"PK\x03\x04".as_slice(), &bytes].concat());
    }

    #[test]
    fn no_damage_to_a_workbook_makes_it_panic(flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut: prop::sample::Index) {
        let mut bytes = table().to_xlsx().unwrap();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = taken(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        let _ = taken(&bytes);
    }

    #[test]
    fn no_damage_inside_its_parts_makes_it_panic(part in 0_usize..6, at: prop::sample::Index, with in "[<>/&\"=0-9a-zA-Z]{0,6}", cut in 0_usize..4) {
        let shared = "<sst><si><t>甲</t></si><si><r><t>x</t></r></si></sst>";
        let rows = header() + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\" s=\"1\"><v>46082</v></c></row>";
        let sheet = format!("<worksheet><dimension ref=\"A1:B2\"/><sheetData>{rows}</sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>");
        let mut all = parts(&sheet, shared);
        let text: Vec<char> = all[part].1.chars().collect();
        let at = at.index(text.len());
        let end = (at + cut).min(text.len());
        let damaged: String = text[..at].iter().copied().chain(with.chars()).chain(text[end..].iter().copied()).collect();
        all[part].1 = &damaged;
        let _ = taken(&zipped(&all));
    }
}
