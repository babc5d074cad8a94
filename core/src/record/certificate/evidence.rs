//! What a certificate shows of lists that are not published: own rows with their ways to the sealed roots.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::base::json::{self, JsonError};
use crate::base::merkle::{self, Absence, Inclusion};
use crate::base::{Digest, Int53, Protocol, Salt};
use crate::directory::{Item, Target};
use crate::draw::Excluded;

/// Whether the target is in the list of targets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Listing {
    /// It is.
    Listed {
        /// The row as it was hashed, with its salt where rows are blinded.
        row: Value,
        /// The way to the root.
        proof: Inclusion,
    },
    /// It is not: its neighbours stand next to each other.
    Absent(Absence),
}

/// An item that a task names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemProof {
    /// The row as it was hashed.
    pub row: Value,
    /// The way to the root of the item list.
    pub proof: Inclusion,
}

/// Why a target of a stratum cannot be drawn, with the proof that it is on the list of exclusions, and not in the pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExcludedProof {
    /// The stratum, from 0.
    pub stratum: Int53,
    /// The row of the list of exclusions, with its article and numbers.
    pub row: Value,
    /// The way to the root of the exclusions.
    pub proof: Inclusion,
    /// The proof that the pool of the stratum lacks it.
    pub pool: Absence,
}

/// That the cap set a target aside before its group drew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetAsideProof {
    /// The salt of the row, which is otherwise the id alone; null where rows are not blinded.
    pub salt: Option<Salt>,
    /// The way to the root of S_g.
    pub proof: Inclusion,
}

/// The leaf of a row as it stands in a certificate.
pub(super) fn leaf(protocol: Protocol, list: &str, id: &str, row: &Value) -> Result<Digest, JsonError> {
    let rowh = merkle::row_hash(protocol, &json::canonical(row)?);
    Ok(merkle::leaf(protocol.suite, merkle::id_hash(protocol, list, id), rowh))
}

/// A row without its salt, as what it is.
fn unsalted<T: serde::de::DeserializeOwned>(row: &Value) -> Option<T> {
    let mut row = row.clone();
    row.as_object_mut()?.remove("salt");
    json::shaped(row).ok()
}

/// The target that a row describes.
pub(super) fn target(row: &Value) -> Option<Target> {
    unsalted(row)
}

/// The item that a row describes.
pub(super) fn item(row: &Value) -> Option<Item> {
    unsalted(row)
}

/// The exclusion that a row describes.
pub(super) fn excluded(row: &Value) -> Option<Excluded> {
    unsalted(row)
}

/// The row of a target in S_g.
pub(super) fn set_aside_row(id: &str, salt: Option<Salt>) -> Value {
    match salt {
        Some(salt) => serde_json::json!({ "id": id, "salt": salt.to_string() }),
        None => serde_json::json!({ "id": id }),
    }
}
