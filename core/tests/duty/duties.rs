//! Open duties: what, who, article, last day.

use double_random::base::calendar::Calendar;
use double_random::directory::{Item, ListChange};
use double_random::duty::{Docket, DueBy, Duty, DutyKind, HEADER_EN, HEADER_ZH, VisitRun};
use double_random::law::RuleSet;
use double_random::plan::AnnualPlan;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::made_up::{date, finding, id, only, read};
use super::{clean, digest, docket, entrusted, ordered, published, task, team, visited, with_task};

/// Kind, holder, article and last day or state of every duty.
fn seen(docket: &Docket, today: &str) -> Vec<String> {
    let line = |duty: &Duty| {
        let due = duty.due.last_day().map_or_else(|| duty.state_en(), |day| day.to_string());
        format!("{:?} {} {} {due}", duty.kind, duty.holder, duty.article.code())
    };
    docket.duties(date(today)).unwrap().all().iter().map(line).collect()
}

fn with(visits: Vec<VisitRun>) -> Docket {
    let mut docket = with_task();
    visits.into_iter().for_each(|visit| docket.add_visit(visit).unwrap());
    docket
}

#[test]
fn a28p1_results_are_due_20_working_days_after_the_units_part_of_the_task() {
    // the last visit is done on 12 October: the task ends there, whatever the window says
    let one = || visited(1, "K-1", "2026-10-12", clean(), &[]);
    assert_eq!(seen(&with(vec![one()]), "2026-10-13"), ["Enter squad A28P1 2026-11-09"]);
    let entered = [("2026-10-13", "甲", json!("entered"))];
    let next = with(vec![visited(1, "K-1", "2026-10-12", clean(), &entered)]);
    assert_eq!(seen(&next, "2026-10-13"), ["Check squad A28P1 2026-11-09"]);
    let done = with(vec![visited(1, "K-1", "2026-10-12", clean(), &published("2026-10-14"))]);
    assert_eq!(seen(&done, "2026-10-14"), [""; 0]);
    // a visit that is still to be made keeps the task open until its window ends, for this unit alone
    let later = with(vec![one(), ordered(2, "K-2")]);
    assert_eq!(seen(&later, "2026-10-13"), ["Inspect squad A18 2026-11-30", "Enter squad A28P1 2026-12-28"]);
    let elsewhere = crate::Asked { unit: "other-squad", ..Default::default() }.ordered();
    let team = crate::Team::of(&elsewhere.ordered, &elsewhere.officers, 2).unwrap();
    let other = VisitRun { team, ..ordered(2, "K-2") };
    assert_eq!(
        seen(&with(vec![one(), other]), "2026-10-13"),
        ["Enter squad A28P1 2026-11-09", "Inspect other-squad A18 2026-11-30"]
    );
    // an entry of tomorrow is refused, never counted
    let early = done.duties(date("2026-10-13"));
    assert_eq!(only(early), ("docket-after-today", "A6", "visits[0]".into()));
}

#[test]
fn a28p3_review_papers_and_answer_each_have_their_day() {
    let objected = |more: &[(&'static str, &'static str, serde_json::Value)]| {
        let mut events = published("2026-10-13");
        events.push(("2026-10-14", "丙", json!({ "objected": { "objection": "O-1" } })));
        events.extend(more.iter().cloned());
        with(vec![visited(1, "K-1", "2026-10-12", clean(), &events)])
    };
    assert_eq!(seen(&objected(&[]), "2026-10-20"), ["Review squad A28P3 2026-11-11"]);
    // to ask for papers moves nothing
    let asked =
        ("2026-10-16", "丙", json!({ "papers-requested": { "objection": "O-1", "missing": "营业执照" } }));
    assert_eq!(
        seen(&objected(std::slice::from_ref(&asked)), "2026-10-20"),
        ["Papers squad A28P3 2026-11-11", "Review squad A28P3 2026-11-11"]
    );
    let wrong = ("2026-11-10", "丙", json!({ "reviewed": { "objection": "O-1", "outcome": "wrong" } }));
    assert_eq!(
        seen(&objected(&[asked, wrong.clone()]), "2026-11-10"),
        ["Correct squad A28P3 promptly, since 2026-11-10", "Feedback squad A28P3 2026-12-01"]
    );
    let fed_back = ("2026-11-11", "丙", json!({ "fed-back": { "objection": "O-1" } }));
    let head = json!({ "unit": "squad", "person": "大队长", "date": "2026-11-11" });
    let corrected = (
        "2026-11-11",
        "丙",
        json!({ "corrected": {
        "replaces": 0, "finding": finding("gas", &["not-disclosed"]), "reason": "型号录错", "head": head } }),
    );
    assert_eq!(seen(&objected(&[wrong, fed_back, corrected]), "2026-11-11"), [""; 0]);
}

