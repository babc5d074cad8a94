//! Floor 1: bytes of CSV and Excel files to rows, with every fault and a receipt.
//!
//! A list is read by a [`Schema`]. What offices really have is taken: a title row above the header, Chinese
//! headers with stray spaces, UTF-8 or GB18030, five ways to write a day. What could be misread is refused, cell
//! by cell, with its place, its reason and its remedy; nothing is repaired unless an option says so, and then
//! the [`Receipt`] names each change. For every list, rows in = accepted + refused + duplicates.
//!
//! ```
//! use double_random::base::Scheme;
//! use double_random::tabular::{self, CellKind, ColumnSpec, Options, Schema, Source};
//!
//! static TARGETS: Schema = Schema {
//!     list: "targets",
//!     columns: &[
//!         ColumnSpec { field: "id", aliases: &["统一社会信用代码"], kind: CellKind::Id(Scheme::CreditCode), required: true },
//!         ColumnSpec { field: "since", aliases: &["注册日期"], kind: CellKind::Date, required: false },
//!     ],
//!     key: &["id"],
//! };
//! let bytes = "2026年名录,\n统一社会 信用代码,注册日期\n913702001635621638,1980.1.22\n9137068716530044xP,\n";
//! let reading = tabular::read(&Source { name: "list.csv", bytes: bytes.as_bytes() }, &TARGETS, &Options::default())?;
//! assert_eq!(reading.rows.get(0).and_then(|row| row.get("since")), Some("1980-01-22"));
//! let receipt = &reading.receipt;
//! assert_eq!((receipt.rows_in, receipt.accepted, receipt.refused, receipt.duplicates), (2, 1, 1, 0));
//! assert_eq!(receipt.faults.listed()[0].code(), "credit-code-lower-case");
//! # Ok::<(), double_random::base::Faults>(())
//! ```

mod cell;
mod csv;
#[cfg_attr(not(feature = "xlsx"), allow(dead_code, reason = "a part is for workbooks"))]
mod day;
mod duplicates;
mod format;
mod header;
mod intake;
mod limits;
#[cfg_attr(not(feature = "xlsx"), allow(dead_code, reason = "a part is for workbooks"))]
mod line;
mod problem;
mod receipt;
mod rows;
mod schema;
mod table;
mod write;
#[cfg(feature = "xlsx")]
mod xlsx;

use std::collections::BTreeMap;

use crate::base::{Fault, Faults, Place, Suite};

pub use format::{Encoding, Format};
pub use limits::Limits;
pub use problem::{CellFault, FileError, Notice, RowFault};
pub use receipt::{Column, Findings, Receipt, Repair};
pub use rows::{Row, Rows};
pub use schema::{CellKind, ColumnSpec, Schema};
pub use table::Table;
pub use write::workbook;

/// A file: its name for people, and its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The name that stands in faults and in the receipt. Nothing is concluded from it.
    pub name: &'a str,
    /// What is read.
    pub bytes: &'a [u8],
}

/// What the user may decide about reading a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The sheet of a workbook; the first visible one where it is none.
    pub sheet: Option<String>,
    /// Whether lower-case letters in credit codes are raised to upper case, each recorded as a [`Repair`].
    pub upper_case: bool,
    /// Which header holds a field, in place of the schema's aliases: field to header as it stands in the file.
    /// `attribute:NAME` reads a further column as text.
    pub mapping: BTreeMap<String, String>,
    /// What the file may ask for.
    pub limits: Limits,
}

/// What a file gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The accepted rows.
    pub rows: Rows,
    /// What became of every row.
    pub receipt: Receipt,
}

/// Reads `source` as a list of `schema`.
///
/// # Errors
/// Every [`FileError`] that keeps the whole file from being read. Faults of rows are no error: they stand in the
/// receipt.
pub fn read(source: &Source<'_>, schema: &Schema, options: &Options) -> Result<Reading, Faults> {
    let mut sheet = None;
    read_any(source, schema, options, &mut sheet).map_err(|errors| {
        let place = |error: &FileError| Place {
            file: Some(source.name.to_owned()),
            sheet: sheet.clone(),
            field: error.field().map(str::to_owned),
            ..Place::default()
        };
        Faults(errors.into_iter().map(|error| Fault::new(place(&error), error)).collect())
    })
}

