//! The form of a record that is written down, against the reader of the library: over every record that stands in a vector.

use std::collections::BTreeSet;

use double_random::record::Published;
use serde_json::{Value, json};

use crate::schema::{Schema, json_of};
use crate::{files, tests};

/// Every different record in a request, as far as the library reads it.
fn records() -> Vec<Value> {
    let mut found: BTreeSet<String> = BTreeSet::new();
    for test in tests(&files()) {
        let request: Value = serde_json::from_str(test["request"].as_str().unwrap()).unwrap_or_default();
        let args = &request["args"];
        let earlier = args["earlier"].as_array().into_iter().flatten();
        let read = [&args["record"]].into_iter().chain(earlier).filter(|record| is_read(record));
        found.extend(read.map(Value::to_string));
    }
    found.iter().map(|text| serde_json::from_str(text).unwrap()).collect()
}

fn is_read(record: &Value) -> bool {
    Published::from_value(record.clone()).is_ok()
}

/// Pointers to every value inside, with the same path where places in lists are left out.
fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Array(items) => {
            (0..).zip(items).for_each(|(at, item): (u64, _)| places(item, &format!("{here}/{at}"), found));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(key, item)| places(item, &format!("{here}/{key}"), found));
        }
        _ => {}
    }
}

fn without_numbers(pointer: &str) -> String {
    pointer
        .split('/')
        .map(|part| if part.parse::<u64>().is_ok() { "-" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

#[test]
fn every_record_of_a_vector_has_the_form_written_down() {
    let schema = Schema::read("record", "");
    let records = records();
    for record in &records {
        let found = schema.check(record);
        assert!(found.is_ok(), "{}", found.unwrap_err().chars().take(400).collect::<String>());
    }
    // nothing is written down that no record has
    let text: String = records.iter().map(Value::to_string).collect();
    let mut defined = Vec::new();
    keys(&json_of("record"), &mut defined);
    let unknown: Vec<_> = defined.iter().filter(|key| !text.contains(&format!("\"{key}\":"))).collect();
    assert!(defined.len() > 150 && unknown.is_empty(), "in no record: {unknown:?}");
}

fn keys(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(fields) => {
            let own = fields.get("properties").and_then(Value::as_object);
            found.extend(own.into_iter().flat_map(|own| own.keys().cloned()));
            fields.values().for_each(|field| keys(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

/// At every place of every form: a key too many, a key too few, a value of another type. The library refuses, and so does the schema;
/// what the library takes the schema takes.
#[test]
fn schema_and_library_refuse_the_same() {
    let schema = Schema::read("record", "");
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for record in records() {
        let mut found = Vec::new();
        places(&record, "", &mut found);
        let form = record["schema"].to_string();
        for place in found.iter().filter(|place| seen.insert(form.clone() + &without_numbers(place))) {
            let both_refuse = |changed: Value, what: &str| {
                let [library, schema] = [is_read(&changed), schema.check(&changed).is_ok()];
                // grades are the rules' own words
                let free = place.ends_with("/credit_tiers") || place.contains("/credit_tiers/");
                assert!(!library && (!schema || free), "{place}: {what}; library {library}, schema {schema}");
            };
            let at = |put: &dyn Fn(&mut Value)| {
                let mut changed = record.clone();
                put(changed.pointer_mut(place).unwrap());
                changed
            };
            both_refuse(at(&|value| *value = json!(-1)), "a number below 0");
            both_refuse(at(&|value| *value = json!([[[7]]])), "a list");
            if let Some(fields) = record.pointer(place).unwrap().as_object() {
                both_refuse(at(&|value| value["more"] = json!(1)), "a key too many");
                for key in fields.keys() {
                    let fewer = at(&|value| _ = value.as_object_mut().unwrap().remove(key));
                    if !place.ends_with("/credit_tiers") {
                        both_refuse(fewer, key);
                    }
                }
            }
        }
    }
    assert!(seen.len() > 400, "{} places", seen.len());
}
