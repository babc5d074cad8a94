//! 第十六条, 第十七条 - the draw: in each stratum the targets with the smallest tickets.

use std::borrow::Cow;
use std::sync::Arc;

use super::cap::{Accounts, Planned};
use super::ceremony::Ceremony;
use super::group::{groups, set_aside};
use super::pool::key;
use super::seal::Seal;
use super::sealed::Shared;
use super::smallest::{NO_STRATUM, Wanted, Winner, smallest};
use crate::base::{Digest, Id, Key, Prk, Protocol};
use crate::directory::Directory;

/// A sealed round with its seed. Nothing is drawn yet.
#[derive(Debug, Clone)]
pub struct Seeded {
    pub(super) shared: Arc<Shared>,
    pub(super) ceremony: Ceremony,
    pub(super) prk: Prk,
}

/// What a group set aside under the cap before it drew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// Indices of its tasks.
    pub(super) tasks: Vec<usize>,
    /// S_g: rows, ascending.
    pub(super) set_aside: Vec<u32>,
}

/// 摇号结果 - the drawn list of every stratum, in ticket order.
#[derive(Debug, Clone)]
pub struct Drawn {
    pub(super) shared: Arc<Shared>,
    pub(super) ceremony: Ceremony,
    pub(super) prk: Prk,
    pub(super) groups: Vec<Group>,
    /// Sorted by task id, as in the seal.
    pub(super) tasks: Vec<TaskDrawn>,
    /// The accounts with everything that was drawn.
    pub(super) accounts: Accounts,
}

/// One task's drawn lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskDrawn {
    /// One entry per stratum.
    pub strata: Vec<StratumDrawn>,
}

/// 抽取分项结果 - one stratum's drawn list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StratumDrawn {
    /// The key of its tickets.
    pub key: Key,
    /// s: how many of its n the cap set aside before it drew.
    pub set_aside: u64,
    /// The smallest tickets with their rows, in order.
    pub(super) winners: Vec<Winner>,
}

impl StratumDrawn {
    /// How many are drawn.
    pub fn len(&self) -> usize {
        self.winners.len()
    }

    /// Whether nobody is drawn.
    pub fn is_empty(&self) -> bool {
        self.winners.is_empty()
    }

    /// 末位中签号码 - the last drawn ticket, none if nobody is drawn.
    pub fn cutoff(&self) -> Option<Digest> {
        self.winners.last().map(|winner| winner.ticket)
    }

    /// Rows and tickets of the drawn targets, in ticket order.
    pub fn rows(&self) -> impl Iterator<Item = (u32, Digest)> {
        self.winners.iter().map(|winner| (winner.row, winner.ticket))
    }
}

impl Drawn {
    /// What was sealed.
    pub fn seal(&self) -> &Seal {
        &self.shared.seal
    }

    /// The seal's check value.
    pub fn digest(&self) -> Digest {
        self.shared.digest()
    }

    /// What happened at the ceremony.
    pub fn ceremony(&self) -> &Ceremony {
        &self.ceremony
    }

    /// The lists that were drawn from.
    pub fn directory(&self) -> &Directory {
        &self.shared.pool.directory
    }

    /// The drawn lists, sorted by task id.
    pub fn tasks(&self) -> &[TaskDrawn] {
        &self.tasks
    }

    pub(crate) fn protocol(&self) -> Protocol {
        self.shared.pool.protocol
    }

    /// Draw groups in their order: task ids and S_g.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (Vec<Id>, &[u32])> {
        self.groups.iter().map(|group| {
            let tasks = group.tasks.iter().filter_map(|&index| self.shared.pool.tasks.get(index));
            (tasks.map(|task| task.id.clone()).collect(), group.set_aside.as_slice())
        })
    }
}

impl Seeded {
    /// The key of a stratum's tickets, `None` where there is no such task or stratum.
    pub fn key(&self, task: &str, stratum: usize) -> Option<Key> {
        let task = self.shared.pool.tasks.iter().find(|known| known.id.as_str() == task)?;
        (stratum < task.strata.len()).then(|| key(task, stratum, &self.prk))
    }

    /// Draws every task, group by group.
    pub fn draw(self) -> Drawn {
        let pool = &self.shared.pool;
        let mut accounts = pool.accounts.clone();
        let mut tasks = vec![TaskDrawn { strata: Vec::new() }; pool.tasks.len()];
        let mut drawn_groups = Vec::new();
        for group in groups(pool) {
            let aside = set_aside(pool, &group, &accounts, &self.prk);
            for &index in &group {
                if let Some(drawn) = tasks.get_mut(index) {
                    *drawn = self.draw_task(index, &aside);
                }
            }
            for &index in &group {
                let rows =
                    tasks.get(index).into_iter().flat_map(|task| &task.strata).flat_map(StratumDrawn::rows);
                let Some(task) = pool.tasks.get(index) else { continue };
                for (row, _) in rows {
                    let planned = Planned::of(&pool.directory, task, row);
                    let code = accounts.code(&pool.directory, row).to_owned();
                    accounts.plan(&code, planned);
                }
            }
            drawn_groups.push(Group { tasks: group, set_aside: aside });
        }
        let Self { shared, ceremony, prk } = self;
        Drawn { shared, ceremony, prk, groups: drawn_groups, tasks, accounts }
    }

    fn draw_task(&self, index: usize, aside: &[u32]) -> TaskDrawn {
        let pool = &self.shared.pool;
        let (Some(task), Some(seal), Some(strata)) =
            (pool.tasks.get(index), self.shared.seal.tasks.get(index), pool.strata.get(index))
        else {
            return TaskDrawn { strata: Vec::new() };
        };
        let (strata, refused) = without(strata, aside, task.strata.len());
        let wanted: Vec<Wanted> = (0..task.strata.len())
            .zip(&seal.frames)
            .zip(&refused)
            .map(|((stratum, frame), &refused)| {
                let candidates = frame.eligible.get().saturating_sub(refused);
                let quota = frame.draws.get().min(candidates);
                Wanted { key: key(task, stratum, &self.prk), quota, candidates }
            })
            .collect();
        let winners = smallest(pool.directory.targets().ids(), &strata, &wanted);
        let strata = wanted.iter().zip(refused).zip(winners);
        TaskDrawn {
            strata: strata
                .map(|((wanted, set_aside), winners)| StratumDrawn { key: wanted.key, set_aside, winners })
                .collect(),
        }
    }
}

/// The strata without the rows set aside, and how many each stratum loses.
pub(super) fn without<'a>(strata: &'a [u16], aside: &[u32], count: usize) -> (Cow<'a, [u16]>, Vec<u64>) {
    let mut refused = vec![0; count];
    let mut strata = Cow::Borrowed(strata);
    for &row in aside {
        let stratum = strata.get(row as usize).copied().unwrap_or(NO_STRATUM);
        if let Some(refused) = refused.get_mut(usize::from(stratum)) {
            *refused += 1;
            strata.to_mut().get_mut(row as usize).into_iter().for_each(|stratum| *stratum = NO_STRATUM);
        }
    }
    (strata, refused)
}
