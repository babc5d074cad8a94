//! 人员封存 - sealing a match after the dispatch, and bringing in its own seed.

use std::sync::Arc;

use super::away::{self, Visited};
use super::bare::{self, MOST_SWEEPS, Roster};
use super::before::check_fresh;
use super::direct;
use super::expert;
use super::lists::{LISTS, lists};
use super::places::Places;
use super::problem::OfficersError;
use super::round::MatchRound;
use super::seal::{Earlier, OfficersSeal};
use super::seeded::OfficersSeeded;
use super::signing::Signing;
use crate::base::json::{self, JsonError};
use crate::base::order::Arrange as _;
use crate::base::{Digest, Fault, Faults, Id, Instant, Master, Place, Protocol};
use crate::directory::{Directory, Experts, Officer, Officers};
use crate::draw::{Ceremony, CeremonyError, Promised};
use crate::law::RuleSet;
use crate::merge::{DispatchedRound, ProvenShortage, Visit, merge};
use crate::plan::{Approval, Settings};

/// Sealed officers. The digest is published; only then may the second seed come into being.
#[derive(Debug, Clone)]
pub struct OfficersSealed {
    pub(super) shared: Arc<Shared>,
}

/// What every later stage looks back at.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) seal: OfficersSeal,
    pub(super) protocol: Protocol,
    canonical: String,
    pub(super) digest: Digest,
    pub(super) roster: Roster,
    /// The officers' ids, ascending: the number of an officer is the place.
    pub(super) ids: Vec<Id>,
    /// How the public sees each officer.
    pub(super) published: Vec<String>,
    pub(super) experts: Experts,
    /// The ceremonies before this one: their secrets and values are public.
    ceremonies: Vec<(Id, Ceremony)>,
    /// Who signed under the rounds.
    signed: Vec<Approval>,
}

impl Shared {
    /// What signatures are judged by, after a ceremony at this time.
    pub(super) fn signing(&self, held_at: Option<Instant>) -> Signing {
        let own = self.seal.approvals.as_deref().unwrap_or_default();
        Signing::new(self.signed.clone(), own, self.seal.sealed_at, held_at)
    }
}

/// What a match is sealed from.
pub(crate) struct Material<'a> {
    pub(crate) visits: Vec<Visit>,
    pub(crate) earlier: Vec<Earlier>,
    pub(crate) after: Option<Digest>,
    /// What the unit's last failed attempt proved.
    pub(crate) shortage: Option<ProvenShortage>,
    /// Who signed under the rounds.
    pub(crate) signed: Vec<Approval>,
    pub(crate) ceremonies: Vec<(Id, Ceremony)>,
    pub(crate) protocol: Protocol,
    pub(crate) directory: &'a Directory,
    pub(crate) officers: &'a Officers,
    pub(crate) experts: &'a Experts,
    pub(crate) rules: &'a RuleSet,
    /// What blinds the rows of officers and recusals.
    pub(crate) master: Option<&'a Master>,
}

impl MatchRound {
    /// Merges what was dispatched to the unit, and seals its visits with the officers who may carry them out.
    ///
    /// The order of records, rows, areas and recusals changes no byte of the seal. `directory` holds the targets of all
    /// records.
    ///
    /// # Errors
    /// Every fault of the match at once, each with its place; those of merging before all others.
    pub fn seal(
        &self,
        dispatched: &[DispatchedRound],
        directory: &Directory,
        officers: &Officers,
        rules: &RuleSet,
    ) -> Result<OfficersSealed, Faults> {
        self.seal_with(dispatched, directory, (officers, &Experts::default()), rules, None)
    }

    /// [`MatchRound::seal`] with an expert pool, for visits that ask for experts.
    ///
    /// # Errors
    /// As there; besides, what is wrong with appointed experts.
    pub fn seal_with_experts(
        &self,
        dispatched: &[DispatchedRound],
        directory: &Directory,
        people: (&Officers, &Experts),
        rules: &RuleSet,
    ) -> Result<OfficersSealed, Faults> {
        self.seal_with(dispatched, directory, people, rules, None)
    }

