//! The same draw here and as `row_number() over (partition by cat order by sha256(key || id))` in DuckDB.
//!
//! `cargo bench --bench against_duckdb`; 10 million ids, or as many as the variable `ROWS` says. Both sides start with
//! the list in memory. Prints ratios of one run; both sides must draw the same ids.

mod measure;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use double_random::base::Suite;
use double_random::draw::{Winner, smallest};
use measure::{CATEGORIES, Cost, Frame, cost, frame, mb};
use serde_json::{Value, json};
use sha2::block_api::compress256;

const DUCKDB: &str = "duckdb==2.0.0";
const THREADS: usize = 2;
/// Undisturbed runs that are wanted with either number of threads.
const RUNS: usize = 9;
/// The most runs with either.
const PATIENCE: usize = 200;

fn main() {
    let rows = std::env::var("ROWS").map_or(10_000_000, |rows| rows.parse().expect("a number of rows"));
    let frame = frame(rows);
    let theirs = duckdb(rows, &frame);

    // one thread and two by turns; on a busy machine until enough runs of both were left alone, or patience ends
    let (mut one, mut two): (Vec<Cost>, Vec<Cost>) = (Vec::new(), Vec::new());
    while one.len() < RUNS || (quiet(&one).min(quiet(&two)) < RUNS && one.len() < PATIENCE) {
        for (threads, costs) in [(1, &mut one), (THREADS, &mut two)] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            let (drawn, cost) = cost(|| pool.install(|| smallest(&frame.ids, &frame.strata, &frame.wanted)));
            costs.push(cost);
            let (drawn, digest) = digest(&frame, &drawn);
            assert!(theirs.iter().all(|run| run["digest"] == digest && run["drawn"] == drawn), "other ids");
        }
    }
    let above = two.iter().chain(&one).map(|cost| cost.above).max().unwrap_or(0);
    let runs = one.len();
    for (threads, costs) in [(1, &mut one), (THREADS, &mut two)] {
        println!("{threads} threads: {runs} runs, {} of them undisturbed", quiet(costs));
        if quiet(costs) > 0 {
            costs.retain(undisturbed);
        }
    }
    println!("{} rows, {} drawn, the same ids on both sides", rows, theirs[0]["drawn"]);

    let number = |run: &Value, name: &str| run[name].as_f64().expect("a number");
    let their = |name: &str| median(theirs.iter().map(|run| number(run, name)));
    let (cpu_one, cpu_two) = (median(one.iter().map(cpu)), median(two.iter().map(cpu)));
    let (wall_one, wall_two) = (median(one.iter().map(wall)), median(two.iter().map(wall)));
    println!("medians of {} runs of DuckDB and of ours; our memory is the worst of all runs", theirs.len());
    println!(
        "DuckDB {}, {THREADS} threads: {:.2} s, {:.2} s of processor time, {} above its table",
        theirs[0]["version"],
        their("wall"),
        their("cpu"),
        mb(their("above") as u64)
    );
    println!(
        "ours, {THREADS} threads: {wall_two:.3} s, {cpu_two:.3} s of processor time, {} above the frame",
        mb(above)
    );
    println!("ours, one thread: {wall_one:.3} s, {cpu_one:.3} s of processor time");
    let floor = floor();
    println!(
        "one block of SHA-256: {:.1} ns; ours per row: {:.1} ns",
        floor * 1e9,
        cpu_one / f64::from(rows) * 1e9
    );
    target("processor time, DuckDB / ours", their("cpu") / cpu_two, 15.0);
    target("memory, DuckDB / ours", their("above") / above as f64, 10.0);
    target("two threads against one", wall_one / wall_two, 1.8);
}

fn target(what: &str, ratio: f64, at_least: f64) {
    println!(
        "{what}: {ratio:.2} x, at least {at_least} x: {}",
        if ratio >= at_least { "met" } else { "MISSED" }
    );
}

/// Whether nothing else wanted the processor meanwhile, but for a fiftieth of the time.
fn undisturbed(cost: &Cost) -> bool {
    cost.waited < cost.wall / 50
}

fn quiet(costs: &[Cost]) -> usize {
    costs.iter().filter(|cost| undisturbed(cost)).count()
}

fn cpu(cost: &Cost) -> f64 {
    cost.cpu.as_secs_f64()
}

fn wall(cost: &Cost) -> f64 {
    cost.wall.as_secs_f64()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Seconds of processor time that this machine needs for one independent block, with nothing around it.
fn floor() -> f64 {
    let blocks = [[7; 64]; 64];
    let hash = || {
        let mut seen = 0;
        for n in 0..10_000_000 {
            let mut state = [n; 8];
            compress256(&mut state, std::slice::from_ref(&blocks[n as usize % blocks.len()]));
            seen ^= state[0];
        }
        std::hint::black_box(seen);
    };
    median((0..5).map(|_| cpu(&cost(hash).1))) / 1e7
}

/// How many are drawn, and the hash of their ids in the order of the ids.
fn digest(frame: &Frame, drawn: &[Vec<Winner>]) -> (usize, String) {
    let mut ids: Vec<&str> = drawn.iter().flatten().map(|winner| frame.ids.get(winner.row)).collect();
    ids.sort_unstable();
    (ids.len(), Suite::Sha256.hash([ids.join("\n").as_bytes()]).to_string())
}

/// The runs of `against_duckdb.py`, in an environment of its own under `target/`.
fn duckdb(rows: u32, frame: &Frame) -> Vec<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let environment = target.join("bench-venv");
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
        DUCKDB,
    ]));

    let strata: Vec<Value> = (frame.wanted.iter().zip(CATEGORIES))
        .map(|(wanted, (_, per_mille))| json!({"per_mille": per_mille, "key": wanted.key, "quota": wanted.quota}))
        .collect();
    let mut script = Command::new(&python);
    script.arg(root.join("benches/against_duckdb.py")).args([
        rows.to_string(),
        THREADS.to_string(),
        "3".into(),
    ]);
    let mut child = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("python starts");
    let request = json!({ "strata": strata }).to_string();
    child.stdin.take().expect("piped").write_all(request.as_bytes()).expect("python reads");
    let output = child.wait_with_output().expect("python ends");
    assert!(output.status.success(), "against_duckdb.py failed");
    let lines = String::from_utf8(output.stdout).expect("JSON");
    lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn run(command: &mut Command) {
    let status = command.status().expect("python3 is installed");
    assert!(status.success(), "{command:?} failed");
}
