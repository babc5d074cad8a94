//! What a cell's content becomes: checked, written in one form, or refused with every reason.

use std::fmt::Write as _;

use super::day::{self, Epoch};
use super::header::{cut, plain};
use super::line::{Kind, is_invisible, trim};
use super::problem::{CellFault, RowFault};
use super::schema::CellKind;
use crate::base::id::SchemeError;
use crate::base::{Scheme, credit_code, id, json};

/// Digits that a spreadsheet keeps of a number.
const KEPT_DIGITS: usize = 15;

/// How cells of this file are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    pub(super) upper_case: bool,
    pub(super) longest: usize,
    pub(super) epoch: Epoch,
}

/// A cell that was taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Taken {
    /// Lower case became upper case.
    pub(super) repaired: bool,
    /// The inner digit of the credit code is wrong.
    pub(super) inner_check: bool,
}

/// Words that say a cell has no value.
pub(super) fn is_absent(text: &str) -> bool {
    let text = trim(text);
    // nearly all of them are short; `text` is in the file's own bytes, so this is no count of characters
    text.len() <= 6
        && (matches!(text, "" | "-" | "--" | "—" | "——" | "－" | "/" | "／" | "无")
            || ["n/a", "na", "null", "none", "nan"].iter().any(|word| text.eq_ignore_ascii_case(word)))
}

/// Writes what `text` means to `out`; nothing where the cell is absent.
pub(super) fn read(
    kind: CellKind,
    content: (Kind, &str),
    rules: &Rules,
    out: &mut String,
) -> Result<Taken, Vec<CellFault>> {
    let (form, text) = content;
    let one = |fault: RowFault| Err(vec![fault.into()]);
    // most texts are short in bytes, so that their characters need no count
    if text.len() > rules.longest {
        let found = text.chars().count();
        if found > rules.longest {
            return one(RowFault::TooLong { found, limit: rules.longest });
        }
    }
    match form {
        Kind::Error => return one(RowFault::ErrorCell { found: cut(text) }),
        Kind::Uncomputed => return one(RowFault::Uncomputed),
        Kind::Boolean if matches!(kind, CellKind::Id(_) | CellKind::Date | CellKind::Whole) => {
            return one(RowFault::Boolean { found: cut(text) });
        }
        _ => {}
    }
    if let CellKind::Choice(words) = kind {
        return choice(text, words, out);
    }
    if is_absent(text) {
        return Ok(Taken::default());
    }
    match kind {
        CellKind::Id(scheme) => id_cell(form, text, scheme, rules, out),
        CellKind::Text => text_cell(form, text, rules, out),
        CellKind::Date => date_cell(form, trim(text), rules, out),
        CellKind::Whole => whole_cell(form, trim(text), out),
        CellKind::Choice(_) => Ok(Taken::default()),
    }
}

fn id_cell(
    form: Kind,
    text: &str,
    scheme: Scheme,
    rules: &Rules,
    out: &mut String,
) -> Result<Taken, Vec<CellFault>> {
    if form != Kind::Text {
        return Err(vec![RowFault::NumericCode { found: cut(text) }.into()]);
    }
    let foreign = foreign_characters(text);
    if !foreign.is_empty() {
        return Err(foreign);
    }
    if is_scientific(text) {
        return Err(vec![RowFault::ScientificCode { found: cut(text) }.into()]);
    }
    let mut taken = Taken::default();
    match scheme {
        Scheme::Ascii => {
            id::check(text).map_err(|error| vec![SchemeError::from(error).into()])?;
            out.push_str(text);
        }
        Scheme::CreditCode => {
            let start = out.len();
            out.push_str(text);
            if rules.upper_case && text.bytes().any(|byte| byte.is_ascii_lowercase()) {
                out.truncate(start);
                out.extend(text.chars().map(|character| character.to_ascii_uppercase()));
                taken.repaired = true;
            }
            let checked = credit_code::check(out.get(start..).unwrap_or_default());
            let warnings = checked.map_err(|error| vec![SchemeError::from(error).into()])?;
            taken.inner_check = !warnings.is_empty();
        }
    }
    Ok(taken)
}

