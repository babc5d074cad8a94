//! 第十七条 - directed and undirected: which targets a stratum takes, as data that can be sealed.

use serde::{Deserialize, Serialize};

use crate::base::problem::problems;
use crate::directory::Risk;

/// How deep predicates may nest.
const DEEPEST: usize = 16;
/// How many values and parts one predicate may name in all.
const MOST: usize = 10_000;

problems! {
    /// Why a predicate is refused.
    pub enum CriterionError {
        /// A list of values or parts that holds nothing.
        Empty { kind: &'static str } = "criterion-empty" @ A17 {
            zh: "抽取条件 `{kind}` 没有取值",
            en: "criterion `{kind}` names no value",
            hint_zh: "列出至少一个取值；不限条件时写 \"everyone\"",
            hint_en: "name at least one value; write \"everyone\" for no condition",
        }
        /// Nested deeper than 16.
        TooDeep { limit: usize } = "criterion-too-deep" @ A17 {
            zh: "抽取条件嵌套超过 {limit} 层",
            en: "the criterion nests deeper than {limit}",
            hint_zh: "拆成几个分项",
            hint_en: "split it into several strata",
        }
        /// More than 10,000 values.
        TooLong { found: usize, limit: usize } = "criterion-too-long" @ A17 {
            zh: "抽取条件有 {found} 个取值，最多 {limit} 个",
            en: "the criterion names {found} values, at most {limit} are allowed",
            hint_zh: "在名录库中增加一列，用一个取值表示这一类",
            hint_en: "add a column to the directory that names the category",
        }
    }
}

/// 抽取条件 - a predicate over one target. No code, no names of firms: data that anybody can read in the seal.
///
/// ```
/// use double_random::directory::Risk;
/// use double_random::plan::Criterion;
///
/// let risky_kitchens = Criterion::risk(Risk::High).and(Criterion::kind("餐饮"));
/// assert_eq!(serde_json::to_string(&risky_kitchens)?, r#"{"all":[{"risk":["high"]},{"kind":["餐饮"]}]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Criterion {
    /// 不定向 - every target of the item's object type.
    #[default]
    Everyone,
    /// 主体类型 is one of these.
    Kind(Vec<String>),
    /// 经营规模 is one of these.
    Scale(Vec<String>),
    /// 地理区域 is one of these names, or its statistical code starts with one of these codes (digits).
    Area(Vec<String>),
    /// 风险等级 is one of these.
    Risk(Vec<Risk>),
    /// 信用水平 is one of these.
    Credit(Vec<String>),
    /// A further column of the directory holds one of these values.
    Attribute {
        /// The column.
        name: String,
        /// The values.
        values: Vec<String>,
    },
    /// All parts hold.
    All(Vec<Criterion>),
    /// At least one part holds.
    Any(Vec<Criterion>),
    /// The part does not hold.
    Not(Box<Criterion>),
}

impl Criterion {
    /// Targets of one kind.
    pub fn kind(kind: impl Into<String>) -> Self {
        Self::Kind(vec![kind.into()])
    }

    /// Targets of one area.
    pub fn area(area: impl Into<String>) -> Self {
        Self::Area(vec![area.into()])
    }

    /// Targets of one risk grade.
    pub fn risk(risk: Risk) -> Self {
        Self::Risk(vec![risk])
    }

    /// Both this and `other`.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::All(vec![self, other])
    }

    /// Checks that it is neither empty somewhere, nor too deep, nor too long.
    ///
    /// # Errors
    /// [`CriterionError`].
    pub fn check(&self) -> Result<(), CriterionError> {
        let found = self.count(DEEPEST)?;
        if found > MOST { Err(CriterionError::TooLong { found, limit: MOST }) } else { Ok(()) }
    }

    fn count(&self, depth: usize) -> Result<usize, CriterionError> {
        let depth = depth.checked_sub(1).ok_or(CriterionError::TooDeep { limit: DEEPEST })?;
        let some = |kind, count| if count == 0 { Err(CriterionError::Empty { kind }) } else { Ok(count) };
        let all = |kind, parts: &[Self]| {
            some(kind, parts.len())?;
            parts.iter().try_fold(0, |sum, part| Ok(sum + part.count(depth)?))
        };
        match self {
            Self::Everyone => Ok(1),
            Self::Kind(values) => some("kind", values.len()),
            Self::Scale(values) => some("scale", values.len()),
            Self::Area(values) => some("area", values.len()),
            Self::Risk(values) => some("risk", values.len()),
            Self::Credit(values) => some("credit", values.len()),
            Self::Attribute { values, .. } => some("attribute", values.len()),
            Self::All(parts) => all("all", parts),
            Self::Any(parts) => all("any", parts),
            Self::Not(part) => part.count(depth),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a17_refuses_the_empty_the_deep_and_the_long() {
        assert_eq!(Criterion::Kind(vec![]).check(), Err(CriterionError::Empty { kind: "kind" }));
        assert_eq!(Criterion::All(vec![]).check(), Err(CriterionError::Empty { kind: "all" }));
        let deep =
            |levels: usize| (0..levels).fold(Criterion::Everyone, |inner, _| Criterion::Not(Box::new(inner)));
        assert_eq!(deep(15).check(), Ok(()));
        assert_eq!(deep(16).check(), Err(CriterionError::TooDeep { limit: 16 }));
        let long = |values: usize| Criterion::Kind(vec![String::new(); values]);
        assert_eq!(long(10_000).check(), Ok(()));
        assert_eq!(long(10_001).check(), Err(CriterionError::TooLong { found: 10_001, limit: 10_000 }));
    }

    #[test]
    fn one_written_form() {
        let read = |text: &str| serde_json::from_str::<Criterion>(text);
        assert_eq!(read(r#""everyone""#).unwrap(), Criterion::Everyone);
        assert_eq!(
            read(r#"{"not":{"risk":["low"]}}"#).unwrap(),
            Criterion::Not(Box::new(Criterion::risk(Risk::Low)))
        );
        assert!(read(r#"{"kind":["a"],"scale":["b"]}"#).is_err());
        assert!(read(r#"{"name":["a"]}"#).is_err());
    }
}
