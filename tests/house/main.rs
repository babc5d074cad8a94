//! The rules of the house, read from its source: floors, sizes, error codes, and what `core` must never touch.
//!
//! Every rule is a function from text to complaints, with a test that it does complain.

mod articles;
mod codes;
mod evidence;
mod floors;
mod rules;
mod source;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use source::{Source, has_word, rust_files};

/// The most lines a file may have.
const LONGEST: usize = 400;

/// What `core` must never touch, and why.
const FORBIDDEN: &[(&str, &str)] = &[
    ("SystemTime", "the day is an argument"),
    ("Instant::now", "the moment is an argument"),
    ("std::time", "moments are arguments"),
    ("std::fs", "bytes are arguments"),
    ("std::env", "options are arguments"),
    ("std::net", "there is no network"),
    ("std::process", "there is nothing outside"),
    ("getrandom", "seeds are arguments"),
    ("rand::seq", "its results change between releases"),
    ("HashMap", "its order differs from run to run"),
    ("HashSet", "its order differs from run to run"),
    ("f32", "no decision reads a float"),
    ("f64", "no decision reads a float"),
];

/// Who may touch it all the same: file, word, reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("base/json.rs", "f64", "its visitor refuses numbers with a fraction"),
    ("base/shape/reader.rs", "f32", "it answers to every kind that serde can ask for"),
    ("base/shape/reader.rs", "f64", "it answers to every kind that serde can ask for"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The library. The program beside it, in `bin`, opens the files that the library is given.
fn core() -> &'static [Source] {
    static CORE: LazyLock<Vec<Source>> = LazyLock::new(|| {
        let files = rust_files(&root().join("core/src"));
        let library = files.iter().filter(|(path, _)| !path.starts_with("bin/"));
        library.map(|(path, text)| Source::new(path, text)).collect()
    });
    &CORE
}

/// The tests that are evidence for articles and rules.
fn evidence() -> &'static [evidence::Test] {
    static TESTS: LazyLock<Vec<evidence::Test>> = LazyLock::new(|| evidence::tests(&root(), core()));
    &TESTS
}

/// Texts of all tests: sections in the source, files beside it, golden files.
fn tests() -> Vec<String> {
    let mut tests: Vec<String> = core().iter().map(|source| source.tests.clone()).collect();
    for folder in ["core/tests", "tests", "examples"] {
        tests.extend(rust_files(&root().join(folder)).into_iter().map(|(_, text)| text));
    }
    let golden = std::fs::read_dir(root().join("tests/golden")).into_iter().flatten();
    tests.extend(golden.map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap()));
    tests
}

fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

fn too_long(path: &str, text: &str) -> Option<String> {
    let lines = text.lines().count();
    (lines > LONGEST)
        .then(|| format!("{path} has {lines} lines, at most {LONGEST} are allowed: split it by meaning"))
}

fn forbidden(source: &Source) -> Vec<String> {
    let excepted =
        |word: &str| EXCEPTIONS.iter().any(|(path, other, _)| *path == source.path && *other == word);
    let touched = FORBIDDEN.iter().filter(|(word, _)| has_word(&source.code, word) && !excepted(word));
    touched.map(|(word, why)| format!("{} names `{word}`, but {why}", source.path)).collect()
}

/// Structs that are written as JSON or hashed must not have a field as wide as a pointer.
fn pointer_wide(source: &Source) -> Vec<String> {
    let derived = source.code.split("#[derive(").skip(1).filter(|item| {
        item.split(')')
            .next()
            .is_some_and(|traits| has_word(traits, "Serialize") || has_word(traits, "Deserialize"))
    });
    let body = |item: &str| item.split("\n}").next().unwrap_or_default().to_owned();
    let wide = derived.map(body).filter(|body| has_word(body, "usize") || has_word(body, "isize"));
    wide.map(|_| format!("{} serialises a number as wide as a pointer", source.path)).collect()
}

#[test]
fn imports_point_down() {
    none(core().iter().flat_map(floors::upward_imports).collect());
}

#[test]
fn no_file_is_too_long_to_know_ones_way_in() {
    let folders =
        ["core/src", "core/tests", "tests", "examples", "benches", "bindings-python", "bindings-wasm"]
            .map(|folder| root().join(folder));
    let files = folders.iter().flat_map(|folder: &PathBuf| rust_files(folder));
    none(files.filter_map(|(path, text)| too_long(&path, &text)).collect());
}

