//! The bytes of a round, pinned: the same in every feature set, on every machine. While the protocol is
//! `double-random/0` a change here needs a line in the CHANGELOG.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use double_random::base::{Date, Scheme, Window};
use double_random::directory::{Area, Directory, Item, Officer, Officers, PastVisit, Target};
use double_random::draw::Ceremony;
use double_random::law::RuleSet;
use double_random::plan::{Approval, CeremonyPlan, Criterion, Round, Task, TaskBasis};
use double_random::record::{OfficersRecord, Record};
use double_random::team::{Declined, MatchOutcome, MatchRound, Replacement, ReplacementReason};
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
            .basis(TaskBasis::ad_hoc("节前专项抽查", Approval::by("局长", start).document("批〔2026〕7号")))
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
        "3aee68659ea31d96fd9974b824418d7484c035fdb29203c54b997a7b7620218d"
    );
    let drawn = sealed.seed(Ceremony::bare("12345")).unwrap().draw();
    let targets = drawn.directory().targets();
    let first: Vec<&str> = drawn.tasks()[0].strata[0].rows().map(|(row, _)| targets.id(row)).collect();
    assert_eq!(first, ["T-054", "T-087", "T-090", "T-099"]);
    let locked = drawn.confirm(vec![]).unwrap().lock(Approval::by("审批人", end)).unwrap();
    let record = Record::of_dispatched(&locked.dispatch().unwrap());
    assert_eq!(
        record.check_value().unwrap().to_string(),
        "60fc5123bdb7d1bc798ad5beafb6e8d0b674057f1dadd67fee2a6709cee218ca"
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
        "9d0d5cd44716fce7e0c01ae8e815cdd93e602f3334ce4b52f8ebe0031388b4e0"
    );
    let outcome = sealed.seed(Ceremony::bare("54321")).unwrap().match_officers().unwrap();
    let MatchOutcome::Matched(matched) = outcome else { panic!("there is a plan") };
    let first: Vec<u32> = matched.teams().iter().take(6).flatten().copied().collect();
    assert_eq!(first, [10, 8, 2, 1, 0, 2, 6, 9, 4, 9, 10, 3]);
    let declined = |count: usize| vec![Declined { reason: ReplacementReason::WorkConflict }; count];
    let offers = (0..10).map(|count| matched.offer(0, 1, &declined(count)).unwrap().unwrap().officer);
    let offers: Vec<u32> = offers.collect();
    let leads = matched.team(1).iter().position(|member| Some(*member) == matched.leader(1)).unwrap();
    let ill = Replacement::new(1, leads as u32, ReplacementReason::Health, Approval::by("审批人", end));
    let matched = matched.replace(ill.declined(ReplacementReason::PostChange)).unwrap();
    let replaced = (offers.as_slice(), matched.team(1), matched.leader(1));
    let record = record.with_officers(OfficersRecord::of_matched(&matched));
    let check_value = record.check_value().unwrap().to_string();
    assert_eq!(
        (replaced, check_value.as_str()),
        (
            (&[4, 5, 3, 1, 2, 0, 7, 11, 6, 9][..], &[0, 1][..], Some(0)),
            "9fdaeae34d30f838e91d6031a3a101aeb2e9d6816a96a6e7f0ef58f95108afbc"
        )
    );
}
