//! 第十条 - a list as columns: a hundred million rows in memory, without an allocation per row.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::problem::problems;

/// The most rows a column holds, so that a row number is a `u32` and one value stays free.
pub const MOST_ROWS: u32 = u32::MAX - 1;

problems! {
    /// Why a column takes no further row.
    pub enum ColumnError {
        /// [`MOST_ROWS`] rows are there already.
        TooLong { found: u64, most: u32 } = "list-too-long" @ A10 {
            zh: "名录有 {found} 行，最多 {most} 行",
            en: "the list has {found} rows, at most {most} are allowed",
            hint_zh: "按地区拆成几份名录，分别抽取",
            hint_en: "split the list by area and draw from each part",
        }
    }
}

/// Texts in one byte buffer. While all have the same length no offsets are kept: 18 bytes a credit code.
///
/// ```
/// use double_random::directory::TextColumn;
///
/// let mut ids = TextColumn::default();
/// ids.push("T-0001")?;
/// ids.push("T-0002")?;
/// assert_eq!((ids.len(), ids.get(1), ids.get(2)), (2, "T-0002", ""));
/// # Ok::<(), double_random::directory::ColumnError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct TextColumn {
    bytes: Vec<u8>,
    rows: u32,
    ends: Ends,
    /// How many rows are expected, should offsets become necessary.
    expected: u32,
}

/// Where each text ends.
#[derive(Debug, Clone)]
enum Ends {
    /// All texts have this many bytes.
    Every(usize),
    /// One end per row; 64 bits, since a column may be larger than 4 GB.
    At(Vec<u64>),
}

impl Default for Ends {
    fn default() -> Self {
        Self::Every(0)
    }
}

impl TextColumn {
    /// An empty column with room for `rows` texts of `bytes` in all.
    pub fn with_capacity(rows: u32, bytes: u64) -> Self {
        let capacity = usize::try_from(bytes).unwrap_or(0);
        Self { bytes: Vec::with_capacity(capacity), expected: rows, ..Self::default() }
    }

    /// Adds a text at the end.
    ///
    /// # Errors
    /// [`ColumnError::TooLong`]: the column is as it was.
    pub fn push(&mut self, text: &str) -> Result<(), ColumnError> {
        let rows = next_row(self.rows)?;
        if self.rows == 0 {
            self.ends = Ends::Every(text.len());
        }
        if let Ends::Every(width) = self.ends
            && width != text.len()
        {
            let mut ends = Vec::with_capacity(self.expected.max(rows) as usize);
            ends.extend((1..=u64::from(self.rows)).map(|row| row * width as u64));
            self.ends = Ends::At(ends);
        }
        self.bytes.extend_from_slice(text.as_bytes());
        if let Ends::At(ends) = &mut self.ends {
            ends.push(self.bytes.len() as u64);
        }
        self.rows = rows;
        Ok(())
    }

    /// The text of `row`; empty beyond the last row.
    pub fn get(&self, row: u32) -> &str {
        // INVARIANT: every slice is one that push took from a &str
        std::str::from_utf8(self.bytes(row)).unwrap_or_default()
    }

    /// The bytes of `row`; none beyond the last row.
    pub fn bytes(&self, row: u32) -> &[u8] {
        self.slice(row, 1).iter().next().unwrap_or_default()
    }

    /// How many rows there are.
    pub fn len(&self) -> u32 {
        self.rows
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// All texts in the order of the rows, as bytes.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.slice(0, self.rows).iter()
    }

    /// The rows from `first` on, at most `rows` of them: a part of the column for one thread.
    pub fn slice(&self, first: u32, rows: u32) -> TextSlice<'_> {
        let first = first.min(self.rows);
        let end = first.saturating_add(rows).min(self.rows);
        let (start_byte, texts) = match &self.ends {
            Ends::Every(width) => (first as usize * width, Texts::Every { width: *width, rows: end - first }),
            Ends::At(ends) => {
                let before = first.checked_sub(1).and_then(|row| ends.get(row as usize));
                let start = before.copied().unwrap_or(0);
                let ends = ends.get(first as usize..end as usize).unwrap_or_default();
                (start as usize, Texts::At { start, ends })
            }
        };
        TextSlice { first, bytes: self.bytes.get(start_byte..).unwrap_or_default(), texts }
    }

    /// The column in parts of `rows` rows each, the last one shorter.
    pub fn chunks(&self, rows: u32) -> impl Iterator<Item = TextSlice<'_>> {
        let rows = rows.max(1);
        (0..self.rows.div_ceil(rows)).map(move |chunk| self.slice(chunk * rows, rows))
    }

    /// The bytes of memory it holds.
    pub fn memory_bytes(&self) -> u64 {
        let ends = match &self.ends {
            Ends::Every(_) => 0,
            Ends::At(ends) => ends.capacity() * size_of::<u64>(),
        };
        (self.bytes.capacity() + ends) as u64
    }
}

