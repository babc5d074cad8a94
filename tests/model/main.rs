//! The draw against a second draw: `stage_one.py` beside this file was written from the page DRAW-SPEC alone, and
//! must come to the same record, whole, for hundreds of made-up rounds.

mod rounds;
#[path = "../support/mod.rs"]
mod support;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// Rounds in every commit, and with `DOUBLE_RANDOM_FULL=1`.
fn how_many() -> u32 {
    if std::env::var_os("DOUBLE_RANDOM_FULL").is_some() { 1_000 } else { 300 }
}

/// What the model says to each line, and whether it found them all in order.
fn model(lines: &[Value]) -> (Vec<String>, bool) {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/model/stage_one.py");
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

fn line(made: &rounds::Made) -> Value {
    json!({ "record": made.record, "lists": made.lists })
}

#[test]
fn the_second_draw_comes_to_the_same_record() {
    let lines: Vec<Value> = (0..how_many()).map(|number| line(&rounds::made(number))).collect();
    std::fs::write("/tmp/lines.jsonl", lines.iter().map(|l| format!("{l}\n")).collect::<String>()).unwrap();
    let (answers, in_order) = model(&lines);
    let differing: Vec<_> =
        answers.iter().enumerate().filter(|(_, answer)| *answer != "ok").take(10).collect();
    assert!(differing.is_empty() && in_order, "{differing:#?}");
}
