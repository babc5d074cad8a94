//! 第十四条第一款 - risk and credit together say how much and how often somebody is drawn.
//!
//! # The rule
//! A plan considers risk and credit. For low risk, ratio and frequency may fall; for high risk and for the
//! dishonest they rise.
//!
//! # Reading
//! The tier is the higher of what risk and credit say, or the risk alone, and unknown is normal (I-14-1a). What a credit grade says is a
//! table of the rule set. A lower tier may not have more than a higher one, by ratio or by frequency (I-14-1b). Only
//! the high tier may be planned above the yearly cap, and each enterprise then still needs an approved exception; where the
//! rules know no exception, no tier may (I-14-2d).
//!
//! # Example
//! See [`TierRates`].

use serde::{Deserialize, Serialize};

use super::criterion::Criterion;
use super::task::{Amount, Stratum};
use crate::base::problem::problems;
use crate::base::{Ratio, Rounding};
use crate::directory::Risk;
use crate::law::{RuleSet, Tier};

problems! {
    /// Why ratios and frequencies do not follow the tiers.
    pub enum TierError {
        /// A higher tier with a lower ratio.
        RatioFalls { lower: String, higher: String } = "tier-ratio-falls" @ A14P1 {
            zh: "较高等级的抽查比例 `{higher}` 低于较低等级的 `{lower}`",
            en: "a higher tier is drawn at `{higher}`, a lower one at `{lower}`",
            hint_zh: "使低、一般、高三级的比例依次不降",
            hint_en: "let the ratios of low, normal and high never fall",
        }
        /// A higher tier drawn more rarely.
        FrequencyFalls { lower: u32, higher: u32 } = "tier-frequency-falls" @ A14P1 {
            zh: "较高等级的抽查频次 {higher} 低于较低等级的 {lower}",
            en: "a higher tier is drawn {higher} times a year, a lower one {lower} times",
            hint_zh: "使低、一般、高三级的频次依次不降",
            hint_en: "let the frequencies of low, normal and high never fall",
        }
        /// Low or normal above the cap.
        AboveCap { found: u32, cap: u32 } = "tier-above-cap" @ A14P2 {
            zh: "计划频次为 {found}，全年上限为 {cap}，该等级不得超过",
            en: "a tier that may not exceed the cap of {cap} is planned {found} times a year",
            hint_zh: "降低频次；仅高等级可以例外，且须审批，口径 I-14-2d 不允许例外的除外",
            hint_en: "plan it less often; only the high tier may be excepted, with an approver, and not where I-14-2d knows no exception",
        }
    }
}

/// How much and how often one tier is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// 抽查比例
    pub ratio: Ratio,
    /// 频次, draws a year.
    pub per_year: u32,
}

/// 分级抽查 - the rates of the three tiers.
///
/// ```
/// use double_random::directory::Risk;
/// use double_random::law::{RuleSet, Tier};
/// use double_random::plan::{TierRates, tier_of};
///
/// let rules = RuleSet::gaoxin_2023();
/// assert_eq!(tier_of(Some(Risk::Low), Some("失信"), &rules), Tier::High);
/// assert_eq!(tier_of(Some(Risk::Low), None, &rules), Tier::Normal); // unknown is normal
///
/// let rates: TierRates = serde_json::from_str(r#"{
///     "low": {"ratio": "1%", "per_year": 1}, "normal": {"ratio": "5%", "per_year": 1}, "high": {"ratio": "20%", "per_year": 3}
/// }"#)?;
/// assert!(rates.check(&rules).is_ok());
/// assert_eq!(rates.strata(&rules).len(), 3); // ready for a task
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierRates {
    /// 低
    pub low: Rate,
    /// 一般
    pub normal: Rate,
    /// 高
    pub high: Rate,
}

/// 监管等级 - the higher of what risk and credit say, or the risk alone (I-14-1a); unknown is normal.
#[doc(alias = "第十四条")]
#[doc(alias = "第十四条第一款")]
pub fn tier_of(risk: Option<Risk>, credit: Option<&str>, rules: &RuleSet) -> Tier {
    let by_risk = match risk {
        Some(Risk::Low) => Tier::Low,
        Some(Risk::Normal) | None => Tier::Normal,
        Some(Risk::High) => Tier::High,
    };
    if is_risk_alone(rules) {
        return by_risk;
    }
    let by_credit = credit.and_then(|grade| rules.credit_tiers.get(grade)).copied().unwrap_or_default();
    by_risk.max(by_credit)
}

fn is_risk_alone(rules: &RuleSet) -> bool {
    rules.takes("I-14-1a", "risk-only")
}

impl TierRates {
    /// Checks that no rate falls where the tier rises.
    ///
    /// # Errors
    /// [`TierError`].
    pub fn check(&self, rules: &RuleSet) -> Result<(), TierError> {
        for (lower, higher) in [(self.low, self.normal), (self.normal, self.high)] {
            if higher.ratio < lower.ratio {
                let (lower, higher) = (lower.ratio.to_string(), higher.ratio.to_string());
                return Err(TierError::RatioFalls { lower, higher });
            }
            if higher.per_year < lower.per_year {
                return Err(TierError::FrequencyFalls { lower: lower.per_year, higher: higher.per_year });
            }
        }
        let highest = if rules.takes("I-14-2d", "no-exception") { self.high } else { self.normal };
        let (found, cap) = (highest.per_year, rules.annual_cap);
        if found > cap { Err(TierError::AboveCap { found, cap }) } else { Ok(()) }
    }

