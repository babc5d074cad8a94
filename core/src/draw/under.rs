//! 第十三条 - a sealed round against the plans of its tasks: what shows only once the pools are counted.
//!
//! # The rule
//! A plan states the number and the ratio of each inspection.
//!
//! # Reading
//! The ratio binds and the number informs (I-13-a): a fixed number is refused where it is not the planned share of its
//! pool, a difference from the estimated number is a notice.
//!
//! # Example
//! See [`Round::seal_under`](crate::plan::Round::seal_under).

use super::seal::{Seal, TaskSeal};
use crate::base::{Faults, Instant, Place};
use crate::plan::{AnnualNotice, AnnualPlan, PlanLine};

impl AnnualPlan {
    /// Checks the fixed numbers of sealed tasks against the ratios of their lines.
    ///
    /// # Errors
    /// [`AnnualError::BelowPlan`](crate::plan::AnnualError::BelowPlan),
    /// [`AnnualError::AbovePlan`](crate::plan::AnnualError::AbovePlan), at the stratum.
    pub fn check_pools(&self, seal: &Seal) -> Result<(), Faults> {
        let mut faults = Faults::default();
        for (at, sealed, line) in self.tasks_of(seal) {
            for (index, (stratum, frame)) in sealed.task.strata.iter().zip(&sealed.frames).enumerate() {
                let size = Some(frame.size.get());
                if let Err(error) = line.check_amount(sealed.task.id.as_str(), stratum.amount, size) {
                    faults.push(Place::field(format!("tasks[{at}].strata[{index}]")), error);
                }
            }
        }
        faults.or(())
    }

    /// What is lawful and should be known of a sealed round under this plan: filings and publication that are still to
    /// come on its day, and tasks that draw another number than their line estimates.
    pub fn notices_of(&self, seal: &Seal) -> Faults {
        let mut tasks = self.tasks_of(seal).peekable();
        if tasks.peek().is_none() {
            return Faults::default();
        }
        let mut notices = self.notices(seal.sealed_at.map_or(seal.as_of, Instant::date));
        for (at, sealed, line) in tasks {
            let drawn = sealed.frames.iter().map(|frame| frame.quota.get()).sum();
            if let Some(estimated) = line.estimated.map(|estimated| estimated.get()).filter(|&of| of != drawn)
            {
                let (line, task) = (line.id.to_string(), sealed.task.id.to_string());
                let notice = AnnualNotice::TaskNumberDiffers { line, task, estimated, drawn };
                notices.push(Place::field(format!("tasks[{at}]")), notice);
            }
        }
        notices
    }

    /// The sealed tasks that name this version, each with its line.
    fn tasks_of<'a>(&'a self, seal: &'a Seal) -> impl Iterator<Item = (usize, &'a TaskSeal, &'a PlanLine)> {
        seal.tasks.iter().enumerate().filter_map(|(at, sealed)| {
            let planned =
                sealed.task.basis.as_ref()?.planned().filter(|planned| self.is_named_by(planned))?;
            let line = self.lines.iter().find(|line| line.id == planned.line)?;
            Some((at, sealed, line))
        })
    }
}
