//! 名录封存 - sealing: the pool is counted, written down and hashed before any seed exists.

use std::sync::Arc;

use super::ceremony::{Ceremony, CeremonyError};
use super::drawn::Seeded;
use super::pool::{Counted, Pool};
use super::seal::{ListSeal, OverrideSeal, Seal};
use crate::base::json::{self, JsonError};
use crate::base::merkle::id_hash;
use crate::base::{Digest, Fault, Faults, Master, Place, Protocol, RowHasher};
use crate::directory::{Directory, Leaf, Root};
use crate::law::RuleSet;
use crate::plan::Round;

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
}

impl Sealed {
    fn new(
        directory: &Directory,
        round: Round,
        rules: &RuleSet,
        master: Option<&Master>,
    ) -> Result<Self, Faults> {
        let protocol = Protocol { rehearsal: round.rehearsal, ..Protocol::default() };
        let hasher = RowHasher::new(protocol, master);
        let leaves = directory.leaves(hasher);
        let Counted { pool, tasks, exclusions } = Pool::count(directory, &round, rules, hasher, &leaves)?;
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
        overrides.sort_unstable();
        let strength = round.ceremony.strength();
        let mut sorted_rules = rules.clone();
        sorted_rules.readings.sort_unstable();
        let seal = Seal {
            protocol: protocol.tag().to_owned(),
            suite: protocol.suite,
            lists: lists(directory, &round, hasher, &leaves)?,
            blinding: master.map(|master| master.commitment(protocol, &round.id)),
            authority: round.authority,
            round: round.id,
            sequence: round.sequence,
            previous: round.previous,
            rules: sorted_rules,
            as_of: round.as_of,
            sealed_at: round.sealed_at,
            plan: round.plan,
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

    /// The lists.
    pub(crate) fn directory(&self) -> &Directory {
        &self.shared.pool.directory
    }

    /// Brings in the seed.
    ///
    /// # Errors
    /// A party that does not reveal voids the round and is named; so are wrong secrets and impossible values.
    pub fn seed(&self, ceremony: Ceremony) -> Result<Seeded, CeremonyError> {
        let ceremony = ceremony.sorted();
        let seal = &self.shared.seal;
        ceremony.check_secrets(&seal.ceremony, self.shared.pool.protocol, &seal.round)?;
        ceremony.check_typed(&seal.ceremony)?;
        let prk = ceremony.prk(self.shared.pool.protocol, self.shared.digest)?;
        Ok(Seeded { shared: Arc::clone(&self.shared), ceremony, prk })
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
fn lists(
    directory: &Directory,
    round: &Round,
    hasher: RowHasher,
    leaves: &[Leaf],
) -> Result<Vec<ListSeal>, Faults> {
    let roots = directory.roots_with(hasher, leaves).map_err(unwritable)?;
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
