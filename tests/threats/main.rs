//! Each threat of THREATS enacted: the attack, and exactly the checks that see it. Without the attack every check stands,
//! which is the control of each.

#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeSet;

use double_random::base::{Digest, Int53, Prk, Problem, Protocol, Suite};
use double_random::directory::{Officer, Officers};
use double_random::draw::{Ceremony, Seal};
use double_random::law::RuleSet;
use double_random::plan::{Approval, CeremonyPlan, Criterion, Round, Strength};
use double_random::record::{CheckResult, Lists, OfficersRecord, Record, verify};
use double_random::team::{MatchOutcome, MatchRound};
use serde_json::json;
use support::*;

fn lists() -> Lists {
    let officer = |n: usize| -> Officer {
        read(
            json!({ "id": format!("P-{n}"), "name": "张三", "kind": "civil-servant", "area": "东园", "leader": true, "cap": 20,
            "certificate": { "number": format!("370100000{n}"), "valid_until": "2027-12-31" } }),
        )
    };
    Lists {
        items: vec![item("gas", &[])],
        targets: targets(30),
        units: vec![area("东园", "squad")],
        officers: (0..6).map(officer).collect(),
        ..Lists::default()
    }
}

fn plan(number: u32) -> Round {
    let mut round = round([task("gas-1", "20%", autumn())]);
    round.id = id(&format!("round-{number}"));
    round.sequence = Some(Int53::from(number));
    round
}

/// A sealed round, drawn, locked and dispatched.
fn dispatched(lists: &Lists, round: &Round, seed: &str) -> Record {
    let drawn = draw(round, &lists.directory().unwrap(), seed);
    let locked = drawn.confirm(vec![]).unwrap().lock(Approval::by("局长", date("2026-10-02"))).unwrap();
    Record::of_dispatched(&locked.dispatch().unwrap())
}

fn with_officers(record: Record, lists: &Lists, seed: &str) -> Record {
    let plan = MatchRound::new(id("match"), id("squad")).ceremony(CeremonyPlan::bare());
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let rounds = [record.dispatched_round().unwrap()];
    let sealed = plan.seal(&rounds, &lists.directory().unwrap(), &officers, &RuleSet::gaoxin_2023()).unwrap();
    match sealed.seed(Ceremony::bare(seed)).unwrap().match_officers().unwrap() {
        MatchOutcome::Matched(matched) => record.with_officers(OfficersRecord::of_matched(&matched)),
        MatchOutcome::NoPlan(_) => panic!("there is a plan"),
    }
}

fn whole() -> (Record, Lists) {
    let lists = lists();
    (with_officers(dispatched(&lists, &plan(1), "first"), &lists, "second"), lists)
}

fn failed(record: &Record, lists: &Lists, earlier: &[Record]) -> Vec<&'static str> {
    let verdict = verify(record, Some(lists), earlier);
    let failed: Vec<_> = verdict.checks.iter().filter(|check| check.result == CheckResult::Failed).collect();
    assert_eq!(verdict.is_exact(), failed.is_empty(), "{verdict:#?}");
    failed.into_iter().map(|check| check.name).collect()
}

/// What fails of the whole record after an attack, and that nothing does before it.
fn after(attack: impl FnOnce(&mut Record, &mut Lists)) -> Vec<&'static str> {
    let (mut record, mut lists) = whole();
    assert_eq!(failed(&record, &lists, &[]), Vec::<&str>::new());
    attack(&mut record, &mut lists);
    failed(&record, &lists, &[])
}

/// Whoever changes a seal also writes its check value anew.
fn seal_again(record: &mut Record) {
    let canonical = double_random::base::json::canonical(&record.seal).unwrap();
    record.digest = Seal::digest_of(record.seal.protocol().unwrap_or_default(), &canonical);
}

fn drawn(record: &Record) -> BTreeSet<&str> {
    let strata = record.result.tasks.iter().flat_map(|task| &task.strata);
    strata.flat_map(|stratum| &stratum.drawn).map(|drawn| drawn.id.as_str()).collect()
}

