//! What the benches share: a made-up list, and the time and memory of this process.

#![allow(dead_code, reason = "each bench uses a part")]

use std::fs;
use std::time::{Duration, Instant};

use double_random::base::{Key, Suite};
use double_random::directory::{DictionaryColumn, TextColumn};
use double_random::draw::Wanted;
use rustix::time::{ClockId, clock_gettime};

/// Categories and the per mille of rows in each: skewed, as kinds of business are.
pub const CATEGORIES: [(&str, u64); 8] = [
    ("cat-0", 400),
    ("cat-1", 250),
    ("cat-2", 150),
    ("cat-3", 100),
    ("cat-4", 50),
    ("cat-5", 30),
    ("cat-6", 15),
    ("cat-7", 5),
];
/// The percentage drawn of each category.
pub const PERCENT: [u64; 8] = [2, 3, 5, 7, 10, 12, 15, 20];

/// A list of 18-character ids, built row by row as a reader builds it.
pub struct Frame {
    pub ids: TextColumn,
    pub strata: Vec<u16>,
    pub wanted: Vec<Wanted>,
}

/// Row `n` is `91370200` and ten digits of `7919 n`; its category follows from `31 n mod 1000`.
pub fn frame(rows: u32) -> Frame {
    let mut ids = TextColumn::with_capacity(rows, 18 * u64::from(rows));
    let mut categories = DictionaryColumn::with_capacity(rows);
    for n in 0..u64::from(rows) {
        let mut id = *b"913702000000000000";
        let mut rest = n * 7919 % 10_000_000_000;
        for digit in id.iter_mut().rev() {
            *digit += (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        ids.push(std::str::from_utf8(&id).expect("digits")).expect("fewer rows than the most");
        let mut share = n * 31 % 1000;
        let category = CATEGORIES.iter().find(|(_, per_mille)| {
            let found = share < *per_mille;
            share = share.saturating_sub(*per_mille);
            found
        });
        categories.push(category.map(|(name, _)| *name)).expect("fewer rows than the most");
    }
    let of_code: Vec<u16> = (0..categories.code_count())
        .map(|code| {
            let name = categories.value(code);
            CATEGORIES.iter().position(|(of, _)| Some(*of) == name).map_or(u16::MAX, |at| at as u16)
        })
        .collect();
    let mut strata = Vec::with_capacity(rows as usize);
    strata.extend(categories.codes().map(|code| of_code[code as usize]));
    let mut candidates = [0; 8];
    strata.iter().for_each(|stratum| candidates[usize::from(*stratum)] += 1);
    let wanted = (0..8)
        .map(|n| Wanted {
            key: Key::from_bytes(Suite::Sha256, [n as u8; 16]),
            quota: candidates[n] * PERCENT[n] / 100,
            candidates: candidates[n],
        })
        .collect();
    Frame { ids, strata, wanted }
}

/// What something cost.
#[derive(Clone, Copy)]
pub struct Cost {
    pub wall: Duration,
    /// Processor time of all threads.
    pub cpu: Duration,
    /// How long its threads stood ready to run while something else had the processor.
    pub waited: Duration,
    /// The most memory in use meanwhile, above what was in use before, in bytes.
    pub above: u64,
    /// The most memory in use meanwhile, in bytes.
    pub most: u64,
}

/// Runs `work` and says what it cost.
pub fn cost<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let before = status("VmRSS");
    // 5: forget the highest mark so far
    fs::write("/proc/self/clear_refs", "5").expect("Linux, for peak memory");
    let (wall, cpu, waited) = (Instant::now(), processor_time(), time_waited());
    let result = work();
    let (wall, cpu, waited) = (wall.elapsed(), processor_time() - cpu, time_waited().saturating_sub(waited));
    let most = status("VmHWM");
    (result, Cost { wall, cpu, waited, above: most.saturating_sub(before), most })
}

fn processor_time() -> Duration {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

/// The second number of every thread's `schedstat`, where the kernel counts it.
fn time_waited() -> Duration {
    let threads = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let waited = threads.filter_map(|thread| {
        let numbers = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        numbers.split(' ').nth(1)?.parse::<u64>().ok()
    });
    Duration::from_nanos(waited.sum())
}

/// A line of `/proc/self/status`, in bytes.
fn status(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux, for peak memory");
    let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("a known line");
    line.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u64>().expect("a number") * 1024
}

/// Bytes as megabytes.
pub fn mb(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1_000_000))
}
