//! 第六条 - what the public gets of a record, and when: all of it, or until a sealed day nothing that follows from the seed.
//!
//! # The rule
//! The results are published.
//!
//! # Reading
//! Credit codes are public, so whoever has the keys knows who will be visited. A round under embargo keeps one party's
//! secret back until the day in its seal. Until then the public gets the seal, what was revealed, and one check value of
//! the whole record; no name, no key, and no number that the seed decides, since even a count can name a firm that is
//! alone in its town.
//!
//! # Example
//! See [`Record::published`].

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Record, RecordError, Stamp, difference};
use crate::base::json::{self, JsonError};
use crate::base::{Date, Digest, Fault, Faults, Id, Key, Place};
use crate::draw::{Ceremony, Seal};
use crate::plan::{Approval, Disclosure};

/// The form of a record under embargo; changes with any of its fields.
pub const EMBARGOED_SCHEMA: &str = "double-random/embargoed/0";

/// A record as the public gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Published {
    /// The record itself.
    Whole(Box<Record>),
    /// What is public until the lift.
    Embargoed(Box<EmbargoedRecord>),
}

/// 暂缓公布的记录 - seal and ceremony without the secret that is kept back, and the check value of the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbargoedRecord {
    /// [`EMBARGOED_SCHEMA`].
    pub schema: String,
    /// What was sealed.
    pub seal: Seal,
    /// The check value that was published before the ceremony.
    pub digest: Digest,
    /// What others say about its time.
    pub stamps: Vec<Stamp>,
    /// What happened at the ceremony, without the secret that is kept back.
    pub ceremony: Ceremony,
    /// Who locked the list; null before the lock.
    pub lock: Option<Approval>,
    /// Whether the list is dispatched.
    pub dispatched: bool,
    /// The matches in the order in which they were held.
    pub officers: Vec<EmbargoedMatch>,
    /// The check value of the whole record: what is published later must have it.
    pub record: Digest,
}

/// A match under embargo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbargoedMatch {
    /// The check value of the officers' seal.
    pub digest: Digest,
    /// What others say about its time.
    pub stamps: Vec<Stamp>,
    /// What happened at the second ceremony.
    pub ceremony: Ceremony,
}

/// The key of one stratum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StratumKey {
    /// The task.
    pub task: Id,
    /// The stratum, from 0.
    pub stratum: u32,
    /// Its key.
    pub key: Key,
}

impl Record {
    /// The record as the public gets it on the day `today`.
    ///
    /// ```
    /// # use double_random::base::Digest;
    /// use double_random::draw::{Ceremony, Reveal};
    /// use double_random::plan::{Approval, CeremonyPlan, Criterion, PartyPlan, Round, Task, TaskBasis};
    /// use double_random::record::{Lists, Published, Record};
    ///
    /// # let lists: Lists = serde_json::from_str(r#"{
    /// #     "items": [{"id": "gas", "name": "用气安全", "object": [], "content": "燃气使用", "category": "general",
    /// #                "department": "综合执法局", "level": "区级", "basis": [{"law": "条例", "article": "第一条"}]}],
    /// #     "targets": [{"id": "K-1"}, {"id": "K-2"}]}"#)?;
    /// # let window = double_random::base::Window::new("2026-10-08".parse()?, "2026-11-30".parse()?)?;
    /// # let task = Task::new("t".parse()?, "gas".parse()?, window).stratum("全部", Criterion::Everyone, "50%".parse()?);
    /// # let chief = Approval::by("局长", "2026-09-20".parse()?).document("批〔2026〕7号");
    /// # let task = task.basis(TaskBasis::ad_hoc("节前专项抽查", chief));
    /// let round = Round::new("2026-Q4".parse()?, "2026-10-01".parse()?).task(task);
    /// let secret = Reveal { party: "notary".parse()?, secret: [7; 32] };
    /// let commitment = secret.commitment(round.protocol(), &round.id);
    /// let party = PartyPlan { party: "notary".parse()?, commitment, outside: true };
    /// let plan = CeremonyPlan { parties: vec![party], ..CeremonyPlan::default() };
    /// let round = round.ceremony(plan).embargoed("2026-12-01".parse()?, "notary".parse()?);
    ///
    /// let sealed = round.seal(&lists.directory()?, &Default::default())?;
    /// let ceremony = Ceremony { parties: vec![secret], ..Ceremony::default() };
    /// let record = Record::of_drawn(&sealed.seed(ceremony)?.draw());
    /// let before = record.published("2026-11-30".parse()?)?;
    /// assert!(matches!(&before, Published::Embargoed(public) if public.ceremony.parties.is_empty()));
    /// assert!(record.keys("2026-11-30".parse()?).is_err());
    /// assert!(matches!(record.published("2026-12-01".parse()?)?, Published::Whole(_)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// An attempt that was withdrawn or void has no result, and nothing of it is kept back.
    ///
    /// # Errors
    /// As [`Record::to_json`].
    pub fn published(&self, today: Date) -> Result<Published, JsonError> {
        let Disclosure::Embargoed { party, .. } = &self.seal.disclosure else {
            return Ok(Published::Whole(Box::new(self.clone())));
        };
        if self.lifted(today).is_ok() {
            return Ok(Published::Whole(Box::new(self.clone())));
        }
        let mut ceremony = self.ceremony.clone();
        ceremony.parties.retain(|reveal| reveal.party != *party);
        let officers = self.officers.iter().map(|officers| EmbargoedMatch {
            digest: officers.digest,
            stamps: officers.stamps.clone(),
            ceremony: officers.ceremony.clone(),
        });
        Ok(Published::Embargoed(Box::new(EmbargoedRecord {
            schema: EMBARGOED_SCHEMA.to_owned(),
            seal: self.seal.clone(),
            digest: self.digest,
            stamps: self.stamps.clone(),
            ceremony,
            lock: self.result.lock.clone(),
            dispatched: self.result.dispatch.is_some(),
            officers: officers.collect(),
            record: self.check_value()?,
        })))
    }

