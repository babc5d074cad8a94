//! A table of text, to be written as CSV or xlsx.

/// Rows of text below one header row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The name of the sheet: at most 31 characters, none of `[ ] : * ? / \`.
    pub name: String,
    /// The header.
    pub header: Vec<String>,
    /// The rows; each should be as long as the header.
    pub rows: Vec<Vec<String>>,
}