/// The operator knows the seed and words the round until a friend is not drawn: it can be done, and the check value that
/// was published before the seed is another one.
#[test]
fn seed_grinding() {
    let lists = lists();
    let honest = dispatched(&lists, &plan(1), "first");
    let friend = drawn(&honest).first().unwrap().to_string();
    let ground = (0..100).map(|n| {
        let mut round = plan(1);
        round.authority = Some(format!("示例区（第 {n} 稿）"));
        dispatched(&lists, &round, "first")
    });
    let mut spared = ground.into_iter().find(|record| !drawn(record).contains(friend.as_str())).unwrap();
    assert_eq!(failed(&spared, &lists, &[]), Vec::<&str>::new(), "by itself it is a sound record");
    let published: Digest = honest.digest;
    assert_ne!(spared.digest, published);
    spared.digest = published;
    assert_eq!(failed(&spared, &lists, &[]), ["seal-digest", "tickets", "dispatch"]);
    // a value that one person types in is weak, and seal and verdict say so
    assert_eq!(honest.seal.strength, Strength::Weak);
}

/// A party that dislikes the outcome keeps its secret: no draw, and its name.
#[test]
fn a_party_aborts() {
    let secret = Digest([7; 32]);
    let party = json!({ "party": "notary", "secret": secret });
    let protocol = Protocol::default();
    let commitment = protocol.hash("commit", &[b"round-1", b"notary", &secret.0]);
    let mut round = plan(1);
    round.ceremony = read(
        json!({ "parties": [{ "party": "notary", "commitment": commitment, "outside": true }], "typed": ["bare"] }),
    );
    let lists = lists();
    let sealed = seal(&round, &lists.directory().unwrap());
    let refused = sealed.seed(Ceremony::bare("first")).unwrap_err();
    assert!(refused.to_string().contains("`notary`"), "{refused}");
    let mut ceremony = Ceremony::bare("first");
    ceremony.parties = read(json!([party]));
    let mut record = Record::of_drawn(&sealed.seed(ceremony).unwrap().draw());
    assert_eq!(failed(&record, &lists, &[]), Vec::<&str>::new());
    record.ceremony.parties.clear();
    assert_eq!(failed(&record, &lists, &[]), ["commitments", "tickets"]);
}

#[test]
fn the_frame_is_edited_after_sealing() {
    assert_eq!(after(|_, lists| lists.targets[3].area = Some("西园".to_owned()))[0], "roots");
    assert_eq!(after(|_, lists| lists.items[0].object = vec!["商场".to_owned()])[0], "roots");
}

#[test]
fn a_row_is_dropped_renamed_or_doubled() {
    assert_eq!(after(|_, lists| _ = lists.targets.remove(5))[0], "roots");
    assert_eq!(after(|_, lists| lists.targets[5].id = id("T-9999"))[0], "roots");
    assert_eq!(after(|_, lists| lists.targets.push(target("T-0005"))), ["roots"]);
}

#[test]
fn strata_ratio_or_predicate_are_changed() {
    type Change = fn(&mut Record);
    let changes: [Change; 3] = [
        |record| record.seal.tasks[0].task.strata[0].label = "别的".to_owned(),
        |record| {
            record.seal.tasks[0].task.strata[0].amount =
                read::<Vec<double_random::plan::Stratum>>(json!([{ "label": "x", "ratio": "1/3" }]))[0].amount
        },
        |record| record.seal.tasks[0].task.strata[0].criterion = Criterion::kind("商场"),
    ];
    for change in changes {
        assert!(after(|record, _| change(record)).contains(&"seal-digest"));
        // with a new check value it is another draw, under other keys
        let found = after(|record, _| {
            change(record);
            seal_again(record);
        });
        assert!(found.contains(&"tickets") && !found.contains(&"seal-digest"), "{found:?}");
    }
}

