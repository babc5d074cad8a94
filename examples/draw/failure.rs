//! Why the program stops: a code, what is wrong and what to do, in both languages.

use std::io;
use std::path::Path;

use double_random::base::{Fault, Faults, Problem};

use super::screen::Lang;

/// Faults shown one by one; the rest is counted.
const SHOWN: usize = 10;

/// A stop. Nothing was written.
#[derive(Debug)]
pub(crate) struct Failure {
    /// 2 for a wrong option, else 1.
    pub(crate) exit: u8,
    lines: Vec<Line>,
    more: usize,
}

#[derive(Debug)]
struct Line {
    code: String,
    place: Option<String>,
    /// What is wrong and what to do, in Chinese and English.
    zh: [String; 2],
    en: [String; 2],
}

impl Failure {
    /// A wrong option.
    pub(crate) fn option(code: &str, zh: [&str; 2], en: [&str; 2]) -> Self {
        Self { exit: 2, ..Self::one(code, zh, en) }
    }

    fn one(code: &str, zh: [&str; 2], en: [&str; 2]) -> Self {
        let (zh, en) = (zh.map(str::to_owned), en.map(str::to_owned));
        Self { exit: 1, lines: vec![Line { code: code.to_owned(), place: None, zh, en }], more: 0 }
    }

    /// A file that cannot be read.
    pub(crate) fn read(path: &Path, error: &io::Error) -> Self {
        let path = path.display();
        Self::one(
            "file-not-readable",
            [&format!("无法读取文件 `{path}`（{error}）"), "核对路径和读取权限"],
            [&format!("file `{path}` cannot be read: {error}"), "check the path and whether you may read it"],
        )
    }

    /// A file that cannot be written.
    pub(crate) fn write(path: &Path, error: &io::Error) -> Self {
        let path = path.display();
        Self::one(
            "file-not-writable",
            [&format!("无法写入 `{path}`（{error}），没有写出任何结果文件"), "换一个可写的目录：--out 目录"],
            [
                &format!("`{path}` cannot be written ({error}); no result file was left"),
                "choose a folder you may write to: --out FOLDER",
            ],
        )
    }

    /// The screen is gone, a closed pipe for example.
    pub(crate) fn screen(error: io::Error) -> Self {
        Self::one(
            "screen",
            [&format!("无法输出（{error}）"), "检查输出的去向"],
            [&format!("the report cannot be shown: {error}"), "check where the output goes"],
        )
    }

    /// A seal that asks for more than one typed value.
    pub(crate) fn ceremony() -> Self {
        Self::one(
            "ceremony-one-value",
            [
                "--seed 只能录入一个值，批次文件约定了多个来源、见证人或公开随机数来源",
                "把摇号时公开的密值和各来源的值写在批次文件的 held 中",
            ],
            [
                "--seed is one typed value, the round asks for several sources, for parties or for a beacon",
                "write what was revealed and read out at the ceremony as `held` of the round file",
            ],
        )
    }

    /// Leave of somebody who is no officer of the list.
    pub(crate) fn leave(row: u64, name: &str) -> Self {
        Self::one(
            "leave-officer-unknown",
            [
                &format!("休假名单第 {row} 行的人员 `{name}` 不在执法检查人员名录中"),
                "核对人员编号或执法证号；被退回的人员见人员名录的回执",
            ],
            [
                &format!("officer `{name}` in row {row} of the leave is not in the directory of officers"),
                "check the officer's id or certificate; the receipt of the officers names rows that were refused",
            ],
        )
    }

    /// Sealed officers without any value; the first match of `count`.
    pub(crate) fn match_seed(id: &str, check_value: &str, count: usize) -> Self {
        Self::option(
            "option-match-seed-missing",
            [
                &format!(
                    "匹配 `{id}` 没有第二次随机数（缺 {count} 个）：人员在派发之后才封存，第一次的随机数那时已经公开，不能再用"
                ),
                &format!(
                    "先公布上面的人员封存校验值（{check_value}），再公开产生新的值，加上 --match-seed 值 重新运行；这次没有写出结果"
                ),
            ],
            [
                &format!(
                    "match `{id}` has no second value ({count} missing): officers are sealed after the dispatch, when the first value is public"
                ),
                &format!(
                    "publish the check values shown above ({check_value}), make new values in public, and run it again with --match-seed VALUE; nothing was written"
                ),
            ],
        )
    }

    /// A record that does not stand up to its own check.
    pub(crate) fn not_exact(out: &Path) -> Self {
        let out = out.display();
        Self::one(
            "verdict-not-exact",
            [&format!("`{out}` 中的记录没有通过核验"), "核对名录文件在抽取期间是否被改动，然后重新抽取"],
            [
                &format!("the record in `{out}` did not pass its check"),
                "see whether a list was changed meanwhile, and draw again",
            ],
        )
    }

    /// A problem without a place.
    pub(crate) fn problem(problem: impl Problem) -> Self {
        Faults::from(Fault::new(Default::default(), problem)).into()
    }

    /// The text for a screen.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let mut text = String::new();
        for line in &self.lines {
            let [what, hint] = if lang == Lang::Zh { &line.zh } else { &line.en };
            let place = line.place.as_deref().map_or(String::new(), |place| format!("{place}: "));
            let (error, to_do) = (lang.pick("错误", "error"), lang.pick("处理办法：", "what to do: "));
            text += &format!("{error} [{}] {place}{what}\n    {to_do}{hint}\n", line.code);
        }
        if self.more > 0 {
            text += &match lang {
                Lang::Zh => format!("另有 {} 处错误\n", self.more),
                Lang::En => format!("and {} more\n", self.more),
            };
        }
        text
    }
}

impl From<Faults> for Failure {
    fn from(faults: Faults) -> Self {
        let line = |fault: &Fault| {
            let problem = fault.problem();
            let article = problem.article().map_or(String::new(), |article| format!("（{article}）"));
            Line {
                code: problem.code().to_owned(),
                place: Some(fault.place.to_string()).filter(|place| !place.is_empty()),
                zh: [problem.message_zh() + &article, problem.hint_zh()],
                en: [problem.message_en() + &article, problem.hint_en()],
            }
        };
        let lines = faults.0.iter().take(SHOWN).map(line).collect();
        Self { exit: 1, lines, more: faults.0.len().saturating_sub(SHOWN) }
    }
}
