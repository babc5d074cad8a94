//! Experts: drawn from the pool or appointed, never part of the two, run again with the rest.

use std::collections::BTreeSet;

use double_random::base::Problem;
use double_random::directory::{Expert, Experts};
use double_random::inspection::Team;
use double_random::plan::ExpertDemand;
use double_random::record::{CheckResult, MatchResult, Verdict, verify};
use double_random::team::{
    Block, DirectAssignment, ExpertAppointment, Ground, Replacement, ReplacementReason,
};
use proptest::prelude::*;
use serde_json::json;

use super::*;

fn expert(name: &str, more: Value) -> Expert {
    let mut row = json!({ "id": name, "name": format!("王{name}"), "specialties": ["锅炉"], "cap": 4 });
    row.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
    read(row)
}

/// Four for boilers, two for gas.
fn pool() -> Vec<Expert> {
    let of = |n: usize| {
        let specialty = if n < 4 { "锅炉" } else { "燃气" };
        expert(&format!("E-{n}"), json!({ "specialties": [specialty], "cap": if n < 4 { 4 } else { 12 } }))
    };
    (0..6).map(of).collect()
}

fn demand(specialty: &str, count: u32) -> ExpertDemand {
    ExpertDemand { specialty: specialty.to_owned(), count }
}

/// Twelve targets: one task asks for a boiler expert everywhere, the other for one of boilers and one of gas in half of them.
fn asking(experts: Vec<Expert>) -> (Lists, Record) {
    let mut lists = lists(staff());
    lists.experts = experts;
    let with = |task: Task, experts| Task { experts, ..task };
    let fire = Task { items: vec![id("fire")], ..task("fire", "50%", autumn()) };
    let tasks = [
        with(task("gas", "100%", autumn()), vec![demand("锅炉", 1)]),
        with(fire, vec![demand("燃气", 1), demand("锅炉", 1)]),
    ];
    let record = dispatched_round(&lists, &round(tasks));
    (lists, record)
}

fn seal_all(
    plan: &MatchRound,
    record: &Record,
    lists: &Lists,
) -> Result<OfficersSealed, double_random::base::Faults> {
    let rounds = [record.dispatched_round()?];
    let (officers, experts) = (Officers::new(lists.officers.clone())?, Experts::new(lists.experts.clone())?);
    plan.seal_with_experts(&rounds, &directory(lists), (&officers, &experts), &RuleSet::gaoxin_2023())
}

fn appointed(visit: u32, seat: u32, expert: &str) -> ExpertAppointment {
    let (expert, reason) = (id(expert), "由原检测专家参加".to_owned());
    let approval = Approval::by("分管领导", date("2026-10-06"));
    ExpertAppointment { visit, seat, expert, reason, approval }
}

fn failed(verdict: &Verdict) -> Vec<&str> {
    let failed = verdict.checks.iter().filter(|check| check.result == CheckResult::Failed);
    failed.map(|check| check.name).collect()
}

fn head() -> Approval {
    Approval::by("队长", date("2026-10-07"))
}

