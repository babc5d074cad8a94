//! 第十九条 - merging: tasks that meet one target in one period become one visit, so that a firm opens its door once.
//!
//! # The rule
//! Tasks of different plans that draw the same target in the same execution period are carried out together.
//!
//! # Reading
//! Tasks are merged per target and executing unit, whatever records they come from; a joint inspection per target and
//! declared id, and its lead unit has the visit. Windows are closed. Sorted by (end, start, record, task), the first window is met on
//! its last day, and the visit takes every window that holds this day: the least number of visits there can be (I-19-a).
//! The visit's window is what its tasks share; items are joined; of each kind of seat the largest number that one task
//! asks for, then seats for anybody up to the largest team. In a joint inspection every department has two seats.
//!
//! # Example
//! See [`merge`].

mod attempt;
mod problem;
mod seats;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::base::order::{Arrange as _, Gather as _};
use crate::base::{Digest, Faults, Id, Place, Protocol, Window};
use crate::draw::Ceremony;
use crate::plan::{Approval, ExpertDemand, Joint, Seat, Task};

pub use attempt::{Attempt, NamedSeat, ProvenShortage};
pub use problem::MergeError;
use seats::{experts, seats};

/// What one record dispatched: its tasks, and who was sent where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchedRound {
    /// The round.
    pub round: Id,
    /// The check value of its seal.
    pub seal: Digest,
    /// The check value of its record as it stood at the dispatch.
    pub record: Digest,
    /// Suite and purpose.
    pub protocol: Protocol,
    /// Who prepared and approved the round, and who locked its lists.
    pub approvals: Vec<Approval>,
    /// The round's ceremony and those of matches since, with their ids: what they were made of is public now.
    pub ceremonies: Vec<(Id, Ceremony)>,
    /// The matches held since the dispatch, in their order.
    pub attempts: Vec<Attempt>,
    /// Its tasks.
    pub tasks: Vec<Task>,
    /// Unit, target, and the tasks that drew it.
    pub sent: Vec<(Id, Id, Vec<Id>)>,
}

/// A task of a round, as a visit names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskOf {
    /// The check value of the round's seal.
    pub seal: Digest,
    /// The task.
    pub task: Id,
}

/// 合并检查 - one visit: 进一次门, 查多项事.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// The unit that goes, the lead unit of a joint inspection.
    pub unit: Id,
    /// The target.
    pub target: Id,
    /// The joint inspection, if it is one.
    pub joint: Option<Id>,
    /// 牵头部门 of a joint inspection, which the leader comes from.
    pub lead_department: Option<String>,
    /// When: the days that all its tasks share.
    pub window: Window,
    /// The tasks, sorted.
    pub tasks: Vec<TaskOf>,
    /// The items, sorted.
    pub items: Vec<Id>,
    /// 检查人员名额
    pub seats: Vec<Seat>,
    /// 专家名额, sorted by specialty.
    pub experts: Vec<ExpertDemand>,
}

impl Visit {
    /// The order of visits, by which they are numbered.
    fn order(&self) -> impl Ord + '_ {
        (&self.target, self.window.start(), self.window.end(), &self.joint)
    }
}

/// What is merged: the tasks of one unit at one target, or of one joint inspection there.
type Door<'a> = (&'a Id, Option<&'a Id>);

/// One task at one door, in the order in which windows are met.
#[derive(Debug, Clone, Copy)]
struct Call<'a> {
    seal: Digest,
    task: &'a Task,
}

impl Call<'_> {
    fn order(&self) -> impl Ord + '_ {
        (self.task.window.end(), self.task.window.start(), self.seal, &self.task.id)
    }
}

