//! The list on which figures are checked: 44,722 real enterprises where they are at hand, else a generated list of
//! the same shape. Real data stays outside the project.
#![allow(dead_code, reason = "each test file uses a part")]

use std::path::PathBuf;

use double_random::base::Scheme;
use double_random::base::credit_code;
use double_random::tabular::{CellKind, ColumnSpec, Schema};

/// Rows of the list.
pub(crate) const ROWS: u64 = 44_722;
/// Rows among them whose code has a lower-case x.
pub(crate) const LOWER_CASE: u64 = 19;
/// Rows among them whose place is no place.
pub(crate) const PLACELESS: u64 = 42;

pub(crate) static TARGETS: Schema = Schema {
    list: "targets",
    columns: &[
        ColumnSpec {
            field: "id",
            aliases: &["统一社会信用代码"],
            kind: CellKind::Id(Scheme::CreditCode),
            required: true,
        },
        ColumnSpec { field: "name", aliases: &["企业名称"], kind: CellKind::Text, required: true },
        ColumnSpec { field: "since", aliases: &["注册日期"], kind: CellKind::Date, required: false },
        ColumnSpec { field: "area", aliases: &["所在区域"], kind: CellKind::Text, required: false },
    ],
    key: &["id"],
};

/// The bytes of the list, found by `DOUBLE_RANDOM_LIST`, else in `../shared` beside the repository, else generated.
pub(crate) fn bytes() -> Vec<u8> {
    // beside the repository, seen from its root and from `core`
    let folders = ["..", "../.."].map(|up| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(up));
    let mut lists = folders.map(|folder| folder.join("shared/data/enterprises_shandong.csv"));
    lists.sort_by_key(|list| !list.exists());
    let [beside, _] = lists;
    let path = std::env::var_os("DOUBLE_RANDOM_LIST").map_or(beside, PathBuf::from);
    std::fs::read(&path).unwrap_or_else(|error| {
        println!("{}: {error}; a generated list of the same shape is read instead", path.display());
        generated().into_bytes()
    })
}

/// A list of the same shape: 44,722 rows, 19 lower-case codes, 42 rows without a usable place.
pub(crate) fn generated() -> String {
    let mut text = String::from("企业名称,统一社会信用代码,注册日期,注册资金,地区\r\n");
    for row in 0..ROWS {
        let lower = row % 2_400 == 7;
        let place = match row {
            0..41 => "N/A",
            41 => "405万人民币",
            _ if row % 3 == 0 => "青岛",
            _ => "济南",
        };
        // an X in place 9, so that every code can lose its case
        let body = format!("91370{:03}X{row:08}", row % 997);
        let code = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().map(|last| format!("{body}{last}"));
        let mut code = code.into_iter().find(|code| credit_code::check(code).is_ok()).unwrap_or_default();
        if lower {
            code = code.replacen('X', "x", 1);
        }
        let (month, day) = (row % 12 + 1, row % 28 + 1);
        let year = 1980 + row % 20;
        text += &format!("第{row}号公司,{code},{year}-{month:02}-{day:02},\"1,{row:03}(万)\",{place}\r\n");
    }
    text
}
