//! Workbooks written part by part, so that they can hold what no program writes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use crate::case::HEADER;

const ROOT: &str = r#"<Relationships xmlns="r"><Relationship Id="rId1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str =
    r#"<workbook xmlns:r="r"><sheets><sheet name="名录" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://x/styles" Target="styles.xml"/></Relationships>"#;
/// Style 1 is a day.
const STYLES: &str = r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

/// A zip of `parts`.
pub(crate) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in parts {
        zip.start_file(*path, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The parts of a workbook whose only sheet is `sheet`, whole; the second one is the book itself.
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

/// The header of lists of targets, in row 1.
pub(crate) fn header() -> String {
    row(1, &HEADER.split(',').collect::<Vec<_>>())
}
