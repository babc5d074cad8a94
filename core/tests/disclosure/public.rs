//! What the public sees, and what a check value gives away.

use double_random::base::{Digest, Protocol, Suite};
use double_random::disclosure::{History, PublicView, Stage};
use serde_json::{Value, json};

use super::made_up::only;
use super::{add, corrected, history, published};

fn seen(history: &History) -> Value {
    serde_json::to_value(history.public_view(Protocol::default()).unwrap()).unwrap()
}

fn withheld(salt: char) -> Value {
    json!({ "withheld": { "reason": "trade-secret", "salt": salt.to_string().repeat(64) } })
}

fn checked() -> History {
    let mut history = history();
    add(&mut history, "2026-10-15", &[("甲", json!("entered")), ("乙", json!("checked"))]).unwrap();
    history
}

#[test]
fn a28p2_the_public_sees_the_newest_version_and_the_archive_keeps_all() {
    assert_eq!(seen(&checked()), Value::Null);
    let mut history = published();
    assert_eq!(seen(&history)["published"]["conclusions"], json!(["no-problem"]));
    assert_eq!(seen(&history)["published"]["corrected_on"], Value::Null);
    add(
        &mut history,
        "2026-10-20",
        &[("丙", corrected(0, "not-disclosed", "squad", "大队长", "2026-10-19"))],
    )
    .unwrap();
    assert_eq!(
        seen(&history),
        json!({ "published": {
            "target": "K-1", "item": "gas", "department": "综合执法局", "unit": "squad", "inspected_on": "2026-10-12",
            "conclusions": ["not-disclosed"], "other": null, "published_on": "2026-10-15", "corrected_on": "2026-10-20",
        } })
    );
    let found: Vec<Value> =
        history.versions().map(|version| json!([version.since, version.finding.conclusions.found])).collect();
    assert_eq!(found, [json!(["2026-10-14", ["no-problem"]]), json!(["2026-10-20", ["not-disclosed"]])]);
    add(
        &mut history,
        "2026-11-01",
        &[("丙", json!({ "withdrawn": { "ground": "court", "document": "1号", "head": { "unit": "squad", "person": "大队长", "date": "2026-10-31" } } }))],
    )
    .unwrap();
    assert_eq!(
        seen(&history),
        json!({ "withdrawn": { "target": "K-1", "item": "gas", "department": "综合执法局", "on": "2026-11-01" } })
    );
    assert_eq!(history.versions().count(), 2);
}

#[test]
fn a28p1_of_a_withheld_result_the_public_sees_a_reason_and_a_check_value() {
    let mut history = checked();
    assert!(add(&mut history, "2026-10-15", &[("乙", withheld('5'))]).is_ok());
    let salt = Digest([0x55; 32]);
    let digest = history.withheld_digest(Protocol::default(), salt).unwrap();
    let expected = json!({ "withheld": { "item": "gas", "department": "综合执法局", "reason": "trade-secret",
        "digest": digest, "corrected_on": null } });
    assert_eq!(seen(&history), expected);
    assert!(!seen(&history).to_string().contains("K-1"));
    // by hand: the protocol's H, its own tag, canonical JSON, the salt last
    let finding = double_random::base::json::canonical(&history.newest().finding).unwrap();
    let result = format!(
        r#"{{"finding":{finding},"inspected_on":"2026-10-12","seal":"{}","target":"K-1","version":0,"visit":1}}"#,
        super::made_up::team().seal
    );
    let parts = [b"double-random/0/withheld\0".as_slice(), result.as_bytes(), b"\0", &salt.0];
    assert_eq!(digest, Suite::Sha256.hash(parts));
    // another salt, another value: trying all eight conclusions leads nowhere
    assert_ne!(digest, history.withheld_digest(Protocol::default(), Digest([0x66; 32])).unwrap());
    let rehearsal = Protocol { rehearsal: true, ..Protocol::default() };
    assert_ne!(digest, history.withheld_digest(rehearsal, salt).unwrap());

    assert_eq!(
        only(add(&mut history, "2026-10-15", &[("乙", withheld('6'))])),
        ("withheld-again", "A28P1", "step".into())
    );
    let unnamed = json!({ "withheld": { "reason": { "law-forbids": " " }, "salt": "5".repeat(64) } });
    assert_eq!(only(add(&mut checked(), "2026-10-15", &[("乙", unnamed)])).0, "event-reason-missing");
    // corrected, it has a new check value and stays withheld
    add(
        &mut history,
        "2026-10-20",
        &[("丙", corrected(0, "not-disclosed", "squad", "大队长", "2026-10-19"))],
    )
    .unwrap();
    assert_eq!(history.standing().stage, Stage::Withheld);
    let view = history.public_view(Protocol::default()).unwrap().unwrap();
    let PublicView::Withheld { digest: new, corrected_on, .. } = view else { panic!("{view:?}") };
    assert_ne!(new, digest);
    assert_eq!(corrected_on, Some("2026-10-20".parse().unwrap()));
    // the reason may fall away; the duty to disclose was met on the first day
    add(&mut history, "2026-12-01", &[("乙", json!("published"))]).unwrap();
    assert_eq!(seen(&history)["published"]["published_on"], json!("2026-12-01"));
    assert_eq!(history.standing().disclosed_on(), Some("2026-10-15".parse().unwrap()));
}
