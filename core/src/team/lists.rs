//! What the second seal holds of its own lists: counts and roots, and where they came from.

use super::round::{MatchRound, Recusal};
use crate::base::json::JsonError;
use crate::base::merkle::root_of;
use crate::base::{Int53, RowHasher};
use crate::directory::{Officers, Root};
use crate::draw::ListSeal;

/// The lists of the second seal, in the order of their names.
pub(super) const LISTS: [&str; 2] = ["officers", "recusals"];

/// Their seals.
pub(super) fn lists(
    round: &MatchRound,
    officers: &Officers,
    hasher: RowHasher,
) -> Result<Vec<ListSeal>, JsonError> {
    let roots = [officers.root(hasher)?, recusals_root(&round.recusals, hasher)?];
    let seal = |(list, Root { count, root }): (&str, Root)| {
        let provenance =
            round.provenance.iter().flatten().find(|provenance| provenance.list == list).cloned();
        ListSeal { list: list.to_owned(), count, root, provenance }
    };
    Ok(LISTS.into_iter().zip(roots).map(seal).collect())
}

/// A row's id is officer and target, which no id can hold between them: a space.
fn recusals_root(recusals: &[Recusal], hasher: RowHasher) -> Result<Root, JsonError> {
    let row = |recusal: &Recusal| {
        let id = format!("{} {}", recusal.officer, recusal.target);
        hasher.hash("recusals", &id, recusal)
    };
    let rows = recusals.iter().map(row).collect::<Result<Vec<_>, JsonError>>()?;
    Ok(Root { count: Int53::new(rows.len() as u64)?, root: root_of(hasher.protocol().suite, rows) })
}
