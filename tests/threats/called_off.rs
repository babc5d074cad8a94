//! A round is called off when its outcome is known, or drawn again in other words; and a seal is signed or stated too late.

use double_random::base::Instant;
use double_random::draw::{Ceremony, Reveal};
use double_random::plan::{Approval, BeaconPlan, CeremonyPlan, Criterion, Round};
use double_random::record::{CheckResult, Ledger, Lists, MatchResult, OfficersRecord, Record, verify};
use double_random::team::MatchRound;
use serde_json::json;

use crate::attacker::{seal_again, with_officers};
use crate::support::*;
use crate::{dispatched, lists, plan, verified as failed};

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn head() -> Approval {
    Approval::by("局长", date("2026-10-02"))
}

fn void(round: &Round, lists: &Lists) -> Record {
    let sealed = seal(round, &lists.directory().unwrap());
    let broken = sealed.fail(Ceremony::default(), "停电", head(), at("2026-10-02T10:00:00+08:00")).unwrap();
    Record::of_voided(&broken)
}

/// The list displeases: the operator says that the ceremony had broken off, and draws again. The seal is one and the same, so
/// whoever has seen the first record has the proof.
#[test]
fn a_round_is_called_off_when_its_outcome_is_known() {
    let lists = lists();
    let mut round = plan(1);
    let first = dispatched(&round, &lists, "first");
    let excuse = void(&round, &lists);
    assert_eq!(excuse.digest, first.digest);
    assert_eq!(failed(&excuse, &lists, &[]), Vec::<&str>::new(), "by itself it is an attempt like any other");
    let found = verify(&excuse, Some(&lists), std::slice::from_ref(&first));
    let failing: Vec<_> = found.checks.iter().filter(|check| check.result == CheckResult::Failed).collect();
    assert_eq!(failing.iter().map(|check| check.name).collect::<Vec<_>>(), ["sequence", "attempts"]);
    let detail = failing[1].detail.as_ref().unwrap();
    assert!(detail.contains("came to a result and is called off in another record"), "{detail}");
    // without a number, and although the tasks are drawn again under the next seal, it is seen all the same
    round.sequence = None;
    let records = [dispatched(&round, &lists, "first"), void(&round, &lists)];
    assert_eq!(failed(&records[1], &lists, &records[..1]), ["attempts"]);
    // a void that nobody had drawn is named, and stands as another attempt
    let mut again = plan(2);
    again.previous = Some(excuse.check_value().unwrap());
    let verdict =
        Ledger::new([excuse.clone(), dispatched(&again, &lists, "second")]).check(date("2026-12-31"));
    assert!(verdict.is_exact(), "{verdict:#?}");
    assert!(verdict.check("attempts").unwrap().detail.as_ref().unwrap().contains("1 `round-1` void (停电)"));
}

/// The same with a match: the teams displease.
#[test]
fn a_match_is_called_off_when_its_teams_are_known() {
    let lists = lists();
    let record = dispatched(&plan(1), &lists, "first");
    let honest = with_officers(record.clone(), &lists, "second");
    let officers = double_random::directory::Officers::new(lists.officers.clone()).unwrap();
    let round = MatchRound::new(id("match"), id("squad")).ceremony(CeremonyPlan::bare());
    let rounds = [record.dispatched_round().unwrap()];
    let rules = double_random::law::RuleSet::gaoxin_2023();
    let sealed = round.seal(&rounds, &lists.directory().unwrap(), &officers, &rules).unwrap();
    let broken = sealed.fail(Ceremony::default(), "停电", head(), at("2026-10-03T10:00:00+08:00")).unwrap();
    let excuse = record.with_officers(OfficersRecord::of_voided(&broken));
    assert!(matches!(excuse.officers[0].result, MatchResult::Ended(_)));
    assert_eq!(excuse.officers[0].digest, honest.officers[0].digest);
    assert!(failed(&excuse, &lists, &[]).is_empty());
    let verdict = verify(&excuse, Some(&lists), &[honest]);
    let attempts = verdict.check("attempts").unwrap();
    assert_eq!(attempts.result, CheckResult::Failed);
    assert!(attempts.detail.as_ref().unwrap().contains("of `match` came to a result and is called off"));
}

/// Everybody has spoken, the value of the beacon was due, and the operator calls the round off: "the chain had stopped". That can
/// be looked up, so no verdict passes it.
#[test]
fn a_round_is_called_off_when_the_beacon_has_spoken() {
    let lists = lists();
    let secret = Reveal { party: id("notary"), secret: [7; 32] };
    let mut round = plan(1);
    round.sealed_at = Some(at("2026-10-01T09:00:00+08:00"));
    round.ceremony = read(json!({ "parties": [{ "party": "notary", "outside": true,
        "commitment": secret.commitment(Default::default(), &round.id) }] }));
    round.ceremony.beacon = BeaconPlan::known("drand-quicknet");
    let sealed = seal(&round, &lists.directory().unwrap());
    let ended = |parties: Vec<Reveal>, time: &str| {
        let ceremony = Ceremony { parties, ..Ceremony::default() };
        let voided = match ceremony.parties.is_empty() {
            true => sealed.void(ceremony, at(time)),
            false => sealed.fail(ceremony, "信标停止发布", head(), at(time)),
        };
        let verdict = verify(&Record::of_voided(&voided.unwrap()), Some(&lists), &[]);
        let check = verdict.check("ended").unwrap().clone();
        (check.result, check.detail.unwrap_or_default(), verdict.is_exact())
    };
    let (result, detail, exact) = ended(vec![secret.clone()], "2026-10-01T09:10:00+08:00");
    assert_eq!((result, exact), (CheckResult::NotCheckable, false));
    assert!(detail.contains("api.drand.sh") && detail.contains("/public/32671212"), "{detail}");
    // the control: a second before it was due, and where a party kept silent, nothing was settled
    assert_eq!(ended(vec![secret], "2026-10-01T09:09:59+08:00").0, CheckResult::Passed);
    assert_eq!(ended(vec![], "2026-10-01T09:10:00+08:00").0, CheckResult::Passed);
}

