//! The officers' stage of a made-up round: every kind of officer, area, recusal, method, attempt and leader.

use double_random::base::{Date, Faults};
use double_random::directory::{Expert, Experts, Officers};
use double_random::law::RuleSet;
use double_random::merge::{DispatchedRound, Visit, merge};
use double_random::plan::Approval;
use double_random::record::{Lists, MatchResult, OfficersRecord, Record};
use double_random::team::{
    Appointment, Declined, ExpertAppointment, MatchOutcome, MatchRound, Matched, OfficersSealed, Recusal,
    Replacement,
};
use serde_json::{Value, json};

use crate::assigned::{assignable, assigned, goes_twice};
use crate::choices::Choices;
use crate::endings;
use crate::rounds::{AREAS, UNITS, ceremony, window};
use crate::support::{codes, id, read};

const NONE: Value = Value::Null;

/// The record with matches of some of its units; their lists go into `lists`.
pub(crate) fn matched(
    choices: &mut Choices,
    as_of: &str,
    lists: &mut Lists,
    mut record: Record,
    others: &[Record],
) -> Record {
    if record.result.dispatch.is_none() {
        return record;
    }
    // enough for everybody, or hardly anybody
    let generous = !choices.one_in(5);
    let least = if generous { 12 } else { 1 };
    let officers = choices.many(least, least + 8, |choices, n| officer(choices, n, as_of, generous));
    lists.officers = officers.into_iter().map(read).collect();
    lists.experts =
        choices.many(3, 8, |choices, n| expert(choices, n, as_of)).into_iter().map(read).collect();
    for unit in UNITS {
        // the second attempt looks at less, and the next assigns what is still open
        for attempt in 0..4 {
            let rounds: Vec<DispatchedRound> = [&record]
                .into_iter()
                .chain(others)
                .map(|record| record.dispatched_round().unwrap())
                .collect();
            let visits = merge(&id(unit), &rounds).unwrap();
            let failed = record.officers.last().filter(|held| held.seal.unit == id(unit)).cloned();
            let only_direct =
                attempt > 1 && failed.as_ref().is_none_or(|failed| assignable(failed).is_empty());
            if visits.is_empty() || only_direct || choices.one_in(5) {
                break;
            }
            let name = format!("match-{unit}-{attempt}");
            let held = hold(choices, (&name, unit, attempt), lists, &rounds, &visits, failed.as_ref());
            let again = !matches!(held.result, MatchResult::Matched(_));
            record = record.with_officers(held);
            if !again {
                break;
            }
        }
    }
    record
}

fn officer(choices: &mut Choices, n: u64, as_of: &str, generous: bool) -> Value {
    let day: Date = as_of.parse().unwrap();
    // the longest and shortest certificate numbers
    let numbers = [format!("3701{n:07}"), format!("LA-9{n:04}"), format!("{n:04}x{n:013}")];
    let late = if generous { 0 } else { choices.below(3) };
    let until = [day.plus_days(400), day.plus_days(99), day.plus_days(30)][late as usize];
    let certificate = json!({ "number": choices.pick(&numbers), "valid_until": until });
    let areas: Vec<Value> = AREAS.iter().filter(|area| area.is_string()).cloned().collect();
    let interests = ["U-0", "U-1", "T-0", "T-1", "t-2", "~~-3"];
    let items = choices.some(&["gas", "fire", "shop", "goods", "gas"]);
    let leave = if choices.one_in(4) { 3 } else { 1 };
    let few = if generous { 12 } else { 4 };
    json!({
        "id": format!("{}-{n}", choices.pick(&["P", "p", "0", "~"])),
        "name": choices.pick(&["张三", "欧阳四", "\u{20bb7}田", "Li"]),
        "kind": choices.pick(&["civil-servant", "qualified-staff", "daily-safety"]),
        "certificate": if choices.one_in(if generous { 8 } else { 3 }) { NONE } else { certificate },
        "area": choices.pick(&areas[..if generous { 3 } else { areas.len() }]),
        "department": choices.pick(&[json!("消防"), json!("燃气"), json!("消防"), json!("燃气"), NONE]),
        "specialties": choices.pick(&[json!([]), json!(["电气", "燃气", "电气"]), json!(["电气", "燃气"]), json!(["燃气", "电气"])]),
        "leader": generous || choices.one_in(2),
        "cap": choices.pick(&[0, 1, few / 3, few / 2, few, few, 2 * few]),
        "leave": choices.many(0, leave, |choices, _| window(choices, as_of)),
        "items": if choices.one_in(few) { json!(items) } else { json!([]) },
        "interests": if choices.one_in(3) { json!(choices.some(&interests)) } else { json!([]) },
    })
}

