//! 第十六条 - 公开随机数来源: a public beacon whose next value nobody knows, and which of its rounds will count.
//!
//! # The rule
//! Targets are drawn at random.
//!
//! # Reading
//! The seal names the chain and, by the formula below, one round of it that is published at least ten minutes after the
//! stated time of the seal. Nobody chooses the round, and nobody can compute its value beforehand.
//!
//! # Example
//! See [`BeaconPlan::round_at`].

use serde::{Deserialize, Serialize};

use crate::base::problem::problems;
use crate::base::{Digest, Instant, Int53};

/// Seconds between the seal and the earliest value that may count.
const DELAY: i64 = 600;

problems! {
    /// Why a beacon, or a value of it, does not count.
    pub enum BeaconError {
        /// A beacon in a plan without a stated time.
        NoSealedAt = "beacon-no-sealed-at" @ A16 {
            zh: "使用公开随机数来源时须写明封存时间",
            en: "a beacon needs the time of the seal",
            hint_zh: "填写 sealed_at：采用哪一轮由封存时间算出",
            hint_en: "state `sealed_at`: the round that counts follows from it",
        }
        /// A chain whose rounds have no length.
        Period = "beacon-period" @ A16 {
            zh: "公开随机数来源的间隔为 0 秒",
            en: "the beacon has a period of 0 seconds",
            hint_zh: "照抄该来源公布的间隔",
            hint_en: "copy the period that the chain publishes",
        }
        /// A chain that begins later.
        NotBegun { sealed_at: Instant, genesis: u64 } = "beacon-not-begun" @ A16 {
            zh: "该来源自 {genesis}（Unix 秒）起才有值，封存时间 {sealed_at} 过早",
            en: "the chain begins at {genesis} (Unix seconds), too late for a seal at {sealed_at}",
            hint_zh: "核对起始时间",
            hint_en: "check its genesis",
        }
        /// A well-known name with other facts.
        Chain { origin: String } = "beacon-chain" @ A16 {
            zh: "来源 `{origin}` 的链校验值、起始时间、间隔或类型与公布的不符",
            en: "chain hash, genesis, period or kind are not those of `{origin}`",
            hint_zh: "直接采用内置的参数，或另取名称",
            hint_en: "take the built-in facts, or another name",
        }
        /// Another round than the one the seal leads to.
        Round { expected: u64, found: u64 } = "beacon-round" @ A16 {
            zh: "采用了第 {found} 轮，按封存时间应为第 {expected} 轮",
            en: "this is round {found} of the beacon, the time of the seal leads to round {expected}",
            hint_zh: "取第 {expected} 轮的值",
            hint_en: "take the value of round {expected}",
        }
        /// The seal names a beacon and there is no value.
        Missing { origin: String } = "beacon-missing" @ A16 {
            zh: "没有录入公开随机数来源 `{origin}` 的值",
            en: "there is no value of beacon `{origin}`",
            hint_zh: "录入封存写明的那一轮；该来源停止发布的，本批次作废",
            hint_en: "give the round that the seal names; if the chain has stopped, the round is void",
        }
        /// A value of a beacon that the seal does not name.
        NotPlanned { origin: String } = "beacon-not-planned" @ A16 {
            zh: "封存没有约定来源 `{origin}`",
            en: "the seal names no beacon `{origin}`",
            hint_zh: "只录入封存写明的来源",
            hint_en: "give values of the sealed sources only",
        }
        /// A randomness that is not the hash of the signature.
        Value { expected: String, found: String } = "beacon-value" @ A16 {
            zh: "随机数应为签名的 SHA-256 {expected}，现为 {found}",
            en: "the randomness should be the SHA-256 of the signature, {expected}, now it is {found}",
            hint_zh: "原样复制该轮的 randomness 和 signature",
            hint_en: "copy `randomness` and `signature` of the round as they are",
        }
        /// A signature that is no text of bytes.
        Signature { found: String } = "beacon-signature" @ A16 {
            zh: "`{found}` 不是十六进制的签名",
            en: "`{found}` is no signature in hex",
            hint_zh: "原样复制，小写十六进制，2 至 512 个字符",
            hint_en: "copy it as it is: 2 to 512 lower-case hex characters",
        }
        /// The signature before is there or not, against the kind of chain.
        Previous { chained: bool } = "beacon-previous" @ A16 {
            zh: "上一轮签名与链的类型不符（chained 为 {chained}）",
            en: "the previous signature does not fit the kind of chain (chained: {chained})",
            hint_zh: "链式来源须有 previous_signature，非链式的不写",
            hint_en: "give `previous_signature` for a chained beacon, and none for another",
        }
    }
}

