//! Running a recorded round again over the lists: same seal, same draw, same list.

use std::collections::BTreeMap;

use super::difference::differ;
use super::outcome::Outcome;
use super::verdict::Checks;
use super::{Material, Record, difference};
use crate::base::order::Gather as _;
use crate::base::{Faults, json};
use crate::draw::{Removal, Seal, Sealed};
use crate::law::Article;

/// Seals the recorded round again over the lists and compares pools, exclusions and numbers.
pub(super) fn reseal(seal: &Seal, lists: Result<&Material, &Faults>, checks: &mut Checks) -> Option<Sealed> {
    let sealed = lists.map_err(Faults::clone).and_then(|lists| {
        let round = seal.round(lists.overrides.clone());
        // a secret that no seal commits to changes nothing
        let master = lists.master.as_ref().filter(|_| seal.blinding.is_some());
        round.seal_with(&lists.directory, &seal.rules, master)
    });
    let sealed = match sealed {
        Ok(sealed) => sealed,
        Err(faults) => {
            checks.failed("roots", Article::A10, faults.to_string());
            return None;
        }
    };
    if *seal == *sealed.seal() {
        checks.passed("roots", Article::A10);
        checks.passed("exclusions", Article::A14P2);
        checks.passed("quotas", Article::A17);
        return Some(sealed);
    }
    // one comparison per kind of field, so that each check names its own first difference
    let mut first: BTreeMap<&str, String> = BTreeMap::new();
    let (recorded, recomputed) = (json::value(seal).ok()?, json::value(sealed.seal()).ok()?);
    let kinds: [(&str, &[&str]); 3] = [
        ("roots", &["blinding", "lists", "root"]),
        ("exclusions", &["exclusions", "overrides"]),
        ("quotas", &["size", "eligible", "quota", "draws", "shortfall", "overlap", "unmatched", "strength"]),
    ];
    for (kind, keys) in kinds {
        let (one, other) = (only(&recorded, keys), only(&recomputed, keys));
        if let Some(difference) = difference::first(&one, &other) {
            first.insert(kind, difference.detail());
        }
    }
    checks.settle("roots", Article::A10, first.remove("roots"));
    checks.settle("exclusions", Article::A14P2, first.remove("exclusions"));
    checks.settle("quotas", Article::A17, first.remove("quotas"));
    Some(sealed)
}

/// `value` with all but the fields of these names emptied, so that paths stay as they are.
fn only(value: &serde_json::Value, keys: &[&str]) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .filter_map(|(key, field)| {
                    if keys.contains(&key.as_str()) {
                        return Some((key.clone(), field.clone()));
                    }
                    let inner = only(field, keys);
                    (!inner.is_null()).then(|| (key.clone(), inner))
                })
                .gather(),
        ),
        Value::Array(items) => Value::Array(items.iter().map(|item| only(item, keys)).collect()),
        _ => Value::Null,
    }
}

/// Draws, confirms, locks and dispatches again, as far as the record went, and compares.
pub(super) fn redraw(record: &Record, sealed: &Sealed, checks: &mut Checks) {
    let recomputed = match rerun(record, sealed) {
        Ok(outcome) => outcome,
        Err(reason) => {
            checks.failed("tickets", Article::A16, reason);
            return;
        }
    };
    let recorded = &record.result;
    checks.settle("cap", Article::A14P2, differ("result.groups", &recorded.groups, &recomputed.groups));
    checks.settle("tickets", Article::A16, differ("result.tasks", &recorded.tasks, &recomputed.tasks));
    if recorded.removals.is_some() {
        checks.settle(
            "confirmations",
            Article::A18,
            differ("result.removals", &recorded.removals, &recomputed.removals),
        );
    }
    if recorded.dispatch.is_some() {
        checks.settle(
            "dispatch",
            Article::A18,
            differ("result.dispatch", &recorded.dispatch, &recomputed.dispatch),
        );
    }
}

fn rerun(record: &Record, sealed: &Sealed) -> Result<Outcome, String> {
    let drawn =
        sealed.seed_as_recorded(record.ceremony.clone(), record.digest).map_err(|error| error.to_string())?;
    let drawn = drawn.draw();
    let Some(removals) = &record.result.removals else { return Ok(Outcome::of_drawn(&drawn)) };
    let asked = removals.iter().map(|removal| Removal {
        task: removal.task.clone(),
        id: removal.id.clone(),
        reason: removal.reason,
    });
    let confirmed = drawn.confirm(asked.collect()).map_err(|faults| faults.to_string())?;
    let Some(approval) = &record.result.lock else { return Ok(Outcome::of_confirmed(&confirmed)) };
    let locked = confirmed.lock(approval.clone()).map_err(|error| error.to_string())?;
    if record.result.dispatch.is_none() {
        return Ok(Outcome::of_locked(&locked));
    }
    let dispatched = locked.dispatch().map_err(|faults| faults.to_string())?;
    Ok(Outcome::of_dispatched(&dispatched))
}
