//! 第三十一条, 第三十二条 - evidence first, hints after it, and never a verdict.

use double_random::base::{Digest, Problem, Protocol};
use double_random::duty::{
    Act, Consequence, DelayReason, Docket, Done, Exemption, Indicator, Mark, OtherLiability, Referral,
    Reported, Shown, Statement, Trace,
};
use double_random::law::Article;
use serde_json::json;

use super::made_up::{date, only, why};
use super::{at, clean, ordered, published, visited, with_task};

fn with(visits: Vec<double_random::duty::VisitRun>) -> Docket {
    let mut docket = with_task();
    visits.into_iter().for_each(|visit| docket.add_visit(visit).unwrap());
    docket
}

fn statement(ground: Exemption) -> Statement {
    Statement { visit: at(1), ground, person: "甲".to_owned(), on: date("2026-12-01") }
}

/// The code and article that refuse it, or that it stands in the evidence.
fn stated(ground: Exemption) -> Result<usize, (&'static str, &'static str)> {
    let docket = with(vec![visited(1, "K-1", "2026-10-12", clean(), &published("2026-10-13"))]);
    let found = docket.evidence(at(1), &[statement(ground)]);
    found.map(|list| list.statements.len()).map_err(|faults| {
        assert_eq!(faults.0[0].place.field.as_deref(), Some("statements[0]"));
        (faults.code(), faults.article().unwrap().code())
    })
}

#[test]
fn a31i1_duty_done_is_listed_from_the_record_and_not_stated_in_words() {
    let docket = with(vec![visited(1, "K-1", "2026-10-12", clean(), &published("2026-10-13"))]);
    assert!(docket.evidence(at(1), &[]).is_ok());
    let list = docket.evidence(at(1), &[]).unwrap();
    let done: Vec<_> = list.done.iter().map(|done| (done.what, done.on.to_string())).collect();
    let day = |what, on: &str| (what, on.to_owned());
    assert_eq!(done[0], day(Done::Ordered, "2026-10-08"));
    assert_eq!(done[1], day(Done::Inspected, "2026-10-12"));
    assert_eq!(done.last(), Some(&day(Done::Disclosed, "2026-10-13")));
    let due = list.done.iter().filter(|done| done.what == Done::Disclosed).map(|done| done.due);
    assert!(due.into_iter().all(|due| due == Some(date("2026-11-09"))));
    assert!(list.done.iter().all(|done| done.article() == Article::A31I1));
    assert!(list.done.is_sorted());
    assert!(list.done.iter().all(|done| !done.what.zh().is_empty() && !done.what.en().is_empty()));
    assert_eq!(stated(Exemption::DutyDone), Err(("exemption-from-record", "A31I1")));
    assert_eq!(only(docket.evidence(at(9), &[])), ("docket-visit-unknown", "A18", "visit".into()));
}

#[test]
fn a31_a31i2_a_technical_limit_names_the_means_and_what_they_could_not_show() {
    let limit =
        |means: &str, beyond: &str| Exemption::TechnicalLimit { means: means.into(), beyond: beyond.into() };
    assert_eq!(stated(limit("便携式检漏仪", "埋地管道的慢性渗漏")), Ok(1));
    assert_eq!(stated(limit("便携式检漏仪", " ")), Err(("exemption-limit-unnamed", "A31I2")));
    let nobody = Statement { person: " ".to_owned(), ..statement(limit("检漏仪", "渗漏")) };
    assert_eq!(nobody.check().map_err(|error| error.code()), Err("exemption-unsigned"));
}

#[test]
fn a31i3_an_accident_has_a_report_on_its_cause() {
    let accident =
        |report: &str| Exemption::NoCausalLink { accident: "雷击停电".into(), report: report.into() };
    assert_eq!(stated(accident("调查报告〔2026〕5号")), Ok(1));
    assert_eq!(stated(accident("")), Err(("exemption-accident-unreported", "A31I3")));
}

#[test]
fn a31i4_a_false_report_was_found_false_by_a_document() {
    let report = |by: &str| Exemption::FalseReport {
        body: "某检测公司".into(),
        report: Digest([3; 32]),
        found_false_by: by.into(),
    };
    assert_eq!(stated(report("处罚决定〔2026〕8号")), Ok(1));
    assert_eq!(stated(report("")), Err(("exemption-report-unnamed", "A31I4")));
}

#[test]
fn a31i5_other_law_is_cited() {
    assert_eq!(stated(Exemption::Other { provision: "某条例第七条".into() }), Ok(1));
    assert_eq!(
        stated(Exemption::Other { provision: " ".into() }),
        Err(("exemption-provision-missing", "A31I5"))
    );
}

