//! Text with separators, row by row. The crate `csv` splits; this file adds what it forgives: quotation marks
//! that do not pair, and the numbers of rows as spreadsheets show them.

use std::io::Cursor;

use csv::{Position, StringRecord, Terminator};

use super::line::{Kind, Line, Lines, address};
use super::problem::{FileError, RowFault};

/// The separators a file may use, the usual one first.
pub(super) const SEPARATORS: [u8; 3] = [b',', b'\t', b';'];

/// Text of one row. A mark that is not closed can make the whole file one row.
const LONGEST_ROW: usize = 8 << 20;

/// The rows of a text.
pub(super) struct Records<'a> {
    bytes: &'a [u8],
    separator: u8,
    columns: u32,
    reader: csv::Reader<Cursor<&'a [u8]>>,
    record: StringRecord,
    row: u64,
    after_return: bool,
}

impl<'a> Records<'a> {
    pub(super) fn new(text: &'a str, separator: u8, columns: u32) -> Self {
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(separator).has_headers(false).flexible(true).terminator(Terminator::CRLF);
        let reader = builder.from_reader(Cursor::new(text.as_bytes()));
        let record = StringRecord::new();
        Self { bytes: text.as_bytes(), separator, columns, reader, record, row: 0, after_return: false }
    }

    fn at(&self) -> usize {
        usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX)
    }

    /// Goes on at the line after the one that starts at `start`; gives that line.
    fn skip_line(&mut self, start: usize) -> Result<&'a [u8], csv::Error> {
        let rest = self.bytes.get(start..).unwrap_or_default();
        let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let mut next = Position::new();
        next.set_byte((start + length) as u64);
        self.reader.seek(next)?;
        Ok(rest.get(..length).unwrap_or_default())
    }
}

impl Lines for Records<'_> {
    fn next(&mut self, line: &mut Line) -> Result<bool, FileError> {
        // the text is valid UTF-8 and rows may differ in length, so the reader has nothing to complain about
        let damaged =
            |error: csv::Error| FileError::Damaged { part: "csv".to_owned(), reason: error.to_string() };
        let start = self.at();
        if !self.reader.read_record(&mut self.record).map_err(damaged)? {
            return Ok(false);
        }
        let raw = self.bytes.get(start..self.at()).unwrap_or_default();
        let (blank, body) = split_breaks(raw, self.after_return);
        self.row += blank + 1;
        line.clear(self.row);
        self.after_return = raw.ends_with(b"\r");
        if !quotes_pair(body, self.separator) {
            // a mark that is not closed swallows the rows below it: only the line it stands in is given up
            let lost = self.skip_line(start + raw.len() - body.len()).map_err(damaged)?;
            self.after_return = false;
            line.fault = Some(RowFault::Quoting);
            // its own line break is still ahead and ends it
            self.row = self.row.saturating_sub(u64::from(self.at() < self.bytes.len()));
            line.push(0, Kind::Text, &String::from_utf8_lossy(lost));
            return Ok(true);
        }
        if self.record.as_slice().len() > LONGEST_ROW {
            return Err(FileError::RowTooLong { row: self.row, limit: LONGEST_ROW as u64 });
        }
        for (column, text) in (0..).zip(&self.record) {
            if column < self.columns {
                line.push(column, Kind::Text, text);
            } else if !text.is_empty() {
                let (cell, limit) = (address(column, self.row), self.columns);
                return Err(FileError::TooManyColumns { cell, limit });
            }
        }
        line.width = Some(self.record.len() as u64);
        Ok(true)
    }
}

/// The line breaks before a record's own text, which the splitter passes over, and the rest.
fn split_breaks(raw: &[u8], after_return: bool) -> (u64, &[u8]) {
    let mut rest = raw;
    if after_return && let [b'\n', tail @ ..] = rest {
        rest = tail; // the second half of the last record's own end
    }
    let mut breaks = 0;
    while let [b'\r', b'\n', tail @ ..] | [b'\n' | b'\r', tail @ ..] = rest {
        rest = tail;
        breaks += 1;
    }
    (breaks, rest)
}

