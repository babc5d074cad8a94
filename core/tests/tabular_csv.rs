//! Text files as offices have them: encodings, separators, broken rows, doubled rows.

#![cfg(feature = "tabular")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod workbook;

use std::collections::BTreeMap;

use double_random::base::{Place, Protocol};
#[cfg(not(feature = "xlsx"))]
use double_random::tabular::{FileError, Table};
use double_random::tabular::{Notice, Options, Reading, Source, read};
use proptest::prelude::*;
use workbook::{CODE, LIST, OTHER};

const HEADER: &str = "统一社会信用代码,企业名称,注册日期\n";

fn with(bytes: &[u8], options: &Options) -> Result<Reading, String> {
    read(&Source { name: "list.csv", bytes }, &LIST, options)
        .map_err(|faults| faults.0.iter().map(|fault| fault.code()).collect::<Vec<_>>().join(" "))
}

fn taken(text: &str) -> Reading {
    let reading = with(text.as_bytes(), &Options::default()).unwrap();
    assert!(reading.receipt.balances());
    reading
}

/// Row and code of each fault.
fn faults(reading: &Reading) -> Vec<(u64, &'static str)> {
    reading.receipt.faults.listed().iter().map(|fault| (fault.place.row.unwrap(), fault.code())).collect()
}

#[test]
fn separators_are_found_by_the_header() {
    for separator in [",", "\t", ";"] {
        let rows = [
            ["名录", "", ""],
            ["统一社会信用代码", "企业名称", "注册日期"],
            [CODE, "\"甲,乙;丙\"", "2026.3.1"],
        ];
        let text: String = rows.iter().map(|row| row.join(separator) + "\r\n").collect();
        let reading = taken(&text);
        assert_eq!(reading.rows.get(0).unwrap().get("name"), Some("甲,乙;丙"));
        assert_eq!(reading.receipt.separator.map(String::from).as_deref(), Some(separator));
    }
}

#[test]
fn rows_that_do_not_stand_under_the_header_are_refused() {
    let text = format!(
        "{HEADER}{CODE},甲\n{CODE},甲,,\n{CODE},甲,2026-01-01,x\n{OTHER},\"乙,2026-01-01\n91370202163567298H,丙,\n"
    );
    let reading = taken(&text);
    assert_eq!(faults(&reading), [(2, "row-ragged"), (4, "row-ragged"), (5, "row-quoting")]);
    assert_eq!(reading.rows.iter().map(|row| row.number()).collect::<Vec<_>>(), [3, 6]);
    // what has no header may be missing
    let reading = taken(&format!("统一社会信用代码,企业名称,,\n{CODE},甲\n"));
    assert_eq!((reading.receipt.accepted, reading.receipt.refused), (1, 0));
}

#[test]
fn doubled_rows_are_counted_once_and_differing_ones_are_all_refused() {
    let rows = [
        format!("{CODE},甲,2026-01-01"),
        format!("{CODE}, 甲 ,2026年1月1日"),
        format!("{OTHER},乙,"),
        format!("{OTHER},丙,"),
        "91370202163567298H,丁,".to_owned(),
        "91370202163567298H,丁,2026-02-30".to_owned(),
    ];
    let reading = taken(&format!("{HEADER}{}\n", rows.join("\n")));
    let receipt = &reading.receipt;
    assert_eq!((receipt.accepted, receipt.refused, receipt.duplicates), (1, 4, 1));
    assert_eq!(
        faults(&reading),
        [(4, "row-conflict"), (5, "row-conflict"), (6, "row-conflict"), (7, "date-no-such-day")]
    );
    let message = receipt.faults.listed()[2].problem().message_en();
    assert_eq!(message, "`91370202163567298H` stands in 2 rows that differ, see row 7");
    assert_eq!(receipt.warnings.count("row-duplicate"), 1);
}

#[cfg(feature = "gb18030")]
#[test]
fn gb18030_gives_what_utf8_gives() {
    let text = format!("{HEADER}{CODE},甲𠮷公司,2026年3月1日\n{OTHER},\u{3000}乙\u{a0},\n");
    let gb18030 = encoding_rs::GB18030.encode(&text).0.into_owned();
    let [utf8, marked, gb18030] =
        [text.clone().into_bytes(), format!("\u{feff}{text}").into_bytes(), gb18030]
            .map(|bytes| with(&bytes, &Options::default()).unwrap());
    assert_eq!((&utf8.rows, &utf8.rows), (&gb18030.rows, &marked.rows));
    let encodings =
        [utf8, marked, gb18030].map(|reading| serde_json::to_string(&reading.receipt.encoding).unwrap());
    assert_eq!(encodings, ["\"utf-8\"", "\"utf-8-bom\"", "\"gb18030\""]);
}

#[test]
fn utf8_with_a_wrong_byte_is_not_taken_for_gb18030() {
    let mut bytes = format!("{HEADER}{CODE},甲乙丙丁,\n").into_bytes();
    // the first byte of the last character: what is left is lawful GB18030, and nonsense
    let at = bytes.len() - 5;
    bytes[at] = 0xb8;
    #[cfg(feature = "gb18030")]
    assert!(!encoding_rs::GB18030.decode(&bytes).2);
    assert_eq!(with(&bytes, &Options::default()), Err("file-not-utf8".to_owned()));
}