/// Reads any kind of file; `sheet` tells which one was being read when it failed.
fn read_any(
    source: &Source<'_>,
    schema: &Schema,
    options: &Options,
    sheet: &mut Option<String>,
) -> Result<Reading, Vec<FileError>> {
    let one = |error| vec![error];
    let (found, limit) = (source.bytes.len() as u64, options.limits.bytes);
    if found > limit {
        return Err(one(FileError::TooLarge { found, limit }));
    }
    sheet.clone_from(&options.sheet);
    let format = format::detect(source.bytes).map_err(one)?;
    let receipt = Receipt {
        list: schema.list,
        file: source.name.to_owned(),
        digest: Suite::Sha256.hash([source.bytes]),
        bytes: found,
        format,
        encoding: None,
        separator: None,
        sheet: None,
        upper_case: options.upper_case,
        header_row: 0,
        columns: Vec::new(),
        ignored: Vec::new(),
        rows_in: 0,
        accepted: 0,
        refused: 0,
        duplicates: 0,
        repairs: Vec::new(),
        faults: Findings::new(options.limits.listed),
        warnings: Findings::new(options.limits.listed),
    };
    match format {
        Format::Csv => read_csv(source.bytes, schema, options, receipt),
        #[cfg(feature = "xlsx")]
        Format::Xlsx => xlsx::read(source.bytes, schema, options, receipt, sheet),
        #[cfg(not(feature = "xlsx"))]
        Format::Xlsx => Err(one(FileError::FeatureOff { format: "xlsx", feature: "xlsx" })),
    }
}

fn read_csv(
    bytes: &[u8],
    schema: &Schema,
    options: &Options,
    receipt: Receipt,
) -> Result<Reading, Vec<FileError>> {
    let one = |error| vec![error];
    let utf16 = |error| if format::is_utf16(bytes) { FileError::Utf16 } else { error };
    let (text, encoding) = format::decode(bytes).map_err(|error| one(utf16(error)))?;
    if text.trim_start_matches('\u{feff}').trim_start().is_empty() {
        return Err(one(FileError::Empty));
    }
    if let Some(other) = format::not_a_table(&text) {
        return Err(one(other));
    }
    let (fit, separator) = find_separator(&text, schema, options);
    if fit == header::Fit::default() && format::is_utf16(bytes) {
        return Err(one(FileError::Utf16));
    }
    if encoding == Encoding::Gb18030 && fit == header::Fit::default() {
        // no header in GB18030: if there is one in UTF-8, the file is UTF-8 with a wrong byte in it
        let sound = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
        if find_separator(sound, schema, options).0 > fit {
            return Err(one(format::not_utf8(bytes, sound.len() as u64 + 1)));
        }
    }
    let mut records = csv::Records::new(&text, separator, options.limits.columns);
    let head = intake::head(&mut records).map_err(one)?;
    let receipt = Receipt { encoding: Some(encoding), separator: Some(char::from(separator)), ..receipt };
    intake::run(&mut records, &head, schema, options, day::Epoch::Of1900, receipt)
}

/// The bytes within which the separator is found: twenty rows of 50 kB.
const HEADER_BYTES: usize = 1 << 20;

/// The separator with which the header fits best, the usual one where several do.
fn find_separator(text: &str, schema: &Schema, options: &Options) -> (header::Fit, u8) {
    // a row without an end is not read once per separator
    let text = text.get(..text.floor_char_boundary(HEADER_BYTES)).unwrap_or_default();
    let fit = |separator| {
        let head = intake::head(&mut csv::Records::new(text, separator, options.limits.columns));
        head.map_or(header::Fit::default(), |head| header::best_fit(&head, schema, options))
    };
    let fits = csv::SEPARATORS.into_iter().rev().map(|separator| (fit(separator), separator));
    fits.max_by_key(|&(fit, _)| fit).unwrap_or((header::Fit::default(), b','))
}
