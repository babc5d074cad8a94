//! A small record of both stages in which everything occurs that a record may hold, in a ledger of three.
#![allow(dead_code)]

use double_random::base::{Instant, Int53, Protocol};
use double_random::directory::{Experts, Officers};
use double_random::draw::{Beacon, Ceremony, Reason, Removal, Reveal};
use double_random::law::RuleSet;
use double_random::plan::{AnnualPlan, Approval, BeaconPlan, CeremonyPlan, PartyPlan, Round};
use double_random::record::{Lists, MatchResult, OfficersRecord, Record, Stamp};
use double_random::team::{AskedBy, MatchOutcome, MatchRound, Ordered, Replacement, ReplacementReason};
use serde_json::{Value, json};

use crate::support::{area, date, finished, id, item, read, task, window};

/// The record, its lists, the one before it, which was withdrawn, and the one after it, which names it.
pub struct Everything {
    pub record: Record,
    pub lists: Lists,
    pub before: Record,
    pub next: Record,
}

pub const LIFT: &str = "2026-12-31";

/// Two streets, one enterprise at two places, one that was inspected twice, one with an exception.
pub fn lists() -> Lists {
    let target = |n: usize| {
        json!({ "id": format!("T-{n:02}"), "name": format!("第{n}号店"), "kind": if n == 11 { "商场" } else { "餐饮" },
            "area": if n < 8 { "东园" } else { "西园" }, "risk": if n < 4 { "high" } else { "normal" },
            "attributes": { "用气": "否" }, "unit_code": if n < 2 { json!("F-0") } else { Value::Null } })
    };
    let officer = |n: usize| {
        json!({ "id": format!("P-{n:02}"), "name": format!("张建{n}"), "kind": "civil-servant", "area": "东园", "cap": 12,
            "department": if n.is_multiple_of(2) { "综合执法局" } else { "消防救援大队" }, "leader": n < 4,
            "items": if n == 9 { json!(["gas"]) } else { json!([]) },
            "certificate": { "number": format!("37010000{n:02}"), "valid_until": "2027-12-31" } })
    };
    let expert = |n: usize| json!({ "id": format!("E-{n}"), "name": format!("王立{n}"), "specialties": ["锅炉"], "cap": 9 });
    Lists {
        items: vec![item("gas", &[]), item("fire", &["餐饮"])],
        targets: read(json!((0..12).map(target).collect::<Vec<_>>())),
        history: vec![
            finished("history-1", "F-0", "2026-02-01"),
            finished("history-2", "T-04", "2026-02-01"),
            finished("history-3", "T-04", "2026-03-01"),
            finished("history-4", "T-05", "2026-02-01"),
            finished("history-5", "T-05", "2026-03-01"),
        ],
        units: vec![area("东园", "squad"), area("西园", "squad")],
        overrides: read(json!([{ "unit_code": "T-05", "allowed": 4, "reason": "重点监管",
            "approval": { "role": "approver", "person": "局长", "date": "2026-09-01" } }])),
        officers: read(json!((0..10).map(officer).collect::<Vec<_>>())),
        experts: read(json!((0..3).map(expert).collect::<Vec<_>>())),
        plans: vec![annual_plan()],
        ..Lists::default()
    }
}

