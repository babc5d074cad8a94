//! 第六条 - a byte of a record changed anywhere is seen: it is no record any more, or a named check fails.
//!
//! The next record is given as well: who locked a list, who ordered the teams and when a ceremony was held are statements of
//! people, and nothing but the next record's `previous` covers them.

use double_random::base::{Int53, Window};
use double_random::directory::Officer;
use double_random::plan::Approval;
use double_random::record::{CheckResult, Lists, Material, OfficersRecord, Record, Verdict, verify_against};
use serde_json::json;

use super::*;

/// A record of both stages in a ledger, the lists behind it, and the record that follows.
struct Scene {
    text: String,
    material: Material,
    next: Record,
}

fn scene(targets: usize, share: &str) -> Scene {
    let mut lists = Lists { targets: Vec::new(), ..lists(staff()) };
    lists.targets = (0..targets)
        .map(|n| {
            let area = if n % 2 == 0 { "东园" } else { "西园" };
            read(json!({ "id": format!("T-{n:04}"), "kind": "餐饮", "area": area, "unit_code": format!("F-{:03}", n / 2) }))
        })
        .collect();
    lists.officers.iter_mut().for_each(|officer: &mut Officer| officer.cap = 1_000);
    let day = date("2026-09-30");
    let ledger = |number: u32, previous| {
        let mut round = round([task("gas", share, autumn())]);
        round.sequence = Some(Int53::from(number));
        round.previous = previous;
        round.sealed_at = Some("2026-10-01T09:00:00+08:00".parse().unwrap());
        round.approvals = Some(vec![Approval::prepared_by("小王", day), Approval::by("老李", day)]);
        round
    };
    let record = dispatched_round(&lists, &ledger(7, None));
    let plan = plan("m-1");
    let sealed = seal(&plan, &record, &lists).unwrap();
    let ordered = matched(&sealed, "second").order(Approval::by("队长", date("2026-10-05"))).unwrap();
    lists.recusals.insert(id("m-1"), plan.recusals.clone());
    let record = record.with_officers(OfficersRecord::of_ordered(&ordered));
    let mut next = ledger(8, Some(record.check_value().unwrap()));
    next.id = id("2026-Q4-b");
    // the same task in the same days would be a draw that is run again
    next.tasks[0].window = Window::new(date("2026-12-01"), date("2026-12-20")).unwrap();
    let next = dispatched_round(&lists, &next);
    Scene { text: record.to_json().unwrap(), material: Material::try_from(&lists).unwrap(), next }
}

impl Scene {
    fn verdict(&self, record: &Record) -> Verdict {
        verify_against(record, &self.material, std::slice::from_ref(&self.next))
    }

    /// What says so when the byte at `at` becomes another one: the place of a fault, or the name of a check.
    fn seen(&self, at: usize, change: u8) -> Result<String, String> {
        let mut bytes = self.text.clone().into_bytes();
        bytes[at] ^= change;
        let Ok(text) = String::from_utf8(bytes) else { return Ok(format!("byte {at} is no UTF-8")) };
        let around = || {
            let shown: String = text.chars().skip(at.saturating_sub(60)).take(120).collect();
            format!("byte {at} ^ {change:#x}: {shown}")
        };
        match Record::parse(&text) {
            Err(faults) => {
                let place = faults.0.first().map(|fault| fault.place.to_string()).unwrap_or_default();
                if place.is_empty() { Err(format!("no place, {}", around())) } else { Ok(place) }
            }
            Ok(record) => {
                let verdict = self.verdict(&record);
                let failed = verdict.checks.iter().find(|check| check.result == CheckResult::Failed);
                let named = failed.filter(|_| !verdict.is_exact()).map(|check| check.name.to_owned());
                named.ok_or_else(|| format!("not seen, {}", around()))
            }
        }
    }
}

fn is_full() -> bool {
    std::env::var_os("DOUBLE_RANDOM_FULL").is_some()
}

#[test]
fn a6_every_byte_of_a_small_record_matters() {
    let scene = scene(8, "50%");
    let untouched = scene.verdict(&Record::parse(&scene.text).unwrap());
    assert!(untouched.is_exact(), "{:?}", untouched.first_failure());
    assert_eq!(untouched.check("chain").unwrap().result, CheckResult::Passed);
    let mut checks = std::collections::BTreeSet::new();
    // the lowest bit turns digits and letters into their neighbours, the sixth turns capitals into small letters
    let changes: &[u8] = if is_full() { &[1, 0x20] } else { &[1] };
    for at in 0..scene.text.len() {
        checks.extend(changes.iter().map(|change| scene.seen(at, *change).unwrap()));
    }
    for name in ["seal-digest", "tickets", "dispatch", "officers-seal", "matching", "chain"] {
        assert!(checks.contains(name), "{name} saw nothing");
    }
}

/// 10,000 with `DOUBLE_RANDOM_FULL=1`, else a few.
#[test]
fn a6_random_bytes_of_a_large_record_matter() {
    let scene = scene(600, "50%");
    assert!(scene.verdict(&Record::parse(&scene.text).unwrap()).is_exact());
    let count = if is_full() { 10_000 } else { 100 };
    let mut state = 1u64;
    for _ in 0..count {
        // Knuth's numbers, so that a failure comes again
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = (state >> 33) as usize % scene.text.len();
        scene.seen(at, 1 << (state >> 20 & 7)).unwrap();
    }
}

/// Values that mean the same in another spelling are refused: there is one written form.
#[test]
fn another_spelling_of_the_same_record_is_none() {
    let Scene { text, .. } = scene(8, "50%");
    for (written, other) in [
        ("2026-10-01T09:00:00+08:00", "2026-10-01T01:00:00Z"),
        ("2026-10-01T09:00:00+08:00", "2026-10-01T09:00:00.0+08:00"),
        (r#""ratio":"1/2""#, r#""ratio":"50%""#),
        (r#""ad_hoc":false,"#, ""),
        (r#","sweeps":20"#, r#","sweeps":20,"sweeps":20"#),
        (r#""sequence":7"#, r#""sequence":7.0"#),
        (r#""sequence":7"#, r#""sequence":"7""#),
    ] {
        assert!(text.contains(written), "{written} is not in the record: {text}");
        let faults = Record::parse(&text.replacen(written, other, 1)).unwrap_err();
        assert!(!faults.0[0].place.to_string().is_empty(), "{other}: {faults}");
    }
}
