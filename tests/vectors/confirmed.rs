//! What others make of the vectors: `confirm.py` works the answers out again, with hashlib, fractions, a list of deadlines worked
//! out by hand, and the reference of the draw under `tests/model`.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::{files, folder};

/// The vectors confirmed, and whether none was contradicted.
fn confirmed(files: &[Value]) -> (Vec<String>, bool) {
    let script: &Path = &folder("tests/vectors/confirm.py");
    let mut python = Command::new("python3")
        .arg("-B")
        .arg(script)
        .env("PYTHONUTF8", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("python3 is needed: {error}; apt-get install python3"));
    let mut stdin = python.stdin.take().unwrap();
    stdin.write_all(Value::from(files.to_vec()).to_string().as_bytes()).unwrap();
    drop(stdin);
    let output = python.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    (said, output.status.success())
}

#[test]
fn others_come_to_the_same_answers() {
    let files = files();
    let (said, agreed) = confirmed(&files);
    let contradicted: Vec<_> = said.iter().filter(|line| line.contains(' ')).collect();
    assert!(agreed && contradicted.is_empty(), "{contradicted:#?}");
    for (verb, least) in [
        ("certificate", 6),
        ("check-id", 30),
        ("deadline", 11),
        ("draw-stratum", 30),
        ("match", 100),
        ("quota", 50),
        ("ticket", 19),
    ] {
        let count = said.iter().filter(|id| id.starts_with(verb)).count();
        assert!(count >= least, "{count} of {verb} are confirmed");
    }
    assert!(said.iter().filter(|id| id.starts_with("verify")).count() >= 2);
}

#[test]
fn an_answer_with_one_digit_changed_is_contradicted() {
    let files = files();
    for (verb, from, to) in [
        ("certificate", r#""outcome":"drawn""#, r#""outcome":"not-drawn""#),
        ("quota", r#""quota":8"#, r#""quota":7"#),
        ("ticket", r#""ticket":""#, r#""ticket":"0"#),
        ("draw-stratum", r#""drawn":["T-"#, r#""drawn":["T-0"#),
        ("deadline", r#""last_day":"2026-03-12"#, r#""last_day":"2026-03-13"#),
        ("check-id", r#""credit-code-check""#, r#""credit-code-length""#),
        ("match", r#""leaders":[0]"#, r#""leaders":[1]"#),
    ] {
        let mut file = files.iter().find(|file| file["verb"] == verb).unwrap().clone();
        let tests = file["tests"].as_array_mut().unwrap();
        tests.retain(|test| test["answer"].as_str().unwrap().contains(from));
        tests.truncate(1);
        let changed = tests.first_mut().unwrap_or_else(|| panic!("no answer of {verb} holds {from}"));
        changed["answer"] = changed["answer"].as_str().unwrap().replacen(from, to, 1).into();
        let (said, agreed) = confirmed(&[file]);
        assert!(!agreed && said.len() == 1 && said[0].contains(' '), "{verb}: {said:?}");
    }
}