/// The first character of each kind that looks right and is not.
fn foreign_characters(text: &str) -> Vec<CellFault> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Vec::new();
    }
    let [mut no_break, mut wide, mut invisible, mut control] = [None, None, None, None];
    for (found, position) in text.chars().zip(1..) {
        let first = match found {
            '\u{a0}' | '\u{202f}' | '\u{2007}' => &mut no_break,
            '\u{3000}' | '\u{ff01}'..='\u{ff5e}' => &mut wide,
            found if is_invisible(found) => &mut invisible,
            found if found.is_control() => &mut control,
            _ => continue,
        };
        first.get_or_insert((position, found));
    }
    let code_point = |found: char| format!("U+{:04X}", u32::from(found));
    let faults = [
        no_break.map(|(position, _)| RowFault::NonBreakingSpace { position }),
        wide.map(|(position, found)| RowFault::FullWidth { found, position }),
        invisible.map(|(position, found)| RowFault::Invisible { code_point: code_point(found), position }),
        control.map(|(position, found)| RowFault::Control { code_point: code_point(found), position }),
    ];
    faults.into_iter().flatten().map(CellFault::from).collect()
}

/// `9.137E+17` and the like.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    exponent.strip_prefix('+').is_some_and(digits) && digits(whole) && digits(fraction)
}

fn text_cell(form: Kind, text: &str, rules: &Rules, out: &mut String) -> Result<Taken, Vec<CellFault>> {
    match form {
        Kind::Day => return date_cell(form, trim(text), rules, out),
        // an account or telephone number of more digits than a number keeps
        Kind::Number if text.len() > KEPT_DIGITS && is_long_number(text) => {
            return Err(vec![RowFault::NumericCode { found: cut(text) }.into()]);
        }
        _ => {}
    }
    let text = trim(text);
    let control = text.bytes().any(|byte| byte.is_ascii_control() || byte == 0xc2);
    if control && let Some((found, position)) = text.chars().zip(1..).find(|(found, _)| found.is_control()) {
        let code_point = format!("U+{:04X}", u32::from(found));
        return Err(vec![RowFault::Control { code_point, position }.into()]);
    }
    out.push_str(text);
    Ok(Taken::default())
}

fn is_long_number(text: &str) -> bool {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    text.contains(['e', 'E']) || whole.bytes().filter(u8::is_ascii_digit).count() > KEPT_DIGITS
}

fn date_cell(form: Kind, text: &str, rules: &Rules, out: &mut String) -> Result<Taken, Vec<CellFault>> {
    let date = match form {
        Kind::Day => day::serial(text, rules.epoch),
        // a number that is not shown as a day is one only if it has five digits: 2026 is a year
        Kind::Number => day::parse(text.split_once('.').map_or(text, |(whole, _)| whole), rules.epoch),
        _ => day::parse(text, Epoch::Of1900),
    };
    let date = date.map_err(|error| vec![error.into()])?;
    // writing to a string never fails
    let _ = write!(out, "{date}");
    Ok(Taken::default())
}

fn whole_cell(form: Kind, text: &str, out: &mut String) -> Result<Taken, Vec<CellFault>> {
    let wrong = || vec![RowFault::NotWhole { found: cut(text) }.into()];
    let digits = match text.split_once('.') {
        // some programs write the number 20 as 20.0
        Some((whole, zeros)) if form == Kind::Number && zeros.bytes().all(|byte| byte == b'0') => whole,
        Some(_) => return Err(wrong()),
        None => text,
    };
    if form == Kind::Day || digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong());
    }
    let value = digits.parse::<u64>().ok().filter(|&value| value <= json::LARGEST).ok_or_else(wrong)?;
    let _ = write!(out, "{value}");
    Ok(Taken::default())
}

fn choice(
    text: &str,
    words: &[(&'static str, &'static str)],
    out: &mut String,
) -> Result<Taken, Vec<CellFault>> {
    // a word of the list may itself be one that elsewhere means nothing
    let found = match words.iter().find(|(word, _)| *word == text) {
        Some(exact) => Some(exact),
        None => {
            let text = plain(text);
            words.iter().find(|(word, _)| plain(word) == text)
        }
    };
    match found {
        Some((_, value)) => out.push_str(value),
        None if is_absent(text) => {}
        None => {
            let known = preferred(words).join("、");
            return Err(vec![RowFault::UnknownChoice { found: cut(trim(text)), known }.into()]);
        }
    }
    Ok(Taken::default())
}

