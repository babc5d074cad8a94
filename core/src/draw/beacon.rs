//! 公开随机数来源 - the value of a beacon at the ceremony, checked against the round that the seal names.

use serde::{Deserialize, Serialize};

use crate::base::{Digest, Int53, Suite};
use crate::plan::{BeaconError, BeaconPlan};

/// The longest signature, in hex characters.
const LONGEST: usize = 512;

/// A round of a beacon, as the network publishes it.
///
/// Whether the signature is that of the network is not looked at here: it takes the chain's public key and pairings. What
/// counts is the round, which follows from the seal, and that the value is the hash of the signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beacon {
    /// The name of the chain, as in the seal.
    pub source: String,
    /// The round.
    pub round: Int53,
    /// The randomness: SHA-256 of the signature, in every suite.
    pub value: Digest,
    /// The signature, in hex.
    pub signature: String,
    /// The signature of the round before, in hex, where the chain is chained.
    #[serde(default)]
    pub previous_signature: Option<String>,
}

impl Beacon {
    /// A round of an unchained beacon; its value follows from the signature.
    ///
    /// # Errors
    /// [`BeaconError::Signature`].
    pub fn signed(
        source: impl Into<String>,
        round: Int53,
        signature: impl Into<String>,
    ) -> Result<Self, BeaconError> {
        let signature = signature.into();
        let value = Suite::Sha256.hash([bytes(&signature)?.as_slice()]);
        Ok(Self { source: source.into(), round, value, signature, previous_signature: None })
    }

    /// Checks that this is the sealed round and that the value is the hash of the signature.
    ///
    /// # Errors
    /// [`BeaconError`]: another source or round, a value of something else, a previous signature too much or too little.
    pub fn check(&self, plan: &BeaconPlan) -> Result<(), BeaconError> {
        if self.source != plan.source {
            return Err(BeaconError::NotPlanned { origin: self.source.clone() });
        }
        if Some(self.round) != plan.round {
            let expected = plan.round.map_or(0, Int53::get);
            return Err(BeaconError::Round { expected, found: self.round.get() });
        }
        let expected = Suite::Sha256.hash([bytes(&self.signature)?.as_slice()]);
        if self.value != expected {
            let (expected, found) = (expected.to_string(), self.value.to_string());
            return Err(BeaconError::Value { expected, found });
        }
        let previous = self.previous_signature.as_deref().map(bytes).transpose()?;
        if previous.is_some() != plan.chained {
            return Err(BeaconError::Previous { chained: plan.chained });
        }
        Ok(())
    }
}

/// The bytes of a signature.
fn bytes(hex: &str) -> Result<Vec<u8>, BeaconError> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
    let read = pairs.iter().map(|&[high, low]| Some(digit(high)? << 4 | digit(low)?)).collect();
    let whole = rest.is_empty() && (2..=LONGEST).contains(&hex.len());
    let read: Option<Vec<u8>> = if whole { read } else { None };
    read.ok_or_else(|| BeaconError::Signature { found: hex.chars().take(80).collect() })
}
