//! 适用口径 - wordings of the guideline that can be read in more than one way, and which way is taken.

use serde::{Deserialize, Serialize};

use super::Article;

/// One unclear wording with the readings possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The number by which records name it, `I-14-2a` for example.
    pub id: &'static str,
    /// The wording's article.
    pub article: Article,
    /// The question, in Chinese.
    pub question_zh: &'static str,
    /// The question, in English.
    pub question_en: &'static str,
    /// The names of the readings that this crate can follow; the first is the default.
    pub choices: &'static [&'static str],
}

/// A reading chosen by a rule set.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The reading's number.
    pub reading: String,
    /// The name of the choice.
    pub choice: String,
}

impl Reading {
    /// Every reading that a decision of this crate depends on.
    pub const ALL: &'static [Self] = &[
        Self {
            id: "I-14-2a",
            article: Article::A14P2,
            question_zh: "“一年内”从何时起算",
            question_en: "which year does the cap count in",
            choices: &["calendar-year-of-as-of"],
        },
        Self {
            id: "I-14-2b",
            article: Article::A14P2,
            question_zh: "次数按企业还是按场所计算",
            question_en: "does the cap count the enterprise or the place",
            choices: &["unit-code"],
        },
        Self {
            id: "I-17-a",
            article: Article::A17,
            question_zh: "分项重叠时对象归入哪一项",
            question_en: "which stratum takes a target that fits several",
            choices: &["first-match"],
        },
        Self {
            id: "I-17-b",
            article: Article::A17,
            question_zh: "应抽户数的基数是否扣除已达上限的单位",
            question_en: "is the base number counted before the cap",
            choices: &["before-cap"],
        },
        Self {
            id: "I-18-a",
            article: Article::A18,
            question_zh: "确认时可以因何移除对象",
            question_en: "for which reasons may confirming remove a target",
            choices: &["five-named-reasons"],
        },
        Self {
            id: "I-18-b",
            article: Article::A18,
            question_zh: "能否只下发名单的一部分",
            question_en: "may a part of the list be dispatched",
            choices: &["by-unit-or-random-batches"],
        },
        Self {
            id: "I-20-a",
            article: Article::A20P2,
            question_zh: "组长由抽取产生还是由审批人指定",
            question_en: "is the leader drawn or appointed",
            choices: &["drawn", "appointed"],
        },
        Self {
            id: "I-21-a",
            article: Article::A21,
            question_zh: "从事安全生产日常监管的人员是否须持有效执法证件",
            question_en: "do people who supervise work safety day by day need a valid certificate",
            choices: &["certificate-for-all", "daily-safety-without-certificate"],
        },
    ];
}
