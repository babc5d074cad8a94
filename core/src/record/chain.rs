//! 第六条 - the trace over rounds: no number is missing or doubled, each record names the one before it, and every attempt
//! is there.
//!
//! # The rule
//! The whole course leaves a trace.
//!
//! # Reading
//! Who may draw the same tasks again chooses the result. After an attempt that was withdrawn or void the tasks are sealed
//! again under the next number; after one that came to a list they are not.
//!
//! # Example
//! See [`Ledger`](super::Ledger).

use std::collections::BTreeMap;

use super::verdict::{CheckResult, Checks};
use super::{Published, Record};
use crate::base::order::Arrange as _;
use crate::base::{Digest, Id};
use crate::draw::{Ceremony, Ending, Seal};
use crate::law::Article;
use crate::plan::Task;

/// What the chain reads of a record.
pub(super) struct Link<'a> {
    seal: &'a Seal,
    ceremonies: Vec<&'a Ceremony>,
    ended: Option<&'a Ending>,
    /// `None` for a record that is no JSON, which no reader lets in.
    check_value: Option<Digest>,
}

impl<'a> Link<'a> {
    pub(super) fn of(record: &'a Record) -> Self {
        let matches = record.officers.iter().map(|officers| &officers.ceremony);
        Self {
            seal: &record.seal,
            ceremonies: [&record.ceremony].into_iter().chain(matches).collect(),
            ended: record.ended.as_ref(),
            check_value: record.check_value().ok(),
        }
    }

    pub(super) fn of_published(published: &'a Published) -> Self {
        match published {
            Published::Whole(record) => Self::of(record),
            Published::Embargoed(record) => {
                let matches = record.officers.iter().map(|officers| &officers.ceremony);
                Self {
                    seal: &record.seal,
                    ceremonies: [&record.ceremony].into_iter().chain(matches).collect(),
                    ended: None,
                    check_value: Some(record.record),
                }
            }
        }
    }

    pub(super) fn digest(&self) -> Option<Digest> {
        use crate::base::json;
        let canonical = json::canonical(self.seal).ok()?;
        Some(Seal::digest_of(self.seal.protocol()?, &canonical))
    }
}

/// The links by their numbers, each once.
type Chain<'a, 'b> = BTreeMap<u64, &'b Link<'a>>;

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
    for link in links {
        let Some(number) = link.seal.sequence.map(|number| number.get()) else {
            let round = &link.seal.round;
            doubled = doubled.or(Some(format!("`{round}` 没有编号 / `{round}` has no sequence number")));
            continue;
        };
        let twin = chain.insert(number, link).is_some_and(|twin| twin.check_value != link.check_value);
        if twin {
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
                (expected.is_none() || expected != found).then(|| {
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

/// Tasks that were drawn twice, secrets that were used twice; what was withdrawn or void is named.
fn attempts(links: &[Link<'_>], checks: &mut Checks) {
    let mut sorted: Vec<&Link<'_>> = links.iter().collect();
    sorted.arrange_by_key(|link| link.seal.sequence);
    sorted.dedup_by_key(|link| link.check_value);
    let held = sorted.iter().filter(|link| link.ended.is_none());
    let mut seen: Vec<(&Id, &Task)> = Vec::new();
    let mut again = None;
    for link in held {
        for sealed in &link.seal.tasks {
            if let Some((round, earlier)) = seen.iter().find(|(_, earlier)| same(earlier, &sealed.task)) {
                let (task, other, now) = (&sealed.task.id, &earlier.id, &link.seal.round);
                again = again.or(Some(format!(
                    "`{now}` 的任务 `{task}` 与 `{round}` 的 `{other}` 相同，重复抽取 / task `{task}` of `{now}` is `{other}` of `{round}` drawn again"
                )));
            }
        }
        seen.extend(link.seal.tasks.iter().map(|sealed| (&link.seal.round, &sealed.task)));
    }
    let named: Vec<String> = sorted.iter().filter_map(|link| Some(note(link, link.ended?))).collect();
    let detail = (!named.is_empty()).then(|| named.join("; "));
    match again.or_else(|| reused(&sorted)) {
        Some(failure) => checks.failed(
            "attempts",
            Article::A6,
            [Some(failure), detail].into_iter().flatten().collect::<Vec<_>>().join("; "),
        ),
        None => checks.noted("attempts", Article::A6, CheckResult::Passed, detail),
    }
}

fn note(link: &Link<'_>, ending: &Ending) -> String {
    let number = link.seal.sequence.map_or_else(String::new, |number| format!("{number} "));
    format!("{number}`{}` {}", link.seal.round, ending.sentence())
}

/// Two tasks that share a day and either the name or items and criteria: one of them is the other drawn again.
fn same(one: &Task, other: &Task) -> bool {
    let criteria =
        |task: &Task| task.strata.iter().map(|stratum| stratum.criterion.clone()).collect::<Vec<_>>();
    one.window.intersection(other.window).is_some()
        && (one.id == other.id || (one.items == other.items && criteria(one) == criteria(other)))
}

/// A secret that was public when it was committed to.
fn reused(links: &[&Link<'_>]) -> Option<String> {
    let mut seen: BTreeMap<[u8; 32], &Id> = BTreeMap::new();
    for link in links {
        let reveals = || link.ceremonies.iter().flat_map(|ceremony| &ceremony.parties);
        if let Some((reveal, round)) = reveals().find_map(|reveal| Some((reveal, seen.get(&reveal.secret)?)))
        {
            let (party, now) = (&reveal.party, &link.seal.round);
            return Some(format!(
                "`{party}` 在 `{now}` 用了 `{round}` 已公开的密值 / in `{now}` `{party}` used a secret that `{round}` had made public"
            ));
        }
        seen.extend(reveals().map(|reveal| (reveal.secret, &link.seal.round)));
    }
    None
}
