//! Floor 7: 抽查记录 - what is published of a round, and [`verify`], which anybody can run on it.

mod attempts;
mod basis;
mod certificate;
mod chain;
mod changes;
mod difference;
mod embargo;
mod experts;
mod ledger;
mod legality;
mod lists;
mod match_attempts;
mod material;
mod officers;
mod outcome;
mod problem;
mod public;
mod published;
mod rematch;
mod replay;
mod results;
mod sql;
mod stamp;
mod times;
mod title;
mod trace;
mod verdict;
mod verify;
mod visits;

use serde::{Deserialize, Serialize};

pub use certificate::{
    CERTIFICATE_SCHEMA, Certificate, Certificates, DrawOutcome, ExcludedProof, ItemProof, Listing,
    PoolCertificate, Sent, SetAsideProof, TaskCertificate, TaskScope, VisitCertificate, check_certificate,
};
pub use experts::{ExpertPerson, ExpertsRecord};
pub use ledger::Ledger;
pub use lists::Lists;
pub use material::Material;
pub use officers::{CertificateRecord, MatchRecord, MatchResult, OfficersRecord, PersonRecord, TeamRecord};
pub use outcome::{
    BatchEntry, DispatchRecord, GroupRecord, Outcome, RemovalRecord, StratumRecord, TaskRecord, TicketRecord,
};
pub use problem::RecordError;
pub use published::{EMBARGOED_SCHEMA, EmbargoedMatch, EmbargoedRecord, Published, StratumKey};
pub use sql::{Dialect, SqlError, sql};
pub use stamp::{Stamp, StampKind};
pub use title::check_names;
pub use verdict::{Check, CheckResult, Verdict};
pub use verify::{verify, verify_against, verify_published, verify_published_against};

use crate::base::json::{self, JsonError};
use crate::base::{Digest, Fault, Faults, Place};
use crate::draw::{Ceremony, Dispatched, Drawn, Ending, Locked, Seal, Voided, Withdrawn};

/// The form of a record; changes with any of its fields.
pub const SCHEMA: &str = "double-random/record/0";

/// 抽查记录 - seal, ceremony and result of a round, as far as it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// [`SCHEMA`].
    pub schema: String,
    /// What was sealed.
    pub seal: Seal,
    /// The check value that was published before the ceremony.
    pub digest: Digest,
    /// What others say about the time of the seal.
    pub stamps: Vec<Stamp>,
    /// What happened at the ceremony.
    pub ceremony: Ceremony,
    /// How it ended without a draw, and then the result is empty; null for a draw.
    pub ended: Option<Ending>,
    /// What came out.
    pub result: Outcome,
    /// 人员匹配 - the second stage, match by match in the order in which they were held.
    pub officers: Vec<OfficersRecord>,
}

impl Record {
    /// The record of a draw that is neither confirmed nor locked.
    pub fn of_drawn(drawn: &Drawn) -> Self {
        Self::with(drawn, Outcome::of_drawn(drawn))
    }

    /// The record of a locked list.
    pub fn of_locked(locked: &Locked) -> Self {
        Self::with(locked.drawn(), Outcome::of_locked(locked))
    }

    /// The record of a dispatched list.
    pub fn of_dispatched(dispatched: &Dispatched) -> Self {
        Self::with(dispatched.locked().drawn(), Outcome::of_dispatched(dispatched))
    }

    /// The record of a round that was withdrawn before its seed.
    pub fn of_withdrawn(withdrawn: &Withdrawn) -> Self {
        let (sealed, ending) = (withdrawn.sealed(), withdrawn.ending().clone());
        let ceremony = Ceremony::default();
        Self::from(sealed.seal().clone(), sealed.digest(), ceremony, Some(ending), Outcome::default())
    }

    /// The record of a round that is void.
    pub fn of_voided(voided: &Voided) -> Self {
        let (sealed, ending) = (voided.sealed(), voided.ending().clone());
        let ceremony = voided.ceremony().clone();
        Self::from(sealed.seal().clone(), sealed.digest(), ceremony, Some(ending), Outcome::default())
    }

    fn with(drawn: &Drawn, result: Outcome) -> Self {
        Self::from(drawn.seal().clone(), drawn.digest(), drawn.ceremony().clone(), None, result)
    }

