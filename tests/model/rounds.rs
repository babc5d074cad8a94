//! Small made-up rounds, one for each number: every kind of list, stratum, group, ceremony and removal.

use std::sync::LazyLock;

use double_random::base::{Date, Id, Master, Protocol, Suite};
use double_random::directory::Directory;
use double_random::draw::{Ceremony, Drawn, Reason, Removal, Reveal};
use double_random::law::RuleSet;
use double_random::plan::{AnnualPlan, Approval, CeremonyPlan, Round};
use double_random::record::{Lists, Record};
use serde_json::{Value, json};

use crate::choices::Choices;
use crate::endings;
use crate::officers;
use crate::readings;
use crate::support::{self, id, read};

/// Where something is missing.
const NONE: Value = Value::Null;
static KINDS: LazyLock<[Value; 4]> = LazyLock::new(|| [json!("餐饮"), json!("商场"), json!("仓库"), NONE]);
pub(crate) static AREAS: LazyLock<[Value; 9]> = LazyLock::new(|| {
    let names = ["东园", "西园", "37", "370102", "370102001", "3702", "99", "无名镇"];
    let mut areas = names.map(|name| json!(name)).to_vec();
    areas.push(NONE);
    areas.try_into().unwrap()
});
pub(crate) const UNITS: [&str; 3] = ["squad-east", "squad-west", "city"];

/// A round as its makers would have it, and the record that came of it.
pub(crate) struct Made {
    pub(crate) lists: Lists,
    pub(crate) record: Record,
    /// Records of other rounds over the same lists.
    pub(crate) others: Vec<Record>,
}

/// The round with this number.
pub(crate) fn made(number: u32) -> Made {
    let choices = &mut Choices::of(0, number);
    // a year that is no leap year has no 29 February to look back at
    let as_of = choices.pick(&["2026-10-01", "2026-10-01", "2024-02-29"]);
    let mut rules = RuleSet { annual_cap: choices.pick(&[0, 1, 2, 2, 2, 3]), ..RuleSet::gaoxin_2023() };
    choices.0.permute(&mut rules.readings);
    let mut lists = lists(choices, as_of, rules.annual_cap);
    readings::made_up(&mut Choices::of(3, number), as_of, &mut rules, &mut lists);
    let mut first = round(choices, as_of, &lists);
    // choices of their own, so that what was made up before stays what it was
    let extra = &mut Choices::of(2, number);
    first.suite = extra.pick(&[Suite::Sha256, Suite::Sha256, Suite::Sm3]);
    let ceremony = ceremony_of(choices, extra, &mut first, &values());
    if let Some(party) = first.ceremony.parties.first().filter(|_| extra.one_in(3)) {
        let party = party.party.clone();
        first = first.embargoed("2099-12-31".parse().unwrap(), party);
    }
    lists.plans = vec![plan(as_of[..4].parse().unwrap())];
    let first = first.under(&lists.plans).unwrap();
    let directory = lists.directory().unwrap();
    if extra.one_in(10) {
        let sealed = first.seal(&directory, &rules).unwrap();
        return Made { record: endings::of_round(extra, &sealed, ceremony), lists, others: Vec::new() };
    }
    // every fourth round is blinded, and so are its matches
    lists.master = (number % 4 == 1).then(|| Master::new([number as u8; 32]));
    let master = lists.master.clone();
    let record = run(choices, &first, ceremony, &directory, &rules, master.as_ref());
    let record = record.with_stamps(endings::stamps(extra)).unwrap();
    let mut others = Vec::new();
    if record.result.dispatch.is_some() && choices.one_in(3) {
        let mut second =
            Round { id: id("2026-Q3"), rehearsal: first.rehearsal, ..round(choices, as_of, &lists) };
        second.suite = first.suite;
        let ceremony = ceremony_of(choices, extra, &mut second, &values());
        let second = second.under(&lists.plans).unwrap();
        let other = run(choices, &second, ceremony, &directory, &rules, master.as_ref());
        others.extend(other.result.dispatch.is_some().then_some(other));
    }
    let record = officers::matched(choices, as_of, &mut lists, record, &others);
    Made { lists, record, others }
}