#[test]
fn core_touches_nothing_outside() {
    let core = core();
    none(core.iter().flat_map(forbidden).collect());
    for (path, word, _) in EXCEPTIONS {
        let needed = core.iter().any(|source| source.path == *path && has_word(&source.code, word));
        assert!(needed, "the exception of {path} for `{word}` is needed no longer");
    }
}

#[test]
fn nothing_serialised_has_the_width_of_a_pointer() {
    none(core().iter().flat_map(pointer_wide).collect());
}

#[test]
fn every_code_is_declared_once_exported_and_tested() {
    let declared: Vec<_> = core().iter().flat_map(codes::declared).collect();
    none(codes::doubled(&declared));
    none(codes::untested(&declared, &tests()));
    let mut written: Vec<&str> = declared.iter().map(|entry| entry.code.as_str()).collect();
    let mut exported: Vec<&str> = double_random::error::codes().collect();
    written.sort_unstable();
    exported.sort_unstable();
    assert_eq!(written, exported, "a floor is missing in core/src/error.rs");
}

#[test]
fn every_article_is_answered_and_the_page_of_articles_says_how() {
    let core = core();
    let declared: Vec<_> = core.iter().flat_map(codes::declared).collect();
    let answers = articles::answers(core, &declared, evidence());
    none(answers.iter().flat_map(|answer| answer.complaints(&declared)).collect());
    none(core.iter().flat_map(articles::strange_aliases).collect());
    none(articles::unheard(core));
    none(articles::unknown_choices(core));
    let (page, path) = (articles::page(&answers, core), root().join("core/law/ARTICLES.md"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written == page, "core/law/ARTICLES.md is out of date: UPDATE=1 cargo test --test house");
}

#[test]
fn every_rule_of_the_guideline_is_answered_and_the_page_of_rules_says_how() {
    let (page, missing) = rules::page(evidence());
    none(missing);
    let path = root().join("core/law/RULES.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written == page, "core/law/RULES.md is out of date: UPDATE=1 cargo test --test house");
}

#[test]
fn the_docs_search_finds_every_article_by_its_citation() {
    let core = core();
    let table = core.iter().find(|source| source.path == "law/article/table.rs").unwrap();
    for article in double_random::law::Article::ALL {
        let (before, _) = table.text.split_once(&format!("    {} = \"", article.code())).unwrap();
        let own = before.rsplit(';').next().unwrap();
        let whole = article.citation().split_inclusive('条').next().unwrap();
        for alias in [whole, article.citation()] {
            assert!(
                own.contains(&format!("#[doc(alias = \"{alias}\")]")),
                "{alias} finds no {}",
                article.code()
            );
        }
    }
}

#[test]
fn the_readme_says_how_many_readings_leave_a_choice() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let said = articles::readings();
    assert!(readme.contains(&said), "README.md should say: {said}");
}

#[test]
fn the_readme_shows_its_two_commands_first() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let block = readme.split("```").nth(1).unwrap();
    assert_eq!(block, "sh\ncargo run --release --example draw\nmake test\n");
}

#[test]
fn the_controls_complain() {
    assert_eq!(too_long("x.rs", &"\n".repeat(LONGEST)), None);
    assert!(too_long("x.rs", &"\n".repeat(LONGEST + 1)).is_some());
    let complaints = |path: &str, text: &str| forbidden(&Source::new(path, text)).len();
    for (word, _) in FORBIDDEN {
        assert_eq!(complaints("draw/x.rs", &format!("fn f() {{ {word} }}")), 1, "{word}");
        assert_eq!(
            complaints("draw/x.rs", &format!("/// {word}\nconst A: &str = \"{word}\"; struct My{word}2;")),
            0,
            "{word}"
        );
    }
    assert_eq!(complaints("base/json.rs", "fn f(a: f64, b: f32) {}"), 1);
    let wide = |text: &str| pointer_wide(&Source::new("x.rs", text)).len();
    assert_eq!(wide("#[derive(Debug, Serialize)]\nstruct A {\n    a: usize,\n}\n"), 1);
    assert_eq!(
        wide(
            "#[derive(Debug)]\nstruct A {\n    a: usize,\n}\n#[derive(Serialize)]\nstruct B {\n    b: u64,\n}\nfn f(a: usize) {}"
        ),
        0
    );
    assert!(Path::new(&root()).join("core/src/base").is_dir() && core().len() > 20 && tests().len() > 20);
}
