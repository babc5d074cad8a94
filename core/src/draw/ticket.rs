//! 第十六条 - one stratum drawn by its tickets, from a list and a key that anybody can type in.

use std::collections::BTreeMap;

use super::smallest::{Wanted, smallest};
use crate::base::problem::problems;
use crate::base::{Digest, Faults, Key, Place, id};
use crate::directory::TextColumn;

problems! {
    /// Why a stratum cannot be drawn.
    pub enum TicketError {
        /// An id that stands there twice would have its ticket twice.
        Doubled { id: String, first: u64, second: u64 } = "draw-doubled-id" @ A10 {
            zh: "编号 `{id}` 重复出现，在第 {first} 个和第 {second} 个",
            en: "id `{id}` stands there twice, as number {first} and as number {second}",
            hint_zh: "每个检查对象只保留一行",
            hint_en: "keep one row per target",
        }
    }
}

/// What was drawn of one stratum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StratumDraw<'a> {
    /// The drawn ids in the order of their tickets.
    pub drawn: Vec<&'a str>,
    /// 末位中签号码 - the last drawn ticket: an id is drawn if its ticket is not above this. None if nothing is drawn.
    pub cutoff: Option<Digest>,
}

/// Draws the `quota` smallest tickets of `ids` under `key`; all of them where the quota is above their number.
///
/// ```
/// use double_random::draw::draw_stratum;
///
/// let key = "000102030405060708090a0b0c0d0e0f".parse()?;
/// let result = draw_stratum(&key, &["T-1", "T-2", "T-4"], 2)?;
/// assert_eq!(result.drawn, ["T-2", "T-4"]);
/// assert_eq!(result.cutoff, Some(key.ticket(b"T-4")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Every id that is none ([`id::IdError`]) and every id that stands there twice ([`TicketError::Doubled`]), at the
/// field `ids[n]`, n from 0; a list beyond [`MOST_ROWS`](crate::directory::MOST_ROWS).
pub fn draw_stratum<'a>(key: &Key, ids: &[&'a str], quota: u64) -> Result<StratumDraw<'a>, Faults> {
    let mut faults = Faults::default();
    let mut column = TextColumn::with_capacity(ids.len() as u32, 18 * ids.len() as u64);
    let mut first_at: BTreeMap<&str, u64> = BTreeMap::new();
    for (at, id) in (0u64..).zip(ids) {
        let place = || Place::field(format!("ids[{at}]"));
        if let Err(error) = id::check(id) {
            faults.push(place(), error);
            continue;
        }
        let first = *first_at.entry(id).or_insert(at);
        if first < at {
            faults.push(
                place(),
                TicketError::Doubled { id: (*id).to_owned(), first: first + 1, second: at + 1 },
            );
        } else if let Err(error) = column.push(id) {
            faults.push(place(), error);
            break;
        }
    }
    faults.or(())?;

    let strata = vec![0; ids.len()];
    let wanted = Wanted { key: *key, quota, candidates: ids.len() as u64 };
    let winners = smallest(&column, &strata, &[wanted]).pop().unwrap_or_default();
    let cutoff = winners.last().map(|winner| winner.ticket);
    // INVARIANT: without a fault row and place in `ids` are the same
    let drawn = winners.iter().filter_map(|winner| ids.get(winner.row as usize).copied()).collect();
    Ok(StratumDraw { drawn, cutoff })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Key {
        "000102030405060708090a0b0c0d0e0f".parse().unwrap()
    }

    #[test]
    fn draws_the_quota_and_never_more_than_there_are() {
        let ids = ["T-1", "T-2", "T-3", "T-4"];
        let mut by_ticket = ids;
        by_ticket.sort_by_key(|id| key().ticket(id.as_bytes()));
        for (quota, expected) in [(0, 0), (1, 1), (3, 3), (4, 4), (5, 4), (u64::MAX, 4)] {
            let result = draw_stratum(&key(), &ids, quota).unwrap();
            assert_eq!(result.drawn, by_ticket[..expected]);
            assert_eq!(result.cutoff, result.drawn.last().map(|id| key().ticket(id.as_bytes())));
        }
        assert_eq!(draw_stratum(&key(), &[], 3), Ok(StratumDraw { drawn: vec![], cutoff: None }));
    }

    #[test]
    fn names_every_id_that_is_doubled_or_none() {
        let faults = draw_stratum(&key(), &["a", "b", "a", "", "x y", "b"], 1).unwrap_err();
        let found: Vec<_> =
            faults.0.iter().map(|fault| (fault.place.field.as_deref().unwrap(), fault.code())).collect();
        assert_eq!(
            found,
            [
                ("ids[2]", "draw-doubled-id"),
                ("ids[3]", "id-empty"),
                ("ids[4]", "id-character"),
                ("ids[5]", "draw-doubled-id"),
            ]
        );
        let words = faults.0[0].to_string();
        assert_eq!(words, "ids[2]: id `a` stands there twice, as number 1 and as number 3");
    }
}
