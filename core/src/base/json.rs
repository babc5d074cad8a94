//! Canonical JSON (RFC 8785) without floats: what is sealed, what is hashed, what crosses the door.

use std::cell::RefCell;
use std::fmt;
use std::str::FromStr;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Number, Value};

use super::canonical;
use super::problem::{Fault, Faults, Place, Problem, problems};
pub(crate) use super::shape::listed;
use super::shape::{Misfit, Step, refuse};
pub use super::shape::{ShapeError, shaped};

/// The largest whole number that every JSON reader keeps exactly: 2^53 - 1.
pub const LARGEST: u64 = (1 << 53) - 1;

problems! {
    /// Why a text is no JSON of ours.
    pub enum JsonError {
        /// Not JSON at all.
        Syntax { line: usize, column: usize, reason: String } = "json-syntax" {
            zh: "第 {line} 行第 {column} 列处不是合法的 JSON（{reason}）",
            en: "not JSON at line {line}, column {column}: {reason}",
            hint_zh: "检查引号、逗号和括号",
            hint_en: "check quotes, commas and brackets",
        }
        /// The same key twice in one object.
        DuplicateKey { key: String } = "json-duplicate-key" {
            zh: "键 `{key}` 重复出现",
            en: "key `{key}` appears twice",
            hint_zh: "每个键只写一次",
            hint_en: "write each key once",
        }
        /// A number with a fraction or an exponent, or below zero.
        Number { found: String } = "json-number" {
            zh: "`{found}` 不是非负整数",
            en: "`{found}` is not a whole number of at least 0",
            hint_zh: "比例写成文本，例如 \"7%\"",
            hint_en: "write a ratio as text, \"7%\" for example",
        }
        /// Above 2^53 - 1.
        TooLarge { found: String } = "json-number-too-large" {
            zh: "整数 {found} 大于 9007199254740991",
            en: "number {found} is above 9007199254740991",
            hint_zh: "编号写成文本",
            hint_en: "write an id as text",
        }
        /// JSON, but not of the form asked for.
        Shape { reason: String } = "json-shape" {
            zh: "内容不符合要求的形式（{reason}）",
            en: "this does not have the form asked for: {reason}",
            hint_zh: "对照此处的字段表",
            hint_en: "compare with the table of fields",
        }
    }
}

/// A whole number from 0 to 2^53 - 1, the only kind of number in a record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Int53(u64);

impl Int53 {
    /// 0
    pub(crate) const ZERO: Self = Self(0);

    /// `value`, if every JSON reader would keep it.
    ///
    /// # Errors
    /// [`JsonError::TooLarge`].
    pub fn new(value: u64) -> Result<Self, JsonError> {
        if value > LARGEST { Err(JsonError::TooLarge { found: value.to_string() }) } else { Ok(Self(value)) }
    }

    /// A count of rows. Lists end far below 2^53; a larger number would become the largest.
    pub(crate) fn count(rows: u64) -> Self {
        Self(rows.min(LARGEST))
    }

    /// The number.
    pub fn get(self) -> u64 {
        self.0
    }
}

impl From<u32> for Int53 {
    fn from(value: u32) -> Self {
        Self(value.into())
    }
}

impl fmt::Display for Int53 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Int53 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0)
    }
}

impl<'de> Deserialize<'de> for Int53 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(u64::deserialize(deserializer)?).map_err(refuse)
    }
}

/// Reads JSON: duplicate keys, fractions, negative numbers and numbers above 2^53 - 1 are errors.
///
/// ```
/// use double_random::base::json;
///
/// assert!(json::parse(r#"{"a": 9007199254740991}"#).is_ok());
/// assert!(json::parse(r#"{"a": 9007199254740993}"#).is_err()); // other readers round it in silence
/// assert!(json::parse(r#"{"a": 1, "a": 2}"#).is_err()); // other readers keep the last
/// ```
///
/// # Errors
/// One fault with [`JsonError`]: the first thing that is wrong, by its path, or by line and column in what is no JSON.
pub fn parse(text: &str) -> Result<Value, Faults> {
    let found = RefCell::new(None);
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Strict(&found).deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    value.map_err(|error| match found.into_inner() {
        Some(refused) => refused.faults(text, &error),
        None => syntax(&error),
    })
}

