//! Last days of 20 working days over a column here and by `searchsorted` in numpy.
//!
//! `cargo bench --bench deadlines`. One million events in no order; both sides start with their column in memory and use one
//! core. Prints ratios of one run; both sides must find the same days.

mod measure;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use double_random::base::Date;
use double_random::base::calendar::{Calendar, Term, Unit};
use double_random::base::stream::Stream;
use measure::cost;
use serde_json::{Value, json};

const NUMPY: &str = "numpy==2.4.6";
const EVENTS: i32 = 1_000_000;
const COUNT: u32 = 20;
/// The median counts.
const RUNS: usize = 31;
/// How many times faster it must be.
const AT_LEAST: f64 = 25.0;

fn main() {
    let measuring = std::env::args().any(|argument| argument == "--bench");
    let calendar = Calendar::china();
    let term = Term::new(COUNT, Unit::WorkingDay).expect("not 0");
    let epoch = Date::new(1970, 1, 1).expect("a day");
    let first = Date::new(2018, 1, 1).expect("a day");
    // all days up to 2026-12-03, the last with an answer
    let mut stream = Stream::new([5; 32]);
    let mut any_day = || first.plus_days(stream.below(3_259).expect("not 0") as i32);
    let events: Vec<Date> = (0..EVENTS).map(|_| any_day()).collect();

    let mut seconds = Vec::new();
    let mut last_days = Vec::new();
    for _ in 0..if measuring { RUNS } else { 1 } {
        let (found, cost) = cost(|| calendar.last_days(&events, term));
        last_days = found.expect("every event has an answer");
        seconds.push(cost.cpu.as_secs_f64());
    }
    for (event, last_day) in events.iter().zip(&last_days).take(3_259) {
        assert_eq!(calendar.deadline(*event, term).map(|found| found.last_day), Ok(*last_day));
    }
    println!(
        "table: {} bytes, at most 16384, {}",
        calendar.table_bytes(),
        met(calendar.table_bytes() < 16_384)
    );
    if measuring {
        seconds.sort_by(f64::total_cmp);
        let ours = seconds[seconds.len() / 2];
        let number = |day: &Date| epoch.days_until(*day);
        let (said, theirs) = numpy(calendar, &events.iter().map(number).collect::<Vec<_>>());
        assert!(theirs == last_days.iter().map(number).collect::<Vec<_>>(), "other days");
        let seconds = said["seconds"].as_f64().expect("a number");
        let rate = |seconds: f64| f64::from(EVENTS) / seconds / 1e6;
        println!("ours: {:.2} ms, {:.0} million a second, one core", ours * 1e3, rate(ours));
        println!("numpy {}: {:.2} ms, {:.0} million a second", said["version"], seconds * 1e3, rate(seconds));
        println!("numpy / ours: {:.1} x, {}", seconds / ours, met(seconds / ours >= AT_LEAST));
    }
}

fn met(met: bool) -> &'static str {
    if met { "met" } else { "MISSED" }
}

/// What `deadlines.py` says and the last days it finds, in an environment of its own under `target/`.
fn numpy(calendar: &Calendar, events: &[i32]) -> (Value, Vec<i32>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let environment = target.join("deadlines-venv");
    let python = environment.join("bin/python");
    if !python.exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&environment));
    }
    run(Command::new(&python).args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        NUMPY,
    ]));
    let first = Date::new(2018, 1, 1).expect("a day");
    let days = (0..3_287).map(|n| first.plus_days(n));
    let working = days.filter(|&day| calendar.is_working(day) == Ok(true));
    let epoch = Date::new(1970, 1, 1).expect("a day");
    let working: Vec<i32> = working.map(|day| epoch.days_until(day)).collect();
    let out = environment.join("last_days");
    let request = json!({"working": working, "events": events, "count": COUNT, "runs": RUNS, "out": out});
    let mut child = Command::new(&python)
        .arg(root.join("benches/deadlines.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python starts");
    child.stdin.take().expect("piped").write_all(request.to_string().as_bytes()).expect("python reads");
    let output = child.wait_with_output().expect("python ends");
    assert!(output.status.success(), "deadlines.py failed");
    let bytes = std::fs::read(out).expect("the last days");
    let last_days = bytes.as_chunks().0.iter().map(|&number| i32::from_le_bytes(number)).collect();
    (serde_json::from_slice(&output.stdout).expect("JSON"), last_days)
}

fn run(command: &mut Command) {
    let status = command.status().expect("python3 is installed");
    assert!(status.success(), "{command:?} failed");
}
