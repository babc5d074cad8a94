//! Every part of the second stage that somebody could change, and the check that shows it.

use double_random::record::{CheckResult, verify};
use serde_json::{Value, json};

use super::*;

/// Names of the failed checks after the change of one value.
fn after(change: impl Fn(&mut Value)) -> Vec<&'static str> {
    let (record, lists) = whole();
    let mut value: Value = serde_json::from_str(&record.to_json().unwrap()).unwrap();
    change(&mut value["officers"][0]);
    let changed = Record::from_value(value).unwrap_or_else(|faults| panic!("{faults}"));
    let verdict = verify(&changed, Some(&lists), &[]);
    assert!(!verdict.is_exact());
    let failed = verdict.checks.iter().filter(|check| check.result == CheckResult::Failed);
    failed.map(|check| check.name).collect()
}

/// Changes a value and writes the digest anew, as somebody would who wants to hide it.
fn resealed(change: impl Fn(&mut Value)) -> Vec<&'static str> {
    after(|officers| {
        change(&mut officers["seal"]);
        let canonical = serde_json_canonical(&officers["seal"]);
        let protocol = double_random::base::Protocol::default();
        let digest = double_random::team::OfficersSeal::digest_of(protocol, &canonical);
        officers["digest"] = json!(digest.to_string());
    })
}

fn serde_json_canonical(value: &Value) -> String {
    double_random::base::json::canonical(value).unwrap()
}

#[test]
fn a_changed_seal_is_found_with_and_without_its_digest() {
    assert_eq!(
        after(|match_| match_["seal"]["pool"][3]["cap"] = json!(1)),
        ["officers-seal", "officers-pool", "matching", "teams"]
    );
    assert_eq!(resealed(|seal| seal["pool"][3]["cap"] = json!(1)), ["officers-pool", "matching", "teams"]);
    assert_eq!(resealed(|seal| seal["away"] = json!([]))[0], "officers-pool");
    assert_eq!(resealed(|seal| seal["visits"][0]["seats"][1]["leader"] = json!(true))[0], "merging");
    assert_eq!(resealed(|seal| seal["earlier"][0]["record"] = json!("00".repeat(32)))[0], "merging");
    assert_eq!(resealed(|seal| seal["strength"] = json!("strong"))[0], "officers-seal");
    assert_eq!(resealed(|seal| seal["after"] = json!("00".repeat(32))).last(), Some(&"match-attempts"));
    let areas = json!([{ "area": "东园", "neighbours": ["西园"] }, { "area": "西园", "neighbours": [] }]);
    assert_eq!(resealed(|seal| seal["areas"] = areas.clone()), ["matching"]);
}

#[test]
fn a_hand_picked_team_is_no_drawn_one() {
    let swap = |match_: &mut Value| {
        let teams = match_["result"]["matched"]["teams"].as_array_mut().unwrap();
        teams.swap(0, 1);
    };
    assert_eq!(after(swap)[0], "matching");
    let somebody = |match_: &mut Value| match_["result"]["matched"]["teams"][0]["members"][1] = json!(15);
    assert_eq!(after(somebody), ["matching", "teams"]);
    let leader = |match_: &mut Value| {
        let members = match_["result"]["matched"]["teams"][0]["members"].clone();
        let now = match_["result"]["matched"]["teams"][0]["leader"].clone();
        let other = members.as_array().unwrap().iter().find(|member| **member != now).unwrap().clone();
        match_["result"]["matched"]["teams"][0]["leader"] = other;
    };
    assert_eq!(after(leader)[0], "matching");
    let name =
        |match_: &mut Value| match_["result"]["matched"]["people"][0]["published"] = json!("李*（0001）");
    assert_eq!(after(name), ["officers-pool"]);
    let seed = |match_: &mut Value| match_["ceremony"]["typed"][0]["value"] = json!("favourite");
    assert_eq!(after(seed), ["matching"]);
    // leaders are drawn under these rules, so nobody appoints them
    let by_hand = |match_: &mut Value| {
        match_["result"]["matched"]["appointed"] = match_["result"]["matched"]["order"].clone();
    };
    assert_eq!(after(by_hand), ["officers-seal"]);
    let old = |match_: &mut Value| match_["ceremony"]["typed"][0]["value"] = json!("first");
    assert_eq!(after(old), ["officers-seed", "matching"]);
}

#[test]
fn the_pool_is_that_of_the_lists() {
    let (record, mut lists) = whole();
    lists.officers[5].cap += 1;
    let verdict = verify(&record, Some(&lists), &[]);
    assert_eq!(verdict.first_failure().unwrap().name, "officers-pool");
    let (record, mut lists) = whole();
    lists.recusals.clear();
    assert_eq!(verify(&record, Some(&lists), &[]).first_failure().unwrap().name, "officers-pool");
}

#[test]
fn an_order_before_the_seal_and_a_seal_before_the_lock_show() {
    let times = |sealed: &str, held: Value, order: &str| {
        let (record, lists) = whole();
        let mut value: Value = serde_json::from_str(&record.to_json().unwrap()).unwrap();
        value["officers"][0]["seal"]["sealed_at"] = json!(sealed);
        value["officers"][0]["ceremony"]["held_at"] = held;
        value["officers"][0]["result"]["matched"]["order"]["date"] = json!(order);
        let verdict = verify(&Record::from_value(value).unwrap(), Some(&lists), &[]);
        verdict.check("times").unwrap().result
    };
    let after = json!("2026-10-03T10:00:00+08:00");
    assert_eq!(times("2026-10-03T09:00:00+08:00", after.clone(), "2026-10-05"), CheckResult::NotCheckable);
    assert_eq!(times("2026-10-03T10:00:00+08:00", after, "2026-10-05"), CheckResult::Failed);
    assert_eq!(times("2026-10-01T09:00:00+08:00", Value::Null, "2026-10-05"), CheckResult::Failed);
    assert_eq!(times("2026-10-03T09:00:00+08:00", Value::Null, "2026-10-02"), CheckResult::Failed);
}