#[test]
fn further_columns_come_by_mapping() {
    let text = format!("码,企业名称,片区,备注\n{CODE},甲,\u{a0}东 ,x\n");
    let mapping: BTreeMap<_, _> = [("id", "码"), ("attribute:片区", "片区")]
        .map(|(field, header)| (field.to_owned(), header.to_owned()))
        .into();
    let reading = with(text.as_bytes(), &Options { mapping, ..Options::default() }).unwrap();
    assert_eq!(reading.rows.fields(), ["id", "name", "attribute:片区"]);
    assert_eq!(reading.rows.get(0).unwrap().get("attribute:片区"), Some("东"));
    assert_eq!(reading.receipt.ignored, ["备注"]);
}

#[test]
fn faults_beyond_those_listed_are_counted() {
    let rows: String = (0..50).map(|row| format!("{row},甲,\n")).collect();
    let mut options = Options::default();
    options.limits.listed = 10;
    let reading = with(format!("{HEADER}{rows}").as_bytes(), &options).unwrap();
    assert_eq!(reading.receipt.refused, 50);
    assert_eq!((reading.receipt.faults.listed().len(), reading.receipt.faults.total()), (10, 50));
    assert_eq!(reading.receipt.fault_table().rows.len(), 10);
}

#[test]
fn a_receipt_is_facts_and_its_digest_covers_each_of_them() {
    let text = format!("{HEADER}{CODE},甲,\n9137068716530044xP,乙,\n");
    let mut receipt = taken(&text).receipt;
    let digest = receipt.digest(Protocol::default()).unwrap();
    assert_eq!(digest, taken(&text).receipt.digest(Protocol::default()).unwrap());
    let rehearsal = Protocol { rehearsal: true, ..Protocol::default() };
    assert_ne!(digest, receipt.digest(rehearsal).unwrap());
    let json = serde_json::to_value(&receipt).unwrap();
    assert_eq!(
        json["faults"],
        serde_json::json!({
            "counts": {"credit-code-lower-case": 1},
            "listed": [{"row": 3, "column": 1, "field": "id", "code": "credit-code-lower-case", "article": "A10", "value": "9137068716530044xP"}],
        })
    );
    assert_eq!(
        json["columns"][2],
        serde_json::json!({"field": "since", "header": "注册日期", "column": "C"})
    );
    let notice = Notice::InnerCheck { code: CODE.to_owned() };
    receipt.warn(Place::row(2, "area"), Some("x"), notice);
    assert_ne!(digest, receipt.digest(Protocol::default()).unwrap());
    let warning = &receipt.warning_table().rows[0];
    assert_eq!((warning[0].as_str(), warning[3].as_str(), warning[4].as_str()), ("2", "area", "x"));
}

#[cfg(not(feature = "xlsx"))]
#[test]
fn a_workbook_without_its_feature_is_a_clear_error() {
    assert_eq!(with(b"PK\x03\x04", &Options::default()), Err("file-feature-off".to_owned()));
    let off = FileError::FeatureOff { format: "xlsx", feature: "xlsx" };
    assert_eq!(Table::default().to_xlsx(), Err(off));
}

#[cfg(not(feature = "gb18030"))]
#[test]
fn gb18030_without_its_feature_is_a_clear_error() {
    assert_eq!(with(b"\xc7\xe0", &Options::default()), Err("file-not-utf8".to_owned()));
}

/// A small list with rows that repeat, differ and fail.
fn rows() -> impl Strategy<Value = Vec<String>> {
    let code = prop::sample::select(vec![CODE, OTHER, "91370202163567298H", "913702021635672980", " x"]);
    let name = prop::sample::select(vec!["甲", " 甲", "乙", ""]);
    let since = prop::sample::select(vec!["2026-01-01", "2026.1.1", "无", "never"]);
    prop::collection::vec(
        (code, name, since).prop_map(|(code, name, since)| format!("{code},{name},{since}")),
        0..12,
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_decides_nothing(rows in rows()) {
        let of = |rows: Vec<String>| {
            let reading = taken(&format!("{HEADER}{}", rows.iter().map(|row| format!("{row}\n")).collect::<String>()));
            let mut accepted: Vec<_> = reading.rows.iter().map(|row| row.cells().map(|cell| cell.map(str::to_owned)).collect::<Vec<_>>()).collect();
            accepted.sort();
            let receipt = reading.receipt;
            (accepted, receipt.rows_in, receipt.refused, receipt.duplicates, receipt.faults.counts().clone())
        };
        let ways = of(rows.clone());
        prop_assert_eq!(&ways, &of(rows.iter().rev().cloned().collect()));
        prop_assert_eq!(ways.1, rows.len() as u64);
    }

    #[test]
    fn no_text_makes_it_panic(head in prop::bool::ANY, text in "[\"\r\n,;\ta甲\u{a0}０x0-9.年月日E+\0-]{0,80}", bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let head = if head { HEADER } else { "" };
        let _ = with(format!("{head}{text}").as_bytes(), &Options { upper_case: true, ..Options::default() });
        let _ = with(&[head.as_bytes(), &bytes].concat(), &Options::default());
    }
}
