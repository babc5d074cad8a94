//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use double_random::base::{Date, Problem};
use lexopt::prelude::{Long, Short, Value};

/// The language of table and page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lang {
    Zh,
    En,
}

impl Lang {
    /// The text of this language.
    pub(crate) fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// What the user asks for.
pub(crate) enum Command {
    Help,
    Show(Options),
}

/// Which day of which year.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) today: Date,
    pub(crate) lang: Lang,
    pub(crate) seed: String,
    pub(crate) out: PathBuf,
}

/// The help in both languages.
pub(crate) const HELP: &str = "\
用法：cargo run --example duties -- [选项]

虚构一个局 2026 年的抽查：计划、四次摇号、检查、公示、异议、更正，其中一些逾期；
列出“今天”的待办事项，写出 duties.ics（日历）和 duties.html（可打印的网页）。

  --today 日期    今天，2026-01-01 至 2026-12-31（默认 2026-11-23）；之后的事都还没有发生
  --seed 文字     换一个虚构的年份（默认 3）
  --lang zh|en    语言（默认 zh）
  --out 目录      文件写到哪里（默认 out）
  --help          显示本说明

Usage: cargo run --example duties -- [OPTIONS]

Makes up the year 2026 of a bureau: plan, four draws, visits, publication, objections, corrections, some of it late;
shows the duties open today, and writes duties.ics (for calendars) and duties.html (a page to print).

  --today DATE    today, 2026-01-01 to 2026-12-31 (default 2026-11-23); nothing after it has happened
  --seed TEXT     another made-up year (default 3)
  --lang zh|en    language (default zh)
  --out FOLDER    where the files go (default out)
  --help          show this
";

/// Reads the arguments.
pub(crate) fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut options = Options {
        today: Date::new(2026, 11, 23).map_err(|error| error.to_string())?,
        lang: Lang::Zh,
        seed: "3".to_owned(),
        out: PathBuf::from("out"),
    };
    while let Some(argument) = parser.next().map_err(wrong)? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("today") => options.today = today(&text(&mut parser)?)?,
            Long("seed") => options.seed = text(&mut parser)?,
            Long("lang") => options.lang = lang(&text(&mut parser)?)?,
            Long("out") => options.out = PathBuf::from(parser.value().map_err(wrong)?),
            Long(_) | Short(_) | Value(_) => return Err(wrong(argument.unexpected())),
        }
    }
    Ok(Command::Show(options))
}

fn text(parser: &mut lexopt::Parser) -> Result<String, String> {
    parser.value().and_then(|value| Ok(value.into_string()?)).map_err(wrong)
}

fn today(text: &str) -> Result<Date, String> {
    let told = |zh: &str, en: &str| format!("{zh}\n{en}\n");
    let day: Date = text.parse().map_err(|error: double_random::base::date::DateError| {
        told(&error.message_zh(), &error.message_en())
    })?;
    if day.year() != 2026 {
        return Err(told(
            &format!("`{day}` 不在 2026 年：示例只虚构这一年"),
            &format!("`{day}` is not in 2026, the only year that is made up here"),
        ));
    }
    Ok(day)
}

fn lang(text: &str) -> Result<Lang, String> {
    match text {
        "zh" => Ok(Lang::Zh),
        "en" => Ok(Lang::En),
        _ => {
            Err(format!("不认识的语言 `{text}`，写成 zh 或 en\nunknown language `{text}`, write zh or en\n"))
        }
    }
}

fn wrong(error: impl std::fmt::Display) -> String {
    format!("选项有误（{error}），用 --help 查看写法\nan option is wrong ({error}), see --help\n")
}
