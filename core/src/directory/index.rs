//! From an id to its row: five bytes a row, built in one pass that also meets every duplicate.

use std::hash::{DefaultHasher, Hasher};

use super::column::TextColumn;

/// A slot that holds no row; columns end before it.
const FREE: u32 = u32::MAX;

/// An open hash table of row numbers. The hash decides only where a row is looked for, never a result.
#[derive(Clone, Default)]
pub(super) struct IdIndex {
    slots: Vec<u32>,
}

impl IdIndex {
    /// The index of `ids`; `duplicate` is told each row whose id an earlier row has, and that first row.
    pub(super) fn build(ids: &TextColumn, mut duplicate: impl FnMut(u32, u32)) -> Self {
        // a fifth of the slots stays free, so that a search ends soon
        let count = if ids.is_empty() { 0 } else { ids.len() as usize + ids.len() as usize / 4 + 1 };
        let mut index = Self { slots: vec![FREE; count] };
        for (row, id) in (0..).zip(ids.iter()) {
            let first = index.search(ids, id);
            match first.and_then(|slot| index.slots.get_mut(slot)) {
                Some(slot) if *slot == FREE => *slot = row,
                Some(slot) => duplicate(row, *slot),
                // INVARIANT: there is always a free slot
                None => debug_assert!(false, "no slot for row {row}"),
            }
        }
        index
    }

    /// The row of `id`.
    pub(super) fn row_of(&self, ids: &TextColumn, id: &str) -> Option<u32> {
        let slot = self.search(ids, id.as_bytes())?;
        self.slots.get(slot).copied().filter(|&row| row != FREE)
    }

    /// The slot of `id`, or the free one where it would stand. `None` only if there is no slot at all.
    fn search(&self, ids: &TextColumn, id: &[u8]) -> Option<usize> {
        let mut hasher = DefaultHasher::new();
        hasher.write(id);
        let start = ((u128::from(hasher.finish()) * self.slots.len() as u128) >> 64) as usize;
        let (before, after) = self.slots.split_at_checked(start)?;
        let ends = |&row: &u32| row == FREE || ids.bytes(row) == id;
        let found = after.iter().position(ends).map(|at| start + at);
        found.or_else(|| before.iter().position(ends))
    }

    /// The bytes of memory it holds.
    pub(super) fn memory_bytes(&self) -> u64 {
        self.slots.capacity() as u64 * 4
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_a_map_and_names_the_first_row(texts in prop::collection::vec("[ab]{0,4}", 0..60)) {
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
            let index = IdIndex::build(&ids, |row, first| found.push((row, first)));
            prop_assert_eq!(found, expected);
            for text in texts.iter().map(String::as_str).chain(["", "c", "aaaaa", "ba"]) {
                prop_assert_eq!(index.row_of(&ids, text), first_row.get(text).copied());
            }
        }
    }
}
