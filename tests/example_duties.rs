//! The example `duties`, from its arguments to its files.

#[allow(dead_code, reason = "the example's own entry is not called")]
#[path = "../examples/duties/main.rs"]
mod duties;

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

/// Exit code, report, errors, and the folder of the files.
fn run(name: &str, arguments: &[&str]) -> (u8, String, String, PathBuf) {
    let folder = std::env::temp_dir().join(format!("double-random-duties-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    let arguments = arguments.iter().map(OsString::from).chain(["--out".into(), folder.clone().into()]);
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let exit = duties::run(arguments, &mut out, &mut errors);
    (exit, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap(), folder)
}

/// Table, page and calendar of one run.
fn made(name: &str, arguments: &[&str]) -> (String, String, String) {
    let (exit, report, errors, folder) = run(name, arguments);
    assert_eq!((exit, errors.as_str()), (0, ""));
    let read = |file: &str| fs::read_to_string(folder.join(file)).unwrap();
    let files = (read("duties.html"), read("duties.ics"));
    fs::remove_dir_all(&folder).unwrap();
    (report, files.0, files.1)
}

/// Rows of the first table.
fn rows(report: &str) -> Vec<&str> {
    report
        .lines()
        .skip_while(|line| !line.starts_with("  ---"))
        .skip(1)
        .take_while(|line| !line.is_empty())
        .collect()
}

const KINDS: [&str; 10] = [
    "实施检查",
    "录入结果",
    "审核结果",
    "公示结果",
    "催补材料",
    "复核异议",
    "反馈复核结果",
    "更正结果",
    "后续处置",
    "公布清单调整",
];

/// The report with two rows of each kind, as the README shows it.
fn shortened(report: &str) -> String {
    let lines: Vec<&str> = report.lines().take_while(|line| !line.starts_with("写出")).collect();
    let start = lines.iter().position(|line| line.starts_with("  ---")).unwrap() + 1;
    let end = start + rows(report).len();
    let of_kind = |row: &str| KINDS.iter().position(|kind| row.split_whitespace().any(|cell| cell == *kind));
    let mut seen = [0; KINDS.len()];
    let kept = lines[start..end].iter().filter(|row| {
        let count = &mut seen[of_kind(row).unwrap()];
        *count += 1;
        *count <= 2
    });
    let body: Vec<&str> = lines[..start]
        .iter()
        .chain(kept)
        .copied()
        .chain(["  …"])
        .chain(lines[end..].iter().copied())
        .collect();
    format!("{}\n", body.join("\n").trim_end())
}

#[test]
fn the_year_of_the_readme_comes_out_again() {
    let (report, page, calendar) = made("readme", &[]);
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once("```text\n待办事项 · 2026-11-23\n").unwrap();
    let after = rest.split_once("```").unwrap().1;
    let written = format!("{before}```text\n{}```{after}", shortened(&report));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &written).unwrap();
    } else {
        assert!(readme == written, "README.md is out of date: UPDATE=1 cargo test --test example_duties");
    }
    let rows = rows(&report);
    assert!(rows.len() > 10, "{report}");
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), rows.len());
    // every row of the table is one of the page, and names are text
    assert_eq!(page.matches("<th scope=\"row\"").count(), rows.len() + 2);
    for row in &rows {
        assert!(KINDS.iter().any(|kind| row.contains(kind)), "{row}");
    }
    for word in ["逾期", "及时", "第二十八条第一款", "第八条第二款"] {
        assert!(report.contains(word) && page.contains(word), "{word}");
    }
    // nothing from outside, no script, and no hint of liability in any file
    for word in ["<script", "http://", "https://", "第三十二条", "履职提示"] {
        assert!(!page.contains(word) && !calendar.contains(word), "{word}");
    }
    assert_eq!(made("again", &[]), (report.replace("-readme/", "-again/"), page, calendar));
}

#[test]
fn another_day_another_seed_another_language() {
    let early = made("early", &["--today", "2026-01-10", "--lang", "en"]);
    // approved, and not filed and published yet
    assert_eq!(rows(&early.0).len(), 3);
    assert!(
        early.0.starts_with(
            "Open duties · 2026-01-10\na made-up bureau, 0 rounds and 0 visits so far: 3 duties"
        )
    );
    assert_eq!(rows(&made("filed", &["--today", "2026-01-22"]).0).len(), 0);
    assert!(early.1.contains("<html lang=\"en\">"));
    let days = ["2026-04-30", "2026-07-31", "2026-12-31"];
    for day in days {
        assert!(!rows(&made(day, &["--today", day]).0).is_empty(), "{day}");
    }
    // in this one the first draw passes a street by
    assert!(!rows(&made("small", &["--seed", "spring"]).0).is_empty());
    assert_ne!(made("other", &["--seed", "other"]).1, made("usual", &[]).1);
}

#[test]
fn wrong_options_are_told_in_both_languages() {
    for (arguments, words) in [
        (&["--today", "2026-02-30"][..], "日历上没有 `2026-02-30` 这一天\nthere is no day `2026-02-30`"),
        (&["--today", "2027-01-04"], "`2027-01-04` is not in 2026"),
        (&["--lang", "fr"], "unknown language `fr`"),
        (&["--frist"], "--frist"),
    ] {
        let (exit, report, errors, _) = run("wrong", arguments);
        assert_eq!((exit, report.as_str()), (2, ""), "{errors}");
        assert!(errors.contains(words), "{errors}");
    }
    let (exit, help, ..) = run("help", &["--help"]);
    assert!(exit == 0 && help.contains("--today") && help.contains("Usage"));
}
