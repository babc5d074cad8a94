//! Rows that name the same thing: said twice, or said differently. The order of rows decides nothing.

use super::rows::{Row, Rows};

/// What became of rows that share a key.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Resolution {
    /// A row, by its index, that says what the row of this number says.
    pub(super) duplicates: Vec<(usize, u64)>,
    /// A row, by its index, that differs from the row of this number; how many rows share the key.
    pub(super) conflicts: Vec<(usize, u64, u64)>,
}

/// Compares rows that share the cells of `key`. `refused` holds the keys of rows that were refused already: such
/// a row may be the right one, so an accepted row beside it is in doubt.
pub(super) fn resolve(rows: &Rows, refused: &Rows, key: &[usize]) -> Resolution {
    let mut resolution = Resolution::default();
    if key.is_empty() {
        return resolution;
    }
    let accepted = rows.iter().enumerate().map(|(index, row)| {
        let cells = Cells::Accepted(row, key);
        Entry { hash: cells.hash(), index: Some(index), row, cells }
    });
    let others = refused.iter().map(|row| {
        let cells = Cells::Refused(row);
        Entry { hash: cells.hash(), index: None, row, cells }
    });
    let mut entries: Vec<_> = accepted.chain(others).collect();
    entries.sort_unstable_by(|a, b| {
        a.hash
            .cmp(&b.hash)
            .then_with(|| a.cells.iter().cmp(b.cells.iter()))
            .then(a.row.number().cmp(&b.row.number()))
    });
    let same = |a: &Entry, b: &Entry| a.hash == b.hash && a.cells.iter().eq(b.cells.iter());
    for group in entries.chunk_by(same).filter(|group| group.len() > 1) {
        compare(group, &mut resolution);
    }
    resolution
}

fn compare(group: &[Entry], resolution: &mut Resolution) {
    let mut members = group.iter().filter_map(|entry| Some((entry.index?, entry.row)));
    let Some((_, first)) = members.next() else {
        return;
    };
    let refused = group.iter().any(|entry| entry.index.is_none());
    if !refused && members.clone().all(|(_, row)| row.cells().eq(first.cells())) {
        resolution.duplicates.extend(members.map(|(index, _)| (index, first.number())));
        return;
    }
    for entry in group {
        let other = group.iter().map(|entry| entry.row.number()).find(|&number| number != entry.row.number());
        if let Some(index) = entry.index {
            resolution.conflicts.push((index, other.unwrap_or(0), group.len() as u64));
        }
    }
}

#[derive(Clone, Copy)]
struct Entry<'a> {
    hash: u64,
    /// Nothing for a row that was refused.
    index: Option<usize>,
    row: Row<'a>,
    cells: Cells<'a>,
}

/// The cells that name a row.
#[derive(Clone, Copy)]
enum Cells<'a> {
    Accepted(Row<'a>, &'a [usize]),
    Refused(Row<'a>),
}

impl<'a> Cells<'a> {
    fn iter(self) -> impl Iterator<Item = Option<&'a str>> {
        let (row, picked) = match self {
            Self::Accepted(row, key) => (row, Some(key)),
            Self::Refused(row) => (row, None),
        };
        let count = picked.map_or_else(|| row.cells().count(), <[usize]>::len);
        (0..count).map(move |at| row.at(picked.map_or(Some(at), |key| key.get(at).copied())?))
    }

    /// FNV-1a, only to sort fast: rows are the same where their cells are.
    fn hash(self) -> u64 {
        self.iter().fold(0xcbf2_9ce4_8422_2325, |hash, cell| {
            let bytes = cell.unwrap_or_default().bytes().chain([0]);
            bytes.fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(width: usize, list: &[(u64, &[&str])]) -> Rows {
        let mut rows = Rows::new((0..width).map(|at| at.to_string()).collect());
        for (number, cells) in list {
            for cell in *cells {
                rows.buffer().push_str(cell);
                assert!(rows.end_cell());
            }
            rows.end_row(*number);
        }
        rows
    }

    #[test]
    fn the_same_is_counted_and_the_different_is_refused() {
        let list = rows(
            2,
            &[
                (2, &["a", "1"]),
                (3, &["b", "1"]),
                (4, &["a", "1"]),
                (5, &["b", "2"]),
                (6, &["c", ""]),
                (7, &["b", "1"]),
                (8, &["d", "1"]),
            ],
        );
        let mut found = resolve(&list, &rows(1, &[(9, &["d"]), (10, &["e"])]), &[0]);
        found.conflicts.sort_unstable();
        assert_eq!(found.duplicates, [(2, 2)]);
        assert_eq!(found.conflicts, [(1, 5, 3), (3, 3, 3), (5, 3, 3), (6, 9, 2)]);
    }

    #[test]
    fn a_key_may_have_several_cells_or_none() {
        let list = rows(2, &[(2, &["a", "1"]), (3, &["a", "2"]), (4, &["a1", ""]), (5, &["a", "1"])]);
        assert_eq!(resolve(&list, &rows(2, &[]), &[0, 1]).duplicates, [(3, 2)]);
        assert_eq!(resolve(&list, &rows(0, &[]), &[]), Resolution::default());
    }
}
