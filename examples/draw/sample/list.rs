//! The list as an office exported it, with what went wrong on the way.

use super::code::{with_wrong_check, with_wrong_inner};
use super::enterprise::Enterprise;
use super::{PLANTED, Planted, UNITS};

const TITLE: &str = "示例区双随机抽查检查对象名录（2026年9月导出）,,,,,,,,,,,";
const HEADER: &str = "序号, 统一社会信用代码 ,所属企业统一社会信用代码,企业名称　,主体类型,经营规模,地理区域, 风 险 等 级,信用等级,登记状态,成立日期,使用燃气";

/// Rows from one planted row to the next.
const APART: usize = 300;
/// How far above a doubled row its first appearance stands.
const EARLIER: usize = 111;

/// GB18030 with the line ends of Windows.
pub(super) fn written(district: &[Enterprise]) -> Vec<u8> {
    let mut planted = PLANTED.iter().flat_map(|&(kind, _, rows)| (0..rows).map(move |_| kind));
    let mut text = format!("{TITLE}\r\n{HEADER}\r\n");
    for (at, enterprise) in district.iter().enumerate() {
        let kind = if at % APART == APART - 1 { planted.next() } else { None };
        let cells = damaged(kind, cells(enterprise), || cells(&district[at - EARLIER]));
        text.push_str(&format!("{},{}\r\n", at + 1, cells.join(",")));
    }
    debug_assert_eq!(planted.next(), None, "every planted row has its place");
    encoding_rs::GB18030.encode(&text).0.into_owned()
}

/// All cells but the first, which numbers the rows.
fn cells(enterprise: &Enterprise) -> Vec<String> {
    let Enterprise { code, parent, name, kind, scale, area, risk, credit, status, gas, .. } = enterprise;
    let parent = parent.as_deref().unwrap_or_default();
    let gas = if *gas { "是" } else { "否" };
    let cells = [code, parent, name, *kind, *scale, *area, *risk, *credit, *status, &since(enterprise), gas];
    cells.map(str::to_owned).to_vec()
}

/// The day as the four clerks of the office write it.
fn since(enterprise: &Enterprise) -> String {
    let day = enterprise.since.to_string();
    let mut parts = day.split('-').map(|part| part.trim_start_matches('0'));
    let (Some(year), Some(month), Some(date)) = (parts.next(), parts.next(), parts.next()) else {
        return day;
    };
    match enterprise.code.as_bytes()[12] % 4 {
        0 => format!("{year}.{month}.{date}"),
        1 => format!("{year}年{month}月{date}日"),
        2 => format!("{year}/{month}/{date}"),
        _ => day,
    }
}

const CODE: usize = 0;
const NAME: usize = 2;
const KIND: usize = 3;
const AREA: usize = 5;
const RISK: usize = 6;

fn damaged(
    planted: Option<Planted>,
    mut cells: Vec<String>,
    earlier: impl Fn() -> Vec<String>,
) -> Vec<String> {
    let code = cells[CODE].clone();
    match planted {
        None => {}
        // every code has the letters MA in its ninth place
        Some(Planted::LowerCase) => cells[CODE] = code.replacen("MA", "Ma", 1),
        Some(Planted::NoBreakSpace) => cells[CODE] = code + "\u{a0}",
        Some(Planted::FullWidth) => cells[CODE] = code.replacen('9', "９", 1),
        Some(Planted::Check) => cells[CODE] = with_wrong_check(&code),
        Some(Planted::Scientific) => cells[CODE] = "9.19999E+17".to_owned(),
        Some(Planted::Missing) => cells[CODE].clear(),
        Some(Planted::Risk) => cells[RISK] = "极高".to_owned(),
        Some(Planted::Short) => cells.truncate(cells.len() - 1),
        Some(Planted::InnerCheck) => cells[CODE] = with_wrong_inner(&code),
        Some(Planted::Duplicate) => cells = earlier(),
        Some(Planted::Conflict) => {
            cells = earlier();
            let here = UNITS.iter().position(|(area, ..)| *area == cells[AREA]).unwrap_or(0);
            cells[AREA] = UNITS[(here + 1) % UNITS.len()].0.to_owned();
        }
        Some(Planted::NoArea) => outside(&mut cells, ""),
        Some(Planted::StrangeArea) => outside(&mut cells, "区外"),
    }
    cells
}

/// A shop, since no task lists shops: so these never keep a drawn list from being dispatched.
fn outside(cells: &mut [String], area: &str) {
    let place_and_brand: String = cells[NAME].chars().take(4).collect();
    cells[NAME] = place_and_brand + "便利店";
    cells[KIND] = "零售".to_owned();
    cells[AREA] = area.to_owned();
}
