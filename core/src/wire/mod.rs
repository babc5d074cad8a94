//! The JSON door: one function for every language, one JSON text in, one out.
//!
//! A request is `{"verb": "...", "args": {...}}`. The answer is `{"ok": {...}}`, or
//! `{"error": {"code", "message_zh", "message_en", "hint", "article"?, "where"?}}`; it is canonical JSON (RFC 8785), so
//! the same request gives the same bytes in every language. The forms of all verbs stand in `docs/schema/`.
//!
//! # Limits
//! A request has at most 64 MiB: that holds a million of the longest ids, and the door keeps a request about three
//! times while it works, which wasm's memory of 4 GiB takes with ease. For longer lists there is the library itself.

mod certificate;
mod check_certificate;
mod check_id;
mod deadline;
mod draw_stratum;
mod match_officers;
mod pipe;
mod quota;
mod sql;
mod ticket;
mod verify;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::base::json;
use crate::base::order::Arrange as _;
use crate::base::problem::problems;
use crate::base::{Fault, Faults, Place, Problem};
use crate::law::Article;

pub use pipe::serve;

/// The longest request, in bytes.
pub const LONGEST: usize = 64 << 20;

/// The verbs that need no record.
const OF_A_DRAW: &[(&str, Verb)] = &[
    ("check-id", check_id::run),
    ("deadline", deadline::run),
    ("draw-stratum", draw_stratum::run),
    ("match", match_officers::run),
    ("quota", quota::run),
    ("ticket", ticket::run),
];

/// Those that read one. A new verb is one more line in one of the two and one more file.
const OF_RECORDS: &[(&str, Verb)] = &[
    ("certificate", certificate::run),
    ("check-certificate", check_certificate::run),
    ("sql", sql::run),
    ("verify", verify::run),
];

type Verb = fn(Value) -> Result<Value, Faults>;

