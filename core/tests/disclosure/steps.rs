//! Each refusal with its code and article, beside the step that passes.

use double_random::disclosure::{ClockKind, Event, History, Stage};
use double_random::inspection::Conclusion;
use serde_json::{Value, json};

use super::made_up::{finding, only, unreachable};
use super::{add, corrected, event, history, published};

#[test]
fn a6_entered_checked_by_another_person_and_only_then_published() {
    let mut history = history();
    let mut refuse = |person: &str, step: Value| only(add(&mut history, "2026-10-15", &[(person, step)]));
    let place = || "step".to_owned();
    let withheld = || json!({ "withheld": { "reason": "privacy", "salt": "5".repeat(64) } });
    assert_eq!(refuse("乙", json!("published")), ("publication-before-check", "A6", place()));
    assert_eq!(refuse("乙", withheld()), ("publication-before-check", "A6", place()));
    assert_eq!(refuse("乙", json!("checked")), ("check-before-entry", "A6", place()));
    assert_eq!(refuse(" ", json!("entered")), ("event-actor-missing", "A6", "actor.person".into()));
    add(&mut history, "2026-10-15", &[("甲", json!("entered"))]).unwrap();
    let mut refuse = |person: &str, step: Value| only(add(&mut history, "2026-10-15", &[(person, step)]));
    assert_eq!(refuse("甲 ", json!("checked")), ("check-same-person", "A6", place()));
    assert_eq!(refuse("甲", json!("published")).0, "publication-before-check");
    assert_eq!(refuse("甲", json!("entered")).0, "entry-again");
    assert_eq!(
        refuse("乙", json!({ "returned": { "reason": "" } })),
        ("event-reason-missing", "A6", place())
    );
    let again = [
        ("乙", json!({ "returned": { "reason": "漏填" } })),
        ("乙", json!("entered")),
        ("甲", json!("checked")),
    ];
    assert!(add(&mut history, "2026-10-16", &again).is_ok());
    assert!(add(&mut history, "2026-10-16", &[("甲", json!("published"))]).is_ok());
    assert_eq!(history.standing().published_on, Some("2026-10-16".parse().unwrap()));
}

#[test]
fn a6_no_event_is_dated_back() {
    let mut history = published();
    let back = add(&mut history, "2026-10-14", &[("丙", json!({ "followed-up": { "note": "回访" } }))]);
    assert_eq!(only(back), ("event-backdated", "A6", "on".into()));
    assert!(add(&mut history, "2026-10-15", &[("丙", json!({ "followed-up": { "note": "回访" } }))]).is_ok());
    let before_signature = add(&mut super::history(), "2026-10-13", &[("甲", json!("entered"))]);
    assert_eq!(only(before_signature), ("event-backdated", "A6", "on".into()));
}

#[test]
fn a3_a28p2_a_correction_needs_the_head_of_the_executing_unit_and_the_newest_version() {
    let refuse = |step: Value| only(add(&mut published(), "2026-10-20", &[("丙", step)]));
    let (unit, head, day) = ("squad", "大队长", "2026-10-19");
    assert!(
        add(&mut published(), "2026-10-20", &[("丙", corrected(0, "not-disclosed", unit, head, day))])
            .is_ok()
    );
    for (step, code) in [
        (corrected(0, "not-disclosed", "other", head, day), "correction-other-head"),
        (corrected(0, "not-disclosed", unit, " ", day), "correction-unsigned"),
        (corrected(0, "not-disclosed", unit, head, "2026-10-21"), "correction-unsigned"),
        (corrected(0, "not-disclosed", unit, "丙", day), "correction-same-person"),
        (corrected(1, "not-disclosed", unit, head, day), "correction-stale"),
    ] {
        assert_eq!(refuse(step), (code, "A28P2", "step".into()));
    }
    // whoever inspects answers for the result, not the department that entrusted it (I-3-a)
    let of_owner = corrected(0, "not-disclosed", "city", head, day);
    let refused = add(&mut published(), "2026-10-20", &[("丙", of_owner)]).unwrap_err();
    assert!(refused.to_string().contains("`city`") && refused.to_string().contains("`squad`"), "{refused}");
    let place = "step.corrected.finding".to_owned();
    assert_eq!(
        refuse(corrected(0, "no-problem", unit, head, day)),
        ("correction-changes-nothing", "A28P2", place.clone())
    );
    let with = |finding: Value| {
        let mut step = corrected(0, "not-disclosed", unit, head, day);
        step["corrected"]["finding"] = finding;
        refuse(step)
    };
    assert_eq!(with(finding("fire", &["not-disclosed"])), ("correction-other-result", "A28P2", place));
    // the new version keeps the rules of the old one
    assert_eq!(with(finding("gas", &["no-problem", "follow-up-pending"])).0, "conclusion-excluded");
    let mut without = unreachable("gas");
    without["evidence"] = json!([]);
    assert_eq!(with(without), ("result-without-evidence", "A29", "step.corrected.finding.evidence".into()));
}

