//! Floor 7: 抽查记录 - what is published of a round, and [`verify`], which anybody can run on it.

mod chain;
mod changes;
mod difference;
mod legality;
mod lists;
mod material;
mod officers;
mod outcome;
mod problem;
mod rematch;
mod replay;
mod sql;
mod verdict;
mod verify;
mod visits;

use serde::{Deserialize, Serialize};

pub use lists::Lists;
pub use material::Material;
pub use officers::{CertificateRecord, MatchRecord, MatchResult, OfficersRecord, PersonRecord, TeamRecord};
pub use outcome::{
    BatchEntry, DispatchRecord, GroupRecord, Outcome, RemovalRecord, StratumRecord, TaskRecord, TicketRecord,
};
pub use problem::RecordError;
pub use sql::{Dialect, SqlError, sql};
pub use verdict::{Check, CheckResult, Verdict};
pub use verify::{verify, verify_against};

use crate::base::json::{self, JsonError};
use crate::base::{Digest, Fault, Faults, Place};
use crate::draw::{Ceremony, Dispatched, Drawn, Locked, Seal};

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
    /// What happened at the ceremony.
    pub ceremony: Ceremony,
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

    fn with(drawn: &Drawn, result: Outcome) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            seal: drawn.seal().clone(),
            digest: drawn.digest(),
            ceremony: drawn.ceremony().clone(),
            result,
            officers: Vec::new(),
        }
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
        let record: Self = json::shaped(value.clone())?;
        let Outcome { removals, lock, dispatch, .. } = &record.result;
        if removals.is_some() != lock.is_some() || (dispatch.is_some() && lock.is_none()) {
            let reason = "removals and lock stand together, and a dispatch needs both".to_owned();
            return Err(Fault::new(Place::field("result.lock"), JsonError::Shape { reason }).into());
        }
        let written = json::value(&record).map_err(|error| Fault::new(Place::default(), error))?;
        match difference::first(&value, &written) {
            None => Ok(record),
            Some(difference) => {
                let reason = "not in the written form".to_owned();
                Err(Fault::new(Place::field(difference.path), JsonError::Shape { reason }).into())
            }
        }
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

    /// The check value by which the next record names this one: `H("record", canonical bytes)`.
    ///
    /// # Errors
    /// As [`Record::to_json`].
    pub fn check_value(&self) -> Result<Digest, JsonError> {
        let protocol = self.seal.protocol().unwrap_or_default();
        Ok(protocol.hash("record", &[self.to_json()?.as_bytes()]))
    }
}
