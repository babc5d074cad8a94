//! 第十八条 - the result of a round as it is written: ids and tickets of the drawn, counts and roots of the rest.

use serde::{Deserialize, Serialize};

use crate::base::merkle::{id_hash, root_of};
use crate::base::{Digest, Id, Int53, Key, RowHasher};
use crate::draw::{Assignment, Confirmed, Dispatched, Drawn, Locked, Reason, Removed, StratumDrawn};
use crate::plan::Approval;

/// What came out of a round.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Draw groups in the order in which they drew.
    pub groups: Vec<GroupRecord>,
    /// Drawn lists, sorted by task.
    pub tasks: Vec<TaskRecord>,
    /// Removals in the order in which they were carried out; null before confirming.
    pub removals: Option<Vec<RemovalRecord>>,
    /// Who locked the list; null before the lock.
    pub lock: Option<Approval>,
    /// What every unit received; null before the dispatch.
    pub dispatch: Option<Vec<DispatchRecord>>,
}

/// A draw group and whom the cap set aside before it drew (第十四条第二款).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupRecord {
    /// Its tasks.
    pub tasks: Vec<Id>,
    /// The size of S_g.
    pub set_aside: Int53,
    /// The Merkle root over S_g.
    pub root: Digest,
}

/// One task's drawn lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskRecord {
    /// The task.
    pub task: Id,
    /// Its strata in order.
    pub strata: Vec<StratumRecord>,
}

/// One stratum's drawn list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StratumRecord {
    /// The key of its tickets.
    pub key: Key,
    /// s: how many of its n the cap set aside.
    pub set_aside: Int53,
    /// 缺额 - quota minus drawn.
    pub shortfall: Int53,
    /// 末位中签号码
    pub cutoff: Option<Digest>,
    /// Drawn targets in ticket order.
    pub drawn: Vec<TicketRecord>,
}

/// A target with its ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TicketRecord {
    /// The target.
    pub id: Id,
    /// 摇号号码
    pub ticket: Digest,
}

/// A removal before the lock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemovalRecord {
    /// The task.
    pub task: Id,
    /// The stratum, from 0.
    pub stratum: Int53,
    /// The removed target.
    pub id: Id,
    /// Why.
    pub reason: Reason,
    /// Who came in; null when nobody was left.
    pub replacement: Option<TicketRecord>,
    /// Next tickets that the cap passed over, as `H("id", "targets", id)`: they are not drawn.
    pub passed_over: Vec<Digest>,
}

/// What one unit received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DispatchRecord {
    /// The unit.
    pub unit: Id,
    /// Batches in order.
    pub batches: Vec<Vec<BatchEntry>>,
}

/// One target of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchEntry {
    /// The target.
    pub id: Id,
    /// The tasks that drew it.
    pub tasks: Vec<Id>,
}

impl Outcome {
    pub(super) fn of_drawn(drawn: &Drawn) -> Self {
        let groups = drawn.groups().map(|(tasks, rows)| group(drawn, tasks, rows)).collect();
        let tasks = drawn.seal().tasks.iter().zip(drawn.tasks()).map(|(sealed, task)| {
            let strata = sealed.frames.iter().zip(&task.strata);
            let strata = strata.map(|(frame, stratum)| self::stratum(drawn, frame.quota, stratum)).collect();
            TaskRecord { task: sealed.task.id.clone(), strata }
        });
        Self { groups, tasks: tasks.collect(), removals: None, lock: None, dispatch: None }
    }

    pub(super) fn of_confirmed(confirmed: &Confirmed) -> Self {
        let drawn = confirmed.drawn();
        let removals = confirmed.removed().iter().map(|removed| removal(drawn, removed)).collect();
        Self { removals: Some(removals), ..Self::of_drawn(drawn) }
    }

    pub(super) fn of_locked(locked: &Locked) -> Self {
        Self { lock: Some(locked.approval().clone()), ..Self::of_confirmed(locked.confirmed()) }
    }

    pub(super) fn of_dispatched(dispatched: &Dispatched) -> Self {
        let locked = dispatched.locked();
        let entry = |assignment: &Assignment| BatchEntry {
            id: id(locked.drawn(), assignment.row),
            tasks: assignment.tasks.clone(),
        };
        let units = dispatched.units().iter().map(|list| DispatchRecord {
            unit: list.unit.clone(),
            batches: list.batches.iter().map(|batch| batch.iter().map(entry).collect()).collect(),
        });
        Self { dispatch: Some(units.collect()), ..Self::of_locked(locked) }
    }
}

fn id(drawn: &Drawn, row: u32) -> Id {
    drawn.directory().targets().checked_id(row)
}

fn ticket(drawn: &Drawn, (row, ticket): (u32, Digest)) -> TicketRecord {
    TicketRecord { id: id(drawn, row), ticket }
}

fn group(drawn: &Drawn, tasks: Vec<Id>, rows: &[u32]) -> GroupRecord {
    let hasher = drawn.hasher();
    let leaves = rows.iter().map(|&row| set_aside_hash(&hasher, drawn.directory().targets().id(row)));
    let root = root_of(drawn.protocol().suite, leaves.collect());
    GroupRecord { tasks, set_aside: Int53::count(rows.len() as u64), root }
}

/// The list of those whom a group set aside.
pub(super) const SET_ASIDE: &str = "set-aside";

/// idh and rowh of a target in S_g: its id is the whole row.
pub(super) fn set_aside_hash(hasher: &RowHasher, id: &str) -> (Digest, Digest) {
    // INVARIANT: a row of one text is always written
    hasher.hash(SET_ASIDE, id, &serde_json::json!({ "id": id })).unwrap_or((Digest([0; 32]), Digest([0; 32])))
}

fn stratum(drawn: &Drawn, quota: Int53, stratum: &StratumDrawn) -> StratumRecord {
    StratumRecord {
        key: stratum.key,
        set_aside: Int53::count(stratum.set_aside),
        shortfall: Int53::count(quota.get().saturating_sub(stratum.len() as u64)),
        cutoff: stratum.cutoff(),
        drawn: stratum.rows().map(|row| ticket(drawn, row)).collect(),
    }
}

fn removal(drawn: &Drawn, removed: &Removed) -> RemovalRecord {
    let blind = |&row: &u32| id_hash(drawn.protocol(), "targets", drawn.directory().targets().id(row));
    RemovalRecord {
        task: removed.removal.task.clone(),
        stratum: Int53::count(removed.stratum as u64),
        id: removed.removal.id.clone(),
        reason: removed.removal.reason,
        replacement: removed.replacement.map(|row| ticket(drawn, row)),
        passed_over: removed.passed_over.iter().map(blind).collect(),
    }
}