#[test]
fn a28p2_of_two_corrections_at_once_the_second_is_refused() {
    let mut history = published();
    let both = ["not-disclosed", "follow-up-pending"]
        .map(|found| corrected(0, found, "squad", "大队长", "2026-10-19"));
    assert!(add(&mut history, "2026-10-20", &[("丙", both[0].clone())]).is_ok());
    let before = history.clone();
    let second = add(&mut history, "2026-10-20", &[("丁", both[1].clone())]);
    assert_eq!(only(second), ("correction-stale", "A28P2", "step".into()));
    assert_eq!(history, before);
}

#[test]
fn a28p2_what_is_published_is_corrected_or_withdrawn_and_nothing_else() {
    let refuse = |step: Value| only(add(&mut published(), "2026-10-20", &[("丙", step)])).0;
    assert_eq!(refuse(json!("published")), "publication-again");
    assert_eq!(
        refuse(json!({ "withheld": { "reason": "privacy", "salt": "5".repeat(64) } })),
        "publication-again"
    );
    let mut history = published();
    let withdrawn = || withdrawal(json!("court"), "（2026）行初1号", "squad", "大队长", "2026-10-19");
    assert!(add(&mut history, "2026-10-20", &[("丙", withdrawn())]).is_ok());
    for step in
        [withdrawn(), json!("entered"), json!("published"), json!({ "objected": { "objection": "O-1" } })]
    {
        assert_eq!(
            only(add(&mut history, "2026-10-21", &[("丙", step)])),
            ("result-withdrawn", "A28P2", "step".into())
        );
    }
}

/// A withdrawal on this ground, over the signature of the head of `unit`.
fn withdrawal(ground: Value, document: &str, unit: &str, head: &str, signed: &str) -> Value {
    let head = json!({ "unit": unit, "person": head, "date": signed });
    json!({ "withdrawn": { "ground": ground, "document": document, "head": head } })
}

#[test]
fn a28p2_a_result_is_withdrawn_on_a_decision_over_the_heads_signature() {
    let refuse = |step: Value| only(add(&mut published(), "2026-10-20", &[("丙", step)]));
    let court = |document: &str, unit: &str, head: &str, signed: &str| {
        refuse(withdrawal(json!("court"), document, unit, head, signed))
    };
    let (document, head, day) = ("（2026）行初1号", "大队长", "2026-10-19");
    for (refused, code) in [
        (court(" ", "squad", head, day), "event-reason-missing"),
        (court(document, "other", head, day), "correction-other-head"),
        (court(document, "squad", " ", day), "correction-unsigned"),
        (court(document, "squad", head, "2026-10-21"), "correction-unsigned"),
        (court(document, "squad", "丙", day), "correction-same-person"),
    ] {
        assert_eq!(refused.0, code);
    }
    // on no ground, or on none that the rules know
    for ground in [json!(null), json!("mistake"), json!("review")] {
        let step = withdrawal(ground, document, "squad", head, day);
        let event = json!({ "on": "2026-10-20", "actor": { "person": "丙", "org": "squad" }, "step": step });
        assert!(double_random::base::json::shaped::<double_random::disclosure::Event>(event).is_err());
    }
    // by a review: only by one that found the result wrong, and only once
    let by_review = || withdrawal(json!({ "review": "O-1" }), document, "squad", head, day);
    assert_eq!(refuse(by_review()), ("objection-unknown", "A28P3", "step".into()));
    let objected = ("丙", json!({ "objected": { "objection": "O-1" } }));
    let reviewed = |outcome: &str| ("丁", json!({ "reviewed": { "objection": "O-1", "outcome": outcome } }));
    let with = |steps: &[(&str, Value)]| {
        let mut history = published();
        add(&mut history, "2026-10-19", steps).unwrap();
        add(&mut history, "2026-10-20", &[("丙", by_review())])
    };
    let code = |refused: Result<(), double_random::base::Faults>| only(refused).0;
    assert_eq!(code(with(std::slice::from_ref(&objected))), "withdrawal-not-reviewed");
    assert_eq!(code(with(&[objected.clone(), reviewed("stands")])), "withdrawal-not-reviewed");
    assert_eq!(with(&[objected.clone(), reviewed("wrong")]), Ok(()));
    let put_right = ("丙", corrected(0, "not-disclosed", "squad", "大队长", "2026-10-19"));
    assert_eq!(code(with(&[objected, reviewed("wrong"), put_right])), "withdrawal-not-reviewed");
}

