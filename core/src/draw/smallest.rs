//! 第十六条 - the draw itself: the smallest tickets of every stratum, in one pass over the list.
//!
//! # The rule
//! In each stratum the `quota` smallest by (ticket, id) are drawn, in that order; where there are fewer, all.
//!
//! # How
//! A ticket is as good as a random number, so a share `quota / candidates` of them lies below that share of the
//! largest number. Only tickets below it, and a margin, are kept: memory for the winners, not for the list. Where
//! too few are found, the bound is raised and the stratum read again, so that the margin never decides anything.

use std::cmp::Ordering;

use crate::base::protocol::Ticketer;
use crate::base::suite::Block;
use crate::base::{Digest, Key};
use crate::directory::{TextColumn, TextSlice};

/// The stratum number of a row that is in none.
pub const NO_STRATUM: u16 = u16::MAX;

/// How far the first bound lies above the quota, in standard deviations: less than one stratum in 10^13 is read again.
const MARGIN: u64 = 8;
/// Rows per part of the list; a part's ids stay in the cache of one core.
const PART: u32 = 1 << 13;
/// Blocks that are filled before the first of them is hashed.
const BATCH: usize = 16;

/// What is wanted of one stratum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The key that makes the stratum's tickets.
    pub key: Key,
    /// How many are to be drawn.
    pub quota: u64,
    /// How many rows the stratum has. Only time and memory depend on it: a wrong number never changes a result.
    pub candidates: u64,
}

/// A row that is drawn, and the ticket by which it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Winner {
    /// 摇号号码 - the ticket.
    pub ticket: Digest,
    /// The row in the list of ids.
    pub row: u32,
}

/// The `quota` smallest rows by (ticket, id) of every stratum, in that order; all where there are fewer.
///
/// `strata` gives the stratum of each row, as an index into `wanted`; [`NO_STRATUM`] and any other number beyond it
/// mean that the row takes no part, as do rows beyond the end of `strata`. Neither the order of rows nor the number of
/// threads matters. Should an id stand there twice, the smaller row comes first; see [`TextColumn::first_duplicate`].
///
/// ```
/// use double_random::directory::TextColumn;
/// use double_random::draw::{Wanted, smallest};
///
/// let mut ids = TextColumn::default();
/// for id in ["T-1", "T-2", "T-3", "T-4"] {
///     ids.push(id)?;
/// }
/// let key: double_random::base::Key = "000102030405060708090a0b0c0d0e0f".parse()?;
/// let drawn = smallest(&ids, &[0, 0, 1, 0], &[Wanted { key, quota: 2, candidates: 3 }]);
/// let drawn: Vec<&str> = drawn[0].iter().map(|winner| ids.get(winner.row)).collect();
/// assert_eq!(drawn, ["T-2", "T-4"]); // printf '%s' 000102030405060708090a0b0c0d0e0fT-2 | sha256sum
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn smallest(ids: &TextColumn, strata: &[u16], wanted: &[Wanted]) -> Vec<Vec<Winner>> {
    smallest_within(ids, strata, wanted, MARGIN).0
}

/// [`smallest`] with another margin; also says how often the list was read.
fn smallest_within(
    ids: &TextColumn,
    strata: &[u16],
    wanted: &[Wanted],
    margin: u64,
) -> (Vec<Vec<Winner>>, u32) {
    let mut searches: Vec<Option<Search>> = wanted.iter().map(|wanted| Search::new(wanted, margin)).collect();
    let mut drawn: Vec<Vec<Winner>> = vec![Vec::new(); wanted.len()];
    let mut readings = 0;
    while searches.iter().any(Option::is_some) {
        readings += 1;
        let kept = read(ids, strata, &searches);
        let found = searches.iter_mut().zip(&mut drawn).zip(kept).zip(wanted);
        for_each(found.collect(), |(((search, drawn), mut kept), wanted)| match search {
            Some(short) if (kept.len() as u64) < wanted.quota && short.bound < u64::MAX => short.raise(),
            Some(_) => {
                sort(&mut kept, |a, b| compare(ids, a, b));
                kept.truncate(usize::try_from(wanted.quota).unwrap_or(usize::MAX));
                kept.shrink_to_fit();
                (*drawn, *search) = (kept, None);
            }
            None => {}
        });
    }
    (drawn, readings)
}

