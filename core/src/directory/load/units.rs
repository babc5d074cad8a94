//! 第十八条 - the table of areas and units from a file.

use std::collections::BTreeMap;

use super::{Loaded, file_rows, read};
use crate::base::{Faults, Id, Scheme};
use crate::directory::{Area, UNITS, UnitName};
use crate::tabular::{CellKind, ColumnSpec, Options, Reading, Schema, Source};

/// The table as a file gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitTable {
    /// Areas and their units.
    pub areas: Vec<Area>,
    /// The units by name; empty where the file has no names.
    pub names: Vec<UnitName>,
}

static SCHEMA: Schema = Schema {
    list: UNITS,
    columns: &[
        ColumnSpec {
            field: "area",
            aliases: &[
                "所属区域",
                "所在区域",
                "区域",
                "区域名称",
                "地理区域",
                "街道",
                "乡镇",
                "乡镇街道",
                "镇街",
                "行政区划代码",
                "地区",
                "area",
            ],
            kind: CellKind::Text,
            required: true,
        },
        ColumnSpec {
            field: "unit",
            aliases: &["单位编号", "执行单位编号", "任务执行单位编号", "unit", "unit id"],
            kind: CellKind::Id(Scheme::Ascii),
            required: true,
        },
        ColumnSpec {
            field: "name",
            aliases: &["任务执行单位", "执行单位", "执行单位名称", "单位名称", "name", "unit name"],
            kind: CellKind::Text,
            required: false,
        },
    ],
    key: &["area"],
};

/// Reads the table of areas and units: `area` and `unit`, both in every row, and the unit's `name` where it is given.
/// An area with two units is refused.
///
/// # Errors
/// What keeps the whole file from being read. Faults of rows stand in the receipt.
pub fn units(source: &Source<'_>, options: &Options) -> Result<Loaded<UnitTable>, Faults> {
    let Reading { rows, receipt } = read(source, &SCHEMA, options)?;
    let mut list = UnitTable::default();
    let mut names: BTreeMap<Id, Option<&str>> = BTreeMap::new();
    for row in rows.iter() {
        // INVARIANT: both cells are required, and the unit's is checked as an id
        let unit = row.get("unit").and_then(|unit| unit.parse::<Id>().ok());
        let Some((area, unit)) = row.get("area").zip(unit) else { continue };
        let name = names.entry(unit.clone()).or_default();
        *name = name.or(row.get("name"));
        list.areas.push(Area { area: area.to_owned(), unit });
    }
    if names.values().any(Option::is_some) {
        // a list of names must have every unit, so one without a name goes by its id
        let named = |(id, name): (Id, Option<&str>)| {
            let name = name.unwrap_or(id.as_str()).to_owned();
            UnitName { id, name }
        };
        list.names = names.into_iter().map(named).collect();
    }
    Ok(Loaded { list, receipt, file_rows: file_rows(&rows) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str) -> Loaded<UnitTable> {
        units(&Source { name: "units.csv", bytes: text.as_bytes() }, &Options::default()).unwrap()
    }

    #[test]
    fn a18_areas_with_their_unit_and_never_with_two() {
        let loaded = load(
            "区域,单位编号\n东园,squad-east\n370102,squad-east\n西园,\n南园,一队\n北园,a\n北园,b\n东园,squad-east\n",
        );
        let rows: Vec<_> =
            loaded.list.areas.iter().map(|row| (row.area.as_str(), row.unit.as_str())).collect();
        assert_eq!(rows, [("东园", "squad-east"), ("370102", "squad-east")]);
        assert_eq!(loaded.list.names, []);
        let receipt = &loaded.receipt;
        assert_eq!((receipt.rows_in, receipt.accepted, receipt.refused, receipt.duplicates), (7, 2, 4, 1));
        let codes: Vec<_> = receipt.faults.listed().iter().map(|fault| fault.code()).collect();
        assert_eq!(codes, ["cell-required", "id-character", "row-conflict", "row-conflict"]);
    }

    #[test]
    fn every_unit_has_a_name_or_none_has() {
        let loaded = load("区域,单位编号,任务执行单位\n东园,east,东队\n西园,west,\n南园,east,东队\n");
        let names: Vec<_> =
            loaded.list.names.iter().map(|unit| (unit.id.as_str(), unit.name.as_str())).collect();
        assert_eq!(names, [("east", "东队"), ("west", "west")]);
    }
}
