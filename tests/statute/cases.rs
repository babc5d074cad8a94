//! The kinds of questions that a page may ask, each answered by the library itself.

use std::cell::RefCell;

use double_random::base::calendar::Calendar;
use double_random::base::{Date, Digest, Faults, Problem, Protocol, Window};
use double_random::directory::{Directory, PastVisit, Risk};
use double_random::disclosure::{Event, History};
use double_random::draw::Ceremony;
use double_random::duty::{
    Artefact, Docket, Indicator, Reported, Retention, Retentions, Statement, Trace, VisitRef, VisitRun,
};
use double_random::inspection::{Conclusions, Finding, Sheet, Team};
use double_random::law::{RuleSet, Tier};
use double_random::merge::merge;
use double_random::plan::{
    AnnualPlan, Approval, CapOverride, Delegation, Department, Departments, Occasion, Task, TierRates,
    tier_of,
};
use double_random::record::Record;
use double_random::wire;
use serde_json::{Value, json};

use crate::made_up::{self, forms, read};
use crate::support::{self, date, finished, id};

/// What the code says: a value, or the codes that refuse with their articles.
pub(crate) type Answer = Result<Value, Vec<String>>;

/// A kind of question, from what a page writes to what the code says.
type Kind = fn(&Value) -> Answer;

const KINDS: &[(&str, Kind)] = &[
    ("door", door),
    ("occasion", occasion),
    ("plan", plan),
    ("basis", basis),
    ("under", under),
    ("tier", tier),
    ("rates", rates),
    ("cap", cap),
    ("entrusted", entrusted),
    ("merged", merged),
    ("conclusions", conclusions),
    ("finding", finding),
    ("sheet", sheet),
    ("steps", steps),
    ("duties", duties),
    ("hints", hints),
    ("archive", archive),
    ("trace", trace),
    ("statement", statement),
    ("teams", crate::teams::teams),
];

thread_local! {
    /// The rule set of the case that is asked.
    static RULES: RefCell<RuleSet> = RefCell::default();
}

/// The default rule set with the choices that the case names, if it names any.
fn rules_of(case: &Value) -> RuleSet {
    let mut rules = RuleSet::gaoxin_2023();
    for (reading, choice) in case.get("readings").and_then(Value::as_object).into_iter().flatten() {
        let known = rules.readings.iter_mut().find(|known| known.reading == *reading);
        known.unwrap_or_else(|| panic!("no reading {reading}")).choice = read(choice.clone());
    }
    if let Some(kinds) = case.get("cap_counts") {
        rules.cap_counts = read(kinds.clone());
    }
    rules
}

/// The answer to a case: of the one kind that it names.
pub(crate) fn run(case: &Value) -> Answer {
    let mut named = KINDS.iter().filter_map(|(kind, run)| Some((run, case.get(kind)?)));
    let (run, question) = named.next().unwrap_or_else(|| panic!("no kind of question in {case}"));
    assert!(named.next().is_none(), "two questions in {case}");
    RULES.set(rules_of(case));
    run(question)
}

fn one(error: &dyn Problem) -> String {
    format!("{} {}", error.code(), error.article().map_or("-", |article| article.code()))
}

pub(crate) fn all(faults: &Faults) -> Vec<String> {
    faults.0.iter().map(|fault| one(fault.problem())).collect()
}

fn said(result: Result<(), Faults>) -> Answer {
    result.map(|()| json!({})).map_err(|faults| all(&faults))
}

pub(crate) fn rules() -> RuleSet {
    RULES.with_borrow(RuleSet::clone)
}

/// A request at the door.
fn door(request: &Value) -> Answer {
    let mut answer: Value = serde_json::from_str(&wire::answer(&request.to_string())).unwrap();
    match answer.get_mut("ok") {
        Some(ok) => Ok(ok.take()),
        None => {
            let text = |key: &str| answer["error"][key].as_str().unwrap_or("-").to_owned();
            Err(vec![format!("{} {}", text("code"), text("article"))])
        }
    }
}

/// An occasion to inspect without a draw.
fn occasion(occasion: &Value) -> Answer {
    let occasion: Occasion = read(occasion.clone());
    let outside = occasion.exclude(id("event-1"), &rules()).map_err(|error| vec![one(&error)])?;
    Ok(json!({ "excluded_by": outside.basis, "kind": outside.kind }))
}