/// The order of the draw: by ticket, then by id, then (for an id that stands there twice) by row.
fn compare(ids: &TextColumn, a: &Winner, b: &Winner) -> Ordering {
    let by_id = || ids.bytes(a.row).cmp(ids.bytes(b.row));
    let by_ticket = || a.ticket.cmp(&b.ticket);
    a.ticket.prefix().cmp(&b.ticket.prefix()).then_with(by_ticket).then_with(by_id).then(a.row.cmp(&b.row))
}

/// A stratum whose winners are not known yet.
#[derive(Debug, Clone, Copy)]
struct Search {
    ticketer: Ticketer,
    /// Tickets are kept if their first 8 bytes are not above this.
    bound: u64,
}

impl Search {
    /// `None` where nothing is to be drawn.
    fn new(wanted: &Wanted, margin: u64) -> Option<Self> {
        let Wanted { key, quota, candidates } = *wanted;
        // a binomial count with mean quota + m sqrt(quota) + m^2 is below quota with a chance under e^(-m^2/2)
        let more = quota.isqrt().saturating_add(margin).saturating_mul(margin);
        let expected = u128::from(quota.saturating_add(more));
        let bound = (expected << 64).checked_div(u128::from(candidates)).unwrap_or(u128::MAX);
        let bound = if quota < candidates { u64::try_from(bound).unwrap_or(u64::MAX) } else { u64::MAX };
        (quota > 0).then(|| Self { ticketer: key.ticketer(), bound })
    }

    /// Four times as many are kept the next time.
    fn raise(&mut self) {
        self.bound = self.bound.saturating_mul(4).saturating_add(3);
    }
}

/// Reads the list once; per stratum the tickets that are not above its bound, in any order.
fn read(ids: &TextColumn, strata: &[u16], searches: &[Option<Search>]) -> Vec<Vec<Winner>> {
    let empty = || vec![Vec::new(); searches.len()];
    let keep = |kept: Vec<Vec<Winner>>, part: u32| {
        let slice = ids.slice(part * PART, PART);
        let strata = strata.get(slice.first() as usize..).unwrap_or_default();
        Batch::new(searches, kept).read(slice, strata)
    };
    let parts = ids.len().div_ceil(PART);
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        let join = |mut left: Vec<Vec<Winner>>, right: Vec<Vec<Winner>>| {
            left.iter_mut().zip(right).for_each(|(left, mut right)| left.append(&mut right));
            left
        };
        (0..parts).into_par_iter().fold(empty, keep).reduce(empty, join)
    }
    #[cfg(not(feature = "parallel"))]
    (0..parts).fold(empty(), keep)
}

/// Does `work` on each of `items`, on all cores where the feature allows it.
fn for_each<T: Send>(items: Vec<T>, work: impl Fn(T) + Send + Sync) {
    #[cfg(feature = "parallel")]
    rayon::iter::ParallelIterator::for_each(rayon::iter::IntoParallelIterator::into_par_iter(items), work);
    #[cfg(not(feature = "parallel"))]
    items.into_iter().for_each(work);
}

/// Sorts `items` in place, on all cores where the feature allows it.
fn sort<T: Send>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering + Sync) {
    #[cfg(feature = "parallel")]
    rayon::slice::ParallelSliceMut::par_sort_unstable_by(items, compare);
    #[cfg(not(feature = "parallel"))]
    crate::base::order::Arrange::arrange_by(items, compare);
}

/// Blocks on the way from the list to the hash.
struct Batch<'a> {
    searches: &'a [Option<Search>],
    blocks: [Block; BATCH],
    rows: [(u32, u16); BATCH],
    filled: usize,
    kept: Vec<Vec<Winner>>,
}

impl<'a> Batch<'a> {
    fn new(searches: &'a [Option<Search>], kept: Vec<Vec<Winner>>) -> Self {
        Self { searches, blocks: [Block::EMPTY; BATCH], rows: [(0, 0); BATCH], filled: 0, kept }
    }

