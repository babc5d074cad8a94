//! Floor 2: what is to be drawn - predicates, strata, tasks, the round, and who approved it.

mod criterion;

pub use criterion::{Criterion, CriterionError};
