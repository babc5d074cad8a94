//! 统一社会信用代码 - GB 32100: 18 characters, the last one a check over the others.

use serde::Serialize;

use super::problem::problems;

/// The 31 characters of GB 32100 in the order of their values.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// GB 11714 allows all letters, with A = 10.
const INNER_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

problems! {
    /// Why a text is no credit code.
    pub enum CreditCodeError {
        /// Not 18 characters.
        Length { code: String, found: usize } = "credit-code-length" @ A10 {
            zh: "`{code}` 有 {found} 个字符，统一社会信用代码为 18 个",
            en: "`{code}` has {found} characters, a credit code has 18",
            hint_zh: "核对营业执照；数字格式的单元格会丢失末位",
            hint_en: "compare with the licence; a numeric cell loses its last digits",
        }
        /// A letter in lower case, which real lists have.
        LowerCase { code: String, position: usize } = "credit-code-lower-case" @ A10 {
            zh: "`{code}` 的第 {position} 个字符是小写字母",
            en: "character {position} of `{code}` is a lower-case letter",
            hint_zh: "改为大写，或启用转大写选项（每处修改均记入回执）",
            hint_en: "write it in upper case, or allow upper-casing (each change stands in the receipt)",
        }
        /// A space or a hyphen.
        Separator { code: String, position: usize } = "credit-code-separator" @ A10 {
            zh: "`{code}` 的第 {position} 个字符是空格或连字符",
            en: "character {position} of `{code}` is a space or a hyphen",
            hint_zh: "删除空格和连字符",
            hint_en: "remove spaces and hyphens",
        }
        /// A character outside the alphabet (I, O, S, V, Z and all that is not ASCII).
        Character { code: String, position: usize } = "credit-code-character" @ A10 {
            zh: "`{code}` 的第 {position} 个字符不在代码字符集内（不用 I、O、S、V、Z）",
            en: "character {position} of `{code}` is outside the alphabet (no I, O, S, V, Z)",
            hint_zh: "检查是否把 0 写成 O、把 1 写成 I，或用了全角字符",
            hint_en: "look for O in place of 0, I in place of 1, or full-width characters",
        }
        /// The 18th character does not fit the other 17.
        Check { code: String, found: char, expected: char } = "credit-code-check" @ A10 {
            zh: "`{code}` 的校验字符为 {found}，按前 17 位应为 {expected}",
            en: "`{code}` ends in {found}, the first 17 characters ask for {expected}",
            hint_zh: "至少有一个字符有误，请核对营业执照",
            hint_en: "at least one character is wrong: compare with the licence",
        }
    }
}

/// A fact about a code that does not refuse it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Warning {
    /// The inner organisation code (GB 11714, places 9 to 17) fails its own check digit: 79 of 1,103,169 real codes do.
    InnerCheck,
}

impl Warning {
    /// The code that stands in receipts and answers.
    pub fn code(self) -> &'static str {
        match self {
            Self::InnerCheck => "credit-code-inner-check",
        }
    }
}

/// A credit code that passed its check.
///
/// ```
/// use double_random::base::CreditCode;
///
/// assert!(CreditCode::parse("913702001635621638").is_ok());
/// assert_eq!(CreditCode::parse("913702001635621639").unwrap_err().to_string(),
///     "`913702001635621639` ends in 9, the first 17 characters ask for 8");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CreditCode {
    text: String,
    warnings: Vec<Warning>,
}

impl CreditCode {
    /// Checks `text` and keeps it.
    ///
    /// # Errors
    /// [`CreditCodeError`], the first that applies.
    pub fn parse(text: &str) -> Result<Self, CreditCodeError> {
        Ok(Self { warnings: check(text)?, text: text.to_owned() })
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What is odd about the code and yet no fault.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }
}

fn value(byte: u8) -> Option<u32> {
    ALPHABET.iter().zip(0..).find_map(|(&letter, value)| (letter == byte).then_some(value))
}

