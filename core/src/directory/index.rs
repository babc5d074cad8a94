//! From an id to its row: four bytes a row, and every duplicate met while it is built.

use std::collections::BTreeMap;

use super::column::TextColumn;
use super::doubled::{short_hash, sort};

/// The rows of a list of ids in the order of a short hash, which decides only where a row is looked for.
#[derive(Clone, Default)]
pub(super) struct IdIndex {
    rows: Vec<u32>,
    hash_bits: u64,
}

impl IdIndex {
    /// The index of `ids`; `duplicate` is told each row whose id an earlier row has, and the first such row.
    ///
    /// Needs 8 bytes more per row for as long as it runs.
    pub(super) fn build(ids: &TextColumn, duplicate: impl FnMut(u32, u32)) -> Self {
        // as many low bits as the largest row number needs
        Self::build_within(ids, u64::MAX << (u32::BITS - ids.len().leading_zeros()), duplicate)
    }

    /// The same with fewer bits of the hash.
    fn build_within(ids: &TextColumn, hash_bits: u64, mut duplicate: impl FnMut(u32, u32)) -> Self {
        let mut marked = ids.marked(hash_bits);
        sort(&mut marked);
        let row = |marked: &u64| (marked & u64::from(u32::MAX >> ids.len().leading_zeros())) as u32;
        for equal in
            marked.chunk_by(|one, other| one & hash_bits == other & hash_bits).filter(|rows| rows.len() > 1)
        {
            let mut first = BTreeMap::new();
            for row in equal.iter().map(row) {
                let first = *first.entry(ids.bytes(row)).or_insert(row);
                if first != row {
                    duplicate(row, first);
                }
            }
        }
        Self { rows: marked.iter().map(row).collect(), hash_bits }
    }

    /// The row of `id`.
    pub(super) fn row_of(&self, ids: &TextColumn, id: &str) -> Option<u32> {
        let hash = |text: &[u8]| short_hash(text) & self.hash_bits;
        let wanted = hash(id.as_bytes());
        let start = self.rows.partition_point(|&row| hash(ids.bytes(row)) < wanted);
        let candidates = self.rows.iter().skip(start).copied();
        let mut candidates = candidates.take_while(|&row| hash(ids.bytes(row)) == wanted);
        candidates.find(|&row| ids.bytes(row) == id.as_bytes())
    }

    /// The bytes of memory it holds.
    pub(super) fn memory_bytes(&self) -> u64 {
        self.rows.capacity() as u64 * 4
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_a_map_and_names_the_first_row(texts in prop::collection::vec("[ab]{0,4}", 0..60),
            hash_bits in prop::sample::select(vec![0, 7 << 61, u64::MAX << 6]),
        ) {
            let mut ids = TextColumn::default();
            let mut first_row = BTreeMap::new();
            let mut expected = Vec::new();
            for (row, text) in (0..).zip(&texts) {
                ids.push(text).unwrap();
                let first = *first_row.entry(text.as_str()).or_insert(row);
                if first != row {
                    expected.push((row, first));
                }
            }
            let mut found = Vec::new();
            let index = IdIndex::build_within(&ids, hash_bits, |row, first| found.push((row, first)));
            found.sort_unstable();
            prop_assert_eq!(found, expected);
            for text in texts.iter().map(String::as_str).chain(["", "c", "aaaaa", "ba"]) {
                prop_assert_eq!(index.row_of(&ids, text), first_row.get(text).copied());
            }
        }
    }
}
