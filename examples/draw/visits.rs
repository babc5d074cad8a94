//! 第十九条 - what the units have to do: one door, one visit, several items.

use std::collections::{BTreeMap, BTreeSet};

use double_random::base::{Faults, Id};
use double_random::directory::Directory;
use double_random::merge::{Visit, merge};
use double_random::plan::Seat;
use double_random::record::Record;
use double_random::tabular::Table;

use super::failure::Failure;
use super::screen::Screen;
use super::table::{number, short, sides, table};

/// The most places of a name.
const WIDEST: usize = 32;

/// The visits of one unit, and how many there would be if every task came alone.
pub(crate) struct UnitVisits {
    unit: Id,
    /// (target, task) pairs that the unit received.
    pairs: u64,
    visits: Vec<Visit>,
}

impl UnitVisits {
    pub(crate) fn unit(&self) -> &Id {
        &self.unit
    }

    pub(crate) fn visits(&self) -> &[Visit] {
        &self.visits
    }
}

/// The visits of every unit; none before the dispatch.
pub(crate) fn of(record: &Record) -> Result<Vec<UnitVisits>, Faults> {
    if record.result.dispatch.is_none() {
        return Ok(Vec::new());
    }
    let round = record.dispatched_round()?;
    let mut pairs: BTreeMap<&Id, u64> = BTreeMap::new();
    for (unit, _, tasks) in &round.sent {
        *pairs.entry(unit).or_default() += tasks.len() as u64;
    }
    // the lead of a joint inspection goes even where nothing was sent to it
    let leads = round.tasks.iter().filter_map(|task| Some(&task.joint.as_ref()?.lead));
    let units: BTreeSet<&Id> = pairs.keys().copied().chain(leads).collect();
    let rounds = std::slice::from_ref(&round);
    let of_unit = |unit: &Id| {
        let pairs = pairs.get(unit).copied().unwrap_or_default();
        Ok(UnitVisits { unit: unit.clone(), pairs, visits: merge(unit, rounds)? })
    };
    units.into_iter().map(of_unit).collect()
}

/// Before and after merging, unit by unit.
pub(crate) fn show(
    units: &[UnitVisits],
    directory: &Directory,
    screen: &mut Screen<'_>,
) -> Result<(), Failure> {
    if units.is_empty() {
        return Ok(());
    }
    let count = |unit: &UnitVisits| unit.visits.len() as u64;
    let several = |unit: &UnitVisits| unit.visits.iter().filter(|visit| visit.tasks.len() > 1).count() as u64;
    let row = |unit: &UnitVisits| {
        let name = directory.units().name(unit.unit.as_str()).unwrap_or_default();
        let numbers = [unit.pairs, count(unit), several(unit)].map(number);
        [unit.unit.to_string(), short(name, WIDEST)].into_iter().chain(numbers).collect()
    };
    let rows: Vec<Vec<String>> = units.iter().map(row).collect();
    let [before, after] = [units.iter().map(|unit| unit.pairs).sum(), units.iter().map(count).sum()];
    let (before, after) = (number(before), number(after));
    screen.say(
        &format!("\n合并检查（第十九条）：{before} 个“对象·任务”合并为 {after} 次上门"),
        &format!("\nmerged (第十九条): {before} pairs of target and task become {after} visits"),
    )?;
    let header = screen.lang.pick(
        ["执行单位", "名称", "合并前", "合并后", "其中一次查多项"],
        ["unit", "name", "before", "after", "of these with several tasks"],
    );
    screen.line(&table(&sides("llrrr"), &header, &rows))
}

/// One row a visit.
pub(crate) fn as_table(units: &[UnitVisits], directory: &Directory) -> Option<Table> {
    let targets = directory.targets();
    let row = |visit: &Visit| {
        let name = targets.row_of(visit.target.as_str()).and_then(|row| targets.name(row));
        let tasks: Vec<&str> = visit.tasks.iter().map(|task| task.task.as_str()).collect();
        let item =
            |id: &Id| directory.item(id.as_str()).map_or_else(|| id.to_string(), |item| item.name.clone());
        let items: Vec<String> = visit.items.iter().map(item).collect();
        vec![
            visit.unit.to_string(),
            directory.units().name(visit.unit.as_str()).unwrap_or_default().to_owned(),
            visit.target.to_string(),
            name.unwrap_or_default().to_owned(),
            visit.window.start().to_string(),
            visit.window.end().to_string(),
            tasks.join("；"),
            items.join("；"),
            seats(&visit.seats),
        ]
    };
    let header = [
        "执行单位 unit",
        "单位名称 unit name",
        "编号 id",
        "名称 name",
        "起 from",
        "止 to",
        "任务 tasks",
        "事项 items",
        "检查人员名额 seats",
    ];
    let rows: Vec<_> = units.iter().flat_map(|unit| &unit.visits).map(row).collect();
    let header = header.map(str::to_owned).to_vec();
    (!rows.is_empty()).then(|| Table { name: "上门清单 visits".to_owned(), header, rows })
}

/// `组长、组员（消防 电气）` for example.
fn seats(seats: &[Seat]) -> String {
    let seat = |seat: &Seat| {
        let part = if seat.leader { "组长" } else { "组员" };
        let wanted: Vec<&str> =
            [&seat.department, &seat.specialty].into_iter().flatten().map(String::as_str).collect();
        if wanted.is_empty() { part.to_owned() } else { format!("{part}（{}）", wanted.join(" ")) }
    };
    seats.iter().map(seat).collect::<Vec<_>>().join("、")
}
