//! 第十二条, 第十三条, 第十四条第三款 - whether a round carries out the plans that its tasks name.
//!
//! # The rule
//! A plan states of each inspection its scope, time, number and ratio; it is filed and published.
//!
//! # Reading
//! A task draws no less than the lowest and no more than the highest ratio of its line; a fixed number is held against
//! the same ratios of its pool (I-13-a). The plan is approved by the day of the seal (I-1-a). One that is not filed and
//! published yet is a warning, or where the rules say so refused (I-12-1b).

use super::annual::{AnnualPlan, Part, PlanLine};
use super::annual_problem::AnnualError;
use super::basis::{Planned, TaskBasis};
use super::delegation::Departments;
use super::round::Round;
use super::task::{Amount, Task};
use crate::base::{Date, Fault, Faults, Instant, Place, Protocol, Ratio, Rounding};
use crate::law::RuleSet;

/// The choice of a reading that lets nobody draw under a plan before it is filed and published.
const REQUIRED: (&str, &str) = ("I-12-1b", "required");

impl AnnualPlan {
    /// Checks the tasks of the round that name this version of the plan, and that it was approved by the day of the seal.
    ///
    /// # Errors
    /// Every [`AnnualError`] at its task; a late approval at `approvals`.
    #[doc(alias = "第十二条第二款")]
    pub fn check_round(&self, round: &Round) -> Result<(), Faults> {
        let mut faults = Faults::default();
        let (sealed, approved) = (sealed_on(round), self.approved_on());
        if let Some(approved) = approved.filter(|&approved| round.names(self) && sealed < approved) {
            let (plan, version) = (self.id.to_string(), self.version);
            let error = AnnualError::ApprovedLate { plan, version, approved, sealed };
            faults.push(Place::field("approvals"), error);
        }
        for (at, task) in round.tasks.iter().enumerate() {
            let Some(planned) = planned(task).filter(|planned| self.is_named_by(planned)) else { continue };
            let place = format!("tasks[{at}]");
            if let Some(error) = self.other_contents(planned, task, round.protocol()) {
                faults.push(Place::field(format!("{place}.basis")), error);
            }
            match self.lines.iter().find(|line| line.id == planned.line) {
                Some(line) => line.check_task(task, &place, &mut faults),
                None => {
                    let (task, line) = (task.id.to_string(), planned.line.to_string());
                    let error = AnnualError::NotPlanned { task, line };
                    faults.push(Place::field(format!("{place}.basis")), error);
                }
            }
        }
        faults.or(())
    }

    /// The right name on other contents.
    fn other_contents(&self, planned: &Planned, task: &Task, protocol: Protocol) -> Option<AnnualError> {
        let (found, expected) = (planned.digest?, self.digest(protocol).ok());
        let task = task.id.to_string();
        (Some(found) != expected).then(|| AnnualError::OtherContents {
            task,
            found: found.to_string(),
            expected: expected.map_or_else(|| "-".to_owned(), |digest| digest.to_string()),
        })
    }

    /// Refuses a draw before filing and publication, where the rules ask for these first.
    fn check_effective(&self, round: &Round, rules: &RuleSet) -> Result<(), AnnualError> {
        let missing = self.notices(sealed_on(round));
        if rules.choice(REQUIRED.0) != REQUIRED.1 || missing.0.is_empty() {
            return Ok(());
        }
        let filed = missing.0.iter().any(|notice| notice.code() == "plan-not-filed");
        let (missing_zh, missing_en) = if filed { ("备案", "filed") } else { ("公开", "published") };
        let (plan, version) = (self.id.to_string(), self.version);
        Err(AnnualError::NotEffective { plan, version, missing_zh, missing_en })
    }
}

impl Round {
    /// The same round, each of whose tasks names the check value of its plan, where `plans` has that version.
    ///
    /// # Errors
    /// As [`AnnualPlan::digest`].
    pub fn under(mut self, plans: &[AnnualPlan]) -> Result<Self, Faults> {
        let protocol = self.protocol();
        for task in &mut self.tasks {
            let Some(TaskBasis::Planned(planned)) = &mut task.basis else { continue };
            let plan = plans.iter().find(|plan| plan.is_named_by(planned));
            if let (Some(plan), None) = (plan, planned.digest) {
                let digest =
                    plan.digest(protocol).map_err(|error| Fault::new(Place::field("plans"), error))?;
                planned.digest = Some(digest);
            }
        }
        Ok(self)
    }

    /// Whether one of its tasks names this version of the plan.
    pub(crate) fn names(&self, plan: &AnnualPlan) -> bool {
        self.tasks.iter().filter_map(planned).any(|planned| plan.is_named_by(planned))
    }

