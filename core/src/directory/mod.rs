//! Floor 1: 一单两库 - the item list, the directories of targets and officers, the history of visits, units and areas.

mod builder;
mod changes;
mod column;
mod dictionary;
mod doubled;
mod expert;
mod history;
mod index;
mod item;
mod leaves;
mod lines;
#[cfg(feature = "tabular")]
pub mod load;
mod officer;
mod officers;
mod problem;
mod roots;
mod row;
mod target;
mod targets;
mod targets_builder;
mod unfit;
mod units;
mod words;

pub use builder::{Directory, DirectoryBuilder};
pub use changes::{ItemChange, ItemListError, ListChange, resting_on};
pub use column::{ColumnError, MOST_ROWS, TextColumn, TextSlice};
pub use dictionary::DictionaryColumn;
pub use expert::{Expert, Experts};
pub use history::{History, PastVisit, VisitState};
pub use item::{Basis, Category, Item};
pub use leaves::Leaves;
pub use lines::TargetLines;
pub use officer::{Certificate, CertificateReading, DEFAULT_CAP, Officer, QualificationKind};
pub use officers::Officers;
pub use problem::{DirectoryError, LONGEST_CONTENT, LONGEST_TEXT};
pub use roots::{Root, Roots};
pub use target::{Risk, Status, Target};
pub use targets::Targets;
pub use targets_builder::{MOST_ATTRIBUTES, TargetRow, TargetsBuilder};
pub use unfit::Unfit;
pub use units::{Area, UnitName, Units};
pub(crate) use units::{is_code, row_of};

/// The lists' names, in faults and in every hash of a row.
pub(crate) const ITEMS: &str = "items";
pub(crate) const TARGETS: &str = "targets";
pub(crate) const HISTORY: &str = "history";
pub(crate) const UNITS: &str = "units";
pub(crate) const OFFICERS: &str = "officers";
pub(crate) const EXPERTS: &str = "experts";
/// Names are for people: this list stands in faults only.
const UNIT_NAMES: &str = "unit-names";
