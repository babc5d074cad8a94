//! The canonical row of a target (RFC 8785): its id and every column that a rule reads, the name not.
//!
//! `{"area":..,"attributes":{..},"credit":..,"id":..,"kind":..,"risk":..,"scale":..,"site_id":..,"status":..,
//! "unit_code":..}`: null where there is no value, and for `site_id` and `unit_code` where they equal the id, so
//! that a list which spells the default out has the same root as one which leaves it out. A blinded row has its `salt`
//! between `risk` and `scale`.

use std::fmt::Write;

use super::dictionary::DictionaryColumn;
use super::{TARGETS, Targets};
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

/// A JSON text with the escapes of RFC 8785.
fn text(out: &mut String, text: &str) {
    out.push('"');
    if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
        out.push_str(text);
    } else {
        text.chars().for_each(|character| escaped(out, character));
    }
    out.push('"');
}

fn escaped(out: &mut String, character: char) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\u{8}' => out.push_str("\\b"),
        '\t' => out.push_str("\\t"),
        '\n' => out.push_str("\\n"),
        '\u{c}' => out.push_str("\\f"),
        '\r' => out.push_str("\\r"),
        // writing to a String cannot fail
        '\0'..' ' => drop(write!(out, "\\u{:04x}", u32::from(character))),
        _ => out.push(character),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::json;

    proptest! {
        #[test]
        fn escapes_any_text_as_the_canonical_writer_does(any in any::<String>(), low in "[\\x00-\\x7f]{0,8}") {
            for sample in [any, low] {
                let mut out = String::new();
                text(&mut out, &sample);
                prop_assert_eq!(out, json::canonical(&sample).unwrap());
            }
        }
    }
}
