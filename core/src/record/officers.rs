//! 第二十条, 第二十二条 - the second stage as it is written: seal, ceremony, teams or the proof that there are none.
//!
//! Officers are numbers of the sealed pool, and 张*（2345） to the public.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Stamp;
use super::experts::ExpertsRecord;
use crate::base::order::Gather as _;
use crate::base::{Digest, Faults};
use crate::draw::{Ceremony, Ending, Voided, Withdrawn};
use crate::merge::{Attempt, ProvenShortage};
use crate::plan::Approval;
use crate::team::bare::Infeasible;
use crate::team::{Blocked, Change, Matched, NoPlan, OfficersSeal, OfficersSealed, Ordered};

/// 人员匹配记录 - one match of one unit's visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficersRecord {
    /// What was sealed.
    pub seal: OfficersSeal,
    /// The check value that was published before the second ceremony.
    pub digest: Digest,
    /// What others say about the time of the seal.
    pub stamps: Vec<Stamp>,
    /// What happened at the second ceremony.
    pub ceremony: Ceremony,
    /// What came out.
    pub result: MatchResult,
}

/// What a match came to, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchResult {
    /// Every visit has its team.
    Matched(MatchRecord),
    /// There is no plan.
    Infeasible(CertificateRecord),
    /// It was withdrawn before its seed, or void.
    Ended(Ending),
}

/// The teams of a match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatchRecord {
    /// For each sealed visit its team as drawn.
    pub teams: Vec<TeamRecord>,
    /// For each officer of the sealed pool the number of visits as drawn.
    pub loads: Vec<u32>,
    /// 更换, in the order in which they came.
    pub changes: Vec<Change>,
    /// The officers who go or went, by number.
    pub people: Vec<PersonRecord>,
    /// 专家; null where no task asks for any.
    pub experts: Option<Box<ExpertsRecord>>,
    /// Who appointed the leaders; null where they are drawn.
    pub appointed: Option<Approval>,
    /// 任务下达 - who ordered the teams to inspect; null before the order.
    pub order: Option<Approval>,
}

/// 检查组
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamRecord {
    /// The officer of each seat.
    pub members: Vec<u32>,
    /// 组长, one of the members; null until one is appointed.
    pub leader: Option<u32>,
}

/// An officer as the public sees one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonRecord {
    /// The number in the sealed pool.
    pub officer: u32,
    /// 张*（2345）
    pub published: String,
}

/// Why there is no plan, and what would help (第二十条第三款).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateRecord {
    /// Seats (visit, seat) that cannot all be taken.
    pub seats: Vec<(u32, u32)>,
    /// Officers whose cap is below the number of listed visits that they fit.
    pub officers: Vec<u32>,
    /// The number of seats.
    pub demand: u64,
    /// How many of them can be taken at most.
    pub supply: u64,
    /// Whether a plan would exist if every area might help every other.
    pub pool: bool,
    /// The fewest seats to assign directly.
    pub direct: Vec<(u32, u32)>,
    /// Rule by rule, how many officers of the sealed pool it keeps from the listed seats.
    pub blocked: Vec<Blocked>,
}

impl CertificateRecord {
    /// The certificate of a match of `seal`.
    pub(super) fn new(seal: &OfficersSeal, Infeasible { shortage, remedies }: &Infeasible) -> Self {
        Self {
            seats: shortage.seats.clone(),
            officers: shortage.officers.clone(),
            demand: shortage.demand,
            supply: shortage.supply,
            pool: remedies.pool,
            direct: remedies.direct.clone(),
            blocked: seal.blocked(&shortage.seats),
        }
    }
}

impl MatchRecord {
    /// The team of a visit as it stands after the replacements, by the number of the visit in the seal; `None` where there
    /// is no such visit.
    pub fn team_now(&self, visit: u32) -> Option<TeamRecord> {
        let mut team = self.teams.get(visit as usize)?.clone();
        for change in self.changes.iter().filter(|change| change.visit == visit) {
            team.members.get_mut(change.seat as usize).into_iter().for_each(|member| *member = change.into);
            team.leader = change.leader.or(team.leader);
        }
        Some(team)
    }
}

