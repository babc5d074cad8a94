//! 第十条 - a column of few distinct values over many rows: kind, scale, area, risk.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::column::{ColumnError, next_row};

/// Few distinct texts over many rows: a small code per row, one byte while there are at most 255 of them.
///
/// Code 0 is the absent value; the others count up in the order in which values first came.
///
/// ```
/// use double_random::directory::DictionaryColumn;
///
/// let mut kinds = DictionaryColumn::default();
/// kinds.push(Some("餐饮"))?;
/// kinds.push(None)?;
/// kinds.push(Some("餐饮"))?;
/// assert_eq!((kinds.code(0), kinds.code(1), kinds.code(2)), (1, 0, 1));
/// assert_eq!(kinds.get(2), Some("餐饮"));
/// # Ok::<(), double_random::directory::ColumnError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DictionaryColumn {
    codes: Codes,
    /// The value of code `i + 1`.
    values: Vec<Arc<str>>,
    code_of: BTreeMap<Arc<str>, u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Codes {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Default for Codes {
    fn default() -> Self {
        Self::One(Vec::new())
    }
}

impl DictionaryColumn {
    /// An empty column with room for `rows` rows of one byte.
    pub fn with_capacity(rows: u32) -> Self {
        Self { codes: Codes::One(Vec::with_capacity(rows as usize)), ..Self::default() }
    }

    /// Adds a value at the end.
    ///
    /// # Errors
    /// [`ColumnError::TooLong`]: the column is as it was.
    pub fn push(&mut self, value: Option<&str>) -> Result<(), ColumnError> {
        next_row(self.len())?;
        let code = match value {
            None => 0,
            Some(value) => self.code_of.get(value).copied().unwrap_or_else(|| self.learn(value)),
        };
        self.codes.push(code);
        Ok(())
    }

    fn learn(&mut self, value: &str) -> u32 {
        let value: Arc<str> = value.into();
        self.values.push(Arc::clone(&value));
        // INVARIANT: there are at most MOST_ROWS values, one per row
        let code = self.values.len() as u32;
        self.code_of.insert(value, code);
        code
    }

    /// The code of `row`; 0 where the value is absent, and beyond the last row.
    pub fn code(&self, row: u32) -> u32 {
        let row = row as usize;
        let code = match &self.codes {
            Codes::One(codes) => codes.get(row).map(|&code| u32::from(code)),
            Codes::Two(codes) => codes.get(row).map(|&code| u32::from(code)),
            Codes::Four(codes) => codes.get(row).copied(),
        };
        code.unwrap_or(0)
    }

    /// The value of `code`; `None` for code 0 and for codes that are not given.
    pub fn value(&self, code: u32) -> Option<&str> {
        self.values.get(code.checked_sub(1)? as usize).map(|value| &**value)
    }

    /// The value of `row`.
    pub fn get(&self, row: u32) -> Option<&str> {
        self.value(self.code(row))
    }

    /// The distinct values with their codes, codes ascending from 1.
    pub fn values(&self) -> impl Iterator<Item = (u32, &str)> {
        (1..).zip(self.values.iter().map(|value| &**value))
    }

    /// How many codes there are, code 0 among them: the size of a table indexed by code.
    pub fn code_count(&self) -> u32 {
        self.values.len() as u32 + 1
    }

    /// The codes in the order of the rows.
    pub fn codes(&self) -> impl Iterator<Item = u32> {
        (0..self.len()).map(|row| self.code(row))
    }

    /// How many rows there are.
    pub fn len(&self) -> u32 {
        let rows = match &self.codes {
            Codes::One(codes) => codes.len(),
            Codes::Two(codes) => codes.len(),
            Codes::Four(codes) => codes.len(),
        };
        // INVARIANT: push stops at MOST_ROWS
        rows as u32
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of memory that codes and values hold, without the look-up tree.
    pub fn memory_bytes(&self) -> u64 {
        let codes = match &self.codes {
            Codes::One(codes) => codes.capacity(),
            Codes::Two(codes) => codes.capacity() * 2,
            Codes::Four(codes) => codes.capacity() * 4,
        };
        (codes + self.values.iter().map(|value| value.len()).sum::<usize>()) as u64
    }
}

impl Codes {
    /// Adds `code`, with more bytes per row from the first code on that needs them.
    fn push(&mut self, code: u32) {
        match self {
            Self::One(codes) => match u8::try_from(code) {
                Ok(code) => return codes.push(code),
                Err(_) => *self = Self::Two(codes.iter().map(|&code| u16::from(code)).collect()),
            },
            Self::Two(codes) => match u16::try_from(code) {
                Ok(code) => return codes.push(code),
                Err(_) => *self = Self::Four(codes.iter().map(|&code| u32::from(code)).collect()),
            },
            Self::Four(codes) => return codes.push(code),
        }
        self.push(code);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_was_pushed() {
        let values = [Some("餐饮"), None, Some(""), Some("零售"), Some("餐饮"), None];
        let mut column = DictionaryColumn::with_capacity(6);
        values.iter().for_each(|value| column.push(*value).unwrap());
        assert!((0..).zip(values).all(|(row, value)| column.get(row) == value));
        assert_eq!(column.codes().collect::<Vec<_>>(), [1, 0, 2, 3, 1, 0]);
        assert_eq!(column.values().collect::<Vec<_>>(), [(1, "餐饮"), (2, ""), (3, "零售")]);
        assert_eq!((column.len(), column.code(6), column.value(0), column.value(4)), (6, 0, None, None));
    }

    #[test]
    fn codes_grow_from_one_byte_to_four() {
        let mut column = DictionaryColumn::default();
        for (rows, bytes) in [(255, 1), (256, 2), (65_535, 2), (65_536, 4)] {
            (column.len()..rows).for_each(|row| column.push(Some(&row.to_string())).unwrap());
            let size = match &column.codes {
                Codes::One(_) => 1,
                Codes::Two(_) => 2,
                Codes::Four(_) => 4,
            };
            assert_eq!((size, column.code_count()), (bytes, rows + 1));
        }
        assert!((0..65_536).all(|row| column.get(row) == Some(&row.to_string())));
        assert!(column.values().all(|(code, value)| value == (code - 1).to_string()));
    }
}
