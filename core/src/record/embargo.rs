//! 第六条 - checking a record under embargo: what the public part shows by itself, and what it cannot show before the lift.

use super::chain::{self, Link};
use super::published::{EMBARGOED_SCHEMA, EmbargoedRecord};
use super::verdict::{Checks, Verdict};
use super::{basis, replay, times, verify};
use crate::base::{Id, Protocol};
use crate::draw::Seal;
use crate::law::Article;
use crate::plan::Disclosure;

/// Checks what is public of `record`.
pub(super) fn check(
    record: &EmbargoedRecord,
    lists: verify::Given<'_>,
    own: Link<'_>,
    links: Vec<Link<'_>>,
) -> Verdict {
    let mut checks = Checks::default();
    let seal = &record.seal;
    let Some(protocol) = verify::head(&record.schema, EMBARGOED_SCHEMA, seal, record.digest, &mut checks)
    else {
        return Verdict::of(checks.0);
    };
    let (lift, party) = match &seal.disclosure {
        Disclosure::Embargoed { lift, party } => (lift.to_string(), Some(party)),
        Disclosure::Open => ("-".to_owned(), None),
    };
    let kept_back = format!("{lift} 公布后才能核验 / checkable once it is public, on {lift}");
    checks.settle("approvals", Article::A6, verify::approvals(seal, record.lock.as_ref()));
    basis::check(seal, lists, &mut checks);
    checks.settle_open("commitments", Article::A16, commitments(record, party, protocol), &kept_back);
    verify::seed(seal, &record.ceremony, &mut checks);
    verify::beacon(seal, &record.ceremony, &mut checks);
    let (lists, missing) = verify::unblinded(seal, lists);
    match lists {
        Some(lists) => _ = replay::reseal(seal, lists, &mut checks),
        None => verify::pools_alone(seal, missing, &mut checks),
    }
    for (name, article) in [("cap", Article::A14P2), ("tickets", Article::A16)] {
        checks.open(name, article, &kept_back);
    }
    if record.lock.is_some() {
        checks.open("confirmations", Article::A18, &kept_back);
    }
    if record.dispatched {
        checks.open("dispatch", Article::A18, &kept_back);
    }
    if !record.officers.is_empty() {
        checks.open("matching", Article::A20P2, &kept_back);
    }
    let failure = match party {
        Some(party) => planned(seal, party).or_else(|| leaked(record, party)),
        None => Some("封存约定随即公布 / the seal says that everything is public at once".to_owned()),
    };
    checks.settle("embargo", Article::A6, failure);
    let late = times::of_round(seal, &record.ceremony, &record.stamps, record.lock.as_ref());
    let stamps = record.officers.iter().map(|officers| (officers.digest, officers.stamps.as_slice()));
    times::settle(late, [(record.digest, record.stamps.as_slice())].into_iter().chain(stamps), &mut checks);
    chain::check(own, links, &mut checks);
    Verdict::of(checks.0)
}

/// The party whose secret is kept back committed to it, and the day was still to come.
pub(super) fn planned(seal: &Seal, party: &Id) -> Option<String> {
    let promised = seal.ceremony.parties.iter().any(|plan| plan.party == *party);
    let sealed_on = seal.sealed_at.map_or(seal.as_of, |at| at.date());
    let lift = seal.disclosure.lift().filter(|lift| *lift > sealed_on);
    (!promised || lift.is_none()).then(|| {
        format!("`{party}` 没有登记承诺值，或公布日期不晚于封存 / `{party}` committed to nothing, or the lift is not after the seal")
    })
}

/// All but one party revealed what they had committed to.
fn commitments(record: &EmbargoedRecord, party: Option<&Id>, protocol: Protocol) -> Option<String> {
    let mut others = record.seal.ceremony.clone();
    others.parties.retain(|plan| Some(&plan.party) != party);
    let mut ceremony = record.ceremony.clone();
    ceremony.parties.retain(|reveal| Some(&reveal.party) != party);
    let checked = ceremony.check_secrets(&others, protocol, &record.seal.round);
    checked.err().map(|error| error.to_string())
}

/// The secret stands in what was published.
fn leaked(record: &EmbargoedRecord, party: &Id) -> Option<String> {
    let leaked = record.ceremony.parties.iter().any(|reveal| reveal.party == *party);
    leaked.then(|| {
        format!("`{party}` 的密值已经公开，可以算出全部号码 / the secret of `{party}` is public, and with it every ticket")
    })
}
