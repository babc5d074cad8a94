//! Floor 1: 一单两库 - the item list, the directory of targets, the history of visits, units and areas.

mod column;
mod dictionary;
mod doubled;
mod target;

pub use column::{ColumnError, MOST_ROWS, TextColumn, TextSlice};
pub use dictionary::DictionaryColumn;
pub use target::{Risk, Status, Target};
