//! 第十八条 - the table of areas and units from a file.

use super::{Loaded, file_rows, read};
use crate::base::{Faults, Scheme};
use crate::directory::{Area, UNITS};
use crate::tabular::{CellKind, ColumnSpec, Options, Reading, Schema, Source};

static SCHEMA: Schema = Schema {
    list: UNITS,
    columns: &[
        ColumnSpec {
            field: "area",
            aliases: &[
                "所属区域",
                "区域",
                "区域名称",
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
            aliases: &["任务执行单位", "执行单位", "执行单位编号", "单位编号", "unit"],
            kind: CellKind::Id(Scheme::Ascii),
            required: true,
        },
    ],
    key: &["area"],
};

/// Reads the table of areas and units: `area` and `unit`, both in every row. An area with two units is refused.
///
/// # Errors
/// What keeps the whole file from being read. Faults of rows stand in the receipt.
pub fn units(source: &Source<'_>, options: &Options) -> Result<Loaded<Vec<Area>>, Faults> {
    let Reading { rows, receipt } = read(source, &SCHEMA, options)?;
    let area = |row: crate::tabular::Row<'_>| {
        let unit = row.get("unit")?.parse().ok()?;
        Some(Area { area: row.get("area")?.to_owned(), unit })
    };
    // INVARIANT: both cells are required, and the unit's is checked as an id
    let list = rows.iter().filter_map(area).collect();
    Ok(Loaded { list, receipt, file_rows: file_rows(&rows) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a18_areas_with_their_unit_and_never_with_two() {
        let text = "区域,执行单位\n东园,squad-east\n370102,squad-east\n西园,\n南园,一队\n北园,a\n北园,b\n东园,squad-east\n";
        let source = Source { name: "units.csv", bytes: text.as_bytes() };
        let loaded = units(&source, &Options::default()).unwrap();
        let rows: Vec<_> = loaded.list.iter().map(|row| (row.area.as_str(), row.unit.as_str())).collect();
        assert_eq!(rows, [("东园", "squad-east"), ("370102", "squad-east")]);
        let receipt = &loaded.receipt;
        assert_eq!((receipt.rows_in, receipt.accepted, receipt.refused, receipt.duplicates), (7, 2, 4, 1));
        let codes: Vec<_> = receipt.faults.listed().iter().map(|fault| fault.code()).collect();
        assert_eq!(codes, ["cell-required", "id-character", "row-conflict", "row-conflict"]);
    }
}
