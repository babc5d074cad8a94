//! 第十条 - the directory of targets from a file.

use super::{Loaded, file_rows, located, read};
use crate::base::{Faults, Scheme};
use crate::directory::{Risk, Status, TARGETS, TargetRow, Targets, TargetsBuilder};
use crate::tabular::{CellKind, ColumnSpec, Options, Reading, Rows, Schema, Source};

/// Reads 检查对象名录: `id` is required; `unit_code`, `site_id`, `name`, `kind`, `scale`, `area`, `risk`, `credit`
/// and `status` are read where the file has them, and `attribute:NAME` where the mapping asks for it.
///
/// The header 地区 is not taken for an area: in lists of whole provinces it names a city. Map it to say so.
///
/// # Errors
/// What keeps the whole file from being read. Faults of rows stand in the receipt.
pub fn targets(source: &Source<'_>, scheme: Scheme, options: &Options) -> Result<Loaded<Targets>, Faults> {
    let columns = match scheme {
        Scheme::CreditCode => &CREDIT_CODE,
        Scheme::Ascii => &ASCII,
    };
    let schema = Schema { list: TARGETS, columns, key: &["id"] };
    let Reading { rows, receipt } = read(source, &schema, options)?;
    let file_rows = file_rows(&rows);
    match fill(&rows, scheme) {
        Ok(list) => Ok(Loaded { list, receipt, file_rows }),
        Err(faults) => Err(located(&receipt, &file_rows, faults)),
    }
}

static CREDIT_CODE: [ColumnSpec; 10] = columns(Scheme::CreditCode);
static ASCII: [ColumnSpec; 10] = columns(Scheme::Ascii);