    /// The same with every row of officers, experts and recusals salted, as
    /// [`Round::seal_blinded`](crate::plan::Round::seal_blinded) has it. The master secret may be that of the round.
    ///
    /// # Errors
    /// As [`MatchRound::seal_with_experts`].
    pub fn seal_blinded(
        &self,
        dispatched: &[DispatchedRound],
        directory: &Directory,
        people: (&Officers, &Experts),
        rules: &RuleSet,
        master: &Master,
    ) -> Result<OfficersSealed, Faults> {
        self.seal_with(dispatched, directory, people, rules, Some(master))
    }

    fn seal_with(
        &self,
        dispatched: &[DispatchedRound],
        directory: &Directory,
        (officers, experts): (&Officers, &Experts),
        rules: &RuleSet,
        master: Option<&Master>,
    ) -> Result<OfficersSealed, Faults> {
        let first =
            dispatched.first().ok_or_else(|| Fault::new(Place::field("records"), OfficersError::NoRecord))?;
        let visits = merge(&self.unit, dispatched)?;
        let mut earlier: Vec<Earlier> = dispatched.iter().map(Earlier::from).collect();
        earlier.arrange();
        earlier.dedup();
        let ceremonies = dispatched.iter().flat_map(|round| round.ceremonies.clone()).collect();
        let attempts = dispatched.iter().flat_map(|round| &round.attempts);
        let mut own = attempts.filter(|attempt| attempt.unit == self.unit);
        let shortage = own.clone().filter_map(|attempt| attempt.shortage.clone()).next_back();
        let signed = dispatched.iter().flat_map(|round| round.approvals.clone()).collect();
        let last = own.next_back();
        if last.is_some_and(|attempt| attempt.matched) {
            let unit = self.unit.to_string();
            return Err(Fault::new(Place::field("unit"), OfficersError::MatchedBefore { unit }).into());
        }
        let after = last.map(|attempt| attempt.digest);
        let protocol = first.protocol;
        self.seal_material(Material {
            visits,
            earlier,
            after,
            shortage,
            signed,
            ceremonies,
            protocol,
            directory,
            officers,
            experts,
            rules,
            master,
        })
    }

    /// Seals visits that are merged already.
    pub(crate) fn seal_material(&self, material: Material<'_>) -> Result<OfficersSealed, Faults> {
        let round = self.clone().sorted();
        let mut faults = Faults::default();
        round.check(&material, &mut faults);
        let Places { visits, unit_codes, pool } = Places::find(&round, &material, &mut faults);
        let visited = Visited::new(&visits, &unit_codes);
        let own = round.approvals.as_deref().unwrap_or_default();
        let signing = Signing::new(material.signed.clone(), own, round.sealed_at, None);
        signing.check_own(&mut faults);
        away::check(&round.recusals, (material.officers, material.experts), &visited, &signing, &mut faults);
        let away = away::away(material.officers, &visited, &round.recusals, material.rules);
        let judge = direct::Judge {
            visits: &visits,
            away: &away,
            pool: pool.len(),
            shortage: material.shortage.as_ref(),
            signing: &signing,
        };
        let direct = direct::seal(&round.direct, &judge, material.officers, &mut faults);
        let expert::Pool { experts, away: experts_away } =
            expert::Pool::new(material.experts, material.officers, &visited, &round.recusals);
        let sealing = expert::Sealing { visits: &visits, away: &experts_away, experts: material.experts };
        let sign = |approval: &Approval, place: &Place, faults: &mut Faults| {
            signing.check_sealed(approval, None, place, faults);
        };
        let appointed_experts =
            sealing.appoint(&round.appointed_experts, &[], ("appointed_experts", &sign), &mut faults);
        if let Some(asking) = visits.iter().find(|visit| experts.is_empty() && !visit.experts.is_empty()) {
            let target = asking.target.to_string();
            faults.push(Place::field("experts"), OfficersError::ExpertPoolEmpty { target });
        }
        faults.or(())?;
        let mut rules = material.rules.clone();
        rules.readings.arrange();
        let protocol = material.protocol;
        let seal = OfficersSeal {
            protocol: protocol.tag().to_owned(),
            suite: protocol.suite,
            lists: lists(&round, &material).map_err(unwritable)?,
            blinding: material.master.map(|master| master.commitment(protocol, &round.id)),
            strength: round.ceremony.strength(),
            id: round.id,
            unit: round.unit,
            after: material.after,
            earlier: material.earlier,
            rules,
            sealed_at: round.sealed_at,
            approvals: round.approvals,
            areas: round.areas,
            visits,
            pool,
            away,
            direct,
            experts,
            experts_away,
            appointed_experts,
            method: round.method,
            sweeps: round.sweeps,
            ceremony: round.ceremony,
        };
        let canonical = json::canonical(&seal).map_err(unwritable)?;
        let digest = OfficersSeal::digest_of(protocol, &canonical);
        let roster = seal.roster()?;
        seal.of_experts().map_or(Ok(()), |experts| experts.roster().map(drop))?;
        let ids = material.officers.all().iter().map(|officer| officer.id.clone()).collect();
        let published = material.officers.all().iter().map(Officer::published).collect();
        let ceremonies = material.ceremonies;
        let experts = material.experts.clone();
        let signed = material.signed;
        let shared =
            Shared { seal, protocol, canonical, digest, roster, ids, published, experts, ceremonies, signed };
        Ok(OfficersSealed { shared: Arc::new(shared) })
    }

