//! What the published record says of one target: for whoever issues a certificate, and again for whoever checks it.

use super::evidence::SetAsideProof;
use super::{DrawOutcome, PoolCertificate, Sent, VisitCertificate, words};
use crate::base::merkle::{self, Inclusion};
use crate::base::{Id, Int53};
use crate::draw::Fraction;
use crate::record::outcome::RemovalRecord;
use crate::record::{BatchEntry, MatchResult, OfficersRecord, Record, TeamRecord};

/// The answer for a target that is in the pool of `stratum` of the task with number `task`; `None` where the record has
/// no such stratum.
pub(super) fn of_pool(
    record: &Record,
    id: &Id,
    (task, stratum): (usize, u64),
    proof: Inclusion,
    set_aside: Option<SetAsideProof>,
) -> Option<PoolCertificate> {
    let sealed = record.seal.tasks.get(task)?;
    let frame = sealed.frames.get(usize::try_from(stratum).ok()?)?;
    let task = &sealed.task.id;
    let recorded = record.result.tasks.iter().find(|recorded| recorded.task == *task)?;
    let drawn = recorded.strata.get(usize::try_from(stratum).ok()?)?;
    let stratum = Int53::count(stratum);
    let candidates = Int53::count(frame.eligible.get().saturating_sub(drawn.set_aside.get()));
    let draws = if set_aside.is_some() { Int53::default() } else { frame.draws.min(candidates) };
    // a key as it is written does not say its suite
    let protocol = record.seal.protocol().unwrap_or_default();
    let key = drawn.key.of_suite(protocol.suite);
    let removals = || record.result.removals.iter().flatten().filter(|removal| removal.task == *task);
    let came_in = |removal: &RemovalRecord| removal.replacement.as_ref().is_some_and(|next| next.id == *id);
    let idh = merkle::id_hash(protocol, "targets", id.as_str());
    let outcome = if drawn.drawn.iter().any(|drawn| drawn.id == *id) {
        DrawOutcome::Drawn
    } else if removals().any(came_in) {
        DrawOutcome::CameIn
    } else if set_aside.is_some() {
        DrawOutcome::SetAside
    } else {
        DrawOutcome::NotDrawn
    };
    Some(PoolCertificate {
        stratum,
        proof,
        sealed: Fraction { draws: frame.draws, candidates: frame.eligible },
        given: Fraction { draws, candidates },
        set_aside,
        key,
        ticket: key.ticket(id.as_bytes()),
        cutoff: drawn.cutoff,
        outcome,
        removed: removals().find(|removal| removal.id == *id).map(|removal| removal.reason),
        passed_over: removals()
            .any(|removal| removal.stratum == stratum && removal.passed_over.contains(&idh)),
        dispatched: sent(record, task, id),
        by_hand: words::by_hand(&key, id),
    })
}

fn sent(record: &Record, task: &Id, id: &Id) -> Option<Sent> {
    record.result.dispatch.iter().flatten().find_map(|list| {
        let mut batches = (0..).zip(&list.batches);
        let holds = |(_, batch): &(u64, &Vec<BatchEntry>)| {
            batch.iter().any(|entry| entry.id == *id && entry.tasks.contains(task))
        };
        let (batch, _) = batches.find(holds)?;
        Some(Sent { unit: list.unit.clone(), batch: Int53::count(batch) })
    })
}

/// The visits at the target that carry out tasks of this record.
pub(super) fn visits(record: &Record, id: &Id) -> Vec<VisitCertificate> {
    record.officers.iter().flat_map(|held| of_match(record, held, id)).collect()
}

fn of_match(record: &Record, held: &OfficersRecord, id: &Id) -> Vec<VisitCertificate> {
    let matched = match &held.result {
        MatchResult::Matched(matched) => Some(matched),
        MatchResult::Infeasible(_) | MatchResult::Ended(_) => None,
    };
    let published = |officer: u32| {
        let person = matched?.people.iter().find(|person| person.officer == officer)?;
        Some(person.published.clone())
    };
    let visits = (0..).zip(&held.seal.visits).filter(|(_, visit)| visit.target == *id);
    let certified = visits.filter_map(|(number, visit)| {
        let own = visit.tasks.iter().filter(|task| task.seal == record.digest);
        let tasks: Vec<Id> = own.map(|task| task.task.clone()).collect();
        let team = matched.and_then(|matched| matched.team_now(number));
        let members = |team: &TeamRecord| team.members.iter().copied().filter_map(published).collect();
        (!tasks.is_empty()).then(|| VisitCertificate {
            matching: held.seal.id.clone(),
            unit: held.seal.unit.clone(),
            visit: Int53::from(number),
            window: visit.window,
            tasks,
            team: team.as_ref().map(members),
            leader: team.and_then(|team| team.leader).and_then(published),
            ordered: matched.is_some_and(|matched| matched.order.is_some()),
        })
    });
    certified.collect()
}