/// Which verbs are answered. What one door answers, the other answers in the same bytes, or not at all.
///
/// A program that knows only [`Door::DRAW`] holds the code of its verbs and no other: a page where a draw is run before the public
/// loads a quarter of what the whole door weighs.
///
/// ```
/// use double_random::wire::Door;
///
/// let request = r#"{"verb": "quota", "args": {"size": 101, "ratio": "7%"}}"#;
/// assert_eq!(Door::DRAW.answer(request), Door::WHOLE.answer(request));
/// assert!(Door::DRAW.answer(r#"{"verb": "verify", "args": {}}"#).contains("verb-unknown"));
/// ```
#[derive(Clone, Copy)]
pub struct Door(&'static [&'static [(&'static str, Verb)]]);

problems! {
    /// Why a request is turned away at the door.
    pub enum WireError {
        /// Over [`LONGEST`] bytes.
        TooLong { limit: usize } = "request-too-long" {
            zh: "请求超过 {limit} 个字节",
            en: "the request has more than {limit} bytes",
            hint_zh: "拆成较小的请求，或直接调用程序库",
            hint_en: "split the request, or call the library itself",
        }
        /// Bytes that are no UTF-8.
        Encoding { position: usize } = "request-encoding" {
            zh: "请求的第 {position} 个字节不是 UTF-8 编码",
            en: "byte {position} of the request is not UTF-8",
            hint_zh: "以 UTF-8 编码发送",
            hint_en: "send it as UTF-8",
        }
        /// A verb that the door does not have.
        UnknownVerb { verb: String, known: String } = "verb-unknown" {
            zh: "没有 `{verb}` 这个动词",
            en: "there is no verb `{verb}`",
            hint_zh: "可用的动词：{known}",
            hint_en: "the verbs are {known}",
        }
        /// A list longer than the verb takes.
        ListTooLong { found: usize, limit: usize } = "request-list-too-long" {
            zh: "列表有 {found} 项，最多 {limit} 项",
            en: "the list has {found} entries, at most {limit} are taken",
            hint_zh: "较长的名录请直接调用程序库",
            hint_en: "call the library itself for a longer list",
        }
    }
}

impl Door {
    /// All verbs.
    pub const WHOLE: Self = Self(&[OF_A_DRAW, OF_RECORDS]);
    /// `check-id`, `deadline`, `draw-stratum`, `match`, `quota`, `ticket`: those that need no record.
    pub const DRAW: Self = Self(&[OF_A_DRAW]);

    /// Answers one request. Never fails and never panics: whatever is wrong with the request stands in the answer.
    pub fn answer(self, request: &str) -> String {
        written(self.result(request))
    }

    /// Answers one request given as bytes, which may turn out not to be UTF-8.
    pub fn answer_bytes(self, request: &[u8]) -> String {
        match std::str::from_utf8(request) {
            Ok(request) => self.answer(request),
            Err(error) => written(Err(refused(WireError::Encoding { position: error.valid_up_to() + 1 }))),
        }
    }

    /// The names of the verbs, sorted.
    pub fn verbs(self) -> impl Iterator<Item = &'static str> {
        let mut names: Vec<&str> = self.0.iter().copied().flatten().map(|(name, _)| *name).collect();
        names.arrange();
        names.into_iter()
    }

    fn result(self, request: &str) -> Result<Value, Faults> {
        if request.len() > LONGEST {
            return Err(refused(WireError::TooLong { limit: LONGEST }));
        }
        let Request { verb, args } = json::shaped(json::parse(request)?)?;
        let Some((_, run)) = self.0.iter().copied().flatten().find(|(name, _)| *name == verb) else {
            let known: Vec<&str> = self.verbs().collect();
            let verb = verb.chars().take(40).collect();
            return Err(at("verb", WireError::UnknownVerb { verb, known: json::listed(&known) }));
        };
        run(args)
    }
}

/// Answers one request at the whole door: [`Door::answer`] of [`Door::WHOLE`].
///
/// ```
/// use double_random::wire;
///
/// let request = r#"{"verb": "quota", "args": {"size": 101, "ratio": "7%"}}"#;
/// assert_eq!(wire::answer(request), r#"{"ok":{"quota":8}}"#);
/// assert!(wire::answer("{}").starts_with(r#"{"error":{"code":"json-missing-key","#));
/// ```
pub fn answer(request: &str) -> String {
    Door::WHOLE.answer(request)
}

/// Answers one request at the whole door, given as bytes: [`Door::answer_bytes`].
pub fn answer_bytes(request: &[u8]) -> String {
    Door::WHOLE.answer_bytes(request)
}

/// The answer to a request of more than [`LONGEST`] bytes, for readers that stop before they have read it all.
pub fn answer_too_long() -> String {
    written(Err(refused(WireError::TooLong { limit: LONGEST })))
}

/// The names of all verbs, sorted.
pub fn verbs() -> impl Iterator<Item = &'static str> {
    Door::WHOLE.verbs()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    verb: String,
    args: Value,
}

/// What a verb is told, in the form it wants.
fn told<T: DeserializeOwned>(args: Value) -> Result<T, Faults> {
    json::shaped(args).map_err(below_args)
}

/// The faults of a verb's arguments, placed in the whole request.
fn below_args(mut faults: Faults) -> Faults {
    for fault in &mut faults.0 {
        fault.place.field = Some(match fault.place.field.take() {
            None => "args".to_owned(),
            Some(path) => format!("args.{path}"),
        });
    }
    faults
}

/// The same for what is wrong in the record among the arguments.
fn below_record(mut faults: Faults) -> Faults {
    for fault in &mut faults.0 {
        let field = fault.place.field.take().map(|path| format!("record.{path}"));
        fault.place.field = Some(field.unwrap_or_else(|| "record".to_owned()));
    }
    below_args(faults)
}

/// A problem at a path of the request.
fn at(path: &str, problem: impl Problem) -> Faults {
    Fault::new(Place::field(path), problem).into()
}

/// A problem of the request as a whole. A door speaks of faults and not of [`Error`](crate::Error), so that it need not
/// hold the words of floors that no verb enters.
fn refused(problem: impl Problem) -> Faults {
    Fault::new(Place::default(), problem).into()
}

/// What a verb says, as JSON.
fn said(answer: &impl Serialize) -> Result<Value, Faults> {
    json::value(answer).map_err(refused)
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Answer {
    Ok(Value),
    Error {
        code: &'static str,
        message_zh: String,
        message_en: String,
        hint: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        article: Option<Article>,
        #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
        place: Option<Place>,
    },
}

impl From<Faults> for Answer {
    fn from(faults: Faults) -> Self {
        Self::Error {
            code: faults.code(),
            message_zh: faults.message_zh(),
            message_en: faults.message_en(),
            hint: faults.hint(),
            article: faults.article(),
            place: faults.place(),
        }
    }
}

fn written(result: Result<Value, Faults>) -> String {
    let answer = result.map_or_else(Answer::from, Answer::Ok);
    // a number above 2^53-1 in an answer is an error as well; the text of an error holds no number of its own
    json::canonical(&answer)
        .or_else(|error| json::canonical(&Answer::from(refused(error))))
        .unwrap_or_default()
}
