//! How far a round came, and its lists as tables.

use std::collections::BTreeMap;

use double_random::base::Faults;
use double_random::draw::{Confirmed, Dispatched, Drawn, Locked, TaskDrawn};
use double_random::record::Record;
use double_random::tabular::Table;

use super::names;
use super::screen::Lang;

/// The last stage that a round reached.
pub(crate) enum End {
    /// Nobody locked it.
    Drawn(Box<Drawn>),
    /// Locked; the faults keep it from being dispatched.
    Locked(Box<Locked>, Faults),
    /// Every target is with its unit.
    Dispatched(Box<Dispatched>),
}

impl End {
    pub(crate) fn drawn(&self) -> &Drawn {
        match self {
            Self::Drawn(drawn) => drawn,
            Self::Locked(locked, _) => locked.drawn(),
            Self::Dispatched(dispatched) => dispatched.locked().drawn(),
        }
    }

    fn confirmed(&self) -> Option<&Confirmed> {
        match self {
            Self::Drawn(_) => None,
            Self::Locked(locked, _) => Some(locked.confirmed()),
            Self::Dispatched(dispatched) => Some(dispatched.locked().confirmed()),
        }
    }

    /// The lists as they are now: after confirming, where it came so far.
    fn tasks(&self) -> &[TaskDrawn] {
        self.confirmed().map_or_else(|| self.drawn().tasks(), Confirmed::tasks)
    }

    pub(crate) fn record(&self) -> Record {
        match self {
            Self::Drawn(drawn) => Record::of_drawn(drawn),
            Self::Locked(locked, _) => Record::of_locked(locked),
            Self::Dispatched(dispatched) => Record::of_dispatched(dispatched),
        }
    }

    /// Why drawn targets could not be dispatched.
    pub(crate) fn faults(&self) -> &[double_random::base::Fault] {
        match self {
            Self::Locked(_, faults) => &faults.0,
            Self::Drawn(_) | Self::Dispatched(_) => &[],
        }
    }

    /// Unit and batch (from 1) of each row in each task.
    fn batches(&self) -> BTreeMap<(u32, &str), (String, usize)> {
        let mut batches = BTreeMap::new();
        let Self::Dispatched(dispatched) = self else { return batches };
        for list in dispatched.units() {
            for (batch, number) in list.batches.iter().zip(1..) {
                for assignment in batch {
                    for task in &assignment.tasks {
                        batches.insert((assignment.row, task.as_str()), (list.unit.to_string(), number));
                    }
                }
            }
        }
        batches
    }

    /// The drawn list, one row a target and task.
    pub(crate) fn drawn_table(&self) -> Table {
        let (directory, batches) = (self.drawn().directory(), self.batches());
        let came_in: Vec<(&str, u32)> = self
            .confirmed()
            .iter()
            .flat_map(|confirmed| confirmed.removed())
            .filter_map(|removed| Some((removed.removal.task.as_str(), removed.replacement?.0)))
            .collect();
        let mut rows = Vec::new();
        for (sealed, task) in self.drawn().seal().tasks.iter().zip(self.tasks()) {
            let id = sealed.task.id.as_str();
            for (stratum, drawn) in sealed.task.strata.iter().zip(&task.strata) {
                for ((row, ticket), place) in drawn.rows().zip(1..) {
                    let (unit, batch) = batches.get(&(row, id)).cloned().unzip();
                    let unit_name = unit.as_deref().and_then(|unit| directory.units().name(unit));
                    let targets = directory.targets();
                    rows.push(vec![
                        id.to_owned(),
                        stratum.label.clone(),
                        place.to_string(),
                        targets.id(row).to_owned(),
                        targets.name(row).unwrap_or_default().to_owned(),
                        targets.area().get(row).unwrap_or_default().to_owned(),
                        unit.clone().unwrap_or_default(),
                        unit_name.unwrap_or_default().to_owned(),
                        batch.map_or(String::new(), |batch: usize| batch.to_string()),
                        ticket.to_string(),
                        if came_in.contains(&(id, row)) {
                            "递补 came in".to_owned()
                        } else {
                            String::new()
                        },
                    ]);
                }
            }
        }
        let header = [
            "任务 task",
            "抽取分项 stratum",
            "次序 place",
            "编号 id",
            "名称 name",
            "区域 area",
            "执行单位 unit",
            "单位名称 unit name",
            "批 batch",
            "摇号号码 ticket",
            "说明 note",
        ];
        Table { name: "抽取名单 drawn".to_owned(), header: header.map(str::to_owned).to_vec(), rows }
    }

    /// Whom confirming removed, and who came in.
    pub(crate) fn removals_table(&self) -> Option<Table> {
        let targets = self.drawn().directory().targets();
        let rows: Vec<_> = self
            .confirmed()?
            .removed()
            .iter()
            .map(|removed| {
                let removal = &removed.removal;
                let reason = |lang| names::reason(removal.reason, lang);
                vec![
                    removal.task.to_string(),
                    removal.id.to_string(),
                    format!("{} {}", reason(Lang::Zh), reason(Lang::En)),
                    removed.replacement.map_or(String::new(), |(row, _)| targets.id(row).to_owned()),
                ]
            })
            .collect();
        let header = ["任务 task", "移除 removed", "理由 reason", "递补 came in"];
        let header = header.map(str::to_owned).to_vec();
        (!rows.is_empty()).then(|| Table { name: "移除与递补 removals".to_owned(), header, rows })
    }
}
