//! Threats to the draw of targets.

use double_random::base::{Digest, Prk, Protocol, Suite};
use double_random::draw::Reveal;
use double_random::plan::{PartyPlan, Strength};
use double_random::record::Ledger;

use super::*;
use crate::attacker;

/// The operator knows the seed and words the plan until a friend is spared. His record is sound; the seal that was published before
/// has no record.
#[test]
fn seed_grinding() {
    let lists = lists();
    let honest = drawn(&plan(1), &lists, "first");
    let friend = ids_drawn(&honest).first().unwrap().clone();
    let ground = (0..100).map(|n| {
        let mut round = plan(1);
        round.authority = Some(format!("示例区（第 {n} 稿）"));
        drawn(&round, &lists, "first")
    });
    let spared = ground.into_iter().find(|record| !ids_drawn(record).contains(&friend)).unwrap();
    assert!(verify(&spared, Some(&lists), &[]).is_exact(), "by itself it is a sound record");
    let ledger = |seals: &[Digest]| {
        Ledger::new([spared.clone()]).announced(seals.iter().copied()).check(date("2026-12-31"))
    };
    assert!(stands(&ledger(&[spared.digest])), "the control: had this seal been announced");
    // he may write the published value into the seal that he worded; what was worded is then nothing to the draw
    let mut forged = honest.clone();
    forged.seal.authority = spared.seal.authority.clone();
    enacted(
        "seed_grinding",
        &[attack(ledger(&[honest.digest]), &["attempts"]), of_record(&forged, &lists, &["seal-digest"])],
    );
    assert!(ids_drawn(&forged).contains(&friend));
    // a value that one person types in is weak, and seal and verdict say so
    assert_eq!(honest.seal.strength, Strength::Weak);
}

/// A party that dislikes the outcome keeps its secret. The library does not draw then; the operator's own program does.
#[test]
fn a_party_aborts() {
    let lists = lists();
    let notary = Reveal { party: id("notary"), secret: [7; 32] };
    let mut round = plan(1);
    let commitment = notary.commitment(round.protocol(), &round.id);
    let party = PartyPlan { party: id("notary"), commitment, outside: true };
    round.ceremony.parties = vec![party];
    let sealed = sealed(&round, &lists);
    let refused = sealed.seed(Ceremony::bare("first")).unwrap_err();
    assert!(refused.to_string().contains("`notary`"), "{refused}");
    let ceremony = Ceremony { parties: vec![notary], ..Ceremony::bare("first") };
    let honest = Record::of_drawn(&sealed.seed(ceremony).unwrap().draw());
    assert!(verify(&honest, Some(&lists), &[]).is_exact());
    let pool = of_risk(&lists, "high");
    let without = attacker::drawn(&honest, sealed.seal(), honest.digest, Ceremony::bare("first"), &pool);
    assert_ne!(ids_drawn(&without), ids_drawn(&honest));
    enacted("a_party_aborts", &[of_record(&without, &lists, &["commitments"])]);
}

/// A friend's row is graded anew and another's for it, so that all counts stay; the record is drawn from the edited list.
#[test]
fn the_frame_is_edited_after_sealing() {
    let lists = lists();
    let honest = drawn(&plan(1), &lists, "first");
    let friend = ids_drawn(&honest).first().unwrap().clone();
    let mut edited = lists.clone();
    let place = edited.targets.iter().position(|target| target.id.as_str() == friend).unwrap();
    let risk = edited.targets[place].risk;
    edited.targets[place].risk = std::mem::replace(&mut edited.targets[1].risk, risk);
    let pool = of_risk(&edited, "high");
    let record = attacker::drawn(&honest, &honest.seal, honest.digest, honest.ceremony.clone(), &pool);
    assert!(!ids_drawn(&record).contains(&friend));
    enacted("the_frame_is_edited_after_sealing", &[of_record(&record, &edited, &["roots"])]);
}

#[test]
fn a_row_is_dropped_renamed_or_doubled() {
    let lists = lists();
    let honest = drawn(&plan(1), &lists, "first");
    let friend = ids_drawn(&honest).first().unwrap().clone();
    let over = |edited: &Lists| {
        let pool = of_risk(edited, "high");
        let record = attacker::drawn(&honest, &honest.seal, honest.digest, honest.ceremony.clone(), &pool);
        assert!(!ids_drawn(&record).contains(&friend));
        record
    };
    let mut dropped = lists.clone();
    dropped.targets.retain(|target| target.id.as_str() != friend);
    let mut renamed = lists.clone();
    let row = renamed.targets.iter_mut().find(|target| target.id.as_str() == friend).unwrap();
    row.id = id("T-9999");
    let mut doubled = lists.clone();
    doubled.targets.push(doubled.targets[0].clone());
    enacted(
        "a_row_is_dropped_renamed_or_doubled",
        &[
            of_record(&over(&dropped), &dropped, &["roots", "quotas"]),
            of_record(&over(&renamed), &renamed, &["roots"]),
            of_record(&honest, &doubled, &["roots"]),
        ],
    );
}

