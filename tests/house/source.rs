//! A file of `core/src` as the checks see it: its code without comments and texts, and its tests apart.

use std::path::Path;

/// One source file.
pub(crate) struct Source {
    /// The path below `core/src`, `base/json.rs` for example.
    pub(crate) path: String,
    /// Everything outside tests, as written.
    pub(crate) text: String,
    /// The same, with comments and the content of texts blanked out.
    pub(crate) code: String,
    /// The `#[cfg(test)]` section, or the whole of a file that holds nothing but tests.
    pub(crate) tests: String,
}

impl Source {
    pub(crate) fn new(path: &str, whole: &str) -> Self {
        let is_test_file = path.ends_with("tests.rs") || path.contains("tests/");
        let (text, tests) = match whole.split_once("#[cfg(test)]\nmod tests {") {
            _ if is_test_file => ("", whole),
            Some((text, tests)) => (text, tests),
            None => (whole, ""),
        };
        Self { path: path.to_owned(), text: text.to_owned(), code: blanked(text), tests: tests.to_owned() }
    }

    /// The path of its module: `base/shape/mod.rs` is `base`, `shape`.
    pub(crate) fn module(&self) -> Vec<&str> {
        let path = self.path.trim_end_matches(".rs");
        path.trim_end_matches("/mod").split('/').filter(|&part| part != "lib").collect()
    }
}

/// All Rust files below `folder`, as (path below it, content), sorted.
pub(crate) fn rust_files(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// `text` with comments and the content of string and character literals turned into spaces; lines stay lines.
pub(crate) fn blanked(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let starts = |at: usize, with: &str| with.chars().zip(at..).all(|(c, at)| characters.get(at) == Some(&c));
    let find = |from: usize, end: &str| {
        (from..characters.len()).find(|&at| starts(at, end)).unwrap_or(characters.len())
    };
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < characters.len() {
        // where the part that starts here ends, and how much of it stays at each side
        let (end, kept) = if starts(at, "//") {
            (find(at, "\n"), 0)
        } else if starts(at, "/*") {
            (find(at + 2, "*/") + 2, 0)
        } else if starts(at, "r#\"") {
            (find(at + 3, "\"#") + 2, 1)
        } else if starts(at, "r\"") {
            (find(at + 2, "\"") + 1, 1)
        } else if characters[at] == '"' {
            let mut end = at + 1;
            while end < characters.len() && characters[end] != '"' {
                end += if characters[end] == '\\' { 2 } else { 1 };
            }
            (end + 1, 1)
        } else if characters[at] == '\''
            && (characters.get(at + 1) == Some(&'\\') || characters.get(at + 2) == Some(&'\''))
        {
            (
                find(at + 3, "'").min(if characters.get(at + 1) == Some(&'\\') {
                    usize::MAX
                } else {
                    at + 2
                }) + 1,
                1,
            )
        } else {
            code.push(characters[at]);
            at += 1;
            continue;
        };
        let end = end.min(characters.len());
        for (place, &character) in (at..end).zip(&characters[at..end]) {
            let edge = place < at + kept || place + kept >= end;
            code.push(if edge || character == '\n' { character } else { ' ' });
        }
        at = end;
    }
    code
}

/// The function of `code`, blanked, in which this place is: the last that begins before it.
pub(crate) fn function_of(code: &str, at: usize) -> Option<String> {
    let starts = code[..at].rmatch_indices("fn ").map(|(start, _)| start);
    let own = |start: &usize| !code[..*start].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let name =
        code[starts.into_iter().find(own)? + 3..].split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    (!name.is_empty()).then(|| name.to_owned())
}

/// Whether `word` stands in `code` on its own, not as a part of a longer name.
pub(crate) fn has_word(code: &str, word: &str) -> bool {
    let part_of_name = |character: Option<char>| character.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(word).any(|(at, _)| {
        !part_of_name(code[..at].chars().next_back()) && !part_of_name(code[at + word.len()..].chars().next())
    })
}

#[test]
fn comments_and_texts_are_blanked_and_nothing_else() {
    let text = "let a = \"x // \\\" y\"; // f64 'z\nlet b = 'c'; let d: &'static str = r#\"f64 \"\"#; /* f64\n */ let e = '\\''; f64";
    let code = blanked(text);
    assert_eq!(code.chars().count(), text.chars().count());
    assert_eq!(code.lines().count(), text.lines().count());
    assert_eq!(code.matches("f64").count(), 1, "{code}");
    for kept in ["let a = \"", "let b = '", "&'static str = r", "let e = '", "; f64"] {
        assert!(code.contains(kept), "`{kept}` in {code}");
    }
    assert!(has_word("a: f64;", "f64") && !has_word("visit_f64(f645)", "f64"));
}
