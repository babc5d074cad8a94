//! 第二十二条 - the teams as they stand now, and one replacement after another applied to them.

use super::super::matched::{LeaderReading, eligible};
use super::super::problem::OfficersError;
use super::super::round::AskedBy;
use super::super::seal::OfficersSeal;
use super::ladder::Offer;
use super::outcome::{Change, Taken};
use super::problem::ChangeError;
use super::request::ReplacementReason;
use super::vacancy::Vacancy;
use crate::base::stream::Stream;
use crate::base::{Date, Fault, Faults, Instant, Place, Prk};
use crate::plan::{Approval, PlanError};

/// Teams, leaders and loads after every change.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    pub(crate) teams: Vec<Vec<u32>>,
    pub(crate) leaders: Vec<Option<u32>>,
    pub(crate) loads: Vec<u32>,
    changes: Vec<Change>,
}

/// What a replacement is decided from: nothing else enters it.
pub(crate) struct Basis<'a> {
    pub(crate) seal: &'a OfficersSeal,
    pub(crate) prk: &'a Prk,
    /// When the second ceremony was held, as stated.
    pub(crate) held_at: Option<Instant>,
    /// The day of the order, where the teams were ordered before.
    pub(crate) ordered: Option<Date>,
    /// How an officer is called in an error.
    pub(crate) name: &'a dyn Fn(u32) -> String,
}

/// A request with its officers by number.
pub(super) struct Step {
    pub(super) visit: u32,
    pub(super) seat: u32,
    pub(super) reason: ReplacementReason,
    pub(super) declined: Vec<ReplacementReason>,
    pub(super) taken: Taken,
    /// Who is assigned, where somebody is.
    pub(super) assigned: Option<u32>,
    /// Who is appointed to lead.
    pub(super) leader: Option<u32>,
    pub(super) consent: Approval,
}

impl Standing {
    /// As drawn.
    pub(crate) fn drawn(teams: Vec<Vec<u32>>, leaders: Vec<Option<u32>>, loads: Vec<u32>) -> Self {
        Self { teams, leaders, loads, changes: Vec::new() }
    }

    /// In their order.
    pub(crate) fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The team of one visit.
    pub(crate) fn team(&self, visit: u32) -> &[u32] {
        self.teams.get(visit as usize).map_or(&[], Vec::as_slice)
    }

    pub(super) fn load(&self, officer: u32) -> u32 {
        self.loads.get(officer as usize).copied().unwrap_or_default()
    }

    pub(super) fn leader(&self, visit: u32) -> Option<u32> {
        self.leaders.get(visit as usize).copied().flatten()
    }

    /// Runs a recorded change again: what it must say, as far as nobody put it in.
    pub(crate) fn again(&self, basis: &Basis<'_>, change: &Change) -> Result<Change, Faults> {
        let appointed = LeaderReading::of(&basis.seal.rules) == LeaderReading::Appointed;
        let assigned = matches!(change.taken, Taken::Assigned { .. }).then_some(change.into);
        self.change(
            basis,
            Step {
                visit: change.visit,
                seat: change.seat,
                reason: change.reason.clone(),
                declined: change.declined.iter().map(|passed| passed.reason.clone()).collect(),
                taken: change.taken.clone(),
                assigned,
                leader: change.leader.filter(|_| appointed),
                consent: change.consent.clone(),
            },
        )
    }

