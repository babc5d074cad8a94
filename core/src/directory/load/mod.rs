//! 第十条 - lists from files: each with a receipt that accounts for every row.
//!
//! Headers are found by the names that lists give them, in Chinese or English; [`Options::mapping`] names others.
//! What a row says is checked twice: cell by cell by [`tabular`], then by what the row means.
//!
//! ```
//! use double_random::base::Scheme;
//! use double_random::directory::load;
//! use double_random::tabular::{Options, Source};
//!
//! let file = "区检查对象名录\n编码,企业名称,主体类型,风险等级\n9137 ,某店,餐饮,高\nK-2,某馆,餐饮,高风险\n";
//! let options = Options { mapping: [("id".to_owned(), "编码".to_owned())].into(), ..Options::default() };
//! let source = Source { name: "targets.csv", bytes: file.as_bytes() };
//! let loaded = load::targets(&source, Scheme::Ascii, &options)?;
//! assert_eq!((loaded.receipt.rows_in, loaded.receipt.accepted, loaded.receipt.refused), (2, 1, 1));
//! assert_eq!(loaded.list.risk().get(0), Some("high"));
//! assert_eq!(loaded.file_row(0), Some(4)); // the first target stands in row 4 of the file
//! # Ok::<(), double_random::base::Faults>(())
//! ```

mod areas;
mod experts;
mod history;
mod leave;
mod officers;
mod targets;
mod units;

use crate::base::Faults;
use crate::tabular::{self, Options, Reading, Receipt, Rows, Schema, Source};

use super::problem::LONGEST_TEXT;

pub use experts::experts;
pub use history::history;
pub use officers::officers;
pub use targets::targets;
pub use units::{UnitTable, units};

/// A list with its receipt.
#[derive(Debug, Clone)]
pub struct Loaded<T> {
    /// The accepted rows as a list.
    pub list: T,
    /// What became of every row.
    pub receipt: Receipt,
    /// Per accepted row, its number in the file.
    file_rows: Vec<u32>,
}

impl<T> Loaded<T> {
    /// The number in the file, from 1, of an accepted row, which counts from 0.
    pub fn file_row(&self, row: u32) -> Option<u64> {
        self.file_rows.get(row as usize).map(|&row| u64::from(row))
    }

    /// `faults` of this list as they stand in its file: a later step counts accepted rows, people look at the file.
    #[must_use]
    pub fn located(&self, faults: Faults) -> Faults {
        located(&self.receipt, &self.file_rows, faults)
    }
}

fn located(receipt: &Receipt, file_rows: &[u32], mut faults: Faults) -> Faults {
    for fault in &mut faults.0 {
        if fault.place.file.as_deref() != Some(receipt.list) {
            continue;
        }
        fault.place.file = Some(receipt.file.clone());
        fault.place.sheet.clone_from(&receipt.sheet);
        let index = fault.place.row.and_then(|row| usize::try_from(row.checked_sub(1)?).ok());
        fault.place.row = index.and_then(|index| file_rows.get(index)).map(|&row| u64::from(row));
    }
    faults
}

/// Reads a file whose texts are no longer than a list may hold, so that a long one is a fault of its row.
fn read(source: &Source<'_>, schema: &Schema, options: &Options) -> Result<Reading, Faults> {
    let mut options = options.clone();
    options.limits.cell_characters = options.limits.cell_characters.min(LONGEST_TEXT);
    tabular::read(source, schema, &options)
}

/// The number in the file of each row. No file that is read has 2^32 rows.
fn file_rows(rows: &Rows) -> Vec<u32> {
    rows.iter().map(|row| u32::try_from(row.number()).unwrap_or(u32::MAX)).collect()
}
