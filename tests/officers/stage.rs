//! What the second stage does.

use std::collections::BTreeSet;

use double_random::base::{Id, Problem};
use double_random::directory::Officers;
use double_random::draw::Ceremony;
use double_random::law::{Article, RuleSet};
use double_random::plan::{Approval, Joint, Seat, Task};
use double_random::record::{CheckResult, OfficersRecord, Record, Verdict, verify};
use double_random::team::{Appointment, Ground, Method, Neighbours};
use proptest::prelude::*;
use serde_json::json;

use super::*;

fn failed(verdict: &Verdict) -> Vec<&str> {
    let failed = verdict.checks.iter().filter(|check| check.result == CheckResult::Failed);
    failed.map(|check| check.name).collect()
}

#[test]
fn a20_two_officers_and_one_leader_at_every_target_and_the_record_runs_again() {
    let (record, lists) = whole();
    let verdict = verify(&record, Some(&lists), &[]);
    assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
    assert!(verdict.checks.iter().all(|check| check.title_zh() != check.name));
    for name in [
        "merging",
        "officers-seal",
        "officers-seed",
        "officers-pool",
        "matching",
        "teams",
        "replacements",
        "match-attempts",
    ] {
        assert_eq!(verdict.check(name).unwrap().result, CheckResult::Passed, "{name}");
    }
    // two tasks at twelve targets are twelve visits
    let match_ = &record.officers[0];
    assert_eq!((match_.seal.visits.len(), match_.seal.visits[0].tasks.len()), (12, 2));
    // without lists the match is still drawn again, for the seal holds all that it reads
    let alone = verify(&record, None, &[]);
    assert_eq!(alone.check("matching").unwrap().result, CheckResult::Passed);
    assert_eq!(alone.check("officers-pool").unwrap().result, CheckResult::NotCheckable);
    // and the written form is read back as it is
    let text = record.to_json().unwrap();
    assert_eq!(Record::parse(&text).unwrap(), record);
}

#[test]
fn no_officer_stands_in_the_record_in_clear() {
    let (record, lists) = whole();
    let text = record.to_json().unwrap();
    for officer in &lists.officers {
        let number = officer.certificate.as_ref().unwrap().number.as_str();
        for secret in [officer.id.as_str(), officer.name.as_str(), number] {
            assert!(!text.contains(secret), "{secret}");
        }
    }
    assert!(!text.contains("亲属"));
    assert!(text.contains("张*（"), "{text}");
}

#[test]
fn a22_who_is_recused_goes_elsewhere_and_is_listed_with_the_article() {
    let (record, _) = whole();
    let OfficersRecord { seal, result, .. } = &record.officers[0];
    let listed: Vec<_> = seal.away.iter().map(|away| (away.officer, away.ground, away.article)).collect();
    // a recusal from an enterprise holds for both its places
    let expected = [1, 2, 2].map(|officer| (officer, Ground::Recusal, Article::A22));
    assert_eq!(listed, expected);
    let double_random::record::MatchResult::Matched(matched) = result else { panic!() };
    let team = |target: &str| {
        let at = seal.visits.iter().position(|visit| visit.target.as_str() == target).unwrap();
        &matched.teams[at].members
    };
    assert!(!team("T-00").contains(&1) && !team("T-02").contains(&2) && !team("T-03").contains(&2));
}