    /// Checks the round against the yearly plans that its tasks name, and every entrustment in it against the tree of
    /// departments: what a round by itself cannot know. [`Round::check`] is about the round alone.
    ///
    /// # Errors
    /// Every fault of [`AnnualPlan::check_round`] and [`Departments::check_round`] at once; a plan that is not given.
    #[doc(alias = "第十三条")]
    pub fn check_plans(
        &self,
        plans: &[AnnualPlan],
        departments: &Departments,
        rules: &RuleSet,
    ) -> Result<(), Faults> {
        let mut faults = Faults::default();
        for (at, task) in self.tasks.iter().enumerate() {
            let Some(planned) = planned(task) else { continue };
            if !plans.iter().any(|plan| plan.is_named_by(planned)) {
                let names = plans.iter().map(|plan| format!("`{}@{}`", plan.id, plan.version));
                let given = names.collect::<Vec<_>>().join("、");
                let (task, found) = (task.id.to_string(), format!("{}@{}", planned.plan, planned.version));
                let error = AnnualError::OtherVersion { task, found, given };
                faults.push(Place::field(format!("tasks[{at}].basis")), error);
            }
        }
        for (at, plan) in plans.iter().enumerate() {
            if let Err(error) = plan.check_effective(self, rules)
                && self.names(plan)
            {
                faults.push(Place::field(format!("plans[{at}].steps")), error);
            }
        }
        let checked = plans.iter().map(|plan| plan.check_round(self));
        for checked in checked.chain([departments.check_round(self, rules)]) {
            faults.0.extend(checked.err().into_iter().flat_map(|faults| faults.0));
        }
        faults.or(())
    }
}

/// The day of the seal, as far as the round states it: else the day on which it rests.
fn sealed_on(round: &Round) -> Date {
    round.sealed_at.map_or(round.as_of, Instant::date)
}

fn planned(task: &Task) -> Option<&Planned> {
    task.basis.as_ref().and_then(TaskBasis::planned)
}

impl PlanLine {
    /// The lowest and the highest ratio that the line plans, over all tiers.
    pub(crate) fn ratios(&self) -> Option<(Ratio, Ratio)> {
        let tiers = self.tiers.map(|tiers| (tiers.low.ratio, tiers.high.ratio));
        tiers.or(self.ratio.map(|ratio| (ratio, ratio)))
    }

    /// What is wrong with a stratum that draws `amount` of `size`; its size is known once it is sealed.
    pub(crate) fn check_amount(
        &self,
        task: &str,
        amount: Amount,
        size: Option<u64>,
    ) -> Result<(), AnnualError> {
        let Some((lowest, highest)) = self.ratios() else { return Ok(()) };
        let task = task.to_owned();
        let (below, above, found) = match (amount, size) {
            (Amount::Ratio(ratio), _) => (ratio < lowest, highest < ratio, ratio.to_string()),
            (Amount::Count(count), Some(size)) => {
                let (least, most) = (lowest.of(size, Rounding::Up), highest.of(size, Rounding::Up));
                (count.get() < least, most < count.get(), format!("{count}/{size}"))
            }
            (Amount::Count(_), None) => return Ok(()),
        };
        match (below, above) {
            (true, _) => Err(AnnualError::BelowPlan { task, found, planned: lowest.to_string() }),
            (_, true) => Err(AnnualError::AbovePlan { task, found, planned: highest.to_string() }),
            _ => Ok(()),
        }
    }

    fn check_task(&self, task: &Task, place: &str, faults: &mut Faults) {
        let at = |field: &str| Place::field(format!("{place}.{field}"));
        let name = || task.id.to_string();
        match self.part {
            Part::Participant => faults.push(at("joint"), AnnualError::LeadDraws { task: name() }),
            Part::Lead if task.joint.is_none() => {
                faults.push(at("joint"), AnnualError::NotJoint { task: name() });
            }
            Part::Alone if task.joint.is_some() => {
                let line = self.id.to_string();
                faults.push(at("joint"), AnnualError::NotAlone { task: name(), line });
            }
            Part::Lead | Part::Alone => {}
        }
        for item in task.items.iter().filter(|item| !self.items.contains(item)) {
            let item = item.to_string();
            faults.push(at("items"), AnnualError::ItemNotPlanned { task: name(), item });
        }
        if let Some(schedule) = self.schedule
            && (task.window.start() < schedule.start() || schedule.end() < task.window.end())
        {
            let (start, end) = (schedule.start(), schedule.end());
            faults.push(at("window"), AnnualError::OutsideSchedule { task: name(), start, end });
        }
        for (index, stratum) in task.strata.iter().enumerate() {
            if let Err(error) = self.check_amount(task.id.as_str(), stratum.amount, None) {
                faults.push(at(&format!("strata[{index}].ratio")), error);
            }
        }
    }
}
