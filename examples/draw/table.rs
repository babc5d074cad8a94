//! Tables whose columns stand under each other, also where Chinese characters take two places.

use unicode_width::UnicodeWidthStr;

/// Where a column's text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}
use Side::{Left, Right};

/// A column of texts is left, one of numbers right.
pub(crate) fn sides(pattern: &str) -> Vec<Side> {
    pattern.bytes().map(|side| if side == b'r' { Right } else { Left }).collect()
}

/// `rows` below `header`, indented, without spaces at the ends of lines.
pub(crate) fn table(sides: &[Side], header: &[&str], rows: &[Vec<String>]) -> String {
    let header: Vec<String> = header.iter().map(|text| (*text).to_owned()).collect();
    let widths: Vec<usize> = (0..header.len())
        .map(|column| {
            let cells = [&header].into_iter().chain(rows).filter_map(|row| row.get(column));
            cells.map(|cell| cell.width()).max().unwrap_or(0)
        })
        .collect();
    let line = |cells: &Vec<String>| {
        let cells = cells.iter().zip(&widths).zip(sides).map(|((cell, width), side)| {
            let space = " ".repeat(width.saturating_sub(cell.width()));
            if *side == Left { format!("{cell}{space}") } else { format!("{space}{cell}") }
        });
        format!("  {}", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    let rule = widths.iter().map(|width| "-".repeat(*width)).collect();
    let lines = [line(&header), line(&rule)].into_iter().chain(rows.iter().map(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// A count as people read it: 44,722.
pub(crate) fn number(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A check value in groups of four, as it is read aloud.
pub(crate) fn groups_of_four(hex: &str) -> String {
    let characters: Vec<char> = hex.chars().collect();
    characters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// `text` on at most `width` places.
pub(crate) fn short(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        if kept.width() + character.to_string().width() + 1 > width {
            break;
        }
        kept.push(character);
    }
    kept + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let rows = [vec!["餐饮".to_owned(), "7".to_owned()], vec!["a".to_owned(), "1,286".to_owned()]];
        let text = table(&sides("lr"), &["类型", "户数"], &rows);
        assert_eq!(text, "  类型   户数\n  ----  -----\n  餐饮      7\n  a     1,286");
        let widths: Vec<_> = text.lines().map(UnicodeWidthStr::width).collect();
        assert_eq!(widths, [13; 4]);
    }

    #[test]
    fn numbers_and_check_values_can_be_read_aloud() {
        assert_eq!(
            [0, 999, 1_000, 44_722, 1_000_000].map(number),
            ["0", "999", "1,000", "44,722", "1,000,000"]
        );
        assert_eq!(groups_of_four("0123456789ab"), "0123 4567 89ab");
        assert_eq!((short("青岛公平衡器", 7), short("青岛", 4)), ("青岛公…".to_owned(), "青岛".to_owned()));
    }
}