fn directory(count: usize, history: Vec<PastVisit>) -> Directory {
    support::directory(support::targets(count), history).unwrap()
}

/// A yearly plan: whether it is complete, and what should be known on the day `on`.
fn plan(question: &Value) -> Answer {
    let plan: AnnualPlan = read(question["plan"].clone());
    plan.check(&directory(40, vec![]), &rules()).map_err(|faults| all(&faults))?;
    let on: Date = read(question["on"].clone());
    let differs = plan.differences(&directory(40, vec![]), &rules());
    Ok(json!({ "version": plan.version, "notices": all(&plan.notices(on)), "differences": all(&differs) }))
}

/// What a task rests on, in a round that 小王 prepared: whether it can be sealed, and as what.
fn basis(basis: &Value) -> Answer {
    let basis = (!basis.is_null()).then(|| read(basis.clone()));
    let mut round = support::round([Task { basis, ..support::task("a", "5%", support::autumn()) }]);
    round.approvals = Some(vec![Approval::prepared_by("小王", date("2026-09-01"))]);
    let sealed = round.seal(&directory(40, vec![]), &rules()).map_err(|faults| all(&faults))?;
    Ok(json!({ "ad_hoc": sealed.seal().tasks[0].task.is_ad_hoc() }))
}

/// A task that carries out the line `line` of a plan with this ratio, sealed under the plan, with these choices.
fn under(question: &Value) -> Answer {
    let plan: AnnualPlan = read(question["plan"].clone());
    let mut rules = rules();
    for choice in &mut rules.readings {
        if let Some(chosen) = question["choices"][&choice.reading].as_str() {
            choice.choice = chosen.to_owned();
        }
    }
    let ratio = question["ratio"].as_str().unwrap();
    let line = plan.line(read(question["line"].clone()), Protocol::default()).unwrap();
    let round = support::round([support::task("a", ratio, support::autumn()).basis(line)]);
    let plans = std::slice::from_ref(&plan);
    let sealed = round.seal_under(plans, &Departments::default(), &directory(40, vec![]), &rules);
    let sealed = sealed.map_err(|faults| all(&faults))?;
    Ok(
        json!({ "draws": sealed.seal().tasks[0].frames[0].draws, "notices": all(&plan.notices_of(sealed.seal())) }),
    )
}

/// The tier of a risk with a credit grade.
fn tier(question: &Value) -> Answer {
    let risk: Option<Risk> = read(question["risk"].clone());
    let tier: Tier = tier_of(risk, question["credit"].as_str(), &rules());
    Ok(json!({ "tier": tier }))
}

/// Ratios and frequencies by tier.
fn rates(rates: &Value) -> Answer {
    read::<TierRates>(rates.clone()).check(&rules()).map(|()| json!({})).map_err(|error| vec![one(&error)])
}

/// One enterprise with these visits: whether a round of this day may draw it.
fn cap(question: &Value) -> Answer {
    let days: Vec<String> = read(question["visits"].clone());
    // a day, or a kind and a day, or `merged` and a day: made at a firm that is one with T-0000 since
    let visit = |(n, on): (usize, &String)| {
        let (kind, on) = on.split_once(' ').unwrap_or(("random", on));
        let (kind, former) = if kind == "merged" { ("random", Some(id("G-1"))) } else { (kind, None) };
        PastVisit { kind: read(json!(kind)), former, ..finished(&format!("v{n}"), "T-0000", on) }
    };
    let visits = days.iter().enumerate().map(visit);
    let mut round = support::round([support::task("a", "100%", support::autumn())]);
    round.as_of = read(question["as_of"].clone());
    if let Some(allowed) = question.get("allowed") {
        round.overrides = vec![CapOverride {
            unit_code: id("T-0000"),
            allowed: read(allowed.clone()),
            reason: "高风险，年内发生过事故".to_owned(),
            approval: Approval::by("局长", date("2026-09-01")),
        }];
    }
    let sealed = round.seal(&directory(1, visits.collect()), &rules()).map_err(|faults| all(&faults))?;
    let frame = &sealed.seal().tasks[0].frames[0];
    let by: Vec<_> = sealed.seal().exclusions.iter().filter(|excluded| excluded.count.get() > 0).collect();
    Ok(json!({ "size": frame.size, "draws": frame.draws, "shortfall": frame.shortfall,
               "excluded_by": by.first().map(|excluded| excluded.article) }))
}

