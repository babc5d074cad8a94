//! What becomes of a visit: drawn from the seed, so that the same year comes out every time.

use std::error::Error;
use std::sync::Arc;

use double_random::base::calendar::{Calendar, Term, Unit};
use double_random::base::json::shaped;
use double_random::base::{Date, Suite};
use double_random::disclosure::{Event, History};
use double_random::duty::{VisitRef, VisitRun};
use double_random::inspection::{Forms, Sheet};
use serde_json::{Value, json};

use super::bureau::{DEPARTMENT, ITEMS};

/// A number below `n` for one question about one visit.
fn chance(seed: &str, visit: VisitRef, question: &str, n: u64) -> u64 {
    let text = format!("{seed}/{}/{}/{question}", visit.seal, visit.visit);
    Suite::Sha256.hash([text.as_bytes()]).prefix() % n
}

/// `count` working days after `day`, as far as there is a calendar.
fn later(day: Date, count: u64) -> Option<Date> {
    let count = u32::try_from(count).ok()?;
    if count == 0 {
        return Some(day);
    }
    let term = Term::new(count, Unit::WorkingDay).ok()?;
    Some(Calendar::china().deadline(day, term).ok()?.last_day)
}

/// The visit with everything that has happened until `today`.
pub(crate) fn until(
    visit: VisitRun,
    seed: &str,
    today: Date,
    forms: &Arc<Forms>,
) -> Result<VisitRun, Box<dyn Error>> {
    let at = VisitRef::of(&visit.team);
    let chance = |question: &str, n: u64| chance(seed, at, question, n);
    let window = visit.team.window;
    let forgotten = chance("forgotten", 16) == 0;
    let on = later(window.start(), chance("day", 20)).map_or(window.end(), |on| on.min(window.end()));
    if forgotten || on > today {
        return Ok(visit);
    }
    let found = match chance("found", 8) {
        0 | 1 => "correction-ordered",
        2 => "follow-up-pending",
        3 => "not-disclosed",
        _ => "no-problem",
    };
    let sheet: Sheet = shaped(sheet(&visit, on, found))?;
    let signed = sheet.sign(&visit.team, forms)?;
    let mut results = Vec::new();
    for item in &visit.team.items {
        let mut history = History::open(&signed, item, DEPARTMENT)?;
        let mut steps = Vec::new();
        // what would come after the calendar has not been thought of
        let _ = course(&visit, item.as_str(), found, on, &chance, &mut steps);
        for (on, person, step) in steps {
            if on > today {
                break;
            }
            let actor = json!({ "person": person, "org": visit.team.unit });
            let event: Event = shaped(json!({ "on": on, "actor": actor, "step": step }))?;
            history.append(event)?;
        }
        results.push(history);
    }
    Ok(visit.with_results(results))
}

fn finding(item: &str, found: &str, on: Date) -> Value {
    let form = ITEMS.iter().find(|(id, ..)| *id == item).map(|(.., form)| *form);
    let mut conclusions = json!({ "found": [found] });
    if found == "correction-ordered" {
        conclusions = json!({ "found": [found], "order": { "issued_on": on, "due": on.plus_days(30) } });
    }
    json!({ "item": item, "department": DEPARTMENT, "form": { "form": form }, "conclusions": conclusions })
}

fn sheet(visit: &VisitRun, on: Date, found: &str) -> Value {
    let findings: Vec<Value> =
        visit.team.items.iter().map(|item| finding(item.as_str(), found, on)).collect();
    let signature = |person: &double_random::base::Id| json!({ "person": person, "date": on });
    json!({
        "inspected_on": on, "ways": ["on-site"], "findings": findings,
        "signatures": visit.team.members.iter().map(signature).collect::<Vec<_>>(),
        "firm": { "signed": { "person": "店长", "date": on } },
    })
}

/// Entry, check and publication at the unit's pace; here and there an objection, its review, a correction, a second look.
fn course(
    visit: &VisitRun,
    item: &str,
    found: &str,
    inspected: Date,
    chance: &dyn Fn(&str, u64) -> u64,
    steps: &mut Vec<(Date, &'static str, Value)>,
) -> Option<()> {
    // one in nine is forgotten on the way, one in eight lies about for weeks
    let slow = if chance("slow", 8) == 0 { 34 } else { 2 };
    let entered = later(inspected, slow + chance("enter", 5))?;
    steps.push((entered, "录入员", json!("entered")));
    if chance("unchecked", 9) == 0 {
        return None;
    }
    let published = later(entered, 1 + chance("publish", 6))?;
    steps.push((published, "审核员", json!("checked")));
    steps.push((published, "审核员", json!("published")));
    let number = format!("O-{}-{}", visit.team.target, visit.team.visit);
    if found != "no-problem" && chance("objection", 3) == 0 && item == visit.team.items[0].as_str() {
        let objected = later(published, 3 + chance("object", 8))?;
        steps.push((objected, "收件员", json!({ "objected": { "objection": number } })));
        if chance("papers", 2) == 0 {
            let asked = json!({ "papers-requested": { "objection": number, "missing": "营业执照复印件" } });
            steps.push((later(objected, 2)?, "收件员", asked));
        }
        let reviewed = later(objected, 12 + chance("review", 14))?;
        let wrong = chance("wrong", 2) == 0;
        let outcome = if wrong { "wrong" } else { "stands" };
        steps.push((reviewed, "复核员", json!({ "reviewed": { "objection": number, "outcome": outcome } })));
        let answered = later(reviewed, 4 + chance("answer", 14))?;
        if wrong {
            let head = json!({ "unit": visit.team.unit, "person": "大队长", "date": answered });
            let corrected = json!({ "corrected": {
                "replaces": 0, "finding": finding(item, "no-problem", inspected), "reason": "复核认定原结论有误", "head": head } });
            steps.push((answered, "复核员", corrected));
        }
        steps.push((answered, "复核员", json!({ "fed-back": { "objection": number } })));
    } else if matches!(found, "correction-ordered" | "follow-up-pending") && chance("follow", 4) > 0 {
        let looked = later(published, 5 + chance("look", 12))?;
        let corrected = (found == "correction-ordered").then_some(looked);
        let note = json!({ "followed-up": { "note": "复查合格", "corrected_on": corrected } });
        steps.push((looked, "检查员", note));
    }
    Some(())
}
