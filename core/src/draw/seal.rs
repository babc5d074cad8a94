//! 名录封存 - the seal: everything that decides a draw, written down before a seed exists.

use serde::{Deserialize, Serialize};

use super::ending::Promised;
use super::frame::FrameError;
use crate::base::{Date, Digest, Id, Instant, Int53, Protocol, Suite};
use crate::law::{Article, RuleSet};
use crate::plan::{Approval, CapOverride, CeremonyPlan, Disclosure, Provenance, Round, Strength, Task};

/// One list: how long it was, its Merkle root, where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListSeal {
    /// `history`, `items`, `targets` or `units`; `officers` or `recusals` in a match.
    pub list: String,
    /// Rows.
    pub count: Int53,
    /// The Merkle root over the rows.
    pub root: Digest,
    /// Where it came from, where somebody said so.
    pub provenance: Option<Provenance>,
}

/// One stratum's pool in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameSeal {
    /// N: active targets whose first match this stratum is, before cap and exclusions.
    pub size: Int53,
    /// n: those of N that can be drawn.
    pub eligible: Int53,
    /// 应抽户数 - the share of N, or the fixed number.
    pub quota: Int53,
    /// k = min(quota, n).
    pub draws: Int53,
    /// 缺额 = quota - k.
    pub shortfall: Int53,
    /// Targets of earlier strata that would fit this one too.
    pub overlap: Int53,
    /// The Merkle root over the n targets.
    pub root: Digest,
}

/// A stratum that can draw fewer than this names its firms as good as openly (第十七条, I-17-c).
pub(crate) const NARROW: u64 = 5;

impl FrameSeal {
    /// The base number of a share: `size`, or what the cap leaves of it (I-17-b).
    pub(crate) fn base(rules: &RuleSet, size: u64, eligible: u64) -> u64 {
        if rules.takes("I-17-b", "after-cap") { eligible } else { size }
    }

    /// Whether the rule set lets stratum number `at` overlap as it does (I-17-a), and be as narrow as it is (I-17-c).
    #[doc(alias = "第十七条")]
    pub(crate) fn allowed(&self, at: usize, rules: &RuleSet) -> Result<(), FrameError> {
        let (overlap, found) = (self.overlap.get(), self.eligible.get());
        if overlap > 0 && rules.takes("I-17-a", "refuse") {
            return Err(FrameError::Overlap { stratum: at + 1, found: overlap });
        }
        if found < NARROW && rules.takes("I-17-c", "refuse") {
            return Err(FrameError::Narrow { stratum: at + 1, found, least: NARROW });
        }
        Ok(())
    }
}

/// A task with its pools, stratum by stratum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskSeal {
    /// The task as it was set.
    pub task: Task,
    /// One entry per stratum, in its order.
    pub frames: Vec<FrameSeal>,
    /// Active targets that no stratum takes, those of other kinds than the items' objects among them.
    pub unmatched: Int53,
}

/// Targets that are in N and cannot be drawn, by the article that says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// The article.
    pub article: Article,
    /// How many.
    pub count: Int53,
    /// How many of all N a rolling window of 12 months would exclude (a warning, I-14-2a).
    pub rolling: Int53,
    /// How many of all N visits of every kind would exclude, whichever the rule set counts (I-2-b).
    pub every_kind: Int53,
    /// The Merkle root over them; the ids stand only in the lists.
    pub root: Digest,
}

/// An approved exception, its enterprise as a check value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverrideSeal {
    /// `H("id", "overrides", unit_code)`.
    pub unit: Digest,
    /// How often it may be drawn this year.
    pub allowed: u32,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approval: Approval,
}

/// 封存 - the whole seal. Its canonical JSON is what [`Seal::digest_of`] covers.
///
/// A field that no input gives is null. Tasks, lists, approvals, parties and sources are sorted; strata keep their
/// written order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// The protocol's tag.
    pub protocol: String,
    /// The family of hash functions.
    pub suite: Suite,
    /// The authority that draws.
    pub authority: Option<String>,
    /// The round.
    pub round: Id,
    /// Its number in the ledger.
    pub sequence: Option<Int53>,
    /// The check value of the previous record.
    pub previous: Option<Digest>,
    /// Numbers and readings.
    pub rules: RuleSet,
    /// The date that decides the year of the cap.
    pub as_of: Date,
    /// When it was sealed, as stated.
    pub sealed_at: Option<Instant>,
    /// Who prepared and approved the scheme.
    pub approvals: Option<Vec<Approval>>,
    /// The lists.
    pub lists: Vec<ListSeal>,
    /// The tasks.
    pub tasks: Vec<TaskSeal>,
    /// Who cannot be drawn, as counts per article.
    pub exclusions: Vec<Exclusion>,
    /// Approved exceptions from the cap.
    pub overrides: Vec<OverrideSeal>,
    /// When names become public.
    pub disclosure: Disclosure,
    /// The commitment to the secret that blinds rows; null while rows are not blinded.
    pub blinding: Option<Digest>,
    /// Batches per unit.
    pub batches: Int53,
    /// How the seed will be made.
    pub ceremony: CeremonyPlan,
    /// How strong that is.
    pub strength: Strength,
}

impl Seal {
    /// The protocol that the tag names, if it is one of ours.
    pub fn protocol(&self) -> Option<Protocol> {
        Protocol::from_tag(&self.protocol, self.suite)
    }

    /// The round that was sealed. The seal holds exceptions only as check values, so they are given again.
    pub fn round(&self, overrides: Vec<CapOverride>) -> Round {
        let provenance: Vec<_> = self.lists.iter().filter_map(|list| list.provenance.clone()).collect();
        Round {
            id: self.round.clone(),
            suite: self.suite,
            as_of: self.as_of,
            authority: self.authority.clone(),
            sequence: self.sequence,
            previous: self.previous,
            sealed_at: self.sealed_at,
            approvals: self.approvals.clone(),
            provenance: (!provenance.is_empty()).then_some(provenance),
            tasks: self.tasks.iter().map(|sealed| sealed.task.clone()).collect(),
            overrides,
            disclosure: self.disclosure.clone(),
            batches: self.batches,
            rehearsal: self.protocol().is_some_and(|protocol| protocol.rehearsal),
            ceremony: self.ceremony.clone(),
        }
    }

    /// What the end of an attempt is judged by.
    pub(crate) fn promised(&self, protocol: Protocol) -> Promised<'_> {
        Promised {
            protocol,
            name: &self.round,
            plan: &self.ceremony,
            approvals: self.approvals.as_deref().unwrap_or_default(),
            sealed_at: self.sealed_at,
        }
    }

    /// `C = H("seal", canonical bytes)`: what is published before a seed exists.
    pub fn digest_of(protocol: Protocol, canonical: &str) -> Digest {
        protocol.hash("seal", &[canonical.as_bytes()])
    }
}
