//! 第九条, 第十三条, 第十四条第二款, 第十七条, 第十八条, 第二十条第二款 - what a rule set bounds in a task: items, ratios, columns,
//! rounding, batches, seats, and the columns that the cap reads.

use super::criterion::Criterion;
use super::problem::PlanError;
use super::round::Round;
use super::task::{Amount, Stratum, Task};
use crate::base::{Date, Faults, Place, Rounding, Window};
use crate::directory::{Category, Directory};
use crate::law::{LicenceTerm, RuleSet};

/// Names everything in the round that the rules do not allow.
pub(super) fn check(round: &Round, directory: &Directory, rules: &RuleSet, faults: &mut Faults) {
    if rules.takes("I-18-b", "by-unit-only") && round.batches.get() > 1 {
        let error = PlanError::BatchesRefused { found: round.batches.get() };
        faults.push(Place::field("batches"), error);
    }
    check_licences(directory, rules, faults);
    for (at, task) in round.tasks.iter().enumerate() {
        let place = format!("tasks[{at}]");
        check_seats(task, &place, rules, faults);
        let is_key = |item| directory.item(item).is_some_and(|item| item.category == Category::Key);
        let key = task.items.iter().find(|item| is_key(item.as_str()));
        let key_allowed = rules.takes("I-9-a", "key-in-batches");
        if let Some(item) = key.filter(|_| !key_allowed) {
            let error = PlanError::ItemNotGeneral { item: item.to_string() };
            faults.push(Place::field(format!("{place}.items")), error);
        }
        for (index, stratum) in task.strata.iter().enumerate() {
            let place = format!("{place}.strata[{index}]");
            check_ratio(stratum, &place, rules, faults);
            check_columns(stratum, &place, rules, faults);
            if rules.takes("I-17-d", "always-up") && stratum.rounding != Rounding::Up {
                let error = PlanError::Rounding { label: stratum.label.clone() };
                faults.push(Place::field(format!("{place}.rounding")), error);
            }
            if let (Some(from), Amount::Ratio(ratio)) = (rules.key_batches_from, stratum.amount)
                && key.is_some()
                && key_allowed
                && ratio >= from
                && round.batches.get() < 2
            {
                let error = PlanError::KeyBatches { ratio: ratio.to_string(), from: from.to_string() };
                faults.push(Place::field("batches"), error);
            }
        }
    }
}

/// 第十四条第二款 - where the cap counts in the term of a licence, both its columns are there, and every row has a term or none.
fn check_licences(directory: &Directory, rules: &RuleSet, faults: &mut Faults) {
    let Some(LicenceTerm { from, to }) = &rules.licence_term else { return };
    let targets = directory.targets();
    let missing: Vec<_> = [from, to].into_iter().filter(|name| targets.attribute(name).is_none()).collect();
    for name in &missing {
        let error = PlanError::LicenceColumn { column: (*name).clone() };
        faults.push(Place::field("rules.licence_term"), error);
    }
    if !missing.is_empty() {
        return;
    }
    let text = |name: &String, row: u32| targets.attribute(name).and_then(|column| column.get(row));
    for row in 0..targets.len() {
        let day = |text: &str| text.parse::<Date>().ok();
        let right = match (text(from, row), text(to, row)) {
            (None, None) => true,
            (Some(from), Some(to)) => {
                day(from).zip(day(to)).is_some_and(|(from, to)| Window::new(from, to).is_ok())
            }
            _ => false,
        };
        if !right {
            let said = |name: &String| text(name, row).unwrap_or_default().to_owned();
            let (id, from, to) = (targets.id(row).to_owned(), said(from), said(to));
            faults.push(Place::field("targets"), PlanError::LicenceDays { id, from, to });
        }
    }
}

/// 第二十条第二款 - seats that are not written out are two, which a larger team does not fit into.
#[doc(alias = "第二十条第二款")]
fn check_seats(task: &Task, place: &str, rules: &RuleSet, faults: &mut Faults) {
    let team = task.team();
    let enough = usize::try_from(rules.team_size).is_ok_and(|least| team.len() >= least);
    if !enough || !team.iter().any(|seat| seat.leader) {
        let error = PlanError::Seats { found: team.len(), least: rules.team_size };
        faults.push(Place::field(format!("{place}.seats")), error);
    }
}

#[doc(alias = "第十三条")]
fn check_ratio(stratum: &Stratum, place: &str, rules: &RuleSet, faults: &mut Faults) {
    let undirected = stratum.criterion == Criterion::Everyone;
    let least = if undirected { rules.least_ratio.undirected } else { rules.least_ratio.directed };
    let Some(least) = least else { return };
    let (field, found) = match stratum.amount {
        Amount::Ratio(ratio) if ratio >= least => return,
        Amount::Ratio(ratio) => ("ratio", ratio.to_string()),
        // nobody knows yet which share a number is
        Amount::Count(count) => ("count", count.get().to_string()),
    };
    let error = PlanError::BelowLeast { found, least: least.to_string() };
    faults.push(Place::field(format!("{place}.{field}")), error);
}

#[doc(alias = "第十七条")]
fn check_columns(stratum: &Stratum, place: &str, rules: &RuleSet, faults: &mut Faults) {
    let Some(allowed) = &rules.directed_by else { return };
    let mut named = Vec::new();
    columns(&stratum.criterion, &mut named);
    if let Some(column) = named.into_iter().find(|column| !allowed.contains(column)) {
        let allowed = allowed.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let error = PlanError::ColumnNotAllowed { column, allowed };
        faults.push(Place::field(format!("{place}.criterion")), error);
    }
}

/// The columns that `criterion` names, as a rule set writes them (I-17-e).
fn columns(criterion: &Criterion, named: &mut Vec<String>) {
    let column = match criterion {
        Criterion::Everyone => return,
        Criterion::All(parts) | Criterion::Any(parts) => {
            return parts.iter().for_each(|part| columns(part, named));
        }
        Criterion::Not(part) => return columns(part, named),
        Criterion::Kind(_) => "kind".to_owned(),
        Criterion::Scale(_) => "scale".to_owned(),
        Criterion::Area(_) => "area".to_owned(),
        Criterion::Risk(_) => "risk".to_owned(),
        Criterion::Credit(_) => "credit".to_owned(),
        Criterion::Attribute { name, .. } => format!("attribute:{name}"),
    };
    named.push(column);
}
