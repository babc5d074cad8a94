//! 第十条 - rows into columns, with every fault of the list at once.

use std::collections::{BTreeMap, BTreeSet};

use super::column::{ColumnError, TextColumn};
use super::dictionary::DictionaryColumn;
use super::index::IdIndex;
use super::problem::{DirectoryError, LONGEST_TEXT, text_problem};
use super::targets::{Columns, Targets, check_id};
use super::{Risk, Status, Target};
use crate::base::order::{Arrange as _, Gather as _};
use crate::base::{Fault, Faults, Place, Problem, Scheme, id};

/// The most further columns that a list may have.
pub const MOST_ATTRIBUTES: usize = 64;

/// One target, borrowed from wherever its list is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct TargetRow<'a> {
    /// See [`Target::id`].
    pub id: &'a str,
    /// See [`Target::unit_code`].
    pub unit_code: Option<&'a str>,
    /// See [`Target::site_id`].
    pub site_id: Option<&'a str>,
    /// See [`Target::name`].
    pub name: Option<&'a str>,
    /// See [`Target::kind`].
    pub kind: Option<&'a str>,
    /// See [`Target::scale`].
    pub scale: Option<&'a str>,
    /// See [`Target::area`].
    pub area: Option<&'a str>,
    /// See [`Target::risk`].
    pub risk: Option<Risk>,
    /// See [`Target::credit`].
    pub credit: Option<&'a str>,
    /// See [`Target::status`].
    pub status: Status,
    /// See [`Target::attributes`]; each column at most once.
    pub attributes: &'a [(&'a str, &'a str)],
}

/// Fills [`Targets`] row by row: the way in for lists of millions.
///
/// A fault does not stop it; [`finish`](Self::finish) returns all of them, by row.
#[derive(Default)]
pub struct TargetsBuilder {
    scheme: Scheme,
    targets: Targets,
    /// Names of all further columns, also of those beyond the limit.
    attribute_names: BTreeSet<String>,
    faults: Faults,
    full: Option<ColumnError>,
}

impl TargetsBuilder {
    /// An empty list whose ids follow `scheme`.
    pub fn new(scheme: Scheme) -> Self {
        Self { scheme, ..Self::default() }
    }

    /// An empty list with room for `rows` ids of `scheme`.
    pub fn with_capacity(scheme: Scheme, rows: u32) -> Self {
        let column = || DictionaryColumn::with_capacity(rows);
        let columns = Columns {
            kind: column(),
            scale: column(),
            area: column(),
            risk: column(),
            credit: column(),
            status: column(),
        };
        let targets = Targets {
            ids: TextColumn::with_capacity(rows, u64::from(rows) * 18),
            columns,
            ..Targets::default()
        };
        Self { scheme, targets, ..Self::default() }
    }

    /// Adds `row` at the end.
    pub fn push(&mut self, row: &TargetRow<'_>) {
        self.check_names(row);
        if let Err(error) = self.store(row) {
            self.full.get_or_insert(error);
        }
    }

    /// Checks what differs from row to row. Values of dictionaries are checked once each, at the end.
    fn check_names(&mut self, row: &TargetRow<'_>) {
        let at = self.targets.len();
        let ids = [("id", Some(row.id)), ("unit_code", row.unit_code.filter(|&code| code != row.id))];
        for (field, text) in ids {
            if let Some((text, Err(problem))) = text.map(|text| (text, check_id(self.scheme, text))) {
                self.fault(at, field, text, problem);
            }
        }
        if let Some((site, Err(problem))) = row.site_id.map(|site| (site, id::check(site))) {
            self.fault(at, "site_id", site, problem);
        }
        if let Some((name, Some(problem))) = row.name.map(|name| (name, text_problem(name, LONGEST_TEXT))) {
            self.fault(at, "name", name, problem);
        }
    }

    fn store(&mut self, row: &TargetRow<'_>) -> Result<(), ColumnError> {
        let Targets { ids, unit_codes, sites, names, columns, .. } = &mut self.targets;
        let at = ids.len();
        ids.push(row.id)?;
        for (column, text) in [(unit_codes, row.unit_code), (sites, row.site_id)] {
            if let Some(text) = text.filter(|&text| text != row.id) {
                column.push(at, text)?;
            }
        }
        if let Some(name) = row.name {
            names.push(at, name)?;
        }
        columns.kind.push(row.kind)?;
        columns.scale.push(row.scale)?;
        columns.area.push(row.area)?;
        columns.risk.push(row.risk.map(Risk::code))?;
        columns.credit.push(row.credit)?;
        columns.status.push(Some(row.status.code()))?;
        row.attributes.iter().try_for_each(|&(name, value)| self.store_attribute(at, name, value))
    }

