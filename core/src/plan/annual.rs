//! 第十二条第一款, 第十三条 - the yearly plan: its lines, its versions, where it was filed and published.
//!
//! # The rule
//! A plan says of each inspection its scope, time, estimated number and ratio. It is filed with the upper department
//! and with the market regulator of the same level, and published. It may be amended.
//!
//! # Reading
//! The ratio binds and the number informs, so a difference is a notice (I-13-a). An amendment is a new version, which is
//! filed and published again; a draw before that is a notice, too (I-12-1b). A sealed round names the version it was
//! made under, with its check value, and keeps it (I-12-1a). What nobody approved is no plan that a round could rest on
//! (I-1-a): a version names who prepared it and who, another person, approved it, by the day of the seal. In a joint
//! inspection the lead draws (I-12-2a).
//!
//! # Example
//! See [`AnnualPlan`].

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::annual_problem::{AnnualError, AnnualNotice};
use super::approval::{Approval, Role};
use super::basis::{Planned, TaskBasis};
use super::tier::{TierRates, tier_of};
use crate::base::json::{self, JsonError};
use crate::base::{Date, Digest, Faults, Id, Int53, Place, Protocol, Ratio, Rounding, Window};
use crate::directory::{Directory, Item, Risk};
use crate::law::{RuleSet, Tier};

/// 年度抽查工作计划 - one version of it.
///
/// ```
/// use double_random::plan::AnnualPlan;
///
/// let plan: AnnualPlan = serde_json::from_str(r#"{
///     "id": "plan-2026", "version": 1, "year": 2026,
///     "lines": [{"id": "gas", "items": ["gas-safety"], "scope": "餐饮用气单位", "estimated": 20, "ratio": "5%",
///                "schedule": {"start": "2026-03-01", "end": "2026-11-30"}}],
///     "steps": [{"step": "filed-upper", "version": 1, "on": "2026-01-20"}, {"step": "filed-market", "version": 1, "on": "2026-01-20"}]
/// }"#)?;
/// let notices = plan.notices("2026-03-01".parse()?);
/// assert_eq!(notices.to_string(), "steps: version 1 of the plan is not published by 2026-03-01");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnnualPlan {
    /// The plan's id, the same in all versions.
    pub id: Id,
    /// The version, from 1.
    pub version: u32,
    /// The year.
    pub year: i16,
    /// 各项抽查
    pub lines: Vec<PlanLine>,
    /// What was done with it, of this version and of earlier ones.
    #[serde(default)]
    pub steps: Vec<PlanStep>,
    /// 审批
    #[serde(default)]
    pub approvals: Vec<Approval>,
}

/// 计划中的一项抽查.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanLine {
    /// The id that a task gives as its plan.
    pub id: Id,
    /// 抽查事项
    pub items: Vec<Id>,
    /// 范围
    #[serde(default)]
    pub scope: String,
    /// 时间安排
    #[serde(default)]
    pub schedule: Option<Window>,
    /// 预估数量
    #[serde(default)]
    pub estimated: Option<Int53>,
    /// 抽查比例, which binds.
    #[serde(default)]
    pub ratio: Option<Ratio>,
    /// 分级抽查, where tiers have their own ratios (第十四条第一款).
    #[serde(default)]
    pub tiers: Option<TierRates>,
    /// 联合抽查 - alone, or our part in a joint inspection.
    #[serde(default)]
    pub part: Part,
}

/// Our part in an inspection (第十二条第二款).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// 单独实施
    #[default]
    Alone,
    /// 牵头
    Lead,
    /// 参与: the lead draws.
    Participant,
}

/// What is done with a version of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// 报上一级城市管理部门备案
    FiledUpper,
    /// 报同级市场监管部门备案
    FiledMarket,
    /// 向社会公开
    Published,
}

/// One step, on its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanStep {
    /// What was done.
    pub step: Step,
    /// With which version.
    pub version: u32,
    /// When.
    pub on: Date,
}

