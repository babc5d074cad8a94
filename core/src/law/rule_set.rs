//! 口径配置 - the numbers and readings of a bureau, as data.

use serde::{Deserialize, Serialize};

use super::reading::{Choice, Reading};

/// What a bureau sets: numbers with their article, and a choice for every [`Reading`]. Part of every seal.
///
/// ```
/// use double_random::law::RuleSet;
///
/// let rules = RuleSet::gaoxin_2023();
/// assert_eq!(rules.annual_cap, 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// The name of the profile.
    pub id: String,
    /// 一年不超过2次 - how often one enterprise may be drawn in a year (第十四条第二款).
    pub annual_cap: u32,
    /// The chosen readings, sorted by number.
    pub readings: Vec<Choice>,
}

impl RuleSet {
    /// The guideline of 2023 with our default readings.
    pub fn gaoxin_2023() -> Self {
        let default = |reading: &Reading| Choice {
            reading: reading.id.to_owned(),
            choice: reading.choices.first().copied().unwrap_or_default().to_owned(),
        };
        Self {
            id: "gaoxin-2023".to_owned(),
            annual_cap: 2,
            readings: Reading::ALL.iter().map(default).collect(),
        }
    }

    /// The first choice that this crate does not know, if there is one.
    pub fn unknown_choice(&self) -> Option<&Choice> {
        let known = |choice: &Choice| {
            Reading::ALL.iter().any(|r| r.id == choice.reading && r.choices.contains(&choice.choice.as_str()))
        };
        self.readings.iter().find(|choice| !known(choice))
    }
}

impl Default for RuleSet {
    fn default() -> Self {
        Self::gaoxin_2023()
    }
}