    fn store_attribute(&mut self, at: u32, name: &str, value: &str) -> Result<(), ColumnError> {
        if !self.targets.attributes.contains_key(name) {
            if self.attribute_names.contains(name) {
                return Ok(()); // beyond the limit, which is one fault and not one per row
            }
            self.attribute_names.insert(name.to_owned());
            if let Some(problem) = text_problem(name, LONGEST_TEXT) {
                self.fault(at, "attributes", name, problem);
            }
            if self.attribute_names.len() > MOST_ATTRIBUTES {
                return Ok(());
            }
            self.targets.attributes.insert(name.to_owned(), DictionaryColumn::default());
        }
        let Some(column) = self.targets.attributes.get_mut(name) else { return Ok(()) };
        if column.len() > at {
            self.fault(
                at,
                &attribute_field(name),
                value,
                DirectoryError::AttributeTwice { name: name.to_owned() },
            );
            return Ok(());
        }
        pad(column, at)?;
        column.push(Some(value))
    }

    fn fault(&mut self, at: u32, field: &str, value: &str, problem: impl Problem) {
        self.faults.0.push(Fault::new(place(at, field), problem).with_value(value));
    }

    /// The list, if nothing in it is wrong.
    ///
    /// # Errors
    /// Every fault with its row and field: ids against their scheme, duplicates, texts.
    pub fn finish(mut self) -> Result<Targets, Faults> {
        let rows = self.targets.len();
        let padded = self.targets.attributes.values_mut().try_for_each(|column| pad(column, rows));
        if let Some(error) = self.full.take().or(padded.err()) {
            let place = Place { file: Some(super::TARGETS.to_owned()), ..Place::default() };
            self.faults.push(place, error);
            return Err(self.faults);
        }
        self.check_values();
        let found = self.attribute_names.len();
        if found > MOST_ATTRIBUTES {
            let place = Place { file: Some(super::TARGETS.to_owned()), ..Place::field("attributes") };
            self.faults.push(place, DirectoryError::TooManyAttributes { found, most: MOST_ATTRIBUTES });
        }
        let Self { mut targets, mut faults, .. } = self;
        let ids = &targets.ids;
        let index = IdIndex::build(ids, |row, first| {
            let id = ids.get(row).to_owned();
            let fault = Fault::new(
                place(row, "id"),
                DirectoryError::TargetDuplicate { id, first: u64::from(first) + 1 },
            );
            faults.0.push(fault.with_value(ids.get(row)));
        });
        targets.index = index;
        let active = |(code, status)| (status == Status::Active.code()).then_some(code);
        targets.active = targets.columns.status.values().find_map(active).unwrap_or(0);
        faults.0.arrange_by(|one, other| one.place.cmp(&other.place));
        faults.or(targets)
    }

    /// Checks each distinct value once, and looks for the rows only of those that are wrong.
    fn check_values(&mut self) {
        let Columns { kind, scale, area, credit, .. } = &self.targets.columns;
        let plain = [("kind", kind), ("scale", scale), ("area", area), ("credit", credit)];
        let plain = plain.map(|(field, column)| (field.to_owned(), column));
        let further = self.targets.attributes.iter().map(|(name, column)| (attribute_field(name), column));
        for (field, column) in plain.into_iter().chain(further) {
            let wrong: BTreeMap<u32, (&str, DirectoryError)> = column
                .values()
                .filter_map(|(code, value)| Some((code, (value, text_problem(value, LONGEST_TEXT)?))))
                .gather();
            if wrong.is_empty() {
                continue;
            }
            for (row, code) in (0..).zip(column.codes()) {
                if let Some((value, problem)) = wrong.get(&code) {
                    self.faults.0.push(Fault::new(place(row, &field), problem.clone()).with_value(value));
                }
            }
        }
    }
}

impl<'a> Extend<&'a Target> for TargetsBuilder {
    fn extend<T: IntoIterator<Item = &'a Target>>(&mut self, targets: T) {
        for target in targets {
            let attributes: Vec<(&str, &str)> =
                target.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            self.push(&TargetRow {
                id: target.id.as_str(),
                unit_code: target.unit_code.as_ref().map(AsRef::as_ref),
                site_id: target.site_id.as_ref().map(AsRef::as_ref),
                name: target.name.as_deref(),
                kind: target.kind.as_deref(),
                scale: target.scale.as_deref(),
                area: target.area.as_deref(),
                risk: target.risk,
                credit: target.credit.as_deref(),
                status: target.status,
                attributes: &attributes,
            });
        }
    }
}

/// The place of a row that counts from 0 here and from 1 for people.
fn place(row: u32, field: &str) -> Place {
    Place { file: Some(super::TARGETS.to_owned()), ..Place::row(u64::from(row) + 1, field) }
}

fn attribute_field(name: &str) -> String {
    format!("attributes.{name}")
}

/// Adds absent values up to `rows`.
fn pad(column: &mut DictionaryColumn, rows: u32) -> Result<(), ColumnError> {
    (column.len()..rows).try_for_each(|_| column.push(None))
}
