//! 第二十条第三款 - the table of areas: which of its rows takes a place, and whose officers may help there.

use std::collections::BTreeMap;

use super::problem::OfficersError;
use super::round::Neighbours;
use crate::base::order::{Arrange as _, Gather as _};
use crate::base::{Faults, Place};
use crate::directory::row_of;

/// The table: a row's number is its place in the order of areas.
#[derive(Debug, Default)]
pub(super) struct Areas {
    names: Vec<String>,
    number: BTreeMap<String, u32>,
}

impl Areas {
    /// Numbers the rows in the order of their areas.
    pub(super) fn new(rows: &[Neighbours]) -> Self {
        let mut names: Vec<String> = rows.iter().map(|row| row.area.clone()).collect();
        names.arrange();
        names.dedup();
        Self { number: names.iter().cloned().zip(0..).gather(), names }
    }

    /// Checks that areas are named once and neighbours are rows.
    pub(super) fn check(&self, rows: &[Neighbours], faults: &mut Faults) {
        let mut seen = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            let area = || row.area.clone();
            if seen.insert(row.area.as_str(), at).is_some() {
                faults.push(
                    Place::field(format!("areas[{at}].area")),
                    OfficersError::AreaDoubled { area: area() },
                );
            }
            for neighbour in row.neighbours.iter().filter(|neighbour| !self.number.contains_key(*neighbour)) {
                let problem =
                    OfficersError::NeighbourNotListed { area: area(), neighbour: neighbour.clone() };
                faults.push(Place::field(format!("areas[{at}].neighbours")), problem);
            }
        }
    }

    /// The row that takes `area`, by name; `None` without a table. `Err` where no row takes it.
    pub(super) fn row(&self, area: Option<&str>) -> Result<Option<String>, ()> {
        if self.number.is_empty() {
            return Ok(None);
        }
        let number = area.and_then(|area| row_of(&self.number, area));
        number.and_then(|&number| self.names.get(number as usize)).cloned().map(Some).ok_or(())
    }

    /// The number of a row, 0 without a table.
    pub(super) fn number(&self, row: Option<&str>) -> u32 {
        row.and_then(|row| self.number.get(row)).copied().unwrap_or_default()
    }

    /// For each area the numbers of its neighbours.
    pub(super) fn pool(&self, rows: &[Neighbours]) -> Vec<Vec<u32>> {
        let mut pool = vec![Vec::new(); self.number.len()];
        for row in rows {
            let numbers = row.neighbours.iter().filter_map(|neighbour| self.number.get(neighbour).copied());
            if let Some(entry) = pool.get_mut(self.number(Some(&row.area)) as usize) {
                entry.extend(numbers);
            }
        }
        pool
    }
}
