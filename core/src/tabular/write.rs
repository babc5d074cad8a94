//! Lists out: workbooks of text cells first, CSV second, since a CSV reopened in a spreadsheet destroys codes.

use std::borrow::Cow;

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::problem::FileError;
use super::table::Table;

impl Table {
    /// CSV in UTF-8 behind a byte order mark, rows ended by CR LF, as Excel expects it.
    ///
    /// A cell that a spreadsheet would run as a formula (its first character is `=`, `+`, `-`, `@`, a tab or a
    /// return) gets an apostrophe before it: names of firms come from outside. Codes begin with a digit or a
    /// letter and are never changed. A workbook needs no such mark, its cells are text.
    ///
    /// # Errors
    /// [`FileError`] where the text cannot be built.
    pub fn to_csv(&self) -> Result<Vec<u8>, FileError> {
        let damaged = |error: &dyn std::fmt::Display| FileError::Damaged {
            part: "csv".to_owned(),
            reason: error.to_string(),
        };
        let mut builder = WriterBuilder::new();
        builder.terminator(Terminator::CRLF).quote_style(QuoteStyle::Necessary).flexible(true);
        let mut writer = builder.from_writer(b"\xef\xbb\xbf".to_vec());
        for row in [&self.header].into_iter().chain(&self.rows) {
            writer.write_record(row.iter().map(|cell| guarded(cell))).map_err(|error| damaged(&error))?;
        }
        writer.into_inner().map_err(|error| damaged(&error))
    }

    /// A workbook whose only sheet is this table, every cell text.
    ///
    /// # Errors
    /// [`FileError`] where the table is larger than a sheet can be, or the feature `xlsx` is off.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, FileError> {
        workbook(std::slice::from_ref(self))
    }
}

/// A workbook with one sheet for each table, every cell text.
///
/// ```
/// # #[cfg(feature = "xlsx")] {
/// use double_random::tabular::{Table, workbook};
///
/// let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
/// let table = Table { name: "抽取结果".to_owned(), header: row(["代码", "名称"]), rows: vec![row(["913702001635621638", "=1+1"])] };
/// assert!(workbook(&[table])?.starts_with(b"PK"));
/// # }
/// # Ok::<(), double_random::tabular::FileError>(())
/// ```
///
/// # Errors
/// [`FileError`] where a table is larger than a sheet can be, or the feature `xlsx` is off.
pub fn workbook(tables: &[Table]) -> Result<Vec<u8>, FileError> {
    #[cfg(feature = "xlsx")]
    return super::xlsx::write(tables);
    #[cfg(not(feature = "xlsx"))]
    {
        let _ = tables;
        Err(FileError::FeatureOff { format: "xlsx", feature: "xlsx" })
    }
}

fn guarded(cell: &str) -> Cow<'_, [u8]> {
    let bytes = cell.as_bytes();
    match bytes {
        [b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r', ..] => [b"'", bytes].concat().into(),
        _ => bytes.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_codes_are_not_touched() {
        let row = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>();
        let table = Table {
            name: String::new(),
            header: row(&["a", "b"]),
            rows: vec![row(&["=1+1", "913702001635621638"]), row(&["-x\"", "a,b\n"]), row(&["@", "a-b"])],
        };
        let text = String::from_utf8(table.to_csv().unwrap()).unwrap();
        let expected = "\u{feff}a,b\r\n'=1+1,913702001635621638\r\n\"'-x\"\"\",\"a,b\n\"\r\n'@,a-b\r\n";
        assert_eq!(text, expected);
    }
}
