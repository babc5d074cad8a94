//! A path as it is written: all its digests in one text, base64url (RFC 4648, section 5) without padding.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::join;
use crate::base::problem::problems;
use crate::base::suite::{Digest, Suite};

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// More levels than any list can have.
const LONGEST: usize = 64;

problems! {
    /// Why a text is no path.
    pub enum PathError {
        /// No base64url, or not of whole digests.
        Form { found: String } = "path-form" @ A6 {
            zh: "`{found}` 不是核验路径：应为 base64url 字符，每 32 字节一个校验值，最多 64 个",
            en: "`{found}` is no path: base64url characters of 32 bytes for each of at most 64 check values are expected",
            hint_zh: "原样复制核验单，不要改动或截断",
            hint_en: "copy the certificate as it is, whole and unchanged",
        }
    }
}

/// The siblings from a leaf up to the root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path(pub Vec<Digest>);

impl Path {
    /// The root that this path leads to from `leaf`, which is number `index` of `count`; `None` where a tree of `count` has no
    /// such path.
    pub fn root(&self, suite: Suite, index: u64, count: u64, leaf: Digest) -> Option<Digest> {
        if index >= count || count > 1 << 53 {
            return None;
        }
        let (mut at, mut last, mut node) = (index, count - 1, leaf);
        let mut siblings = self.0.iter();
        while last > 0 {
            if at % 2 == 1 {
                node = join(suite, *siblings.next()?, node);
            } else if at < last {
                node = join(suite, node, *siblings.next()?);
            }
            (at, last) = (at / 2, last / 2);
        }
        siblings.next().is_none().then_some(node)
    }

    /// Leaves out what the end of this path shares with that of `other`.
    pub(super) fn drop_shared(&mut self, other: &Self) {
        let shared =
            self.0.iter().rev().zip(other.0.iter().rev()).take_while(|(one, two)| one == two).count();
        self.0.truncate(self.0.len() - shared);
    }

    /// Puts it back, for the leaf at `index` of `count`.
    pub(super) fn with_shared(&self, other: &Self, index: u64, count: u64) -> Option<Self> {
        let missing = length(index, count).checked_sub(self.0.len())?;
        let shared = other.0.get(other.0.len().checked_sub(missing)?..)?;
        Some(Self([&self.0, shared].concat()))
    }
}

/// How many siblings the leaf at `index` of `count` has on its way.
fn length(index: u64, count: u64) -> usize {
    let (mut at, mut last, mut length) = (index, count.saturating_sub(1), 0);
    while last > 0 {
        length += usize::from(at % 2 == 1 || at < last);
        (at, last) = (at / 2, last / 2);
    }
    length
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes: Vec<u8> = self.0.iter().flat_map(|digest| digest.0).collect();
        let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
        for chunk in bytes.chunks(3) {
            let word = chunk
                .iter()
                .chain([0, 0].iter())
                .take(3)
                .fold(0u32, |word, byte| word << 8 | u32::from(*byte));
            // n bytes take n + 1 letters
            let letter =
                |at: u32| LETTERS.get((word >> (18 - 6 * at) & 63) as usize).copied().map(char::from);
            text.extend((0..=chunk.len() as u32).filter_map(letter));
        }
        f.write_str(&text)
    }
}

impl FromStr for Path {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        let error = || PathError::Form { found: text.chars().take(80).collect() };
        if text.len() > (LONGEST * 32).div_ceil(3) * 4 {
            return Err(error());
        }
        let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
        for chunk in text.as_bytes().chunks(4) {
            let mut word = 0;
            for letter in chunk {
                let value = LETTERS.iter().position(|known| known == letter).ok_or_else(error)?;
                word = word << 6 | value as u32;
            }
            word <<= 6 * (4 - chunk.len());
            bytes.extend(word.to_be_bytes().iter().skip(1).take(chunk.len() - 1));
        }
        let (digests, rest) = bytes.as_chunks::<32>();
        let path = Self(digests.iter().map(|bytes| Digest(*bytes)).collect());
        // one written form: no bits that mean nothing
        if rest.is_empty() && path.to_string() == text { Ok(path) } else { Err(error()) }
    }
}

impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::base::json::from_text(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Problem;

    #[test]
    fn a_path_has_one_written_form() {
        for length in 0..5u8 {
            let path = Path((0..length).map(|n| Digest([0xf8 | n; 32])).collect());
            let text = path.to_string();
            assert_eq!(
                (text.len(), text.parse().as_ref()),
                ((usize::from(length) * 32 * 4).div_ceil(3), Ok(&path))
            );
        }
        let text = Path(vec![Digest([7; 32])]).to_string();
        assert_eq!(text, "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc");
        let cut = text.strip_suffix('c').unwrap();
        let changed = [cut, &format!("{cut}d"), &format!("{text}A"), &format!("{text}="), "A", "é"];
        for changed in changed {
            let error = changed.parse::<Path>().unwrap_err();
            assert_eq!(error.code(), "path-form", "{changed}");
        }
        assert!("A".repeat(2731).parse::<Path>().is_ok_and(|path| path.0.len() == 64));
        assert!("A".repeat(43 + 2731).parse::<Path>().is_err());
    }
}
