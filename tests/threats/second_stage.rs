//! Threats to the match of officers.

use double_random::base::{Problem, Protocol};
use double_random::record::{MatchResult, PersonRecord};
use double_random::team::{Matched, Ordered, Replacement, ReplacementReason};

use super::*;
use crate::attacker;

fn match_of(record: &mut OfficersRecord) -> &mut double_random::record::MatchRecord {
    let MatchResult::Matched(matched) = &mut record.result else { panic!("it was matched") };
    matched
}

/// A favourite's cap is raised after the seal, in the list or in the seal; under the published check value the teams are made anew.
#[test]
fn the_pool_of_officers_is_edited() {
    let lists = lists();
    let record = dispatched(&plan(1), &lists, "first");
    let honest = matched(&officers_sealed(&record, &lists), "second");
    let mut edited = lists.clone();
    edited.officers[0].cap = 0;
    edited.officers.pop();
    let mut forged = honest.clone();
    forged.seal = officers_sealed(&record, &edited).seal().clone();
    attacker::rematched(&mut forged);
    assert_ne!(forged.result, honest.result);
    enacted(
        "the_pool_of_officers_is_edited",
        &[
            of_record(&record.clone().with_officers(honest), &edited, &["officers-pool"]),
            of_record(&record.with_officers(forged), &edited, &["officers-seal"]),
        ],
    );
}

/// The seed of the first stage, which everybody knows when officers are sealed, is taken for the second: the operator who chose the
/// recusals saw the teams before.
#[test]
fn keys_are_reused_across_purposes() {
    let lists = lists();
    let record = dispatched(&plan(1), &lists, "first");
    let rounds = [record.dispatched_round().unwrap()];
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let plan = MatchRound::new(id("match"), id("squad")).ceremony(CeremonyPlan::bare());
    let sealed = plan.seal(&rounds, &lists.directory().unwrap(), &officers, &RuleSet::gaoxin_2023()).unwrap();
    assert_eq!(sealed.seed(Ceremony::bare("first")).unwrap_err().code(), "match-seed-not-fresh");
    // his own program does not refuse
    let again = matched(&officers_sealed(&record, &lists), "first");
    enacted(
        "keys_are_reused_across_purposes",
        &[of_record(&record.with_officers(again), &lists, &["officers-seed"])],
    );
}

#[test]
fn a_hand_picked_team_goes() {
    let lists = lists();
    let mut record = whole(&lists);
    let teams = &mut match_of(&mut record.officers[0]).teams;
    let other = (1..teams.len()).find(|at| teams[*at] != teams[0]).unwrap();
    teams.swap(0, other);
    enacted("a_hand_picked_team_goes", &[of_record(&record, &lists, &["matching"])]);
}

fn ordered(lists: &Lists) -> (Record, Ordered) {
    let record = dispatched(&plan(1), lists, "first");
    let sealed = officers_sealed(&record, lists);
    let MatchOutcome::Matched(matched) =
        sealed.seed(Ceremony::bare("second")).unwrap().match_officers().unwrap()
    else {
        panic!("there is a plan")
    };
    (record, matched.order(Approval::by("队长", date("2026-10-05"))).unwrap())
}

fn request(reason: &str) -> Replacement {
    let consent = Approval::by("队长", date("2026-10-06"));
    Replacement::new(0, 1, ReplacementReason::Other(reason.to_owned()), consent)
}

/// Who could come to the second seat of the first visit.
fn candidates(matched: &Matched) -> Vec<u32> {
    (0..6).filter(|officer| !matched.team(0).contains(officer)).collect()
}

/// A recusal is worded until a favourite is offered. The control is a program that mixes the words in: there it can be done.
#[test]
fn a_recusal_is_worded_until_a_favourite_replaces() {
    let lists = lists();
    let (record, before) = ordered(&lists);
    let candidates = candidates(before.matched());
    let worded: BTreeSet<u32> = (0..40)
        .map(|n| {
            let after = before.clone().replace(request(&format!("理由{n}"))).unwrap();
            after.matched().changes()[0].into
        })
        .collect();
    assert_eq!(worded.len(), 1, "no words steer who comes");
    let careless: BTreeSet<u32> = (0..40)
        .map(|n| {
            let words = Protocol::default().hash("words", &[format!("理由{n}").as_bytes()]);
            candidates[words.0[0] as usize % candidates.len()]
        })
        .collect();
    assert_eq!(careless.len(), candidates.len(), "with the words in the lot anybody comes");
    // so he writes the favourite into the record as the one who was offered
    let after = before.replace(request("回避")).unwrap();
    let came = after.matched().changes()[0].into;
    let favourite = candidates.into_iter().find(|officer| *officer != came).unwrap();
    let mut forged = OfficersRecord::of_ordered(&after);
    let result = match_of(&mut forged);
    let change = &mut result.changes[0];
    change.into = favourite;
    change.offered.as_mut().unwrap().officer = favourite;
    let drawn = |officer: u32| result.loads[officer as usize] > 0;
    let mut going: BTreeSet<u32> = (0..6).filter(|officer| drawn(*officer)).collect();
    going.insert(favourite);
    let person = |officer| PersonRecord { officer, published: attacker::published(officer) };
    result.people = going.into_iter().map(person).collect();
    enacted(
        "a_recusal_is_worded_until_a_favourite_replaces",
        &[of_record(&record.with_officers(forged), &lists, &["replacements"])],
    );
}