fn expert(choices: &mut Choices, n: u64, as_of: &str) -> Value {
    let own = format!("{}-{n}", choices.pick(&["E", "e", "P"]));
    json!({
        // now and then an officer of the same id
        "id": own, "name": choices.pick(&["王五", "\u{20bb7}六"]),
        "specialties": choices.pick(&[json!(["锅炉"]), json!(["燃气", "锅炉", "燃气"]), json!(["燃气"]), json!([])]),
        "employer": choices.pick(&[NONE, json!("某检测院"), json!("U-0"), json!("T-0")]),
        "cap": choices.pick(&[0, 2, 9, 40]), "leave": choices.many(0, 2, |choices, _| window(choices, as_of)),
        "interests": if choices.one_in(4) { json!(choices.some(&["U-1", "T-1"])) } else { json!([]) },
    })
}

/// Some experts that are appointed whatever was drawn, as far as they may come.
fn appointed(
    choices: &mut Choices,
    lists: &Lists,
    seats: &[(u32, u32)],
    may: impl Fn(&ExpertAppointment) -> bool,
) -> Vec<ExpertAppointment> {
    let mut found: Vec<ExpertAppointment> = Vec::new();
    for &(visit, seat) in seats {
        let mut pool = lists.experts.clone();
        choices.0.permute(&mut pool);
        let approval = Approval::by("分管领导", "2026-10-03".parse().unwrap());
        let of = |expert: &Expert| ExpertAppointment {
            visit,
            seat,
            expert: expert.id.clone(),
            reason: "原检测专家".into(),
            approval: approval.clone(),
        };
        let free = |one: &ExpertAppointment| {
            may(one) && found.iter().all(|other| (other.visit, &other.expert) != (visit, &one.expert))
        };
        let next = pool.iter().map(of).find(free);
        found.extend(next);
    }
    found
}

