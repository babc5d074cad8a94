//! 公开摇号 - secrets and typed values become the one number from which everything else follows.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::beacon::Beacon;
use super::problem::DrawError;
use crate::base::json::{self, JsonError};
use crate::base::order::Arrange as _;
use crate::base::suite::from_hex;
use crate::base::{Digest, Id, Instant, Prk, Protocol};
use crate::plan::{BeaconError, CeremonyPlan, Source, SourceError};

/// A party's secret of 32 bytes, written as 64 lower-case hex characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reveal {
    /// Who reveals.
    pub party: Id,
    /// The secret.
    #[serde(serialize_with = "write_secret", deserialize_with = "read_secret")]
    pub secret: [u8; 32],
}

fn write_secret<S: Serializer>(secret: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&Digest(*secret))
}

fn read_secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[u8; 32], D::Error> {
    let text = String::deserialize(deserializer)?;
    from_hex(&text).map_err(serde::de::Error::custom)
}

impl Reveal {
    /// `H("commit", round, party, secret)`: what the party registers before the seal of a round, or of a match.
    pub fn commitment(&self, protocol: Protocol, round: &Id) -> Digest {
        protocol.hash("commit", &[round.as_bytes(), self.party.as_bytes(), &self.secret])
    }
}

/// A value typed in at the ceremony.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    /// Where it came from.
    pub source: Source,
    /// What was read out.
    pub value: String,
}

/// 公开摇号 - what happened at the ceremony.
///
/// ```
/// use double_random::draw::Ceremony;
///
/// let dice = Ceremony::typed("dice-25".parse()?, "1532641263515243615243163");
/// assert_eq!(dice.typed.len(), 1);
/// # Ok::<(), double_random::plan::SourceError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceremony {
    /// The secrets revealed, sorted by party.
    #[serde(default)]
    pub parties: Vec<Reveal>,
    /// The values typed in, sorted by source.
    #[serde(default)]
    pub typed: Vec<Typed>,
    /// The round of the beacon, where the seal names one.
    #[serde(default)]
    pub beacon: Option<Beacon>,
    /// When it was held, as stated. It stands in the record and does not enter the seed.
    #[serde(default)]
    pub held_at: Option<Instant>,
}

impl Ceremony {
    /// One typed value.
    pub fn typed(source: Source, value: impl Into<String>) -> Self {
        Self { typed: vec![Typed { source, value: value.into() }], ..Self::default() }
    }

    /// A bare seed: weak, for [`CeremonyPlan::bare`](crate::plan::CeremonyPlan::bare).
    pub fn bare(value: impl Into<String>) -> Self {
        Self::typed(Source::Bare, value)
    }

    /// The round of a beacon, for a plan that names nothing else.
    pub fn of_beacon(beacon: Beacon) -> Self {
        Self { beacon: Some(beacon), ..Self::default() }
    }

    /// Whether anything was said that enters a seed.
    pub(crate) fn has_begun(&self) -> bool {
        !self.parties.is_empty() || !self.typed.is_empty() || self.beacon.is_some()
    }

    /// Whether everything was said that the seal names.
    pub(crate) fn is_whole(&self, plan: &CeremonyPlan) -> bool {
        self.is_whole_but_for_beacon(plan) && self.check_beacon(plan).is_ok()
    }

    /// The same, whatever was said of a beacon.
    pub(crate) fn is_whole_but_for_beacon(&self, plan: &CeremonyPlan) -> bool {
        let revealed = |party: &Id| self.parties.iter().any(|reveal| reveal.party == *party);
        plan.parties.iter().all(|plan| revealed(&plan.party)) && self.check_typed(plan).is_ok()
    }

    /// The same ceremony in its written order.
    #[must_use]
    pub(crate) fn sorted(mut self) -> Self {
        self.parties.arrange();
        self.typed.arrange();
        self
    }

