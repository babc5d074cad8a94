//! The ways to check a draw without this crate, and the way in from Java: each run on a record and a list as people get them.

use std::path::Path;
use std::process::{Command, Output};

use super::Folder;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Whether it ended well, and what it printed on both streams.
fn run(command: &mut Command) -> (bool, String) {
    let Output { status, stdout, stderr } =
        command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    (status.success(), String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr))
}

/// A folder with the plain rows of the list as well, one of them another kind of target.
fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    let (code, rows, _) = folder.run("rows --targets targets.csv --map id=编号 --map attribute:用气=用气");
    assert_eq!(code, 0);
    assert!(rows.starts_with("id,unit_code,site_id,kind,scale,area,risk,credit,status,attribute:用气\nT-00,,,餐饮,,东园,,,active,是\n"));
    folder.write("rows.csv", &rows);
    folder
}

#[test]
fn a6_the_page_in_python_draws_the_same_and_sees_a_change() {
    let folder = folder("python");
    let check = |record: &str, rows: &str| {
        let script = repository().join("examples/check/check_draw.py");
        let mut command = Command::new("python3");
        command.arg("-B").arg(script).args([record, rows, "items.json"]).env("PYTHONUTF8", "1");
        run(command.current_dir(&folder.0))
    };
    let (good, said) = check("record.json", "rows.csv");
    assert!(good && said.contains("drawn 8 passed over 0 of at most 0: the same"), "{said}");
    folder.write(
        "fewer.csv",
        &folder.text("rows.csv").replacen("T-00,", "T-99,", 1).replacen("T-01,,,餐饮", "T-01,,,商场", 1),
    );
    let (good, said) = check("record.json", "fewer.csv");
    assert!(!good && said.contains("DIFFERENT"), "{said}");
    folder.write("other.json", &folder.text("record.json").replace("40512", "40513"));
    assert!(!check("other.json", "rows.csv").0);
}

#[test]
fn a6_one_ticket_is_one_sha256sum() {
    let folder = folder("sum");
    let record: serde_json::Value = serde_json::from_str(&folder.text("record.json")).unwrap();
    let stratum = &record["result"]["tasks"][0]["strata"][0];
    let (key, drawn) = (stratum["key"].as_str().unwrap(), &stratum["drawn"][0]);
    let command = format!("printf '%s' \"{key}{}\" | sha256sum", drawn["id"].as_str().unwrap());
    let (good, said) = run(Command::new("sh").args(["-c", &command]));
    assert!(good && said.starts_with(drawn["ticket"].as_str().unwrap()), "{said}");
}

/// The page from `file://` in Chromium, which may open nothing else; the files stand in the link.
#[test]
fn a6_the_page_in_the_browser_draws_the_same_and_sees_a_change() {
    let folder = folder("browser");
    if !Path::new("/usr/bin/chromium").exists() && std::env::var_os("CI").is_none() {
        eprintln!("NOT TESTED: there is no /usr/bin/chromium; apt-get install chromium");
        return;
    }
    let page = repository().join("examples/check/check.html");
    let look = |lang: &str, record: &str| {
        let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let [record, rows, items] =
            [record, &folder.text("rows.csv"), &folder.text("items.json")].map(encoded);
        let link = format!("file://{}#lang={lang}&record={record}&list={rows}&items={items}", page.display());
        let mut chromium = Command::new("/usr/bin/chromium");
        chromium.args([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--virtual-time-budget=5000",
            "--dump-dom",
        ]);
        chromium.arg(format!("--user-data-dir={}", folder.0.join("profile").display()));
        run(chromium.arg(link)).1
    };
    let record = folder.text("record.json");
    let same = look("zh", &record);
    assert!(same.contains("data-state=\"same\"") && same.contains("摇号结果与重算一致"), "{same}");
    assert_eq!(same.matches("<li>").count(), 8, "{same}");
    let changed = look("en", &record.replace("40512", "40513"));
    assert!(
        changed.contains("data-state=\"different\"") && changed.contains("not what the record says"),
        "{changed}"
    );
}

/// Java 17 with nothing but its standard library; with `DOUBLE_RANDOM_FULL=1`.
#[test]
fn java_talks_to_the_door() {
    if std::env::var_os("DOUBLE_RANDOM_FULL").is_none() {
        return;
    }
    let folder = Folder::new("java");
    let source = repository().join("examples/java/Door.java");
    let (good, said) =
        run(Command::new("javac").args(["-encoding", "UTF-8", "-d"]).arg(&folder.0).arg(source));
    assert!(good, "javac of openjdk-17-jdk-headless: {said}");
    let (good, said) = run(Command::new("java")
        .arg("-cp")
        .arg(&folder.0)
        .args(["Door", env!("CARGO_BIN_EXE_double-random")]));
    let lines: Vec<&str> = said.lines().collect();
    assert!(good && lines.len() == 2, "{said}");
    assert!(lines[0].starts_with(r#"{"ok":{"ticket":""#), "{said}");
    assert!(lines[1].contains(r#""drawn":["T-2","T-4"]"#), "{said}");
}
