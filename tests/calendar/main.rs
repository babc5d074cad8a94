//! Working days against the package `chinesecalendar`, which goes from day to day.
//!
//! The package is installed into an environment of its own under `target/`; a committed list would be no independent oracle.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use double_random::base::Date;
use double_random::base::calendar::{Calendar, Term, Unit};

const PACKAGE: &str = "chinesecalendar==1.11.0";
const COUNTS: [u32; 9] = [1, 2, 3, 5, 7, 10, 15, 20, 30];

/// A python that has the package.
fn python() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let environment = target.join("calendar-venv");
    let python = environment.join("bin/python");
    let check =
        "import importlib.metadata as m; assert 'chinesecalendar==' + m.version('chinesecalendar') == '";
    let has = |python: &Path| run(Command::new(python).args(["-c", &format!("{check}{PACKAGE}'")])).is_ok();
    if !has(&python) {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment))
            .unwrap_or_else(|error| panic!("this test needs python3 with venv: {error}"));
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE];
        run(Command::new(&python).args(pip))
            .unwrap_or_else(|error| panic!("this test needs {PACKAGE}, and pip cannot install it: {error}"));
    }
    python
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
fn art_28_every_date_of_2018_to_2026_is_counted_as_a_loop_over_days_counts_it() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/calendar/day_loop.py");
    let lines = run(Command::new(python()).arg(script)).unwrap();
    let (mut events, mut answered) = (0, 0);
    for line in lines.lines() {
        let (event, expected) = line.split_once(' ').unwrap();
        let event: Date = event.parse().unwrap();
        let last_day = |count: u32| {
            let deadline = Calendar::china().deadline(event, Term::new(count, Unit::WorkingDay).unwrap());
            deadline.map_or("-".to_owned(), |deadline| deadline.last_day.to_string())
        };
        let found = COUNTS.map(last_day);
        assert_eq!(found.join(" "), expected, "{COUNTS:?} working days after {event}");
        events += 1;
        answered += found.iter().filter(|last_day| *last_day != "-").count();
    }
    assert_eq!(events, 3_287);
    assert!(answered > 29_000, "{answered}");
}
