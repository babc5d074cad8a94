//! 100 million ids, checked for doubles and drawn in memory, in one process of at most 6 GB.
//!
//! `cargo bench --bench hundred_million`

mod measure;

use double_random::draw::smallest;
use measure::{Cost, cost, frame, mb};

const ROWS: u32 = 100_000_000;
const MOST: u64 = 6_000_000_000;

fn main() {
    let (frame, building) = cost(|| frame(ROWS));
    show("list built", building);
    let (doubled, checking) = cost(|| frame.ids.first_duplicate());
    assert_eq!(doubled, None);
    show("checked for doubles", checking);
    let (drawn, drawing) = cost(|| smallest(&frame.ids, &frame.strata, &frame.wanted));
    show("drawn", drawing);
    for (wanted, drawn) in frame.wanted.iter().zip(&drawn) {
        assert_eq!(wanted.quota, drawn.len() as u64);
    }
    let winners: usize = drawn.iter().map(Vec::len).sum();
    let most = [building, checking, drawing].map(|cost| cost.most).into_iter().max().unwrap_or(0);
    println!(
        "{winners} of {ROWS} drawn; most memory {} of {}: {}",
        mb(most),
        mb(MOST),
        verdict(most <= MOST)
    );
}

fn show(what: &str, Cost { wall, cpu, above, most, .. }: Cost) {
    let (wall, cpu) = (wall.as_secs_f64(), cpu.as_secs_f64());
    println!(
        "{what:20} {wall:6.2} s, {cpu:6.2} s of processor time, {:>8} above, {:>8} in all",
        mb(above),
        mb(most)
    );
}

fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "MISSED" }
}
