//! 第十五条 - an upper department entrusts a lower one.
//!
//! # The rule
//! Departments form a tree. One may entrust an inspection to one below it, by a letter.
//!
//! # Reading
//! Never sideways or upwards, and over no more levels than the rule set allows (I-15-a). Papers are issued in the name
//! of one of the two.
//!
//! # Example
//! See [`Departments`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::round::Round;
use super::task::Delegation;
use crate::base::problem::problems;
use crate::base::{Faults, Id, Place};
use crate::law::RuleSet;

problems! {
    /// Why departments are no tree, or an entrustment does not follow it.
    pub enum DelegationError {
        /// Two departments with one id.
        Doubled { id: String } = "department-duplicate" @ A15 {
            zh: "部门 `{id}` 出现两次",
            en: "department `{id}` appears twice",
            hint_zh: "只保留一行",
            hint_en: "keep one row",
        }
        /// A parent that is not in the list.
        NoParent { id: String, parent: String } = "department-parent-unknown" @ A15 {
            zh: "部门 `{id}` 的上级 `{parent}` 不在部门名单内",
            en: "parent `{parent}` of department `{id}` is not on the list",
            hint_zh: "补充上级部门，或留空表示没有上级",
            hint_en: "add the parent, or write null for none",
        }
        /// A department above itself.
        Circle { id: String } = "department-circle" @ A15 {
            zh: "部门 `{id}` 的上级最终是它自己",
            en: "department `{id}` stands above itself",
            hint_zh: "改正上级部门",
            hint_en: "correct the parents",
        }
        /// A department that is not in the list.
        Unknown { id: String } = "delegation-department-unknown" @ A15 {
            zh: "委托涉及的部门 `{id}` 不在部门名单内",
            en: "department `{id}` of the entrustment is not on the list",
            hint_zh: "核对部门编号",
            hint_en: "check the id",
        }
        /// Sideways or upwards.
        NotBelow { owner: String, executor: String } = "delegation-not-below" @ A15 {
            zh: "`{executor}` 不是 `{owner}` 的下级，不能受其委托",
            en: "`{executor}` is not below `{owner}` and cannot be entrusted by it",
            hint_zh: "委托只能由上级向下级作出",
            hint_en: "an upper department entrusts a lower one",
        }
        /// Over too many levels.
        TooFar { owner: String, executor: String, found: u32, allowed: u32 } = "delegation-too-far" @ A15 {
            zh: "`{owner}` 与 `{executor}` 相隔 {found} 级，最多 {allowed} 级",
            en: "`{executor}` is {found} levels below `{owner}`, at most {allowed} are allowed",
            hint_zh: "逐级委托，或调整口径配置",
            hint_en: "entrust level by level, or change the rule set",
        }
        /// Papers in a third name.
        Name { name: String, owner: String, executor: String } = "delegation-name" @ A15 {
            zh: "文书名义 `{name}` 既不是委托部门 `{owner}` 也不是受托部门 `{executor}`",
            en: "papers are issued in the name of `{name}`, neither `{owner}` nor `{executor}`",
            hint_zh: "写明以委托部门或受托部门的名义",
            hint_en: "name one of the two",
        }
    }
}

/// 部门 - one department and the one above it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// Its id.
    pub id: Id,
    /// 上级部门, null at the top.
    #[serde(default)]
    pub parent: Option<Id>,
}

/// The tree of departments.
///
/// ```
/// use double_random::plan::{Department, Departments};
///
/// let list: Vec<Department> = serde_json::from_str(r#"[
///     {"id": "city"}, {"id": "district", "parent": "city"}, {"id": "squad", "parent": "district"}
/// ]"#)?;
/// let departments = Departments::new(list)?;
/// assert_eq!(departments.levels("city", "squad"), Some(2));
/// assert_eq!(departments.levels("squad", "city"), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Departments {
    parents: BTreeMap<Id, Option<Id>>,
}