impl AnnualPlan {
    /// 校验值 - `H("plan", canonical bytes)` of this version: its lines and approvals. What is done with it later, to file and
    /// to publish it, changes nothing.
    ///
    /// # Errors
    /// [`JsonError`] for a year before 0.
    pub fn digest(&self, protocol: Protocol) -> Result<Digest, JsonError> {
        let version = Self { steps: Vec::new(), ..self.clone() };
        Ok(protocol.hash("plan", &[json::canonical(&version)?.as_bytes()]))
    }

    /// What a task of this line names as its basis. [`AnnualPlan::check_round`] says whether there is such a line.
    ///
    /// # Errors
    /// As [`AnnualPlan::digest`].
    pub fn line(&self, line: Id, protocol: Protocol) -> Result<TaskBasis, JsonError> {
        let (plan, version, digest) = (self.id.clone(), self.version, Some(self.digest(protocol)?));
        Ok(TaskBasis::Planned(Planned { plan, version, line, digest }))
    }

    /// Whether `planned` names this version.
    pub fn is_named_by(&self, planned: &Planned) -> bool {
        planned.plan == self.id && planned.version == self.version
    }

    /// Checks that somebody prepared it and another person approved it, that every line has its elements and names items of
    /// the list.
    ///
    /// # Errors
    /// Every [`AnnualError`] and [`TierError`](super::TierError) at its line; approvals as [`Approval::check`].
    #[doc(alias = "第十三条")]
    pub fn check(&self, directory: &Directory, rules: &RuleSet) -> Result<(), Faults> {
        let mut faults = Faults::default();
        if let Err(error) = Approval::check(&self.approvals) {
            faults.push(Place::field("approvals"), error);
        }
        for (role, zh, en) in [(Role::Preparer, "经办人", "preparer"), (Role::Approver, "审批人", "approver")]
        {
            if self.approvals.iter().all(|approval| approval.role != role) {
                let (plan, version) = (self.id.to_string(), self.version);
                let error = AnnualError::NotApproved { plan, version, zh, en };
                faults.push(Place::field("approvals"), error);
            }
        }
        if self.lines.is_empty() {
            faults.push(Place::field("lines"), AnnualError::NoLine);
        }
        let mut ids = BTreeSet::new();
        for (at, line) in self.lines.iter().enumerate() {
            let place = |field: &str| Place::field(format!("lines[{at}].{field}"));
            if !ids.insert(&line.id) {
                faults.push(place("id"), AnnualError::Doubled { id: line.id.to_string() });
            }
            for (field, zh, en) in line.missing() {
                faults.push(place(field), AnnualError::ElementMissing { line: line.id.to_string(), zh, en });
            }
            for item in line.items.iter().filter(|item| directory.item(item.as_str()).is_none()) {
                faults.push(place("items"), AnnualError::UnknownItem { item: item.to_string() });
            }
            if let Some(window) = line.schedule
                && (window.start().year() != self.year || window.end().year() != self.year)
            {
                let (start, end, year) = (window.start(), window.end(), self.year);
                faults.push(place("schedule"), AnnualError::OutsideYear { start, end, year });
            }
            if let Some(Err(error)) = line.tiers.map(|tiers| tiers.check(rules)) {
                faults.push(place("tiers"), error);
            }
        }
        faults.or(())
    }

    /// The day of the last approval, else the first of its year: from here on it is to be filed and published.
    pub fn adopted_on(&self) -> Option<Date> {
        self.approved_on().or_else(|| Date::new(self.year, 1, 1).ok())
    }

    /// The day of the last approval; nothing where nobody has approved it.
    pub(super) fn approved_on(&self) -> Option<Date> {
        let approved = self.approvals.iter().filter(|approval| approval.role == Role::Approver);
        approved.map(|approval| approval.date).max()
    }

