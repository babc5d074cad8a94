//! The first place at which two JSON values differ.

use serde_json::Value;

use crate::base::json::{self, JsonError};
use crate::base::order::Arrange as _;
use crate::base::{Fault, Faults, Place};

/// Where two values differ, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// `tasks[0].frames[1].quota` for example.
    pub(super) path: String,
    recorded: String,
    recomputed: String,
}

impl Difference {
    /// In both languages. A verdict may be published: whoever only other lists would bring in stays unnamed.
    pub(super) fn detail(&self) -> String {
        let Self { path, recorded, recomputed } = self;
        if path.ends_with(".id") {
            return format!(
                "{path}: 记录为 {recorded}，重算为另一个 / recorded {recorded}, recomputed another one"
            );
        }
        format!(
            "{path}: 记录为 {recorded}，重算为 {recomputed} / recorded {recorded}, recomputed {recomputed}"
        )
    }
}

/// The first difference in the order of keys and items, depth first.
pub(super) fn first(recorded: &Value, recomputed: &Value) -> Option<Difference> {
    walk(recorded, recomputed, &mut String::new())
}

/// Checks that what was read is what would be written: every field there, in its written order.
pub(super) fn written(read: &Value, written: &Value) -> Result<(), Faults> {
    first(read, written).map_or(Ok(()), |difference| {
        let reason = "not in the written form".to_owned();
        Err(Fault::new(Place::field(difference.path), JsonError::Shape { reason }).into())
    })
}

/// The first difference, below `path`. What is equal is written alike, and long lists are compared much quicker than their JSON.
pub(super) fn differ<T: serde::Serialize + PartialEq>(
    path: &str,
    recorded: &T,
    recomputed: &T,
) -> Option<String> {
    if recorded == recomputed {
        return None;
    }
    let (recorded, recomputed) = (json::value(recorded).ok()?, json::value(recomputed).ok()?);
    let mut difference = first(&recorded, &recomputed)?;
    let dot = if difference.path.is_empty() || difference.path.starts_with('[') { "" } else { "." };
    difference.path.insert_str(0, &format!("{path}{dot}"));
    Some(difference.detail())
}

fn walk(one: &Value, other: &Value, path: &mut String) -> Option<Difference> {
    let length = path.len();
    let mut within = |step: String, one: &Value, other: &Value| {
        path.push_str(if length == 0 { step.trim_start_matches('.') } else { &step });
        let found = walk(one, other, path);
        path.truncate(length);
        found
    };
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let mut keys: Vec<&String> = one.keys().chain(other.keys()).collect();
            keys.arrange();
            keys.dedup();
            let absent = Value::String("(absent)".to_owned());
            keys.into_iter().find_map(|key| {
                within(format!(".{key}"), one.get(key).unwrap_or(&absent), other.get(key).unwrap_or(&absent))
            })
        }
        (Value::Array(one), Value::Array(other)) => {
            let inside = one.iter().zip(other).enumerate();
            let found = inside
                .map(|(at, (one, other))| within(format!("[{at}]"), one, other))
                .find_map(|found| found);
            let count = |list: &Vec<Value>| Value::from(list.len());
            found.or_else(|| within(".length".to_owned(), &count(one), &count(other)))
        }
        _ if one == other => None,
        _ => Some(Difference { path: path.clone(), recorded: shown(one), recomputed: shown(other) }),
    }
}

/// A value cut to one short line.
fn shown(value: &Value) -> String {
    // INVARIANT: what is compared has whole numbers
    let text = json::canonical(value).unwrap_or_default();
    let mut cut: String = text.chars().take(100).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    format!("`{cut}`")
}

#[cfg(test)]
mod tests {
    use super::{Value, first};
    use serde_json::json;

    #[test]
    fn names_the_first_difference() {
        let path = |one: Value, other: Value| first(&one, &other).map(|difference| difference.path);
        assert_eq!(path(json!({"a":[1,{"b":2}]}), json!({"a":[1,{"b":2}]})), None);
        assert_eq!(path(json!({"a":[1,{"b":2}]}), json!({"a":[1,{"b":3}]})).unwrap(), "a[1].b");
        assert_eq!(path(json!({"a":[1,2]}), json!({"a":[1]})).unwrap(), "a.length");
        assert_eq!(path(json!({"a":null}), json!({})).unwrap(), "a");
        assert_eq!(path(json!([1]), json!({})).unwrap(), "");
    }
}
