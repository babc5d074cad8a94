//! The road from lists to a dispatched list, and a verdict on its record (arts. 14, 16-18).

mod support;

use double_random::base::Problem;
use double_random::draw::{Ceremony, Reason, Removal, Reveal};
use double_random::law::{Article, RuleSet};
use double_random::plan::{Approval, CeremonyPlan, Criterion, Joint, PartyPlan, Strength, Task};
use double_random::record::{Lists, Record, verify};
use support::*;

fn lists(targets: Vec<double_random::directory::Target>) -> Lists {
    let areas = vec![area("东园", "squad-east"), area("西园", "squad-west")];
    Lists {
        items: vec![item("gas", &[]), item("fire", &["餐饮"])],
        targets,
        units: areas,
        ..Lists::default()
    }
}

#[test]
fn a2p1_a16_a_round_from_lists_to_an_exact_verdict() {
    let directory = directory(targets(200), vec![]).unwrap();
    let round = round([task("gas-1", "5%", autumn()), task("gas-2", "7%", autumn())]);
    let sealed = seal(&round, &directory);
    assert_eq!(sealed.seal().strength, Strength::Weak);
    let drawn = sealed.seed(Ceremony::bare("seed")).unwrap().draw();
    assert_eq!((ids(&drawn, 0, 0).len(), ids(&drawn, 1, 0).len()), (10, 14));
    let chance = drawn.chance("gas-1", "T-0000").unwrap();
    assert_eq!((chance.sealed.draws.get(), chance.sealed.candidates.get()), (10, 200));

    let gone = ids(&drawn, 0, 0)[3].clone();
    let removal = Removal { task: id("gas-1"), id: id(&gone), reason: Reason::Deregistered };
    let confirmed = drawn.confirm(vec![removal]).unwrap();
    let (row, _) = confirmed.removed()[0].replacement.unwrap();
    let locked = confirmed.lock(Approval::by("处长", date("2026-10-02"))).unwrap();
    let dispatched = locked.dispatch().unwrap();
    let sent: Vec<_> = dispatched.units().iter().flat_map(|unit| unit.batches.concat()).collect();
    assert!(sent.iter().any(|entry| entry.row == row));
    assert!(
        !sent
            .iter()
            .any(|entry| directory.targets().id(entry.row) == gone && entry.tasks.contains(&id("gas-1")))
    );

    let record = Record::parse(&Record::of_dispatched(&dispatched).to_json().unwrap()).unwrap();
    let verdict = verify(&record, Some(&lists(targets(200))), &[]);
    assert!(verdict.is_exact(), "{verdict:#?}");
    // the reversed list is the same list
    let reversed = targets(200).into_iter().rev().collect();
    assert!(verify(&record, Some(&lists(reversed)), &[]).is_exact());
    // one row less is another list, and the first check that depends on rows says so
    let verdict = verify(&record, Some(&lists(targets(199))), &[]);
    assert_eq!(verdict.first_failure().unwrap().name, "roots");
    // alone, nothing fails and nothing is claimed
    let alone = verify(&record, None, &[]);
    assert!(!alone.is_exact() && alone.first_failure().is_none(), "{alone:#?}");
}

#[test]
fn a_party_that_does_not_reveal_voids_the_round_and_is_named() {
    let directory = directory(targets(20), vec![]).unwrap();
    let protocol = double_random::base::Protocol::default();
    let reveal = |party: &str, byte| Reveal { party: id(party), secret: [byte; 32] };
    let (notary, press) = (reveal("notary", 1), reveal("press", 2));
    let plan = |reveal: &Reveal| PartyPlan {
        party: reveal.party.clone(),
        commitment: reveal.commitment(protocol, &id("2026-Q4")),
        outside: true,
    };
    let ceremony = CeremonyPlan { parties: vec![plan(&press), plan(&notary)], ..CeremonyPlan::default() };
    let sealed = seal(&round([task("gas-1", "10%", autumn())]).ceremony(ceremony), &directory);
    assert_eq!(sealed.seal().strength, Strength::Strong);
    let held = |parties: Vec<Reveal>| sealed.seed(Ceremony { parties, ..Ceremony::default() });
    assert!(held(vec![press.clone(), notary.clone()]).is_ok());
    let code = |parties| held(parties).unwrap_err().code();
    assert_eq!(code(vec![notary.clone()]), "reveal-missing");
    assert_eq!(code(vec![notary.clone(), reveal("press", 3)]), "reveal-mismatch");
    assert_eq!(code(vec![notary.clone(), press.clone(), reveal("friend", 4)]), "reveal-unknown");
    assert_eq!(code(vec![notary.clone(), press.clone(), press.clone()]), "reveal-doubled");
    let typed = sealed.seed(Ceremony { parties: vec![notary, press], ..Ceremony::bare("x") });
    assert_eq!(typed.unwrap_err().code(), "typed-sources");
}

