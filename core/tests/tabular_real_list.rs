//! The list of real enterprises to a receipt: the figures that everybody can recount.

#![cfg(feature = "tabular")]
#![allow(clippy::unwrap_used, reason = "tests")]

mod real_list;

use std::time::Instant;

use double_random::base::credit_code;
use double_random::tabular::{Encoding, Options, Source, read};
use real_list::{LOWER_CASE, PLACELESS, ROWS, TARGETS};

#[test]
fn every_row_is_accounted_for() {
    for bytes in [real_list::bytes(), real_list::generated().into_bytes()] {
        let source = Source { name: "enterprises.csv", bytes: &bytes };
        let start = Instant::now();
        let reading = read(&source, &TARGETS, &Options::default()).unwrap();
        println!("{ROWS} rows to a receipt: {:?}", start.elapsed());
        let receipt = reading.receipt;
        assert_eq!((receipt.rows_in, receipt.accepted), (ROWS, ROWS - LOWER_CASE));
        assert_eq!((receipt.refused, receipt.duplicates), (LOWER_CASE, 0));
        assert_eq!(receipt.faults.count("credit-code-lower-case"), LOWER_CASE);
        assert_eq!((receipt.faults.total(), receipt.repairs.len()), (LOWER_CASE, 0));
        assert_eq!(receipt.ignored, ["注册资金", "地区"]);
        assert_eq!((receipt.encoding, receipt.header_row), (Some(Encoding::Utf8), 1));
    }
}

#[test]
fn upper_casing_takes_the_rest_and_names_each_change() {
    let bytes = real_list::bytes();
    let source = Source { name: "enterprises.csv", bytes: &bytes };
    let mapping = [("area".to_owned(), "地区".to_owned())].into();
    let options = Options { upper_case: true, mapping, ..Options::default() };
    let reading = read(&source, &TARGETS, &options).unwrap();
    assert_eq!((reading.receipt.accepted, reading.receipt.refused), (ROWS, 0));
    assert_eq!(reading.receipt.repairs.len() as u64, LOWER_CASE);
    for repair in &reading.receipt.repairs {
        let row = reading.rows.iter().find(|row| row.number() == repair.row).unwrap();
        assert_eq!(row.get("id"), Some(repair.to.as_str()));
        assert_eq!(repair.from.to_uppercase(), repair.to);
        assert!(credit_code::check(&repair.from).is_err());
    }
    // 41 say that there is none, one has slipped: that is for the table of areas and units to find
    let absent = reading.rows.iter().filter(|row| row.get("area").is_none()).count() as u64;
    assert_eq!(absent, PLACELESS - 1);
}

#[cfg(feature = "xlsx")]
#[test]
fn as_a_workbook_it_gives_the_same_rows() {
    let bytes = real_list::bytes();
    let csv = read(&Source { name: "list.csv", bytes: &bytes }, &TARGETS, &Options::default()).unwrap();
    let cell = |cell: Option<&str>| cell.unwrap_or_default().to_owned();
    let table = double_random::tabular::Table {
        name: "名录".to_owned(),
        header: csv.receipt.columns.iter().map(|column| column.header.clone()).collect(),
        rows: csv.rows.iter().map(|row| row.cells().map(cell).collect()).collect(),
    };
    let start = Instant::now();
    let bytes = table.to_xlsx().unwrap();
    println!("written as a workbook of {} bytes: {:?}", bytes.len(), start.elapsed());
    let start = Instant::now();
    let xlsx = read(&Source { name: "list.xlsx", bytes: &bytes }, &TARGETS, &Options::default()).unwrap();
    println!("{} rows of a workbook to a receipt: {:?}", xlsx.receipt.rows_in, start.elapsed());
    assert_eq!(xlsx.rows.len(), csv.rows.len());
    assert!(xlsx.rows.iter().zip(csv.rows.iter()).all(|(one, other)| one.cells().eq(other.cells())));
}
