//! 第二十条第二款 - the expert pool from a file.

use super::leave::{leave, listed};
use super::officers::{PLAIN, cap, column, ids};
use super::{Loaded, file_rows, read};
use crate::base::{Faults, Id, Place};
use crate::directory::{EXPERTS, Expert};
use crate::tabular::{CellKind, Options, Reading, Row, Schema, Source};

/// Reads 专家库: `id`, `name` and `specialties` in every row, `employer`, `cap`, `leave` and `interests` as far as known.
///
/// Several specialties or interests stand in one cell with 、 or ； between them, leave as 2026-10-01至2026-10-07. Rows that share an id
/// and differ are all refused.
///
/// # Errors
/// What keeps the whole file from being read. Faults of rows stand in the receipt.
pub fn experts(source: &Source<'_>, options: &Options) -> Result<Loaded<Vec<Expert>>, Faults> {
    let Reading { rows, mut receipt } = read(source, &SCHEMA, options)?;
    let (mut list, mut refused, mut faults) = (Vec::with_capacity(rows.len()), Vec::new(), Vec::new());
    for row in rows.iter() {
        match expert(&row) {
            Ok(expert) => list.push(expert),
            Err(found) => {
                refused.push(row.number());
                faults.extend(found.0);
            }
        }
    }
    let mut numbers = file_rows(&rows);
    numbers.retain(|&row| refused.binary_search(&u64::from(row)).is_err());
    if !refused.is_empty() {
        receipt.refuse(&refused, faults);
    }
    Ok(Loaded { list, receipt, file_rows: numbers })
}

static SCHEMA: Schema = Schema {
    list: EXPERTS,
    columns: &[
        column("id", &["专家编号", "编号", "expert id", "id"], PLAIN, true),
        column("name", &["姓名", "专家姓名", "name"], CellKind::Text, true),
        column("specialties", &["专业", "专业领域", "专家专业", "专长", "specialties"], CellKind::Text, true),
        column("employer", &["工作单位", "所在单位", "单位", "employer"], CellKind::Text, false),
        column("cap", &["办理上限", "检查上限", "任务上限", "cap"], CellKind::Whole, false),
        column("leave", &["休假", "不可参加日期", "请假", "leave"], CellKind::Text, false),
        column("interests", &["回避对象", "利害关系", "利害关系单位", "interests"], CellKind::Text, false),
    ],
    key: &["id"],
};

/// What the row means, or everything that is wrong with it.
fn expert(row: &Row<'_>) -> Result<Expert, Faults> {
    let mut faults = Faults::default();
    let leave = row.get("leave").map_or(Ok(Vec::new()), leave).unwrap_or_else(|found| {
        for mut fault in found.0 {
            fault.place = Place::row(row.number(), "leave");
            faults.0.push(fault);
        }
        Vec::new()
    });
    let (cap, interests) = (cap(row, &mut faults), ids(row, "interests", &mut faults));
    let id = row.get("id").and_then(|text| text.parse::<Id>().ok());
    // INVARIANT: required cells are there, and a cell of this kind holds an id
    match (id, row.get("name")) {
        (Some(id), Some(name)) if faults.0.is_empty() => Ok(Expert {
            id,
            name: name.to_owned(),
            specialties: listed(row.get("specialties")).map(str::to_owned).collect(),
            employer: row.get("employer").map(str::to_owned),
            cap,
            leave,
            interests,
        }),
        _ => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str) -> Loaded<Vec<Expert>> {
        let source = Source { name: "experts.csv", bytes: text.as_bytes() };
        let loaded = experts(&source, &Options::default()).unwrap();
        assert!(loaded.receipt.balances());
        loaded
    }

    #[test]
    fn a20p2_a_file_gives_experts_and_refuses_what_a_cell_cannot_mean() {
        let loaded = load(
            "专家库\n专家编号,姓名,专业领域,工作单位,办理上限,不可参加日期,回避对象\n\
             E-1,王五,锅炉、压力容器,某检测院,3,2026-10-01至2026-10-07,K-1；K-2\nE-2,赵六,燃气,,,,\n\
             E-3,钱七,燃气,,4294967296,国庆,某店\nE-4,孙八,,,,,\nE-2,赵六,燃气,,,,\n",
        );
        let expected: Vec<Expert> = serde_json::from_str(
            r#"[{"id": "E-1", "name": "王五", "specialties": ["锅炉", "压力容器"], "employer": "某检测院", "cap": 3,
                 "leave": [{"start": "2026-10-01", "end": "2026-10-07"}], "interests": ["K-1", "K-2"]},
                {"id": "E-2", "name": "赵六", "specialties": ["燃气"]}]"#,
        )
        .unwrap();
        assert_eq!(loaded.list, expected);
        let mut codes: Vec<_> = loaded
            .receipt
            .faults
            .listed()
            .iter()
            .map(|fault| (fault.place.row.unwrap(), fault.code()))
            .collect();
        codes.sort_unstable();
        assert_eq!(
            codes,
            [
                (5, "id-character"),
                (5, "officer-cap-too-large"),
                (5, "officer-leave-form"),
                (6, "cell-required"),
            ]
        );
        assert_eq!((loaded.receipt.rows_in, loaded.receipt.accepted), (5, 2));
        assert_eq!((loaded.file_row(0), loaded.file_row(1)), (Some(3), Some(4)));
    }
}
