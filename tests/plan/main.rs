//! 第二条, 第九条, 第十二条至第十四条 - the yearly plan, tiers, ad-hoc tasks, and what a rule set from data allows.

#[path = "../support/mod.rs"]
mod support;
mod under;

use double_random::directory::{Directory, PastVisit, Risk, Status, Target};
use double_random::law::{Article, Reading, RuleSet, Tier, VisitKind};
use double_random::plan::{
    AnnualPlan, Approval, Criterion, Department, Departments, LeadSource, Occasion, Round, Task, TaskBasis,
    TierRates, tier_of,
};
use double_random::record::{CheckResult, Lists, Record, verify};
use serde_json::json;
use support::*;

const PROFILES: [&str; 3] = ["gaoxin-2023", "enterprise-information", "key-items"];

/// The rule set in a file of `core/law/profiles`.
fn profile(name: &str) -> RuleSet {
    let path = format!("{}/core/law/profiles/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn refused(round: &Round, directory: &Directory, rules: &RuleSet) -> Vec<&'static str> {
    round.seal(directory, rules).map_or_else(|faults| codes(&faults), |_| vec![])
}

fn district() -> Directory {
    directory(targets(40), vec![]).unwrap()
}

fn plan() -> AnnualPlan {
    read(json!({
        "id": "plan-2026", "version": 2, "year": 2026,
        "lines": [
            { "id": "gas-line", "items": ["gas"], "scope": "用气单位", "estimated": 2, "ratio": "5%",
              "schedule": { "start": "2026-03-01", "end": "2026-11-30" } },
            { "id": "led", "items": ["fire"], "scope": "餐饮", "estimated": 4, "ratio": "10%", "part": "lead",
              "schedule": { "start": "2026-03-01", "end": "2026-12-31" } },
            { "id": "joined", "items": ["fire"], "scope": "餐饮", "estimated": 4, "ratio": "10%", "part": "participant",
              "schedule": { "start": "2026-03-01", "end": "2026-12-31" } },
        ],
        "steps": [
            { "step": "filed-upper", "version": 1, "on": "2026-01-10" }, { "step": "filed-market", "version": 2, "on": "2026-02-10" },
            { "step": "published", "version": 2, "on": "2026-02-12" },
        ],
        "approvals": [{ "role": "preparer", "person": "小王", "date": "2026-01-05" }, { "role": "approver", "person": "老李", "date": "2026-01-06" }],
    }))
}

#[test]
fn a13_a_plan_has_its_elements_or_each_one_missing_is_named() {
    let rules = RuleSet::gaoxin_2023();
    assert_eq!(plan().check(&district(), &rules), Ok(()));
    let mut hollow = plan();
    hollow.lines[0] = read(json!({ "id": "led", "items": [] }));
    let elements = ["items", "scope", "schedule", "estimated", "ratio"];
    let faults = hollow.check(&district(), &rules).unwrap_err();
    let missing = faults.0.iter().filter(|fault| fault.code() == "plan-element-missing");
    let fields: Vec<_> = missing.map(|fault| fault.place.to_string()).collect();
    assert_eq!(fields, elements.map(|field| format!("lines[0].{field}")));
    assert_eq!(codes(&faults).last(), Some(&"plan-line-duplicate"));
    let with = |change: &dyn Fn(&mut AnnualPlan)| {
        let mut plan = plan();
        change(&mut plan);
        codes(&plan.check(&district(), &rules).unwrap_err())
    };
    assert_eq!(with(&|plan| plan.lines.clear()), ["plan-empty"]);
    assert_eq!(with(&|plan| plan.year = 2027), ["plan-outside-year"; 3]);
    assert_eq!(with(&|plan| plan.approvals.truncate(1)), ["plan-not-approved"]);
    assert_eq!(with(&|plan| plan.approvals[1].person = "小王".to_owned()), ["approval-same-person"]);
    let falling = json!({ "low": { "ratio": "5%", "per_year": 1 }, "normal": { "ratio": "1%", "per_year": 1 }, "high": { "ratio": "9%", "per_year": 1 } });
    assert_eq!(with(&|plan| plan.lines[0].tiers = Some(read(falling.clone()))), ["tier-ratio-falls"]);
}

#[test]
fn a2p1_a_plan_names_items_of_the_list() {
    let mut plan = plan();
    assert!(plan.check(&district(), &RuleSet::gaoxin_2023()).is_ok());
    plan.lines[0].items = vec![id("water")];
    assert_eq!(codes(&plan.check(&district(), &RuleSet::gaoxin_2023()).unwrap_err()), ["plan-unknown-item"]);
}

#[test]
fn a13_the_ratio_binds_and_a_different_number_is_shown() {
    let rules = RuleSet::gaoxin_2023();
    assert_eq!(codes(&plan().differences(&district(), &rules)), [""; 0]);
    // 5% of 41 are three
    let larger = directory(targets(41), vec![]).unwrap();
    let differences = plan().differences(&larger, &rules);
    assert_eq!(codes(&differences), ["plan-number-differs"; 3]);
    assert!(
        differences.0[0].to_string().ends_with("estimates 2 targets, its ratio makes 3; the ratio binds")
    );
    // tiers count each by its own ratio: 10 high, 30 normal
    let mut mixed = targets(40);
    mixed[..10].iter_mut().for_each(|target| target.risk = Some(Risk::High));
    let mut tiered = plan();
    tiered.lines.truncate(1);
    tiered.lines[0].tiers = Some(read(
        json!({ "low": { "ratio": "0%", "per_year": 1 }, "normal": { "ratio": "10%", "per_year": 1 }, "high": { "ratio": "50%", "per_year": 2 } }),
    ));
    let differences = tiered.differences(&directory(mixed, vec![]).unwrap(), &rules);
    assert!(differences.0[0].to_string().contains("its ratio makes 8"), "{differences}");
}

#[test]
fn a12p1_filing_and_publication_are_asked_of_every_version() {
    let codes_on = |plan: &AnnualPlan, on: &str| codes(&plan.notices(date(on)));
    // the upper department has seen version 1 only
    assert_eq!(codes_on(&plan(), "2026-03-01"), ["plan-not-filed"]);
    assert_eq!(codes_on(&plan(), "2026-02-11"), ["plan-not-filed", "plan-not-published"]);
    let mut filed = plan();
    filed.steps[0].version = 2;
    assert_eq!(codes_on(&filed, "2026-03-01"), [""; 0]);
    assert_eq!(codes_on(&filed, "2026-01-01").len(), 3);
}

#[test]
fn a14p3_a_task_outside_the_plan_is_ad_hoc_and_approved_and_counts_to_the_cap() {
    let (directory, rules) = (district(), RuleSet::gaoxin_2023());
    let with = |reason: &str, approval: Approval| {
        let mut round = round([task("a", "100%", autumn()).basis(TaskBasis::ad_hoc(reason, approval))]);
        round.approvals = Some(vec![Approval::prepared_by("小王", date("2026-09-01"))]);
        refused(&round, &directory, &rules)
    };
    let chief = || Approval::by("老李", date("2026-09-01")).document("批〔2026〕7号");
    assert_eq!(with("节前专项", chief()), [""; 0]);
    assert_eq!(with(" ", chief()), ["ad-hoc-unfounded"]);
    assert_eq!(with("节前专项", Approval { document: None, ..chief() }), ["ad-hoc-unfounded"]);
    assert_eq!(with("节前专项", Approval { person: "小王".to_owned(), ..chief() }), ["ad-hoc-unapproved"]);
    assert_eq!(
        with("节前专项", Approval::prepared_by("老李", date("2026-09-01")).document("1")),
        ["ad-hoc-unapproved"]
    );
    let round = round([task("a", "100%", autumn())]);
    // like any other draw it leaves out who has had two visits
    let past = vec![finished("v1", "T-0000", "2026-02-01"), finished("v2", "T-0000", "2026-03-01")];
    let sealed = seal(&round, &support::directory(targets(40), past).unwrap());
    assert_eq!((sealed.seal().exclusions[0].count.get(), sealed.seal().tasks[0].task.is_ad_hoc()), (1, true));
}

#[test]
fn a14p1_the_strata_of_tiers_take_whom_the_tier_says() {
    let rules = RuleSet::gaoxin_2023();
    let risks = [None, Some(Risk::Low), Some(Risk::Normal), Some(Risk::High)];
    let credits = [None, Some("守信"), Some("失信"), Some("未评")];
    let pairs = risks.iter().flat_map(|risk| credits.iter().map(move |credit| (*risk, *credit)));
    let list: Vec<Target> = pairs
        .enumerate()
        .map(|(n, (risk, credit))| Target {
            risk,
            credit: credit.map(str::to_owned),
            ..target(&format!("T-{n}"))
        })
        .collect();
    let tiers = list.iter().map(|target| tier_of(target.risk, target.credit.as_deref(), &rules));
    let count = |tier| tiers.clone().filter(|of| *of == tier).count() as u64;
    let rates: TierRates = read(
        json!({ "low": { "ratio": "1%", "per_year": 1 }, "normal": { "ratio": "5%", "per_year": 1 }, "high": { "ratio": "20%", "per_year": 2 } }),
    );
    let tiered = Task { strata: rates.strata(&rules), ..task("a", "5%", autumn()) };
    let sealed = seal(&round([tiered]), &directory(list.clone(), vec![]).unwrap());
    let sizes: Vec<u64> = sealed.seal().tasks[0].frames.iter().map(|frame| frame.size.get()).collect();
    assert_eq!(sizes, [count(Tier::High), count(Tier::Low), count(Tier::Normal)]);
    assert_eq!(sizes, [7, 1, 8]);
}

#[test]
fn a2p2i2_a_lead_takes_out_the_event_and_the_enterprise_stays_in_the_pool() {
    let lead = |inspection_due| Occasion::Lead {
        source: LeadSource::Complaint,
        reference: "T-0000 被投诉".to_owned(),
        inspection_due,
    };
    assert!(lead(true).exclude(id("event-1"), &RuleSet::gaoxin_2023()).is_ok());
    assert!(lead(false).exclude(id("event-1"), &RuleSet::gaoxin_2023()).is_err());
    // what the lead has led to is under way at T-0000, and T-0000 is drawn like any other
    let under_way = PastVisit {
        kind: VisitKind::Case,
        ..open("event-1", "T-0000", "squad-east", window("2026-09-01", "2026-12-31"))
    };
    let directory = directory(targets(40), vec![under_way]).unwrap();
    let drawn = |rules: &RuleSet| {
        let sealed = round([task("a", "100%", autumn())]).seal(&directory, rules).unwrap();
        let drawn = sealed.seed(double_random::draw::Ceremony::bare("s")).unwrap().draw();
        let by_lead = drawn.seal().exclusions.iter().filter(|list| list.article == Article::A2P2I2);
        let counts = by_lead.map(|list| list.count.get()).collect::<Vec<_>>();
        (ids(&drawn, 0, 0).contains(&"T-0000".to_owned()), counts)
    };
    assert_eq!(drawn(&RuleSet::gaoxin_2023()), (true, vec![]));
    let mut other = RuleSet::gaoxin_2023();
    other.readings.iter_mut().find(|choice| choice.reading == "I-2-2a").unwrap().choice =
        "enterprise".to_owned();
    assert_eq!(drawn(&other), (false, vec![1]));
}

#[test]
fn a2p1_the_list_at_sealing_says_what_may_be_drawn() {
    let listed = |names: &[&str]| Lists {
        items: names.iter().map(|name| item(name, &[])).collect(),
        targets: targets(40),
        units: vec![area("东园", "squad-east")],
        ..Lists::default()
    };
    let (round, before, after) =
        (round([task("a", "5%", autumn())]), listed(&["fire", "gas"]), listed(&["fire"]));
    let rules = RuleSet::gaoxin_2023();
    assert_eq!(refused(&round, &before.directory().unwrap(), &rules), [""; 0]);
    assert_eq!(refused(&round, &after.directory().unwrap(), &rules), ["task-unknown-item"]);
    // an item that leaves the list later changes no draw (I-2-a), and the later list is another one
    let drawn = draw(&round, &before.directory().unwrap(), "s");
    let record = Record::of_drawn(&drawn);
    let roots = |lists: &Lists| verify(&record, Some(lists), &[]).check("roots").unwrap().result;
    assert_eq!((roots(&before), roots(&after)), (CheckResult::Passed, CheckResult::Failed));
}

#[test]
fn a17_undirected_takes_the_whole_directory_but_whom_an_article_leaves_out() {
    let mut list = targets(20);
    list[0].status = Status::Revoked;
    let past = vec![finished("v1", "T-0001", "2026-02-01"), finished("v2", "T-0001", "2026-03-01")];
    let lists = Lists {
        items: vec![item("gas", &[])],
        targets: list,
        history: past,
        units: vec![area("东园", "squad-east")],
        ..Lists::default()
    };
    let drawn = draw(&round([task("a", "100%", autumn())]), &lists.directory().unwrap(), "s");
    let mut all = ids(&drawn, 0, 0);
    all.sort();
    assert_eq!(all, (2..20).map(|n| format!("T-{n:04}")).collect::<Vec<_>>());
    let frame = &drawn.seal().tasks[0].frames[0];
    assert_eq!((frame.size.get(), frame.eligible.get(), frame.shortfall.get()), (19, 18, 1));
    let record = Record::of_drawn(&drawn);
    let failed = |record: &Record| verify(record, Some(&lists), &[]).first_failure().map(|check| check.name);
    assert!(verify(&record, Some(&lists), &[]).is_exact());
    // a pool that somebody was left out of shows, though all else that is public fits it
    let mut narrow = record.clone();
    narrow.seal.exclusions[0].count = double_random::base::Int53::from(2);
    let protocol = narrow.seal.protocol().unwrap();
    let text = double_random::base::json::canonical(&narrow.seal).unwrap();
    narrow.digest = double_random::draw::Seal::digest_of(protocol, &text);
    assert_eq!(failed(&narrow), Some("exclusions"));
    // and no criterion is empty: that would be nobody, written as if it were everybody
    let mut nobody = round([task("a", "100%", autumn())]);
    nobody.tasks[0].strata[0].criterion = Criterion::All(vec![]);
    assert_eq!(refused(&nobody, &lists.directory().unwrap(), &RuleSet::gaoxin_2023()), ["criterion-empty"]);
}

#[test]
fn a15_the_entrustments_of_a_round_follow_the_tree() {
    let department = |name: &str, parent: Option<&str>| Department { id: id(name), parent: parent.map(id) };
    let tree = vec![department("city", None), department("district", Some("city"))];
    let departments = Departments::new(tree).unwrap();
    let check = |owner: &str, executor: &str| {
        let letter = json!({ "owner": owner, "executor": executor, "letter": "委〔2026〕3号", "in_the_name_of": owner });
        let entrusted = Task { delegation: Some(read(letter)), ..task("a", "5%", autumn()) };
        let checked = departments.check_round(&round([entrusted]), &RuleSet::gaoxin_2023());
        checked.map_err(|faults| (faults.0[0].place.to_string(), faults.0[0].code()))
    };
    assert_eq!(check("city", "district"), Ok(()));
    assert_eq!(check("district", "city"), Err(("tasks[0].delegation".to_owned(), "delegation-not-below")));
}

#[test]
fn the_default_is_its_file_and_every_profile_chooses_every_reading() {
    assert_eq!(profile("gaoxin-2023"), RuleSet::gaoxin_2023());
    for name in PROFILES {
        let rules = profile(name);
        assert_eq!((rules.id.as_str(), rules.check()), (name, Ok(())));
        assert_eq!(rules.readings.len(), Reading::ALL.len());
    }
    let strange = serde_json::to_string(&RuleSet::gaoxin_2023()).unwrap().replace("annual_cap", "anual_cap");
    assert!(serde_json::from_str::<RuleSet>(&strange).is_err());
}

#[test]
fn a13_a17_enterprise_information_asks_for_three_percent_by_four_columns() {
    let rules = profile("enterprise-information");
    let list = targets(40).into_iter().map(|target| Target {
        attributes: [("行业".to_owned(), "餐饮".to_owned()), ("楼层".to_owned(), "1".to_owned())].into(),
        ..target
    });
    let directory = directory(list.collect(), vec![]).unwrap();
    let with = |criterion: Criterion, ratio: &str| {
        let stratum = Task::new(id("a"), id("gas"), autumn()).basis(ad_hoc()).stratum(
            "x",
            criterion,
            ratio.parse().unwrap(),
        );
        refused(&round([stratum]), &directory, &rules)
    };
    let column =
        |name: &str| Criterion::Attribute { name: name.to_owned(), values: vec!["餐饮".to_owned()] };
    assert_eq!(with(Criterion::Everyone, "3%"), [""; 0]);
    assert_eq!(with(Criterion::Everyone, "2.99%"), ["ratio-below-least"]);
    let all = Criterion::kind("餐饮").and(Criterion::area("东园")).and(column("行业"));
    assert_eq!(with(all.clone().and(Criterion::Scale(vec!["小".to_owned()])), "3%"), [""; 0]);
    assert_eq!(with(Criterion::Not(Box::new(column("楼层"))), "3%"), ["criterion-not-allowed"]);
    assert_eq!(with(all.and(Criterion::risk(Risk::High)), "3%"), ["criterion-not-allowed"]);
    // nobody knows which share a number is
    let counted = json!({ "label": "x", "count": 30 });
    let mut numbered = round([task("a", "5%", autumn())]);
    numbered.tasks[0].strata[0] = read(counted);
    assert_eq!(refused(&numbered, &directory, &rules), ["ratio-below-least"]);
    assert_eq!(refused(&numbered, &directory, &RuleSet::gaoxin_2023()), [""; 0]);
}

#[test]
fn a9_key_items_are_refused_or_by_another_profile_drawn_in_batches() {
    let mut key = item("gas", &[]);
    key.category = double_random::directory::Category::Key;
    let directory = Directory::builder()
        .scheme(double_random::base::Scheme::Ascii)
        .items([key, item("fire", &[])])
        .targets(targets(40))
        .units([area("东园", "squad-east")])
        .build()
        .unwrap();
    let with = |ratio: &str, batches: u64, rules: &RuleSet| {
        let mut round = round([task("a", ratio, autumn())]);
        round.batches = double_random::base::Int53::new(batches).unwrap();
        refused(&round, &directory, rules)
    };
    assert_eq!(with("5%", 1, &RuleSet::gaoxin_2023()), ["item-not-general"]);
    let general = Task { items: vec![id("fire")], ..task("a", "100%", autumn()) };
    assert_eq!(refused(&round([general]), &directory, &RuleSet::gaoxin_2023()), [""; 0]);
    let rules = profile("key-items");
    assert_eq!(with("49%", 1, &rules), [""; 0]);
    assert_eq!(with("50%", 1, &rules), ["key-item-batches"]);
    assert_eq!(with("100%", 4, &rules), [""; 0]);
    // everybody is drawn, so all that the draw decides is who comes first
    let mut whole = round([task("a", "100%", autumn())]);
    whole.batches = double_random::base::Int53::new(4).unwrap();
    let order = |seed: &str| {
        let sealed = whole.seal(&directory, &rules).unwrap();
        let drawn = sealed.seed(double_random::draw::Ceremony::bare(seed)).unwrap().draw();
        assert_eq!(ids(&drawn, 0, 0).len(), 40);
        ids(&drawn, 0, 0)
    };
    assert_ne!(order("1"), order("2"));
}

#[test]
fn a20p2_the_team_is_as_large_as_the_rules_ask() {
    let directory = district();
    let three = RuleSet { team_size: 3, ..RuleSet::gaoxin_2023() };
    let seats = |count: usize, rules: &RuleSet| {
        let mut seated = task("a", "5%", autumn());
        seated.seats = Some((0..count).map(|n| read(json!({ "leader": n == 0 }))).collect());
        refused(&round([seated]), &directory, rules)
    };
    assert_eq!(refused(&round([task("a", "5%", autumn())]), &directory, &RuleSet::gaoxin_2023()), [""; 0]);
    assert_eq!(refused(&round([task("a", "5%", autumn())]), &directory, &three), ["task-seats"]);
    assert_eq!(seats(2, &three), ["task-seats"]);
    assert_eq!(seats(3, &three), [""; 0]);
    assert_eq!(seats(1, &RuleSet::gaoxin_2023()), ["task-seats"]);
    let one = RuleSet { team_size: 1, ..three };
    assert_eq!(seats(1, &one), [""; 0]);
}