#[test]
fn a20p2_experts_are_drawn_beside_the_two_and_run_again() {
    let (mut lists, record) = asking(pool());
    let plan = plan("m-1").recusals([recusal("E-0", "T-00")]);
    let sealed = seal_all(&plan, &record, &lists).unwrap();
    let teams = matched(&sealed, "second");
    let experts = teams.experts().unwrap();
    assert!(experts.infeasible().is_none() && experts.first_empty().is_none());
    for ((visit, sealed), (team, seats)) in
        (0..).zip(&sealed.seal().visits).zip(teams.teams().iter().zip(experts.seats()))
    {
        assert_eq!(team.len(), 2, "experts are not part of the two");
        let wanted = if sealed.tasks.len() == 2 { vec!["燃气", "锅炉"] } else { vec!["锅炉"] };
        let asked: Vec<String> =
            sealed.expert_seats().into_iter().map(|seat| seat.specialty.unwrap()).collect();
        assert_eq!(asked, wanted);
        for (asked, expert) in asked.iter().zip(seats) {
            assert_eq!(asked == "燃气", expert.unwrap() >= 4, "visit {visit}");
        }
    }
    assert!(!experts.seats()[0].contains(&Some(0)), "recused");
    // the same draw stands without experts
    let (mut without, plain) = (lists.clone(), dispatched(&lists));
    without.experts.clear();
    assert!(matched(&seal(&super::plan("m-1"), &plain, &without).unwrap(), "second").experts().is_none());
    let ordered = teams.order(head()).unwrap();
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let team = Team::of(&ordered, &officers, 0).unwrap();
    assert_eq!((team.members.len(), team.experts.len()), (2, experts_of(&ordered, 0)));
    assert!(team.experts.iter().all(|expert| expert.as_str().starts_with("E-")));
    let record = record.with_officers(OfficersRecord::of_ordered(&ordered));
    lists.recusals.insert(id("m-1"), plan.recusals);
    let verdict = verify(&record, Some(&lists), &[]);
    assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
    let text = record.to_json().unwrap();
    assert_eq!(Record::parse(&text).unwrap(), record);
    assert!(text.contains("王*（专家）") && !text.contains("王E-") && !text.contains("E-1"), "{text}");
    // what somebody could change
    let after = |change: &dyn Fn(&mut Value)| {
        let mut value: Value = serde_json::from_str(&text).unwrap();
        change(&mut value["officers"][0]["result"]["matched"]["experts"]);
        let changed = Record::from_value(value).unwrap();
        let verdict = verify(&changed, Some(&lists), &[]);
        failed(&verdict).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(after(&|experts| experts["seats"][1][0] = json!(99)), ["matching", "teams"]);
    assert_eq!(after(&|experts| experts["people"][0]["published"] = json!("李*（专家）")), ["officers-pool"]);
    assert_eq!(after(&|experts| *experts = Value::Null), ["matching", "teams"]);
    assert_eq!(after(&|experts| experts["seats"][1][0] = Value::Null), ["matching", "teams"]);
    let mut other = lists.clone();
    other.experts[2].cap = 9;
    assert!(failed(&verify(&record, Some(&other), &[])).contains(&"officers-pool"));
}

fn experts_of(ordered: &double_random::team::Ordered, visit: usize) -> usize {
    ordered.matched().experts().unwrap().seats()[visit].len()
}

#[test]
fn a20p2_an_appointed_expert_is_not_drawn_and_needs_no_proven_shortage() {
    let (lists, record) = asking(pool());
    let with = |appointed_experts| MatchRound { appointed_experts, ..plan("m-1") };
    let both = seal_all(&with(vec![]), &record, &lists).unwrap();
    let visit = both.seal().visits.iter().position(|visit| visit.experts.len() == 2).unwrap() as u32;
    let sealed = seal_all(&with(vec![appointed(visit, 1, "E-2")]), &record, &lists).unwrap();
    for seed in 0..10 {
        let teams = matched(&sealed, &format!("seed {seed}"));
        let seats = &teams.experts().unwrap().seats()[visit as usize];
        assert_eq!((seats[1], seats[0].is_some_and(|expert| expert >= 4)), (Some(2), true));
    }
    let ordered = matched(&sealed, "second").order(head()).unwrap();
    let full = record.clone().with_officers(OfficersRecord::of_ordered(&ordered));
    assert!(verify(&full, Some(&lists), &[]).is_exact());
    // what is refused
    let refused = |appointed| codes(&seal_all(&with(appointed), &record, &lists).unwrap_err());
    assert_eq!(refused(vec![appointed(visit, 2, "E-2")]), ["expert-seat-unknown"]);
    assert_eq!(refused(vec![appointed(99, 0, "E-2")]), ["expert-seat-unknown"]);
    assert_eq!(refused(vec![appointed(visit, 0, "E-9")]), ["expert-unknown"]);
    let twice = vec![appointed(visit, 0, "E-2"), appointed(visit, 1, "E-2")];
    assert_eq!(refused(twice), ["expert-doubled"]);
    let mut blank = appointed(visit, 0, "E-4");
    (blank.reason, blank.approval) = (" ".to_owned(), Approval::prepared_by("某", date("2026-10-06")));
    assert_eq!(refused(vec![blank]), ["approval-not-approver", "expert-reason"]);
    let target = both.seal().visits[visit as usize].target.clone();
    let kept = MatchRound {
        recusals: vec![recusal("E-2", target.as_str())],
        ..with(vec![appointed(visit, 1, "E-2")])
    };
    assert_eq!(codes(&seal_all(&kept, &record, &lists).unwrap_err()), ["expert-unfit"]);
    let stranger = MatchRound { recusals: vec![recusal("E-9", "T-00")], ..with(vec![]) };
    assert_eq!(codes(&seal_all(&stranger, &record, &lists).unwrap_err()), ["match-recusal-officer"]);
    assert_eq!(codes(&seal(&with(vec![]), &record, &lists).unwrap_err()), ["expert-pool-empty"]);
}

#[test]
fn a20p2_a22_who_has_an_interest_or_is_an_officer_is_no_expert() {
    let mut experts = pool();
    experts[0].employer = Some("F-00".to_owned());
    experts[1].interests = vec![id("T-05")];
    experts[2].leave = vec![autumn()];
    experts[3].cap = 3; // three are left, one visit short
    experts.push(expert("P03", json!({ "cap": 20 })));
    let (lists, record) = asking(experts);
    let sealed = seal_all(&plan("m-1"), &record, &lists).unwrap();
    let mut found: Vec<_> = sealed
        .seal()
        .experts_away
        .iter()
        .map(|away| (away.officer, away.ground, away.article.code()))
        .collect();
    found.dedup();
    // sorted by id, P03 comes last
    let expected = [
        (0, Ground::Interest, "A22"),
        (1, Ground::Interest, "A22"),
        (2, Ground::OnLeave, "A20P2"),
        (6, Ground::AlsoOfficer, "A20P2"),
    ];
    assert_eq!(found, expected);
    let teams = matched(&sealed, "second");
    let infeasible = teams.experts().unwrap().infeasible().unwrap();
    assert!(infeasible.shortage.demand > infeasible.shortage.supply);
    let refused =
        |expert: &str| codes(&teams.clone().appoint_experts(&[appointed(0, 0, expert)]).unwrap_err());
    assert_eq!(refused("E-0"), ["expert-unfit"]);
    assert_eq!(refused("P03"), ["expert-unfit"]);
    // leave does not bind an appointment
    assert!(teams.clone().appoint_experts(&[appointed(0, 0, "E-2")]).is_ok());
}

#[test]
fn a20p2_no_plan_for_experts_leaves_the_officers_and_the_order_waits() {
    let mut experts = pool();
    experts.iter_mut().for_each(|expert| expert.cap = expert.cap.min(1));
    let (lists, record) = asking(experts);
    let sealed = seal_all(&plan("m-1"), &record, &lists).unwrap();
    let teams = matched(&sealed, "second");
    assert_eq!(teams.teams().len(), 12);
    let early = teams.clone().order(head()).unwrap_err();
    assert_eq!(
        (early.code(), early.article().map(|article| article.code())),
        ("expert-missing", Some("A20P2"))
    );
    // the proof is in the record before and after
    let waiting = record.clone().with_officers(OfficersRecord::of_matched(&teams));
    let verdict = verify(&waiting, Some(&lists), &[]);
    assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
    let MatchResult::Matched(held) = &waiting.officers[0].result else { panic!() };
    let proof = held.experts.as_ref().unwrap().infeasible.as_ref().unwrap();
    // the same in words: the first two visits want two experts for boilers more than four can be
    let (zh, en) = (teams.expert_shortage_zh(Id::to_string), teams.expert_shortage_en(Id::to_string));
    let (zh, en) = (zh.unwrap(), en.unwrap());
    let [demand, supply] = [proof.demand, proof.supply];
    assert!(
        zh.contains(&format!("共需专家 {demand} 人次（"))
            && zh.contains(&format!("专家库 6 人至多承担 {supply} 人次，其中王*（专家）")),
        "{zh}"
    );
    assert!(
        en.contains(&format!("need {demand} experts in all ("))
            && en.contains(&format!("the pool of 6 can give {supply}: 王*")),
        "{en}"
    );
    assert!(
        zh.contains("；专家库 6 人中不能承担")
            && zh.contains("专业不符")
            && en.contains("experts of the pool, kept from"),
        "{zh} {en}"
    );
    assert!(proof.blocked.iter().any(|entry| entry.rule == Block::Specialty && entry.officers > 0));
    let mut appointments = Vec::new();
    for (visit, seats) in (0..).zip(teams.experts().unwrap().seats()) {
        for (seat, _) in (0..).zip(seats) {
            appointments.push(appointed(visit, seat, ["E-0", "E-4"][seat as usize]));
        }
    }
    let twice = teams.clone().appoint_experts(&appointments).unwrap().appoint_experts(&appointments[..1]);
    assert_eq!(codes(&twice.unwrap_err()), ["expert-doubled"]);
    let ordered = teams.appoint_experts(&appointments).unwrap().order(head()).unwrap();
    let record = record.with_officers(OfficersRecord::of_ordered(&ordered));
    let verdict = verify(&record, Some(&lists), &[]);
    assert!(verdict.is_exact(), "{:?}", verdict.first_failure());
    // an appointment that nobody approved, and one that is left out
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut value: Value = serde_json::from_str(&record.to_json().unwrap()).unwrap();
        change(&mut value["officers"][0]["result"]["matched"]["experts"]);
        let verdict = verify(&Record::from_value(value).unwrap(), Some(&lists), &[]);
        failed(&verdict).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        changed(&|experts| experts["appointed"][0]["approval"]["role"] = json!("preparer")),
        ["teams"]
    );
    assert_eq!(changed(&|experts| experts["appointed"] = json!([]))[0], "matching");
    assert_eq!(changed(&|experts| experts["infeasible"] = Value::Null)[0], "matching");
}

