//! An import may only point down.

use crate::source::Source;

/// The floors from the ground up; modules of one floor may name each other. `law/article` imports nothing and may be
/// named by everybody, the roof by nobody but `lib.rs`.
const FLOORS: &[&[&str]] = &[
    &["law/article"],
    &["base"],
    &["law"],
    &["tabular"],
    &["directory"],
    &["plan"],
    &["draw"],
    &["merge"],
    &["team"],
    &["inspection"],
    &["disclosure"],
    &["duty"],
    &["record"],
    &["error", "wire"],
];

/// Every import of `source` that points up, as a sentence.
pub(crate) fn upward_imports(source: &Source) -> Vec<String> {
    let module = source.module();
    if module.is_empty() {
        return Vec::new(); // lib.rs is the roof over all
    }
    let own = floor(&module);
    let imports = imports(&source.code, &module);
    let upward = imports.into_iter().filter_map(|import| {
        let path: Vec<&str> = import.split("::").collect();
        let why = match (own, floor(&path)) {
            (None, _) => format!("{} is on no floor: name it in tests/house/floors.rs", source.path),
            (_, None) => format!("{} imports `{import}`, which is on no floor", source.path),
            (Some(own), Some(other)) if other > own => {
                format!("{} imports `{import}` from above", source.path)
            }
            _ => return None,
        };
        Some(why)
    });
    upward.collect()
}

/// The floor of a module path or an import.
fn floor(path: &[&str]) -> Option<usize> {
    match path {
        // the one name that `law` shows of its lowest file
        ["law", "Article" | "article", ..] => Some(0),
        ["Error", ..] => floor(&["error"]),
        [first, ..] => FLOORS.iter().position(|floor| floor.contains(first)),
        [] => None,
    }
}

/// What `code` of `module` names from the root of the crate, `law::Article` for example.
fn imports(code: &str, module: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, start) in code.match_indices("crate::") {
        names(&code[at + start.len()..], "", &mut found);
    }
    // as many `super` as the module is deep lead to the root as well
    let up = "super::".repeat(module.len());
    for (at, start) in code.match_indices(&up) {
        let before = &code[..at];
        if !before.ends_with("super::") && !before.ends_with("self::") {
            names(&code[at + start.len()..], "", &mut found);
        }
    }
    found
}

/// The paths at the start of `code`: `a::b`, or each of `a::{b, c::d}`; returns what is left.
fn names<'a>(code: &'a str, before: &str, found: &mut Vec<String>) -> &'a str {
    let code = code.trim_start();
    if let Some(mut rest) = code.strip_prefix('{') {
        loop {
            rest = names(rest, before, found).trim_start();
            rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
            match rest.strip_prefix('}') {
                Some(after) => return after,
                None if rest.is_empty() => return rest,
                None => {}
            }
        }
    }
    let end = code.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '*').unwrap_or(code.len());
    let (name, rest) = code.split_at(end);
    let path = if before.is_empty() { name.to_owned() } else { format!("{before}::{name}") };
    if let Some(rest) = rest.strip_prefix("::") {
        return names(rest, &path, found);
    }
    found.push(path);
    let rest = rest.trim_start();
    match rest.strip_prefix("as ") {
        Some(alias) => alias.trim_start().trim_start_matches(|c: char| c.is_alphanumeric() || c == '_'),
        // whatever cannot be read must not hold up the list it stands in
        None if end == 0 => rest.get(1..).unwrap_or_default(),
        None => rest,
    }
}

#[test]
fn reports_an_import_from_above_in_every_way_to_write_it() {
    let upward = |path: &str, text: &str| upward_imports(&Source::new(path, text)).len();
    assert_eq!(
        upward("base/json.rs", "use crate::law::Article; use super::ratio::Ratio; use serde::Serialize;"),
        0
    );
    assert_eq!(
        upward("draw/seal.rs", "use crate::base::{json, Id}; use crate::law::{RuleSet, Article as A};"),
        0
    );
    assert_eq!(upward("base/shape/mod.rs", "use super::json; use super::super::base::json;"), 0);
    assert_eq!(upward("lib.rs", "pub use crate::wire;"), 0);
    assert_eq!(
        upward(
            "base/json.rs",
            "// crate::wire\nlet a = \"crate::wire\"; #[cfg(test)]\nmod tests { use crate::wire; }"
        ),
        0
    );
    for text in [
        "use crate::law::RuleSet;",
        "use crate::{base::Id, law::RuleSet};",
        "use crate::{\n    base::{Id, json::{self, Int53}},\n    plan,\n};",
        "use crate::law::{Article, RuleSet};",
        "fn f() -> crate::record::Record {}",
        "use super::super::draw::Key;",
        "use crate::Error;",
        "use crate::law::*;",
        "use crate::nowhere::X;",
    ] {
        assert_eq!(upward("base/json.rs", text), 1, "{text}");
    }
    assert_eq!(upward("nowhere/mod.rs", "use crate::base::Id;"), 1);
    assert_eq!(upward("error.rs", "use super::wire::WireError; use super::base::Id;"), 0);
    assert_eq!(upward("record.rs", "use super::wire::WireError; use super::base::Id;"), 1);
}
