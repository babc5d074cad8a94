//! The made-up district of the example: what its files hold, to the row.
#![allow(dead_code)] // the example uses the rest

#[path = "../examples/draw/sample/mod.rs"]
mod sample;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use double_random::base::{CreditCode, Protocol, Scheme, Suite};
use double_random::directory::load::{self, Loaded};
use double_random::directory::{Item, Officer, Officers};
use double_random::law::RuleSet;
use double_random::plan::{AnnualPlan, Round, TaskBasis};
use double_random::tabular::{self, CellKind, ColumnSpec, Options, Reading, Schema, Source};
use double_random::team::Neighbours;

static DISTRICT: LazyLock<sample::District> = LazyLock::new(sample::District::new);

const RISKS: &[(&str, &str)] = &[
    ("高", "high"),
    ("高风险", "high"),
    ("中", "normal"),
    ("中风险", "normal"),
    ("一般", "normal"),
    ("低", "low"),
];

const fn column(
    field: &'static str,
    aliases: &'static [&'static str],
    kind: CellKind,
    required: bool,
) -> ColumnSpec {
    ColumnSpec { field, aliases, kind, required }
}

const CODE: CellKind = CellKind::Id(Scheme::CreditCode);

static TARGETS: Schema = Schema {
    list: "targets",
    columns: &[
        column("id", &["统一社会信用代码"], CODE, true),
        column("unit_code", &["所属企业统一社会信用代码"], CODE, false),
        column("name", &["企业名称"], CellKind::Text, false),
        column("kind", &["主体类型"], CellKind::Text, false),
        column("scale", &["经营规模"], CellKind::Text, false),
        column("area", &["地理区域"], CellKind::Text, false),
        column("risk", &["风险等级"], CellKind::Choice(RISKS), false),
        column("credit", &["信用等级"], CellKind::Text, false),
        column("status", &["登记状态"], CellKind::Text, false),
        column("since", &["成立日期"], CellKind::Date, false),
    ],
    key: &["id"],
};

static VISITS: Schema = Schema {
    list: "history",
    columns: &[
        column("id", &["检查编号"], CellKind::Id(Scheme::Ascii), true),
        column("unit_code", &["统一社会信用代码"], CODE, true),
        column("site_id", &["场所代码"], CODE, true),
        column("unit", &["任务执行单位"], CellKind::Id(Scheme::Ascii), true),
        column("state", &["状态"], CellKind::Text, true),
        column("on", &["检查日期"], CellKind::Date, false),
        column("start", &["起始日期"], CellKind::Date, false),
        column("end", &["截止日期"], CellKind::Date, false),
    ],
    key: &["id"],
};

fn read(bytes: &[u8], schema: &Schema, options: &Options) -> Reading {
    tabular::read(&Source { name: "sample.csv", bytes }, schema, options).unwrap()
}

fn count(rows: impl Iterator<Item = impl Into<String>>) -> BTreeMap<String, u64> {
    rows.fold(BTreeMap::new(), |mut counts, row| {
        *counts.entry(row.into()).or_default() += 1;
        counts
    })
}

#[test]
fn the_receipt_names_every_planted_fault_and_no_other() {
    let bytes = DISTRICT.targets();
    let Reading { receipt, rows } = read(&bytes, &TARGETS, &Options::default());
    assert_eq!(
        (receipt.rows_in, receipt.accepted, receipt.refused, receipt.duplicates),
        (sample::ROWS, sample::ACCEPTED, sample::REFUSED, sample::DUPLICATES)
    );
    let mut planted: BTreeMap<&str, u64> = BTreeMap::new();
    for &(kind, code, count) in sample::PLANTED.iter().filter(|(_, code, _)| !code.is_empty()) {
        // a conflict is told of both rows
        let told = if kind == sample::Planted::Conflict { 2 } else { 1 };
        planted.insert(code, told * count);
    }
    let mut found = receipt.faults.counts().clone();
    found.extend(receipt.warnings.counts());
    assert_eq!(found, planted);
    let areas: Vec<String> =
        sample::units().lines().skip(1).map(|row| row.split(',').next().unwrap().to_owned()).collect();
    let without =
        rows.iter().filter(|row| row.get("area").is_none_or(|area| !areas.iter().any(|known| known == area)));
    let without: Vec<_> = without.map(|row| row.get("kind")).collect();
    assert_eq!(without, vec![Some("零售"); sample::WITHOUT_UNIT as usize]);

    let upper = read(&bytes, &TARGETS, &Options { upper_case: true, ..Options::default() }).receipt;
    assert_eq!((upper.accepted, upper.repairs.len()), (sample::ACCEPTED + 8, 8));
}

#[test]
fn the_district_is_made_up_and_looks_like_one() {
    let rows = read(&DISTRICT.targets(), &TARGETS, &Options::default()).rows;
    let cell =
        |field: &'static str| count(rows.iter().map(move |row| row.get(field).unwrap_or("").to_owned()));
    // no region of the country begins with 99, and no code but the planted two has a wrong inner digit
    let warned = rows.iter().map(|row| CreditCode::parse(row.get("id").unwrap()).unwrap());
    assert_eq!(warned.filter(|code| !code.warnings().is_empty()).count(), 2);
    assert!(rows.iter().all(|row| row.get("id").unwrap()[2..].starts_with("9999")));
    let branches = count(rows.iter().filter_map(|row| row.get("unit_code")));
    assert!((295..=300).contains(&branches.len()), "{}", branches.len());
    assert!(branches.values().all(|&branches| branches <= 3));
    assert_eq!(cell("kind").len(), 10);
    let risks = cell("risk");
    assert!(
        (1_000..2_500).contains(&risks["high"]) && (4_000..8_000).contains(&risks["normal"]),
        "{risks:?}"
    );
    let active: u64 = ["存续", "在业", "开业"].iter().map(|word| cell("status")[*word]).sum();
    assert!((19_000..19_300).contains(&active), "{active}");
}

