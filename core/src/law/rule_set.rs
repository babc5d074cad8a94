//! 口径配置 - the numbers and readings of a bureau, as data. Another bureau is another JSON value, never a fork.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::problem::RuleSetError;
use super::reading::{Choice, Ways, Why};
use crate::base::order::{Arrange as _, Gather as _};
use crate::base::{Faults, Place, Ratio};

/// What a bureau sets: numbers with their article, and a choice for every [`Reading`](super::Reading). Part of every seal.
///
/// Every field decides something, except where its line says *recorded*.
///
/// ```
/// use double_random::law::RuleSet;
///
/// let rules = RuleSet::gaoxin_2023();
/// assert_eq!((rules.annual_cap, rules.team_size), (2, 2));
/// assert_eq!(rules.choice("I-14-2a"), "calendar-year-of-as-of");
///
/// // from data alone
/// let written = serde_json::to_string(&rules)?;
/// let other: RuleSet = serde_json::from_str(&written.replace("\"annual_cap\":2", "\"annual_cap\":1"))?;
/// assert!(other.check().is_ok());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// The name of the profile.
    pub id: String,
    /// 一年不超过2次 - how often one enterprise may be drawn in a year (第十四条第二款).
    pub annual_cap: u32,
    /// 计入次数的检查 - which kinds of visits the cap counts, `random` among them (第二条第二款, I-2-b).
    pub cap_counts: BTreeSet<VisitKind>,
    /// The columns that say how long a licence is valid, where the cap counts within that (I-14-2a); else null.
    pub licence_term: Option<LicenceTerm>,
    /// 检查人员名额 - how many officers a team has at least (第二十条第二款).
    pub team_size: u32,
    /// 委托 - over how many levels a department may entrust another (第十五条).
    pub delegation_levels: u32,
    /// Whose demands take a matter out of the draw (第二条第二款第一项).
    pub mandate_issuers: BTreeSet<String>,
    /// Least shares of a stratum (第十三条).
    pub least_ratio: LeastRatio,
    /// The columns that a directed draw may name, `kind` or `attribute:行业` for example; null for any (第十七条).
    pub directed_by: Option<BTreeSet<String>>,
    /// From which ratio a stratum of key items is dispatched in batches; null for never (第九条, I-9-a).
    pub key_batches_from: Option<Ratio>,
    /// What a credit grade says of the tier; grades not listed are normal (第十四条第一款).
    pub credit_tiers: BTreeMap<String, Tier>,
    /// Periods in working days.
    pub working_days: WorkingDays,
    /// The chosen readings, sorted by number.
    pub readings: Vec<Choice>,
}

/// 检查种类 - what kind of visit a past one was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VisitKind {
    /// 双随机抽查: by lot, as the guideline has it.
    #[default]
    Random,
    /// 日常检查
    Daily,
    /// 个案检查: a complaint, a lead, a case passed on (第二条第二款第二项, 第三项).
    Case,
    /// 专项检查
    Special,
    /// 上级部署的专项检查 (第二条第二款第一项).
    SpecialFromAbove,
}

impl VisitKind {
    /// All of them, in the order in which a rule set writes them.
    pub const ALL: [Self; 5] = [Self::Random, Self::Daily, Self::Case, Self::Special, Self::SpecialFromAbove];

    /// Its name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Daily => "daily",
            Self::Case => "case",
            Self::Special => "special",
            Self::SpecialFromAbove => "special-from-above",
        }
    }
}

/// 许可证有效期 - two further columns of the directory of targets, with days such as `2026-10-01`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LicenceTerm {
    /// The column with the first day.
    pub from: String,
    /// The column with the last day.
    pub to: String,
}

/// Least shares of a stratum, null where the rules ask for none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeastRatio {
    /// 不定向
    pub undirected: Option<Ratio>,
    /// 定向
    pub directed: Option<Ratio>,
}

/// 监管等级 - what risk and credit together ask for (第十四条第一款).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// 低: ratio and frequency may fall.
    Low,
    /// 一般: also where nothing is known.
    #[default]
    Normal,
    /// 高: ratio and frequency rise.
    High,
}

/// Periods in working days, from which [`Terms`](crate::duty::Terms) and the last day of a [`Docket`](crate::duty::Docket)'s lists come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkingDays {
    /// A changed item list is published (第八条第二款, I-8-2a).
    pub publish_list: u32,
    /// Results are published after the task ends (第二十八条第一款).
    pub publish_results: u32,
    /// An objection is reviewed (第二十八条第三款).
    pub review: u32,
    /// The review's result is fed back (第二十八条第三款).
    pub feedback: u32,
}

impl RuleSet {
    /// The guideline of 2023 with our default readings.
    pub fn gaoxin_2023() -> Self {
        let issuers = ["国务院", "住房和城乡建设部", "省人民政府", "市人民政府", "省住房和城乡建设厅"];
        let default = |reading: &Ways| Choice {
            reading: reading.id.to_owned(),
            choice: reading.default_choice().to_owned(),
        };
        let mut readings: Vec<Choice> = Ways::ALL.iter().map(default).collect();
        readings.arrange();
        Self {
            id: "gaoxin-2023".to_owned(),
            annual_cap: 2,
            cap_counts: [VisitKind::Random].into(),
            licence_term: None,
            team_size: 2,
            delegation_levels: 1,
            mandate_issuers: issuers.map(str::to_owned).into_iter().gather(),
            least_ratio: LeastRatio::default(),
            directed_by: None,
            key_batches_from: None,
            credit_tiers: [("失信", Tier::High), ("守信", Tier::Low)]
                .map(|(grade, tier)| (grade.to_owned(), tier))
                .into_iter()
                .gather(),
            working_days: WorkingDays { publish_list: 20, publish_results: 20, review: 20, feedback: 15 },
            readings,
        }
    }

