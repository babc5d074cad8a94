//! 第二十二条 - running every replacement again: offers, rungs, who was fit, signatures, leaders, and that nobody else moved.

use super::difference::differ;
use super::officers::{MatchRecord, MatchResult, OfficersRecord};
use crate::team::{Basis, Standing};

/// The first replacement that does not follow from seal, seed and what people put in.
pub(super) fn check(officers: &OfficersRecord) -> Option<String> {
    let OfficersRecord { seal, digest, ceremony, result, .. } = officers;
    let MatchResult::Matched(MatchRecord { teams, loads, changes, .. }) = result else { return None };
    let prk = match ceremony.prk(seal.protocol()?, *digest) {
        Ok(prk) => prk,
        Err(error) => return Some(error.to_string()),
    };
    let leaders = teams.iter().map(|team| team.leader).collect();
    let mut now =
        Standing::drawn(teams.iter().map(|team| team.members.clone()).collect(), leaders, loads.clone());
    // which of them came before the order nobody wrote down
    let (held_at, ordered) = (ceremony.held_at, None);
    let basis = Basis { seal, prk: &prk, held_at, ordered, name: &|officer| officer.to_string() };
    for (at, recorded) in changes.iter().enumerate() {
        let path = format!("changes[{at}]");
        let again = match now.again(&basis, recorded) {
            Ok(again) => again,
            Err(faults) => return Some(format!("{path}: {faults}")),
        };
        if let Some(difference) = differ(&path, recorded, &again) {
            return Some(difference);
        }
        now.apply(again);
    }
    None
}
