//! 第一条, 第十二条, 第十三条 - a round under its plans: nothing is sealed on no basis, and every task keeps to its line.

use double_random::base::{Int53, Protocol};
use double_random::draw::{Ceremony, Sealed};
use double_random::law::RuleSet;
use double_random::plan::{
    AnnualPlan, Department, Departments, Joint, Part, PlanLine, Round, Task, TaskBasis,
};
use double_random::record::{CheckResult, Lists, Record, verify};
use serde_json::json;

use super::support::{self, *};
use super::{district, plan, refused};

fn planned(task: Task, line: &str) -> Task {
    task.basis(plan().line(id(line), Protocol::default()).unwrap())
}

/// The lists of the district with these plans.
fn lists(plans: &[AnnualPlan]) -> Lists {
    Lists {
        items: district().items().to_vec(),
        targets: targets(40),
        units: vec![area("东园", "squad-east"), area("西园", "squad-west")],
        plans: plans.to_vec(),
        ..Lists::default()
    }
}

/// What `verify` says of the basis of the tasks.
fn basis(record: &Record, lists: Option<&Lists>) -> (CheckResult, String) {
    let verdict = verify(record, lists, &[]);
    let check = verdict.check("basis").unwrap();
    (check.result, check.detail.clone().unwrap_or_default())
}

/// Sealed under these plans, or why not.
fn under(round: &Round, plans: &[AnnualPlan], rules: &RuleSet) -> Result<Sealed, Vec<&'static str>> {
    let sealed = round.seal_under(plans, &Departments::default(), &district(), rules);
    sealed.map_err(|faults| codes(&faults))
}

#[test]
fn a1_nothing_is_sealed_on_no_basis() {
    let rules = RuleSet::gaoxin_2023();
    let usual = round([planned(task("a", "5%", autumn()), "gas-line")]);
    assert_eq!(refused(&usual, &district(), &rules), [""; 0]);
    let bare = round([Task { basis: None, ..task("a", "5%", autumn()) }]);
    assert_eq!(refused(&bare, &district(), &rules), ["task-without-basis"]);
    // a version by its number alone could be any
    let mut unpinned = usual.clone();
    let Some(TaskBasis::Planned(named)) = &mut unpinned.tasks[0].basis else { panic!("planned") };
    named.digest = None;
    assert_eq!(refused(&unpinned, &district(), &rules), ["task-plan-without-digest"]);
    // under the plan itself its check value is filled in
    let sealed = under(&unpinned, &[plan()], &rules).unwrap();
    assert_eq!(sealed.digest(), seal(&usual, &district()).digest());
}

#[test]
fn a12p1_a_round_names_the_version_it_carries_out() {
    let round = round([planned(task("a", "5%", autumn()), "gas-line")]);
    let check = |plan: AnnualPlan| under(&round, &[plan], &RuleSet::gaoxin_2023()).map(|_| ());
    assert_eq!(check(plan()), Ok(()));
    // what is done with a version later is no part of it
    assert_eq!(check(AnnualPlan { steps: vec![], ..plan() }), Ok(()));
    assert_eq!(check(AnnualPlan { version: 1, ..plan() }), Err(vec!["round-other-plan"]));
    let mut changed = plan();
    changed.lines[0].estimated = Some(Int53::from(3));
    assert_eq!(check(changed), Err(vec!["plan-digest-differs"]));
    assert_eq!(under(&round, &[], &RuleSet::gaoxin_2023()).unwrap_err(), ["round-other-plan"]);
}

#[test]
fn a12p1_no_round_rests_on_a_plan_that_nobody_approved_by_its_seal() {
    let rules = RuleSet::gaoxin_2023();
    let signed = |approvals: serde_json::Value| AnnualPlan { approvals: read(approvals), ..plan() };
    let prepared = json!({ "role": "preparer", "person": "小王", "date": "2026-01-05" });
    let approved = |person: &str, on: &str| json!({ "role": "approver", "person": person, "date": on });
    let round_of = |plan: &AnnualPlan| {
        let basis = plan.line(id("gas-line"), Protocol::default()).unwrap();
        round([task("a", "5%", autumn()).basis(basis)])
    };
    let check = |approvals: serde_json::Value| {
        let plan = signed(approvals);
        under(&round_of(&plan), &[plan], &rules).map(|_| ())
    };
    // `round` rests on 1 October
    assert_eq!(check(json!([prepared, approved("老李", "2026-10-01")])), Ok(()));
    assert_eq!(check(json!([prepared, approved("老李", "2026-10-02")])), Err(vec!["plan-approved-late"]));
    assert_eq!(check(json!([prepared])), Err(vec!["plan-not-approved"]));
    assert_eq!(check(json!([approved("老李", "2026-01-06")])), Err(vec!["plan-not-approved"]));
    assert_eq!(check(json!([])), Err(vec!["plan-not-approved"; 2]));
    let same = json!([prepared, approved(" 小王 ", "2026-01-06")]);
    assert_eq!(check(same), Err(vec!["approval-same-person"]));
    // an amendment that is still a draft is in nobody's way
    let (usual, draft) = (plan(), AnnualPlan { version: 3, ..signed(json!([])) });
    assert!(under(&round_of(&usual), &[usual.clone(), draft], &rules).is_ok());
    // and whoever sealed under one all the same is found by anybody who has the plan
    let of_nobody = signed(json!([prepared]));
    let sealed = seal(&round_of(&of_nobody), &district());
    let record = Record::of_drawn(&sealed.seed(Ceremony::bare("7")).unwrap().draw());
    let (result, detail) = basis(&record, Some(&lists(&[of_nobody])));
    assert!(result == CheckResult::Failed && detail.contains("names no approver"), "{detail}");
}

