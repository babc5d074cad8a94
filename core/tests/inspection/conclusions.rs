//! 第二十六条, 第二十七条 - which conclusions stand together, and what they ask for.

use double_random::base::Problem;
use double_random::inspection::{Conclusion, Conclusions, Obstruction, ObstructionGround};
use serde_json::{Value, json};

use super::made_up::{only, read, sign, why, with};

/// Written by hand from the reading: x where two conclusions exclude each other, rows and columns (1) to (8).
const EXCLUDED: [&str; 8] =
    [".xxxxxxx", "x...xx..", "x.......", "x.......", "xx......", "xx......", "x.......", "x......."];

/// A set with everything that its members ask for.
fn equipped(found: &[Conclusion]) -> Conclusions {
    let has = |conclusion| found.contains(&conclusion);
    let given = |wanted: bool, value: Value| if wanted { value } else { Value::Null };
    read(json!({
        "found": found,
        "other": given(has(Conclusion::Other), json!({ "case": "closed", "text": "停业三个月" })),
        "order": given(has(Conclusion::CorrectionOrdered), json!({ "issued_on": "2026-10-12" })),
        "obstruction": given(has(Conclusion::Obstructed), json!({
            "facts": [{ "ground": "entry-refused", "act": "拒绝进入厂区" }],
            "decision": { "person": "队长", "date": "2026-10-12", "serious": true },
        })),
    }))
}

#[test]
fn a26_a26i1_a26i2_a26i3_a26i4_a26i5_a26i6_a26i7_a26i8_all_255_sets_stand_or_fall_by_their_pairs() {
    let excluded = |one: usize, two: usize| EXCLUDED[one].as_bytes()[two] == b'x';
    let mut lawful = 0;
    for bits in 1..256_usize {
        let members: Vec<usize> = (0..8).filter(|at| bits >> at & 1 == 1).collect();
        let pairs = members.iter().flat_map(|&one| members.iter().map(move |&two| (one, two)));
        let clashes = pairs.filter(|&(one, two)| one < two && excluded(one, two)).count();
        let found: Vec<Conclusion> = members.iter().map(|&at| Conclusion::ALL[at]).collect();
        match equipped(&found).check() {
            Ok(()) => assert_eq!(clashes, 0, "{found:?}"),
            Err(faults) => {
                assert_eq!(faults.0.len(), clashes, "{found:?}: {faults}");
                assert!(faults.0.iter().all(|fault| fault.code() == "conclusion-excluded"));
            }
        }
        lawful += usize::from(clashes == 0);
    }
    // (1) alone; without (1): 2^6 without (2), of 2^6; with (2), any of (3), (4), (7), (8)
    assert_eq!(lawful, 1 + (64 - 1) + 16);
    for (at, &conclusion) in Conclusion::ALL.iter().enumerate() {
        assert_eq!(conclusion.article().code(), format!("A26I{}", at + 1));
        assert!(
            Conclusion::ALL.iter().all(|&other| conclusion.excludes(other) == other.excludes(conclusion))
        );
    }
}

#[test]
fn a26_a_clash_is_named_in_both_languages_at_its_place() {
    let refused =
        sign(with("/findings/1/conclusions/found", json!(["no-problem", "follow-up-pending"]))).unwrap_err();
    assert_eq!(refused.message_zh(), "结论“未发现问题”与“发现问题待后续处理”不能并存");
    assert_eq!(
        refused.to_string(),
        "findings[1].conclusions.found: conclusions `no problem found` and `problem found, follow-up pending` exclude each other"
    );
    assert_eq!(only(Conclusions::default().check()), ("conclusion-none", "A26", "found".into()));
}