    /// What was not done with this version by the end of `on`, in the order of the article.
    pub fn open_steps(&self, on: Date) -> Vec<Step> {
        let done = |step: &Step| {
            self.steps.iter().any(|done| done.step == *step && done.version == self.version && done.on <= on)
        };
        [Step::FiledUpper, Step::FiledMarket, Step::Published]
            .into_iter()
            .filter(|step| !done(step))
            .collect()
    }

    /// What is not refused and should be known before a draw on `on`: filings and publication of this version.
    #[doc(alias = "第十二条")]
    #[doc(alias = "第十二条第一款")]
    pub fn notices(&self, on: Date) -> Faults {
        let mut notices = Faults::default();
        let version = self.version;
        for step in self.open_steps(on) {
            let (zh, en) = match step {
                Step::FiledUpper => ("上一级城市管理部门", "the upper department"),
                Step::FiledMarket => ("同级市场监管部门", "the market regulator"),
                Step::Published => {
                    notices.push(Place::field("steps"), AnnualNotice::NotPublished { version, on });
                    continue;
                }
            };
            notices.push(Place::field("steps"), AnnualNotice::NotFiled { version, on, zh, en });
        }
        notices
    }

    /// Lines whose estimated number is not what their ratio makes of the directory.
    pub fn differences(&self, directory: &Directory, rules: &RuleSet) -> Faults {
        let mut notices = Faults::default();
        for (at, line) in self.lines.iter().enumerate() {
            let (Some(estimated), Some(ratio)) = (line.estimated, line.ratio) else { continue };
            let sizes = line.sizes(directory, rules);
            let of = |tier: Tier, size: u64| {
                line.tiers.map_or(ratio, |tiers| tiers.of(tier).ratio).of(size, Rounding::Up)
            };
            let expected = match line.tiers {
                Some(_) => sizes.iter().map(|&(tier, size)| of(tier, size)).sum(),
                None => ratio.of(sizes.iter().map(|(_, size)| size).sum(), Rounding::Up),
            };
            if estimated.get() != expected {
                let (line, estimated) = (line.id.to_string(), estimated.get());
                let notice = AnnualNotice::NumberDiffers { line, estimated, expected };
                notices.push(Place::field(format!("lines[{at}].estimated")), notice);
            }
        }
        notices
    }
}

impl PlanLine {
    fn missing(&self) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        let elements = [
            (self.items.is_empty(), "items", "抽查事项", "items"),
            (self.scope.trim().is_empty(), "scope", "范围", "scope"),
            (self.schedule.is_none(), "schedule", "时间安排", "schedule"),
            (self.estimated.is_none(), "estimated", "预估数量", "estimated number"),
            (self.ratio.is_none(), "ratio", "抽查比例", "ratio"),
        ];
        elements.into_iter().filter(|element| element.0).map(|(_, field, zh, en)| (field, zh, en))
    }

    /// How many active targets of the line's items each tier has.
    fn sizes(&self, directory: &Directory, rules: &RuleSet) -> [(Tier, u64); 3] {
        let items: Vec<&Item> = self.items.iter().filter_map(|item| directory.item(item.as_str())).collect();
        let targets = directory.targets();
        let (mut low, mut normal, mut high) = (0, 0, 0);
        for row in (0..targets.len()).filter(|&row| targets.is_active(row)) {
            if items.iter().any(|item| item.applies_to(targets.kind().get(row))) {
                let risk = match targets.risk().get(row) {
                    Some("low") => Some(Risk::Low),
                    Some("high") => Some(Risk::High),
                    _ => None, // normal and unknown are one tier
                };
                match tier_of(risk, targets.credit().get(row), rules) {
                    Tier::Low => low += 1,
                    Tier::Normal => normal += 1,
                    Tier::High => high += 1,
                }
            }
        }
        [(Tier::Low, low), (Tier::Normal, normal), (Tier::High, high)]
    }
}
