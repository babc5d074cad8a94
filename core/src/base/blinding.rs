//! 名录加盲 - salts that hide rows: without the salt, nobody can find out what a row says by trying what it might say.
//!
//! A row of a public register is easily guessed, and its hash stands as a neighbour in other people's certificates. So every row
//! is hashed with a salt of its own, derived from one master secret that is chosen at random for a round, given when
//! it is sealed, and kept. The seal holds a commitment to it; whoever is to check the whole lists is given it with them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::json::{self, JsonError};
use super::merkle;
use super::protocol::{Prk, Protocol, StemExpander};
use super::suite::{Digest, HexError, from_hex, write_hex};

/// The field of a row, and what salts and their commitment are derived for.
const SALT: &str = "salt";

/// 加盲主密钥 - the secret of 32 bytes from which all salts of a round follow, written as 64 lower-case hex characters.
///
/// ```
/// use double_random::base::{Master, Protocol};
///
/// let master = Master::new([7; 32]); // 32 bytes from a good random source
/// let commitment = master.commitment(Protocol::default(), &"2026-Q4".parse()?);
/// assert_ne!(commitment, Master::new([8; 32]).commitment(Protocol::default(), &"2026-Q4".parse()?));
/// assert_eq!(format!("{master:?}"), "Master(..)"); // it is not shown by accident
/// # Ok::<(), double_random::base::id::IdError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Master([u8; 32]);

impl Master {
    /// The secret of these bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// `H("commit", name, "salt", secret)`: what the seal of the round or match of this name holds.
    pub fn commitment(&self, protocol: Protocol, name: &super::Id) -> Digest {
        protocol.hash("commit", &[name.as_bytes(), SALT.as_bytes(), &self.0])
    }
}

impl fmt::Debug for Master {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Master(..)")
    }
}

impl FromStr for Master {
    type Err = HexError;

    fn from_str(text: &str) -> Result<Self, HexError> {
        // what is wrong with a secret is said without repeating it
        from_hex(text).map(Self).map_err(|_| HexError::Form { found: "…".to_owned(), expected: 64 })
    }
}

impl Serialize for Master {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&Digest(self.0))
    }
}

impl<'de> Deserialize<'de> for Master {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::from_text(deserializer)
    }
}

/// The salt of one row: 16 bytes, written as 32 lower-case hex characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Salt([u8; 16]);

impl fmt::Display for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hex(&self.0, f)
    }
}

impl FromStr for Salt {
    type Err = HexError;

    fn from_str(text: &str) -> Result<Self, HexError> {
        from_hex(text).map(Self)
    }
}

impl Serialize for Salt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Salt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::from_text(deserializer)
    }
}

/// How the rows of a round become hashes: under its protocol, with salts where the rows are blinded.
#[derive(Debug, Clone, Copy)]
pub struct RowHasher {
    protocol: Protocol,
    salts: Option<Prk>,
}

impl From<Protocol> for RowHasher {
    /// Rows that are not blinded.
    fn from(protocol: Protocol) -> Self {
        Self::new(protocol, None)
    }
}

impl RowHasher {
    /// Rows blinded by `master`, if there is one.
    pub fn new(protocol: Protocol, master: Option<&Master>) -> Self {
        let extract = |master: &Master| Prk::from_bytes(protocol, protocol.suite.extract(&[], &master.0));
        Self { protocol, salts: master.map(extract) }
    }

    /// The protocol.
    pub fn protocol(&self) -> Protocol {
        self.protocol
    }

    /// The salt of the row `id` of `list`; none where rows are not blinded.
    pub fn salt(&self, list: &str, id: &str) -> Option<Salt> {
        self.salts.map(|prk| Salt(prk.expand(&[SALT, list, id])))
    }

    /// [`RowHasher::salt`] of many rows of `list`; none where rows are not blinded.
    pub(crate) fn salter(&self, list: &str) -> Option<Salter> {
        self.salts.map(|prk| Salter(prk.expander(&[SALT, list])))
    }

    /// A row as it is hashed: with its salt in the field `salt`, which is absent where rows are not blinded.
    ///
    /// # Errors
    /// [`JsonError`] for a number that no JSON reader keeps.
    pub fn salted<T: Serialize>(&self, list: &str, id: &str, row: &T) -> Result<Value, JsonError> {
        let mut row = json::value(row)?;
        if let (Some(salt), Value::Object(fields)) = (self.salt(list, id), &mut row) {
            fields.insert(SALT.to_owned(), Value::String(salt.to_string()));
        }
        Ok(row)
    }

    /// idh and rowh of a row.
    ///
    /// # Errors
    /// As [`RowHasher::salted`].
    pub fn hash<T: Serialize>(&self, list: &str, id: &str, row: &T) -> Result<(Digest, Digest), JsonError> {
        let idh = merkle::id_hash(self.protocol, list, id);
        let canonical = match self.salts {
            None => json::canonical(row)?,
            Some(_) => json::canonical(&self.salted(list, id, row)?)?,
        };
        Ok((idh, merkle::row_hash(self.protocol, &canonical)))
    }
}

/// The salts of one list, whose key and name are made ready once.
#[derive(Clone)]
pub(crate) struct Salter(StemExpander);

impl Salter {
    /// The salt of the row `id`.
    pub(crate) fn salt(&mut self, id: &str) -> Salt {
        Salt(self.0.expand(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Suite;

    #[test]
    fn salts_are_the_written_bytes_and_stand_in_the_row() {
        let protocol = Protocol::default();
        let hasher = RowHasher::new(protocol, Some(&Master::new([7; 32])));
        let prk = Suite::Sha256.extract(b"", &[7; 32]);
        let by_hand: [u8; 16] = Suite::Sha256.expand(&prk, b"double-random/0\0salt\0targets\0T-1");
        assert_eq!(hasher.salt("targets", "T-1"), Some(Salt(by_hand)));
        let mut salter = hasher.salter("targets").unwrap();
        assert_eq!(["T-2", "T-1"].map(|id| salter.salt(id))[1], Salt(by_hand));
        let row = serde_json::json!({ "id": "T-1", "scale": null });
        let salt = Salt(by_hand);
        let written = format!(r#"{{"id":"T-1","salt":"{salt}","scale":null}}"#);
        assert_eq!(hasher.hash("targets", "T-1", &row).unwrap().1, merkle::row_hash(protocol, &written));
        let open = RowHasher::from(protocol);
        assert_eq!(open.salt("targets", "T-1"), None);
        assert!(open.salter("targets").is_none());
        let plain = merkle::row_hash(protocol, r#"{"id":"T-1","scale":null}"#);
        assert_eq!(open.hash("targets", "T-1", &row).unwrap().1, plain);
        // another list, another row, another secret, a rehearsal: another salt
        let others = [
            hasher.salt("items", "T-1"),
            hasher.salt("targets", "T-2"),
            RowHasher::new(protocol, Some(&Master::new([8; 32]))).salt("targets", "T-1"),
            RowHasher::new(Protocol { rehearsal: true, ..protocol }, Some(&Master::new([7; 32])))
                .salt("targets", "T-1"),
        ];
        assert!(others.iter().all(|other| *other != Some(salt)));
    }

    #[test]
    fn a_secret_that_is_none_is_not_repeated() {
        let error = "sesame".parse::<Master>().unwrap_err();
        assert!(!error.to_string().contains("sesame"), "{error}");
        let text = serde_json::to_string(&Master::new([7; 32])).unwrap();
        assert_eq!(serde_json::from_str::<Master>(&text).unwrap(), Master::new([7; 32]));
    }
}
