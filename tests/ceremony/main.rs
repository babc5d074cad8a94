//! 第十六条 - the ceremony whole: beacons, what comes to nothing, the ledger, the embargo, both seals, both suites.

mod beacons;
mod embargo;
mod endings;
mod ledger;
mod seals;
#[path = "../support/mod.rs"]
mod support;

use double_random::base::{Digest, Id, Instant, Protocol, json};
use double_random::directory::{Directory, Officers};
use double_random::draw::{Ceremony, Drawn, Reveal};
use double_random::law::RuleSet;
use double_random::plan::{Approval, CeremonyPlan, PartyPlan, Round};
use double_random::record::{CheckResult, Lists, OfficersRecord, Record, Stamp, StampKind, Verdict};
use double_random::team::{MatchOutcome, MatchRound};
use serde_json::json;
use support::*;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// Sixty targets in two areas, and officers for both.
fn lists() -> Lists {
    let officer = |n: u32| {
        let certificate = json!({ "number": format!("37010000{n:02}"), "valid_until": "2027-01-31" });
        read(json!({ "id": format!("P-{n:02}"), "name": "张三", "kind": "civil-servant", "area": "东园",
            "leader": n.is_multiple_of(2), "certificate": certificate }))
    };
    Lists {
        items: vec![item("gas", &[]), item("fire", &["餐饮"])],
        targets: targets(60),
        units: vec![area("东园", "squad-east"), area("西园", "squad-west")],
        officers: (0..8).map(officer).collect(),
        ..Lists::default()
    }
}

fn listed() -> Directory {
    lists().directory().unwrap()
}

fn secret(party: &str, byte: u8) -> Reveal {
    Reveal { party: id(party), secret: [byte; 32] }
}

/// What the parties of these secrets commit to, each from outside.
fn promised(secrets: &[Reveal], protocol: Protocol, name: &Id) -> CeremonyPlan {
    let plan = |reveal: &Reveal| PartyPlan {
        party: reveal.party.clone(),
        commitment: reveal.commitment(protocol, name),
        outside: true,
    };
    CeremonyPlan { parties: secrets.iter().map(plan).collect(), ..CeremonyPlan::default() }
}

fn revealed(secrets: &[Reveal]) -> Ceremony {
    Ceremony { parties: secrets.to_vec(), ..Ceremony::default() }
}

/// A round whose seed notary and press make.
fn of_two(name: &str, secrets: &[Reveal]) -> Round {
    let mut round = round([task("gas", "20%", autumn())]);
    round.id = id(name);
    round.sealed_at = Some(at("2026-10-01T09:00:00+08:00"));
    let plan = promised(secrets, round.protocol(), &round.id);
    round.ceremony(plan)
}

fn head() -> Approval {
    Approval::by("局长", date("2026-10-02"))
}

fn stamp(kind: StampKind, value: &str, time: &str) -> Stamp {
    Stamp { kind, authority: "示例机构".into(), value: value.into(), stated_at: Some(at(time)) }
}

/// A notary's number, given at `time`.
fn notarial(time: &str) -> Stamp {
    stamp(StampKind::Notarial, "(2026)示证字第12号", time)
}

/// The record of both stages as far as the order.
fn ordered(drawn: Drawn, plan: MatchRound, ceremony: Ceremony) -> Record {
    let locked = drawn.confirm(vec![]).unwrap().lock(head()).unwrap();
    let record = Record::of_dispatched(&locked.dispatch().unwrap());
    let officers = Officers::new(lists().officers).unwrap();
    let rounds = [record.dispatched_round().unwrap()];
    let sealed = plan.seal(&rounds, &listed(), &officers, &RuleSet::gaoxin_2023()).unwrap();
    let MatchOutcome::Matched(teams) = sealed.seed(ceremony).unwrap().match_officers().unwrap() else {
        panic!("there is a plan")
    };
    let order = Approval { date: date("2026-10-05"), ..head() };
    record.with_officers(OfficersRecord::of_ordered(&teams.order(order).unwrap()))
}

fn result(verdict: &Verdict, name: &str) -> CheckResult {
    verdict.check(name).unwrap_or_else(|| panic!("no check {name} in {verdict:#?}")).result
}

fn detail(verdict: &Verdict, name: &str) -> String {
    verdict.check(name).unwrap().detail.clone().unwrap_or_default()
}

fn failed(verdict: &Verdict) -> Vec<&'static str> {
    let failed = verdict.checks.iter().filter(|check| check.result == CheckResult::Failed);
    failed.map(|check| check.name).collect()
}

fn digest_of(value: &serde_json::Value, tag: &str, protocol: Protocol) -> Digest {
    protocol.hash(tag, &[json::canonical(value).unwrap().as_bytes()])
}