    /// Checks every secret against its commitment.
    ///
    /// # Errors
    /// A party that did not reveal, did not commit, revealed twice or something else: the first in the seal's order.
    pub fn check_secrets(
        &self,
        plan: &CeremonyPlan,
        protocol: Protocol,
        round: &Id,
    ) -> Result<(), DrawError> {
        for pair in self.parties.windows(2) {
            if let [one, other] = pair
                && one.party == other.party
            {
                return Err(DrawError::RevealDoubled { party: one.party.to_string() });
            }
        }
        for plan in &plan.parties {
            let party = plan.party.to_string();
            let Some(reveal) = self.parties.iter().find(|reveal| reveal.party == plan.party) else {
                return Err(DrawError::RevealMissing { party });
            };
            let found = reveal.commitment(protocol, round);
            if found != plan.commitment {
                let (expected, found) = (plan.commitment.to_string(), found.to_string());
                return Err(DrawError::RevealMismatch { party, expected, found });
            }
        }
        let known = |reveal: &&Reveal| plan.parties.iter().any(|plan| plan.party == reveal.party);
        match self.parties.iter().find(|reveal| !known(reveal)) {
            Some(stranger) => Err(DrawError::RevealUnknown { party: stranger.party.to_string() }),
            None => Ok(()),
        }
    }

    /// Checks that every sealed source has a value, and one that it can have.
    ///
    /// # Errors
    /// `typed-sources` where sources are missing or foreign, `source-value` where a value is impossible.
    pub fn check_typed(&self, plan: &CeremonyPlan) -> Result<(), CeremonyError> {
        let sources: Vec<Source> = self.typed.iter().map(|typed| typed.source).collect();
        if sources != plan.typed {
            let names = |sources: &[Source]| {
                format!("[{}]", sources.iter().map(Source::to_string).collect::<Vec<_>>().join(", "))
            };
            let (expected, found) = (names(&plan.typed), names(&sources));
            return Err(DrawError::TypedSources { expected, found }.into());
        }
        Ok(self.typed.iter().try_for_each(|typed| typed.source.check(&typed.value))?)
    }

    /// Checks that the round of the beacon is the sealed one.
    ///
    /// # Errors
    /// [`BeaconError`]: it is missing, not planned, or not the value of the sealed round.
    pub fn check_beacon(&self, plan: &CeremonyPlan) -> Result<(), BeaconError> {
        match (&plan.beacon, &self.beacon) {
            (None, None) => Ok(()),
            (None, Some(beacon)) => Err(BeaconError::NotPlanned { origin: beacon.source.clone() }),
            (Some(plan), None) => Err(BeaconError::Missing { origin: plan.source.clone() }),
            (Some(plan), Some(beacon)) => beacon.check(plan),
        }
    }

    /// Checks everything that enters the seed against what the seal names.
    pub(crate) fn check(
        &self,
        plan: &CeremonyPlan,
        protocol: Protocol,
        round: &Id,
    ) -> Result<(), CeremonyError> {
        self.check_secrets(plan, protocol, round)?;
        self.check_typed(plan)?;
        Ok(self.check_beacon(plan)?)
    }

    /// `PRK = HKDF-Extract(salt = C, ikm = canonical JSON of what happened)`.
    pub(crate) fn prk(&self, protocol: Protocol, seal: Digest) -> Result<Prk, CeremonyError> {
        let beacon = self.beacon.as_ref().map(|Beacon { source, round, value, .. }| {
            serde_json::json!({ "source": source, "round": round, "value": value })
        });
        let ikm = json::canonical(&serde_json::json!({
            "beacon": beacon,
            "parties": self.parties,
            "protocol": protocol.tag(),
            "seal": seal,
            "typed": self.typed,
        }));
        Ok(Prk::extract(protocol, seal, ikm?.as_bytes()))
    }
}

/// Why a ceremony gives no seed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CeremonyError {
    /// A secret is missing, unknown or wrong.
    #[error(transparent)]
    Draw(#[from] DrawError),
    /// A typed value is impossible.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A beacon is missing, or another round of it was given.
    #[error(transparent)]
    Beacon(#[from] BeaconError),
    /// What happened cannot be written as JSON.
    #[error(transparent)]
    Json(#[from] JsonError),
}

crate::base::problem::forward!(CeremonyError { Draw, Source, Beacon, Json });
