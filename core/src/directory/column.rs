//! 第十条 - a list as columns: a hundred million rows in memory, without an allocation per row.

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

    /// Whether every byte of every text fits.
    pub(super) fn every_byte(&self, fits: impl Fn(u8) -> bool) -> bool {
        // within a part no byte ends the search, so that the processor looks at many at once
        self.bytes.chunks(4096).all(|part| part.iter().fold(true, |all, &byte| all & fits(byte)))
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

/// The number of rows after one more.
pub(super) fn next_row(rows: u32) -> Result<u32, ColumnError> {
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
            texts.iter().for_each(|text| column.push(text).unwrap());
            prop_assert!((0..).zip(&texts).all(|(row, text)| column.get(row) == text));
            prop_assert_eq!((column.len() as usize, column.get(column.len())), (texts.len(), ""));
            let chunked: Vec<(u32, &[u8])> =
                column.chunks(rows).flat_map(|slice| (slice.first()..).zip(slice.iter())).collect();
            let whole: Vec<(u32, &[u8])> = (0..).zip(texts.iter().map(String::as_bytes)).collect();
            prop_assert_eq!(chunked, whole);
        }
    }

    #[test]
    fn a_column_ends_where_a_row_number_would() {
        assert_eq!(next_row(MOST_ROWS - 1), Ok(MOST_ROWS));
        let found = u64::from(MOST_ROWS) + 1;
        assert_eq!(next_row(MOST_ROWS), Err(ColumnError::TooLong { found, most: MOST_ROWS }));
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
    fn refuses_the_row_beyond_the_last() {
        // empty texts: as many rows as allowed, and not one byte
        let mut column = TextColumn { rows: MOST_ROWS - 1, ..TextColumn::default() };
        assert_eq!(column.push(""), Ok(()));
        let error = column.push("").unwrap_err();
        assert_eq!(error.to_string(), "the list has 4294967295 rows, at most 4294967294 are allowed");
        assert_eq!(column.len(), MOST_ROWS);
    }
}
