//! 第十七条 - a criterion as a condition that is true or false, never unknown: a null fits no list of values.

use std::fmt;

use super::{Dialect, SqlError};
use crate::directory::is_code;
use crate::plan::Criterion;

/// A condition in one dialect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Predicate {
    text: String,
    /// Whether an AND or OR within stands on its own.
    bracketed: bool,
}

const TRUE: &str = "TRUE";

impl Predicate {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), bracketed: true }
    }

    /// A column holds one of these texts.
    pub(super) fn one_of<'v>(
        dialect: Dialect,
        column: &str,
        values: impl IntoIterator<Item = &'v str>,
    ) -> Self {
        let values: Vec<String> = values.into_iter().map(|value| dialect.text(value)).collect();
        let column = dialect.column(column);
        Self::text(format!("coalesce({column} IN ({}), FALSE)", values.join(", ")))
    }

    /// What a checked criterion asks.
    pub(super) fn of(criterion: &Criterion, dialect: Dialect) -> Result<Self, SqlError> {
        let texts = |column: &str, values: &[String]| {
            Self::one_of(dialect, column, values.iter().map(String::as_str))
        };
        let all = |parts: &[Criterion]| -> Result<Vec<Self>, SqlError> {
            parts.iter().map(|part| Self::of(part, dialect)).collect()
        };
        Ok(match criterion {
            Criterion::Everyone => Self::text(TRUE),
            Criterion::Kind(values) => texts("kind", values),
            Criterion::Scale(values) => texts("scale", values),
            Criterion::Credit(values) => texts("credit", values),
            Criterion::Risk(values) => Self::one_of(dialect, "risk", values.iter().map(|risk| risk.code())),
            Criterion::Area(values) => Self::area(dialect, values),
            Criterion::Attribute { name, values } => {
                if dialect == Dialect::Spark && name.contains("${") {
                    return Err(SqlError::Name { name: name.clone() });
                }
                texts(&dialect.name(&format!("attribute:{name}")), values)
            }
            Criterion::All(parts) => Self::joined(all(parts)?, " AND "),
            Criterion::Any(parts) => Self::joined(all(parts)?, " OR "),
            Criterion::Not(part) => Self::of(part, dialect)?.negated(),
        })
    }

    /// Names are compared whole; a statistical code takes the codes that begin with it.
    fn area(dialect: Dialect, values: &[String]) -> Self {
        let (codes, names): (Vec<&str>, Vec<&str>) =
            values.iter().map(String::as_str).partition(|value| is_code(value));
        let area = dialect.column("area");
        let mut parts = Vec::new();
        if !names.is_empty() {
            parts.push(Self::one_of(dialect, "area", names));
        }
        for code in codes {
            let (length, code) = (code.len(), dialect.text(code));
            // an area of digits only: nothing is left when they are taken out
            let digits = format!("length(translate({area}, '0123456789', '')) = 0");
            let begins = format!("substring({area}, 1, {length}) = {code}");
            parts.push(Self::text(format!("coalesce({digits} AND {begins}, FALSE)")));
        }
        Self::joined(parts, " OR ")
    }

    fn joined(mut parts: Vec<Self>, word: &str) -> Self {
        if parts.len() == 1
            && let Some(part) = parts.pop()
        {
            return part;
        }
        let parts: Vec<String> = parts.iter().map(Self::whole).collect();
        Self { text: parts.join(word), bracketed: false }
    }

    /// The condition does not hold.
    pub(super) fn negated(&self) -> Self {
        Self::text(format!("NOT {}", self.whole()))
    }

    /// Whether it keeps nobody out.
    pub(super) fn is_everybody(&self) -> bool {
        self.text == TRUE
    }

    fn whole(&self) -> String {
        if self.bracketed { self.text.clone() } else { format!("({})", self.text) }
    }
}

impl fmt::Display for Predicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.whole())
    }
}
