//! What a list must and may hold: its columns, the headers they go by, and what their cells mean.

use crate::base::Scheme;

/// The columns of a list, written down once as data.
///
/// ```
/// use double_random::base::Scheme;
/// use double_random::tabular::{CellKind, ColumnSpec, Schema};
///
/// static TARGETS: Schema = Schema {
///     list: "targets",
///     columns: &[
///         ColumnSpec { field: "id", aliases: &["统一社会信用代码", "credit code"], kind: CellKind::Id(Scheme::CreditCode), required: true },
///         ColumnSpec { field: "name", aliases: &["企业名称", "name"], kind: CellKind::Text, required: false },
///     ],
///     key: &["id"],
/// };
/// assert_eq!(TARGETS.column("name").map(|column| column.required), Some(false));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// The list's name, `targets` for example; it stands in the receipt.
    pub list: &'static str,
    /// The columns in the order in which rows give them back.
    pub columns: &'static [ColumnSpec],
    /// The fields that together name a row. Empty where rows may repeat, in a history for example.
    pub key: &'static [&'static str],
}

impl Schema {
    /// The column of `field`, if the list has one.
    pub fn column(&self, field: &str) -> Option<&'static ColumnSpec> {
        self.columns.iter().find(|column| column.field == field)
    }
}

/// One column of a list.
#[derive(Debug, Clone, Copy)]
pub struct ColumnSpec {
    /// The field's name in the code, `unit_code` for example.
    pub field: &'static str,
    /// The headers it goes by in real files. White space, width of characters and case do not matter.
    pub aliases: &'static [&'static str],
    /// What its cells hold.
    pub kind: CellKind,
    /// Whether the file must have it and every row must fill it.
    pub required: bool,
}

/// What the cells of a column hold, and so how they are checked and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// An id of this scheme. Nothing in it is trimmed or repaired unless an option says so.
    Id(Scheme),
    /// Any text, trimmed.
    Text,
    /// A day, given back as `2026-03-01`.
    Date,
    /// A whole number from 0 to 2^53 - 1, given back without leading zeros.
    Whole,
    /// One of these words: as it stands in the file, and as it is given back.
    Choice(&'static [(&'static str, &'static str)]),
}
