//! Lists and records from files. Targets go row by row into columns; no list is held twice.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use double_random::base::json;
use double_random::base::{Faults, Place, Scheme};
use double_random::directory::load::{self, Loaded};
use double_random::directory::{Directory, TargetLines, Targets};
use double_random::record::{Lists, Material, Published};
use double_random::tabular::{Limits, Options, Receipt, Source};
use serde::de::DeserializeOwned;

use super::failure::Failure;

/// Where the lists are.
#[derive(Default)]
pub(crate) struct Files {
    pub(crate) targets: Option<PathBuf>,
    pub(crate) items: Option<PathBuf>,
    pub(crate) history: Option<PathBuf>,
    pub(crate) units: Option<PathBuf>,
    pub(crate) officers: Option<PathBuf>,
    pub(crate) experts: Option<PathBuf>,
    pub(crate) recusals: Option<PathBuf>,
    pub(crate) overrides: Option<PathBuf>,
    pub(crate) plans: Option<PathBuf>,
    pub(crate) lists: Option<PathBuf>,
    /// Field, or list and field, to header.
    pub(crate) maps: BTreeMap<String, String>,
    pub(crate) scheme: Scheme,
}

/// The lists, and what became of the rows of each table.
pub(crate) struct Opened {
    pub(crate) material: Material,
    pub(crate) receipts: Vec<Receipt>,
}

impl Files {
    /// Reads what is named; `None` where no list is.
    pub(crate) fn read(&self) -> Result<Option<Opened>, Failure> {
        let lists: Option<Lists> = self.lists.as_deref().map(json_file).transpose()?;
        let named = [&self.targets, &self.items, &self.history, &self.units, &self.officers];
        let more = [&self.experts, &self.recusals, &self.overrides, &self.plans];
        if lists.is_none() && named.into_iter().chain(more).all(Option::is_none) {
            return Ok(None);
        }
        let mut lists = lists.unwrap_or_default();
        let mut receipts = Vec::new();
        replace(&mut lists.items, self.items.as_deref())?;
        replace(&mut lists.overrides, self.overrides.as_deref())?;
        replace(&mut lists.plans, self.plans.as_deref())?;
        replace(&mut lists.recusals, self.recusals.as_deref())?;
        if let Some(path) = &self.history {
            lists.history = self.list("history", path, &mut receipts, |source, options| {
                load::history(source, self.scheme, options)
            })?;
        }
        if let Some(path) = &self.units {
            lists.units = if is_json(path) {
                json_file(path)?
            } else {
                self.table("units", path, &mut receipts, load::units)?.areas
            };
        }
        if let Some(path) = &self.officers {
            lists.officers = self.list("officers", path, &mut receipts, load::officers)?;
        }
        if let Some(path) = &self.experts {
            lists.experts = self.list("experts", path, &mut receipts, load::experts)?;
        }
        let targets = std::mem::take(&mut lists.targets);
        let mut directory = Directory::builder()
            .scheme(self.scheme)
            .items(std::mem::take(&mut lists.items))
            .history(std::mem::take(&mut lists.history))
            .units(std::mem::take(&mut lists.units));
        directory = match &self.targets {
            Some(path) => directory.target_columns(self.targets(path, &mut receipts)?),
            None => directory.targets(targets),
        };
        let Lists { overrides, plans, officers, experts, recusals, master, .. } = lists;
        let directory = directory.build()?;
        let material = Material { directory, overrides, plans, officers, experts, recusals, master };
        Ok(Some(Opened { material, receipts }))
    }

    /// The targets by themselves.
    pub(crate) fn targets_alone(&self) -> Result<Targets, Failure> {
        let path = self.targets.as_deref().ok_or_else(|| Failure::missing("--targets"))?;
        self.targets(path, &mut Vec::new())
    }

    fn targets(&self, path: &Path, receipts: &mut Vec<Receipt>) -> Result<Targets, Failure> {
        if has_ending(path, &["jsonl", "ndjson"]) {
            return lines(path, self.scheme);
        }
        if is_json(path) {
            let lists = Lists { targets: json_file(path)?, ..Lists::default() };
            let mut builder = double_random::directory::TargetsBuilder::new(self.scheme);
            builder.extend(&lists.targets);
            return Ok(builder.finish().map_err(|faults| in_file(path, faults))?);
        }
        self.table("targets", path, receipts, |source, options| load::targets(source, self.scheme, options))
    }

