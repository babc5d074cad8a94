//! What counts as evidence for an article or a rule: a test that runs and is about the library.
//!
//! Text in a comment or in a literal is none, however much it looks like a test, and the tests of the house are about the house.

use std::path::Path;

use double_random::law::Article;

use crate::source::{Source, blanked, rust_files};

/// A test that bears the codes of articles at the start of its name, `a14p2_a19_...` for example.
pub(crate) struct Test {
    pub(crate) path: String,
    pub(crate) name: String,
    /// As written.
    pub(crate) body: String,
    /// The same without comments and the contents of literals.
    pub(crate) code: String,
    pub(crate) articles: Vec<Article>,
}

impl Test {
    /// A test as it stands in a file.
    pub(crate) fn new(path: &str, name: &str, body: &str) -> Self {
        Self::with_code(path, name, body.to_owned(), blanked(body))
    }

    fn with_code(path: &str, name: &str, body: String, code: String) -> Self {
        let articles = named_articles(name);
        Self { path: path.to_owned(), name: name.to_owned(), body, code, articles }
    }

    /// Whether its code, and not its words, has one of these.
    pub(crate) fn has(&self, ways: &[&str]) -> bool {
        ways.iter().any(|way| self.code.contains(way))
    }
}

/// Every test of `core` and beside it, those of the house left out; those that name an article answer for it.
pub(crate) fn tests(root: &Path, core: &[Source]) -> Vec<Test> {
    let inside = core.iter().map(|source| (format!("core/src/{}", source.path), source.tests.clone()));
    let beside = ["core/tests", "tests"].into_iter().flat_map(|folder| {
        rust_files(&root.join(folder)).into_iter().map(move |(path, text)| (format!("{folder}/{path}"), text))
    });
    let of_the_library = inside.chain(beside).filter(|(path, _)| !path.starts_with("tests/house/"));
    of_the_library.flat_map(|(path, text)| tests_in(&path, &text)).collect()
}

/// The tests that a file runs: those whose attribute stands in its code.
pub(crate) fn tests_in(path: &str, text: &str) -> Vec<Test> {
    if !text.contains("#[test]") {
        return Vec::new();
    }
    let code = blanked(text);
    let code: Vec<&str> = code.lines().collect();
    let starts = code.iter().enumerate().filter(|(_, line)| line.trim() == "#[test]").map(|(at, _)| at);
    let starts: Vec<usize> = starts.collect();
    let lines: Vec<&str> = text.lines().collect();
    let named = starts.iter().enumerate().filter_map(|(number, &start)| {
        let end = starts.get(number + 1).copied().unwrap_or(lines.len());
        let body = lines[start + 1..end].join("\n");
        let (_, signature) = body.split_once("fn ")?;
        let name = signature.split('(').next()?.to_owned();
        Some(Test::with_code(path, &name, body.clone(), code[start + 1..end].join("\n")))
    });
    named.collect()
}

fn named_articles(name: &str) -> Vec<Article> {
    let article =
        |part: &str| Article::ALL.iter().find(|article| article.code().to_lowercase() == part).copied();
    name.split('_').map_while(article).collect()
}

/// Functions that the docs search finds by `citation`, where the attribute stands in the code.
pub(crate) fn aliased(source: &Source, citation: &str) -> Vec<String> {
    let mark = format!("#[doc(alias = \"{citation}\")]");
    let lines: Vec<&str> = source.text.lines().collect();
    let code: Vec<&str> = source.code.lines().collect();
    let is_attribute = |at: usize| {
        lines[at].contains(&mark) && code.get(at).is_some_and(|code| code.contains("#[doc(alias = \""))
    };
    let found = (0..lines.len()).filter(|&at| is_attribute(at));
    found.filter_map(|at| function_at_start(&lines[at + 1..])).collect()
}

/// The name of the first item of these lines, after comments and attributes, if that is a function.
fn function_at_start(lines: &[&str]) -> Option<String> {
    let is_item = |line: &&str| !line.is_empty() && !line.starts_with("//") && !line.starts_with("#[");
    let line = lines.iter().map(|line| line.trim()).find(is_item).unwrap_or_default();
    let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    let kinds = ["fn", "struct", "enum", "trait", "mod", "type"];
    words.find(|word| kinds.contains(word)).filter(|&kind| kind == "fn").and(words.next()).map(str::to_owned)
}

#[test]
fn a_fixture_in_a_text_or_a_comment_is_no_test_and_no_code() {
    let text = "const A: &str = \"\n#[test]\nfn a15_written() { is_ok(); Err(1) }\n\";\n// #[test]\n/* \n#[test]\nfn a15_said() {}\n*/\n#[test]\nfn a15_runs() {\n    \"is_ok()\"; // Err(\n}\n";
    let found = tests_in("x.rs", text);
    assert_eq!(found.iter().map(|test| test.name.as_str()).collect::<Vec<_>>(), ["a15_runs"]);
    assert!(found[0].body.contains("is_ok()") && !found[0].has(&["is_ok()", "Err("]));
    let source = Source::new(
        "x.rs",
        "// #[doc(alias = \"第十五条\")]\nfn said() {}\nconst B: &str = r#\"\n#[doc(alias = \"第十五条\")]\nfn written() {}\n\"#;\n    #[doc(alias = \"第十五条\")]\n    #[must_use]\n    pub fn decides() {}",
    );
    assert_eq!(aliased(&source, "第十五条"), ["decides"]);
    // this very page has tests, and none of them is evidence
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = std::fs::read_to_string(root.join("tests/house/evidence.rs")).unwrap();
    assert_eq!(tests_in("tests/house/evidence.rs", &own).len(), 1);
    let all = tests(root, &[]);
    assert!(all.len() > 100 && all.iter().all(|test| !test.path.starts_with("tests/house/")));
}
