//! Exact ratios: a share of a list as a fraction, never as a float.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::problem::problems;

/// The longest text a ratio may have, in characters.
const LONGEST: usize = 32;
/// The largest denominator: 10^12 is finer than one target in any list.
const FINEST: u64 = 1_000_000_000_000;

problems! {
    /// Why a text is no ratio.
    pub enum RatioError {
        /// Not of the form `7%`, `0.07` or `7/100`.
        Form { found: String } = "ratio-form" @ A13 {
            zh: "`{found}` 不是抽查比例",
            en: "`{found}` is not a ratio",
            hint_zh: "写成 7%、0.07 或 7/100",
            hint_en: "write it as 7%, 0.07 or 7/100",
        }
        /// Above the whole.
        AboveOne { found: String } = "ratio-above-one" @ A17 {
            zh: "抽查比例 `{found}` 大于 1",
            en: "ratio `{found}` is above 1",
            hint_zh: "比例应在 0 至 1 之间，百分数要写百分号",
            hint_en: "give a ratio from 0 to 1; write the sign of a percentage",
        }
        /// More digits than an exact fraction holds here.
        TooFine { found: String } = "ratio-too-fine" @ A13 {
            zh: "比例 `{found}` 的位数过多，分母最大为 1000000000000",
            en: "ratio `{found}` is finer than 1/1000000000000",
            hint_zh: "减少小数位数",
            hint_en: "use fewer digits",
        }
    }
}

/// How a share that is no whole number becomes one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// To the next whole number (the default: a ratio is a least share).
    #[default]
    Up,
    /// To the nearest, a half upwards.
    HalfUp,
    /// The fraction is dropped.
    Down,
}

/// A share from 0 to 1 as an exact fraction in lowest terms.
///
/// ```
/// use double_random::base::{Ratio, Rounding};
///
/// let ratio: Ratio = "7%".parse()?;
/// assert_eq!(ratio, "0.07".parse()?);
/// assert_eq!(ratio, "7/100".parse()?);
/// assert_eq!(ratio.of(101, Rounding::Up), 8); // 7.07
/// assert_eq!(ratio.of(101, Rounding::Down), 7);
/// assert!("101%".parse::<Ratio>().is_err());
/// # Ok::<(), double_random::base::ratio::RatioError>(())
/// ```
///
/// Deliberately missing: arithmetic, and any conversion from or to a float.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: u64,
    denominator: u64,
}

impl Ratio {
    /// `numerator / denominator`, brought to lowest terms.
    ///
    /// # Errors
    /// [`RatioError::Form`] for a denominator of 0, [`RatioError::AboveOne`], [`RatioError::TooFine`].
    pub fn new(numerator: u64, denominator: u64) -> Result<Self, RatioError> {
        let found = || format!("{numerator}/{denominator}");
        if denominator == 0 {
            return Err(RatioError::Form { found: found() });
        }
        if numerator > denominator {
            return Err(RatioError::AboveOne { found: found() });
        }
        let divisor = gcd(numerator, denominator);
        let lowest = Self { numerator: numerator / divisor, denominator: denominator / divisor };
        if lowest.denominator > FINEST {
            return Err(RatioError::TooFine { found: found() });
        }
        Ok(lowest)
    }

    /// A percentage, `"20"` or `"2.5"` without the sign.
    ///
    /// # Errors
    /// As [`Ratio::from_str`].
    pub fn percent(text: &str) -> Result<Self, RatioError> {
        format!("{text}%").parse()
    }

    /// The share of `size` as a whole number; never more than `size`.
    pub fn of(self, size: u64, rounding: Rounding) -> u64 {
        let (numerator, denominator) = (u128::from(self.numerator), u128::from(self.denominator));
        let product = u128::from(size) * numerator;
        let share = match rounding {
            Rounding::Up => product.div_ceil(denominator),
            Rounding::HalfUp => (2 * product + denominator) / (2 * denominator),
            Rounding::Down => product / denominator,
        };
        // INVARIANT: numerator <= denominator, so share <= size
        u64::try_from(share).unwrap_or(size)
    }

