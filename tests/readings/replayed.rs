//! A reading that decides who is drawn stands in the seal, and whoever checks the record runs it again.

use double_random::base::json;
use double_random::directory::PastVisit;
use double_random::draw::{Ceremony, Seal};
use double_random::law::{RuleSet, VisitKind};
use double_random::record::{CheckResult, Lists, Record, verify};

use crate::chosen;
use crate::support::*;

/// The choices that decide who can be drawn, or how many.
const CHOICES: [(&str, &str); 7] = [
    ("I-2-b", "counted"),
    ("I-2-2a", "enterprise"),
    ("I-14-2a", "twelve-months-back"),
    ("I-14-2a", "licence-term"),
    ("I-14-2b", "site"),
    ("I-14-2c", "finished-only"),
    ("I-17-b", "after-cap"),
];

/// Lists in which each of the choices changes somebody's lot.
fn lists() -> Lists {
    let mut list = targets(20);
    list[..2].iter_mut().for_each(|target| target.unit_code = Some(id("chain")));
    let term = [("许可证起", "2025-01-01"), ("许可证止", "2027-12-31")];
    list[5].attributes = term.into_iter().map(|(column, day)| (column.to_owned(), day.to_owned())).collect();
    let at = |site: &str, visit: PastVisit| PastVisit { site_id: Some(id(site)), ..visit };
    let of = |kind, visit: PastVisit| PastVisit { kind, ..visit };
    let september = window("2026-09-01", "2026-09-30");
    Lists {
        items: vec![item("gas", &[])],
        targets: list,
        history: vec![
            at("T-0000", finished("v0", "chain", "2026-02-01")),
            at("T-0001", finished("v1", "chain", "2026-02-01")),
            finished("v2", "T-0002", "2026-02-01"),
            of(VisitKind::Daily, finished("v3", "T-0002", "2026-03-01")),
            finished("v4", "T-0003", "2025-11-01"),
            finished("v5", "T-0003", "2026-02-01"),
            finished("v6", "T-0004", "2026-02-01"),
            open("v7", "T-0004", "squad-east", september),
            finished("v8", "T-0005", "2025-02-01"),
            finished("v9", "T-0005", "2025-03-01"),
            of(VisitKind::Case, open("v10", "T-0006", "squad-east", september)),
        ],
        units: vec![area("东园", "squad-east")],
        ..Lists::default()
    }
}

fn record(rules: &RuleSet) -> Record {
    let round = round([task("a", "50%", autumn()), task("b", "20%", window("2026-12-01", "2026-12-31"))]);
    let sealed = round.seal(&lists().directory().unwrap(), rules).unwrap();
    Record::of_drawn(&sealed.seed(Ceremony::bare("s")).unwrap().draw())
}

fn failed(record: &Record) -> Vec<&'static str> {
    let verdict = verify(record, Some(&lists()), &[]);
    let failed = verdict.checks.iter().filter(|check| check.result == CheckResult::Failed);
    failed.map(|check| check.name).collect()
}

#[test]
fn a14p2_a17_a_choice_is_sealed_and_run_again_and_another_one_is_found_out() {
    let usual = record(&RuleSet::gaoxin_2023());
    assert_eq!(failed(&usual), [""; 0]);
    for (reading, choice) in CHOICES {
        let chosen = record(&chosen(reading, choice));
        assert_eq!(failed(&chosen), [""; 0], "{reading} {choice}");
        let decided = |record: &Record| {
            let aside: Vec<u64> = record.result.groups.iter().map(|group| group.set_aside.get()).collect();
            (record.seal.tasks.clone(), aside)
        };
        assert_ne!(decided(&chosen), decided(&usual), "{reading} {choice}");
        // the lists drawn under one reading, said to be drawn under the other, with a check value that fits what is said
        let mut other = usual.clone();
        other.seal.rules = chosen.seal.rules.clone();
        assert_eq!(failed(&other)[0], "seal-digest");
        let protocol = other.seal.protocol().unwrap();
        other.digest = Seal::digest_of(protocol, &json::canonical(&other.seal).unwrap());
        let found = failed(&other);
        let named = ["exclusions", "quotas", "roots", "cap"].iter().any(|check| found.contains(check));
        assert!(named && !found.contains(&"seal-digest"), "{reading} {choice}: {found:?}");
    }
}

/// The kind of a past visit is under the root of the history: another kind is another list.
#[test]
fn a2p2_a14p2_other_kinds_count_only_where_the_rules_list_them_and_both_counts_are_sealed() {
    let cap = |record: &Record| {
        let list = record.seal.exclusions.iter().find(|list| list.article.code() == "A14P2").unwrap();
        (list.count.get(), list.every_kind.get())
    };
    // the chain's two places by lot; T-0002 with its daily visit
    assert_eq!(cap(&record(&RuleSet::gaoxin_2023())), (2, 3));
    assert!(chosen("I-2-b", "counted").check().is_ok());
    assert_eq!(cap(&record(&chosen("I-2-b", "counted"))), (3, 3));
    let refused = RuleSet { cap_counts: [VisitKind::Daily].into(), ..RuleSet::gaoxin_2023() };
    let round = round([task("a", "50%", autumn())]);
    let sealed = round.seal(&lists().directory().unwrap(), &refused);
    assert_eq!(codes(&sealed.unwrap_err()), ["rules-cap-counts"]);
    let mut lists = lists();
    lists.history[3].kind = VisitKind::Special;
    let verdict = verify(&record(&RuleSet::gaoxin_2023()), Some(&lists), &[]);
    let roots = verdict.checks.iter().find(|check| check.name == "roots").unwrap();
    assert_eq!(roots.result, CheckResult::Failed);
}

#[test]
fn a14p2_a_licence_has_both_its_days_or_neither() {
    let rules = chosen("I-14-2a", "licence-term");
    let with = |from: &str, to: &str| {
        let mut lists = lists();
        let term = [("许可证起", from), ("许可证止", to)].into_iter().filter(|(_, day)| !day.is_empty());
        lists.targets[7].attributes = term.map(|(column, day)| (column.to_owned(), day.to_owned())).collect();
        let sealed = round([task("a", "50%", autumn())]).seal(&lists.directory().unwrap(), &rules);
        sealed.map_or_else(|faults| codes(&faults), |_| vec![])
    };
    assert_eq!(with("2026-01-01", "2026-12-31"), [""; 0]);
    assert_eq!(with("", ""), [""; 0]);
    for (from, to) in
        [("2026-01-01", ""), ("", "2026-12-31"), ("2026-12-31", "2026-01-01"), ("2026.1.1", "长期")]
    {
        assert_eq!(with(from, to), ["licence-days"], "{from} {to}");
    }
    let mut bare = lists();
    bare.targets[5].attributes.clear();
    let sealed = round([task("a", "50%", autumn())]).seal(&bare.directory().unwrap(), &rules);
    assert_eq!(codes(&sealed.unwrap_err()), ["licence-column-unknown"; 2]);
}
