//! 第六条 - the order of stated times, and what others say about them.

use super::officers::{MatchResult, OfficersRecord};
use super::verdict::Checks;
use super::verify::text;
use super::{Record, Stamp};
use crate::base::{Digest, Instant};
use crate::draw::{Ceremony, Seal};
use crate::law::Article;
use crate::plan::{Approval, BeaconPlan, CeremonyPlan};

/// Stated times must be in order; whether they are true needs a token from outside.
pub(super) fn check(record: &Record, checks: &mut Checks) {
    let Record { seal, ceremony, stamps, .. } = record;
    let failure = of_round(seal, ceremony, stamps, record.result.lock.as_ref())
        .or_else(|| record.officers.iter().find_map(|officers| of_match(officers, record)))
        .or_else(|| record.ended.as_ref().and_then(|ending| stamped_late(stamps, Some(ending.at()))));
    let officers = record.officers.iter().map(|officers| (officers.digest, officers.stamps.as_slice()));
    settle(failure, [(record.digest, stamps.as_slice())].into_iter().chain(officers), checks);
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

/// Lists are exported, then sealed, then the seed comes into being, then the list is locked.
pub(super) fn of_round(
    seal: &Seal,
    ceremony: &Ceremony,
    stamps: &[Stamp],
    lock: Option<&Approval>,
) -> Option<String> {
    let exported = seal.lists.iter().filter_map(|list| list.provenance.as_ref());
    let late = exported.filter_map(|provenance| provenance.check_before(seal.sealed_at).err()).next();
    let late = late.map(text);
    let seeded = || seeded(seal.sealed_at, &seal.ceremony, ceremony, stamps);
    late.or_else(seeded).or_else(|| {
        let lock = lock?.date;
        let at = [seal.sealed_at, ceremony.held_at].into_iter().flatten().find(|at| lock < at.date())?;
        Some(format!(
            "锁定日期 {lock} 早于封存或摇号时间 {at} / locked on {lock}, before the seal or ceremony at {at}"
        ))
    })
}

/// The ceremony comes after the seal, and not before the beacon speaks; a stamp before both.
fn seeded(
    sealed_at: Option<Instant>,
    plan: &CeremonyPlan,
    ceremony: &Ceremony,
    stamps: &[Stamp],
) -> Option<String> {
    let held = ceremony.held_at;
    if let Some((sealed, held)) = sealed_at.zip(held).filter(|(sealed, held)| held <= sealed) {
        return Some(format!(
            "摇号时间 {held} 不晚于封存时间 {sealed} / the ceremony at {held} is not after the seal at {sealed}"
        ));
    }
    let published = plan.beacon.as_ref().and_then(BeaconPlan::published_at);
    let early = held.zip(published).filter(|(held, published)| held.unix_seconds() < *published);
    if let Some((held, published)) = early {
        return Some(format!(
            "摇号时间 {held} 早于公开随机数公布（Unix 秒 {published}） / the ceremony at {held} is before the beacon speaks (Unix second {published})"
        ));
    }
    let late = |at: &Instant| published.is_some_and(|published| at.unix_seconds() >= published);
    let stated = stamps.iter().filter_map(|stamp| stamp.stated_at).find(late);
    stated
        .map(|at| format!("时间戳或公证的时间 {at} 不早于公开随机数的公布 / stamped at {at}, not before the beacon spoke"))
        .or_else(|| stamped_late(stamps, held))
}

/// A stamp that was made when the value was known says nothing of a seal before it.
fn stamped_late(stamps: &[Stamp], held: Option<Instant>) -> Option<String> {
    let held = held?;
    let at = stamps.iter().filter_map(|stamp| stamp.stated_at).find(|at| *at >= held)?;
    Some(format!(
        "时间戳或公证的时间 {at} 不早于摇号时间 {held} / stamped at {at}, not before the ceremony at {held}"
    ))
}

/// Officers are sealed after the first ceremony and the lock, and ordered after their own ceremony.
fn of_match(officers: &OfficersRecord, record: &Record) -> Option<String> {
    let OfficersRecord { seal, ceremony, stamps, .. } = officers;
    let id = &seal.id;
    let exported = seal.lists.iter().filter_map(|list| list.provenance.as_ref());
    let late = exported.filter_map(|provenance| provenance.check_before(seal.sealed_at).err()).next();
    let late = late.map(text);
    let seeded = || seeded(seal.sealed_at, &seal.ceremony, ceremony, stamps);
    let order = match &officers.result {
        MatchResult::Matched(matched) => matched.order.as_ref().map(|order| order.date),
        MatchResult::Infeasible(_) | MatchResult::Ended(_) => None,
    };
    let too_early = || {
        let sealed = seal.sealed_at?;
        let held = record.ceremony.held_at.filter(|held| sealed <= *held);
        let spoken = record.seal.ceremony.beacon.as_ref().and_then(BeaconPlan::published_at);
        let lock = record.result.lock.as_ref().filter(|lock| sealed.date() < lock.date);
        let early = held.is_some() || lock.is_some() || spoken.is_some_and(|at| sealed.unix_seconds() < at);
        early.then(|| format!(
            "人员封存时间 {sealed} 早于名单的摇号或锁定 / the officers were sealed at {sealed}, before the list was drawn or locked"
        ))
    };
    let ordered = || {
        let order = order?;
        let at = [seal.sealed_at, ceremony.held_at].into_iter().flatten().find(|at| order < at.date())?;
        Some(format!(
            "任务下达 {order} 早于人员封存或摇号 {at} / ordered on {order}, before the officers were sealed or drawn at {at}"
        ))
    };
    late.or_else(seeded)
        .or_else(too_early)
        .or_else(ordered)
        .map(|found| format!("`{id}`：{}", found.replacen(" / ", &format!(" / `{id}`: "), 1)))
}
