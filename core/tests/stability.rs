//! The bytes of a round, pinned: the same in every feature set, on every machine. While the protocol is
//! `double-random/0` a change here needs a line in the CHANGELOG.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use double_random::base::{Date, Scheme, Window};
use double_random::directory::{Area, Directory, Item, Officer, Officers, PastVisit, Target};
use double_random::draw::Ceremony;
use double_random::law::RuleSet;
use double_random::plan::{Approval, CeremonyPlan, Criterion, Round, Task};
use double_random::record::{OfficersRecord, Record};
use double_random::team::{MatchOutcome, MatchRound};
use serde_json::json;

fn read<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).unwrap()
}

#[test]
fn a_small_round_keeps_its_bytes() {
    let target = |n: u32| -> Target {
        let kind = if n.is_multiple_of(3) { "商场" } else { "餐饮" };
        read(
            json!({ "id": format!("T-{n:03}"), "kind": kind, "area": "370100", "attributes": { "用气": "管道" } }),
        )
    };
    let item: Item = read(json!({
        "id": "gas", "name": "用气安全", "object": [], "content": "燃气使用", "category": "general",
        "department": "综合执法局", "level": "区级", "basis": [{ "law": "城镇燃气管理条例", "article": "第四十一条" }],
    }));
    let past: PastVisit =
        read(json!({ "id": "v1", "unit_code": "T-001", "state": { "finished": { "on": "2026-03-01" } } }));
    let areas: [Area; 1] = [read(json!({ "area": "3701", "unit": "squad-1" }))];
    let directory = Directory::builder()
        .scheme(Scheme::Ascii)
        .items([item])
        .targets((0..100).map(target))
        .history([past])
        .units(areas)
        .build()
        .unwrap();
    let (start, end) = (Date::new(2026, 10, 8).unwrap(), Date::new(2026, 11, 30).unwrap());
    let task = |name: &str| {
        Task::new(name.parse().unwrap(), "gas".parse().unwrap(), Window::new(start, end).unwrap())
            .stratum("商场", Criterion::kind("商场"), "10%".parse().unwrap())
            .stratum("其余", Criterion::Everyone, "5%".parse().unwrap())
    };
    let round = Round::new("2026-Q4".parse().unwrap(), start)
        .task(task("gas-1"))
        .task(task("gas-2").tag("joint".parse().unwrap()))
        .ceremony(CeremonyPlan::bare());
    let sealed = round.seal(&directory, &RuleSet::gaoxin_2023()).unwrap();
    assert_eq!(
        sealed.digest().to_string(),
        "4dee867919a45c7869e4b880b8e7583fcda14503ac60cc64995d67b006822c05"
    );
    let drawn = sealed.seed(Ceremony::bare("12345")).unwrap().draw();
    let targets = drawn.directory().targets();
    let first: Vec<&str> = drawn.tasks()[0].strata[0].rows().map(|(row, _)| targets.id(row)).collect();
    assert_eq!(first, ["T-099", "T-093", "T-057", "T-054"]);
    let locked = drawn.confirm(vec![]).unwrap().lock(Approval::by("审批人", end)).unwrap();
    let record = Record::of_dispatched(&locked.dispatch().unwrap());
    assert_eq!(
        record.check_value().unwrap().to_string(),
        "e5c4aefb9569530d343c5a3bf1f9c0cbb5ef163e232fdada101354dbf877970d"
    );
    let officer = |n: u32| -> Officer {
        let certificate = json!({ "number": format!("37010000{n:02}"), "valid_until": "2027-01-31" });
        read(json!({ "id": format!("P-{n:02}"), "name": "张三", "kind": "civil-servant", "area": "3701",
            "leader": n.is_multiple_of(2), "certificate": certificate }))
    };
    let officers = Officers::new((0..12).map(officer)).unwrap();
    let plan =
        MatchRound::new("m-1".parse().unwrap(), "squad-1".parse().unwrap()).ceremony(CeremonyPlan::bare());
    let rounds = [record.dispatched_round().unwrap()];
    let sealed = plan.seal(&rounds, &directory, &officers, &RuleSet::gaoxin_2023()).unwrap();
    assert_eq!(
        sealed.digest().to_string(),
        "010cbba4cbaeed71067e588dd942113360c0746c8bcefe95e4b06b372bb7ff90"
    );
    let outcome = sealed.seed(Ceremony::bare("54321")).unwrap().match_officers().unwrap();
    let MatchOutcome::Matched(matched) = outcome else { panic!("there is a plan") };
    let first: Vec<u32> = matched.teams().iter().take(6).flatten().copied().collect();
    assert_eq!(first, [6, 11, 10, 5, 10, 5, 4, 7, 0, 3, 2, 7]);
    let record = record.with_officers(OfficersRecord::of_matched(&matched));
    assert_eq!(
        record.check_value().unwrap().to_string(),
        "b40f5212a5df1fe0d7e17d223e8f2f5af5c2114cbd4f60a6caadf800c1a576b3"
    );
}