/// One word per meaning, as forms print it: the first one in Chinese, else the first.
fn preferred(words: &[(&'static str, &'static str)]) -> Vec<&'static str> {
    let first = |&(at, (_, value)): &(usize, &(&str, &str))| {
        words.iter().take(at).all(|(_, earlier)| earlier != value)
    };
    let word = |(_, (word, value)): (usize, &(&'static str, &'static str))| {
        let chinese = words.iter().find(|(word, other)| other == value && !word.is_ascii());
        chinese.map_or(*word, |(word, _)| *word)
    };
    words.iter().enumerate().filter(first).map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Problem;

    const RULES: Rules = Rules { upper_case: false, longest: 30, epoch: Epoch::Of1900 };
    const CODE: CellKind = CellKind::Id(Scheme::CreditCode);
    const RISK: CellKind = CellKind::Choice(&[("高", "high"), ("B（中）", "normal"), ("无", "low")]);

    fn with(rules: Rules, kind: CellKind, form: Kind, text: &str) -> Result<String, Vec<&'static str>> {
        let mut out = "before".to_owned();
        let taken = read(kind, (form, text), &rules, &mut out);
        taken
            .map(|_| out.strip_prefix("before").unwrap().to_owned())
            .map_err(|faults| faults.iter().map(Problem::code).collect())
    }

    fn text(kind: CellKind, text: &str) -> Result<String, Vec<&'static str>> {
        with(RULES, kind, Kind::Text, text)
    }

    fn codes<T>(codes: &[&'static str]) -> Result<T, Vec<&'static str>> {
        Err(codes.to_vec())
    }

    #[test]
    fn codes_are_never_repaired_in_silence() {
        assert_eq!(text(CODE, "913702001635621638"), Ok("913702001635621638".to_owned()));
        assert_eq!(text(CODE, " 913702001635621638"), codes(&["credit-code-separator"]));
        assert_eq!(text(CODE, "9137068716530044xP"), codes(&["credit-code-lower-case"]));
        assert_eq!(text(CODE, "913702001635621638\u{a0}"), codes(&["cell-no-break-space"]));
        assert_eq!(text(CODE, "９137０2001635621638"), codes(&["cell-full-width"]));
        assert_eq!(text(CODE, "913702001635621638\u{3000}"), codes(&["cell-full-width"]));
        assert_eq!(text(CODE, "9137020016356\u{200b}21638"), codes(&["cell-invisible"]));
        assert_eq!(text(CODE, "913702001635621638\0"), codes(&["cell-control-character"]));
        assert_eq!(
            text(CODE, "\u{feff}９1\u{a0}\u{200d}\r"),
            codes(&["cell-no-break-space", "cell-full-width", "cell-invisible", "cell-control-character"])
        );
        assert_eq!(text(CODE, "9.13702E+17"), codes(&["scientific-code"]));
        assert_eq!(text(CODE, "91370200163562"), codes(&["credit-code-length"]));
        assert_eq!(text(CellKind::Id(Scheme::Ascii), "a b"), codes(&["id-character"]));
        assert_eq!(text(CellKind::Id(Scheme::Ascii), "1E5"), Ok("1E5".to_owned()));
        for form in [Kind::Number, Kind::Day] {
            assert_eq!(with(RULES, CODE, form, "913702001635621638"), codes(&["numeric-code"]));
        }
        assert_eq!(with(RULES, CODE, Kind::Boolean, "TRUE"), codes(&["cell-boolean"]));
    }

    #[test]
    fn upper_casing_is_asked_for_and_told() {
        let rules = Rules { upper_case: true, ..RULES };
        let mut out = String::new();
        let taken = read(CODE, (Kind::Text, "9137068716530044xP"), &rules, &mut out).unwrap();
        assert_eq!((out.as_str(), taken.repaired), ("9137068716530044XP", true));
        assert_eq!(with(rules, CODE, Kind::Text, "9137068716530044xQ"), codes(&["credit-code-check"]));
        assert_eq!(with(rules, CellKind::Id(Scheme::Ascii), Kind::Text, "ab"), Ok("ab".to_owned()));
    }

    #[test]
    fn words_for_nothing_are_nothing() {
        for word in ["", " ", "N/A", "n/a", "NULL", "-", "—", "无", " 无\u{a0}", "/"] {
            for kind in [CODE, CellKind::Text, CellKind::Date, CellKind::Whole] {
                assert_eq!(text(kind, word), Ok(String::new()), "{word}");
            }
        }
        assert_eq!(text(CellKind::Text, "无锡"), Ok("无锡".to_owned()));
        assert_eq!(text(RISK, "无"), Ok("low".to_owned()));
        assert_eq!(text(RISK, "N/A"), Ok(String::new()));
    }

    #[test]
    fn texts_are_trimmed_and_hold_no_control_character() {
        assert_eq!(text(CellKind::Text, "\u{3000}青岛 市\u{a0}\r\n"), Ok("青岛 市".to_owned()));
        assert_eq!(text(CellKind::Text, "青岛\n市"), codes(&["cell-control-character"]));
        assert_eq!(text(CellKind::Text, "a\u{85}b"), codes(&["cell-control-character"]));
        assert_eq!(text(CellKind::Text, "\u{b5}"), Ok("\u{b5}".to_owned()));
        assert_eq!(text(CellKind::Text, &"青".repeat(30)), Ok("青".repeat(30)));
        assert_eq!(text(CellKind::Text, &"青".repeat(31)), codes(&["cell-too-long"]));
        let number = |text| with(RULES, CellKind::Text, Kind::Number, text);
        assert_eq!(number("370100"), Ok("370100".to_owned()));
        assert_eq!(number("233.60000000000002"), Ok("233.60000000000002".to_owned()));
        assert_eq!(number("9137010061400001"), codes(&["numeric-code"]));
        assert_eq!(number("9.1370100614000102E+17"), codes(&["numeric-code"]));
        assert_eq!(with(RULES, CellKind::Text, Kind::Day, "46082"), Ok("2026-03-01".to_owned()));
        assert_eq!(with(RULES, CellKind::Text, Kind::Boolean, "TRUE"), Ok("TRUE".to_owned()));
    }

    #[test]
    fn days_numbers_and_words_are_checked() {
        assert_eq!(text(CellKind::Date, " 2026年3月1日 "), Ok("2026-03-01".to_owned()));
        assert_eq!(text(CellKind::Date, "2026-02-30"), codes(&["date-no-such-day"]));
        assert_eq!(text(CellKind::Date, "春"), codes(&["date-form"]));
        assert_eq!(with(RULES, CellKind::Date, Kind::Day, "2026"), Ok("1905-07-18".to_owned()));
        assert_eq!(with(RULES, CellKind::Date, Kind::Number, "2026"), codes(&["date-form"]));
        assert_eq!(with(RULES, CellKind::Date, Kind::Number, "46082.5"), Ok("2026-03-01".to_owned()));
        assert_eq!(text(CellKind::Whole, "007"), Ok("7".to_owned()));
        assert_eq!(with(RULES, CellKind::Whole, Kind::Number, "20.0"), Ok("20".to_owned()));
        for wrong in ["20.0", "1,286", "-1", "9007199254740992", "20户", "1e3"] {
            assert_eq!(text(CellKind::Whole, wrong), codes(&["cell-not-whole"]), "{wrong}");
        }
        assert_eq!(text(RISK, " b(中) "), Ok("normal".to_owned()));
        assert_eq!(text(RISK, "极高"), codes(&["cell-unknown-choice"]));
        for kind in [CODE, CellKind::Text, CellKind::Date, RISK] {
            assert_eq!(with(RULES, kind, Kind::Error, "#N/A"), codes(&["cell-error"]));
            assert_eq!(with(RULES, kind, Kind::Uncomputed, ""), codes(&["cell-uncomputed"]));
        }
    }
}