    /// A list as JSON or as a table.
    fn list<T: DeserializeOwned>(
        &self,
        name: &str,
        path: &Path,
        receipts: &mut Vec<Receipt>,
        read: impl Fn(&Source<'_>, &Options) -> Result<Loaded<Vec<T>>, Faults>,
    ) -> Result<Vec<T>, Failure> {
        if is_json(path) { json_file(path) } else { self.table(name, path, receipts, read) }
    }

    fn table<T>(
        &self,
        name: &str,
        path: &Path,
        receipts: &mut Vec<Receipt>,
        read: impl Fn(&Source<'_>, &Options) -> Result<Loaded<T>, Faults>,
    ) -> Result<T, Failure> {
        let bytes = bytes(path, Limits::default().bytes)?;
        let source = Source { name: &file_name(path), bytes: &bytes };
        let Loaded { list, receipt, .. } = read(&source, &self.options(name))?;
        receipts.push(receipt);
        Ok(list)
    }

    /// The columns that the command line names for one list.
    fn options(&self, list: &str) -> Options {
        let lists = ["history", "units", "officers"];
        let own = self.maps.iter().filter_map(|(field, header)| {
            let (of, field) = match field.split_once('.').filter(|(of, _)| lists.contains(of)) {
                Some((of, field)) => (of, field),
                None => ("targets", field.as_str()),
            };
            (of == list).then(|| (field.to_owned(), header.clone()))
        });
        Options { mapping: own.collect(), ..Options::default() }
    }
}

/// The text of a record, which may hold anything.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    let bytes = bytes(path, u64::MAX)?;
    let utf8 = |error| Failure::read(path, &std::io::Error::new(std::io::ErrorKind::InvalidData, error));
    let text = String::from_utf8(bytes).map_err(utf8)?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// A record as the public has it: whole, or what an embargo leaves of it.
pub(crate) fn record(path: &Path) -> Result<Published, Failure> {
    Ok(Published::parse(&text(path)?).map_err(|faults| in_file(path, faults))?)
}

/// The files of a path: itself, or every .json of a folder, sorted by name.
pub(crate) fn records(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let failed = |error| Failure::read(path, &error);
    let entries = std::fs::read_dir(path).map_err(failed)?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>().map_err(failed)?;
    paths.retain(|path| is_json(path));
    paths.sort();
    Ok(paths)
}

/// A JSON file in the form of `T`.
pub(crate) fn json_file<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let value = json::parse(&text(path)?).and_then(json::shaped);
    Ok(value.map_err(|faults| in_file(path, faults))?)
}

fn replace<T: DeserializeOwned>(list: &mut T, path: Option<&Path>) -> Result<(), Failure> {
    if let Some(path) = path {
        *list = json_file(path)?;
    }
    Ok(())
}

/// One line at a time, and only its row stays.
fn lines(path: &Path, scheme: Scheme) -> Result<Targets, Failure> {
    let failed = |error| Failure::read(path, &error);
    let mut reader = BufReader::with_capacity(1 << 20, File::open(path).map_err(failed)?);
    let mut targets = TargetLines::new(scheme);
    let mut line = String::new();
    while reader.read_line(&mut line).map_err(failed)? > 0 {
        targets.push(line.trim_start_matches('\u{feff}'));
        line.clear();
    }
    Ok(targets.finish().map_err(|faults| in_file(path, faults))?)
}

fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    // one more shows that it is too large
    let read = File::open(path).and_then(|file| file.take(most.saturating_add(1)).read_to_end(&mut bytes));
    read.map_err(|error| Failure::read(path, &error))?;
    Ok(bytes)
}

fn in_file(path: &Path, mut faults: Faults) -> Faults {
    for fault in &mut faults.0 {
        fault.place = Place { file: Some(file_name(path)), ..std::mem::take(&mut fault.place) };
    }
    faults
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn is_json(path: &Path) -> bool {
    has_ending(path, &["json"])
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|found| endings.iter().any(|ending| found.eq_ignore_ascii_case(ending)))
}
