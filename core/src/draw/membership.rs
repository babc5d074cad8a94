//! 抽取范围 - what a certificate asks of a draw: who was in which pool, who was excluded, whom the cap set aside.

use super::drawn::Drawn;
use super::pool::Excluded;
use crate::base::RowHasher;

impl Drawn {
    /// How the rows of this round are hashed.
    pub(crate) fn hasher(&self) -> RowHasher {
        self.shared.pool.hasher
    }

    /// Per task, the stratum in which each row could be drawn; `NO_STRATUM` where none.
    pub(crate) fn pools(&self) -> &[Vec<u16>] {
        &self.shared.pool.strata
    }

    /// The rows that the list of exclusions holds, ascending, and what it says of each.
    pub(crate) fn excluded(&self) -> impl Iterator<Item = (u32, Excluded)> {
        let pool = &self.shared.pool;
        pool.excluded.iter().map(|&(row, _)| (row, pool.excluded_row(row)))
    }
}
