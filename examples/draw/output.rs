//! The files: all of them, or none.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use double_random::base::{Fault, json};
use double_random::directory::{Directory, Officers};
use double_random::law::Article;
use double_random::record::Published;
use double_random::tabular::{Receipt, Table, workbook};

use super::announcement::{self, Announcement, Sheets};
use super::failure::Failure;
use super::input::Material;
use super::lists::Lists;
use super::matches::{Held, SecondStage};
use super::results::End;
use super::teams;
use super::visits::{self, UnitVisits};

/// The record's file.
pub(crate) const RECORD: &str = "record.json";

/// What is public of the record while an embargo keeps the rest back.
pub(crate) const PUBLIC: &str = "public.json";

/// Writes every result into the folder of `material`; the paths written.
pub(crate) fn write(
    material: &Material,
    end: &End,
    second: &SecondStage,
    units: &[UnitVisits],
    lists: &Lists,
) -> Result<Vec<PathBuf>, Failure> {
    let record = &second.record;
    let drawn = end.drawn_table();
    let mut tables = vec![drawn.clone()];
    tables.extend(end.removals_table());
    let check_value = record.check_value().map_err(Failure::problem)?;
    let directory = end.drawn().directory();
    let on = material.round.announced_on.unwrap_or(record.seal.as_of);
    let public = record.published(on).map_err(Failure::problem)?;
    let announcement = match &public {
        Published::Embargoed(public) => announcement::embargoed(public, material.sample),
        Published::Whole(_) => {
            Announcement { record, check_value, directory, sample: material.sample }.html()
        }
    };
    let named = |(name, bytes): (&str, Vec<u8>)| (name.to_owned(), bytes);
    let files = [
        (RECORD, record.to_json().map_err(Failure::problem)?.into_bytes()),
        ("announcement.html", announcement.into_bytes()),
        ("drawn.xlsx", workbook(&tables).map_err(Failure::problem)?),
        ("drawn.csv", drawn.to_csv().map_err(Failure::problem)?),
        ("faults.xlsx", workbook(&faults(lists, end)).map_err(Failure::problem)?),
    ];
    let mut files: Vec<(String, Vec<u8>)> = files.into_iter().map(named).collect();
    if let Published::Embargoed(public) = &public {
        files.push(named((PUBLIC, json::canonical(public).map_err(Failure::problem)?.into_bytes())));
    }
    if let Some(table) = visits::as_table(units, directory) {
        files.push(named(("visits.xlsx", workbook(&[table]).map_err(Failure::problem)?)));
    }
    let declared: BTreeMap<_, _> = second.recusals.iter().filter(|(_, list)| !list.is_empty()).collect();
    if !declared.is_empty() {
        files.push(named((
            "recusals.json",
            json::canonical(&declared).map_err(Failure::problem)?.into_bytes(),
        )));
    }
    if let Some(list) = &lists.officers {
        if let Some(table) = teams::as_table(&second.held, &list.officers, directory) {
            let tables: Vec<Table> =
                [table].into_iter().chain(teams::replaced_table(&second.held, &list.officers)).collect();
            files.push(named(("teams.xlsx", workbook(&tables).map_err(Failure::problem)?)));
        }
        let sheets = second.held.iter().filter(|held| held.matched().is_some());
        files.extend(sheets.map(|held| sheet(held, &list.officers, directory, material.sample)));
    }
    place(&material.out, &files)
}

/// The task sheets of one unit.
fn sheet(held: &Held, officers: &Officers, directory: &Directory, sample: bool) -> (String, Vec<u8>) {
    let unit = &held.seal().unit;
    let order = match held {
        Held::Ordered(ordered) => Some(ordered.approval()),
        Held::Matched(_) | Held::NoPlan(_) => None,
    };
    let sheets = Sheets {
        unit: directory.units().name(unit.as_str()).unwrap_or(unit.as_str()),
        digest: held.digest(),
        order,
        directory,
        sample,
    };
    (sheet_name(unit.as_str()), sheets.html(&teams::of(held, officers)).into_bytes())
}

