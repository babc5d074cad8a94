//! The zip around a workbook.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::Cursor;

use zip::ZipArchive;

use super::super::problem::FileError;
use super::xml::Xml;

/// The parts of a workbook, unzipped only as they are read.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// By path in lower case, since readers and writers disagree about case.
    places: BTreeMap<String, usize>,
    limit: u64,
    /// Bytes that may still be unzipped.
    left: Cell<u64>,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], limit: u64) -> Result<Self, FileError> {
        let damaged = |reason: String| FileError::Damaged { part: "zip".to_owned(), reason };
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
        // with two parts of one name, this reader and an office could see two different lists
        let mut double = archive.has_duplicate_names();
        let mut places = BTreeMap::new();
        for place in 0..archive.len() {
            let name =
                archive.name_for_index(place).transpose().map_err(|error| damaged(error.to_string()))?;
            let name = name.unwrap_or_default().replace('\\', "/").to_ascii_lowercase();
            double |= places.insert(name, place).is_some();
        }
        if double {
            return Err(damaged("two parts have one name".to_owned()));
        }
        Ok(Self { archive, places, limit, left: Cell::new(limit) })
    }

    /// The part at `path`, if there is one.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<Xml<'_>>, FileError> {
        let Some(&place) = self.places.get(&path.to_ascii_lowercase()) else {
            return Ok(None);
        };
        let damaged = |error: zip::result::ZipError| FileError::Damaged {
            part: path.to_owned(),
            reason: error.to_string(),
        };
        let file = self.archive.by_index(place).map_err(damaged)?;
        // what it says of itself is refused at once, what it turns out to be is metered
        if file.size() > self.left.get() {
            return Err(FileError::UnzipsTooLarge { part: path.to_owned(), limit: self.limit });
        }
        Ok(Some(Xml::new(path, file, &self.left, self.limit)))
    }
}
