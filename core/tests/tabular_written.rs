//! What is written can be read, by us and by others; and no damage to a workbook makes the reader panic.

#![cfg(feature = "xlsx")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod workbook;

use calamine::Reader as _;
use double_random::tabular::{CellKind, ColumnSpec, FileError, Options, Schema, Source, Table, read};
use proptest::prelude::*;
use workbook::{CODE, OTHER, header, parts, seen, strings, taken, zipped};

static NAMES: Schema = Schema {
    list: "names",
    columns: &[ColumnSpec { field: "name", aliases: &["名称"], kind: CellKind::Text, required: true }],
    key: &[],
};

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