#[test]
fn a18_the_lock_needs_an_approver_who_prepared_nothing() {
    let directory = directory(targets(20), vec![]).unwrap();
    let mut round = round([task("gas-1", "10%", autumn())]);
    let day = date("2026-09-30");
    round.approvals = Some(vec![Approval::prepared_by("小王", day), Approval::by("老李", day)]);
    let confirmed = || draw(&round, &directory, "s").confirm(vec![]).unwrap();
    assert!(confirmed().lock(Approval::by("老李", day)).is_ok());
    assert_eq!(confirmed().lock(Approval::by("小王", day)).unwrap_err().code(), "approval-same-person");
    assert_eq!(
        confirmed().lock(Approval::prepared_by("老李", day)).unwrap_err().code(),
        "approval-not-approver"
    );
    assert_eq!(confirmed().lock(Approval::by("", day)).unwrap_err().code(), "approval-unsigned");
}

#[test]
fn a18_a_drawn_target_without_a_unit_is_a_named_fault_and_nothing_is_dispatched() {
    let mut lost = targets(10);
    lost[3].area = Some("无名镇".to_owned());
    lost[5].area = None;
    let directory = directory(lost, vec![]).unwrap();
    let locked = |round| {
        draw(&round, &directory, "s")
            .confirm(vec![])
            .unwrap()
            .lock(Approval::by("李", date("2026-10-02")))
            .unwrap()
    };
    let faults = locked(round([task("all", "100%", autumn())])).dispatch().unwrap_err();
    let mut found: Vec<_> = faults.0.iter().map(|fault| (fault.place.row, fault.code())).collect();
    found.sort_unstable();
    assert_eq!(found, [(Some(4), "dispatch-no-unit"), (Some(6), "dispatch-no-area")]);
    assert_eq!(faults.0[0].problem().article(), Some(Article::A18));
    // a task that names its unit needs no area
    assert!(locked(round([task("all", "100%", autumn()).unit(id("squad-east"))])).dispatch().is_ok());
}

#[test]
fn a18_removals_name_a_drawn_target_once() {
    let directory = directory(targets(100), vec![]).unwrap();
    let round = round([task("gas-1", "10%", autumn())]);
    let removal = |name: &str| Removal { task: id("gas-1"), id: id(name), reason: Reason::MovedAway };
    let drawn = || draw(&round, &directory, "s");
    let first = ids(&drawn(), 0, 0)[0].clone();
    let undrawn =
        (0..100).map(|n| format!("T-{n:04}")).find(|name| !ids(&drawn(), 0, 0).contains(name)).unwrap();
    let codes_of = |removals: Vec<Removal>| codes(&drawn().confirm(removals).unwrap_err());
    assert_eq!(codes_of(vec![removal(&first), removal(&first)]), ["removal-doubled"]);
    assert_eq!(codes_of(vec![removal("T-9999"), removal("nobody")]), ["removal-unknown", "removal-unknown"]);
    let next = drawn().confirm(vec![removal(&first)]).unwrap().removed()[0].replacement.unwrap().0;
    let next = directory.targets().id(next).to_owned();
    if undrawn != next {
        assert_eq!(codes_of(vec![removal(&undrawn)]), ["removal-not-drawn"]);
    }
    // a replacement that is itself named leaves at once, and the one after it comes in
    let both = drawn().confirm(vec![removal(&next), removal(&first)]).unwrap();
    assert_eq!(both.removed().len(), 2);
    assert_eq!(both.removed()[1].removal.id.as_str(), next);
    assert_eq!(both.tasks()[0].strata[0].len(), 10);
}

