//! 核验 - `verify` re-runs a record: alone, with its lists, with the records before it.

use std::collections::BTreeSet;

use super::officers::{MatchResult, OfficersRecord};
use super::outcome::StratumRecord;
use super::verdict::{Checks, Verdict};
use super::{Lists, Record, SCHEMA, chain, rematch, replay};
use crate::base::{Date, Prk, Protocol, json};
use crate::draw::{Seal, Sealed, key};
use crate::law::Article;
use crate::plan::{Approval, Strength};

pub(super) const LISTS_MISSING: &str = "没有提供名录 / the lists are not given";
/// Lists that no secret ties to a blinded seal check nothing.
pub(super) const MASTER_MISSING: &str =
    "名录已加盲，没有提供加盲主密钥 / the rows are blinded, and the master secret is not given";

/// Checks a record. With the lists every ticket is replayed; without them only what the record itself can show.
///
/// The checks, in order: `schema`, `seal-digest`, `approvals`, `roots`, `exclusions`, `commitments`, `seed`,
/// `quotas`, `cap`, `tickets`, `confirmations` and `dispatch` where the record went so far; where officers were
/// matched `merging`, `officers-seal`, `officers-seed`, `officers-pool`, `matching`, `teams`, `attempts`; `times`, `chain`.
pub fn verify(record: &Record, lists: Option<&Lists>, earlier: &[Record]) -> Verdict {
    let mut checks = Checks::default();
    let Some(protocol) = record.seal.protocol().filter(|_| record.schema == SCHEMA) else {
        let (schema, protocol) = (&record.schema, &record.seal.protocol);
        let detail = format!("不认识的格式 `{schema}` `{protocol}` / unknown form `{schema}` `{protocol}`");
        checks.failed("schema", Article::A6, detail);
        return Verdict::of(checks.0);
    };
    checks.passed("schema", Article::A6);
    checks.settle("seal-digest", Article::A16, seal_digest(record, protocol));
    checks.settle("approvals", Article::A6, approvals(record));
    checks.settle(
        "commitments",
        Article::A16,
        record.ceremony.check_secrets(&record.seal.ceremony, protocol, &record.seal.round).err().map(text),
    );
    checks.settle("seed", Article::A16, seed(record));
    let unblinded = |lists: &&Lists| record.seal.blinding.is_none() || lists.master.is_some();
    let missing = if lists.is_none() { LISTS_MISSING } else { MASTER_MISSING };
    let lists = lists.filter(unblinded);
    let sealed = lists.and_then(|lists| replay::reseal_lists(record, lists, &mut checks));
    if let Some(sealed) = &sealed {
        replay::redraw(record, sealed, &mut checks);
    }
    if lists.is_none() {
        alone(record, protocol, missing, &mut checks);
    }
    let lists = lists.zip(sealed.as_ref().map(Sealed::directory));
    rematch::check(record, lists, earlier, &mut checks);
    times(record, &mut checks);
    chain::check(record, earlier, &mut checks);
    Verdict::of(checks.0)
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

pub(super) fn seal_digest(record: &Record, protocol: Protocol) -> Option<String> {
    let canonical = match json::canonical(&record.seal) {
        Ok(canonical) => canonical,
        Err(error) => return Some(error.to_string()),
    };
    let (recorded, found) = (record.digest, Seal::digest_of(protocol, &canonical));
    (recorded != found).then(|| {
        format!("digest: 记录为 {recorded}，重算为 {found} / recorded {recorded}, recomputed {found}")
    })
}

fn approvals(record: &Record) -> Option<String> {
    let mut all = record.seal.approvals.clone().unwrap_or_default();
    all.extend(record.result.lock.clone());
    Approval::check(&all).err().map(text)
}

/// Typed values must be possible, and the strength in the seal the one that its sources have.
fn seed(record: &Record) -> Option<String> {
    if let Err(error) = record.ceremony.check_typed(&record.seal.ceremony) {
        return Some(error.to_string());
    }
    let (recorded, found) = (record.seal.strength, record.seal.ceremony.strength());
    let name = |strength| if strength == Strength::Strong { "strong" } else { "weak" };
    (recorded != found).then(|| {
        let (recorded, found) = (name(recorded), name(found));
        format!("strength: 记录为 {recorded}，应为 {found} / recorded {recorded}, should be {found}")
    })
}

/// What a record shows without its lists: its own arithmetic, and the tickets of those it says were drawn.
fn alone(record: &Record, protocol: Protocol, missing: &str, checks: &mut Checks) {
    checks.open("roots", Article::A10, missing);
    checks.open("exclusions", Article::A14P2, missing);
    checks.settle_open("quotas", Article::A17, quotas(record), missing);
    checks.open("cap", Article::A14P2, missing);
    checks.settle_open("tickets", Article::A16, tickets(record, protocol), missing);
    if record.result.removals.is_some() {
        checks.open("confirmations", Article::A18, missing);
    }
    if record.result.dispatch.is_some() {
        checks.settle_open("dispatch", Article::A18, dispatched(record), missing);
    }
}

fn quotas(record: &Record) -> Option<String> {
    record.seal.tasks.iter().find_map(|sealed| {
        let strata = sealed.task.strata.iter().zip(&sealed.frames).enumerate();
        let wrong = strata.filter(|(_, (stratum, frame))| {
            let quota = stratum.amount.of(frame.size.get(), stratum.rounding);
            frame.quota.get() != quota
                || frame.draws != frame.quota.min(frame.eligible)
                || frame.shortfall.get() != quota.saturating_sub(frame.draws.get())
                || frame.eligible > frame.size
        });
        let at = wrong.map(|(at, _)| at).next();
        let at = at.or_else(|| (sealed.task.strata.len() != sealed.frames.len()).then_some(sealed.frames.len()))?;
        let task = &sealed.task.id;
        Some(format!("任务 `{task}` 第 {at} 分项的数目不符 / the numbers of stratum {at} of task `{task}` do not add up"))
    })
}

pub(super) fn tickets(record: &Record, protocol: Protocol) -> Option<String> {
    let prk: Prk = match record.ceremony.prk(protocol, record.digest) {
        Ok(prk) => prk,
        Err(error) => return Some(error.to_string()),
    };
    let (sealed, drawn) = (&record.seal.tasks, &record.result.tasks);
    if sealed.len() != drawn.len() {
        return Some(format!("result.tasks: {} / {}", drawn.len(), sealed.len()));
    }
    sealed.iter().zip(drawn).find_map(|(sealed, drawn)| {
        let task = &sealed.task.id;
        if drawn.task != *task || drawn.strata.len() != sealed.frames.len() {
            return Some(format!("result.tasks: `{}` / `{task}`", drawn.task));
        }
        drawn.strata.iter().zip(&sealed.frames).enumerate().find_map(|(at, (stratum, frame))| {
            let candidates = frame.eligible.get().saturating_sub(stratum.set_aside.get());
            let count = frame.draws.get().min(candidates);
            let right = stratum.key == key(&sealed.task, at, &prk)
                && stratum.drawn.len() as u64 == count
                && stratum.shortfall.get() == frame.quota.get().saturating_sub(count)
                && in_ticket_order(stratum);
            (!right).then(|| {
                format!("任务 `{task}` 第 {at} 分项的号码不符 / the tickets of stratum {at} of task `{task}` do not fit")
            })
        })
    })
}

/// Every ticket is the hash of key and id, they ascend, and the cutoff is the last.
fn in_ticket_order(stratum: &StratumRecord) -> bool {
    let hashed = stratum.drawn.iter().all(|drawn| stratum.key.ticket(drawn.id.as_bytes()) == drawn.ticket);
    let ascending =
        stratum.drawn.is_sorted_by(|one, other| (one.ticket, &one.id) < (other.ticket, &other.id));
    hashed && ascending && stratum.cutoff == stratum.drawn.last().map(|drawn| drawn.ticket)
}

/// What was dispatched is what was drawn, less the removed, plus the replacements.
fn dispatched(record: &Record) -> Option<String> {
    let mut locked: BTreeSet<(&str, &str)> = BTreeSet::new();
    for task in &record.result.tasks {
        locked.extend(
            task.strata
                .iter()
                .flat_map(|stratum| &stratum.drawn)
                .map(|drawn| (task.task.as_str(), drawn.id.as_str())),
        );
    }
    for removal in record.result.removals.iter().flatten() {
        locked.remove(&(removal.task.as_str(), removal.id.as_str()));
        locked.extend(removal.replacement.iter().map(|next| (removal.task.as_str(), next.id.as_str())));
    }
    let entries = record.result.dispatch.iter().flatten().flat_map(|list| &list.batches).flatten();
    let sent: Vec<(&str, &str)> =
        entries.flat_map(|entry| entry.tasks.iter().map(|task| (task.as_str(), entry.id.as_str()))).collect();
    let distinct: BTreeSet<(&str, &str)> = sent.iter().copied().collect();
    let odd = locked.symmetric_difference(&distinct).next().copied();
    if odd.is_none() && sent.len() == distinct.len() {
        return None;
    }
    let (task, id) = odd.unwrap_or_default();
    Some(format!(
        "派发名单与锁定名单不符：`{task}` `{id}` / the dispatched list is not the locked one: `{task}` `{id}`"
    ))
}

/// Stated times must be in order; whether they are true needs a token from outside.
fn times(record: &Record, checks: &mut Checks) {
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
        _ => None,
    };
    let failure =
        failure.or_else(|| record.officers.iter().find_map(|officers| officers_times(officers, lock)));
    let missing = "只有自述的时间，没有时间戳或公证编号 / the times are stated, without a time-stamp or notarial number";
    checks.settle_open("times", Article::A6, failure, missing);
}

/// Officers are sealed after the lock, and ordered after their ceremony.
fn officers_times(officers: &OfficersRecord, lock: Option<Date>) -> Option<String> {
    let id = &officers.seal.id;
    let sealed = officers.seal.sealed_at;
    let order = match &officers.result {
        MatchResult::Matched(matched) => matched.order.as_ref().map(|order| order.date),
        MatchResult::Infeasible(_) => None,
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
        _ => None,
    }
}
