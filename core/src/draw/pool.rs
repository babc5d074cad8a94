//! 抽取范围 - which row can be drawn in which stratum of which task: N, then n after the cap.

use serde::{Deserialize, Serialize};

use super::cap::{Account, Accounts};
use super::frame::Frame;
use super::seal::{Exclusion, FrameSeal, TaskSeal};
use super::smallest::NO_STRATUM;
use crate::base::merkle::{BuiltTree, root_of};
use crate::base::order::Arrange as _;
use crate::base::{Digest, Fault, Faults, Id, Int53, Key, Place, Prk, Protocol, RowHasher};
use crate::directory::{Directory, Leaves};
use crate::law::{Article, RuleSet};
use crate::plan::{Round, Stratum, Task};

/// Everything a draw looks at. Made once, by sealing.
#[derive(Debug)]
pub(super) struct Pool {
    pub(super) directory: Directory,
    pub(super) protocol: Protocol,
    pub(super) hasher: RowHasher,
    /// Sorted by id.
    pub(super) tasks: Vec<Task>,
    /// Per task, the stratum in which each row can be drawn.
    pub(super) strata: Vec<Vec<u16>>,
    /// Rows that are in some N, and cannot be drawn, ascending, with the article that says so.
    pub(super) excluded: Vec<(u32, Article)>,
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
        leaves: &Leaves,
    ) -> Result<Counted, Faults> {
        let hasher = leaves.hasher();
        let protocol = hasher.protocol();
        let accounts = Accounts::new(directory, rules, &round.overrides, round.as_of);
        let frames =
            round.tasks.iter().map(|task| frame(directory, task)).collect::<Result<Vec<Frame>, _>>()?;
        let excluded = listed(directory, &accounts, &frames, |account| account.excluded_by().is_some());
        let article = |row: u32| accounts.get(accounts.code(directory, row)).excluded_by();
        let excluded: Vec<_> = excluded.into_iter().filter_map(|row| Some((row, article(row)?))).collect();
        let full = |count: fn(&Account) -> u32| {
            listed(directory, &accounts, &frames, |account| count(account) >= account.allowed).len()
        };
        let full = [full(|account| account.rolling), full(|account| account.every_kind)];
        let mut sealed = Vec::with_capacity(frames.len());
        let mut strata = Vec::with_capacity(frames.len());
        for (task, frame) in round.tasks.iter().zip(frames) {
            let counted = Counts { sizes: frame.sizes().to_vec(), overlaps: frame.overlaps().to_vec() };
            let unmatched = Int53::count(frame.unmatched());
            let mut rows = frame.into_strata();
            for &(row, _) in &excluded {
                rows.get_mut(row as usize).into_iter().for_each(|stratum| *stratum = NO_STRATUM);
            }
            let trees = leaves.by_stratum(&rows, task.strata.len());
            let trees = trees.iter().map(|rows| leaves.tree(rows)).collect();
            let frames = counted.seal(task, trees, rules)?;
            sealed.push(TaskSeal { task: task.clone(), frames, unmatched });
            strata.push(rows);
        }
        let (directory, tasks) = (directory.clone(), round.tasks.clone());
        let pool = Self { directory, protocol, hasher, tasks, strata, excluded, accounts };
        let leads = rules.takes("I-2-2a", "enterprise").then(|| pool.exclusion(Article::A2P2I2, [0, 0]));
        let cap = pool.exclusion(Article::A14P2, full);
        let exclusions = leads.into_iter().chain([cap]).collect::<Result<_, _>>()?;
        Ok(Counted { pool, tasks: sealed, exclusions })
    }

    /// The exclusions by one article, with whom a rolling window and visits of every kind would exclude.
    fn exclusion(&self, article: Article, [rolling, every_kind]: [usize; 2]) -> Result<Exclusion, Faults> {
        let hash = |&(row, _): &(u32, Article)| {
            let hashed =
                self.hasher.hash(EXCLUSIONS, self.directory.targets().id(row), &self.excluded_row(row));
            hashed.map_err(|error| Faults::from(Fault::new(Place::field(EXCLUSIONS), error)))
        };
        let rows = self.excluded.iter().filter(|(_, by)| *by == article);
        let leaves: Vec<(Digest, Digest)> = rows.map(hash).collect::<Result<_, Faults>>()?;
        Ok(Exclusion {
            article,
            count: Int53::count(leaves.len() as u64),
            rolling: Int53::count(rolling as u64),
            every_kind: Int53::count(every_kind as u64),
            root: root_of(self.protocol.suite, leaves),
        })
    }

    /// What the list of exclusions says of `row`.
    pub(super) fn excluded_row(&self, row: u32) -> Excluded {
        let targets = self.directory.targets();
        let account = self.accounts.get(self.accounts.code(&self.directory, row));
        let article = account.excluded_by().unwrap_or(Article::A14P2);
        let Account { allowed, every_kind, finished, rolling, .. } = account;
        Excluded { allowed, article, every_kind, finished, id: targets.checked_id(row), rolling }
    }

    /// The stratum of `row` in the task with this index.
    pub(super) fn stratum(&self, task: usize, row: u32) -> Option<usize> {
        let stratum = *self.strata.get(task)?.get(row as usize)?;
        (stratum != NO_STRATUM).then_some(usize::from(stratum))
    }
}