impl Departments {
    /// The tree that `list` describes; it may have several tops.
    ///
    /// # Errors
    /// Every fault with its row: a doubled id, an unknown parent, a circle.
    pub fn new(list: Vec<Department>) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let mut parents = BTreeMap::new();
        for (row, Department { id, parent }) in (1..).zip(&list) {
            if parents.insert(id.clone(), parent.clone()).is_some() {
                faults.push(Place::row(row, "id"), DelegationError::Doubled { id: id.to_string() });
            }
        }
        let this = Self { parents };
        for (row, Department { id, parent }) in (1..).zip(&list) {
            if let Some(parent) = parent.as_ref().filter(|parent| !this.parents.contains_key(*parent)) {
                let (id, parent) = (id.to_string(), parent.to_string());
                faults.push(Place::row(row, "parent"), DelegationError::NoParent { id, parent });
            }
            if this.above(id.as_str()).any(|above| above == id) {
                faults.push(Place::row(row, "parent"), DelegationError::Circle { id: id.to_string() });
            }
        }
        faults.or(this)
    }

    /// How many levels `lower` stands below `upper`; nothing where it does not.
    pub fn levels(&self, upper: &str, lower: &str) -> Option<u32> {
        (1..).zip(self.above(lower)).find(|(_, above)| above.as_str() == upper).map(|(levels, _)| levels)
    }

    /// Checks one entrustment against the tree.
    ///
    /// # Errors
    /// [`DelegationError`].
    #[doc(alias = "第十五条")]
    pub fn check(&self, delegation: &Delegation, rules: &RuleSet) -> Result<(), DelegationError> {
        let Delegation { owner, executor, in_the_name_of, .. } = delegation;
        if let Some(id) = [owner, executor].into_iter().find(|id| !self.parents.contains_key(*id)) {
            return Err(DelegationError::Unknown { id: id.to_string() });
        }
        let (owner, executor) = (owner.to_string(), executor.to_string());
        let Some(found) = self.levels(&owner, &executor) else {
            return Err(DelegationError::NotBelow { owner, executor });
        };
        let (allowed, name) = (rules.delegation_levels, in_the_name_of.to_string());
        if found > allowed {
            return Err(DelegationError::TooFar { owner, executor, found, allowed });
        }
        if name != owner && name != executor {
            return Err(DelegationError::Name { name, owner, executor });
        }
        Ok(())
    }

    /// Checks every entrustment of a round.
    ///
    /// # Errors
    /// Each [`DelegationError`] at its task.
    pub fn check_round(&self, round: &Round, rules: &RuleSet) -> Result<(), Faults> {
        let mut faults = Faults::default();
        for (at, task) in round.tasks.iter().enumerate() {
            if let Some(Err(error)) = task.delegation.as_ref().map(|letter| self.check(letter, rules)) {
                faults.push(Place::field(format!("tasks[{at}].delegation")), error);
            }
        }
        faults.or(())
    }

    /// Everybody above `id`, the nearest first; a circle ends after as many steps as there are departments.
    fn above(&self, id: &str) -> impl Iterator<Item = &Id> {
        let parent = |id: &str| self.parents.get(id).and_then(Option::as_ref);
        std::iter::successors(parent(id), move |&above| parent(above.as_str())).take(self.parents.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn department(id: &str, parent: Option<&str>) -> Department {
        Department { id: id.parse().unwrap(), parent: parent.map(|parent| parent.parse().unwrap()) }
    }

    fn tree() -> Vec<Department> {
        vec![
            department("squad", Some("east")),
            department("city", None),
            department("east", Some("city")),
            department("west", Some("city")),
        ]
    }

    fn code(owner: &str, executor: &str, name: &str, levels: u32) -> Result<(), &'static str> {
        let letter = Delegation {
            owner: owner.parse().unwrap(),
            executor: executor.parse().unwrap(),
            letter: "委〔2026〕3号".to_owned(),
            in_the_name_of: name.parse().unwrap(),
        };
        let rules = RuleSet { delegation_levels: levels, ..RuleSet::gaoxin_2023() };
        let checked = Departments::new(tree()).unwrap().check(&letter, &rules);
        checked.map_err(|error| crate::base::Problem::code(&error))
    }

    #[test]
    fn a15_downwards_by_one_level_in_the_name_of_one_of_the_two() {
        assert_eq!(code("city", "east", "city", 1), Ok(()));
        assert_eq!(code("east", "squad", "squad", 1), Ok(()));
        assert_eq!(code("city", "squad", "city", 1), Err("delegation-too-far"));
        assert_eq!(code("city", "squad", "city", 2), Ok(()));
        for (owner, executor) in [("east", "west"), ("squad", "east"), ("city", "city"), ("west", "squad")] {
            assert_eq!(code(owner, executor, owner, 9), Err("delegation-not-below"), "{owner} {executor}");
        }
        assert_eq!(code("city", "north", "city", 1), Err("delegation-department-unknown"));
        assert_eq!(code("city", "east", "west", 1), Err("delegation-name"));
    }

    #[test]
    fn a15_departments_are_a_tree_or_every_fault_is_named() {
        let faults = |more: &[Department]| {
            let faults = Departments::new([tree(), more.to_vec()].concat()).unwrap_err();
            faults.0.iter().map(|fault| (fault.place.row.unwrap(), fault.code())).collect::<Vec<_>>()
        };
        assert_eq!(faults(&[department("east", Some("city"))]), [(5, "department-duplicate")]);
        assert_eq!(faults(&[department("north", Some("moon"))]), [(5, "department-parent-unknown")]);
        let circle = [department("a", Some("b")), department("b", Some("a")), department("c", Some("c"))];
        assert_eq!(faults(&circle), [5, 6, 7].map(|row| (row, "department-circle")));
        assert!(Departments::new(vec![]).is_ok());
    }
}
