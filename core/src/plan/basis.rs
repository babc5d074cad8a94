//! 第一条, 第十四条第三款 - what a task rests on: a line of a yearly plan, or an approved ad-hoc decision.
//!
//! # The rule
//! Targets are drawn by the item list and the plan. Checks outside the plan follow its rules and are recorded and made
//! public.
//!
//! # Reading
//! Nothing is drawn on no basis at all (I-1-a): every task that is sealed names its line, with version and check value of
//! the plan, or says why it is ad-hoc, by which document and who approved it (I-14-3a). Both stand in the seal, so
//! anybody can count the ad-hoc tasks.
//!
//! # Example
//! See [`TaskBasis`].

use serde::{Deserialize, Serialize};

use super::approval::Approval;
use super::problem::PlanError;
use crate::base::{Digest, Id};

/// 抽查依据 - on what a task is drawn.
///
/// ```
/// use double_random::base::{Protocol, Window};
/// use double_random::plan::{AnnualPlan, Approval, Task, TaskBasis};
///
/// let plan: AnnualPlan = serde_json::from_str(r#"{
///     "id": "plan-2026", "version": 1, "year": 2026,
///     "lines": [{"id": "gas", "items": ["gas-safety"], "scope": "餐饮用气单位", "estimated": 20, "ratio": "5%",
///                "schedule": {"start": "2026-03-01", "end": "2026-11-30"}}]
/// }"#)?;
/// let window = Window::new("2026-10-08".parse()?, "2026-11-30".parse()?)?;
/// let task = Task::new("gas-Q4".parse()?, "gas-safety".parse()?, window);
/// let planned = task.clone().basis(plan.line("gas".parse()?, Protocol::default())?);
/// let chief = Approval::by("局长", "2026-09-20".parse()?).document("批〔2026〕7号");
/// let ad_hoc = task.basis(TaskBasis::ad_hoc("节前专项抽查", chief));
/// assert!(!planned.is_ad_hoc() && ad_hoc.is_ad_hoc());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "第一条")]
#[doc(alias = "第十四条第三款")]
pub enum TaskBasis {
    /// 年度计划内
    Planned(Planned),
    /// 临时性抽查
    AdHoc(AdHoc),
}

/// 计划内任务 - the line that a task carries out, in one version of one plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planned {
    /// The plan.
    pub plan: Id,
    /// Its version, which a sealed round keeps (I-12-1a).
    pub version: u32,
    /// The line.
    pub line: Id,
    /// The check value of that version, [`AnnualPlan::digest`](super::AnnualPlan::digest); a seal has it always.
    #[serde(default)]
    pub digest: Option<Digest>,
}

/// 临时性抽查 - why something is drawn outside the plan, and who approved that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdHoc {
    /// 事由
    pub reason: String,
    /// Who approved it, and by which document: it names one.
    pub approval: Approval,
}

impl TaskBasis {
    /// An ad-hoc draw for this reason.
    pub fn ad_hoc(reason: impl Into<String>, approval: Approval) -> Self {
        Self::AdHoc(AdHoc { reason: reason.into(), approval })
    }

    /// The line, where there is one.
    pub fn planned(&self) -> Option<&Planned> {
        match self {
            Self::Planned(planned) => Some(planned),
            Self::AdHoc(_) => None,
        }
    }
}

/// Checks that `basis` is there and complete; `approvals` are those of the round.
pub(super) fn check(basis: Option<&TaskBasis>, task: &Id, approvals: &[Approval]) -> Result<(), PlanError> {
    let task = || task.to_string();
    match basis {
        None => Err(PlanError::NoBasis { task: task() }),
        Some(TaskBasis::Planned(Planned { digest: Some(_), .. })) => Ok(()),
        Some(TaskBasis::Planned(Planned { plan, version, .. })) => {
            Err(PlanError::PlanUnpinned { task: task(), plan: plan.to_string(), version: *version })
        }
        Some(TaskBasis::AdHoc(AdHoc { reason, approval })) => {
            let is_blank = |text: &str| text.trim().is_empty();
            if is_blank(reason) || approval.document.as_deref().is_none_or(is_blank) {
                return Err(PlanError::AdHocUnfounded { task: task() });
            }
            approval.may_approve(approvals).map_err(|_| PlanError::AdHocUnapproved { task: task() })
        }
    }
}