    /// Whether everything of the record is public on the day `today`. On a day that nobody knows nothing under embargo is.
    ///
    /// # Errors
    /// [`RecordError::EmbargoedUntil`].
    pub fn lifted(&self, today: impl Into<Option<Date>>) -> Result<(), RecordError> {
        let today = today.into();
        match self.seal.disclosure.lift() {
            Some(lift) if today.is_none_or(|today| today < lift) && self.ended.is_none() => {
                Err(RecordError::EmbargoedUntil { round: self.seal.round.to_string(), lift })
            }
            _ => Ok(()),
        }
    }

    /// The keys of all strata, for whoever computes tickets.
    ///
    /// # Errors
    /// [`RecordError::EmbargoedUntil`].
    pub fn keys(&self, today: Date) -> Result<Vec<StratumKey>, RecordError> {
        self.lifted(today)?;
        let tasks = self.result.tasks.iter();
        let keys = tasks.flat_map(|task| {
            (0..).zip(&task.strata).map(|(stratum, drawn)| StratumKey {
                task: task.task.clone(),
                stratum,
                key: drawn.key.of_suite(self.seal.suite),
            })
        });
        Ok(keys.collect())
    }

    /// 摇号号码 - the ticket of `id` in a stratum of a task; none where there is no such task or stratum.
    ///
    /// # Errors
    /// [`RecordError::EmbargoedUntil`].
    pub fn ticket(
        &self,
        task: &str,
        stratum: u32,
        id: &Id,
        today: Date,
    ) -> Result<Option<Digest>, RecordError> {
        let keys = self.keys(today)?;
        let key = keys.iter().find(|key| key.task.as_str() == task && key.stratum == stratum);
        Ok(key.map(|key| key.key.ticket(id.as_bytes())))
    }
}

impl From<Record> for Published {
    fn from(record: Record) -> Self {
        Self::Whole(Box::new(record))
    }
}

impl Published {
    /// [`Published::from_value`] on a text.
    ///
    /// # Errors
    /// A fault with the path of what is wrong.
    pub fn parse(text: &str) -> Result<Self, Faults> {
        Self::from_value(json::parse(text)?)
    }

    /// Reads a record or a record under embargo, whichever the schema names.
    ///
    /// # Errors
    /// A fault with the path of what is wrong.
    pub fn from_value(value: Value) -> Result<Self, Faults> {
        if value.get("schema").and_then(Value::as_str) != Some(EMBARGOED_SCHEMA) {
            return Record::from_value(value).map(Self::from);
        }
        let embargoed: EmbargoedRecord = json::shaped(value.clone())?;
        Stamp::check_all(&embargoed.stamps, "")?;
        let written = json::value(&embargoed).map_err(|error| Fault::new(Place::default(), error))?;
        difference::written(&value, &written)?;
        Ok(Self::Embargoed(Box::new(embargoed)))
    }

    /// What was sealed.
    pub fn seal(&self) -> &Seal {
        match self {
            Self::Whole(record) => &record.seal,
            Self::Embargoed(record) => &record.seal,
        }
    }

    /// The record, for whoever needs its keys, tickets or names on the day `today`.
    ///
    /// # Errors
    /// [`RecordError::EmbargoedUntil`] before the lift, or where nobody says what day it is.
    pub fn lifted(&self, today: Option<Date>) -> Result<&Record, Faults> {
        let lifted = match self {
            Self::Whole(record) => record.lifted(today).map(|()| &**record),
            Self::Embargoed(record) => Err(record.kept_back()),
        };
        lifted.map_err(|error| Fault::new(Place::field("record"), error).into())
    }

    /// The record itself, once it is public.
    pub fn whole(&self) -> Option<&Record> {
        match self {
            Self::Whole(record) => Some(record),
            Self::Embargoed(_) => None,
        }
    }

    /// The check value of the whole record, by which the next one names it.
    ///
    /// # Errors
    /// As [`Record::to_json`].
    pub fn check_value(&self) -> Result<Digest, JsonError> {
        match self {
            Self::Whole(record) => record.check_value(),
            Self::Embargoed(record) => Ok(record.record),
        }
    }

    /// The keys of all strata.
    ///
    /// # Errors
    /// [`RecordError::EmbargoedUntil`].
    pub fn keys(&self, today: Date) -> Result<Vec<StratumKey>, RecordError> {
        match self {
            Self::Whole(record) => record.keys(today),
            Self::Embargoed(record) => Err(record.kept_back()),
        }
    }
}

impl EmbargoedRecord {
    /// Why its keys, tickets and names are not told: [`RecordError::EmbargoedUntil`].
    pub fn kept_back(&self) -> RecordError {
        // a seal that keeps nothing back has no such record: the day of the round stands in for the lift
        let lift = self.seal.disclosure.lift().unwrap_or(self.seal.as_of);
        RecordError::EmbargoedUntil { round: self.seal.round.to_string(), lift }
    }
}