#[test]
fn a26i5_a26i7_what_was_ordered_or_left_pending_is_followed_up() {
    let pending = finding("gas", &["follow-up-pending"]);
    let mut events = published("2026-10-13");
    let open = with(vec![visited(1, "K-1", "2026-10-12", pending.clone(), &events)]);
    assert_eq!(seen(&open, "2026-10-20"), ["FollowUp squad A26I7 promptly, since 2026-10-13"]);
    let mut ordered = finding("gas", &["correction-ordered"]);
    ordered["conclusions"]["order"] = json!({ "issued_on": "2026-10-12" });
    let open = with(vec![visited(1, "K-1", "2026-10-12", ordered.clone(), &events)]);
    assert_eq!(seen(&open, "2026-10-20"), ["FollowUp squad A26I5 promptly, since 2026-10-13"]);
    events.push((
        "2026-10-21",
        "丙",
        json!({ "followed-up": { "note": "复查合格", "corrected_on": "2026-10-20" } }),
    ));
    let done = |finding: Value| with(vec![visited(1, "K-1", "2026-10-12", finding, &events)]);
    assert_eq!(seen(&done(ordered.clone()), "2026-10-21"), [""; 0]);
    // an order that was looked after and not met yet stays open
    events[3].2 = json!({ "followed-up": { "note": "尚未整改" } });
    let done = |finding: Value| with(vec![visited(1, "K-1", "2026-10-12", finding, &events)]);
    assert_eq!(seen(&done(ordered), "2026-10-21"), ["FollowUp squad A26I5 promptly, since 2026-10-13"]);
    assert_eq!(seen(&done(pending), "2026-10-21"), [""; 0]);
}

#[test]
fn a26i5_a26i7_a_follow_up_has_the_last_day_that_was_set_and_is_overdue_after_it() {
    let mut ordered = finding("gas", &["correction-ordered"]);
    ordered["conclusions"]["order"] = json!({ "issued_on": "2026-10-12", "due": "2026-10-30" });
    let mut pending = finding("gas", &["follow-up-pending"]);
    pending["conclusions"]["follow_up_by"] = json!("2026-11-06");
    for (finding, line) in
        [(ordered, "FollowUp squad A26I5 2026-10-30"), (pending, "FollowUp squad A26I7 2026-11-06")]
    {
        // also before anything is published
        let docket = with(vec![visited(1, "K-1", "2026-10-12", finding, &[])]);
        assert!(seen(&docket, "2026-10-20").contains(&line.to_owned()), "{:?}", seen(&docket, "2026-10-20"));
        let duties = docket.duties(date("2026-11-10")).unwrap();
        let duty = duties.all().iter().find(|duty| duty.kind == DutyKind::FollowUp).unwrap();
        let days = if line.contains("A26I5") { 7 } else { 2 };
        assert_eq!(duty.due.overdue_by(), Some(days));
    }
}

#[test]
fn a28p2_the_target_of_a_withdrawn_result_is_told() {
    let mut events = published("2026-10-13");
    let head = json!({ "unit": "squad", "person": "大队长", "date": "2026-10-19" });
    let withdrawn =
        json!({ "withdrawn": { "ground": "court", "document": "（2026）行初1号", "head": head } });
    events.push(("2026-10-20", "丙", withdrawn));
    let docket = |events: &[_]| with(vec![visited(1, "K-1", "2026-10-12", clean(), events)]);
    assert_eq!(seen(&docket(&events), "2026-10-21"), ["Notify squad A28P2 promptly, since 2026-10-20"]);
    events.push(("2026-10-21", "丙", json!("notified")));
    assert_eq!(seen(&docket(&events), "2026-10-21"), [""; 0]);
    // nobody is told that something is gone which nobody had seen
    let unseen = events[3..4].to_vec();
    assert_eq!(seen(&docket(&unseen), "2026-10-21"), [""; 0]);
}

