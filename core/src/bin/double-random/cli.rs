//! The command line.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use double_random::base::{Date, Scheme};
use double_random::record::Dialect;
use lexopt::prelude::{Long, Short, Value};

use super::failure::Failure;
use super::files::Files;

/// The language of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lang {
    Zh,
    En,
}

impl Lang {
    pub(crate) fn pick<T>(self, zh: T, en: T) -> T {
        if self == Self::Zh { zh } else { en }
    }
}

/// What is asked for.
pub(crate) enum Command {
    Help,
    Version,
    Wire,
    Verify(Box<Verify>),
    Certificate(Box<OneTarget>),
    Sql(Box<Sql>),
    Rows(Box<Rows>),
}

/// 核验
#[derive(Default)]
pub(crate) struct Verify {
    pub(crate) record: PathBuf,
    pub(crate) files: Files,
    pub(crate) earlier: Vec<PathBuf>,
}

/// 抽取情况核验单
pub(crate) struct OneTarget {
    pub(crate) record: PathBuf,
    pub(crate) files: Files,
    pub(crate) id: String,
    pub(crate) today: Option<Date>,
    pub(crate) form: Form,
}

/// For whom an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// For people.
    Text,
    /// The certificate with its proofs.
    Json,
}

/// A list in the form that others read.
pub(crate) struct Rows {
    pub(crate) files: Files,
}

/// One stratum as SQL.
pub(crate) struct Sql {
    pub(crate) record: PathBuf,
    pub(crate) items: PathBuf,
    pub(crate) task: String,
    pub(crate) stratum: u32,
    pub(crate) dialect: Dialect,
    pub(crate) today: Option<Date>,
}

/// Reads the arguments. The language is known even where they are wrong.
pub(crate) fn read(arguments: Vec<OsString>) -> (Lang, Result<Command, Failure>) {
    let english = arguments.iter().any(|argument| argument == "--lang=en")
        || arguments.windows(2).any(|pair| matches!(pair, [lang, en] if lang == "--lang" && en == "en"));
    (if english { Lang::En } else { Lang::Zh }, parse(arguments))
}

/// Everything that may stand behind a command, by name.
#[derive(Default)]
struct Given {
    paths: BTreeMap<String, PathBuf>,
    words: BTreeMap<String, String>,
    earlier: Vec<PathBuf>,
    maps: BTreeMap<String, String>,
}

const PATHS: [&str; 10] = [
    "targets",
    "items",
    "history",
    "units",
    "officers",
    "experts",
    "recusals",
    "overrides",
    "plans",
    "lists",
];
const WORDS: [&str; 8] = ["task", "stratum", "dialect", "scheme", "lang", "id", "form", "today"];

fn parse(arguments: Vec<OsString>) -> Result<Command, Failure> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut given = Given::default();
    let mut plain: Vec<OsString> = Vec::new();
    while let Some(argument) = parser.next().map_err(|error| wrong(&error))? {
        let name = match argument {
            Short('h') => return Ok(Command::Help),
            Short('V') => return Ok(Command::Version),
            Value(value) => {
                plain.push(value);
                continue;
            }
            Short(letter) => return Err(Failure::unknown(&format!("-{letter}"))),
            Long(name) => name.to_owned(),
        };
        let mut value = || parser.value().map_err(|error| wrong(&error));
        match name.as_str() {
            "help" => return Ok(Command::Help),
            "version" => return Ok(Command::Version),
            "earlier" => given.earlier.push(value()?.into()),
            "map" => {
                let text = value()?.to_string_lossy().into_owned();
                let pair = text.split_once('=').ok_or_else(|| Failure::map(&text))?;
                given.maps.insert(pair.0.to_owned(), pair.1.to_owned());
            }
            path if PATHS.contains(&path) => _ = given.paths.insert(name.clone(), value()?.into()),
            word if WORDS.contains(&word) => {
                let text = value()?.to_string_lossy().into_owned();
                given.words.insert(name.clone(), text);
            }
            _ => return Err(Failure::unknown(&format!("--{name}"))),
        }
    }
    let mut plain = plain.into_iter();
    let command = plain.next().map(|command| command.to_string_lossy().into_owned());
    let mut record = || plain.next().map(PathBuf::from).ok_or_else(Failure::no_record);
    if !matches!(given.words.get("lang").map(String::as_str), None | Some("zh" | "en")) {
        return Err(Failure::choice("--lang", "zh, en"));
    }
    let command = match command.as_deref() {
        None => Command::Help,
        Some("help") => Command::Help,
        Some("wire") => Command::Wire,
        Some("verify") => {
            let record = record()?;
            let earlier = std::mem::take(&mut given.earlier);
            Command::Verify(Box::new(Verify { record, files: given.files()?, earlier }))
        }
        Some("certificate") => Command::Certificate(Box::new(given.certificate(record()?)?)),
        Some("rows") => Command::Rows(Box::new(Rows { files: std::mem::take(&mut given).files()? })),
        Some("sql") => Command::Sql(Box::new(given.sql(record()?)?)),
        Some(other) => return Err(Failure::unknown(other)),
    };
    match plain.next() {
        Some(more) => Err(Failure::unknown(&more.to_string_lossy())),
        None => Ok(command),
    }
}

impl Given {
    fn files(mut self) -> Result<Files, Failure> {
        let scheme = match self.words.get("scheme").map(String::as_str) {
            None | Some("ascii") => Scheme::Ascii,
            Some("credit-code") => Scheme::CreditCode,
            Some(_) => return Err(Failure::choice("--scheme", "ascii, credit-code")),
        };
        let mut path = |name: &str| self.paths.remove(name);
        Ok(Files {
            targets: path("targets"),
            items: path("items"),
            history: path("history"),
            units: path("units"),
            officers: path("officers"),
            experts: path("experts"),
            recusals: path("recusals"),
            overrides: path("overrides"),
            plans: path("plans"),
            lists: path("lists"),
            maps: self.maps,
            scheme,
        })
    }

    fn certificate(mut self, record: PathBuf) -> Result<OneTarget, Failure> {
        let id = self.words.remove("id").ok_or_else(|| Failure::missing("--id"))?;
        let form = match self.words.get("form").map(String::as_str) {
            None | Some("text") => Form::Text,
            Some("json") => Form::Json,
            Some(_) => return Err(Failure::choice("--form", "text, json")),
        };
        let today = self.today()?;
        Ok(OneTarget { record, files: self.files()?, id, today, form })
    }

    fn today(&self) -> Result<Option<Date>, Failure> {
        let today = self.words.get("today").map(|day| day.parse());
        today.transpose().map_err(|_| Failure::choice("--today", "2026-11-24"))
    }

    fn sql(mut self, record: PathBuf) -> Result<Sql, Failure> {
        let today = self.today()?;
        let stratum = self.words.get("stratum").map_or("0", String::as_str);
        let dialect = match self.words.get("dialect").map(String::as_str) {
            None | Some("duckdb") => Dialect::DuckDb,
            Some("spark") => Dialect::Spark,
            Some("postgresql") => Dialect::PostgreSql,
            Some(_) => return Err(Failure::choice("--dialect", "duckdb, spark, postgresql")),
        };
        Ok(Sql {
            record,
            items: self.paths.remove("items").ok_or_else(|| Failure::missing("--items"))?,
            stratum: stratum.parse().map_err(|_| Failure::choice("--stratum", "0, 1, 2 …"))?,
            task: self.words.remove("task").ok_or_else(|| Failure::missing("--task"))?,
            dialect,
            today,
        })
    }
}

fn wrong(error: &lexopt::Error) -> Failure {
    Failure::option(&error.to_string())
}
