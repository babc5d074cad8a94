//! 第八条第一款 - the item list: seven elements each.
//!
//! # The rule
//! An item names itself, its object, its content, its category, the department with its level, and its basis.
//! The list may hold key items; that only general ones are drawn (第九条) is checked where a task names one.
//!
//! # Reading
//! 检查部门及实施层级 is one element of the text and two fields here; a basis is a law with its article, not
//! prose, so that a repealed law can be looked up (I-8-1a). An object is a list of kinds of targets; an empty list means
//! targets of every kind.
//!
//! # Example
//! See [`Item`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::problem::{Checked, DirectoryError, LONGEST_CONTENT, LONGEST_TEXT, is_blank};
use crate::base::{Faults, Id};

/// 事项类别 - whether an item is drawn at random at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// 一般检查事项
    General,
    /// 重点检查事项
    Key,
}

/// 检查依据 - the law and the article that allow the inspection.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// The law, 城镇燃气管理条例 for example.
    pub law: String,
    /// Its article, 第四十一条 for example.
    pub article: String,
}

/// 抽查事项 - one row of the item list.
///
/// ```
/// use double_random::directory::{Directory, Item};
///
/// let item: Item = serde_json::from_str(r#"{
///     "id": "gas", "name": "燃气经营安全检查", "object": ["餐饮"], "content": "燃气设施的使用和维护",
///     "category": "general", "department": "城市管理部门", "level": "区级",
///     "basis": [{"law": "城镇燃气管理条例", "article": "第四十一条"}]
/// }"#)?;
/// assert!(item.applies_to(Some("餐饮")));
///
/// let unfounded = Item { basis: vec![], ..item };
/// let faults = Directory::builder().items([unfounded]).build().unwrap_err();
/// assert_eq!(faults.to_string(), "items, row 1, basis: item `gas` lacks its legal basis");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(alias = "第八条")]
#[doc(alias = "第八条第一款")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The id by which tasks name it.
    pub id: Id,
    /// 抽查事项名称
    #[serde(default)]
    pub name: String,
    /// 检查对象 - the kinds of targets it applies to; empty for all kinds.
    pub object: Vec<String>,
    /// 检查内容
    #[serde(default)]
    pub content: String,
    /// 事项类别
    pub category: Category,
    /// 检查部门
    #[serde(default)]
    pub department: String,
    /// 实施层级
    #[serde(default)]
    pub level: String,
    /// 检查依据, at least one.
    #[serde(default)]
    pub basis: Vec<Basis>,
}

impl Item {
    /// Whether targets of `kind` are its objects.
    pub fn applies_to(&self, kind: Option<&str>) -> bool {
        self.object.is_empty() || kind.is_some_and(|kind| self.object.iter().any(|object| object == kind))
    }
}

/// Names everything that is wrong with `items`.
pub(super) fn check(items: &[Item], faults: &mut Faults) {
    let mut checked = Checked::new(faults, super::ITEMS);
    let mut seen = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        let row = checked.at(index);
        let first = *seen.entry(&item.id).or_insert(row);
        if first != row {
            checked.push(
                "id",
                item.id.as_str(),
                DirectoryError::ItemDuplicate { id: item.id.to_string(), first },
            );
        }
        check_elements(item, &mut checked);
    }
}

fn check_elements(item: &Item, checked: &mut Checked<'_>) {
    let mut element = |field: &str, text: &str, zh, en, most| {
        if is_blank(text) {
            checked.push(field, text, DirectoryError::ElementMissing { item: item.id.to_string(), zh, en });
        } else {
            checked.text(field, text, most);
        }
    };
    element("name", &item.name, "抽查事项名称", "name", LONGEST_TEXT);
    for (at, kind) in item.object.iter().enumerate() {
        element(&format!("object[{at}]"), kind, "检查对象", "object", LONGEST_TEXT);
    }
    element("content", &item.content, "检查内容", "content", LONGEST_CONTENT);
    element("department", &item.department, "检查部门", "department", LONGEST_TEXT);
    element("level", &item.level, "实施层级", "level", LONGEST_TEXT);
    let (zh, en) = ("检查依据", "legal basis");
    if item.basis.is_empty() {
        element("basis", "", zh, en, 0);
    }
    for (at, basis) in item.basis.iter().enumerate() {
        element(&format!("basis[{at}].law"), &basis.law, zh, en, LONGEST_TEXT);
        element(&format!("basis[{at}].article"), &basis.article, zh, en, LONGEST_TEXT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(id: &str) -> Item {
        Item {
            id: id.parse().unwrap(),
            name: "燃气经营安全检查".to_owned(),
            object: vec!["餐饮".to_owned()],
            content: "燃气设施的使用和维护".to_owned(),
            category: Category::General,
            department: "城市管理部门".to_owned(),
            level: "区级".to_owned(),
            basis: vec![Basis {
                law: "城镇燃气管理条例".to_owned(), article: "第四十一条".to_owned()
            }],
        }
    }

    fn faults(items: &[Item]) -> Vec<(String, &'static str)> {
        let mut faults = Faults::default();
        check(items, &mut faults);
        faults.0.iter().map(|fault| (fault.place.to_string(), fault.code())).collect()
    }

    #[test]
    fn a8p1_seven_elements_or_each_one_missing_is_named() {
        assert_eq!(faults(&[item("gas"), Item { object: vec![], ..item("all-kinds") }]), []);
        let blank = "\u{3000} ".to_owned();
        let hollow = Item {
            name: blank.clone(),
            object: vec![blank.clone()],
            content: String::new(),
            department: blank.clone(),
            level: String::new(),
            basis: vec![Basis { law: blank, article: String::new() }],
            ..item("gas")
        };
        let fields =
            ["name", "object[0]", "content", "department", "level", "basis[0].law", "basis[0].article"];
        let expected =
            fields.map(|field| (format!("items, row 2, {field}"), "item-element-missing")).to_vec();
        assert_eq!(faults(&[item("gas-1"), hollow]), expected);
        assert_eq!(faults(&[Item { basis: vec![], ..item("gas") }])[0].1, "item-element-missing");
        let fewer: Item = serde_json::from_str(r#"{"id":"gas","object":[],"category":"general"}"#).unwrap();
        assert_eq!(faults(&[fewer]).len(), 5);
    }

    #[test]
    fn every_text_is_bounded_and_ids_are_unique() {
        let long = Item {
            name: "长".repeat(200),
            content: "长".repeat(2_001),
            level: "区\n级".to_owned(),
            ..item("gas")
        };
        let expected = [
            ("items, row 1, content", "text-too-long"),
            ("items, row 1, level", "text-control-character"),
            ("items, row 2, id", "item-duplicate"),
        ];
        assert_eq!(faults(&[long, item("gas")]), expected.map(|(place, code)| (place.to_owned(), code)));
    }

    #[test]
    fn an_unknown_field_is_refused() {
        let text = serde_json::to_string(&item("gas")).unwrap();
        assert_eq!(serde_json::from_str::<Item>(&text).unwrap(), item("gas"));
        assert!(serde_json::from_str::<Item>(&text.replace("\"level\"", "\"levels\"")).is_err());
    }
}
