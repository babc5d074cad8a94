//! 第十条 - no target stands in a list twice: finding the first double among a hundred million ids.

use std::collections::BTreeMap;

use super::column::{TextColumn, TextSlice};

/// Rows per part of the list.
const PART: u32 = 1 << 13;

impl TextColumn {
    /// The first row whose text stood there before, with the row where it first stood: `(earlier, later)`.
    ///
    /// Needs 8 bytes per row for as long as it runs: a number made of a short hash of the text and of the row, so that
    /// after sorting equal texts are neighbours. Texts are compared themselves wherever the hashes are equal, so
    /// the answer is exact.
    ///
    /// ```
    /// use double_random::directory::TextColumn;
    ///
    /// let mut ids = TextColumn::default();
    /// for id in ["a", "b", "c", "b", "a"] {
    ///     ids.push(id)?;
    /// }
    /// assert_eq!(ids.first_duplicate(), Some((1, 3)));
    /// # Ok::<(), double_random::directory::ColumnError>(())
    /// ```
    pub fn first_duplicate(&self) -> Option<(u32, u32)> {
        // as many low bits as the largest row number needs; the hash fills the others, 37 for 100 million rows
        self.first_duplicate_within(u64::MAX << (32 - self.len().leading_zeros()))
    }

    /// [`TextColumn::first_duplicate`] with another mask for the bits of the hash.
    fn first_duplicate_within(&self, hash_bits: u64) -> Option<(u32, u32)> {
        let row_bits = !(u64::MAX << (32 - self.len().leading_zeros()));
        let mut marked = self.marked(hash_bits);
        sort(&mut marked);

        let mut first: Option<(u32, u32)> = None;
        let same_hash = marked.chunk_by(|a, b| a & hash_bits == b & hash_bits);
        for rows in same_hash.filter(|rows| rows.len() > 1) {
            // rows ascend; what lies beyond the best found so far cannot be better
            let rows = rows.iter().map(|marked| (marked & row_bits) as u32);
            let mut seen = BTreeMap::new();
            for row in rows.take_while(|row| first.is_none_or(|(_, later)| *row < later)) {
                if let Some(earlier) = seen.insert(self.bytes(row), row) {
                    first = Some((earlier, row));
                    break;
                }
            }
        }
        first
    }

    /// Per row a hash of its text in `hash_bits`, and its number below.
    pub(super) fn marked(&self, hash_bits: u64) -> Vec<u64> {
        let mut marked = vec![0; self.len() as usize];
        let mark = |(slice, marked): (TextSlice<'_>, &mut [u64])| {
            for ((marked, row), text) in marked.iter_mut().zip(slice.first()..).zip(slice.iter()) {
                *marked = (short_hash(text) & hash_bits) | u64::from(row);
            }
        };
        #[cfg(feature = "parallel")]
        {
            use rayon::prelude::*;
            let parts = marked.par_chunks_mut(PART as usize).enumerate();
            parts.for_each(|(part, marked)| mark((self.slice(part as u32 * PART, PART), marked)));
        }
        #[cfg(not(feature = "parallel"))]
        self.chunks(PART).zip(marked.chunks_mut(PART as usize)).for_each(mark);
        marked
    }
}

pub(super) fn sort(marked: &mut [u64]) {
    #[cfg(feature = "parallel")]
    rayon::slice::ParallelSliceMut::par_sort_unstable(marked);
    #[cfg(not(feature = "parallel"))]
    crate::base::order::Arrange::arrange(marked);
}

/// A hash that only has to be quick and spread well: equal hashes cost time, never a wrong answer.
pub(super) fn short_hash(text: &[u8]) -> u64 {
    /// Two odd numbers without a pattern: the golden ratio's digits, and those of the square root of 2.
    const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
    const START: u64 = 0x6a09_e667_f3bc_c909;
    let fold = |hash: u64, word: u64| {
        let product = u128::from(hash ^ word) * u128::from(MULTIPLIER);
        (product as u64) ^ ((product >> 64) as u64).rotate_left(29)
    };
    let (words, rest) = text.as_chunks::<8>();
    let hash =
        words.iter().fold(START ^ text.len() as u64, |hash, word| fold(hash, u64::from_le_bytes(*word)));
    let rest = rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    fold(fold(hash, rest), START)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn column(texts: &[String]) -> TextColumn {
        let mut column = TextColumn::default();
        texts.iter().for_each(|text| column.push(text).unwrap());
        column
    }

    /// The first repetition, by remembering everything.
    fn by_remembering(texts: &[String]) -> Option<(u32, u32)> {
        let mut seen = BTreeMap::new();
        (0..).zip(texts).find_map(|(row, text)| Some((seen.insert(text, row)?, row)))
    }

    proptest! {
        #[test]
        fn finds_the_first_repetition(texts in prop::collection::vec("[ab]{1,3}|[a-z]{2}|[a-z]{9,20}", 0..60)) {
            let expected = by_remembering(&texts);
            prop_assert_eq!(column(&texts).first_duplicate(), expected);
            // hashes of three bits, then of none: everything is decided by the texts themselves
            prop_assert_eq!(column(&texts).first_duplicate_within(7 << 61), expected);
            prop_assert_eq!(column(&texts).first_duplicate_within(0), expected);
        }
    }

    #[test]
    fn one_double_among_many_parts() {
        let mut texts: Vec<String> = (0..30_000).map(|n| format!("T-{n:05}")).collect();
        assert_eq!(column(&texts).first_duplicate(), None);
        texts[29_999] = "T-00003".into();
        texts[20_000] = "T-19999".into();
        assert_eq!(column(&texts).first_duplicate(), Some((19_999, 20_000)));
        assert_eq!(column(&[]).first_duplicate(), None);
    }

    #[test]
    fn hashes_rarely_meet() {
        // 100,000 codes that differ in one digit or two: 37 bits hold them apart, but for a pair or so
        let mut hashes: Vec<u64> =
            (0..100_000).map(|n| short_hash(format!("91370200{:010}", n * 1000).as_bytes()) >> 27).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert!(hashes.len() > 99_990, "{}", hashes.len());
    }
}
