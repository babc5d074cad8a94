//! A small record of both stages, with everything that a match can have.
#![allow(dead_code)]

use double_random::base::Suite;
use double_random::directory::Officers;
use double_random::draw::Ceremony;
use double_random::law::RuleSet;
use double_random::plan::{Approval, CeremonyPlan, Round};
use double_random::record::{Lists, OfficersRecord, Record};
use double_random::team::{MatchOutcome, MatchRound, Replacement, ReplacementReason};
use serde_json::{Value, json};

use crate::support::{area, autumn, date, draw, id, item, read, round, targets, task};

/// `{record, lists}`: a record of three targets, two of them drawn and visited by two officers each, one of whom falls ill.
pub fn both_stages() -> Value {
    both_stages_in(Suite::Sha256)
}

/// The same in a suite.
pub fn both_stages_in(suite: Suite) -> Value {
    let officer = |name: &str| {
        let certificate = json!({ "number": format!("3701000{name}"), "valid_until": "2027-01-31" });
        json!({ "id": name, "name": "张三", "kind": "civil-servant", "area": "东园", "leader": true, "certificate": certificate })
    };
    let mut lists = Lists {
        items: vec![item("gas", &[])],
        targets: targets(3),
        units: vec![area("东园", "squad-east")],
        officers: ["0001", "0002", "0003"].into_iter().map(|name| read(officer(name))).collect(),
        ..Lists::default()
    };
    let directory = lists.directory().unwrap();
    let round = Round { suite, ..round([task("gas-1", "50%", autumn())]) };
    let drawn = draw(&round, &directory, "a bare seed");
    let approval = |person: &str| Approval::by(person, date("2026-10-02"));
    let locked = drawn.confirm(vec![]).unwrap().lock(approval("局长")).unwrap();
    let record = Record::of_dispatched(&locked.dispatch().unwrap());
    let target = record.result.dispatch.as_ref().unwrap()[0].batches[0][0].id.clone();
    let recusal = read(json!({ "officer": "0002", "target": target, "reason": "亲属" }));
    let plan =
        MatchRound::new(id("m-1"), id("squad-east")).recusals([recusal]).ceremony(CeremonyPlan::bare());
    lists.recusals.insert(id("m-1"), plan.recusals.clone());
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let rounds = [record.dispatched_round().unwrap()];
    let sealed = plan.seal(&rounds, &directory, &officers, &RuleSet::gaoxin_2023()).unwrap();
    let outcome = sealed.seed(Ceremony::bare("another")).unwrap().match_officers().unwrap();
    let MatchOutcome::Matched(matched) = outcome else { panic!("there is a plan") };
    let ordered = matched.order(approval("队长")).unwrap();
    // one of the three is free for one of the two visits
    let free = |visit: &u32| ordered.matched().offer(*visit, 1, &[]).unwrap().is_some();
    let visit = (0..2).find(free).unwrap();
    let ill = Replacement::new(visit, 1, ReplacementReason::Health, approval("队长"));
    let ordered = ordered.replace(ill).unwrap();
    let record = record.with_officers(OfficersRecord::of_ordered(&ordered));
    json!({ "record": record, "lists": lists })
}
