//! What kind of file the bytes are, and their text.

use std::borrow::Cow;

use super::problem::FileError;

/// The kind of a file, found from its bytes: names lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Text with separators.
    Csv,
    /// An Excel workbook since 2007.
    Xlsx,
}

/// How the bytes of a text file spell characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Encoding {
    /// UTF-8.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-8 behind a byte order mark, as Excel writes it.
    #[serde(rename = "utf-8-bom")]
    Utf8Bom,
    /// GB 18030, which holds GBK and GB 2312.
    #[serde(rename = "gb18030")]
    Gb18030,
}

/// The kind of `bytes`.
pub(super) fn detect(bytes: &[u8]) -> Result<Format, FileError> {
    match bytes {
        [] => Err(FileError::Empty),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Ok(Format::Xlsx),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(FileError::OldExcel),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Err(FileError::Utf16),
        _ => Ok(Format::Csv),
    }
}

/// The text of `bytes`: strict UTF-8 first, then GB18030.
///
/// The order matters. Of random Chinese names in UTF-8, 29% are also valid GB18030, and only 0.5% the other way.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), FileError> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        let text = std::str::from_utf8(rest).map_err(|error| not_utf8(bytes, after(error, 4)))?;
        return Ok((Cow::Borrowed(text), Encoding::Utf8Bom));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((Cow::Borrowed(text), Encoding::Utf8)),
        Err(error) => gb18030(bytes, after(error, 1)),
    }
}

/// What a text is instead of a table, where its first characters say so.
pub(super) fn not_a_table(text: &str) -> Option<FileError> {
    let visible = text.chars().filter(|found| !found.is_whitespace() && *found != '\u{feff}');
    let start: String = visible.take(9).collect::<String>().to_ascii_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| start.starts_with(word));
    if starts(&["<html", "<!doctype", "<!--", "<?xml", "<table", "<head", "<meta", "<style", "<div"]) {
        return Some(FileError::WebPage);
    }
    starts(&["{\"", "[{"]).then_some(FileError::Json)
}

/// Whether `bytes` look like UTF-16 without its mark: every second byte of its digits is zero.
pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    let mut zeros = [0_u32; 2];
    for pair in bytes.as_chunks::<2>().0.iter().take(2_048) {
        for (count, byte) in zeros.iter_mut().zip(pair) {
            *count += u32::from(*byte == 0);
        }
    }
    let [even, odd] = zeros;
    even.max(odd) >= 8 && even.max(odd) > 20 * even.min(odd)
}

/// The file stops being UTF-8 at byte `at`, from 1.
pub(super) fn not_utf8(bytes: &[u8], at: u64) -> FileError {
    FileError::NotUtf8 { row: row(bytes, at), at }
}

/// The line in which byte `at` stands, both from 1.
fn row(bytes: &[u8], at: u64) -> u64 {
    let before = bytes.iter().zip(1..).take_while(|&(_, place)| place < at);
    1 + before.filter(|(byte, _)| **byte == b'\n').count() as u64
}

/// The place of the first wrong byte, from 1.
fn after(error: std::str::Utf8Error, first: u64) -> u64 {
    first + error.valid_up_to() as u64
}

#[cfg(not(feature = "gb18030"))]
fn gb18030(bytes: &[u8], utf8: u64) -> Result<(Cow<'_, str>, Encoding), FileError> {
    Err(not_utf8(bytes, utf8))
}

#[cfg(feature = "gb18030")]
fn gb18030(bytes: &[u8], utf8: u64) -> Result<(Cow<'_, str>, Encoding), FileError> {
    use encoding_rs::DecoderResult;

    let mut decoder = encoding_rs::GB18030.new_decoder_without_bom_handling();
    // two bytes of Chinese become three; what needs more room asks for it
    let mut text = String::with_capacity(bytes.len().saturating_add(bytes.len() / 2));
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => return Ok((Cow::Owned(text), Encoding::Gb18030)),
            DecoderResult::OutputFull => text.reserve(rest.len().max(64)),
            DecoderResult::Malformed(length, beyond) => {
                let wrong = usize::from(length) + usize::from(beyond);
                let gb18030 = at.saturating_sub(wrong) as u64 + 1;
                return Err(FileError::Encoding { row: row(bytes, utf8.max(gb18030)), utf8, gb18030 });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_in_the_bytes() {
        assert_eq!(detect(b""), Err(FileError::Empty));
        assert_eq!(detect(b"PK\x03\x04"), Ok(Format::Xlsx));
        assert_eq!(detect(b"PKU,1"), Ok(Format::Csv));
        assert_eq!(detect(b"\xd0\xcf\x11\xe0\xa1\xb1"), Err(FileError::OldExcel));
        assert_eq!(detect(b"\xff\xfea\0"), Err(FileError::Utf16));
    }

    #[test]
    fn what_is_no_table_is_called_by_its_name() {
        for page in ["<html>", "\u{feff}\n<!DOCTYPE html>", "<?xml version='1.0'?>", "<TABLE>"] {
            assert_eq!(not_a_table(page), Some(FileError::WebPage), "{page}");
        }
        for json in ["{ \"id\": 1}", "[\n{}]"] {
            assert_eq!(not_a_table(json), Some(FileError::Json), "{json}");
        }
        for table in ["", "<", "<名录>", "<A区>", "[2026]名录", "{id}"] {
            assert_eq!(not_a_table(table), None, "{table}");
        }
    }

    #[test]
    fn utf16_shows_by_its_zeros() {
        let text = "代码,名称\n913702001635621638,一店\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(is_utf16(&little) && is_utf16(&big));
        assert!(!is_utf16(text.as_bytes()) && !is_utf16(&[0; 100]));
    }

    #[test]
    fn utf8_comes_first_and_wrong_bytes_are_named() {
        assert_eq!(decode("青岛".as_bytes()).unwrap(), ("青岛".into(), Encoding::Utf8));
        assert_eq!(decode("\u{feff}青岛".as_bytes()).unwrap(), ("青岛".into(), Encoding::Utf8Bom));
        assert_eq!(decode(b"\xef\xbb\xbfab\xff"), Err(FileError::NotUtf8 { row: 1, at: 6 }));
    }

    #[cfg(feature = "gb18030")]
    #[test]
    fn gb18030_is_read_and_its_wrong_bytes_are_named() {
        let (bytes, _, _) = encoding_rs::GB18030.encode("青岛市𠮷A");
        assert_eq!(decode(&bytes).unwrap(), ("青岛市𠮷A".into(), Encoding::Gb18030));
        let (bytes, _, _) = encoding_rs::GB18030.encode("㐀");
        assert_eq!(decode(&bytes.repeat(1_000)).unwrap().0, "㐀".repeat(1_000));
        assert_eq!(decode(b"ab\xc7\xe0\xff,"), Err(FileError::Encoding { row: 1, utf8: 3, gb18030: 5 }));
        assert_eq!(decode(b"a\nb\n\xff,"), Err(FileError::Encoding { row: 3, utf8: 5, gb18030: 5 }));
        // cut in the middle of a character
        assert_eq!(decode(b"ab\xc7"), Err(FileError::Encoding { row: 1, utf8: 3, gb18030: 3 }));
    }

    #[cfg(not(feature = "gb18030"))]
    #[test]
    fn without_the_feature_gb18030_is_a_clear_error() {
        assert_eq!(decode(b"a\nb\xc7\xe0"), Err(FileError::NotUtf8 { row: 2, at: 4 }));
    }
}
