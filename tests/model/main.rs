//! The draw against a second draw: `record.py` and what it uses were written from the page DRAW-SPEC alone, and
//! must come to the same record, whole, for hundreds of made-up rounds.

mod bare;
mod choices;
mod covered;
mod officers;
mod page;
mod rounds;
#[path = "../support/mod.rs"]
mod support;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// Rounds in every commit, and with `DOUBLE_RANDOM_FULL=1`.
fn how_many() -> u32 {
    if is_full() { 1_000 } else { 300 }
}

fn is_full() -> bool {
    std::env::var_os("DOUBLE_RANDOM_FULL").is_some()
}

/// What the model says to each line, and whether it found them all in order.
fn model(lines: &[Value]) -> (Vec<String>, bool) {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/model/record.py");
    let mut model = Command::new("python3")
        .arg("-B")
        .arg(script)
        .env("PYTHONUTF8", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("the second draw needs python3 (3.9 or later): {error}; apt-get install python3")
        });
    let mut stdin = model.stdin.take().unwrap();
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    // it answers after the last line, so that neither side waits for the other
    stdin.write_all(text.as_bytes()).unwrap();
    drop(stdin);
    let output = model.wait_with_output().unwrap();
    let answers: Vec<String> = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(answers.len(), lines.len(), "{answers:?}");
    (answers, output.status.success())
}

/// The model's answers, each of which must be `ok`.
fn agreed(lines: &[Value]) -> Vec<String> {
    let (answers, in_order) = model(lines);
    let differing: Vec<_> =
        answers.iter().enumerate().filter(|(_, answer)| !answer.starts_with("ok")).take(10).collect();
    assert!(differing.is_empty() && in_order, "{differing:#?}");
    answers
}

fn line(made: &rounds::Made) -> Value {
    json!({ "record": made.record, "lists": made.lists, "others": made.others })
}

#[test]
fn the_second_draw_comes_to_the_same_record() {
    let lines: Vec<Value> = (0..how_many()).map(|number| line(&rounds::made(number))).collect();
    let answers = agreed(&lines);
    covered::assert_all(&lines);
    covered::assert_officers(&lines, &answers);
}

/// What is changed in a record, and where the model must see it.
type Change = (&'static str, fn(&mut Value));

#[test]
fn the_second_draw_sees_what_was_changed() {
    let changes: [Change; 6] = [
        ("/result/tasks/0/strata/0/drawn/0/id", |record| {
            record["result"]["tasks"][0]["strata"][0]["drawn"].as_array_mut().unwrap().swap(0, 1);
        }),
        ("/seal/lists/2/root", |record| record["seal"]["lists"][2]["root"] = json!("00".repeat(32))),
        ("/seal/tasks/0/frames/0/root", |record| {
            record["seal"]["tasks"][0]["frames"][0]["root"] = json!("00".repeat(32));
        }),
        ("/digest", |record| record["digest"] = json!("00".repeat(32))),
        ("/result/groups/0/set_aside", |record| record["result"]["groups"][0]["set_aside"] = json!(99)),
        ("/result/dispatch/0/unit", |record| record["result"]["dispatch"][0]["unit"] = json!("friends")),
    ];
    let two_drawn = |line: &Value| {
        let result = &line["record"]["result"];
        let drawn = result["tasks"][0]["strata"][0]["drawn"].as_array().unwrap();
        drawn.len() > 1 && result["dispatch"].as_array().is_some_and(|units| !units.is_empty())
    };
    let untouched = (0..).map(|number| line(&rounds::made(number))).find(two_drawn).unwrap();
    let mut lines = vec![untouched.clone()];
    for (_, change) in &changes {
        let mut changed = untouched.clone();
        change(&mut changed["record"]);
        lines.push(changed);
    }
    let (answers, in_order) = model(&lines);
    assert!(!in_order && answers[0] == "ok", "{answers:?}");
    for ((path, _), answer) in changes.iter().zip(&answers[1..]) {
        assert!(answer.starts_with(&format!("{path}: ")), "{path}: {answer}");
    }
}