/// An id may hold any visible character, a file name may not: what it may not hold is written as its code.
fn sheet_name(unit: &str) -> String {
    let safe = |byte: u8| match byte {
        b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    format!("tasks-{}.html", unit.bytes().map(safe).collect::<String>())
}

/// What is wrong with each list, one sheet a kind.
fn faults(lists: &Lists, end: &End) -> Vec<Table> {
    let mut tables = Vec::new();
    for receipt in lists.receipts() {
        let named = |kind: &str, table: Table| Table { name: format!("{} {kind}", receipt.list), ..table };
        tables.push(named("退回 faults", receipt.fault_table()));
        tables.push(named("提示 warnings", receipt.warning_table()));
        tables.push(named("改动 repairs", repairs(receipt)));
    }
    if !end.faults().is_empty() {
        tables.push(undispatched(end.faults()));
    }
    tables.retain(|table| !table.rows.is_empty());
    if tables.is_empty() {
        let header = vec!["名录中没有发现问题 nothing is wrong with the lists".to_owned()];
        tables.push(Table { name: "faults".to_owned(), header, rows: Vec::new() });
    }
    tables
}

fn repairs(receipt: &Receipt) -> Table {
    let rows = receipt.repairs.iter().map(|repair| {
        vec![repair.row.to_string(), repair.field.clone(), repair.from.clone(), repair.to.clone()]
    });
    let header = ["行 row", "字段 field", "原值 from", "改为 to"].map(str::to_owned).to_vec();
    Table { name: String::new(), header, rows: rows.collect() }
}

fn undispatched(faults: &[Fault]) -> Table {
    let row = |fault: &Fault| {
        let problem = fault.problem();
        vec![
            fault.place.row.map_or(String::new(), |row| row.to_string()),
            problem.code().to_owned(),
            problem.article().map_or("", Article::citation).to_owned(),
            problem.message_zh(),
            problem.hint_zh(),
            problem.message_en(),
            problem.hint_en(),
        ]
    };
    let header = ["行 row", "代码 code", "条款 article", "原因", "处理办法", "reason", "hint"];
    Table {
        name: "派发 dispatch".to_owned(),
        header: header.map(str::to_owned).to_vec(),
        rows: faults.iter().map(row).collect(),
    }
}

/// Writes every file beside its place, then moves all of them there. What stood there before comes back if one fails.
fn place(out: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<PathBuf>, Failure> {
    let beside = |name: &str, end: &str| out.join(format!(".{name}.{end}"));
    let new = |name: &str| beside(name, "new");
    let old = |name: &str| beside(name, "old");
    fs::create_dir_all(out).map_err(|error| Failure::write(out, &error))?;
    let clear = |end: &str| files.iter().for_each(|(name, _)| _ = fs::remove_file(beside(name, end)));
    for (name, bytes) in files {
        if let Err(error) = fs::write(new(name), bytes) {
            clear("new");
            return Err(Failure::write(&out.join(name), &error));
        }
    }
    for (at, (name, _)) in files.iter().enumerate() {
        let path = out.join(name);
        if let Err(error) = replace(&path, &new(name), &old(name)) {
            for (name, _) in files.iter().take(at) {
                // as it was: either the file before, or none
                let path = out.join(name);
                if fs::rename(old(name), &path).is_err() {
                    _ = fs::remove_file(&path);
                }
            }
            clear("new");
            return Err(Failure::write(&path, &error));
        }
    }
    clear("old");
    Ok(files.iter().map(|(name, _)| out.join(name)).collect())
}

/// Moves `new` to `path`, keeping what stood there as `old`. If it fails, `path` is as it was.
fn replace(path: &Path, new: &Path, old: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    // a file left over from a run that was cut off must not come back as "what stood there before"
    _ = fs::remove_file(old);
    if path.exists() {
        fs::rename(path, old)?;
    }
    fs::rename(new, path).inspect_err(|_| _ = fs::rename(old, path))
}
