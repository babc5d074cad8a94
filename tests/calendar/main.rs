//! Working days against the package `chinesecalendar`, which goes from day to day.
//!
//! The package is installed into an environment of its own under `target/`. Where there is no way to it, the hash of what it
//! printed stands in, which a run with the package confirms; under CI that is a failure.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use double_random::base::calendar::{Calendar, Term, Unit};
use double_random::base::{Date, Suite};

const PACKAGE: &str = "chinesecalendar==1.11.0";
const COUNTS: [u32; 9] = [1, 2, 3, 5, 7, 10, 15, 20, 30];

/// SHA-256 of what `day_loop.py` prints with this package.
const PRINTED: &str = "1301cd9d64b758e8fcded78ceaa33ce138be2bebcb2208a1abee4fc5fb491202";

/// A python that has the package, or why there is none.
fn python() -> Result<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let environment = target.join("calendar-venv");
    let python = environment.join("bin/python");
    let check =
        "import importlib.metadata as m; assert 'chinesecalendar==' + m.version('chinesecalendar') == '";
    let has = |python: &Path| run(Command::new(python).args(["-c", &format!("{check}{PACKAGE}'")])).is_ok();
    if !has(&python) {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE];
        run(Command::new(&python).args(pip))?;
    }
    Ok(python)
}

/// What the command printed, or why it failed.
fn run(command: &mut Command) -> Result<String, String> {
    let Output { status, stdout, stderr } = command.output().map_err(|error| error.to_string())?;
    if !status.success() {
        return Err(String::from_utf8_lossy(&stderr).into_owned());
    }
    String::from_utf8(stdout).map_err(|error| error.to_string())
}

/// 第二十八条 - 3,287 events and nine terms each.
#[test]
fn a28p1_every_date_of_2018_to_2026_is_counted_as_a_loop_over_days_counts_it() {
    let ours = counted();
    let lines = ours.lines().count();
    assert_eq!(lines, 3_287);
    assert!(ours.split_whitespace().count() - ours.matches(" -").count() > 29_000 + lines);
    match python() {
        Ok(python) => {
            let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/calendar/day_loop.py");
            let theirs = run(Command::new(python).arg(script)).unwrap();
            let differs = ours.lines().zip(theirs.lines()).find(|(ours, theirs)| ours != theirs);
            assert_eq!(differs, None, "event, and the last days of {COUNTS:?} working days");
            assert_eq!(theirs, ours);
        }
        Err(error) if std::env::var_os("CI").is_none() => {
            eprintln!("{PACKAGE} cannot be had, its hash stands in: {error}");
        }
        Err(error) => panic!("{PACKAGE} cannot be had: {error}"),
    }
    assert_eq!(Suite::Sha256.hash([ours.as_bytes()]).to_string(), PRINTED);
}

/// A line for every day of the nine years: the day, and for each term its last day, or `-` where no notice says.
fn counted() -> String {
    let (mut day, last) = (Date::new(2018, 1, 1).unwrap(), Date::new(2026, 12, 31).unwrap());
    let mut text = String::new();
    while day <= last {
        let last_day = |count: u32| {
            let deadline = Calendar::china().deadline(day, Term::new(count, Unit::WorkingDay).unwrap());
            deadline.map_or("-".to_owned(), |deadline| deadline.last_day.to_string())
        };
        text += &format!("{day} {}\n", COUNTS.map(last_day).join(" "));
        day = day.plus_days(1);
    }
    text
}
