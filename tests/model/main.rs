//! The draw and the match against a second draw and match: `record.py` and what it uses were written from the pages
//! DRAW-SPEC and MATCH-SPEC alone, and must come to the same record, whole, for hundreds of made-up rounds.

mod assigned;
mod bare;
mod certified;
mod choices;
mod controls;
mod covered;
mod endings;
mod officers;
mod page;
mod readings;
mod rounds;
#[path = "../support/mod.rs"]
mod support;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use serde_json::{Value, json};

/// Rounds in every commit, and with `DOUBLE_RANDOM_FULL=1`; some end before officers are matched.
fn how_many() -> u32 {
    if is_full() { 2_500 } else { 600 }
}

fn is_full() -> bool {
    std::env::var_os("DOUBLE_RANDOM_FULL").is_some()
}

/// Where the model lies.
fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/model")
}

/// What the model says to each line, and whether it found them all in order.
fn model(lines: &[Value]) -> (Vec<String>, bool) {
    let (answers, in_order) = model_in(&folder(), lines, &[]);
    assert_eq!(answers.len(), lines.len(), "{answers:?}");
    (answers, in_order)
}

fn model_in(folder: &Path, lines: &[Value], options: &[&str]) -> (Vec<String>, bool) {
    let mut model = Command::new("python3")
        .arg("-B")
        .arg(folder.join("record.py"))
        .args(options)
        .env("PYTHONUTF8", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("the second draw needs python3 (3.9 or later): {error}; apt-get install python3")
        });
    let mut stdin = model.stdin.take().unwrap();
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    // it answers when it has read all, so that neither side waits for the other
    stdin.write_all(text.as_bytes()).unwrap();
    drop(stdin);
    let output = model.wait_with_output().unwrap();
    let answers = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
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

/// The made-up rounds.
static LINES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let line =
        |made: rounds::Made| json!({ "record": made.record, "lists": made.lists, "others": made.others });
    (0..how_many()).map(|number| line(rounds::made(number))).collect()
});

#[test]
fn the_second_draw_comes_to_the_same_record() {
    let answers = agreed(&LINES);
    covered::assert_all(&LINES);
    covered::assert_officers(&LINES, &answers);
}
