//! Proofs that a row is in a list, or that an id is not.
//!
//! A proof of absence shows the two rows between which the id would stand, as hashes. It proves something only where
//! somebody with the whole list has checked that it was sorted: whoever makes up the tree may hide a row by putting it out
//! of its place. `verify` with the lists makes the tree anew, and is that check.

use serde::{Deserialize, Serialize};

use super::{Path, leaf};
use crate::base::json::Int53;
use crate::base::suite::{Digest, Suite};

/// The proof that a leaf is number `index` of a list of `count`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inclusion {
    /// How many rows the list has.
    pub count: Int53,
    /// The place of the row, from 0.
    pub index: Int53,
    /// The way to the root.
    pub path: Path,
}

/// The proof that an id is not in a list of `count`: it would stand at `index`, and there its neighbours meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// How many rows the list has.
    pub count: Int53,
    /// How many of them come before the id.
    pub index: Int53,
    /// The row before; null where the id would be the first.
    pub before: Option<Neighbour>,
    /// The row after; null where it would be the last. What its path shares with the end of the other path is left out.
    pub after: Option<Neighbour>,
}

/// A row as hashes, with its way to the root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Neighbour {
    /// The hash of its id.
    pub idh: Digest,
    /// The hash of its row.
    pub rowh: Digest,
    /// The way to the root.
    pub path: Path,
}

impl Inclusion {
    /// A proof of nothing: it holds for no leaf.
    pub(crate) const EMPTY: Self = Self { count: Int53::ZERO, index: Int53::ZERO, path: Path(Vec::new()) };

    /// Whether `leaf` is where the proof says, in the list of `count` rows with this `root`.
    pub fn holds(&self, suite: Suite, count: u64, root: Digest, leaf: Digest) -> bool {
        self.count.get() == count && self.path.root(suite, self.index.get(), count, leaf) == Some(root)
    }
}

