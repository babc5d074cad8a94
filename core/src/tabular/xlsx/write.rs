//! Tables to a workbook in which every cell is text, so that no program turns a code into a number.
//!
//! The bytes depend on the tables alone: no clock is read, and the compressor gives the same on every machine.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::super::line::{address, column_name};
use super::super::problem::FileError;
use super::super::table::Table;

/// What Excel can show.
const MOST_ROWS: usize = 1_048_576;
const MOST_COLUMNS: usize = 16_384;
const LONGEST_CELL: usize = 32_767;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The tables as the sheets of one workbook.
pub(in super::super) fn write(tables: &[Table]) -> Result<Vec<u8>, FileError> {
    check(tables)?;
    let damaged = |reason: String| FileError::Damaged { part: "xlsx".to_owned(), reason };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    let sheets =
        (1..).zip(tables).map(|(number, table)| (format!("xl/worksheets/sheet{number}.xml"), sheet(table)));
    for (path, text) in frame(tables).into_iter().chain(sheets) {
        zip.start_file(path, options).map_err(|error| damaged(error.to_string()))?;
        zip.write_all(text.as_bytes()).map_err(|error| damaged(error.to_string()))?;
    }
    let cursor = zip.finish().map_err(|error| damaged(error.to_string()))?;
    Ok(cursor.into_inner())
}

fn check(tables: &[Table]) -> Result<(), FileError> {
    for table in tables {
        let longest = table.rows.iter().map(Vec::len).chain([table.header.len()]).max().unwrap_or(0);
        if table.rows.len() >= MOST_ROWS {
            return Err(FileError::TooManyRows { limit: MOST_ROWS as u64 - 1 });
        }
        for (row, cells) in (1..).zip([&table.header].into_iter().chain(&table.rows)) {
            // Excel counts in UTF-16
            let long =
                |cell: &&String| cell.len() > LONGEST_CELL && cell.encode_utf16().count() > LONGEST_CELL;
            if let Some((column, _)) = (0..).zip(cells).find(|(_, cell)| long(cell)) {
                return Err(FileError::CellTooLong {
                    cell: address(column, row),
                    limit: LONGEST_CELL as u32,
                });
            }
        }
        if longest > MOST_COLUMNS {
            let column = u32::try_from(longest - 1).unwrap_or(u32::MAX);
            return Err(FileError::TooManyColumns { cell: address(column, 1), limit: MOST_COLUMNS as u32 });
        }
    }
    Ok(())
}

/// All parts beside the sheets.
fn frame(tables: &[Table]) -> Vec<(String, String)> {
    let numbers = || 1..=tables.len();
    let kinds: String = numbers()
        .map(|number| format!("<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{TYPES}.worksheet+xml\"/>"))
        .collect();
    let types = format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{TYPES}.sheet.main+xml\"/>{kinds}\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{TYPES}.styles+xml\"/></Types>"
    );
    let root = format!(
        "{DECLARATION}<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" \
         Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let sheets: String = numbers()
        .zip(sheet_names(tables))
        .map(|(number, name)| {
            format!("<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>", escape(&name))
        })
        .collect();
    let workbook = format!(
        "{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{sheets}</sheets></workbook>"
    );
    let targets: String = numbers()
        .map(|number| format!("<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"))
        .collect();
    let relations = format!(
        "{DECLARATION}<Relationships xmlns=\"{RELATIONS}\">{targets}<Relationship Id=\"rId{}\" Type=\"{OFFICE}/styles\" \
         Target=\"styles.xml\"/></Relationships>",
        tables.len() + 1
    );
    // style 1 is text (format 49), style 2 text in bold for the header
    let styles = format!(
        "{DECLARATION}<styleSheet xmlns=\"{MAIN}\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"等线\"/></font>\
         <font><b/><sz val=\"11\"/><name val=\"等线\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
         <fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/>\
         <diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>\
         </cellStyleXfs><cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
         <xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>\
         <xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>\
         </cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
    );
    [
        ("[Content_Types].xml", types),
        ("_rels/.rels", root),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/styles.xml", styles),
    ]
    .map(|(path, text)| (path.to_owned(), text))
    .to_vec()
}

/// Names that Excel takes, all different.
fn sheet_names(tables: &[Table]) -> Vec<String> {
    let allowed = |character: &char| !character.is_control() && !"[]:*?/\\'".contains(*character);
    let mut names: Vec<String> = Vec::new();
    for table in tables {
        let name: String = table.name.chars().filter(allowed).take(24).collect();
        let taken = |name: &String| {
            name.is_empty() || names.iter().any(|other| other.to_lowercase() == name.to_lowercase())
        };
        let numbered = (names.len() + 1..).map(|number| format!("{name}{number}"));
        let free = [name.clone()].into_iter().chain(numbered).find(|name| !taken(name));
        names.push(free.unwrap_or_default());
    }
    names
}

fn sheet(table: &Table) -> String {
    let mut text = format!(
        "{DECLARATION}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" \
         topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
    );
    // text cells stay text where somebody types a code into a cell below the list
    if !table.header.is_empty() {
        text += &format!(
            "<cols><col min=\"1\" max=\"{}\" width=\"20\" style=\"1\" customWidth=\"1\"/></cols>",
            table.header.len()
        );
    }
    text += "<sheetData>";
    for (row, cells) in (1_u64..).zip([&table.header].into_iter().chain(&table.rows)) {
        text += &format!("<row r=\"{row}\">");
        let style = if row == 1 { 2 } else { 1 };
        for (column, cell) in (0_u32..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            text += &format!(
                "<c r=\"{}{row}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">",
                column_name(column)
            );
            text += &escape(cell);
            text += "</t></is></c>";
        }
        text += "</row>";
    }
    text += "</sheetData></worksheet>";
    text
}

/// `text` as XML takes it; what XML cannot hold, and what looks like it, in the workbook's own escape.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '_' if rest.peek() == Some(&'x') => out.push_str("_x005F_"),
            '\t' | '\n' => out.push(character),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                out.push_str(&format!("_x{:04X}_", u32::from(character)))
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_escaped_and_comes_back() {
        for text in ["a<b>&\"c\"", "\0\u{1}\r", "_x0041_ _x _", "\u{ffff}青\u{1f600}"] {
            let xml = escape(text);
            assert!(!xml.contains(['<', '>', '\0', '\r']));
            let plain =
                xml.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
            assert_eq!(super::super::xml::unescape(&plain), text);
        }
    }

    #[test]
    fn names_of_sheets_are_made_lawful_and_different() {
        let named = |name: &str| Table { name: name.to_owned(), ..Table::default() };
        let long = "x".repeat(40);
        let names = sheet_names(&["a/b:[c]", "", "ABC", "", &long].map(named));
        assert_eq!(names, ["abc", "2", "ABC3", "4", &"x".repeat(24)]);
    }
}
