//! 第十六条, 第十七条 - a task as it is set before the draw: items, window, unit, strata.

use serde::{Deserialize, Serialize};

use super::basis::TaskBasis;
use super::criterion::Criterion;
use crate::base::{Id, Int53, Ratio, Rounding, Window};

/// 应抽数量 - how many of a stratum are drawn: a share of N, or a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// A share of the base number N, rounded as the stratum says.
    Ratio(Ratio),
    /// A fixed number.
    Count(Int53),
}

/// 抽取分项 - one category of targets with its own ratio (第十七条).
///
/// The first stratum of a task that fits a target takes it (I-17-a).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WrittenStratum", into = "WrittenStratum")]
pub struct Stratum {
    /// What officials call it.
    pub label: String,
    /// Which targets it takes.
    pub criterion: Criterion,
    /// How many are drawn.
    pub amount: Amount,
    /// How a share becomes a whole number (I-17-d).
    pub rounding: Rounding,
}

/// A stratum as it is written: `ratio` or `count`, the other one absent or null.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStratum {
    label: String,
    #[serde(default)]
    criterion: Criterion,
    #[serde(default)]
    ratio: Option<Ratio>,
    #[serde(default)]
    count: Option<Int53>,
    #[serde(default)]
    rounding: Rounding,
}

impl TryFrom<WrittenStratum> for Stratum {
    type Error = &'static str;

    fn try_from(written: WrittenStratum) -> Result<Self, Self::Error> {
        let WrittenStratum { label, criterion, ratio, count, rounding } = written;
        let amount = match (ratio, count) {
            (Some(ratio), None) => Amount::Ratio(ratio),
            (None, Some(count)) => Amount::Count(count),
            _ => return Err("a stratum takes exactly one of `ratio` and `count`"),
        };
        Ok(Self { label, criterion, amount, rounding })
    }
}

impl From<Stratum> for WrittenStratum {
    fn from(Stratum { label, criterion, amount, rounding }: Stratum) -> Self {
        let (ratio, count) = match amount {
            Amount::Ratio(ratio) => (Some(ratio), None),
            Amount::Count(count) => (None, Some(count)),
        };
        Self { label, criterion, ratio, count, rounding }
    }
}

/// 检查人员名额 - what one member of the team must be (第二十条).
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// The department, any where null.
    #[serde(default)]
    pub department: Option<String>,
    /// The specialty, any where null.
    #[serde(default)]
    pub specialty: Option<String>,
    /// Whether the seat asks for somebody who may lead.
    #[serde(default)]
    pub leader: bool,
}

impl Seat {
    /// Whether anybody may take it.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }
}

/// 专家名额 - how many experts of one specialty give their opinion, beside the officers (第二十条第二款).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpertDemand {
    /// 专业
    pub specialty: String,
    /// How many.
    pub count: u32,
}

/// 联合检查 - several departments at one door under one lead (第十二条第二款). Each task is one department's part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Joint {
    /// The joint inspection.
    pub id: Id,
    /// 牵头单位 - the unit that leads it.
    pub lead: Id,
    /// 牵头部门 - whose officers lead the team, as the directory of officers names it.
    pub lead_department: String,
    /// 参与部门 - the department of this task, the leading one in its own task.
    pub department: String,
}

impl Joint {
    /// Whether both are parts of one inspection.
    pub fn meets(&self, other: &Self) -> bool {
        (&self.id, &self.lead) == (&other.id, &other.lead)
    }

    /// Two seats for the leading department, one of them the leader's, and two for this one.
    fn team(&self) -> Vec<Seat> {
        let seat = |department: &String, leader| Seat {
            department: Some(department.clone()),
            specialty: None,
            leader,
        };
        let mut seats = vec![seat(&self.lead_department, true), seat(&self.lead_department, false)];
        if self.department != self.lead_department {
            seats.extend([seat(&self.department, false), seat(&self.department, false)]);
        }
        seats
    }
}

/// 委托 - an upper department's letter to a lower one (第十五条).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    /// The department that entrusts.
    pub owner: Id,
    /// The department that inspects.
    pub executor: Id,
    /// The number of the letter.
    pub letter: String,
    /// In whose name papers are issued.
    pub in_the_name_of: Id,
}

