//! The door in three languages: every vector in CPython, Node and headless Chromium, from packages installed as users install them.
//!
//! What the tests need they make under `target/doors`. Node 18, npm, Python 3.11 and Chromium must be there; `make test` brings them.

mod command;
mod packages;
#[path = "../../core/tests/same_matches/requests.rs"]
mod requests;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use command::{command, run};
use double_random::base::Suite;
use double_random::wire::{self, Door};
use serde_json::{Value, json};

/// The most that the wasm of a door may weigh, gzipped. The door of a draw keeps the 150 KB that are asked for; that with all verbs
/// is far above, and may only not grow unseen.
const BUDGETS: [(&str, usize); 2] = [("draw", 150_000), ("door", 475_000)];

/// What programs import.
const ENTRIES: [(&str, Door); 2] = [("double-random", Door::WHOLE), ("double-random/draw", Door::DRAW)];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The vectors as committed of the verbs of a door, and texts that no file of vectors holds: UTF-16 units with the answer to them.
fn vectors(door: Door) -> (Vec<PathBuf>, PathBuf, u64) {
    let folder = fs::read_dir(root().join("tests/vectors")).unwrap().map(|entry| entry.unwrap().path());
    // what no verb is told is answered with the names of all verbs, so that only the whole door has all files
    let whole = door.verbs().eq(wire::verbs());
    let is_vectors = |path: &PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap();
        path.extension().is_some_and(|end| end == "json")
            && name != "schema"
            && (whole || door.verbs().any(|verb| verb == name))
    };
    let mut files: Vec<PathBuf> = folder.filter(is_vectors).collect();
    files.sort();
    let tests = |path: &PathBuf| read(path)["tests"].as_array().unwrap().len() as u64;
    let units = units();
    let path = packages::folder().join("units.json");
    fs::write(&path, units.to_string()).unwrap();
    let count = files.iter().map(tests).sum::<u64>() + units.as_array().unwrap().len() as u64;
    (files, path, count)
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Halves of surrogate pairs: the answer is that to bytes which are no UTF-8 from there on.
fn units() -> Value {
    let cases =
        [("", "", 0xd800), ("{\"verb", "\"}", 0xdc00), ("东园", "", 0xdbff), ("\u{20000}é", "x", 0xdfff)];
    let case = |(before, after, half): (&str, &str, u16)| {
        let units: Vec<u16> = before.encode_utf16().chain([half]).chain(after.encode_utf16()).collect();
        let bytes = [before.as_bytes(), &[0xed], after.as_bytes()].concat();
        json!([units, wire::answer_bytes(&bytes)])
    };
    Value::from(cases.map(case).to_vec())
}

/// Runs all vectors of the verbs with `door`, which must pass them; and a file with one answer changed, which it must not.
fn passes(verbs: Door, door: impl Fn(&[PathBuf], &Path) -> Value) {
    let (files, units, count) = vectors(verbs);
    assert_eq!(door(&files, &units), json!({ "passed": count, "failed": [] }));
    let mut changed = read(&files[0]);
    changed["tests"][1]["answer"] = json!("{}");
    let mut file = tempfile("changed.json");
    file.1.write_all(changed.to_string().as_bytes()).unwrap();
    let found = door(&[file.0], &units);
    assert_eq!(found["failed"], json!([changed["tests"][1]["id"]]), "the control fails where it should");
}

/// A file of this test run's own.
fn tempfile(name: &str) -> (PathBuf, fs::File) {
    let thread = format!("{:?}", std::thread::current().id()).replace(|c: char| !c.is_ascii_digit(), "");
    let path = packages::folder().join(format!("{thread}-{name}"));
    (path.clone(), fs::File::create(path).unwrap())
}

