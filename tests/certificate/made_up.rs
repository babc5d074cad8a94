//! A record of both stages in which every kind of answer occurs, and its lists.

use std::sync::LazyLock;

use double_random::base::{Id, Int53, Master};
use double_random::directory::{Experts, Officers, Status};
use double_random::draw::{Ceremony, Reason, Removal};
use double_random::law::RuleSet;
use double_random::plan::{Approval, CeremonyPlan, Criterion, Round, Stratum, Task};
use double_random::record::{Lists, OfficersRecord, Record};
use double_random::team::{MatchOutcome, MatchRound};
use serde_json::json;

use crate::support::*;

/// Forty targets, four of one chain, and odd ones.
pub fn lists() -> Lists {
    let mut list = targets(40);
    for (n, target) in list.iter_mut().enumerate() {
        target.area = Some(if n % 3 == 0 { "西园" } else { "东园" }.to_owned());
        target.unit_code = (n < 4).then(|| id("chain"));
        target.attributes.insert("word".to_owned(), format!("秘{n:04}"));
    }
    list[20].status = Status::Closed;
    list[21].kind = Some("商场".to_owned());
    list[22].area = Some("北园".to_owned());
    list.push(target("t$(true)'x"));
    list.extend([target("t-1"), target("t-2"), target("t-3")]);
    let officer = |n: u32| {
        let certificate = json!({ "number": format!("370100{n:04}"), "valid_until": "2027-06-30" });
        read(
            json!({ "id": format!("P-{n}"), "name": "张建国", "kind": "civil-servant", "area": "东园", "leader": true,
            "cap": 40, "certificate": certificate }),
        )
    };
    Lists {
        items: vec![item("gas", &[]), item("fire", &["餐饮"])],
        targets: list,
        history: vec![
            finished("v1", "T-0010", "2026-02-01"),
            finished("v2", "T-0010", "2026-03-01"),
            finished("v5", "chain", "2026-04-01"),
        ],
        units: vec![area("东园", "squad-east"), area("西园", "squad-west"), area("北园", "squad-west")],
        officers: (0..4).map(officer).collect(),
        ..Lists::default()
    }
}

pub fn all_ids(lists: &Lists) -> Vec<Id> {
    lists.targets.iter().map(|target| target.id.clone()).collect()
}

pub fn round() -> Round {
    let fire = Task::new(id("fire"), id("fire"), autumn()).basis(ad_hoc());
    let areas = Criterion::Area(vec!["东园".to_owned(), "西园".to_owned()]);
    let everybody: Stratum = read(json!({ "label": "全部", "ratio": "20%" }));
    let fire = fire.stratum("两园", areas, "10%".parse().unwrap());
    let mut gas = task("gas", "1%", autumn());
    gas.strata = vec![everybody];
    let mut round =
        crate::support::round([fire, gas, task("water", "30%", window("2026-12-01", "2026-12-31"))]);
    round.batches = Int53::from(2);
    round
}

pub static RECORD: LazyLock<Record> = LazyLock::new(|| made(None));

pub fn record() -> Record {
    RECORD.clone()
}

/// The record of both stages; blinded, if there is a master secret.
pub fn made(master: Option<&Master>) -> Record {
    let (lists, rules) = (lists(), RuleSet::gaoxin_2023());
    let directory = lists.directory().unwrap();
    let sealed = match master {
        Some(master) => round().seal_blinded(&directory, &rules, master).unwrap(),
        None => round().seal(&directory, &rules).unwrap(),
    };
    let drawn = sealed.seed(Ceremony::bare("一二三四五")).unwrap().draw();
    let gone = Removal { task: id("water"), id: id(&ids(&drawn, 2, 0)[0]), reason: Reason::MovedAway };
    let approval = |person: &str| Approval::by(person, date("2026-10-02"));
    let locked = drawn.confirm(vec![gone]).unwrap().lock(approval("老李")).unwrap();
    let record = Record::of_dispatched(&locked.dispatch().unwrap());
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let plan = MatchRound::new(id("m-1"), id("squad-east")).ceremony(CeremonyPlan::bare());
    let rounds = [record.dispatched_round().unwrap()];
    let sealed = match master {
        Some(master) => {
            plan.seal_blinded(&rounds, &directory, (&officers, &Experts::default()), &rules, master).unwrap()
        }
        None => plan.seal(&rounds, &directory, &officers, &rules).unwrap(),
    };
    let MatchOutcome::Matched(matched) =
        sealed.seed(Ceremony::bare("another")).unwrap().match_officers().unwrap()
    else {
        panic!("there is a plan")
    };
    record.with_officers(OfficersRecord::of_ordered(&matched.order(approval("队长")).unwrap()))
}
