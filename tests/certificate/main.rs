//! 第六条 - one target's certificate, checked against the published record alone.

mod blinded;
mod made_up;
#[path = "../support/mod.rs"]
mod support;

use std::process::Command;

use double_random::base::Problem;
use double_random::record::{
    Certificate, Certificates, CheckResult, DrawOutcome, Listing, TaskScope, check_certificate,
};
use made_up::{all_ids, lists, record};
use serde_json::{Value, json};
use support::*;

fn certificate(name: &str) -> Certificate {
    Certificate::of(&record(), &lists(), &id(name), None).unwrap()
}

fn failed(certificate: &Certificate) -> Vec<&'static str> {
    let verdict = check_certificate(certificate, &record());
    let failed = verdict.checks.iter().filter(|check| check.result == CheckResult::Failed);
    failed.map(|check| check.name).collect()
}

/// The scope of a task's answer, in a word.
fn word(certificate: &Certificate, task: usize) -> &'static str {
    match &certificate.tasks[task].scope {
        TaskScope::Inactive => "inactive",
        TaskScope::OtherKind(_) => "other-kind",
        TaskScope::NoStratum => "no-stratum",
        TaskScope::Excluded(_) => "excluded",
        TaskScope::Pool(pool) => match (pool.outcome, pool.removed) {
            (DrawOutcome::Drawn, None) => "drawn",
            (DrawOutcome::Drawn, Some(_)) => "removed",
            (DrawOutcome::CameIn, _) => "came-in",
            (DrawOutcome::SetAside, _) => "set-aside",
            (DrawOutcome::NotDrawn, _) => "not-drawn",
        },
    }
}

#[test]
fn a6_every_target_gets_a_certificate_that_holds() {
    let (record, lists) = (record(), lists());
    let certificates = Certificates::of_lists(&record, &lists, None).unwrap();
    let mut words = std::collections::BTreeMap::new();
    let mut in_batches = 0;
    for name in all_ids(&lists) {
        let certificate = certificates.certificate(&name).unwrap();
        let verdict = check_certificate(&certificate, &record);
        assert!(verdict.is_exact(), "{name}: {verdict:#?}");
        (0..certificate.tasks.len())
            .for_each(|task| *words.entry(word(&certificate, task)).or_insert(0) += 1);
        for task in &certificate.tasks {
            let TaskScope::Pool(pool) = &task.scope else { continue };
            in_batches += usize::from(pool.dispatched.is_some());
        }
        let text = certificate.to_json().unwrap();
        let read = Certificate::from_value(serde_json::from_str(&text).unwrap()).unwrap();
        assert_eq!((&read, read.to_json().unwrap()), (&certificate, text));
    }
    // every kind of answer is among them
    let all = [
        "came-in",
        "drawn",
        "excluded",
        "inactive",
        "no-stratum",
        "not-drawn",
        "other-kind",
        "removed",
        "set-aside",
    ];
    assert_eq!(words.keys().copied().collect::<Vec<_>>(), all, "{words:?}");
    let sent: Vec<_> =
        record.result.dispatch.iter().flatten().flat_map(|list| &list.batches).flatten().collect();
    assert_eq!(in_batches, sent.iter().map(|entry| entry.tasks.len()).sum::<usize>());
    // visits come with the teams as published
    let visited = &record.officers[0].seal.visits[0];
    let certificate = certificates.certificate(&visited.target).unwrap();
    let visit = &certificate.visits[0];
    let team = visit.team.as_ref().unwrap();
    assert_eq!((visit.window, team.len(), visit.ordered), (visited.window, 2, true));
    assert!(
        team.iter().all(|member| member.starts_with("张*（"))
            && team.contains(visit.leader.as_ref().unwrap())
    );
}

#[test]
fn who_is_not_listed_is_told_so_with_a_proof() {
    for name in ["T-0040", "a", "~"] {
        let certificate = certificate(name);
        assert!(matches!(certificate.listing, Listing::Absent(_)) && certificate.tasks.is_empty());
        assert!(failed(&certificate).is_empty());
        assert!(
            certificate.zh.starts_with(&format!("{name} 不在批次 2026-Q4 的 44 户检查对象名录中")),
            "{}",
            certificate.zh
        );
        // it is no proof for somebody who is listed
        let stolen = Certificate { id: id("T-0007"), ..certificate.clone() };
        assert!(failed(&stolen).starts_with(&["listed"]));
    }
}

