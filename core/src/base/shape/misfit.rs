//! What did not fit, in words: serde's questions and our values, both in Chinese and English.

use std::fmt::{self, Write as _};
use std::sync::Arc;

use serde::de::{Expected, Unexpected};
use serde_json::{Map, Value};

use super::{REFUSED, ShapeError, listed};
use crate::base::json::{JsonError, number_words};
use crate::base::problem::{Fault, Faults, NoFault, Place, Problem};

/// What did not fit, and the way to it from the inside out. As small as a pointer, since every reading returns one or a value.
#[derive(Debug)]
pub(in crate::base) enum Misfit {
    /// No value is there to be read.
    Missing,
    Found(Box<Found>),
}

#[derive(Debug)]
pub(in crate::base) struct Found {
    problem: Arc<dyn Problem>,
    path: Vec<Step>,
}

#[derive(Debug)]
pub(in crate::base) enum Step {
    Key(String),
    Index(u64),
}

impl Misfit {
    pub(in crate::base) fn new(problem: impl Problem) -> Self {
        Self::of(Arc::new(problem))
    }

    fn of(problem: Arc<dyn Problem>) -> Self {
        Self::Found(Box::new(Found { problem, path: Vec::new() }))
    }

    pub(super) fn kind(expected: &str, found: &Value) -> Self {
        Self::unexpected(expected, found_words(found))
    }

    /// `found` is not what is expected.
    pub(super) fn no(expected: &dyn Expected, found: &Value) -> Self {
        Self::kind(&expected.to_string(), found)
    }

    fn unexpected(expected: &str, (found_zh, found_en): (String, String)) -> Self {
        let (expected_zh, expected_en) = expected_words(expected);
        Self::new(ShapeError::Kind { expected_zh, expected_en, found_zh, found_en })
    }

    /// A key that must be there, with all that may stand beside it.
    pub(super) fn missing_key(key: &str, known: &[&str]) -> Self {
        Self::new(ShapeError::MissingKey { key: key.to_owned(), known: listed(known) })
    }

    pub(in crate::base) fn at(mut self, step: Step) -> Self {
        if let Self::Found(found) = &mut self {
            found.path.push(step);
        }
        self
    }

    pub(in crate::base) fn faults(self) -> Faults {
        let Found { problem, path: steps } = match self {
            Self::Found(found) => *found,
            // INVARIANT: the struct whose key it is has named it
            Self::Missing => Found { problem: Arc::new(NoFault::Empty), path: Vec::new() },
        };
        let mut path = String::new();
        for step in steps.iter().rev() {
            // INVARIANT: writing to a String does not fail
            let _ = match step {
                Step::Key(key) if path.is_empty() => write!(path, "{key}"),
                Step::Key(key) => write!(path, ".{key}"),
                Step::Index(index) => write!(path, "[{index}]"),
            };
        }
        let place = if path.is_empty() { Place::default() } else { Place::field(path) };
        Fault::shared(place, problem).into()
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("a key is missing"),
            Self::Found(found) => found.problem.fmt(f),
        }
    }
}

impl std::error::Error for Misfit {}

impl serde::de::Error for Misfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        match REFUSED.take() {
            Some(problem) => Self::of(problem),
            None => {
                let text = message.to_string();
                let untagged = text.starts_with("data did not match any variant");
                let reason = if untagged { "none of the possible forms fits".to_owned() } else { text };
                Self::new(JsonError::Shape { reason })
            }
        }
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let found = match found {
            Unexpected::Bool(value) => found_words(&Value::Bool(value)),
            Unexpected::Unsigned(value) => found_words(&value.into()),
            Unexpected::Str(text) => found_words(&text.into()),
            Unexpected::Unit | Unexpected::Option => found_words(&Value::Null),
            Unexpected::Seq => found_words(&Value::Array(Vec::new())),
            Unexpected::Map => found_words(&Value::Object(Map::new())),
            _ => ("其他内容".to_owned(), "something else".to_owned()),
        };
        Self::unexpected(&expected.to_string(), found)
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        let found = (format!("有 {length} 项的列表"), format!("a list of {length}"));
        Self::unexpected(&expected.to_string(), found)
    }

    fn unknown_variant(word: &str, known: &'static [&'static str]) -> Self {
        Self::new(ShapeError::UnknownWord { word: cut(word), known: listed(known) })
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        Self::new(ShapeError::UnknownKey { key: cut(key), known: listed(known) })
    }

    fn missing_field(key: &'static str) -> Self {
        Self::missing_key(key, &[key])
    }

    fn duplicate_field(key: &'static str) -> Self {
        Self::new(JsonError::DuplicateKey { key: key.to_owned() })
    }
}

/// The first 40 characters of user data, which is enough to find it again.
fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}

pub(super) const TEXT: &str = "a text";
pub(super) const LIST: &str = "a list";
pub(super) const OBJECT: &str = "an object";
pub(super) const WORD: &str = "a word, or an object with one key";

/// Chinese and English for what was asked for: our own words, or those of serde's derived code.
fn expected_words(expected: &str) -> (String, String) {
    let (zh, en) = match expected {
        TEXT | "a string" => ("文本", TEXT),
        LIST | "a sequence" => ("列表", LIST),
        WORD => ("一个词，或只有一个键的对象", WORD),
        "a boolean" => ("true 或 false", "true or false"),
        "u8" => ("0 至 255 的整数", "a whole number from 0 to 255"),
        "u16" => ("0 至 65535 的整数", "a whole number from 0 to 65535"),
        "u32" => ("0 至 4294967295 的整数", "a whole number from 0 to 4294967295"),
        "u64" | "usize" => ("整数", "a whole number"),
        "unit" => ("null", "null"),
        OBJECT | "a map" => ("对象", OBJECT),
        _ if expected.starts_with("struct ") => ("对象", OBJECT),
        _ => match expected
            .strip_prefix("a tuple of size ")
            .or_else(|| expected.strip_prefix("an array of length "))
        {
            Some(length) => return (format!("有 {length} 项的列表"), format!("a list of {length}")),
            None => ("另一种形式", "another form"),
        },
    };
    (zh.to_owned(), en.to_owned())
}

/// Chinese and English for what stands there.
fn found_words(found: &Value) -> (String, String) {
    match found {
        Value::Null => ("空值 null".to_owned(), "null".to_owned()),
        Value::Bool(value) => (format!("布尔值 {value}"), value.to_string()),
        Value::Number(number) => {
            let number = number_words(number);
            (format!("数字 {number}"), format!("the number {number}"))
        }
        Value::String(text) => (format!("文本 `{}`", cut(text)), format!("the text `{}`", cut(text))),
        Value::Array(_) => ("列表".to_owned(), LIST.to_owned()),
        Value::Object(_) => ("对象".to_owned(), OBJECT.to_owned()),
    }
}
