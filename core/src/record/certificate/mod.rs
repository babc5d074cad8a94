//! 抽取情况核验单 - one target's whole answer, which anybody checks against the published record alone.
//!
//! [`Certificates`] makes them, of a record and its lists; [`check_certificate`] checks one, without any list.
//! A certificate shows the row of its own target and no other; of others it holds hashes.

mod answer;
mod check;
mod evidence;
mod issue;
mod scope;
mod words;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use check::check_certificate;
pub use evidence::{ExcludedProof, ItemProof, Listing, SetAsideProof};
pub use issue::Certificates;

use super::{Lists, Record, difference};
use crate::base::json::{self, JsonError};
use crate::base::merkle::Inclusion;
use crate::base::{Date, Digest, Fault, Faults, Id, Int53, Key, Place, Window};
use crate::draw::{Fraction, Reason};

/// The form of a certificate; changes with any of its fields.
pub const CERTIFICATE_SCHEMA: &str = "double-random/certificate/0";

/// 抽取情况核验单 - whether one target was listed, what chance it had in every task, and what came of it.
///
/// ```
/// use double_random::draw::Ceremony;
/// use double_random::law::RuleSet;
/// use double_random::plan::{CeremonyPlan, Criterion, Round, Task};
/// use double_random::record::{Certificate, Lists, Record, check_certificate};
///
/// let lists: Lists = serde_json::from_str(r#"{"items": [{"id": "gas", "name": "用气安全", "object": [], "content": "燃气使用",
///     "category": "general", "department": "某局", "level": "区级", "basis": [{"law": "条例", "article": "第一条"}]}],
///     "targets": [{"id": "K-1"}, {"id": "K-2"}, {"id": "K-3"}]}"#)?;
/// let window = serde_json::from_str(r#"{"start": "2026-10-08", "end": "2026-11-30"}"#)?;
/// let task = Task::new("gas-1".parse()?, "gas".parse()?, window);
/// let basis = serde_json::from_str(r#"{"ad-hoc": {"reason": "节前专项抽查", "approval":
///     {"role": "approver", "person": "局长", "date": "2026-09-20", "document": "批〔2026〕7号"}}}"#)?;
/// let task = task.basis(basis);
/// let round = Round::new("2026-Q4".parse()?, "2026-10-01".parse()?)
///     .task(task.stratum("全部", Criterion::Everyone, "1/3".parse()?))
///     .ceremony(CeremonyPlan::bare());
/// let sealed = round.seal(&lists.directory()?, &RuleSet::gaoxin_2023())?;
/// let record = Record::of_drawn(&sealed.seed(Ceremony::bare("7"))?.draw());
///
/// let certificate = Certificate::of(&record, &lists, &"K-2".parse()?, None)?;
/// assert!(check_certificate(&certificate, &record).is_exact());
/// let nobody = Certificate::of(&record, &lists, &"K-9".parse()?, None)?;
/// assert!(nobody.en.contains("not in the list of 3 targets"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// [`CERTIFICATE_SCHEMA`].
    pub schema: String,
    /// The check value of the round's seal.
    pub digest: Digest,
    /// The round.
    pub round: Id,
    /// The target.
    pub id: Id,
    /// Whether it is in the list of targets, with the proof.
    pub listing: Listing,
    /// Every task of the round, sorted by id; empty where the target is not listed.
    pub tasks: Vec<TaskCertificate>,
    /// The visits that this record's tasks became, with the teams as published.
    pub visits: Vec<VisitCertificate>,
    /// The answer in a few plain words, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// One task's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskCertificate {
    /// The task.
    pub task: Id,
    /// Whether the target could be drawn, and what came of it.
    pub scope: TaskScope,
}

/// Whether a target could be drawn for a task, or the first reason why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskScope {
    /// It is not active (第十条).
    Inactive,
    /// The items are about other kinds of targets (第八条); the items with their proofs.
    OtherKind(Vec<ItemProof>),
    /// No stratum takes it (第十七条).
    NoStratum,
    /// It belongs to a stratum, and an article excludes it.
    Excluded(Box<ExcludedProof>),
    /// It was among those that could be drawn.
    Pool(Box<PoolCertificate>),
}

/// The answer for a target that could be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolCertificate {
    /// The stratum, from 0: the first that the target fits.
    pub stratum: Int53,
    /// The proof that it is in the pool of this stratum.
    pub proof: Inclusion,
    /// k of n, known from the seal on.
    pub sealed: Fraction,
    /// The chance once earlier groups had drawn: 0 draws where the cap set the target aside.
    pub given: Fraction,
    /// The proof that the cap set it aside; null where it did not.
    pub set_aside: Option<SetAsideProof>,
    /// The key of the stratum's tickets.
    pub key: Key,
    /// 摇号号码
    pub ticket: Digest,
    /// 末位中签号码; null where nobody was drawn.
    pub cutoff: Option<Digest>,
    /// Whether it was drawn, or why not.
    pub outcome: DrawOutcome,
    /// Why it left the list before the lock; null where it did not.
    pub removed: Option<Reason>,
    /// Whether it was next to come in, and the cap passed it over.
    pub passed_over: bool,
    /// The unit and batch it was dispatched to; null where it was not.
    pub dispatched: Option<Sent>,
    /// The command that makes the ticket out of key and id.
    pub by_hand: String,
}

/// What the draw made of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DrawOutcome {
    /// Its ticket is not above the cutoff.
    Drawn,
    /// Its ticket is above the cutoff, or nobody was drawn.
    NotDrawn,
    /// It came in for a target that was removed before the lock.
    CameIn,
    /// The cap set it aside before the draw (第十四条第二款).
    SetAside,
}

/// Where a target was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// The unit.
    pub unit: Id,
    /// The batch, from 0.
    pub batch: Int53,
}

/// A visit at the target, as a match of the record has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitCertificate {
    /// The match.
    pub matching: Id,
    /// The unit.
    pub unit: Id,
    /// The number of the visit in the sealed list, from 0.
    pub visit: Int53,
    /// When.
    pub window: Window,
    /// The tasks of this record that it carries out.
    pub tasks: Vec<Id>,
    /// The members as published, 张*（2345）; null where the match had no plan.
    pub team: Option<Vec<String>>,
    /// The leader as published; null until there is one.
    pub leader: Option<String>,
    /// Whether the team is ordered to go.
    pub ordered: bool,
}

impl Certificate {
    /// The certificate of target `id`, listed or not. Whoever needs many makes [`Certificates`] once.
    ///
    /// # Errors
    /// As [`Certificates::of_lists`].
    pub fn of(record: &Record, lists: &Lists, id: &Id, today: Option<Date>) -> Result<Self, Faults> {
        Certificates::of_lists(record, lists, today)?.certificate(id)
    }

    /// Reads a certificate. It must be in the written form: every field there, none that is unknown.
    ///
    /// # Errors
    /// A fault with the path of what is wrong.
    pub fn from_value(value: Value) -> Result<Self, Faults> {
        let certificate: Self = json::shaped(value.clone())?;
        let written = json::value(&certificate).map_err(|error| Fault::new(Place::default(), error))?;
        match difference::first(&value, &written) {
            None => Ok(certificate),
            Some(difference) => {
                let reason = "not in the written form".to_owned();
                Err(Fault::new(Place::field(difference.path), JsonError::Shape { reason }).into())
            }
        }
    }

    /// The canonical JSON of the certificate.
    ///
    /// # Errors
    /// [`JsonError`] for a number that no JSON reader keeps; certificates made of a record never have one.
    pub fn to_json(&self) -> Result<String, JsonError> {
        json::canonical(self)
    }
}
