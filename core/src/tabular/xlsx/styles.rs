//! The styles of cells, as far as they say that a number is a day.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::super::problem::FileError;
use super::package::Package;
use super::xml::attribute;

/// Styles of one workbook. Excel itself stops at 65,490.
const MOST: usize = 100_000;

/// For each style of a cell, whether it shows numbers as days.
pub(super) fn read(package: &mut Package, path: Option<&str>) -> Result<Vec<bool>, FileError> {
    let mut days = Vec::new();
    let Some(mut xml) = path.map(|path| package.part(path)).transpose()?.flatten() else {
        return Ok(days);
    };
    let mut custom = BTreeMap::new();
    let mut in_cells = false;
    loop {
        match xml.next()? {
            Event::Eof => return Ok(days),
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => in_cells = false,
            Event::Start(tag) if tag.local_name().as_ref() == "cellXfs" => in_cells = true,
            Event::Start(tag) | Event::Empty(tag) => {
                let id = attribute(&tag, "numFmtId").and_then(|id| id.parse::<u32>().ok());
                match tag.local_name().as_ref() {
                    "numFmt" => {
                        if let Some((id, code)) = id.zip(attribute(&tag, "formatCode")) {
                            custom.insert(id, is_day(&code));
                        }
                    }
                    "xf" if in_cells => {
                        let id = id.unwrap_or(0);
                        days.push(custom.get(&id).copied().unwrap_or_else(|| is_built_in_day(id)));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        if days.len().max(custom.len()) > MOST {
            return Err(xml.damaged("it has too many styles"));
        }
    }
}

/// The formats that Excel knows by number, those of East Asia among them.
fn is_built_in_day(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether a format has a letter for year, month, day or time outside quotes and brackets.
fn is_day(code: &str) -> bool {
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                characters.by_ref().find(|&end| end == '"');
            }
            '[' => {
                characters.by_ref().find(|&end| end == ']');
            }
            // the next character is shown, filled or left free
            '\\' | '_' | '*' => {
                characters.next();
            }
            ';' => return false, // negative numbers have their own format, and no days
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_days_are_told_from_others() {
        for code in [
            "yyyy\\-mm\\-dd",
            "yyyy\"年\"m\"月\"d\"日\";@",
            "[$-804]yyyy/m/d",
            "[DBNum1][$-804]m\"月\"d\"日\"",
            "h:mm",
        ] {
            assert!(is_day(code), "{code}");
        }
        for code in
            ["General", "@", "0.00E+00", "#,##0;[Red]-#,##0", "0\"days\"", "\\d0", "[h]0", "0_m;d", "\"m"]
        {
            assert!(!is_day(code), "{code}");
        }
        assert!(is_built_in_day(14) && is_built_in_day(31) && !is_built_in_day(49) && !is_built_in_day(0));
    }
}
