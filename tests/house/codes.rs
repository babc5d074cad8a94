//! Every error code is declared once and named by a test.

use std::collections::BTreeMap;

use crate::source::{Source, has_word};

/// One entry of a `problems!` table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Declared {
    pub(crate) code: String,
    /// `RatioError::AboveOne` for example.
    pub(crate) variant: String,
    /// The code of the article it cites, `A17` for example.
    pub(crate) article: Option<String>,
    pub(crate) path: String,
}

/// All codes that `source` declares.
pub(crate) fn declared(source: &Source) -> Vec<Declared> {
    let mut found = Vec::new();
    for table in source.text.split("problems! {").skip(1) {
        let Some((_, body)) = table.split_once("pub enum ") else { continue };
        let name = word_at_start(body);
        for (at, _) in body.match_indices("= \"") {
            let Some((code, after)) = body[at + 3..].split_once('"') else { continue };
            let is_code = code.starts_with(|c: char| c.is_ascii_lowercase())
                && code
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            if is_code && after.trim_start().starts_with(['{', '@']) {
                let variant = format!("{name}::{}", variant_before(&body[..at]));
                let article = after
                    .trim_start()
                    .strip_prefix('@')
                    .map(|cited| word_at_start(cited.trim_start()).to_owned());
                found.push(Declared { code: code.to_owned(), variant, article, path: source.path.clone() });
            }
        }
    }
    found
}

fn word_at_start(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// The name that stands before `= "code"`, over the braces of its fields.
fn variant_before(text: &str) -> &str {
    let text = text.trim_end();
    let text = match text.strip_suffix('}') {
        Some(fields) => fields.rsplit_once('{').map_or("", |(name, _)| name),
        None => text,
    };
    text.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// Codes that two entries share.
pub(crate) fn doubled(all: &[Declared]) -> Vec<String> {
    let mut places: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    all.iter().for_each(|entry| places.entry(&entry.code).or_default().push(&entry.path));
    let doubled = places.into_iter().filter(|(_, paths)| paths.len() > 1);
    doubled.map(|(code, paths)| format!("`{code}` is declared in {}", paths.join(" and "))).collect()
}

/// Codes that no test names, neither by the code nor by the variant, nor with all of its enum as `CODES`.
pub(crate) fn untested(all: &[Declared], tests: &[String]) -> Vec<String> {
    let named = |entry: &&Declared| {
        let all = entry.variant.split("::").next().map(|name| format!("{name}::CODES")).unwrap_or_default();
        tests
            .iter()
            .any(|text| has_code(text, &entry.code) || has_word(text, &entry.variant) || has_word(text, &all))
    };
    let untested = all.iter().filter(|entry| !named(entry));
    untested.map(|entry| format!("`{}` ({}) of {}", entry.code, entry.variant, entry.path)).collect()
}

/// Whether `code` stands in `text`, not as a part of a longer code.
pub(crate) fn has_code(text: &str, code: &str) -> bool {
    let of_code = |byte: Option<&u8>| byte.is_some_and(|&byte| byte.is_ascii_lowercase() || byte == b'-');
    let bytes = text.as_bytes();
    text.match_indices(code).any(|(at, _)| {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        !of_code(before) && !of_code(bytes.get(at + code.len()))
    })
}

#[test]
fn reports_what_is_doubled_and_what_no_test_names() {
    let source = |path: &str, code: &str| {
        let text = format!(
            "problems! {{ /// Why.\n pub enum E {{ /// A.\n Form {{ a: u8 }} = \"{code}\" @ A10 {{ zh: \"x = \\\"no\\\"\" }}\n /// B.\n Plain = \"b\" {{}} }} }}\nconst X: &str = \"c\";"
        );
        declared(&Source::new(path, &text))
    };
    let all = [source("x.rs", "form-1"), source("y.rs", "b2")].concat();
    let variants: Vec<&str> = all.iter().map(|entry| entry.variant.as_str()).collect();
    assert_eq!(variants, ["E::Form", "E::Plain", "E::Form", "E::Plain"]);
    assert_eq!((all[0].article.as_deref(), all[1].article.as_deref()), (Some("A10"), None));
    assert_eq!(doubled(&all), ["`b` is declared in x.rs and y.rs"]);
    let tests = ["assert!(matches!(e, Err(E::Plain)))".to_owned(), "\"form-1\" E::Former".to_owned()];
    assert_eq!(untested(&all[..2], &tests), [""; 0]);
    assert_eq!(untested(&all[..2], &tests[..1]), ["`form-1` (E::Form) of x.rs"]);
    assert_eq!(untested(&all[..2], &tests[1..]), ["`b` (E::Plain) of x.rs"]);
    assert!(
        has_code("row 3: id-empty (2)", "id-empty") && !has_code("id-empty-too row-id-empty", "id-empty")
    );
}