/// One match of `unit`, as its makers would have it, and what came of it.
fn hold(
    choices: &mut Choices,
    (name, unit, attempt): (&str, &str, u64),
    lists: &mut Lists,
    rounds: &[DispatchedRound],
    visits: &[Visit],
    failed: Option<&OfficersRecord>,
) -> OfficersRecord {
    let protocol = rounds[0].protocol;
    let mut rules = RuleSet { annual_cap: 2, ..RuleSet::gaoxin_2023() };
    choices.0.permute(&mut rules.readings);
    for (reading, other) in [("I-20-2b", "appointed"), ("I-21-a", "daily-safety-without-certificate")] {
        if choices.one_in(3) {
            rules.readings.iter_mut().find(|choice| choice.reading == reading).unwrap().choice = other.into();
        }
    }
    let recusals: Vec<Recusal> =
        choices.many(0, 6, |choices, _| recusal(choices, lists, visits)).into_iter().map(read).collect();
    let mut plan: MatchRound = read(json!({
        "id": name, "unit": unit, "sealed_at": choices.maybe("2026-10-03T09:00:00+08:00"),
        "approvals": choices.maybe(json!([
            { "role": "approver", "person": "王", "date": "2026-10-02" },
            { "role": "preparer", "person": "赵", "date": "2026-10-02", "document": "2号" },
        ])),
        "provenance": choices.maybe(json!([{
            "list": "officers", "exported_by": "张", "exported_at": "2026-10-01T08:00:00+08:00", "rows": 7,
            "receipt": "ab".repeat(32),
        }])),
        "areas": areas(choices),
        "recusals": recusals,
        "method": choices.pick(if attempt == 0 { &["per-visit", "area-restricted", "skill-covering"] } else { &["per-visit"; 3] }),
        "sweeps": choices.pick(&[0, 1, 3, 20]),
    }));
    // an equal row is the same row
    plan.recusals.extend(plan.recusals.first().filter(|_| choices.one_in(2)).cloned());
    lists.recusals.insert(id(name), plan.recusals.clone());
    let values = fresh_values(choices);
    let (ceremony_plan, held) = ceremony(choices, protocol, &plan.id, &values);
    // choices of their own, so that what was made up before stays what it was
    let letters: u64 = name.bytes().map(u64::from).sum();
    let extra = &mut Choices::of(3, (rounds[0].seal.prefix() >> 40 ^ letters) as u32);
    let (ceremony_plan, held) = endings::with_beacon(extra, plan.sealed_at, ceremony_plan, held);
    plan.ceremony = ceremony_plan;
    let seats: Vec<(u32, u32)> = (0..)
        .zip(visits)
        .flat_map(|(visit, found)| {
            let count = found.experts.iter().map(|demand| demand.count).sum::<u32>();
            (0..count).map(move |seat| (visit, seat))
        })
        .collect();
    let early: Vec<(u32, u32)> = seats.into_iter().filter(|_| choices.one_in(5)).collect();
    let may = |one: &ExpertAppointment| {
        let mut alone = plan.clone();
        alone.appointed_experts = vec![one.clone()];
        alone.areas.clear();
        sealed_with(&alone, lists, rounds, &rules).is_ok()
    };
    let early = appointed(choices, lists, &early, may);
    plan.appointed_experts = early;
    let mut sealed = seal(plan.clone(), lists, rounds, &rules);
    let open = failed.map(assignable).unwrap_or_default();
    if !open.is_empty() && (attempt > 1 || extra.one_in(2)) {
        plan.direct = assigned(extra, sealed.seal(), lists, &open);
        sealed = seal(plan, lists, rounds, &rules);
    }
    if extra.one_in(12) {
        return endings::of_match(extra, &sealed, held);
    }
    match sealed.seed(held).unwrap().match_officers().unwrap() {
        MatchOutcome::NoPlan(no_plan) => OfficersRecord::of_no_plan(&no_plan),
        MatchOutcome::Matched(teams) => finish(choices, lists, teams),
    }
}

/// A place that the table does not name is a fault, and then the whole unit is one area.
fn seal(mut plan: MatchRound, lists: &Lists, rounds: &[DispatchedRound], rules: &RuleSet) -> OfficersSealed {
    sealed_with(&plan, lists, rounds, rules).unwrap_or_else(|faults| {
        assert!(codes(&faults).iter().all(|code| code.ends_with("-area-not-listed")), "{faults:?}");
        plan.areas.clear();
        sealed_with(&plan, lists, rounds, rules).unwrap()
    })
}

fn sealed_with(
    plan: &MatchRound,
    lists: &Lists,
    rounds: &[DispatchedRound],
    rules: &RuleSet,
) -> Result<OfficersSealed, Faults> {
    let officers = Officers::new(lists.officers.clone()).unwrap();
    let experts = Experts::new(lists.experts.clone()).unwrap();
    let (directory, people) = (lists.directory().unwrap(), (&officers, &experts));
    match &lists.master {
        Some(master) => plan.seal_blinded(rounds, &directory, people, rules, master),
        None => plan.seal_with_experts(rounds, &directory, people, rules),
    }
}

fn areas(choices: &mut Choices) -> Vec<Value> {
    if choices.one_in(4) {
        return vec![];
    }
    let names = ["东园", "西园", "3", "9", "无名镇", "3701", "370102", "3702"];
    let mut listed = names[..names.len() - choices.below(4) as usize].to_vec();
    choices.0.permute(&mut listed);
    let helped = choices.pick(&[0, 1, 4, 4]);
    let row = |area: &&str| {
        let mut neighbours = choices.some(&listed);
        neighbours.retain(|other| other != area);
        neighbours.truncate(2 * helped as usize);
        json!({ "area": area, "neighbours": neighbours })
    };
    listed.iter().map(row).collect()
}

