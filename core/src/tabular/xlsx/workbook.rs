//! The workbook part: which sheets there are, and where the other parts stand.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::super::day::Epoch;
use super::super::header::cut;
use super::super::problem::FileError;
use super::package::Package;
use super::xml::{Xml, attribute};

/// Sheets and relations of one workbook, far above any real one.
const MOST: usize = 10_000;

pub(super) struct Workbook {
    pub(super) epoch: Epoch,
    pub(super) strings: Option<String>,
    pub(super) styles: Option<String>,
    sheets: Vec<Entry>,
}

pub(super) struct Entry {
    pub(super) name: String,
    pub(super) path: String,
    visible: bool,
}

impl Workbook {
    /// The sheet called `name`, or the first visible one.
    pub(super) fn choose(&self, name: Option<&str>) -> Result<&Entry, FileError> {
        match name {
            None => self.sheets.iter().find(|sheet| sheet.visible).ok_or(FileError::NoSheet),
            Some(name) => self.sheets.iter().find(|sheet| sheet.name == name).ok_or_else(|| {
                let found = names(self.sheets.iter());
                FileError::SheetNotFound { sheet: cut(name), found }
            }),
        }
    }

    /// The names of the visible sheets beside `chosen`.
    pub(super) fn others(&self, chosen: &Entry) -> String {
        names(self.sheets.iter().filter(|sheet| sheet.visible && sheet.name != chosen.name))
    }
}

fn names<'a>(sheets: impl Iterator<Item = &'a Entry>) -> String {
    sheets.take(30).map(|sheet| format!("`{}`", cut(&sheet.name))).collect::<Vec<_>>().join(", ")
}

/// Reads the relations of the package and the workbook part.
pub(super) fn read(package: &mut Package) -> Result<Workbook, FileError> {
    let none = |reason: &str| FileError::NotAWorkbook { reason: reason.to_owned() };
    let roots = relations(package, "_rels/.rels", "")?.ok_or_else(|| none("no _rels/.rels"))?;
    let root = roots.values().find(|relation| relation.kind == "officeDocument");
    let path = root.map(|relation| relation.target.clone()).ok_or_else(|| none("no officeDocument"))?;
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
    let relations =
        relations(package, &join(folder, &format!("_rels/{file}.rels")), folder)?.unwrap_or_default();
    let xml = package.part(&path)?.ok_or_else(|| none("the workbook part is missing"))?;
    let target = |kind: &str| {
        let found = relations.values().find(|relation| relation.kind == kind);
        found.map(|relation| relation.target.clone())
    };
    let mut workbook = Workbook {
        epoch: Epoch::Of1900,
        strings: target("sharedStrings"),
        styles: target("styles"),
        sheets: Vec::new(),
    };
    fill(&mut workbook, xml, &relations)?;
    Ok(workbook)
}

fn fill(
    workbook: &mut Workbook,
    mut xml: Xml,
    relations: &BTreeMap<String, Relation>,
) -> Result<(), FileError> {
    let mut first = true;
    loop {
        match xml.next()? {
            Event::Eof => return Ok(()),
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "workbookPr" => {
                    let flag = attribute(&tag, "date1904");
                    if flag.is_some_and(|flag| matches!(flag.as_ref(), "1" | "true" | "on")) {
                        workbook.epoch = Epoch::Of1904;
                    }
                }
                "sheet" => {
                    let relation = attribute(&tag, "id").and_then(|id| relations.get(id.as_ref()));
                    let worksheet = relation.filter(|relation| relation.kind == "worksheet");
                    if let Some((relation, name)) = worksheet.zip(attribute(&tag, "name")) {
                        let hidden = attribute(&tag, "state").is_some_and(|state| state != "visible");
                        let path = relation.target.clone();
                        workbook.sheets.push(Entry { name: name.into_owned(), path, visible: !hidden });
                    }
                    if workbook.sheets.len() > MOST {
                        return Err(xml.damaged("it has too many sheets"));
                    }
                }
                "workbook" => {}
                _ if first => {
                    return Err(FileError::NotAWorkbook { reason: "the part is no workbook".to_owned() });
                }
                _ => {}
            },
            Event::Decl(_) | Event::Comment(_) | Event::Text(_) => continue,
            _ => {}
        }
        first = false;
    }
}

/// A relation of a part: what it is to it, and where it stands.
struct Relation {
    kind: String,
    target: String,
}

fn relations(
    package: &mut Package,
    path: &str,
    folder: &str,
) -> Result<Option<BTreeMap<String, Relation>>, FileError> {
    let Some(mut xml) = package.part(path)? else {
        return Ok(None);
    };
    let mut relations = BTreeMap::new();
    loop {
        match xml.next()? {
            Event::Eof => return Ok(Some(relations)),
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Relationship" => {
                let [id, kind, target] = ["Id", "Type", "Target"].map(|name| attribute(&tag, name));
                if let (Some(id), Some(kind), Some(target)) = (id, kind, target) {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    let target = join(folder, &target);
                    relations.insert(id.into_owned(), Relation { kind, target });
                }
                if relations.len() > MOST {
                    return Err(xml.damaged("it has too many relations"));
                }
            }
            _ => {}
        }
    }
}

/// `target` as seen from `folder`: absolute with a slash, upward with dots.
fn join(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut parts: Vec<_> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_their_folder() {
        assert_eq!(join("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(join("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(join("xl/a", "../b.xml"), "xl/b.xml");
        assert_eq!(join("", "xl\\workbook.xml"), "xl/workbook.xml");
        assert_eq!(join("xl", "../../../b.xml"), "b.xml");
    }
}
