//! Every part of a replacement that somebody could change, and the check that shows it.

use super::*;

/// A record whose first change follows one who declined and takes the leader away, and whose second is an assignment.
fn replaced() -> (Record, Lists) {
    let (lists, record, mut ordered) = usual();
    let leads = ordered.matched().leader(4).unwrap();
    let seat = ordered.matched().team(4).iter().position(|member| *member == leads).unwrap() as u32;
    let reason = recused(AskedBy::Target, Some(Approval::by("分管领导", date("2026-10-05"))));
    ordered = ordered.replace(ill(4, seat).declined(reason)).unwrap();
    let later = Replacement { consent: head("2026-10-07"), ..ill(0, 1) };
    let free = free_beside(ordered.matched(), (0, 1));
    ordered = ordered.replace(later.assign(id(&free), "熟悉情况", head("2026-10-07"))).unwrap();
    (record.with_officers(OfficersRecord::of_ordered(&ordered)), lists)
}

/// The failed checks after one change in the recorded match.
fn after(change: impl Fn(&mut Value)) -> Vec<&'static str> {
    let (record, lists) = replaced();
    let mut value: Value = serde_json::from_str(&record.to_json().unwrap()).unwrap();
    change(&mut value["officers"][0]["result"]["matched"]);
    let changed = Record::from_value(value).unwrap_or_else(|faults| panic!("{faults}"));
    let verdict = verify(&changed, Some(&lists), &[]);
    let failed = verdict.checks.iter().filter(|check| check.result == CheckResult::Failed);
    failed.map(|check| check.name).collect()
}

#[test]
fn every_part_of_a_replacement_that_is_changed_shows() {
    assert_eq!(after(|_| {}), [""; 0]);
    let offered = after(|matched| {
        matched["changes"][0]["offered"]["officer"] = json!(7);
        matched["changes"][0]["in"] = json!(7);
    });
    assert!(offered.contains(&"replacements"), "a favourite instead of the one who was offered: {offered:?}");
    let other = |pointer: &str, value: Value| {
        let failed = after(|matched| *matched.pointer_mut(pointer).unwrap() = value.clone());
        assert!(failed.contains(&"replacements"), "{pointer}: {failed:?}");
    };
    for (field, value) in [
        ("0/visit", json!(9)),
        ("0/seat", json!(2)),
        ("0/out", json!(15)),
        ("0/in", json!(15)),
        ("0/declined", json!([])),
        ("0/declined/0/officer", json!(15)),
        ("0/declined/0/rung", json!("neighbours")),
        ("0/declined/0/reason/recusal/decision", Value::Null),
        ("0/offered", Value::Null),
        ("0/offered/rung", json!("cap-plus-one")),
        ("0/leader", Value::Null),
        ("0/leader", json!(15)),
        ("0/reason", json!({ "other": " " })),
        ("0/consent/role", json!("preparer")),
        ("0/consent/person", json!(" ")),
        ("0/consent/date", json!("2026-10-30")),
        ("1/in", json!(99)),
        ("1/offered", Value::Null),
        ("1/taken", json!("offered")),
        ("1/taken/assigned/reason", json!("")),
        ("1/taken/assigned/rung", json!("direct")),
        ("1/taken/assigned/rung", json!("cap-plus-one")),
        ("1/taken/assigned/approval/role", json!("preparer")),
        ("1/leader", json!(15)),
    ] {
        other(&format!("/changes/{field}"), value);
    }
    // moving somebody else besides is no replacement
    let moved = after(|matched| {
        let teams = matched["teams"].as_array_mut().unwrap();
        teams.swap(0, 4);
    });
    assert!(moved.contains(&"matching") && moved.contains(&"replacements"), "{moved:?}");
    let turned = after(|matched| matched["changes"].as_array_mut().unwrap().swap(0, 1));
    assert!(turned.contains(&"replacements"), "the consents are not in order: {turned:?}");
    let unnamed = after(|matched| {
        matched["people"].as_array_mut().unwrap().pop();
    });
    assert!(unnamed.contains(&"teams"), "{unnamed:?}");
}

#[test]
fn no_reason_and_no_name_of_a_replacement_stands_in_the_record() {
    let (lists, record, before) = usual();
    let request = Replacement { note: Some("腰椎手术".to_owned()), ..ill(0, 1) };
    let after = before.replace(request).unwrap();
    let text = record.with_officers(OfficersRecord::of_ordered(&after)).to_json().unwrap();
    assert!(!text.contains("手术") && text.contains("\"reason\":\"health\""));
    for officer in &lists.officers {
        assert!(!text.contains(officer.id.as_str()) && !text.contains(&officer.name));
    }
    // the ids are for the unit and its sheets
    let replaced = &after.replaced(0)[0];
    assert_eq!((replaced.date, replaced.reason.as_ref()), (date("2026-10-06"), Some(&ILL)));
    assert_eq!(Some(&replaced.into), after.matched().id(after.matched().team(0)[1]));
    assert!(after.replaced(1).is_empty());
}
