//! 第二十条 to 第二十二条 from the lists on: targets and officers of two areas, a task, and one attempt to match after another.

use double_random::base::Faults;
use double_random::directory::{Experts, Officers};
use double_random::draw::Ceremony;
use double_random::plan::Approval;
use double_random::record::{Lists, OfficersRecord, Record};
use double_random::team::{MatchOutcome, MatchRound, Matched, NoPlan};
use serde_json::{Value, json};

use super::cases::{Answer, all, rules};
use crate::made_up::read;
use crate::support::{area, autumn, date, item, round, task};

/// What each attempt came to. The question holds the area of each target, officers and experts without what they all have, what
/// the task asks for, and the attempts.
pub(crate) fn teams(question: &Value) -> Answer {
    attempts(question).map(|attempts| json!({ "attempts": attempts })).map_err(|faults| all(&faults))
}

fn attempts(question: &Value) -> Result<Vec<Value>, Faults> {
    let lists = lists(question);
    let mut asked = task("gas", "100%", autumn());
    asked.seats = question.get("seats").cloned().map(read);
    asked.experts = question.get("wanted").cloned().map(read).unwrap_or_default();
    let directory = lists.directory()?;
    let drawn = round([asked]).seal(&directory, &rules())?.seed(Ceremony::bare("first")).unwrap().draw();
    let locked = drawn.confirm(vec![])?.lock(Approval::by("局长", date("2026-10-02"))).unwrap();
    let mut record = Record::of_dispatched(&locked.dispatch()?);
    let (officers, experts) = (Officers::new(lists.officers)?, Experts::new(lists.experts)?);
    let mut found = Vec::new();
    for (number, attempt) in question["attempts"].as_array().unwrap().iter().enumerate() {
        let own = json!({ "id": format!("m-{number}"), "unit": "squad", "ceremony": { "typed": ["bare"] } });
        let plan: MatchRound = read(with(own, attempt));
        let rounds = [record.dispatched_round()?];
        let sealed = plan.seal_with_experts(&rounds, &directory, (&officers, &experts), &rules())?;
        match sealed.seed(Ceremony::bare(format!("value {number}")))?.match_officers()? {
            MatchOutcome::Matched(matched) => found.push(told(&matched)),
            MatchOutcome::NoPlan(no_plan) => {
                found.push(shortage(&no_plan));
                record = record.with_officers(OfficersRecord::of_no_plan(&no_plan));
            }
        }
    }
    Ok(found)
}

/// The size of each team, how many lead it, the experts of each, and the seats that were assigned.
fn told(matched: &Matched) -> Value {
    let teams = matched.teams();
    let leads = |(visit, team): (u32, &Vec<u32>)| {
        team.iter().filter(|member| matched.leader(visit) == Some(**member)).count()
    };
    let experts = |visit: u32| matched.expert_ids(visit).len();
    json!({
        "team": teams.iter().map(Vec::len).collect::<Vec<_>>(),
        "leaders": (0..).zip(teams).map(leads).collect::<Vec<_>>(),
        "experts": (0..teams.len() as u32).map(experts).collect::<Vec<_>>(),
        "assigned": matched.seal().direct.len(),
    })
}

fn shortage(no_plan: &NoPlan) -> Value {
    let found = no_plan.infeasible();
    json!({
        "demand": found.shortage.demand, "supply": found.shortage.supply,
        "pool": found.remedies.pool, "direct": found.remedies.direct,
    })
}

fn lists(question: &Value) -> Lists {
    let rows = |key: &str| question.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let numbered = |key: &str, row: fn(usize) -> Value| -> Vec<Value> {
        rows(key).iter().enumerate().map(|(number, more)| with(row(number), more)).collect()
    };
    let officers = numbered("officers", |number| {
        json!({ "id": format!("P-{number}"), "name": "张三", "kind": "civil-servant", "area": "东园", "cap": 4,
                "certificate": { "number": format!("3701{number:07}"), "valid_until": "2027-12-31" } })
    });
    let experts = numbered(
        "experts",
        |number| json!({ "id": format!("E-{number}"), "name": "王五", "specialties": ["锅炉"], "cap": 4 }),
    );
    let target = |(number, area): (usize, &Value)| {
        read(json!({ "id": format!("T-{number}"), "kind": "餐饮", "area": area }))
    };
    Lists {
        items: vec![item("gas", &[])],
        targets: rows("targets").iter().enumerate().map(target).collect(),
        units: vec![area("东园", "squad"), area("西园", "squad")],
        officers: officers.into_iter().map(read).collect(),
        experts: experts.into_iter().map(read).collect(),
        ..Lists::default()
    }
}

/// `row` with the fields of `more` in place of its own.
fn with(mut row: Value, more: &Value) -> Value {
    let fields = row.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().iter().map(|(key, value)| (key.clone(), value.clone())));
    row
}