    fn check(&self, material: &Material<'_>, faults: &mut Faults) {
        let settings = Settings {
            approvals: self.approvals.as_deref().unwrap_or_default(),
            provenance: self.provenance.as_deref().unwrap_or_default(),
            lists: &LISTS,
            ceremony: &self.ceremony,
            sealed_at: self.sealed_at,
        };
        settings.check(material.rules, faults);
        if self.sweeps > MOST_SWEEPS {
            let problem = bare::TeamError::Sweeps { found: u64::from(self.sweeps), limit: MOST_SWEEPS };
            faults.push(Place::field("sweeps"), problem);
        }
        if material.visits.is_empty() {
            let (unit, records) = (self.unit.to_string(), material.earlier.len());
            faults.push(Place::field("unit"), OfficersError::NoVisit { unit, records });
        }
        let taken = material.earlier.iter().any(|earlier| earlier.round == self.id)
            || material.ceremonies.iter().any(|(id, _)| *id == self.id);
        if taken {
            faults.push(Place::field("id"), OfficersError::IdTaken { id: self.id.to_string() });
        }
        let promised = Promised {
            protocol: material.protocol,
            name: &self.id,
            plan: &self.ceremony,
            approvals: &[],
            sealed_at: self.sealed_at,
        };
        // whoever saw the earlier ceremony would know the seed of this one
        for (round, ceremony) in &material.ceremonies {
            if let Some((at, party)) = promised.public_since(ceremony) {
                let (party, round) = (party.to_string(), round.to_string());
                faults.push(
                    Place::field(format!("ceremony.parties[{at}]")),
                    OfficersError::SecretPublic { party, round },
                );
            }
        }
    }
}

impl From<&DispatchedRound> for Earlier {
    fn from(round: &DispatchedRound) -> Self {
        Self { round: round.round.clone(), seal: round.seal, record: round.record }
    }
}

/// Everything in a match is text or a number that JSON keeps, so nobody should ever see this fault.
fn unwritable(error: JsonError) -> Fault {
    Fault::new(Place::field("match"), error)
}

impl OfficersSealed {
    /// What was sealed.
    pub fn seal(&self) -> &OfficersSeal {
        &self.shared.seal
    }

    /// The canonical JSON that [`OfficersSealed::digest`] covers.
    pub fn canonical(&self) -> &str {
        &self.shared.canonical
    }

    /// 校验值 - the check value to publish before the second ceremony.
    pub fn digest(&self) -> Digest {
        self.shared.digest
    }

    /// Brings in the second seed.
    ///
    /// # Errors
    /// As for the first; besides, secrets and values of an earlier ceremony: they were public when the officers were
    /// sealed.
    pub fn seed(&self, ceremony: Ceremony) -> Result<OfficersSeeded, Faults> {
        let fault = |error: CeremonyError| Fault::new(Place::field("ceremony"), error);
        let ceremony = ceremony.sorted();
        let Shared { seal, protocol, digest, ceremonies, .. } = &*self.shared;
        ceremony.check(&seal.ceremony, *protocol, &seal.id).map_err(fault)?;
        let earlier = ceremonies.iter().map(|(id, ceremony)| (id, ceremony));
        check_fresh(&seal.promised(*protocol), &ceremony, earlier)?;
        let prk = ceremony.prk(*protocol, *digest).map_err(fault)?;
        Ok(OfficersSeeded { shared: Arc::clone(&self.shared), ceremony, prk })
    }
}
