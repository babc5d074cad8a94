//! The example `draw`, from its arguments to its files.

#[allow(dead_code, reason = "the example's own entry is not called")]
#[path = "../examples/draw/main.rs"]
mod draw;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use double_random::base::{Scheme, Suite, credit_code};
use double_random::draw::Reason;
use double_random::record::Record;
use double_random::tabular::{self, CellKind, ColumnSpec, Encoding, Options, Reading, Schema, Source};
use draw::sample::{ACCEPTED, DUPLICATES, REFUSED, WITHOUT_UNIT};

/// A folder of one test, gone at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("double-random-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a round leaves whose teams are matched.
const FILES: [&str; 12] = [
    "announcement.html",
    "drawn.csv",
    "drawn.xlsx",
    "faults.xlsx",
    "record.json",
    "recusals.json",
    "tasks-squad-1.html",
    "tasks-squad-2.html",
    "tasks-squad-3.html",
    "tasks-squad-4.html",
    "teams.xlsx",
    "visits.xlsx",
];

/// Exit code, report, errors.
fn run(arguments: &[&str]) -> (u8, String, String) {
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let exit = draw::run(arguments.iter().map(OsString::from), &mut out, &mut errors, false);
    (exit, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn record(out: &str) -> Record {
    Record::parse(&fs::read_to_string(Path::new(out).join("record.json")).unwrap()).unwrap()
}

/// The drawn list as written; every cell must be text, the places too: a number would be refused as a code.
fn written(out: &str, name: &str) -> Reading {
    const fn text(field: &'static str, aliases: &'static [&'static str]) -> ColumnSpec {
        ColumnSpec { field, aliases, kind: CellKind::Id(Scheme::Ascii), required: true }
    }
    static COLUMNS: [ColumnSpec; 4] = [
        text("task", &["任务 task"]),
        text("place", &["次序 place"]),
        text("id", &["编号 id"]),
        text("ticket", &["摇号号码 ticket"]),
    ];
    let bytes = fs::read(Path::new(out).join(name)).unwrap();
    let schema = Schema { list: "drawn", columns: &COLUMNS, key: &["task", "id"] };
    tabular::read(&Source { name, bytes: &bytes }, &schema, &Options::default()).unwrap()
}

fn pairs(reading: &Reading) -> BTreeSet<(String, String)> {
    let cell = |row: &tabular::Row<'_>, field: &str| row.get(field).unwrap().to_owned();
    reading.rows.iter().map(|row| (cell(&row, "task"), cell(&row, "id"))).collect()
}

#[test]
fn the_made_up_district_ends_in_an_exact_verdict() {
    let folder = Folder::new("district");
    let out = folder.path("out");
    let (exit, report, errors) = run(&["--out", &out]);
    assert_eq!((exit, errors.as_str()), (0, ""));
    let thousands = |count: u64| draw::table::number(count);
    let [rows, accepted] = [ACCEPTED + REFUSED + DUPLICATES, ACCEPTED].map(thousands);
    let line = format!("读入 {rows} 行 = 采用 {accepted} + 退回 {REFUSED} + 重复 {DUPLICATES}");
    for expected in
        [&line, "核验结论：完全一致；随机数强度：弱", "第十四条第二款", "（已注销）", "（已迁出）"]
    {
        assert!(report.contains(expected), "{expected}\n{report}");
    }
    assert!(!report.contains("排除 0 户"), "some enterprises stand at the cap\n{report}");
    // the tidy lists lose no row, and rows without a unit are warned of
    assert_eq!(report.matches("退回 0 + 重复 0").count(), 3, "{report}");
    let warned = |code: &str| report.matches(code).count();
    assert_eq!((warned("[target-area-absent]"), warned("[target-area-unknown]")), (1, 1));
    assert_eq!(WITHOUT_UNIT, 8);
    assert!(report.contains("4 处 [target-area-absent]") && report.contains("4 处 [target-area-unknown]"));
    assert!(report.lines().all(|line| line == line.trim_end()), "no line ends in a space");

    assert_eq!(names(Path::new(&out)), FILES);
    let record = record(&out);
    let removals = record.result.removals.clone().unwrap();
    let reasons: Vec<_> = removals.iter().map(|removal| removal.reason).collect();
    assert_eq!(reasons, [Reason::Deregistered, Reason::MovedAway]);
    assert!(record.seal.exclusions[0].count.get() > 0 && record.result.dispatch.is_some());
    let tags: Vec<_> = record.seal.tasks.iter().filter_map(|sealed| sealed.task.tag.clone()).collect();
    assert!(tags.len() == 2 && tags[0] == tags[1]);

    // the list in both files is the drawn one, without those removed, with those who came in
    let mut expected = BTreeSet::new();
    for task in &record.result.tasks {
        let drawn = task.strata.iter().flat_map(|stratum| &stratum.drawn);
        expected.extend(drawn.map(|ticket| (task.task.to_string(), ticket.id.to_string())));
    }
    for removal in &removals {
        assert!(expected.remove(&(removal.task.to_string(), removal.id.to_string())));
        let next = removal.replacement.as_ref().unwrap().id.to_string();
        assert!(expected.insert((removal.task.to_string(), next)));
    }
    let (xlsx, csv) = (written(&out, "drawn.xlsx"), written(&out, "drawn.csv"));
    assert_eq!(
        (xlsx.receipt.refused, csv.receipt.refused),
        (0, 0),
        "{:?}",
        xlsx.receipt.faults.listed().first()
    );
    assert_eq!(csv.receipt.encoding, Some(Encoding::Utf8Bom));
    assert_eq!((pairs(&xlsx), pairs(&csv)), (expected.clone(), expected));
}

#[test]
fn a_ticket_can_be_computed_by_hand() {
    let folder = Folder::new("hand");
    let (_, report, _) = run(&["--out", &folder.path("out"), "--lang", "en"]);
    assert!(report.contains("verdict: exact"), "{report}");
    let (_, rest) = report.split_once("printf '%s' '").unwrap();
    let (text, rest) = rest.split_once("' | sha256sum\n  gives ").unwrap();
    assert_eq!(rest.lines().next().unwrap(), Suite::Sha256.hash([text.as_bytes()]).to_string());
    assert!(credit_code::check(text.split_at(32).1).is_ok());
}

/// 40 ids of one's own, 2 of which have no place.
fn own_list() -> String {
    let row = |n| format!("K-{n:02},店{n},{}\n", if n < 2 { "N/A" } else { "东园" });
    "编码,名称,地区\n".to_owned() + &(0..40).map(row).collect::<String>()
}

fn round(lock: &str, unit: &str) -> String {
    format!(
        r#"{{"round": {{"id": "r", "as_of": "2026-10-01", "tasks": [{{"id": "t", "items": ["i"], "unit": {unit},
            "window": {{"start": "2026-10-08", "end": "2026-11-30"}}, "basis": {{ "ad-hoc": {{ "reason": "节前专项抽查", "approval": {{ "role": "approver", "person": "局长", "date": "2026-09-20", "document": "批〔2026〕7号" }} }} }},
            "strata": [{{"label": "全部", "ratio": "100%"}}]}}]}},
            "items": [{{"id": "i", "name": "用气", "object": [], "content": "燃气", "category": "general", "department": "某局",
            "level": "区级", "basis": [{{"law": "条例", "article": "第一条"}}]}}],
            "units": [{{"area": "东园", "unit": "squad"}}], "lock": {lock}}}"#
    )
}

