//! 抽取范围 - which row can be drawn in which stratum of which task: N, then n after the cap.

use super::cap::Accounts;
use super::frame::Frame;
use super::problem::DrawError;
use super::seal::{Exclusion, FrameSeal, TaskSeal};
use super::smallest::NO_STRATUM;
use crate::base::merkle::{Tree, id_hash, root_of, row_hash};
use crate::base::{Digest, Int53, Key, Prk, Protocol, json};
use crate::directory::{Directory, Leaf};
use crate::law::{Article, RuleSet};
use crate::plan::{Round, Task};

/// Everything a draw looks at. Made once, by sealing.
#[derive(Debug)]
pub(super) struct Pool {
    pub(super) directory: Directory,
    pub(super) protocol: Protocol,
    /// Sorted by id.
    pub(super) tasks: Vec<Task>,
    /// Per task, the stratum in which each row can be drawn.
    pub(super) strata: Vec<Vec<u16>>,
    pub(super) accounts: Accounts,
}

/// What sealing learns beside the pool itself.
pub(super) struct Counted {
    pub(super) pool: Pool,
    pub(super) tasks: Vec<TaskSeal>,
    pub(super) exclusions: Vec<Exclusion>,
}

impl Pool {
    /// Counts N and n of every stratum. `round` is checked and sorted; `leaves` are those of the targets.
    pub(super) fn count(
        directory: &Directory,
        round: &Round,
        rules: &RuleSet,
        protocol: Protocol,
        leaves: &[Leaf],
    ) -> Result<Counted, DrawError> {
        let accounts = Accounts::new(directory, rules, &round.overrides, round.as_of);
        let frames =
            round.tasks.iter().map(|task| frame(directory, task)).collect::<Result<Vec<Frame>, _>>()?;
        let excluded = excluded(directory, &accounts, &frames);
        let mut sealed = Vec::with_capacity(frames.len());
        let mut strata = Vec::with_capacity(frames.len());
        for (task, frame) in round.tasks.iter().zip(frames) {
            let (sizes, overlaps, unmatched) =
                (frame.sizes().to_vec(), frame.overlaps().to_vec(), frame.unmatched());
            let mut rows = frame.into_strata();
            for &row in &excluded {
                rows.get_mut(row as usize).into_iter().for_each(|stratum| *stratum = NO_STRATUM);
            }
            let trees = roots(protocol, leaves, &rows, task.strata.len());
            let frames = task.strata.iter().zip(trees).zip(sizes.iter().zip(overlaps));
            let frames = frames.map(|((stratum, tree), (size, overlap))| {
                let (size, overlap) = (*size, overlap);
                let quota = stratum.amount.of(size, stratum.rounding);
                let draws = quota.min(tree.count());
                Ok(FrameSeal {
                    size: int(size)?,
                    eligible: int(tree.count())?,
                    quota: int(quota)?,
                    draws: int(draws)?,
                    shortfall: int(quota - draws)?,
                    overlap: int(overlap)?,
                    root: tree.root(),
                })
            });
            let frames = frames.collect::<Result<_, DrawError>>()?;
            sealed.push(TaskSeal { task: task.clone(), frames, unmatched: int(unmatched)? });
            strata.push(rows);
        }
        let exclusions = vec![at_cap(directory, &accounts, protocol, &excluded)?];
        let pool =
            Self { directory: directory.clone(), protocol, tasks: round.tasks.clone(), strata, accounts };
        Ok(Counted { pool, tasks: sealed, exclusions })
    }

    /// The stratum of `row` in the task with this index.
    pub(super) fn stratum(&self, task: usize, row: u32) -> Option<usize> {
        let stratum = *self.strata.get(task)?.get(row as usize)?;
        (stratum != NO_STRATUM).then_some(usize::from(stratum))
    }
}

