//! 第十八条 - confirming: a drawn target leaves the list for a named reason only, and the next ticket comes in.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::cap::Planned;
use super::drawn::{Drawn, StratumDrawn, TaskDrawn, without};
use super::problem::DrawError;
use super::smallest::{Wanted, Winner, smallest};
use crate::base::{Digest, Faults, Id, Place};

/// 移除理由 - why a target cannot be inspected (I-18-a). What is found after the lock becomes a conclusion instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// 已注销
    Deregistered,
    /// 已吊销
    Revoked,
    /// 已迁出
    MovedAway,
    /// 重复
    Duplicate,
    /// 不适用本事项
    NotSubject,
}

/// A request to remove a drawn target.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Removal {
    /// The task.
    pub task: Id,
    /// The target.
    pub id: Id,
    /// Why.
    pub reason: Reason,
}

/// A removal as it was carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// What was asked.
    pub removal: Removal,
    /// The stratum, from 0.
    pub stratum: usize,
    /// Row and ticket of the target that came in; none when nobody was left.
    pub replacement: Option<(u32, Digest)>,
    /// Rows of next tickets that the cap passed over (第十四条第二款).
    pub passed_over: Vec<u32>,
}

/// A confirmed list: final but for the lock.
#[derive(Debug, Clone)]
pub struct Confirmed {
    pub(super) drawn: Arc<Drawn>,
    pub(super) removed: Vec<Removed>,
    /// The lists after the removals, in ticket order.
    pub(super) tasks: Vec<TaskDrawn>,
}

impl Drawn {
    /// Confirms the list, with removals before the lock. Their order changes nothing.
    ///
    /// # Errors
    /// A removal of a target that is unknown, not drawn, or removed twice; all of them at once.
    pub fn confirm(self, removals: Vec<Removal>) -> Result<Confirmed, Faults> {
        let mut faults = Faults::default();
        let mut wanted: BTreeMap<(usize, u32), (Removal, bool)> = BTreeMap::new();
        for (at, removal) in removals.into_iter().enumerate() {
            let place = Place::field(format!("removals[{at}]"));
            let (task, id) = (removal.task.to_string(), removal.id.to_string());
            let pool = &self.shared.pool;
            let index = pool.tasks.iter().position(|known| known.id == removal.task);
            let row = pool.directory.targets().row_of(&id);
            match index.zip(row).filter(|&(index, row)| pool.stratum(index, row).is_some()) {
                None => faults.push(place, DrawError::RemovalUnknown { task, id }),
                Some(key) if wanted.contains_key(&key) => {
                    faults.push(place, DrawError::RemovalDoubled { task, id })
                }
                Some(key) => _ = wanted.insert(key, (removal, false)),
            }
        }
        faults.or(())?;
        let tasks = self.tasks.clone();
        let mut confirming =
            Confirming { drawn: &self, accounts: self.accounts.clone(), wanted, removed: Vec::new(), tasks };
        confirming.run();
        let Confirming { wanted, removed, tasks, .. } = confirming;
        let mut faults = Faults::default();
        for (removal, used) in wanted.into_values() {
            if !used {
                let (task, id) = (removal.task.to_string(), removal.id.to_string());
                faults.push(Place::field("removals"), DrawError::RemovalNotDrawn { task, id });
            }
        }
        faults.or(())?;
        Ok(Confirmed { drawn: Arc::new(self), removed, tasks })
    }
}

/// The state while removals are carried out.
struct Confirming<'a> {
    drawn: &'a Drawn,
    accounts: super::cap::Accounts,
    /// Removals by task and row, and whether they came to pass.
    wanted: BTreeMap<(usize, u32), (Removal, bool)>,
    removed: Vec<Removed>,
    tasks: Vec<TaskDrawn>,
}

