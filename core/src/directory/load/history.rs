//! 第十四条第二款 - the history of visits from a file.

use super::{Loaded, file_rows, read};
use crate::base::{Date, Fault, Faults, Place, Scheme, Window};
use crate::directory::{DirectoryError, HISTORY, PastVisit, VisitState};
use crate::law::VisitKind;
use crate::tabular::{CellKind, ColumnSpec, Options, Reading, Row, Schema, Source};

/// Reads the history: `id`, `unit_code` and `state` in every row; `date` where the state is 已完成, `start` and `end`
/// where it is 待执行, neither where it is 作废; `site_id` and `unit` as far as known, `former` where the enterprise has merged since; `kind` where it is not 双随机抽查.
///
/// # Errors
/// What keeps the whole file from being read. Faults of rows stand in the receipt.
pub fn history(
    source: &Source<'_>,
    scheme: Scheme,
    options: &Options,
) -> Result<Loaded<Vec<PastVisit>>, Faults> {
    let columns = match scheme {
        Scheme::CreditCode => &CREDIT_CODE,
        Scheme::Ascii => &ASCII,
    };
    let schema = Schema { list: HISTORY, columns, key: &["id"] };
    let Reading { rows, mut receipt } = read(source, &schema, options)?;
    let (mut list, mut refused, mut faults) = (Vec::with_capacity(rows.len()), Vec::new(), Vec::new());
    let mut numbers = file_rows(&rows);
    for row in rows.iter() {
        match visit(&row) {
            Ok(visit) => list.push(visit),
            Err(found) => {
                refused.push(row.number());
                faults.extend(found.0);
            }
        }
    }
    if !refused.is_empty() {
        numbers.retain(|&row| refused.binary_search(&u64::from(row)).is_err());
        receipt.refuse(&refused, faults);
    }
    Ok(Loaded { list, receipt, file_rows: numbers })
}

const STATES: &[(&str, &str)] = &[
    ("已完成", "finished"),
    ("完成", "finished"),
    ("已检查", "finished"),
    ("已办结", "finished"),
    ("finished", "finished"),
    ("待执行", "open"),
    ("执行中", "open"),
    ("进行中", "open"),
    ("未完成", "open"),
    ("待检查", "open"),
    ("已派发", "open"),
    ("open", "open"),
    ("作废", "void"),
    ("已作废", "void"),
    ("撤销", "void"),
    ("已撤销", "void"),
    ("void", "void"),
];

const KINDS: &[(&str, &str)] = &[
    ("双随机抽查", "random"),
    ("双随机", "random"),
    ("随机抽查", "random"),
    ("random", "random"),
    ("日常检查", "daily"),
    ("日常巡查", "daily"),
    ("daily", "daily"),
    ("个案检查", "case"),
    ("投诉举报", "case"),
    ("案件核查", "case"),
    ("case", "case"),
    ("专项检查", "special"),
    ("special", "special"),
    ("上级部署专项检查", "special-from-above"),
    ("上级专项检查", "special-from-above"),
    ("special-from-above", "special-from-above"),
];

static CREDIT_CODE: [ColumnSpec; 10] = columns(Scheme::CreditCode);
static ASCII: [ColumnSpec; 10] = columns(Scheme::Ascii);

const fn columns(scheme: Scheme) -> [ColumnSpec; 10] {
    const fn column(
        field: &'static str,
        aliases: &'static [&'static str],
        kind: CellKind,
        required: bool,
    ) -> ColumnSpec {
        ColumnSpec { field, aliases, kind, required }
    }
    let plain = CellKind::Id(Scheme::Ascii);
    [
        column(
            "id",
            &["检查编号", "检查记录编号", "记录编号", "检查单号", "任务单号", "visit", "visit id", "id"],
            plain,
            true,
        ),
        column(
            "unit_code",
            &[
                "统一社会信用代码",
                "社会信用代码",
                "信用代码",
                "企业统一社会信用代码",
                "unit_code",
                "credit code",
            ],
            CellKind::Id(scheme),
            true,
        ),
        column(
            "former",
            &["合并前信用代码", "合并前统一社会信用代码", "被合并企业信用代码", "former"],
            CellKind::Id(scheme),
            false,
        ),
        column("site_id", &["场所编号", "场所代码", "经营场所编号", "site_id", "site"], plain, false),
        column("unit", &["任务执行单位", "执行单位", "执行单位编号", "unit"], plain, false),
        column(
            "state",
            &["检查状态", "完成状态", "办理状态", "状态", "state"],
            CellKind::Choice(STATES),
            true,
        ),
        column("date", &["检查日期", "完成日期", "检查完成日期", "date"], CellKind::Date, false),
        column("start", &["开始日期", "起始日期", "检查起始日期", "start"], CellKind::Date, false),
        column("end", &["截止日期", "结束日期", "检查截止日期", "end"], CellKind::Date, false),
        column("kind", &["检查种类", "检查类型", "检查类别", "kind"], CellKind::Choice(KINDS), false),
    ]
}