/// 抽查任务 - what is inspected, when, by whom, and whom it draws.
///
/// ```
/// use double_random::base::{Ratio, Window};
/// use double_random::directory::Risk;
/// use double_random::plan::{Criterion, Task};
///
/// let window = Window::new("2026-10-08".parse()?, "2026-11-30".parse()?)?;
/// let task = Task::new("gas-2026-Q4".parse()?, "gas".parse()?, window)
///     .stratum("高风险", Criterion::risk(Risk::High), Ratio::percent("20")?)
///     .stratum("餐饮燃气", Criterion::kind("餐饮"), "1/20".parse()?);
/// assert_eq!(task.strata.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// The task's id, part of its ticket keys.
    pub id: Id,
    /// 抽查事项 - ids of the item list.
    pub items: Vec<Id>,
    /// 检查起止时间
    pub window: Window,
    /// 任务执行单位 - the unit that inspects, or null: the table of areas decides.
    #[serde(default)]
    pub unit: Option<Id>,
    /// Tasks that share a tag share their tickets, so that they meet the same targets where they can.
    #[serde(default)]
    pub tag: Option<Id>,
    /// 抽查依据 - a line of a yearly plan, or an approved ad-hoc decision. Nothing is sealed without one.
    #[serde(default)]
    pub basis: Option<TaskBasis>,
    /// 委托, where a lower department inspects for an upper one.
    #[serde(default)]
    pub delegation: Option<Delegation>,
    /// 联合检查, where the task is one department's part of it.
    #[serde(default)]
    pub joint: Option<Joint>,
    /// What the team needs; null: two seats, one of them the leader's, and in a joint inspection two for each
    /// department.
    #[serde(default)]
    pub seats: Option<Vec<Seat>>,
    /// 专家 who take part besides, where the matter is special.
    #[serde(default)]
    pub experts: Vec<ExpertDemand>,
    /// 抽取分项 in the order that decides overlaps.
    pub strata: Vec<Stratum>,
}

impl Task {
    /// A task of one item, without a basis and strata yet.
    pub fn new(id: Id, item: Id, window: Window) -> Self {
        Self {
            id,
            items: vec![item],
            window,
            unit: None,
            tag: None,
            basis: None,
            delegation: None,
            joint: None,
            seats: None,
            experts: Vec::new(),
            strata: Vec::new(),
        }
    }

    /// Adds a stratum that draws a share, rounded up.
    #[must_use]
    pub fn stratum(mut self, label: impl Into<String>, criterion: Criterion, ratio: Ratio) -> Self {
        let (label, amount) = (label.into(), Amount::Ratio(ratio));
        self.strata.push(Stratum { label, criterion, amount, rounding: Rounding::Up });
        self
    }

    /// 第二十条 - the seats of the team: as set, else two, one of them the leader's; in a joint inspection two for the
    /// leading department, one of them the leader's, and two for this one.
    pub fn team(&self) -> Vec<Seat> {
        let usual = || vec![Seat { leader: true, ..Seat::default() }, Seat::default()];
        let joint = || self.joint.as_ref().map_or_else(usual, Joint::team);
        self.seats.clone().unwrap_or_else(joint)
    }

    /// The same task on this basis.
    #[must_use]
    pub fn basis(mut self, basis: TaskBasis) -> Self {
        self.basis = Some(basis);
        self
    }

    /// 临时性抽查 - whether it is outside every plan (第十四条第三款).
    pub fn is_ad_hoc(&self) -> bool {
        matches!(self.basis, Some(TaskBasis::AdHoc(_)))
    }

    /// The same task for a named unit.
    #[must_use]
    pub fn unit(mut self, unit: Id) -> Self {
        self.unit = Some(unit);
        self
    }

    /// The same task under a coordination tag.
    #[must_use]
    pub fn tag(mut self, tag: Id) -> Self {
        self.tag = Some(tag);
        self
    }
}

impl Amount {
    /// 应抽户数 - how many of a base number `size` are drawn.
    pub fn of(self, size: u64, rounding: Rounding) -> u64 {
        match self {
            Self::Ratio(ratio) => ratio.of(size, rounding),
            Self::Count(count) => count.get(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stratum_takes_a_ratio_or_a_count_and_no_stranger() {
        let read = |text: &str| serde_json::from_str::<Stratum>(text);
        let half = read(r#"{"label":"a","ratio":"50%"}"#).unwrap();
        assert_eq!((half.amount.of(5, half.rounding), half.amount.of(5, Rounding::Down)), (3, 2));
        assert_eq!(read(r#"{"label":"a","count":7,"ratio":null}"#).unwrap().amount.of(5, Rounding::Up), 7);
        for text in [
            r#"{"label":"a"}"#,
            r#"{"label":"a","ratio":"1/2","count":1}"#,
            r#"{"label":"a","count":1,"x":1}"#,
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(
            serde_json::to_string(&half).unwrap(),
            r#"{"label":"a","criterion":"everyone","ratio":"1/2","count":null,"rounding":"up"}"#
        );
    }
}