/// What a text holds that is JSON and none of ours, and the way to it from the inside out.
struct Refused {
    why: Why,
    path: Vec<Step>,
}

enum Why {
    DuplicateKey(String),
    TooLarge,
    NotWhole,
}

impl Refused {
    /// In words, with the number as it is written in `text`, where the reader stopped behind it.
    fn faults(self, text: &str, stopped: &serde_json::Error) -> Faults {
        let found = || {
            let line = text.split('\n').nth(stopped.line().saturating_sub(1)).unwrap_or_default();
            let read = line.get(..stopped.column()).unwrap_or_default();
            let is_part =
                |letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '-' | '.' | 'e' | 'E');
            read.rsplit(|letter| !is_part(letter)).next().unwrap_or_default().chars().take(40).collect()
        };
        let error = match self.why {
            Why::DuplicateKey(key) => JsonError::DuplicateKey { key },
            Why::TooLarge => JsonError::TooLarge { found: found() },
            Why::NotWhole => JsonError::Number { found: found() },
        };
        self.path.into_iter().fold(Misfit::new(error), Misfit::at).faults()
    }
}

/// A number in words. Of a fraction only the whole part: what prints floats would be the only use of them, and is large.
pub(super) fn number_words(number: &Number) -> String {
    match (number.as_u64(), number.as_i64()) {
        (Some(whole), _) => whole.to_string(),
        (_, Some(negative)) => negative.to_string(),
        _ => format!("{}.…", number.as_f64().unwrap_or_default() as i64),
    }
}

/// Line and column as the place, and the reader's words without its own " at line 1 column 2".
fn syntax(error: &serde_json::Error) -> Faults {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or_default().to_owned();
    let count = |number: usize| u64::try_from(number).ok();
    let place = Place { row: count(line), column: count(column), ..Place::default() };
    Fault::new(place, JsonError::Syntax { line, column, reason }).into()
}

/// `value` as JSON, with the numbers that every reader keeps.
///
/// # Errors
/// As [`canonical`].
pub fn value<T: Serialize + ?Sized>(value: &T) -> Result<Value, JsonError> {
    let value = serde_json::to_value(value).map_err(no_json)?;
    check_numbers(&value)?;
    Ok(value)
}

/// The canonical text of `value`: keys sorted, no space, whole numbers up to 2^53 - 1 only.
///
/// # Errors
/// [`JsonError::TooLarge`], [`JsonError::Number`]; [`JsonError::Shape`] for a value that is no JSON.
pub fn canonical<T: Serialize + ?Sized>(value: &T) -> Result<String, JsonError> {
    let mut text = String::new();
    canonical::write(&mut text, &self::value(value)?);
    Ok(text)
}

fn no_json(error: serde_json::Error) -> JsonError {
    JsonError::Shape { reason: error.to_string() }
}

fn check_numbers(value: &Value) -> Result<(), JsonError> {
    match value {
        Value::Number(number) => match number.as_u64() {
            Some(whole) if whole <= LARGEST => Ok(()),
            Some(_) => Err(JsonError::TooLarge { found: number_words(number) }),
            None => Err(JsonError::Number { found: number_words(number) }),
        },
        Value::Array(items) => items.iter().try_for_each(check_numbers),
        Value::Object(fields) => fields.values().try_for_each(check_numbers),
        Value::Null | Value::Bool(_) | Value::String(_) => Ok(()),
    }
}

/// For types written as one text: reads the text and hands it to their parser.
pub(crate) fn from_text<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Problem>,
{
    struct Text<T>(std::marker::PhantomData<T>);
    impl<T: FromStr<Err: Problem>> Visitor<'_> for Text<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a text")
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(refuse)
        }
    }
    deserializer.deserialize_str(Text(std::marker::PhantomData))
}

/// Builds a [`Value`] and leaves what it refuses in the cell, since serde's errors are text.
#[derive(Clone, Copy)]
struct Strict<'a>(&'a RefCell<Option<Refused>>);

