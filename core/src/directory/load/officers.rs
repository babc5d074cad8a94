//! 第十一条 - the directory of officers from a file.

use std::collections::BTreeMap;

use super::leave::{leave, listed};
use super::{Loaded, file_rows, read};
use crate::base::order::Arrange as _;
use crate::base::{Faults, Id, Place, Scheme};
use crate::directory::officer::{Certificate, DEFAULT_CAP, Officer};
use crate::directory::officers::check_number;
use crate::directory::{DirectoryError, OFFICERS, QualificationKind};
use crate::tabular::{CellKind, ColumnSpec, Options, Reading, Row, Schema, Source};

/// Reads 执法检查人员名录: `name`, `kind` and `area` in every row, an `id` or a `certificate` with `valid_until`, and
/// `department`, `specialties`, `leader`, `cap`, `leave`, `items` and `interests` as far as known.
///
/// Where no id is given the certificate's number is the id. Several specialties, items or interests stand in one cell
/// with 、 or ； between them, leave as 2026-10-01至2026-10-07. Rows that share an id or a certificate are all refused.
///
/// # Errors
/// What keeps the whole file from being read. Faults of rows stand in the receipt.
pub fn officers(source: &Source<'_>, options: &Options) -> Result<Loaded<Vec<Officer>>, Faults> {
    let Reading { rows, mut receipt } = read(source, &SCHEMA, options)?;
    let (mut list, mut refused, mut faults) = (Vec::with_capacity(rows.len()), Vec::new(), Vec::new());
    for row in rows.iter() {
        match officer(&row) {
            Ok(officer) => list.push((row.number(), officer)),
            Err(found) => {
                refused.push(row.number());
                faults.extend(found.0);
            }
        }
    }
    let doubled = doubled(&list);
    for fault in &doubled.0 {
        refused.extend(fault.place.row);
    }
    refused.arrange();
    refused.dedup();
    faults.extend(doubled.0);
    list.retain(|(number, _)| refused.binary_search(number).is_err());
    let mut numbers = file_rows(&rows);
    numbers.retain(|&row| refused.binary_search(&u64::from(row)).is_err());
    if !refused.is_empty() {
        receipt.refuse(&refused, faults);
    }
    for (number, officer) in list.iter().filter(|(_, officer)| officer.cap == 0) {
        let notice = DirectoryError::OfficerCapZero { id: officer.id.to_string() };
        receipt.warn(Place::row(*number, "cap"), Some("0"), notice);
    }
    let list = list.into_iter().map(|(_, officer)| officer).collect();
    Ok(Loaded { list, receipt, file_rows: numbers })
}

const YES_OR_NO: &[(&str, &str)] = &[
    ("是", "yes"),
    ("可", "yes"),
    ("可以", "yes"),
    ("√", "yes"),
    ("yes", "yes"),
    ("true", "yes"),
    ("否", "no"),
    ("不可", "no"),
    ("不可以", "no"),
    ("×", "no"),
    ("no", "no"),
    ("false", "no"),
];

pub(super) const PLAIN: CellKind = CellKind::Id(Scheme::Ascii);

pub(super) const fn column(
    field: &'static str,
    aliases: &'static [&'static str],
    kind: CellKind,
    required: bool,
) -> ColumnSpec {
    ColumnSpec { field, aliases, kind, required }
}

