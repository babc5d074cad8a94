//! Credit codes that are well formed and belong to nobody: no region begins with 99.

use super::enterprise::Choice;

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// 统一社会信用代码 of category `category` (1 enterprise, 2 self-employed), with both check characters right.
pub(super) fn credit_code(category: char, choice: &mut Choice) -> String {
    let region = 999_901 + choice.below(8);
    let body: String = (0..6).map(|_| char::from(ALPHABET[choice.below(31) as usize])).collect();
    let body = format!("MA{body}");
    with_check(&format!("9{category}{region}{body}{}", inner_check(&body)))
}

/// The same code with another inner check digit, and a last character that fits.
pub(super) fn with_wrong_inner(code: &str) -> String {
    let (front, inner) = code[..17].split_at(16);
    with_check(&format!("{front}{}", if inner == "0" { '1' } else { '0' }))
}

/// The same code with another last character.
pub(super) fn with_wrong_check(code: &str) -> String {
    let last = code.as_bytes()[17];
    let next = ALPHABET.iter().position(|&letter| letter == last).map_or(0, |at| (at + 1) % 31);
    format!("{}{}", &code[..17], char::from(ALPHABET[next]))
}

/// GB 32100: weights 3^i mod 31.
fn with_check(front: &str) -> String {
    let value = |letter: u8| ALPHABET.iter().position(|&known| known == letter).unwrap_or(0);
    let (sum, _) =
        front.bytes().fold((0, 1), |(sum, weight), letter| (sum + weight * value(letter), weight * 3 % 31));
    format!("{front}{}", char::from(ALPHABET[(31 - sum % 31) % 31]))
}

/// GB 11714 over eight characters, A = 10.
fn inner_check(body: &str) -> char {
    let value = |letter: char| letter.to_digit(36).unwrap_or(0);
    let sum: u32 =
        body.chars().zip([3, 7, 9, 10, 5, 8, 4, 2]).map(|(letter, weight)| value(letter) * weight).sum();
    match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}
