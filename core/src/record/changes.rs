//! 第二十二条 - running every replacement again: offers, rungs, who was fit, signatures, leaders, and that nobody else moved.

use super::difference::differ;
use super::officers::{MatchRecord, MatchResult, OfficersRecord};
use crate::team::{Basis, Signing, Standing};

/// The first replacement that does not follow from seal, seed and what people put in.
pub(super) fn check(officers: &OfficersRecord, signing: &Signing) -> Option<String> {
    let OfficersRecord { seal, digest, ceremony, result, .. } = officers;
    let MatchResult::Matched(MatchRecord { teams, loads, changes, order, .. }) = result else { return None };
    let prk = match ceremony.prk(seal.protocol()?, *digest) {
        Ok(prk) => prk,
        Err(error) => return Some(error.to_string()),
    };
    let leaders = teams.iter().map(|team| team.leader).collect();
    let mut now =
        Standing::drawn(teams.iter().map(|team| team.members.clone()).collect(), leaders, loads.clone());
    // which of them came before the order nobody wrote down
    let basis = Basis { seal, prk: &prk, signing, ordered: None, name: &|officer| officer.to_string() };
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
    let open = now.open_recusals(seal);
    let (visit, seat) = open.first().filter(|_| order.is_some())?;
    Some(format!(
        "已下达，但第 {visit} 次检查第 {seat} 个名额的人员已对该对象回避 / ordered, while the officer of seat {seat} of visit {visit} is recused from its target"
    ))
}
