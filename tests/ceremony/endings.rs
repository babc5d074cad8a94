//! What comes to nothing stays: withdrawn before the seed, void at the ceremony, in both stages.

use double_random::base::{Faults, Problem};
use double_random::directory::Officers;
use double_random::draw::{Beacon, Ceremony};
use double_random::law::RuleSet;
use double_random::plan::{Approval, BeaconPlan, CeremonyPlan};
use double_random::record::{CheckResult, OfficersRecord, Record, verify};
use double_random::team::{DirectAssignment, MatchOutcome, MatchRound, OfficersSealed};

use crate::support::*;
use crate::{at, detail, failed, head, listed, lists, notarial, of_two, result, revealed, secret};

const AFTER: &str = "2026-10-01T11:00:00+08:00";

#[test]
fn a16_a_party_that_does_not_reveal_voids_the_round_and_is_named() {
    let secrets = [secret("notary", 1), secret("press", 2)];
    let sealed = seal(&of_two("2026-Q4", &secrets), &listed());
    let absent = revealed(&secrets[..1]);
    assert_eq!(sealed.seed(absent.clone()).unwrap_err().code(), "reveal-missing");
    let voided = sealed.void(absent, at(AFTER)).unwrap();
    assert!(voided.ending().sentence().contains("`press` did not reveal"));
    let record = Record::of_voided(&voided);
    let verdict = verify(&record, Some(&lists()), &[]);
    assert!(verdict.is_exact() && result(&verdict, "ended") == CheckResult::Passed, "{verdict:#?}");
    assert_eq!(Record::parse(&record.to_json().unwrap()), Ok(record.clone()));
    assert_eq!(record.dispatched_round().unwrap_err().code(), "record-not-dispatched");
    // another secret than the one committed to
    let other = revealed(&[secret("notary", 1), secret("press", 3)]);
    let mismatch = Record::of_voided(&sealed.void(other, at(AFTER)).unwrap());
    assert!(verify(&mismatch, None, &[]).first_failure().is_none());
    // nobody else can be named, and no other reason stands in for the name
    let mut blamed = serde_json::to_value(&record).unwrap();
    blamed["ended"]["void"]["cause"]["not-revealed"]["party"] = "notary".into();
    assert_eq!(failed(&verify(&Record::from_value(blamed).unwrap(), None, &[])), ["ended"]);
    let absent = revealed(&secrets[..1]);
    let hidden = sealed.fail(absent, "停电", head(), at(AFTER)).unwrap_err();
    assert_eq!(codes(&hidden), ["reveal-missing"]);
}

#[test]
fn a16_a_ceremony_that_is_whole_gives_a_seed_and_is_never_void() {
    let secrets = [secret("notary", 1), secret("press", 2)];
    let mut round = of_two("2026-Q4", &secrets);
    round.ceremony.typed = vec!["dice-3".parse().unwrap()];
    let sealed = seal(&round, &listed());
    let whole = Ceremony { parties: secrets.to_vec(), ..Ceremony::typed("dice-3".parse().unwrap(), "616") };
    assert!(sealed.seed(whole.clone()).is_ok());
    assert_eq!(codes(&sealed.void(whole.clone(), at(AFTER)).unwrap_err()), ["ceremony-not-void"]);
    let unwanted = sealed.fail(whole, "结果不理想", head(), at(AFTER)).unwrap_err();
    assert_eq!(codes(&unwanted), ["ceremony-not-void"]);
    // before the dice were thrown it could break off
    let broken = sealed.fail(revealed(&secrets), "停电", head(), at(AFTER)).unwrap();
    assert!(verify(&Record::of_voided(&broken), Some(&lists()), &[]).is_exact());
}

