//! 抽中概率 - the chance every target had: as sealed, and given what earlier groups drew.

use serde::{Deserialize, Serialize};

use super::drawn::Drawn;
use crate::base::Int53;

/// An exact share, not reduced: `draws` of `candidates`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fraction {
    /// How many are drawn.
    pub draws: Int53,
    /// Out of how many, each equally likely.
    pub candidates: Int53,
}

/// The chance of one target in one task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Chance {
    /// The stratum, from 0.
    pub stratum: Int53,
    /// k of n, known from the seal on.
    pub sealed: Fraction,
    /// min(k, n - s) of n - s, given S_g; 0 draws inside S_g.
    pub given: Fraction,
    /// Whether the cap set the target aside (第十四条第二款).
    pub set_aside: bool,
}

impl Drawn {
    /// The chance of target `id` in task `task`; `None` where it was in no stratum that could draw it.
    pub fn chance(&self, task: &str, id: &str) -> Option<Chance> {
        let pool = &self.shared.pool;
        let row = pool.directory.targets().row_of(id)?;
        let index = pool.tasks.iter().position(|known| known.id.as_str() == task)?;
        let stratum = pool.stratum(index, row)?;
        let frame = self.shared.seal.tasks.get(index)?.frames.get(stratum)?;
        let drawn = self.tasks.get(index)?.strata.get(stratum)?;
        let group = self.groups.iter().find(|group| group.tasks.contains(&index))?;
        let set_aside = group.set_aside.binary_search(&row).is_ok();
        let candidates = Int53::count(frame.eligible.get().saturating_sub(drawn.set_aside));
        let draws = if set_aside { Int53::default() } else { frame.draws.min(candidates) };
        Some(Chance {
            stratum: Int53::count(stratum as u64),
            sealed: Fraction { draws: frame.draws, candidates: frame.eligible },
            given: Fraction { draws, candidates },
            set_aside,
        })
    }
}