fn recusal(choices: &mut Choices, lists: &Lists, visits: &[Visit]) -> Value {
    let target = &choices.pick(visits).target;
    let listed = lists.targets.iter().find(|listed| listed.id == *target).unwrap();
    let enterprise = listed.unit_code.as_ref().unwrap_or(target);
    let officer =
        if choices.one_in(4) { choices.pick(&lists.experts).id } else { choices.pick(&lists.officers).id };
    let (target, asked_by) = (choices.pick(&[target, enterprise]), choices.pick(&["officer", "target"]));
    let reason = choices.pick(&["亲属", "\"曾任职\""]);
    let decided = json!({ "role": "approver", "person": "局长", "date": "2026-10-03" });
    let maybe = choices.pick(&[NONE, decided.clone()]);
    // somebody decides what a target asks for
    let decision = if asked_by == "target" { decided } else { maybe };
    json!({ "officer": officer, "target": target, "asked_by": asked_by, "reason": reason, "decision": decision })
}

/// Typed values that no ceremony before has read out.
fn fresh_values(choices: &mut Choices) -> Vec<(&'static str, String)> {
    let mut dice = |count: u64| (0..count).map(|_| (1 + choices.below(6)).to_string()).collect::<String>();
    let (dice_17, dice_31) = (dice(17), dice(31));
    let mut balls: Vec<String> = (1..=60).map(|ball: u32| ball.to_string()).collect();
    choices.0.permute(&mut balls);
    let bare = format!("第二次 {}", choices.0.word());
    vec![("dice-17", dice_17), ("dice-31", dice_31), ("balls-60-10", balls[..10].join("-")), ("bare", bare)]
}

/// Leaders are appointed where they are not drawn, and then some teams are ordered.
fn finish(choices: &mut Choices, lists: &Lists, mut teams: Matched) -> OfficersRecord {
    let empty: Vec<(u32, u32)> = teams.experts().map_or_else(Vec::new, |experts| {
        let seats = (0..).zip(experts.seats()).flat_map(|(visit, seats)| {
            (0..).zip(seats).filter(|(_, expert)| expert.is_none()).map(move |(seat, _)| (visit, seat))
        });
        seats.collect()
    });
    if !empty.is_empty() && !choices.one_in(4) {
        let may = |one: &ExpertAppointment| teams.clone().appoint_experts(std::slice::from_ref(one)).is_ok();
        let found = appointed(choices, lists, &empty, may);
        teams = teams.appoint_experts(&found).unwrap();
    }
    let no_expert = |teams: &Matched| teams.experts().is_some_and(|experts| experts.first_empty().is_some());
    let head = |person: &str| Approval::by(person, "2026-10-05".parse().unwrap());
    let mut named = teams.clone();
    if teams.leaders().iter().any(Option::is_none) {
        let mut leaders = Vec::new();
        for (visit, team) in (0..).zip(teams.teams()) {
            let of = |officer: &u32| Appointment { visit, officer: *officer };
            let may = |officer: &&u32| teams.clone().appoint(&[of(officer)], head("局长")).is_ok();
            let may_lead: Vec<&u32> = team.iter().filter(may).collect();
            leaders.push(of(choices.pick(&may_lead)));
        }
        match choices.below(4) {
            0 => return OfficersRecord::of_matched(&teams),
            1 => leaders.truncate(1),
            _ => {}
        }
        named = teams.appoint(&leaders, head("局长")).unwrap();
    }
    let mut appointed = named;
    if appointed.leaders().iter().any(Option::is_none) {
        return OfficersRecord::of_matched(&appointed);
    }
    // some leave before the order, and some after it
    for _ in 0..choices.below(3) {
        let request = replacement(choices, &appointed, "2026-10-05");
        appointed = or_refused(appointed.clone().replace(request)).unwrap_or(appointed);
    }
    // whoever withdrew has more places to leave
    for _ in 0..2 * appointed.open_recusals().len().min(1) {
        let request = replacement(choices, &appointed, "2026-10-05");
        appointed = or_refused(appointed.clone().replace(request)).unwrap_or(appointed);
    }
    if no_expert(&appointed) || choices.one_in(4) || !appointed.open_recusals().is_empty() {
        return OfficersRecord::of_matched(&appointed);
    }
    let mut ordered = appointed.order(head("队长")).unwrap();
    for _ in 0..choices.below(5) {
        let day = if ordered.matched().changes().len() < 3 { "2026-10-05" } else { "2026-10-06" };
        let request = replacement(choices, ordered.matched(), day);
        ordered = or_refused(ordered.clone().replace(request)).unwrap_or(ordered);
    }
    for _ in 0..2 * ordered.matched().open_recusals().len().min(1) {
        let request = replacement(choices, ordered.matched(), "2026-10-06");
        ordered = or_refused(ordered.clone().replace(request)).unwrap_or(ordered);
    }
    OfficersRecord::of_ordered(&ordered)
}

