//! A seed that was known beforehand, and a seed that the authority chose: the attacks, and what sees them.

use double_random::base::Instant;
use double_random::directory::Officers;
use double_random::draw::{Beacon, Ceremony, Reveal};
use double_random::law::RuleSet;
use double_random::merge::DispatchedRound;
use double_random::plan::{Approval, BeaconPlan, CeremonyPlan, PartyPlan, Round, Strength};
use double_random::record::{CheckResult, Lists, OfficersRecord, Record, verify};
use double_random::team::{MatchOutcome, MatchRound};

use crate::attacker::seal_again;
use crate::support::*;
use crate::{ids_drawn, lists, plan, verified as failed};

const DICE: &str = "1532641263515243615243163";

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn secrets(bytes: [u8; 2]) -> Vec<Reveal> {
    ["notary", "press"]
        .into_iter()
        .zip(bytes)
        .map(|(name, byte)| Reveal { party: id(name), secret: [byte; 32] })
        .collect()
}

/// A ceremony in which nobody alone chooses the seed, bound to the round or match `name`.
fn strong(name: &str, secrets: &[Reveal], dice: &str) -> (CeremonyPlan, Ceremony) {
    let party = |reveal: &Reveal| PartyPlan {
        party: reveal.party.clone(),
        commitment: reveal.commitment(Default::default(), &id(name)),
        outside: true,
    };
    let typed =
        if dice.is_empty() { vec![] } else { Ceremony::typed("dice-25".parse().unwrap(), dice).typed };
    let plan = CeremonyPlan {
        parties: secrets.iter().map(party).collect(),
        typed: typed.iter().map(|typed| typed.source).collect(),
        beacon: None,
    };
    (plan, Ceremony { parties: secrets.to_vec(), typed, ..Ceremony::default() })
}

/// A round that two parties and dice decided, dispatched.
fn first(number: u32, bytes: [u8; 2], dice: &str) -> Record {
    let mut round = plan(number);
    let (ceremony, held) = strong(&format!("round-{number}"), &secrets(bytes), dice);
    round.tasks[0].id = id(&format!("gas-{number}"));
    round.tasks[0].window = window(&format!("2026-{number:02}-01"), &format!("2026-{number:02}-20"));
    round.as_of = date("2026-01-01");
    let sealed = seal(&round.ceremony(ceremony), &lists().directory().unwrap());
    let locked = sealed.seed(held).unwrap().draw().confirm(vec![]).unwrap();
    let locked = locked.lock(Approval::by("局长", date("2026-01-02"))).unwrap();
    Record::of_dispatched(&locked.dispatch().unwrap())
}

/// The officers as somebody matches them who does not let the library know what was public.
fn matched(record: &Record, name: &str, bytes: [u8; 2], dice: &str) -> OfficersRecord {
    let (ceremony, held) = strong(name, &secrets(bytes), dice);
    let known = record.dispatched_round().unwrap();
    let blind = DispatchedRound { ceremonies: Vec::new(), attempts: Vec::new(), ..known };
    let round = MatchRound::new(id(name), id("squad")).ceremony(ceremony);
    let officers = Officers::new(lists().officers).unwrap();
    let sealed =
        round.seal(&[blind], &lists().directory().unwrap(), &officers, &RuleSet::gaoxin_2023()).unwrap();
    let MatchOutcome::Matched(matched) = sealed.seed(held).unwrap().match_officers().unwrap() else {
        panic!("there is a plan")
    };
    OfficersRecord::of_matched(&matched)
}

/// The officers' seed is made of what the first ceremony had made public: whoever runs the match words its seal until the teams
/// please him. The library refuses it where it is told, and `verify` finds it from the record alone.
#[test]
fn the_second_seed_is_made_of_what_was_public() {
    let record = first(1, [1, 2], DICE);
    let other_dice = "6".repeat(25);
    let with = |bytes, dice: &str| {
        let record = record.clone().with_officers(matched(&record, "match", bytes, dice));
        let alone = verify(&record, None, &[]);
        let alone: Vec<_> = alone.checks.iter().filter(|check| check.result == CheckResult::Failed).collect();
        assert_eq!(alone.iter().map(|check| check.name).collect::<Vec<_>>(), failed(&record, &lists(), &[]));
        alone.first().and_then(|check| check.detail.clone()).unwrap_or_default()
    };
    assert_eq!(with([3, 4], &other_dice), "", "the control: new secrets and new dice");
    assert!(with([1, 2], "").contains("party `notary` committed to a secret that was revealed"));
    assert!(with([3, 1], "").contains("party `press` committed to a secret"), "whoever revealed it");
    assert!(with([3, 4], DICE).contains("typed values"));
    // told of the first ceremony, the library seals nothing like it
    let (ceremony, _) = strong("match", &secrets([3, 1]), "");
    let round = MatchRound::new(id("match"), id("squad")).ceremony(ceremony);
    let officers = Officers::new(lists().officers).unwrap();
    let rounds = [record.dispatched_round().unwrap()];
    let refused =
        round.seal(&rounds, &lists().directory().unwrap(), &officers, &RuleSet::gaoxin_2023()).unwrap_err();
    assert_eq!(codes(&refused), ["match-secret-public"]);
}

