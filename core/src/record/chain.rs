//! 第六条 - the trace over rounds: no number is missing or doubled, each record names the one before it.
//!
//! # The rule
//! The whole course leaves a trace.
//!
//! # Reading
//! A record that is missing, doubled, or unlinked is an attempt that nobody is to see. What the attempts themselves show stands
//! in `attempts`.
//!
//! # Example
//! See [`Ledger`](super::Ledger).

use std::collections::BTreeMap;

use super::attempts::attempts;
use super::officers::MatchResult;
use super::verdict::Checks;
use super::{Published, Record};
use crate::base::order::Arrange as _;
use crate::base::{Digest, Id, Instant};
use crate::draw::{Ceremony, Ending, Seal};
use crate::law::Article;

/// What the chain reads of a record.
pub(super) struct Link<'a> {
    pub(super) seal: &'a Seal,
    /// Round and matches in their order.
    pub(super) held: Vec<Held<'a>>,
    pub(super) ended: Option<&'a Ending>,
    /// `None` for a record that is no JSON, which no reader lets in.
    check_value: Option<Digest>,
    /// That of the record before its matches, where it has some: they may go on when the next round is sealed.
    at_dispatch: Option<Digest>,
}

/// A ceremony as it stands in a record.
pub(super) struct Held<'a> {
    /// The check value of the seal.
    pub(super) digest: Digest,
    /// The round or match; that of the round where a match under embargo does not say.
    pub(super) name: &'a Id,
    pub(super) sealed_at: Option<Instant>,
    pub(super) ceremony: &'a Ceremony,
    /// Whether it came to a result; none where that is kept back.
    pub(super) drawn: Option<bool>,
}

impl<'a> Link<'a> {
    pub(super) fn of(record: &'a Record) -> Self {
        let matches = record.officers.iter().map(|officers| Held {
            digest: officers.digest,
            name: &officers.seal.id,
            sealed_at: officers.seal.sealed_at,
            ceremony: &officers.ceremony,
            drawn: Some(!matches!(officers.result, MatchResult::Ended(_))),
        });
        let round = Held::of_round(&record.seal, record.digest, &record.ceremony, record.ended.is_none());
        Self {
            seal: &record.seal,
            held: [round].into_iter().chain(matches).collect(),
            ended: record.ended.as_ref(),
            check_value: record.check_value().ok(),
            at_dispatch: (!record.officers.is_empty())
                .then(|| record.check_value_at_dispatch().ok())
                .flatten(),
        }
    }

    pub(super) fn of_published(published: &'a Published) -> Self {
        match published {
            Published::Whole(record) => Self::of(record),
            Published::Embargoed(record) => {
                let matches = record.officers.iter().map(|officers| Held {
                    digest: officers.digest,
                    name: &record.seal.round,
                    sealed_at: None,
                    ceremony: &officers.ceremony,
                    drawn: None,
                });
                // what is called off has nothing to keep back
                let round = Held::of_round(&record.seal, record.digest, &record.ceremony, true);
                Self {
                    seal: &record.seal,
                    held: [round].into_iter().chain(matches).collect(),
                    ended: None,
                    check_value: Some(record.record),
                    at_dispatch: None,
                }
            }
        }
    }

    /// Whether `name` is its check value, as it is or as it stood at the dispatch.
    fn is_named(&self, name: Option<Digest>) -> bool {
        name.is_some() && (self.check_value == name || self.at_dispatch == name)
    }

    /// Whether it is `other`, with its matches or as far as `other` goes.
    fn covers(&self, other: &Self) -> bool {
        self.is_named(other.check_value)
    }

    pub(super) fn digest(&self) -> Option<Digest> {
        use crate::base::json;
        let canonical = json::canonical(self.seal).ok()?;
        Some(Seal::digest_of(self.seal.protocol()?, &canonical))
    }
}

impl<'a> Held<'a> {
    fn of_round(seal: &'a Seal, digest: Digest, ceremony: &'a Ceremony, drawn: bool) -> Self {
        Self { digest, name: &seal.round, sealed_at: seal.sealed_at, ceremony, drawn: Some(drawn) }
    }
}

/// The links by their numbers, each once.
type Chain<'a, 'b> = BTreeMap<u64, &'b Link<'a>>;