/// A letter of entrustment in a tree of departments.
fn entrusted(question: &Value) -> Answer {
    let tree: Vec<Department> = read(question["departments"].clone());
    let tree = Departments::new(tree).map_err(|faults| all(&faults))?;
    let letter: Delegation = read(question["letter"].clone());
    tree.check(&letter, &rules()).map(|()| json!({})).map_err(|error| vec![one(&error)])
}

/// Tasks that draw one target, by their windows: how many visits the unit makes.
fn merged(windows: &Value) -> Answer {
    let windows: Vec<Window> = read(windows.clone());
    let tasks =
        windows.iter().enumerate().map(|(n, window)| support::task(&format!("t{n}"), "100%", *window));
    let sealed = support::seal(&support::round(tasks), &directory(1, vec![]));
    let locked = sealed.seed(Ceremony::bare("s")).unwrap().draw().confirm(vec![]).unwrap();
    let locked = locked.lock(Approval::by("局长", date("2026-10-02"))).unwrap();
    let record = Record::of_dispatched(&locked.dispatch().unwrap());
    let found =
        merge(&id("squad-east"), &[record.dispatched_round().unwrap()]).map_err(|faults| all(&faults))?;
    let tasks: Vec<usize> = found.iter().map(|visit| visit.tasks.len()).collect();
    Ok(json!({ "visits": found.len(), "tasks": tasks, "first": found[0].window }))
}

fn conclusions(found: &Value) -> Answer {
    said(read::<Conclusions>(found.clone()).check())
}

fn finding(found: &Value) -> Answer {
    said(read::<Finding>(found.clone()).check(&forms()))
}

/// The made-up sheet of two members and an expert, with these changes.
fn sheet(changes: &Value) -> Answer {
    let changes = changes.as_object().unwrap().iter().map(|(at, value)| (at.as_str(), value.clone()));
    let signed = made_up::sign(made_up::with_all(changes)).map_err(|faults| all(&faults))?;
    Ok(json!({ "signed_on": signed.signed_on() }))
}

/// Steps after the signature of 14 October 2026, each as day, person, step.
fn steps(steps: &Value) -> Answer {
    let signed = made_up::sign(made_up::sheet()).unwrap();
    let mut history = History::open(&signed, &id("gas"), "综合执法局").unwrap();
    for step in steps.as_array().unwrap() {
        let event: Event = read(json!({
            "on": step[0], "actor": { "person": step[1], "org": "squad" }, "step": step[2],
        }));
        history.append(event).map_err(|faults| all(&faults))?;
    }
    let standing = history.standing();
    Ok(json!({ "stage": standing.stage, "version": standing.version, "published_on": standing.published_on,
               "corrected_on": standing.corrected_on, "versions_kept": history.versions().count() }))
}

/// One visit: `inspected` on a day or not, entrusted by `letter` or not, with this `finding` and these `steps`.
fn docket(question: &Value) -> Result<Docket, Vec<String>> {
    let window: Window = read(question["window"].clone());
    let mut docket = Docket::new(Calendar::china(), &rules()).unwrap();
    let mut task = Task::new(id("gas"), id("gas"), window);
    if let Some(letter) = question.get("letter") {
        task.delegation = Some(read(letter.clone()));
    }
    docket.add_task(Digest([7; 32]), &task).unwrap();
    let ordered_on = window.start();
    let made = made_up::Asked { items: &["gas"], window, ordered_on, ..Default::default() }.ordered();
    let team = Team::of(&made.ordered, &made.officers, 1).unwrap();
    let mut visit = VisitRun::ordered(team.clone(), [(Digest([7; 32]), id("gas"))]);
    if let Some(on) = question.get("inspected") {
        let sheet: Sheet = read(json!({
            "inspected_on": on, "findings": [question.get("finding").cloned().unwrap_or_else(|| made_up::finding("gas", &["no-problem"]))],
            "signatures": [{ "person": "P-1", "date": on }, { "person": "P-2", "date": on }],
            "firm": { "signed": { "person": "店长", "date": on } },
        }));
        let signed = sheet.sign(&team, &forms()).unwrap();
        let mut history = History::open(&signed, &id("gas"), "综合执法局").unwrap();
        for step in question.get("steps").and_then(Value::as_array).into_iter().flatten() {
            let event =
                json!({ "on": step[0], "actor": { "person": step[1], "org": "squad" }, "step": step[2] });
            history.append(read(event)).map_err(|faults| all(&faults))?;
        }
        visit = visit.with_results([history]);
    }
    docket.add_visit(visit).map_err(|faults| all(&faults))?;
    Ok(docket)
}