    /// What `step` comes to, with the standing left as it is.
    pub(super) fn change(&self, basis: &Basis<'_>, step: Step) -> Result<Change, Faults> {
        let mut vacancy = Vacancy::new(basis.seal, self, (step.visit, step.seat))?;
        let mut faults = Faults::default();
        self.check_signatures(basis, &step, &mut faults);
        check_reason(&step.reason, "reason", &mut faults);
        let reasons = (0..).zip(&step.declined);
        reasons.for_each(|(at, reason)| check_reason(reason, &declined(at), &mut faults));
        let offered = offers(&mut vacancy, basis.prk, &step.declined);
        let into = offered.and_then(|offered| Ok((offered, taken(&vacancy, basis, &step, offered)?)));
        let into = into.map_err(|more| faults.0.extend(more.0)).ok();
        let leader = into.map(|(_, into)| self.next_leader(basis, &step, (vacancy.out, into)));
        if let Some(Err(problem)) = &leader {
            faults.push(Place::field("leader"), problem.clone());
        }
        let (Some((offered, into)), Some(Ok(leader)), true) = (into, leader, faults.0.is_empty()) else {
            return Err(faults);
        };
        let Vacancy { visit, seat, out, declined, .. } = vacancy;
        let Step { reason, taken, consent, .. } = step;
        Ok(Change { visit, seat, out, reason, declined, offered, taken, into, leader, consent })
    }

    /// One officer out, another in; nobody else moves.
    pub(crate) fn apply(&mut self, change: Change) {
        let team = self.teams.get_mut(change.visit as usize);
        if let Some(member) = team.and_then(|team| team.get_mut(change.seat as usize)) {
            *member = change.into;
        }
        let load = |loads: &mut Vec<u32>, officer: u32, turn: fn(u32) -> u32| {
            loads.get_mut(officer as usize).into_iter().for_each(|load| *load = turn(*load));
        };
        load(&mut self.loads, change.out, |load| load.saturating_sub(1));
        load(&mut self.loads, change.into, |load| load.saturating_add(1));
        if let Some(leader) = self.leaders.get_mut(change.visit as usize).filter(|_| change.leader.is_some())
        {
            *leader = change.leader;
        }
        self.changes.push(change);
    }

    /// Consents and approvals are an approver's, who prepared nothing of the match, and follow what they are about.
    fn check_signatures(&self, basis: &Basis<'_>, step: &Step, faults: &mut Faults) {
        let approvals = basis.seal.approvals.as_deref().unwrap_or_default();
        let stated = [basis.seal.sealed_at, basis.held_at].into_iter().flatten().map(Instant::date);
        let last = self.changes.last().map(|change| change.consent.date);
        let signed = approvals.iter().map(|approval| approval.date);
        let earliest = signed.chain(stated).chain(last).chain(basis.ordered).max();
        let assigned = match &step.taken {
            Taken::Offered => None,
            Taken::Assigned { approval, .. } => Some(("choice", approval)),
        };
        for (field, approval) in [("consent", &step.consent)].into_iter().chain(assigned) {
            if let Err(error) = approval.may_approve(approvals) {
                faults.push(Place::field(field), error);
            }
            let found = approval.date;
            if let Some(earliest) = earliest.filter(|earliest| found < *earliest) {
                faults.push(Place::field(field), ChangeError::Early { found, earliest });
            }
        }
    }

    /// 组长 after the change, where the leader leaves: drawn anew, or appointed with the consent.
    fn next_leader(
        &self,
        basis: &Basis<'_>,
        step: &Step,
        (out, into): (u32, u32),
    ) -> Result<Option<u32>, OfficersError> {
        let visit = step.visit;
        let missing = || {
            let target = basis.seal.visits.get(visit as usize).map(|visit| visit.target.to_string());
            OfficersError::LeaderMissing { target: target.unwrap_or_default() }
        };
        let leads = self.leader(visit).ok_or_else(missing)?;
        if leads != out {
            return step.leader.map_or(Ok(None), |_| Err(OfficersError::LeaderSet { visit }));
        }
        let team: Vec<u32> =
            self.team(visit).iter().map(|&member| if member == out { into } else { member }).collect();
        let may_lead = eligible(basis.seal, visit, &team);
        match (LeaderReading::of(&basis.seal.rules), step.leader) {
            (LeaderReading::Drawn, Some(_)) => Err(OfficersError::LeaderSet { visit }),
            (LeaderReading::Drawn, None) => Ok(self.draw_leader(basis.prk, visit, &may_lead)),
            (LeaderReading::Appointed, None) => Err(missing()),
            (LeaderReading::Appointed, Some(leader)) => {
                let officer = (basis.name)(leader);
                if !team.contains(&leader) {
                    return Err(OfficersError::LeaderStranger { officer, visit });
                }
                if !may_lead.contains(&leader) {
                    return Err(OfficersError::LeaderIneligible { officer, visit });
                }
                Ok(Some(leader))
            }
        }
    }

