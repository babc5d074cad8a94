//! A worksheet, row by row.

use quick_xml::events::{BytesStart, Event};

use super::super::Limits;
use super::super::header::DEEPEST;
use super::super::line::{Kind, Line, Lines, Merged, address};
use super::super::problem::{FileError, Notice};
use super::strings::{Strings, read_text};
use super::xml::{Xml, add_text, attribute, unescape};

/// Text of one row: ten columns of Excel's longest cells, and far more than any list has.
const LONGEST_ROW: usize = 8 << 20;
/// Merged cells near the header, far above any real number.
const MOST_MERGED: usize = 10_000;
/// From so many empty formatted cells on the receipt tells of them.
const MANY_EMPTY: u64 = 100_000;

/// The rows of a sheet that hold something.
pub(super) struct Sheet<'a> {
    xml: Xml<'a>,
    strings: &'a Strings,
    days: &'a [bool],
    limits: &'a Limits,
    in_data: bool,
    /// The row being read, or the last one.
    row: u64,
    /// The column of the next cell that does not name its own.
    column: u32,
    cells: u64,
    empty: u64,
    declared: Option<Merged>,
    merged: Vec<Merged>,
    value: String,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(xml: Xml<'a>, strings: &'a Strings, days: &'a [bool], limits: &'a Limits) -> Self {
        Self {
            xml,
            strings,
            days,
            limits,
            in_data: false,
            row: 0,
            column: 0,
            cells: 0,
            empty: 0,
            declared: None,
            merged: Vec::new(),
            value: String::new(),
        }
    }

    /// Starts the row that `named` names, or the next one. Rows must ascend: a second row of one number could
    /// hide the first.
    fn start_row(&mut self, named: Option<Option<u64>>, line: &mut Line) -> Result<(), FileError> {
        let next = self.row + 1;
        let row = named.unwrap_or(Some(next)).filter(|&row| row >= next && row <= u64::from(u32::MAX));
        self.row = row.ok_or_else(|| self.xml.damaged("its rows are not in order"))?;
        self.column = 0;
        line.clear(self.row);
        Ok(())
    }

    /// Where the cell stands.
    fn place(&self, named: Option<Option<(u32, u64)>>, line: &Line) -> Result<u32, FileError> {
        let column = match named {
            None => Some(self.column),
            Some(place) => place.filter(|&(_, row)| row == self.row).map(|(column, _)| column),
        };
        let in_order = column.filter(|&column| line.last_column().is_none_or(|last| last < column));
        in_order.filter(|_| self.row > 0).ok_or_else(|| self.xml.damaged("its cells are not in order"))
    }

    /// Reads the cell up to its end and puts it on the line if it holds something.
    fn cell(&mut self, column: u32, cell: &CellTag, line: &mut Line) -> Result<(), FileError> {
        self.value.clear();
        let (mut in_value, mut formula) = (false, false);
        loop {
            let defined = match self.xml.next()? {
                Event::Eof => return Err(self.xml.damaged("it ends too early")),
                Event::Start(tag) => {
                    match tag.local_name().as_ref() {
                        // an inline text also has a value, which says the same
                        "v" => in_value = cell.kind != CellType::Inline,
                        "f" => formula = true,
                        "is" => {
                            let limit = LONGEST_ROW as u64;
                            read_text(&mut self.xml, "is", limit, &mut self.value)?;
                        }
                        _ => {}
                    }
                    true
                }
                Event::Empty(tag) => {
                    formula |= tag.local_name().as_ref() == "f";
                    true
                }
                Event::End(tag) => match tag.local_name().as_ref() {
                    "c" => break,
                    "v" => {
                        in_value = false;
                        true
                    }
                    _ => true,
                },
                event if in_value => add_text(&event, &mut self.value),
                _ => true,
            };
            if !defined {
                return Err(self.xml.damaged("it has an unknown entity"));
            }
            if self.value.len() > LONGEST_ROW {
                return Err(self.xml.damaged("a cell is too long"));
            }
        }
        self.keep(column, cell, formula, line)
    }

    fn keep(&mut self, column: u32, cell: &CellTag, formula: bool, line: &mut Line) -> Result<(), FileError> {
        let damaged = |reason: &str| Err(self.xml.damaged(reason));
        let value = self.value.as_str();
        let uncomputed = formula && value.is_empty() && cell.kind != CellType::Text;
        let text;
        let (kind, value) = match cell.kind {
            _ if uncomputed => (Kind::Uncomputed, ""),
            CellType::Shared if value.is_empty() => (Kind::Text, ""),
            CellType::Shared => match value.trim().parse().ok().and_then(|at| self.strings.get(at)) {
                Some(value) => (Kind::Text, value),
                None => return damaged("a cell names a shared text that is not there"),
            },
            CellType::Text | CellType::Inline => {
                text = unescape(value);
                (Kind::Text, text.as_ref())
            }
            CellType::Day => (Kind::Text, value),
            CellType::Boolean => match value.trim() {
                "" => (Kind::Text, ""),
                "0" | "false" => (Kind::Boolean, "FALSE"),
                "1" | "true" => (Kind::Boolean, "TRUE"),
                _ => return damaged("a truth value is neither 0 nor 1"),
            },
            CellType::Error => (Kind::Error, value),
            CellType::Number => match (is_number(value.trim()), self.days.get(cell.style)) {
                (true, Some(true)) => (Kind::Day, value.trim()),
                (true, _) => (Kind::Number, value.trim()),
                (false, _) => (Kind::Text, value),
            },
            CellType::Unknown => return damaged("a cell is of an unknown type"),
        };
        if value.is_empty() && kind != Kind::Uncomputed {
            self.empty += 1;
            return Ok(());
        }
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(FileError::TooManyCells { limit: self.limits.cells });
        }
        if column >= self.limits.columns {
            let (cell, limit) = (address(column, self.row), self.limits.columns);
            return Err(FileError::TooManyColumns { cell, limit });
        }
        line.push(column, kind, value);
        if line.bytes() > LONGEST_ROW {
            return damaged("a row is too long");
        }
        Ok(())
    }

    fn merge(&mut self, range: Option<Merged>) -> Result<(), FileError> {
        // only those near the header matter
        if let Some(range) = range.filter(|range| range.rows.0 <= DEEPEST) {
            self.merged.push(range);
        }
        if self.merged.len() > MOST_MERGED {
            return Err(self.xml.damaged("it has too many merged cells"));
        }
        Ok(())
    }
}

