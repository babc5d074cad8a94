//! A made-up district, the same on every machine: no place, firm or code in it is real.
//!
//! [`District::targets`] is what an office would export: GB18030, a title above the header, headers with stray spaces, and
//! [`PLANTED`] faults. Its history, [`units`] and [`officers`] are tidy. [`ITEMS`], [`PLANS`], [`ROUND`], [`AREAS`] and
//! [`MATCHES`]
//! are JSON.
//!
//! | header in the list | field of a target |
//! | --- | --- |
//! | 统一社会信用代码 | `id` |
//! | 所属企业统一社会信用代码 | `unit_code`, filled where the row is a branch: it has a code of its own |
//! | 企业名称 | `name` |
//! | 主体类型, 经营规模, 地理区域, 风险等级, 信用等级, 登记状态 | `kind`, `scale`, `area`, `risk`, `credit`, `status` |
//! | 使用燃气 | `attribute:使用燃气` |
//! | 序号, 成立日期 | none |

mod code;
mod enterprise;
mod history;
mod list;
pub mod officers;

use double_random::tabular::FileError;

use enterprise::{Choice, Enterprise};

/// Rows of the list below its header.
pub const ROWS: u64 = 20_000;

/// Rows that the list's own export damaged, by the code that must say so in the receipt.
pub const PLANTED: &[(Planted, &str, u64)] = &[
    (Planted::LowerCase, "credit-code-lower-case", 8),
    (Planted::NoBreakSpace, "cell-no-break-space", 6),
    (Planted::FullWidth, "cell-full-width", 5),
    (Planted::Check, "credit-code-check", 8),
    (Planted::Scientific, "scientific-code", 4),
    (Planted::Missing, "cell-required", 4),
    (Planted::Risk, "cell-unknown-choice", 5),
    (Planted::Short, "row-ragged", 1),
    (Planted::Conflict, "row-conflict", 3),
    (Planted::Duplicate, "row-duplicate", 7),
    (Planted::InnerCheck, "credit-code-inner-check", 2),
    (Planted::NoArea, "", 4),
    (Planted::StrangeArea, "", 4),
];

/// Rows that say again what another row says.
pub const DUPLICATES: u64 = 7;
/// Rows that cannot be taken: those with a fault, and both rows of each conflict.
pub const REFUSED: u64 = 8 + 6 + 5 + 8 + 4 + 4 + 5 + 1 + 2 * 3;
/// Rows that are taken.
pub const ACCEPTED: u64 = ROWS - REFUSED - DUPLICATES;
/// Accepted rows that no unit answers for: no area, or one that is not in [`units`]. No task lists their kind.
pub const WITHOUT_UNIT: u64 = 4 + 4;

/// What is wrong with a planted row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Planted {
    /// A letter of the code in lower case. Accepted where upper-casing is allowed.
    LowerCase,
    /// A no-break space behind the code.
    NoBreakSpace,
    /// A full-width digit in the code.
    FullWidth,
    /// Another check character.
    Check,
    /// `9.19999E+17`: the code went through a spreadsheet.
    Scientific,
    /// No code.
    Missing,
    /// A risk grade that nobody defined.
    Risk,
    /// One cell too few.
    Short,
    /// The code of an earlier row, in another area: both rows are refused.
    Conflict,
    /// An earlier row once more.
    Duplicate,
    /// A code whose inner check digit is wrong, which is a warning.
    InnerCheck,
    /// No area.
    NoArea,
    /// An area outside the district.
    StrangeArea,
}

/// The district and its lists.
pub struct District(Vec<Enterprise>);

impl District {
    /// All enterprises and branches, before anything is damaged.
    pub fn new() -> Self {
        Self(enterprise::district(&mut Choice::new(*b"the made-up district, enterprise"), ROWS))
    }

    /// The list of targets, as bytes of a CSV file in GB18030.
    pub fn targets(&self) -> Vec<u8> {
        list::written(&self.0)
    }

    /// The past visits of the year, as a CSV file in UTF-8.
    pub fn history(&self) -> String {
        history::written(&self.0)
    }
}

/// Areas and the units that answer for them, as a CSV file in UTF-8.
pub fn units() -> String {
    let row = |(area, unit, name): &(&str, &str, &str)| format!("{area},{unit},{name}\n");
    "地理区域,单位编号,任务执行单位\n".to_owned() + &UNITS.iter().map(row).collect::<String>()
}

/// The directory of officers as an xlsx file.
pub fn officers() -> Result<Vec<u8>, FileError> {
    officers::written()
}

/// Areas with their neighbours. 白石镇 has none at first, and too few officers of its own.
pub const AREAS: &str = include_str!("areas.json");

/// One match a unit and a second attempt for 综合检查三组, in which 白石镇 and 青芦镇 help each other.
pub const MATCHES: &str = include_str!("matches.json");

/// A new value for every match: what was typed in before is public.
pub const MATCH_SEEDS: [&str; 5] = [
    "2026-10-06 示例 一组",
    "2026-10-06 示例 二组",
    "2026-10-06 示例 三组",
    "2026-10-06 示例 三组 重新匹配",
    "2026-10-06 示例 园区组",
];

/// 抽查事项清单
pub const ITEMS: &str = include_str!("items.json");

/// Three tasks of two plans, in the form that `Round` is read from. The joint fire check shares its tickets with the
/// gas check, so that one visit serves both.
pub const ROUND: &str = include_str!("round.json");

/// The two plans that the tasks carry out.
pub const PLANS: &str = include_str!("plans.json");

/// Area, unit, the unit's name.
const UNITS: &[(&str, &str, &str)] = &[
    ("东园街道", "squad-1", "综合检查一组"),
    ("西园街道", "squad-1", "综合检查一组"),
    ("望川街道", "squad-2", "综合检查二组"),
    ("听松街道", "squad-2", "综合检查二组"),
    ("白石镇", "squad-3", "综合检查三组"),
    ("青芦镇", "squad-3", "综合检查三组"),
    ("临港园区", "squad-4", "园区检查组"),
    ("云台园区", "squad-4", "园区检查组"),
];
