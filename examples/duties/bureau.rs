//! A bureau that does not exist: 120 businesses in two streets, three items, two squads, a plan of four quarters.

use double_random::base::json::shaped;
use double_random::base::{Faults, Scheme, Window};
use double_random::directory::{Directory, Item, Officer, PastVisit, Target, UnitName};
use double_random::inspection::{Form, Forms};
use double_random::plan::{AnnualPlan, Department, Departments};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Area, unit, and the unit's name.
pub(crate) const UNITS: [(&str, &str, &str); 2] =
    [("东园", "squad-east", "东园中队"), ("西园", "squad-west", "西园中队")];

/// Item, name, kinds of targets, form.
pub(crate) const ITEMS: [(&str, &str, &[&str], &str); 3] = [
    ("gas", "用气安全", &["餐饮"], "F-gas"),
    ("waste", "餐厨垃圾分类", &["餐饮"], "F-waste"),
    ("signs", "户外招牌", &["餐饮", "零售"], "F-signs"),
];

/// 检查部门
pub(crate) const DEPARTMENT: &str = "综合执法局";

fn read<T: DeserializeOwned>(value: Value) -> Result<T, Faults> {
    shaped(value)
}

/// The name of target `number`.
fn name(number: usize) -> String {
    let (first, second) =
        (["听松", "和宁", "青禾", "远山", "竹里", "南星"], ["面馆", "茶餐厅", "小吃店", "便利店"]);
    let third = ["一", "二", "三", "四", "五"];
    format!("{}{}{}号店", first[number % 6], second[number / 6 % 4], third[number / 24 % 5])
}

/// Targets, items, areas; with the visits of the year so far, which count to the yearly cap.
pub(crate) fn directory(history: Vec<PastVisit>) -> Result<Directory, Faults> {
    let target = |number: usize| {
        let kind = if number / 6 % 4 == 3 { "零售" } else { "餐饮" };
        read::<Target>(json!({
            "id": format!("D-{:03}", number + 1), "name": name(number), "kind": kind, "area": UNITS[number % 2].0,
            "risk": if number.is_multiple_of(10) { "high" } else { "normal" },
        }))
    };
    let targets = (0..120).map(target).collect::<Result<Vec<_>, _>>()?;
    let item = |(id, name, object, _): (&str, &str, &[&str], &str)| {
        read::<Item>(json!({
            "id": id, "name": name, "object": object, "content": name, "category": "general",
            "department": DEPARTMENT, "level": "区级", "basis": [{ "law": "某管理条例", "article": "第七条" }],
        }))
    };
    let items = ITEMS.into_iter().map(item).collect::<Result<Vec<_>, _>>()?;
    let area = |(area, unit, _): (&str, &str, &str)| read(json!({ "area": area, "unit": unit }));
    let areas = UNITS.into_iter().map(area).collect::<Result<Vec<_>, _>>()?;
    let unit = |(_, unit, name): (&str, &str, &str)| read::<UnitName>(json!({ "id": unit, "name": name }));
    let names = UNITS.into_iter().map(unit).collect::<Result<Vec<_>, _>>()?;
    let builder = Directory::builder().scheme(Scheme::Ascii).items(items).targets(targets).units(areas);
    builder.unit_names(names).history(history).build()
}

/// Six officers in each street.
pub(crate) fn officers() -> Result<Vec<Officer>, Faults> {
    let officer = |number: usize| {
        read(json!({
            "id": format!("P-{:02}", number + 1), "name": format!("{}某", ["赵", "钱", "孙", "李", "周", "吴"][number / 2]),
            "kind": "civil-servant", "area": UNITS[number % 2].0, "leader": number < 6, "cap": 30,
            "certificate": { "number": format!("3701000{number:04}"), "valid_until": "2027-12-31" },
        }))
    };
    (0..12).map(officer).collect()
}

/// A form for each item.
pub(crate) fn forms() -> Result<Forms, Faults> {
    let form = |(item, name, _, form): (&str, &str, &[&str], &str)| {
        read::<Form>(json!({ "id": form, "name": name, "items": [item] }))
    };
    Forms::new(ITEMS.into_iter().map(form).collect::<Result<Vec<_>, _>>()?)
}

/// One quarter: its name, its days, the item and the ratio that are planned, and the seed of its draw.
pub(crate) struct Quarter {
    pub(crate) name: &'static str,
    pub(crate) as_of: &'static str,
    pub(crate) lines: &'static [(&'static str, &'static str, [&'static str; 2])],
}

/// What is drawn when: line of the plan and item, ratio, window.
pub(crate) const QUARTERS: [Quarter; 4] = [
    Quarter { name: "2026-Q1", as_of: "2026-02-27", lines: &[("gas", "10%", ["2026-03-02", "2026-03-31"])] },
    Quarter {
        name: "2026-Q2",
        as_of: "2026-05-08",
        lines: &[
            ("signs", "5%", ["2026-05-11", "2026-06-12"]),
            ("waste", "8%", ["2026-05-18", "2026-06-30"]),
        ],
    },
    Quarter {
        name: "2026-Q3",
        as_of: "2026-08-28",
        lines: &[("waste", "10%", ["2026-09-01", "2026-09-30"])],
    },
    Quarter {
        name: "2026-Q4",
        as_of: "2026-10-09",
        lines: &[("gas", "12%", ["2026-10-12", "2026-11-13"]), ("signs", "8%", ["2026-10-19", "2026-12-04"])],
    },
];

/// The window of a line.
pub(crate) fn window(days: [&str; 2]) -> Result<Window, Faults> {
    read(json!({ "start": days[0], "end": days[1] }))
}

/// 年度抽查工作计划, filed and published in January.
pub(crate) fn plan() -> Result<AnnualPlan, Faults> {
    let line = |quarter: &Quarter, (item, ratio, [start, end]): (&str, &str, [&str; 2])| {
        json!({
            "id": format!("{}-{item}", quarter.name), "items": [item], "scope": "辖区内登记在册的经营单位",
            "estimated": 10, "ratio": ratio, "schedule": { "start": start, "end": end },
        })
    };
    let lines =
        QUARTERS.iter().flat_map(|quarter| quarter.lines.iter().map(move |&planned| line(quarter, planned)));
    let steps = ["filed-upper", "filed-market", "published"];
    let steps = steps.map(|step| json!({ "step": step, "version": 1, "on": "2026-01-20" }));
    read(json!({
        "id": "plan-2026", "version": 1, "year": 2026, "lines": lines.collect::<Vec<_>>(), "steps": steps,
        "approvals": [{ "role": "preparer", "person": "计划经办人", "date": "2026-01-06" }, { "role": "approver", "person": "局长", "date": "2026-01-08" }],
    }))
}

/// The city above the bureau.
pub(crate) fn departments() -> Result<Departments, Faults> {
    Departments::new(read::<Vec<Department>>(
        json!([{ "id": "city" }, { "id": "bureau", "parent": "city" }]),
    )?)
}