#[test]
fn the_visits_reach_the_cap_for_some_and_name_enterprises_of_the_list() {
    let targets =
        read(&DISTRICT.targets(), &TARGETS, &Options { upper_case: true, ..Options::default() }).rows;
    let Reading { receipt, rows } = read(DISTRICT.history().as_bytes(), &VISITS, &Options::default());
    assert_eq!((receipt.refused, receipt.duplicates, receipt.warnings.total()), (0, 0, 0));
    let finished =
        rows.iter().filter(|row| row.get("state") == Some("已完成") && row.get("on") > Some("2026"));
    let times = count(finished.map(|row| row.get("unit_code").unwrap()));
    let at_the_cap = times.values().filter(|&&times| times >= 2).count();
    assert!((120..300).contains(&at_the_cap), "{at_the_cap}");
    let states = count(rows.iter().map(|row| row.get("state").unwrap()));
    assert!(states["作废"] > 50 && states["进行中"] > 200, "{states:?}");
    let known: BTreeSet<&str> = targets.iter().filter_map(|row| row.get("id")).collect();
    let unknown = rows.iter().filter(|row| !known.contains(row.get("site_id").unwrap())).count();
    assert!(unknown < 10, "{unknown} visits of rows that are refused");
}

#[test]
fn officers_are_read_without_a_fault_and_stand_in_the_areas_of_the_district() {
    let bytes = sample::officers().unwrap();
    let source = Source { name: "officers.xlsx", bytes: &bytes };
    let Loaded { list, receipt, .. } = load::officers(&source, &Options::default()).unwrap();
    assert_eq!((receipt.accepted, receipt.refused), (sample::officers::OFFICERS, 0));
    assert_eq!(receipt.warnings.counts(), &[("officer-cap-zero", sample::officers::CAP_ZERO)].into());
    let table: Vec<Neighbours> = serde_json::from_str(sample::AREAS).unwrap();
    let areas = count(list.iter().map(|officer| officer.area.clone()));
    assert_eq!(
        areas.keys().collect::<Vec<_>>(),
        count(table.iter().map(|row| row.area.clone())).keys().collect::<Vec<_>>()
    );
    assert_eq!((areas["白石镇"], areas["青芦镇"], areas["东园街道"]), (8, 32, 20));
    // who cannot be told apart by what is published would be a poor example
    let published: BTreeSet<String> = list.iter().map(|officer| officer.published()).collect();
    assert!(published.len() as u64 >= sample::officers::OFFICERS - 1);
    let has = |holds: fn(&Officer) -> bool| list.iter().filter(|officer| holds(officer)).count() as u64;
    let ending = |officer: &Officer| {
        officer.certificate.as_ref().is_some_and(|certificate| certificate.valid_until.year() == 2026)
    };
    use sample::officers::{CERTIFICATES_ENDING, ON_LEAVE, WITHOUT_CERTIFICATE};
    assert_eq!(
        (has(|officer| officer.certificate.is_none()), has(ending), has(|officer| !officer.leave.is_empty())),
        (WITHOUT_CERTIFICATE, CERTIFICATES_ENDING, ON_LEAVE)
    );
}

#[test]
fn items_and_round_are_what_the_library_reads() {
    let items: Vec<Item> = serde_json::from_str(sample::ITEMS).unwrap();
    let round: Round = serde_json::from_str(sample::ROUND).unwrap();
    let named = round.tasks.iter().map(|task| task.basis.as_ref().and_then(TaskBasis::planned).unwrap());
    let plans: Vec<_> = named.clone().map(|planned| planned.plan.clone()).collect();
    let given: Vec<AnnualPlan> = serde_json::from_str(sample::PLANS).unwrap();
    assert!(named.clone().all(|planned| given.iter().any(|plan| plan.is_named_by(planned))));
    assert_eq!(
        (items.len(), round.tasks.len(), plans[0] == plans[2], plans[0] == plans[1]),
        (3, 3, true, false)
    );
    assert!(
        round.tasks.iter().flat_map(|task| &task.items).all(|id| items.iter().any(|item| item.id == *id))
    );
    assert!(items.iter().all(|item| !item.applies_to(Some("零售"))));
    assert_eq!(RuleSet::gaoxin_2023().annual_cap, 2);
}

#[test]
fn every_machine_generates_the_same_bytes() {
    let hash = |bytes: &[u8]| Suite::Sha256.hash([bytes]).to_string();
    assert_eq!(hash(&DISTRICT.targets()), "865023825c52081a0131b7403bb5ab3200ede5ccdb6d854d4a3671c6c8ffb079");
    // of the workbook only what it says, for its bytes are those of a compressor
    let bytes = sample::officers().unwrap();
    let source = Source { name: "officers.xlsx", bytes: &bytes };
    let officers = load::officers(&source, &Options::default()).unwrap().list;
    let root = Officers::new(officers).unwrap().root(Protocol::default()).unwrap().root;
    assert_eq!(root.to_string(), "759b0a4e2d5a01ea1fa5bf478d70f8a6d3b27d11b6e2f5e607033878143ff594");
    assert_eq!(
        hash(DISTRICT.history().as_bytes()),
        "447d0e1e4d141cb92b2811b3f29a5cd7556e5dac28736e9e70b48de3e29d8159"
    );
}
