//! 台账 - what duties are read from: tasks as they were dispatched, visits as they were ordered, results with their history.
//!
//! # Reading
//! A unit's part of a task ends with the last of its own visits, or with the window, by another way to read it always with the
//! window (I-28-1a): what another unit still
//! has to do moves nobody's term. So a docket holds all visits of a task, those without a result too. Who goes to a visit
//! comes from its order (第二十五条): a docket takes a [`Team`], which nobody can write down, and results signed by that team alone.
//!
//! # Example
//! See [`Docket`].

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::deadline::{Terms, task_end};
use super::problem::DutyError;
use crate::base::calendar::{Calendar, CalendarError, Term, Unit};
use crate::base::{Date, Digest, Faults, Id, Place, Window};
use crate::directory::ListChange;
use crate::disclosure::History;
use crate::inspection::{StatedTeam, Team};
use crate::law::RuleSet;
use crate::merge::TaskOf;
use crate::plan::{AnnualPlan, Delegation, Task};

/// 台账 - tasks, visits, plans and changes of the item list, with the calendar and the terms by which they are counted.
///
/// ```
/// use double_random::base::calendar::Calendar;
/// use double_random::base::{Digest, Window};
/// use double_random::duty::{Docket, DutyKind, VisitRun};
/// use double_random::inspection::Team;
/// use double_random::law::RuleSet;
/// use double_random::plan::Task;
/// # mod made_up { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/inspection/order.rs")); }
///
/// let window = Window::new("2026-10-08".parse()?, "2026-10-30".parse()?)?;
/// # let made_up::Made { ordered, officers, .. } = made_up::Asked { items: &["gas"], window, ..Default::default() }.ordered();
/// let seal: Digest = "0".repeat(64).parse()?;
/// let mut docket = Docket::new(Calendar::china(), &RuleSet::gaoxin_2023())?;
/// docket.add_task(seal, &Task::new("gas-Q4".parse()?, "gas".parse()?, window))?;
///
/// let team = Team::of(&ordered, &officers, 1)?;
/// docket.add_visit(VisitRun::ordered(team, [(seal, "gas-Q4".parse()?)]))?;
///
/// let duties = docket.duties("2026-11-04".parse()?)?;
/// let visit = duties.all().first().ok_or("nothing is due")?;
/// assert_eq!((visit.kind, visit.holder.as_str()), (DutyKind::Inspect, "squad"));
/// assert_eq!(visit.due.overdue_by(), Some(3)); // the window ended on a Friday
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Docket {
    pub(super) calendar: Calendar,
    pub(super) terms: Terms,
    pub(super) publish_list: Term,
    /// Whether a task ends with its window, whenever its visits are done (I-28-1a).
    ends_with_window: bool,
    pub(super) tasks: BTreeMap<TaskOf, TaskRun>,
    pub(super) visits: BTreeMap<VisitRef, VisitRun>,
    pub(super) lists: Vec<ListChange>,
    pub(super) plans: Vec<(AnnualPlan, Id)>,
}

/// What a docket keeps of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TaskRun {
    pub(super) items: Vec<Id>,
    pub(super) window: Window,
    pub(super) delegation: Option<Delegation>,
}

/// A visit by the officers' seal that ordered it and its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitRef {
    /// The check value of the officers' seal.
    pub seal: Digest,
    /// The number of the visit in it.
    pub visit: u32,
}

impl VisitRef {
    /// The visit that `team` was ordered to, or is said to have been.
    pub fn of(team: &StatedTeam) -> Self {
        Self { seal: team.seal, visit: team.visit }
    }
}

/// A visit that was ordered, and what has become of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitRun {
    /// The team that was ordered.
    pub team: Team,
    /// The tasks that it carries out, several where they were merged.
    pub tasks: Vec<TaskOf>,
    /// The history of every finding; empty until the result is signed.
    pub results: Vec<History>,
}

impl VisitRun {
    /// A visit without a result, for these tasks: the check value of each one's seal, and its id.
    pub fn ordered(team: Team, tasks: impl IntoIterator<Item = (Digest, Id)>) -> Self {
        let tasks = tasks.into_iter().map(|(seal, task)| TaskOf { seal, task }).collect();
        Self { team, tasks, results: Vec::new() }
    }

    /// The same visit with the histories of its findings.
    #[must_use]
    pub fn with_results(self, results: impl IntoIterator<Item = History>) -> Self {
        Self { results: results.into_iter().collect(), ..self }
    }

    /// The day of the visit, once its result is signed.
    pub fn inspected_on(&self) -> Option<Date> {
        self.results.first().map(|history| history.signed().sheet().inspected_on)
    }
}

impl Docket {
    /// An empty docket that counts by this calendar and the periods of these rules.
    ///
    /// # Errors
    /// [`CalendarError::CountZero`] where the rules set a period of nothing.
    pub fn new(calendar: &Calendar, rules: &RuleSet) -> Result<Self, CalendarError> {
        Ok(Self {
            calendar: calendar.clone(),
            terms: Terms::try_from(rules)?,
            publish_list: Term::new(rules.working_days.publish_list, Unit::WorkingDay)?,
            ends_with_window: rules.takes("I-28-1a", "window-end"),
            tasks: BTreeMap::new(),
            visits: BTreeMap::new(),
            lists: Vec::new(),
            plans: Vec::new(),
        })
    }

    /// Adds a task of the round with this seal.
    ///
    /// # Errors
    /// [`DutyError::TaskDoubled`].
    pub fn add_task(&mut self, seal: Digest, task: &Task) -> Result<(), DutyError> {
        let of = TaskOf { seal, task: task.id.clone() };
        if self.tasks.contains_key(&of) {
            return Err(DutyError::TaskDoubled { task: task.id.to_string() });
        }
        let Task { items, window, delegation, .. } = task.clone();
        self.tasks.insert(of, TaskRun { items, window, delegation });
        Ok(())
    }