/// 合并 - the visits that `unit` has to make for everything dispatched to it, sorted by target, window and joint id.
///
/// The order of rounds, tasks and rows changes nothing; the same round given twice counts once. A joint inspection
/// appears in the list of its lead unit alone, whichever units it was dispatched to.
///
/// ```
/// use double_random::base::{Digest, Protocol, Window};
/// use double_random::merge::{DispatchedRound, merge};
/// use double_random::plan::Task;
///
/// let window = |start: &str, end: &str| -> Result<Window, Box<dyn std::error::Error>> {
///     Ok(Window::new(start.parse()?, end.parse()?)?)
/// };
/// let gas = Task::new("gas".parse()?, "gas-safety".parse()?, window("2026-10-08", "2026-10-31")?);
/// let fire = Task::new("fire".parse()?, "fire-safety".parse()?, window("2026-10-20", "2026-11-30")?);
/// let sent = vec![("squad".parse()?, "K-1".parse()?, vec![gas.id.clone(), fire.id.clone()])];
/// let (seal, record) = (Digest([7; 32]), Digest([8; 32])); // `Record::dispatched_round` gives them
/// let (protocol, approvals, ceremonies, attempts) = (Protocol::default(), vec![], vec![], vec![]);
/// let tasks = vec![gas, fire];
/// let round = "2026-Q4".parse()?;
/// let round = DispatchedRound { round, seal, record, protocol, approvals, ceremonies, attempts, tasks, sent };
/// let visits = merge(&"squad".parse()?, &[round])?;
/// assert_eq!(visits.len(), 1); // one door, two items
/// assert_eq!((visits[0].items.len(), visits[0].window), (2, window("2026-10-20", "2026-10-31")?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`MergeError`], all at once, each at its round.
pub fn merge(unit: &Id, rounds: &[DispatchedRound]) -> Result<Vec<Visit>, Faults> {
    let doors = doors(unit, rounds)?;
    let visits = doors.into_iter().flat_map(|((target, joint), mut calls)| {
        calls.arrange_by(|one, other| one.order().cmp(&other.order()));
        groups(&calls).into_iter().filter_map(move |group| visit(unit, target, joint, &group))
    });
    let mut visits: Vec<Visit> = visits.collect();
    visits.arrange_by(|one, other| one.order().cmp(&other.order()));
    Ok(visits)
}

/// The calls at every door that `unit` has to open.
fn doors<'a>(unit: &Id, rounds: &'a [DispatchedRound]) -> Result<BTreeMap<Door<'a>, Vec<Call<'a>>>, Faults> {
    let mut faults = Faults::default();
    let mut records: BTreeMap<&Id, (Digest, Digest)> = BTreeMap::new();
    let mut joints: BTreeMap<&Id, &Joint> = BTreeMap::new();
    let protocol = rounds.first().map(|round| round.protocol);
    let mut doors: BTreeMap<Door<'a>, Vec<Call<'a>>> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for (at, round) in rounds.iter().enumerate() {
        let place = || Place::field(format!("rounds[{at}]"));
        let own = (round.seal, round.record);
        if *records.entry(&round.round).or_insert(own) != own {
            faults.push(place(), MergeError::DoubledRound { round: round.round.to_string() });
        }
        if let Some(protocol) = protocol.filter(|protocol| *protocol != round.protocol) {
            let (protocol, other) = (protocol.tag(), round.protocol.tag());
            faults.push(place(), MergeError::Protocols { round: round.round.to_string(), protocol, other });
        }
        let tasks: BTreeMap<&Id, &Task> = round.tasks.iter().map(|task| (&task.id, task)).gather();
        for (sent_to, target, names) in &round.sent {
            for name in names {
                let Some(&task) = tasks.get(name) else {
                    faults.push(place(), MergeError::UnknownTask { task: name.to_string() });
                    continue;
                };
                let mut lead = sent_to;
                if let Some(joint) = &task.joint {
                    let first = *joints.entry(&joint.id).or_insert(joint);
                    differ(first, joint).into_iter().for_each(|problem| faults.push(place(), problem));
                    lead = &first.lead;
                }
                let joint = task.joint.as_ref().map(|joint| &joint.id);
                if lead == unit && known.insert((target, round.seal, name)) {
                    doors.entry((target, joint)).or_default().push(Call { seal: round.seal, task });
                }
            }
        }
    }
    faults.or(doors)
}

/// What two tasks of one joint inspection say otherwise.
fn differ(one: &Joint, other: &Joint) -> Option<MergeError> {
    let joint = one.id.to_string();
    if one.lead != other.lead {
        let (lead, other) = (one.lead.to_string(), other.lead.to_string());
        return Some(MergeError::JointLeads { joint, lead, other });
    }
    let (lead, other) = (one.lead_department.clone(), other.lead_department.clone());
    (lead != other).then_some(MergeError::JointDepartments { joint, lead, other })
}

/// Cuts calls, sorted by the end of their windows, into the least number of visits.
fn groups<'a>(calls: &[Call<'a>]) -> Vec<Vec<Call<'a>>> {
    let mut rest = calls.to_vec();
    let mut groups = Vec::new();
    while let Some(first) = rest.first() {
        let day = first.task.window.end();
        let (met, later): (Vec<_>, Vec<_>) = rest.into_iter().partition(|call| call.task.window.holds(day));
        groups.push(met);
        rest = later;
    }
    groups
}