/// The same list under a criterion of other words, another name and a day later.
#[test]
fn a_task_is_drawn_again_in_other_words() {
    let lists = lists();
    let first = dispatched(&plan(1), &lists, "first");
    let again = |change: &dyn Fn(&mut Round)| {
        let mut round = plan(2);
        round.previous = Some(first.check_value().unwrap());
        round.tasks[0].id = id("another");
        round.tasks[0].window = window("2026-10-09", "2026-12-01");
        change(&mut round);
        failed(&dispatched(&round, &lists, "second"), &lists, std::slice::from_ref(&first))
    };
    let worded = |criterion: Criterion| {
        move |round: &mut Round| round.tasks[0].strata[0].criterion = criterion.clone()
    };
    assert_eq!(
        again(&worded(read(json!({ "any": [{ "risk": ["high"] }, { "kind": ["商场"] }] })))),
        ["attempts"]
    );
    assert_eq!(
        again(&worded(read(json!({ "all": [{ "risk": ["high"] }, { "kind": ["餐饮"] }] })))),
        ["attempts"]
    );
    // the control: another time of the year, or other targets
    let later = |round: &mut Round| round.tasks[0].window = window("2026-12-02", "2026-12-20");
    assert!(again(&later).is_empty());
    assert!(again(&worded(read(json!({ "kind": ["商场"] })))).is_empty());
}

/// A signature is found when the seal stands already, or a time is stated that cannot be.
#[test]
fn a_seal_is_signed_or_stated_afterwards() {
    let lists = lists();
    let mut round = plan(1);
    round.sealed_at = Some(at("2026-10-01T09:00:00+08:00"));
    round.approvals = Some(vec![Approval::by("局长", date("2026-10-01"))]);
    round.provenance = Some(read(json!([{ "list": "targets", "exported_at": "2026-10-01T09:00:00+08:00" }])));
    let refused = |change: &dyn Fn(&mut Round)| {
        let mut round = round.clone();
        change(&mut round);
        codes(&round.seal(&lists.directory().unwrap(), &Default::default()).unwrap_err())
    };
    let tomorrow = Approval::by("局长", date("2026-10-02"));
    let signed = |approval: &Approval| json!([{ "unit_code": "T-0001", "allowed": 9, "reason": "重点", "approval": approval }]);
    assert_eq!(refused(&|round| round.approvals = Some(vec![tomorrow.clone()])), ["approval-after-seal"]);
    assert_eq!(refused(&|round| round.overrides = read(signed(&tomorrow))), ["approval-after-seal"]);
    let later = |round: &mut Round| {
        round.provenance.as_mut().unwrap()[0].exported_at = Some(at("2026-10-01T09:00:01+08:00"));
    };
    assert_eq!(refused(&later), ["provenance-after-seal"]);
    let record = with_officers(dispatched(&round, &lists, "first"), &lists, "second");
    let after = |change: &dyn Fn(&mut Record)| {
        let mut record = record.clone();
        change(&mut record);
        seal_again(&mut record);
        let verdict = verify(&record, None, &[]);
        let names = ["approvals", "times", "officers-seal"];
        let failed = |name: &&str| verdict.check(name).unwrap().result == CheckResult::Failed;
        names.into_iter().filter(failed).collect::<Vec<_>>()
    };
    assert!(after(&|_| ()).is_empty(), "the control");
    assert_eq!(after(&|r| r.seal.approvals.as_mut().unwrap()[0].date = date("2026-10-02")), ["approvals"]);
    let exported = |r: &mut Record| {
        let list = r.seal.lists.iter_mut().find_map(|list| list.provenance.as_mut()).unwrap();
        list.exported_at = Some(at("2026-10-01T09:00:01+08:00"));
    };
    assert_eq!(after(&exported), ["times"]);
    // the list is locked before it is drawn; the officers are sealed before that
    assert_eq!(after(&|r| r.ceremony.held_at = Some(at("2026-10-03T09:00:00+08:00"))), ["times"]);
    let sealed_at = |time: &'static str| move |r: &mut Record| r.officers[0].seal.sealed_at = Some(at(time));
    let held = |r: &mut Record| r.ceremony.held_at = Some(at("2026-10-02T09:00:00+08:00"));
    assert_eq!(after(&|r| (held(r), sealed_at("2026-10-02T09:00:01+08:00")(r)).1), ["officers-seal"]);
    assert_eq!(
        after(&|r| (held(r), sealed_at("2026-10-02T09:00:00+08:00")(r)).1),
        ["times", "officers-seal"]
    );
}