impl PartialEq for TextColumn {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows && self.iter().eq(other.iter())
    }
}

impl Eq for TextColumn {}

/// Some neighbouring rows of a [`TextColumn`].
#[derive(Debug, Clone, Copy)]
pub struct TextSlice<'a> {
    first: u32,
    /// From the first text on, beyond the last one.
    bytes: &'a [u8],
    texts: Texts<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Texts<'a> {
    Every { width: usize, rows: u32 },
    At { start: u64, ends: &'a [u64] },
}

impl<'a> TextSlice<'a> {
    /// The row number of its first text.
    pub fn first(&self) -> u32 {
        self.first
    }

    /// How many rows it has.
    pub fn len(&self) -> u32 {
        match self.texts {
            Texts::Every { rows, .. } => rows,
            Texts::At { ends, .. } => ends.len() as u32,
        }
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The length of its texts and all their bytes, where the whole column has texts of one length.
    pub fn fixed(&self) -> Option<(usize, &'a [u8])> {
        match self.texts {
            Texts::Every { width, rows } => Some((width, self.bytes.get(..width * rows as usize)?)),
            Texts::At { .. } => None,
        }
    }

    /// The texts in the order of the rows, as bytes.
    pub fn iter(self) -> impl Iterator<Item = &'a [u8]> {
        let mut rest = self.bytes;
        let mut before = 0;
        (0..self.len()).map(move |row| {
            let width = match self.texts {
                Texts::Every { width, .. } => width,
                Texts::At { start, ends } => {
                    let end = ends.get(row as usize).map_or(start, |end| *end) - start;
                    (end - std::mem::replace(&mut before, end)) as usize
                }
            };
            let (text, after) = rest.split_at_checked(width).unwrap_or_default();
            rest = after;
            text
        })
    }
}

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

/// The number of rows after one more.
fn next_row(rows: u32) -> Result<u32, ColumnError> {
    if rows >= MOST_ROWS {
        return Err(ColumnError::TooLong { found: u64::from(rows) + 1, most: MOST_ROWS });
    }
    Ok(rows + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn gives_back_what_was_pushed(texts in prop::collection::vec("[a-c]{0,3}|x{20}|餐饮", 0..40), rows in 1..9u32) {
            let mut column = TextColumn::default();
            let mut values = DictionaryColumn::default();
            for text in &texts {
                column.push(text).unwrap();
                values.push((text != "x").then_some(text)).unwrap();
            }
            let read = |row: usize| (column.get(row as u32), values.get(row as u32));
            for (row, text) in texts.iter().enumerate() {
                prop_assert_eq!(read(row), (text.as_str(), (text != "x").then_some(text.as_str())));
            }
            prop_assert_eq!(read(texts.len()), ("", None));
            let chunked: Vec<(u32, &[u8])> =
                column.chunks(rows).flat_map(|slice| (slice.first()..).zip(slice.iter())).collect();
            let whole: Vec<(u32, &[u8])> = (0..).zip(texts.iter().map(String::as_bytes)).collect();
            prop_assert_eq!(chunked, whole);
        }
    }

    #[test]
    fn keeps_no_offsets_until_two_lengths_differ() {
        let mut column = TextColumn::with_capacity(3, 7);
        column.push("aaa").unwrap();
        column.push("bbb").unwrap();
        assert_eq!(column.slice(1, 9).fixed(), Some((3, b"bbb".as_slice())));
        assert_eq!(column.memory_bytes(), 7);
        column.push("c").unwrap();
        assert_eq!(column.slice(1, 9).fixed(), None);
        assert_eq!(column.memory_bytes(), 7 + 3 * 8);
        assert_eq!(column.iter().collect::<Vec<_>>(), [b"aaa".as_slice(), b"bbb", b"c"]);
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

    #[test]
    fn refuses_the_row_beyond_the_last() {
        // empty texts: as many rows as allowed, and not one byte
        let mut column = TextColumn { rows: MOST_ROWS - 1, ..TextColumn::default() };
        assert_eq!(column.push(""), Ok(()));
        let error = column.push("").unwrap_err();
        assert_eq!(error.to_string(), "the list has 4294967295 rows, at most 4294967294 are allowed");
        assert_eq!(column.len(), MOST_ROWS);
    }
}