/// What a frame counted, per stratum.
struct Counts {
    sizes: Vec<u64>,
    overlaps: Vec<u64>,
}

impl Counts {
    /// 第十七条 - quotas come from N, before the cap or after it (I-17-b); what the cap leaves too few for is the shortfall.
    fn seal(&self, task: &Task, trees: Vec<BuiltTree>, rules: &RuleSet) -> Result<Vec<FrameSeal>, Faults> {
        let strata = task.strata.iter().zip(trees).zip(self.sizes.iter().zip(&self.overlaps));
        let seal = |((stratum, tree), (&size, &overlap)): ((&Stratum, BuiltTree), (&u64, &u64))| {
            let base = FrameSeal::base(rules, size, tree.count());
            let quota = stratum.amount.of(base, stratum.rounding);
            let draws = quota.min(tree.count());
            FrameSeal {
                size: Int53::count(size),
                eligible: Int53::count(tree.count()),
                quota: Int53::count(quota),
                draws: Int53::count(draws),
                shortfall: Int53::count(quota - draws),
                overlap: Int53::count(overlap),
                root: tree.root(),
            }
        };
        let frames: Vec<FrameSeal> = strata.map(seal).collect();
        let mut faults = Faults::default();
        for (at, frame) in frames.iter().enumerate() {
            if let Err(error) = frame.allowed(at, rules) {
                faults.push(Place::field(format!("tasks[{}].strata[{at}]", task.id)), error);
            }
        }
        faults.or(frames)
    }
}

/// The key that makes the tickets of a stratum: one for all tasks that share a tag.
pub(crate) fn key(task: &Task, stratum: usize, prk: &Prk) -> Key {
    match &task.tag {
        Some(tag) => prk.key(&["tag", tag.as_str()]),
        None => prk.key(&["target", task.id.as_str(), &stratum.to_string()]),
    }
}

/// The item's object type is part of every stratum's predicate (第八条): an item without kinds takes all.
fn frame(directory: &Directory, task: &Task) -> Result<Frame, Faults> {
    let items: Vec<_> = task.items.iter().filter_map(|id| directory.item(id.as_str())).collect();
    let any = items.iter().any(|item| item.object.is_empty());
    let kinds =
        if any { Vec::new() } else { items.iter().flat_map(|item| item.object.iter().cloned()).collect() };
    let criteria: Vec<_> = task.strata.iter().map(|stratum| stratum.criterion.clone()).collect();
    let error = |error| Fault::new(Place::field(format!("tasks[{}].strata", task.id)), error).into();
    Frame::build(directory.targets(), &kinds, &criteria).map_err(error)
}

/// Rows in some N whose enterprise is `full` (第十四条第二款), ascending.
fn listed(
    directory: &Directory,
    accounts: &Accounts,
    frames: &[Frame],
    full: impl Fn(&Account) -> bool,
) -> Vec<u32> {
    let in_some_frame = |row: &u32| {
        frames
            .iter()
            .any(|frame| frame.strata().get(*row as usize).is_some_and(|&stratum| stratum != NO_STRATUM))
    };
    let mut rows: Vec<u32> = if accounts.cap() == 0 {
        // then those of whom nothing is known are full as well
        let targets = directory.targets();
        (0..targets.len()).filter(|&row| full(&accounts.get(accounts.code(directory, row)))).collect()
    } else {
        let full = accounts.iter().filter(|(_, account)| full(account));
        full.flat_map(|(code, _)| accounts.rows(directory, code)).collect()
    };
    rows.retain(in_some_frame);
    rows.arrange();
    rows
}

/// The list of those who cannot be drawn.
pub(crate) const EXCLUSIONS: &str = "exclusions";

/// 不在可抽范围 - one row of the list `exclusions`: a target whose enterprise has nothing left, or is inspected on a lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Excluded {
    /// How many visits its enterprise may have in the days that count.
    pub allowed: u32,
    /// The article that excludes it.
    pub article: Article,
    /// How many visits of every kind are finished, those that do not count among them (I-2-b).
    pub every_kind: u32,
    /// How many that count are finished.
    pub finished: u32,
    /// The target.
    pub id: Id,
    /// How many that count were finished in the last 12 months.
    pub rolling: u32,
}