#[test]
fn a26i8_a26i5_some_conclusions_ask_for_more() {
    let check = |value: Value| read::<Conclusions>(value).check();
    let order = |corrected: &str| json!({ "found": ["correction-ordered"], "order": { "issued_on": "2026-10-12", "corrected_on": corrected } });
    assert!(check(order("2026-10-12")).is_ok());
    assert!(
        check(json!({ "found": ["correction-ordered"], "order": { "issued_on": "2026-10-12" } })).is_ok()
    ); // ordered is not corrected
    for (value, code, article) in [
        (order("2026-10-11"), "corrected-before-order", "A26I5"),
        (json!({ "found": ["correction-ordered"] }), "correction-order-missing", "A26I5"),
        (
            json!({ "found": ["correction-ordered"], "order": { "issued_on": "2026-10-12", "due": "2026-10-11" } }),
            "correction-due-before-order",
            "A26I5",
        ),
        (json!({ "found": ["not-disclosed"], "follow_up_by": "2026-10-30" }), "follow-up-unused", "A26I7"),
        (
            json!({ "found": ["follow-up-pending"], "order": { "issued_on": "2026-10-12" } }),
            "correction-order-unused",
            "A26I5",
        ),
        (json!({ "found": ["other"] }), "conclusion-other-unnamed", "A26I8"),
        (
            json!({ "found": ["other"], "other": { "case": "closed", "text": " " } }),
            "conclusion-other-unnamed",
            "A26I8",
        ),
        (
            json!({ "found": ["no-problem"], "other": { "case": "closed", "text": "停业" } }),
            "conclusion-other-unused",
            "A26I8",
        ),
    ] {
        let (found, cited, _) = only(check(value.clone()));
        assert_eq!((found, cited), (code, article), "{value}");
    }
}

#[test]
fn a27_a26i6_a_ground_makes_it_possible_and_a_named_person_decides() {
    let with = |found: &str, decision: Value| {
        let facts =
            json!([{ "ground": "material-refused", "act": "拒绝提供台账", "toward": "entrusted-body" }]);
        read::<Conclusions>(
            json!({ "found": [found], "obstruction": { "facts": facts, "decision": decision } }),
        )
        .check()
    };
    let decided = |serious: bool| json!({ "person": "队长", "date": "2026-10-12", "serious": serious });
    assert!(with("obstructed", decided(true)).is_ok());
    assert!(with("no-problem", decided(false)).is_ok()); // eligible, and found not to be serious
    assert!(with("no-problem", Value::Null).is_ok()); // nobody has to decide
    let place = || "obstruction.decision".to_owned();
    assert_eq!(only(with("obstructed", Value::Null)), ("obstruction-undecided", "A26I6", place()));
    assert_eq!(only(with("obstructed", decided(false))), ("obstruction-undecided", "A26I6", place()));
    assert_eq!(only(with("no-problem", decided(true))), ("obstruction-not-concluded", "A26I6", place()));
    let nobody = json!({ "person": "", "date": "2026-10-12", "serious": true });
    assert_eq!(only(with("obstructed", nobody)).0, "obstruction-decider-unnamed");
    assert_eq!(only(Conclusions::of([Conclusion::Obstructed]).check()).0, "obstruction-undecided");
}

#[test]
fn a27i1_a27i2_a27i3_a27i4_only_the_fourth_ground_asks_for_a_consequence() {
    let check = |ground: ObstructionGround, act: &str, consequence: Value| {
        let fact = json!({ "ground": ground, "act": act, "consequence": consequence });
        read::<Obstruction>(json!({ "facts": [fact] })).check()
    };
    for (at, ground) in ObstructionGround::ALL.into_iter().enumerate() {
        assert_eq!(ground.article().code(), format!("A27I{}", at + 1));
        assert!(check(ground, "切断电源", json!("检查无法继续")).is_ok());
        assert_eq!(
            only(check(ground, " ", json!("检查无法继续"))),
            ("obstruction-no-act", "A27", "facts[0].act".into())
        );
        // a ground by itself concludes nothing
        let fact = json!({ "ground": ground, "act": "切断电源", "consequence": "检查无法继续" });
        let undecided = json!({ "found": ["obstructed"], "obstruction": { "facts": [fact] } });
        assert_eq!(read::<Conclusions>(undecided).check().unwrap_err().code(), "obstruction-undecided");
        let alone = check(ground, "切断电源", Value::Null);
        assert_eq!(alone.is_ok(), ground != ObstructionGround::Hindered);
    }
    let refused = check(ObstructionGround::Hindered, "切断电源", json!(" "));
    assert_eq!(only(refused), ("obstruction-no-consequence", "A27I4", "facts[0].consequence".into()));
    assert_eq!(why(Obstruction::default().check()), [("obstruction-no-ground", "A27", "facts".into())]);
}
