//! The command line.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use double_random::base::{Date, Scheme};
use lexopt::prelude::{Long, Short, Value};

use super::failure::Failure;
use super::screen::Lang;

/// What the user asks for.
pub(crate) enum Command {
    /// The help.
    Help,
    /// A draw.
    Draw(Box<Options>),
}

/// The options of a draw.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    pub(crate) round: Option<PathBuf>,
    pub(crate) targets: Option<PathBuf>,
    pub(crate) history: Option<PathBuf>,
    pub(crate) units: Option<PathBuf>,
    /// Field to header, of the file of targets.
    pub(crate) map: BTreeMap<String, String>,
    /// Field to header, of the history.
    pub(crate) history_map: BTreeMap<String, String>,
    pub(crate) officers: Option<PathBuf>,
    pub(crate) leave: Option<PathBuf>,
    /// Field to header, of the officers.
    pub(crate) officers_map: BTreeMap<String, String>,
    /// Field to header, of the leave.
    pub(crate) leave_map: BTreeMap<String, String>,
    pub(crate) seed: Option<String>,
    /// The values of the second stage, in the order of the matches.
    pub(crate) match_seeds: Vec<String>,
    pub(crate) out: Option<PathBuf>,
    pub(crate) upper_case: bool,
    pub(crate) scheme: Scheme,
    pub(crate) as_of: Option<Date>,
}

const HELP_ZH: &str = "\
用法：cargo run --release --example draw -- [选项]

按名录随机抽取检查对象，再为合并后的检查随机匹配检查人员：两次都是先封存、再摇号，
结果写成记录，并按记录重新核验一遍。
不带选项时使用内置的虚构示例，可先看一遍全过程。

  --targets 文件    检查对象名录（.csv 或 .xlsx，UTF-8 或 GB18030）
  --history 文件    检查历史，用于“一年不超过2次”
  --units 文件      区域与任务执行单位对照表
  --officers 文件   执法检查人员名录；没有时到上门清单为止
  --leave 文件      休假名单：人员编号（或执法证号）、起、止；也可写在人员名录的“休假”列
  --round 文件      抽查批次（JSON）：任务、事项、单位、移除、锁定；相邻区域 areas，
                    人员匹配 matches（回避、审批、下达）；样例见 examples/rounds/
  --map 字段=表头   指定哪一列是哪个字段，例如 --map area=地区,id=统一社会信用代码
                    其他名录的列写成 --map history.date=检查时间,officers.name=姓名
  --seed 值         随机数：现场产生的值。使用自己的文件时必须给出，程序从不代为产生
  --match-seed 值   第二次随机数，可写多次：每次匹配依次取下一个值。匹配按批次文件中 matches 的
                    顺序进行，没有 matches 时按单位编号；重新匹配要用新的值。人员在派发之后才封存，
                    所以先不写此项运行一遍，公布显示的人员封存校验值，产生随机数后再写上运行
  --out 目录        结果放在哪里（默认 out）
  --upper-case      把信用代码中的小写字母改为大写，每处改动都记入回执
  --scheme 方式     编号方式：credit-code（统一社会信用代码，默认）或 ascii（自编编号）
  --as-of 日期      没有 --round 时的基准日，例如 2026-10-01（默认今天）
  --lang zh|en      输出语言（默认 zh）
  --help            显示本说明

结果文件：record.json（抽查记录）、announcement.html（抽查任务公告）、drawn.xlsx 和 drawn.csv（抽取名单）、
visits.xlsx（合并后的上门清单）、faults.xlsx（名录中的问题）；匹配人员后还有 teams.xlsx（检查组）和
tasks-单位.html（检查任务单，每组一页），这两种含人员姓名，内部使用；有回避时还有 recusals.json（回避，内部使用）。
退出码：0 完成；1 名录、批次或核验有误；2 选项有误。
";

const HELP_EN: &str = "\
Usage: cargo run --release --example draw -- [OPTIONS]

