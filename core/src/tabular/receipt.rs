//! 回执 - what was read of a file and what was not, row by row: rows in = accepted + refused + duplicates.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::format::{Encoding, Format};
use super::line::address;
use super::table::Table;
use crate::base::json::{self, JsonError};
use crate::base::{Digest, Fault, Place, Problem, Protocol};
use crate::law::Article;

/// The receipt of one list. Its digest stands in the seal, so it holds facts only: the words of a fault are not
/// part of it and may be improved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Receipt {
    /// Which list it is, by its schema.
    pub list: &'static str,
    /// The file, as the user named it.
    pub file: String,
    /// SHA-256 of its bytes, as `sha256sum` prints it.
    pub digest: Digest,
    /// How many bytes it has.
    pub bytes: u64,
    /// The kind of file.
    pub format: Format,
    /// How a text file spells characters.
    pub encoding: Option<Encoding>,
    /// What stands between the cells of a text file.
    pub separator: Option<char>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Whether letters in credit codes might be raised to upper case.
    pub upper_case: bool,
    /// The row of the header, from 1.
    pub header_row: u64,
    /// Which field stands in which column.
    pub columns: Vec<Column>,
    /// Headers that no field asked for.
    pub ignored: Vec<String>,
    /// Rows below the header that are not empty.
    pub rows_in: u64,
    /// Rows that were taken.
    pub accepted: u64,
    /// Rows that were not, whatever the number of their faults.
    pub refused: u64,
    /// Rows that say again what an accepted row says.
    pub duplicates: u64,
    /// Every change that was made to a value, in rows that were not refused.
    pub repairs: Vec<Repair>,
    /// Why rows were refused.
    pub faults: Findings,
    /// What is odd and refused nothing.
    pub warnings: Findings,
}

/// One column that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// The field, `id` for example.
    pub field: String,
    /// The header as it stands in the file.
    pub header: String,
    /// The column's letters, as spreadsheets show them.
    pub column: String,
}

/// One value that was changed because an option allows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repair {
    /// The row, from 1.
    pub row: u64,
    /// The field.
    pub field: String,
    /// The value in the file.
    pub from: String,
    /// The value that was taken.
    pub to: String,
}

impl Receipt {
    /// Whether every row is accounted for.
    pub fn balances(&self) -> bool {
        self.rows_in == self.accepted + self.refused + self.duplicates
    }

    /// Adds a warning, of a later check for example: a row whose area has no unit.
    pub fn warn(&mut self, place: Place, value: Option<&str>, notice: impl Problem) {
        let fault = Fault::new(self.within(place), notice);
        self.warnings.push(value.map_or(fault.clone(), |value| fault.with_value(value)));
    }

    /// Refuses the accepted rows with these numbers, ascending, for reasons that a later check found: a finished
    /// visit without a day, for example.
    pub fn refuse(&mut self, rows: &[u64], faults: impl IntoIterator<Item = Fault>) {
        let count = rows.len() as u64;
        self.accepted = self.accepted.saturating_sub(count);
        self.refused += count;
        self.repairs.retain(|repair| rows.binary_search(&repair.row).is_err());
        for mut fault in faults {
            fault.place = self.within(fault.place);
            self.faults.push(fault);
        }
        self.faults.sort();
    }

    /// 校验值 of the receipt: `H("receipt", canonical JSON)`.
    ///
    /// # Errors
    /// [`JsonError`] where a count is above 2^53 - 1.
    pub fn digest(&self, protocol: Protocol) -> Result<Digest, JsonError> {
        Ok(protocol.hash("receipt", &[json::canonical(self)?.as_bytes()]))
    }

    /// The listed faults as a table in both languages, to be sent back to whoever keeps the list.
    pub fn fault_table(&self) -> Table {
        findings_table("faults", &self.faults)
    }

    /// The listed warnings as a table in both languages.
    pub fn warning_table(&self) -> Table {
        findings_table("warnings", &self.warnings)
    }

