//! Matching here, and as a maximum flow in OR-tools, which finds one plan and draws nothing.
//!
//! `cargo bench --bench matching`. 20,000 visits of 500 officers and 100,000 of 5,000; `SMALL=1` leaves the second out. Both start
//! with the lists in memory; of OR-tools the time to build its model is not counted. Prints ratios of processor time in one run. Then rosters that are
//! short in many ways (`shortages`), of which the slowest counts, rings in which every exchange is long, and a figure of CP-SAT.

mod measure;
mod shortages;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use double_random::base::stream::Stream;
use double_random::base::{Prk, Protocol};
use double_random::team::bare::{Matching, Officer, Roster, SWEEPS, Seat, Teams, Visit, match_officers};
use measure::{Cost, cost, mb};
use serde_json::{Value, json};
use shortages::{Short, shortages};

const ORTOOLS: &[&str] = &["ortools==9.15.6755", "numpy==2.4.6"];
/// Runs of ours; the median counts.
const RUNS: usize = 5;

/// What is promised of one size.
struct Size {
    visits: usize,
    officers: usize,
    areas: u32,
    /// OR-tools over ours: loads and urn; the shuffle as well; certificate and remedies of the slowest shortage.
    draw: Option<f64>,
    shuffled: f64,
    infeasible: Option<f64>,
    memory: u64,
}

const SIZES: [Size; 2] = [
    Size {
        visits: 20_000,
        officers: 500,
        areas: 8,
        draw: None,
        shuffled: 2.0,
        infeasible: None,
        memory: 12_000_000,
    },
    Size {
        visits: 100_000,
        officers: 5_000,
        areas: 16,
        draw: Some(90.0),
        shuffled: 12.0,
        infeasible: Some(75.0),
        memory: 64_000_000,
    },
];

fn main() {
    let measuring = std::env::args().any(|argument| argument == "--bench");
    let small = std::env::var_os("SMALL").is_some() || !measuring;
    let runs = if measuring { RUNS } else { 1 };
    for size in SIZES.iter().take(if small { 1 } else { 2 }) {
        let Size { visits, officers, areas, .. } = *size;
        println!("{visits} visits, {officers} officers");
        let roster = roster(visits, officers, areas);
        // before the request to Python is written: memory that it leaves behind would be used again unseen
        let (found, draw) = measured(&roster, 0, runs);
        let (_, all) = measured(&roster, SWEEPS, runs);
        let theirs = measuring.then(|| ortools(&roster, "flow"));
        let solve = theirs.as_ref().map(|theirs| theirs["cpu"].as_f64().expect("a number"));
        if let (Some(theirs), Some(solve)) = (&theirs, solve) {
            println!(
                "    OR-tools {}: {solve:.3} s, {:.1} s with the model, {}",
                theirs["version"],
                theirs["model"].as_f64().expect("a number") + solve,
                mb(theirs["above"].as_u64().expect("a number"))
            );
        }
        row("loads and urn", &draw, solve, size.draw, size.memory);
        row("and 20 sweeps", &all, solve, Some(size.shuffled), size.memory);
        let mut slowest: Option<Cost> = None;
        let ring = rings(visits, officers).swap_remove(0).1;
        for short in shortages(&roster, &found).into_iter().chain([shortages::ring_short(&ring)]) {
            let cost = infeasible(&short, runs);
            row(short.name, &cost, solve, None, size.memory);
            slowest = slowest.into_iter().chain([cost]).max_by_key(|cost| cost.cpu);
        }
        if let Some(slowest) = slowest {
            row("the slowest of these", &slowest, solve, size.infeasible, size.memory);
        }
        for (name, ring) in rings(visits, officers) {
            let (_, cost) = measured(&ring, SWEEPS, 1);
            let times = cost.cpu.as_secs_f64() / all.cpu.as_secs_f64();
            println!(
                "    {name}: {:.4} s, {times:.1} x the random case, {}",
                seconds(&cost),
                met(times <= 20.0)
            );
        }
    }
    if measuring {
        let roster = roster(2_000, 500, 8);
        let theirs = ortools(&roster, "cp-sat");
        let (_, ours) = measured(&roster, SWEEPS, runs);
        let seconds = ours.cpu.as_secs_f64();
        println!(
            "2000 visits, 500 officers: {seconds:.4} s; CP-SAT with one worker, one plan: {:.2} s, {:.1} s with the model, {}",
            theirs["cpu"].as_f64().expect("a number"),
            theirs["model"].as_f64().expect("a number") + theirs["cpu"].as_f64().expect("a number"),
            theirs["status"]
        );
    }
}

