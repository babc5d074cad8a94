//! 公开摇号 - how the seed will be made, as announced in the seal, and how strong that is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::beacon::BeaconPlan;
use crate::base::order::Arrange as _;
use crate::base::problem::problems;
use crate::base::{Digest, Id, Instant};

problems! {
    /// Why a source or its value is refused.
    pub enum SourceError {
        /// Not `dice-25`, `balls-90-12` or `bare`.
        Form { found: String } = "source-form" @ A16 {
            zh: "`{found}` 不是随机数来源",
            en: "`{found}` is not a source",
            hint_zh: "写成 dice-25（25 次骰子）、balls-90-12（90 个球依次摇 12 个）或 bare",
            hint_en: "write dice-25 (25 rolls), balls-90-12 (12 of 90 balls in order) or bare",
        }
        /// A value that this source cannot have produced.
        Value { origin: String, found: String, expected: String } = "source-value" @ A16 {
            zh: "`{found}` 不是来源 `{origin}` 的结果，应为 {expected}",
            en: "`{found}` cannot come from source `{origin}`: expected {expected}",
            hint_zh: "按现场记录逐字录入",
            hint_en: "type the value as it was read out",
        }
    }
}

/// A source of typed values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// So many rolls of a die, typed as `1` to `6` one after the other.
    Dice(u16),
    /// Balls drawn one after the other without putting back, typed as `7-31-2`.
    Balls {
        /// Balls in the drum, numbered from 1.
        balls: u16,
        /// Balls drawn.
        draws: u16,
    },
    /// Any text. Nobody can see how it came about, so it is weak.
    Bare,
}

impl Source {
    /// Checks that `value` is a result this source can have.
    ///
    /// # Errors
    /// [`SourceError::Value`].
    pub fn check(self, value: &str) -> Result<(), SourceError> {
        let expected = match self {
            Self::Dice(rolls)
                if value.len() == usize::from(rolls) && value.bytes().all(|b| (b'1'..=b'6').contains(&b)) =>
            {
                return Ok(());
            }
            Self::Dice(rolls) => format!("{rolls} × 1-6"),
            Self::Balls { balls, draws } => {
                let number = |text: &str| {
                    text.parse::<u16>().ok().filter(|n| (1..=balls).contains(n) && n.to_string() == text)
                };
                let numbers: Option<Vec<u16>> = value.split('-').map(number).collect();
                let mut numbers = numbers.unwrap_or_default();
                numbers.arrange();
                numbers.dedup();
                if numbers.len() == usize::from(draws) && value.split('-').count() == numbers.len() {
                    return Ok(());
                }
                format!("{draws} × 1-{balls}, `7-31-2`")
            }
            Self::Bare if (1..=256).contains(&value.len()) && !value.chars().any(char::is_control) => {
                return Ok(());
            }
            Self::Bare => "1-256 bytes".to_owned(),
        };
        Err(SourceError::Value {
            origin: self.to_string(),
            found: value.chars().take(80).collect(),
            expected,
        })
    }

    /// How many equally likely results it has, at most 2^64; one for a bare value.
    pub(crate) fn results(self) -> u128 {
        let enough = 1u128 << 64;
        let product = |product: u128, factor: u128| (product * factor).min(enough);
        match self {
            Self::Dice(rolls) => (0..rolls).fold(1, |all, _| product(all, 6)),
            Self::Balls { balls, draws } => {
                (0..draws).fold(1, |all, drawn| product(all, u128::from(balls - drawn)))
            }
            Self::Bare => 1,
        }
    }
}

impl FromStr for Source {
    type Err = SourceError;

    fn from_str(text: &str) -> Result<Self, SourceError> {
        let number = |part: &str| {
            part.parse::<u16>().ok().filter(|&n| (1..=1000).contains(&n) && n.to_string() == part)
        };
        let parts: Vec<&str> = text.split('-').collect();
        let source = match parts.as_slice() {
            ["bare"] => Some(Self::Bare),
            ["dice", rolls] => number(rolls).map(Self::Dice),
            ["balls", balls, draws] => number(balls)
                .zip(number(draws))
                .filter(|(balls, draws)| draws <= balls)
                .map(|(balls, draws)| Self::Balls { balls, draws }),
            _ => None,
        };
        source.ok_or_else(|| SourceError::Form { found: text.chars().take(40).collect() })
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dice(rolls) => write!(f, "dice-{rolls}"),
            Self::Balls { balls, draws } => write!(f, "balls-{balls}-{draws}"),
            Self::Bare => f.write_str("bare"),
        }
    }
}

impl Serialize for Source {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::base::json::from_text(deserializer)
    }
}

/// A witness who committed to a secret before the seal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyPlan {
    /// Who it is.
    pub party: Id,
    /// `H("commit", round, party, secret)`.
    pub commitment: Digest,
    /// Whether the party stands outside the authority that inspects.
    #[serde(default)]
    pub outside: bool,
}

/// Who and what will make the seed. Stands in the seal, so nobody can change it after seeing a value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CeremonyPlan {
    /// Witnesses, sorted by party.
    #[serde(default)]
    pub parties: Vec<PartyPlan>,
    /// Typed sources, sorted.
    #[serde(default)]
    pub typed: Vec<Source>,
    /// 公开随机数来源
    #[serde(default)]
    pub beacon: Option<BeaconPlan>,
}

impl CeremonyPlan {
    /// A seed that is simply given: weak, and marked as such in seal and verdict.
    pub fn bare() -> Self {
        Self { typed: vec![Source::Bare], ..Self::default() }
    }

    /// Whether nothing is planned that makes a seed.
    pub fn is_empty(&self) -> bool {
        self.parties.is_empty() && self.typed.is_empty() && self.beacon.is_none()
    }

    /// The same plan as it is sealed: sorted, and with the round of the beacon.
    pub(crate) fn settled(mut self, sealed_at: Option<Instant>) -> Self {
        self.parties.arrange();
        self.typed.arrange();
        if let Some((beacon, at)) = self.beacon.as_mut().zip(sealed_at) {
            beacon.round = beacon.round_at(at).ok();
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_must_be_possible() {
        let check = |source: &str, value: &str| source.parse::<Source>().unwrap().check(value).is_ok();
        assert!(check("dice-3", "616") && !check("dice-3", "617") && !check("dice-3", "61"));
        assert!(check("balls-33-3", "7-33-2"));
        for value in ["7-34-2", "7-7-2", "7-33", "7-33-2-1", "07-33-2", "", "7--2"] {
            assert!(!check("balls-33-3", value), "{value}");
        }
        let error = "dice-3".parse::<Source>().unwrap().check("7").unwrap_err();
        assert!(matches!(error, SourceError::Value { .. }));
        assert_eq!(error.to_string(), "`7` cannot come from source `dice-3`: expected 3 × 1-6");
        assert!(check("bare", "任意") && !check("bare", "") && !check("bare", "a\nb"));
        for source in ["dice", "dice-0", "dice-07", "balls-3-4", "balls-90", "coin-64", "dice-1001"] {
            assert!(matches!(source.parse::<Source>(), Err(SourceError::Form { .. })), "{source}");
        }
    }
}