#[test]
fn a21_unqualified_on_leave_or_interested_is_no_candidate() {
    let mut officers = staff();
    let until =
        |officer: &mut Officer, day: &str| officer.certificate.as_mut().unwrap().valid_until = date(day);
    until(&mut officers[0], "2026-11-19");
    until(&mut officers[3], "2026-11-20");
    officers[6].certificate = None;
    officers[3].cap = 6;
    officers[9] = officer(
        "P09",
        "西园",
        json!({ "leader": true, "leave": [{"start": "2026-11-20", "end": "2026-11-21"}] }),
    );
    officers[10].interests = vec![id("F-05")];
    officers[11].items = vec![id("gas")];
    let lists = lists(officers);
    let record = dispatched(&lists);
    let sealed = seal(&plan("m-1"), &record, &lists).unwrap();
    let mut listed: Vec<_> =
        sealed.seal().away.iter().map(|away| (away.officer, away.ground, away.article.code())).collect();
    listed.dedup();
    let expected = [
        (0, Ground::CertificateEnds, "A21"),
        (6, Ground::NoCertificate, "A21"),
        (9, Ground::OnLeave, "A20P2"),
        (10, Ground::Interest, "A22"),
        (11, Ground::ItemNotAllowed, "A11"),
    ];
    assert_eq!(listed, expected);
    let drawn = matched(&sealed, "second");
    let going: BTreeSet<u32> = drawn.teams().iter().flatten().copied().collect();
    assert!([0, 6, 9, 11].iter().all(|officer| !going.contains(officer)), "{going:?}");
    // the lenient reading spares whoever supervises work safety day by day
    let mut lenient = RuleSet::gaoxin_2023();
    let choice = lenient.readings.iter_mut().find(|choice| choice.reading == "I-21-a").unwrap();
    choice.choice = "daily-safety-without-certificate".to_owned();
    let mut safety = lists.clone();
    safety.officers[6].kind = double_random::directory::QualificationKind::DailySafety;
    let officers = Officers::new(safety.officers).unwrap();
    let round = record.dispatched_round().unwrap();
    let sealed = plan("m-1").seal(&[round], &directory(&lists), &officers, &lenient).unwrap();
    assert!(sealed.seal().away.iter().all(|away| away.officer != 6));
}

#[test]
fn a20_no_plan_is_proven_and_the_neighbours_are_the_remedy() {
    // one officer is left in the west, and two are needed there
    let mut officers = staff();
    officers.truncate(9);
    for officer in &mut officers {
        officer.cap = 6;
    }
    let mut lists = lists(officers);
    let record = dispatched(&lists);
    let sealed = seal(&plan("m-1"), &record, &lists).unwrap();
    let none = no_plan(&sealed, "second");
    let found = none.infeasible();
    assert!(found.shortage.demand > found.shortage.supply && found.remedies.pool);
    assert_eq!(found.remedies.direct.len(), 6, "one seat of each visit in the west");
    let record = record.with_officers(OfficersRecord::of_no_plan(&none));
    // the seed of a failed attempt is public
    let helping = |name: &str| {
        let west = Neighbours { area: "西园".to_owned(), neighbours: vec!["东园".to_owned()] };
        plan(name).areas([west, apart()[1].clone()])
    };
    let sealed = seal(&helping("m-2"), &record, &lists).unwrap();
    assert_eq!(sealed.seal().after, Some(none.digest()));
    let error = sealed.seed(Ceremony::bare("second")).unwrap_err();
    assert_eq!(codes(&error), ["match-seed-not-fresh"]);
    let ordered = matched(&sealed, "third").order(Approval::by("队长", date("2026-10-05"))).unwrap();
    let record = record.with_officers(OfficersRecord::of_ordered(&ordered));
    lists.recusals.clear();
    let verdict = verify(&record, Some(&lists), &[]);
    assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
    // a unit that is matched is not matched again, and an attempt keeps its id
    assert_eq!(codes(&seal(&helping("m-3"), &record, &lists).unwrap_err()), ["match-done-before"]);
    // leaving the failed attempt out shows
    let mut hidden = record.clone();
    hidden.officers.remove(0);
    assert_eq!(failed(&verify(&hidden, Some(&lists), &[])), ["match-attempts"]);
}

#[test]
fn a20_leaders_are_drawn_or_appointed_as_the_rules_say() {
    let lists = lists(staff());
    let record = dispatched(&lists);
    let mut rules = RuleSet::gaoxin_2023();
    rules.readings.iter_mut().find(|choice| choice.reading == "I-20-2b").unwrap().choice =
        "appointed".to_owned();
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let rounds = [record.dispatched_round().unwrap()];
    let sealed = plan("m-1").seal(&rounds, &directory(&lists), &officers, &rules).unwrap();
    let teams = matched(&sealed, "second");
    let head = || Approval::by("队长", date("2026-10-05"));
    let early = teams.clone().order(head()).unwrap_err();
    assert_eq!((early.code(), early.article()), ("leader-missing", Some(Article::A20P2)));
    let stranger = (0..16).find(|officer| !teams.team(0).contains(officer)).unwrap();
    let refused = |visit, officer| {
        codes(&teams.clone().appoint(&[Appointment { visit, officer }], head()).unwrap_err())
    };
    assert_eq!(refused(0, stranger), ["leader-not-member"]);
    let plain = teams.team(0).iter().copied().find(|officer| officer % 3 != 0).unwrap();
    let leaders: Vec<Appointment> = (0..)
        .zip(teams.teams())
        .map(|(visit, team)| Appointment {
            visit,
            officer: *team.iter().find(|officer| *officer % 3 == 0).unwrap(),
        })
        .collect();
    assert_eq!(refused(0, plain), ["leader-not-eligible"]);
    let mut twice = leaders.clone();
    twice.push(leaders[0].clone());
    assert_eq!(codes(&teams.clone().appoint(&twice, head()).unwrap_err()), ["leader-already-set"]);
    let ordered = teams.appoint(&leaders, head()).unwrap().order(head()).unwrap();
    let record = record.with_officers(OfficersRecord::of_ordered(&ordered));
    assert!(verify(&record, Some(&lists), &[]).is_exact());
}

