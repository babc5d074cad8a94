//! The canonical row of a target (RFC 8785): its id and every column that a rule reads, the name not.
//!
//! `{"area":..,"attributes":{..},"credit":..,"id":..,"kind":..,"risk":..,"scale":..,"site_id":..,"status":..,
//! "unit_code":..}`: null where there is no value, and for `site_id` and `unit_code` where they equal the id, so
//! that a list which spells the default out has the same root as one which leaves it out. A blinded row has its `salt`
//! between `risk` and `scale`.

use super::dictionary::DictionaryColumn;
use super::{TARGETS, Targets};
use crate::base::canonical::text;
use crate::base::order::Arrange as _;
use crate::base::{RowHasher, Salt};

/// Writes the rows of one list, straight from its columns.
pub(super) struct RowWriter<'a> {
    targets: &'a Targets,
    /// Further columns as canonical JSON sorts them: by UTF-16, which a map of Rust does not.
    attributes: Vec<(&'a str, &'a DictionaryColumn)>,
}

impl<'a> RowWriter<'a> {
    pub(super) fn new(targets: &'a Targets) -> Self {
        let mut attributes: Vec<_> = targets.attributes().collect();
        attributes.arrange_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
        Self { targets, attributes }
    }

    /// Replaces what `out` holds by the canonical row.
    pub(super) fn write(&self, row: u32, salt: Option<Salt>, out: &mut String) {
        let targets = self.targets;
        out.clear();
        optional(out, "{\"area\":", targets.area().get(row));
        out.push_str(",\"attributes\":{");
        let mut comma = "";
        for (name, column) in &self.attributes {
            if let Some(value) = column.get(row) {
                out.push_str(comma);
                comma = ",";
                text(out, name);
                optional(out, ":", Some(value));
            }
        }
        optional(out, "},\"credit\":", targets.credit().get(row));
        optional(out, ",\"id\":", Some(targets.id(row)));
        optional(out, ",\"kind\":", targets.kind().get(row));
        optional(out, ",\"risk\":", targets.risk().get(row));
        if let Some(salt) = salt {
            optional(out, ",\"salt\":", Some(&salt.to_string()));
        }
        optional(out, ",\"scale\":", targets.scale().get(row));
        optional(out, ",\"site_id\":", targets.sites.get(row));
        optional(out, ",\"status\":", targets.status().get(row));
        optional(out, ",\"unit_code\":", targets.unit_codes.get(row));
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
        RowWriter::new(self).write(row, salt, &mut out);
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
