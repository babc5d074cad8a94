//! Floor 2: what is to be drawn - predicates, strata, tasks, the round, who approved it, and how the seed will be made.

mod annual;
mod annual_problem;
mod applicability;
mod approval;
mod basis;
mod beacon;
mod carried_out;
mod ceremony;
mod check;
mod criterion;
mod delegation;
mod limits;
mod problem;
mod round;
mod strength;
mod task;
mod tier;

pub use annual::{AnnualPlan, Part, PlanLine, PlanStep, Step};
pub use annual_problem::{AnnualError, AnnualNotice};
pub use applicability::{ApplicabilityError, CaseKind, LeadSource, Occasion, Outside};
pub use approval::{Approval, Role};
pub use basis::{AdHoc, Planned, TaskBasis};
pub use beacon::{BeaconError, BeaconPlan};
pub use ceremony::{CeremonyPlan, PartyPlan, Source, SourceError};
pub(crate) use check::Settings;
pub use criterion::{Criterion, CriterionError};
pub use delegation::{DelegationError, Department, Departments};
pub use problem::PlanError;
pub use round::{CapOverride, Disclosure, Provenance, Round};
pub use strength::Strength;
pub use task::{Amount, Delegation, ExpertDemand, Joint, Seat, Stratum, Task};
pub use tier::{Rate, TierError, TierRates, tier_of};
