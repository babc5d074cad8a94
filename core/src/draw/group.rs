//! 第十四条第二款 - draw groups: whom the cap sets aside before a group draws.
//!
//! A group is the tasks that share a tag, or a single task. Groups draw in the order of (earliest window start,
//! smallest task id); what earlier groups drew counts.

use std::collections::BTreeMap;

use super::cap::{Accounts, Planned};
use super::pool::Pool;
use crate::base::order::Arrange as _;
use crate::base::{Digest, Key, Prk};

/// The groups as lists of task indices, each ascending, in the order in which they draw.
pub(super) fn groups(pool: &Pool) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    for (index, task) in pool.tasks.iter().enumerate() {
        let name = task.tag.as_ref().map_or((false, task.id.as_str()), |tag| (true, tag.as_str()));
        groups.entry(name).or_default().push(index);
    }
    // tasks are sorted by id, so a group's first index is its smallest task
    let start = |group: &Vec<usize>| {
        let starts =
            group.iter().filter_map(|&index| pool.tasks.get(index)).map(|task| task.window.start()).min();
        (starts, group.first().copied())
    };
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.arrange_by_key(start);
    groups
}

/// S_g: rows that could break their enterprise's cap if the group drew them, ascending.
///
/// The targets of an enterprise are admitted one after the other, in an order that the seed decides, each if the
/// least number of visits stays within what is left this year.
pub(super) fn set_aside(pool: &Pool, group: &[usize], accounts: &Accounts, prk: &Prk) -> Vec<u32> {
    let smallest = group.first().and_then(|&index| pool.tasks.get(index)).map_or("", |task| task.id.as_str());
    let key: Key = prk.key(&["site", smallest]);
    let mut refused = Vec::new();
    for (unit_code, _) in accounts.iter() {
        let mut listed: Vec<(Digest, &str, u32)> = accounts
            .rows(&pool.directory, unit_code)
            .into_iter()
            .filter(|&row| group.iter().any(|&task| pool.stratum(task, row).is_some()))
            .map(|row| {
                let id = pool.directory.targets().id(row);
                (key.ticket(id.as_bytes()), id, row)
            })
            .collect();
        listed.arrange();
        let mut admitted: Vec<Planned> = Vec::new();
        for (_, _, row) in listed {
            let before = admitted.len();
            let tasks = group.iter().filter(|&&task| pool.stratum(task, row).is_some());
            admitted.extend(
                tasks
                    .filter_map(|&task| pool.tasks.get(task))
                    .map(|task| Planned::of(&pool.directory, task, row)),
            );
            if !accounts.allows(unit_code, &admitted) {
                admitted.truncate(before);
                refused.push(row);
            }
        }
    }
    refused.arrange();
    refused
}
