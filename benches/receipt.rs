//! The list of 44,722 enterprises to a receipt and columns, beside a plain pass of the crate `csv` over the same bytes.
//!
//! `cargo bench --bench receipt`; run without `--bench` it checks the figures and measures nothing.

#[path = "../core/tests/real_list/mod.rs"]
mod real_list;

use std::hint::black_box;
use std::time::{Duration, Instant};

use double_random::base::Scheme;
use double_random::directory::load;
use double_random::tabular::{Options, Source};
use real_list::{LOWER_CASE, ROWS};

/// What the issue allows.
const MOST: Duration = Duration::from_millis(200);

fn main() {
    let bytes = real_list::bytes();
    let source = Source { name: "enterprises.csv", bytes: &bytes };
    let receipt = || load::targets(black_box(&source), Scheme::CreditCode, &Options::default()).unwrap();
    let loaded = receipt();
    assert_eq!(loaded.receipt.accepted, ROWS - LOWER_CASE);
    assert_eq!(u64::from(loaded.list.len()), ROWS - LOWER_CASE);
    assert_eq!(plain(&bytes), ROWS + 1);
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let ours = best(|| drop(black_box(receipt())));
    let theirs = best(|| assert_eq!(plain(black_box(&bytes)), ROWS + 1));
    let per_second = u128::from(ROWS) * 1_000_000_000 / ours.as_nanos().max(1);
    let tenths = ours.as_nanos() * 10 / theirs.as_nanos().max(1);
    println!("{ROWS} rows to receipt and columns: {ours:?}, {per_second} rows/s");
    println!("a plain csv pass over the same {} bytes: {theirs:?}", bytes.len());
    println!("ratio: {}.{}", tenths / 10, tenths % 10);
    assert!(ours <= MOST, "{ours:?} is above {MOST:?}");
}

/// The quickest of 20 runs: what the work takes when nothing else runs.
fn best(mut run: impl FnMut()) -> Duration {
    let time = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..20).map(time).min().unwrap_or_default()
}

fn plain(bytes: &[u8]) -> u64 {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let (mut record, mut rows) = (csv::StringRecord::new(), 0);
    while reader.read_record(&mut record).unwrap() {
        rows += 1;
        black_box(&record);
    }
    rows
}