/// 公开随机数来源 - the chain whose value enters the seed, and the round of it that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BeaconPlan {
    /// What it is called: `drand-quicknet`, `drand-default`, or another name.
    pub source: String,
    /// The check value of the chain, by which it names itself.
    pub chain: Digest,
    /// When its first round was published, in seconds since 1970.
    pub genesis: Int53,
    /// Seconds from one round to the next.
    pub period: Int53,
    /// Whether each signature is over the one before.
    #[serde(default)]
    pub chained: bool,
    /// The round that counts. Sealing computes it; who states it must state that one.
    #[serde(default)]
    pub round: Option<Int53>,
}

/// A chain whose facts are the network's own, so that nobody can pass a chain of his own off as it.
struct Known {
    source: &'static str,
    /// The hash of what follows: pinned, and computed again by a test.
    chain: &'static str,
    public_key: &'static str,
    genesis: u32,
    period: u32,
    chained: bool,
}

const KNOWN: [Known; 2] = [
    Known {
        source: "drand-default",
        chain: "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce",
        public_key: "868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31",
        genesis: 1_595_431_050,
        period: 30,
        chained: true,
    },
    Known {
        source: "drand-quicknet",
        chain: "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
        public_key: "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
        genesis: 1_692_803_367,
        period: 3,
        chained: false,
    },
];

impl BeaconPlan {
    /// The chain of this name, if it is one of the well-known two: `drand-default` and `drand-quicknet`.
    pub fn known(source: &str) -> Option<Self> {
        let known = KNOWN.iter().find(|known| known.source == source)?;
        Some(Self {
            source: source.to_owned(),
            chain: known.chain.parse().ok()?,
            genesis: known.genesis.into(),
            period: known.period.into(),
            chained: known.chained,
            round: None,
        })
    }

    /// Whether it is one of the well-known two, with all their facts. The operator of any other chain may choose its values.
    pub fn is_public(&self) -> bool {
        Self::known(&self.source).is_some_and(|known| known == Self { round: None, ..self.clone() })
    }

