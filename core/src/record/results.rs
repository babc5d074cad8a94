//! 第二十五条 - results against the record: signed by the team that stands there, replacements and all, and by nobody else.
//!
//! # The rule
//! All members of the team sign the result.
//!
//! # Reading
//! The team is the one of the match with every replacement that was consented to by the day of the last signature
//! (I-25-b). What an archive says of its team is a claim: here it is held against the record.
//!
//! # Example
//! See [`Record::history`].

use std::sync::Arc;

use super::officers::{MatchRecord, MatchResult, OfficersRecord};
use super::{Material, Record};
use crate::base::{Date, Fault, Faults, Id, Place};
use crate::directory::{Experts, Officers};
use crate::disclosure::{Archive, History};
use crate::duty::VisitRef;
use crate::inspection::{Forms, Going, InspectionError, Signed, Team};

impl Record {
    /// The team of the visit as it stood at the end of `on`: ordered, with every replacement until then. `material` holds
    /// the directories that were sealed.
    ///
    /// # Errors
    /// [`InspectionError::UnknownVisit`] where no such visit was ordered, [`InspectionError::OtherOfficers`] for other
    /// directories than the sealed ones; what is wrong with these.
    pub fn team(&self, material: &Material, at: VisitRef, on: Date) -> Result<Team, Faults> {
        let fault = |error| Faults::from(Fault::new(Place::field("visit"), error));
        let unknown = || fault(InspectionError::UnknownVisit { visit: at.visit });
        let held = self.officers.iter().find(|held| held.digest == at.seal).ok_or_else(unknown)?;
        let OfficersRecord { seal, digest, result: MatchResult::Matched(matched), .. } = held else {
            return Err(unknown());
        };
        let ordered_on = matched.order.as_ref().ok_or_else(unknown)?.date;
        let changes = matched.changes.iter().filter(|change| change.consent.date <= on).cloned();
        let team = MatchRecord { changes: changes.collect(), ..matched.clone() }.team_now(at.visit);
        let team = team.ok_or_else(unknown)?;
        let experts = experts_of(matched, material, at.visit).ok_or_else(|| {
            let found = material.experts.len();
            fault(InspectionError::OtherOfficers { found, sealed: seal.experts.len() })
        })?;
        let going = Going { members: &team.members, leader: team.leader, experts, ordered_on };
        let officers = Officers::new(material.officers.iter().cloned())?;
        Team::standing(seal, *digest, at.visit, &officers, going).map_err(fault)
    }

    /// Checks that `signed` is the result of a visit of this record, signed by the team that stood there by then.
    ///
    /// # Errors
    /// As [`Record::team`]; [`InspectionError::OtherTeam`].
    #[doc(alias = "第二十五条")]
    pub fn check_signed(&self, signed: &Signed, material: &Material) -> Result<(), Faults> {
        let claimed = signed.team();
        let team = self.team(material, VisitRef::of(claimed), signed.signed_on())?;
        Ok(team.check_stated(claimed).map_err(|error| Fault::new(Place::field("team"), error))?)
    }

    /// The history that an archive says it is, once all of it is checked: the team against this record, signatures and
    /// findings against the forms, and every event against the one before.
    ///
    /// # Errors
    /// As [`Record::team`] and [`Archive::replay`].
    pub fn history(
        &self,
        archive: Archive,
        material: &Material,
        forms: &Arc<Forms>,
    ) -> Result<History, Faults> {
        let team = self.team(material, VisitRef::of(&archive.team), archive.sheet.last_signature())?;
        archive.replay(&team, forms)
    }
}

/// The experts of one visit by id, if `material` has those of the record.
fn experts_of(matched: &MatchRecord, material: &Material, visit: u32) -> Option<Vec<Id>> {
    let Some(record) = &matched.experts else { return Some(Vec::new()) };
    let experts = Experts::new(material.experts.iter().cloned()).ok()?;
    if record.names(&experts).is_some() {
        return None;
    }
    let seats = record.seats.get(visit as usize).into_iter().flatten().flatten();
    seats.map(|&expert| Some(experts.all().get(expert as usize)?.id.clone())).collect()
}
