//! Floor 5: the team (检查组) - officers matched at random to the visits of a unit, and who leads.
//!
//! A [`MatchRound`] is sealed after the dispatch ([`OfficersSealed`]), gets a random value of its own
//! ([`OfficersSeeded`]), and comes to teams ([`Matched`]) or to a proof that there are none ([`NoPlan`]); teams are
//! ordered to inspect ([`Ordered`]). From then on officers are replaced one by one ([`Replacement`]). The draw itself stands in [`bare`], in indices.

mod areas;
mod away;
pub mod bare;
mod before;
mod block;
mod change;
mod direct;
mod ended;
mod expert;
mod explained;
mod explained_words;
mod lists;
mod matched;
mod order;
mod places;
mod problem;
mod roster;
mod round;
mod seal;
mod sealed;
mod seeded;
mod signing;

pub(crate) use before::check_fresh;
pub use block::{Block, Blocked};
pub(crate) use change::{Basis, Standing};
pub use change::{
    Change, ChangeError, Choice, Declined, Offer, Passed, Replaced, Replacement, ReplacementReason, Rung,
    Taken,
};
pub(crate) use direct::Judge as DirectJudge;
pub use direct::{DirectAssignment, DirectSeal};
pub(crate) use expert::redraw as redraw_experts;
pub use expert::{ExpertAppointed, ExpertAppointment, ExpertSeal, ExpertsDrawn};
pub use explained::{Drawing, NoLot, SeatExplained, TeamExplained, WhyNot};
pub use matched::{Appointment, LeaderReading, MatchOutcome, Matched, NoPlan};
pub(crate) use matched::{eligible, replay};
pub use order::Ordered;
pub use problem::OfficersError;
pub use round::{AskedBy, MatchRound, Method, Neighbours, Recusal};
pub use seal::{Away, Earlier, Ground, OfficersSeal, PoolSeal, Scope, VisitSeal};
pub(crate) use sealed::Material;
pub use sealed::OfficersSealed;
pub use seeded::OfficersSeeded;
pub(crate) use signing::Signing;
