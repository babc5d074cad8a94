//! 人员封存 - the lists of the second seal, by their roots.

use super::round::{MatchRound, Recusal};
use super::sealed::Material;
use crate::base::json::JsonError;
use crate::base::merkle::root_of;
use crate::base::{Int53, RowHasher};
use crate::directory::Root;
use crate::draw::ListSeal;

/// The lists of the second seal, in the order of their names.
pub(super) const LISTS: [&str; 3] = ["experts", "officers", "recusals"];

/// Their counts and roots, with where they came from.
pub(super) fn lists(round: &MatchRound, material: &Material<'_>) -> Result<Vec<ListSeal>, JsonError> {
    let Material { officers, experts, protocol, master, .. } = *material;
    let hasher = RowHasher::new(protocol, master);
    let recusals = recusals_root(&round.recusals, &hasher)?;
    let roots = [experts.root(hasher)?, officers.root(hasher)?, recusals];
    let seal = |(list, Root { count, root }): (&str, Root)| {
        let provenance =
            round.provenance.iter().flatten().find(|provenance| provenance.list == list).cloned();
        ListSeal { list: list.to_owned(), count, root, provenance }
    };
    Ok(LISTS.into_iter().zip(roots).map(seal).collect())
}

/// A row's id is officer and target, which no id can hold between them: a space.
fn recusals_root(recusals: &[Recusal], hasher: &RowHasher) -> Result<Root, JsonError> {
    let row = |recusal: &Recusal| {
        let id = format!("{} {}", recusal.officer, recusal.target);
        hasher.hash("recusals", &id, recusal)
    };
    let rows = recusals.iter().map(row).collect::<Result<Vec<_>, JsonError>>()?;
    Ok(Root { count: Int53::new(rows.len() as u64)?, root: root_of(hasher.protocol().suite, rows) })
}
