//! One table for each enum of problems: codes, articles and words in Chinese and English side by side.

use std::fmt;

use super::problem::Problem;

/// Which piece of what [`problems!`] says of a problem: one text with all of it is a third of the tables that its pieces would need.
#[derive(Clone, Copy)]
pub(crate) enum Piece {
    Code,
    Zh,
    En,
    HintZh,
    HintEn,
    /// The names of the fields, each with a comma after it.
    Names,
}

impl Piece {
    pub(crate) fn of(self, texts: &'static str) -> &'static str {
        texts.split('\0').nth(self as usize).unwrap_or_default()
    }
}

/// A piece with the fields in place of their names. One function for all problems: four times `format!` for each of
/// some hundred is what a browser would have to load.
pub(crate) fn filled(piece: Piece, texts: &'static str, fields: &[&dyn fmt::Display]) -> String {
    let text = piece.of(texts);
    let mut said = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '{' | '}' if characters.next_if_eq(&character).is_some() => said.push(character),
            '{' => {
                let name: String = characters.by_ref().take_while(|&character| character != '}').collect();
                let fields = Piece::Names.of(texts).split(',').zip(fields);
                for (_, field) in fields.filter(|(field, _)| *field == name) {
                    said.push_str(&field.to_string());
                }
            }
            _ => said.push(character),
        }
    }
    said
}

/// Code and words: what somebody who debugs wants to read of a problem.
pub(crate) fn debug(problem: &dyn Problem, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{} ({})", problem.code(), problem.message_en())
}

/// Declares an enum of problems from one table: variant, fields, code, article, and the words.
///
/// The `en` text becomes `Display`; fields are named in braces. `CODES` lists the codes in order.
macro_rules! problems {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $(
                $(#[$vmeta:meta])*
                $variant:ident $( { $( $(#[$fmeta:meta])* $field:ident : $ty:ty ),* $(,)? } )?
                = $code:literal $(@ $article:ident)? {
                    zh: $zh:literal, en: $en:literal, hint_zh: $hint_zh:literal, hint_en: $hint_en:literal $(,)?
                }
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$vmeta])* $variant $( { $( $(#[$fmeta])* #[allow(missing_docs)] $field : $ty ),* } )? ),*
        }

        impl $name {
            /// Every code of this floor, in the order of declaration.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// All that is said of it, between zeros.
            #[inline(never)]
            fn texts(&self) -> &'static str {
                match self { $(
                    Self::$variant { .. } => concat!(
                        $code, "\0", $zh, "\0", $en, "\0", $hint_zh, "\0", $hint_en, "\0"
                        $( $( , stringify!($field), "," )* )?
                    )
                ),* }
            }

            #[inline(never)]
            #[allow(clippy::useless_format)]
            fn say(&self, piece: $crate::base::problem_table::Piece) -> String {
                match self { $(
                    Self::$variant $( { $($field),* } )? => {
                        // the compiler reads the four texts here, `filled` when they are needed
                        if false {
                            let _ = (format_args!($zh), format_args!($en), format_args!($hint_zh), format_args!($hint_en));
                        }
                        $crate::base::problem_table::filled(
                            piece,
                            self.texts(),
                            &[$( $( $field as &dyn std::fmt::Display ),* )?],
                        )
                    }
                ),* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.say($crate::base::problem_table::Piece::En))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::base::problem_table::debug(self, f)
            }
        }

        impl std::error::Error for $name {}

        impl $crate::base::Problem for $name {
            fn code(&self) -> &'static str {
                $crate::base::problem_table::Piece::Code.of(self.texts())
            }
            fn article(&self) -> Option<$crate::law::Article> {
                match self { $( Self::$variant { .. } => $crate::base::problem_table::article_of!($($article)?) ),* }
            }
            fn message_zh(&self) -> String {
                self.say($crate::base::problem_table::Piece::Zh)
            }
            fn message_en(&self) -> String {
                self.say($crate::base::problem_table::Piece::En)
            }
            fn hint_zh(&self) -> String {
                self.say($crate::base::problem_table::Piece::HintZh)
            }
            fn hint_en(&self) -> String {
                self.say($crate::base::problem_table::Piece::HintEn)
            }
        }
    };
}

macro_rules! article_of {
    () => {
        None
    };
    ($article:ident) => {
        Some($crate::law::Article::$article)
    };
}

/// Lets an enum whose variants each wrap one problem speak with that problem's words.
macro_rules! forward {
    ($name:ident { $($(#[$meta:meta])* $variant:ident),* $(,)? }) => {
        impl $name {
            fn inner(&self) -> &dyn $crate::base::Problem {
                match self { $( $(#[$meta])* Self::$variant(inner) => inner ),* }
            }
        }

        impl $crate::base::Problem for $name {
            fn code(&self) -> &'static str {
                self.inner().code()
            }
            fn article(&self) -> Option<$crate::law::Article> {
                self.inner().article()
            }
            fn message_zh(&self) -> String {
                self.inner().message_zh()
            }
            fn message_en(&self) -> String {
                self.inner().message_en()
            }
            fn hint_zh(&self) -> String {
                self.inner().hint_zh()
            }
            fn hint_en(&self) -> String {
                self.inner().hint_en()
            }
        }
    };
}

pub(crate) use {article_of, forward, problems};
