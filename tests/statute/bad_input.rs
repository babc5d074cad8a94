//! What must not pass, item by item: each an error with code, article and what to do, in both languages.

use double_random::base::Faults;
use double_random::disclosure::{Event, History};
use double_random::wire;
use serde_json::{Value, json};

use crate::made_up::{finding, id, only, read, sheet, sign, unreachable, with, with_all};

/// Code, article and place of what the door says to a term.
fn deadline(event: &str, count: u32) -> (String, String, String) {
    let request =
        json!({ "verb": "deadline", "args": { "event": event, "count": count, "unit": "working-day" } });
    let answer: Value = serde_json::from_str(&wire::answer(&request.to_string())).unwrap();
    let error = &answer["error"];
    let text = |value: &Value| value.as_str().unwrap_or("nothing").to_owned();
    for words in ["message_zh", "message_en", "hint"] {
        assert!(error[words].as_str().is_some_and(|text| text.len() > 5), "{answer}");
    }
    (text(&error["code"]), text(&error["article"]), text(&error["where"]["field"]))
}

fn history(steps: &[(&str, &str, Value)]) -> Result<History, Faults> {
    let mut history = History::open(&sign(sheet()).unwrap(), &id("gas"), "综合执法局").unwrap();
    for (on, person, step) in steps {
        let event: Event =
            read(json!({ "on": on, "actor": { "person": person, "org": "squad" }, "step": step }));
        history.append(event)?;
    }
    Ok(history)
}

#[test]
fn a28p1_a_term_that_cannot_be_counted_is_refused_with_its_place() {
    let seen = |event: &str, count: u32| {
        let (code, article, place) = deadline(event, count);
        format!("{code} {article} {place}")
    };
    assert_eq!(seen("2017-12-31", 20), "calendar-missing A28P1 args.event");
    assert_eq!(seen("2027-01-04", 20), "calendar-missing A28P1 args.event");
    assert_eq!(seen("2026-12-31", 20), "calendar-missing A28P1 args.count"); // the event has a calendar, its end has none
    assert_eq!(seen("2026-03-02", 0), "deadline-count-zero A28P1 args.count");
    assert_eq!(seen("2026-02-30", 20), "date-no-such-day A16 args.event");
    assert_eq!(seen("20260430", 20), "date-form A16 args.event");
    let right =
        wire::answer(r#"{"verb":"deadline","args":{"event":"2026-02-06","count":20,"unit":"working-day"}}"#);
    assert_eq!(right, r#"{"ok":{"last_day":"2026-03-12","provisional":false}}"#);
}

#[test]
fn a25_a26_a29_a_result_that_lacks_or_contradicts_is_refused() {
    let stranger = with("/signatures/-", json!({ "person": "P-9", "date": "2026-10-12" }));
    assert_eq!(only(sign(stranger)), ("signature-stranger", "A25", "signatures[2]".into()));
    let unfounded = with_all([("/findings/0", unreachable("gas")), ("/findings/0/evidence", json!([]))]);
    assert_eq!(only(sign(unfounded)), ("result-without-evidence", "A29", "findings[0].evidence".into()));
    let both = with("/findings/0", finding("gas", &["no-problem", "follow-up-pending"]));
    assert_eq!(only(sign(both)), ("conclusion-excluded", "A26", "findings[0].conclusions.found".into()));
    assert!(sign(sheet()).is_ok());
}

#[test]
fn a6_a28p2_a28p3_a_step_before_its_time_is_refused() {
    let entered = || ("2026-10-15", "甲", json!("entered"));
    let checked = || ("2026-10-15", "乙", json!("checked"));
    let published = || ("2026-10-15", "乙", json!("published"));
    let early = history(&[entered(), published()]);
    assert_eq!(only(early), ("publication-before-check", "A6", "step".into()));
    let objection = ("2026-10-13", "丙", json!({ "objected": { "objection": "O-1" } }));
    assert_eq!(only(history(&[objection])), ("objection-before-signature", "A28P3", "on".into()));
    let corrected = |found: &str| {
        let head = json!({ "unit": "squad", "person": "大队长", "date": "2026-10-16" });
        let body =
            json!({ "replaces": 0, "finding": finding("gas", &[found]), "reason": "录错", "head": head });
        ("2026-10-16", "丙", json!({ "corrected": body }))
    };
    let steps = || vec![entered(), checked(), published(), corrected("not-disclosed")];
    assert!(history(&steps()).is_ok());
    let both = [steps(), vec![corrected("follow-up-pending")]].concat();
    assert_eq!(only(history(&both)), ("correction-stale", "A28P2", "step".into())); // two at once
    let back = [steps(), vec![("2026-10-15", "丙", json!({ "followed-up": { "note": "回访" } }))]].concat();
    assert_eq!(only(history(&back)), ("event-backdated", "A6", "on".into()));
}
