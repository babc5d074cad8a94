//! 人员封存 - the second seal: everything that decides who inspects, written down before its seed exists.

use serde::{Deserialize, Serialize};

use super::direct::{DirectAssignment, DirectSeal};
use super::expert::{ExpertAppointed, ExpertSeal};
use super::round::{MatchRound, Method, Neighbours, Recusal};
use crate::base::{Digest, Id, Instant, Protocol, Suite, Window};
use crate::directory::{Experts, Officers};
use crate::draw::{ListSeal, Promised};
use crate::law::{Article, RuleSet};
use crate::merge::TaskOf;
use crate::plan::{Approval, CeremonyPlan, ExpertDemand, Seat, Strength};

/// A record whose dispatched list is matched.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// The round.
    pub round: Id,
    /// The check value of its seal.
    pub seal: Digest,
    /// The check value of its record as it stood at the dispatch.
    pub record: Digest,
}

/// A visit as it is matched: what merging made of it, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitSeal {
    /// The target.
    pub target: Id,
    /// The joint inspection, if it is one.
    pub joint: Option<Id>,
    /// 牵头部门 of a joint inspection.
    pub lead_department: Option<String>,
    /// When.
    pub window: Window,
    /// The tasks, sorted.
    pub tasks: Vec<TaskOf>,
    /// The items, sorted.
    pub items: Vec<Id>,
    /// The row of the table of areas that takes the target; null without a table.
    pub area: Option<String>,
    /// 检查人员名额
    pub seats: Vec<Seat>,
    /// 专家名额, sorted by specialty.
    pub experts: Vec<ExpertDemand>,
}

/// An officer as the draw sees one. The number of an officer is the place in this list, which is sorted by id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolSeal {
    /// The row of the table of areas that takes the officer; null without a table.
    pub area: Option<String>,
    /// 部门
    pub department: Option<String>,
    /// 专业, sorted.
    pub specialties: Vec<String>,
    /// 可任组长
    pub leader: bool,
    /// 办理上限
    pub cap: u32,
}

/// Why an officer is no candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// No certificate where one is needed.
    NoCertificate,
    /// The certificate ends before the window does.
    CertificateEnds,
    /// Leave or other duty on a day of the window.
    OnLeave,
    /// The item is not among those the officer may inspect.
    ItemNotAllowed,
    /// An interest known beforehand.
    Interest,
    /// A recusal declared since the dispatch.
    Recusal,
    /// An expert who stands in the directory of officers.
    AlsoOfficer,
}

impl Ground {
    /// The article it rests on.
    pub fn article(self) -> Article {
        match self {
            Self::NoCertificate | Self::CertificateEnds => Article::A21,
            Self::OnLeave | Self::AlsoOfficer => Article::A20P2,
            Self::ItemNotAllowed => Article::A11,
            Self::Interest | Self::Recusal => Article::A22,
        }
    }
}

/// From which visits an officer is kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Those in this window.
    Window(Window),
    /// Those that inspect this item.
    Item(Id),
    /// Those at this target.
    Target(Id),
}

impl Scope {
    /// Whether `visit` is one of them.
    pub fn holds(&self, visit: &VisitSeal) -> bool {
        match self {
            Self::Window(window) => visit.window == *window,
            Self::Item(item) => visit.items.contains(item),
            Self::Target(target) => visit.target == *target,
        }
    }
}

/// An officer who is no candidate for some visits, with the article.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Away {
    /// The officer's number.
    pub officer: u32,
    /// Why.
    pub ground: Ground,
    /// The article.
    pub article: Article,
    /// From which visits.
    pub scope: Scope,
}

