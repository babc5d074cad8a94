//! 第十六条 - what was public when officers were sealed: the ceremonies before theirs.

use super::{OfficersRecord, Record};
use crate::base::Id;
use crate::draw::Ceremony;

/// The ceremonies before the seal of a match of `record`, each with the id of its round or match, among `all` records given.
///
/// The rounds that are matched and earlier attempts of the unit come before it whatever is stated: the match follows from
/// them. Another match, and another round, comes before unless stated times say that it was held after this seal.
pub(super) fn before<'a>(
    record: &Record,
    officers: &OfficersRecord,
    all: &[&'a Record],
) -> Vec<(&'a Id, &'a Ceremony)> {
    let seal = &officers.seal;
    let held_after = |ceremony: &Ceremony| {
        ceremony.held_at.zip(seal.sealed_at).is_some_and(|(held_at, sealed_at)| held_at > sealed_at)
    };
    let held_before = |ceremony: &Ceremony| {
        ceremony.held_at.zip(seal.sealed_at).is_some_and(|(held_at, sealed_at)| held_at <= sealed_at)
    };
    let mut found: Vec<(&Id, &Ceremony)> = Vec::new();
    for other in all {
        let round = &other.seal.round;
        let matched =
            *round == record.seal.round || seal.earlier.iter().any(|earlier| earlier.round == *round);
        let lower = other.seal.sequence.zip(record.seal.sequence).is_some_and(|(other, own)| other < own);
        if matched || held_before(&other.ceremony) || (lower && !held_after(&other.ceremony)) {
            found.push((round, &other.ceremony));
        }
        let before = other.officers.iter().take_while(|other| other.digest != officers.digest);
        found.extend(before.filter_map(|other| {
            let stated = if matched { !held_after(&other.ceremony) } else { held_before(&other.ceremony) };
            (stated || (matched && other.seal.unit == seal.unit)).then_some((&other.seal.id, &other.ceremony))
        }));
    }
    found
}