    fn read(mut self, slice: TextSlice<'_>, strata: &[u16]) -> Vec<Vec<Winner>> {
        for ((row, id), &stratum) in (slice.first()..).zip(slice.iter()).zip(strata) {
            self.add(row, stratum, id);
        }
        self.hash();
        self.kept
    }

    #[inline]
    fn add(&mut self, row: u32, stratum: u16, id: &[u8]) {
        let Some(Some(search)) = self.searches.get(usize::from(stratum)) else { return };
        if let (Some(block), Some(place)) = (self.blocks.get_mut(self.filled), self.rows.get_mut(self.filled))
            && search.ticketer.fill(block, id)
        {
            *place = (row, stratum);
            self.filled += 1;
            if self.filled == BATCH {
                self.hash();
            }
        } else {
            self.keep(row, stratum, search, search.ticketer.ticket(id));
        }
    }

    #[inline]
    fn hash(&mut self) {
        let filled = std::mem::take(&mut self.filled);
        for at in 0..filled {
            if let (Some(block), Some(&(row, stratum))) = (self.blocks.get(at), self.rows.get(at))
                && let Some(Some(search)) = self.searches.get(usize::from(stratum))
            {
                self.keep(row, stratum, search, block.sha256());
            }
        }
    }

    #[inline]
    fn keep(&mut self, row: u32, stratum: u16, search: &Search, ticket: Digest) {
        if ticket.prefix() <= search.bound
            && let Some(kept) = self.kept.get_mut(usize::from(stratum))
        {
            kept.push(Winner { ticket, row });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::Suite;

    fn column<'a>(ids: impl IntoIterator<Item = &'a String>) -> TextColumn {
        let mut column = TextColumn::default();
        ids.into_iter().for_each(|id| column.push(id).unwrap());
        column
    }

    fn key(n: u8) -> Key {
        Key::from_bytes(Suite::Sha256, [n; 16])
    }

    /// The rule, word for word: hash, sort by (ticket, id), take the first.
    fn by_sorting(ids: &[String], strata: &[u16], wanted: &[Wanted]) -> Vec<Vec<Winner>> {
        let draw = |(stratum, wanted): (usize, &Wanted)| {
            let rows = (0..).zip(ids).zip(strata).filter(|(_, of)| usize::from(**of) == stratum);
            let text = |id: &str| format!("{}{id}", wanted.key);
            let mut all: Vec<_> =
                rows.map(|((row, id), _)| (Suite::Sha256.hash([text(id).as_bytes()]), id, row)).collect();
            all.sort();
            let drawn = all.into_iter().take(wanted.quota as usize);
            drawn.map(|(ticket, _, row)| Winner { ticket, row }).collect()
        };
        wanted.iter().enumerate().map(draw).collect()
    }

    /// 30,000 credit-code-like ids in three strata of 90, 9 and 1%.
    fn skewed() -> (Vec<String>, Vec<u16>) {
        (0..30_000u32)
            .map(|n| {
                let stratum = if n % 100 == 0 { 2 } else { u16::from(n % 11 == 0) };
                (format!("91370200{:010}", n.wrapping_mul(2_654_435_761)), stratum)
            })
            .unzip()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]
        #[test]
        fn equals_hashing_and_sorting_in_any_order_of_rows(
            // two copies of an id are likely, and lengths of one block and of two
            rows in prop::collection::vec(("[a-c]{1,2}|[0-9A-Z]{18}|[!-~]{1,64}", prop_oneof![0..4u16, Just(NO_STRATUM)]), 0..300),
            wanted in prop::collection::vec((any::<[u8; 16]>(), 0..40u64, 0..2000u64), 0..4),
            margin in prop_oneof![Just(0), Just(MARGIN)],
        ) {
            let wanted: Vec<Wanted> = wanted.into_iter()
                .map(|(key, quota, candidates)| Wanted { key: Key::from_bytes(Suite::Sha256, key), quota, candidates })
                .collect();
            let (ids, strata): (Vec<String>, Vec<u16>) = rows.into_iter().unzip();
            let drawn = smallest_within(&column(&ids), &strata, &wanted, margin).0;
            prop_assert_eq!(&drawn, &by_sorting(&ids, &strata, &wanted));

            let reversed = column(ids.iter().rev());
            let strata: Vec<u16> = strata.into_iter().rev().collect();
            let again = smallest(&reversed, &strata, &wanted);
            for (drawn, again) in drawn.iter().zip(again) {
                let named = drawn.iter().map(|winner| (winner.ticket, ids[winner.row as usize].as_str()));
                prop_assert!(named.eq(again.iter().map(|winner| (winner.ticket, reversed.get(winner.row)))));
            }
        }
    }

