//! Rows of a file to accepted rows and a receipt. What kind of file it is no longer matters here.

use super::cell::{self, Rules, Taken};
use super::day::Epoch;
use super::duplicates::{Resolution, resolve};
use super::header::{self, Assigned, DEEPEST, Header, plain};
use super::line::{Kind, Line, Lines, Merged, address, column_name};
use super::problem::{CellFault, FileError, Notice, RowFault};
use super::receipt::{Column, Receipt, Repair};
use super::rows::Rows;
use super::schema::Schema;
use super::{Options, Reading};
use crate::base::{Fault, Place};

/// The lines in which a header may stand, read ahead.
pub(super) fn head(lines: &mut impl Lines) -> Result<Vec<Line>, FileError> {
    let mut head = Vec::new();
    let mut line = Line::default();
    while lines.next(&mut line)? {
        let beyond = line.number > DEEPEST;
        head.push(line.clone());
        if beyond {
            break;
        }
    }
    Ok(head)
}

/// Reads everything below the header.
pub(super) fn run(
    lines: &mut impl Lines,
    head: &[Line],
    schema: &Schema,
    options: &Options,
    epoch: Epoch,
    mut receipt: Receipt,
) -> Result<Reading, Vec<FileError>> {
    let near_top: Vec<_> = head.iter().filter(|line| line.number <= DEEPEST).cloned().collect();
    let header = match header::find(&near_top, schema, options) {
        Ok(header) => header,
        Err(errors) => return Err(blame_merged(errors, &near_top, lines, schema)),
    };
    receipt.header_row = header.row;
    receipt.columns = header.assigned.iter().map(column).collect();
    receipt.ignored.clone_from(&header.ignored);
    let mut intake = Intake::new(&header, schema, options, epoch, receipt);
    for line in head.iter().skip(header.at + 1) {
        intake.take(line).map_err(|error| vec![error])?;
    }
    let mut line = Line::default();
    while lines.next(&mut line).map_err(|error| vec![error])? {
        intake.take(&line).map_err(|error| vec![error])?;
    }
    if let Some(error) = merged_header(&header, lines.merged(), &near_top) {
        return Err(vec![error]);
    }
    if intake.receipt.rows_in == 0 {
        let place = Place { row: Some(header.row), ..Place::default() };
        intake.receipt.warn(place, None, Notice::NoRows { row: header.row });
    }
    for notice in lines.notices() {
        intake.receipt.warn(Place::default(), None, notice);
    }
    Ok(intake.finish())
}

fn column(assigned: &Assigned) -> Column {
    Column {
        field: assigned.field.clone(),
        header: assigned.header.clone(),
        column: column_name(assigned.column),
    }
}

/// A header that is read and stands in cells merged over several columns, or over a second row of headers.
fn merged_header(header: &Header, merged: &[Merged], head: &[Line]) -> Option<FileError> {
    let has_text_below = |merged: &Merged| {
        let below = |line: &&Line| line.number > header.row && line.number <= merged.rows.1;
        head.iter().filter(below).any(|line| !line.is_blank())
    };
    let covers = |merged: &&Merged, assigned: &Assigned| {
        (merged.rows.0..=merged.rows.1).contains(&header.row)
            && (merged.columns.0..=merged.columns.1).contains(&assigned.column)
            && (merged.columns.0 < merged.columns.1 || has_text_below(merged))
    };
    header.assigned.iter().find_map(|assigned| {
        let merged = merged.iter().find(|merged| covers(merged, assigned))?;
        Some(FileError::MergedHeader { range: merged.to_string(), header: assigned.header.clone() })
    })
}