    /// The choice for a reading; its default where the rule set leaves it open, which [`RuleSet::check`] refuses.
    pub fn choice(&self, reading: &str) -> &str {
        let chosen = self.readings.iter().find(|choice| choice.reading == reading);
        let default = || Ways::of(reading).map_or("", Ways::default_choice);
        chosen.map_or_else(default, |choice| choice.choice.as_str())
    }

    /// Whether the rule set reads `reading` the way that `choice` names.
    pub fn takes(&self, reading: &str, choice: &str) -> bool {
        self.choice(reading) == choice
    }

    /// Checks that every reading is chosen once, and as this crate can carry it out.
    ///
    /// # Errors
    /// Every [`RuleSetError`] at its place.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        if self.team_size == 0 {
            faults.push(Place::field("rules.team_size"), RuleSetError::TeamSize { found: self.team_size });
        }
        self.check_cap(&mut faults);
        let mut open: BTreeMap<&str, &Ways> = Ways::ALL.iter().map(|reading| (reading.id, reading)).gather();
        for (at, Choice { reading, choice }) in self.readings.iter().enumerate() {
            let known = Ways::of(reading);
            let doubled = known.is_some_and(|known| open.remove(known.id).is_none());
            let way = known.and_then(|known| Some((known, known.way(choice)?)));
            let (reading, choice) = (reading.clone(), choice.clone());
            let error = match way.map(|(known, way)| (known.default_choice(), way)) {
                _ if doubled => RuleSetError::DoubledReading { reading },
                None => RuleSetError::UnknownReading { reading, choice },
                Some((_, Ok(()))) => continue,
                Some((default, Err(Why { zh: why_zh, en: why_en }))) => {
                    let default = default.to_owned();
                    RuleSetError::NotCarriedOut { reading, choice, default, why_zh, why_en }
                }
            };
            faults.push(Place::field(format!("rules.readings[{at}]")), error);
        }
        for (reading, known) in open {
            let (reading, default) = (reading.to_owned(), known.default_choice().to_owned());
            faults.push(Place::field("rules.readings"), RuleSetError::MissingReading { reading, default });
        }
        faults.or(())
    }

    /// The numbers of the cap go with its readings.
    fn check_cap(&self, faults: &mut Faults) {
        let others = self.takes("I-2-b", "counted");
        let fits = self.cap_counts.contains(&VisitKind::Random) && (self.cap_counts.len() > 1) == others;
        if !fits {
            let found = self.cap_counts.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(", ");
            let choice = self.choice("I-2-b").to_owned();
            faults.push(Place::field("rules.cap_counts"), RuleSetError::CapCounts { found, choice });
        }
        if self.takes("I-14-2a", "licence-term") != self.licence_term.is_some() {
            let choice = self.choice("I-14-2a").to_owned();
            faults.push(Place::field("rules.licence_term"), RuleSetError::LicenceTerm { choice });
        }
    }
}

impl Default for RuleSet {
    fn default() -> Self {
        Self::gaoxin_2023()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_carried_out_or_refused() {
        let usual = RuleSet::gaoxin_2023();
        assert_eq!(usual.check(), Ok(()));
        assert!(usual.readings.is_sorted());
        let codes = |change: &dyn Fn(&mut RuleSet)| {
            let mut rules = usual.clone();
            change(&mut rules);
            rules.check().map_err(|faults| faults.0.iter().map(|fault| fault.code()).collect::<Vec<_>>())
        };
        let choose = |reading: &str, choice: &str| {
            codes(&|rules| {
                rules.readings.iter_mut().find(|c| c.reading == reading).unwrap().choice = choice.into()
            })
        };
        assert_eq!(choose("I-21-a", "daily-safety-without-certificate"), Ok(()));
        assert_eq!(choose("I-14-2a", "twelve-months-back"), Ok(()));
        assert_eq!(choose("I-16-b", "one-seed"), Err(vec!["reading-not-carried-out"]));
        assert_eq!(choose("I-14-2a", "whenever"), Err(vec!["reading-unknown"]));
        assert_eq!(codes(&|rules| drop(rules.readings.pop())), Err(vec!["reading-missing"]));
        assert_eq!(
            codes(&|rules| rules.readings.push(rules.readings[0].clone())),
            Err(vec!["reading-doubled"])
        );
        let stranger = Choice { reading: "I-99-a".to_owned(), choice: "yes".to_owned() };
        assert_eq!(codes(&|rules| rules.readings.push(stranger.clone())), Err(vec!["reading-unknown"]));
        assert_eq!(codes(&|rules| rules.team_size = 0), Err(vec!["rules-team-size"]));
        let counts = |kinds: &[VisitKind]| codes(&|rules| rules.cap_counts = kinds.iter().copied().collect());
        assert_eq!(counts(&[]), Err(vec!["rules-cap-counts"]));
        assert_eq!(counts(&[VisitKind::Daily]), Err(vec!["rules-cap-counts"]));
        assert_eq!(counts(&[VisitKind::Random, VisitKind::Daily]), Err(vec!["rules-cap-counts"]));
        assert_eq!(choose("I-2-b", "counted"), Err(vec!["rules-cap-counts"]));
        assert_eq!(choose("I-14-2a", "licence-term"), Err(vec!["rules-licence-term"]));
        let term = LicenceTerm { from: "a".to_owned(), to: "b".to_owned() };
        assert_eq!(codes(&|rules| rules.licence_term = Some(term.clone())), Err(vec!["rules-licence-term"]));
        assert_eq!(RuleSet { readings: vec![], ..usual.clone() }.choice("I-14-2b"), "unit-code");
    }
}
