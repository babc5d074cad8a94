//! 第十条 - the directory of targets from JSON Lines: a row at a time into the columns, none of them kept.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{MapAccess, Visitor};

use super::{Risk, Status, TARGETS, Target, TargetRow, Targets, TargetsBuilder};
use crate::base::json::{self, JsonError};
use crate::base::order::Arrange as _;
use crate::base::{Fault, Faults, Place, Problem, Scheme};

/// Faults that are kept; a file in some other form has one a line.
const LISTED: usize = 1_000;

/// Fills [`Targets`] from lines of JSON, each one [`Target`] in the form of the lists of `verify`.
///
/// Blank lines are passed over. A fault does not stop it: [`finish`](Self::finish) returns the faults, by line.
///
/// ```
/// use double_random::base::Scheme;
/// use double_random::directory::TargetLines;
///
/// let mut lines = TargetLines::new(Scheme::Ascii);
/// "{\"id\": \"K-1\"}\n\n{\"id\": \"K-2\", \"risk\": \"hihg\"}".lines().for_each(|line| lines.push(line));
/// let faults = lines.finish().unwrap_err();
/// assert_eq!(faults.to_string(), "targets, row 3, risk: `hihg` is none of the words allowed here");
/// ```
#[derive(Default)]
pub struct TargetLines {
    builder: TargetsBuilder,
    faults: Faults,
    /// Lines so far.
    lines: u64,
    /// Lines that are no row, ascending.
    passed: Vec<u64>,
}

impl TargetLines {
    /// An empty list whose ids follow `scheme`.
    pub fn new(scheme: Scheme) -> Self {
        Self { builder: TargetsBuilder::new(scheme), ..Self::default() }
    }

    /// Adds the row of the next line.
    pub fn push(&mut self, line: &str) {
        self.lines += 1;
        if line.trim().is_empty() {
            self.passed.push(self.lines);
            return;
        }
        match serde_json::from_str::<Line<'_>>(line) {
            Ok(line) => self.row(&line),
            // the quick reader says only that something is wrong
            Err(error) => {
                let faults = match json::parse(line).and_then(json::shaped::<Target>) {
                    Err(faults) => faults,
                    Ok(_) => {
                        Fault::new(Place::default(), JsonError::Shape { reason: error.to_string() }).into()
                    }
                };
                self.refuse(faults);
            }
        }
    }

    /// Says that the next line is no text, `error` at its place in the line.
    pub fn push_unreadable(&mut self, error: impl Problem) {
        self.lines += 1;
        self.refuse(Fault::new(Place::default(), error).into());
    }

    fn row(&mut self, line: &Line<'_>) {
        let attributes: Vec<(&str, &str)> =
            line.attributes.0.iter().map(|(name, value)| (&**name, &**value)).collect();
        self.builder.push(&TargetRow {
            id: &line.id,
            unit_code: line.unit_code.as_deref(),
            site_id: line.site_id.as_deref(),
            name: line.name.as_deref(),
            kind: line.kind.as_deref(),
            scale: line.scale.as_deref(),
            area: line.area.as_deref(),
            risk: line.risk,
            credit: line.credit.as_deref(),
            status: line.status,
            attributes: &attributes,
        });
    }

    fn refuse(&mut self, faults: Faults) {
        self.passed.push(self.lines);
        for mut fault in faults.0 {
            fault.place = Place {
                file: Some(TARGETS.to_owned()),
                row: Some(self.lines),
                column: fault.place.column,
                ..fault.place
            };
            if self.faults.0.len() < LISTED {
                self.faults.0.push(fault);
            }
        }
    }

    /// The list, if nothing in it is wrong.
    ///
    /// # Errors
    /// Every fault with its line and field, the first thousand of lines that are no target at all.
    pub fn finish(self) -> Result<Targets, Faults> {
        let Self { builder, faults: mut found, passed, .. } = self;
        let built = builder.finish();
        if let Err(mut faults) = built {
            for fault in &mut faults.0 {
                fault.place.row = fault.place.row.map(|row| line_of(row, &passed));
            }
            found.0.append(&mut faults.0);
            found.0.arrange_by(|one, other| one.place.cmp(&other.place));
            return Err(found);
        }
        found.or(())?;
        built
    }
}

