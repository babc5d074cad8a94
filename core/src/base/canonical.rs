//! The canonical text of JSON (RFC 8785) for values without fractions: keys sorted by UTF-16, no space, least escapes.
//!
//! It is our own, since `serde_json_canonicalizer`, which the tests hold it against, prints floats as well, and these
//! would be 26 KB of a gzipped door in which no float occurs.

use std::fmt::Write as _;

use serde_json::Value;

use super::order::Arrange as _;

/// Appends `value`.
pub(super) fn write(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        // INVARIANT: a value is written after its numbers were checked
        Value::Number(number) => out.push_str(&number.as_u64().unwrap_or_default().to_string()),
        Value::String(words) => text(out, words),
        Value::Array(items) => list(out, ['[', ']'], items.iter(), write),
        Value::Object(fields) => {
            let mut fields: Vec<(&String, &Value)> = fields.iter().collect();
            // a map of Rust sorts by UTF-8
            fields.arrange_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
            list(out, ['{', '}'], fields.into_iter(), |out, (key, value)| {
                text(out, key);
                out.push(':');
                write(out, value);
            });
        }
    }
}

fn list<T>(
    out: &mut String,
    [open, close]: [char; 2],
    items: impl Iterator<Item = T>,
    write: impl Fn(&mut String, T),
) {
    out.push(open);
    for (at, item) in items.enumerate() {
        if at > 0 {
            out.push(',');
        }
        write(out, item);
    }
    out.push(close);
}

/// Whether a byte of a text stands in JSON as it is.
pub(crate) fn is_plain_byte(byte: u8) -> bool {
    byte >= b' ' && byte != b'"' && byte != b'\\'
}

/// Appends a JSON text with the escapes of RFC 8785.
pub(crate) fn text(out: &mut String, text: &str) {
    out.push('"');
    if text.bytes().all(is_plain_byte) {
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

    /// Any JSON without fractions, with texts that need escapes and keys that sort otherwise in UTF-16.
    fn any_value() -> impl Strategy<Value = Value> {
        let words = || {
            prop_oneof![any::<String>(), "[\\x00-\\x7f]{0,8}", "[\u{e000}\u{ffff}\u{10000}\u{1f600}a]{0,3}"]
        };
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (0..=crate::base::json::LARGEST).prop_map(Value::from),
            words().prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 40, 6, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map(words(), inner, 0..6).prop_map(|map| map.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn writes_what_another_canonical_writer_writes(value in any_value()) {
            let mut out = String::new();
            write(&mut out, &value);
            prop_assert_eq!(out, serde_json_canonicalizer::to_string(&value).unwrap());
        }
    }
}