#[test]
fn a17_strata_have_their_own_ratio_and_the_first_match_takes_a_target() {
    let mut list = targets(100);
    list.iter_mut().skip(60).for_each(|target| target.kind = Some("商场".to_owned()));
    list.iter_mut().take(70).for_each(|target| target.scale = Some("大".to_owned()));
    let directory = directory(list.clone(), vec![]).unwrap();
    let mut task = task("gas-1", "10%", autumn());
    task.strata.clear();
    let task = task
        .stratum("商场", Criterion::kind("商场"), "50%".parse().unwrap())
        .stratum("大型", Criterion::Scale(vec!["大".to_owned()]), "10%".parse().unwrap())
        .stratum("无人", Criterion::kind("加油站"), "10%".parse().unwrap());
    let drawn = draw(&round([task]), &directory, "s");
    let frames: Vec<_> =
        drawn.seal().tasks[0].frames.iter().map(|f| (f.size.get(), f.draws.get(), f.overlap.get())).collect();
    assert_eq!(frames, [(40, 20, 0), (60, 6, 10), (0, 0, 0)]);
    assert_eq!((0..3).map(|stratum| ids(&drawn, 0, stratum).len()).collect::<Vec<_>>(), [20, 6, 0]);
    // and whoever has the lists finds the same
    let record = Record::of_drawn(&drawn);
    assert!(verify(&record, Some(&lists(list.clone())), &[]).is_exact());
    list.iter_mut().for_each(|target| target.kind = Some("餐饮".to_owned()));
    assert!(!verify(&record, Some(&lists(list)), &[]).is_exact());
}

#[test]
fn a8p1_the_items_object_type_is_part_of_every_stratum() {
    let mut list = targets(10);
    list[0].kind = Some("商场".to_owned());
    list[1].kind = None;
    let directory = directory(list, vec![]).unwrap();
    let mut fire = task("fire-1", "100%", autumn());
    fire.items = vec![id("fire")];
    assert_eq!(draw(&round([fire]), &directory, "s").seal().tasks[0].frames[0].size.get(), 8);
    assert_eq!(
        draw(&round([task("gas-1", "100%", autumn())]), &directory, "s").seal().tasks[0].frames[0].size.get(),
        10
    );
}

#[test]
fn a2p1_a13_a16_a_round_reports_every_fault_at_once_with_its_place() {
    let directory = directory(targets(5), vec![finished("v1", "T-0000", "2026-10-02")]).unwrap();
    let mut broken = task("a", "5%", autumn());
    broken.items = vec![id("nothing")];
    broken.strata[0].criterion = Criterion::Kind(vec![]);
    broken.strata[0].label = " ".to_owned();
    broken.seats = Some(vec![Default::default()]);
    let mut empty = task("a", "5%", autumn());
    (empty.items, empty.strata) = (vec![], vec![]);
    let mut round = round([broken, empty]);
    round.ceremony = CeremonyPlan::default();
    round.batches = Default::default();
    round.approvals =
        Some(vec![Approval::prepared_by("王", date("2026-09-01")), Approval::by("王", date("2026-09-01"))]);
    let faults = round.seal(&directory, &RuleSet::gaoxin_2023()).unwrap_err();
    let mut found = codes(&faults);
    found.sort_unstable();
    let mut expected = vec![
        "approval-same-person",
        "ceremony-not-planned",
        "criterion-empty",
        "history-after-as-of",
        "round-batches",
        "round-doubled",
        "round-text",
        "task-no-item",
        "task-no-stratum",
        "task-seats",
        "task-unknown-item",
    ];
    expected.sort_unstable();
    assert_eq!(found, expected);
    assert!(
        faults.0.iter().any(|fault| fault.place.field.as_deref() == Some("tasks[0].strata[0].criterion"))
    );
}

#[test]
fn a_round_without_tasks_with_too_many_or_with_strange_rules_is_refused() {
    let directory = directory(targets(5), vec![]).unwrap();
    let refused = |round: &double_random::plan::Round, rules: &RuleSet| {
        codes(&round.seal(&directory, rules).unwrap_err())
    };
    let usual = RuleSet::gaoxin_2023();
    assert_eq!(refused(&round([]), &usual), ["round-no-task"]);
    let many = (0..1001).map(|n| task(&format!("t{n}"), "1%", autumn()));
    assert_eq!(refused(&round(many), &usual), ["round-too-many"]);
    let mut strange = usual.clone();
    strange.readings[0].choice = "whenever".to_owned();
    assert_eq!(refused(&round([task("a", "5%", autumn())]), &strange), ["reading-unknown"]);
    let mut entrusted = task("a", "5%", autumn());
    let delegation = |executor: &str| double_random::plan::Delegation {
        owner: id("city"),
        executor: id(executor),
        letter: "委〔2026〕3号".to_owned(),
        in_the_name_of: id("city"),
    };
    entrusted.delegation = Some(delegation("city"));
    assert_eq!(refused(&round([entrusted.clone()]), &usual), ["delegation-to-self"]);
    entrusted.delegation = Some(delegation("district"));
    assert!(round([entrusted]).seal(&directory, &usual).is_ok());
    let mut sourced = round([task("a", "5%", autumn())]);
    let source = |list: &str| read(serde_json::json!({ "list": list }));
    sourced.provenance = Some(vec![source("targets"), source("units")]);
    assert!(sourced.seal(&directory, &usual).is_ok());
    sourced.provenance = Some(vec![source("targets"), source("targets"), source("friends")]);
    assert_eq!(refused(&sourced, &usual), ["provenance-list"; 2]);
    let mut unknown = task("a", "5%", autumn());
    unknown.strata[0].criterion =
        Criterion::Attribute { name: "行业".to_owned(), values: vec!["餐饮".to_owned()] };
    assert_eq!(refused(&round([unknown]), &usual), ["criterion-unknown-attribute"]);
    // a cap of 0 leaves nobody to draw
    let none = RuleSet { annual_cap: 0, ..usual };
    let sealed = round([task("a", "100%", autumn())]).seal(&directory, &none).unwrap();
    assert_eq!(
        (sealed.seal().tasks[0].frames[0].size.get(), sealed.seal().tasks[0].frames[0].eligible.get()),
        (5, 0)
    );
}