/// The same with what an earlier record or an earlier attempt made public.
#[test]
fn a_seed_is_made_of_what_an_earlier_record_or_attempt_made_public() {
    let (lists, before) = (lists(), first(1, [1, 2], DICE));
    let second = {
        let record = first(2, [3, 4], "");
        let mut round = record.seal.round(vec![]);
        round.previous = Some(before.check_value().unwrap());
        let sealed = seal(&round, &lists.directory().unwrap());
        let locked = sealed.seed(record.ceremony).unwrap().draw().confirm(vec![]).unwrap();
        Record::of_dispatched(
            &locked.lock(Approval::by("局长", date("2026-01-02"))).unwrap().dispatch().unwrap(),
        )
    };
    let names = |officers: OfficersRecord, earlier: &[Record]| {
        failed(&second.clone().with_officers(officers), &lists, earlier)
    };
    let told = std::slice::from_ref(&before);
    for (bytes, dice) in [([1, 9], ""), ([8, 9], DICE)] {
        assert!(
            names(matched(&second, "match", bytes, dice), &[]).is_empty(),
            "the record alone cannot know"
        );
        assert_eq!(names(matched(&second, "match", bytes, dice), told), ["officers-seed", "attempts"]);
    }
    assert!(names(matched(&second, "match", [8, 9], ""), told).is_empty(), "the control");
    // an attempt of the same unit that broke off when one party had spoken
    let (ceremony, held) = strong("try", &secrets([5, 6]), DICE);
    let round = MatchRound::new(id("try"), id("squad")).ceremony(ceremony);
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let rounds = [second.dispatched_round().unwrap()];
    let sealed =
        round.seal(&rounds, &lists.directory().unwrap(), &officers, &RuleSet::gaoxin_2023()).unwrap();
    let held = Ceremony { typed: vec![], ..held };
    let voided =
        sealed.fail(held, "停电", Approval::by("局长", date("2026-02-02")), at("2026-02-02T09:00:00+08:00"));
    let tried = second.clone().with_officers(OfficersRecord::of_voided(&voided.unwrap()));
    let again = |bytes| {
        let (ceremony, held) = strong("match", &secrets(bytes), "");
        let round = MatchRound::new(id("match"), id("squad")).ceremony(ceremony);
        let rounds = [DispatchedRound { ceremonies: vec![], ..tried.dispatched_round().unwrap() }];
        let sealed =
            round.seal(&rounds, &lists.directory().unwrap(), &officers, &RuleSet::gaoxin_2023()).unwrap();
        let MatchOutcome::Matched(matched) = sealed.seed(held).unwrap().match_officers().unwrap() else {
            panic!()
        };
        let record = tried.clone().with_officers(OfficersRecord::of_matched(&matched));
        let verdict = verify(&record, Some(&lists), &[]);
        let attempts = verdict.check("match-attempts").unwrap().detail.clone().unwrap();
        assert!(attempts.contains("`try` void (停电)"), "{attempts}");
        failed(&record, &lists, &[])
    };
    assert_eq!(again([6, 7]), ["officers-seed"]);
    assert!(again([7, 8]).is_empty(), "the control");
}

fn by_chain(beacon: BeaconPlan) -> Round {
    let mut round = plan(1);
    round.sealed_at = Some(at("2026-10-01T09:00:00+08:00"));
    round.ceremony(CeremonyPlan { beacon: Some(beacon), ..CeremonyPlan::default() })
}

/// The authority runs a chain of its own and signs until a friend is spared. The record is sound; it is weak, and says so.
#[test]
fn an_authority_takes_values_of_its_own_chain() {
    let lists: Lists = lists();
    let own = BeaconPlan { source: "our-chain".into(), ..BeaconPlan::known("drand-quicknet").unwrap() };
    let sealed = seal(&by_chain(own), &lists.directory().unwrap());
    let round = sealed.seal().ceremony.beacon.as_ref().unwrap().round.unwrap();
    let tried = (0..100).map(|n| {
        let value = Beacon::signed("our-chain", round, format!("{n:04}")).unwrap();
        Record::of_drawn(&sealed.seed(Ceremony::of_beacon(value)).unwrap().draw())
    });
    let mut spared = tried.into_iter().find(|record| !ids_drawn(record).contains("T-0000")).unwrap();
    assert_eq!(spared.seal.strength, Strength::Weak);
    let verdict = verify(&spared, Some(&lists), &[]);
    let said = |name: &str| verdict.check(name).unwrap().detail.clone().unwrap();
    assert!(
        said("seed").contains("strength: weak, `our-chain` is none of the known public chains"),
        "{verdict:#?}"
    );
    assert!(said("beacon").contains("ask whoever runs it"), "{verdict:#?}");
    assert_eq!(failed(&spared, &lists, &[]), Vec::<&str>::new());
    // and calling it strong is seen
    spared.seal.strength = Strength::Strong;
    seal_again(&mut spared);
    assert!(failed(&spared, &lists, &[]).starts_with(&["seed"]));
    // the control: the value of a public chain is looked up under its key
    let public = seal(&by_chain(BeaconPlan::known("drand-quicknet").unwrap()), &lists.directory().unwrap());
    let value = Beacon::signed("drand-quicknet", round, "ab12").unwrap();
    let record = Record::of_drawn(&public.seed(Ceremony::of_beacon(value)).unwrap().draw());
    let verdict = verify(&record, None, &[]);
    let said = |name: &str| verdict.check(name).unwrap().detail.clone().unwrap();
    assert!(said("seed").contains("strength: strong"));
    assert!(said("beacon").contains(&format!("/public/{round}")) && said("beacon").contains("83cf0f28"));
}