#[test]
fn the_sentences_say_it_with_numbers() {
    let (record, lists) = (record(), lists());
    let certificates = Certificates::of_lists(&record, &lists, None).unwrap();
    let said = |name: &str| certificates.certificate(&id(name)).unwrap();
    let excluded = said("T-0010");
    assert!(
        excluded.zh.contains("任务 gas，今年已检查 2 次，最多 2 次（第十四条第二款），不再抽取。"),
        "{}",
        excluded.zh
    );
    assert!(excluded.en.contains("Task gas: 2 visits this year, at most 2 are allowed"), "{}", excluded.en);
    let first = &record.result.tasks[1].strata[0];
    let drawn = said(first.drawn[2].id.as_str());
    let candidates = record.seal.tasks[1].frames[0].eligible.get() - first.set_aside.get();
    let count = first.drawn.len();
    assert!(
        drawn.zh.contains(&format!(
            "任务 gas，{candidates} 户中随机抽 {count} 户，号码最小的抽中，这一户号码排第 3，抽中了；由 "
        )),
        "{}",
        drawn.zh
    );
    assert!(drawn.en.contains("this one came 3rd, so it was drawn; squad-"), "{}", drawn.en);
    assert!(!drawn.en.ends_with(' ') && drawn.en.starts_with("Round 2026-Q4, "));
}

/// The line on the certificate, typed into a shell, gives the ticket.
#[test]
fn a16_the_line_to_check_by_hand_gives_the_ticket() {
    for name in ["T-0007", "t$(true)'x"] {
        let certificate = certificate(name);
        let pools = certificate.tasks.iter().filter_map(|task| match &task.scope {
            TaskScope::Pool(pool) => Some(pool),
            _ => None,
        });
        let mut tried = 0;
        for pool in pools {
            let output = Command::new("sh").args(["-c", &pool.by_hand]).output().unwrap();
            let printed = String::from_utf8(output.stdout).unwrap();
            assert_eq!(printed.split(' ').next(), Some(pool.ticket.to_string().as_str()), "{}", pool.by_hand);
            tried += 1;
        }
        assert!(tried > 0);
    }
}

/// Of others a certificate holds hashes, and nothing else: neither ids nor any word of their rows.
#[test]
fn a_certificate_tells_nothing_of_other_enterprises_or_of_officers() {
    let (record, mut lists) = (record(), lists());
    let certificates = Certificates::of_lists(&record, &lists, None).unwrap();
    lists.targets.push(target("T-0041")); // one that is not listed
    for name in all_ids(&lists) {
        let text = certificates.certificate(&name).unwrap().to_json().unwrap();
        let own = lists.targets.iter().find(|target| target.id == name).unwrap();
        for other in
            lists.targets.iter().filter(|other| other.id != name && own.unit_code.as_ref() != Some(&other.id))
        {
            assert!(!text.contains(&format!("{}\"", other.id)), "{name}: {}", other.id);
            let word = other.attributes.get("word").unwrap_or(&String::new()).clone();
            assert!(word.is_empty() || !text.contains(&word), "{name}: {word}");
        }
        for officer in &lists.officers {
            assert!(!text.contains(&format!("\"{}\"", officer.id)) && !text.contains(&officer.name));
        }
    }
}

/// Every value of a certificate, changed to anything else, fails a named check.
#[test]
fn no_value_of_a_certificate_can_change() {
    let record = record();
    let certificates = Certificates::of_lists(&record, &lists(), None).unwrap();
    let drawn = record.officers[0].seal.visits[0].target.as_str();
    let set_aside = all_ids(&lists()).into_iter().find(|name| {
        let certificate = certificates.certificate(name).unwrap();
        (0..certificate.tasks.len()).any(|task| word(&certificate, task) == "set-aside")
    });
    for name in [drawn, "T-0010", "T-0020", "T-9999", set_aside.unwrap().as_str()] {
        let whole = serde_json::to_value(certificates.certificate(&id(name)).unwrap()).unwrap();
        let mut places = Vec::new();
        pointers(&whole, "", &mut places);
        for place in &places {
            let zeros = "0".repeat(64);
            for put in [
                Value::Null,
                json!([]),
                json!({}),
                json!(true),
                json!(0),
                json!(1),
                json!(""),
                json!("T-0003"),
                json!(zeros),
            ] {
                let mut changed = whole.clone();
                *changed.pointer_mut(place).unwrap() = put.clone();
                let held = Certificate::from_value(changed.clone())
                    .is_ok_and(|certificate| check_certificate(&certificate, &record).is_exact());
                assert_eq!(held, changed == whole, "{name} {place} changed to {put}");
            }
        }
        assert!(places.len() > 15);
    }
}

