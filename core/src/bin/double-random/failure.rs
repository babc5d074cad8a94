//! Why the program stops: what is wrong, where, and what to do, in both languages.

use std::io;
use std::path::Path;

use double_random::base::{Fault, Faults};

use super::cli::Lang;

/// Faults shown one by one; the rest is counted.
const SHOWN: usize = 10;

/// A stop.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What is wrong and what to do, in Chinese and English.
    lines: Vec<[String; 2]>,
    more: usize,
}

impl Failure {
    /// Wrong input, whatever it was.
    pub(crate) const EXIT: u8 = 2;

    fn one(code: &str, zh: [&str; 2], en: [&str; 2]) -> Self {
        let zh = format!("错误 [{code}] {}\n    处理办法：{}", zh[0], zh[1]);
        let en = format!("error [{code}] {}\n    what to do: {}", en[0], en[1]);
        Self { lines: vec![[zh, en]], more: 0 }
    }

    pub(crate) fn unknown(word: &str) -> Self {
        let (zh, en) =
            (format!("没有 `{word}` 这个命令或选项"), format!("there is no command or option `{word}`"));
        Self::one("option-unknown", [&zh, "见 double-random --help"], [&en, "see double-random --help"])
    }

    pub(crate) fn option(error: &str) -> Self {
        let (zh, en) = (format!("选项有误（{error}）"), format!("an option is wrong: {error}"));
        Self::one("option-wrong", [&zh, "见 double-random --help"], [&en, "see double-random --help"])
    }

    pub(crate) fn missing(option: &str) -> Self {
        let (zh, en) = (format!("缺少选项 `{option}`"), format!("option `{option}` is missing"));
        Self::one("option-missing", [&zh, "补上该选项"], [&en, "add it"])
    }

    pub(crate) fn choice(option: &str, choices: &str) -> Self {
        let (zh, en) = (
            format!("`{option}` 的取值不在可选范围"),
            format!("the value of `{option}` is none that it takes"),
        );
        let (choose_zh, choose_en) = (format!("可选：{choices}"), format!("write one of {choices}"));
        Self::one("option-value", [&zh, &choose_zh], [&en, &choose_en])
    }

    pub(crate) fn map(text: &str) -> Self {
        let (zh, en) = (format!("`{text}` 不是 字段=表头"), format!("`{text}` is not FIELD=HEADER"));
        Self::one("option-map", [&zh, "例如 --map area=地区"], [&en, "write --map area=地区 for example"])
    }

    pub(crate) fn no_record() -> Self {
        Self::one(
            "record-missing",
            ["没有给出记录文件", "写成 double-random verify record.json"],
            ["no record is given", "write double-random verify record.json"],
        )
    }

    pub(crate) fn read(path: &Path, error: &io::Error) -> Self {
        let path = path.display();
        let (zh, en) = (format!("无法读取 `{path}`（{error}）"), format!("`{path}` cannot be read: {error}"));
        Self::one(
            "file-not-readable",
            [&zh, "核对路径、读取权限和编码（JSON 用 UTF-8）"],
            [&en, "check the path, whether you may read it, and that JSON is UTF-8"],
        )
    }

    pub(crate) fn pipe(error: io::Error) -> Self {
        let (zh, en) = (format!("无法输入或输出（{error}）"), format!("the pipe is broken: {error}"));
        Self::one("pipe", [&zh, "检查管道的两端"], [&en, "check both of its ends"])
    }

    /// The text for a screen.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let mut text: String = self.lines.iter().map(|[zh, en]| format!("{}\n", lang.pick(zh, en))).collect();
        if self.more > 0 {
            let more = self.more;
            text += &lang.pick(format!("另有 {more} 处错误\n"), format!("and {more} more\n"));
        }
        text
    }
}

impl From<Faults> for Failure {
    fn from(faults: Faults) -> Self {
        let line = |fault: &Fault| {
            let (problem, place) = (fault.problem(), fault.place.to_string());
            let place = if place.is_empty() { place } else { place + ": " };
            let article = problem.article().map_or(String::new(), |article| format!("（{article}）"));
            let code = problem.code();
            let (zh, en) = (problem.message_zh(), problem.message_en());
            [
                format!("错误 [{code}] {place}{zh}{article}\n    处理办法：{}", problem.hint_zh()),
                format!("error [{code}] {place}{en}{article}\n    what to do: {}", problem.hint_en()),
            ]
        };
        let lines = faults.0.iter().take(SHOWN).map(line).collect();
        Self { lines, more: faults.0.len().saturating_sub(SHOWN) }
    }
}