#[test]
fn a_seal_tells_the_office_what_is_lawful_and_odd() {
    let past = |on| [finished("v1", "T-0000", on), finished("v2", "T-0000", "2026-02-01")].to_vec();
    let notices = |count, past, task| {
        let faults = seal(&round([task]), &directory(targets(count), past).unwrap()).notices();
        // every one of these rounds is open, its lists come from nowhere, and none is blinded
        let every = ["disclosure-open", "list-origin-missing", "rows-unblinded"];
        faults.iter().map(|fault| fault.code()).filter(|code| !every.contains(code)).collect::<Vec<_>>()
    };
    let all = || task("a", "100%", autumn());
    assert_eq!(notices(5, vec![], all()), ["seed-weak"]);
    assert_eq!(notices(4, vec![], all()), ["pool-narrow", "seed-weak"]);
    assert_eq!(notices(6, past("2026-01-01"), all()), ["pool-shortfall", "seed-weak"]);
    assert_eq!(notices(6, past("2025-12-01"), all()), ["cap-rolling", "seed-weak"]);
    let twice = all().stratum("餐饮", Criterion::kind("餐饮"), "5%".parse().unwrap());
    assert_eq!(notices(6, vec![], twice), ["pool-narrow", "strata-overlap", "seed-weak"]);
}

#[test]
fn one_thread_and_two_make_the_same_record() {
    let directory = directory(targets(3000), vec![]).unwrap();
    let round = round([task("gas-1", "5%", autumn()), task("gas-2", "7%", autumn())]);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| Record::of_drawn(&draw(&round, &directory, "s")).to_json().unwrap())
    };
    assert_eq!(with(1), with(2));
}

#[test]
fn a19_tasks_of_one_tag_share_unit_and_day_and_their_tickets() {
    let directory = directory(targets(100), vec![]).unwrap();
    let tagged = |name: &str, ratio: &str, window| task(name, ratio, window).tag(id("joint"));
    let late = window("2026-12-01", "2026-12-31");
    let code = |tasks: [_; 2]| codes(&round(tasks).seal(&directory, &RuleSet::gaoxin_2023()).unwrap_err());
    assert_eq!(code([tagged("a", "5%", autumn()), tagged("b", "5%", late)]), ["tag-no-common-day"]);
    let named = tagged("b", "5%", autumn()).unit(id("squad-east"));
    assert_eq!(code([tagged("a", "5%", autumn()), named.clone()]), ["tag-units-differ"]);
    // unless they are one joint inspection
    let part = || Joint {
        id: id("week"),
        lead: id("squad-east"),
        lead_department: "消防".to_owned(),
        department: "燃气".to_owned(),
    };
    let joint = |task| Task { joint: Some(part()), ..task };
    assert!(
        round([joint(tagged("a", "5%", autumn())), joint(named)])
            .seal(&directory, &RuleSet::gaoxin_2023())
            .is_ok()
    );
    assert_eq!(code([tagged("a", "5%", autumn()), joint(tagged("b", "5%", autumn()))]), ["tag-units-differ"]);
    let drawn = draw(&round([tagged("a", "5%", autumn()), tagged("b", "10%", autumn())]), &directory, "s");
    assert_eq!(ids(&drawn, 0, 0), ids(&drawn, 1, 0)[..5]);
    // without the tag the lists are independent
    let drawn = draw(&round([task("a", "5%", autumn()), task("b", "10%", autumn())]), &directory, "s");
    assert_ne!(ids(&drawn, 0, 0), ids(&drawn, 1, 0)[..5]);
}
