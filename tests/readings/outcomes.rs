//! One pair of cases for every choice: what happens by default, and what under the choice.

use double_random::base::calendar::Calendar;
use double_random::base::{Digest, Faults, Int53, Protocol, Rounding};
use double_random::directory::{Category, CertificateReading, Directory, PastVisit, Risk};
use double_random::disclosure::History;
use double_random::duty::{Docket, DutyKind, Trace, VisitRun};
use double_random::inspection::{Sheet, Team};
use double_random::law::{RuleSet, VisitKind};
use double_random::plan::{
    AnnualPlan, Approval, CapOverride, Criterion, Departments, Occasion, Round, Task, tier_of,
};
use double_random::team::LeaderReading;
use serde_json::json;

use crate::made_up;
use crate::support::*;

/// A reading with one of its choices, and what `outcome` is by default and under the choice.
pub(crate) struct Pair {
    pub(crate) reading: &'static str,
    pub(crate) choice: &'static str,
    pub(crate) outcome: fn(&RuleSet) -> String,
    pub(crate) usual: &'static str,
    pub(crate) other: &'static str,
}

const fn pair(
    reading: &'static str,
    choice: &'static str,
    outcome: fn(&RuleSet) -> String,
    usual: &'static str,
    other: &'static str,
) -> Pair {
    Pair { reading, choice, outcome, usual, other }
}

pub(crate) const PAIRS: &[Pair] = &[
    pair("I-2-b", "counted", other_kinds, "10 of 10, excluded []", "9 of 10, excluded [A14P2 1]"),
    pair("I-2-1a", "any-superior", mandate, "mandate-issuer", "A2P2I1 other-superior"),
    pair("I-2-2a", "enterprise", lead, "10 of 10, excluded []", "9 of 10, excluded [A2P2I2 1]"),
    pair("I-6-a", "void", trace, "stands with gaps", "void"),
    pair("I-9-a", "key-in-batches", key_item, "item-not-general", "sealed"),
    pair("I-12-1b", "required", unfiled_plan, "sealed", "plan-not-effective"),
    pair("I-14-1a", "risk-only", tier, "High, 3 strata", "Low, 3 strata"),
    pair(
        "I-14-2a",
        "twelve-months-back",
        last_autumn,
        "10 of 10, excluded []",
        "9 of 10, excluded [A14P2 1]",
    ),
    pair("I-14-2a", "licence-term", licence, "10 of 10, excluded []", "9 of 10, excluded [A14P2 1]"),
    pair("I-14-2b", "site", two_sites, "8 of 10, excluded [A14P2 2]", "10 of 10, excluded []"),
    pair("I-14-2c", "finished-only", open_visit, "9 of 10, excluded []", "10 of 10, excluded []"),
    pair("I-14-2d", "no-exception", exception, "10 of 10, excluded []", "override-refused"),
    pair("I-17-a", "refuse", overlap, "sealed", "stratum-overlap-refused"),
    pair("I-17-b", "after-cap", half, "quota 5 of 10", "quota 4 of 10"),
    pair("I-17-c", "refuse", four, "sealed", "stratum-narrow-refused"),
    pair("I-17-d", "always-up", rounded_down, "sealed", "rounding-refused"),
    pair("I-18-b", "by-unit-only", two_batches, "sealed", "batches-refused"),
    pair("I-20-2b", "appointed", leader, "Drawn", "Appointed"),
    pair("I-21-a", "daily-safety-without-certificate", certificate, "ForAll", "DailySafetyWithout"),
    pair("I-28-1a", "window-end", publication, "2026-11-09", "2026-12-28"),
];

fn everybody() -> Round {
    round([task("a", "100%", autumn())])
}

fn first(faults: &Faults) -> String {
    codes(faults)[0].to_owned()
}

/// How many are drawn, and whom the seal excludes by which article.
fn drawn(round: &Round, directory: &Directory, rules: &RuleSet) -> String {
    let sealed = match round.seal(directory, rules) {
        Ok(sealed) => sealed,
        Err(faults) => return first(&faults),
    };
    let excluded = sealed.seal().exclusions.iter().filter(|list| list.count.get() > 0);
    let excluded: Vec<_> = excluded.map(|list| format!("{} {}", list.article.code(), list.count)).collect();
    let drawn = sealed.seed(double_random::draw::Ceremony::bare("s")).unwrap().draw();
    let (count, of) = (all_drawn(&drawn).len(), directory.targets().len());
    format!("{count} of {of}, excluded [{}]", excluded.join(", "))
}

fn with(history: Vec<PastVisit>, rules: &RuleSet) -> String {
    drawn(&everybody(), &directory(targets(10), history).unwrap(), rules)
}

