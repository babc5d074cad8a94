//! Hashes and keys as people read them: lower-case hex.

use std::fmt;

use crate::base::problem::problems;

problems! {
    /// Why a text is no hash or key.
    pub enum HexError {
        /// Not the right number of lower-case hex characters.
        Form { found: String, expected: usize } = "hex-form" @ A6 {
            zh: "`{found}` 不是 {expected} 个小写十六进制字符",
            en: "`{found}` is not {expected} lower-case hex characters",
            hint_zh: "原样复制校验值，不要加空格或改大小写",
            hint_en: "copy the check value as it is, without spaces or capitals",
        }
    }
}

pub(in crate::base) fn write_hex<const N: usize>(bytes: &[u8; N], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    // INVARIANT: digits are UTF-8
    f.write_str(std::str::from_utf8(hex(bytes).as_flattened()).unwrap_or_default())
}

/// The lower-case hex characters of each byte.
pub(in crate::base) fn hex<const N: usize>(bytes: &[u8; N]) -> [[u8; 2]; N] {
    let digit = |nibble: u8| if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 };
    bytes.map(|byte| [digit(byte >> 4), digit(byte & 15)])
}

/// Exactly `N` bytes from `2 * N` lower-case hex characters.
///
/// # Errors
/// [`HexError::Form`].
pub fn from_hex<const N: usize>(text: &str) -> Result<[u8; N], HexError> {
    let error = || HexError::Form { found: text.chars().take(80).collect(), expected: 2 * N };
    let nibble = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    if text.len() != 2 * N {
        return Err(error());
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().as_chunks::<2>().0) {
        let [high, low] = pair.map(nibble);
        *byte = high.zip(low).map(|(high, low)| high << 4 | low).ok_or_else(error)?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_is_lower_case_and_whole() {
        assert!(from_hex::<2>("0aFf").is_err());
        assert!(from_hex::<2>("0af").is_err());
        assert!(from_hex::<2>("0é1").is_err());
        assert_eq!(from_hex::<2>("0aff"), Ok([0x0a, 0xff]));
    }
}
