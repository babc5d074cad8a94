//! Sealing 10 million targets, and one target's certificate from the built trees.
//!
//! `cargo bench --bench certificate`; run without `--bench` it seals 20,000 and measures nothing.

mod measure;

use std::hint::black_box;
use std::time::{Duration, Instant};

use double_random::base::{Master, Scheme};
use double_random::directory::{Directory, Risk, TargetRow, TargetsBuilder};
use double_random::draw::Ceremony;
use double_random::law::RuleSet;
use double_random::plan::{CeremonyPlan, Criterion, Round, Task};
use double_random::record::{Certificates, Material, Record, TaskScope, check_certificate};
use measure::{Cost, cost, mb};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

/// What the issue allows: sealing on two cores, a certificate, its size.
const MOST_SEALING: Duration = Duration::from_secs(6);
const MOST_CERTIFICATE: Duration = Duration::from_millis(50);
const MOST_BYTES: usize = 4096;

fn main() {
    let measured = std::env::args().any(|argument| argument == "--bench");
    let rows = if measured { 10_000_000 } else { 20_000 };
    let show = |what: &str, cost: Cost| {
        if measured {
            show(what, cost)
        }
    };
    let directory = directory(rows);
    let (round, rules) = (round(), RuleSet::gaoxin_2023());
    let (sealed, sealing) = cost(|| round.seal(&directory, &rules).expect("a round without faults"));
    show("sealing", sealing);
    let (_, leaves) = cost(|| black_box(directory.leaves(double_random::base::Protocol::default())));
    show("of this, leaves sorted", leaves);
    let plain = hashes_alone(&directory);
    show("the hashes alone", plain);
    let record = Record::of_drawn(&sealed.seed(Ceremony::bare("7")).expect("a bare seed").draw());
    drop(sealed);
    let material = Material { directory: directory.clone(), ..Material::default() };
    let (certificates, building) =
        cost(|| Certificates::over(&record, &material, None).expect("the record is exact"));
    show("trees, run again and built", building);
    let (slowest, largest) = certify(&certificates, &record, &directory);
    drop((certificates, material));
    if !measured {
        assert!(largest <= MOST_BYTES);
        return;
    }
    let hundredths = sealing.cpu.as_micros() * 100 / plain.cpu.as_micros().max(1);
    println!("sealing takes {}.{:02} x the hashes alone", hundredths / 100, hundredths % 100);
    let met = verdict(sealing.wall <= MOST_SEALING);
    println!("{rows} rows sealed in {:?}, at most {MOST_SEALING:?}: {met}", sealing.wall);
    let met = verdict(slowest <= MOST_CERTIFICATE);
    println!("a certificate in {slowest:?}, at most {MOST_CERTIFICATE:?}: {met}");
    println!("the largest has {largest} bytes, at most {MOST_BYTES}: {}", verdict(largest <= MOST_BYTES));
    let master = Master::new([7; 32]);
    let (_, blinded) = cost(|| black_box(round.seal_blinded(&directory, &rules, &master).is_ok()));
    show("sealing blinded", blinded);
}

/// Row `n` is `91370200` and ten digits of `7919 n`, with five columns.
fn directory(rows: u64) -> Directory {
    let mut builder = TargetsBuilder::new(Scheme::Ascii);
    for n in 0..rows {
        let id = id(n);
        let area = format!("3701{:02}{:03}", n % 12, n % 97);
        let kind = ["餐饮", "商场", "学校", "仓库", "工厂"][(n % 5) as usize];
        let risk = [Risk::Low, Risk::Low, Risk::Normal, Risk::High][(n % 4) as usize];
        builder.push(&TargetRow {
            id: &id,
            kind: Some(kind),
            area: Some(&area),
            risk: Some(risk),
            scale: Some("小微"),
            ..TargetRow::default()
        });
    }
    let item = serde_json::from_str(
        r#"{"id": "gas", "name": "用气安全", "object": [], "content": "燃气使用", "category": "general", "department": "某局",
            "level": "区级", "basis": [{"law": "条例", "article": "第一条"}]}"#,
    );
    let targets = builder.finish().expect("ids are distinct");
    let directory = Directory::builder().scheme(Scheme::Ascii).items([item.expect("an item")]);
    directory.target_columns(targets).build().expect("a directory without faults")
}

fn id(n: u64) -> String {
    format!("91370200{:010}", n * 7919 % 10_000_000_000)
}

/// Nothing here depends on a plan.
const BASIS: &str = r#"{"ad-hoc": {"reason": "bench", "approval":
    {"role": "approver", "person": "局长", "date": "2026-09-20", "document": "1"}}}"#;

/// One task of the whole list, so that its pool is as large as can be; 1 in 20 of those at high risk, 1 in 100 of the others.
fn round() -> Round {
    let window = serde_json::from_str(r#"{"start": "2026-10-08", "end": "2026-11-30"}"#).expect("a window");
    let id = |text: &str| text.parse().expect("an id");
    let basis = serde_json::from_str(BASIS).expect("a basis");
    let task = Task::new(id("gas-2026-Q4"), id("gas"), window)
        .basis(basis)
        .stratum("高风险", Criterion::risk(Risk::High), "1/20".parse().expect("a ratio"))
        .stratum("其他", Criterion::Everyone, "1/100".parse().expect("a ratio"));
    Round::new(id("2026-Q4"), "2026-10-01".parse().expect("a day")).task(task).ceremony(CeremonyPlan::bare())
}

/// SHA-256 of as many bytes as sealing hashes, in messages of the same lengths: id, row, leaf, and a node in each of two trees.
fn hashes_alone(directory: &Directory) -> Cost {
    let targets = directory.targets();
    let row = targets.canonical_row(0).len();
    let bytes = vec![7u8; row + 20];
    let work = || {
        (0..targets.len()).into_par_iter().for_each(|_| {
            for length in [45, row + 20, 65, 65, 65] {
                black_box(Sha256::digest(&bytes[..length]));
            }
        });
    };
    cost(work).1
}

/// The slowest of 200 certificates, and the length of the longest.
fn certify(certificates: &Certificates, record: &Record, directory: &Directory) -> (Duration, usize) {
    let rows = u64::from(directory.targets().len());
    let drawn = record.result.tasks[0].strata.iter().map(|stratum| stratum.drawn[0].id.clone());
    let some = (0..100).map(|n| id(n * rows / 100).parse().expect("an id"));
    let nobody = (0..98).map(|n| format!("T-{n}").parse().expect("an id"));
    let (mut slowest, mut largest) = (Duration::ZERO, 0);
    for (at, id) in drawn.chain(some).chain(nobody).enumerate() {
        let start = Instant::now();
        let certificate = certificates.certificate(&id).expect("a certificate");
        let text = certificate.to_json().expect("JSON");
        slowest = slowest.max(start.elapsed());
        largest = largest.max(text.len());
        // a check goes over all drawn tickets: a few are enough here
        assert!(at % 25 > 0 || check_certificate(&certificate, record).is_exact());
        assert!(certificate.tasks.iter().all(|task| matches!(task.scope, TaskScope::Pool(_))));
    }
    (slowest, largest)
}

fn show(what: &str, Cost { wall, cpu, above, most, .. }: Cost) {
    let (wall, cpu) = (wall.as_secs_f64(), cpu.as_secs_f64());
    println!(
        "{what:28} {wall:6.2} s, {cpu:6.2} s of processor time, {:>8} above, {:>8} in all",
        mb(above),
        mb(most)
    );
}

fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "MISSED" }
}