/// Article and words of every hint.
fn hints(docket: &Docket, today: &str, reported: &Reported) -> Vec<(&'static str, String)> {
    let hints = docket.indicators(date(today), reported).unwrap();
    // evidence first: the order has the day in every hint, whatever it is about
    assert!(hints.iter().all(|hint| hint.evidence.done[0].what == Done::Ordered));
    assert!(hints.iter().all(|hint| !hint.shown.zh().is_empty()));
    hints.iter().map(|hint: &Indicator| (hint.article.code(), hint.shown.en())).collect()
}

#[test]
fn a32_a32i1_not_as_required_is_shown_by_trace_and_window_and_its_consequence_is_stated_by_a_person() {
    let docket = with(vec![visited(1, "K-1", "2026-12-02", clean(), &published("2026-12-03"))]);
    let gap =
        Trace { marks: vec![Mark::new(Act::Drawn, date("2026-10-01"), None)], ..Trace::default() }.check();
    let consequence = |article, text: &str, on: &str| Consequence {
        visit: at(1),
        article,
        text: text.into(),
        person: "督查室".into(),
        on: date(on),
    };
    let mut reported = Reported { traces: vec![(at(1), gap.clone())], ..Reported::default() };
    let found = hints(&docket, "2026-12-10", &reported);
    assert_eq!(found.len(), gap.0.len() + 1);
    assert!(found.iter().all(|(article, _)| *article == "A32I1"));
    assert!(found.contains(&("A32I1", "inspected on 2026-12-02, the window ended on 2026-11-30".to_owned())));
    let lacking = docket.indicators(date("2026-12-10"), &reported).unwrap();
    assert!(lacking.iter().all(|hint| hint.lacks_consequence() && hint.consequence.is_none()));
    reported.consequences = vec![consequence(Article::A32I1, "复查时已停业整顿", "2026-12-09")];
    let stated = docket.indicators(date("2026-12-10"), &reported).unwrap();
    assert!(stated.iter().all(|hint| hint.consequence.as_deref() == Some("复查时已停业整顿")));
    let refuse = |stated: Consequence| {
        let reported = Reported { consequences: vec![stated], ..Reported::default() };
        only(docket.indicators(date("2026-12-10"), &reported))
    };
    let place = || "consequences[0]".to_owned();
    assert_eq!(
        refuse(consequence(Article::A32I1, " ", "2026-12-09")),
        ("consequence-unsigned", "A32", place())
    );
    assert_eq!(
        refuse(consequence(Article::A32I4, "x", "2026-12-09")),
        ("consequence-not-asked", "A32", place())
    );
    assert_eq!(
        refuse(consequence(Article::A32I1, "x", "2026-10-01")),
        ("consequence-before-order", "A32I1", place())
    );
    // in time and inside the window: nothing to show
    let usual = with(vec![visited(1, "K-1", "2026-10-12", clean(), &published("2026-10-13"))]);
    assert_eq!(hints(&usual, "2026-12-10", &Reported::default()), []);
}

#[test]
fn a32i2_late_is_late_by_the_legal_term_and_never_by_a_reminder() {
    // one visit is public late by its own date, in time by the task's
    let run = || visited(1, "K-1", "2026-10-12", clean(), &published("2026-11-20"));
    let mut docket = with(vec![run(), ordered(2, "K-2")]);
    assert_eq!(hints(&docket, "2026-11-25", &Reported::default()), []);
    let unpublished = || visited(3, "K-3", "2026-10-13", clean(), &[]);
    docket.add_visit(unpublished()).unwrap();
    let reminders = docket.reminders();
    assert_eq!((reminders.len(), reminders[0].day), (1, Ok(date("2026-11-10"))));
    assert_eq!(hints(&docket, "2026-11-25", &Reported::default()), []); // the reminder has passed, the term has not
    let alone = with(vec![run()]);
    assert_eq!(
        hints(&alone, "2026-11-25", &Reported::default()),
        [("A32I2", "published on 2026-11-20, the last day was 2026-11-09".to_owned())]
    );
    let waiting = with(vec![unpublished()]);
    assert_eq!(
        hints(&waiting, "2026-11-25", &Reported::default()),
        [("A32I2", "not published, the last day was 2026-11-10".to_owned())]
    );
    let stated = |count: usize| {
        let one = Consequence {
            visit: at(1),
            article: Article::A32I2,
            text: "群众集中投诉".into(),
            person: "督查室".into(),
            on: date("2026-11-24"),
        };
        let reported = Reported { consequences: vec![one; count], ..Reported::default() };
        alone.indicators(date("2026-11-25"), &reported)
    };
    assert!(stated(1).is_ok_and(|hints| hints.iter().all(|hint| !hint.lacks_consequence())));
    assert_eq!(only(stated(2)), ("consequence-duplicate", "A32I2", "consequences[1]".into()));
}