/// Somebody leaves a seat, some who are offered decline, and one is offered or assigned.
fn replacement(choices: &mut Choices, teams: &Matched, day: &str) -> Replacement {
    // few places, so that some are left again
    let visit = choices.below(teams.teams().len().min(3) as u64) as u32;
    let seat = choices.below(teams.team(visit).len() as u64) as u32;
    // whoever withdrew leaves the other visits first, and mostly it is somebody who goes to one target twice
    let twice = (!choices.one_in(3)).then(|| goes_twice(teams)).flatten();
    let open = teams.open_recusals().first().copied().or(twice);
    let (visit, seat) = open.unwrap_or((visit, seat));
    let reasons = ["post-change", "work-conflict", "health"].map(|reason| json!(reason)).to_vec();
    let decision = json!({ "role": "approver", "person": "局长", "date": "2026-10-03" });
    let recusals = [
        json!({ "recusal": { "asked_by": "target", "decision": decision } }),
        json!({ "recusal": { "asked_by": "officer" } }),
    ];
    let other = json!({ "other": choices.pick(&["借调", "\"培训\""]) });
    let reasons = [reasons, recusals.to_vec(), vec![other]].concat();
    let mut declined: Vec<Declined> = Vec::new();
    for _ in 0..choices.pick(&[0, 0, 1, 2, 20]) {
        if teams.offer(visit, seat, &declined).unwrap().is_none() {
            break;
        }
        declined.push(read(json!({ "reason": choices.pick(&reasons) })));
    }
    let offer = teams.offer(visit, seat, &declined).unwrap();
    let head = json!({ "role": "approver", "person": "队长", "date": day });
    let officer = teams.id(choices.below(teams.loads().len() as u64) as u32).unwrap();
    let assigned = json!({ "assigned": { "officer": officer, "reason": "熟悉情况", "approval": head } });
    let offered = offer.is_some() && !choices.one_in(3);
    let reason = if open.is_some() { recusals[1].clone() } else { choices.pick(&reasons) };
    let mut request: Replacement = read(json!({
        "visit": visit, "seat": seat, "reason": reason, "declined": declined,
        "choice": if offered { json!("offered") } else { assigned }, "consent": head,
        "note": choices.maybe("住院"),
    }));
    if teams.appointed().is_some() && teams.leader(visit) == Some(teams.team(visit)[seat as usize]) {
        let into = offer.filter(|_| offered).map(|offer| offer.officer);
        let mut team: Vec<u32> = teams.team(visit).iter().copied().chain(into).collect();
        choices.0.permute(&mut team);
        let leads = |officer: &&u32| {
            let leader = teams.id(**officer).cloned();
            teams.clone().replace(Replacement { leader, ..request.clone() }).is_ok()
        };
        let leader = team.iter().find(leads);
        request.leader = leader.and_then(|officer| teams.id(*officer)).cloned();
    }
    request
}

/// Whoever is named at random may be none who can be assigned, and an appointed leader must be one who may lead.
fn or_refused<T>(replaced: Result<T, double_random::base::Faults>) -> Option<T> {
    let known = [
        "assigned-is-member",
        "assigned-barred",
        "assigned-unfit",
        "assigned-was-offered",
        "assigned-too-early",
        "leader-missing",
    ];
    replaced
        .inspect_err(|faults| assert!(codes(faults).iter().all(|code| known.contains(code)), "{faults:?}"))
        .ok()
}
