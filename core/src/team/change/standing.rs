//! 第二十二条 - the teams as they stand now, and one replacement after another applied to them.

use std::collections::BTreeSet;

use super::super::matched::{LeaderReading, eligible};
use super::super::problem::OfficersError;
use super::super::round::AskedBy;
use super::super::seal::OfficersSeal;
use super::super::signing::Signing;
use super::ladder::{Offer, Rung};
use super::outcome::{Change, Taken};
use super::problem::ChangeError;
use super::request::ReplacementReason;
use super::vacancy::Vacancy;
use crate::base::stream::Stream;
use crate::base::{Date, Fault, Faults, Id, Place, Prk};
use crate::plan::Approval;

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
    /// What signatures are judged by.
    pub(crate) signing: &'a Signing,
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
    /// Who is assigned, where somebody is.
    pub(super) assigned: Option<Assigned>,
    /// Who is appointed to lead.
    pub(super) leader: Option<u32>,
    pub(super) consent: Approval,
}

/// 另行指派 as it is asked for.
pub(super) struct Assigned {
    pub(super) officer: u32,
    pub(super) reason: String,
    pub(super) approval: Approval,
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
        let assigned = match &change.taken {
            Taken::Offered => None,
            Taken::Assigned { approval, reason, .. } => {
                Some(Assigned { officer: change.into, reason: reason.clone(), approval: approval.clone() })
            }
        };
        self.change(
            basis,
            Step {
                visit: change.visit,
                seat: change.seat,
                reason: change.reason.clone(),
                declined: change.declined.iter().map(|passed| passed.reason.clone()).collect(),
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
        self.check_open(basis, &step, &mut faults);
        self.check_signatures(basis, &step, &mut faults);
        let given = Given { signing: basis.signing, consent: Some(step.consent.date) };
        given.check(&step.reason, "reason", &mut faults);
        let reasons = (0..).zip(&step.declined);
        reasons.for_each(|(at, reason)| given.check(reason, &declined(at), &mut faults));
        let offered = offers(&mut vacancy, basis.prk, &step.declined);
        let into = offered.and_then(|offered| Ok((offered, comes(&vacancy, basis, &step, offered)?)));
        let into = into.map_err(|more| faults.0.extend(more.0)).ok();
        let leader = into.map(|(_, into)| self.next_leader(basis, &step, (vacancy.out, into)));
        if let Some(Err(problem)) = &leader {
            faults.push(Place::field("leader"), problem.clone());
        }
        let (Some((offered, into)), Some(Ok(leader)), true) = (into, leader, faults.0.is_empty()) else {
            return Err(faults);
        };
        let rung = vacancy.rung_of(into);
        let Vacancy { visit, seat, out, declined, .. } = vacancy;
        let Step { reason, assigned, consent, .. } = step;
        let taken = assigned.map_or(Taken::Offered, |Assigned { approval, reason, .. }| Taken::Assigned {
            rung,
            approval,
            reason,
        });
        Ok(Change { visit, seat, out, reason, declined, offered, taken, into, leader, consent })
    }

    /// Seats whose officer withdrew from the target at another of its visits, or when he was offered one: (visit, seat), ascending.
    pub(crate) fn open_recusals(&self, seal: &OfficersSeal) -> Vec<(u32, u32)> {
        let target = |visit: u32| seal.visits.get(visit as usize).map(|visit| &visit.target);
        let mut withdrawn: BTreeSet<(&Id, u32)> = BTreeSet::new();
        for change in &self.changes {
            let officers = change.withdrawn();
            withdrawn.extend(officers.filter_map(|officer| Some((target(change.visit)?, officer))));
        }
        if withdrawn.is_empty() {
            return Vec::new();
        }
        let visits = (0..).zip(seal.visits.iter().zip(&self.teams));
        let seats = visits.flat_map(|(visit, (sealed, team))| {
            let stays = |officer: u32| withdrawn.contains(&(&sealed.target, officer));
            let open = (0..).zip(team).filter(move |(_, member)| stays(**member));
            open.map(move |(seat, _)| (visit, seat)).collect::<Vec<_>>()
        });
        seats.collect()
    }

    /// Whoever withdrew leaves every team of the target before anybody else is replaced.
    fn check_open(&self, basis: &Basis<'_>, step: &Step, faults: &mut Faults) {
        let open = self.open_recusals(basis.seal);
        if let Some(&(visit, seat)) = open.first()
            && !open.contains(&(step.visit, step.seat))
        {
            let member = self.team(visit).get(seat as usize).copied().unwrap_or_default();
            let problem = ChangeError::RecusedStays { officer: (basis.name)(member), visit };
            faults.push(Place::field("seat"), problem);
        }
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
        let last = self.changes.last().map(|change| change.consent.date);
        let earliest = basis.signing.after_draw(last.max(basis.ordered));
        let assigned = step.assigned.as_ref().map(|assigned| ("choice", &assigned.approval));
        for (field, approval) in [("consent", &step.consent)].into_iter().chain(assigned) {
            if let Err(error) = basis.signing.may_approve(approval) {
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
fn comes(
    vacancy: &Vacancy<'_>,
    basis: &Basis<'_>,
    step: &Step,
    offered: Option<Offer>,
) -> Result<u32, Faults> {
    let problem = match &step.assigned {
        None => match offered {
            Some(offer) => return Ok(offer.officer),
            None => ChangeError::Nobody { visit: step.visit, seat: step.seat },
        },
        Some(Assigned { officer, reason, .. }) => {
            let (visit, officer, name) = (step.visit, *officer, (basis.name)(*officer));
            let (rung, free) = (vacancy.rung_of(officer), offered.map_or(Rung::Direct, |offer| offer.rung));
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
            } else if rung > free {
                let (rung, rung_zh, free, free_zh) = (rung.en(), rung.zh(), free.en(), free.zh());
                ChangeError::AssignedEarly { officer: name, rung, rung_zh, free, free_zh }
            } else {
                return Ok(officer);
            }
        }
    };
    Err(Fault::new(Place::field("choice"), problem).into())
}

/// What reasons are judged by.
pub(super) struct Given<'a> {
    pub(super) signing: &'a Signing,
    /// The day of the consent, once there is one.
    pub(super) consent: Option<Date>,
}

impl Given<'_> {
    /// Another reason is said in words, and a target's request is decided by somebody who may.
    pub(super) fn check(&self, reason: &ReplacementReason, field: &str, faults: &mut Faults) {
        let place = Place::field(field);
        match reason {
            ReplacementReason::Other(text) if text.trim().is_empty() => {
                faults.push(place, ChangeError::Reason);
            }
            ReplacementReason::Recusal { asked_by: AskedBy::Target, decision: None } => {
                faults.push(place, ChangeError::Undecided);
            }
            ReplacementReason::Recusal { decision: Some(decision), .. } => {
                self.signing.check_decision(decision, self.consent, &place, faults);
            }
            _ => {}
        }
    }
}

fn declined(at: usize) -> String {
    format!("declined[{at}]")
}
