//! 适用口径 - wordings of the guideline that can be read in more than one way, and which way is taken.

use serde::{Deserialize, Serialize};

use super::Article;

mod table;

/// One unclear wording with the ways to read it.
///
/// ```
/// use double_random::law::Reading;
///
/// let year = Reading::of("I-14-2a").ok_or("unknown")?;
/// assert_eq!(year.default_choice(), "calendar-year-of-as-of");
/// assert!(year.allows("twelve-months-back")); // another way, which a rule set may choose
/// let seed = Reading::of("I-16-b").ok_or("unknown")?;
/// assert!(!seed.allows("one-seed")); // known, and refused for a reason that stands beside it
/// let grounds = Reading::of("I-33-a").ok_or("unknown")?;
/// assert!(grounds.only.is_some()); // one way, and why
/// # Ok::<(), &str>(())
/// ```
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
    /// The ways to read it; the first is the default.
    pub alternatives: &'static [Alternative],
    /// Why there is one way only; `None` where there are several.
    pub only: Option<Why>,
    /// Who may change the default.
    pub changed_by: ChangedBy,
}

/// One way to read a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alternative {
    /// Its name in a rule set.
    pub name: &'static str,
    /// What it means, in Chinese.
    pub zh: &'static str,
    /// What it means, in English.
    pub en: &'static str,
    /// Why this crate does not follow it; `None` where it does. A rule set that chooses a refused way is refused, never ignored.
    pub refused: Option<Why>,
}

/// A reason in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Why {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

/// Who may depart from the default of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangedBy {
    /// The bureau that issued the guideline, by its rule set.
    Bureau,
    /// Only a department above it, whose rules the default follows.
    Superior,
    /// Nobody but the legislator: the default follows from a statute.
    Statute,
}

/// A reading as a rule set needs it: the names of its ways, the default first, and why one is refused. What the question and
/// the ways mean, people read, and a door that only checks records does not carry it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ways {
    pub(super) id: &'static str,
    ways: &'static [(&'static str, Option<Why>)],
}

impl Ways {
    pub(super) const ALL: &'static [Self] = table::WAYS;

    pub(super) fn of(id: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|reading| reading.id == id)
    }

    /// The way that is taken unless a rule set says otherwise.
    pub(super) fn default_choice(&self) -> &'static str {
        self.ways.first().map_or("", |(name, _)| name)
    }

    /// Whether `name` is carried out, or why not; `None` where it is no way to read this.
    pub(super) fn way(&self, name: &str) -> Option<Result<(), Why>> {
        let (_, refused) = self.ways.iter().find(|(way, _)| *way == name)?;
        Some(refused.map_or(Ok(()), Err))
    }
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
    /// Every reading, in the order of the guideline.
    pub const ALL: &'static [Self] = table::READINGS;

    /// The reading of this number.
    pub fn of(id: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|reading| reading.id == id)
    }

    /// The name of the choice that is taken unless a rule set says otherwise.
    pub fn default_choice(&self) -> &'static str {
        self.alternatives.first().map_or("", |first| first.name)
    }

    /// The way of this name.
    pub fn way(&self, name: &str) -> Option<&'static Alternative> {
        self.alternatives.iter().find(|alternative| alternative.name == name)
    }

    /// Whether a rule set may choose `name`: it is an alternative, and this crate carries it out.
    pub fn allows(&self, name: &str) -> bool {
        self.way(name).is_some_and(|way| way.refused.is_none())
    }
}

impl ChangedBy {
    /// In Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Bureau => "本局",
            Self::Superior => "上级部门",
            Self::Statute => "法律",
        }
    }

    /// In English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Bureau => "the bureau",
            Self::Superior => "a superior department",
            Self::Statute => "a statute",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_number_is_used_once_and_every_default_is_carried_out() {
        let mut ids = BTreeSet::new();
        for reading in Reading::ALL {
            assert!(ids.insert(reading.id), "{}", reading.id);
            assert!(reading.allows(reading.default_choice()), "{}", reading.id);
            let ways = Ways::of(reading.id).unwrap();
            for way in reading.alternatives {
                assert_eq!(ways.way(way.name), Some(way.refused.map_or(Ok(()), Err)), "{}", way.name);
            }
            assert_eq!(ways.default_choice(), reading.default_choice());
            let names: BTreeSet<_> =
                reading.alternatives.iter().map(|alternative| alternative.name).collect();
            assert_eq!(names.len(), reading.alternatives.len(), "{}", reading.id);
            assert_eq!(reading.only.is_some(), reading.alternatives.len() == 1, "{}", reading.id);
            // `I-14-2a` is about a paragraph or item of article 14
            let number: String =
                reading.id.trim_start_matches("I-").chars().take_while(char::is_ascii_digit).collect();
            let code = reading.article.code().trim_start_matches('A');
            assert!(
                code.strip_prefix(&number)
                    .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
            );
        }
        assert!(Reading::ALL.is_sorted_by_key(|reading| reading.article));
        assert_eq!(Reading::of("I-99-a"), None);
    }
}
