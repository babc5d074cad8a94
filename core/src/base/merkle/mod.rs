//! Merkle trees over lists (RFC 9162 hashing): what a list was, in 32 bytes, and proofs that one row was in it or not,
//! without showing another.
//!
//! [`Tree`] takes leaves as they come and keeps one digest per level; [`BuiltTree`] keeps what proofs are made of;
//! [`Inclusion`] and [`Absence`] are the proofs.

mod built;
mod path;
mod proof;
mod tree;

pub use built::BuiltTree;
pub use path::{Path, PathError};
pub use proof::{Absence, Inclusion, Neighbour};
pub use tree::Tree;

use super::protocol::{Protocol, StemHasher};
use super::suite::{Digest, Suite};
use crate::base::order::Arrange as _;

/// The root of no leaf at all: the hash of nothing.
fn empty(suite: Suite) -> Digest {
    suite.hash([])
}

/// Two sub-trees become one: `hash(01 || left || right)`.
fn join(suite: Suite, left: Digest, right: Digest) -> Digest {
    suite.hash_pair(1, &left, &right)
}

/// `leaf = hash(00 || idh || rowh)`.
pub fn leaf(suite: Suite, idh: Digest, rowh: Digest) -> Digest {
    suite.hash_pair(0, &idh, &rowh)
}

/// `idh` of `id` in `list`, by which leaves are sorted.
pub fn id_hash(protocol: Protocol, list: &str, id: &str) -> Digest {
    protocol.hash("id", &[list.as_bytes(), id.as_bytes()])
}

/// `rowh` of a canonical row.
pub fn row_hash(protocol: Protocol, canonical_row: &str) -> Digest {
    protocol.hash("row", &[canonical_row.as_bytes()])
}

/// [`id_hash`] of many ids in `list`.
pub(crate) fn ids(protocol: Protocol, list: &str) -> StemHasher {
    protocol.hasher("id", &[list])
}

/// [`row_hash`] of many rows.
pub(crate) fn rows(protocol: Protocol) -> StemHasher {
    protocol.hasher("row", &[])
}

/// The root of a list given as (idh, rowh), which is sorted by idh here.
pub fn root_of(suite: Suite, mut rows: Vec<(Digest, Digest)>) -> Digest {
    rows.arrange();
    let mut tree = Tree::new(suite);
    rows.into_iter().for_each(|(idh, rowh)| tree.push(leaf(suite, idh, rowh)));
    tree.root()
}
