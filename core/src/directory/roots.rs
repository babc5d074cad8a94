//! What each list was, in 32 bytes: leaves by id, and the Merkle roots that a seal holds.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::row::RowWriter;
use super::{Directory, HISTORY, ITEMS, TARGETS, Targets, UNITS};
use crate::base::json::JsonError;
use crate::base::merkle::{self, BuiltTree, Tree};
use crate::base::{Digest, Int53, Protocol, RowHasher};

/// One target among the leaves: `idh`, its leaf, and its row.
pub type Leaf = (Digest, Digest, u32);

/// The root of a list and how many rows it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Root {
    /// How many rows.
    pub count: Int53,
    /// The Merkle root over the rows, sorted by `idh`.
    pub root: Digest,
}

/// The roots of all lists of a directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roots {
    /// 抽查事项清单
    pub items: Root,
    /// 检查对象名录库
    pub targets: Root,
    /// The history of visits.
    pub history: Root,
    /// The table of areas and units; a row's id is its area.
    pub units: Root,
}

impl Targets {
    /// A leaf for every row, sorted by `idh`: 68 bytes a row. A [`Protocol`] alone stands for rows that are not blinded.
    pub fn leaves(&self, hasher: impl Into<RowHasher>) -> Vec<Leaf> {
        let hasher: RowHasher = hasher.into();
        let (protocol, writer) = (hasher.protocol(), RowWriter::new(self));
        let leaf = |buffer: &mut String, row: u32| {
            writer.write(row, hasher.salt(TARGETS, self.id(row)), buffer);
            let idh = merkle::id_hash(protocol, TARGETS, self.id(row));
            (idh, merkle::leaf(protocol.suite, idh, merkle::row_hash(protocol, buffer)), row)
        };
        #[cfg(feature = "parallel")]
        let leaves = {
            use rayon::prelude::*;
            let mut leaves: Vec<Leaf> = (0..self.len()).into_par_iter().map_init(String::new, leaf).collect();
            leaves.par_sort_unstable_by(by_idh);
            leaves
        };
        #[cfg(not(feature = "parallel"))]
        let leaves = {
            let mut buffer = String::new();
            let mut leaves: Vec<Leaf> = (0..self.len()).map(|row| leaf(&mut buffer, row)).collect();
            crate::base::order::Arrange::arrange_by(leaves.as_mut_slice(), by_idh);
            leaves
        };
        leaves
    }
}

/// The order of the leaves. Eight bytes nearly always decide, and are quicker to compare than 32.
fn by_idh(one: &Leaf, other: &Leaf) -> Ordering {
    one.0.prefix().cmp(&other.0.prefix()).then_with(|| one.0.cmp(&other.0))
}

/// The root over leaves of [`Targets::leaves`], or over some of them in the same order.
pub fn root_of_leaves<'a>(protocol: Protocol, leaves: impl IntoIterator<Item = &'a Leaf>) -> Root {
    let mut tree = Tree::new(protocol.suite);
    let mut count = 0;
    for &(_, leaf, _) in leaves {
        tree.push(leaf);
        count += 1;
    }
    Root { count: Int53::from(count), root: tree.root() }
}

impl Directory {
    /// The leaves of the list of targets: [`Targets::leaves`].
    pub fn leaves(&self, hasher: impl Into<RowHasher>) -> Vec<Leaf> {
        self.targets().leaves(hasher)
    }

    /// The roots of all lists. Whoever needs the leaves as well saves time with [`Self::roots_with`].
    ///
    /// # Errors
    /// [`JsonError`] for a row that is no JSON, which a checked directory does not hold.
    pub fn roots(&self, hasher: impl Into<RowHasher>) -> Result<Roots, JsonError> {
        let hasher: RowHasher = hasher.into();
        self.roots_with(hasher, &self.leaves(hasher))
    }

    /// The roots of all lists, given the leaves of the targets.
    ///
    /// # Errors
    /// As [`Self::roots`].
    pub fn roots_with(&self, hasher: impl Into<RowHasher>, leaves: &[Leaf]) -> Result<Roots, JsonError> {
        let hasher: RowHasher = hasher.into();
        let areas = self.units().areas().map(|(area, unit)| (area, Row { area, unit: unit.as_str() }));
        Ok(Roots {
            items: root(&hasher, ITEMS, self.items().iter().map(|item| (item.id.as_str(), item)))?,
            targets: root_of_all(hasher.protocol(), leaves),
            history: root(
                &hasher,
                HISTORY,
                self.history().visits().iter().map(|visit| (visit.id.as_str(), visit)),
            )?,
            units: root(&hasher, UNITS, areas)?,
        })
    }
}

/// One row of the table of areas, borrowed.
#[derive(Serialize)]
struct Row<'a> {
    area: &'a str,
    unit: &'a str,
}

/// The same over all leaves, on all cores.
fn root_of_all(protocol: Protocol, leaves: &[Leaf]) -> Root {
    let (suite, count) = (protocol.suite, leaves.len() as u64);
    let leaf = |at: u64| leaves.get(at as usize).map_or(Digest([0; 32]), |&(_, leaf, _)| leaf);
    Root { count: Int53::count(count), root: BuiltTree::build(suite, count, leaf).root() }
}

/// The root of a list of (id, row).
pub(super) fn root<'a, T: Serialize>(
    hasher: &RowHasher,
    list: &str,
    rows: impl Iterator<Item = (&'a str, T)>,
) -> Result<Root, JsonError> {
    let rows = rows.map(|(id, row)| hasher.hash(list, id, &row)).collect::<Result<Vec<_>, JsonError>>()?;
    Ok(Root { count: Int53::new(rows.len() as u64)?, root: merkle::root_of(hasher.protocol().suite, rows) })
}