/// What the row means, or everything that it lacks.
fn visit(row: &Row<'_>) -> Result<PastVisit, Faults> {
    let mut faults = Faults::default();
    let state = state(row, &mut faults);
    // INVARIANT: required cells are there, and ids and days are checked
    let id = |field: &str| row.get(field).and_then(|text| text.parse().ok());
    match (id("id"), id("unit_code"), state) {
        (Some(visit), Some(unit_code), Some(state)) if faults.0.is_empty() => {
            let known = |kind: &VisitKind| row.get("kind") == Some(kind.code());
            let kind = VisitKind::ALL.into_iter().find(known).unwrap_or_default();
            let (former, site_id, unit) = (id("former"), id("site_id"), id("unit"));
            Ok(PastVisit { id: visit, unit_code, former, site_id, unit, kind, state })
        }
        _ => Err(faults),
    }
}

fn state(row: &Row<'_>, faults: &mut Faults) -> Option<VisitState> {
    let mut day = |field: &str, state: &'static str, zh: &'static str, en: &'static str| -> Option<Date> {
        let day = row.get(field).and_then(|text| text.parse().ok());
        if day.is_none() {
            let place = Place::row(row.number(), field);
            faults.push(place, DirectoryError::VisitIncomplete { state, zh, en });
        }
        day
    };
    match row.get("state") {
        Some("finished") => {
            let on = day("date", "已完成", "检查日期", "date")?;
            Some(VisitState::Finished { on })
        }
        Some("open") => {
            let start = day("start", "待执行", "开始日期", "start");
            let end = day("end", "待执行", "截止日期", "end");
            let (start, end) = start.zip(end)?;
            match Window::new(start, end) {
                Ok(window) => Some(VisitState::Open { window }),
                Err(error) => {
                    let fault = Fault::new(Place::row(row.number(), "end"), error);
                    faults.0.push(fault.with_value(row.get("end").unwrap_or_default()));
                    None
                }
            }
        }
        _ => Some(VisitState::Void),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str) -> Loaded<Vec<PastVisit>> {
        let source = Source { name: "history.csv", bytes: text.as_bytes() };
        history(&source, Scheme::Ascii, &Options::default()).unwrap()
    }

    const HEADER: &str = "检查编号,信用代码,场所编号,执行单位,状态,检查日期,开始日期,截止日期\n";

    #[test]
    fn a14p2_the_state_decides_what_a_visit_is() {
        let text = "V-1,C-1,S-1,squad,已完成,2026.3.1,,\nV-2,C-1,,,待执行,,2026-10-08,2026年11月30日\nV-3,C-2,,,作废,,,\n";
        let loaded = load(&format!("{HEADER}{text}"));
        let date = |text: &str| text.parse::<Date>().unwrap();
        let window = Window::new(date("2026-10-08"), date("2026-11-30")).unwrap();
        let visit = |id: &str, unit_code: &str, state| PastVisit {
            id: id.parse().unwrap(),
            unit_code: unit_code.parse().unwrap(),
            former: None,
            site_id: None,
            unit: None,
            kind: VisitKind::Random,
            state,
        };
        let first = PastVisit {
            site_id: Some("S-1".parse().unwrap()),
            unit: Some("squad".parse().unwrap()),
            ..visit("V-1", "C-1", VisitState::Finished { on: date("2026-03-01") })
        };
        let expected =
            [first, visit("V-2", "C-1", VisitState::Open { window }), visit("V-3", "C-2", VisitState::Void)];
        assert_eq!(loaded.list, expected);
        assert_eq!((loaded.receipt.accepted, loaded.receipt.refused), (3, 0));
        let with_kinds = "检查编号,信用代码,状态,检查类型,合并前信用代码\nV-1,C-1,作废,专项检查,C-0\nV-2,C-1,作废,,\nV-3,C-1,作废,某种,\n";
        let loaded = load(with_kinds);
        let kinds: Vec<_> = loaded.list.iter().map(|visit| visit.kind).collect();
        assert_eq!(kinds, [VisitKind::Special, VisitKind::Random]);
        let made_at: Vec<&str> = loaded.list.iter().map(|visit| visit.made_at().as_str()).collect();
        assert_eq!(made_at, ["C-0", "C-1"]);
        assert_eq!(loaded.receipt.faults.listed()[0].code(), "cell-unknown-choice");
    }

    #[test]
    fn a_visit_that_lacks_its_day_is_refused_with_every_reason() {
        let text = "V-1,C-1,,,已完成,,2026-10-08,2026-11-30\nV-2,C-1,,,待执行,2026-03-01,,\n\
                    V-3,C-1,,,待执行,,2026-11-30,2026-10-08\nV-4,C-1,,,已完成,2026-03-01,,\nV-5,C-1,,,某种,,,\n";
        let loaded = load(&format!("{HEADER}{text}"));
        let faults = loaded.receipt.faults.listed();
        let found: Vec<_> = faults.iter().map(|fault| (fault.place.to_string(), fault.code())).collect();
        let expected = [
            ("history.csv, row 2, date", "history-incomplete"),
            ("history.csv, row 3, end", "history-incomplete"),
            ("history.csv, row 3, start", "history-incomplete"),
            ("history.csv, row 4, end", "window-reversed"),
            ("history.csv, row 6, column 5, state", "cell-unknown-choice"),
        ];
        assert_eq!(found, expected.map(|(place, code)| (place.to_owned(), code)));
        let receipt = &loaded.receipt;
        assert_eq!((receipt.rows_in, receipt.accepted, receipt.refused), (5, 1, 4));
        assert!(receipt.balances());
        assert_eq!((loaded.list.len(), loaded.file_row(0)), (1, Some(5)));
    }
}