fn lists(choices: &mut Choices, as_of: &str, cap: u32) -> Lists {
    // every other time each target has a unit, so that the round comes to its second stage
    let covered = choices.one_in(2);
    // ids of every length and order of bytes; the first target has every column that a predicate may name
    let target = |choices: &mut Choices, n: u64| {
        let id =
            if n == 0 { "T-0".to_owned() } else { format!("{}-{n}", choices.pick(&["T", "t", "0", "~~"])) };
        // an enterprise may be named by another target's id, and both may be spelled out where they are the own id
        let unit_codes =
            [format!("U-{}", choices.below(5)), format!("U-{}", choices.below(5)), "T-0".into(), id.clone()];
        let unit_code = choices.pick(&unit_codes);
        let sites = [format!("S-{}", choices.below(4)), id.clone()];
        let site = choices.pick(&sites);
        json!({
            "id": id,
            "unit_code": choices.maybe(unit_code),
            "site_id": choices.maybe(site),
            "name": choices.maybe("某店"),
            "kind": choices.pick(&*KINDS),
            "scale": choices.pick(&[json!("大"), json!("小"), NONE]),
            "area": choices.pick(&AREAS[..AREAS.len() - usize::from(covered)]),
            "risk": choices.pick(&[json!("low"), json!("normal"), json!("high"), NONE]),
            "credit": choices.pick(&[json!("A"), json!("D"), NONE]),
            "status": choices.pick(&["active", "active", "active", "active", "closed", "revoked"]),
            "attributes": choices.pick(&[json!({}), json!({ "用气": "管道" }), json!({ "用气": "瓶装", "\u{20bb7}": "\"1\\", "\u{fb00}": "\u{7f0}" })]),
        })
    };
    let mut targets = choices.many(1, 32, target);
    let first = targets.iter_mut().find(|target| target["id"] == "T-0").unwrap();
    first["attributes"] = json!({ "用气": "管道", "floor": "1" });
    let last_year = if as_of.starts_with("2024") {
        ["2023-02-28", "2023-03-01", "2023-12-31"]
    } else {
        ["2025-10-01", "2025-10-02", "2025-12-31"]
    };
    let days = [last_year[0], last_year[1], last_year[2], &format!("{}-01-01", &as_of[..4]), as_of];
    let visit = |choices: &mut Choices, n: u64| {
        let site = format!("S-{}", choices.below(4));
        let state = match choices.below(5) {
            0 => json!("void"),
            1 | 2 => json!({ "open": { "window": window(choices, as_of) } }),
            _ => json!({ "finished": { "on": choices.pick(&days) } }),
        };
        let code = [format!("U-{}", choices.below(5)), format!("T-{}", choices.below(30))];
        let unit = choices.pick(&UNITS);
        json!({
            "id": format!("v{n}"), "unit_code": choices.pick(&code), "site_id": choices.maybe(site),
            "unit": choices.maybe(unit), "state": state, "former": n.is_multiple_of(3).then(|| format!("G-{}", n % 2)),
        })
    };
    let mut codes = ["U-0", "U-1", "U-2", "T-0", "T-1"];
    choices.0.permute(&mut codes);
    let exception = |choices: &mut Choices, n: u64| {
        json!({
            "unit_code": codes[n as usize], "allowed": u64::from(cap) + 1 + choices.below(2), "reason": "重点监管",
            "approval": { "role": "approver", "person": "局长", "date": "2024-01-02", "document": choices.maybe("批〔1〕") },
        })
    };
    let areas = ["东园", "西园", "3", "3701", "370102", "370102001", "3702"];
    let mut rows = choices.some(&areas);
    if covered {
        rows = vec!["东园", "西园", "3", "9", "无名镇", choices.pick(&areas[3..])];
    }
    let mut rows: Vec<_> = rows.into_iter().map(|area| support::area(area, choices.pick(&UNITS))).collect();
    // an equal row is the same row
    rows.extend((choices.one_in(3)).then(|| rows[0].clone()));
    read(json!({
        "items": [
            support::item("gas", &[]), support::item("fire", &["餐饮"]), support::item("shop", &["商场", "餐饮"]),
            support::item("goods", &["仓库"]),
        ],
        "targets": targets,
        "history": choices.many(0, 14, visit),
        "units": rows,
        "overrides": choices.many(0, 4, exception),
    }))
}