impl fmt::Debug for TargetLines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TargetLines").field("lines", &self.lines).finish_non_exhaustive()
    }
}

/// The line of a row, both from 1, where the lines `passed` are no rows.
fn line_of(row: u64, passed: &[u64]) -> u64 {
    passed.iter().fold(row, |line, &passed| line + u64::from(passed <= line))
}

/// A [`Target`] that borrows from its line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow, default)]
    unit_code: Option<Text<'a>>,
    #[serde(borrow, default)]
    site_id: Option<Text<'a>>,
    #[serde(borrow, default)]
    name: Option<Text<'a>>,
    #[serde(borrow, default)]
    kind: Option<Text<'a>>,
    #[serde(borrow, default)]
    scale: Option<Text<'a>>,
    #[serde(borrow, default)]
    area: Option<Text<'a>>,
    #[serde(default)]
    risk: Option<Risk>,
    #[serde(borrow, default)]
    credit: Option<Text<'a>>,
    #[serde(default)]
    status: Status,
    #[serde(borrow, default)]
    attributes: Attributes<'a>,
}

/// A text, borrowed unless it holds an escape; serde copies every `Option<Cow<str>>`.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl std::ops::Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// Names and values as they stand there: a name given twice is a fault of the list, and no later one wins.
#[derive(Default)]
struct Attributes<'a>(Vec<(Text<'a>, Text<'a>)>);

impl<'de: 'a, 'a> Deserialize<'de> for Attributes<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Attributes<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Attributes<'de>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = fields.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Attributes(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Targets, Faults> {
        let mut lines = TargetLines::new(Scheme::Ascii);
        text.lines().for_each(|line| lines.push(line));
        lines.finish()
    }

    #[test]
    fn a_line_is_what_the_list_of_verify_takes_as_a_row() {
        let rows = [
            r#"{"id":"K-1","unit_code":"F-1","site_id":"S-1","name":"某店","kind":"餐饮","scale":"小","area":"东园","risk":"high","credit":"A","status":"closed","attributes":{"燃气":"是","p":"\u0061"}}"#,
            r#"{"id":"K-2","unit_code":null,"kind":"\u9910\u996e","attributes":{}}"#,
            r#" {"status":"active","id":"K-3"} "#,
        ];
        let targets = read(&rows.join("\n")).unwrap();
        for (at, row) in (0..).zip(rows) {
            let expected: Target = json::parse(row).and_then(json::shaped).unwrap();
            assert_eq!(targets.target(at), Some(expected));
        }
    }

    #[test]
    fn every_fault_stands_at_its_line() {
        let text = "{\"id\":\"K-1\"}\n\n{\"id\":\"K 2\"}\n[1]\n{\"id\":\"K-1\"}\n{\"id\":\"K-5\",\"id\":\"K-6\"}\n{\"id\":\"K-7\",\"risk\":1}\n\
            {\"id\":\"K-8\",\"attributes\":{\"p\":\"1\",\"p\":\"2\"}}\n{\"id\":\"K-9\"\n{\"id\":\"K-9\",\"colour\":\"red\"}";
        let faults = read(text).unwrap_err();
        let found: Vec<_> = faults.0.iter().map(|fault| (fault.place.row.unwrap(), fault.code())).collect();
        let expected = [
            (3, "id-character"),
            (4, "json-kind"),
            (5, "target-duplicate"),
            (6, "json-duplicate-key"),
            (7, "json-kind"),
            (8, "attribute-twice"),
            (9, "json-syntax"),
            (10, "json-unknown-key"),
        ];
        assert_eq!(found, expected);
    }
}