#[test]
fn a20p2_an_expert_is_never_one_of_the_two_and_never_leads() {
    let (lists, record) = asking(pool());
    let sealed = seal_all(&plan("m-1"), &record, &lists).unwrap();
    let teams = matched(&sealed, "second");
    assert_eq!(teams.expert_shortage_zh(Id::to_string), None);
    let of: Vec<_> =
        teams.experts_of(0).into_iter().map(|(asked, who)| (asked, who.map(|who| who.id.clone()))).collect();
    assert_eq!(of.iter().map(|(_, who)| who.clone().unwrap()).collect::<Vec<_>>(), teams.expert_ids(0));
    // nobody of the pool substitutes for an officer, is assigned to an officer's seat, or leads in his place
    let consent = Approval::by("队长", date("2026-10-09"));
    let ill = Replacement::new(0, 0, ReplacementReason::Health, consent.clone());
    let assigned = ill.clone().assign(id("E-1"), "熟悉设备", consent.clone());
    assert_eq!(codes(&teams.clone().replace(assigned).unwrap_err()), ["assigned-unknown"]);
    let led = Replacement { leader: Some(id("E-1")), ..ill };
    assert_eq!(codes(&teams.replace(led).unwrap_err()), ["assigned-unknown"]);
    // and one officer with any number of experts is no team
    let (mut few, record) = asking(pool());
    few.officers.truncate(1);
    let no_plan = no_plan(&seal_all(&plan("m-1"), &record, &few).unwrap(), "second");
    let (visit, seat) = no_plan.infeasible().remedies.direct[0];
    let reason = "人员不足".to_owned();
    let direct = DirectAssignment { visit, seat, officer: id("E-1"), reason, approval: consent };
    let with = MatchRound { direct: vec![direct], ..plan("m-2") };
    let failed = record.with_officers(OfficersRecord::of_no_plan(&no_plan));
    assert_eq!(codes(&seal_all(&with, &failed, &few).unwrap_err()), ["direct-officer-unknown"]);
}

