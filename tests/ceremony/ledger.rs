//! 第六条 - the ledger: every attempt is there, or its absence shows.

use double_random::base::{Date, Int53};
use double_random::plan::Round;
use double_random::record::{CheckResult, Ledger, Published, Record, Verdict, verify};
use double_random::team::MatchRound;

use crate::support::*;
use crate::{at, detail, failed, head, listed, lists, of_two, ordered, promised, result, revealed, secret};

const LATER: &str = "2026-10-01T11:00:00+08:00";

fn today() -> Date {
    date("2026-12-31")
}

/// The round of this number, which names the record before it, over tasks of its own.
fn numbered(number: u32, previous: Option<&Record>) -> Round {
    let mut round = of_two(&format!("r-{number}"), &[secret("notary", number as u8)]);
    round.tasks = vec![task(
        &format!("gas-{number}"),
        "20%",
        window(&format!("2026-{number:02}-01"), &format!("2026-{number:02}-20")),
    )];
    round.as_of = date("2026-01-01");
    follow(round, number, previous)
}

fn follow(mut round: Round, number: u32, previous: Option<&Record>) -> Round {
    round.sequence = Some(Int53::from(number));
    round.previous = previous.map(|record| record.check_value().unwrap());
    round
}

fn drawn(round: &Round, byte: u8) -> Record {
    let sealed = seal(round, &listed());
    Record::of_drawn(&sealed.seed(revealed(&[secret("notary", byte)])).unwrap().draw())
}

fn check(records: &[&Record]) -> Verdict {
    Ledger::new(records.iter().map(|&record| record.clone())).check(today())
}

#[test]
fn a6_a_whole_ledger_passes_in_any_order() {
    let first = drawn(&numbered(1, None), 1);
    let second = drawn(&numbered(2, Some(&first)), 2);
    let third = drawn(&numbered(3, Some(&second)), 3);
    let verdict = check(&[&third, &first, &second]);
    assert!(verdict.is_exact(), "{verdict:#?}");
    let seals = [&first, &second, &third].map(|record| record.digest);
    let ledger = Ledger::new([first.clone(), second.clone(), third.clone()]).announced(seals);
    assert!(ledger.check(today()).is_exact());
    let verdict = ledger.verify(2, Some(&lists())).unwrap();
    assert!(verdict.is_exact() && result(&verdict, "sequence") == CheckResult::Passed, "{verdict:#?}");
    // what came before the first given one is not known
    assert_eq!(result(&check(&[&second, &third]), "sequence"), CheckResult::NotCheckable);
}

#[test]
fn a6_gaps_twins_broken_links_and_rehearsals_are_named() {
    let first = drawn(&numbered(1, None), 1);
    let second = drawn(&numbered(2, Some(&first)), 2);
    let third = drawn(&numbered(3, Some(&second)), 3);
    let gap = check(&[&first, &third]);
    assert!(failed(&gap) == ["sequence"] && detail(&gap, "sequence").contains("number 2 is missing"));
    let twin = drawn(&follow(numbered(5, None), 2, Some(&first)), 5);
    let twins = check(&[&first, &second, &twin, &third]);
    assert!(
        failed(&twins).contains(&"sequence")
            && detail(&twins, "sequence").contains("two records carry number 2")
    );
    let loose = drawn(&numbered(3, Some(&first)), 3);
    let broken = check(&[&first, &second, &loose]);
    assert!(failed(&broken) == ["chain"] && detail(&broken, "chain").contains("number 3 names"));
    let headed = drawn(&numbered(1, Some(&third)), 1);
    assert_eq!(failed(&check(&[&headed])), ["chain"]);
    let mut unnumbered = numbered(4, Some(&third));
    unnumbered.sequence = None;
    assert_eq!(failed(&check(&[&first, &second, &third, &drawn(&unnumbered, 4)])), ["sequence"]);
    let mut rehearsal = numbered(2, Some(&first));
    rehearsal.rehearsal = true;
    let rehearsal =
        rehearsal.clone().ceremony(promised(&[secret("notary", 2)], rehearsal.protocol(), &rehearsal.id));
    let passed_off = check(&[&first, &drawn(&rehearsal, 2)]);
    assert!(failed(&passed_off) == ["chain"] && detail(&passed_off, "chain").contains("rehearsal"));
}

