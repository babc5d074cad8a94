//! What every error of every floor can say of itself, and the table they are written in.
//!
//! One entry of [`problems!`](crate::base::problem) holds a problem's code, its article, what is wrong in
//! Chinese and English, and what to do about it in both. There is no second place for a message.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::law::Article;

/// An error that names its code, its article and its remedy.
///
/// Codes are kebab-case and never used again for something else.
pub trait Problem: std::error::Error + Send + Sync + 'static {
    /// The stable code, `credit-code-length` for example.
    fn code(&self) -> &'static str;
    /// The article that asks for what is missing here, where one does.
    fn article(&self) -> Option<Article>;
    /// What is wrong, in Chinese.
    fn message_zh(&self) -> String;
    /// What is wrong, in English: lower case, no full stop.
    fn message_en(&self) -> String;
    /// What to do, in Chinese.
    fn hint_zh(&self) -> String;
    /// What to do, in English.
    fn hint_en(&self) -> String;
}

/// Where in the user's material a problem stands. Rows and columns count from 1, as spreadsheets show them.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file or list, as the user named it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The worksheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row, from 1; the header counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// The column, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
    /// The field or a path to it, `tasks[2].strata[0].ratio` for example.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

impl Place {
    /// A place that is known by the name of its field alone.
    pub fn field(field: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..Self::default() }
    }

    /// A place in a list: its row (from 1) and field.
    pub fn row(row: u64, field: impl Into<String>) -> Self {
        Self { row: Some(row), field: Some(field.into()), ..Self::default() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = self.row.map(|row| format!("row {row}"));
        let column = self.column.map(|column| format!("column {column}"));
        let parts = [
            self.file.as_deref(),
            self.sheet.as_deref(),
            row.as_deref(),
            column.as_deref(),
            self.field.as_deref(),
        ];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

/// A problem at a place, with the value that was found there.
#[derive(Debug, Clone)]
pub struct Fault {
    /// Where it stands.
    pub place: Place,
    /// What stands there, cut at 80 characters.
    pub value: Option<String>,
    problem: Arc<dyn Problem>,
}

impl Fault {
    /// `problem` at `place`.
    pub fn new(place: Place, problem: impl Problem) -> Self {
        Self::shared(place, Arc::new(problem))
    }

    pub(crate) fn shared(place: Place, problem: Arc<dyn Problem>) -> Self {
        Self { place, value: None, problem }
    }

    /// The same fault, showing the value found.
    #[must_use]
    pub fn with_value(mut self, value: &str) -> Self {
        self.value = Some(value.chars().take(80).collect());
        self
    }

    /// The problem itself.
    pub fn problem(&self) -> &dyn Problem {
        &*self.problem
    }

    /// The problem's code.
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place == Place::default() {
            return self.problem.fmt(f);
        }
        write!(f, "{}: {}", self.place, self.problem)
    }
}

impl std::error::Error for Fault {}

impl PartialEq for Fault {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place
            && self.value == other.value
            && self.problem.message_en() == other.problem.message_en()
    }
}

/// All faults of one request, in the order of the material. Never empty when it is an error.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// Adds one fault.
    pub fn push(&mut self, place: Place, problem: impl Problem) {
        self.0.push(Fault::new(place, problem));
    }

    /// `value` if there is no fault, else all of them.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_slice() {
            [] => f.write_str("no fault"),
            [one] => one.fmt(f),
            [first, rest @ ..] => write!(f, "{first} (and {} more)", rest.len()),
        }
    }
}

impl std::error::Error for Faults {}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self(vec![fault])
    }
}

impl Faults {
    fn first(&self) -> &dyn Problem {
        self.0.first().map_or(&NoFault::Empty, Fault::problem)
    }

    fn more(&self) -> usize {
        self.0.len().saturating_sub(1)
    }

    /// What to do about the first, in Chinese and English.
    pub(crate) fn hint(&self) -> String {
        hint(self.first())
    }

    /// Where the first stands, if that is known.
    pub(crate) fn place(&self) -> Option<Place> {
        let place = self.0.first().map(|fault| fault.place.clone());
        place.filter(|place| *place != Place::default())
    }
}

/// What to do, in Chinese and English.
pub(crate) fn hint(problem: &dyn Problem) -> String {
    format!("{} / {}", problem.hint_zh(), problem.hint_en())
}

/// Several problems speak as the first one, and say how many stand behind it.
impl Problem for Faults {
    fn code(&self) -> &'static str {
        self.first().code()
    }
    fn article(&self) -> Option<Article> {
        self.first().article()
    }
    fn message_zh(&self) -> String {
        let message = self.first().message_zh();
        if self.more() == 0 { message } else { format!("{message}（另有 {} 处）", self.more()) }
    }
    fn message_en(&self) -> String {
        let message = self.first().message_en();
        if self.more() == 0 { message } else { format!("{message} (and {} more)", self.more()) }
    }
    fn hint_zh(&self) -> String {
        self.first().hint_zh()
    }
    fn hint_en(&self) -> String {
        self.first().hint_en()
    }
}

pub(crate) use super::problem_table::{forward, problems};

problems! {
    /// A list of faults that lists none. The last entry of the table, since the table is written above.
    pub enum NoFault {
        /// Somebody made an error of an empty list.
        Empty = "no-fault" {
            zh: "没有发现错误",
            en: "no fault was found",
            hint_zh: "按成功处理",
            hint_en: "take it as a success",
        }
    }
}
