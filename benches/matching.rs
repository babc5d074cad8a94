//! Matching here and as a maximum flow in OR-tools, which finds one plan and draws nothing.
//!
//! `cargo bench --bench matching`. 20,000 visits of 500 officers and 100,000 of 5,000; `SMALL=1` leaves the second out. Both start
//! with the lists in memory; of OR-tools the time to build its model is not counted. Prints ratios of one run.

mod measure;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use double_random::base::stream::Stream;
use double_random::base::{Prk, Protocol};
use double_random::team::bare::{Matching, Officer, Roster, Seat, Teams, Visit, match_officers};
use measure::{Cost, cost, mb};
use serde_json::{Value, json};

const ORTOOLS: &[&str] = &["ortools==9.15.6755", "numpy==2.4.6"];
/// Runs of ours; the median counts.
const RUNS: usize = 9;

/// Visits, officers, areas, and what is promised: time and memory.
const SIZES: [(usize, usize, u32, f64, u64); 2] =
    [(20_000, 500, 8, 10.0, 16_000_000), (100_000, 5_000, 16, 80.0, 64_000_000)];

fn main() {
    let measuring = std::env::args().any(|argument| argument == "--bench");
    let small = std::env::var_os("SMALL").is_some() || !measuring;
    for (visits, officers, areas, ratio, memory) in SIZES.into_iter().take(if small { 1 } else { 2 }) {
        let loose = roster(visits, officers, areas);
        let (found, ours) = measured(&loose, if measuring { RUNS } else { 1 });
        println!(
            "{visits} visits, {officers} officers: {:.4} s, {} above the lists",
            wall(&ours),
            mb(ours.above)
        );
        // everybody goes exactly as often as just now, so that nobody is to spare
        let mut tight = loose.clone();
        tight.officers.iter_mut().zip(&found.loads).for_each(|(officer, &load)| officer.cap = load);
        let (_, cost) = measured(&tight, if measuring { RUNS } else { 1 });
        println!("    with nobody to spare: {:.4} s, {}", wall(&cost), mb(cost.above));
        if measuring {
            let theirs = ortools(&loose);
            let seconds = theirs["cpu"].as_f64().expect("a number");
            println!(
                "    OR-tools {}: {seconds:.3} s, {:.1} s with the model, {}",
                theirs["version"],
                theirs["model"].as_f64().expect("a number") + seconds,
                mb(theirs["above"].as_u64().expect("a number"))
            );
            let (cpu, above) = (ours.cpu.as_secs_f64(), ours.above);
            println!(
                "    processor time, OR-tools / ours: {:.1} x, {}",
                seconds / cpu,
                met(seconds / cpu >= ratio)
            );
            println!("    memory: {} of {}, {}", mb(above), mb(memory), met(above <= memory));
        }
    }
}

fn met(met: bool) -> &'static str {
    if met { "met" } else { "MISSED" }
}

fn wall(cost: &Cost) -> f64 {
    cost.wall.as_secs_f64()
}

/// The run with the median processor time, and the most memory of all.
fn measured(roster: &Roster, runs: usize) -> (Teams, Cost) {
    let prk = Prk::from_bytes(Protocol::default(), [7; 32]);
    let mut costs = Vec::new();
    let mut last = None;
    for _ in 0..runs {
        let (found, cost) = cost(|| match_officers(&prk, roster, 0));
        let Ok(Matching::Matched(found)) = found else { panic!("there is a plan") };
        check(roster, &found);
        assert!(last.as_ref().is_none_or(|last| *last == found), "other teams");
        last = Some(found);
        costs.push(cost);
    }
    let above = costs.iter().map(|cost| cost.above).max().unwrap_or(0);
    costs.sort_by_key(|cost| cost.cpu);
    (last.expect("a run"), Cost { above, ..costs[costs.len() / 2] })
}

fn check(roster: &Roster, found: &Teams) {
    let mut loads = vec![0; roster.officers.len()];
    for (visit, team) in roster.visits.iter().zip(&found.teams) {
        assert!(team.len() == visit.seats.len() && team[0] != team[1], "distinct");
        for (seat, &officer) in visit.seats.iter().zip(team) {
            let who = &roster.officers[officer as usize];
            assert!(seat.takes(who) && who.region == visit.region, "fits");
            loads[officer as usize] += 1;
        }
    }
    assert!(loads == found.loads && loads.iter().zip(&roster.officers).all(|(&load, who)| load <= who.cap));
}

/// Two officers a visit; the first may lead, and a quarter of the second have a specialty. A quarter of all turns is to spare.
fn roster(visits: usize, officers: usize, areas: u32) -> Roster {
    let mut stream = Stream::new([3; 32]);
    let mut below = |n: u64| stream.below(n).expect("not 0") as u32;
    let cap = (2 * visits * 5).div_ceil(4 * officers) as u32;
    let officers = (0..officers as u32).map(|number| Officer {
        region: number % areas,
        dept: 0,
        spec: (0..4).filter(|_| below(2) == 0).collect(),
        leader: below(3) > 0,
        cap,
    });
    let officers = officers.collect();
    let visits = (0..visits).map(|number| {
        let spec = Some(below(16)).filter(|&spec| spec < 4);
        let leader = Seat { leader: Some(true), ..Seat::default() };
        Visit { region: number as u32 % areas, seats: vec![leader, Seat { spec, ..Seat::default() }] }
    });
    let pool = (0..areas).map(|area| vec![(area + 1) % areas]).collect();
    Roster { pool, officers, visits: visits.collect(), recusals: Vec::new() }
}

/// What `matching.py` says, in an environment of its own under `target/`.
fn ortools(roster: &Roster) -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let environment = target.join("bench-venv");
    let python = environment.join("bin/python");
    if !python.exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&environment));
    }
    run(Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(ORTOOLS));
    let officers: Vec<Value> =
        roster.officers.iter().map(|who| json!([who.region, who.spec, who.leader, who.cap])).collect();
    let asked = |seat: &Seat| json!([seat.spec, seat.leader == Some(true)]);
    let visits: Vec<Value> = roster
        .visits
        .iter()
        .map(|visit| json!([visit.region, visit.seats.iter().map(asked).collect::<Vec<_>>()]))
        .collect();
    let mut child = Command::new(&python)
        .arg(root.join("benches/matching.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python starts");
    let request = json!({"officers": officers, "visits": visits}).to_string();
    child.stdin.take().expect("piped").write_all(request.as_bytes()).expect("python reads");
    let output = child.wait_with_output().expect("python ends");
    assert!(output.status.success(), "matching.py failed");
    let said: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let seats: usize = roster.visits.iter().map(|visit| visit.seats.len()).sum();
    assert_eq!(said["flow"], seats, "OR-tools finds another verdict");
    said
}

fn run(command: &mut Command) {
    let status = command.status().expect("python3 is installed");
    assert!(status.success(), "{command:?} failed");
}