    /// The visit's first new leader has the number 1, for the one before was the drawn one.
    fn draw_leader(&self, prk: &Prk, visit: u32, may_lead: &[u32]) -> Option<u32> {
        let new = |change: &&Change| change.visit == visit && change.leader.is_some();
        let number = 1 + self.changes.iter().filter(new).count();
        let mut stream = Stream::new(prk.expand(&["leader", &visit.to_string(), &number.to_string()]));
        may_lead.get(stream.below(may_lead.len() as u64).ok()? as usize).copied()
    }
}

/// The offer after everybody in `reasons` declined.
pub(super) fn offers(
    vacancy: &mut Vacancy<'_>,
    prk: &Prk,
    reasons: &[ReplacementReason],
) -> Result<Option<Offer>, Faults> {
    for (at, reason) in (0..).zip(reasons) {
        let Some(offer) = vacancy.offer(prk) else {
            let problem = ChangeError::Declined { offers: at, declined: reasons.len() };
            return Err(Fault::new(Place::field(declined(at)), problem).into());
        };
        vacancy.decline(offer, reason.clone());
    }
    Ok(vacancy.offer(prk))
}

/// Who comes: whom the seed offers, or whom the unit assigns.
fn taken(
    vacancy: &Vacancy<'_>,
    basis: &Basis<'_>,
    step: &Step,
    offered: Option<Offer>,
) -> Result<u32, Faults> {
    let problem = match (&step.taken, step.assigned) {
        (Taken::Offered, _) | (_, None) => match offered {
            Some(offer) => return Ok(offer.officer),
            None => ChangeError::Nobody { visit: step.visit, seat: step.seat },
        },
        (Taken::Assigned { reason, .. }, Some(officer)) => {
            let (visit, name) = (step.visit, (basis.name)(officer));
            if reason.trim().is_empty() {
                ChangeError::AssignedReason { officer: name }
            } else if offered.is_some_and(|offer| offer.officer == officer) {
                ChangeError::AssignedOffered { officer: name }
            } else if basis.seal.pool.get(officer as usize).is_none() {
                ChangeError::AssignedUnknown { officer: name }
            } else if vacancy.is_member(officer) {
                ChangeError::AssignedMember { officer: name, visit }
            } else if vacancy.is_barred(officer) {
                ChangeError::AssignedBarred { officer: name, visit }
            } else if let Some(article) = vacancy.kept_by(officer) {
                ChangeError::AssignedUnfit { officer: name, visit, article: article.citation() }
            } else {
                return Ok(officer);
            }
        }
    };
    Err(Fault::new(Place::field("choice"), problem).into())
}

/// Another reason is said in words, and a target's request is decided by somebody.
pub(super) fn check_reason(reason: &ReplacementReason, field: &str, faults: &mut Faults) {
    match reason {
        ReplacementReason::Other(text) if text.trim().is_empty() => {
            faults.push(Place::field(field), ChangeError::Reason);
        }
        ReplacementReason::Recusal { asked_by: AskedBy::Target, decision: None } => {
            faults.push(Place::field(field), ChangeError::Undecided);
        }
        ReplacementReason::Recusal { decision: Some(decision), .. } => {
            let decided: Result<(), PlanError> = decision.may_approve(&[]);
            decided.err().into_iter().for_each(|error| faults.push(Place::field(field), error));
        }
        _ => {}
    }
}

fn declined(at: usize) -> String {
    format!("declined[{at}]")
}
