//! The texts that cells share.

use quick_xml::events::Event;

use super::super::Limits;
use super::super::problem::FileError;
use super::package::Package;
use super::xml::{Xml, add_text, unescape};

/// All shared texts in one buffer.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start..end)
    }
}

/// Reads the part at `path`. The number of texts that it announces is not believed.
pub(super) fn read(package: &mut Package, path: Option<&str>, limits: &Limits) -> Result<Strings, FileError> {
    let mut strings = Strings::default();
    let Some(mut xml) = path.map(|path| package.part(path)).transpose()?.flatten() else {
        return Ok(strings);
    };
    let limit = limits.shared_text_bytes;
    let mut value = String::new();
    loop {
        match xml.next()? {
            Event::Eof => return Ok(strings),
            Event::Start(tag) if tag.local_name().as_ref() == "si" => {
                value.clear();
                read_text(&mut xml, "si", limit, &mut value)?;
                strings.text.push_str(&unescape(&value));
                strings.ends.push(strings.text.len());
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => strings.ends.push(strings.text.len()),
            _ => {}
        }
        let kept = strings.text.len() + strings.ends.len() * size_of::<usize>();
        if kept as u64 > limit {
            return Err(FileError::SharedTextTooLarge { limit });
        }
    }
}

/// The text of a rich text up to the end of `element`: what stands in `t`, without phonetic guides.
pub(super) fn read_text(xml: &mut Xml, element: &str, limit: u64, out: &mut String) -> Result<(), FileError> {
    let (mut in_text, mut in_guide) = (false, false);
    loop {
        let defined = match xml.next()? {
            Event::Eof => return Err(xml.damaged("it ends too early")),
            Event::Start(tag) => {
                match tag.local_name().as_ref() {
                    "t" => in_text = true,
                    "rPh" => in_guide = true,
                    _ => {}
                }
                true
            }
            Event::End(tag) => {
                match tag.local_name().as_ref() {
                    "t" => in_text = false,
                    "rPh" => in_guide = false,
                    name if name == element => return Ok(()),
                    _ => {}
                }
                true
            }
            event if in_text && !in_guide => add_text(&event, out),
            _ => true,
        };
        if !defined {
            return Err(xml.damaged("it has an unknown entity"));
        }
        if out.len() as u64 > limit {
            return Err(FileError::SharedTextTooLarge { limit });
        }
    }
}