/// A column seems to be missing where its header is merged with the row above: then that is the error.
fn blame_merged(
    errors: Vec<FileError>,
    head: &[Line],
    lines: &mut impl Lines,
    schema: &Schema,
) -> Vec<FileError> {
    let mut line = Line::default();
    while lines.next(&mut line).is_ok_and(|more| more) {}
    let merged_text = |names: &[String]| {
        let starts =
            |merged: &&Merged, row: u64, column: u32| merged.rows.0 == row && merged.columns.0 == column;
        head.iter().find_map(|line| {
            line.iter().filter(|(_, _, text)| names.contains(&plain(text))).find_map(|(column, _, text)| {
                let merged = lines.merged().iter().find(|merged| starts(merged, line.number, column))?;
                Some(FileError::MergedHeader { range: merged.to_string(), header: header::cut(text) })
            })
        })
    };
    let blame = |error: FileError| {
        let names = match &error {
            FileError::MissingColumn { field, .. } => {
                let aliases = schema.column(field).map_or(&[] as &[_], |column| column.aliases);
                aliases.iter().map(|alias| plain(alias)).collect()
            }
            FileError::MappedHeaderMissing { header, .. } => vec![plain(header)],
            _ => Vec::new(),
        };
        merged_text(&names).unwrap_or(error)
    };
    errors.into_iter().map(blame).collect()
}

struct Intake<'a> {
    header: &'a Header,
    options: &'a Options,
    rules: Rules,
    rows: Rows,
    receipt: Receipt,
    /// The places of the key's cells in a row.
    key: Vec<usize>,
    /// The keys of refused rows, where they can be read.
    refused: Rows,
}

impl<'a> Intake<'a> {
    fn new(
        header: &'a Header,
        schema: &Schema,
        options: &'a Options,
        epoch: Epoch,
        receipt: Receipt,
    ) -> Self {
        let rows = Rows::new(header.assigned.iter().map(|assigned| assigned.field.clone()).collect());
        let key: Vec<_> = schema.key.iter().filter_map(|field| rows.column(field)).collect();
        let refused = Rows::new(key.iter().map(ToString::to_string).collect());
        let rules = Rules { upper_case: options.upper_case, longest: options.limits.cell_characters, epoch };
        Self { header, options, rules, rows, receipt, key, refused }
    }

    fn take(&mut self, line: &Line) -> Result<(), FileError> {
        if line.is_blank() {
            return Ok(());
        }
        let limits = &self.options.limits;
        self.receipt.rows_in += 1;
        if self.receipt.rows_in > limits.rows {
            return Err(FileError::TooManyRows { limit: limits.rows });
        }
        if let Some(fault) = line.fault.clone().or_else(|| ragged(line, self.header)) {
            let value = line.get(0).map(|(_, text)| text);
            self.refuse(line.number, None, value, fault.into());
            self.receipt.refused += 1;
            return Ok(());
        }
        let mut accepted = true;
        let mut key_is_whole = true;
        let repairs = self.receipt.repairs.len();
        for (at, assigned) in self.header.assigned.iter().enumerate() {
            let content = line.get(assigned.column).unwrap_or((Kind::Text, ""));
            if let Err(faults) = self.cell(line.number, assigned, content) {
                accepted = false;
                key_is_whole &= !self.key.contains(&at);
                for fault in faults {
                    self.refuse(line.number, Some(assigned), Some(content.1), fault);
                }
            }
            if !self.rows.end_cell() || self.rows.buffer().len() > limits.kept_bytes as usize {
                return Err(FileError::TooMuchText { limit: limits.kept_bytes });
            }
        }
        if accepted {
            self.rows.end_row(line.number);
            return Ok(());
        }
        self.receipt.refused += 1;
        self.receipt.repairs.truncate(repairs);
        if key_is_whole && !self.key.is_empty() {
            for &at in &self.key {
                self.refused.buffer().push_str(self.rows.pending(at));
                if !self.refused.end_cell() {
                    return Err(FileError::TooMuchText { limit: limits.kept_bytes });
                }
            }
            self.refused.end_row(line.number);
        }
        self.rows.drop_row();
        Ok(())
    }