/// With the seed known the stratum is worded anew, or its ratio. Under the published check value the rest is made to fit.
#[test]
fn strata_ratio_or_predicate_are_changed() {
    let lists = lists();
    let honest = drawn(&plan(1), &lists, "first");
    type Change = fn(&mut Round);
    let changes: [(Change, &str); 3] = [
        (|round| round.tasks[0].strata[0].criterion = risks("normal"), "normal"),
        (
            |round| {
                round.tasks[0].strata[0].amount =
                    read::<Vec<double_random::plan::Stratum>>(json!([{ "label": "x", "ratio": "1/3" }]))[0]
                        .amount
            },
            "high",
        ),
        (|round| round.tasks[0].strata[0].label = "别的".to_owned(), "high"),
    ];
    let forged = changes.map(|(change, grade)| {
        let mut round = plan(1);
        change(&mut round);
        let seal = sealed(&round, &lists).seal().clone();
        let pool = of_risk(&lists, grade);
        let record = attacker::drawn(&honest, &seal, honest.digest, honest.ceremony.clone(), &pool);
        of_record(&record, &lists, &["seal-digest"])
    });
    enacted("strata_ratio_or_predicate_are_changed", &forged);
}

#[test]
fn a_hand_picked_part_is_dispatched() {
    let lists = lists();
    let mut record = dispatched(&plan(1), &lists, "first");
    let batch = &mut record.result.dispatch.as_mut().unwrap()[0].batches[0];
    let friend = batch.pop().unwrap();
    let shorter = record.clone();
    record.result.dispatch.as_mut().unwrap()[0].batches[0].push(friend);
    record.result.dispatch.as_mut().unwrap()[0].batches[0][0].id = id("T-0001");
    enacted(
        "a_hand_picked_part_is_dispatched",
        &[of_record(&shorter, &lists, &["dispatch"]), of_record(&record, &lists, &["dispatch"])],
    );
    // teams made for the hand-picked part fit together with it, and the dispatch still shows
    let officers = matched(&officers_sealed(&shorter, &lists), "second");
    assert_eq!(failed(&verify(&shorter.with_officers(officers), Some(&lists), &[])), ["dispatch"]);
}

/// Rehearsals are held until one pleases; its drawn list is then put into the seal of a real round. Everything in a rehearsal is
/// hashed under a tag of its own, so the tickets are others.
#[test]
fn a_rehearsal_is_passed_off_as_real() {
    let lists = lists();
    let mut round = plan(1);
    round.rehearsal = true;
    let rehearsal = drawn(&round, &lists, "first");
    assert!(verify(&rehearsal, Some(&lists), &[]).is_exact(), "as a rehearsal it is sound");
    let mut record = drawn(&plan(1), &lists, "first");
    record.result = rehearsal.result.clone();
    let mut renamed = rehearsal.clone();
    renamed.seal.protocol = Protocol::default().tag().to_owned();
    let real = drawn(&plan(1), &lists, "first");
    let mut first = Ledger::new([rehearsal, numbered_two(&lists)]).check(date("2026-12-31"));
    // it names no record before it, which is another matter
    first.checks.retain(|check| check.name != "sequence");
    enacted(
        "a_rehearsal_is_passed_off_as_real",
        &[
            of_record(&record, &lists, &["tickets"]),
            of_record(&renamed, &lists, &["seal-digest", "roots", "tickets"]),
            attack(first, &["chain"]),
        ],
    );
    assert_ne!(ids_drawn(&real), ids_drawn(&record));
}

fn numbered_two(lists: &Lists) -> Record {
    let mut round = plan(2);
    round.tasks[0].window = window("2026-12-01", "2026-12-20");
    drawn(&round, lists, "other")
}

/// Without its purpose in it one key would serve two, so that whoever knows one knows the other. The attacker's wish is granted here:
/// a program that leaves the purpose out gives equal keys, ours never does.
#[test]
fn no_key_serves_two_purposes() {
    let keys = |protocol: Protocol| {
        let prk = Prk::extract(protocol, Digest([1; 32]), b"ikm");
        let parts: [&[&str]; 7] = [
            &["target", "a", "0"],
            &["target", "a", "1"],
            &["target", "a0", ""],
            &["tag", "a"],
            &["site", "a"],
            &["batch", "a"],
            &["replace", "a", "0", "0"],
        ];
        parts.map(|parts| (prk.key(parts).to_string(), prk.key(&parts[1..]).to_string()))
    };
    let rehearsal = Protocol { rehearsal: true, suite: Suite::Sha256 };
    let all: Vec<_> = keys(Protocol::default()).into_iter().chain(keys(rehearsal)).collect();
    let different = |keys: BTreeSet<&String>| keys.len();
    assert_eq!(different(all.iter().map(|(key, _)| key).collect()), 14);
    assert_eq!(different(all.iter().map(|(_, careless)| careless).collect()), 10);
}