fn pointers(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Array(items) => {
            (0..).zip(items).for_each(|(at, item): (u64, _)| pointers(item, &format!("{here}/{at}"), found));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(key, item)| pointers(item, &format!("{here}/{key}"), found));
        }
        _ => {}
    }
}

/// What an authority might try: a firm it favours shown a certificate of its own making.
#[test]
fn a_forged_certificate_fails_the_check_that_is_about_it() {
    let record = record();
    let stratum = &record.result.tasks[1].strata[0];
    let name = stratum.drawn[0].id.as_str();
    let honest = certificate(name);
    let forged = |change: &dyn Fn(&mut double_random::record::PoolCertificate)| {
        let mut certificate = honest.clone();
        let TaskScope::Pool(pool) = &mut certificate.tasks[1].scope else { panic!("{name} is drawn") };
        change(pool);
        failed(&certificate)
    };
    assert!(forged(&|_| ()).is_empty());
    assert!(forged(&|pool| pool.outcome = DrawOutcome::NotDrawn).contains(&"drawn"));
    assert_eq!(forged(&|pool| pool.ticket = zero()), ["tickets"]);
    assert!(forged(&|pool| pool.cutoff = None).contains(&"tickets"));
    assert_eq!(forged(&|pool| pool.sealed.draws = 1.into()), ["chance"]);
    assert_eq!(forged(&|pool| pool.dispatched = None), ["dispatch", "words"]);
    assert_eq!(forged(&|pool| pool.proof.index = 0.into()), ["pools"]);
    assert_eq!(forged(&|pool| pool.by_hand.push('x')), ["words"]);
    assert!(forged(&|pool| pool.stratum = 1.into()).contains(&"scope"));
    // somebody else's certificate, an excluded firm's place, a task left out, the record of another round
    let other = certificate("T-0007");
    assert!(failed(&Certificate { id: honest.id.clone(), ..other.clone() }).contains(&"listed"));
    let mut excluded = honest.clone();
    excluded.tasks[1] = certificate("T-0010").tasks[1].clone();
    assert!(failed(&excluded).contains(&"exclusions"));
    let mut shorter = honest.clone();
    shorter.tasks.pop();
    assert!(failed(&shorter).contains(&"scope"));
    let mut without_visits = honest.clone();
    without_visits.visits.clear();
    assert!(honest.visits.is_empty() || failed(&without_visits).contains(&"visits"));
    let mut other_record = record.clone();
    other_record.seal.batches = 1.into();
    let verdict = check_certificate(&honest, &other_record);
    assert_eq!(verdict.first_failure().unwrap().name, "seal-digest");
    assert_eq!(failed(&Certificate { schema: "x".to_owned(), ..honest }), ["schema"]);
}

#[test]
fn a_record_that_its_lists_do_not_bear_out_gets_no_certificate() {
    let code = |change: &dyn Fn(&mut double_random::record::Record, &mut double_random::record::Lists)| {
        let (mut record, mut lists) = (record(), lists());
        change(&mut record, &mut lists);
        Certificate::of(&record, &lists, &id("T-0007"), None).map_err(|faults| faults.code()).err()
    };
    assert_eq!(code(&|_, _| ()), None);
    assert_eq!(code(&|_, lists| _ = lists.targets.pop()), Some("certificate-not-exact"));
    assert_eq!(
        code(&|record, _| record.result.tasks[0].strata[0].drawn.swap(0, 1)),
        Some("certificate-not-exact")
    );
    assert_eq!(
        code(&|record, _| record.seal.authority = Some("x".to_owned())),
        Some("certificate-not-exact")
    );
    assert_eq!(code(&|_, lists| lists.targets.push(target("T-0000"))), Some("target-duplicate"));
}