#[test]
fn a12p1_a_version_of_the_plan_is_filed_twice_and_published() {
    let plan = |version: u32, steps: &[(&str, &str)]| -> AnnualPlan {
        let step = |(step, on): &(&str, &str)| json!({ "step": step, "version": version, "on": on });
        read(json!({ "id": "plan", "version": version, "year": 2026, "lines": [],
            "steps": steps.iter().map(step).collect::<Vec<_>>(),
            "approvals": [{ "role": "approver", "person": "局长", "date": "2026-09-28" }] }))
    };
    let mut docket = docket();
    docket
        .add_plan(plan(1, &[("filed-upper", "2026-10-09"), ("published", "2026-10-12")]), id("bureau"))
        .unwrap();
    assert_eq!(seen(&docket, "2026-09-27"), [""; 0]); // not approved yet
    let line = |kind: &str| format!("{kind} bureau A12P1 promptly, since 2026-09-28");
    let all = ["FilePlanUpper", "FilePlanMarket", "PublishPlan"].map(line);
    assert_eq!(seen(&docket, "2026-10-08"), all);
    assert_eq!(seen(&docket, "2026-10-12"), all[1..2]);
    let duties = docket.duties(date("2026-10-12")).unwrap();
    assert_eq!(duties.all()[0].cells_zh()[5], "plan@1");
    // an amendment is filed and published again
    let mut amended = plan(2, &[]);
    amended.steps = plan(1, &[("filed-upper", "2026-10-09"), ("published", "2026-10-12")]).steps;
    docket.add_plan(amended, id("bureau")).unwrap();
    assert_eq!(seen(&docket, "2026-10-12").len(), 4);
    let code = docket
        .add_plan(plan(2, &[]), id("bureau"))
        .map_err(|error| double_random::base::Problem::code(&error));
    assert_eq!(code, Err("docket-plan-duplicate"));
}

#[test]
fn a3_a15_who_was_entrusted_feeds_back_and_answers_for_it() {
    let mut docket = docket();
    docket.add_task(digest(7), &entrusted(task("gas-Q4", "2026-10-08", "2026-11-30"))).unwrap();
    docket.add_visit(ordered(1, "K-1")).unwrap();
    let duties = docket.duties(date("2026-10-20")).unwrap();
    let duty = &duties.all()[0];
    assert_eq!((duty.holder.as_str(), duty.entrusted_by.as_ref().unwrap().as_str()), ("district", "city"));
    assert_eq!(duty.cells_zh()[3], "district，受 city 委托");
    assert_eq!(duty.cells_en()[3], "district, for city");
    // without a letter it is the unit whose officers go
    let own = with(vec![ordered(1, "K-1")]);
    let duties = own.duties(date("2026-10-20")).unwrap();
    assert_eq!((duties.all()[0].holder.as_str(), &duties.all()[0].entrusted_by), ("squad", &None));
}

#[test]
fn a8p2_a_changed_list_is_published_within_20_working_days() {
    let item: Item =
        read(json!({ "id": "gas", "name": "检查", "object": [], "content": "用气", "category": "general",
        "department": "局", "level": "区级", "basis": [{ "law": "条例", "article": "第一条" }] }));
    let change = ListChange::between(id("items"), id("bureau"), &[], &[item], date("2026-09-28")).unwrap();
    let mut docket = docket();
    docket.add_list_change(change.clone()).unwrap();
    assert_eq!(seen(&docket, "2026-09-27"), [""; 0]);
    assert_eq!(seen(&docket, "2026-11-02"), ["PublishList bureau A8P2 2026-10-30"]);
    assert_eq!(docket.duties(date("2026-11-02")).unwrap().overdue().count(), 1);
    let code = |error| double_random::base::Problem::code(&error);
    assert_eq!(docket.add_list_change(change.clone()).map_err(code), Err("docket-list-change-duplicate"));
    let mut published = super::docket();
    assert_eq!(published.add_list_change(change.published(date("2026-10-09")).unwrap()), Ok(()));
    assert_eq!(seen(&published, "2026-11-02"), [""; 0]);
}

#[test]
fn a28p1_a_year_without_a_calendar_takes_no_other_duty_with_it() {
    let mut docket = with_task();
    docket.add_task(digest(8), &task("late", "2026-12-01", "2026-12-31")).unwrap();
    docket.add_visit(visited(1, "K-1", "2026-10-12", clean(), &[])).unwrap();
    let mut run = visited(2, "K-2", "2026-12-11", clean(), &[]);
    run.tasks[0].seal = digest(8);
    run.tasks[0].task = id("late");
    docket.add_visit(run).unwrap();
    let duties = docket.duties(date("2026-12-30")).unwrap();
    let states: Vec<String> = duties.all().iter().map(Duty::state_en).collect();
    assert_eq!(
        states,
        ["overdue by 37 working days", "there is no calendar for 2027; the years known are 2018–2026"]
    );
    assert!(matches!(duties.all()[1].due, DueBy::Unknown(_)));
    // today itself may lie beyond the calendar: what is overdue stays overdue, by a number that nobody knows
    let duties = docket.duties(date("2027-01-04")).unwrap();
    assert_eq!((duties.overdue().count(), duties.all()[0].due.overdue_by()), (1, None));
    assert_eq!(duties.all()[0].state_zh(), "已逾期");
}

