//! 第二十条第二款 - experts: drawn from the expert pool or appointed, beside the officers of a visit.
//!
//! # The rule
//! For special matters experts take part, drawn from the pool or appointed directly.
//!
//! # Reading
//! I-20-2c: they do not count to the two officers and none leads. What a task asks for is a specialty and a number; merged tasks share their
//! experts. Drawn experts come from the same law as officers (loads first, the urn, the shuffle), over one area, with a key of their own from the second
//! seed. Both ways are open from the start, so an appointment needs no proven shortage; it needs a reason and an approver. Leave does not bind it, for a
//! day of the window can be agreed. Whoever is in the directory of officers is no expert of the same match. Experts who cannot be drawn leave
//! the officers' match as it is: their seats are appointed before the order.
//!
//! # Example
//! See [`ExpertAppointment`].

mod drawn;
mod pool;
mod words;

use serde::{Deserialize, Serialize};

pub use drawn::ExpertsDrawn;
pub(super) use drawn::draw;
pub(crate) use drawn::redraw;
pub(super) use pool::{Pool, Sealing};

use super::seal::{OfficersSeal, PoolSeal, VisitSeal};
use super::{DirectSeal, Method};
use crate::base::Id;
use crate::plan::{Approval, Seat};

/// An expert as the draw sees one. The number of an expert is the place in this list, which is sorted by id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpertSeal {
    /// 专业, sorted.
    pub specialties: Vec<String>,
    /// 办理上限
    pub cap: u32,
}

/// 直接指定专家 - one expert appointed to one expert seat.
///
/// ```
/// use double_random::plan::Approval;
/// use double_random::team::ExpertAppointment;
///
/// let approval = Approval::by("分管领导", "2026-10-06".parse()?);
/// let reason = "电梯制动试验须由原检测专家参加".to_owned();
/// let appointed = ExpertAppointment { visit: 3, seat: 0, expert: "E-07".parse()?, reason, approval };
/// assert_eq!((appointed.visit, appointed.seat), (3, 0)); // expert seats are counted apart from those of officers
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpertAppointment {
    /// The number of the visit.
    pub visit: u32,
    /// The number of the expert seat.
    pub seat: u32,
    /// The expert's id.
    pub expert: Id,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approval: Approval,
}

/// 直接指定专家 as it is recorded, the expert by number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpertAppointed {
    /// The number of the visit.
    pub visit: u32,
    /// The number of the expert seat.
    pub seat: u32,
    /// The expert's number.
    pub expert: u32,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approval: Approval,
}

impl VisitSeal {
    /// 专家名额 one by one, in the order of specialties; an expert seat's number is its place.
    pub fn expert_seats(&self) -> Vec<Seat> {
        let demands = self.experts.iter();
        let seats = demands.flat_map(|demand| {
            let seat = Seat { specialty: Some(demand.specialty.clone()), ..Seat::default() };
            std::iter::repeat_n(seat, demand.count as usize)
        });
        seats.collect()
    }
}

impl OfficersSeal {
    /// The seal as the draw of experts sees it: experts for officers, expert seats for seats, one area. `None` where no visit asks for
    /// an expert.
    pub(crate) fn of_experts(&self) -> Option<Self> {
        if self.visits.iter().all(|visit| visit.experts.is_empty()) {
            return None;
        }
        let officer = |expert: &ExpertSeal| PoolSeal {
            area: None,
            department: None,
            specialties: expert.specialties.clone(),
            leader: false,
            cap: expert.cap,
        };
        let direct = |appointed: &ExpertAppointed| DirectSeal {
            visit: appointed.visit,
            seat: appointed.seat,
            officer: appointed.expert,
            reason: appointed.reason.clone(),
            approval: appointed.approval.clone(),
        };
        let visit = |visit: &VisitSeal| VisitSeal {
            area: None,
            lead_department: None,
            seats: visit.expert_seats(),
            experts: Vec::new(),
            ..visit.clone()
        };
        Some(Self {
            areas: Vec::new(),
            visits: self.visits.iter().map(visit).collect(),
            pool: self.experts.iter().map(officer).collect(),
            away: self.experts_away.clone(),
            direct: self.appointed_experts.iter().map(direct).collect(),
            method: Method::SkillCovering,
            experts: Vec::new(),
            experts_away: Vec::new(),
            appointed_experts: Vec::new(),
            ..self.clone()
        })
    }
}
