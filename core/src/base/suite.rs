//! The one module that knows the hash. Suite `sha256`: SHA-256 and HKDF over HMAC-SHA-256 (RFC 5869). Suite `sm3`: the
//! same with SM3 (GB/T 32905), for authorities bound to the national algorithms.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::Sha256;
use sha2::block_api::compress256;
use sm3::Sm3;

use super::problem::problems;

problems! {
    /// Why a text is no hash or key.
    pub enum HexError {
        /// Not the right number of lower-case hex characters.
        Form { found: String, expected: usize } = "hex-form" @ A6 {
            zh: "`{found}` 不是 {expected} 个小写十六进制字符",
            en: "`{found}` is not {expected} lower-case hex characters",
            hint_zh: "原样复制校验值，不要加空格或改大小写",
            hint_en: "copy the check value as it is, without spaces or capitals",
        }
    }
}

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
        self.expander(prk).map_or([0; N], |expander| expander.expand(info))
    }

    /// [`Suite::expand`] of one key, made ready for many texts.
    pub(crate) fn expander(self, prk: &[u8; 32]) -> Option<Expander> {
        // INVARIANT: a key of 32 bytes is always taken
        match self {
            Self::Sha256 => hkdf::Hkdf::from_prk(prk).ok().map(Expander::Sha256),
            Self::Sm3 => hkdf::Hkdf::from_prk(prk).ok().map(Expander::Sm3),
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

/// A message of 32 bytes and a short tail, padded to the one block that the compression function takes.
///
/// Tickets are hashed by the million: this leaves out the hasher's buffer. Blocks are to be filled some
/// time before they are hashed, a dozen at a time: a load that follows upon shorter stores makes the processor wait.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block([u8; 64]);

impl Block {
    /// A block that is to be filled.
    pub(crate) const EMPTY: Self = Self([0; 64]);

    /// Makes this the block of `head || tail`, if `tail` has at most 23 bytes, else returns `false`:
    /// the other 9 are the mark `80` and the length.
    #[inline]
    pub(crate) fn fill(&mut self, head: &[u8; 32], tail: &[u8]) -> bool {
        // a credit code has 18 bytes: known to the compiler, its copy is no call
        let second = match <&[u8; 18]>::try_from(tail) {
            Ok(code) => padded(code),
            Err(_) => padded(tail),
        };
        let Some(second) = second else { return false };
        if let [first, last] = self.0.as_chunks_mut::<32>().0 {
            (*first, *last) = (*head, second);
        }
        true
    }
}

/// The second half of the block: `tail`, the mark, zeros, and the length of the message in bits.
#[inline(always)]
fn padded(tail: &[u8]) -> Option<[u8; 32]> {
    let mut second = [0; 32];
    let (text, rest) = second.split_at_mut_checked(tail.len())?;
    let (mark, rest) = rest.split_first_mut()?;
    text.copy_from_slice(tail);
    *mark = 0x80;
    *rest.last_chunk_mut()? = (8 * (32 + tail.len() as u64)).to_be_bytes();
    Some(second)
}

/// The state from which SHA-256 starts (FIPS 180-4, 5.3.3).
const SHA256_START: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

impl Suite {
    /// The hash of `mark || left || right`: a leaf or a node of a Merkle tree, of which a seal hashes millions. The same
    /// as [`Suite::hash`] of it, without the hasher's buffer.
    pub(crate) fn hash_pair(self, mark: u8, left: &Digest, right: &Digest) -> Digest {
        if self == Self::Sm3 {
            return self.hash([&[mark], left.0.as_slice(), &right.0]);
        }
        // 65 bytes, the mark `80`, zeros, and the length in bits: two blocks
        let mut blocks = [0; 128];
        if let Some((head, rest)) = blocks.split_first_mut()
            && let [first, second, ..] = rest.as_chunks_mut::<32>().0
        {
            (*head, *first, *second) = (mark, left.0, right.0);
        }
        if let [_, last] = blocks.as_chunks_mut::<64>().0
            && let [_, end, .., high, low] = last
        {
            (*end, *high, *low) = (0x80, 2, 8); // 520 bits
        }
        let mut state = SHA256_START;
        compress256(&mut state, blocks.as_chunks::<64>().0);
        digest_of(state)
    }
}

impl Suite {
    /// The same as [`Suite::hash`] of one text, without the hasher's buffer.
    pub(crate) fn hash_whole(self, text: &[u8]) -> Digest {
        if self == Self::Sm3 {
            return self.hash([text]);
        }
        let (blocks, rest) = text.as_chunks::<64>();
        let mut state = SHA256_START;
        compress256(&mut state, blocks);
        // what is left, the mark `80`, zeros, and the length in bits: one block, or two where 9 bytes have no room
        let mut last = [0; 128];
        if let Some((start, [mark, ..])) = last.split_at_mut_checked(rest.len()) {
            start.copy_from_slice(rest);
            *mark = 0x80;
        }
        let last = last.as_chunks_mut::<64>().0;
        let needed = if rest.len() < 56 { 1 } else { 2 };
        let length = last.get_mut(needed - 1).and_then(|block| block.last_chunk_mut());
        length.into_iter().for_each(|length| *length = (8 * text.len() as u64).to_be_bytes());
        compress256(&mut state, last.get(..needed).unwrap_or_default());
        digest_of(state)
    }
}

impl Block {
    /// The SHA-256 of the message; the same as [`Suite::hash`] of it.
    ///
    /// There is no block of other suites: a choice between them, in the loop over tickets, makes it slower by a fifth.
    #[inline]
    pub(crate) fn sha256(&self) -> Digest {
        let mut state = SHA256_START;
        compress256(&mut state, std::slice::from_ref(&self.0));
        digest_of(state)
    }
}

#[inline]
fn digest_of(state: [u32; 8]) -> Digest {
    let mut digest = [0; 32];
    for (bytes, word) in digest.as_chunks_mut::<4>().0.iter_mut().zip(state) {
        *bytes = word.to_be_bytes();
    }
    Digest(digest)
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

pub(super) fn write_hex<const N: usize>(bytes: &[u8; N], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    // INVARIANT: digits are UTF-8
    f.write_str(std::str::from_utf8(hex(bytes).as_flattened()).unwrap_or_default())
}

/// The lower-case hex characters of each byte.
pub(super) fn hex<const N: usize>(bytes: &[u8; N]) -> [[u8; 2]; N] {
    let digit = |nibble: u8| if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 };
    bytes.map(|byte| [digit(byte >> 4), digit(byte & 15)])
}

/// Exactly `N` bytes from `2 * N` lower-case hex characters.
///
/// # Errors
/// [`HexError::Form`].
pub fn from_hex<const N: usize>(text: &str) -> Result<[u8; N], HexError> {
    let error = || HexError::Form { found: text.chars().take(80).collect(), expected: 2 * N };
    let nibble = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    if text.len() != 2 * N {
        return Err(error());
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().as_chunks::<2>().0) {
        let [high, low] = pair.map(nibble);
        *byte = high.zip(low).map(|(high, low)| high << 4 | low).ok_or_else(error)?;
    }
    Ok(bytes)
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

    #[test]
    fn a_block_hashes_as_its_message() {
        let head = *b"000102030405060708090a0b0c0d0e0f";
        let text = b"0123456789abcdefghijklmnopqrstuvwxyz";
        let mut block = Block::EMPTY;
        // from long to short, so that nothing of an earlier message may stay behind
        for length in (0..=23).rev() {
            assert!(block.fill(&head, &text[..length]), "{length}");
            let expected = Suite::Sha256.hash([head.as_slice(), &text[..length]]);
            assert_eq!(block.sha256(), expected, "{length}");
        }
        assert!((24..=text.len()).all(|length| !block.fill(&head, &text[..length])));
        assert_eq!(block.sha256(), Suite::Sha256.hash([head.as_slice()]));
        assert_eq!(Suite::Sha256.hash([]).prefix(), 0xe3b0_c442_98fc_1c14);
    }

    #[test]
    fn a_whole_text_hashes_as_its_parts() {
        let text: Vec<u8> = (0..=200).collect();
        for suite in [Suite::Sha256, Suite::Sm3] {
            for length in 0..=text.len() {
                assert_eq!(suite.hash_whole(&text[..length]), suite.hash([&text[..length]]), "{length}");
            }
        }
    }

    #[test]
    fn a_pair_hashes_as_its_message() {
        for mark in [0, 1, 255] {
            let (left, right) = (Digest([mark ^ 7; 32]), Suite::Sha256.hash([[mark].as_slice()]));
            let expected = Suite::Sha256.hash([[mark].as_slice(), &left.0, &right.0]);
            assert_eq!(Suite::Sha256.hash_pair(mark, &left, &right), expected);
        }
    }

    #[test]
    fn hex_is_lower_case_and_whole() {
        assert!(from_hex::<2>("0aFf").is_err());
        assert!(from_hex::<2>("0af").is_err());
        assert!(from_hex::<2>("0é1").is_err());
        assert_eq!(from_hex::<2>("0aff"), Ok([0x0a, 0xff]));
    }
}