/// The links in the order of their numbers; of a record that is given twice, once before its matches, the whole one.
pub(super) fn distinct<'a, 'b>(links: &'b [Link<'a>]) -> Vec<&'b Link<'a>> {
    let mut sorted: Vec<&Link<'_>> = links.iter().collect();
    sorted.arrange_by_key(|link| link.seal.sequence);
    let mut kept: Vec<&Link<'_>> = Vec::new();
    for link in sorted {
        let same = |other: &&'b Link<'a>| {
            other.seal.sequence == link.seal.sequence && (link.covers(other) || other.covers(link))
        };
        let at = kept.iter().rposition(same);
        match at.and_then(|at| kept.get_mut(at)) {
            Some(other) if link.covers(other) => *other = link,
            Some(_) => {}
            None => kept.push(link),
        }
    }
    kept
}

const ALONE: &str = "没有提供此前的记录 / no earlier record is given";

/// Checks `record` against the records before it: `chain`, `sequence`, `attempts`.
pub(super) fn check(record: Link<'_>, earlier: Vec<Link<'_>>, checks: &mut Checks) {
    let unnumbered = record.seal.sequence.is_none();
    if earlier.is_empty() || unnumbered {
        let missing = if unnumbered { "封存没有编号 / the seal has no sequence number" } else { ALONE };
        checks.open("chain", Article::A6, missing);
        checks.open("sequence", Article::A6, missing);
    }
    let alone = earlier.is_empty();
    let links: Vec<Link<'_>> = [record].into_iter().chain(earlier).collect();
    match (alone, unnumbered) {
        (true, _) => checks.open("attempts", Article::A6, ALONE),
        (false, true) => attempts(&links, checks),
        (false, false) => check_all(&links, checks),
    }
}

/// Checks the links among each other.
pub(super) fn check_all(links: &[Link<'_>], checks: &mut Checks) {
    let mut chain: Chain<'_, '_> = BTreeMap::new();
    let mut doubled = None;
    for link in distinct(links) {
        let Some(number) = link.seal.sequence.map(|number| number.get()) else {
            let round = &link.seal.round;
            doubled = doubled.or(Some(format!("`{round}` 没有编号 / `{round}` has no sequence number")));
            continue;
        };
        if chain.insert(number, link).is_some() {
            doubled =
                doubled.or(Some(format!("编号 {number} 有两份记录 / two records carry number {number}")));
        }
    }
    checks.settle("chain", Article::A6, broken(&chain).or_else(|| rehearsed(links)));
    sequence(&chain, doubled, checks);
    attempts(links, checks);
}

/// A record that does not name the one before it.
fn broken(chain: &Chain<'_, '_>) -> Option<String> {
    let pairs = chain.iter().zip(chain.iter().skip(1));
    let named = |found: Option<Digest>| found.map_or_else(|| "null".to_owned(), |digest| digest.to_string());
    let first = chain.get(&1).and_then(|link| link.seal.previous).map(|found| {
        format!("编号 1 指向 {found}，之前没有记录 / number 1 names {found}, and there is none before it")
    });
    first.or_else(|| {
        pairs.filter(|((number, _), (next, _))| **next == *number + 1).find_map(
            |((number, before), (next, after))| {
                let (expected, found) = (before.check_value, after.seal.previous);
                (!before.is_named(found)).then(|| {
                    let (expected, found) = (named(expected), named(found));
                    format!("编号 {next} 指向 {found}，编号 {number} 为 {expected} / number {next} names {found}, number {number} is {expected}")
                })
            },
        )
    })
}

/// Nothing of a rehearsal stands among the real ones.
fn rehearsed(links: &[Link<'_>]) -> Option<String> {
    let rehearsal = |link: &&Link<'_>| link.seal.protocol().is_some_and(|protocol| protocol.rehearsal);
    if links.iter().all(|link| rehearsal(&link)) {
        return None;
    }
    let round = &links.iter().find(rehearsal)?.seal.round;
    Some(format!(
        "`{round}` 是演练，不在抽查之列 / `{round}` is a rehearsal, which has no place among real rounds"
    ))
}

/// A number that stands twice, or is missing; before the first given one nothing is known.
fn sequence(chain: &Chain<'_, '_>, doubled: Option<String>, checks: &mut Checks) {
    let mut numbers = chain.keys().zip(chain.keys().skip(1));
    let gap = numbers.find(|(number, next)| **next != **number + 1).map(|(number, _)| {
        let missing = number + 1;
        format!("缺少编号 {missing} / number {missing} is missing")
    });
    let first = chain.keys().next().copied().unwrap_or_default();
    match doubled.or(gap) {
        None if first > 1 => {
            let missing =
                format!("没有提供编号 {first} 之前的记录 / no record before number {first} is given");
            checks.open("sequence", Article::A6, &missing);
        }
        found => checks.settle("sequence", Article::A6, found),
    }
}
