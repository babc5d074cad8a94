//! 抽查批次 - a round: its tasks and everything else that is settled before a seed exists.

use serde::{Deserialize, Serialize};

use super::approval::Approval;
use super::ceremony::CeremonyPlan;
use super::problem::PlanError;
use super::task::Task;
use crate::base::order::Arrange as _;
use crate::base::{Date, Digest, Id, Instant, Int53, Protocol, Suite};

/// 公布方式 - when names and keys become public.
///
/// Credit codes are public, so with the keys every firm computes whether it is drawn: for visits on site the keys are
/// kept back until the visits are over. This needs a party and a date, which nobody can guess: a round that names none is
/// open, and sealing gives a [`Notice`](crate::draw::Notice).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Disclosure {
    /// At once.
    #[default]
    Open,
    /// 暂缓公布 - one party's secret is published on a day that is sealed; until then the public gets check values, rules,
    /// counts and roots.
    Embargoed {
        /// The first day on which everything is public.
        lift: Date,
        /// The party, a notary or legal office, whose secret is kept back.
        party: Id,
    },
}

impl Disclosure {
    /// The first day on which everything is public, where something is kept back.
    pub fn lift(&self) -> Option<Date> {
        match self {
            Self::Open => None,
            Self::Embargoed { lift, .. } => Some(*lift),
        }
    }
}

/// Where a list came from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// `items`, `targets`, `history` or `units`.
    pub list: String,
    /// Who exported it.
    #[serde(default)]
    pub exported_by: Option<String>,
    /// The system or register it came from.
    #[serde(default)]
    pub source: Option<String>,
    /// When.
    #[serde(default)]
    pub exported_at: Option<Instant>,
    /// Rows in the file.
    #[serde(default)]
    pub rows: Option<Int53>,
    /// The check value of the receipt, which lists every repair.
    #[serde(default)]
    pub receipt: Option<Digest>,
    /// How many cells were repaired in reading.
    #[serde(default)]
    pub repairs: Option<Int53>,
}

impl Provenance {
    /// Checks that the list was exported before it was sealed, as far as both times are stated.
    ///
    /// # Errors
    /// [`PlanError::ExportedLate`].
    pub fn check_before(&self, sealed_at: Option<Instant>) -> Result<(), PlanError> {
        match self.exported_at.zip(sealed_at).filter(|(exported_at, sealed_at)| exported_at > sealed_at) {
            Some((exported_at, sealed_at)) => {
                Err(PlanError::ExportedLate { list: self.list.clone(), exported_at, sealed_at })
            }
            None => Ok(()),
        }
    }
}

/// An approved exception from the yearly cap for one enterprise (第十四条第二款, "in principle", I-14-2d).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CapOverride {
    /// The enterprise.
    pub unit_code: Id,
    /// How often it may be drawn this year, above the cap.
    pub allowed: u32,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approval: Approval,
}

/// 抽查批次 - tasks that are sealed and drawn together.
///
/// ```
/// use double_random::base::Window;
/// use double_random::plan::{Approval, CeremonyPlan, Criterion, Round, Task, TaskBasis};
///
/// let window = Window::new("2026-10-08".parse()?, "2026-11-30".parse()?)?;
/// let task = Task::new("gas".parse()?, "gas-safety".parse()?, window).stratum("全部", Criterion::Everyone, "5%".parse()?);
/// let chief = Approval::by("局长", "2026-09-20".parse()?).document("批〔2026〕7号");
/// let task = task.basis(TaskBasis::ad_hoc("节前专项抽查", chief));
/// let round = Round::new("2026-Q4".parse()?, "2026-10-01".parse()?).task(task).ceremony(CeremonyPlan::bare());
/// assert_eq!(round.tasks.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// The round's id.
    pub id: Id,
    /// The family of hash functions, which the matches of its visits inherit.
    #[serde(default)]
    pub suite: Suite,
    /// The date that decides the year of the cap.
    pub as_of: Date,
    /// The authority that draws.
    #[serde(default)]
    pub authority: Option<String>,
    /// The number of this round in the authority's ledger.
    #[serde(default)]
    pub sequence: Option<Int53>,
    /// The check value of the previous round's record.
    #[serde(default)]
    pub previous: Option<Digest>,
    /// When the seal is made.
    #[serde(default)]
    pub sealed_at: Option<Instant>,
    /// 审批
    #[serde(default)]
    pub approvals: Option<Vec<Approval>>,
    /// Where the lists came from.
    #[serde(default)]
    pub provenance: Option<Vec<Provenance>>,
    /// 抽查任务
    pub tasks: Vec<Task>,
    /// Approved exceptions from the yearly cap.
    #[serde(default)]
    pub overrides: Vec<CapOverride>,
    /// 公布方式
    #[serde(default)]
    pub disclosure: Disclosure,
    /// 分批下发 - into how many batches each unit's list is cut, in random order (I-18-b).
    #[serde(default = "one")]
    pub batches: Int53,
    /// 演练 - nothing of a rehearsal can pass as real.
    #[serde(default)]
    pub rehearsal: bool,
    /// How the seed will be made.
    #[serde(default)]
    pub ceremony: CeremonyPlan,
}

fn one() -> Int53 {
    Int53::from(1)
}

impl Round {
    /// An empty round.
    pub fn new(id: Id, as_of: Date) -> Self {
        Self {
            id,
            suite: Suite::default(),
            as_of,
            authority: None,
            sequence: None,
            previous: None,
            sealed_at: None,
            approvals: None,
            provenance: None,
            tasks: Vec::new(),
            overrides: Vec::new(),
            disclosure: Disclosure::Open,
            batches: one(),
            rehearsal: false,
            ceremony: CeremonyPlan::default(),
        }
    }

    /// Adds a task. The order in which tasks are added changes nothing.
    #[must_use]
    pub fn task(mut self, task: Task) -> Self {
        self.tasks.push(task);
        self
    }

    /// The same round with this plan for its seed.
    #[must_use]
    pub fn ceremony(mut self, ceremony: CeremonyPlan) -> Self {
        self.ceremony = ceremony;
        self
    }

    /// The same round, whose names and keys are kept back until `lift` by the secret of `party`.
    #[must_use]
    pub fn embargoed(mut self, lift: Date, party: Id) -> Self {
        self.disclosure = Disclosure::Embargoed { lift, party };
        self
    }

    /// What every hash and key of the round is bound to.
    pub fn protocol(&self) -> Protocol {
        Protocol { suite: self.suite, rehearsal: self.rehearsal }
    }
}

impl Round {
    /// The same round in its written order, whatever the order in which it was put together.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.tasks.arrange_by(|one, other| one.id.cmp(&other.id));
        for task in &mut self.tasks {
            task.items.arrange();
            task.seats.iter_mut().for_each(|seats| seats.arrange());
            task.experts.arrange();
        }
        self.approvals.iter_mut().for_each(|approvals| approvals.arrange());
        self.provenance.iter_mut().for_each(|lists| lists.arrange());
        self.ceremony = self.ceremony.settled(self.sealed_at);
        self
    }
}
