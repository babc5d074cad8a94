//! 第二十条第三款, 第二十二条 - one match after another: matched once, assigned directly only what a failed attempt's proof names.

use std::collections::BTreeMap;

use super::Record;
use super::officers::{MatchResult, OfficersRecord};
use crate::base::{Digest, Faults, Id};
use crate::merge::ProvenShortage;
use crate::plan::Approval;
use crate::team::{DirectJudge, Earlier, Signing};

/// Who signed under the rounds that a match names, as far as their records are given.
pub(super) fn signed(earlier: &[Earlier], all: &[&Record]) -> Vec<Approval> {
    let named = |record: &&&Record| earlier.iter().any(|earlier| earlier.round == record.seal.round);
    all.iter().filter(named).flat_map(|record| record.approvals().cloned()).collect()
}

/// What the signatures of a match are judged by.
pub(super) fn signing(officers: &OfficersRecord, all: &[&Record]) -> Signing {
    let OfficersRecord { seal, ceremony, .. } = officers;
    let own = seal.approvals.as_deref().unwrap_or_default();
    Signing::new(signed(&seal.earlier, all), own, seal.sealed_at, ceremony.held_at)
}

/// What the unit's last failed attempt before this one proved.
pub(super) fn shortage_before(record: &Record, officers: &OfficersRecord) -> Option<ProvenShortage> {
    let before = record.officers.iter().take_while(|other| other.seal.id != officers.seal.id);
    let own = before.filter(|other| other.seal.unit == officers.seal.unit);
    own.filter_map(OfficersRecord::shortage).last()
}

/// A unit is matched once; before that come only attempts without a plan, each naming the one before. What an attempt assigns, the proof of
/// the last one without a plan names.
pub(super) fn check(record: &Record, all: &[&Record]) -> Option<String> {
    order(record).or_else(|| record.officers.iter().find_map(|officers| assigned(record, officers, all)))
}

fn order(record: &Record) -> Option<String> {
    let mut last: BTreeMap<&Id, (Digest, bool)> = BTreeMap::new();
    for OfficersRecord { seal, digest, result, .. } in &record.officers {
        let before = last.insert(&seal.unit, (*digest, matches!(result, MatchResult::Matched(_))));
        let id = &seal.id;
        match (before, seal.after) {
            (Some((_, true)), _) => {
                return Some(format!("`{id}`：该单位已匹配 / `{id}`: the unit's visits were matched before"));
            }
            (Some((expected, false)), found) if found != Some(expected) => {
                return Some(format!(
                    "`{id}` 没有引用上一次 {expected} / `{id}` does not name the attempt {expected}"
                ));
            }
            (None, Some(found)) => {
                return Some(format!(
                    "`{id}` 引用的 {found} 不在记录中 / `{id}` names {found}, which is not in the record"
                ));
            }
            _ => {}
        }
    }
    None
}

/// What is wrong with the seats that a match assigned directly.
fn assigned(record: &Record, officers: &OfficersRecord, all: &[&Record]) -> Option<String> {
    let (seal, shortage) = (&officers.seal, shortage_before(record, officers));
    let judge = DirectJudge {
        visits: &seal.visits,
        away: &seal.away,
        pool: seal.pool.len(),
        shortage: shortage.as_ref(),
        signing: &signing(officers, all),
    };
    let mut faults = Faults::default();
    judge.check(seal.direct.iter().enumerate(), &|officer| officer.to_string(), &mut faults);
    faults.or(()).err().map(|faults| format!("`{}` {faults}", seal.id))
}
