//! 第二十五条第一句, 第二十八条第四款 - forms and answers.

use double_random::base::Problem;
use double_random::inspection::{Form, Forms};
use serde_json::json;

use super::made_up::{forms, id, only, read, sign, why, with, with_all};

#[test]
fn a25_the_match_comes_first_and_a_choice_by_hand_is_logged() {
    let matched = |item: &str| forms().matched(&id(item)).map(|choice| choice.form.to_string());
    assert_eq!(matched("gas"), Ok("F-gas".to_owned()));
    assert_eq!(matched("none").unwrap_err().code(), "form-none");
    let several = matched("signs").unwrap_err();
    assert_eq!(
        (several.code(), several.to_string().as_str()),
        ("form-several", "several forms list item `signs`: `F-fire`, `F-signs`")
    );
    let chosen = |form: &str, person: &str, reason: &str| {
        let manual = json!({ "person": person, "date": "2026-10-11", "reason": reason });
        with("/findings/1/form", json!({ "form": form, "manual": manual }))
    };
    assert!(sign(chosen("F-signs", "P-1", "店招改造")).is_ok());
    assert_eq!(
        only(sign(chosen("F-signs", "P-1", ""))),
        ("form-manual-unsigned", "A25", "findings[1].form.manual".into())
    );
    assert_eq!(only(sign(chosen("F-signs", " ", "店招改造"))).0, "form-manual-unsigned");
    assert_eq!(only(sign(chosen("F-none", "P-1", "店招改造"))).0, "form-unknown");
    assert_eq!(only(sign(with("/findings/1/form", json!({ "form": "F-signs" })))).0, "form-not-matched");
}

#[test]
fn a28p4_answers_are_complete_and_to_the_form() {
    let answers = |value| sign(with("/findings/0/answers", value));
    assert!(answers(json!({ "alarm": "不适用", "remarks": "无" })).is_ok());
    assert_eq!(only(answers(json!({}))), ("answer-missing", "A28P4", "findings[0].answers.alarm".into()));
    assert_eq!(only(answers(json!({ "alarm": " " }))).0, "answer-missing");
    assert_eq!(only(answers(json!({ "alarm": "正常", "color": "红" }))).0, "answer-unknown");
}

#[test]
fn a25_every_fault_of_the_forms_and_of_the_sheet_is_told_at_once() {
    let doubled: Vec<Form> = read(json!([
        { "id": "F", "name": "表", "items": [], "questions": [{ "id": "q", "text": "?" }, { "id": "q", "text": "?" }] },
        { "id": "F", "name": "表", "items": [] },
    ]));
    assert_eq!(
        why(Forms::new(doubled)),
        [("form-duplicate", "A25", "questions".into()), ("form-duplicate", "A25", "id".into())]
    );
    let both =
        with_all([("/findings/0/answers", json!({})), ("/signatures", json!([])), ("/firm", json!(null))]);
    let codes: Vec<_> = why(sign(both)).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, ["answer-missing", "signature-missing", "signature-missing", "firm-signature-missing"]);
}
