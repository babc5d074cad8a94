//! 核验 - `verify` re-runs a record: alone, with its lists, with the records before it.

use std::collections::BTreeSet;

use super::chain::{self, Link};
use super::outcome::{Outcome, StratumRecord};
use super::verdict::{CheckResult, Checks, Verdict};
use super::{Lists, Material, Published, Record, SCHEMA, basis, embargo, rematch, replay, times};
use crate::base::order::Gather as _;
use crate::base::{Digest, Faults, Prk, Problem, Protocol, json};
use crate::draw::{Ceremony, Ending, FrameSeal, Seal, key};
use crate::law::Article;
use crate::plan::{Approval, BeaconPlan, CeremonyPlan, Disclosure, Strength};

pub(super) const LISTS_MISSING: &str = "没有提供名录 / the lists are not given";
/// Lists that no secret ties to a blinded seal check nothing.
pub(super) const MASTER_MISSING: &str =
    "名录已加盲，没有提供加盲主密钥 / the rows are blinded, and the master secret is not given";

/// Checks a record. With the lists every ticket is replayed; without them only what the record itself can show.
///
/// The checks, in order: `schema`, `seal-digest`, `approvals`, `basis`; for an attempt that was withdrawn or void `ended`, else
/// `commitments`, `seed` and, where the seal names one, `beacon`; `roots`, `exclusions`, `quotas`, `cap`, `tickets`,
/// `confirmations` and `dispatch` where the record went so far; where officers were matched `merging`, `officers-seal`,
/// `officers-seed`, `officers-pool`, `matching`, `teams`, `replacements`,
/// `match-attempts`; `embargo` where something was kept back; `times`,
/// `chain`, `sequence`, `attempts`.
pub fn verify(record: &Record, lists: Option<&Lists>, earlier: &[Record]) -> Verdict {
    let material = lists.map(Material::try_from);
    of_record(record, material.as_ref().map(Result::as_ref), earlier)
}

/// [`verify`] with lists that are read already: for millions of rows, or several records of one list.
pub fn verify_against(record: &Record, material: &Material, earlier: &[Record]) -> Verdict {
    of_record(record, Some(Ok(material)), earlier)
}

/// Checks a record as the public has it, among others of which some may be under embargo.
///
/// Until the lift a record under embargo shows its seal, what was revealed, and that the rest is settled; every other check is
/// not checkable, and says so.
pub fn verify_published(published: &Published, lists: Option<&Lists>, earlier: &[Published]) -> Verdict {
    among(published, lists, &earlier.iter().collect::<Vec<_>>())
}

/// [`verify_published`] with lists that are read already.
pub fn verify_published_against(
    published: &Published,
    material: &Material,
    earlier: &[Published],
) -> Verdict {
    of_published(published, Some(Ok(material)), &earlier.iter().collect::<Vec<_>>())
}

pub(super) fn among(published: &Published, lists: Option<&Lists>, others: &[&Published]) -> Verdict {
    let material = lists.map(Material::try_from);
    of_published(published, material.as_ref().map(Result::as_ref), others)
}

fn of_published(published: &Published, lists: Given<'_>, others: &[&Published]) -> Verdict {
    let links = others.iter().map(|other| Link::of_published(other)).collect();
    match published {
        Published::Whole(record) => {
            let others: Vec<&Record> = others.iter().filter_map(|other| other.whole()).collect();
            whole(record, lists, &others, links)
        }
        Published::Embargoed(record) => embargo::check(record, lists, Link::of_published(published), links),
    }
}

/// The lists of a record, or why they are none.
pub(super) type Given<'a> = Option<Result<&'a Material, &'a Faults>>;

/// The lists if they can be compared with the seal, and what is missing where they cannot.
pub(super) fn unblinded<'a>(seal: &Seal, lists: Given<'a>) -> (Given<'a>, &'static str) {
    let known = |lists: &Result<&Material, &Faults>| {
        seal.blinding.is_none() || lists.is_err() || lists.is_ok_and(|lists| lists.master.is_some())
    };
    let missing = if lists.is_none() { LISTS_MISSING } else { MASTER_MISSING };
    (lists.filter(known), missing)
}

fn of_record(record: &Record, lists: Given<'_>, earlier: &[Record]) -> Verdict {
    let links = earlier.iter().map(Link::of).collect();
    whole(record, lists, &earlier.iter().collect::<Vec<_>>(), links)
}