impl OfficersRecord {
    /// The record of teams that are not ordered yet.
    pub fn of_matched(matched: &Matched) -> Self {
        Self::with(matched, None)
    }

    /// The record of ordered teams.
    pub fn of_ordered(ordered: &Ordered) -> Self {
        Self::with(ordered.matched(), Some(ordered.approval().clone()))
    }

    /// The record of an attempt that had no plan.
    pub fn of_no_plan(no_plan: &NoPlan) -> Self {
        Self {
            seal: no_plan.seal().clone(),
            digest: no_plan.digest(),
            stamps: Vec::new(),
            ceremony: no_plan.ceremony().clone(),
            result: MatchResult::Infeasible(CertificateRecord::new(no_plan.seal(), no_plan.infeasible())),
        }
    }

    /// The record of a match that was withdrawn before its seed.
    pub fn of_withdrawn(withdrawn: &Withdrawn<OfficersSealed>) -> Self {
        Self::of_ended(withdrawn.sealed(), Ceremony::default(), withdrawn.ending())
    }

    /// The record of a match that is void.
    pub fn of_voided(voided: &Voided<OfficersSealed>) -> Self {
        Self::of_ended(voided.sealed(), voided.ceremony().clone(), voided.ending())
    }

    fn of_ended(sealed: &OfficersSealed, ceremony: Ceremony, ending: &Ending) -> Self {
        let (seal, digest, stamps) = (sealed.seal().clone(), sealed.digest(), Vec::new());
        Self { seal, digest, stamps, ceremony, result: MatchResult::Ended(ending.clone()) }
    }

    /// The same match with what others say about the time of its seal.
    ///
    /// # Errors
    /// [`RecordError::Stamp`](super::RecordError::Stamp), each at its place.
    pub fn with_stamps(mut self, stamps: impl IntoIterator<Item = Stamp>) -> Result<Self, Faults> {
        self.stamps.extend(stamps);
        Stamp::check_all(&self.stamps, "")?;
        Ok(self)
    }

    /// The match, for the attempt that follows.
    pub(super) fn attempt(&self) -> Attempt {
        let matched = matches!(self.result, MatchResult::Matched(_));
        Attempt { unit: self.seal.unit.clone(), digest: self.digest, matched, shortage: self.shortage() }
    }

    /// What the match proved, where it had no plan. Seats that it had assigned stay assignable: the rest alone was drawn.
    pub(super) fn shortage(&self) -> Option<ProvenShortage> {
        let MatchResult::Infeasible(proof) = &self.result else { return None };
        let assigned = self.seal.direct.iter().map(|direct| (direct.visit, direct.seat));
        let seats: BTreeSet<(u32, u32)> = assigned.chain(proof.direct.iter().copied()).gather();
        let visit = |number: u32| self.seal.visits.get(number as usize);
        let named = seats.into_iter().filter_map(|(number, seat)| visit(number)?.named_seat(seat));
        Some(ProvenShortage { held_at: self.ceremony.held_at, seats: named.collect() })
    }

    fn with(matched: &Matched, order: Option<Approval>) -> Self {
        let teams = matched.drawn_teams().iter().zip(matched.drawn_leaders());
        let teams = teams.map(|(members, &leader)| TeamRecord { members: members.clone(), leader });
        let loads = matched.drawn_loads().to_vec();
        let drawn = (0..).zip(&loads).filter(|&(_, &load)| load > 0).map(|(officer, _)| officer);
        let going: BTreeSet<u32> = drawn.chain(matched.changes().iter().map(|change| change.into)).gather();
        let people = going
            .into_iter()
            .map(|officer| PersonRecord { officer, published: matched.published(officer).to_owned() });
        Self {
            seal: matched.seal().clone(),
            digest: matched.digest(),
            stamps: Vec::new(),
            ceremony: matched.ceremony().clone(),
            result: MatchResult::Matched(MatchRecord {
                teams: teams.collect(),
                people: people.collect(),
                loads,
                changes: matched.changes().to_vec(),
                experts: ExpertsRecord::of(matched).map(Box::new),
                appointed: matched.appointed().cloned(),
                order,
            }),
        }
    }
}