/// Drawn again until a friend is spared; the first record disappears or stays, and the ledger shows either.
#[test]
fn the_draw_is_run_again_until_a_favourite_comes_out() {
    let lists = lists();
    let first = dispatched(&lists, &plan(1), "first");
    let mut again = plan(2);
    again.previous = Some(first.check_value().unwrap());
    let second = dispatched(&lists, &again, "second");
    assert_eq!(failed(&second, &lists, std::slice::from_ref(&first)), ["attempts"]);
    // the number of the first is used a second time
    let twin = dispatched(&lists, &plan(1), "one more try");
    assert_eq!(failed(&twin, &lists, std::slice::from_ref(&first)), ["sequence", "attempts"]);
    // the attempt between is hidden
    let mut third = plan(3);
    third.previous = Some(second.check_value().unwrap());
    let third = dispatched(&lists, &third, "third");
    assert_eq!(failed(&third, &lists, &[first.clone(), second]), ["attempts"]);
    assert_eq!(failed(&third, &lists, &[first]), ["sequence", "attempts"]);
}

#[test]
fn two_records_carry_one_number() {
    let lists = lists();
    let [one, two] = ["one", "two"].map(|seed| dispatched(&lists, &plan(4), seed));
    assert_eq!(
        failed(&one, &lists, std::slice::from_ref(&one)),
        Vec::<&str>::new(),
        "a record is no twin of itself"
    );
    assert_eq!(failed(&one, &lists, &[two]), ["sequence", "attempts"]);
}

#[test]
fn the_pool_of_officers_is_edited() {
    assert_eq!(after(|_, lists| _ = lists.officers.pop()), ["officers-pool"]);
    assert_eq!(after(|_, lists| lists.officers[0].cap = 1), ["officers-pool"]);
    assert_eq!(after(|record, _| record.officers[0].seal.pool[0].cap = 1)[0], "officers-seal");
}

#[test]
fn a_hand_picked_part_is_dispatched() {
    let found = after(|record, _| {
        let list = &mut record.result.dispatch.as_mut().unwrap()[0].batches[0];
        list.pop();
    });
    assert_eq!(found, ["dispatch", "merging"]);
    let found = after(|record, _| {
        record.result.dispatch.as_mut().unwrap()[0].batches[0][0].id = id("T-0029");
    });
    assert!(found.starts_with(&["dispatch"]), "{found:?}");
}

#[test]
fn a_hand_picked_team_goes() {
    let found = after(|record, _| {
        let double_random::record::MatchResult::Matched(matched) = &mut record.officers[0].result else {
            panic!()
        };
        matched.teams[0].members.reverse();
    });
    assert_eq!(found, ["matching"]);
}

/// A rehearsal hashes everything under a tag of its own, so its record cannot be renamed to a real one.
#[test]
fn a_rehearsal_is_passed_off_as_real() {
    let lists = lists();
    let mut round = plan(1);
    round.rehearsal = true;
    let mut record = Record::of_drawn(&draw(&round, &lists.directory().unwrap(), "first"));
    assert_eq!(failed(&record, &lists, &[]), Vec::<&str>::new(), "as a rehearsal it is sound");
    record.seal.protocol = Protocol::default().tag().to_owned();
    assert_eq!(failed(&record, &lists, &[])[0], "seal-digest");
    seal_again(&mut record);
    let found = failed(&record, &lists, &[]);
    assert!(found.contains(&"roots") && found.contains(&"tickets"), "{found:?}");
}

/// One seed makes keys for strata, tags, sites, batches and substitutes; none serves two purposes, and the seed of the first stage
/// is refused for the second.
#[test]
fn keys_are_reused_across_purposes() {
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
        parts.map(|parts| prk.key(parts).to_string())
    };
    let rehearsal = Protocol { rehearsal: true, suite: Suite::Sha256 };
    let all: BTreeSet<String> = keys(Protocol::default()).into_iter().chain(keys(rehearsal)).collect();
    assert_eq!(all.len(), 14);
    let lists = lists();
    let record = dispatched(&lists, &plan(1), "first");
    let plan = MatchRound::new(id("match"), id("squad")).ceremony(CeremonyPlan::bare());
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let rounds = [record.dispatched_round().unwrap()];
    let sealed = plan.seal(&rounds, &lists.directory().unwrap(), &officers, &RuleSet::gaoxin_2023()).unwrap();
    assert_eq!(sealed.seed(Ceremony::bare("first")).unwrap_err().code(), "match-seed-not-fresh");
}