/// `None` for no call at all; all windows of a group hold one day, so they have days in common.
fn visit(unit: &Id, target: &Id, joint: Option<&Id>, calls: &[Call<'_>]) -> Option<Visit> {
    let windows = calls.iter().map(|call| Some(call.task.window));
    let window = windows.reduce(|one, other| one?.intersection(other?)).flatten()?;
    let mut tasks: Vec<TaskOf> =
        calls.iter().map(|call| TaskOf { seal: call.seal, task: call.task.id.clone() }).collect();
    tasks.arrange();
    let items: BTreeSet<&Id> = calls.iter().flat_map(|call| &call.task.items).gather();
    let teams: Vec<Vec<Seat>> = calls.iter().map(|call| call.task.team()).collect();
    let lead_department = calls.iter().find_map(|call| call.task.joint.as_ref());
    Some(Visit {
        unit: unit.clone(),
        target: target.clone(),
        joint: joint.cloned(),
        lead_department: lead_department.map(|joint| joint.lead_department.clone()),
        window,
        tasks,
        items: items.into_iter().cloned().collect(),
        seats: seats(&teams),
        experts: experts(calls.iter().flat_map(|call| &call.task.experts)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Date, Problem};
    use crate::plan::Joint;
    use proptest::prelude::*;

    fn id(text: &str) -> Id {
        text.parse().unwrap()
    }

    fn window(start: i32, length: i32) -> Window {
        let first = Date::new(2026, 10, 1).unwrap();
        Window::new(first.plus_days(start), first.plus_days(start + length)).unwrap()
    }

    fn task(name: &str, window: Window) -> Task {
        Task::new(id(name), id(&format!("item-{name}")), window)
    }

    fn joint(task: Task, lead: &str) -> Task {
        let (lead_department, department) = ("燃气".to_owned(), "消防".to_owned());
        Task {
            joint: Some(Joint { id: id("fire-week"), lead: id(lead), lead_department, department }),
            ..task
        }
    }

    /// A round that sends every task to its unit, all at target K-1.
    fn round(byte: u8, tasks: Vec<(Task, &str)>) -> DispatchedRound {
        let sent = tasks.iter().map(|(task, unit)| (id(unit), id("K-1"), vec![task.id.clone()])).collect();
        let tasks = tasks.into_iter().map(|(task, _)| task).collect();
        let (seal, record) = (Digest([byte; 32]), Digest([byte; 32]));
        let round = id(&format!("r{byte}"));
        let protocol = Protocol::default();
        let (approvals, ceremonies, attempts) = (vec![], vec![], vec![]);
        DispatchedRound { round, seal, record, protocol, approvals, ceremonies, attempts, tasks, sent }
    }

    #[test]
    fn a19_a_meets_b_and_b_meets_c_and_a_does_not_meet_c() {
        let (a, b, c) = (task("a", window(0, 9)), task("b", window(5, 15)), task("c", window(15, 9)));
        let visits =
            merge(&id("u"), &[round(1, vec![(a, "u"), (b, "u")]), round(2, vec![(c, "u")])]).unwrap();
        let tasks: Vec<Vec<&str>> =
            visits.iter().map(|v| v.tasks.iter().map(|t| t.task.as_str()).collect()).collect();
        assert_eq!(tasks, [vec!["a", "b"], vec!["c"]]);
        assert_eq!((visits[0].window, visits[0].items.len()), (window(5, 4), 2));
    }

    #[test]
    fn a12p2_a19_other_units_are_other_doors_and_a_joint_inspection_is_one_at_the_lead() {
        let of = |name: &str| task(name, window(0, 9));
        let plain = [round(1, vec![(of("a"), "u"), (of("b"), "v")])];
        assert_eq!(merge(&id("u"), &plain).unwrap()[0].tasks.len(), 1);
        let together =
            [round(1, vec![(joint(of("a"), "v"), "u"), (joint(of("b"), "v"), "v"), (of("c"), "v")])];
        assert!(merge(&id("u"), &together).unwrap().is_empty());
        let visits = merge(&id("v"), &together).unwrap();
        assert_eq!(
            visits.iter().map(|visit| (visit.joint.is_some(), visit.tasks.len())).collect::<Vec<_>>(),
            [(false, 1), (true, 2)]
        );
    }

    #[test]
    fn a12p2_a19_faults_name_the_round() {
        let of = |name: &str| task(name, window(0, 9));
        let code = |rounds: &[DispatchedRound]| merge(&id("u"), rounds).unwrap_err().code();
        let twin = DispatchedRound { seal: Digest([9; 32]), ..round(1, vec![(of("a"), "u")]) };
        assert_eq!(code(&[round(1, vec![(of("a"), "u")]), twin]), "merge-doubled-round");
        let stranger = DispatchedRound { tasks: vec![], ..round(1, vec![(of("a"), "u")]) };
        assert_eq!(code(&[stranger]), "merge-unknown-task");
        let leads = vec![(joint(of("a"), "u"), "u"), (joint(of("b"), "v"), "v")];
        assert_eq!(code(&[round(1, leads)]), "merge-joint-leads");
        let mut other = joint(of("b"), "u");
        other.joint.as_mut().unwrap().lead_department = "消防".to_owned();
        assert_eq!(
            code(&[round(1, vec![(joint(of("a"), "u"), "u"), (other, "u")])]),
            "merge-joint-departments"
        );
        let rehearsal = Protocol { rehearsal: true, ..Protocol::default() };
        let rehearsal = DispatchedRound { protocol: rehearsal, ..round(2, vec![(of("b"), "u")]) };
        assert_eq!(code(&[round(1, vec![(of("a"), "u")]), rehearsal]), "merge-protocols");
        // one seal, but another list sent
        let redone = DispatchedRound { record: Digest([9; 32]), ..round(1, vec![(of("a"), "u")]) };
        assert_eq!(code(&[round(1, vec![(of("a"), "u")]), redone]), "merge-doubled-round");
        // the same round twice is no fault and no second visit
        let once = round(1, vec![(of("a"), "u")]);
        assert_eq!(merge(&id("u"), &[once.clone(), once.clone()]), merge(&id("u"), &[once]));
    }

    #[test]
    fn a20_a_joint_inspection_has_two_seats_for_each_department_and_the_lead_has_the_leader() {
        let of = |name: &str, department: &str| {
            let mut task = joint(task(name, window(0, 9)), "u");
            task.joint.as_mut().unwrap().department = department.to_owned();
            (task, "u")
        };
        let visits =
            merge(&id("u"), &[round(1, vec![of("a", "消防"), of("b", "燃气"), of("c", "市监")])]).unwrap();
        let seats: Vec<(&str, bool)> =
            visits[0].seats.iter().map(|seat| (seat.department.as_deref().unwrap(), seat.leader)).collect();
        let expected = [
            ("市监", false),
            ("市监", false),
            ("消防", false),
            ("消防", false),
            ("燃气", false),
            ("燃气", true),
        ];
        assert_eq!((seats.as_slice(), visits[0].lead_department.as_deref()), (&expected[..], Some("燃气")));
        // whoever leads goes even where its own task drew somebody else
        assert_eq!(merge(&id("u"), &[round(1, vec![of("a", "消防")])]).unwrap()[0].seats.len(), 4);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn the_number_of_visits_is_the_least_there_can_be(spans in prop::collection::vec((0..8i32, 0..4i32), 1..6), turn in 0..6usize) {
            let of = |order: &[usize]| {
                let tasks = order.iter().map(|&n| (task(&format!("t{n}"), window(spans[n].0, spans[n].1)), "u"));
                merge(&id("u"), &[round(1, tasks.collect())]).unwrap()
            };
            let order: Vec<usize> = (0..spans.len()).collect();
            let visits = of(&order);
            // every set of days, the smallest that meets all windows
            let meets = |days: &u32| spans.iter().all(|&(start, length)| (start..=start + length).any(|day| days >> day & 1 == 1));
            let least = (0u32..1 << 12).filter(meets).map(u32::count_ones).min().unwrap();
            prop_assert_eq!(visits.len(), least as usize);
            // each task once, each in a visit whose window lies in its own
            let mut seen: Vec<&str> = visits.iter().flat_map(|visit| &visit.tasks).map(|task| task.task.as_str()).collect();
            seen.sort_unstable();
            prop_assert_eq!(seen.len(), spans.len());
            for visit in &visits {
                for name in &visit.tasks {
                    let n: usize = name.task.as_str().trim_start_matches('t').parse().unwrap();
                    prop_assert_eq!(window(spans[n].0, spans[n].1).intersection(visit.window), Some(visit.window));
                }
            }
            let mut turned = order;
            turned.rotate_left(turn % spans.len());
            prop_assert_eq!(of(&turned), visits);
        }
    }
}