#[test]
fn a28p2_the_target_is_told_of_a_withdrawal_once() {
    let mut history = published();
    let told = || [("丙", json!("notified"))];
    assert_eq!(
        only(add(&mut history, "2026-10-20", &told())),
        ("notice-before-withdrawal", "A28P2", "step".into())
    );
    let withdrawn = withdrawal(json!("reconsideration"), "复决〔2026〕3号", "squad", "大队长", "2026-10-19");
    add(&mut history, "2026-10-20", &[("丙", withdrawn)]).unwrap();
    assert_eq!(add(&mut history, "2026-10-21", &told()), Ok(()));
    assert_eq!(history.standing().notified_on, Some("2026-10-21".parse().unwrap()));
    assert_eq!(only(add(&mut history, "2026-10-22", &told())).0, "notice-again");
}

#[test]
fn a6_what_the_platform_does_has_the_day_of_its_entry() {
    let at = |history: &mut History, on: &str, entered: &str, step: Value| {
        history.append(Event { entered_on: Some(entered.parse().unwrap()), ..event(on, "丙", step) })
    };
    let note = || json!({ "followed-up": { "note": "回访" } });
    let entered = |on: &str, entered: &str| at(&mut history(), on, entered, json!("entered"));
    assert_eq!(entered("2026-10-15", "2026-10-15"), Ok(()));
    // signed on the 14th, entered on 20 November, and said to be of the 15th
    assert_eq!(only(entered("2026-10-15", "2026-11-20")), ("event-entered-late", "A6", "entered_on".into()));
    let mut history = published();
    assert_eq!(
        only(at(&mut history, "2026-10-20", "2026-10-19", note())),
        ("event-entered-early", "A6", "entered_on".into())
    );
    // a visit elsewhere may be written down later, and the next event not before that
    assert_eq!(at(&mut history, "2026-10-20", "2026-10-22", note()), Ok(()));
    assert_eq!(
        only(at(&mut history, "2026-10-21", "2026-10-21", note())),
        ("event-entered-before", "A6", "entered_on".into())
    );
    assert_eq!(at(&mut history, "2026-10-21", "2026-10-22", note()), Ok(()));
}

