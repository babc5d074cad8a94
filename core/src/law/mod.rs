//! Floor 0: the guideline's articles, the readings of its unclear wordings, and the numbers a bureau sets.
//!
//! [`Article`] imports nothing and stands below `base`, so that even a wrong check character can name its article.
//! All of them stand with their code and tests in [`_docs::articles`](crate::_docs::articles).

mod article;
mod problem;
mod reading;
mod rule_set;

pub use article::{Article, Status};
pub use problem::RuleSetError;
pub use reading::{Alternative, ChangedBy, Choice, Reading, Why};
pub use rule_set::{LeastRatio, LicenceTerm, RuleSet, Tier, VisitKind, WorkingDays};