/// The yearly plan, whose one line is that of the task with experts; the others are ad hoc.
fn annual_plan() -> AnnualPlan {
    read(json!({
        "id": "plan-2026", "version": 1, "year": 2026,
        "lines": [{ "id": "water-line", "items": ["gas"], "scope": "用气单位", "estimated": 4, "ratio": "1/3",
            "schedule": { "start": "2026-03-01", "end": "2026-12-31" } }],
        "steps": [{ "step": "filed-upper", "version": 1, "on": "2026-01-10" }, { "step": "filed-market", "version": 1, "on": "2026-01-10" },
            { "step": "published", "version": 1, "on": "2026-01-12" }],
        "approvals": [{ "role": "preparer", "person": "小王", "date": "2026-01-05" }, { "role": "approver", "person": "老李", "date": "2026-01-06" }],
    }))
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

pub fn reveal(party: &str, byte: u8) -> Reveal {
    Reveal { party: id(party), secret: [byte; 32] }
}

/// Notary and press promise secrets of these bytes.
fn promised(name: &str, bytes: [u8; 2]) -> (Vec<Reveal>, CeremonyPlan) {
    let secrets = vec![reveal("notary", bytes[0]), reveal("press", bytes[1])];
    let party = |reveal: &Reveal| PartyPlan {
        party: reveal.party.clone(),
        commitment: reveal.commitment(Default::default(), &id(name)),
        outside: true,
    };
    let plan = CeremonyPlan { parties: secrets.iter().map(party).collect(), ..CeremonyPlan::default() };
    (secrets, plan)
}

/// A joint inspection of two departments, and a task with experts.
fn round(name: &str, number: u32, previous: Option<&Record>, ceremony: CeremonyPlan) -> Round {
    let joint = |department: &str| {
        read(
            json!({ "id": "joint", "lead": "squad", "lead_department": "综合执法局", "department": department }),
        )
    };
    let autumn = window("2026-10-08", "2026-11-30");
    let mut gas = task("gas", "50%", autumn).tag(id("together"));
    gas.joint = Some(joint("综合执法局"));
    let mut fire = task("fire", "50%", autumn).tag(id("together"));
    fire.items = vec![id("fire")];
    fire.joint = Some(joint("消防救援大队"));
    fire.strata = read(json!([
        { "label": "高风险", "criterion": { "risk": ["high"] }, "ratio": "1/2", "rounding": "half-up" },
        { "label": "其余", "criterion": { "not": { "risk": ["high"] } }, "count": 2 },
    ]));
    let mut water = task("water", "1/3", window("2026-12-01", "2026-12-20"));
    // nobody is of this scale, so that this stratum is empty
    let small = json!({ "label": "小型", "ratio": "1/3", "rounding": "up", "criterion": { "all": [{ "scale": ["小型"] },
        { "any": [{ "credit": ["D"] }, { "attribute": { "name": "用气", "values": ["是"] } }] }] } });
    water.strata.insert(0, read(small));
    water.delegation =
        Some(read(json!({ "owner": "bureau", "executor": "squad", "letter": "委托〔2026〕3号",
        "in_the_name_of": "bureau" })));
    water.experts = read(json!([{ "specialty": "锅炉", "count": 1 }]));
    water.basis = Some(annual_plan().line(id("water-line"), Protocol::default()).unwrap());
    let mut round = crate::support::round([gas, fire, water]).ceremony(ceremony);
    round.id = id(name);
    round.sequence = Some(Int53::from(number));
    round.previous = previous.map(|record| record.check_value().unwrap());
    round.sealed_at = Some(at("2026-10-01T09:00:00+08:00"));
    round.authority = Some("示例区市场监管局".to_owned());
    round.batches = Int53::from(2);
    round.approvals = Some(vec![
        Approval::prepared_by("小王", date("2026-09-29")),
        Approval::by("老李", date("2026-09-30")),
    ]);
    round.provenance = read(json!([{ "list": "targets", "exported_by": "登记科", "source": "登记系统",
        "exported_at": "2026-09-30T17:00:00+08:00", "rows": 12, "receipt": null, "repairs": 0 }]));
    round.overrides = lists().overrides;
    round
}

/// The whole road.
pub fn everything() -> Everything {
    let (mut lists, rules) = (lists(), RuleSet::gaoxin_2023());
    let directory = lists.directory().unwrap();
    let (_, plan) = promised("r-1", [11, 12]);
    let sealed = round("r-1", 1, None, plan).seal(&directory, &rules).unwrap();
    let head = |day: &str| Approval::by("分管领导", date(day));
    let before = Record::of_withdrawn(
        &sealed.withdraw("名录有误", head("2026-10-01"), at("2026-10-01T10:00:00+08:00")).unwrap(),
    );

    let (secrets, mut plan) = promised("r-2", [1, 2]);
    let beacon = BeaconPlan::known("drand-quicknet").unwrap();
    let value =
        Beacon::signed("drand-quicknet", beacon.round_at(at("2026-10-01T09:00:00+08:00")).unwrap(), "ab12");
    (plan.beacon, plan.typed) = (Some(beacon), vec!["dice-3".parse().unwrap()]);
    let round_2 = round("r-2", 2, Some(&before), plan).embargoed(date(LIFT), id("notary"));
    let typed = Ceremony::typed("dice-3".parse().unwrap(), "616").typed;
    let held_at = Some(at("2026-10-01T15:00:00+08:00"));
    let ceremony = Ceremony { parties: secrets, typed, beacon: Some(value.unwrap()), held_at };
    let drawn = round_2.seal(&directory, &rules).unwrap().seed(ceremony).unwrap().draw();
    let gone = Removal {
        task: id("water"),
        id: id(&crate::support::ids(&drawn, 2, 1)[0]),
        reason: Reason::MovedAway,
    };
    let locked = drawn.confirm(vec![gone]).unwrap().lock(head("2026-10-02")).unwrap();
    let stamp: Stamp =
        read(json!({ "kind": "notarial", "authority": "示例公证处", "value": "(2026)示证字第12号",
        "stated_at": "2026-10-01T09:05:00+08:00" }));
    let record = Record::of_dispatched(&locked.dispatch().unwrap()).with_stamps([stamp.clone()]).unwrap();

    // nobody lives in the west: the first match has no plan, in the second the east helps and one seat is assigned
    let (record, _) = matched(record, &mut lists, "m-1", json!([]), json!([]));
    let help = json!([{ "area": "西园", "neighbours": ["东园"] }]);
    let MatchResult::Infeasible(proof) = &record.officers[0].result else { panic!("there is a plan") };
    let (visit, seat) = proof.direct[0];
    let assigned = json!([{ "visit": visit, "seat": seat, "officer": "P-06", "reason": "人员不足",
        "approval": { "role": "approver", "person": "分管领导", "date": "2026-10-03" } }]);
    let (mut record, ordered) = matched(record, &mut lists, "m-2", help, assigned);
    let ordered = replaced(ordered.unwrap());
    let last = OfficersRecord::of_ordered(&ordered).with_stamps([stamp]).unwrap();
    *record.officers.last_mut().unwrap() = last;

    let (secrets, plan) = promised("r-3", [21, 22]);
    let mut round_3 = round("r-3", 3, Some(&record), plan);
    round_3.tasks.iter_mut().for_each(|task| task.window = window("2026-12-25", "2026-12-30"));
    let ceremony = Ceremony { parties: secrets, ..Ceremony::default() };
    let drawn = round_3.seal(&directory, &rules).unwrap().seed(ceremony).unwrap().draw();
    Everything { record, lists, before, next: Record::of_drawn(&drawn) }
}

/// The match of this name, under a plan with `neighbours` for the west and these direct assignments.
fn matched(
    record: Record,
    lists: &mut Lists,
    name: &str,
    west: Value,
    direct: Value,
) -> (Record, Option<Ordered>) {
    let byte = name.as_bytes()[2];
    let (secrets, ceremony) = promised(name, [byte, byte + 100]);
    let mut areas = west.as_array().unwrap().clone();
    if areas.is_empty() {
        areas.push(json!({ "area": "西园", "neighbours": [] }));
    }
    areas.push(json!({ "area": "东园", "neighbours": [] }));
    let visit = record
        .officers
        .first()
        .and_then(|first| first.seal.visits.iter().position(|visit| !visit.experts.is_empty()));
    let appointed = visit.filter(|_| direct != json!([])).map(|visit| {
        json!({ "visit": visit, "seat": 0, "expert": "E-2", "reason": "原检测专家",
            "approval": { "role": "approver", "person": "分管领导", "date": "2026-10-03" } })
    });
    let plan: MatchRound = read(json!({
        "id": name, "unit": "squad", "sealed_at": "2026-10-03T09:00:00+08:00", "areas": areas, "direct": direct,
        "appointed_experts": appointed.into_iter().collect::<Vec<_>>(),
        "recusals": [{ "officer": "P-07", "target": record.result.dispatch.as_ref().unwrap()[0].batches[0][0].id, "reason": "亲属在该企业任职" }], "ceremony": ceremony,
        "approvals": [{ "role": "approver", "person": "老李", "date": "2026-10-02" }],
    }));
    lists.recusals.insert(id(name), plan.recusals.clone());
    let (officers, experts) =
        (Officers::new(lists.officers.clone()).unwrap(), Experts::new(lists.experts.clone()).unwrap());
    let rounds = [record.dispatched_round().unwrap()];
    let directory = lists.directory().unwrap();
    let sealed = plan
        .seal_with_experts(&rounds, &directory, (&officers, &experts), &RuleSet::gaoxin_2023())
        .unwrap_or_else(|faults| panic!("{faults}"));
    let held_at = Some(at("2026-10-03T15:00:00+08:00"));
    let ceremony = Ceremony { parties: secrets, held_at, ..Ceremony::default() };
    match sealed.seed(ceremony).unwrap().match_officers().unwrap() {
        MatchOutcome::NoPlan(none) => (record.with_officers(OfficersRecord::of_no_plan(&none)), None),
        MatchOutcome::Matched(matched) => {
            let ordered = matched.order(Approval::by("队长", date("2026-10-05"))).unwrap();
            (record.with_officers(OfficersRecord::of_ordered(&ordered)), Some(ordered))
        }
    }
}

/// One falls ill after another had declined, and one seat is filled by hand.
fn replaced(ordered: Ordered) -> Ordered {
    let consent = |day: &str| Approval::by("队长", date(day));
    let declined = ReplacementReason::WorkConflict;
    let two = |visit: &u32| {
        let matched = ordered.matched();
        matched
            .offer(
                *visit,
                1,
                std::slice::from_ref(&double_random::team::Declined { reason: declined.clone() }),
            )
            .is_ok_and(|offer| offer.is_some())
    };
    let count = ordered.matched().teams().len() as u32;
    let visit = (1..count).find(two).unwrap();
    let ill = Replacement::new(visit, 1, ReplacementReason::Health, consent("2026-10-06"))
        .declined(declined.clone());
    let ordered = ordered.replace(ill).unwrap();
    let by_hand = (0..count).filter(|other| *other != visit).find_map(|other| {
        (0..10).find_map(|n| {
            let elsewhere = ReplacementReason::Other("外出培训".to_owned());
            let request = Replacement::new(other, 0, elsewhere, consent("2026-10-07")).assign(
                id(&format!("P-{n:02}")),
                "熟悉情况",
                consent("2026-10-07"),
            );
            ordered.clone().replace(request).ok()
        })
    });
    let ordered = by_hand.unwrap();
    let asked = |other: u32| {
        let decision = Some(consent("2026-10-08"));
        let recusal = ReplacementReason::Recusal { asked_by: AskedBy::Target, decision };
        ordered.clone().replace(Replacement::new(other, 1, recusal, consent("2026-10-08"))).ok()
    };
    (0..count).filter(|other| *other != visit).find_map(asked).unwrap()
}
