//! 第六条 - every attempt is there, and none is repeated until a favourite comes out.
//!
//! # The rule
//! The whole course leaves a trace.
//!
//! # Reading
//! Who may draw the same tasks again chooses the result. After an attempt that was withdrawn or void the tasks are sealed
//! again under the next number; after one that came to a list they are not, and what came to a result is not called off in
//! another record. A secret or value that was public is none.
//!
//! # Example
//! See [`Ledger`](super::Ledger).

use std::collections::{BTreeMap, BTreeSet};

use super::chain::{Held, Link, distinct};
use super::verdict::{CheckResult, Checks, in_both};
use crate::base::order::Gather as _;
use crate::base::{Digest, Id};
use crate::draw::{Ending, TaskSeal};
use crate::law::Article;
use crate::plan::Task;

/// `attempts`: nothing is drawn, or used, twice; what was withdrawn or void is named.
pub(super) fn attempts(links: &[Link<'_>], checks: &mut Checks) {
    let sorted = distinct(links);
    let held: Vec<&Held<'_>> = sorted.iter().flat_map(|link| &link.held).collect();
    let failure = called_off(&held).or_else(|| again(&sorted)).or_else(|| reused(&held));
    let named: Vec<[String; 2]> = sorted.iter().filter_map(|link| Some(note(link, link.ended?))).collect();
    let named = in_both(&named);
    match failure {
        Some(failure) => {
            let detail = [Some(failure), named].into_iter().flatten().collect::<Vec<_>>().join("; ");
            checks.failed("attempts", Article::A6, detail);
        }
        None => checks.noted("attempts", Article::A6, CheckResult::Passed, named),
    }
}

fn note(link: &Link<'_>, ending: &Ending) -> [String; 2] {
    let number = link.seal.sequence.map_or_else(String::new, |number| format!("{number} "));
    let round = &link.seal.round;
    ending.in_words().map(|words| format!("{number}`{round}` {words}"))
}

/// A seal that came to a result in one record and to none in another: it was called off when the result was known.
fn called_off(held: &[&Held<'_>]) -> Option<String> {
    let mut known: BTreeMap<Digest, bool> = BTreeMap::new();
    held.iter().find_map(|held| {
        let (digest, name, drawn) = (held.digest, held.name, held.drawn?);
        let before = known.insert(digest, drawn);
        before.is_some_and(|before| before != drawn).then(|| {
            format!("`{name}` 的封存 {digest} 已有结果，又记为撤回或作废 / seal {digest} of `{name}` came to a result and is called off in another record")
        })
    })
}

/// A task that was drawn twice.
fn again(links: &[&Link<'_>]) -> Option<String> {
    let mut seen: Vec<(&Id, &TaskSeal)> = Vec::new();
    for link in links.iter().filter(|link| link.ended.is_none()) {
        let now = &link.seal.round;
        for sealed in &link.seal.tasks {
            if let Some((round, earlier)) = seen.iter().find(|(_, earlier)| same(earlier, sealed)) {
                let (task, other) = (&sealed.task.id, &earlier.task.id);
                return Some(format!(
                    "`{now}` 的任务 `{task}` 与 `{round}` 的 `{other}` 相同，重复抽取 / task `{task}` of `{now}` is `{other}` of `{round}` drawn again"
                ));
            }
        }
        seen.extend(link.seal.tasks.iter().map(|sealed| (now, sealed)));
    }
    None
}

/// Two tasks that share a day and either the name, or items and criteria, or an item and a pool, however the criterion of that
/// is worded: one of them is the other drawn again.
fn same(one: &TaskSeal, other: &TaskSeal) -> bool {
    let criteria =
        |task: &Task| task.strata.iter().map(|stratum| stratum.criterion.clone()).collect::<Vec<_>>();
    let pools = |sealed: &TaskSeal| -> BTreeSet<Digest> {
        let frames = sealed.frames.iter().filter(|frame| frame.eligible.get() > 0);
        frames.map(|frame| frame.root).gather()
    };
    let (first, second) = (&one.task, &other.task);
    first.window.intersection(second.window).is_some()
        && (first.id == second.id
            || (first.items == second.items && criteria(first) == criteria(second))
            || (first.items.iter().any(|item| second.items.contains(item))
                && !pools(one).is_disjoint(&pools(other))))
}

/// A secret that was public when it was committed to, or values that were not thrown again.
fn reused(held: &[&Held<'_>]) -> Option<String> {
    let mut seals = BTreeSet::new();
    let once = held.iter().filter(|held| seals.insert(held.digest));
    let mut secrets: BTreeMap<[u8; 32], &Held<'_>> = BTreeMap::new();
    let mut values: BTreeMap<&str, Vec<&Held<'_>>> = BTreeMap::new();
    for now in once {
        // one sitting may open several seals at once
        let public = |before: &Held<'_>| {
            before.ceremony.held_at.zip(now.sealed_at).is_none_or(|(held_at, sealed_at)| held_at <= sealed_at)
        };
        let name = now.name;
        let reveals = || now.ceremony.parties.iter();
        let known = reveals().find_map(|reveal| {
            let before = secrets.get(&reveal.secret).filter(|before| public(before))?;
            Some((&reveal.party, before.name))
        });
        if let Some((party, before)) = known {
            return Some(format!(
                "`{party}` 在 `{name}` 用了 `{before}` 已公开的密值 / in `{name}` `{party}` used a secret that `{before}` had made public"
            ));
        }
        let typed = || now.ceremony.typed.iter().map(|typed| typed.value.as_str());
        let mut before = typed().filter_map(|value| values.get(value)).flatten();
        if let Some(before) = before.find(|before| public(before) && now.ceremony.typed_from(before.ceremony))
        {
            let before = before.name;
            return Some(format!(
                "`{name}` 录入的值是 `{before}` 的，没有重新产生 / the typed values of `{name}` are those of `{before}`, they were not made anew"
            ));
        }
        for reveal in reveals() {
            secrets.entry(reveal.secret).or_insert(now);
        }
        typed().for_each(|value| values.entry(value).or_default().push(now));
    }
    None
}
