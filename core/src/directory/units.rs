//! 第十八条 - which unit carries out the inspections of which area.
//!
//! # The rule
//! The drawn targets are dispatched to the executing unit that corresponds to each of them.
//!
//! # Reading
//! A table of areas decides, never the digits of a credit code, which name the registrar and not the place (I-18-d). A row
//! of digits is a statistical code and takes every area whose digits begin with it, the longest row first; any
//! other row is a name and takes exactly that name. An area without a row has no unit, which dispatch names.
//!
//! # Example
//! See [`Units`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::problem::{Checked, DirectoryError, LONGEST_TEXT};
use crate::base::order::Gather as _;
use crate::base::{Faults, Id};

/// One row of the table: an area and its unit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// A name, or a statistical code in digits.
    pub area: String,
    /// The unit's id.
    pub unit: Id,
}

/// A unit as people call it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitName {
    /// The unit's id.
    pub id: Id,
    /// 任务执行单位, for people only.
    pub name: String,
}

/// 任务执行单位 - the table of areas and units.
///
/// ```
/// use double_random::directory::{Area, Directory};
///
/// let area = |area: &str, unit: &str| Ok::<_, Box<dyn std::error::Error>>(Area { area: area.into(), unit: unit.parse()? });
/// let areas = [area("3701", "city")?, area("370102", "district")?, area("高新区", "zone")?];
/// let directory = Directory::builder().units(areas).build()?;
/// let unit_of = |area: &str| directory.units().unit_of(area).map(|unit| unit.as_str());
/// assert_eq!(unit_of("370102001"), Some("district")); // the longest row that fits
/// assert_eq!(unit_of("370103"), Some("city"));
/// assert_eq!(unit_of("高新区"), Some("zone"));
/// assert_eq!(unit_of("高新区东部"), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "第十八条")]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Units {
    unit_of: BTreeMap<String, Id>,
    names: BTreeMap<Id, String>,
}

impl Units {
    /// The first row of each area counts; [`check`] refuses a second unit.
    pub(super) fn new(areas: Vec<Area>, names: Vec<UnitName>) -> Self {
        let mut unit_of = BTreeMap::new();
        for Area { area, unit } in areas {
            unit_of.entry(area).or_insert(unit);
        }
        Self { unit_of, names: names.into_iter().map(|UnitName { id, name }| (id, name)).gather() }
    }

    /// The unit of `area`: of the longest code that it begins with if it is all digits, else of exactly this name.
    pub fn unit_of(&self, area: &str) -> Option<&Id> {
        row_of(&self.unit_of, area)
    }

    /// The rows of the table, sorted by area.
    pub fn areas(&self) -> impl Iterator<Item = (&str, &Id)> {
        self.unit_of.iter().map(|(area, unit)| (area.as_str(), unit))
    }

    /// The unit's name, if the list of units gives one.
    pub fn name(&self, unit: &str) -> Option<&str> {
        self.names.get(unit).map(String::as_str)
    }
}

/// The row of a table of areas that takes `area`: the longest code that it begins with if it is all digits, else
/// exactly this name.
pub(crate) fn row_of<'a, T>(table: &'a BTreeMap<String, T>, area: &str) -> Option<&'a T> {
    if !is_code(area) {
        return table.get(area);
    }
    // no row is longer than a text may be
    let longest = area.len().min(LONGEST_TEXT);
    (1..=longest).rev().find_map(|length| table.get(area.get(..length)?))
}

/// Whether `area` is a statistical code: nothing but digits, and at least one.
pub(crate) fn is_code(area: &str) -> bool {
    !area.is_empty() && area.bytes().all(|byte| byte.is_ascii_digit())
}

/// Names everything that is wrong with the two lists.
pub(super) fn check(areas: &[Area], names: &[UnitName], faults: &mut Faults) {
    let mut checked = Checked::new(faults, super::UNIT_NAMES);
    let mut known = BTreeMap::new();
    for (index, UnitName { id, name }) in names.iter().enumerate() {
        let row = checked.at(index);
        let first = *known.entry(id).or_insert(row);
        if first != row {
            checked.push("id", id.as_str(), DirectoryError::UnitDuplicate { id: id.to_string(), first });
        }
        checked.text("name", name, LONGEST_TEXT);
    }
    let mut checked = Checked::new(faults, super::UNITS);
    let mut unit_of: BTreeMap<&str, &Id> = BTreeMap::new();
    for (index, Area { area, unit }) in areas.iter().enumerate() {
        checked.at(index);
        checked.text("area", area, LONGEST_TEXT);
        let first = *unit_of.entry(area).or_insert(unit);
        if first != unit {
            let (area, first, second) = (area.clone(), first.to_string(), unit.to_string());
            checked.push("unit", unit.as_str(), DirectoryError::AreaTwoUnits { area, first, second });
        }
        if !names.is_empty() && !known.contains_key(unit) {
            checked.push("unit", unit.as_str(), DirectoryError::UnitUnknown { unit: unit.to_string() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(area: &str, unit: &str) -> Area {
        Area { area: area.to_owned(), unit: unit.parse().unwrap() }
    }

    fn named(id: &str) -> UnitName {
        UnitName { id: id.parse().unwrap(), name: format!("{id} 中队") }
    }

    #[test]
    fn a18_the_longest_code_or_the_exact_name() {
        let rows =
            [area("37", "province"), area("370102", "east"), area("东区", "east"), area("东区", "east")];
        let units = Units::new(rows.to_vec(), vec![named("east")]);
        let unit_of = |area: &str| units.unit_of(area).map(Id::as_str);
        assert_eq!(unit_of("370102001000"), Some("east"));
        assert_eq!(unit_of("370102"), Some("east"));
        assert_eq!(unit_of("37010"), Some("province"));
        assert_eq!(unit_of("东区"), Some("east"));
        for nowhere in ["3", "36", "", "东区 ", "东", "37号", "３７"] {
            assert_eq!(unit_of(nowhere), None, "{nowhere}");
        }
        assert_eq!(unit_of(&"37".repeat(500)), Some("province"));
        assert_eq!((units.name("east"), units.name("west")), (Some("east 中队"), None));
        assert_eq!(units.areas().count(), 3);
    }

    #[test]
    fn a18_an_area_has_one_known_unit() {
        let faults = |areas: &[Area], names: &[UnitName]| {
            let mut faults = Faults::default();
            check(areas, names, &mut faults);
            faults.0.iter().map(|fault| (fault.place.to_string(), fault.code())).collect::<Vec<_>>()
        };
        let rows = [area("东区", "east"), area("东区", "east"), area("西区", "west")];
        assert_eq!(faults(&rows, &[]), []);
        assert_eq!(faults(&rows, &[named("east"), named("west")]), []);
        assert_eq!(faults(&rows, &[named("east")]), [("units, row 3, unit".to_owned(), "unit-unknown")]);
        assert_eq!(
            faults(&[], &[named("east"), named("east")]),
            [("unit-names, row 2, id".to_owned(), "unit-duplicate")]
        );
        let wrong = [area("东区", "east"), area("东区", "west"), area(" ", "west")];
        assert_eq!(
            faults(&wrong, &[]),
            [
                ("units, row 2, unit".to_owned(), "area-two-units"),
                ("units, row 3, area".to_owned(), "text-blank")
            ]
        );
    }
}