fn whole(record: &Record, lists: Given<'_>, earlier: &[&Record], links: Vec<Link<'_>>) -> Verdict {
    let mut checks = Checks::default();
    let Some(protocol) = head(&record.schema, SCHEMA, &record.seal, record.digest, &mut checks) else {
        return Verdict::of(checks.0);
    };
    checks.settle("approvals", Article::A6, approvals(&record.seal, record.result.lock.as_ref()));
    basis::check(&record.seal, lists, &mut checks);
    match &record.ended {
        Some(ending) => match ended(record, ending, protocol) {
            Some(failure) => checks.failed("ended", Article::A6, failure),
            None => match broken_off(ending, &record.seal.ceremony, &record.ceremony) {
                Some(open) => checks.open("ended", Article::A6, &open),
                None => checks.passed("ended", Article::A6),
            },
        },
        None => ceremony(record, protocol, &mut checks),
    }
    let (lists, missing) = unblinded(&record.seal, lists);
    let sealed = lists.and_then(|lists| replay::reseal(&record.seal, lists, &mut checks));
    if let Some(sealed) = sealed.as_ref().filter(|_| record.ended.is_none()) {
        replay::redraw(record, sealed, &mut checks);
    }
    if lists.is_none() {
        pools_alone(&record.seal, missing, &mut checks);
        if record.ended.is_none() {
            alone(record, protocol, missing, &mut checks);
        }
    }
    let lists = lists.and_then(Result::ok).filter(|_| sealed.is_some());
    rematch::check(record, lists, earlier, &mut checks);
    if let Disclosure::Embargoed { party, .. } = &record.seal.disclosure {
        checks.settle("embargo", Article::A6, embargo::planned(&record.seal, party));
    }
    times::check(record, &mut checks);
    chain::check(Link::of(record), links, &mut checks);
    Verdict::of(checks.0)
}

/// `schema` and `seal-digest`: the form is ours, and the check value covers the seal.
pub(super) fn head(
    schema: &str,
    expected: &str,
    seal: &Seal,
    digest: Digest,
    checks: &mut Checks,
) -> Option<Protocol> {
    let Some(protocol) = seal.protocol().filter(|_| schema == expected) else {
        let protocol = &seal.protocol;
        let detail = format!("不认识的格式 `{schema}` `{protocol}` / unknown form `{schema}` `{protocol}`");
        checks.failed("schema", Article::A6, detail);
        return None;
    };
    checks.passed("schema", Article::A6);
    checks.settle("seal-digest", Article::A16, seal_digest(seal, digest, protocol));
    Some(protocol)
}

/// `commitments`, `seed`, `beacon`: everything that entered the seed is what the seal had announced.
fn ceremony(record: &Record, protocol: Protocol, checks: &mut Checks) {
    let Record { seal, ceremony, .. } = record;
    let secrets = ceremony.check_secrets(&seal.ceremony, protocol, &seal.round);
    checks.settle("commitments", Article::A16, secrets.err().map(text));
    seed(seal, ceremony, checks);
    beacon(seal, ceremony, checks);
}

/// The sealed round is the one that the formula gives, and the value is that round's.
pub(super) fn beacon(seal: &Seal, ceremony: &Ceremony, checks: &mut Checks) {
    if seal.ceremony.beacon.is_none() && ceremony.beacon.is_none() {
        return;
    }
    let plan = seal.ceremony.beacon.as_ref().and_then(|plan| plan.check(seal.sealed_at).err());
    match plan.or_else(|| ceremony.check_beacon(&seal.ceremony).err()) {
        Some(failure) => checks.failed("beacon", Article::A16, failure.to_string()),
        None => {
            let look_up = seal.ceremony.beacon.as_ref().map(|plan| plan.look_up().join(" / "));
            checks.noted("beacon", Article::A16, CheckResult::Passed, look_up);
        }
    }
}

/// What an attempt that broke off hangs on: where the beacon had spoken, it was not to be called off.
pub(super) fn broken_off(ending: &Ending, plan: &CeremonyPlan, ceremony: &Ceremony) -> Option<String> {
    let beacon = plan.beacon.as_ref().filter(|_| ending.hangs_on_beacon(plan, ceremony))?;
    let [zh, en] = beacon.look_up();
    Some(format!(
        "作废时只差公开随机数，其值按时已经公布：若确有该轮的值，结果已定，不得作废。{zh} / only the beacon was missing when it was called off, and its value was due: if there is one, the outcome was settled and it was not to be called off; {en}"
    ))
}

/// How strong the seed is and why, with the round of the beacon to look up.
pub(super) fn seed_in_words(plan: &CeremonyPlan) -> [String; 2] {
    let [mut zh, mut en] = plan.strength_in_words();
    if let Some([look, up]) = plan.beacon.as_ref().map(BeaconPlan::look_up) {
        (zh, en) = (format!("{zh}；{look}"), format!("{en}; {up}"));
    }
    [zh, en]
}

/// An attempt without a draw ends as the rules allow, and has no result.
fn ended(record: &Record, ending: &Ending, protocol: Protocol) -> Option<String> {
    if record.result != Outcome::default() || !record.officers.is_empty() {
        return Some("result: 没有摇号就没有结果 / there is no result without a draw".to_owned());
    }
    let beacon =
        record.seal.ceremony.beacon.as_ref().and_then(|plan| plan.check(record.seal.sealed_at).err());
    let faults = || ending.check(&record.seal.promised(protocol), &record.ceremony).err().map(text);
    beacon.map(text).or_else(faults)
}