    pub(super) fn within(&self, place: Place) -> Place {
        Place {
            file: place.file.or_else(|| Some(self.file.clone())),
            sheet: place.sheet.or_else(|| self.sheet.clone()),
            ..place
        }
    }
}

/// Faults or warnings: all counted by code, the first of them listed.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    listed: Vec<Fault>,
    counts: BTreeMap<&'static str, u64>,
    most: usize,
}

impl Findings {
    pub(super) fn new(most: usize) -> Self {
        Self { listed: Vec::new(), counts: BTreeMap::new(), most }
    }

    pub(super) fn push(&mut self, fault: Fault) {
        *self.counts.entry(fault.code()).or_default() += 1;
        if self.listed.len() < self.most {
            self.listed.push(fault);
        }
    }

    /// Counts one finding and makes it only if it will be listed.
    pub(super) fn push_with<P: Problem>(&mut self, problem: P, fault: impl FnOnce(P) -> Fault) {
        *self.counts.entry(problem.code()).or_default() += 1;
        if self.listed.len() < self.most {
            self.listed.push(fault(problem));
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.listed.len() >= self.most
    }

    pub(super) fn sort(&mut self) {
        self.listed.sort_by(|a, b| (&a.place, a.code()).cmp(&(&b.place, b.code())));
    }

    /// Those listed, in the order of the file.
    pub fn listed(&self) -> &[Fault] {
        &self.listed
    }

    /// How many there are of each code.
    pub fn counts(&self) -> &BTreeMap<&'static str, u64> {
        &self.counts
    }

    /// How many there are of `code`.
    pub fn count(&self, code: &str) -> u64 {
        self.counts.get(code).copied().unwrap_or(0)
    }

    /// How many there are in all.
    pub fn total(&self) -> u64 {
        self.counts.values().sum()
    }
}

impl Serialize for Findings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Listed<'a> {
            row: Option<u64>,
            column: Option<u64>,
            field: Option<&'a str>,
            code: &'static str,
            article: Option<Article>,
            value: Option<&'a str>,
        }
        let listed = |fault: &Fault| (fault.place.row, fault.place.column, fault.code());
        let mut fields = serializer.serialize_struct("Findings", 2)?;
        fields.serialize_field("counts", &self.counts)?;
        let all: Vec<_> = self
            .listed
            .iter()
            .map(|fault| {
                let (row, column, code) = listed(fault);
                let article = fault.problem().article();
                Listed {
                    row,
                    column,
                    field: fault.place.field.as_deref(),
                    code,
                    article,
                    value: fault.value.as_deref(),
                }
            })
            .collect();
        fields.serialize_field("listed", &all)?;
        fields.end()
    }
}

fn findings_table(name: &str, findings: &Findings) -> Table {
    let header = [
        "行 row",
        "列 column",
        "单元格 cell",
        "字段 field",
        "内容 value",
        "代码 code",
        "条款 article",
        "原因",
        "处理办法",
        "reason",
        "hint",
    ];
    let row = |fault: &Fault| {
        let (place, problem) = (&fault.place, fault.problem());
        let number = |number: Option<u64>| number.map_or(String::new(), |number| number.to_string());
        let column = place.column.and_then(|column| u32::try_from(column.checked_sub(1)?).ok());
        let cell = column.zip(place.row).map_or(String::new(), |(column, row)| address(column, row));
        vec![
            number(place.row),
            number(place.column),
            cell,
            place.field.clone().unwrap_or_default(),
            fault.value.clone().unwrap_or_default(),
            problem.code().to_owned(),
            problem.article().map_or("", Article::citation).to_owned(),
            problem.message_zh(),
            problem.hint_zh(),
            problem.message_en(),
            problem.hint_en(),
        ]
    };
    Table {
        name: name.to_owned(),
        header: header.map(str::to_owned).to_vec(),
        rows: findings.listed.iter().map(row).collect(),
    }
}
