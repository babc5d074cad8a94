//! The list of real enterprises to a receipt: the figures that everybody can recount.

#![cfg(feature = "tabular")]

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