#[test]
fn a6_a_seal_is_withdrawn_with_reason_and_approver_before_its_seed() {
    let mut round = of_two("2026-Q4", &[secret("notary", 1)]);
    round.approvals = Some(vec![Approval::prepared_by("小王", date("2026-09-30"))]);
    round.ceremony.beacon = BeaconPlan::known("drand-quicknet");
    let sealed = seal(&round, &listed());
    let nine = |minutes: u32| at(&format!("2026-10-01T09:{minutes:02}:00+08:00"));
    let withdraw =
        |reason: &str, approval: Approval, minutes| sealed.withdraw(reason, approval, nine(minutes));
    let withdrawn = withdraw("名录有误", head(), 5).unwrap();
    let record = Record::of_withdrawn(&withdrawn);
    assert!(verify(&record, Some(&lists()), &[]).is_exact());
    let refused = |found: Result<_, Faults>| {
        codes(&Result::map(found, drop::<double_random::draw::Withdrawn>).unwrap_err())
    };
    assert_eq!(refused(withdraw(" ", head(), 5)), ["attempt-reason"]);
    assert_eq!(
        refused(withdraw("名录有误", Approval::by("小王", date("2026-10-01")), 5)),
        ["approval-same-person"]
    );
    assert_eq!(refused(withdraw("名录有误", head(), 0)), ["attempt-before-seal"]);
    // when the beacon has spoken the outcome is settled
    assert_eq!(refused(withdraw("名录有误", head(), 11)), ["withdrawn-after-beacon"]);
    // a record may not say it either, nor be withdrawn when somebody has revealed ("withdrawn-after-reveal")
    let checked = |change: &dyn Fn(&mut Record)| {
        let mut record = record.clone();
        change(&mut record);
        let verdict = verify(&record, Some(&lists()), &[]);
        (failed(&verdict), detail(&verdict, "ended"))
    };
    assert_eq!(checked(&|_| ()).0, Vec::<&str>::new());
    let (names, text) = checked(&|r| r.ceremony.parties = vec![secret("notary", 1)]);
    assert!(names == ["ended"] && text.contains("nothing is withdrawn any more"), "{text}");
    let beacon = Beacon::signed("drand-quicknet", 7.into(), "ab").unwrap();
    assert_eq!(checked(&|r| r.ceremony.beacon = Some(beacon.clone())).0, ["ended"]);
    let drawn = draw(&crate::support::round([task("gas", "20%", autumn())]), &listed(), "x");
    let result = Record::of_drawn(&drawn).result;
    assert_eq!(checked(&|r| r.result = result.clone()).0, ["ended"]);
    // a stamp that is given when the seal is taken back says nothing of the time before
    let stamped = |time| checked(&|r| r.stamps.push(notarial(time))).0;
    assert_eq!(stamped("2026-10-01T09:05:00+08:00"), ["times"]);
    assert!(stamped("2026-10-01T09:04:59+08:00").is_empty());
}

fn dispatched() -> Record {
    let drawn = draw(&round([task("gas", "20%", autumn())]), &listed(), "一");
    let locked = drawn.confirm(vec![]).unwrap().lock(head()).unwrap();
    Record::of_dispatched(&locked.dispatch().unwrap())
}

fn seal_match(record: &Record, plan: &MatchRound) -> Result<OfficersSealed, Faults> {
    let officers = Officers::new(lists().officers).unwrap();
    plan.seal(&[record.dispatched_round().unwrap()], &listed(), &officers, &RuleSet::gaoxin_2023())
}

#[test]
fn a22_an_attempt_to_match_that_came_to_nothing_stays_and_proves_nothing() {
    let plan = |name: &str| {
        let mut plan = MatchRound::new(id(name), id("squad-east")).ceremony(CeremonyPlan::bare());
        plan.sealed_at = Some(at("2026-10-03T09:00:00+08:00"));
        plan
    };
    let first = dispatched();
    let sealed = seal_match(&first, &plan("m-1")).unwrap();
    let later = at("2026-10-03T10:00:00+08:00");
    let withdrawn = sealed.withdraw("人员名录有误", head(), later).unwrap();
    let once = first.clone().with_officers(OfficersRecord::of_withdrawn(&withdrawn));
    let second = seal_match(&once, &plan("m-2")).unwrap();
    assert_eq!(second.seal().after, Some(sealed.digest()));
    let voided = second.fail(Ceremony::default(), "停电", head(), later).unwrap();
    let twice = once.with_officers(OfficersRecord::of_voided(&voided));
    // a shortage is proven by a draw, not by an attempt that was dropped
    let mut direct = plan("m-3");
    direct.direct = vec![DirectAssignment {
        visit: 0,
        seat: 0,
        officer: id("P-00"),
        reason: "人员不足".into(),
        approval: head(),
    }];
    assert_eq!(codes(&seal_match(&twice, &direct).unwrap_err()), ["direct-unproven"]);
    // nor does anybody sign for it when it is sealed
    direct.direct[0].approval.date = date("2026-10-04");
    assert_eq!(codes(&seal_match(&twice, &direct).unwrap_err()), ["match-signed-late", "direct-unproven"]);
    let third = seal_match(&twice, &plan("m-3")).unwrap();
    let MatchOutcome::Matched(teams) = third.seed(Ceremony::bare("二")).unwrap().match_officers().unwrap()
    else {
        panic!("there is a plan")
    };
    let record = twice.with_officers(OfficersRecord::of_matched(&teams));
    let verdict = verify(&record, Some(&lists()), &[]);
    assert!(verdict.is_exact(), "{verdict:#?}");
    assert_eq!(Record::parse(&record.to_json().unwrap()), Ok(record.clone()));
    // whoever leaves an attempt out, or turns it into another one, is seen
    let mut hidden = record.clone();
    hidden.officers.remove(0);
    assert!(failed(&verify(&hidden, Some(&lists()), &[])).contains(&"match-attempts"));
    let mut whole = record;
    whole.officers[1].ceremony = Ceremony::bare("三");
    assert_eq!(failed(&verify(&whole, Some(&lists()), &[])), ["officers-seed"]);
}