#[test]
fn a26i5_a26i7_a_follow_up_says_when_the_order_was_met_and_nothing_else_ends_it() {
    let ordered = |corrected_on: Value| {
        let mut ordered = finding("gas", &["correction-ordered", "follow-up-pending"]);
        ordered["conclusions"]["order"] =
            json!({ "issued_on": "2026-10-12", "due": "2026-10-30", "corrected_on": corrected_on });
        let sheet = super::made_up::with_all([("/findings/0", ordered)]);
        History::open(&super::sign(sheet).unwrap(), &super::id("gas"), "综合执法局").unwrap()
    };
    let follow = |corrected_on: Value| {
        [("丙", json!({ "followed-up": { "note": "复查", "corrected_on": corrected_on } }))]
    };
    let mut history = ordered(json!(null));
    assert_eq!(history.pending(), Some(Conclusion::CorrectionOrdered));
    assert_eq!(add(&mut history, "2026-10-20", &follow(json!(null))), Ok(()));
    assert_eq!(history.pending(), Some(Conclusion::CorrectionOrdered)); // looked at, and not corrected yet
    let place = || "step.followed-up.corrected_on".to_owned();
    for day in ["2026-10-11", "2026-10-29"] {
        let refused = only(add(&mut history, "2026-10-28", &follow(json!(day))));
        assert_eq!(refused, ("follow-up-corrected-outside", "A26I5", place()));
    }
    assert_eq!(add(&mut history, "2026-10-28", &follow(json!("2026-10-27"))), Ok(()));
    assert_eq!((history.pending(), history.standing().order_met_on), (None, "2026-10-27".parse().ok()));
    // corrected on the spot: what is pending besides stays
    assert_eq!(ordered(json!("2026-10-12")).pending(), Some(Conclusion::FollowUpPending));
    let nothing = only(add(&mut published(), "2026-10-28", &follow(json!("2026-10-27"))));
    assert_eq!(nothing, ("follow-up-not-ordered", "A26I5", place()));
}

#[test]
fn a28p3_an_objection_is_admissible_once_signed_and_papers_do_not_move_it() {
    let objected = || json!({ "objected": { "objection": "O-1" } });
    let early = add(&mut history(), "2026-10-13", &[("丙", objected())]);
    assert_eq!(only(early), ("objection-before-signature", "A28P3", "on".into()));
    let mut history = history();
    assert!(add(&mut history, "2026-10-14", &[("丙", objected())]).is_ok()); // before anything is published
    let mut refuse = |step: Value| only(add(&mut history, "2026-10-15", &[("丙", step)]));
    let step = |name: &str, more: Value| {
        let mut fields = json!({ "objection": "O-1" });
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ name: fields })
    };
    assert_eq!(refuse(objected()), ("objection-duplicate", "A28P3", "step".into()));
    assert_eq!(refuse(step("fed-back", json!({}))).0, "feedback-before-review");
    assert_eq!(refuse(json!({ "fed-back": { "objection": "O-2" } })).0, "objection-unknown");
    assert_eq!(refuse(step("papers-requested", json!({ "missing": "" }))).0, "event-reason-missing");
    let papers = step("papers-requested", json!({ "missing": "授权书" }));
    add(&mut history, "2026-10-20", &[("丙", papers.clone())]).unwrap();
    let clocks = |history: &double_random::disclosure::History| -> Vec<_> {
        let day = |date: double_random::base::Date| date.to_string();
        history.clocks().map(|clock| (clock.kind, day(clock.from), clock.done.map(day))).collect()
    };
    assert_eq!(clocks(&history), [(ClockKind::Review, "2026-10-14".to_owned(), None)]);

    let reviewed = step("reviewed", json!({ "outcome": "wrong" }));
    add(&mut history, "2026-11-02", &[("丁", reviewed.clone())]).unwrap();
    for step in [reviewed, papers] {
        assert_eq!(only(add(&mut history, "2026-11-02", &[("丙", step)])).0, "objection-reviewed");
    }
    assert!(history.standing().objections.values().all(|objection| objection.asks_for_correction()));
    add(
        &mut history,
        "2026-11-03",
        &[("丙", corrected(0, "not-disclosed", "squad", "大队长", "2026-11-03"))],
    )
    .unwrap();
    assert!(!history.standing().objections.values().any(|objection| objection.asks_for_correction()));
    assert_eq!((history.standing().stage, history.standing().corrected_on), (Stage::Signed, None)); // nobody outside had seen it
    let feedback = step("fed-back", json!({}));
    add(&mut history, "2026-11-04", &[("丁", feedback.clone())]).unwrap();
    assert_eq!(only(add(&mut history, "2026-11-05", &[("丁", feedback)])).0, "feedback-again");
    assert_eq!(
        clocks(&history),
        [
            (ClockKind::Review, "2026-10-14".to_owned(), Some("2026-11-02".to_owned())),
            (ClockKind::Feedback, "2026-11-02".to_owned(), Some("2026-11-04".to_owned())),
        ]
    );
}
