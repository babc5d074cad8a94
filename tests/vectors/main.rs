//! Vectors: requests with the answers that every door must give, byte for byte, in every language.
//!
//! The files beside this one are written by `UPDATE=1 cargo test --test vectors` and by nothing else. A new verb is one more
//! function, called in `families`; a new case goes to the end of its function, so that the ids of the others stay.

#[path = "../support/both_stages.rs"]
mod both_stages;
mod certificate;
mod check_id;
mod confirmed;
mod deadline;
mod draw_stratum;
#[path = "../support/everything.rs"]
mod everything;
mod family;
mod hostile;
mod match_officers;
mod quota;
mod record_schema;
mod records;
#[path = "../wire/schema.rs"]
mod schema;
mod sql;
#[path = "../support/mod.rs"]
mod support;
mod ticket;
mod verify;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use double_random::{record, wire};
use family::Family;
use schema::Schema;
use serde_json::Value;

/// The least number of vectors.
const LEAST: usize = 300;

fn families() -> [Family; 12] {
    [
        check_id::family(),
        deadline::family(),
        quota::family(),
        ticket::family(),
        draw_stratum::family(),
        match_officers::family(),
        verify::family(),
        records::family(),
        certificate::family(),
        certificate::family_of_check(),
        sql::family(),
        hostile::family(),
    ]
}

fn folder(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The committed file of a family, as text.
fn committed(file: &str) -> String {
    std::fs::read_to_string(folder("tests/vectors").join(file).with_extension("json")).unwrap_or_default()
}

/// All committed files.
fn files() -> Vec<Value> {
    families().iter().map(|family| serde_json::from_str(&committed(family.file)).unwrap()).collect()
}

fn tests(files: &[Value]) -> impl Iterator<Item = &Value> {
    files.iter().flat_map(|file| file["tests"].as_array().unwrap())
}

#[test]
fn the_committed_vectors_are_what_the_tool_writes() {
    for family in families() {
        let text = serde_json::to_string_pretty(&family.file()).unwrap() + "\n";
        if std::env::var_os("UPDATE").is_some() {
            let path = folder("tests/vectors").join(family.file).with_extension("json");
            std::fs::write(path, &text).unwrap();
        }
        let committed = committed(family.file);
        let differs = text.lines().zip(committed.lines()).find(|(written, found)| written != found);
        assert!(
            committed == text,
            "{}.json is out of date, to accept: UPDATE=1 cargo test --test vectors\n{}",
            family.file,
            format!("{differs:?}").chars().take(600).collect::<String>()
        );
    }
}

#[test]
fn every_vector_is_answered_by_the_library_byte_for_byte() {
    for test in tests(&files()) {
        let answer = wire::answer(test["request"].as_str().unwrap());
        assert_eq!(test["answer"].as_str(), Some(answer.as_str()), "{}", test["id"]);
    }
}

#[test]
fn the_files_have_the_form_written_down() {
    // the schema lies with the vectors, for whoever takes them along
    let schema = Schema::read("../../../tests/vectors/schema", "");
    let files = files();
    for file in &files {
        schema.check(file).map_err(|error| error.chars().take(300).collect::<String>()).unwrap();
        let used: BTreeSet<&str> = tests(std::slice::from_ref(file))
            .flat_map(|test| test["flags"].as_array().unwrap())
            .map(|flag| flag.as_str().unwrap())
            .collect();
        let noted: BTreeSet<&str> = file["notes"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(used, noted, "the flags of {} and what they mean", file["verb"]);
    }
    let (count, ids): (usize, BTreeSet<&str>) =
        (tests(&files).count(), tests(&files).map(|test| test["id"].as_str().unwrap()).collect());
    let requests: BTreeSet<&str> = tests(&files).map(|test| test["request"].as_str().unwrap()).collect();
    assert!(count >= LEAST, "{count} vectors");
    assert_eq!((ids.len(), requests.len()), (count, count), "no id and no request stands twice");
    let mut damaged = files[0].clone();
    damaged["tests"][0]["answer"] = Value::Null;
    assert!(schema.check(&damaged).is_err());
}

#[test]
fn every_verb_has_vectors_that_are_honoured_and_vectors_that_are_refused() {
    for verb in wire::verbs() {
        let file: Value = serde_json::from_str(&committed(verb)).unwrap_or_default();
        let answered = |with: &str| {
            let tests = file["tests"].as_array().into_iter().flatten();
            tests.filter(|test| test["answer"].as_str().unwrap().starts_with(with)).count()
        };
        assert!(answered(r#"{"ok":"#) >= 4 && answered(r#"{"error":"#) >= 4, "`{verb}` has too few vectors");
    }
}

/// 第六条 - nobody has to take a check on trust: each stands in a vector in which it passes and in one in which it fails.
#[test]
fn a6_every_named_check_passes_in_a_vector_and_fails_in_another() {
    let files = files();
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for test in tests(&files) {
        let answer: Value = serde_json::from_str(test["answer"].as_str().unwrap()).unwrap();
        for check in answer["ok"]["checks"].as_array().into_iter().flatten() {
            let [name, result] =
                [&check["name"], &check["result"]].map(|text| text.as_str().unwrap().to_owned());
            seen.entry(name).or_default().insert(result);
        }
    }
    let known: BTreeSet<&str> = record::check_names().collect();
    assert_eq!(seen.keys().map(String::as_str).collect::<BTreeSet<_>>(), known);
    for (name, results) in &seen {
        // stated times are never proven: at best nothing speaks against them
        let good = if name == "times" { "not-checkable" } else { "passed" };
        assert!(results.contains(good) && results.contains("failed"), "`{name}` is only ever {results:?}");
    }
}