pub(crate) fn window(choices: &mut Choices, as_of: &str) -> Value {
    let as_of: Date = as_of.parse().unwrap();
    let start = as_of.plus_days(choices.below(60) as i32);
    json!({ "start": start, "end": start.plus_days(choices.below(40) as i32) })
}

fn criterion(choices: &mut Choices, depth: u64) -> Value {
    let texts: Vec<Value> = AREAS.iter().filter(|area| area.is_string()).cloned().collect();
    match choices.below(if depth == 0 { 7 } else { 10 }) {
        0 => json!("everyone"),
        1 => json!({ "kind": choices.some(&KINDS[..3]) }),
        2 => json!({ "scale": choices.some(&["大", "小"]) }),
        3 => json!({ "area": choices.some(&texts)[..1] }),
        4 => json!({ "risk": choices.some(&["low", "normal", "high"]) }),
        5 => json!({ "credit": choices.some(&["A", "D", "E"]) }),
        6 => {
            let name = choices.pick(&["用气", "floor"]);
            json!({ "attribute": { "name": name, "values": choices.some(&["管道", "瓶装", "1"]) } })
        }
        7 => json!({ "all": choices.many(1, 3, |choices, _| criterion(choices, depth - 1)) }),
        8 => json!({ "any": choices.many(1, 3, |choices, _| criterion(choices, depth - 1)) }),
        _ => json!({ "not": criterion(choices, depth - 1) }),
    }
}

fn stratum(choices: &mut Choices, n: u64) -> Value {
    let criterion = if choices.one_in(2) { json!("everyone") } else { criterion(choices, 2) };
    let ratio = choices.pick(&["0", "7%", "0.07", "1/3", "50%", "2/7", "100%"]);
    let share = !choices.one_in(3);
    json!({
        "label": format!("分项{n}"), "criterion": criterion,
        "ratio": if share { json!(ratio) } else { NONE }, "count": if share { NONE } else { json!(choices.below(7)) },
        "rounding": choices.pick(&["up", "half-up", "down"]),
    })
}

/// The tasks of the first tag share the unit `common`; those of any tag share their last day.
fn task(choices: &mut Choices, n: u64, as_of: &str, common: &Value) -> Value {
    let mut window = window(choices, as_of);
    if choices.one_in(3) {
        let day: Date = as_of.parse().unwrap();
        window = json!({ "start": day.plus_days(5), "end": day.plus_days(20) });
    }
    let tag = choices.pick(&[None, None, Some(0), Some(1)]);
    let unit = choices.pick(&[NONE, NONE, json!("squad-west")]);
    // the tasks of the second tag are one joint inspection, so their units may differ
    let department = choices.pick(&["燃气", "消防"]);
    let fire =
        json!({ "id": "fire-week", "lead": "city", "lead_department": "消防", "department": department });
    let gas =
        json!({ "id": "gas", "lead": "squad-west", "lead_department": "燃气", "department": department });
    let joint = if tag.is_none() && choices.one_in(2) { gas } else { fire };
    let joint = if tag.map_or_else(|| choices.one_in(4), |tag| tag == 1) { joint } else { NONE };
    let unit = tag.filter(|_| joint.is_null()).map_or(unit, |_: usize| common.clone());
    if tag.is_some() {
        let day: Date = as_of.parse().unwrap();
        window = json!({ "start": window["start"], "end": day.plus_days(99) });
    }
    let seats = [
        json!({ "department": "消防" }),
        json!({ "specialty": "电气" }),
        json!({}),
        json!({ "leader": true }),
    ];
    let owner =
        json!({ "owner": "city", "executor": "district", "letter": "委〔3〕", "in_the_name_of": "city" });
    let mut seats = choices.some(&seats);
    seats.truncate(3);
    seats.push(json!({ "leader": true, "specialty": choices.pick(&[NONE, NONE, json!("燃气")]) }));
    if seats.len() < 2 {
        seats.push(json!({}));
    }
    choices.0.permute(&mut seats);
    let experts = choices
        .some(&[json!({ "specialty": "锅炉", "count": 1 }), json!({ "specialty": "燃气", "count": 2 })]);
    let experts = if choices.one_in(3) { json!(experts) } else { json!([]) };
    json!({
        "id": format!("task-{n}"), "experts": experts, "items": choices.some(&["gas", "fire", "shop", "goods"]), "window": window,
        "unit": unit, "tag": tag.map(|tag| ["joint", "task-0"][tag]), "basis": basis(choices, &window, &joint), "delegation": choices.maybe(owner), "joint": joint, "seats": choices.maybe(seats),
        // written order matters, so nothing permutes these
        "strata": (0..1 + choices.below(3)).map(|n| stratum(choices, n)).collect::<Vec<_>>(),
    })
}

