//! Floor 2: what is to be drawn - predicates, strata, tasks, the round, who approved it, and how the seed will be made.

mod approval;
mod ceremony;
mod check;
mod criterion;
mod limits;
mod problem;
mod round;
mod task;

pub use approval::{Approval, Role};
pub use ceremony::{CeremonyPlan, PartyPlan, Source, SourceError, Strength};
pub use criterion::{Criterion, CriterionError};
pub use problem::PlanError;
pub use round::{CapOverride, Disclosure, Provenance, Round};
pub use task::{Amount, Delegation, Joint, Seat, Stratum, Task};
