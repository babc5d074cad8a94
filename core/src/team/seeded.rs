//! 人员摇号 - sealed officers with their seed, and the match.

use std::sync::Arc;

use super::bare;
use super::direct::Left;
use super::matched::{MatchOutcome, Matched, NoPlan};
use super::sealed::Shared;
use crate::base::{Faults, Prk};
use crate::draw::Ceremony;

/// Sealed officers with their seed.
#[derive(Debug, Clone)]
pub struct OfficersSeeded {
    pub(super) shared: Arc<Shared>,
    pub(super) ceremony: Ceremony,
    pub(super) prk: Prk,
}

impl OfficersSeeded {
    /// Matches officers to seats. It never gets stuck: there is a plan, or a proof that there is none.
    ///
    /// # Errors
    /// None for a roster that was sealed.
    pub fn match_officers(self) -> Result<MatchOutcome, Faults> {
        let Self { shared, ceremony, prk } = self;
        let drawn = bare::match_officers(&prk, &shared.roster, shared.seal.sweeps)?;
        Ok(match Left::of(&shared.seal).lift(&shared.seal, drawn) {
            bare::Matching::Matched(teams) => {
                MatchOutcome::Matched(Matched::new(shared, ceremony, &prk, teams)?)
            }
            bare::Matching::Infeasible(infeasible) => {
                MatchOutcome::NoPlan(NoPlan { shared, ceremony, infeasible })
            }
        })
    }
}
