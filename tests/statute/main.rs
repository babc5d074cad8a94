//! The statute's pages as tests: every case on them is run against the code, and every expectation turned round must fail.
//!
//! A case is a fenced block marked `json case`: a name, one kind of question (see `cases.rs`), and either what is `ok` in the
//! answer or the `refused` codes with their articles, in order.

#[path = "../../core/tests/inspection/made_up.rs"]
mod made_up;
#[path = "../support/mod.rs"]
mod support;

mod bad_input;
mod cases;
mod teams;

use std::path::PathBuf;

use double_random::law::Article;
use serde_json::{Value, json};

/// The pages: file name and text, sorted.
fn pages() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("core/law/pages");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<_> = files
        .map(|path| {
            (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(&path).unwrap())
        })
        .collect();
    pages.sort();
    pages
}

/// The fenced cases of a page.
fn cases_of(page: &str) -> Vec<Value> {
    let blocks = page.split("```json case\n").skip(1).map(|rest| rest.split("\n```").next().unwrap());
    blocks
        .map(|block| serde_json::from_str(block).unwrap_or_else(|error| panic!("{error} in\n{block}")))
        .collect()
}

/// What an answer must be.
fn expected(case: &Value) -> Result<&Value, Vec<String>> {
    match (case.get("ok"), case.get("refused")) {
        (Some(ok), None) => Ok(ok),
        (None, Some(Value::Array(codes))) => {
            Err(codes.iter().map(|code| code.as_str().unwrap().to_owned()).collect())
        }
        _ => panic!("a case has either `ok` or a list `refused`: {case}"),
    }
}

/// Whether everything in `expected` is in `found`; lists are whole.
fn holds(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            expected.iter().all(|(key, value)| found.get(key).is_some_and(|found| holds(value, found)))
        }
        _ => expected == found,
    }
}

/// Why the answer is not the one on the page, if it is not.
fn differs(expected: &Result<&Value, Vec<String>>, found: &cases::Answer) -> Option<String> {
    let same = match (expected, found) {
        (Ok(expected), Ok(found)) => holds(expected, found),
        (Err(expected), Err(found)) => expected == found,
        _ => false,
    };
    (!same).then(|| format!("the page says {expected:?}, the code {found:?}"))
}

/// `value` with another one in the place of each leaf, one after the other.
fn altered(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            let changed = |(key, inner): (&String, &Value)| {
                altered(inner)
                    .into_iter()
                    .map(|inner| {
                        let mut fields = fields.clone();
                        fields.insert(key.clone(), inner);
                        Value::Object(fields)
                    })
                    .collect::<Vec<_>>()
            };
            fields.iter().flat_map(changed).collect()
        }
        _ => vec![json!("something else")],
    }
}

#[test]
fn every_case_of_every_page_holds_and_turned_round_it_fails() {
    let mut complaints = Vec::new();
    let mut count = 0;
    for (file, page) in pages() {
        let cases = cases_of(&page);
        assert!(cases.len() >= 2, "{file} has {} cases", cases.len());
        for case in cases {
            let (name, expected) = (case["name"].as_str().unwrap(), expected(&case));
            let found = cases::run(&case);
            complaints.extend(differs(&expected, &found).map(|why| format!("{file}: {name}: {why}")));
            count += 1;
            // the control: nothing else than what stands there may pass
            let wrong: Vec<Result<Value, Vec<String>>> = match &expected {
                Ok(ok) => altered(ok).into_iter().map(Ok).chain([Err(vec![])]).collect(),
                Err(codes) => {
                    let fewer = codes.iter().skip(1).cloned().collect();
                    vec![Ok(json!({})), Err(fewer), Err([codes.clone(), codes.clone()].concat())]
                }
            };
            for wrong in &wrong {
                let wrong = wrong.as_ref().map_err(Clone::clone);
                assert!(differs(&wrong, &found).is_some(), "{file}: {name}: {wrong:?} passes too");
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    assert!(count >= 60, "{count} cases");
}

#[test]
fn every_page_has_its_parts_and_cites_what_it_is_about() {
    for (file, page) in pages() {
        for part in ["## Rule · 规则", "## Reading · 口径", "## Cases · 情形"] {
            assert!(page.contains(part), "{file} lacks `{part}`");
        }
        let title = page.lines().next().unwrap();
        let article = Article::ALL.iter().find(|article| title.contains(article.citation()));
        let whole = title.split(['·', '、', ' ']).any(|part| {
            part.ends_with('条') && Article::ALL.iter().any(|article| article.citation().starts_with(part))
        });
        assert!(article.is_some() || whole, "{file}: {title}");
        // both a case that passes and one that is refused
        let cases = cases_of(&page);
        assert!(cases.iter().any(|case| case.get("ok").is_some()), "{file}");
        assert!(cases.iter().any(|case| case.get("refused").is_some()), "{file}");
    }
}