fn row(name: &str, ours: &Cost, theirs: Option<f64>, ratio: Option<f64>, memory: u64) {
    let fits = met(ours.above <= memory);
    print!("    {name}: {:.4} s, {} of {}, {fits}", seconds(ours), mb(ours.above), mb(memory));
    if let Some(theirs) = theirs {
        let found = theirs / seconds(ours);
        print!("; OR-tools / ours {found:.1} x");
        if let Some(ratio) = ratio {
            print!(" of {ratio} x, {}", met(found >= ratio));
        }
    }
    println!();
}

fn met(met: bool) -> &'static str {
    if met { "met" } else { "MISSED" }
}

/// Processor time.
fn seconds(cost: &Cost) -> f64 {
    cost.cpu.as_secs_f64()
}

/// The run with the median processor time, and the most memory of all.
fn median<T: PartialEq>(runs: usize, mut work: impl FnMut() -> T) -> (T, Cost) {
    let (last, first) = cost(&mut work);
    let mut costs = vec![first];
    for _ in 1..runs {
        let (found, cost) = cost(&mut work);
        assert!(found == last, "another result");
        costs.push(cost);
    }
    let above = costs.iter().map(|cost| cost.above).max().unwrap_or(0);
    costs.sort_by_key(|cost| cost.cpu);
    (last, Cost { above, ..costs[costs.len() / 2] })
}

fn measured(roster: &Roster, sweeps: u32, runs: usize) -> (Teams, Cost) {
    let prk = Prk::from_bytes(Protocol::default(), [7; 32]);
    let (found, cost) = median(runs, || match_officers(&prk, roster, sweeps));
    let Ok(Matching::Matched(found)) = found else { panic!("there is a plan") };
    check(roster, &found);
    (found, cost)
}

/// Certificate and remedies, each checked.
fn infeasible(short: &Short, runs: usize) -> Cost {
    let prk = Prk::from_bytes(Protocol::default(), [7; 32]);
    let (found, cost) = median(runs, || match_officers(&prk, &short.roster, SWEEPS));
    let Ok(Matching::Infeasible(found)) = found else { panic!("a plan") };
    shortages::check(short, &found);
    cost
}

/// Officer i has the specialties i and i + 1. One specialty is asked for more often than two officers can answer, one at the other end
/// of the ring less often; so half of all officers have to hand seats on.
fn rings(visits: usize, officers: usize) -> Vec<(&'static str, Roster)> {
    let each = 2 * visits / officers;
    let mut order: Vec<u32> = (0..officers as u32).collect();
    Stream::new([4; 32]).permute(&mut order);
    let asked = |spec: usize| match spec {
        0 => each + each / 2,
        spec if spec == officers / 2 => each - each / 2,
        _ => each,
    };
    let seats: Vec<Seat> = (0..officers)
        .flat_map(|spec| vec![Seat { spec: Some(spec as u32), ..Seat::default() }; asked(spec)])
        .collect();
    let visits: Vec<Visit> =
        (0..visits).map(|at| Visit { region: 0, seats: vec![seats[at], seats[at + visits]] }).collect();
    let with_cap = |cap: usize| Roster {
        officers: order
            .iter()
            .map(|&at| Officer {
                spec: vec![at, (at + 1) % officers as u32],
                cap: cap as u32,
                ..Officer::default()
            })
            .collect(),
        visits: visits.clone(),
        ..Roster::default()
    };
    vec![("a ring, nobody to spare", with_cap(each)), ("a ring, with room", with_cap(2 * each))]
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
fn ortools(roster: &Roster, solver: &str) -> Value {
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
        .arg(solver)
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
    assert!(solver != "flow" || said["flow"] == seats, "OR-tools finds another verdict");
    said
}

fn run(command: &mut Command) {
    let status = command.status().expect("python3 is installed");
    assert!(status.success(), "{command:?} failed");
}
