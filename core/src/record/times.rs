//! 第六条 - the order of stated times, and what others say about them.

use super::officers::{MatchResult, OfficersRecord};
use super::verdict::Checks;
use super::{Record, Stamp};
use crate::base::{Date, Digest, Instant};
use crate::law::Article;

/// Stated times must be in order; whether they are true needs a token from outside.
pub(super) fn check(record: &Record, checks: &mut Checks) {
    let sealed = record.seal.sealed_at;
    let lock = record.result.lock.as_ref().map(|approval| approval.date);
    let held = record.ceremony.held_at;
    let failure = match (sealed, held, lock) {
        (Some(sealed), Some(held), _) if held <= sealed => Some(format!(
            "摇号时间 {held} 不晚于封存时间 {sealed} / the ceremony at {held} is not after the seal at {sealed}"
        )),
        (Some(sealed), _, Some(lock)) if lock < sealed.date() => Some(format!(
            "锁定日期 {lock} 早于封存时间 {sealed} / locked on {lock}, before the seal at {sealed}"
        )),
        _ => stamped_late(&record.stamps, held),
    };
    let failure =
        failure.or_else(|| record.officers.iter().find_map(|officers| officers_times(officers, lock)));
    let failure = failure
        .or_else(|| record.ended.as_ref().and_then(|ending| stamped_late(&record.stamps, Some(ending.at()))));
    let stamps = record.officers.iter().map(|officers| (officers.digest, officers.stamps.as_slice()));
    settle(failure, [(record.digest, record.stamps.as_slice())].into_iter().chain(stamps), checks);
}

/// Failed with `failure`, else open: that a stamp is what it says is for its authority to show.
pub(super) fn settle<'a>(
    failure: Option<String>,
    stamps: impl Iterator<Item = (Digest, &'a [Stamp])>,
    checks: &mut Checks,
) {
    let by_hand: Vec<String> =
        stamps.flat_map(|(seal, stamps)| stamps.iter().map(move |stamp| stamp.by_hand(seal))).collect();
    let missing = "只有自述的时间，没有时间戳或公证编号 / the times are stated, without a time-stamp or notarial number";
    let open = if by_hand.is_empty() { missing.to_owned() } else { by_hand.join("; ") };
    checks.settle_open("times", Article::A6, failure, &open);
}

/// A stamp that was made when the value was known says nothing of a seal before it.
pub(super) fn stamped_late(stamps: &[Stamp], held: Option<Instant>) -> Option<String> {
    let held = held?;
    let at = stamps.iter().filter_map(|stamp| stamp.stated_at).find(|at| *at >= held)?;
    Some(format!(
        "时间戳或公证的时间 {at} 不早于摇号时间 {held} / stamped at {at}, not before the ceremony at {held}"
    ))
}

/// Officers are sealed after the lock, and ordered after their ceremony.
fn officers_times(officers: &OfficersRecord, lock: Option<Date>) -> Option<String> {
    let id = &officers.seal.id;
    let sealed = officers.seal.sealed_at;
    let order = match &officers.result {
        MatchResult::Matched(matched) => matched.order.as_ref().map(|order| order.date),
        MatchResult::Infeasible(_) | MatchResult::Ended(_) => None,
    };
    match (sealed, officers.ceremony.held_at) {
        (Some(sealed), Some(held)) if held <= sealed => Some(format!(
            "`{id}`：摇号时间 {held} 不晚于封存时间 {sealed} / `{id}`: the ceremony at {held} is not after the seal at {sealed}"
        )),
        (Some(sealed), _) if lock.is_some_and(|lock| sealed.date() < lock) => Some(format!(
            "`{id}`：人员封存时间 {sealed} 早于名单锁定 / `{id}`: the officers were sealed at {sealed}, before the list was locked"
        )),
        (Some(sealed), _) if order.is_some_and(|order| order < sealed.date()) => Some(format!(
            "`{id}`：任务下达早于人员封存 {sealed} / `{id}`: ordered before the officers were sealed at {sealed}"
        )),
        _ => stamped_late(&officers.stamps, officers.ceremony.held_at),
    }
}