/// Officers fall ill when the next round is sealed: that changes the record and not the chain.
#[test]
fn a6_a_record_may_go_on_when_the_next_round_names_it_as_it_was_dispatched() {
    let sealed = seal(&numbered(1, None), &listed()).seed(revealed(&[secret("notary", 1)])).unwrap();
    let plan = |byte: u8| {
        let plan = MatchRound::new(id("m-1"), id("squad-east"));
        let fresh = promised(&[secret("press", byte)], Default::default(), &plan.id);
        ordered(sealed.clone().draw(), plan.ceremony(fresh), revealed(&[secret("press", byte)]))
    };
    let whole = plan(8);
    let early = Record { officers: vec![], ..whole.clone() };
    let next = |previous: &Record| drawn(&numbered(2, Some(previous)), 2);
    for second in [next(&early), next(&whole)] {
        for given in [vec![&whole, &second], vec![&early, &whole, &second], vec![&whole, &second, &early]] {
            let verdict = check(&given);
            assert!(verdict.is_exact(), "{verdict:#?}");
        }
    }
    assert_eq!(failed(&check(&[&early, &next(&whole)])), ["chain"], "matches that were named are missing");
    // two versions that differ in their matches are two records, and one that was changed is not the named one
    assert_eq!(failed(&check(&[&whole, &plan(9)])), ["sequence", "attempts"]);
    let mut changed = whole.clone();
    changed.result.lock.as_mut().unwrap().person = "别人".into();
    assert_eq!(failed(&check(&[&changed, &next(&early)])), ["chain"]);
}

/// Threat: the round is run again until a favourite comes out.
#[test]
fn a6_who_draws_again_until_a_favourite_comes_out_leaves_the_attempts() {
    let first = drawn(&numbered(1, None), 1);
    let again = |name: &str, change: &dyn Fn(&mut Round)| {
        let mut round = numbered(1, None);
        round.id = id(name);
        change(&mut round);
        let plan = promised(&[secret("notary", 9)], round.protocol(), &round.id);
        drawn(&follow(round, 2, Some(&first)).ceremony(plan), 9)
    };
    let names = |record: &Record| failed(&check(&[&first, record]));
    // the same tasks under another id, under other names, a day later
    let renamed = |round: &mut Round| round.tasks[0].id = id("another");
    let shifted = |round: &mut Round| round.tasks[0].window = window("2026-01-02", "2026-01-21");
    for record in [again("r-x", &|_| ()), again("r-x", &renamed), again("r-x", &shifted)] {
        assert_eq!(names(&record), ["attempts"]);
        let verdict = verify(&record, None, std::slice::from_ref(&first));
        assert!(detail(&verdict, "attempts").contains("drawn again"), "{verdict:#?}");
    }
    // the next quarter is another matter
    let next = |round: &mut Round| round.tasks[0].window = window("2026-05-02", "2026-05-21");
    assert!(names(&again("r-x", &next)).is_empty());
    // whoever keeps the first one to himself lets a seal vanish that was announced
    let alone = drawn(&numbered(1, None), 1);
    let secret_attempt = seal(&of_two("r-0", &[secret("notary", 7)]), &listed()).digest();
    let ledger = Ledger::new([alone.clone()]).announced([alone.digest, secret_attempt]);
    assert_eq!(failed(&ledger.check(today())), ["attempts"]);
}

#[test]
fn a6_after_a_void_the_tasks_are_sealed_again_and_the_attempt_is_named() {
    let secrets = [secret("notary", 1), secret("press", 2)];
    let round = follow(of_two("r-1", &secrets), 1, None);
    let sealed = seal(&round, &listed());
    let void = Record::of_voided(&sealed.void(revealed(&secrets[..1]), at(LATER)).unwrap());
    let again = |byte: u8| {
        let fresh = [secret("notary", byte), secret("press", 4)];
        let round = follow(of_two("r-2", &fresh), 2, Some(&void));
        Record::of_drawn(&seal(&round, &listed()).seed(revealed(&fresh)).unwrap().draw())
    };
    let verdict = check(&[&void, &again(3)]);
    assert!(verdict.is_exact(), "{verdict:#?}");
    let named = detail(&verdict, "attempts");
    assert!(named.contains("`r-1`") && named.contains("`press` did not reveal"), "{named}");
    // the notary's first secret is public since the void
    let reused = check(&[&void, &again(1)]);
    assert!(
        failed(&reused) == ["attempts"] && detail(&reused, "attempts").contains("`notary` used a secret")
    );
    let withdrawn = Record::of_withdrawn(&sealed.withdraw("名录有误", head(), at(LATER)).unwrap());
    assert!(detail(&check(&[&withdrawn]), "attempts").contains("withdrawn (名录有误)"));
}

#[test]
fn a6_an_embargo_that_is_over_shows_and_voids_nothing() {
    let round = numbered(1, None).embargoed(date("2026-12-01"), id("notary"));
    let whole = drawn(&round, 1);
    let public = whole.published(date("2026-11-30")).unwrap();
    let Published::Embargoed(_) = &public else { panic!("it is under embargo") };
    let second = drawn(&numbered(2, Some(&whole)), 2);
    let ledger = Ledger::new([public.clone(), second.clone().into()]);
    assert!(ledger.check(date("2026-11-30")).is_exact());
    let late = ledger.check(date("2026-12-01"));
    assert!(failed(&late) == ["embargo"] && detail(&late, "embargo").contains("2026-12-01"));
    // the whole record has the check value that the public part had stated
    assert!(Ledger::new([public, whole.into(), second.into()]).check(date("2026-12-01")).is_exact());
}
