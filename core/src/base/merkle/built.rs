//! A tree that stays: its upper nodes are kept, so that a proof takes one small block of leaves and a walk upwards.

use super::proof::{Absence, Inclusion, Neighbour};
use super::{Path, empty, join, leaf};
use crate::base::json::Int53;
use crate::base::suite::{Digest, Suite};

/// Nodes are kept from this level on. Below it, the 256 leaves of a block are hashed again for each proof.
const KEPT_FROM: u32 = 8;
const BLOCK: u64 = 1 << KEPT_FROM;

/// A Merkle tree over leaves that somebody else holds: a quarter of a byte for each of them.
///
/// The leaves are asked for by their place, and have to be the same each time.
///
/// ```
/// use double_random::base::{Suite, merkle::{BuiltTree, leaf}};
///
/// let suite = Suite::Sha256;
/// let rows: Vec<_> = (0..1000u32).map(|n| (suite.hash([n.to_be_bytes().as_slice()]), suite.hash([]))).collect();
/// let leaf = |at: u64| leaf(suite, rows[at as usize].0, rows[at as usize].1);
/// let tree = BuiltTree::build(suite, 1000, leaf);
/// let proof = tree.inclusion(7, leaf);
/// assert!(proof.holds(suite, 1000, tree.root(), leaf(7)));
/// assert!(!proof.holds(suite, 1000, tree.root(), leaf(8)));
/// ```
#[derive(Debug, Clone)]
pub struct BuiltTree {
    suite: Suite,
    count: u64,
    /// From level 8 to the root. A last node without a neighbour moves up as it is.
    levels: Vec<Vec<Digest>>,
}

impl BuiltTree {
    /// The tree over `count` leaves, each of which is asked for once.
    pub fn build(suite: Suite, count: u64, leaf: impl Fn(u64) -> Digest + Sync) -> Self {
        let node = |block: u64| {
            // all leaves of a block are fetched before the first is hashed: wherever they lie, the processor waits for many at once
            let mut level: Vec<Digest> = places(block, count).map(&leaf).collect();
            while level.len() > 1 {
                level = above(suite, &level);
            }
            level.first().copied().unwrap_or_else(|| empty(suite))
        };
        let blocks = count.div_ceil(BLOCK);
        #[cfg(feature = "parallel")]
        let bottom: Vec<Digest> = {
            use rayon::prelude::*;
            (0..blocks).into_par_iter().map(node).collect()
        };
        #[cfg(not(feature = "parallel"))]
        let bottom: Vec<Digest> = (0..blocks).map(node).collect();
        let mut levels = Vec::new();
        let mut level = bottom;
        while level.len() > 1 {
            let above = above(suite, &level);
            levels.push(level);
            level = above;
        }
        levels.push(level);
        Self { suite, count, levels }
    }

    /// The tree over (idh, leaf) or the like, sorted already.
    pub fn of(suite: Suite, leaves: &[Digest]) -> Self {
        Self::build(suite, leaves.len() as u64, |at| leaves.get(at as usize).copied().unwrap_or(empty(suite)))
    }

    /// How many leaves there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The root, that of [`Tree`](super::Tree).
    pub fn root(&self) -> Digest {
        self.levels.last().and_then(|top| top.first().copied()).unwrap_or_else(|| empty(self.suite))
    }

    /// The siblings from the leaf at `index` up to the root.
    pub fn path(&self, index: u64, leaf: impl Fn(u64) -> Digest) -> Path {
        let mut level: Vec<Digest> = places(index / BLOCK, self.count).map(leaf).collect();
        let mut path = Vec::new();
        let mut at = index % BLOCK;
        while level.len() > 1 {
            path.extend(level.get((at ^ 1) as usize));
            level = above(self.suite, &level);
            at /= 2;
        }
        let mut at = index / BLOCK;
        for level in &self.levels {
            path.extend(level.get((at ^ 1) as usize));
            at /= 2;
        }
        Path(path)
    }

    /// The proof that the leaf at `index` is one of these.
    pub fn inclusion(&self, index: u64, leaf: impl Fn(u64) -> Digest) -> Inclusion {
        Inclusion {
            count: Int53::count(self.count),
            index: Int53::count(index),
            path: self.path(index, leaf),
        }
    }

    /// The proof that nothing stands between the leaves at `index - 1` and `index`, so that an `idh` which would come
    /// there is not in the list. `row` gives idh and rowh.
    pub fn absence(&self, index: u64, row: impl Fn(u64) -> (Digest, Digest)) -> Absence {
        let leaf = |at: u64| {
            let (idh, rowh) = row(at);
            leaf(self.suite, idh, rowh)
        };
        self.absence_over(index, leaf, &row)
    }

    /// The same where leaves are at hand, and `row` is dear: it is asked for the two neighbours only.
    pub fn absence_over(
        &self,
        index: u64,
        leaf: impl Fn(u64) -> Digest,
        row: impl Fn(u64) -> (Digest, Digest),
    ) -> Absence {
        let neighbour = |at: u64| {
            let (idh, rowh) = row(at);
            Neighbour { idh, rowh, path: self.path(at, &leaf) }
        };
        let before = index.checked_sub(1).map(neighbour);
        let mut after = (index < self.count).then(|| neighbour(index));
        if let (Some(before), Some(after)) = (&before, &mut after) {
            after.path.drop_shared(&before.path);
        }
        Absence { count: Int53::count(self.count), index: Int53::count(index), before, after }
    }

    /// The leaf of a row, under this tree's suite.
    pub(crate) fn leaf(&self, idh: Digest, rowh: Digest) -> Digest {
        leaf(self.suite, idh, rowh)
    }

    /// The bytes of memory that the kept nodes take.
    pub fn memory_bytes(&self) -> u64 {
        self.levels.iter().map(|level| level.capacity() as u64 * 32).sum()
    }
}

/// The places of the leaves in a block.
fn places(block: u64, count: u64) -> std::ops::Range<u64> {
    block * BLOCK..count.min((block + 1) * BLOCK)
}

/// The level above.
fn above(suite: Suite, level: &[Digest]) -> Vec<Digest> {
    let join = |pair: &[Digest]| match pair {
        [left, right] => Some(join(suite, *left, *right)),
        [last] => Some(*last),
        _ => None,
    };
    level.chunks(2).filter_map(join).collect()
}