impl Lines for Sheet<'_> {
    fn next(&mut self, line: &mut Line) -> Result<bool, FileError> {
        loop {
            let event = self.xml.next()?;
            let is_empty = matches!(event, Event::Empty(_));
            match event {
                Event::Eof => return Ok(false),
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "sheetData" => self.in_data = !is_empty,
                    "row" if self.in_data => {
                        let named = attribute(&tag, "r").map(|row| row.parse().ok());
                        self.start_row(named, line)?;
                    }
                    "c" if self.in_data => {
                        let cell = CellTag::of(&tag);
                        let column = self.place(cell.place, line)?;
                        self.column = column.saturating_add(1);
                        if is_empty {
                            self.empty += 1;
                        } else {
                            self.cell(column, &cell, line)?;
                        }
                    }
                    "dimension" => {
                        self.declared = attribute(&tag, "ref").and_then(|range| parse_range(&range))
                    }
                    "mergeCell" => {
                        let range = attribute(&tag, "ref").and_then(|range| parse_range(&range));
                        self.merge(range)?;
                    }
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "row" if self.in_data && line.last_column().is_some() => return Ok(true),
                    "sheetData" => self.in_data = false,
                    _ => {}
                },
                _ => {}
            }
        }
    }

    fn merged(&self) -> &[Merged] {
        &self.merged
    }

    fn notices(&self) -> Vec<Notice> {
        let declared = self.declared.and_then(|range| {
            let rows = range.rows.1.checked_sub(range.rows.0)? + 1;
            let declared = rows.saturating_mul(u64::from(range.columns.1.checked_sub(range.columns.0)?) + 1);
            let limit = self.limits.cells;
            (declared > limit).then(|| Notice::DeclaredSize { range: range.to_string(), declared, limit })
        });
        let empty = (self.empty >= MANY_EMPTY).then_some(Notice::EmptyCells { count: self.empty });
        declared.into_iter().chain(empty).collect()
    }
}

/// What the tag of a cell says.
struct CellTag {
    /// Its own address, if it names one; nothing inside if that is no address.
    place: Option<Option<(u32, u64)>>,
    style: usize,
    kind: CellType,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CellType {
    Shared,
    /// The result of a formula.
    Text,
    Inline,
    /// A day in ISO 8601.
    Day,
    Boolean,
    Error,
    Number,
    Unknown,
}

impl CellTag {
    fn of(tag: &BytesStart) -> Self {
        let kind = match attribute(tag, "t").as_deref() {
            Some("s") => CellType::Shared,
            Some("str") => CellType::Text,
            Some("inlineStr") => CellType::Inline,
            Some("d") => CellType::Day,
            Some("b") => CellType::Boolean,
            Some("e") => CellType::Error,
            Some("n") | None => CellType::Number,
            Some(_) => CellType::Unknown,
        };
        let style = attribute(tag, "s").and_then(|style| style.parse().ok()).unwrap_or(0);
        Self { place: attribute(tag, "r").map(|place| parse_address(&place)), style, kind }
    }
}

/// The column from 0 and the row from 1 of `B12`.
fn parse_address(text: &str) -> Option<(u32, u64)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at_checked(letters)?;
    let value = |byte: u8| u32::from(byte.to_ascii_uppercase().wrapping_sub(b'A')) + 1;
    let column =
        letters.bytes().try_fold(0_u32, |column, byte| column.checked_mul(26)?.checked_add(value(byte)));
    let row =
        digits.parse().ok().filter(|&row| row > 0 && digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some((column?.checked_sub(1)?, row))
}

fn parse_range(text: &str) -> Option<Merged> {
    let (start, end) = text.split_once(':').unwrap_or((text, text));
    let ((left, top), (right, bottom)) = (parse_address(start)?, parse_address(end)?);
    Some(Merged { rows: (top.min(bottom), top.max(bottom)), columns: (left.min(right), left.max(right)) })
}

fn is_number(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_nonsense_is_not() {
        assert_eq!(parse_address("A1"), Some((0, 1)));
        assert_eq!(parse_address("XFD1048576"), Some((16_383, 1_048_576)));
        for text in ["", "A", "1", "A0", "1A", "A-1", "A1B", "ÄA1", "ZZZZZZZZ1", "A99999999999999999999"] {
            assert_eq!(parse_address(text), None, "{text}");
        }
        assert_eq!(parse_range("C3:B2"), Some(Merged { rows: (2, 3), columns: (1, 2) }));
        assert_eq!(parse_range("C3"), Some(Merged { rows: (3, 3), columns: (2, 2) }));
    }
}