#[test]
fn a12p1_filing_before_the_draw_is_a_warning_or_by_another_choice_required() {
    let round = round([planned(task("a", "5%", autumn()), "gas-line")]);
    let mut strict = RuleSet::gaoxin_2023();
    let choice = strict.readings.iter_mut().find(|choice| choice.reading == "I-12-1b").unwrap();
    choice.choice = "required".to_owned();
    let sealed = under(&round, &[plan()], &RuleSet::gaoxin_2023()).unwrap();
    assert_eq!(codes(&plan().notices_of(sealed.seal())), ["plan-not-filed"]);
    assert_eq!(under(&round, &[plan()], &strict).unwrap_err(), ["plan-not-effective"]);
    let mut filed = plan();
    filed.steps[0].version = 2;
    let sealed = under(&round, &[filed.clone()], &strict).unwrap();
    assert_eq!(codes(&filed.notices_of(sealed.seal())), [""; 0]);
    // the ratio binds: another number than the estimated one is said, and nothing more
    filed.lines[0].estimated = Some(Int53::from(9));
    let larger = support::round([
        task("a", "5%", autumn()).basis(filed.line(id("gas-line"), Protocol::default()).unwrap())
    ]);
    let sealed = under(&larger, &[filed.clone()], &strict).unwrap();
    assert_eq!(codes(&filed.notices_of(sealed.seal())), ["task-number-differs"]);
    // a plan that no task names is asked for nothing
    let other = AnnualPlan { id: id("other"), ..plan() };
    assert!(under(&larger, &[filed, other], &strict).is_ok());
}

#[test]
fn a13_a_task_keeps_to_its_line_of_the_plan() {
    let rules = RuleSet::gaoxin_2023();
    let check = |task: Task| under(&round([task]), &[plan()], &rules).map(|_| ());
    let usual = || planned(task("a", "5%", autumn()), "gas-line");
    assert_eq!(check(usual()), Ok(()));
    assert_eq!(check(planned(usual(), "no-line")), Err(vec!["task-outside-plan"]));
    assert_eq!(check(Task { items: vec![id("fire")], ..usual() }), Err(vec!["task-item-not-planned"]));
    let late = window("2026-11-01", "2026-12-01");
    assert_eq!(check(Task { window: late, ..usual() }), Err(vec!["task-outside-schedule"]));
    assert_eq!(check(planned(task("a", "4.9%", autumn()), "gas-line")), Err(vec!["task-ratio-below-plan"]));
    assert_eq!(check(planned(task("a", "5.1%", autumn()), "gas-line")), Err(vec!["task-ratio-above-plan"]));
    // a number is held against the pool, once that is counted: 5% of 40 are two
    let counted = |count: u32| {
        let stratum = read(json!({ "label": "全部", "count": count }));
        check(Task { strata: vec![stratum], ..usual() })
    };
    assert_eq!(counted(2), Ok(()));
    assert_eq!(counted(1), Err(vec!["task-ratio-below-plan"]));
    assert_eq!(counted(3), Err(vec!["task-ratio-above-plan"]));
}

#[test]
fn a14p1_tiers_of_a_line_are_the_lowest_and_the_highest_that_may_be_drawn() {
    let mut tiered = plan();
    tiered.lines[0].tiers = Some(read(
        json!({ "low": { "ratio": "2%", "per_year": 1 }, "normal": { "ratio": "5%", "per_year": 1 }, "high": { "ratio": "20%", "per_year": 2 } }),
    ));
    let check = |ratio: &str| {
        let basis = tiered.line(id("gas-line"), Protocol::default()).unwrap();
        let round = round([task("a", ratio, autumn()).basis(basis)]);
        under(&round, &[tiered.clone()], &RuleSet::gaoxin_2023()).map(|_| ())
    };
    assert_eq!((check("2%"), check("20%")), (Ok(()), Ok(())));
    assert_eq!(check("1.9%"), Err(vec!["task-ratio-below-plan"]));
    assert_eq!(check("21%"), Err(vec!["task-ratio-above-plan"]));
}

