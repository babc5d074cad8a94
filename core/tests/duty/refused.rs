//! What a docket does not take, each with its article.

use double_random::base::calendar::{Calendar, CalendarError};
use double_random::disclosure::History;
use double_random::duty::{Docket, DutyError, VisitRun};
use double_random::inspection::{Sheet, Team};
use double_random::law::RuleSet;
use double_random::plan::Approval;
use double_random::team::{Replacement, ReplacementReason};
use serde_json::json;

use super::made_up::{Asked, Made, date, finding, forms, id, only, read, why};
use super::{at, clean, digest, docket, ordered, task, visited, with_task};

#[test]
fn a_task_once_and_a_visit_once_and_only_of_tasks_that_are_there() {
    let mut docket = with_task();
    let again = docket.add_task(digest(7), &task("gas-Q4", "2026-10-08", "2026-11-30"));
    assert!(matches!(again, Err(DutyError::TaskDoubled { .. })));
    assert!(docket.add_visit(ordered(1, "K-1")).is_ok());
    assert_eq!(only(docket.add_visit(ordered(1, "K-1"))), ("docket-visit-duplicate", "A18", "team".into()));
    assert_eq!(docket.visit(at(2)).map(|_| ()), Err(DutyError::UnknownVisit { visit: 2 }));
    assert!(docket.visit(at(1)).is_ok());
    let unknown = super::docket().add_visit(ordered(1, "K-1"));
    let codes: Vec<_> = why(unknown).into_iter().map(|(code, article, _)| (code, article)).collect();
    let without = ("docket-item-without-task", "A19");
    assert_eq!(codes, [("docket-task-unknown", "A16"), without, without]);
}

#[test]
fn results_are_all_those_of_the_visit_each_once() {
    let run = || visited(1, "K-1", "2026-10-12", clean(), &[]);
    assert!(with_task().add_visit(run()).is_ok());
    let mut fewer = run();
    fewer.results.pop();
    assert_eq!(only(with_task().add_visit(fewer)), ("docket-result-missing", "A28P4", "results".into()));
    let mut twice = run();
    twice.results.push(twice.results[0].clone());
    assert_eq!(only(with_task().add_visit(twice)), ("docket-result-duplicate", "A28P1", "results[2]".into()));
    let mut other = run();
    other.results[1] = visited(2, "K-2", "2026-10-12", clean(), &[]).results[1].clone();
    let codes: Vec<_> = why(with_task().add_visit(other)).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, ["docket-result-of-other-visit", "docket-result-missing"]);
}

/// 第二十五条 - who goes to a visit, its order says: a docket takes no result of people who were replaced by then, or came later.
#[test]
fn a25_a_docket_takes_results_of_the_team_that_was_ordered_alone() {
    let Made { ordered: before, officers, .. } = Asked { officers: 3, ..Asked::default() }.ordered();
    let consent = Approval::by("队长", date("2026-10-09"));
    let after = before.clone().replace(Replacement::new(1, 1, ReplacementReason::Health, consent)).unwrap();
    let [told, now] = [&before, &after].map(|ordered| Team::of(ordered, &officers, 1).unwrap());
    let results = |team: &Team| {
        let signature = |id| json!({ "person": id, "date": "2026-10-12" });
        let sheet: Sheet = read(json!({
            "inspected_on": "2026-10-12", "findings": [clean(), finding("fire", &["no-problem"])],
            "signatures": team.members.iter().map(signature).collect::<Vec<_>>(),
            "firm": { "signed": { "person": "店长", "date": "2026-10-12" } },
        }));
        let signed = sheet.sign(team, &forms()).unwrap();
        ["gas", "fire"].map(|item| History::open(&signed, &id(item), "综合执法局").unwrap())
    };
    let run = |team: &Team, of: &Team| {
        let visit = VisitRun::ordered(team.clone(), [(digest(7), id("gas-Q4"))]).with_results(results(of));
        with_task().add_visit(visit).map_err(|faults| {
            let problem = faults.0[0].problem();
            (problem.code(), problem.article().unwrap().code())
        })
    };
    assert_eq!((run(&told, &told), run(&now, &now)), (Ok(()), Ok(())));
    assert_eq!(run(&now, &told), Err(("result-other-team", "A25")));
    assert_eq!(run(&told, &now), Err(("result-other-team", "A25")));
}

#[test]
fn rules_with_a_term_of_nothing_make_no_docket() {
    let mut rules = RuleSet::gaoxin_2023();
    rules.working_days.publish_list = 0;
    assert_eq!(Docket::new(Calendar::china(), &rules).map(|_| ()), Err(CalendarError::CountZero));
    assert!(docket().visits().next().is_none());
    assert_eq!(id("K-1").as_str(), "K-1");
}