    #[test]
    fn strata_of_every_size_over_several_parts_and_threads() {
        let (ids, strata) = skewed();
        let column = column(&ids);
        assert!(column.len() > 3 * PART);
        for quotas in [[1, 1, 1], [1350, 30, 60], [0, 2701, 299], [26_999, 5, u64::MAX], [0, 0, 0]] {
            let wanted: Vec<Wanted> = (0..)
                .zip(quotas)
                .map(|(n, quota)| {
                    let candidates = strata.iter().filter(|stratum| **stratum == n).count() as u64;
                    Wanted { key: key(n as u8), quota, candidates }
                })
                .collect();
            let expected = by_sorting(&ids, &strata, &wanted);
            // the margin makes a second reading as good as impossible
            let readings = u32::from(quotas != [0, 0, 0]);
            assert_eq!(smallest_within(&column, &strata, &wanted, MARGIN), (expected.clone(), readings));
            #[cfg(feature = "parallel")]
            for threads in 1..=3 {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                assert_eq!(
                    pool.install(|| smallest(&column, &strata, &wanted)),
                    expected,
                    "{threads} threads"
                );
            }
        }
    }

    #[test]
    fn too_tight_a_bound_is_raised_until_the_quota_is_there() {
        let (ids, strata) = skewed();
        let column = column(&ids);
        let wanted = |candidates: u64| {
            [0, 1, 2].map(|n| Wanted { key: key(n), quota: 100 * u64::from(n) + 50, candidates })
        };
        let expected = by_sorting(&ids, &strata, &wanted(0));
        // the true sizes are 27,000, 2,700 and 300: a bound for a million finds next to nothing at first
        for (candidates, margin, readings) in
            [(0, 0, 1..=1), (3000, 0, 2..=4), (1_000_000, MARGIN, 4..=7), (u64::MAX, 0, 20..=32)]
        {
            let (drawn, read) = smallest_within(&column, &strata, &wanted(candidates), margin);
            assert_eq!(drawn, expected);
            assert!(readings.contains(&read), "{candidates}: {read} readings");
        }
    }

    #[test]
    fn tickets_are_the_keys_own_for_every_length_of_id() {
        for length in 1..=64 {
            let id = "Z".repeat(length);
            let drawn = smallest(&column([&id]), &[0], &[Wanted { key: key(9), quota: 1, candidates: 1 }]);
            assert_eq!(drawn, [[Winner { ticket: key(9).ticket(id.as_bytes()), row: 0 }]], "{length} bytes");
        }
    }

    #[test]
    fn value_stability() {
        // python: sorted((sha256(('07' * 16 + i).encode()).hexdigest(), i) for i in map('T-{:05}'.format, range(20000)))[:3]
        let ids: Vec<String> = (0..20_000).map(|n| format!("T-{n:05}")).collect();
        let drawn =
            smallest(&column(&ids), &[0; 20_000], &[Wanted { key: key(7), quota: 3, candidates: 20_000 }]);
        let drawn: Vec<(String, u32)> =
            drawn[0].iter().map(|winner| (winner.ticket.to_string(), winner.row)).collect();
        let expected = [
            ("00023cbde25c817c2160c07df42b2c079dea489ed26ecdd9300db138e7a5ca9a", 1074),
            ("0005e3fccd88bcc973e26ac8d50509b7a9bf8de54c4cb6726f53de89961c67ea", 5927),
            ("000781a4befc7ebecc2a43e62b43172c64657d063d44d7cc3fb5c886dfdfe6c4", 5307),
        ];
        assert_eq!(drawn, expected.map(|(ticket, row)| (ticket.to_owned(), row)));
    }
}
