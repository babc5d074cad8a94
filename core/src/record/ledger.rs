//! 第六条 - the ledger (抽查台账): all records of an authority, one after the other, with what came to nothing.

use super::chain::{self, Link};
use super::verdict::{Checks, Verdict};
use super::{Lists, Published, verify};
use crate::base::{Date, Digest};
use crate::law::Article;

/// 抽查台账 - the records of one authority, in any order.
///
/// ```
/// use double_random::record::Ledger;
///
/// let verdict = Ledger::default().check("2026-12-31".parse()?);
/// let names: Vec<_> = verdict.checks.iter().map(|check| check.name).collect();
/// assert_eq!(names, ["chain", "sequence", "attempts", "embargo"]);
/// # Ok::<(), double_random::base::date::DateError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    entries: Vec<Published>,
    announced: Vec<Digest>,
}

impl Ledger {
    /// The ledger of these records, whole or under embargo.
    pub fn new<E: Into<Published>>(entries: impl IntoIterator<Item = E>) -> Self {
        Self { entries: entries.into_iter().map(Into::into).collect(), announced: Vec::new() }
    }

    /// The same ledger, with the check values of seals that were announced. Each must have a record: who lets an announced
    /// seal vanish had an attempt that nobody is to see.
    #[must_use]
    pub fn announced(mut self, seals: impl IntoIterator<Item = Digest>) -> Self {
        self.announced.extend(seals);
        self
    }

    /// The records.
    pub fn entries(&self) -> &[Published] {
        &self.entries
    }

    /// Checks the records among each other: `chain` and `sequence` (a broken link, a rehearsal among the real ones, a gap, a
    /// number that stands twice), `attempts` (what was withdrawn or void is named, tasks drawn again or an announced seal
    /// without a record fail), `embargo` (what should be public on `today`).
    pub fn check(&self, today: Date) -> Verdict {
        let links: Vec<Link<'_>> = self.entries.iter().map(Link::of_published).collect();
        let mut checks = Checks::default();
        chain::check_all(&links, &mut checks);
        let vanished =
            self.announced.iter().find(|seal| links.iter().all(|link| link.digest() != Some(**seal)));
        if let Some(seal) = vanished {
            checks.fail_also(
                "attempts",
                format!("已公布的封存 {seal} 没有记录 / the announced seal {seal} has no record"),
            );
        }
        checks.settle("embargo", Article::A6, self.late(today));
        Verdict::of_ledger(checks.0)
    }

    /// A record that is still under embargo after its day. It voids nothing, and everybody sees it.
    fn late(&self, today: Date) -> Option<String> {
        self.entries.iter().find_map(|entry| {
            let whole = |other: &Published| {
                let named = entry.check_value().ok();
                let whole = other.whole().filter(|_| named.is_some());
                // matches may have been held since
                whole.is_some_and(|whole| {
                    whole.check_value().ok() == named || whole.check_value_at_dispatch().ok() == named
                })
            };
            let lift = entry.seal().disclosure.lift().filter(|lift| *lift <= today)?;
            (entry.whole().is_none() && !self.entries.iter().any(whole)).then(|| {
                let round = &entry.seal().round;
                format!("`{round}` 应于 {lift} 全部公布 / `{round}` was to be public on {lift}")
            })
        })
    }

    /// Checks one of the records, by its place, against its lists and all the others.
    pub fn verify(&self, at: usize, lists: Option<&Lists>) -> Option<Verdict> {
        let entry = self.entries.get(at)?;
        let others = self.entries.iter().enumerate().filter(|(other, _)| *other != at);
        let others: Vec<&Published> = others.map(|(_, other)| other).collect();
        Some(verify::among(entry, lists, &others))
    }
}
