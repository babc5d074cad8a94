//! 名录封存 - sealing: the pool is counted, written down and hashed before any seed exists.

use std::sync::Arc;

use super::ceremony::{Ceremony, CeremonyError};
use super::drawn::Seeded;
use super::ending::{Cause, Promised, Void, Voided, Withdrawal, Withdrawn};
use super::pool::{Counted, Pool};
use super::seal::{ListSeal, OverrideSeal, Seal};
use crate::base::json::{self, JsonError};
use crate::base::merkle::id_hash;
use crate::base::order::Arrange as _;
use crate::base::{Digest, Fault, Faults, Instant, Master, Place, RowHasher};
use crate::directory::{Directory, Leaves, Root};
use crate::law::RuleSet;
use crate::plan::{AnnualPlan, Approval, Departments, Round};

/// A sealed round. Its digest is published; only then may a seed come into being (I-16-a).
#[derive(Debug, Clone)]
pub struct Sealed {
    pub(super) shared: Arc<Shared>,
}

/// What every later stage looks back at.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) pool: Pool,
    pub(super) seal: Seal,
    canonical: String,
    digest: Digest,
}

impl Shared {
    pub(super) fn digest(&self) -> Digest {
        self.digest
    }
}

impl Round {
    /// Seals the round over these lists and rules.
    ///
    /// The order of tasks, rows, approvals and list entries changes no byte of the seal.
    ///
    /// # Errors
    /// Every fault of the round at once, see [`Round::check`]; a pool that cannot be built.
    pub fn seal(&self, directory: &Directory, rules: &RuleSet) -> Result<Sealed, Faults> {
        self.seal_with(directory, rules, None)
    }

    /// Seals the round with every row salted, so that no row can be found out from its hash by trying what it might say.
    /// The salts follow from `master`, to which the seal commits. Keep it with the lists: without it nobody can check them.
    ///
    /// # Errors
    /// As [`Round::seal`].
    pub fn seal_blinded(
        &self,
        directory: &Directory,
        rules: &RuleSet,
        master: &Master,
    ) -> Result<Sealed, Faults> {
        self.seal_with(directory, rules, Some(master))
    }

    pub(crate) fn seal_with(
        &self,
        directory: &Directory,
        rules: &RuleSet,
        master: Option<&Master>,
    ) -> Result<Sealed, Faults> {
        self.check(directory, rules)?;
        Sealed::new(directory, self.clone().sorted(), rules, master)
    }

    /// Seals the round only if its tasks carry out the plans that they name, and entrust nobody who is not below:
    /// [`Round::check_plans`], [`Round::seal`], then the fixed numbers against their pools. Each task is sealed with the
    /// check value of its plan, which it keeps (I-12-1a).
    ///
    /// # Errors
    /// As the first two, those of the plans first; [`AnnualPlan::check_pools`]. Nothing is sealed where one finds a fault.
    #[doc(alias = "第十二条")]
    pub fn seal_under(
        &self,
        plans: &[AnnualPlan],
        departments: &Departments,
        directory: &Directory,
        rules: &RuleSet,
    ) -> Result<Sealed, Faults> {
        let round = self.clone().under(plans)?;
        let mut named = plans.iter().filter(|plan| round.names(plan));
        named.try_for_each(|plan| plan.check(directory, rules))?;
        round.check_plans(plans, departments, rules)?;
        let sealed = round.seal(directory, rules)?;
        plans.iter().try_for_each(|plan| plan.check_pools(sealed.seal()))?;
        Ok(sealed)
    }
}

impl Sealed {
    fn new(
        directory: &Directory,
        round: Round,
        rules: &RuleSet,
        master: Option<&Master>,
    ) -> Result<Self, Faults> {
        let protocol = round.protocol();
        let hasher = RowHasher::new(protocol, master);
        let leaves = directory.leaves(hasher);
        let Counted { pool, tasks, exclusions } = Pool::count(directory, &round, rules, &leaves)?;
        let mut overrides: Vec<OverrideSeal> = round
            .overrides
            .iter()
            .map(|exception| OverrideSeal {
                unit: id_hash(protocol, "overrides", exception.unit_code.as_str()),
                allowed: exception.allowed,
                reason: exception.reason.clone(),
                approval: exception.approval.clone(),
            })
            .collect();
        overrides.arrange();
        let strength = round.ceremony.strength();
        let mut sorted_rules = rules.clone();
        sorted_rules.readings.arrange();
        let seal = Seal {
            protocol: protocol.tag().to_owned(),
            suite: protocol.suite,
            lists: lists(directory, &round, &leaves)?,
            blinding: master.map(|master| master.commitment(protocol, &round.id)),
            authority: round.authority,
            round: round.id,
            sequence: round.sequence,
            previous: round.previous,
            rules: sorted_rules,
            as_of: round.as_of,
            sealed_at: round.sealed_at,
            approvals: round.approvals,
            tasks,
            exclusions,
            overrides,
            disclosure: round.disclosure,
            batches: round.batches,
            ceremony: round.ceremony,
            strength,
        };
        let canonical = json::canonical(&seal).map_err(unwritable)?;
        let digest = Seal::digest_of(protocol, &canonical);
        Ok(Self { shared: Arc::new(Shared { pool, seal, canonical, digest }) })
    }

    /// What was sealed.
    pub fn seal(&self) -> &Seal {
        &self.shared.seal
    }