impl Confirming<'_> {
    /// First every removed target gives its visits back, then each takes the next ticket: in the order of groups,
    /// tasks, strata and tickets.
    fn run(&mut self) {
        let mut queue = Vec::new();
        for group in &self.drawn.groups {
            for &task in &group.tasks {
                let strata =
                    self.drawn.tasks.get(task).map(|drawn| drawn.strata.as_slice()).unwrap_or_default();
                for (stratum, drawn) in strata.iter().enumerate() {
                    let leaving = drawn.rows().filter(|&(row, _)| self.wanted.contains_key(&(task, row)));
                    let leaving: Vec<u32> = leaving.map(|(row, _)| row).collect();
                    if !leaving.is_empty() {
                        queue.push((task, stratum, leaving));
                    }
                }
            }
        }
        for (task, _, leaving) in &queue {
            leaving.iter().for_each(|&row| self.withdraw(*task, row));
        }
        for (task, stratum, leaving) in queue {
            self.replace(task, stratum, &leaving);
        }
    }

    fn planned(&self, task: usize, row: u32) -> Option<(&str, Planned)> {
        let pool = &self.drawn.shared.pool;
        let planned = Planned::of(&pool.directory, pool.tasks.get(task)?, row);
        Some((pool.accounts.code(&pool.directory, row), planned))
    }

    fn withdraw(&mut self, task: usize, row: u32) {
        if let Some((unit_code, planned)) = self.planned(task, row) {
            let unit_code = unit_code.to_owned();
            self.accounts.withdraw(&unit_code, &planned);
        }
    }

    fn replace(&mut self, task: usize, stratum: usize, leaving: &[u32]) {
        let mut next = NextTickets::new(self.drawn, task, stratum, leaving.len());
        for &row in leaving {
            // a replacement may itself be named for removal: then the one after it is asked
            let mut gone = Some(row);
            while let Some(row) = gone.take() {
                let Some((removal, used)) = self.wanted.get_mut(&(task, row)) else { break };
                *used = true;
                let mut removed =
                    Removed { removal: removal.clone(), stratum, replacement: None, passed_over: Vec::new() };
                self.take_out(task, stratum, row);
                while let Some(winner) = next.next() {
                    let Some((unit_code, planned)) = self.planned(task, winner.row) else { break };
                    if self.wanted.contains_key(&(task, winner.row)) {
                        removed.replacement = Some((winner.row, winner.ticket));
                        gone = Some(winner.row);
                        break;
                    }
                    if self.accounts.allows(unit_code, std::slice::from_ref(&planned)) {
                        let unit_code = unit_code.to_owned();
                        removed.replacement = Some((winner.row, winner.ticket));
                        self.accounts.plan(&unit_code, planned);
                        self.take_in(task, stratum, winner);
                        break;
                    }
                    removed.passed_over.push(winner.row);
                }
                self.removed.push(removed);
            }
        }
    }

    fn list(&mut self, task: usize, stratum: usize) -> Option<&mut StratumDrawn> {
        self.tasks.get_mut(task)?.strata.get_mut(stratum)
    }

    fn take_out(&mut self, task: usize, stratum: usize, row: u32) {
        if let Some(list) = self.list(task, stratum) {
            list.winners.retain(|winner| winner.row != row);
        }
    }

    fn take_in(&mut self, task: usize, stratum: usize, winner: Winner) {
        if let Some(list) = self.list(task, stratum) {
            list.winners.push(winner);
        }
    }
}

/// The tickets after the drawn ones, outside S_g, fetched in growing portions.
struct NextTickets<'a> {
    drawn: &'a Drawn,
    task: usize,
    stratum: usize,
    at: usize,
    known: Vec<Winner>,
}

impl<'a> NextTickets<'a> {
    fn new(drawn: &'a Drawn, task: usize, stratum: usize, expected: usize) -> Self {
        let first =
            drawn.tasks.get(task).and_then(|task| task.strata.get(stratum)).map_or(0, StratumDrawn::len);
        let mut this = Self { drawn, task, stratum, at: first, known: Vec::new() };
        this.fetch(first + 2 * expected + 16);
        this
    }

    fn next(&mut self) -> Option<Winner> {
        if self.at >= self.known.len() {
            let more = self.known.len() * 2 + 16;
            if self.fetch(more) <= self.at {
                return None;
            }
        }
        let winner = self.known.get(self.at).cloned();
        self.at += 1;
        winner
    }

    /// Knows at least `count` tickets, or all there are; says how many.
    fn fetch(&mut self, count: usize) -> usize {
        let shared = &self.drawn.shared;
        let group = self.drawn.groups.iter().find(|group| group.tasks.contains(&self.task));
        let strata = shared.pool.strata.get(self.task);
        let drawn = self.drawn.tasks.get(self.task);
        let sealed = shared.seal.tasks.get(self.task);
        let (Some(group), Some(strata), Some(drawn), Some(sealed)) = (group, strata, drawn, sealed) else {
            return 0;
        };
        let (strata, _) = without(strata, &group.set_aside, drawn.strata.len());
        let wanted: Vec<Wanted> = drawn
            .strata
            .iter()
            .zip(&sealed.frames)
            .enumerate()
            .map(|(index, (drawn, frame))| {
                let candidates = frame.eligible.get().saturating_sub(drawn.set_aside);
                let quota = if index == self.stratum { candidates.min(count as u64) } else { 0 };
                Wanted { key: drawn.key, quota, candidates }
            })
            .collect();
        let lists = smallest(shared.pool.directory.targets().ids(), &strata, &wanted);
        self.known = lists.into_iter().nth(self.stratum).unwrap_or_default();
        self.known.len()
    }
}

impl Confirmed {
    /// What was removed and what came in, in the order in which it happened.
    pub fn removed(&self) -> &[Removed] {
        &self.removed
    }

    /// The lists after the removals.
    pub fn tasks(&self) -> &[TaskDrawn] {
        &self.tasks
    }

    /// The draw before the removals.
    pub fn drawn(&self) -> &Drawn {
        &self.drawn
    }
}
