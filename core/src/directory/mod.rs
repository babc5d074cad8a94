//! Floor 1: 一单两库 - the item list, the directory of targets, the history of visits, units and areas.

mod target;

pub use target::{Risk, Status, Target};