#[test]
fn a13_whoever_verifies_with_the_plan_holds_the_tasks_against_it() {
    let record = |task: Task| {
        let sealed = seal(&round([task]), &district());
        Record::of_drawn(&sealed.seed(Ceremony::bare("7")).unwrap().draw())
    };
    let good = record(planned(task("a", "5%", autumn()), "gas-line"));
    assert_eq!(basis(&good, Some(&lists(&[plan()]))), (CheckResult::Passed, String::new()));
    for given in [None, Some(&lists(&[]))] {
        let (result, detail) = basis(&good, given);
        assert!(result == CheckResult::NotCheckable && detail.contains("plan `plan-2026@2` is not given"));
    }
    // whoever sealed it without the plan is found by anybody who has that
    let narrow = record(planned(task("a", "2.5%", autumn()), "gas-line"));
    let (result, detail) = basis(&narrow, Some(&lists(&[plan()])));
    assert!(
        result == CheckResult::Failed && detail.contains("draws `1/40`, the plan says `1/20`"),
        "{detail}"
    );
    let mut counted = task("a", "5%", autumn());
    counted.strata = vec![read(json!({ "label": "全部", "count": 1 }))];
    assert_eq!(basis(&record(planned(counted, "gas-line")), Some(&lists(&[plan()]))).0, CheckResult::Failed);
    // ad-hoc tasks are counted
    let (result, detail) = basis(&record(task("a", "100%", autumn())), None);
    assert!(result == CheckResult::Passed && detail.contains("1 ad-hoc tasks"), "{detail}");
    // and a record whose seal was written without a basis is none
    let mut none = good;
    none.seal.tasks[0].task.basis = None;
    assert!(basis(&none, None).1.contains("has no basis"));
}

#[test]
fn a12p2_the_lead_draws_and_its_task_names_the_joint_inspection() {
    let check = |line: &str, joint: Option<Joint>| {
        let mut plan = plan();
        plan.lines[0] = PlanLine { id: id("alone"), part: Part::Alone, ..plan.lines[1].clone() };
        let basis = plan.line(id(line), Protocol::default()).unwrap();
        let task = Task { items: vec![id("fire")], joint, ..task("a", "10%", autumn()).basis(basis) };
        under(&round([task]), &[plan], &RuleSet::gaoxin_2023()).map(|_| ())
    };
    let part = |department: &str| Joint {
        id: id("week"),
        lead: id("squad-east"),
        lead_department: "消防".to_owned(),
        department: department.to_owned(),
    };
    let joint = || Some(part("燃气"));
    assert_eq!(check("led", joint()), Ok(()));
    assert_eq!(check("led", None), Err(vec!["task-not-joint"]));
    assert_eq!(check("joined", joint()), Err(vec!["task-drawn-by-lead"]));
    assert_eq!(check("joined", None), Err(vec!["task-drawn-by-lead"]));
    assert_eq!(check("alone", None), Ok(()));
    assert_eq!(check("alone", joint()), Err(vec!["task-joint-not-planned"]));
}

#[test]
fn a12p1_a13_a15_a_round_is_sealed_under_its_plan_or_not_at_all() {
    let department = |name: &str, parent: Option<&str>| Department { id: id(name), parent: parent.map(id) };
    let tree =
        Departments::new(vec![department("city", None), department("district", Some("city"))]).unwrap();
    let (directory, rules) = (district(), RuleSet::gaoxin_2023());
    let usual = || round([planned(task("a", "5%", autumn()), "gas-line")]);
    let under = |round: &Round| round.seal_under(&[plan()], &tree, &directory, &rules);
    let sealed = under(&usual()).map(|sealed| sealed.digest());
    assert_eq!(sealed, Ok(seal(&usual(), &directory).digest())); // its check value is there already
    let mut astray = round([planned(task("a", "5%", autumn()), "no-line")]);
    astray.tasks[0].delegation = Some(read(
        json!({ "owner": "district", "executor": "city", "letter": "1号", "in_the_name_of": "city" }),
    ));
    assert!(astray.seal(&directory, &rules).is_ok()); // by itself nobody can tell
    let refused = under(&astray).map(|_| ()).unwrap_err();
    assert_eq!(codes(&refused), ["task-outside-plan", "delegation-not-below"]);
    let mut hollow = plan();
    hollow.lines[0].scope.clear();
    let refused = usual().seal_under(&[hollow], &tree, &directory, &rules).map(|_| ());
    assert_eq!(codes(&refused.unwrap_err()), ["plan-element-missing"]);
}
