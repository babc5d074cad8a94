//! The one module that knows the hash. Suite `sha256`: SHA-256 and HKDF over HMAC-SHA-256 (RFC 5869). Suite `sm3`: the
//! same with SM3 (GB/T 32905), for authorities bound to the national algorithms.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::Sha256;
use sm3::Sm3;

mod block;
mod hex;

pub(crate) use block::Block;
pub use hex::{HexError, from_hex};
pub(super) use hex::{hex, write_hex};

/// The family of hash functions that a round uses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Suite {
    /// SHA-256, the default.
    #[default]
    Sha256,
    /// SM3 of GB/T 32905, the national algorithm.
    Sm3,
}

impl Suite {
    /// The hash of `parts` put together, without separators.
    ///
    /// ```
    /// use double_random::base::Suite;
    ///
    /// let abc = Suite::Sm3.hash([b"abc".as_slice()]); // printf abc | openssl dgst -sm3
    /// assert_eq!(abc.to_string(), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    /// ```
    pub fn hash<'a>(self, parts: impl IntoIterator<Item = &'a [u8]>) -> Digest {
        fn of<'a, H: sha2::Digest>(parts: impl IntoIterator<Item = &'a [u8]>) -> Digest
        where
            [u8; 32]: From<sha2::digest::Output<H>>,
        {
            Digest(
                parts.into_iter().fold(H::new(), |hasher, part| hasher.chain_update(part)).finalize().into(),
            )
        }
        match self {
            Self::Sha256 => of::<Sha256>(parts),
            Self::Sm3 => of::<Sm3>(parts),
        }
    }

    /// HKDF-Extract: the pseudo-random key of `ikm` under `salt`.
    pub fn extract(self, salt: &[u8], ikm: &[u8]) -> [u8; 32] {
        match self {
            Self::Sha256 => hkdf::Hkdf::<Sha256>::extract(Some(salt), ikm).0.into(),
            Self::Sm3 => hkdf::Hkdf::<Sm3>::extract(Some(salt), ikm).0.into(),
        }
    }

    /// HKDF-Expand: `N` bytes for `info`. `N` is at most 32 wherever this crate asks.
    pub fn expand<const N: usize>(self, prk: &[u8; 32], info: &[u8]) -> [u8; N] {
        const { assert!(N <= 32) };
        self.expander(prk).expand(info)
    }

    /// [`Suite::expand`] of one key, made ready for many texts.
    pub(crate) fn expander(self, prk: &[u8; 32]) -> Expander {
        // INVARIANT: a key of 32 bytes is always taken; were it not, another key is better than none
        match self {
            Self::Sha256 => {
                Expander::Sha256(hkdf::Hkdf::from_prk(prk).unwrap_or_else(|_| hkdf::Hkdf::new(None, prk)))
            }
            Self::Sm3 => {
                Expander::Sm3(hkdf::Hkdf::from_prk(prk).unwrap_or_else(|_| hkdf::Hkdf::new(None, prk)))
            }
        }
    }

    /// The name as it is written in a seal: `sha256` or `sm3`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sm3 => "sm3",
        }
    }

    /// The program that prints this hash of its input: `sha256sum`, or `openssl dgst -sm3`.
    pub fn by_hand(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256sum",
            Self::Sm3 => "openssl dgst -sm3",
        }
    }
}

/// HKDF-Expand under one key.
#[derive(Clone)]
pub(crate) enum Expander {
    Sha256(hkdf::Hkdf<Sha256>),
    Sm3(hkdf::Hkdf<Sm3>),
}

impl Expander {
    /// `N` bytes for `info`, at most 32.
    pub(crate) fn expand<const N: usize>(&self, info: &[u8]) -> [u8; N] {
        let mut bytes = [0; N];
        let taken = match self {
            Self::Sha256(hkdf) => hkdf.expand(info, &mut bytes),
            Self::Sm3(hkdf) => hkdf.expand(info, &mut bytes),
        };
        debug_assert!(taken.is_ok());
        bytes
    }
}

/// 32 bytes of a hash, written as 64 lower-case hex characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The first 8 bytes as a number: of two digests with different prefixes the one with the smaller is smaller.
    #[inline]
    pub fn prefix(&self) -> u64 {
        self.0.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hex(&self.0, f)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hex(&self.0, f)
    }
}

impl FromStr for Digest {
    type Err = HexError;

    fn from_str(text: &str) -> Result<Self, HexError> {
        from_hex(text).map(Self)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::json::from_text(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_published_values() {
        // FIPS 180-2 "abc"
        let abc = Suite::Sha256.hash([b"a".as_slice(), b"bc"]);
        assert_eq!(abc.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        // RFC 5869, test case 1
        let salt: [u8; 13] = from_hex("000102030405060708090a0b0c").unwrap();
        let prk = Suite::Sha256.extract(&salt, &[0x0b; 22]);
        assert_eq!(
            Digest(prk).to_string(),
            "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5"
        );
        let okm: [u8; 32] = Suite::Sha256.expand(&prk, &from_hex::<10>("f0f1f2f3f4f5f6f7f8f9").unwrap());
        assert_eq!(
            Digest(okm).to_string(),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
        );
    }

    #[test]
    fn sm3_agrees_with_the_national_standard() {
        // GB/T 32905-2016, A.1 and A.2
        let hash = |text: &[u8]| Suite::Sm3.hash([text]).to_string();
        assert_eq!(hash(b"abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assert_eq!(
            hash(&b"abcd".repeat(16)),
            "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
        );
        // openssl mac -digest SM3 -macopt hexkey:000102030405060708090a0b0c HMAC, over 22 times 0b
        let salt: [u8; 13] = from_hex("000102030405060708090a0b0c").unwrap();
        let prk = Suite::Sm3.extract(&salt, &[0x0b; 22]);
        assert_eq!(
            Digest(prk).to_string(),
            "e0d6f7b0bd056327b7659f1f39ad850561fbcf4fb10fb58e88eafa55cf7cd01e"
        );
        // and over f0 to f9 and 01 with this key: the first block of HKDF-Expand
        let okm: [u8; 32] = Suite::Sm3.expand(&prk, &from_hex::<10>("f0f1f2f3f4f5f6f7f8f9").unwrap());
        assert_eq!(
            Digest(okm).to_string(),
            "c69fe91b7aaee2dd5718d72dcaee0cce93f1b8e41f792da51261b6a517e68b36"
        );
    }
}