#[test]
fn a12_a_joint_inspection_has_two_of_each_department_and_its_lead_leads() {
    let mut lists = lists(staff());
    for (n, officer) in lists.officers.iter_mut().enumerate() {
        officer.department = Some(["消防", "燃气"][n % 2].to_owned());
        officer.leader = true;
    }
    let part = |department: &str| Joint {
        id: id("fire-week"),
        lead: id("squad"),
        lead_department: "消防".to_owned(),
        department: department.to_owned(),
    };
    let of =
        |name: &str, department: &str| Task { joint: Some(part(department)), ..task(name, "50%", autumn()) };
    let record = dispatched_round(&lists, &round([of("gas", "燃气"), of("fire", "消防")]));
    let sealed = seal(&plan("m-1"), &record, &lists).unwrap();
    let teams = matched(&sealed, "second");
    for (visit, team) in (0..).zip(teams.teams()) {
        let fire = team.iter().filter(|officer| *officer % 2 == 0).count();
        let with_gas =
            sealed.seal().visits[visit as usize].tasks.iter().any(|task| task.task.as_str() == "gas");
        assert_eq!((fire, team.len() - fire), (2, if with_gas { 2 } else { 0 }));
        assert_eq!(teams.leader(visit).unwrap() % 2, 0, "the leader is of the leading department");
    }
    let ordered = teams.order(Approval::by("队长", date("2026-10-05"))).unwrap();
    let record = record.with_officers(OfficersRecord::of_ordered(&ordered));
    assert!(verify(&record, Some(&lists), &[]).is_exact());
}

#[test]
fn a20_the_method_says_what_is_looked_at() {
    let mut lists = lists(staff());
    // only one of the west knows gas, and every visit asks for it
    lists.officers[8].specialties = vec!["燃气".to_owned()];
    lists.officers[8].cap = 6;
    for officer in &mut lists.officers[..8] {
        officer.specialties = vec!["燃气".to_owned()];
    }
    let seats = Some(vec![
        Seat { specialty: Some("燃气".to_owned()), ..Seat::default() },
        Seat { leader: true, ..Seat::default() },
    ]);
    let record = dispatched_round(&lists, &round([Task { seats, ..task("gas", "100%", autumn()) }]));
    let teams =
        |method| matched(&seal(&MatchRound { method, ..plan("m-1") }, &record, &lists).unwrap(), "second");
    let skilled = teams(Method::SkillCovering);
    let west = |teams: &Matched| -> Vec<Vec<u32>> { teams.teams()[6..].to_vec() };
    assert!(west(&skilled).iter().all(|team| team.contains(&8)));
    assert!(west(&teams(Method::AreaRestricted)).iter().any(|team| !team.contains(&8)));
    assert!(west(&teams(Method::AreaRestricted)).iter().flatten().all(|officer| *officer >= 8));
    assert!(west(&teams(Method::PerVisit)).iter().flatten().any(|officer| *officer < 8));
}

