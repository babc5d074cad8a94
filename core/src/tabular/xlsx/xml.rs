//! XML of a part, metered: bytes in all, bytes of one event, depth of nesting.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::super::problem::FileError;

/// The bytes that one tag or one stretch of text stays below. A cell of 32,767 characters, each written as a reference,
/// has a third of it.
const LONGEST_EVENT: u64 = 1 << 20;
/// How deep elements nest. A sheet needs six.
const DEEPEST: u32 = 64;

/// The events of one part.
pub(super) struct Xml<'a> {
    reader: Reader<Meter<'a>>,
    buffer: Vec<u8>,
    depth: u32,
    part: String,
    limit: u64,
}

impl<'a> Xml<'a> {
    pub(super) fn new(part: &str, bytes: impl Read + 'a, left: &'a Cell<u64>, limit: u64) -> Self {
        let source: Box<dyn Read + 'a> = Box::new(bytes);
        let meter = Meter { source: BufReader::with_capacity(1 << 16, source), left, event: LONGEST_EVENT };
        Self {
            reader: Reader::from_reader(meter),
            buffer: Vec::new(),
            depth: 0,
            part: part.to_owned(),
            limit,
        }
    }

    /// The next event. The end of the part while elements are open is an error.
    pub(super) fn next(&mut self) -> Result<Event<'_>, FileError> {
        self.buffer.clear();
        self.reader.get_mut().event = LONGEST_EVENT;
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => {
                match &event {
                    Event::Start(_) => self.depth += 1,
                    Event::End(_) => self.depth = self.depth.saturating_sub(1),
                    _ => {}
                }
                let wrong = match event {
                    Event::Eof if self.depth > 0 => "it ends too early",
                    _ if self.depth > DEEPEST => "its elements nest too deep",
                    event => return Ok(event),
                };
                Err(damaged(&self.part, wrong))
            }
            Err(error) => Err(if self.reader.get_ref().left.get() == 0 {
                FileError::UnzipsTooLarge { part: self.part.clone(), limit: self.limit }
            } else {
                damaged(&self.part, &error.to_string())
            }),
        }
    }

    /// An error of this part.
    pub(super) fn damaged(&self, reason: &str) -> FileError {
        damaged(&self.part, reason)
    }
}

fn damaged(part: &str, reason: &str) -> FileError {
    FileError::Damaged { part: part.to_owned(), reason: reason.chars().take(200).collect() }
}

/// The value of `tag`'s attribute `name`, whatever its prefix.
pub(super) fn attribute<'a>(tag: &'a BytesStart, name: &str) -> Option<Cow<'a, str>> {
    // doubled attributes are no matter of ours, and looking for them takes the square of their number
    let mut attributes = tag.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok()
}

/// Adds the characters that `event` stands for to `out`. False for a reference that XML does not define.
#[must_use]
pub(super) fn add_text(event: &Event, out: &mut String) -> bool {
    match event {
        Event::Text(text) => out.push_str(&text.xml10_content()),
        Event::CData(text) => out.push_str(&text.xml10_content()),
        Event::GeneralRef(reference) => match reference.resolve_char_ref() {
            Ok(Some(character)) => out.push(character),
            Ok(None) => match resolve_xml_entity(reference) {
                Some(text) => out.push_str(text),
                None => return false,
            },
            Err(_) => return false,
        },
        _ => {}
    }
    true
}

/// `_x000D_` and the like become the character they stand for (ECMA-376 22.9.2.19).
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        out.push_str(before);
        let digits = after.get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let character = digits.and_then(|digits| char::from_u32(u32::from_str_radix(digits, 16).ok()?));
        match (character, after.get(4..).and_then(|after| after.strip_prefix('_'))) {
            (Some(character), Some(after)) => {
                out.push(character);
                rest = after;
            }
            _ => {
                out.push_str("_x");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Counts bytes while they are read, since the sizes that a zip states may be false.
struct Meter<'a> {
    source: BufReader<Box<dyn Read + 'a>>,
    /// Of the whole workbook.
    left: &'a Cell<u64>,
    /// Of the event being read.
    event: u64,
}

impl Read for Meter<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Meter<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let allowed = usize::try_from(self.left.get().min(self.event)).unwrap_or(usize::MAX);
        let bytes = self.source.fill_buf()?;
        match bytes.get(..allowed) {
            Some([]) if !bytes.is_empty() => Err(io::Error::other("a tag or text is too long")),
            Some(part) => Ok(part),
            None => Ok(bytes),
        }
    }

    fn consume(&mut self, count: usize) {
        self.source.consume(count);
        self.left.set(self.left.get().saturating_sub(count as u64));
        self.event = self.event.saturating_sub(count as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drain(text: &str, limit: u64) -> Result<usize, FileError> {
        let left = Cell::new(limit);
        let mut xml = Xml::new("p", text.as_bytes(), &left, limit);
        let mut events = 0;
        loop {
            match xml.next()? {
                Event::Eof => return Ok(events),
                _ => events += 1,
            }
        }
    }

    #[test]
    fn what_passes_is_metered() {
        let too_large = FileError::UnzipsTooLarge { part: "p".to_owned(), limit: 10 };
        assert_eq!(drain("<a>123</a>", 10), Ok(3));
        assert_eq!(drain("<a>1234</a>", 10), Err(too_large));
        let long = |length: usize| format!("<a>{}</a>", "x".repeat(length));
        assert_eq!(drain(&long((1 << 20) - 1), u64::MAX), Ok(3));
        assert!(drain(&long(1 << 20), u64::MAX).unwrap_err().to_string().contains("too long"));
        let nested = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert_eq!(drain(&nested(64), u64::MAX), Ok(128));
        assert!(drain(&nested(65), u64::MAX).unwrap_err().to_string().contains("deep"));
        assert!(drain("<a><b></b>", u64::MAX).unwrap_err().to_string().contains("early"));
    }

    #[test]
    fn escapes_of_workbooks_are_read() {
        assert_eq!(unescape("a_x000D__x0041_x_xZZZZ_ _x005F_x0041_"), "a\rAx_xZZZZ_ _x0041_");
        assert_eq!(unescape("_x00_x4e2D_"), "_x00中");
        assert_eq!(unescape("_xD800_"), "_xD800_");
    }
}
