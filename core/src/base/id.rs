//! Names of targets, officers, tasks and lists: short ASCII, so that they look the same everywhere.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::credit_code::{self, CreditCodeError, Warning};
use super::problem::problems;

/// The most bytes an id may have.
pub const LONGEST: usize = 64;

problems! {
    /// Why a text is no id.
    pub enum IdError {
        /// No character at all.
        Empty = "id-empty" @ A10 {
            zh: "编号为空",
            en: "the id is empty",
            hint_zh: "填写 1 至 64 个可见 ASCII 字符",
            hint_en: "give 1 to 64 visible ASCII characters",
        }
        /// Over [`LONGEST`] bytes.
        TooLong { found: usize } = "id-too-long" @ A10 {
            zh: "编号有 {found} 个字节，最多 64 个",
            en: "the id has {found} bytes, at most 64 are allowed",
            hint_zh: "使用更短的编号，名称不作编号",
            hint_en: "use a shorter id; a name is not an id",
        }
        /// A space, a control character, or anything beyond ASCII.
        Character { id: String, position: usize } = "id-character" @ A10 {
            zh: "编号 `{id}` 的第 {position} 个字符不是半角字母、数字或符号",
            en: "character {position} of id `{id}` is not a visible ASCII character",
            hint_zh: "去掉空格和全角字符；编号不用汉字，例如 D-001",
            hint_en: "remove spaces and full-width characters",
        }
    }
}

/// How ids of a list are checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scheme {
    /// GB 32100, 18 characters with a check character.
    #[default]
    CreditCode,
    /// Any 1 to 64 visible ASCII characters.
    Ascii,
}

impl Scheme {
    /// Checks `text`; warnings are facts that do not refuse it.
    ///
    /// # Errors
    /// [`CreditCodeError`] in scheme `credit-code`, [`IdError`] in scheme `ascii`.
    pub fn check(self, text: &str) -> Result<(Id, Vec<Warning>), SchemeError> {
        match self {
            Self::Ascii => Ok((text.parse()?, Vec::new())),
            Self::CreditCode => {
                let warnings = credit_code::check(text)?;
                Ok((text.parse()?, warnings))
            }
        }
    }
}

/// Why a text is no id of its scheme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemeError {
    /// Not even a plain id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// No credit code.
    #[error(transparent)]
    CreditCode(#[from] CreditCodeError),
}

super::problem::forward!(SchemeError { Id, CreditCode });

/// A checked id: 1 to 64 ASCII graphic bytes, ordered by its bytes.
///
/// ```
/// use double_random::base::Id;
///
/// let id: Id = "gas-2026-Q4".parse()?;
/// assert_eq!(id.as_str(), "gas-2026-Q4");
/// assert!("two words".parse::<Id>().is_err());
/// # Ok::<(), double_random::base::id::IdError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Box<str>);

impl Id {
    /// The id of a text that [`check`] has passed before.
    pub(crate) fn from_checked(text: &str) -> Self {
        debug_assert_eq!(check(text), Ok(()));
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The bytes that are hashed.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// Checks that `text` may be an id, without keeping it.
///
/// # Errors
/// [`IdError`].
pub fn check(text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.len() > LONGEST {
        return Err(IdError::TooLong { found: text.len() });
    }
    match text.chars().position(|character| !character.is_ascii_graphic()) {
        Some(at) => Err(IdError::Character { id: text.to_owned(), position: at + 1 }),
        None => Ok(()),
    }
}

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        check(text)?;
        Ok(Self(text.into()))
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::json::from_text(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_64_visible_bytes_and_refuses_the_65th() {
        assert!("x".repeat(64).parse::<Id>().is_ok());
        assert_eq!("x".repeat(65).parse::<Id>(), Err(IdError::TooLong { found: 65 }));
        assert_eq!("".parse::<Id>(), Err(IdError::Empty));
        for text in ["a b", "a\u{a0}", "é", "a\n", "\u{7f}"] {
            assert!(matches!(text.parse::<Id>(), Err(IdError::Character { .. })), "{text:?}");
        }
    }
}
