//! The root of leaves that come one after the other.

use super::{empty, join};
use crate::base::suite::{Digest, Suite};

/// The root over leaves in the order given. Two sub-trees join as `hash(01 || left || right)`; the left one holds
/// the largest power of two below the number of leaves.
///
/// Memory: one digest per level, however long the list.
#[derive(Debug, Clone)]
pub struct Tree {
    suite: Suite,
    count: u64,
    /// Complete sub-trees from left to right, each larger than the next.
    stack: Vec<(u32, Digest)>,
}

impl Tree {
    /// An empty tree.
    pub fn new(suite: Suite) -> Self {
        Self { suite, count: 0, stack: Vec::new() }
    }

    /// Adds a leaf at the right.
    pub fn push(&mut self, leaf: Digest) {
        self.count += 1;
        let (mut level, mut right) = (0, leaf);
        while let Some(&(top, left)) = self.stack.last().filter(|(top, _)| *top == level) {
            self.stack.pop();
            right = self.join(left, right);
            level = top + 1;
        }
        self.stack.push((level, right));
    }

    /// How many leaves there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The root.
    pub fn root(&self) -> Digest {
        let joined =
            self.stack.iter().rev().map(|&(_, digest)| digest).reduce(|right, left| self.join(left, right));
        joined.unwrap_or_else(|| empty(self.suite))
    }

    fn join(&self, left: Digest, right: Digest) -> Digest {
        join(self.suite, left, right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::merkle::root_of;

    /// MTH of RFC 9162, section 2.1.1, word for word.
    fn by_definition(leaves: &[Digest]) -> Digest {
        match leaves {
            [] => Suite::Sha256.hash([]),
            [one] => *one,
            _ => {
                let k = 1 << (leaves.len() - 1).ilog2();
                let (left, right) = leaves.split_at(k);
                Suite::Sha256.hash([b"\x01".as_slice(), &by_definition(left).0, &by_definition(right).0])
            }
        }
    }

    #[test]
    fn equals_the_definition_for_every_small_size() {
        let leaves: Vec<Digest> = (0..70u8).map(|n| Suite::Sha256.hash([[0, n].as_slice()])).collect();
        for size in 0..=leaves.len() {
            let mut tree = Tree::new(Suite::Sha256);
            leaves[..size].iter().for_each(|&leaf| tree.push(leaf));
            assert_eq!((tree.root(), tree.count()), (by_definition(&leaves[..size]), size as u64));
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter_and_their_content_does() {
        let rows: Vec<_> = (0..9u8).map(|n| (Digest([n; 32]), Digest([n + 1; 32]))).collect();
        let mut changed = rows.clone();
        changed[4].1 = Digest([99; 32]);
        let reversed = rows.iter().rev().copied().collect();
        assert_eq!(root_of(Suite::Sha256, rows.clone()), root_of(Suite::Sha256, reversed));
        assert_ne!(root_of(Suite::Sha256, rows), root_of(Suite::Sha256, changed));
    }
}