/// Checks `text` without keeping it.
///
/// # Errors
/// [`CreditCodeError`], the first that applies.
pub fn check(text: &str) -> Result<Vec<Warning>, CreditCodeError> {
    let code = || text.chars().take(40).collect::<String>();
    for (character, position) in text.chars().zip(1..) {
        if character.is_ascii_lowercase() {
            return Err(CreditCodeError::LowerCase { code: code(), position });
        }
        if character.is_whitespace() || matches!(character, '-' | '‐' | '–' | '—' | '－') {
            return Err(CreditCodeError::Separator { code: code(), position });
        }
    }
    let found = text.chars().count();
    if found != 18 {
        return Err(CreditCodeError::Length { code: code(), found });
    }
    let mut sum = 0;
    let mut weight = 1; // 3^i mod 31
    let mut last = (0, ' ');
    for (character, position) in text.chars().zip(1..) {
        let value = u8::try_from(character).ok().and_then(value);
        let Some(value) = value else {
            return Err(CreditCodeError::Character { code: code(), position });
        };
        if position == 18 {
            last = (value, character);
        } else {
            sum += weight * value;
            weight = weight * 3 % 31;
        }
    }
    let expected = (31 - sum % 31) % 31;
    if last.0 != expected {
        let expected = ALPHABET.get(expected as usize).map_or('?', |&byte| char::from(byte));
        return Err(CreditCodeError::Check { code: code(), found: last.1, expected });
    }
    Ok(if inner_check_holds(text.as_bytes()) { Vec::new() } else { vec![Warning::InnerCheck] })
}

/// GB 11714: eight weighted places and a digit, X standing for 10.
fn inner_check_holds(code: &[u8]) -> bool {
    let mut inner = code.iter().skip(8).take(9).map(|&byte| match byte {
        b'0'..=b'9' => u32::from(byte - b'0'),
        _ => u32::from(byte.wrapping_sub(b'A')) + 10,
    });
    let sum: u32 = inner.clone().zip(INNER_WEIGHTS).map(|(value, weight)| value * weight).sum();
    let digit = match 11 - sum % 11 {
        10 => u32::from(b'X' - b'A') + 10,
        11 => 0,
        digit => digit,
    };
    inner.next_back() == Some(digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_shapes_pass_and_each_damage_is_named() {
        assert_eq!(check("913702001635621638"), Ok(vec![]));
        assert_eq!(check("9137011316349800XJ"), Ok(vec![]));
        let code_of = |text: &str| crate::base::Problem::code(&check(text).unwrap_err());
        assert_eq!(code_of("91370200163562163"), "credit-code-length");
        assert_eq!(code_of("9137068716530044xP"), "credit-code-lower-case");
        assert_eq!(code_of("91370200-163562163"), "credit-code-separator");
        assert_eq!(code_of("91370200\u{a0}163562163"), "credit-code-separator");
        assert_eq!(code_of("9137020016356216O8"), "credit-code-character");
        assert_eq!(code_of("９13702001635621638"), "credit-code-character");
        assert_eq!(code_of("913702001635621683"), "credit-code-check");
    }

    #[test]
    fn a_wrong_inner_digit_is_only_a_warning() {
        // place 17 altered, place 18 made to fit again
        let body = "91370200163562164";
        let fitting = ALPHABET
            .iter()
            .map(|&last| format!("{body}{}", char::from(last)))
            .find(|code| check(code).is_ok());
        assert_eq!(check(&fitting.unwrap()), Ok(vec![Warning::InnerCheck]));
    }

    #[test]
    fn every_single_substitution_is_noticed() {
        let code = b"913702001635621638";
        for at in 0..18 {
            for &other in ALPHABET {
                let mut damaged = *code;
                damaged[at] = other;
                assert_eq!(check(std::str::from_utf8(&damaged).unwrap()).is_ok(), damaged == *code);
            }
        }
    }
}