static SCHEMA: Schema = Schema {
    list: OFFICERS,
    columns: &[
        column("id", &["人员编号", "执法人员编号", "工号", "officer id", "id"], PLAIN, false),
        column("name", &["姓名", "执法人员姓名", "检查人员姓名", "name"], CellKind::Text, true),
        column(
            "kind",
            &["人员类别", "执法人员类别", "资格类别", "执法资格类别", "kind"],
            CellKind::Choice(QualificationKind::CHOICES),
            true,
        ),
        column(
            "certificate",
            &[
                "执法证号",
                "证件编号",
                "执法证编号",
                "执法证件号",
                "执法证件编号",
                "行政执法证号",
                "certificate",
            ],
            PLAIN,
            false,
        ),
        column(
            "valid_until",
            &["有效期至", "证件有效期至", "执法证有效期至", "有效期截止", "valid_until", "valid until"],
            CellKind::Date,
            false,
        ),
        column(
            "area",
            &["所属区域", "所在区域", "区域", "街道", "乡镇街道", "镇街", "行政区划代码", "area"],
            CellKind::Text,
            true,
        ),
        column("department", &["部门", "所属部门", "所在部门", "科室", "department"], CellKind::Text, false),
        column(
            "specialties",
            &["专业", "业务专长", "专长", "专业特长", "specialties"],
            CellKind::Text,
            false,
        ),
        column(
            "leader",
            &["可任组长", "可否任组长", "是否可任组长", "组长", "leader"],
            CellKind::Choice(YES_OR_NO),
            false,
        ),
        column("cap", &["办理上限", "检查上限", "任务上限", "cap"], CellKind::Whole, false),
        column("leave", &["休假", "休假日期", "休假时间", "请假", "leave"], CellKind::Text, false),
        column("items", &["可检查事项", "可办事项", "检查事项", "items"], CellKind::Text, false),
        column("interests", &["回避对象", "利害关系", "利害关系单位", "interests"], CellKind::Text, false),
    ],
    // an id may be absent, so rows are compared below
    key: &[],
};

/// What the row means, or everything that is wrong with it.
fn officer(row: &Row<'_>) -> Result<Officer, Faults> {
    let mut faults = Faults::default();
    let certificate = certificate(row, &mut faults);
    // INVARIANT: a cell of this kind holds an id
    let id = row.get("id").or(row.get("certificate")).and_then(|text| text.parse::<Id>().ok());
    if id.is_none() {
        faults.push(Place::row(row.number(), "id"), DirectoryError::OfficerUnnamed);
    }
    let leave = row.get("leave").map_or(Ok(Vec::new()), leave).unwrap_or_else(|found| {
        for mut fault in found.0 {
            fault.place = Place::row(row.number(), "leave");
            faults.0.push(fault);
        }
        Vec::new()
    });
    let (cap, items, interests) =
        (cap(row, &mut faults), ids(row, "items", &mut faults), ids(row, "interests", &mut faults));
    let kind = row.get("kind").and_then(QualificationKind::from_word);
    // INVARIANT: required cells are there
    match (id, kind, row.get("name"), row.get("area")) {
        (Some(id), Some(kind), Some(name), Some(area)) if faults.0.is_empty() => Ok(Officer {
            id,
            name: name.to_owned(),
            kind,
            certificate,
            area: area.to_owned(),
            department: row.get("department").map(str::to_owned),
            specialties: listed(row.get("specialties")).map(str::to_owned).collect(),
            leader: row.get("leader") == Some("yes"),
            cap,
            leave,
            items,
            interests,
        }),
        _ => Err(faults),
    }
}

fn certificate(row: &Row<'_>, faults: &mut Faults) -> Option<Certificate> {
    let number = row.get("certificate").and_then(|text| text.parse::<Id>().ok());
    let valid_until = row.get("valid_until").and_then(|text| text.parse().ok());
    let mut lacks = |field: &str, zh, en| {
        faults.push(Place::row(row.number(), field), DirectoryError::CertificateIncomplete { zh, en });
    };
    match (&number, valid_until) {
        (Some(_), None) => lacks("valid_until", "有效期", "last day"),
        (None, Some(_)) => lacks("certificate", "执法证号", "number"),
        _ => {}
    }
    let number = number?;
    if let Err(problem) = check_number(&number) {
        faults.push(Place::row(row.number(), "certificate"), problem);
    }
    Some(Certificate { number, valid_until: valid_until? })
}

pub(super) fn cap(row: &Row<'_>, faults: &mut Faults) -> u32 {
    let Some(text) = row.get("cap") else { return DEFAULT_CAP };
    text.parse().unwrap_or_else(|_| {
        let problem = DirectoryError::CapTooLarge { found: text.to_owned(), most: u32::MAX };
        faults.push(Place::row(row.number(), "cap"), problem);
        DEFAULT_CAP
    })
}

