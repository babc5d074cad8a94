//! The ways to check a draw without this crate, and the way in from Java: each run on a record and a list as people get them.

use std::path::Path;
use std::process::{Command, Output};

use double_random::base::Suite;
use double_random::draw::{Beacon, Ceremony, Reveal};
use double_random::plan::{BeaconPlan, CeremonyPlan, PartyPlan, Round};

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

/// A ceremony of a party and a public beacon, whose signature stands in the record and not in the seed.
fn with_beacon(round: &mut Round) -> Ceremony {
    let notary = Reveal { party: "notary".parse().unwrap(), secret: [7; 32] };
    let commitment = notary.commitment(round.protocol(), &round.id);
    let sealed_at = "2026-10-01T09:00:00+08:00".parse().unwrap();
    let beacon = BeaconPlan::known("drand-quicknet").unwrap();
    let value = Beacon::signed("drand-quicknet", beacon.round_at(sealed_at).unwrap(), "ab12").unwrap();
    let party = PartyPlan { party: notary.party.clone(), commitment, outside: true };
    round.sealed_at = Some(sealed_at);
    round.ceremony = CeremonyPlan { parties: vec![party], beacon: Some(beacon), ..CeremonyPlan::default() };
    Ceremony { parties: vec![notary], beacon: Some(value), ..Ceremony::default() }
}

fn of_sm3(round: &mut Round) -> Ceremony {
    round.suite = Suite::Sm3;
    Ceremony::bare("40512")
}

/// A folder with the plain rows of the list as well, one of them another kind of target.
fn folder(name: &str) -> Folder {
    with_rows(Folder::new(name))
}

fn with_rows(folder: Folder) -> Folder {
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

/// Honest records of every kind of seed and suite, and the same with one byte of the seed changed.
#[test]
fn a6_the_page_in_python_draws_from_a_beacon_and_in_sm3() {
    for (folder, seed, changed) in [
        (Folder::held("python-beacon", with_beacon), "0707", "0708"),
        (Folder::held("python-sm3", of_sm3), "40512", "40513"),
    ] {
        let folder = with_rows(folder);
        let check = |record: &str| {
            let script = repository().join("examples/check/check_draw.py");
            let mut command = Command::new("python3");
            command.arg("-B").arg(script).args([record, "rows.csv", "items.json"]).env("PYTHONUTF8", "1");
            run(command.current_dir(&folder.0))
        };
        let (good, said) = check("record.json");
        assert!(good && said.contains("drawn 8 passed over 0 of at most 0: the same"), "{said}");
        folder.write("other.json", &folder.text("record.json").replacen(seed, changed, 1));
        let (good, said) = check("other.json");
        assert!(!good && said.contains("DIFFERENT"), "{said}");
        folder.write(
            "fewer.json",
            r#"{"seal": {"protocol": "x", "suite": "x"}, "ceremony": {"beacon": null}}"#,
        );
        let (good, said) = check("fewer.json");
        assert!(!good && said.starts_with("nothing is drawn in this record"), "{said}");
    }
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
    let look = |folder: &Folder, lang: &str, record: &str| {
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
    let same = look(&folder, "zh", &record);
    assert!(same.contains("data-state=\"same\"") && same.contains("摇号结果与重算一致"), "{same}");
    assert_eq!(same.matches("<li>").count(), 8, "{same}");
    let changed = look(&folder, "en", &record.replace("40512", "40513"));
    assert!(
        changed.contains("data-state=\"different\"") && changed.contains("not what the record says"),
        "{changed}"
    );
    let beacon = with_rows(Folder::held("browser-beacon", with_beacon));
    let same = look(&beacon, "zh", &beacon.text("record.json"));
    assert!(same.contains("data-state=\"same\"") && same.matches("<li>").count() == 8, "{same}");
    let sm3 = with_rows(Folder::held("browser-sm3", of_sm3));
    let refused = look(&sm3, "en", &sm3.text("record.json"));
    assert!(refused.contains("data-state=\"sm3\"") && refused.contains("which browsers lack"), "{refused}");
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