/// What is wrong, in both languages.
pub(super) fn text(error: impl Problem) -> String {
    format!("{} / {}", error.message_zh(), error.message_en())
}

pub(super) fn seal_digest(seal: &Seal, recorded: Digest, protocol: Protocol) -> Option<String> {
    let canonical = match json::canonical(seal) {
        Ok(canonical) => canonical,
        Err(error) => return Some(error.to_string()),
    };
    let found = Seal::digest_of(protocol, &canonical);
    (recorded != found).then(|| {
        format!("digest: 记录为 {recorded}，重算为 {found} / recorded {recorded}, recomputed {found}")
    })
}

/// Nobody both prepares and approves, and who signed for the seal or an exception did so before it.
pub(super) fn approvals(seal: &Seal, lock: Option<&Approval>) -> Option<String> {
    let mut all = seal.approvals.clone().unwrap_or_default();
    let exceptions = seal.overrides.iter().map(|exception| &exception.approval);
    let late = all.iter().chain(exceptions).find_map(|approval| approval.check_before(seal.sealed_at).err());
    all.extend(lock.cloned());
    late.or_else(|| Approval::check(&all).err()).map(text)
}

/// `seed`: typed values are possible, and the strength in the seal is the one that its sources have.
pub(super) fn seed(seal: &Seal, ceremony: &Ceremony, checks: &mut Checks) {
    let (recorded, found) = (seal.strength, seal.ceremony.strength());
    let name = |strength| if strength == Strength::Strong { "strong" } else { "weak" };
    let [zh, en] = seal.ceremony.strength_in_words();
    let failure = ceremony.check_typed(&seal.ceremony).err().map(text).or_else(|| {
        let recorded = name(recorded);
        (name(found) != recorded)
            .then(|| format!("strength: 记录为 {recorded}，应为 {zh} / recorded {recorded}, should be {en}"))
    });
    match failure {
        Some(failure) => checks.failed("seed", Article::A16, failure),
        None => checks.noted("seed", Article::A16, CheckResult::Passed, Some(format!("{zh} / {en}"))),
    }
}

/// What the pools of a seal show without the lists: their own arithmetic.
pub(super) fn pools_alone(seal: &Seal, missing: &str, checks: &mut Checks) {
    checks.open("roots", Article::A10, missing);
    checks.open("exclusions", Article::A14P2, missing);
    checks.settle_open("quotas", Article::A17, quotas(seal), missing);
}

/// What a record shows without its lists: the tickets of those it says were drawn.
fn alone(record: &Record, protocol: Protocol, missing: &str, checks: &mut Checks) {
    checks.open("cap", Article::A14P2, missing);
    checks.settle_open("tickets", Article::A16, tickets(record, protocol), missing);
    if record.result.removals.is_some() {
        checks.open("confirmations", Article::A18, missing);
    }
    if record.result.dispatch.is_some() {
        checks.settle_open("dispatch", Article::A18, dispatched(record), missing);
    }
}

fn quotas(seal: &Seal) -> Option<String> {
    seal.tasks.iter().find_map(|sealed| {
        let strata = sealed.task.strata.iter().zip(&sealed.frames).enumerate();
        let wrong = strata.filter(|(_, (stratum, frame))| {
            let base = FrameSeal::base(&seal.rules, frame.size.get(), frame.eligible.get());
            let quota = stratum.amount.of(base, stratum.rounding);
            frame.quota.get() != quota
                || frame.allowed(0, &seal.rules).is_err()
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
            let right = stratum.key.of_suite(protocol.suite) == key(&sealed.task, at, &prk)
                && stratum.drawn.len() as u64 == count
                && stratum.shortfall.get() == frame.quota.get().saturating_sub(count)
                && in_ticket_order(stratum, protocol);
            (!right).then(|| {
                format!("任务 `{task}` 第 {at} 分项的号码不符 / the tickets of stratum {at} of task `{task}` do not fit")
            })
        })
    })
}

/// Every ticket is the hash of key and id, they ascend, and the cutoff is the last.
fn in_ticket_order(stratum: &StratumRecord, protocol: Protocol) -> bool {
    let key = stratum.key.of_suite(protocol.suite);
    let hashed = stratum.drawn.iter().all(|drawn| key.ticket(drawn.id.as_bytes()) == drawn.ticket);
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
    let distinct: BTreeSet<(&str, &str)> = sent.iter().copied().gather();
    let odd = locked.symmetric_difference(&distinct).next().copied();
    if odd.is_none() && sent.len() == distinct.len() {
        return None;
    }
    let (task, id) = odd.unwrap_or_default();
    Some(format!(
        "派发名单与锁定名单不符：`{task}` `{id}` / the dispatched list is not the locked one: `{task}` `{id}`"
    ))
}
