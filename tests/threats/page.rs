//! THREATS.md against the tests: the page names each threat, the checks that see it, and the test that enacts it.

use std::collections::BTreeSet;

const PAGE: &str = include_str!("../../core/docs/THREATS.md");

/// The rows of the table of threats: what the threat is, what sees it, where the test is.
fn rows() -> Vec<[&'static str; 3]> {
    let (_, table) = PAGE.split_once("| threat |").unwrap();
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        [cells[0], cells[2], cells[3]]
    };
    table.lines().skip(2).take_while(|line| line.starts_with('|')).map(row).collect()
}

fn quoted(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('`').skip(1).step_by(2)
}

/// The checks that the page says see the threat which this test enacts.
pub(crate) fn seen_by(test: &str) -> BTreeSet<&'static str> {
    let row = rows().into_iter().find(|[.., place]| quoted(place).any(|name| name == test));
    let [_, seen, _] = row.unwrap_or_else(|| panic!("no row of THREATS.md names {test}"));
    quoted(seen).collect()
}

/// Every threat is enacted by a test that exists.
#[test]
fn every_row_names_a_test_that_there_is() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = |place: &str| -> String {
        let path = root.join(place);
        if path.is_file() {
            return std::fs::read_to_string(path).unwrap();
        }
        let files = std::fs::read_dir(&path).unwrap_or_else(|error| panic!("{place}: {error}"));
        files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap_or_default()).collect()
    };
    for [threat, _, place] in rows() {
        let names: Vec<&str> = quoted(place).collect();
        let (places, tests): (Vec<&str>, Vec<&str>) = names.into_iter().partition(|name| name.contains('/'));
        let text: String = if places.is_empty() {
            source("tests/threats")
        } else {
            places.into_iter().map(source).collect()
        };
        assert!(!tests.is_empty(), "{threat} names no test");
        for test in tests {
            assert!(text.contains(&format!("fn {test}(")), "{threat}: there is no test {test}");
        }
    }
    assert!(rows().len() >= 13);
}
