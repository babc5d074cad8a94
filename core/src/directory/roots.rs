//! What each list was, in 32 bytes: the Merkle roots that a seal holds.

use serde::{Deserialize, Serialize};

use super::{Directory, HISTORY, ITEMS, Leaves, UNITS};
use crate::base::json::JsonError;
use crate::base::{Digest, Int53, RowHasher, merkle};

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

impl Directory {
    /// The leaves of the list of targets: [`Targets::leaves`](super::Targets::leaves).
    pub fn leaves(&self, hasher: impl Into<RowHasher>) -> Leaves {
        self.targets().leaves(hasher)
    }

    /// The roots of all lists. Whoever needs the leaves as well saves time with [`Self::roots_with`].
    ///
    /// # Errors
    /// [`JsonError`] for a row that is no JSON, which a checked directory does not hold.
    pub fn roots(&self, hasher: impl Into<RowHasher>) -> Result<Roots, JsonError> {
        let hasher: RowHasher = hasher.into();
        self.roots_with(&self.leaves(hasher))
    }

    /// The roots of all lists, given the leaves of the targets.
    ///
    /// # Errors
    /// As [`Self::roots`].
    pub fn roots_with(&self, leaves: &Leaves) -> Result<Roots, JsonError> {
        let hasher = leaves.hasher();
        let areas = self.units().areas().map(|(area, unit)| (area, Row { area, unit: unit.as_str() }));
        Ok(Roots {
            items: root(&hasher, ITEMS, self.items().iter().map(|item| (item.id.as_str(), item)))?,
            targets: leaves.root(),
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

/// The root of a list of (id, row).
pub(super) fn root<'a, T: Serialize>(
    hasher: &RowHasher,
    list: &str,
    rows: impl Iterator<Item = (&'a str, T)>,
) -> Result<Root, JsonError> {
    let rows = rows.map(|(id, row)| hasher.hash(list, id, &row)).collect::<Result<Vec<_>, JsonError>>()?;
    Ok(Root { count: Int53::new(rows.len() as u64)?, root: merkle::root_of(hasher.protocol().suite, rows) })
}