    /// The rate of one tier.
    pub fn of(&self, tier: Tier) -> Rate {
        match tier {
            Tier::Low => self.low,
            Tier::Normal => self.normal,
            Tier::High => self.high,
        }
    }

    /// The strata of a task that draws by tier: high, then low, then everybody else. A tier that no target can have
    /// under these rules has no stratum.
    pub fn strata(&self, rules: &RuleSet) -> Vec<Stratum> {
        let by_risk = is_risk_alone(rules);
        let grades = |tier: Tier| -> Vec<String> {
            let grades = rules.credit_tiers.iter().filter(|(_, of)| **of == tier && !by_risk);
            grades.map(|(grade, _)| grade.clone()).collect()
        };
        let (high, low) = (grades(Tier::High), grades(Tier::Low));
        let high = match high.is_empty() {
            true => Criterion::risk(Risk::High),
            false => Criterion::Any(vec![Criterion::risk(Risk::High), Criterion::Credit(high)]),
        };
        let low = match low.is_empty() {
            true => by_risk.then(|| Criterion::risk(Risk::Low)),
            false => Some(Criterion::risk(Risk::Low).and(Criterion::Credit(low))),
        };
        let stratum = |label: &str, criterion, rate: Rate| Stratum {
            label: label.to_owned(),
            criterion,
            amount: Amount::Ratio(rate.ratio),
            rounding: Rounding::Up,
        };
        let mut strata = vec![stratum("高", high, self.high)];
        strata.extend(low.map(|criterion| stratum("低", criterion, self.low)));
        strata.push(stratum("一般", Criterion::Everyone, self.normal));
        strata
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(ratios: [&str; 3], per_year: [u32; 3]) -> TierRates {
        let rate = |at: usize| Rate { ratio: ratios[at].parse().unwrap(), per_year: per_year[at] };
        TierRates { low: rate(0), normal: rate(1), high: rate(2) }
    }

    #[test]
    fn a14p1_the_higher_of_risk_and_credit_and_unknown_is_normal() {
        let mut rules = RuleSet::gaoxin_2023();
        let tier = |risk, credit, rules: &RuleSet| tier_of(risk, credit, rules);
        assert_eq!(tier(Some(Risk::Low), Some("守信"), &rules), Tier::Low);
        assert_eq!(tier(Some(Risk::Low), Some("失信"), &rules), Tier::High);
        assert_eq!(tier(Some(Risk::High), Some("守信"), &rules), Tier::High);
        assert_eq!(tier(None, Some("守信"), &rules), Tier::Normal);
        assert_eq!(tier(Some(Risk::Low), Some("未评"), &rules), Tier::Normal);
        assert_eq!(tier(None, None, &rules), Tier::Normal);
        rules.credit_tiers = [("D".to_owned(), Tier::High)].into();
        assert_eq!(tier(None, Some("D"), &rules), Tier::High);
        assert_eq!(tier(None, Some("失信"), &rules), Tier::Normal);
    }

    #[test]
    fn a14p1_ratio_and_frequency_never_fall_where_the_tier_rises() {
        let rules = RuleSet::gaoxin_2023();
        assert_eq!(rates(["1%", "5%", "20%"], [1, 1, 2]).check(&rules), Ok(()));
        assert_eq!(rates(["1/3", "1/3", "1/3"], [1, 1, 1]).check(&rules), Ok(()));
        let falls =
            |lower: &str, higher: &str| TierError::RatioFalls { lower: lower.into(), higher: higher.into() };
        assert_eq!(rates(["5%", "1%", "20%"], [1, 1, 2]).check(&rules), Err(falls("1/20", "1/100")));
        assert_eq!(rates(["1%", "1/3", "33%"], [1, 1, 2]).check(&rules), Err(falls("1/3", "33/100")));
        let frequency = TierError::FrequencyFalls { lower: 2, higher: 1 };
        assert_eq!(rates(["1%", "5%", "20%"], [1, 2, 1]).check(&rules), Err(frequency.clone()));
        assert_eq!(rates(["1%", "5%", "20%"], [2, 1, 2]).check(&rules), Err(frequency));
    }

    #[test]
    fn a14p2_only_the_high_tier_may_be_planned_above_the_cap() {
        let rules = RuleSet::gaoxin_2023();
        assert_eq!(rates(["1%", "5%", "20%"], [1, 2, 4]).check(&rules), Ok(()));
        let above = TierError::AboveCap { found: 3, cap: 2 };
        assert_eq!(rates(["1%", "5%", "20%"], [1, 3, 4]).check(&rules), Err(above));
    }

    #[test]
    fn a14p1_strata_leave_out_a_tier_that_nobody_can_have() {
        let rates = rates(["1%", "5%", "20%"], [1, 1, 2]);
        let bare = RuleSet { credit_tiers: [].into(), ..RuleSet::gaoxin_2023() };
        let labels = |rules: &RuleSet| rates.strata(rules).into_iter().map(|s| s.label).collect::<Vec<_>>();
        assert_eq!(labels(&bare), ["高", "一般"]);
        assert_eq!(labels(&RuleSet::gaoxin_2023()), ["高", "低", "一般"]);
        assert!(rates.strata(&bare).iter().all(|stratum| stratum.criterion.check().is_ok()));
    }
}
