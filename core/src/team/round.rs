//! 第二十条, 第二十二条 - a match as it is set before its seal: areas, recusals, method, and how its seed will be made.
//!
//! # The rule
//! The unit that received the list matches officers to it at random, by a method that considers geography, staffing and
//! expertise. Whoever has an interest in a target withdraws.
//!
//! # Reading
//! Nobody can declare an interest before seeing names, so a match is sealed after the dispatch, with the recusals that
//! were declared by then, and gets a random value of its own.
//!
//! # Example
//! See [`MatchRound`].

use serde::{Deserialize, Serialize};

use super::bare::SWEEPS;
use super::direct::DirectAssignment;
use super::expert::ExpertAppointment;
use crate::base::order::Arrange as _;
use crate::base::{Id, Instant};
use crate::plan::{Approval, CeremonyPlan, Provenance};

/// 相邻区域 - an area of the unit, and the areas whose officers may help where its own are too few.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Neighbours {
    /// A name, or a statistical code that takes every code beginning with it.
    pub area: String,
    /// Other areas of the table.
    #[serde(default)]
    pub neighbours: Vec<String>,
}

/// Who asked for a recusal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AskedBy {
    /// The officer, who has to ask.
    #[default]
    Officer,
    /// The target, which may ask.
    Target,
}

/// 回避 - an officer withdraws from the visits at one target (第二十二条). The reason is never published.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recusal {
    /// The officer's id.
    pub officer: Id,
    /// The target, or the enterprise (`unit_code`) for all its places.
    pub target: Id,
    /// Who asked.
    #[serde(default)]
    pub asked_by: AskedBy,
    /// Why.
    pub reason: String,
    /// Who decided it, where somebody had to.
    #[serde(default)]
    pub decision: Option<Approval>,
}

/// 随机方式 - what the draw of a team takes into account (第二十条第一款).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Every officer of the unit for every visit; areas and specialties are not looked at.
    PerVisit,
    /// Officers of the visit's area, then of its neighbours; specialties are not looked at.
    AreaRestricted,
    /// Areas as above, and every specialty that a seat asks for.
    #[default]
    SkillCovering,
}

impl Method {
    /// Whether areas restrict who goes where.
    pub fn looks_at_areas(self) -> bool {
        self != Self::PerVisit
    }

    /// Whether seats keep the specialties they ask for.
    pub fn looks_at_specialties(self) -> bool {
        self == Self::SkillCovering
    }
}

/// 人员匹配批次 - all that is settled before officers are sealed, for the visits of one unit.
///
/// ```
/// use double_random::plan::CeremonyPlan;
/// use double_random::team::{MatchRound, Neighbours};
///
/// let east = Neighbours { area: "东园".into(), neighbours: vec!["西园".into()] };
/// let west = Neighbours { area: "西园".into(), neighbours: vec![] };
/// let round = MatchRound::new("2026-Q4-squad-1".parse()?, "squad-1".parse()?)
///     .areas([east, west])
///     .ceremony(CeremonyPlan::bare());
/// assert_eq!(round.areas.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatchRound {
    /// The match's id, which no round bears.
    pub id: Id,
    /// 任务执行单位 - whose visits are matched.
    pub unit: Id,
    /// When the seal is made.
    #[serde(default)]
    pub sealed_at: Option<Instant>,
    /// 审批
    #[serde(default)]
    pub approvals: Option<Vec<Approval>>,
    /// Where the lists `experts`, `officers` and `recusals` came from.
    #[serde(default)]
    pub provenance: Option<Vec<Provenance>>,
    /// The table of areas; empty where the whole unit is one area.
    #[serde(default)]
    pub areas: Vec<Neighbours>,
    /// Recusals declared since the dispatch.
    #[serde(default)]
    pub recusals: Vec<Recusal>,
    /// 直接委派, only after an attempt that had no plan.
    #[serde(default)]
    pub direct: Vec<DirectAssignment>,
    /// 直接指定的专家, whose seats are not drawn.
    #[serde(default)]
    pub appointed_experts: Vec<ExpertAppointment>,
    /// 随机方式
    #[serde(default)]
    pub method: Method,
    /// How often the teams are shuffled after the draw, 20 times where nothing is said.
    #[serde(default = "usual_sweeps")]
    pub sweeps: u32,
    /// How the seed will be made.
    #[serde(default)]
    pub ceremony: CeremonyPlan,
}

fn usual_sweeps() -> u32 {
    SWEEPS
}

impl MatchRound {
    /// A match without areas and recusals.
    pub fn new(id: Id, unit: Id) -> Self {
        Self {
            id,
            unit,
            sealed_at: None,
            approvals: None,
            provenance: None,
            areas: Vec::new(),
            recusals: Vec::new(),
            direct: Vec::new(),
            appointed_experts: Vec::new(),
            method: Method::default(),
            sweeps: SWEEPS,
            ceremony: CeremonyPlan::default(),
        }
    }

    /// The same match over these areas. Their order changes nothing.
    #[must_use]
    pub fn areas(mut self, areas: impl IntoIterator<Item = Neighbours>) -> Self {
        self.areas = areas.into_iter().collect();
        self
    }

    /// The same match with these recusals. Their order changes nothing.
    #[must_use]
    pub fn recusals(mut self, recusals: impl IntoIterator<Item = Recusal>) -> Self {
        self.recusals = recusals.into_iter().collect();
        self
    }

    /// The same match with this plan for its seed.
    #[must_use]
    pub fn ceremony(mut self, ceremony: CeremonyPlan) -> Self {
        self.ceremony = ceremony;
        self
    }

    /// The same match in its written order.
    #[must_use]
    pub(super) fn sorted(mut self) -> Self {
        for row in &mut self.areas {
            row.neighbours.arrange();
            row.neighbours.dedup();
        }
        self.areas.arrange();
        self.recusals.arrange();
        self.recusals.dedup();
        self.approvals.iter_mut().for_each(|approvals| approvals.arrange());
        self.ceremony = self.ceremony.settled(self.sealed_at);
        self
    }
}