Draws inspection targets from your lists, then matches officers to the merged visits, both at random: it seals first
and draws afterwards, writes a record, and runs the record again.
Without options it uses a built-in, made-up district, so that you can watch the whole course first.

  --targets FILE      the directory of targets (.csv or .xlsx, UTF-8 or GB18030)
  --history FILE      past inspections, for \"at most twice a year\"
  --units FILE        the table of areas and executing units
  --officers FILE     the directory of officers; without it this ends with the visits
  --leave FILE        leave: officer's id (or certificate), first day, last day; it may also stand in the officers' file
  --round FILE        the round (JSON): tasks, items, units, removals, lock; areas with their neighbours; matches with
                      recusals, approvals and order; see examples/rounds/
  --map FIELD=HEADER  which column is which field, --map area=地区,id=统一社会信用代码 for example;
                      columns of other lists are written --map history.date=检查时间,officers.name=姓名
  --seed VALUE        the random value that was made in public. Your own files need one; it is never made up here
  --match-seed VALUE  the second random value, as often as needed: every match takes the next one. Matches are held in
                      the order of `matches` in the round file, without it in the order of units; another attempt needs
                      a new value. Officers are sealed only after the dispatch, so run it without this option, publish
                      the check values it shows, make the values, and run it again with them
  --out FOLDER        where the results go (default: out)
  --upper-case        raise lower-case letters of credit codes; the receipt names each change
  --scheme NAME       how ids are written: credit-code (default) or ascii (ids of your own)
  --as-of DATE        the as-of date where there is no --round, 2026-10-01 for example (default: today)
  --lang zh|en        language of the report (default: zh)
  --help              show this

Results: record.json (the record), announcement.html (the announcement, in Chinese), drawn.xlsx and drawn.csv
(the drawn list), visits.xlsx (the merged visits), faults.xlsx (what is wrong in the lists); with officers also
teams.xlsx and tasks-UNIT.html (a task sheet a team), both with full names and for internal use only,
and recusals.json where there are any, internal too.
Exit codes: 0 done; 1 lists, round or verdict are wrong; 2 an option is wrong.
";

/// The help in both languages, that of the report first.
pub(crate) fn help(lang: Lang) -> String {
    let (first, second) = lang.pick((HELP_ZH, HELP_EN), (HELP_EN, HELP_ZH));
    format!("{first}\n{second}")
}

/// Reads the arguments. The language is known even where they are wrong.
pub(crate) fn read(arguments: impl IntoIterator<Item = OsString>) -> (Lang, Result<Command, Failure>) {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let given = arguments.iter().any(|argument| argument == "--lang=en")
        || arguments.windows(2).any(|pair| matches!(pair, [lang, en] if lang == "--lang" && en == "en"));
    let lang = if given { Lang::En } else { Lang::Zh };
    (lang, parse(arguments))
}

fn parse(arguments: Vec<OsString>) -> Result<Command, Failure> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut options = Options::default();
    while let Some(argument) = parser.next().map_err(wrong)? {
        let name = match argument {
            Short('h') => return Ok(Command::Help),
            Long(name) => name.to_owned(),
            Short(letter) => return Err(unknown(&format!("-{letter}"))),
            Value(value) => return Err(unknown(&value.to_string_lossy())),
        };
        let mut path = || value(&mut parser, &name).map(PathBuf::from);
        match name.as_str() {
            "help" => return Ok(Command::Help),
            "round" => options.round = Some(path()?),
            "targets" => options.targets = Some(path()?),
            "history" => options.history = Some(path()?),
            "units" => options.units = Some(path()?),
            "officers" => options.officers = Some(path()?),
            "leave" => options.leave = Some(path()?),
            "out" => options.out = Some(path()?),
            "upper-case" => options.upper_case = true,
            "seed" => options.seed = Some(text(&mut parser, &name)?),
            "match-seed" => options.match_seeds.push(text(&mut parser, &name)?),
            "map" => map(&text(&mut parser, &name)?, &mut options)?,
            "scheme" => options.scheme = scheme(&text(&mut parser, &name)?)?,
            "as-of" => options.as_of = Some(text(&mut parser, &name)?.parse().map_err(as_option)?),
            "lang" => lang(&text(&mut parser, &name)?)?,
            other => return Err(unknown(&format!("--{other}"))),
        }
    }
    Ok(Command::Draw(Box::new(options)))
}

