//! What each list was, in 32 bytes: leaves by id, and the Merkle roots that a seal holds.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::row::RowWriter;
use super::{Directory, HISTORY, ITEMS, TARGETS, Targets, UNITS};
use crate::base::json::{self, JsonError};
use crate::base::merkle::{self, Tree};
use crate::base::{Digest, Int53, Protocol};

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
    /// A leaf for every row, sorted by `idh`: 68 bytes a row.
    pub fn leaves(&self, protocol: Protocol) -> Vec<Leaf> {
        let writer = RowWriter::new(self);
        let leaf = |buffer: &mut String, row: u32| {
            writer.write(row, buffer);
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
            leaves.sort_unstable_by(by_idh);
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
    pub fn leaves(&self, protocol: Protocol) -> Vec<Leaf> {
        self.targets().leaves(protocol)
    }

    /// The roots of all lists. Whoever needs the leaves as well saves time with [`Self::roots_with`].
    ///
    /// # Errors
    /// [`JsonError`] for a row that is no JSON, which a checked directory does not hold.
    pub fn roots(&self, protocol: Protocol) -> Result<Roots, JsonError> {
        self.roots_with(protocol, &self.leaves(protocol))
    }

    /// The roots of all lists, given the leaves of the targets.
    ///
    /// # Errors
    /// As [`Self::roots`].
    pub fn roots_with(&self, protocol: Protocol, leaves: &[Leaf]) -> Result<Roots, JsonError> {
        let areas = self.units().areas().map(|(area, unit)| (area, Row { area, unit: unit.as_str() }));
        Ok(Roots {
            items: root(protocol, ITEMS, self.items().iter().map(|item| (item.id.as_str(), item)))?,
            targets: root_of_leaves(protocol, leaves),
            history: root(
                protocol,
                HISTORY,
                self.history().visits().iter().map(|visit| (visit.id.as_str(), visit)),
            )?,
            units: root(protocol, UNITS, areas)?,
        })
    }
}

/// One row of the table of areas, borrowed.
#[derive(Serialize)]
struct Row<'a> {
    area: &'a str,
    unit: &'a str,
}

/// The root of a list of (id, row).
pub(super) fn root<'a, T: Serialize>(
    protocol: Protocol,
    list: &str,
    rows: impl Iterator<Item = (&'a str, T)>,
) -> Result<Root, JsonError> {
    let hash = |(id, row): (&str, T)| {
        Ok((merkle::id_hash(protocol, list, id), merkle::row_hash(protocol, &json::canonical(&row)?)))
    };
    let rows = rows.map(hash).collect::<Result<Vec<_>, JsonError>>()?;
    Ok(Root { count: Int53::new(rows.len() as u64)?, root: merkle::root_of(protocol.suite, rows) })
}