    /// Adds a visit of tasks that are there.
    ///
    /// # Errors
    /// Every [`DutyError`] at its place: an unknown task, an item of none of them, a visit that is there already, and
    /// results that are not all those of the visit, each once; [`InspectionError::OtherTeam`](crate::inspection::InspectionError::OtherTeam)
    /// for results that others signed than its team.
    pub fn add_visit(&mut self, visit: VisitRun) -> Result<(), Faults> {
        let mut faults = Faults::default();
        let key = VisitRef::of(&visit.team);
        if self.visits.contains_key(&key) {
            let target = visit.team.target.to_string();
            faults.push(Place::field("team"), DutyError::VisitDoubled { target, visit: key.visit });
        }
        for (at, of) in visit.tasks.iter().enumerate().filter(|(_, of)| !self.tasks.contains_key(of)) {
            let task = of.task.to_string();
            faults.push(Place::field(format!("tasks[{at}]")), DutyError::UnknownTask { task });
        }
        let tasks: Vec<&TaskRun> = visit.tasks.iter().filter_map(|of| self.tasks.get(of)).collect();
        for (at, item) in visit.team.items.iter().enumerate() {
            if !tasks.iter().any(|task| task.items.contains(item)) {
                let item = item.to_string();
                faults.push(Place::field(format!("team.items[{at}]")), DutyError::ItemWithoutTask { item });
            }
        }
        check_results(&visit, &mut faults);
        faults.or(())?;
        self.visits.insert(key, visit);
        Ok(())
    }

    /// Adds a change of the item list, which is to be published (第八条第二款).
    ///
    /// # Errors
    /// [`DutyError::ListChangeDoubled`] for a second change of one list on one day.
    pub fn add_list_change(&mut self, change: ListChange) -> Result<(), DutyError> {
        let same = |other: &&ListChange| (&other.list, other.changed_on) == (&change.list, change.changed_on);
        if let Some(ListChange { list, changed_on, .. }) = self.lists.iter().find(same) {
            return Err(DutyError::ListChangeDoubled { list: list.to_string(), on: *changed_on });
        }
        self.lists.push(change);
        Ok(())
    }

    /// Adds a version of the yearly plan, which `unit` files and publishes (第十二条第一款).
    ///
    /// # Errors
    /// [`DutyError::PlanDoubled`].
    pub fn add_plan(&mut self, plan: AnnualPlan, unit: Id) -> Result<(), DutyError> {
        if self.plans.iter().any(|(other, _)| (&other.id, other.version) == (&plan.id, plan.version)) {
            return Err(DutyError::PlanDoubled { plan: plan.id.to_string(), version: plan.version });
        }
        self.plans.push((plan, unit));
        Ok(())
    }

    /// Every visit, in the order of seals and numbers.
    pub fn visits(&self) -> impl Iterator<Item = &VisitRun> {
        self.visits.values()
    }

    /// The visit of this number.
    ///
    /// # Errors
    /// [`DutyError::UnknownVisit`].
    pub fn visit(&self, at: VisitRef) -> Result<&VisitRun, DutyError> {
        self.visits.get(&at).ok_or(DutyError::UnknownVisit { visit: at.visit })
    }

    /// When `unit` is through with the task: its last visit once all have a result, and never after the window.
    pub(super) fn end_of(&self, of: &TaskOf, unit: &Id) -> Option<Date> {
        let task = self.tasks.get(of)?;
        if self.ends_with_window {
            return Some(task.window.end());
        }
        let own = self.visits.values().filter(|visit| visit.team.unit == *unit && visit.tasks.contains(of));
        let days: Option<Vec<Date>> = own.map(VisitRun::inspected_on).collect();
        Some(task_end(days.and_then(|days| days.into_iter().max()), task.window))
    }

    /// The task of `visit` for `item` that ends first, with its end.
    pub(super) fn first_end(&self, visit: &VisitRun, item: &Id) -> Option<(Date, &TaskRun)> {
        let of_item = visit.tasks.iter().filter_map(|of| {
            let task = self.tasks.get(of).filter(|task| task.items.contains(item))?;
            Some((self.end_of(of, &visit.team.unit)?, task))
        });
        of_item.min_by_key(|(end, _)| *end)
    }
}

/// The results of a visit are those of its own sheet, each finding once.
fn check_results(visit: &VisitRun, faults: &mut Faults) {
    let Some(first) = visit.results.first() else { return };
    let place = |at: usize| Place::field(format!("results[{at}]"));
    let mut seen = BTreeSet::new();
    for (at, history) in visit.results.iter().enumerate() {
        let (item, department) = (history.item().to_string(), history.department().to_owned());
        let signed = history.signed();
        let of_visit = VisitRef::of(signed.team()) == VisitRef::of(&visit.team);
        if of_visit && let Err(error) = visit.team.check_stated(signed.team()) {
            faults.push(place(at), error); // the visit is this one, and others signed
        } else if !of_visit || signed.sheet() != first.signed().sheet() {
            faults.push(place(at), DutyError::OtherVisit { item, department });
        } else if !seen.insert((history.item(), history.department())) {
            faults.push(place(at), DutyError::ResultDoubled { item, department });
        }
    }
    for finding in &first.signed().sheet().findings {
        if !seen.contains(&(&finding.item, finding.department.as_str())) {
            let (item, department) = (finding.item.to_string(), finding.department.clone());
            faults.push(Place::field("results"), DutyError::ResultMissing { item, department });
        }
    }
}
