//! Workbooks written part by part, so that they can hold what no program writes.
#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::io::{Cursor, Write};

use double_random::base::Scheme;
use double_random::tabular::{CellKind, ColumnSpec, Options, Reading, Schema, Source, read};
use zip::write::SimpleFileOptions;

pub(crate) static LIST: Schema = Schema {
    list: "targets",
    columns: &[
        ColumnSpec {
            field: "id",
            aliases: &["统一社会信用代码"],
            kind: CellKind::Id(Scheme::CreditCode),
            required: true,
        },
        ColumnSpec {
            field: "name", aliases: &["企业名称", "名称"], kind: CellKind::Text, required: true
        },
        ColumnSpec { field: "since", aliases: &["注册日期"], kind: CellKind::Date, required: false },
        ColumnSpec { field: "size", aliases: &["人数"], kind: CellKind::Whole, required: false },
        ColumnSpec {
            field: "risk",
            aliases: &["风险等级"],
            kind: CellKind::Choice(&[("高", "high"), ("低", "low")]),
            required: false,
        },
    ],
    key: &["id"],
};

pub(crate) const ROOT: &str = r#"<Relationships xmlns="r"><Relationship Id="rId1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
pub(crate) const BOOK: &str = r#"<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="名录" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
pub(crate) const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://x/styles" Target="/xl/styles.xml"/></Relationships>"#;
/// Style 1 is a day built in, style 2 a day of its own, style 3 text.
pub(crate) const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="49"/></cellXfs></styleSheet>"#;

/// A zip of `parts`.
pub(crate) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in parts {
        zip.start_file(*path, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The parts of a workbook whose only sheet is `sheet`, whole, with these shared texts.
pub(crate) fn parts<'a>(sheet: &'a str, strings: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ]
}

/// A workbook whose sheet has these rows, and `after` behind them.
pub(crate) fn book(rows: &str, after: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>");
    zipped(&parts(&sheet, "<sst/>"))
}

/// An inline text.
pub(crate) fn text(address: &str, text: &str) -> String {
    format!("<c r=\"{address}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// A row of inline texts.
pub(crate) fn row(number: u32, cells: &[&str]) -> String {
    let cells: String =
        ('A'..).zip(cells).map(|(column, cell)| text(&format!("{column}{number}"), cell)).collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

/// The header of [`LIST`] in row 1.
pub(crate) fn header() -> String {
    row(1, &["统一社会信用代码", "企业名称", "注册日期", "人数", "风险等级"])
}

/// The codes of the faults of row `number`.
pub(crate) const CODE: &str = "913702001635621638";
pub(crate) const OTHER: &str = "91370203163561902G";

pub(crate) fn with(bytes: &[u8], options: &Options) -> Result<Reading, String> {
    read(&Source { name: "list.xlsx", bytes }, &LIST, options)
        .map_err(|faults| faults.0.iter().map(|fault| fault.code()).collect::<Vec<_>>().join(" "))
}

pub(crate) fn taken(bytes: &[u8]) -> Result<Reading, String> {
    with(bytes, &Options::default())
}

/// Each accepted row as one text, and each fault as its place and code.
pub(crate) fn seen(reading: &Reading) -> (Vec<String>, Vec<String>) {
    let rows = reading
        .rows
        .iter()
        .map(|row| row.cells().map(|cell| cell.unwrap_or("-")).collect::<Vec<_>>().join("|"));
    let faults = reading.receipt.fault_table().rows.into_iter().map(|row| format!("{} {}", row[2], row[5]));
    assert!(reading.receipt.balances());
    (rows.collect(), faults.collect())
}

pub(crate) fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(|&text| text.to_owned()).collect()
}
