//! 第二十五条 to 第二十七条, 第二十九条 - results of visits: what is final and what is not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod conclusions;
mod forms;
mod made_up;
mod ordered;
mod signatures;

use made_up::{
    finding, forms as all_forms, id, only, read, sheet, sign, team, unreachable, why, with, with_all,
};
use serde_json::json;

#[test]
fn a25_a28p4_a_complete_sheet_is_final_on_the_day_of_its_last_signature() {
    let signed = sign(sheet()).unwrap();
    assert_eq!(signed.signed_on().to_string(), "2026-10-14"); // the expert's
    assert!(signed.finding(&id("gas"), " 综合执法局 ").is_some());
    assert!(signed.finding(&id("gas"), "市场监管局").is_none());
    let written = serde_json::to_value(signed.sheet()).unwrap();
    assert_eq!(read::<double_random::inspection::Sheet>(written), *signed.sheet());
}

#[test]
fn a28p4_a26_every_item_has_one_finding_for_each_department() {
    let two = json!({ "item": "gas", "department": "市场监管局", "form": { "form": "F-gas" }, "answers": { "alarm": "有" },
        "conclusions": { "found": ["not-disclosed"] } });
    assert!(sign(with("/findings/-", two.clone())).is_ok()); // clean for one department, not for the other
    let missing = with("/findings", json!([finding("gas", &["no-problem"])]));
    assert_eq!(only(sign(missing)), ("finding-missing", "A28P4", "findings".into()));
    let doubled = with("/findings/-", finding("gas", &["no-problem"]));
    assert_eq!(only(sign(doubled)), ("finding-duplicate", "A26", "findings[2]".into()));
    let stranger = with("/findings/-", finding("signs", &["no-problem"]));
    let faults = why(sign(stranger));
    assert!(faults.contains(&("finding-item-unknown", "A26", "findings[2].item".into())), "{faults:?}");
    let nobodys = with("/findings/0/department", json!(" "));
    assert_eq!(only(sign(nobodys)), ("finding-department-missing", "A26", "findings[0].department".into()));
}

#[test]
fn a29_evidence_alone_needs_the_conclusion_the_impossibility_and_a_piece() {
    let alone = [("/findings", json!([unreachable("gas"), unreachable("fire")])), ("/firm", json!(null))];
    assert!(sign(with_all(alone.clone())).is_ok()); // nobody was met, so nobody signs for the firm
    let but = |pointer: &'static str, value| with_all(alone.clone().into_iter().chain([(pointer, value)]));
    for (pointer, value, code, article) in [
        ("/findings/0/evidence", json!([]), "result-without-evidence", "A29"),
        ("/findings/0/impossible", json!(null), "result-not-impossible", "A29"),
        ("/findings/0/impossible", json!(" "), "result-not-impossible", "A29"),
        ("/findings/0/conclusions/found", json!(["not-disclosed"]), "result-without-form", "A25"),
        ("/findings/0/answers", json!({ "alarm": "正常" }), "answer-without-form", "A28P4"),
        ("/findings/0/evidence/0/taken_on", json!("2026-10-15"), "evidence-after-signature", "A29"),
    ] {
        let (found, cited, _) = only(sign(but(pointer, value)));
        assert_eq!((found, cited), (code, article), "{pointer}");
    }
    // one item was inspected, so somebody was met
    let half = with("/findings/1", unreachable("fire"));
    assert!(sign(half.clone()).is_ok());
    let half_alone = with_all([("/findings/1", unreachable("fire")), ("/firm", json!(null))]);
    assert_eq!(only(sign(half_alone)).0, "firm-signature-missing");
    // a kind that nobody named is no evidence
    let strange = json!([{ "kind": "hearsay", "taken_on": "2026-10-12", "digest": "1".repeat(64) }]);
    let refused = double_random::base::json::shaped::<double_random::inspection::Sheet>(but(
        "/findings/0/evidence",
        strange,
    ));
    assert_eq!(only(refused).0, "json-unknown-word");
}

#[test]
fn a6_nothing_is_inspected_before_it_is_ordered() {
    let asked =
        made_up::Asked { ordered_on: made_up::date("2026-10-13"), expert: true, ..Default::default() };
    let made = asked.ordered();
    let late = double_random::inspection::Team::of(&made.ordered, &made.officers, 1).unwrap();
    let sheet: double_random::inspection::Sheet = read(sheet());
    assert!(sheet.clone().sign(&team(), &all_forms()).is_ok());
    assert_eq!(
        only(sheet.sign(&late, &all_forms())),
        ("inspection-before-order", "A6", "inspected_on".into())
    );
}
