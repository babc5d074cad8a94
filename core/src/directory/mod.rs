//! Floor 1: 一单两库 - the item list, the directory of targets, the history of visits, units and areas.

mod column;
mod target;

pub use column::{ColumnError, DictionaryColumn, MOST_ROWS, TextColumn, TextSlice};
pub use target::{Risk, Status, Target};