#[test]
fn visits_of_several_records_are_matched_together() {
    let lists = lists(staff());
    let one = dispatched_round(&lists, &round([task("gas", "100%", autumn())]));
    let mut second = round([task("fire", "50%", autumn())]);
    second.id = id("2026-Q4-b");
    // the same item again would be the same task drawn twice
    second.tasks[0].items = vec![id("fire")];
    let other = dispatched_round(&lists, &second);
    let rounds = [other.dispatched_round().unwrap(), one.dispatched_round().unwrap()];
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let sealed = plan("m-1").seal(&rounds, &directory(&lists), &officers, &RuleSet::gaoxin_2023()).unwrap();
    let turned = [rounds[1].clone(), rounds[0].clone()];
    let again = plan("m-1").seal(&turned, &directory(&lists), &officers, &RuleSet::gaoxin_2023()).unwrap();
    assert_eq!(again.canonical(), sealed.canonical(), "the order of records means nothing");
    let merged = sealed.seal().visits.iter().filter(|visit| visit.tasks.len() == 2).count();
    assert_eq!((sealed.seal().visits.len(), merged), (12, 6));
    let ordered = matched(&sealed, "second").order(Approval::by("队长", date("2026-10-05"))).unwrap();
    let record = other.with_officers(OfficersRecord::of_ordered(&ordered));
    let verdict = verify(&record, Some(&lists), std::slice::from_ref(&one));
    assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
    let without = verify(&record, Some(&lists), &[]);
    assert_eq!(without.check("merging").unwrap().result, CheckResult::NotCheckable);
}

#[test]
fn clashing_windows_are_shown_and_no_fault() {
    let (record, lists) = whole();
    let sealed = seal(&plan("m-1"), &Record { officers: vec![], ..record }, &lists).unwrap();
    let teams = matched(&sealed, "second");
    // all windows are the same, so every two visits of one officer share days
    let expected: u32 = teams.loads().iter().map(|load| load * load.saturating_sub(1) / 2).sum();
    assert_eq!(teams.clashes().len(), expected as usize);
    assert!(expected > 0);
    // windows without a common day do not clash
    let lists = self::lists(staff());
    let late = support::window("2026-12-01", "2026-12-20");
    let record = dispatched_round(&lists, &round([task("gas", "100%", autumn()), task("late", "50%", late)]));
    let teams = matched(&seal(&plan("m-1"), &record, &lists).unwrap(), "second");
    let visits = &teams.seal().visits;
    let same = |one: u32, other: u32| visits[one as usize].window == visits[other as usize].window;
    let mut counted = 0;
    for officer in 0..16 {
        let own: Vec<u32> =
            (0..).zip(teams.teams()).filter(|(_, team)| team.contains(&officer)).map(|(at, _)| at).collect();
        counted += own
            .iter()
            .flat_map(|one| own.iter().filter(move |other| one < other && same(*one, **other)))
            .count();
    }
    let clashes = teams.clashes();
    assert!(counted > 0 && clashes.iter().all(|(one, other, _)| same(*one, *other)));
    assert_eq!(clashes.len(), counted);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn orders_of_rows_change_no_byte(turn in 0..16usize, seed in "[a-z]{8}") {
        let (record, lists) = whole();
        let record = Record { officers: vec![], ..record };
        let recusals = [recusal("P01", "T-00"), recusal("P02", "F-01"), recusal("P09", "T-11")];
        let of = |turn: usize| {
            let mut lists = lists.clone();
            lists.officers.rotate_left(turn);
            lists.targets.rotate_left(turn % 12);
            let mut plan = plan("m-1").recusals(recusals.clone());
            plan.recusals.rotate_left(turn % 3);
            plan.areas.rotate_left(turn % 2);
            let sealed = seal(&plan, &record, &lists).unwrap();
            let teams = matched(&sealed, &seed);
            (sealed.canonical().to_owned(), OfficersRecord::of_matched(&teams))
        };
        prop_assert_eq!(of(turn), of(0));
    }
}

fn codes(faults: &double_random::base::Faults) -> Vec<&'static str> {
    support::codes(faults)
}

#[test]
fn the_sentence_names_visits_and_officers_in_both_languages() {
    let mut lists = lists(staff());
    lists.officers.truncate(9);
    let record = dispatched(&lists);
    let none = no_plan(&seal(&plan("m-1"), &record, &lists).unwrap(), "second");
    let name = |id: &Id| format!("“{id}号店”");
    assert!(none.sentence_zh(name).starts_with("“T-06号店”"), "{}", none.sentence_zh(name));
    assert!(none.sentence_en(Id::to_string).starts_with("T-06"), "{}", none.sentence_en(Id::to_string));
}