pub(super) fn ids(row: &Row<'_>, field: &str, faults: &mut Faults) -> Vec<Id> {
    let mut ids = Vec::new();
    for text in listed(row.get(field)) {
        match text.parse() {
            Ok(id) => ids.push(id),
            Err(error) => faults.push(Place::row(row.number(), field), error),
        }
    }
    ids
}

/// Names every row that shares its id or its certificate with another: which one is right, nobody here knows.
fn doubled(list: &[(u64, Officer)]) -> Faults {
    let mut ids: BTreeMap<&Id, Vec<u64>> = BTreeMap::new();
    let mut numbers: BTreeMap<&Id, Vec<u64>> = BTreeMap::new();
    for (row, officer) in list {
        ids.entry(&officer.id).or_default().push(*row);
        if let Some(Certificate { number, .. }) = &officer.certificate {
            numbers.entry(number).or_default().push(*row);
        }
    }
    let mut faults = Faults::default();
    let other = |rows: Option<&Vec<u64>>, row: u64| rows?.iter().copied().find(|&other| other != row);
    for (row, officer) in list {
        if let Some(first) = other(ids.get(&officer.id), *row) {
            let id = officer.id.to_string();
            faults.push(Place::row(*row, "id"), DirectoryError::OfficerDuplicate { id, first });
            continue;
        }
        let Some(Certificate { number, .. }) = &officer.certificate else { continue };
        if let Some(first) = other(numbers.get(number), *row) {
            let number = number.to_string();
            faults.push(
                Place::row(*row, "certificate"),
                DirectoryError::CertificateDuplicate { number, first },
            );
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::Officers;
    use crate::tabular::Table;

    const HEADER: &str =
        "姓名,执法证号,有效期至,人员类别,所属区域,部门,专业,可任组长,办理上限,休假,人员编号,回避对象";

    fn read_bytes(name: &str, bytes: &[u8]) -> Loaded<Vec<Officer>> {
        let loaded = officers(&Source { name, bytes }, &Options::default()).unwrap();
        assert!(loaded.receipt.balances());
        loaded
    }

    fn load(rows: &str) -> Loaded<Vec<Officer>> {
        read_bytes("officers.csv", format!("{HEADER}\n{rows}").as_bytes())
    }

    fn found(loaded: &Loaded<Vec<Officer>>) -> Vec<(u64, String, &'static str)> {
        let faults = loaded.receipt.faults.listed().iter();
        faults
            .map(|fault| (fault.place.row.unwrap(), fault.place.field.clone().unwrap(), fault.code()))
            .collect()
    }

    /// Two officers as a table, with the same cells for both kinds of file.
    fn table() -> Table {
        let cells = |row: &str| row.split(',').map(str::to_owned).collect::<Vec<_>>();
        Table {
            name: "执法人员名录".to_owned(),
            header: cells(HEADER),
            rows: vec![
                cells(
                    "张三丰,37010012345,2027-03-31,公务员,东园,执法一科,燃气、电气,是,12,2026-10-01至2026-10-07,,shop-7；firm",
                ),
                cells("李四,,,从事安全生产日常监管,370102,,,,,,P-2,"),
            ],
        }
    }

    fn expected() -> Vec<Officer> {
        let officers = r#"[
            {"id": "37010012345", "name": "张三丰", "kind": "civil-servant", "area": "东园", "department": "执法一科",
             "certificate": {"number": "37010012345", "valid_until": "2027-03-31"}, "specialties": ["燃气", "电气"],
             "leader": true, "cap": 12, "leave": [{"start": "2026-10-01", "end": "2026-10-07"}],
             "interests": ["shop-7", "firm"]},
            {"id": "P-2", "name": "李四", "kind": "daily-safety", "area": "370102", "cap": 20}
        ]"#;
        serde_json::from_str(officers).unwrap()
    }

    #[test]
    fn a11_text_files_give_officers() {
        let loaded = read_bytes("officers.csv", &table().to_csv().unwrap());
        assert_eq!(found(&loaded), []);
        assert_eq!(loaded.list, expected());
        assert_eq!((loaded.receipt.accepted, loaded.receipt.ignored.len()), (2, 0));
        assert_eq!(Officers::new(loaded.list).unwrap().all().len(), 2);
    }

    #[cfg(feature = "xlsx")]
    #[test]
    fn a11_workbooks_give_the_same_officers() {
        let loaded = read_bytes("officers.xlsx", &table().to_xlsx().unwrap());
        assert_eq!(found(&loaded), []);
        assert_eq!(loaded.list, expected());
        assert_eq!(loaded.receipt.sheet.as_deref(), Some("执法人员名录"));
        assert_eq!((loaded.file_row(0), loaded.file_row(1)), (Some(2), Some(3)));
    }

    #[test]
    fn a21_a_certificate_has_number_and_last_day() {
        let loaded = load(
            "甲,37010012345,,公务员,东园,,,,,,,\n乙,,2027-01-31,公务员,东园,,,,,,P-2,\n\
             丙,,,公务员,东园,,,,,,,\n丁,12345,2027-01-31,临时工,东园,,,,,,,\n戊,12345,2027-01-31,公务员,东园,,,,,,,\n",
        );
        let expected = [
            (2, "valid_until", "certificate-incomplete"),
            (3, "certificate", "certificate-incomplete"),
            (4, "id", "officer-id-absent"),
            (5, "kind", "cell-unknown-choice"),
            (6, "certificate", "certificate-form"),
        ];
        assert_eq!(found(&loaded), expected.map(|(row, field, code)| (row, field.to_owned(), code)));
        assert_eq!((loaded.receipt.rows_in, loaded.receipt.refused), (5, 5));
    }

    #[test]
    fn what_a_cell_cannot_mean_is_refused_and_a_cap_of_zero_noted() {
        let loaded = load(
            "甲,37010012345,2027-01-31,公务员,东园,,,也许,1,,,\n乙,37010012346,2027-01-31,公务员,东园,,,否,4294967296,国庆,,\n\
             丙,37010012347,2027-01-31,公务员,东园,,,否,0,,,\n丁,37010012348,2027-01-31,公务员,东园,,,否,,,,某饭店\n",
        );
        let expected = [
            (2, "leader", "cell-unknown-choice"),
            (3, "cap", "officer-cap-too-large"),
            (3, "leave", "officer-leave-form"),
            (5, "interests", "id-character"),
        ];
        assert_eq!(found(&loaded), expected.map(|(row, field, code)| (row, field.to_owned(), code)));
        let [warning] = loaded.receipt.warnings.listed() else { panic!("one warning") };
        assert_eq!((warning.place.row, warning.code()), (Some(4), "officer-cap-zero"));
        assert_eq!(loaded.file_row(0), Some(4));
    }

    #[test]
    fn a11_rows_that_share_an_id_or_a_certificate_are_all_refused() {
        let loaded = load(
            "甲,37010012345,2027-01-31,公务员,东园,,,,,,P-1,\n乙,37010012346,2027-01-31,公务员,东园,,,,,,P-1,\n\
             丙,37010012347,2027-01-31,公务员,东园,,,,,,P-3,\n丁,37010012347,2027-01-31,公务员,东园,,,,,,P-4,\n\
             戊,37010012348,2027-01-31,公务员,东园,,,,,,P-5,\n",
        );
        let expected = [
            (2, "id", "officer-duplicate"),
            (3, "id", "officer-duplicate"),
            (4, "certificate", "certificate-duplicate"),
            (5, "certificate", "certificate-duplicate"),
        ];
        assert_eq!(found(&loaded), expected.map(|(row, field, code)| (row, field.to_owned(), code)));
        let faults = loaded.receipt.faults.listed();
        assert!(faults[0].to_string().contains("row 3;"), "{}", faults[0]);
        assert_eq!((loaded.list.len(), loaded.file_row(0)), (1, Some(6)));
    }
}