/// The value of the option `name`. A name of an option in its place means that it was forgotten.
fn value(parser: &mut lexopt::Parser, name: &str) -> Result<OsString, Failure> {
    if let Some(value) = parser.optional_value() {
        return Ok(value);
    }
    match parser.value() {
        Ok(value) if !value.to_string_lossy().starts_with("--") => Ok(value),
        _ => Err(Failure::option(
            "option-value",
            [&format!("选项 `--{name}` 后面没有值"), "用 --help 查看选项的写法；值以 -- 开头时用等号连接"],
            [
                &format!("option `--{name}` lacks its value"),
                "see with --help how it is written; join a value that begins with -- by an equals sign",
            ],
        )),
    }
}

fn text(parser: &mut lexopt::Parser, name: &str) -> Result<String, Failure> {
    value(parser, name)?.into_string().map_err(|value| wrong(lexopt::Error::NonUnicodeValue(value)))
}

fn scheme(text: &str) -> Result<Scheme, Failure> {
    match text {
        "credit-code" => Ok(Scheme::CreditCode),
        "ascii" => Ok(Scheme::Ascii),
        _ => Err(Failure::option(
            "option-scheme",
            [&format!("不认识的编号方式 `{text}`"), "写成 --scheme credit-code 或 --scheme ascii"],
            [&format!("unknown scheme `{text}`"), "write --scheme credit-code or --scheme ascii"],
        )),
    }
}

fn lang(text: &str) -> Result<(), Failure> {
    match text {
        "zh" | "en" => Ok(()),
        _ => Err(Failure::option(
            "option-lang",
            [&format!("不认识的语言 `{text}`"), "写成 --lang zh 或 --lang en"],
            [&format!("unknown language `{text}`"), "write --lang zh or --lang en"],
        )),
    }
}

/// `area=地区,id=代码`; a field of another list has its name before it, as `history.` has.
fn map(text: &str, options: &mut Options) -> Result<(), Failure> {
    for pair in text.split([',', '，']) {
        let Some((field, header)) =
            pair.split_once('=').filter(|(field, header)| !field.is_empty() && !header.is_empty())
        else {
            return Err(Failure::option(
                "option-map",
                [&format!("`{pair}` 不是“字段=表头”"), "例如 --map area=地区,id=统一社会信用代码"],
                [
                    &format!("`{pair}` is not FIELD=HEADER"),
                    "write --map area=地区,id=统一社会信用代码 for example",
                ],
            ));
        };
        let (map, field) = match field.trim().split_once('.') {
            Some(("history", field)) => (&mut options.history_map, field),
            Some(("officers", field)) => (&mut options.officers_map, field),
            Some(("leave", field)) => (&mut options.leave_map, field),
            _ => (&mut options.map, field.trim()),
        };
        map.insert(field.to_owned(), header.to_owned());
    }
    Ok(())
}

fn unknown(option: &str) -> Failure {
    Failure::option(
        "option-unknown",
        [&format!("不认识的选项 `{option}`"), "用 --help 查看全部选项"],
        [&format!("unknown option `{option}`"), "see all options with --help"],
    )
}

fn wrong(error: lexopt::Error) -> Failure {
    Failure::option(
        "option-value",
        [&format!("选项有误（{error}）"), "用 --help 查看选项的写法"],
        [&format!("an option is wrong: {error}"), "see with --help how it is written"],
    )
}

fn as_option(error: impl double_random::base::Problem) -> Failure {
    let mut failure = Failure::problem(error);
    failure.exit = 2;
    failure
}
