//! What is refused, with code and article.

use double_random::base::{Faults, Problem};
use double_random::draw::{Ceremony, Reveal};
use double_random::law::Article;
use double_random::plan::{Approval, PartyPlan};
use double_random::record::Record;

use super::*;

/// Code and article of each fault.
fn why(faults: &Faults) -> Vec<(&'static str, &'static str)> {
    faults.0.iter().map(|fault| (fault.code(), fault.problem().article().map_or("", Article::code))).collect()
}

fn refused(plan: &MatchRound, record: &Record, lists: &Lists) -> Vec<(&'static str, &'static str)> {
    why(&seal(plan, record, lists).unwrap_err())
}

#[test]
fn a18_officers_are_never_sealed_before_the_dispatch() {
    let lists = lists(staff());
    let sealed =
        round([task("gas", "50%", autumn())]).seal(&directory(&lists), &RuleSet::gaoxin_2023()).unwrap();
    let drawn = sealed.seed(Ceremony::bare("first")).unwrap().draw();
    assert_eq!(refused(&plan("m-1"), &Record::of_drawn(&drawn), &lists), [("record-not-dispatched", "A18")]);
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let none = plan("m-1").seal(&[], &directory(&lists), &officers, &RuleSet::gaoxin_2023()).unwrap_err();
    assert_eq!(why(&none), [("match-no-record", "A20P2")]);
}

#[test]
fn a22_a_recusal_names_somebody_who_is_known_a_visit_and_a_reason() {
    let lists = lists(staff());
    let record = dispatched(&lists);
    let mut blank = recusal("P01", "T-01");
    blank.reason = " ".to_owned();
    blank.decision = Some(Approval::prepared_by("张三", date("2026-10-03")));
    let plan = plan("m-1").recusals([recusal("P99", "T-00"), recusal("P01", "T-77"), blank]);
    let mut found = refused(&plan, &record, &lists);
    found.sort_unstable();
    let expected = [
        ("approval-not-approver", "A6"),
        ("match-recusal-officer", "A22"),
        ("match-recusal-reason", "A22"),
        ("match-recusal-target", "A22"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a20_every_visit_and_officer_is_in_a_known_area() {
    let mut lists = lists(staff());
    let record = dispatched(&lists);
    let east = apart()[1].clone();
    let unknown = refused(&plan("m-1").areas([east.clone()]), &record, &lists);
    let of = |code: &str| unknown.iter().filter(|(found, _)| *found == code).count();
    assert_eq!((of("match-visit-area-not-listed"), of("match-officer-area-not-listed")), (6, 8));
    assert!(unknown.iter().all(|(_, article)| *article == "A20P3"));
    let stranger = Neighbours { neighbours: vec!["北园".to_owned()], ..apart()[0].clone() };
    let wrong = plan("m-1").areas([east.clone(), east, stranger]);
    assert_eq!(
        refused(&wrong, &record, &lists),
        [("match-area-doubled", "A20P3"), ("match-neighbour-not-listed", "A20P3")]
    );
    lists.targets.remove(0);
    assert_eq!(refused(&plan("m-1"), &record, &lists), [("match-target-not-listed", "A10")]);
}

#[test]
fn a20_a_unit_without_visits_has_nothing_to_match() {
    let lists = lists(staff());
    let record = dispatched(&lists);
    let other = MatchRound { unit: id("squad-9"), ..plan("m-1") };
    assert_eq!(refused(&other, &record, &lists), [("match-no-visit", "A20P2")]);
}

#[test]
fn a16_the_second_seed_is_a_new_one() {
    let lists = lists(staff());
    let record = dispatched(&lists);
    let sealed = seal(&plan("m-1"), &record, &lists).unwrap();
    assert_eq!(why(&sealed.seed(Ceremony::bare("first")).unwrap_err()), [("match-seed-not-fresh", "A16")]);
    assert_eq!(refused(&plan("2026-Q4"), &record, &lists), [("match-id-taken", "A20P2")]);
    assert_eq!(
        refused(&MatchRound { ceremony: CeremonyPlan::default(), ..plan("m-1") }, &record, &lists).len(),
        1
    );
}

#[test]
fn a16_a_secret_that_was_revealed_is_no_secret() {
    let lists = lists(staff());
    let protocol = double_random::base::Protocol::default();
    let secret = |byte: u8, round: &str| {
        let reveal = Reveal { party: id("notary"), secret: [byte; 32] };
        let commitment = reveal.commitment(protocol, &id(round));
        let plan = CeremonyPlan {
            parties: vec![PartyPlan { party: id("notary"), commitment, outside: true }],
            ..CeremonyPlan::default()
        };
        (plan, Ceremony { parties: vec![reveal], ..Ceremony::default() })
    };
    let (first, revealed) = secret(1, "2026-Q4");
    let sealed = round([task("gas", "100%", autumn())]).ceremony(first);
    let sealed = sealed.seal(&directory(&lists), &RuleSet::gaoxin_2023()).unwrap();
    let drawn = sealed.seed(revealed).unwrap().draw();
    let locked = drawn.confirm(vec![]).unwrap().lock(Approval::by("局长", date("2026-10-02"))).unwrap();
    let record = Record::of_dispatched(&locked.dispatch().unwrap());
    let of = |byte| plan("m-1").ceremony(secret(byte, "m-1").0);
    assert_eq!(refused(&of(1), &record, &lists), [("match-secret-public", "A16")]);
    let sealed = seal(&of(2), &record, &lists).unwrap();
    assert!(sealed.seed(secret(2, "m-1").1).is_ok());
    assert_eq!(sealed.seed(Ceremony::default()).unwrap_err().code(), "reveal-missing");
}

#[test]
fn a6_who_prepared_does_not_order() {
    let lists = lists(staff());
    let record = dispatched(&lists);
    let prepared = MatchRound {
        approvals: Some(vec![Approval::prepared_by("李四", date("2026-10-04"))]),
        ..plan("m-1")
    };
    let teams = matched(&seal(&prepared, &record, &lists).unwrap(), "second");
    let order = |approval| why(&teams.clone().order(approval).unwrap_err());
    let day = date("2026-10-05");
    assert_eq!(order(Approval::by("李四", day)), [("approval-same-person", "A6")]);
    assert_eq!(order(Approval::prepared_by("王五", day)), [("approval-not-approver", "A6")]);
    assert!(teams.order(Approval::by("王五", day)).is_ok());
}

#[test]
fn pairs_that_would_not_fit_into_memory_are_refused() {
    let seal = {
        let lists = lists(staff());
        let record = dispatched(&lists);
        let sealed = seal(&plan("m-1").recusals([recusal("P01", "T-00")]), &record, &lists).unwrap();
        let mut seal = sealed.seal().clone();
        let away = seal.away[0].clone();
        seal.away = vec![away; 1_000];
        let visit = seal.visits[0].clone();
        seal.visits = vec![visit; 50_001];
        seal
    };
    assert_eq!(why(&seal.roster().unwrap_err()), [("match-pairs-too-many", "")]);
}