/// What is open on a day of one visit.
fn duties(question: &Value) -> Answer {
    let docket = docket(question)?;
    let duties = docket.duties(read(question["today"].clone())).map_err(|faults| all(&faults))?;
    let rows = duties.all().iter().map(|duty| {
        let [day, state, kind, holder, _, _, basis] = duty.cells_zh();
        format!("{day} {kind} {holder} {state} {basis}")
    });
    Ok(json!({ "open": rows.collect::<Vec<_>>() }))
}

/// What of one visit should be looked at on a day, under which item; internal.
fn hints(question: &Value) -> Answer {
    let hints = docket(question)?.indicators(read(question["today"].clone()), &Reported::default());
    let hints = hints.map_err(|faults| all(&faults))?;
    let row = |hint: &Indicator| {
        let open = if hint.lacks_consequence() { "，后果未认定" } else { "" };
        format!("{} {}{open}", hint.article.code(), hint.shown.zh())
    };
    Ok(json!({ "hints": hints.iter().map(row).collect::<Vec<_>>(),
               "evidence_first": hints.iter().map(|hint| hint.evidence.done.len()).max() }))
}

/// One visit archived on a day with these files, each as kind and what it belongs to; kept for ten years.
fn archive(question: &Value) -> Answer {
    let docket = docket(question)?;
    let file = |(number, file): (u8, &Value)| -> Artefact {
        let digest = file.get(2).cloned().unwrap_or(json!(Digest([number; 32])));
        read(json!({ "kind": file[0], "name": format!("{number}.pdf"), "about": file[1], "digest": digest }))
    };
    let files = (0..).zip(question["files"].as_array().unwrap()).map(file).collect();
    let retention = Retentions { kinds: [].into(), others: Retention::Years(10) };
    let at = VisitRef::of(&docket.visits().next().unwrap().team);
    let manifest = docket.archive(at, files, &retention, read(question["on"].clone()));
    let mut manifest = manifest.map_err(|faults| all(&faults))?;
    let before = manifest.digest(Protocol::default()).unwrap();
    for name in question.get("destroyed").and_then(Value::as_array).into_iter().flatten() {
        let chief = Approval::by("档案室主任", date("2036-01-05"));
        let gone = manifest.dispose(name[0].as_str().unwrap(), read(name[1].clone()), chief);
        manifest = gone.map_err(|faults| all(&faults))?;
    }
    let same = manifest.digest(Protocol::default()).unwrap() == before;
    let there = manifest.entries().iter().filter(|entry| entry.disposed.is_none()).count();
    Ok(json!({ "listed": manifest.entries().len(), "there": there, "same_check_value": same }))
}

/// A log: what the check finds in it.
fn trace(question: &Value) -> Answer {
    let line = |line: &Value| {
        let by = match line.get(2) {
            Some(by) => by.clone(),
            None => json!({ "person": { "person": "甲", "org": "bureau" } }),
        };
        json!({ "act": line[0], "on": line[1], "by": by })
    };
    let marks: Vec<Value> = question.as_array().unwrap().iter().map(line).collect();
    let notices = read::<Trace>(json!({ "marks": marks })).check();
    if notices.0.is_empty() { Ok(json!({})) } else { Err(all(&notices)) }
}

/// A statement on one of the grounds of a waiver.
fn statement(question: &Value) -> Answer {
    let mut whole =
        json!({ "visit": { "seal": "0".repeat(64), "visit": 0 }, "person": "甲", "on": "2026-12-01" });
    whole.as_object_mut().unwrap().extend(question.as_object().unwrap().clone());
    let statement: Statement = read(whole);
    let article = statement.ground.article();
    statement.check().map(|()| json!({ "listed_under": article })).map_err(|error| vec![one(&error)])
}