    /// The key under which the chain signs its rounds, in hex, where it is one of the well-known two.
    pub fn public_key(&self) -> Option<&'static str> {
        let known = KNOWN.iter().find(|known| known.source == self.source && self.is_public())?;
        Some(known.public_key)
    }

    /// How anybody looks up the round that counts, in Chinese and English: whether its signature is the network's is no part
    /// of a verdict.
    pub fn look_up(&self) -> [String; 2] {
        let (source, chain, round) = (&self.source, self.chain, self.round.map_or(0, Int53::get));
        match self.public_key() {
            Some(key) => [
                format!(
                    "到 https://api.drand.sh/{chain}/public/{round} 查对 `{source}` 第 {round} 轮的签名，公钥 {key}"
                ),
                format!(
                    "look up the signature of round {round} of `{source}` at https://api.drand.sh/{chain}/public/{round}, public key {key}"
                ),
            ],
            None => [
                format!("`{source}` 不是内置的公开链，请向其运行者查询第 {round} 轮"),
                format!(
                    "`{source}` is none of the known public chains: ask whoever runs it for round {round}"
                ),
            ],
        }
    }

    /// The round that counts for a seal at `sealed_at`: 1 + ceil((sealed_at + 600 - genesis) / period).
    ///
    /// ```
    /// use double_random::plan::BeaconPlan;
    ///
    /// let quicknet = BeaconPlan::known("drand-quicknet").ok_or("unknown")?;
    /// // one second after the first round, and ten minutes: 601 seconds are 201 periods, rounded up
    /// let round = quicknet.round_at("2023-08-23T23:09:28+08:00".parse()?)?;
    /// assert_eq!(round.get(), 202);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`BeaconError::Period`], [`BeaconError::NotBegun`].
    pub fn round_at(&self, sealed_at: Instant) -> Result<Int53, BeaconError> {
        let (genesis, period) = (self.genesis.get(), self.period.get());
        if period == 0 {
            return Err(BeaconError::Period);
        }
        // INVARIANT: a moment has at most 12 digits
        let since = u64::try_from(sealed_at.unix_seconds() + DELAY).unwrap_or(0).checked_sub(genesis);
        let since = since.ok_or(BeaconError::NotBegun { sealed_at, genesis })?;
        Ok(Int53::count(1 + since.div_ceil(period)))
    }

    /// When the round that counts is published, in seconds since 1970; none before it is known.
    pub fn published_at(&self) -> Option<i64> {
        let rounds = self.round?.get().saturating_sub(1);
        i64::try_from(rounds.saturating_mul(self.period.get()).saturating_add(self.genesis.get())).ok()
    }

    /// Checks the chain's facts, and the round where one is stated.
    ///
    /// # Errors
    /// Those of [`BeaconPlan::round_at`], [`BeaconError::NoSealedAt`], [`BeaconError::Chain`], [`BeaconError::Round`].
    pub fn check(&self, sealed_at: Option<Instant>) -> Result<(), BeaconError> {
        let facts = Self { round: None, ..self.clone() };
        if Self::known(&self.source).is_some_and(|known| known != facts) {
            return Err(BeaconError::Chain { origin: self.source.clone() });
        }
        let expected = self.round_at(sealed_at.ok_or(BeaconError::NoSealedAt)?)?;
        match self.round {
            Some(found) if found != expected => {
                Err(BeaconError::Round { expected: expected.get(), found: found.get() })
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Problem;

    fn chain(genesis: u32, period: u32) -> BeaconPlan {
        let (chain, genesis, period) = (Digest([0; 32]), genesis.into(), period.into());
        BeaconPlan { source: "own".to_owned(), chain, genesis, period, chained: false, round: None }
    }

    #[test]
    fn the_round_is_the_first_that_is_ten_minutes_away() {
        let sealed_at: Instant = "1970-01-01T08:20:00+08:00".parse().unwrap(); // 1200
        let round = |genesis, period| chain(genesis, period).round_at(sealed_at).map(Int53::get);
        // 1800 seconds: exactly at a round, one second before it, one second after
        assert_eq!(
            (round(0, 30), round(1, 30), round(29, 30), round(30, 30)),
            (Ok(61), Ok(61), Ok(61), Ok(60))
        );
        assert_eq!((round(1800, 30), round(1799, 30)), (Ok(1), Ok(2)));
        for (genesis, period) in [(0, 30), (1, 30), (1799, 7), (1800, 30)] {
            let round = chain(genesis, period).round_at(sealed_at).unwrap();
            let at = BeaconPlan { round: Some(round), ..chain(genesis, period) }.published_at().unwrap();
            assert!((1800..1800 + i64::from(period)).contains(&at), "{genesis} {period} {at}");
        }
        assert_eq!(round(0, 0).unwrap_err().code(), "beacon-period");
        assert_eq!(round(1801, 30).unwrap_err().code(), "beacon-not-begun");
    }

    #[test]
    fn a_plan_states_the_true_facts_and_round() {
        let at: Instant = "2026-10-01T09:00:00+08:00".parse().unwrap();
        let sealed_at = Some(at);
        let quicknet = BeaconPlan::known("drand-quicknet").unwrap();
        assert_eq!(quicknet.check(sealed_at), Ok(()));
        assert_eq!(quicknet.check(None).unwrap_err().code(), "beacon-no-sealed-at");
        let slower = BeaconPlan { period: 30.into(), ..quicknet.clone() };
        assert_eq!(slower.check(sealed_at).unwrap_err().code(), "beacon-chain");
        let right = quicknet.round_at(at).unwrap();
        assert_eq!(BeaconPlan { round: Some(right), ..quicknet.clone() }.check(sealed_at), Ok(()));
        let earlier = BeaconPlan { round: Some(Int53::count(right.get() - 1)), ..quicknet };
        assert_eq!(earlier.check(sealed_at).unwrap_err().code(), "beacon-round");
        assert_eq!(BeaconPlan::known("drand-evmnet"), None);
    }

    /// A chain names itself by the hash of its period, genesis, public key and first group; so the pinned facts belong together.
    #[test]
    fn the_pinned_chain_is_the_hash_of_the_pinned_facts() {
        let groups = [
            ("176f93498eac9ca337150b46d21dd58673ea4e3581185f869672e59fa4cb390a", ""),
            ("f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e", "quicknet"),
        ];
        let bytes = |hex: &str| -> Vec<u8> {
            let pairs = hex.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
            pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
        };
        for (known, (group, name)) in KNOWN.iter().zip(groups) {
            let plan = BeaconPlan::known(known.source).unwrap();
            let (period, genesis) = (known.period.to_be_bytes(), u64::from(known.genesis).to_be_bytes());
            let (key, group) = (bytes(known.public_key), bytes(group));
            let parts: [&[u8]; 5] = [&period, &genesis, &key, &group, name.as_bytes()];
            assert_eq!(crate::base::Suite::Sha256.hash(parts), plan.chain, "{}", known.source);
            assert!(plan.is_public() && plan.look_up()[1].contains(&format!("api.drand.sh/{}", known.chain)));
            let own = BeaconPlan { period: 7.into(), ..plan.clone() };
            assert!(!own.is_public() && own.public_key().is_none());
            let renamed = BeaconPlan { source: "own".to_owned(), ..plan };
            assert!(!renamed.is_public() && renamed.look_up()[1].contains("none of the known"));
        }
    }
}