impl Strict<'_> {
    fn refuse<E: serde::de::Error>(self, why: Why) -> E {
        self.0.borrow_mut().get_or_insert_with(|| Refused { why, path: Vec::new() });
        E::custom("refused")
    }

    /// On the way out: what was refused stands below `step`.
    fn step<E>(self, step: Step, error: E) -> E {
        if let Some(refused) = self.0.borrow_mut().as_mut() {
            refused.path.push(step);
        }
        error
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }
    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }
    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }
    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Value, E> {
        if value > LARGEST { Err(self.refuse(Why::TooLarge)) } else { Ok(value.into()) }
    }
    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<Value, E> {
        Err(self.refuse(Why::NotWhole))
    }
    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        let whole_and_large = value >= 9_007_199_254_740_992.0;
        Err(self.refuse(if whole_and_large { Why::TooLarge } else { Why::NotWhole }))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            let index = list.len() as u64;
            match items.next_element_seed(self).map_err(|error| self.step(Step::Index(index), error))? {
                Some(item) => list.push(item),
                None => return Ok(Value::Array(list)),
            }
        }
    }
    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = fields.next_key::<String>()? {
            let step = || Step::Key(key.clone());
            if map.contains_key(&key) {
                let error = self.refuse(Why::DuplicateKey(key.clone()));
                return Err(self.step(step(), error));
            }
            let value = fields.next_value_seed(self).map_err(|error| self.step(step(), error))?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Problem;

    #[test]
    fn refuses_what_other_readers_bend() {
        let code = |text: &str| parse(text).unwrap_err().code();
        assert_eq!(code(r#"{"a":1,"b":{"c":1,"c":1}}"#), "json-duplicate-key");
        assert_eq!(code("9007199254740992"), "json-number-too-large");
        assert_eq!(code("18446744073709551616"), "json-number-too-large");
        assert_eq!(code("1e9"), "json-number");
        assert_eq!(code("1.0"), "json-number");
        assert_eq!(code("-0"), "json-number");
        assert_eq!(code("[1,]"), "json-syntax");
        assert_eq!(code("{} {}"), "json-syntax");
        assert_eq!(code(&"[".repeat(100_000)), "json-syntax");
    }

    #[test]
    fn names_the_place() {
        let text = |text: &str| parse(text).unwrap_err().to_string();
        assert_eq!(text(r#"{"a":[0,{"b":1,"b":2}]}"#), "a[1].b: key `b` appears twice");
        assert_eq!(text("[[1.5]]"), "[0][0]: `1.5` is not a whole number of at least 0");
        // as it is written, and not what it comes to
        assert_eq!(text("1e2"), "`1e2` is not a whole number of at least 0");
        assert_eq!(text("{\"名\": [1,\n -1.0 ]}"), "名[1]: `-1.0` is not a whole number of at least 0");
        assert_eq!(text("[-7,8]"), "[0]: `-7` is not a whole number of at least 0");
        assert_eq!(
            text("[98765432109876543210]"),
            "[0]: number 98765432109876543210 is above 9007199254740991"
        );
        assert_eq!(text("99999999999999999"), "number 99999999999999999 is above 9007199254740991");
        assert_eq!(text("{\n  1"), "row 2, column 3: not JSON at line 2, column 3: key must be a string");
    }

    #[test]
    fn canonical_sorts_by_utf16_and_escapes_least() {
        let value = parse(
            r#"{"\u20ac":1,"\r":"\u000f\n\"","a":[true,null,9007199254740991],"\ud83d\ude00":2,"\ufb33":3}"#,
        );
        assert_eq!(
            canonical(&value.unwrap()).unwrap(),
            "{\"\\r\":\"\\u000f\\n\\\"\",\"a\":[true,null,9007199254740991],\"\u{20ac}\":1,\"\u{1f600}\":2,\"\u{fb33}\":3}"
        );
        assert_eq!(
            canonical(&serde_json::json!(1.5)).unwrap_err().to_string(),
            "`1.…` is not a whole number of at least 0"
        );
        assert!(canonical(&serde_json::json!(1u64 << 53)).is_err());
    }

    #[test]
    fn what_is_no_json_has_no_canonical_text() {
        let keyed_by_list = std::collections::BTreeMap::from([(vec![1], 2)]);
        assert_eq!(canonical(&keyed_by_list).unwrap_err().code(), "json-shape");
    }
}
