//! The door from outside: golden answers, the committed schemas, and requests that nobody would write.

#[path = "../support/both_stages.rs"]
mod both_stages;
mod certificate;
mod schema;
#[path = "../support/mod.rs"]
mod support;
mod verify;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use double_random::base::json;
use double_random::{error, wire};
use proptest::prelude::*;
use schema::Schema;
use serde_json::Value;

fn folder(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The golden requests: those written by hand, and those about a record.
fn requests() -> Vec<String> {
    let read = |file: &str| std::fs::read_to_string(folder("tests/golden").join(file)).unwrap_or_default();
    let text = read("wire.requests.jsonl") + &read("wire.verify.jsonl") + &read("wire.certificate.jsonl");
    text.lines().map(str::to_owned).collect()
}

/// Compares `text` with a golden file, or with `UPDATE=1` makes it the golden one.
fn golden(file: &str, text: &str) {
    let path = folder("tests/golden").join(file);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    let to_accept = format!("{file}; to accept: UPDATE=1 cargo test --test wire");
    for ((golden, found), line) in golden.lines().zip(text.lines()).zip(1..) {
        assert_eq!(found, golden, "line {line} of {to_accept}");
    }
    assert_eq!(golden.lines().count(), text.lines().count(), "{to_accept}");
}

static SCHEMAS: LazyLock<Schemas> = LazyLock::new(Schemas::read);

/// The schemas of the door and of every verb.
struct Schemas {
    request: Schema,
    answer: Schema,
    /// The forms of `args` and `ok`.
    verbs: BTreeMap<String, (Schema, Schema)>,
}

impl Schemas {
    fn read() -> Self {
        let verb = |verb: &str| (Schema::read(verb, "/$defs/args"), Schema::read(verb, "/$defs/ok"));
        Self {
            request: Schema::read("request", ""),
            answer: Schema::read("answer", ""),
            verbs: wire::verbs().map(|name| (name.to_owned(), verb(name))).collect(),
        }
    }

    /// Whether the whole request, with its arguments, has the form that is written down.
    fn takes(&self, request: &Value) -> Result<(), String> {
        self.request.check(request)?;
        self.verbs[request["verb"].as_str().unwrap()].0.check(&request["args"])
    }

    /// Checks what must hold for every request, and returns the code of an error.
    fn judge(&self, text: &str) -> Result<Option<String>, String> {
        let answer = wire::answer(text);
        let value = json::parse(&answer).map_err(|fault| format!("the answer is no JSON: {fault}"))?;
        if json::canonical(&value).as_ref() != Ok(&answer) {
            return Err(format!("not canonical: {answer}"));
        }
        self.answer.check(&value).map_err(|reason| format!("{reason} in {answer}"))?;
        let request = json::parse(text).ok().filter(|request| self.takes(request).is_ok());
        match (value["error"]["code"].as_str(), request) {
            (Some(code), _) if error::codes().any(|known| known == code) => Ok(Some(code.to_owned())),
            (Some(code), _) => Err(format!("code `{code}` is on no list")),
            (None, None) => Err(format!("answered what no schema takes: {answer}")),
            (None, Some(request)) => {
                self.verbs[request["verb"].as_str().unwrap()].1.check(&value["ok"]).map(|()| None)
            }
        }
    }
}

#[test]
fn answers_are_the_golden_ones() {
    golden("wire.verify.jsonl", &verify::requests());
    golden("wire.certificate.jsonl", &certificate::requests());
    let answers: String = requests().iter().map(|request| wire::answer(request) + "\n").collect();
    golden("wire.answers.jsonl", &answers);
}

#[test]
fn golden_requests_and_answers_have_the_forms_written_down() {
    let judged: Vec<_> = requests().iter().map(|request| SCHEMAS.judge(request).unwrap()).collect();
    assert!(judged.iter().filter(|code| code.is_none()).count() >= 2 * wire::verbs().count());
}

#[test]
fn every_verb_has_a_schema_and_a_golden_request() {
    let known = schema::json_of("request")["properties"]["verb"]["enum"].clone();
    assert_eq!(known, Value::from(wire::verbs().collect::<Vec<_>>()));
    for verb in wire::verbs() {
        let asked = format!(r#""verb":"{verb}""#);
        assert!(requests().iter().any(|request| request.contains(&asked)), "{verb}");
    }
}

#[test]
fn messages_never_show_the_machinery() {
    let words = [
        "struct ",
        "u64",
        "usize",
        "u32",
        "invalid type",
        "sequence",
        "map",
        "variant",
        "Error",
        "serde",
        "\u{1}",
    ];
    let answers = requests().into_iter().map(|request| wire::answer(&request));
    for answer in answers.filter(|answer| answer.starts_with(r#"{"error""#)) {
        for word in words {
            assert!(!answer.contains(word), "`{word}` in {answer}");
        }
    }
}

#[test]
fn what_is_too_long_is_refused_by_its_limit() {
    let code = |request: &str| {
        serde_json::from_str::<Value>(&wire::answer(request)).unwrap()["error"]["code"].clone()
    };
    let most = " ".repeat(wire::LONGEST);
    assert_eq!(code(&most), "json-syntax");
    assert_eq!(code(&(most + " ")), "request-too-long");
    let draw = |ids: u32| {
        let ids: Vec<String> = (0..ids).map(|id| format!("\"{id}\"")).collect();
        let key = "0".repeat(32);
        format!(r#"{{"verb":"draw-stratum","args":{{"key":"{key}","ids":[{}],"quota":0}}}}"#, ids.join(","))
    };
    assert_eq!(code(&draw(1_000_001)), "request-list-too-long");
    assert_eq!(wire::answer(&draw(1_000_000)), r#"{"ok":{"cutoff":null,"drawn":[]}}"#);
}

#[test]
fn bytes_that_are_no_text_are_answered() {
    assert!(wire::answer_bytes(b"{\"verb\xff").contains(r#""code":"request-encoding""#));
    assert!(wire::answer_bytes(b"{\"verb\xff").contains("byte 7 "));
    assert_eq!(wire::answer_bytes(b"{}"), wire::answer("{}"));
}

/// One golden request with one change.
fn mutated() -> impl Strategy<Value = String> {
    let requests = requests();
    let splice = prop::sample::select(vec![
        "",
        "{",
        "}",
        "[",
        "]",
        "\"",
        ",",
        ":",
        "null",
        "0",
        "-1",
        "1e9",
        "1.0",
        "9007199254740992",
        "\\u0000",
        "\\ud800",
        "é",
        "\u{a0}",
        "x",
    ]);
    (prop::sample::select(requests), any::<prop::sample::Index>(), 0..4usize, splice).prop_map(
        |(request, at, removed, splice)| {
            let mut characters: Vec<char> = request.chars().collect();
            let at = at.index(characters.len() + 1);
            let end = (at + removed).min(characters.len());
            characters.splice(at..end, splice.chars());
            characters.into_iter().collect()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let answer = wire::answer_bytes(&bytes);
        prop_assert!(answer.starts_with(r#"{"error":"#), "{answer}");
    }

    #[test]
    fn any_text_of_brackets_and_words_gets_an_answer(text in r#"([\[\]{},:"0-9 ]|"verb"|"args"|"quota"|"ids"|null|-|e){0,24}"#) {
        let judged = SCHEMAS.judge(&text);
        prop_assert!(matches!(judged, Ok(Some(_))), "{judged:?}");
    }

    #[test]
    fn a_changed_request_is_answered_in_the_forms_written_down(text in mutated()) {
        let judged = SCHEMAS.judge(&text);
        prop_assert!(judged.is_ok(), "{judged:?}\n{text}");
    }
}