fn round(choices: &mut Choices, as_of: &str, lists: &Lists) -> Round {
    let common = choices.pick(&[NONE, json!("city")]);
    let signed =
        ["李", "王"].map(|person| json!({ "role": "approver", "person": person, "date": "2024-01-02" }));
    let mut approvals = signed.to_vec();
    approvals.push(json!({ "role": "preparer", "person": "赵", "date": "2024-01-03", "document": "1号" }));
    let provenance = ["units", "targets", "history", "items"].map(
        |list| json!({ "list": list, "exported_by": "张", "exported_at": "2024-01-01T08:00:00+08:00", "rows": 7, "receipt": "ab".repeat(32) }),
    );
    let batches = 1 + choices.below(4);
    let tasks = choices.many(1, 6, |choices, n| task(choices, n, as_of, &common));
    read(json!({
        "id": "2026-Q4", "as_of": as_of,
        "authority": choices.maybe("示例区"), "sequence": choices.maybe(7), "previous": choices.maybe("cd".repeat(32)),
        "sealed_at": choices.maybe("2026-10-01T09:00:00+08:00"),
        "approvals": choices.maybe(approvals), "provenance": choices.some(&provenance),
        "tasks": tasks, "overrides": lists.overrides, "batches": batches, "rehearsal": choices.one_in(8),
    }))
}

/// The plan of every year: it leaves all to the tasks.
fn plan(year: i16) -> AnnualPlan {
    let tier = |ratio: &str| json!({ "ratio": ratio, "per_year": 0 });
    let signed = |role: &str, person: &str| json!({ "role": role, "person": person, "date": format!("{year}-01-05"), "document": null });
    let line = |id: &str, part: &str| {
        json!({
            "id": id, "items": ["gas", "fire", "shop", "goods"], "scope": "全部", "estimated": 7, "ratio": "1/3",
            "schedule": { "start": format!("{year}-01-01"), "end": format!("{year}-12-31") },
            "tiers": { "low": tier("0%"), "normal": tier("1/3"), "high": tier("100%") }, "part": part,
        })
    };
    read(json!({
        "id": "plan", "version": 3, "year": year,
        "lines": [line("all", "alone"), line("led", "lead")],
        "steps": [{ "step": "published", "version": 2, "on": format!("{year}-02-01") }],
        "approvals": [signed("approver", "局长"), signed("preparer", "小王")],
    }))
}

/// A line of the plan for most windows within its year, led where it is joint, else an ad-hoc decision.
fn basis(choices: &mut Choices, window: &Value, joint: &Value) -> Value {
    let year = |day: &str| window[day].as_str().unwrap()[..4].parse::<i16>().unwrap();
    if choices.one_in(4) || year("start") != year("end") {
        let approval =
            json!({ "role": "approver", "person": "局长", "date": "2024-01-02", "document": "批〔9〕" });
        return json!({ "ad-hoc": { "reason": "专项", "approval": approval } });
    }
    let line = if joint.is_null() { "all" } else { "led" };
    json!({ "planned": { "plan": "plan", "version": 3, "line": line } })
}

/// Typed values that every first ceremony may read out.
fn values() -> Vec<(&'static str, String)> {
    let values = [
        ("dice-3", "616"),
        ("dice-25", "1532641263515243615243163"),
        ("dice-3", "111"),
        ("balls-33-3", "7-33-2"),
        ("balls-9-2", "9-1"),
        ("balls-90-12", "1-2-3-4-5-6-7-8-9-10-11-90"),
        ("bare", "一二\"三\\"),
    ];
    values.map(|(source, value)| (source, value.to_owned())).to_vec()
}