    /// Numerator and denominator in lowest terms.
    pub fn parts(self) -> (u64, u64) {
        (self.numerator, self.denominator)
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let product = |one: u64, two: u64| u128::from(one) * u128::from(two);
        product(self.numerator, other.denominator).cmp(&product(other.numerator, self.denominator))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl FromStr for Ratio {
    type Err = RatioError;

    fn from_str(text: &str) -> Result<Self, RatioError> {
        let form = || RatioError::Form { found: text.chars().take(LONGEST).collect() };
        let too_fine = || RatioError::TooFine { found: text.chars().take(LONGEST).collect() };
        if text.len() > LONGEST {
            return Err(form());
        }
        let (numerator, denominator) = if let Some((above, below)) = text.split_once('/') {
            (digits(above).ok_or_else(form)?, digits(below).ok_or_else(form)?)
        } else {
            let (number, percent) = match text.strip_suffix('%') {
                Some(number) => (number, 100),
                None => (text, 1),
            };
            let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
            if !(is_digits(whole) && is_digits(fraction)) {
                return Err(form());
            }
            let fraction = fraction.trim_end_matches('0');
            let scale =
                10u64.checked_pow(u32::try_from(fraction.len()).unwrap_or(u32::MAX)).ok_or_else(too_fine)?;
            let all = format!("{whole}{fraction}");
            (digits(&all).ok_or_else(too_fine)?, scale.checked_mul(percent).ok_or_else(too_fine)?)
        };
        Self::new(numerator, denominator).map_err(|error| match error {
            RatioError::AboveOne { .. } => RatioError::AboveOne { found: text.to_owned() },
            RatioError::TooFine { .. } => too_fine(),
            RatioError::Form { .. } => form(),
        })
    }
}

/// At least one ASCII digit and nothing else: no sign, no space.
fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn digits(text: &str) -> Option<u64> {
    is_digits(text).then(|| text.parse().ok())?
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::json::from_text(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotas_are_right_in_all_200_000_cells() {
        for size in 1..=2000u64 {
            for percent in 1..=100u64 {
                let ratio: Ratio = format!("{percent}%").parse().unwrap();
                // the oracle counts in hundredths, by subtraction
                let (mut whole, mut rest) = (0, size * percent);
                while rest >= 100 {
                    (whole, rest) = (whole + 1, rest - 100);
                }
                assert_eq!(ratio.of(size, Rounding::Down), whole);
                assert_eq!(ratio.of(size, Rounding::Up), whole + u64::from(rest > 0));
                assert_eq!(ratio.of(size, Rounding::HalfUp), whole + u64::from(rest >= 50));
            }
        }
    }

    #[test]
    fn refuses_what_is_no_ratio() {
        for text in
            ["", "%", "7 %", "-1%", "+1", "1e-2", ".5", "5.", "1/0", "1/2/3", "７%", "0x1", "1/-2", "NaN"]
        {
            assert!(matches!(text.parse::<Ratio>(), Err(RatioError::Form { .. })), "{text}");
        }
        for text in ["101%", "1.01", "3/2", "5"] {
            assert!(matches!(text.parse::<Ratio>(), Err(RatioError::AboveOne { .. })), "{text}");
        }
        assert!(matches!("0.0000000000001".parse::<Ratio>(), Err(RatioError::TooFine { .. })));
        assert!(matches!("0.99999999999999999999999".parse::<Ratio>(), Err(RatioError::TooFine { .. })));
    }

    #[test]
    fn largest_sizes_do_not_overflow() {
        assert_eq!(Ratio::new(1, 1).unwrap().of(u64::MAX, Rounding::HalfUp), u64::MAX);
        assert_eq!(
            Ratio::new(999_999_999_999, 1_000_000_000_000).unwrap().of(u64::MAX, Rounding::Down),
            18_446_744_073_691_104_870
        );
    }
}