const fn columns(scheme: Scheme) -> [ColumnSpec; 10] {
    const fn optional(field: &'static str, aliases: &'static [&'static str], kind: CellKind) -> ColumnSpec {
        ColumnSpec { field, aliases, kind, required: false }
    }
    [
        ColumnSpec {
            field: "id",
            aliases: &[
                "统一社会信用代码",
                "社会信用代码",
                "统一信用代码",
                "信用代码",
                "检查对象编号",
                "对象编号",
                "检查对象代码",
                "unified social credit code",
                "credit code",
                "id",
            ],
            kind: CellKind::Id(scheme),
            required: true,
        },
        optional(
            "unit_code",
            &[
                "所属企业统一社会信用代码",
                "企业统一社会信用代码",
                "所属企业信用代码",
                "unit_code",
                "unit code",
            ],
            CellKind::Id(scheme),
        ),
        optional(
            "site_id",
            &["场所编号", "场所代码", "经营场所编号", "site_id", "site"],
            CellKind::Id(Scheme::Ascii),
        ),
        optional(
            "name",
            &[
                "检查对象名称",
                "对象名称",
                "企业名称",
                "单位名称",
                "主体名称",
                "市场主体名称",
                "经营主体名称",
                "名称",
                "name",
                "company name",
            ],
            CellKind::Text,
        ),
        optional(
            "kind",
            &[
                "主体类型",
                "市场主体类型",
                "检查对象类型",
                "检查对象类别",
                "对象类型",
                "对象类别",
                "kind",
                "type",
            ],
            CellKind::Text,
        ),
        optional("scale", &["经营规模", "企业规模", "规模", "scale", "size"], CellKind::Text),
        optional(
            "area",
            &[
                "所属区域",
                "所在区域",
                "区域",
                "地理区域",
                "所属街道",
                "街道",
                "乡镇",
                "乡镇街道",
                "镇街",
                "行政区划代码",
                "area",
                "district",
            ],
            CellKind::Text,
        ),
        optional(
            "risk",
            &["风险等级", "安全风险等级", "风险级别", "risk", "risk grade"],
            CellKind::Choice(Risk::CHOICES),
        ),
        optional("credit", &["信用水平", "信用等级", "信用级别", "credit", "credit grade"], CellKind::Text),
        optional(
            "status",
            &["登记状态", "经营状态", "企业状态", "主体状态", "状态", "status"],
            CellKind::Choice(Status::CHOICES),
        ),
    ]
}

/// Straight from the text of the file to columns.
fn fill(rows: &Rows, scheme: Scheme) -> Result<Targets, Faults> {
    let place = |field: &str| rows.column(field);
    let (id, unit_code, site_id, name) = (place("id"), place("unit_code"), place("site_id"), place("name"));
    let (kind, scale, area) = (place("kind"), place("scale"), place("area"));
    let (risk, credit, status) = (place("risk"), place("credit"), place("status"));
    let further: Vec<(usize, &str)> = rows
        .fields()
        .iter()
        .enumerate()
        .filter_map(|(column, field)| Some((column, field.strip_prefix("attribute:")?)))
        .collect();
    let capacity = u32::try_from(rows.len()).unwrap_or_default();
    let mut builder = TargetsBuilder::with_capacity(scheme, capacity);
    let mut attributes = Vec::with_capacity(further.len());
    for row in rows.iter() {
        attributes.clear();
        attributes.extend(further.iter().filter_map(|&(column, name)| Some((name, row.at(column)?))));
        let cell = |column: Option<usize>| column.and_then(|column| row.at(column));
        builder.push(&TargetRow {
            id: cell(id).unwrap_or_default(),
            unit_code: cell(unit_code),
            site_id: cell(site_id),
            name: cell(name),
            kind: cell(kind),
            scale: cell(scale),
            area: cell(area),
            risk: cell(risk).and_then(Risk::from_word),
            credit: cell(credit),
            status: cell(status).and_then(Status::from_word).unwrap_or_default(),
            attributes: &attributes,
        });
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str, mapping: &[(&str, &str)]) -> Result<Loaded<Targets>, Faults> {
        let mapping =
            mapping.iter().map(|(field, header)| ((*field).to_owned(), (*header).to_owned())).collect();
        let source = Source { name: "targets.csv", bytes: text.as_bytes() };
        targets(&source, Scheme::Ascii, &Options { mapping, ..Options::default() })
    }

    #[test]
    fn a10_every_column_reaches_its_field() {
        let text = "统计表\n对象编号,所属企业信用代码,场所编号,名称,主体类型,经营规模,街道,风险等级,信用等级,登记状态,面积\n\
                    K-1,C-1,S-1,某店,餐饮,大,东园,中风险,B,停业,120\nK-2,,,,,,,,,,\n";
        let loaded = load(text, &[("attribute:floor", "面积")]).unwrap();
        let expected: crate::directory::Target = serde_json::from_value(serde_json::json!({
            "id": "K-1", "unit_code": "C-1", "site_id": "S-1", "name": "某店", "kind": "餐饮", "scale": "大", "area": "东园",
            "risk": "normal", "credit": "B", "status": "closed", "attributes": {"floor": "120"},
        }))
        .unwrap();
        assert_eq!(loaded.list.target(0), Some(expected));
        let bare = loaded.list.target(1).unwrap();
        assert_eq!(serde_json::to_value(&bare).unwrap()["status"], "active");
        assert_eq!((bare.kind, bare.risk, bare.name), (None, None, None));
        assert_eq!((loaded.file_row(0), loaded.file_row(1), loaded.file_row(2)), (Some(3), Some(4), None));
    }

    #[test]
    fn every_alias_names_one_field_and_diqu_none() {
        let mut seen = std::collections::BTreeSet::new();
        for alias in CREDIT_CODE.iter().flat_map(|column| column.aliases) {
            assert!(seen.insert(alias) && *alias != "地区", "{alias}");
        }
        let list = |mapping| load("id,地区\nK-1,东园\n", mapping).unwrap().list;
        assert_eq!(list(&[]).area().get(0), None);
        assert_eq!(list(&[("area", "地区")]).area().get(0), Some("东园"));
    }

    #[test]
    fn a_wrong_cell_refuses_its_row_and_no_other() {
        let long = "长".repeat(201);
        let text = format!("id,名称,风险等级,状态\nK-1,,极高,\nK-2,{long},,\nK-3,,,开张\nK-4,好店,高,在业\n");
        let loaded = load(&text, &[]).unwrap();
        let found: Vec<_> =
            loaded.receipt.faults.listed().iter().map(|fault| (fault.place.row, fault.code())).collect();
        let expected = [(2, "cell-unknown-choice"), (3, "cell-too-long"), (4, "cell-unknown-choice")];
        assert_eq!(found, expected.map(|(row, code)| (Some(row), code)));
        assert_eq!((loaded.list.len(), loaded.list.id(0)), (1, "K-4"));
        assert!(loaded.receipt.balances());
    }

    #[test]
    fn later_faults_are_found_in_the_file() {
        let loaded = load("id\nK-1\nbad id\nK-3\n", &[]).unwrap();
        let mut faults = Faults::default();
        let place = crate::base::Place::row(2, "area");
        let in_list = crate::base::Place { file: Some(TARGETS.to_owned()), ..place.clone() };
        faults.push(in_list, crate::directory::DirectoryError::Blank);
        faults.push(place, crate::directory::DirectoryError::Blank);
        let places: Vec<_> = loaded.located(faults).0.iter().map(|fault| fault.place.to_string()).collect();
        assert_eq!(places, ["targets.csv, row 4, area", "row 2, area"]);
    }
}
