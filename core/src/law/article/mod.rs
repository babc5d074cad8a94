//! The guideline's articles, all 33. Summaries are ours; the statute's sentences stand in the statute.
//!
//! Two peculiarities of the text stand here once: it is titled 指引 and calls itself 本细则, and its first chapter
//! has no heading.

use std::fmt;

use serde::Serialize;

/// How far an article is code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Code decides by it, and tests show a case that passes and one that is refused.
    Encoded,
    /// Data that it asks for is kept; nothing is decided.
    Recorded,
    /// It needs no rule, and why.
    Context {
        /// Why, in Chinese.
        zh: &'static str,
        /// Why, in English.
        en: &'static str,
    },
}

macro_rules! status {
    (Context $zh:literal $en:literal) => {
        Status::Context { zh: $zh, en: $en }
    };
    ($status:ident) => {
        Status::$status
    };
}

/// Declares [`Article`] from one table: variant, code, citation, status, summary in Chinese and English.
macro_rules! articles {
    ($(
        $(#[doc(alias = $alias:literal)])+
        $name:ident = $code:literal $citation:literal $status:ident $(($why_zh:literal, $why_en:literal))?, $zh:literal, $en:literal;
    )*) => {
        /// An article, paragraph or item of the 2023 guideline that a decision can name.
        ///
        /// ```
        /// use double_random::law::{Article, Status};
        ///
        /// assert_eq!(Article::A14P2.citation(), "第十四条第二款");
        /// assert_eq!(Article::A14P2.status(), Status::Encoded);
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Article { $( #[doc = $en] $(#[doc(alias = $alias)])+ $name ),* }

        impl Article {
            /// All of them, in the order of the guideline.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The short code, `A14P2` for example.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The way officials cite it, `第十四条第二款` for example.
            pub fn citation(self) -> &'static str {
                match self { $(Self::$name => $citation),* }
            }

            /// What it asks, in our words, in Chinese.
            pub fn summary_zh(self) -> &'static str {
                match self { $(Self::$name => $zh),* }
            }

            /// What it asks, in our words, in English.
            pub fn summary_en(self) -> &'static str {
                match self { $(Self::$name => $en),* }
            }

            /// How far it is code.
            pub fn status(self) -> Status {
                match self { $(Self::$name => status!($status $($why_zh $why_en)?)),* }
            }
        }
    };
}

mod table;

pub use table::Article;

impl fmt::Display for Article {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.citation())
    }
}

impl Serialize for Article {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> serde::Deserialize<'de> for Article {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        let known = Self::ALL.iter().find(|article| article.code() == code);
        known
            .copied()
            .ok_or_else(|| serde::de::Error::custom(format!("`{code}` is no article that is cited")))
    }
}