impl Absence {
    /// Whether no row of the list of `count` rows with this `root` has this `idh`, given that the list is sorted.
    pub fn holds(&self, suite: Suite, count: u64, root: Digest, idh: Digest) -> bool {
        let index = self.index.get();
        let leads = |neighbour: &Neighbour, path: &Path, at: u64| {
            path.root(suite, at, count, leaf(suite, neighbour.idh, neighbour.rowh)) == Some(root)
        };
        let before = match (&self.before, index.checked_sub(1)) {
            (None, None) => true,
            (Some(before), Some(at)) => before.idh < idh && leads(before, &before.path, at),
            _ => false,
        };
        let after = match (&self.after, &self.before) {
            (None, _) => index == count,
            (Some(after), None) => idh < after.idh && leads(after, &after.path, index),
            (Some(after), Some(before)) => {
                let path = after.path.with_shared(&before.path, index, count);
                idh < after.idh && path.is_some_and(|path| leads(after, &path, index))
            }
        };
        let empty = count > 0 || root == super::empty(suite);
        self.count.get() == count && before && after && empty
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::json;
    use crate::base::merkle::{BuiltTree, Tree};

    const SUITE: Suite = Suite::Sha256;

    /// PATH of RFC 9162, section 2.1.3.1, word for word.
    fn by_definition(index: usize, leaves: &[Digest]) -> Vec<Digest> {
        if leaves.len() < 2 {
            return vec![];
        }
        let k = 1 << (leaves.len() - 1).ilog2();
        let root = |leaves: &[Digest]| {
            let mut tree = Tree::new(SUITE);
            leaves.iter().for_each(|&leaf| tree.push(leaf));
            tree.root()
        };
        let (left, right) = leaves.split_at(k);
        let (mut path, other) = if index < k {
            (by_definition(index, left), root(right))
        } else {
            (by_definition(index - k, right), root(left))
        };
        path.push(other);
        path
    }

    /// Rows sorted by idh: idh ends with an even number, so that there is always one in between.
    fn rows(count: u64) -> Vec<(Digest, Digest)> {
        let number = |n: u64| {
            let mut bytes = [0; 32];
            bytes[24..].copy_from_slice(&n.to_be_bytes());
            Digest(bytes)
        };
        (1..=count).map(|n| (number(2 * n), SUITE.hash([n.to_be_bytes().as_slice()]))).collect()
    }

    fn leaves(rows: &[(Digest, Digest)]) -> Vec<Digest> {
        rows.iter().map(|&(idh, rowh)| leaf(SUITE, idh, rowh)).collect()
    }

    #[test]
    fn paths_are_those_of_the_definition() {
        for count in (1..40).chain([255, 256, 257, 511, 513, 700, 1025]) {
            let leaves = leaves(&rows(count));
            let tree = BuiltTree::of(SUITE, &leaves);
            let at = |index: u64| leaves[index as usize];
            let step = if count < 40 { 1 } else { 61 };
            for index in (0..count).step_by(step).chain([count - 1]) {
                let proof = tree.inclusion(index, at);
                assert_eq!(proof.path.0, by_definition(index as usize, &leaves), "{index} of {count}");
                assert!(proof.holds(SUITE, count, tree.root(), at(index)));
            }
        }
        assert_eq!(BuiltTree::of(SUITE, &[]).root(), SUITE.hash([]));
    }

    #[test]
    fn a_proof_is_bound_to_its_leaf_place_size_and_root() {
        for count in [1, 2, 3, 7, 8, 300] {
            let leaves = leaves(&rows(count));
            let tree = BuiltTree::of(SUITE, &leaves);
            let at = |index: u64| leaves[index as usize];
            for index in (0..count).step_by(7) {
                let proof = tree.inclusion(index, at);
                for other in (0..count).filter(|other| *other != index) {
                    assert!(!proof.holds(SUITE, count, tree.root(), at(other)));
                    let moved = Inclusion { index: Int53::count(other), ..proof.clone() };
                    assert!(!moved.holds(SUITE, count, tree.root(), at(index)));
                }
                // another size is refused, whether the proof or the checker says so; also where the path would do
                for size in [0, count - 1, count + 1, 2 * count, u64::MAX] {
                    assert!(!proof.holds(SUITE, size, tree.root(), at(index)), "{size} for {count}");
                }
                let resized = Inclusion { count: Int53::count(count + 1), ..proof.clone() };
                assert!(!resized.holds(SUITE, count, tree.root(), at(index)));
                assert!(!proof.holds(SUITE, count, at(0), at(index)) || count == 1);
                let longer = Path([proof.path.0.clone(), vec![at(0)]].concat());
                assert!(!Inclusion { path: longer, ..proof.clone() }.holds(
                    SUITE,
                    count,
                    tree.root(),
                    at(index)
                ));
            }
        }
    }

    #[test]
    fn no_byte_of_a_written_proof_can_change() {
        let rows = rows(11);
        let leaves = leaves(&rows);
        let tree = BuiltTree::of(SUITE, &leaves);
        let inclusion = tree.inclusion(9, |at| leaves[at as usize]);
        let absence = tree.absence(7, |at| rows[at as usize]);
        let missing = between(&rows, 7);
        let holds = |text: &str| {
            let inclusion: Option<Inclusion> = json::parse(text).and_then(json::shaped).ok();
            let absence: Option<Absence> = json::parse(text).and_then(json::shaped).ok();
            inclusion.is_some_and(|proof| proof.holds(SUITE, 11, tree.root(), leaves[9]))
                || absence.is_some_and(|proof| proof.holds(SUITE, 11, tree.root(), missing))
        };
        for text in [json::canonical(&inclusion).unwrap(), json::canonical(&absence).unwrap()] {
            assert!(holds(&text));
            for at in 0..text.len() {
                for other in [b'0', b'1', b'A', b'f', b' ', b'"'] {
                    let mut changed = text.clone().into_bytes();
                    if std::mem::replace(&mut changed[at], other) != other {
                        let changed = String::from_utf8(changed).unwrap();
                        assert!(!holds(&changed), "{changed}");
                    }
                }
            }
        }
    }

    /// An idh that would come to stand at `index`.
    fn between(rows: &[(Digest, Digest)], index: u64) -> Digest {
        let mut idh = rows.get((index as usize).wrapping_sub(1)).map_or(Digest([0; 32]), |row| row.0);
        idh.0[31] += 1;
        idh
    }

    #[test]
    fn absence_is_shown_by_two_neighbours_and_never_of_what_is_there() {
        for count in [0, 1, 2, 3, 5, 8, 13, 300] {
            let rows = rows(count);
            let at = |index: u64| rows[index as usize];
            let tree = BuiltTree::of(SUITE, &leaves(&rows));
            let step = if count < 40 { 1 } else { 23 };
            for index in (0..=count).step_by(step).chain([count]) {
                let proof = tree.absence(index, at);
                let missing = between(&rows, index);
                assert!(proof.holds(SUITE, count, tree.root(), missing), "{index} of {count}");
                assert!(!proof.holds(SUITE, count + 1, tree.root(), missing));
                assert!(!proof.holds(SUITE, count, Digest([1; 32]), missing));
                // neither of an id that is there nor of one that would stand elsewhere
                assert!(!rows.iter().any(|row| proof.holds(SUITE, count, tree.root(), row.0)));
                let elsewhere = (0..=count).filter(|other| *other != index);
                for other in elsewhere {
                    assert!(!proof.holds(SUITE, count, tree.root(), between(&rows, other)));
                    let moved = Absence { index: Int53::count(other), ..proof.clone() };
                    assert!(!moved.holds(SUITE, count, tree.root(), missing));
                }
                for gone in
                    [Absence { before: None, ..proof.clone() }, Absence { after: None, ..proof.clone() }]
                {
                    assert!(gone == proof || !gone.holds(SUITE, count, tree.root(), missing));
                }
            }
        }
        // rows that are not neighbours show nothing: the row between them is what they would hide
        let rows = rows(8);
        let tree = BuiltTree::of(SUITE, &leaves(&rows));
        let (low, high) = (tree.absence(3, |at| rows[at as usize]), tree.absence(5, |at| rows[at as usize]));
        let wide = Absence { after: high.after, ..low };
        assert!(!wide.holds(SUITE, 8, tree.root(), rows[3].0));
    }

    /// The control to "sound only where somebody checked the sort": out of order, a row that is there seems absent.
    #[test]
    fn an_unsorted_tree_hides_a_row() {
        let mut rows = rows(8);
        let hidden = rows[3];
        rows.swap(3, 7);
        let tree = BuiltTree::of(SUITE, &leaves(&rows));
        assert!((0..=8).any(|at| tree.absence(at, |at| rows[at as usize]).holds(
            SUITE,
            8,
            tree.root(),
            hidden.0
        )));
        assert!(tree.inclusion(7, |at| leaves(&rows)[at as usize]).holds(
            SUITE,
            8,
            tree.root(),
            leaves(&rows)[7]
        ));
    }
}
