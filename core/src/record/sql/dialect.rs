//! How the three engines write names, texts and the ticket.

use serde::{Deserialize, Serialize};

/// The engine that a statement is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// DuckDB.
    DuckDb,
    /// Spark SQL, 3.0 or later, with the parser's defaults.
    Spark,
    /// PostgreSQL, 11 or later, in a database of UTF-8.
    PostgreSql,
}

impl Dialect {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::DuckDb, Self::Spark, Self::PostgreSql];

    /// A name as a column; whatever stands in it is no SQL.
    pub(super) fn name(self, name: &str) -> String {
        match self {
            Self::Spark => format!("`{}`", name.replace('`', "``")),
            Self::DuckDb | Self::PostgreSql => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }

    /// A text; whatever stands in it is no SQL.
    pub(super) fn text(self, text: &str) -> String {
        let doubled = || text.replace('\'', "''");
        match self {
            Self::DuckDb => format!("'{}'", doubled()),
            // a backslash means itself only as long as a setting of the server says so
            Self::PostgreSql if text.contains('\\') => format!("E'{}'", doubled().replace('\\', "\\\\")),
            Self::PostgreSql => format!("'{}'", doubled()),
            // ${..} would be replaced before the parser sees it
            Self::Spark => {
                let escaped = text.replace('\\', "\\\\").replace('\'', "\\'").replace('$', "\\u0024");
                format!("'{escaped}'")
            }
        }
    }

    /// A column of texts that are compared by their bytes.
    pub(super) fn column(self, column: &str) -> String {
        match self {
            Self::PostgreSql => format!("{column} COLLATE \"C\""),
            Self::DuckDb | Self::Spark => column.to_owned(),
        }
    }

    /// By what the drawn are sorted: the ticket, then the id, both as bytes.
    pub(super) fn order(self, key: &str) -> [String; 2] {
        match self {
            Self::DuckDb => [format!("sha256('{key}' || id)"), "encode(id)".to_owned()],
            Self::Spark => [format!("sha2(concat('{key}', id), 256)"), "encode(id, 'UTF-8')".to_owned()],
            Self::PostgreSql => {
                [format!("sha256(convert_to('{key}' || id, 'UTF8'))"), "id COLLATE \"C\"".to_owned()]
            }
        }
    }
}
