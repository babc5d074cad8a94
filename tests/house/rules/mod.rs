//! All 75 rules are answered: by tests that pass and refuse, by tests that the data is kept, or by a reason why neither.

mod table;

use std::fmt::Write as _;

use double_random::law::Article;

use crate::articles::{PASSES, REFUSES};
use crate::evidence::Test;
use table::RULES;

/// One rule.
struct Rule {
    articles: &'static str,
    standing: Standing,
    zh: &'static str,
    en: &'static str,
    /// Starts of the names of its tests.
    tests: &'static str,
}

/// How far a rule is code.
enum Standing {
    Encoded,
    Recorded,
    /// Why it needs no code, in Chinese and English.
    Context(&'static str, &'static str),
}

/// The one test whose name begins so.
fn test<'a>(tests: &'a [Test], start: &str) -> Result<&'a Test, String> {
    let mut named: Vec<&Test> = tests.iter().filter(|test| test.name.starts_with(start)).collect();
    match (named.pop(), named.len()) {
        (Some(test), 0) => Ok(test),
        (found, _) => {
            Err(format!("{} tests begin with `{start}`", if found.is_some() { "several" } else { "no" }))
        }
    }
}

fn complaints(number: usize, rule: &Rule, tests: &[Test]) -> Vec<String> {
    let mut missing = Vec::new();
    for code in rule.articles.split(' ') {
        if !Article::ALL.iter().any(|article| article.code() == code) {
            missing.push(format!("`{code}` is no article"));
        }
    }
    let found: Vec<_> = rule.tests.split_whitespace().map(|start| test(tests, start)).collect();
    missing.extend(found.iter().filter_map(|found| found.as_ref().err().cloned()));
    let has = |ways: &[&str]| found.iter().flatten().any(|test| test.has(ways));
    match rule.standing {
        Standing::Encoded if !has(&PASSES) => missing.push("no test shows what passes".to_owned()),
        Standing::Encoded if !refuses(&found) => missing.push("no test shows what is refused".to_owned()),
        Standing::Recorded if found.is_empty() => missing.push("no test shows that it is kept".to_owned()),
        Standing::Context(zh, en) if zh.is_empty() || en.is_empty() => missing.push("no reason".to_owned()),
        _ => {}
    }
    missing.into_iter().map(|why| format!("R{number:02}: {why}")).collect()
}

/// A test refuses by an error, or by an expected code that is written out.
fn refuses(found: &[Result<&Test, String>]) -> bool {
    let by_code =
        |body: &str| double_random::error::codes().any(|code| body.contains(&format!("\"{code}\"")));
    found.iter().flatten().any(|test| test.has(&REFUSES) || by_code(&test.body) || test.has(&["Fails"]))
}

const FRONT: &str = "\
# 75 条规则 / The 75 rules

The articles broken down into single rules, in our words. Written by `UPDATE=1 cargo test --test house` from `tests/house/rules/table.rs`, and
checked without `UPDATE`: every test named here exists; an Encoded rule has an assertion that passes and one that refuses, a
Recorded one has a test that its data is kept, a Context one its reason. Articles and readings stand in [`ARTICLES.md`](ARTICLES.md).

| rule | article | asks | stands | tests |
| --- | --- | --- | --- | --- |
";

/// The whole page, and what is missing.
pub(crate) fn page(tests: &[Test]) -> (String, Vec<String>) {
    let mut page = FRONT.to_owned();
    let mut missing = Vec::new();
    for (number, rule) in (1..).zip(&RULES) {
        missing.extend(complaints(number, rule, tests));
        let standing = match rule.standing {
            Standing::Encoded => "Encoded".to_owned(),
            Standing::Recorded => "Recorded".to_owned(),
            Standing::Context(zh, en) => format!("Context：{zh} / {en}"),
        };
        let cited =
            Article::ALL.iter().filter(|article| rule.articles.split(' ').any(|code| code == article.code()));
        let cited: Vec<&str> = cited.map(|article| article.citation()).collect();
        let named = rule.tests.split_whitespace().filter_map(|start| test(tests, start).ok());
        let named: Vec<String> = named.map(|test| format!("`{}`", test.name)).collect();
        let _ = writeln!(
            page,
            "| R{number:02} | {} | {} / {} | {standing} | {} |",
            cited.join("、"),
            rule.zh,
            rule.en,
            named.join(", ")
        );
    }
    (page, missing)
}

#[test]
fn a_rule_without_tests_is_reported() {
    let rule = |standing, tests| Rule { articles: "A14P2", standing, zh: "x", en: "x", tests };
    let tests = [Test::new("x.rs", "a_both", "is_ok(); Err(1)"), Test::new("x.rs", "a_passes", "is_ok()")];
    let count = |rule: Rule| complaints(1, &rule, &tests).len();
    assert_eq!(count(rule(Standing::Encoded, "a_both")), 0);
    assert_eq!(count(rule(Standing::Encoded, "a_passes")), 1);
    assert_eq!(count(rule(Standing::Encoded, "")), 1);
    assert_eq!(count(rule(Standing::Encoded, "a_both a_gone")), 1);
    assert_eq!(count(rule(Standing::Encoded, "a_both a_")), 1); // which one?
    assert_eq!(count(rule(Standing::Recorded, "")), 1);
    assert_eq!(count(rule(Standing::Context("", ""), "")), 1);
    assert_eq!(count(Rule { articles: "A34", ..rule(Standing::Recorded, "a_both") }), 1);
}