fn sealed(round: &Round, directory: &Directory, rules: &RuleSet) -> String {
    round.seal(directory, rules).map_or_else(|faults| first(&faults), |_| "sealed".to_owned())
}

fn other_kinds(rules: &RuleSet) -> String {
    let daily = PastVisit { kind: VisitKind::Daily, ..finished("v2", "T-0000", "2026-03-01") };
    with(vec![finished("v1", "T-0000", "2026-02-01"), daily], rules)
}

fn mandate(rules: &RuleSet) -> String {
    let demand = Occasion::Mandate {
        issuer: "某街道办事处".to_owned(),
        document: "街办〔2026〕1号".to_owned(),
    };
    match demand.exclude(id("event"), rules) {
        Ok(outside) => format!("{} {}", outside.basis.code(), outside.kind.unwrap_or_default()),
        Err(error) => double_random::base::Problem::code(&error).to_owned(),
    }
}

fn lead(rules: &RuleSet) -> String {
    let case =
        |visit: &str| PastVisit { kind: VisitKind::Case, ..open(visit, "T-0000", "squad-east", autumn()) };
    with(vec![case("v1")], rules)
}

fn trace(rules: &RuleSet) -> String {
    let drawn = json!({ "act": "drawn", "on": "2026-10-08", "by": { "person": { "person": "甲", "org": "bureau" } } });
    match read::<Trace>(json!({ "marks": [drawn] })).stands(rules) {
        Ok(notices) if notices.0.is_empty() => "stands".to_owned(),
        Ok(_) => "stands with gaps".to_owned(),
        Err(_) => "void".to_owned(),
    }
}

fn key_item(rules: &RuleSet) -> String {
    let mut key = item("gas", &[]);
    key.category = Category::Key;
    let list = Directory::builder().scheme(double_random::base::Scheme::Ascii).items([key]);
    let directory = list.targets(targets(10)).units([area("东园", "squad-east")]).build().unwrap();
    sealed(&everybody(), &directory, rules)
}

/// A plan that is complete, and neither filed nor published.
fn unfiled_plan(rules: &RuleSet) -> String {
    let plan: AnnualPlan = read(json!({
        "id": "plan-2026", "version": 1, "year": 2026,
        "lines": [{ "id": "gas-line", "items": ["gas"], "scope": "用气单位", "estimated": 10, "ratio": "100%",
                    "schedule": { "start": "2026-03-01", "end": "2026-11-30" } }],
        "approvals": [{ "role": "preparer", "person": "小王", "date": "2026-01-05" }, { "role": "approver", "person": "老李", "date": "2026-01-06" }],
    }));
    let basis = plan.line(id("gas-line"), Protocol::default()).unwrap();
    let round = round([task("a", "100%", autumn()).basis(basis)]);
    let directory = directory(targets(10), vec![]).unwrap();
    let sealed = round.seal_under(&[plan], &Departments::default(), &directory, rules);
    sealed.map_or_else(|faults| first(&faults), |_| "sealed".to_owned())
}

fn tier(rules: &RuleSet) -> String {
    let rate = |ratio: &str| json!({ "ratio": ratio, "per_year": 1 });
    let rates: double_random::plan::TierRates =
        read(json!({ "low": rate("1%"), "normal": rate("5%"), "high": rate("20%") }));
    format!("{:?}, {} strata", tier_of(Some(Risk::Low), Some("失信"), rules), rates.strata(rules).len())
}

fn last_autumn(rules: &RuleSet) -> String {
    with(vec![finished("v1", "T-0000", "2025-11-01"), finished("v2", "T-0000", "2026-02-01")], rules)
}

/// Two visits of last year, in the term of a licence that is still in force; a second firm has one that is not.
fn licence(rules: &RuleSet) -> String {
    let mut list = targets(10);
    for (target, to) in list.iter_mut().zip(["2027-12-31", "2026-01-31"]) {
        let term = [("许可证起", "2025-01-01"), ("许可证止", to)];
        target.attributes =
            term.into_iter().map(|(column, day)| (column.to_owned(), day.to_owned())).collect();
    }
    let visits = ["T-0000", "T-0001"]
        .into_iter()
        .flat_map(|firm| ["2025-03-01", "2025-06-01"].map(|on| finished(&format!("{firm}-{on}"), firm, on)));
    drawn(&everybody(), &directory(list, visits.collect()).unwrap(), rules)
}

