//! 第六条, 第二十二条 - who signs in a match and when: refused before, and seen in the record.

use double_random::base::Faults;
use double_random::directory::Experts;
use double_random::plan::ExpertDemand;
use double_random::record::{CheckResult, verify};
use double_random::team::{Appointment, ExpertAppointment, Replacement, ReplacementReason};
use serde_json::json;

use super::*;

/// What is wrong with a signature, and the code that says so.
type Wrong = (&'static str, Approval);

/// Preparers are no approvers, of the match, its round, or whoever signed as one.
fn persons(day: &str) -> Vec<Wrong> {
    vec![
        ("approval-not-approver", Approval::prepared_by("局长", date(day))),
        ("approval-same-person", Approval::by(" 小赵 ", date(day))),
        ("approval-same-person", Approval::by("小王", date(day))),
        ("approval-unsigned", Approval::by(" ", date(day))),
    ]
}

/// What the seal of 4 October holds, about lists that were locked on the second.
fn in_seal() -> Vec<Wrong> {
    let early = ("match-signed-early", Approval::by("局长", date("2026-10-01")));
    let late = ("match-signed-late", Approval::by("局长", date("2026-10-05")));
    [persons("2026-10-03"), vec![early, late]].concat()
}

/// What follows the draw of 4 October.
fn after_draw() -> Vec<Wrong> {
    let early = ("match-signed-early", Approval::by("局长", date("2026-10-03")));
    [persons("2026-10-05"), vec![early]].concat()
}

/// A round prepared by one clerk, a match prepared by another; leaders are appointed.
struct Scene {
    lists: Lists,
    record: Record,
    plan: MatchRound,
}

fn scene() -> Scene {
    let mut lists = lists(staff());
    let expert =
        |n: u32| read(json!({ "id": format!("E-{n}"), "name": "王某", "specialties": ["锅炉"], "cap": 12 }));
    lists.experts = (0..2).map(expert).collect();
    let demand = ExpertDemand { specialty: "锅炉".to_owned(), count: 1 };
    let mut round = round([Task { experts: vec![demand], ..task("gas", "100%", autumn()) }]);
    let day = date("2026-09-30");
    round.approvals = Some(vec![Approval::prepared_by("小王", day), Approval::by("老李", day)]);
    let record = dispatched_round(&lists, &round);
    let mut plan = plan("m-1").recusals([recusal("P01", "T-00")]);
    let day = date("2026-10-03");
    plan.approvals = Some(vec![Approval::prepared_by("小赵", day), Approval::by("局长", day)]);
    plan.sealed_at = Some("2026-10-04T09:00:00+08:00".parse().unwrap());
    plan.recusals[0].decision = Some(Approval::by("局长", day));
    plan.appointed_experts = vec![appointed(0, Approval::by("局长", day))];
    lists.recusals.insert(id("m-1"), plan.recusals.clone());
    Scene { lists, record, plan }
}

fn appointed(visit: u32, approval: Approval) -> ExpertAppointment {
    ExpertAppointment { visit, seat: 0, expert: id("E-1"), reason: "原检测专家".to_owned(), approval }
}

impl Scene {
    fn seal(&self, plan: &MatchRound) -> Result<OfficersSealed, Faults> {
        let rounds = [self.record.dispatched_round()?];
        let (officers, experts) =
            (Officers::new(self.lists.officers.clone())?, Experts::new(self.lists.experts.clone())?);
        let mut rules = RuleSet::gaoxin_2023();
        let choice = rules.readings.iter_mut().find(|choice| choice.reading == "I-20-2b").unwrap();
        choice.choice = "appointed".to_owned();
        plan.seal_with_experts(&rounds, &directory(&self.lists), (&officers, &experts), &rules)
    }

    /// Matched on 4 October.
    fn matched(&self) -> Matched {
        let mut ceremony = Ceremony::bare("second");
        ceremony.held_at = Some("2026-10-04T10:00:00+08:00".parse().unwrap());
        let sealed = self.seal(&self.plan).unwrap();
        match sealed.seed(ceremony).unwrap().match_officers().unwrap() {
            MatchOutcome::Matched(matched) => matched,
            MatchOutcome::NoPlan(none) => panic!("{}", none.sentence_en(Id::to_string)),
        }
    }
}

fn refused<T>(result: Result<T, Faults>, code: &str, what: &str) {
    let faults = result.err().unwrap_or_else(|| panic!("{what}: {code} is taken"));
    assert!(support::codes(&faults).contains(&code), "{what}: {faults}");
}

fn head(day: &str) -> Approval {
    Approval::by("局长", date(day))
}

#[test]
fn a6_a_match_takes_no_signature_of_a_preparer_nor_of_another_time() {
    let scene = scene();
    for (code, approval) in in_seal() {
        let mut plan = scene.plan.clone();
        plan.recusals[0].decision = Some(approval.clone());
        refused(scene.seal(&plan), code, "a recusal");
        let mut plan = scene.plan.clone();
        plan.appointed_experts = vec![appointed(0, approval.clone())];
        refused(scene.seal(&plan), code, "an expert in the seal");
        // a second preparer of the match is none of its approvers
        if code != "approval-not-approver" {
            let mut plan = scene.plan.clone();
            plan.approvals.as_mut().unwrap()[1] = approval;
            refused(scene.seal(&plan), code, "the seal");
        }
    }
    let teams = scene.matched();
    let leaders: Vec<Appointment> = (0..)
        .zip(teams.teams())
        .map(|(visit, team)| {
            let officer = *team.iter().find(|officer| officer.is_multiple_of(3)).unwrap();
            Appointment { visit, officer }
        })
        .collect();
    let led = teams.clone().appoint(&leaders, head("2026-10-05")).unwrap();
    let ordered = led.clone().order(head("2026-10-05")).unwrap();
    let seat = led.team(0).iter().position(|member| Some(*member) != led.leader(0)).unwrap() as u32;
    let decided =
        |decision| ReplacementReason::Recusal { asked_by: AskedBy::Target, decision: Some(decision) };
    for (code, approval) in after_draw() {
        refused(teams.clone().appoint(&leaders, approval.clone()), code, "leaders");
        refused(led.clone().order(approval.clone()), code, "the order");
        let consent = Replacement::new(0, seat, ReplacementReason::Health, approval.clone());
        let code = if code == "match-signed-early" { "consent-too-early" } else { code };
        refused(led.clone().replace(consent), code, "a consent");
        let assign = Replacement::new(0, seat, ReplacementReason::Health, head("2026-10-06"));
        refused(
            led.clone().replace(assign.assign(id("P07"), "熟悉", approval.clone())),
            code,
            "an assignment",
        );
        let code = if code == "consent-too-early" { "match-signed-early" } else { code };
        let recusal = Replacement::new(0, seat, decided(approval.clone()), head("2026-10-06"));
        refused(led.clone().replace(recusal), code, "a decision");
        let declined = Replacement::new(0, seat, ReplacementReason::Health, head("2026-10-06"));
        refused(led.clone().replace(declined.declined(decided(approval))), code, "a decision on an offer");
    }
    // a decision comes before the consent that rests on it, and the order before what follows it
    let late = Replacement::new(0, seat, decided(head("2026-10-07")), head("2026-10-06"));
    refused(ordered.clone().replace(late), "match-signed-late", "a decision");
    let replaced =
        led.replace(Replacement::new(0, seat, decided(head("2026-10-05")), head("2026-10-08"))).unwrap();
    refused(replaced.order(head("2026-10-07")), "match-signed-early", "an order before a consent");
}

use double_random::team::AskedBy;

#[test]
fn a22_what_a_target_asks_for_is_decided_before_the_seal_too() {
    let Scene { lists, record, plan } = scene();
    let mut asked = recusal("P02", "T-02");
    asked.asked_by = AskedBy::Target;
    let with = |recusal: Recusal| MatchRound { recusals: vec![recusal], ..plan.clone() };
    let faults = Scene { lists, record, plan: plan.clone() }.seal(&with(asked.clone())).unwrap_err();
    assert_eq!(support::codes(&faults), ["match-recusal-undecided"]);
    asked.decision = Some(head("2026-10-03"));
    assert!(scene().seal(&with(asked)).is_ok());
}

/// The failed checks, and what they say, after one change of a record that is in order.
fn told(change: &dyn Fn(&mut Value)) -> Vec<(&'static str, String)> {
    let scene = scene();
    let teams = scene.matched();
    let leaders: Vec<Appointment> = (0..)
        .zip(teams.teams())
        .map(|(visit, team)| {
            let officer = *team.iter().find(|officer| officer.is_multiple_of(3)).unwrap();
            Appointment { visit, officer }
        })
        .collect();
    let ordered = teams.appoint(&leaders, head("2026-10-05")).unwrap().order(head("2026-10-05")).unwrap();
    let led = ordered.matched().leader(0);
    let seat = ordered.matched().team(0).iter().position(|member| Some(*member) != led).unwrap() as u32;
    let reason = ReplacementReason::Recusal { asked_by: AskedBy::Target, decision: Some(head("2026-10-05")) };
    let ordered = ordered.replace(Replacement::new(0, seat, reason, head("2026-10-06"))).unwrap();
    let record = scene.record.clone().with_officers(OfficersRecord::of_ordered(&ordered));
    let mut value: Value = serde_json::from_str(&record.to_json().unwrap()).unwrap();
    change(&mut value["officers"][0]);
    let verdict = verify(&Record::from_value(value).unwrap(), Some(&scene.lists), &[]);
    let failed = verdict.checks.into_iter().filter(|check| check.result == CheckResult::Failed);
    failed.map(|check| (check.name, check.detail.unwrap_or_default())).collect()
}

#[test]
fn a6_verify_judges_every_signature_of_a_match_as_the_match_did() {
    assert_eq!(told(&|_| {}), []);
    for (pointer, name) in [
        ("/seal/approvals/1", "officers-seal"),
        ("/result/matched/appointed", "officers-seal"),
        ("/result/matched/order", "officers-seal"),
        ("/seal/appointed_experts/0/approval", "teams"),
        ("/result/matched/changes/0/consent", "replacements"),
        ("/result/matched/changes/0/reason/recusal/decision", "replacements"),
    ] {
        for (field, value, words) in [
            ("person", json!("小王"), "both prepares and approves"),
            ("person", json!(" 小赵"), "both prepares and approves"),
            ("date", json!("2026-10-01"), "2026-10-01, before 2026-10-0"),
        ] {
            let failed = told(&|held| {
                held.pointer_mut(pointer).unwrap()[field] = value.clone();
                let canonical = double_random::base::json::canonical(&held["seal"]).unwrap();
                let protocol = double_random::base::Protocol::default();
                let digest = double_random::team::OfficersSeal::digest_of(protocol, &canonical);
                held["digest"] = json!(digest.to_string());
            });
            let said = failed.iter().find(|(failed, _)| *failed == name);
            assert!(said.is_some_and(|(_, detail)| detail.contains(words)), "{pointer} {field}: {failed:?}");
        }
    }
}
