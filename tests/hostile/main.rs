//! Lists as offices send them and as somebody might forge them, each with its faults as a snapshot.
//!
//! Every case goes through the loader that users call. What it answers stands in `snapshot.txt`, which is read by
//! people: a message that a clerk would not understand is a defect of the message.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod books;
mod case;
mod files;
mod ids;
mod report;
mod rows;
mod tables;
mod workbook;

use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs};

use case::Case;

/// What one list may cost: a person waits for the answer.
const PATIENCE: Duration = Duration::from_millis(1_000);
/// And per MB, since every byte of a file is hashed: only the largest needs it.
const PER_MB: Duration = Duration::from_millis(50);
const COMMAND: &str = "UPDATE=1 cargo test --test hostile";

fn cases() -> Vec<(&'static str, Case)> {
    [files::cases(), rows::cases(), ids::cases(), tables::cases(), books::cases()].concat()
}

#[test]
fn every_broken_list_is_answered_as_the_snapshot_says() {
    let (mut all, mut wrong) = (String::new(), Vec::new());
    for (at, (name, case)) in (1..).zip(cases()) {
        let patience = PATIENCE + PER_MB * u32::try_from(case.bytes.len() >> 20).unwrap();
        let mut fastest = Duration::MAX;
        let mut answer = None;
        // a shared machine may stop a test at any moment; it does not do so each time
        for _ in 0..3 {
            let start = Instant::now();
            answer = Some(case.load());
            fastest = fastest.min(start.elapsed());
            if fastest < patience / 2 {
                break;
            }
        }
        if fastest > patience {
            wrong.push(format!("{name} takes {fastest:?}"));
        }
        let answer = answer.unwrap();
        let codes = answer.codes();
        for expected in case.expected {
            if !codes.contains(expected) {
                wrong.push(format!("{name}: `{expected}` is not among {codes:?}"));
            }
        }
        if case.expected.is_empty() && !answer.took_everything() {
            wrong.push(format!("{name} is readable, and yet {codes:?}"));
        }
        all += &format!("{}{}\n", report::title(at, name, &case), report::of(&answer));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile/snapshot.txt");
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, all).unwrap();
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let (mut before, mut now) = (kept.lines(), all.lines());
    for line in 1.. {
        let (before, now) = (before.next(), now.next());
        if before == now && before.is_none() {
            return;
        }
        let [before, now] = [before, now].map(|text| text.unwrap_or("(the end)"));
        assert!(
            before == now,
            "snapshot.txt line {line}\n  was: {before}\n  now: {now}\nif that is right: {COMMAND}"
        );
    }
}

#[test]
fn the_corpus_is_wide() {
    let cases = cases();
    let broken = cases.iter().filter(|(_, case)| !case.expected.is_empty());
    assert!(broken.count() >= 40);
    let names: std::collections::BTreeSet<_> = cases.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), cases.len(), "two cases of one name");
}

/// The control: a sound list has no fault, so a fault expected of it is missed.
#[test]
fn a_fault_that_is_not_there_is_missed() {
    let sound = Case::csv(&[ids::GOOD], &["cell-full-width"]);
    let answer = sound.load();
    assert!(answer.took_everything());
    assert!(!answer.codes().contains(sound.expected[0]));
}
