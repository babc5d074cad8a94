//! The leaves of all targets: a digest for every row, and the rows in the order of a Merkle tree.

use super::row::RowWriter;
use super::{Root, TARGETS, Targets};
use crate::base::blinding::Salter;
use crate::base::merkle::{self, BuiltTree};
use crate::base::order::Arrange as _;
use crate::base::protocol::StemHasher;
use crate::base::{Digest, Int53, RowHasher};

/// The leaves of a list of targets: 36 bytes a row.
///
/// A tree stands over rows in the order of their `idh`, be it all of them or those of one stratum.
///
/// ```
/// use double_random::base::{Protocol, Scheme};
/// use double_random::directory::{TargetRow, TargetsBuilder};
///
/// let mut builder = TargetsBuilder::new(Scheme::Ascii);
/// ["kitchen-1", "kitchen-2", "kitchen-3"].map(|id| builder.push(&TargetRow { id, ..TargetRow::default() }));
/// let leaves = builder.finish()?.leaves(Protocol::default());
/// let some = &leaves.rows()[1..];
/// let tree = leaves.tree(some);
/// let proof = tree.inclusion(0, |at| leaves.leaf(some[at as usize]));
/// assert!(proof.holds(Protocol::default().suite, 2, tree.root(), leaves.leaf(some[0])));
/// assert_eq!(leaves.tree(leaves.rows()).root(), leaves.root().root);
/// # Ok::<(), double_random::base::Faults>(())
/// ```
#[derive(Debug, Clone)]
pub struct Leaves {
    hasher: RowHasher,
    /// By row.
    leaves: Vec<Digest>,
    /// All rows in the order of their `idh`.
    rows: Vec<u32>,
}

impl Targets {
    /// A leaf for every row. A [`Protocol`](crate::base::Protocol) alone stands for rows that are not blinded.
    pub fn leaves(&self, hasher: impl Into<RowHasher>) -> Leaves {
        let hasher: RowHasher = hasher.into();
        let (protocol, writer) = (hasher.protocol(), RowWriter::for_all(self));
        let start = || (merkle::ids(protocol, TARGETS), merkle::rows(protocol), hasher.salter(TARGETS));
        let hash = |(ids, rows, salter): &mut (StemHasher, StemHasher, Option<Salter>), row: u32| {
            let id = self.id(row);
            let salt = salter.as_mut().map(|salter| salter.salt(id));
            let idh = ids.hash(|text| text.push_str(id));
            let rowh = rows.hash(|text| writer.write(row, id, salt, text));
            (key(idh, row), merkle::leaf(protocol.suite, idh, rowh))
        };
        #[cfg(feature = "parallel")]
        let (mut keys, leaves) = {
            use rayon::prelude::*;
            let (mut keys, mut leaves) = (Vec::new(), Vec::new());
            (0..self.len()).into_par_iter().map_init(start, hash).unzip_into_vecs(&mut keys, &mut leaves);
            keys.par_sort_unstable();
            (keys, leaves)
        };
        #[cfg(not(feature = "parallel"))]
        let (mut keys, leaves) = {
            let mut hashers = start();
            let (mut keys, leaves): (Vec<u64>, Vec<Digest>) =
                (0..self.len()).map(|row| hash(&mut hashers, row)).unzip();
            keys.arrange();
            (keys, leaves)
        };
        settle(&mut keys, |row| merkle::id_hash(protocol, TARGETS, self.id(row)));
        Leaves { hasher, leaves, rows: keys.into_iter().map(row_of).collect() }
    }
}

impl Leaves {
    /// All rows in the order of their `idh`.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// The rows of each of `count` strata in the order of their `idh`. `strata` has the number of every row's stratum; a row
    /// with another number has none.
    pub(crate) fn by_stratum(&self, strata: &[u16], count: usize) -> Vec<Vec<u32>> {
        let part = |part: &[u32]| {
            let mut rows = vec![Vec::new(); count];
            for &row in part {
                let stratum = strata.get(row as usize).map_or(usize::MAX, |&stratum| usize::from(stratum));
                rows.get_mut(stratum).into_iter().for_each(|rows| rows.push(row));
            }
            rows
        };
        // a part for each thread, however many strata there are
        #[cfg(feature = "parallel")]
        let parts: Vec<Vec<Vec<u32>>> = {
            use rayon::prelude::*;
            let rows = self.rows.len().div_ceil(rayon::current_num_threads()).max(1);
            self.rows.par_chunks(rows).map(part).collect()
        };
        #[cfg(not(feature = "parallel"))]
        let parts = [part(&self.rows)];
        let mut parts = parts.into_iter();
        let mut all = parts.next().unwrap_or_else(|| vec![Vec::new(); count]);
        for part in parts {
            all.iter_mut().zip(part).for_each(|(rows, mut more)| rows.append(&mut more));
        }
        all
    }

    /// The leaf of a row.
    pub fn leaf(&self, row: u32) -> Digest {
        // INVARIANT: rows of the list are asked for
        self.leaves.get(row as usize).copied().unwrap_or(Digest([0; 32]))
    }

    /// The tree over some rows, which stand in the order of their `idh`.
    pub fn tree(&self, rows: &[u32]) -> BuiltTree {
        let leaf = |at: u64| rows.get(at as usize).map_or(Digest([0; 32]), |&row| self.leaf(row));
        BuiltTree::build(self.hasher.protocol().suite, rows.len() as u64, leaf)
    }

    /// The root over all rows.
    pub fn root(&self) -> Root {
        Root { count: Int53::count(self.rows.len() as u64), root: self.tree(&self.rows).root() }
    }

    /// How the rows were hashed.
    pub fn hasher(&self) -> RowHasher {
        self.hasher
    }

    /// The bytes of memory it holds.
    pub fn memory_bytes(&self) -> u64 {
        (self.leaves.capacity() * size_of::<Digest>() + self.rows.capacity() * size_of::<u32>()) as u64
    }
}

/// The first 4 bytes of `idh` and the row in one number: sorting these is several times as quick as sorting digests.
fn key(idh: Digest, row: u32) -> u64 {
    idh.prefix() >> 32 << 32 | u64::from(row)
}

/// The row of a key.
fn row_of(key: u64) -> u32 {
    key as u32
}

/// Puts sorted keys that agree in the first 4 bytes into the order of the whole `idh`: a few of each million.
fn settle(keys: &mut [u64], idh: impl Fn(u32) -> Digest) {
    for same in keys.chunk_by_mut(|one, other| one >> 32 == other >> 32).filter(|same| same.len() > 1) {
        same.arrange_by_key(|key| idh(row_of(*key)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_whose_hashes_begin_alike_stand_in_the_order_of_the_whole() {
        let digest = |head: u8, tail: u8| {
            let mut bytes = [head; 32];
            bytes[31] = tail;
            Digest(bytes)
        };
        let idhs = [digest(9, 1), digest(7, 3), digest(7, 1), digest(1, 0), digest(7, 2)];
        let mut keys: Vec<u64> = (0..).zip(idhs).map(|(row, idh)| key(idh, row)).collect();
        keys.sort_unstable();
        assert_eq!(keys.iter().map(|key| row_of(*key)).collect::<Vec<_>>(), [3, 1, 2, 4, 0]);
        settle(&mut keys, |row| idhs[row as usize]);
        assert_eq!(keys.into_iter().map(row_of).collect::<Vec<_>>(), [3, 2, 4, 1, 0]);
    }
}