#[test]
fn a32i3_a_suspected_crime_is_passed_on_with_a_letter() {
    let docket = with(vec![visited(1, "K-1", "2026-10-12", clean(), &published("2026-10-13"))]);
    let with = |person: &str, referred: Option<(&str, &str)>| {
        let referred = referred.map(|(on, letter)| (date(on), letter.to_owned()));
        let referral =
            Referral { visit: at(1), suspected_on: date("2026-10-12"), person: person.into(), referred };
        docket.indicators(date("2026-12-10"), &Reported { referrals: vec![referral], ..Reported::default() })
    };
    assert!(with("甲", None).is_ok());
    let open = with("甲", None).unwrap();
    assert_eq!(open[0].shown, Shown::NotReferred { since: date("2026-10-12") });
    assert_eq!((open[0].article, open[0].lacks_consequence()), (Article::A32I3, false));
    assert!(with("甲", Some(("2026-10-14", "移送〔2026〕2号"))).is_ok_and(|hints| hints.is_empty()));
    assert_eq!(
        only(with("甲", Some(("2026-10-14", " ")))),
        ("referral-unproven", "A32I3", "referrals[0]".into())
    );
    assert_eq!(only(with("甲", Some(("2026-10-11", "2号")))).0, "referral-unproven");
    assert_eq!(only(with("", None)), ("referral-unsigned", "A32I3", "referrals[0]".into()));
}

#[test]
fn a32i4_a_visit_not_made_is_shown_unless_somebody_gave_a_reason() {
    let docket = with(vec![ordered(1, "K-1")]);
    assert_eq!(hints(&docket, "2026-11-30", &Reported::default()), []); // its last day
    let expected = [("A32I4", "the window ended on 2026-11-30, there is no result".to_owned())];
    assert_eq!(hints(&docket, "2026-12-01", &Reported::default()), expected);
    let reason = |text: &str| DelayReason { visit: at(1), text: text.into(), person: "队长".into() };
    let with = |text: &str| Reported { reasons: vec![reason(text)], ..Reported::default() };
    assert_eq!(hints(&docket, "2026-12-01", &with("台风停工")), []);
    let blank = docket.indicators(date("2026-12-01"), &with(" "));
    assert_eq!(only(blank), ("delay-reason-unsigned", "A32I4", "reasons[0]".into()));
}

#[test]
fn a32i5_other_law_names_its_provision_and_the_facts() {
    let docket = with(vec![ordered(1, "K-1")]);
    let with = |provision: &str, visit: u32| {
        let other =
            OtherLiability { visit: at(visit), provision: provision.into(), facts: "收受礼品".into() };
        docket.indicators(date("2026-10-20"), &Reported { others: vec![other], ..Reported::default() })
    };
    assert!(with("某条例第九条", 1).is_ok());
    assert!(with("某条例第九条", 1).is_ok_and(|hints| hints[0].article == Article::A32I5));
    assert_eq!(only(with("", 1)), ("liability-provision-missing", "A32I5", "others[0]".into()));
    assert_eq!(only(with("某条例第九条", 9)), ("docket-visit-unknown", "A18", "others[0]".into()));
}

/// The public sees a result, and no word of lateness, evidence or hints.
#[test]
fn nothing_that_is_published_holds_a_hint() {
    let run = visited(1, "K-1", "2026-10-12", clean(), &published("2026-11-20"));
    let docket = with(vec![run.clone()]);
    assert_eq!(docket.indicators(date("2026-11-25"), &Reported::default()).unwrap().len(), 1);
    for history in &run.results {
        let public = serde_json::to_string(&history.public_view(Protocol::default()).unwrap()).unwrap();
        for word in ["indicator", "evidence", "A31", "A32", "due", "late", "consequence", "履职", "逾期"]
        {
            assert!(!public.contains(word), "{word} in {public}");
        }
        let archive = serde_json::to_value(history.archive()).unwrap();
        let keys: Vec<&String> = archive.as_object().unwrap().keys().collect();
        assert_eq!(json!(keys), json!(["department", "events", "item", "sheet", "team"]));
    }
    assert!(why(docket.duties(date("2026-10-01")).map(|_| ())).len() == 1);
}
