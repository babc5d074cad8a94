//! 第二十五条第二句 - everybody signs, and nobody else.

use double_random::base::Id;
use double_random::inspection::{Sheet, Team};
use double_random::plan::Approval;
use double_random::team::{Replacement, ReplacementReason};
use serde_json::{Value, json};

use super::made_up::{Asked, Made, date, forms, only, read, sign, why, with, with_all};

fn signatures(people: &[&str]) -> Value {
    people.iter().map(|person| json!({ "person": person, "date": "2026-10-12" })).collect()
}

#[test]
fn a25_every_member_signs_once_and_no_stranger() {
    let by = |people: &[&str]| sign(with("/signatures", signatures(people)));
    assert!(by(&["P-2", "P-1"]).is_ok());
    assert_eq!(only(by(&["P-1"])), ("signature-missing", "A25", "signatures".into()));
    assert_eq!(only(by(&["P-1", "P-2", "P-9"])), ("signature-stranger", "A25", "signatures[2]".into()));
    assert_eq!(only(by(&["P-1", "P-2", "E-1"])).0, "signature-stranger"); // an expert signs no result
    assert_eq!(only(by(&["P-1", "P-2", "P-1"])).0, "signature-duplicate");
    let early = with("/signatures/0/date", json!("2026-10-11"));
    assert_eq!(only(sign(early)), ("signature-before-inspection", "A25", "signatures[0]".into()));
}

/// The team is the one that stands: a sheet cannot claim another.
#[test]
fn a25_a22_who_was_replaced_does_not_sign_and_the_replacement_does() {
    let Made { ordered: before, officers, .. } = Asked { officers: 3, ..Asked::default() }.ordered();
    let consent = Approval::by("队长", date("2026-10-09"));
    let replacement = Replacement::new(1, 1, ReplacementReason::WorkConflict, consent);
    let after = before.clone().replace(replacement).unwrap();
    let [told, now] = [&before, &after].map(|ordered| Team::of(ordered, &officers, 1).unwrap());
    assert_ne!(told.members, now.members);
    let by = |team: &Team| -> Sheet {
        let people: Vec<&str> = team.members.iter().map(Id::as_str).collect();
        read(with_all([("/signatures", signatures(&people)), ("/opinions", json!([]))]))
    };
    assert!(by(&now).sign(&now, &forms()).is_ok());
    let old = why(by(&told).sign(&now, &forms()));
    let found: Vec<_> = old.iter().map(|(code, article, _)| (*code, *article)).collect();
    assert_eq!(found, [("signature-stranger", "A25"), ("signature-missing", "A25")]);
    // whose turn it was when somebody signed, is what the order said then
    assert!(by(&told).sign(&told, &forms()).is_ok());
    let claim = with("/replaced", json!([{ "out": "P-2", "in": "P-9", "date": "2026-10-11" }]));
    let refused = double_random::base::json::shaped::<Sheet>(claim).unwrap_err();
    assert_eq!(refused.0[0].code(), "json-unknown-key");
}

#[test]
fn a25_a_refusal_needs_its_reason_and_the_head_of_the_unit() {
    let refusal = |reason: &str, unit: &str, head: &str, date: &str| {
        let confirmed = json!({ "unit": unit, "person": head, "date": date });
        sign(with("/signatures/1/refused", json!({ "reason": reason, "confirmed": confirmed })))
    };
    let signed = refusal("对结论有不同意见", "squad", "大队长", "2026-10-20").unwrap();
    assert_eq!(signed.signed_on().to_string(), "2026-10-20"); // final with the head's confirmation
    for refused in [
        refusal(" ", "squad", "大队长", "2026-10-20"),
        refusal("对结论有不同意见", "other", "大队长", "2026-10-20"),
        refusal("对结论有不同意见", "squad", "P-2", "2026-10-20"),
        refusal("对结论有不同意见", "squad", "", "2026-10-20"),
        refusal("对结论有不同意见", "squad", "大队长", "2026-10-12"), // before the refusal of the 13th
        sign(with("/signatures/1/refused", json!({ "reason": "对结论有不同意见" }))),
    ] {
        assert_eq!(only(refused), ("refusal-unconfirmed", "A25", "signatures[1]".into()));
    }
}

#[test]
fn a25_experts_sign_their_opinion_and_the_firm_signs_or_refuses_before_a_witness() {
    let refused = |witness: &str| json!({ "refused": { "witness": witness, "date": "2026-10-12" } });
    assert!(sign(with("/firm", refused("社区网格员"))).is_ok());
    assert_eq!(only(sign(with("/firm", refused("")))), ("firm-refusal-unwitnessed", "A25", "firm".into()));
    assert_eq!(only(sign(with("/firm", json!(null)))).0, "firm-signature-missing");
    let signed =
        |person: &str, date: &str| with("/firm", json!({ "signed": { "person": person, "date": date } }));
    assert_eq!(only(sign(signed(" ", "2026-10-12"))).0, "firm-signature-missing");
    assert_eq!(only(sign(signed("店长", "2026-10-11"))).0, "signature-before-inspection");

    assert_eq!(only(sign(with("/opinions", json!([])))), ("opinion-missing", "A25", "opinions".into()));
    assert_eq!(only(sign(with("/opinions/0/text", json!("")))).0, "opinion-missing");
    assert_eq!(only(sign(with("/opinions/0/date", json!("2026-10-11")))).0, "signature-before-inspection");
    let stranger = with("/opinions/-", json!({ "expert": "P-1", "text": "同意", "date": "2026-10-12" }));
    assert_eq!(only(sign(stranger)), ("signature-stranger", "A25", "opinions[1]".into()));
}
