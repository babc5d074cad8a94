//! The canonical row of a target (RFC 8785): its id and every column that a rule reads, the name not.
//!
//! `{"area":..,"attributes":{..},"credit":..,"id":..,"kind":..,"risk":..,"scale":..,"site_id":..,"status":..,
//! "unit_code":..}`: null where there is no value, and for `site_id` and `unit_code` where they equal the id, so
//! that a list which spells the default out has the same root as one which leaves it out. A blinded row has its `salt`
//! between `risk` and `scale`.

use super::dictionary::DictionaryColumn;
use super::{TARGETS, Targets};
use crate::base::canonical::{is_plain_byte, text};
use crate::base::order::Arrange as _;
use crate::base::{RowHasher, Salt};

/// The most values of a column that are written out beforehand.
const MOST_WRITTEN: u32 = 1 << 16;

/// Writes the rows of one list, straight from its columns.
pub(super) struct RowWriter<'a> {
    targets: &'a Targets,
    plain_ids: bool,
    area: Values<'a>,
    /// Further columns as canonical JSON sorts them: by UTF-16, which a map of Rust does not.
    attributes: Vec<Values<'a>>,
    credit: Values<'a>,
    kind: Values<'a>,
    risk: Values<'a>,
    scale: Values<'a>,
    status: Values<'a>,
}

/// The values of a column after its key.
struct Values<'a> {
    column: &'a DictionaryColumn,
    /// With all that stands before the value.
    key: String,
    /// Key and value by code; none where they are not written out.
    written: Vec<String>,
}

impl Values<'_> {
    fn write(&self, row: u32, out: &mut String) {
        let code = self.column.code(row);
        match self.written.get(code as usize) {
            Some(written) => out.push_str(written),
            None => optional(out, &self.key, self.column.value(code)),
        }
    }

    /// Writes out every value, so that nobody looks at it again for each row.
    fn write_out(mut self) -> Self {
        let written = |code: u32| {
            let mut written = String::new();
            optional(&mut written, &self.key, self.column.value(code));
            written
        };
        if self.column.code_count() <= MOST_WRITTEN {
            self.written = (0..self.column.code_count()).map(written).collect();
        }
        self
    }
}

impl<'a> RowWriter<'a> {
    /// For some rows.
    pub(super) fn new(targets: &'a Targets) -> Self {
        let mut attributes: Vec<_> = targets.attributes().collect();
        attributes.arrange_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
        let attribute = |(name, column): (&str, &'a DictionaryColumn)| {
            let mut key = String::new();
            text(&mut key, name);
            key.push(':');
            Values { column, key, written: Vec::new() }
        };
        let values = |key: &str, column| Values { column, key: key.to_owned(), written: Vec::new() };
        Self {
            targets,
            plain_ids: false,
            area: values("{\"area\":", targets.area()),
            attributes: attributes.into_iter().map(attribute).collect(),
            credit: values("},\"credit\":", targets.credit()),
            kind: values(",\"kind\":", targets.kind()),
            risk: values(",\"risk\":", targets.risk()),
            scale: values(",\"scale\":", targets.scale()),
            status: values(",\"status\":", targets.status()),
        }
    }

    /// For all rows: whatever comes again and again is looked at once.
    pub(super) fn for_all(targets: &'a Targets) -> Self {
        let writer = Self::new(targets);
        Self {
            plain_ids: targets.ids.every_byte(is_plain_byte),
            area: writer.area.write_out(),
            attributes: writer.attributes.into_iter().map(Values::write_out).collect(),
            credit: writer.credit.write_out(),
            kind: writer.kind.write_out(),
            risk: writer.risk.write_out(),
            scale: writer.scale.write_out(),
            status: writer.status.write_out(),
            ..writer
        }
    }

    /// Appends the canonical row of `row`, which has this id.
    pub(super) fn write(&self, row: u32, id: &str, salt: Option<Salt>, out: &mut String) {
        self.area.write(row, out);
        out.push_str(",\"attributes\":{");
        let mut comma = "";
        for values in self.attributes.iter().filter(|values| values.column.code(row) > 0) {
            out.push_str(comma);
            comma = ",";
            values.write(row, out);
        }
        self.credit.write(row, out);
        if self.plain_ids {
            out.push_str(",\"id\":\"");
            out.push_str(id);
            out.push('"');
        } else {
            optional(out, ",\"id\":", Some(id));
        }
        self.kind.write(row, out);
        self.risk.write(row, out);
        if let Some(salt) = salt {
            optional(out, ",\"salt\":", Some(&salt.to_string()));
        }
        self.scale.write(row, out);
        optional(out, ",\"site_id\":", self.targets.sites.get(row));
        self.status.write(row, out);
        optional(out, ",\"unit_code\":", self.targets.unit_codes.get(row));
        out.push('}');
    }
}

impl Targets {
    /// The canonical JSON of `row` that the list's root covers.
    pub fn canonical_row(&self, row: u32) -> String {
        self.canonical_row_with(row, None)
    }

    /// The same with the salt that `hasher` gives the row.
    pub fn blinded_row(&self, row: u32, hasher: &RowHasher) -> String {
        self.canonical_row_with(row, hasher.salt(TARGETS, self.id(row)))
    }

    fn canonical_row_with(&self, row: u32, salt: Option<Salt>) -> String {
        let mut out = String::new();
        RowWriter::new(self).write(row, self.id(row), salt, &mut out);
        out
    }
}

fn optional(out: &mut String, key: &str, value: Option<&str>) {
    out.push_str(key);
    match value {
        Some(value) => text(out, value),
        None => out.push_str("null"),
    }
}
