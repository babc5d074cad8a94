//! Threats that show only among records.

use double_random::base::suite::from_hex;
use double_random::base::{Date, Key};
use double_random::draw::Reveal;
use double_random::plan::PartyPlan;
use double_random::record::{EmbargoedRecord, Published, verify_published};
use serde_json::Value;

use super::*;
use crate::attacker;

fn after(record: &Record, lists: &Lists, others: &[&Record], seen: &'static [&'static str]) -> Attack {
    let others: Vec<Record> = others.iter().map(|&other| other.clone()).collect();
    assert!(stands(&verify(record, Some(lists), &[])), "by itself it stands");
    attack(verify(record, Some(lists), &others), seen)
}

/// Drawn again until a friend is spared; the first record disappears or stays.
#[test]
fn the_draw_is_run_again_until_a_favourite_comes_out() {
    let lists = lists();
    let first = drawn(&plan(1), &lists, "first");
    let again = |number: u32, before: &Record, seed: &str| {
        let mut round = plan(number);
        round.previous = Some(before.check_value().unwrap());
        drawn(&round, &lists, seed)
    };
    let second = again(2, &first, "second");
    assert_ne!(ids_drawn(&second), ids_drawn(&first));
    let third = again(3, &second, "third");
    // a year later, when it is another inspection
    let mut later = plan(3);
    later.previous = Some(second.check_value().unwrap());
    later.tasks[0].window = window("2026-12-10", "2026-12-20");
    let later = drawn(&later, &lists, "third");
    let name = "the_draw_is_run_again_until_a_favourite_comes_out";
    enacted(
        name,
        &[
            after(&second, &lists, &[&first], &["attempts"]),
            after(&third, &lists, &[&first, &second], &["attempts"]),
            // the attempt between is hidden: the gap shows, though these two are of different tasks
            after(&later, &lists, &[&first], &["sequence"]),
        ],
    );
}

#[test]
fn two_records_carry_one_number() {
    let lists = lists();
    let one = drawn(&plan(4), &lists, "one");
    let mut other = plan(4);
    other.tasks[0].window = window("2026-12-10", "2026-12-20");
    let two = drawn(&other, &lists, "two");
    assert!(stands(&verify(&one, Some(&lists), std::slice::from_ref(&one))), "a record is no twin of itself");
    enacted("two_records_carry_one_number", &[after(&one, &lists, &[&two], &["sequence"])]);
}

const LIFT: &str = "2026-12-01";

/// A round whose notary keeps the secret back, and what is public of it until the lift.
fn kept_back(lists: &Lists) -> (Record, EmbargoedRecord) {
    let notary = Reveal { party: id("notary"), secret: [1; 32] };
    let mut round = plan(1).embargoed(date(LIFT), id("notary"));
    let commitment = notary.commitment(round.protocol(), &round.id);
    round.ceremony.parties = vec![PartyPlan { party: id("notary"), commitment, outside: true }];
    let ceremony = Ceremony { parties: vec![notary], ..Ceremony::bare("first") };
    let record = Record::of_drawn(&sealed(&round, lists).seed(ceremony).unwrap().draw());
    let before: Date = date(LIFT).plus_days(-1);
    let Published::Embargoed(public) = record.published(before).unwrap() else { panic!("it is kept back") };
    (record, *public)
}

/// Whatever text of `public` is a number of 32 bytes.
fn numbers(public: &Value, found: &mut Vec<[u8; 32]>) {
    match public {
        Value::String(text) => found.extend(from_hex::<32>(text).ok()),
        Value::Array(items) => items.iter().for_each(|item| numbers(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| numbers(field, found)),
        _ => {}
    }
}

/// A firm has everything that is public, and takes every number in it for the secret, for the key of keys, and for the key.
#[test]
fn a_firm_computes_its_fate_during_the_embargo() {
    let lists = lists();
    let (record, public) = kept_back(&lists);
    let real = record.result.tasks[0].strata[0].key;
    let protocol = public.seal.protocol().unwrap();
    let tried = |public: &EmbargoedRecord| {
        let mut known = vec![[0; 32]];
        numbers(&json!(public), &mut known);
        assert!(known.len() > 8);
        let keys = known.into_iter().flat_map(|number| {
            let with = |secret| {
                let mut ceremony = public.ceremony.clone();
                ceremony.parties = vec![Reveal { party: id("notary"), secret }];
                attacker::prk(protocol, &ceremony, public.digest)
            };
            let key = |prk: double_random::base::Prk| prk.key(&["target", "gas-1", "0"]);
            let half =
                |from: usize| Key::from_bytes(protocol.suite, number[from..from + 16].try_into().unwrap());
            let prk = double_random::base::Prk::from_bytes(protocol, number);
            [
                key(with(number)),
                key(attacker::prk(protocol, &public.ceremony, public.digest)),
                key(prk),
                half(0),
                half(16),
            ]
        });
        keys.collect::<Vec<Key>>()
    };
    assert!(!tried(&public).contains(&real));
    // the defence removed: the secret is published, or the keys are
    let mut leaked = public.clone();
    leaked.ceremony.parties = record.ceremony.parties.clone();
    assert!(tried(&leaked).contains(&real), "with the secret it is one line");
    let seen =
        attack(verify_published(&Published::Embargoed(Box::new(leaked)), Some(&lists), &[]), &["embargo"]);
    assert!(stands(&verify_published(&Published::Embargoed(Box::new(public)), Some(&lists), &[])));
    enacted("a_firm_computes_its_fate_during_the_embargo", &[seen]);
}

/// What is published at the lift is another record than the one that was settled.
#[test]
fn another_record_comes_out_at_the_lift() {
    let lists = lists();
    let (_, public) = kept_back(&lists);
    let other = drawn(&plan(1), &lists, "a better one");
    let earlier = [Published::Embargoed(Box::new(public))];
    let verdict = verify_published(&other.into(), Some(&lists), &earlier);
    enacted("another_record_comes_out_at_the_lift", &[attack(verdict, &["sequence", "attempts"])]);
}
