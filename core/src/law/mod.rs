//! Floor 0: the guideline's articles, the readings of its unclear wordings, and the numbers a bureau sets.
//!
//! [`Article`] imports nothing and stands below `base`, so that even a wrong check character can name its article.

mod article;
mod reading;
mod rule_set;

pub use article::Article;
pub use reading::{Choice, Reading};
pub use rule_set::RuleSet;