/// 人员封存 - the whole second seal. A field that no input gives is null.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficersSeal {
    /// The protocol's tag, that of the records.
    pub protocol: String,
    /// The family of hash functions.
    pub suite: Suite,
    /// The match.
    pub id: Id,
    /// The unit.
    pub unit: Id,
    /// The check value of the unit's last attempt, which had no plan.
    pub after: Option<Digest>,
    /// The records matched, sorted by round.
    pub earlier: Vec<Earlier>,
    /// Numbers and readings.
    pub rules: RuleSet,
    /// When it was sealed, as stated.
    pub sealed_at: Option<Instant>,
    /// Who prepared and approved it.
    pub approvals: Option<Vec<Approval>>,
    /// The lists `experts`, `officers` and `recusals`.
    pub lists: Vec<ListSeal>,
    /// The table of areas, sorted.
    pub areas: Vec<Neighbours>,
    /// The visits, sorted by target, window and joint id.
    pub visits: Vec<VisitSeal>,
    /// The officers, sorted by id.
    pub pool: Vec<PoolSeal>,
    /// Who is no candidate for what, sorted.
    pub away: Vec<Away>,
    /// 直接委派, sorted by visit and seat.
    pub direct: Vec<DirectSeal>,
    /// The expert pool, sorted by id.
    pub experts: Vec<ExpertSeal>,
    /// Which expert is no candidate for what, sorted.
    pub experts_away: Vec<Away>,
    /// 直接指定的专家, sorted by visit and seat.
    pub appointed_experts: Vec<ExpertAppointed>,
    /// The commitment to the secret that blinds the rows of `lists`; null while they are not blinded.
    pub blinding: Option<Digest>,
    /// 随机方式
    pub method: Method,
    /// How often the teams are shuffled after the draw.
    pub sweeps: u32,
    /// How the seed will be made.
    pub ceremony: CeremonyPlan,
    /// How strong that is.
    pub strength: Strength,
}

impl OfficersSeal {
    /// The protocol that the tag names, if it is one of ours.
    pub fn protocol(&self) -> Option<Protocol> {
        Protocol::from_tag(&self.protocol, self.suite)
    }

    /// `C = H("officers-seal", canonical bytes)`: what is published before the second seed exists.
    pub fn digest_of(protocol: Protocol, canonical: &str) -> Digest {
        protocol.hash("officers-seal", &[canonical.as_bytes()])
    }

    /// What the end of an attempt is judged by.
    pub(crate) fn promised(&self, protocol: Protocol) -> Promised<'_> {
        Promised {
            protocol,
            name: &self.id,
            plan: &self.ceremony,
            approvals: self.approvals.as_deref().unwrap_or_default(),
            sealed_at: self.sealed_at,
        }
    }

    /// The match that was sealed. The seal holds recusals only as a root, officers and experts as numbers, so they are
    /// given again.
    pub fn round(&self, recusals: Vec<Recusal>, officers: &Officers, experts: &Experts) -> MatchRound {
        let direct = self.direct.iter().filter_map(|sealed| {
            let officer = officers.all().get(sealed.officer as usize)?.id.clone();
            let (visit, seat) = (sealed.visit, sealed.seat);
            Some(DirectAssignment {
                visit,
                seat,
                officer,
                reason: sealed.reason.clone(),
                approval: sealed.approval.clone(),
            })
        });
        let provenance: Vec<_> = self.lists.iter().filter_map(|list| list.provenance.clone()).collect();
        MatchRound {
            id: self.id.clone(),
            unit: self.unit.clone(),
            sealed_at: self.sealed_at,
            approvals: self.approvals.clone(),
            provenance: (!provenance.is_empty()).then_some(provenance),
            areas: self.areas.clone(),
            recusals,
            direct: direct.collect(),
            appointed_experts: self.expert_appointments(experts),
            method: self.method,
            sweeps: self.sweeps,
            ceremony: self.ceremony.clone(),
        }
    }

    /// Why the officer of this number is no candidate for the visit, in the order of the grounds.
    pub fn grounds(&self, officer: u32, visit: &VisitSeal) -> impl Iterator<Item = &Away> {
        let own = self.away.iter().filter(move |away| away.officer == officer);
        own.filter(|away| away.scope.holds(visit))
    }
}