    /// The canonical JSON that [`Sealed::digest`] covers.
    pub fn canonical(&self) -> &str {
        &self.shared.canonical
    }

    /// 校验值 - the check value to publish before the ceremony.
    pub fn digest(&self) -> Digest {
        self.shared.digest
    }

    /// Brings in the seed.
    ///
    /// # Errors
    /// A party that does not reveal voids the round and is named; so are wrong secrets and impossible values.
    pub fn seed(&self, ceremony: Ceremony) -> Result<Seeded, CeremonyError> {
        let ceremony = ceremony.sorted();
        let seal = &self.shared.seal;
        ceremony.check(&seal.ceremony, self.shared.pool.protocol, &seal.round)?;
        let prk = ceremony.prk(self.shared.pool.protocol, self.shared.digest)?;
        Ok(Seeded { shared: Arc::clone(&self.shared), ceremony, prk })
    }

    /// 撤回 - takes the seal back before its seed exists. The attempt stays in the ledger.
    ///
    /// ```
    /// use double_random::plan::{Approval, CeremonyPlan, Criterion, Round, Task, TaskBasis};
    /// use double_random::record::{Lists, Record};
    ///
    /// # let lists: Lists = serde_json::from_str(r#"{
    /// #     "items": [{"id": "gas", "name": "用气安全", "object": [], "content": "燃气使用", "category": "general",
    /// #                "department": "综合执法局", "level": "区级", "basis": [{"law": "条例", "article": "第一条"}]}],
    /// #     "targets": [{"id": "K-1"}, {"id": "K-2"}]}"#)?;
    /// # let window = double_random::base::Window::new("2026-10-08".parse()?, "2026-11-30".parse()?)?;
    /// # let task = Task::new("t".parse()?, "gas".parse()?, window).stratum("全部", Criterion::Everyone, "50%".parse()?);
    /// # let chief = Approval::by("局长", "2026-09-20".parse()?).document("批〔2026〕7号");
    /// # let task = task.basis(TaskBasis::ad_hoc("节前专项抽查", chief));
    /// let round = Round::new("2026-Q4".parse()?, "2026-10-01".parse()?).task(task).ceremony(CeremonyPlan::bare());
    /// let sealed = round.seal(&lists.directory()?, &Default::default())?;
    /// let head = Approval::by("分管领导", "2026-10-02".parse()?);
    /// let withdrawn = sealed.withdraw("名录有误", head, "2026-10-02T09:00:00+08:00".parse()?)?;
    /// let record = Record::of_withdrawn(&withdrawn); // the next record names its check value in `previous`
    /// assert!(record.ended.is_some() && record.result.tasks.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// No reason; an approver who prepared the round; a time before the seal, or after the sealed round of the beacon.
    pub fn withdraw(
        &self,
        reason: impl Into<String>,
        approval: Approval,
        at: Instant,
    ) -> Result<Withdrawn, Faults> {
        Withdrawn::new(self.clone(), &self.promised(), Withdrawal { reason: reason.into(), approval, at })
    }

    /// 作废 - the round is void, since a party did not reveal, or revealed something else. It is named.
    ///
    /// # Errors
    /// A ceremony that shows no such party.
    pub fn void(&self, ceremony: Ceremony, at: Instant) -> Result<Voided, Faults> {
        Voided::shown(self.clone(), &self.promised(), ceremony, at)
    }

    /// 作废 - the round is void, since its ceremony broke off before all was said.
    ///
    /// # Errors
    /// A ceremony that is whole, or that shows a party who broke its promise; otherwise as [`Sealed::withdraw`].
    pub fn fail(
        &self,
        ceremony: Ceremony,
        reason: impl Into<String>,
        approval: Approval,
        at: Instant,
    ) -> Result<Voided, Faults> {
        let cause = Cause::Failed { reason: reason.into(), approval };
        Voided::new(self.clone(), &self.promised(), ceremony, Void { cause, at })
    }

    fn promised(&self) -> Promised<'_> {
        self.shared.seal.promised(self.shared.pool.protocol)
    }

    /// The same seed under the check value of a record, so that a changed seal does not hide which tickets changed.
    pub(crate) fn seed_as_recorded(
        &self,
        ceremony: Ceremony,
        digest: Digest,
    ) -> Result<Seeded, CeremonyError> {
        let prk = ceremony.prk(self.shared.pool.protocol, digest)?;
        Ok(Seeded { shared: Arc::clone(&self.shared), ceremony, prk })
    }
}

/// The four lists in the order of their names.
fn lists(directory: &Directory, round: &Round, leaves: &Leaves) -> Result<Vec<ListSeal>, Faults> {
    let roots = directory.roots_with(leaves).map_err(unwritable)?;
    let lists = [
        ("history", roots.history),
        ("items", roots.items),
        ("targets", roots.targets),
        ("units", roots.units),
    ];
    let seal = |(list, Root { count, root }): (&str, Root)| {
        let provenance =
            round.provenance.iter().flatten().find(|provenance| provenance.list == list).cloned();
        ListSeal { list: list.to_owned(), count, root, provenance }
    };
    Ok(lists.into_iter().map(seal).collect())
}

/// Everything in a round is text or a number that JSON keeps, so nobody should ever see this fault.
fn unwritable(error: JsonError) -> Fault {
    Fault::new(Place::field("round"), error)
}
