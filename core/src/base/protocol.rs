//! What every hash and key of a round is bound to: the protocol's tag, and whether it is a rehearsal.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::suite::{Block, Digest, Expander, HexError, Suite, from_hex, hex, write_hex};

/// Bytes that are enough for the tags and the name of a list.
const HEAD: usize = 64;

/// Tag and suite of a round. A rehearsal's bytes differ everywhere, so its record never passes as real.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Protocol {
    /// The family of hash functions.
    pub suite: Suite,
    /// Whether this is a rehearsal (演练).
    pub rehearsal: bool,
}

impl Protocol {
    /// `P` of the specification.
    pub fn tag(self) -> &'static str {
        if self.rehearsal { "double-random/0/rehearsal" } else { "double-random/0" }
    }

    /// The protocol whose tag this is.
    pub fn from_tag(tag: &str, suite: Suite) -> Option<Self> {
        [false, true]
            .map(|rehearsal| Self { suite, rehearsal })
            .into_iter()
            .find(|protocol| protocol.tag() == tag)
    }

    /// `H(tag, parts) = hash(P "/" tag 00 part 00 part ...)`.
    ///
    /// Text parts hold no control character; a binary part comes last, at a fixed length.
    pub fn hash(self, tag: &str, parts: &[&[u8]]) -> Digest {
        // short parts are put together first, which is quicker than a hasher that takes each; the last may be long
        let (last, first) = parts.split_last().map_or((&[][..], &[][..]), |(last, first)| (*last, first));
        self.suite.hash([self.head(tag, first).as_slice(), last])
    }

    /// All of a message but its last part.
    fn head(self, tag: &str, first: &[&[u8]]) -> Vec<u8> {
        let mut head = Vec::with_capacity(HEAD);
        for part in [self.tag().as_bytes(), b"/", tag.as_bytes(), b"\0"] {
            head.extend_from_slice(part);
        }
        for part in first {
            head.extend_from_slice(part);
            head.push(0);
        }
        head
    }

    /// [`Protocol::hash`] for one text after another as the last part.
    pub(crate) fn hasher(self, tag: &str, first: &[&str]) -> StemHasher {
        let first: Vec<&[u8]> = first.iter().map(|part| part.as_bytes()).collect();
        // INVARIANT: tags and texts are UTF-8
        let head = String::from_utf8(self.head(tag, &first)).unwrap_or_default();
        StemHasher { suite: self.suite, stem: Stem::of(head) }
    }
}

/// The beginning that many messages share, written once.
#[derive(Debug, Clone)]
struct Stem {
    text: String,
    length: usize,
}

impl Stem {
    fn of(text: String) -> Self {
        Self { length: text.len(), text }
    }

    /// The message with what `write` appends.
    fn with(&mut self, write: impl FnOnce(&mut String)) -> &[u8] {
        self.text.truncate(self.length);
        write(&mut self.text);
        self.text.as_bytes()
    }
}

/// [`Protocol::hash`] of messages by the million that differ in their last part.
#[derive(Debug, Clone)]
pub(crate) struct StemHasher {
    suite: Suite,
    stem: Stem,
}

impl StemHasher {
    /// The hash with what `write` appends as the last part.
    pub(crate) fn hash(&mut self, write: impl FnOnce(&mut String)) -> Digest {
        self.suite.hash_whole(self.stem.with(write))
    }
}

/// [`Prk::expand`] of parts by the million that differ in the last one.
#[derive(Clone)]
pub(crate) struct StemExpander {
    expander: Expander,
    stem: Stem,
}

impl StemExpander {
    /// The bytes for `last` as the last part.
    pub(crate) fn expand<const N: usize>(&mut self, last: &str) -> [u8; N] {
        self.expander.expand(self.stem.with(|text| text.push_str(last)))
    }
}

/// The pseudo-random key of a stage: everything random in it follows from these 32 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prk {
    protocol: Protocol,
    bytes: [u8; 32],
}

impl Prk {
    /// HKDF-Extract with the seal's digest as salt.
    pub fn extract(protocol: Protocol, seal: Digest, ikm: &[u8]) -> Self {
        Self { protocol, bytes: protocol.suite.extract(&seal.0, ikm) }
    }

    /// A pseudo-random key that somebody else extracted.
    pub fn from_bytes(protocol: Protocol, bytes: [u8; 32]) -> Self {
        Self { protocol, bytes }
    }

    /// Suite and purpose.
    pub fn protocol(&self) -> Protocol {
        self.protocol
    }

    /// `key(parts, L) = HKDF-Expand(PRK, P 00 parts joined by 00, L)`.
    pub fn expand<const N: usize>(&self, parts: &[&str]) -> [u8; N] {
        self.protocol.suite.expand(&self.bytes, self.info(parts).as_bytes())
    }