const LOCK: &str = r#"{"role": "approver", "person": "负责人", "date": "2026-10-02"}"#;

#[test]
fn a_list_comes_alone_and_the_record_ends_with_the_drawn_list() {
    let folder = Folder::new("alone");
    let (list, out) = (folder.file("list.csv", own_list()), folder.path("out"));
    let own = ["--targets", &list, "--scheme", "ascii", "--map", "id=编码", "--out", &out];
    let (exit, _, errors) = run(&own);
    assert_eq!((exit, errors.contains("[option-seed-missing]")), (2, true), "{errors}");
    assert!(!Path::new(&out).exists());
    let (exit, report, errors) = run(&[&own[..], &["--seed", "7", "--as-of", "2026-10-01"]].concat());
    assert_eq!((exit, errors.as_str()), (0, ""));
    assert!(report.contains("没有锁定") && report.contains("没有对象被排除"), "{report}");
    let record = record(&out);
    assert_eq!((record.result.lock, record.result.dispatch), (None, None));
    assert_eq!(record.result.tasks[0].strata[0].drawn.len(), 2);
    // where the list came from is sealed with its receipt
    let list = record.seal.lists.iter().find(|list| list.list == "targets").unwrap();
    let provenance = list.provenance.as_ref().unwrap();
    assert_eq!((provenance.rows.unwrap().get(), provenance.receipt.is_some()), (40, true));
}

