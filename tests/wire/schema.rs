//! As much of JSON Schema (draft 2020-12) as the door's schemas use. A keyword that is not known here is an error, so
//! that no line of a schema is passed over in silence.

use serde_json::Value;

/// The committed file of that name.
pub(crate) fn json_of(name: &str) -> Value {
    let path = super::folder("core/docs/schema").join(name).with_extension("json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap()
}

/// A schema, or the part of one at a JSON pointer; what it refers to stands in the whole.
pub(crate) struct Schema {
    whole: Value,
    part: Value,
}

impl Schema {
    pub(crate) fn read(name: &str, pointer: &str) -> Self {
        let whole = json_of(name);
        assert_eq!(whole["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        let part = whole.pointer(pointer).unwrap_or_else(|| panic!("{name} has no {pointer}")).clone();
        Self { whole, part }
    }

    /// Whether `value` has the form; else the first thing that has not.
    pub(crate) fn check(&self, value: &Value) -> Result<(), String> {
        check(&self.whole, &self.part, value)
    }
}

fn check(whole: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let Value::Object(keywords) = schema else { panic!("no schema: {schema}") };
    for (keyword, rule) in keywords {
        if !holds(keyword, rule, (whole, schema), value)? {
            return Err(format!("{keyword} {rule} does not hold for {value}"));
        }
    }
    Ok(())
}

fn holds(
    keyword: &str,
    rule: &Value,
    (whole, schema): (&Value, &Value),
    value: &Value,
) -> Result<bool, String> {
    let check = |schema: &Value, value: &Value| check(whole, schema, value);
    let number = rule.as_u64().unwrap_or_default();
    Ok(match (keyword, value) {
        ("$schema" | "$defs" | "title" | "description", _) => true,
        ("type", _) => match rule {
            Value::Array(types) => types.iter().any(|name| is_of(name, value)),
            name => is_of(name, value),
        },
        ("$ref", _) => {
            let pointer = rule.as_str().unwrap().strip_prefix('#').unwrap();
            check(whole.pointer(pointer).unwrap_or_else(|| panic!("there is no {rule}")), value)
                .map(|()| true)?
        }
        ("enum", _) => rule.as_array().unwrap().contains(value),
        ("oneOf", _) => {
            rule.as_array().unwrap().iter().filter(|part| check(part, value).is_ok()).count() == 1
        }
        ("minimum", Value::Number(found)) => found.as_u64().is_none_or(|found| found >= number),
        ("maximum", Value::Number(found)) => found.as_u64().is_none_or(|found| found <= number),
        ("minLength", Value::String(text)) => text.chars().count() as u64 >= number,
        ("maxLength", Value::String(text)) => text.chars().count() as u64 <= number,
        ("pattern", Value::String(text)) => matches(rule.as_str().unwrap(), text),
        ("minItems", Value::Array(items)) => items.len() as u64 >= number,
        ("maxItems", Value::Array(items)) => items.len() as u64 <= number,
        ("uniqueItems", Value::Array(items)) => {
            let texts: std::collections::BTreeSet<String> = items.iter().map(Value::to_string).collect();
            texts.len() == items.len()
        }
        ("items", Value::Array(items)) => {
            items.iter().try_for_each(|item| check(rule, item)).map(|()| true)?
        }
        ("required", Value::Object(fields)) => {
            rule.as_array().unwrap().iter().all(|key| fields.contains_key(key.as_str().unwrap()))
        }
        ("additionalProperties", Value::Object(fields)) => {
            assert_eq!(*rule, Value::Bool(false));
            fields.keys().all(|key| schema["properties"].get(key).is_some())
        }
        ("properties", Value::Object(fields)) => {
            for (key, part) in rule.as_object().unwrap() {
                fields.get(key).map_or(Ok(()), |found| check(part, found))?;
            }
            true
        }
        (
            "minimum"
            | "maximum"
            | "minLength"
            | "maxLength"
            | "pattern"
            | "minItems"
            | "maxItems"
            | "uniqueItems"
            | "items"
            | "required"
            | "additionalProperties"
            | "properties",
            _,
        ) => true,
        _ => panic!("keyword `{keyword}` is not known to this checker"),
    })
}

fn is_of(name: &Value, value: &Value) -> bool {
    match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        name => panic!("type `{name}` is not known to this checker"),
    }
}

/// Patterns that are `^`, letters and sets with their counts (`[set]{least,most}`), `$`; each set takes what it can.
fn matches(pattern: &str, text: &str) -> bool {
    let inner = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$')).expect(pattern);
    let (mut rest, mut text) = (inner, text);
    while let Some(first) = rest.chars().next() {
        if first != '[' {
            let Some(after) = text.strip_prefix(first) else { return false };
            (rest, text) = (&rest[first.len_utf8()..], after);
            continue;
        }
        let (set, after) = rest[1..].split_once("]{").expect(pattern);
        let (counts, after) = after.split_once('}').expect(pattern);
        let (least, most) = counts.split_once(',').unwrap_or((counts, counts));
        let (least, most): (usize, usize) = (least.parse().unwrap(), most.parse().unwrap());
        let set: Vec<char> = set.chars().collect();
        let taken: Vec<char> =
            text.chars().take(most).take_while(|&character| in_set(&set, character)).collect();
        if taken.len() < least {
            return false;
        }
        (rest, text) = (after, &text[taken.iter().map(|character| character.len_utf8()).sum()..]);
    }
    text.is_empty()
}

fn in_set(set: &[char], character: char) -> bool {
    let range = |at: usize| set.get(at + 1) == Some(&'-') && at + 2 < set.len();
    let mut at = 0;
    while at < set.len() {
        let (first, last, next) =
            if range(at) { (set[at], set[at + 2], at + 3) } else { (set[at], set[at], at + 1) };
        if (first..=last).contains(&character) {
            return true;
        }
        at = next;
    }
    false
}

#[test]
fn the_checker_refuses() {
    let schema = Schema::read("draw-stratum", "/$defs/args");
    let key = "0".repeat(32);
    let good = serde_json::json!({"key": key, "ids": ["a", "b"], "quota": 1});
    assert_eq!(schema.check(&good), Ok(()));
    for (pointer, bad) in [
        ("", serde_json::json!([])),
        ("/key", "0".into()),
        ("/key", "G".repeat(32).into()),
        ("/ids/0", "b".into()),
        ("/ids/0", "b c".into()),
        ("/ids/0", "".into()),
        ("/ids", Value::Null),
        ("/quota", serde_json::json!(1u64 << 53)),
        ("/quota", "1".into()),
    ] {
        let mut damaged = good.clone();
        *damaged.pointer_mut(pointer).unwrap() = bad;
        assert!(schema.check(&damaged).is_err(), "{damaged}");
    }
    let mut extra = good.clone();
    extra["more"] = 1.into();
    assert!(schema.check(&extra).is_err());
    let mut fewer = good;
    fewer.as_object_mut().unwrap().remove("quota");
    assert!(schema.check(&fewer).is_err());
    for (text, fits) in
        [("2026-10-01", true), ("2026-1-01", false), ("2026-10-01 ", false), ("A026-10-01", false)]
    {
        assert_eq!(matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", text), fits, "{text}");
    }
}
