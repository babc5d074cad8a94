//! Credit codes as they arrive.

use crate::case::{Case, named};

pub(crate) const GOOD: &str = "913702001635621638,甲食品店,东园,高,存续";

pub(crate) fn cases() -> Vec<(&'static str, Case)> {
    named![
        id_missing,
        id_scientific_notation,
        id_no_break_space,
        id_zero_width_space,
        id_full_width_digits,
        id_letter_o_for_zero,
        id_lower_case,
        id_lower_case_raised_by_option,
        id_with_hyphens,
        id_of_17_characters,
        id_of_19_characters,
        id_with_a_wrong_check_character,
        id_is_a_registration_number,
        id_with_spaces_around,
        id_behind_an_apostrophe,
        unit_code_wrong,
    ]
}

/// A list in which one id stands so, and another is sound.
fn id(id: &str, expected: &'static [&'static str]) -> Case {
    Case::csv(&[&format!("{id},乙餐饮店,西园,低,存续"), GOOD], expected)
}

fn id_missing() -> Case {
    id("无", &["cell-required"])
}

fn id_scientific_notation() -> Case {
    id("9.13702E+17", &["scientific-code"])
}

fn id_no_break_space() -> Case {
    id("91370203163561902G\u{a0}", &["cell-no-break-space"])
}

fn id_zero_width_space() -> Case {
    id("91370203\u{200b}163561902G", &["cell-invisible"])
}

fn id_full_width_digits() -> Case {
    id("９１370203163561902G", &["cell-full-width"])
}

fn id_letter_o_for_zero() -> Case {
    id("9137O2O3163561902G", &["credit-code-character"])
}

fn id_lower_case() -> Case {
    id("91370203163561902g", &["credit-code-lower-case"])
}

fn id_lower_case_raised_by_option() -> Case {
    let mut case = id("91370203163561902g", &[]);
    case.options.upper_case = true;
    case
}

fn id_with_hyphens() -> Case {
    id("91-370203-163561902-G", &["credit-code-separator"])
}

fn id_of_17_characters() -> Case {
    id("9137020316356190G", &["credit-code-length"])
}

fn id_of_19_characters() -> Case {
    id("913702031635619020G", &["credit-code-length"])
}

fn id_with_a_wrong_check_character() -> Case {
    id("91370203163561902H", &["credit-code-check"])
}

fn id_is_a_registration_number() -> Case {
    id("370200018012345", &["credit-code-length"])
}

fn id_with_spaces_around() -> Case {
    id(" 91370203163561902G ", &["credit-code-separator"])
}

fn id_behind_an_apostrophe() -> Case {
    id("'91370203163561902G", &["credit-code-length"])
}

fn unit_code_wrong() -> Case {
    let text = "统一社会信用代码,企业名称,所属企业统一社会信用代码\n\
                913702001635621638,甲食品店,91370203163561902H\n91370203163561902G,乙餐饮店,91370203163561902G\n";
    Case::targets("名录.csv", text, &["credit-code-check"])
}