fn ceremony_of(
    choices: &mut Choices,
    extra: &mut Choices,
    round: &mut Round,
    values: &[(&'static str, String)],
) -> Ceremony {
    let (plan, ceremony) = ceremony(choices, round.protocol(), &round.id, values);
    let (plan, ceremony) = endings::with_beacon(extra, round.sealed_at, plan, ceremony);
    round.ceremony = plan;
    ceremony
}

/// The ceremony of a round or match, as planned and as held.
pub(crate) fn ceremony(
    choices: &mut Choices,
    protocol: Protocol,
    name: &Id,
    values: &[(&'static str, String)],
) -> (CeremonyPlan, Ceremony) {
    let parties = choices.many(0, 4, |choices, n| {
        let mut secret = [n as u8; 32];
        secret[..8].copy_from_slice(&choices.0.word().to_le_bytes());
        let secret: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        json!({ "party": format!("party-{n}"), "secret": secret })
    });
    let parties: Vec<Reveal> = parties.into_iter().map(read).collect();
    let mut typed = choices.some(values);
    if !parties.is_empty() {
        typed.truncate(choices.below(4) as usize);
    }
    let planned = parties.iter().map(|reveal| {
        let commitment = reveal.commitment(protocol, name);
        json!({ "party": reveal.party, "commitment": commitment, "outside": choices.one_in(2) })
    });
    let planned: Vec<Value> = planned.collect();
    let sources: Vec<&str> = typed.iter().map(|(source, _)| *source).collect();
    let plan = read(json!({ "parties": planned, "typed": sources }));
    let typed = typed.iter().map(|(source, value)| read(json!({ "source": source, "value": value })));
    let held_at = read(choices.maybe("2026-10-01T10:00:00+08:00"));
    (plan, Ceremony { parties, typed: typed.collect(), beacon: None, held_at })
}

fn run(
    choices: &mut Choices,
    round: &Round,
    ceremony: Ceremony,
    directory: &Directory,
    rules: &RuleSet,
    master: Option<&Master>,
) -> Record {
    let sealed = match master {
        Some(master) => round.seal_blinded(directory, rules, master).unwrap(),
        None => round.seal(directory, rules).unwrap(),
    };
    let drawn = sealed.seed(ceremony).unwrap().draw();
    if choices.one_in(10) {
        return Record::of_drawn(&drawn);
    }
    let removals = removals(choices, &drawn);
    let locked = drawn.confirm(removals).unwrap().lock(Approval::by("孙", round.as_of)).unwrap();
    let only_locked = Record::of_locked(&locked);
    // a target without a unit is a fault, and then nothing is dispatched
    locked.dispatch().map_or(only_locked, |dispatched| Record::of_dispatched(&dispatched))
}

/// Some of the drawn targets, and some of those that would come in for them.
fn removals(choices: &mut Choices, drawn: &Drawn) -> Vec<Removal> {
    let reasons =
        [Reason::Deregistered, Reason::Revoked, Reason::MovedAway, Reason::Duplicate, Reason::NotSubject];
    let mut removals = Vec::new();
    for (task, gone) in support::all_drawn(drawn) {
        if choices.one_in(3) {
            removals.push(Removal { task: id(&task), id: id(&gone), reason: choices.pick(&reasons) });
        }
    }
    for _ in 0..2 {
        let mut more = removals.clone();
        for removed in drawn.clone().confirm(removals.clone()).unwrap().removed() {
            let Some((row, _)) = removed.replacement.filter(|_| choices.one_in(3)) else { continue };
            let next = Removal { id: id(drawn.directory().targets().id(row)), ..removed.removal.clone() };
            if !more.iter().any(|known| known.task == next.task && known.id == next.id) {
                more.push(next);
            }
        }
        // one that leaves may free a visit for another ticket before it, and then it never comes in
        if drawn.clone().confirm(more.clone()).is_ok() {
            removals = more;
        }
    }
    choices.0.permute(&mut removals);
    removals
}