/// The key that makes the tickets of a stratum: one for all tasks that share a tag.
pub(crate) fn key(task: &Task, stratum: usize, prk: &Prk) -> Key {
    match &task.tag {
        Some(tag) => prk.key(&["tag", tag.as_str()]),
        None => prk.key(&["target", task.id.as_str(), &stratum.to_string()]),
    }
}

/// A count that stands in a record.
pub(super) fn int(count: u64) -> Result<Int53, DrawError> {
    Int53::new(count).map_err(|error| DrawError::Unsealable { reason: error.to_string() })
}

/// The item's object type is part of every stratum's predicate (第八条): an item without kinds takes all.
fn frame(directory: &Directory, task: &Task) -> Result<Frame, DrawError> {
    let items: Vec<_> = task.items.iter().filter_map(|id| directory.item(id.as_str())).collect();
    let any = items.iter().any(|item| item.object.is_empty());
    let kinds =
        if any { Vec::new() } else { items.iter().flat_map(|item| item.object.iter().cloned()).collect() };
    let criteria: Vec<_> = task.strata.iter().map(|stratum| stratum.criterion.clone()).collect();
    let error =
        |error: super::FrameError| DrawError::Frame { task: task.id.to_string(), reason: error.to_string() };
    Frame::build(directory.targets(), &kinds, &criteria).map_err(error)
}

/// Rows in some N whose enterprise has nothing left this year (第十四条第二款), ascending.
fn excluded(directory: &Directory, accounts: &Accounts, frames: &[Frame]) -> Vec<u32> {
    let in_some_frame = |row: &u32| {
        frames
            .iter()
            .any(|frame| frame.strata().get(*row as usize).is_some_and(|&stratum| stratum != NO_STRATUM))
    };
    let mut rows: Vec<u32> = if accounts.cap() == 0 {
        let targets = directory.targets();
        (0..targets.len()).filter(|&row| !accounts.allows_any(targets.unit_code(row))).collect()
    } else {
        let full = accounts.iter().filter(|(_, account)| account.remaining() == 0);
        full.flat_map(|(code, _)| accounts.rows(directory, code)).collect()
    };
    rows.retain(in_some_frame);
    rows.sort_unstable();
    rows
}

/// One tree per stratum over the leaves of its rows, which come sorted.
fn roots(protocol: Protocol, leaves: &[Leaf], strata: &[u16], count: usize) -> Vec<Tree> {
    let mut trees = vec![Tree::new(protocol.suite); count];
    for &(_, leaf, row) in leaves {
        let stratum = strata.get(row as usize).copied().unwrap_or(NO_STRATUM);
        trees.get_mut(usize::from(stratum)).into_iter().for_each(|tree| tree.push(leaf));
    }
    trees
}

/// The exclusions under the cap, with what a rolling window would say.
fn at_cap(
    directory: &Directory,
    accounts: &Accounts,
    protocol: Protocol,
    rows: &[u32],
) -> Result<Exclusion, DrawError> {
    let targets = directory.targets();
    let by_code = |row: u32| accounts.get(targets.unit_code(row));
    let leaves = rows.iter().map(|&row| {
        let (id, account) = (targets.id(row), by_code(row));
        let written = json::canonical(&serde_json::json!({
            "allowed": account.allowed,
            "article": Article::A14P2,
            "finished": account.finished,
            "id": id,
            "rolling": account.rolling,
        }));
        let written = written.map_err(|error| DrawError::Unsealable { reason: error.to_string() })?;
        Ok((id_hash(protocol, "exclusions", id), row_hash(protocol, &written)))
    });
    let leaves: Vec<(Digest, Digest)> = leaves.collect::<Result<_, DrawError>>()?;
    let full = accounts.iter().filter(|(_, account)| account.rolling >= account.allowed);
    let rolling: u64 = full.map(|(code, _)| accounts.rows(directory, code).len() as u64).sum();
    Ok(Exclusion {
        article: Article::A14P2,
        count: int(rows.len() as u64)?,
        rolling: int(rolling)?,
        root: root_of(protocol.suite, leaves),
    })
}