#[test]
fn a18_dispatch_goes_as_far_as_areas_and_units_allow() {
    let folder = Folder::new("dispatch");
    let (list, out) = (folder.file("list.csv", own_list()), folder.path("out"));
    let draw = |round: String, map: &str| {
        let round = folder.file("round.json", round);
        let own = ["--targets", &list, "--scheme", "ascii", "--map", map, "--out", &out, "--seed", "7"];
        let (exit, report, errors) = run(&[&own[..], &["--round", &round]].concat());
        assert_eq!((exit, errors.as_str()), (0, ""));
        assert!(report.contains("核验结论：完全一致"), "{report}");
        (record(&out).result, report)
    };
    // no area is read and no task names a unit: one line, and no fault for every target
    let (result, report) = draw(round(LOCK, "null"), "id=编码");
    assert!(result.lock.is_some() && result.dispatch.is_none());
    assert!(report.contains("--map area=") && !report.contains("dispatch-no-"), "{report}");
    // areas are read: those without one are warned of by their row, and named at dispatch by the same row
    let (result, report) = draw(round(LOCK, "null"), "id=编码,area=地区");
    assert!(result.dispatch.is_none() && report.contains("2 处 [target-area-absent]"), "{report}");
    for row in ["第 2 行", "第 3 行"] {
        assert!(report.contains(&format!("[dispatch-no-area] {row}")), "{report}");
    }
    // the task names its unit
    let (result, _) = draw(round(LOCK, r#""squad""#), "id=编码");
    assert_eq!(result.dispatch.unwrap()[0].batches[0].len(), 40);
    let (result, _) = draw(round("null", "null"), "id=编码");
    assert!(result.lock.is_none() && result.removals.is_none());
}

#[test]
fn wrong_options_and_files_have_a_code_a_hint_and_no_result() {
    let folder = Folder::new("wrong");
    let out = folder.path("out");
    let list = folder.file("list.csv", "id\nK-1\n");
    let headless = folder.file("headless.csv", "a,b\n1,2\n");
    let twice = folder
        .file("twice.json", round(LOCK, "null").replacen(r#""id": "r","#, r#""id": "r", "id": "s","#, 1));
    let stranger = folder.file("stranger.json", round(LOCK, "null").replacen("{", r#"{"x": 1,"#, 1));
    let above = folder.file("above.json", round(LOCK, "null").replace("100%", "101%"));
    let gone = round(LOCK, "null").replacen(
        r#""lock""#,
        r#""removals": [{"task": "t", "id": "K-9", "reason": "revoked"}], "lock""#,
        1,
    );
    let gone = folder.file("gone.json", gone);
    let missing = folder.path("missing.csv");
    let own = |round| vec!["--targets", list.as_str(), "--scheme", "ascii", "--seed", "7", "--round", round];
    let cases: Vec<(Vec<&str>, u8, &str)> = vec![
        (vec!["--tragets", "x"], 2, "option-unknown"),
        (vec!["x"], 2, "option-unknown"),
        (vec!["--seed"], 2, "option-value"),
        (vec!["--upper-case=yes"], 2, "option-value"),
        (vec!["--map", "area"], 2, "option-map"),
        (vec!["--scheme", "gb"], 2, "option-scheme"),
        (vec!["--lang", "fr"], 2, "option-lang"),
        (vec!["--as-of", "1.10.2026"], 2, "date-form"),
        (vec!["--round", &twice], 2, "option-targets-missing"),
        (vec!["--officers", &list], 2, "option-targets-missing"),
        (vec!["--match-seed"], 2, "option-value"),
        (vec!["--targets", &missing, "--seed", "7"], 1, "file-not-readable"),
        (vec!["--targets", &headless, "--seed", "7"], 1, "header-not-found"),
        (vec!["--targets", &list, "--seed", "7", "--map", "area=区域"], 1, "mapped-header-missing"),
        (own(&list), 1, "json-syntax"),
        (own(&twice), 1, "json-duplicate-key"),
        (own(&stranger), 1, "json-unknown-key"),
        (own(&above), 1, "ratio-above-one"),
        (own(&gone), 1, "removal-unknown"),
    ];
    for (mut arguments, exit, code) in cases {
        arguments.extend(["--out", &out]);
        let (found, _, errors) = run(&arguments);
        assert!(found == exit && errors.contains(&format!("[{code}]")), "{arguments:?}: {found} {errors}");
        assert!(errors.contains("处理办法：") && !Path::new(&out).exists(), "{errors}");
        let (_, _, errors) = run(&[&arguments[..], &["--lang=en"]].concat());
        assert!(
            errors.contains("what to do: ") || code == "option-value" || code == "option-lang",
            "{errors}"
        );
    }
}

#[test]
fn results_come_all_together_or_not_at_all() {
    let folder = Folder::new("together");
    let out = folder.path("out");
    fs::create_dir_all(Path::new(&out).join("faults.xlsx")).unwrap();
    fs::write(Path::new(&out).join("record.json"), "before").unwrap();
    let before = names(Path::new(&out));
    let (list, round) =
        (folder.file("list.csv", own_list()), folder.file("round.json", round(LOCK, "\"squad\"")));
    let own = ["--targets", &list, "--scheme", "ascii", "--map", "id=编码", "--seed", "7", "--round", &round];
    let own = [&own[..], &["--out", &out]].concat();
    let (exit, _, errors) = run(&own);
    assert_eq!((exit, errors.contains("[file-not-writable]")), (1, true), "{errors}");
    assert_eq!(names(Path::new(&out)), before);
    assert_eq!(fs::read_to_string(Path::new(&out).join("record.json")).unwrap(), "before");
    fs::remove_dir(Path::new(&out).join("faults.xlsx")).unwrap();
    assert_eq!(run(&own).0, 0);
    // those without officers
    let second = |name: &&str| ["recusals.json", "teams.xlsx"].contains(name) || name.starts_with("tasks-");
    let files = FILES.into_iter().filter(|name| !second(name));
    assert_eq!(names(Path::new(&out)), files.collect::<Vec<_>>());
}

#[test]
fn the_help_speaks_both_languages() {
    for (arguments, first) in [(vec!["--help"], "用法"), (vec!["--lang", "en", "-h"], "Usage")] {
        let (exit, help, _) = run(&arguments);
        assert!(exit == 0 && help.starts_with(first) && help.contains("Usage") && help.contains("用法"));
        for option in [
            "round",
            "targets",
            "history",
            "units",
            "map",
            "officers",
            "leave",
            "seed",
            "match-seed",
            "out",
            "upper-case",
            "scheme",
            "lang",
            "as-of",
        ] {
            assert_eq!(help.matches(&format!("\n  --{option} ")).count(), 2, "{option}");
        }
    }
}