#[test]
fn a20p2_demands_are_counted_and_named_once() {
    let lists = lists(staff());
    let refused = |experts: Vec<ExpertDemand>| {
        let task = Task { experts, ..task("gas", "100%", autumn()) };
        let sealed = round([task]).seal(&lists.directory().unwrap(), &RuleSet::gaoxin_2023());
        sealed.err().map(|faults| codes(&faults)).unwrap_or_default()
    };
    assert_eq!(refused(vec![demand("锅炉", 1), demand("燃气", 20)]), [""; 0]);
    assert_eq!(refused(vec![demand("锅炉", 0), demand("燃气", 21)]), ["task-expert-count"; 2]);
    assert_eq!(refused(vec![demand("锅炉", 1), demand("锅炉", 2)]), ["task-expert-twice"]);
    assert_eq!(refused(vec![demand(" ", 1)]), ["round-text"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn the_order_of_the_pool_changes_nothing_and_officers_do_not_feel_experts(
        order in Just((0..6usize).collect::<Vec<_>>()).prop_shuffle(), seed in 0..1000u32,
    ) {
        let (mut lists, record) = asking(pool());
        let sealed = seal_all(&plan("m-1"), &record, &lists).unwrap();
        lists.experts = order.iter().map(|&n| lists.experts[n].clone()).collect();
        let again = seal_all(&plan("m-1"), &record, &lists).unwrap();
        prop_assert_eq!(sealed.digest(), again.digest());
        let teams = matched(&sealed, &seed.to_string());
        let drawn: BTreeSet<Option<u32>> = teams.experts().unwrap().seats().iter().flatten().copied().collect();
        prop_assert!(!drawn.contains(&None));
    }
}
