//! One row as it stands in a file, before anything is made of it.

use super::problem::{FileError, Notice, RowFault};

/// What a file says about a cell's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// A number, in the digits of the file.
    Number,
    /// A number that the workbook shows as a day.
    Day,
    Boolean,
    /// `#REF!` and the like.
    Error,
    /// A formula without a value.
    Uncomputed,
}

/// A row of a file; its buffers are used again for the next.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Its number as spreadsheets show it, from 1.
    pub(super) number: u64,
    /// The cells up to the last separator, in files that have separators.
    pub(super) width: Option<u64>,
    /// What makes the whole row unreadable.
    pub(super) fault: Option<RowFault>,
    text: String,
    /// INVARIANT: columns ascend.
    cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    column: u32,
    kind: Kind,
    start: usize,
    end: usize,
}

impl Line {
    pub(super) fn clear(&mut self, number: u64) {
        self.number = number;
        self.width = None;
        self.fault = None;
        self.text.clear();
        self.cells.clear();
    }

    /// Adds the next cell to the right.
    pub(super) fn push(&mut self, column: u32, kind: Kind, text: &str) {
        debug_assert!(self.cells.last().is_none_or(|last| last.column < column));
        let start = self.text.len();
        self.text.push_str(text);
        self.cells.push(Cell { column, kind, start, end: self.text.len() });
    }

    pub(super) fn get(&self, column: u32) -> Option<(Kind, &str)> {
        // a CSV row holds every column, so the place is the column; a sheet may leave cells out
        let here = usize::try_from(column).ok().and_then(|at| self.cells.get(at));
        let cell = match here.filter(|cell| cell.column == column) {
            Some(cell) => cell,
            None => {
                let at = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
                self.cells.get(at)?
            }
        };
        Some((cell.kind, self.text_of(cell)))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, Kind, &str)> {
        self.cells.iter().map(|cell| (cell.column, cell.kind, self.text_of(cell)))
    }

    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    pub(super) fn last_column(&self) -> Option<u32> {
        self.cells.last().map(|cell| cell.column)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.fault.is_none()
            && self.iter().all(|(_, kind, text)| kind != Kind::Uncomputed && trim(text).is_empty())
    }

    fn text_of(&self, cell: &Cell) -> &str {
        self.text.get(cell.start..cell.end).unwrap_or_default()
    }
}

/// A rectangle of merged cells, rows and columns from 1 and from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merged {
    pub(super) rows: (u64, u64),
    pub(super) columns: (u32, u32),
}

/// A file as a sequence of rows.
pub(super) trait Lines {
    /// Fills `line` with the next row that holds a cell; false at the end.
    fn next(&mut self, line: &mut Line) -> Result<bool, FileError>;

    /// The merged cells near the top, known once the end has been reached.
    fn merged(&self) -> &[Merged] {
        &[]
    }

    /// What is odd about the file, known once the end has been reached.
    fn notices(&self) -> Vec<Notice> {
        Vec::new()
    }
}

/// `text` without white space of any width and without invisible characters at both ends.
pub(super) fn trim(text: &str) -> &str {
    // nearly every cell is trimmed already
    let outer = |byte: Option<&u8>| byte.is_none_or(|&byte| byte <= b' ' || !byte.is_ascii());
    if outer(text.as_bytes().first()) || outer(text.as_bytes().last()) {
        text.trim_matches(|character: char| character.is_whitespace() || is_invisible(character))
    } else {
        text
    }
}

/// Characters that take no room: zero-width, soft hyphen, direction marks, byte order mark.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// The way spreadsheets name a column counted from 0: A, B, ... Z, AA.
pub(super) fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = u64::from(column) + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}

/// The way spreadsheets name a cell: `B12`.
pub(super) fn address(column: u32, row: u64) -> String {
    format!("{}{row}", column_name(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_in_dense_and_sparse_rows() {
        let mut line = Line::default();
        line.clear(3);
        for (column, text) in [(0, "a"), (4, "e"), (9, "j")] {
            line.push(column, Kind::Text, text);
        }
        assert_eq!(
            [0, 1, 4, 9, 10].map(|at| line.get(at).map(|(_, text)| text)),
            [Some("a"), None, Some("e"), Some("j"), None]
        );
    }

    #[test]
    fn columns_go_by_letters() {
        assert_eq!([0, 25, 26, 701, 702, 16_383].map(column_name), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
        assert_eq!(column_name(u32::MAX).len(), 7);
    }

    #[test]
    fn trimming_takes_wide_and_invisible_space() {
        assert_eq!(trim("\u{feff}\u{3000} 青岛\u{a0}\t"), "青岛");
        assert_eq!(trim("a b"), "a b");
        assert_eq!(trim("\u{200b}"), "");
    }
}
