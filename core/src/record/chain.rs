//! 第六条 - the trace over rounds: each record names the one before it, and no number is missing or doubled.

use std::collections::BTreeMap;

use super::Record;
use super::verdict::Checks;
use crate::law::Article;

/// Checks `record` against the records before it.
pub(super) fn check(record: &Record, earlier: &[Record], checks: &mut Checks) {
    let (name, article) = ("chain", Article::A6);
    let Some(sequence) = record.seal.sequence else {
        checks.open(name, article, "封存没有编号 / the seal has no sequence number");
        return;
    };
    if earlier.is_empty() {
        checks.open(name, article, "没有提供此前的记录 / no earlier record is given");
        return;
    }
    let mut chain: BTreeMap<u64, &Record> = BTreeMap::from([(sequence.get(), record)]);
    for other in earlier {
        let Some(number) = other.seal.sequence else {
            let round = &other.seal.round;
            checks.failed(name, article, format!("`{round}` 没有编号 / `{round}` has no sequence number"));
            return;
        };
        if chain.insert(number.get(), other).is_some_and(|twin| twin != other) {
            checks.failed(
                name,
                article,
                format!("编号 {number} 有两份记录 / two records carry number {number}"),
            );
            return;
        }
    }
    checks.settle(
        name,
        article,
        chain.iter().zip(chain.iter().skip(1)).find_map(|(before, after)| broken(before, after)),
    );
}

/// What is wrong between two records that follow each other.
fn broken((number, before): (&u64, &&Record), (next, after): (&u64, &&Record)) -> Option<String> {
    if *next != number + 1 {
        let missing = number + 1;
        return Some(format!("缺少编号 {missing} / number {missing} is missing"));
    }
    let expected = before.check_value().ok()?;
    match after.seal.previous {
        Some(found) if found == expected => None,
        found => {
            let found = found.map_or_else(|| "null".to_owned(), |digest| digest.to_string());
            Some(format!(
                "编号 {next} 指向 {found}，编号 {number} 为 {expected} / number {next} names {found}, number {number} is {expected}"
            ))
        }
    }
}