#[test]
fn a_duty_is_a_row_and_an_entry_of_a_calendar() {
    let mut docket = with(vec![visited(1, "K-1", "2026-10-12", clean(), &[]), ordered(2, "K-2")]);
    docket
        .add_visit(visited(
            3,
            "K-3",
            "2026-10-15",
            finding("gas", &["follow-up-pending"]),
            &published("2026-10-16"),
        ))
        .unwrap();
    let duties = docket.duties(date("2026-12-29")).unwrap();
    assert_eq!((HEADER_ZH.len(), HEADER_EN.len()), (7, 7));
    let rows: Vec<String> = duties.all().iter().map(|duty| duty.cells_zh().join(" | ")).collect();
    assert_eq!(
        rows,
        [
            "- | 及时（2026-10-16 起） | 后续处置 | squad | K-3 | gas | 第二十六条第七项",
            "2026-11-30 | 逾期 21 个工作日 | 实施检查 | squad | K-2 | - | 第十八条",
            "2026-12-28 | 逾期 1 个工作日 | 录入结果 | squad | K-1 | gas | 第二十八条第一款",
        ]
    );
    assert_eq!(duties.all()[1].cells_en()[1..3], ["overdue by 21 working days", "inspect"]);
    let text = duties.ics("2026-12-29T09:00:00+08:00".parse().unwrap()).unwrap();
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 3);
    let unfolded = text.replace("\r\n ", "");
    assert!(
        unfolded.contains(
            "SUMMARY:录入结果：K-1 gas\r\nDESCRIPTION:第二十八条第一款；squad；逾期 1 个工作日\r\n"
        )
    );
    // the id stays while the entry moves from one step to the next, and no target stands in it
    let entered = [("2026-10-13", "甲", json!("entered"))];
    let mut later = with(vec![visited(1, "K-1", "2026-10-12", clean(), &entered)]);
    later.add_visit(ordered(2, "K-2")).unwrap();
    let ids = |docket: &Docket| {
        let duties = docket.duties(date("2026-12-29")).unwrap();
        duties.all().iter().map(Duty::id).filter(|id| id.starts_with("publish-")).collect::<Vec<_>>()
    };
    assert_eq!(ids(&docket), ids(&later));
    assert!(!text.contains("UID:K-"));
}

#[test]
fn two_windows_of_a_merged_visit_give_each_item_its_own_end() {
    let mut docket = docket();
    let only_of = |name: &str, item: &str, end: &str| {
        let mut task = task(name, "2026-10-08", end);
        task.items = vec![id(item)];
        task
    };
    docket.add_task(digest(7), &only_of("gas", "gas", "2026-10-30")).unwrap();
    docket.add_task(digest(8), &only_of("fire", "fire", "2026-11-30")).unwrap();
    let tasks = [(digest(7), id("gas")), (digest(8), id("fire"))];
    docket.add_visit(VisitRun::ordered(team(2, "K-2"), tasks.clone())).unwrap();
    let run = visited(1, "K-1", "2026-10-12", clean(), &[]);
    docket.add_visit(VisitRun::ordered(team(1, "K-1"), tasks).with_results(run.results)).unwrap();
    let duties = docket.duties(date("2026-10-20")).unwrap();
    let enter = duties.all().iter().find(|duty| duty.kind == DutyKind::Enter).unwrap();
    assert_eq!(enter.since, date("2026-10-30"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// The order in which a docket was filled changes nothing, and no duty is listed twice.
    #[test]
    fn the_same_docket_gives_the_same_list(order in Just((0..8u32).collect::<Vec<_>>()).prop_shuffle(), today in 0..70i32) {
        let run = |number: u32| match number % 4 {
            0 => ordered(number, &format!("K-{number}")),
            1 => visited(number, &format!("K-{number}"), "2026-10-12", clean(), &[]),
            2 => visited(number, &format!("K-{number}"), "2026-10-13", finding("gas", &["follow-up-pending"]), &published("2026-10-14")),
            _ => visited(number, &format!("K-{number}"), "2026-10-14", clean(), &[("2026-10-14", "甲", json!("entered"))]),
        };
        let today = date("2026-10-20").plus_days(today);
        let list = |order: &[u32]| with(order.iter().map(|&number| run(number)).collect()).duties(today).unwrap();
        let found = list(&order);
        prop_assert_eq!(&found, &list(&(0..8).collect::<Vec<_>>()));
        let ids: std::collections::BTreeSet<String> = found.all().iter().map(Duty::id).collect();
        prop_assert_eq!(ids.len(), found.all().len());
        let stamp = "2026-12-29T09:00:00+08:00".parse().unwrap();
        prop_assert!(found.ics(stamp).is_ok());
        let rules = RuleSet::gaoxin_2023();
        prop_assert!(Docket::new(Calendar::china(), &rules).unwrap().duties(today).unwrap().all().is_empty());
    }
}
