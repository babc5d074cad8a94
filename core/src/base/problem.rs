//! What every error of every floor can say of itself, and the table they are written in.
//!
//! One entry of [`problems!`](crate::base::problem) holds a problem's code, its article, what is wrong in
//! Chinese and English, and what to do about it in both. There is no second place for a message.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::law::Article;

/// An error that names its code, its article and its remedy.
///
/// Codes are kebab-case and never used again for something else.
pub trait Problem: std::error::Error + Send + Sync + 'static {
    /// The stable code, `credit-code-length` for example.
    fn code(&self) -> &'static str;
    /// The article that asks for what is missing here, where one does.
    fn article(&self) -> Option<Article>;
    /// What is wrong, in Chinese.
    fn message_zh(&self) -> String;
    /// What is wrong, in English: lower case, no full stop.
    fn message_en(&self) -> String;
    /// What to do, in Chinese.
    fn hint_zh(&self) -> String;
    /// What to do, in English.
    fn hint_en(&self) -> String;
}

/// Where in the user's material a problem stands. Rows and columns count from 1, as spreadsheets show them.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file or list, as the user named it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The worksheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row, from 1; the header counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// The column, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
    /// The field or a path to it, `tasks[2].strata[0].ratio` for example.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

impl Place {
    /// A place that is known by the name of its field alone.
    pub fn field(field: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..Self::default() }
    }

    /// A place in a list: its row (from 1) and field.
    pub fn row(row: u64, field: impl Into<String>) -> Self {
        Self { row: Some(row), field: Some(field.into()), ..Self::default() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = self.row.map(|row| format!("row {row}"));
        let column = self.column.map(|column| format!("column {column}"));
        let parts = [
            self.file.as_deref(),
            self.sheet.as_deref(),
            row.as_deref(),
            column.as_deref(),
            self.field.as_deref(),
        ];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

/// A problem at a place, with the value that was found there.
#[derive(Debug, Clone)]
pub struct Fault {
    /// Where it stands.
    pub place: Place,
    /// What stands there, cut at 80 characters.
    pub value: Option<String>,
    problem: Arc<dyn Problem>,
}

impl Fault {
    /// `problem` at `place`.
    pub fn new(place: Place, problem: impl Problem) -> Self {
        Self::shared(place, Arc::new(problem))
    }

    pub(crate) fn shared(place: Place, problem: Arc<dyn Problem>) -> Self {
        Self { place, value: None, problem }
    }

    /// The same fault, showing the value found.
    #[must_use]
    pub fn with_value(mut self, value: &str) -> Self {
        self.value = Some(value.chars().take(80).collect());
        self
    }

    /// The problem itself.
    pub fn problem(&self) -> &dyn Problem {
        &*self.problem
    }

    /// The problem's code.
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place == Place::default() {
            return self.problem.fmt(f);
        }
        write!(f, "{}: {}", self.place, self.problem)
    }
}

impl std::error::Error for Fault {}

impl PartialEq for Fault {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place
            && self.value == other.value
            && self.problem.message_en() == other.problem.message_en()
    }
}

/// All faults of one request, in the order of the material. Never empty when it is an error.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// Adds one fault.
    pub fn push(&mut self, place: Place, problem: impl Problem) {
        self.0.push(Fault::new(place, problem));
    }

    /// `value` if there is no fault, else all of them.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_slice() {
            [] => f.write_str("no fault"),
            [one] => one.fmt(f),
            [first, rest @ ..] => write!(f, "{first} (and {} more)", rest.len()),
        }
    }
}

impl std::error::Error for Faults {}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self(vec![fault])
    }
}

impl Faults {
    fn first(&self) -> &dyn Problem {
        self.0.first().map_or(&NoFault::Empty, Fault::problem)
    }

    fn more(&self) -> usize {
        self.0.len().saturating_sub(1)
    }

    /// What to do about the first, in Chinese and English.
    pub(crate) fn hint(&self) -> String {
        hint(self.first())
    }

    /// Where the first stands, if that is known.
    pub(crate) fn place(&self) -> Option<Place> {
        let place = self.0.first().map(|fault| fault.place.clone());
        place.filter(|place| *place != Place::default())
    }
}

/// What to do, in Chinese and English.
pub(crate) fn hint(problem: &dyn Problem) -> String {
    format!("{} / {}", problem.hint_zh(), problem.hint_en())
}

/// Several problems speak as the first one, and say how many stand behind it.
impl Problem for Faults {
    fn code(&self) -> &'static str {
        self.first().code()
    }
    fn article(&self) -> Option<Article> {
        self.first().article()
    }
    fn message_zh(&self) -> String {
        let message = self.first().message_zh();
        if self.more() == 0 { message } else { format!("{message}（另有 {} 处）", self.more()) }
    }
    fn message_en(&self) -> String {
        let message = self.first().message_en();
        if self.more() == 0 { message } else { format!("{message} (and {} more)", self.more()) }
    }
    fn hint_zh(&self) -> String {
        self.first().hint_zh()
    }
    fn hint_en(&self) -> String {
        self.first().hint_en()
    }
}

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
            fn say(&self, piece: $crate::base::problem::Piece) -> String {
                match self { $(
                    Self::$variant $( { $($field),* } )? => {
                        // the compiler reads the four texts here, `filled` when they are needed
                        if false {
                            let _ = (format_args!($zh), format_args!($en), format_args!($hint_zh), format_args!($hint_en));
                        }
                        $crate::base::problem::filled(
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
                f.write_str(&self.say($crate::base::problem::Piece::En))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::base::problem::debug(self, f)
            }
        }

        impl std::error::Error for $name {}

        impl $crate::base::Problem for $name {
            fn code(&self) -> &'static str {
                $crate::base::problem::Piece::Code.of(self.texts())
            }
            fn article(&self) -> Option<$crate::law::Article> {
                match self { $( Self::$variant { .. } => $crate::base::problem::article_of!($($article)?) ),* }
            }
            fn message_zh(&self) -> String {
                self.say($crate::base::problem::Piece::Zh)
            }
            fn message_en(&self) -> String {
                self.say($crate::base::problem::Piece::En)
            }
            fn hint_zh(&self) -> String {
                self.say($crate::base::problem::Piece::HintZh)
            }
            fn hint_en(&self) -> String {
                self.say($crate::base::problem::Piece::HintEn)
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

problems! {
    /// A list of faults that lists none. The last entry of the table, since the table is written above.
    pub enum NoFault {
        /// Somebody made an error of an empty list.
        Empty = "no-fault" {
            zh: "没有发现错误",
            en: "no fault was found",
            hint_zh: "按成功处理",
            hint_en: "take it as a success",
        }
    }
}
