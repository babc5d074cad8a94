//! Floor 6: what is due, by which article, until when.

mod convention;
mod deadline;

pub use convention::Convention;
pub use deadline::{Due, Matter, Terms, task_end};