    /// [`Prk::expand`] for one last part after another behind `first`.
    pub(crate) fn expander(&self, first: &[&str]) -> StemExpander {
        // an empty last part leaves the 00 before it
        let stem = Stem::of(self.info(&[first, &[""]].concat()));
        StemExpander { expander: self.protocol.suite.expander(&self.bytes), stem }
    }

    fn info(&self, parts: &[&str]) -> String {
        let mut info = self.protocol.tag().to_owned();
        for part in parts {
            info.push('\0');
            info.push_str(part);
        }
        info
    }

    /// The 16-byte key for tickets of `parts`.
    pub fn key(&self, parts: &[&str]) -> Key {
        Key::from_bytes(self.protocol.suite, self.expand(parts))
    }
}

/// A ticket key: 32 lower-case hex characters, hashed as characters so that anybody can type them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    suite: Suite,
    bytes: [u8; 16],
}

impl Key {
    /// A key from its 16 bytes.
    pub fn from_bytes(suite: Suite, bytes: [u8; 16]) -> Self {
        Self { suite, bytes }
    }

    /// The 32 characters that are hashed.
    pub fn characters(&self) -> [u8; 32] {
        let mut characters = [0; 32];
        if let (pairs, []) = characters.as_chunks_mut::<2>() {
            pairs.copy_from_slice(&hex(&self.bytes));
        }
        characters
    }

    /// 摇号号码 - the ticket of `id`: `hash(key characters || id)`, as `printf '%s' "$KEY$ID" | sha256sum`, in suite `sm3`
    /// as `printf '%s' "$KEY$ID" | openssl dgst -sm3`.
    pub fn ticket(&self, id: &[u8]) -> Digest {
        self.ticketer().ticket(id)
    }

    /// The family of hash functions.
    pub fn suite(&self) -> Suite {
        self.suite
    }

    /// The same key in another family: a key as it is written does not say which is meant.
    #[must_use]
    pub fn of_suite(self, suite: Suite) -> Self {
        Self { suite, ..self }
    }

    /// This key, made ready to hash many ids.
    pub(crate) fn ticketer(&self) -> Ticketer {
        Ticketer { suite: self.suite, characters: self.characters() }
    }
}

/// A key whose characters are written out once, for tickets by the million.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ticketer {
    suite: Suite,
    characters: [u8; 32],
}

impl Ticketer {
    /// Makes `block` the one whose SHA-256 is the ticket of `id`; `false` if `id` is too long for one block, and in another
    /// suite.
    #[inline]
    pub(crate) fn fill(&self, block: &mut Block, id: &[u8]) -> bool {
        self.suite == Suite::Sha256 && block.fill(&self.characters, id)
    }

    /// The ticket of an id of any length, in any suite: [`Key::ticket`].
    #[inline(never)]
    pub(crate) fn ticket(&self, id: &[u8]) -> Digest {
        self.suite.hash([self.characters.as_slice(), id])
    }
}

impl FromStr for Key {
    type Err = HexError;

    fn from_str(text: &str) -> Result<Self, HexError> {
        Ok(Self { suite: Suite::Sha256, bytes: from_hex(text)? })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hex(&self.bytes, f)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hex(&self.bytes, f)
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::json::from_text(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rehearsal_shares_no_byte_with_the_real_thing() {
        let real = Protocol::default();
        let rehearsal = Protocol { rehearsal: true, ..real };
        assert_ne!(real.hash("seal", &[b"x"]), rehearsal.hash("seal", &[b"x"]));
        let keys = [real, rehearsal]
            .map(|protocol| Prk::extract(protocol, Digest([1; 32]), b"ikm").key(&["target", "t", "0"]));
        assert_ne!(keys[0], keys[1]);
        assert_eq!(Protocol::from_tag("double-random/0/rehearsal", Suite::Sha256), Some(rehearsal));
        assert_eq!(Protocol::from_tag("double-random/9", Suite::Sha256), None);
    }

    #[test]
    fn hash_and_ticket_are_the_written_bytes() {
        let protocol = Protocol::default();
        let by_hand = Suite::Sha256.hash([b"double-random/0/commit\0r\0p\0".as_slice(), &[7; 32]]);
        assert_eq!(protocol.hash("commit", &[b"r", b"p", &[7; 32]]), by_hand);
        let mut hasher = protocol.hasher("commit", &["r", "p"]);
        for last in ["a long one", "", "x"] {
            let whole = protocol.hash("commit", &[b"r", b"p", last.as_bytes()]);
            assert_eq!(hasher.hash(|text| text.push_str(last)), whole);
        }
        let by_hand = Suite::Sha256.hash([b"double-random/0/seal\0".as_slice()]);
        assert_eq!(protocol.hash("seal", &[]), by_hand);
        let key: Key = "000102030405060708090a0b0c0d0e0f".parse().unwrap();
        let by_hand = Suite::Sha256.hash([b"000102030405060708090a0b0c0d0e0f913702001635621638".as_slice()]);
        assert_eq!(key.ticket(b"913702001635621638"), by_hand);
    }
}
