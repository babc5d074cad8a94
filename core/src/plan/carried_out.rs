//! 第十二条第二款, 第十三条, 第十四条第三款 - whether a round carries out the plan that it names.

use super::annual::{AnnualPlan, Part, PlanLine};
use super::annual_problem::AnnualError;
use super::delegation::Departments;
use super::round::Round;
use super::task::{Amount, Task};
use crate::base::{Faults, Place};
use crate::law::RuleSet;

impl AnnualPlan {
    /// Checks the round against this plan. Ad-hoc tasks are outside it; [`Round::check`] asks for their approver.
    ///
    /// # Errors
    /// Every [`AnnualError`] at its task.
    #[doc(alias = "第十二条第二款")]
    pub fn check_round(&self, round: &Round) -> Result<(), Faults> {
        let mut faults = Faults::default();
        let (expected, found) = (self.reference(), round.plan.clone().unwrap_or_default());
        if found != expected && round.tasks.iter().any(|task| !task.ad_hoc) {
            faults.push(Place::field("plan"), AnnualError::OtherVersion { found, expected });
        }
        for (at, task) in round.tasks.iter().enumerate().filter(|(_, task)| !task.ad_hoc) {
            let named = task.plan.as_deref().unwrap_or_default();
            match self.lines.iter().find(|line| line.id.as_str() == named) {
                Some(line) => line.check_task(task, &format!("tasks[{at}]"), &mut faults),
                None => {
                    let error = AnnualError::NotPlanned { task: task.id.to_string() };
                    faults.push(Place::field(format!("tasks[{at}].plan")), error);
                }
            }
        }
        faults.or(())
    }
}

impl Round {
    /// Checks the round against the yearly plan that it names, and every entrustment in it against the tree of departments:
    /// what a round by itself cannot know. [`Round::check`] is about the round alone.
    ///
    /// # Errors
    /// Every fault of [`AnnualPlan::check_round`] and [`Departments::check_round`] at once.
    #[doc(alias = "第十三条")]
    pub fn check_plan(
        &self,
        plan: &AnnualPlan,
        departments: &Departments,
        rules: &RuleSet,
    ) -> Result<(), Faults> {
        let mut faults = Faults::default();
        for checked in [plan.check_round(self), departments.check_round(self, rules)] {
            faults.0.extend(checked.err().into_iter().flat_map(|faults| faults.0));
        }
        faults.or(())
    }
}

impl PlanLine {
    fn check_task(&self, task: &Task, place: &str, faults: &mut Faults) {
        let at = |field: &str| Place::field(format!("{place}.{field}"));
        let name = || task.id.to_string();
        match self.part {
            Part::Participant => faults.push(at("joint"), AnnualError::LeadDraws { task: name() }),
            Part::Lead if task.joint.is_none() => {
                faults.push(at("joint"), AnnualError::NotJoint { task: name() });
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
        // the lowest ratio that any tier is planned with
        let planned = self.tiers.map(|tiers| tiers.low.ratio).or(self.ratio);
        for (index, stratum) in task.strata.iter().enumerate() {
            if let (Some(planned), Amount::Ratio(ratio)) = (planned, stratum.amount)
                && ratio < planned
            {
                let (found, planned) = (ratio.to_string(), planned.to_string());
                let error = AnnualError::BelowPlan { task: name(), found, planned };
                faults.push(at(&format!("strata[{index}].ratio")), error);
            }
        }
    }
}