/// One visit at each of two places of one enterprise.
fn two_sites(rules: &RuleSet) -> String {
    let mut list = targets(10);
    list[..2].iter_mut().for_each(|target| target.unit_code = Some(id("chain")));
    let visit = |name: &str, site: &str| PastVisit {
        site_id: Some(id(site)),
        ..finished(name, "chain", "2026-02-01")
    };
    let history = vec![visit("v1", "T-0000"), visit("v2", "T-0001")];
    drawn(&everybody(), &directory(list, history).unwrap(), rules)
}

/// One visit left, and one that is dispatched for days before the round.
fn open_visit(rules: &RuleSet) -> String {
    let september = window("2026-09-01", "2026-09-30");
    let history = vec![finished("v1", "T-0000", "2026-02-01"), open("v2", "T-0000", "squad-east", september)];
    with(history, rules)
}

fn exception(rules: &RuleSet) -> String {
    let history = vec![finished("v1", "T-0000", "2026-02-01"), finished("v2", "T-0000", "2026-03-01")];
    let mut round = everybody();
    round.overrides = vec![CapOverride {
        unit_code: id("T-0000"),
        allowed: 3,
        reason: "失信主体重点监管".to_owned(),
        approval: Approval::by("局长", date("2026-09-20")),
    }];
    drawn(&round, &directory(targets(10), history).unwrap(), rules)
}

fn overlap(rules: &RuleSet) -> String {
    let twice = task("a", "100%", autumn()).stratum("餐饮", Criterion::kind("餐饮"), "1%".parse().unwrap());
    let mut list = targets(10);
    list[5..].iter_mut().for_each(|target| target.kind = None);
    let mut strata = twice.strata;
    strata[0].criterion = Criterion::area("东园");
    let round = round([Task { strata, ..task("a", "100%", autumn()) }]);
    sealed(&round, &directory(list, vec![]).unwrap(), rules)
}

/// Half of ten, two of whom are at the cap.
fn half(rules: &RuleSet) -> String {
    let visits = ["T-0000", "T-0001"]
        .into_iter()
        .flat_map(|firm| ["2026-03-01", "2026-06-01"].map(|on| finished(&format!("{firm}-{on}"), firm, on)));
    let directory = directory(targets(10), visits.collect()).unwrap();
    let sealed = round([task("a", "50%", autumn())]).seal(&directory, rules).unwrap();
    let frame = &sealed.seal().tasks[0].frames[0];
    format!("quota {} of {}", frame.quota, frame.size)
}

fn four(rules: &RuleSet) -> String {
    sealed(&everybody(), &directory(targets(4), vec![]).unwrap(), rules)
}

fn rounded_down(rules: &RuleSet) -> String {
    let mut round = everybody();
    round.tasks[0].strata[0].rounding = Rounding::Down;
    sealed(&round, &directory(targets(10), vec![]).unwrap(), rules)
}

fn two_batches(rules: &RuleSet) -> String {
    let round = Round { batches: Int53::from(2), ..everybody() };
    sealed(&round, &directory(targets(10), vec![]).unwrap(), rules)
}

/// What it does to a match is shown where officers are matched.
fn leader(rules: &RuleSet) -> String {
    format!("{:?}", LeaderReading::of(rules))
}

/// What it does to a match is shown where officers are matched.
fn certificate(rules: &RuleSet) -> String {
    format!("{:?}", CertificateReading::of(rules))
}

/// When the result of a visit of 12 October is due, whose window ends with November.
fn publication(rules: &RuleSet) -> String {
    let mut docket = Docket::new(Calendar::china(), rules).unwrap();
    let (seal, window) = (Digest([7; 32]), autumn());
    docket.add_task(seal, &Task::new(id("gas"), id("gas"), window)).unwrap();
    let made = made_up::Asked { items: &["gas"], window, ..Default::default() }.ordered();
    let team = Team::of(&made.ordered, &made.officers, 1).unwrap();
    let on = "2026-10-12";
    let sheet: Sheet = read(json!({
        "inspected_on": on, "findings": [made_up::finding("gas", &["no-problem"])],
        "signatures": [{ "person": "P-1", "date": on }, { "person": "P-2", "date": on }],
        "firm": { "signed": { "person": "店长", "date": on } },
    }));
    let signed = sheet.sign(&team, &made_up::forms()).unwrap();
    let history = History::open(&signed, &id("gas"), "综合执法局").unwrap();
    docket.add_visit(VisitRun::ordered(team, [(seal, id("gas"))]).with_results([history])).unwrap();
    let duties = docket.duties(date("2026-10-13")).unwrap();
    let enter = duties.all().iter().find(|duty| duty.kind == DutyKind::Enter).unwrap();
    enter.cells_zh()[0].clone()
}
