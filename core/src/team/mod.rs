//! Floor 5: the team (检查组) - officers matched at random to the visits of a unit, and who leads.
//!
//! A [`MatchRound`] is sealed after the dispatch ([`OfficersSealed`]), gets a random value of its own
//! ([`OfficersSeeded`]), and comes to teams ([`Matched`]) or to a proof that there are none ([`NoPlan`]); teams are
//! ordered to inspect ([`Ordered`]). The draw itself stands in [`bare`], in indices.

mod areas;
mod away;
pub mod bare;
mod direct;
mod lists;
mod matched;
mod order;
mod problem;
mod roster;
mod round;
mod seal;
mod sealed;

pub use direct::{DirectAssignment, DirectSeal};
pub use matched::{Appointment, LeaderReading, MatchOutcome, Matched, NoPlan};
pub(crate) use matched::{eligible, replay};
pub use order::Ordered;
pub use problem::OfficersError;
pub use round::{AskedBy, MatchRound, Method, Neighbours, Recusal};
pub use seal::{Away, Earlier, Ground, OfficersSeal, PoolSeal, Scope, VisitSeal};
pub(crate) use sealed::{Material, check_fresh};
pub use sealed::{OfficersSealed, OfficersSeeded};
