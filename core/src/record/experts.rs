//! 第二十条第二款 - the experts of a match as they are written, and what must hold for them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::difference::differ;
use super::legality::Fits;
use super::officers::{CertificateRecord, MatchRecord};
use crate::base::order::Gather as _;
use crate::base::{Faults, Place, Prk};
use crate::directory::Experts;
use crate::team::bare::Matching;
use crate::team::{ExpertAppointed, Matched, OfficersSeal, Signing, redraw_experts};

/// 专家 of all visits of a match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpertsRecord {
    /// For each sealed visit the expert of each expert seat; null where nobody is appointed yet.
    pub seats: Vec<Vec<Option<u32>>>,
    /// Why experts could not be drawn, in numbers of experts and expert seats; null where they were.
    pub infeasible: Option<CertificateRecord>,
    /// Who was appointed after the draw, sorted by visit and seat.
    pub appointed: Vec<ExpertAppointed>,
    /// The experts who go, by number.
    pub people: Vec<ExpertPerson>,
}

/// An expert as the public sees one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpertPerson {
    /// The number in the sealed pool.
    pub expert: u32,
    /// 王*（专家）
    pub published: String,
}

impl ExpertsRecord {
    /// The record of what was drawn and appointed; `None` where no task asks for experts.
    pub(super) fn of(matched: &Matched) -> Option<Self> {
        let (drawn, view) = (matched.experts()?, matched.seal().of_experts()?);
        let going: BTreeSet<u32> = drawn.seats().iter().flatten().copied().flatten().gather();
        let person = |expert| ExpertPerson { expert, published: matched.published_expert(expert) };
        Some(Self {
            seats: drawn.seats().to_vec(),
            infeasible: drawn.infeasible().map(|infeasible| CertificateRecord::new(&view, infeasible)),
            appointed: drawn.appointed().to_vec(),
            people: going.into_iter().map(person).collect(),
        })
    }

    /// The first seat without an expert.
    fn is_full(&self) -> bool {
        self.seats.iter().flatten().all(Option::is_some)
    }

    /// The names are those of the pool.
    pub(super) fn names(&self, experts: &Experts) -> Option<String> {
        let named = |person: &&ExpertPerson| {
            let expert = experts.all().get(person.expert as usize);
            expert.is_some_and(|expert| expert.published() == person.published)
        };
        let stranger = self.people.iter().find(|person| !named(person))?;
        Some(format!("experts.people: {} `{}`", stranger.expert, stranger.published))
    }
}

/// The experts drawn again from the seal and its seed.
pub(super) fn redrawn(recorded: Option<&ExpertsRecord>, seal: &OfficersSeal, prk: &Prk) -> Option<String> {
    let (recorded, drawn) = match (recorded, redraw_experts(seal, prk)) {
        (_, Err(faults)) => return Some(faults.to_string()),
        (None, Ok(None)) => return None,
        (Some(recorded), Ok(Some(drawn))) => (recorded, drawn),
        _ => return Some("experts: 与封存的专家名额不符 / not what the seal asks for".to_owned()),
    };
    let mut before = recorded.seats.clone();
    for appointed in &recorded.appointed {
        let visit = before.get_mut(appointed.visit as usize);
        if let Some(seat) = visit.and_then(|visit| visit.get_mut(appointed.seat as usize)) {
            *seat = None;
        }
    }
    match drawn {
        (Matching::Matched(drawn), _) => {
            let seats: Vec<Vec<Option<u32>>> =
                drawn.teams.iter().map(|team| team.iter().copied().map(Some).collect()).collect();
            differ("experts.seats", &before, &seats)
                .or_else(|| differ("experts.infeasible", &recorded.infeasible, &None::<CertificateRecord>))
        }
        (Matching::Infeasible(found), view) => {
            let found = Some(CertificateRecord::new(&view, &found));
            let mut seats: Vec<Vec<Option<u32>>> =
                view.visits.iter().map(|visit| vec![None; visit.seats.len()]).collect();
            for direct in &view.direct {
                let visit = seats.get_mut(direct.visit as usize);
                if let Some(seat) = visit.and_then(|visit| visit.get_mut(direct.seat as usize)) {
                    *seat = Some(direct.officer);
                }
            }
            differ("experts.seats", &before, &seats)
                .or_else(|| differ("experts.infeasible", &recorded.infeasible, &found))
        }
    }
}

/// What is wrong with the experts, whoever drew them.
pub(super) fn check(matched: &MatchRecord, seal: &OfficersSeal, signing: &Signing) -> Option<String> {
    let (recorded, ordered) = (matched.experts.as_deref(), matched.order.is_some());
    let view = match (recorded, seal.of_experts()) {
        (None, None) => return None,
        (Some(_), Some(view)) => view,
        _ => return Some("experts: 与封存的专家名额不符 / not what the seal asks for".to_owned()),
    };
    let record = recorded?;
    let fits = Fits::new(&view);
    let mut loads = vec![0u32; view.pool.len()];
    if record.seats.len() != view.visits.len() {
        return Some("experts.seats: 检查次数不符 / not one entry a visit".to_owned());
    }
    for ((number, visit), seats) in (0..).zip(&view.visits).zip(&record.seats) {
        let taken: BTreeSet<u32> = seats.iter().copied().flatten().gather();
        let doubled = taken.len() != seats.iter().flatten().count();
        let misfit = (0..).zip(seats.iter().zip(&visit.seats)).find(|&(seat, (&expert, asked))| {
            let Some(expert) = expert else { return false };
            let later = record.appointed.iter().find(|later| (later.visit, later.seat) == (number, seat));
            match fits.assigned(number, seat).or(later.map(|later| later.expert)) {
                Some(appointed) => appointed != expert || seal.bars_expert(expert, visit).is_some(),
                None => {
                    loads.get_mut(expert as usize).into_iter().for_each(|load| *load += 1);
                    !fits.seat(expert, visit, asked)
                }
            }
        });
        if doubled || misfit.is_some() || seats.len() != visit.seats.len() {
            let target = &visit.target;
            return Some(format!(
                "`{target}`：专家不符合名额要求 / `{target}`: an expert does not fit the seat"
            ));
        }
    }
    let going: BTreeSet<u32> = record.seats.iter().flatten().copied().flatten().gather();
    let people: BTreeSet<u32> = record.people.iter().map(|person| person.expert).gather();
    let over = loads.iter().zip(&view.pool).any(|(load, expert)| *load > expert.cap);
    let mut faults = Faults::default();
    for (at, sealed) in (0..).zip(&seal.appointed_experts) {
        let place = Place::field(format!("seal.appointed_experts[{at}]"));
        signing.check_sealed(&sealed.approval, None, &place, &mut faults);
    }
    for (at, later) in (0..).zip(&record.appointed) {
        let place = Place::field(format!("experts.appointed[{at}]"));
        signing.check_later(&later.approval, None, &place, &mut faults);
    }
    if let Err(faults) = faults.or(()) {
        return Some(faults.to_string());
    }
    let appointed = seal.appointed_experts.iter().chain(&record.appointed);
    let unsigned = appointed.map(|appointed| &appointed.reason).any(|reason| reason.trim().is_empty());
    if people != going
        || people.len() != record.people.len()
        || over
        || unsigned
        || (ordered && !record.is_full())
    {
        return Some(
            "专家名单、上限、指定或下达不符 / people, caps, appointments or the order of experts are not in order"
                .to_owned(),
        );
    }
    record.infeasible.as_ref().and_then(|certificate| fits.certificate(certificate))
}
