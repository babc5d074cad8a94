//! 第二十条第二款 - the expert pool as it is sealed: who could come, who is kept away, who is appointed.

use std::collections::BTreeSet;

use super::{ExpertAppointed, ExpertAppointment, ExpertSeal};
use crate::base::order::{Arrange as _, Gather as _};
use crate::base::{Faults, Id, Place};
use crate::directory::{Expert, Experts, Officers};
use crate::plan::Approval;
use crate::team::away::Visited;
use crate::team::problem::OfficersError;
use crate::team::round::Recusal;
use crate::team::seal::{Away, Ground, OfficersSeal, Scope, VisitSeal};

/// The pool as numbers.
pub(in crate::team) struct Pool {
    pub(in crate::team) experts: Vec<ExpertSeal>,
    pub(in crate::team) away: Vec<Away>,
}

impl Pool {
    /// The pool, and who of it is kept from which visits.
    pub(in crate::team) fn new(
        experts: &Experts,
        officers: &Officers,
        visited: &Visited<'_>,
        recusals: &[Recusal],
    ) -> Self {
        let sealed =
            |expert: &Expert| ExpertSeal { specialties: expert.specialties.clone(), cap: expert.cap };
        let mut away = Vec::new();
        for (number, expert) in (0..).zip(experts.all()) {
            let mut push = |ground: Ground, scope: Scope| {
                away.push(Away { officer: number, ground, article: ground.article(), scope });
            };
            for &window in visited.windows() {
                if expert.is_away(window) {
                    push(Ground::OnLeave, Scope::Window(window));
                }
                if officers.get(expert.id.as_str()).is_some() {
                    push(Ground::AlsoOfficer, Scope::Window(window));
                }
            }
            for target in expert.concerns().flat_map(|name| visited.of(name)) {
                push(Ground::Interest, Scope::Target(target.clone()));
            }
            for recusal in recusals.iter().filter(|recusal| recusal.officer == expert.id) {
                for target in visited.of(recusal.target.as_str()) {
                    push(Ground::Recusal, Scope::Target(target.clone()));
                }
            }
        }
        away.arrange();
        away.dedup();
        Self { experts: experts.all().iter().map(sealed).collect(), away }
    }
}

/// Judges the signature under an appointment.
pub(in crate::team) type Sign<'a> = dyn Fn(&Approval, &Place, &mut Faults) + 'a;

/// What appointments are checked against.
pub(in crate::team) struct Sealing<'a> {
    pub(in crate::team) visits: &'a [VisitSeal],
    pub(in crate::team) away: &'a [Away],
    pub(in crate::team) experts: &'a Experts,
}

impl Sealing<'_> {
    /// Checks the appointments beside those `taken` already, and numbers their experts.
    pub(in crate::team) fn appoint(
        &self,
        appointments: &[ExpertAppointment],
        taken: &[(u32, u32, u32)],
        (field, sign): (&str, &Sign<'_>),
        faults: &mut Faults,
    ) -> Vec<ExpertAppointed> {
        let mut seats: BTreeSet<(u32, u32)> = taken.iter().map(|&(visit, seat, _)| (visit, seat)).gather();
        let mut members: BTreeSet<(u32, u32)> =
            taken.iter().map(|&(visit, _, expert)| (visit, expert)).gather();
        let mut appointed = Vec::new();
        for (at, appointment) in appointments.iter().enumerate() {
            let ExpertAppointment { visit, seat, expert, reason, approval } = appointment;
            let place = || Place::field(format!("{field}[{at}]"));
            let (visit, seat, name) = (*visit, *seat, expert.to_string());
            sign(approval, &place(), faults);
            if reason.trim().is_empty() {
                faults.push(place(), OfficersError::ExpertReason { expert: name.clone(), visit });
            }
            let found = self.visits.get(visit as usize);
            let Some(found) = found.filter(|found| (seat as usize) < found.expert_seats().len()) else {
                faults.push(place(), OfficersError::ExpertSeat { visit, seat });
                continue;
            };
            let Some(number) = self.experts.number(expert) else {
                faults.push(place(), OfficersError::ExpertUnknown { expert: name });
                continue;
            };
            if !seats.insert((visit, seat)) || !members.insert((visit, number)) {
                faults.push(place(), OfficersError::ExpertDoubled { expert: name, visit, seat });
            } else if let Some(ground) = bar(self.away, number, found) {
                let article = ground.article().citation();
                faults.push(place(), OfficersError::ExpertUnfit { expert: name, visit, article });
            }
            let (reason, approval) = (reason.clone(), approval.clone());
            appointed.push(ExpertAppointed { visit, seat, expert: number, reason, approval });
        }
        appointed.arrange_by_key(|appointed| (appointed.visit, appointed.seat));
        appointed
    }
}

/// Why the expert may not even be appointed, if so. Leave does not bind an appointment: a day can be agreed.
fn bar(away: &[Away], expert: u32, visit: &VisitSeal) -> Option<Ground> {
    let own = away.iter().filter(|away| away.officer == expert && away.scope.holds(visit));
    own.map(|away| away.ground).find(|ground| *ground != Ground::OnLeave)
}

impl OfficersSeal {
    /// Why the expert of this number may not even be appointed to the visit, if so: leave is no reason.
    pub(crate) fn bars_expert(&self, expert: u32, visit: &VisitSeal) -> Option<Ground> {
        bar(&self.experts_away, expert, visit)
    }

    /// The appointments that were sealed, with the ids of `experts` again.
    pub(in crate::team) fn expert_appointments(&self, experts: &Experts) -> Vec<ExpertAppointment> {
        let id = |number: u32| -> Option<Id> { Some(experts.all().get(number as usize)?.id.clone()) };
        let sealed = self.appointed_experts.iter().filter_map(|sealed| {
            Some(ExpertAppointment {
                visit: sealed.visit,
                seat: sealed.seat,
                expert: id(sealed.expert)?,
                reason: sealed.reason.clone(),
                approval: sealed.approval.clone(),
            })
        });
        sealed.collect()
    }
}