/// Whether every quotation mark that opens a cell is closed, and only a separator or the end follows.
///
/// Marks inside a cell that does not open with one are plain text, as every spreadsheet takes them.
fn quotes_pair(record: &[u8], separator: u8) -> bool {
    enum State {
        Start,
        Bare,
        Quoted,
        Closed,
    }
    if !record.contains(&b'"') {
        return true;
    }
    let mut state = State::Start;
    for &byte in record {
        let ends = byte == separator || matches!(byte, b'\r' | b'\n');
        state = match state {
            State::Quoted if byte == b'"' => State::Closed,
            State::Quoted => State::Quoted,
            State::Start if byte == b'"' => State::Quoted,
            State::Closed if byte == b'"' => State::Quoted,
            State::Closed if !ends => return false,
            State::Start | State::Bare | State::Closed if ends => State::Start,
            State::Start | State::Bare | State::Closed => State::Bare,
        };
    }
    !matches!(state, State::Quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(u64, Result<Vec<String>, RowFault>)> {
        let mut records = Records::new(text, b',', 10);
        let mut line = Line::default();
        let mut all = Vec::new();
        while records.next(&mut line).unwrap() {
            let cells = line.iter().map(|(_, _, text)| text.to_owned()).collect();
            all.push((line.number, line.fault.clone().map_or(Ok(cells), Err)));
        }
        all
    }

    fn ok(cells: &[&str]) -> Result<Vec<String>, RowFault> {
        Ok(cells.iter().map(|&cell| cell.to_owned()).collect())
    }

    #[test]
    fn rows_are_numbered_as_spreadsheets_show_them() {
        for newline in ["\n", "\r\n", "\r"] {
            let text = ["", "a,b", "", "", "\"c\"\"", "c\",d", "", "e", ""].join(newline);
            let quoted = format!("c\"{newline}c");
            let expected = [(2, ok(&["a", "b"])), (5, ok(&[&quoted, "d"])), (7, ok(&["e"]))];
            assert_eq!(lines(&text), expected, "{newline:?}");
        }
    }

    #[test]
    fn rows_have_limits() {
        let next = |text: &str| Records::new(text, b',', 2).next(&mut Line::default());
        assert_eq!(next("a,b,,,"), Ok(true));
        assert_eq!(next("a,b,,c"), Err(FileError::TooManyColumns { cell: "D1".to_owned(), limit: 2 }));
        assert_eq!(next(&"x".repeat(LONGEST_ROW)), Ok(true));
        assert!(matches!(next(&"x".repeat(LONGEST_ROW + 1)), Err(FileError::RowTooLong { row: 1, .. })));
    }

    #[test]
    fn a_wrong_quotation_mark_costs_its_own_line_only() {
        for newline in ["\n", "\r\n", "\r"] {
            for wrong in ["\"a,b", "\"a\"x,b", "x,\"", "a,\"b\"\"", "\"a\" ,b"] {
                let text = ["1,2", wrong, "3,\"4\"", "", "5"].join(newline);
                let expected = [
                    (1, ok(&["1", "2"])),
                    (2, Err(RowFault::Quoting)),
                    (3, ok(&["3", "4"])),
                    (5, ok(&["5"])),
                ];
                assert_eq!(lines(&text), expected, "{wrong} {newline:?}");
            }
        }
        assert_eq!(lines("a\n\"b"), [(1, ok(&["a"])), (2, Err(RowFault::Quoting))]);
        assert_eq!(lines("5\" pipe,b"), [(1, ok(&["5\" pipe", "b"]))]);
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { cases: 200, ..Default::default() })]

        #[test]
        fn every_cell_comes_back(
            rows in proptest::collection::vec(proptest::collection::vec("[a,;\"\r\n \t甲]{0,5}", 1..4), 1..5),
            newline in proptest::sample::select(vec!["\n", "\r\n", "\r"]),
        ) {
            // each cell quoted, its quotation marks doubled
            let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let row = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",") + newline;
            let text: String = rows.iter().map(row).collect();
            let expected: Vec<_> = (1..).zip(rows.into_iter().map(Ok)).collect();
            proptest::prop_assert_eq!(lines(&text), expected);
        }
    }
}