    /// Reads one cell into the row being written; what it leaves there on a fault goes with the row.
    fn cell(&mut self, row: u64, assigned: &Assigned, content: (Kind, &str)) -> Result<(), Vec<CellFault>> {
        let out = self.rows.buffer();
        let start = out.len();
        let Taken { repaired, inner_check } = cell::read(assigned.kind, content, &self.rules, out)?;
        let written = out.get(start..).unwrap_or_default();
        if written.is_empty() && assigned.required {
            return Err(vec![RowFault::Required { header: assigned.header.clone() }.into()]);
        }
        if repaired {
            let (from, to) = (content.1.to_owned(), written.to_owned());
            self.receipt.repairs.push(Repair { row, field: assigned.field.clone(), from, to });
        }
        if inner_check {
            let notice = Notice::InnerCheck { code: written.to_owned() };
            let receipt = &mut self.receipt;
            let place = place(receipt, row, Some(assigned));
            receipt.warnings.push_with(notice, |notice| Fault::new(place, notice).with_value(content.1));
        }
        Ok(())
    }

    fn refuse(&mut self, row: u64, assigned: Option<&Assigned>, value: Option<&str>, fault: CellFault) {
        let (receipt, findings) = (&self.receipt, &self.receipt.faults);
        let place = if findings.is_full() { Place::default() } else { place(receipt, row, assigned) };
        self.receipt.faults.push_with(fault, |fault| {
            let fault = Fault::new(place, fault);
            match value.filter(|value| !value.is_empty()) {
                Some(value) => fault.with_value(value),
                None => fault,
            }
        });
    }

    fn finish(mut self) -> Reading {
        let Resolution { duplicates, conflicts } = resolve(&self.rows, &self.refused, &self.key);
        let named = |rows: &Rows, index: usize| {
            let row = rows.get(index);
            let key = row.map(|row| self.key.iter().filter_map(|&at| row.at(at)).collect::<Vec<_>>());
            (row.map_or(0, |row| row.number()), header::cut(&key.unwrap_or_default().join(" ")))
        };
        let mut refused = Vec::new();
        for &(index, other, rows) in &conflicts {
            let (number, key) = named(&self.rows, index);
            refused.push(number);
            let place = place(&self.receipt, number, None);
            let fault = RowFault::Conflict { key, other, rows };
            self.receipt.faults.push(Fault::new(place, fault));
        }
        for &(index, same) in &duplicates {
            let (number, key) = named(&self.rows, index);
            let place = place(&self.receipt, number, None);
            self.receipt.warnings.push(Fault::new(place, Notice::Duplicate { key, same }));
        }
        refused.sort_unstable();
        let mut dropped: Vec<_> = conflicts.iter().map(|&(index, _, _)| index).collect();
        dropped.extend(duplicates.iter().map(|&(index, _)| index));
        dropped.sort_unstable();
        self.receipt.repairs.retain(|repair| refused.binary_search(&repair.row).is_err());
        self.receipt.refused += conflicts.len() as u64;
        self.receipt.duplicates = duplicates.len() as u64;
        self.receipt.faults.sort();
        self.receipt.warnings.sort();
        let rows = self.rows.without(&dropped);
        self.receipt.accepted = rows.len() as u64;
        debug_assert!(self.receipt.balances());
        Reading { rows, receipt: self.receipt }
    }
}

fn place(receipt: &Receipt, row: u64, assigned: Option<&Assigned>) -> Place {
    let column = assigned.map(|assigned| u64::from(assigned.column) + 1);
    let field = assigned.map(|assigned| assigned.field.clone());
    receipt.within(Place { row: Some(row), column, field, ..Place::default() })
}

/// A row of a text file whose cells do not stand under the header.
fn ragged(line: &Line, header: &Header) -> Option<RowFault> {
    let (found, (expected, last)) = line.width.zip(header.width)?;
    let beyond = || line.iter().any(|(column, _, text)| u64::from(column) >= expected && !text.is_empty());
    // cells without a header may be missing, and empty ones may follow
    let fits = found >= last && (found <= expected || !beyond());
    (!fits).then_some(RowFault::Ragged { found, expected })
}

impl std::fmt::Display for Merged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", address(self.columns.0, self.rows.0), address(self.columns.1, self.rows.1))
    }
}