    fn from(seal: Seal, digest: Digest, ceremony: Ceremony, ended: Option<Ending>, result: Outcome) -> Self {
        let (schema, stamps, officers) = (SCHEMA.to_owned(), Vec::new(), Vec::new());
        Self { schema, seal, digest, stamps, ceremony, ended, result, officers }
    }

    /// The same record with what others say about the time of its seal.
    ///
    /// # Errors
    /// [`RecordError::Stamp`], each at its place.
    pub fn with_stamps(mut self, stamps: impl IntoIterator<Item = Stamp>) -> Result<Self, Faults> {
        self.stamps.extend(stamps);
        Stamp::check_all(&self.stamps, "")?;
        Ok(self)
    }

    /// The same record with a match of its visits.
    #[must_use]
    pub fn with_officers(mut self, officers: OfficersRecord) -> Self {
        self.officers.push(officers);
        self
    }

    /// Reads a record. It must be in the written form: every field there, none that is unknown.
    ///
    /// # Errors
    /// A fault with the path of what is wrong.
    pub fn parse(text: &str) -> Result<Self, Faults> {
        Self::from_value(json::parse(text)?)
    }

    /// [`Record::parse`] on a value that is read already.
    ///
    /// # Errors
    /// A fault with the path of what is wrong.
    pub fn from_value(value: serde_json::Value) -> Result<Self, Faults> {
        // the fields of another form would be faults by themselves, and say less
        if let Some(found) =
            value.get("schema").and_then(|schema| schema.as_str()).filter(|&found| found != SCHEMA)
        {
            let found = found.chars().take(64).collect();
            return Err(Fault::new(Place::field("schema"), RecordError::Form { found }).into());
        }
        let mut record: Self = json::shaped(value.clone())?;
        record.name_suite();
        Stamp::check_all(&record.stamps, "")?;
        for (at, officers) in record.officers.iter().enumerate() {
            Stamp::check_all(&officers.stamps, &format!("officers[{at}]."))?;
        }
        let Outcome { removals, lock, dispatch, .. } = &record.result;
        if removals.is_some() != lock.is_some() || (dispatch.is_some() && lock.is_none()) {
            let reason = "removals and lock stand together, and a dispatch needs both".to_owned();
            return Err(Fault::new(Place::field("result.lock"), JsonError::Shape { reason }).into());
        }
        let written = json::value(&record).map_err(|error| Fault::new(Place::default(), error))?;
        difference::written(&value, &written)?;
        Ok(record)
    }

    /// Whether the protocol of the record is one that this library knows.
    ///
    /// # Errors
    /// [`RecordError::Form`].
    pub(super) fn known(&self) -> Result<(), Faults> {
        let found = || RecordError::Form { found: self.seal.protocol.chars().take(64).collect() };
        let known = self.seal.protocol().is_some();
        if known { Ok(()) } else { Err(Fault::new(Place::field("record.seal.protocol"), found()).into()) }
    }

    /// A key as it is written does not say its suite; the seal does.
    fn name_suite(&mut self) {
        let strata = self.result.tasks.iter_mut().flat_map(|task| &mut task.strata);
        strata.for_each(|stratum| stratum.key = stratum.key.of_suite(self.seal.suite));
    }

    /// The canonical JSON of the record.
    ///
    /// # Errors
    /// [`JsonError`] for a number that no JSON reader keeps; records made by a draw never have one.
    pub fn to_json(&self) -> Result<String, JsonError> {
        json::canonical(self)
    }

    /// The check value of the record as it stood at the dispatch, which the officers' seal names: that of the record
    /// without any match.
    ///
    /// # Errors
    /// As [`Record::to_json`].
    pub fn check_value_at_dispatch(&self) -> Result<Digest, JsonError> {
        Self { officers: Vec::new(), ..self.clone() }.check_value()
    }

    /// The check value by which the next record names this one: `H("record", canonical bytes)`. Where matches still go on when
    /// the next round is sealed, it names [`Record::check_value_at_dispatch`], which they do not change.
    ///
    /// # Errors
    /// As [`Record::to_json`].
    pub fn check_value(&self) -> Result<Digest, JsonError> {
        let protocol = self.seal.protocol().unwrap_or_default();
        Ok(protocol.hash("record", &[self.to_json()?.as_bytes()]))
    }
}
