//! Excel workbooks (ECMA-376), read as a stream.
//!
//! A workbook is XML in a zip, and both can lie: a sheet of 2 KB declares 500 GB of cells, a part of 2 MB unzips
//! to 2 GB, a table of texts announces 10^18 entries. So nothing is allocated because a file says so: parts pass
//! through a meter, only texts that are really there are kept, and each bound is a named error.
//!
//! The general readers of spreadsheets were measured and left to the tests as oracles: they reserve memory for
//! the announced number of texts, copy a font into every style, end a sheet at the first error value they do not
//! know, and turn numbers into floats, which have no place in this crate.

mod package;
mod sheet;
mod strings;
mod styles;
mod workbook;
mod write;
mod xml;

use super::intake;
use super::problem::{FileError, Notice};
use super::receipt::Receipt;
use super::schema::Schema;
use super::{Options, Reading};
use crate::base::Place;

pub(super) use write::write;

/// Reads the sheet that `options` name, or the first visible one.
pub(super) fn read(
    bytes: &[u8],
    schema: &Schema,
    options: &Options,
    mut receipt: Receipt,
    sheet: &mut Option<String>,
) -> Result<Reading, Vec<FileError>> {
    let one = |error| vec![error];
    let limits = &options.limits;
    let mut package = package::Package::open(bytes, limits.unzipped_bytes).map_err(one)?;
    let workbook = workbook::read(&mut package).map_err(one)?;
    let chosen = workbook.choose(options.sheet.as_deref()).map_err(one)?;
    let strings = strings::read(&mut package, workbook.strings.as_deref(), limits).map_err(one)?;
    let days = styles::read(&mut package, workbook.styles.as_deref()).map_err(one)?;
    *sheet = Some(chosen.name.clone());
    receipt.sheet.clone_from(sheet);
    let others = workbook.others(chosen);
    if options.sheet.is_none() && !others.is_empty() {
        let notice = Notice::OtherSheets { read: chosen.name.clone(), others };
        receipt.warn(Place::default(), None, notice);
    }
    let xml = package.part(&chosen.path).map_err(one)?.ok_or_else(|| {
        vec![FileError::Damaged { part: chosen.path.clone(), reason: "the part is missing".to_owned() }]
    })?;
    let mut rows = sheet::Sheet::new(xml, &strings, &days, limits);
    let head = intake::head(&mut rows).map_err(one)?;
    intake::run(&mut rows, &head, schema, options, workbook.epoch, receipt)
}
