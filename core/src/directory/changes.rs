//! 第八条第二款 - the item list follows the law, and every change of it is published.
//!
//! # The rule
//! The list is adjusted when the law is made, amended or repealed, and the adjustment is published soon.
//!
//! # Reading
//! Soon has no number; 20 working days are taken as a reminder, by the rule set (I-8-2a). A round keeps the list that it was sealed
//! with (I-2-a), so a change never reaches back.
//!
//! # Example
//! See [`ListChange`].

use std::collections::BTreeMap;

use super::item::{Basis, Item};
use crate::base::order::Gather as _;
use crate::base::problem::problems;
use crate::base::{Date, Id};

problems! {
    /// Why a change of the item list is refused.
    pub enum ItemListError {
        /// Two versions that say the same.
        Unchanged { list: String } = "item-list-unchanged" @ A8P2 {
            zh: "清单 `{list}` 前后两版相同",
            en: "the two versions of list `{list}` are the same",
            hint_zh: "没有调整就不必登记和公布",
            hint_en: "enter a change only where there is one",
        }
        /// Published before it was made.
        PublishedEarly { list: String, published: Date, changed: Date } = "item-list-published-early" @ A8P2 {
            zh: "清单 `{list}` 于 {changed} 调整，却于 {published} 公布",
            en: "list `{list}` was changed on {changed} and published on {published}",
            hint_zh: "核对日期，公布不早于调整",
            hint_en: "check the days; a change is published after it was made",
        }
    }
}

/// 调整情况 - what happened to one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemChange {
    /// 新增
    Added,
    /// 修改
    Amended,
    /// 删除
    Removed,
}

/// 清单调整 - from one version of the item list to the next, and when that was published.
///
/// ```
/// use double_random::directory::{Basis, Item, ItemChange, ListChange, resting_on};
///
/// let gas: Item = serde_json::from_str(r#"{
///     "id": "gas", "name": "用气安全检查", "object": ["餐饮"], "content": "燃气使用", "category": "general",
///     "department": "综合执法局", "level": "区级", "basis": [{"law": "某管理办法", "article": "第三条"}]
/// }"#)?;
/// // the regulation is repealed: which items rest on nothing else?
/// let repealed = [Basis { law: "某管理办法".to_owned(), article: "第三条".to_owned() }];
/// assert_eq!(resting_on([&gas], &repealed), ["gas"]);
///
/// let (list, unit) = ("district-items".parse()?, "bureau".parse()?);
/// let change = ListChange::between(list, unit, &[gas], &[], "2026-03-02".parse()?)?;
/// assert_eq!(change.items.values().copied().collect::<Vec<_>>(), [ItemChange::Removed]);
/// assert!(change.published("2026-03-01".parse()?).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "第八条")]
#[doc(alias = "第八条第二款")]
pub struct ListChange {
    /// The list.
    pub list: Id,
    /// Who keeps it and publishes it.
    pub unit: Id,
    /// The day of the change.
    pub changed_on: Date,
    /// The day on which it was published, once it was.
    pub published_on: Option<Date>,
    /// What happened, by item.
    pub items: BTreeMap<Id, ItemChange>,
}

impl ListChange {
    /// What changed between two versions of `list` on this day.
    ///
    /// # Errors
    /// [`ItemListError::Unchanged`].
    pub fn between(
        list: Id,
        unit: Id,
        before: &[Item],
        after: &[Item],
        changed_on: Date,
    ) -> Result<Self, ItemListError> {
        let old: BTreeMap<&Id, &Item> = before.iter().map(|item| (&item.id, item)).gather();
        let new: BTreeMap<&Id, &Item> = after.iter().map(|item| (&item.id, item)).gather();
        let mut items = BTreeMap::new();
        for (&id, &item) in &new {
            match old.get(id) {
                None => drop(items.insert(id.clone(), ItemChange::Added)),
                Some(&earlier) if earlier != item => drop(items.insert(id.clone(), ItemChange::Amended)),
                Some(_) => {}
            }
        }
        let gone = old.keys().filter(|id| !new.contains_key(*id));
        items.extend(gone.map(|&id| (id.clone(), ItemChange::Removed)));
        if items.is_empty() {
            return Err(ItemListError::Unchanged { list: list.to_string() });
        }
        Ok(Self { list, unit, changed_on, published_on: None, items })
    }

    /// The same change, published on this day.
    ///
    /// # Errors
    /// [`ItemListError::PublishedEarly`].
    pub fn published(self, on: Date) -> Result<Self, ItemListError> {
        if on < self.changed_on {
            let (list, changed) = (self.list.to_string(), self.changed_on);
            return Err(ItemListError::PublishedEarly { list, published: on, changed });
        }
        Ok(Self { published_on: Some(on), ..self })
    }
}

/// The items that no provision is left for once `repealed` are gone: they come off the list.
pub fn resting_on<'a>(items: impl IntoIterator<Item = &'a Item>, repealed: &[Basis]) -> Vec<&'a str> {
    let items = items.into_iter().filter(|item| item.basis.iter().all(|basis| repealed.contains(basis)));
    items.map(|item| item.id.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(id: &str, content: &str, articles: &[&str]) -> Item {
        let basis: Vec<_> = articles
            .iter()
            .map(|article| serde_json::json!({ "law": "某办法", "article": article }))
            .collect();
        serde_json::from_value(serde_json::json!({
            "id": id, "name": "检查", "object": [], "content": content, "category": "general", "department": "局",
            "level": "区级", "basis": basis,
        }))
        .unwrap()
    }

    fn change(before: &[Item], after: &[Item]) -> Result<ListChange, ItemListError> {
        let id = |text: &str| text.parse().unwrap();
        ListChange::between(id("items"), id("bureau"), before, after, "2026-03-02".parse().unwrap())
    }

    #[test]
    fn a8p2_a_change_names_its_items_and_is_published_after_it_was_made() {
        let before =
            [item("a", "一", &["第一条"]), item("b", "一", &["第一条"]), item("c", "一", &["第一条"])];
        let after =
            [item("b", "二", &["第一条"]), item("c", "一", &["第一条"]), item("d", "一", &["第一条"])];
        let changed = change(&before, &after).unwrap();
        let found: Vec<_> = changed.items.iter().map(|(id, what)| (id.as_str(), *what)).collect();
        assert_eq!(found, [("a", ItemChange::Removed), ("b", ItemChange::Amended), ("d", ItemChange::Added)]);
        assert!(changed.clone().published("2026-03-02".parse().unwrap()).is_ok());
        let early = changed.published("2026-03-01".parse().unwrap());
        assert!(matches!(early, Err(ItemListError::PublishedEarly { .. })));
        assert_eq!(change(&before, &before), Err(ItemListError::Unchanged { list: "items".to_owned() }));
    }

    #[test]
    fn a_repealed_provision_takes_the_items_that_rest_on_nothing_else() {
        let items = [item("a", "一", &["第一条"]), item("b", "一", &["第一条", "第二条"])];
        let repealed = [Basis { law: "某办法".to_owned(), article: "第一条".to_owned() }];
        assert_eq!(resting_on(&items, &repealed), ["a"]);
        assert_eq!(resting_on(&items, &[]), [""; 0]);
    }
}
