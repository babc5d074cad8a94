//! Who inspects in the district: a workbook as an office would keep it, with what keeps people from inspecting.

use double_random::base::Date;
use double_random::tabular::{FileError, Table};

use super::UNITS;
use super::enterprise::Choice;

/// Officers in all.
pub const OFFICERS: u64 = 160;
/// Certificates that end while inspections go on.
pub const CERTIFICATES_ENDING: u64 = 4;
/// Officers on leave for some days of it.
pub const ON_LEAVE: u64 = 4;
/// Officers without a certificate.
pub const WITHOUT_CERTIFICATE: u64 = 2;
/// Officers who take no visit.
pub const CAP_ZERO: u64 = 2;

const HEADER: [&str; 11] = [
    "人员编号",
    "姓名",
    "人员类别",
    "执法证号",
    "有效期至",
    "所属区域",
    "部门",
    "专业",
    "可任组长",
    "办理上限",
    "休假",
];

/// Officers of each area, in the order of [`UNITS`]: far too few in 白石镇, enough for two in 青芦镇.
const STAFF: [u64; 8] = [20, 20, 20, 20, 8, 32, 20, 20];

const KINDS: &[(&str, u64)] =
    &[("行政执法类公务员", 5), ("具有行政执法资格的工作人员", 4), ("从事安全生产日常监管工作的人员", 1)];
/// Department, its specialty.
const DEPARTMENTS: &[((&str, &str), u64)] =
    &[(("燃气管理部门", "燃气"), 4), (("消防救援机构", "消防"), 4), (("市场监管部门", "食品"), 2)];
const SPECIALTIES: &[&str] = &["燃气", "消防", "食品"];

// no character of a name is one of an enterprise
const SURNAMES: &[char] = &[
    '赵', '钱', '孙', '李', '周', '吴', '郑', '王', '冯', '陈', '褚', '卫', '蒋', '沈', '韩', '杨', '朱',
    '秦', '许', '何',
];
const GIVEN: &[char] = &[
    '伟', '敏', '静', '磊', '洋', '勇', '艳', '杰', '涛', '丽', '强', '军', '燕', '玲', '鹏', '娟', '辉',
    '颖', '凯', '雪',
];

/// The directory of officers as a workbook.
pub(super) fn written() -> Result<Vec<u8>, FileError> {
    let mut choice = Choice::new(*b"the made-up district, its people");
    let areas = UNITS.iter().zip(STAFF).flat_map(|((area, ..), staff)| (0..staff).map(move |_| *area));
    let rows = (0..).zip(areas).map(|(at, area)| row(at, area, &mut choice)).collect();
    let header = HEADER.map(str::to_owned).to_vec();
    Table { name: "执法检查人员名录".to_owned(), header, rows }.to_xlsx()
}

fn row(at: u64, area: &str, choice: &mut Choice) -> Vec<String> {
    let name: String = [choice.one_of(SURNAMES), choice.one_of(GIVEN), choice.one_of(GIVEN)].iter().collect();
    let kind = choice.weighted(KINDS);
    let (department, own) = choice.weighted(DEPARTMENTS);
    let other = choice.one_of(SPECIALTIES);
    let specialties = if other == own { own.to_owned() } else { format!("{own}、{other}") };
    let until = Date::new(2027, 1 + choice.below(12) as i8, 1 + choice.below(28) as i8);
    let until = until.expect("every month has 28 days").to_string();
    // odd numbers, so nobody who may lead
    let (number, until) = match at % 80 {
        21 => (String::new(), String::new()),
        7 | 47 => (certificate(at), "2026-11-10".to_owned()),
        _ => (certificate(at), until),
    };
    let leave = if at % 40 == 13 { "2026-10-20至2026-10-24" } else { "" };
    let cap = if at % 80 == 29 { 0 } else { 29 + choice.below(6) };
    let leader = if at.is_multiple_of(2) { "是" } else { "否" };
    let id = format!("ZF-{:03}", at + 1);
    let cells = [&id, &name, kind, &number, &until, area, department, &specialties, leader];
    let cells = cells.map(str::to_owned).into_iter();
    cells.chain([cap.to_string(), leave.to_owned()]).collect()
}

/// Of no region; the last four digits differ from one to the next.
fn certificate(at: u64) -> String {
    format!("9999010{:04}", (at * 617 + 1234) % 10_000)
}