#[test]
fn cpython_passes_every_vector() {
    let python = packages::python();
    passes(Door::WHOLE, |files, units| {
        let said = run(command(&python)
            .arg(root().join("tests/doors/door.py"))
            .arg("vectors")
            .args(files)
            .arg(units));
        serde_json::from_str(&said).unwrap()
    });
    run(command(&python).args(["-m", "mypy.stubtest", "double_random"]));
}

#[test]
fn node_passes_every_vector() {
    let script = packages::node().join("node.mjs");
    for (entry, verbs) in ENTRIES {
        passes(verbs, |files, units| {
            let said = run(command("node").arg(&script).args([entry, "vectors"]).args(files).arg(units));
            serde_json::from_str(&said).unwrap()
        });
    }
}

#[test]
fn chromium_passes_every_vector() {
    let script = packages::node().join("browser.mjs");
    let chromium = packages::chromium();
    for (entry, verbs) in ENTRIES {
        passes(verbs, |files, units| {
            let profile = packages::folder().join("chromium-profile");
            let page = [Path::new(entry), &chromium, &profile];
            let said = run(command("node").arg(&script).args(page).args(files).arg(units));
            serde_json::from_str(&said).unwrap()
        });
    }
}

#[test]
fn typescript_knows_the_package() {
    let room = packages::node();
    let options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext"];
    run(command(packages::typescript()).args(options).arg(room.join("types.mts")).current_dir(&room));
}

/// 第二十条 - the same teams natively, in wasm and in CPython.
#[test]
fn art_20_matches_are_the_same_natively_in_wasm_and_in_python() {
    let requests = requests::requests();
    let answers: Vec<String> = requests.lines().map(|request| wire::answer(request) + "\n").collect();
    let hash = Suite::Sha256.hash(answers.iter().map(|answer| answer.as_bytes())).to_string();
    let (path, mut file) = tempfile("requests.jsonl");
    file.write_all(requests.as_bytes()).unwrap();
    // CPython first: the test of the browser has the npm package made in the meantime
    let script = root().join("tests/doors/door.py");
    let python = run(command(packages::python()).arg(script).arg("hash").arg(&path));
    assert_eq!(python.trim(), hash, "CPython");
    let script = packages::node().join("node.mjs");
    for (entry, _) in ENTRIES {
        let node = run(command("node").arg(&script).args([entry, "hash"]).arg(&path));
        assert_eq!(node.trim(), hash, "{entry} in Node");
    }
}

/// Complains about a wasm that is too heavy.
fn over_budget(door: &str, weight: usize, budget: usize) -> Option<String> {
    (weight > budget)
        .then(|| format!("{door}_bg.wasm weighs {weight} bytes gzipped, at most {budget} are allowed"))
}

#[test]
fn each_wasm_keeps_its_budget() {
    for (door, budget) in BUDGETS {
        let wasm = fs::read(packages::npm().join(format!("door/{door}_bg.wasm"))).unwrap();
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(&wasm).unwrap();
        let weight = gzip.finish().unwrap().len();
        println!("{door}: {} bytes, {weight} gzipped", wasm.len());
        assert_eq!(over_budget(door, weight, budget), None);
        assert!(over_budget(door, budget + 1, budget).is_some());
    }
}

#[test]
fn what_is_installed_has_its_licences() {
    let installed = packages::node().join("node_modules/double-random");
    let files = "from importlib.metadata import files; print(*files('double-random'))";
    let python = run(command(packages::python()).args(["-c", files]));
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(installed.join(licence).exists() && python.contains(licence), "{licence}");
    }
}

/// A door without a verb says so, and which it has: what a page with the small package sees of a record.
#[test]
fn the_door_of_a_draw_has_no_other_verb() {
    let whole: Vec<&str> = wire::verbs().collect();
    assert!(Door::DRAW.verbs().all(|verb| whole.contains(&verb)));
    let refused = Door::DRAW.answer(r#"{"verb": "verify", "args": {}}"#);
    assert!(refused.contains("verb-unknown") && refused.contains("`check-id`, `deadline`, "), "{refused}");
}
