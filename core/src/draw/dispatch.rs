//! 第十八条 - dispatch: every locked target goes to its unit, in batches whose order is random.
//!
//! A part of the list is never picked by hand (I-18-b): it is split by unit, then cut into the sealed number of
//! batches after a permutation that the seed decides.

use std::collections::BTreeMap;

use super::cap::unit_of;
use super::lock::Locked;
use super::problem::DrawError;
use crate::base::stream::Stream;
use crate::base::{Faults, Id, Place};

/// One target with the tasks that drew it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Assignment {
    /// The target's row.
    pub row: u32,
    /// The tasks, sorted by id.
    pub tasks: Vec<Id>,
}

/// 派发名单 - what one unit receives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitList {
    /// The unit.
    pub unit: Id,
    /// Batches in order, each in its random order.
    pub batches: Vec<Vec<Assignment>>,
}

/// A dispatched list.
#[derive(Debug, Clone)]
pub struct Dispatched {
    locked: Locked,
    units: Vec<UnitList>,
}

impl Locked {
    /// Sends every target to its task's unit, else to the unit of its area.
    ///
    /// # Errors
    /// `dispatch-no-area` or `dispatch-no-unit` for every drawn target that nobody would inspect. The lock stands: the table of areas
    /// must name the unit in a new round, or the task must.
    pub fn dispatch(self) -> Result<Dispatched, Faults> {
        let units = self.units()?;
        Ok(Dispatched { locked: self, units })
    }

    fn units(&self) -> Result<Vec<UnitList>, Faults> {
        let drawn = self.drawn();
        let pool = &drawn.shared.pool;
        let targets = pool.directory.targets();
        let mut faults = Faults::default();
        let mut lists: BTreeMap<&Id, BTreeMap<&str, Assignment>> = BTreeMap::new();
        for (task, drawn) in pool.tasks.iter().zip(&self.confirmed.tasks) {
            for (row, _) in drawn.strata.iter().flat_map(|stratum| stratum.rows()) {
                let id = targets.id(row);
                let Some(unit) = unit_of(&pool.directory, task, row) else {
                    let id = id.to_owned();
                    let problem = match targets.area().get(row) {
                        Some(area) => DrawError::NoUnit { id, area: area.to_owned() },
                        None => DrawError::NoArea { id },
                    };
                    let place = Place::row(u64::from(row) + 1, "area");
                    faults.push(Place { file: Some("targets".to_owned()), ..place }, problem);
                    continue;
                };
                let empty = || Assignment { row, tasks: Vec::new() };
                lists.entry(unit).or_default().entry(id).or_insert_with(empty).tasks.push(task.id.clone());
            }
        }
        faults.or(())?;
        let batches = drawn.shared.seal.batches.get();
        let cut = |(unit, list): (&Id, BTreeMap<&str, Assignment>)| {
            let mut list: Vec<Assignment> = list.into_values().collect();
            Stream::new(drawn.prk.expand(&["batch", unit.as_str()])).permute(&mut list);
            UnitList { unit: unit.clone(), batches: cut(list, batches) }
        };
        Ok(lists.into_iter().map(cut).collect())
    }
}

/// Cuts a list into at most `count` batches whose lengths differ by at most one, the longer ones first.
fn cut(list: Vec<Assignment>, count: u64) -> Vec<Vec<Assignment>> {
    let length = list.len() as u64;
    let count = count.clamp(1, length.max(1));
    let mut rest = list.into_iter();
    (0..count)
        .map(|batch| {
            rest.by_ref().take((length / count + u64::from(batch < length % count)) as usize).collect()
        })
        .collect()
}

impl Dispatched {
    /// What every unit receives, sorted by unit.
    pub fn units(&self) -> &[UnitList] {
        &self.units
    }

    /// The locked list.
    pub fn locked(&self) -> &Locked {
        &self.locked
    }
}
