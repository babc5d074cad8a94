//! 第八条, 第十条, 第十八条 - the lists put together and frozen, or every fault in them at once.

use std::sync::Arc;

use super::{Area, History, Item, PastVisit, Target, Targets, TargetsBuilder, UnitName, Units};
use super::{history, item, units};
use crate::base::order::Arrange as _;
use crate::base::{Faults, Scheme};

/// The lists of a round: checked, frozen, cheap to clone.
///
/// ```
/// use double_random::base::Scheme;
/// use double_random::directory::{Directory, Target};
///
/// let targets: Vec<Target> = serde_json::from_str(r#"[
///     {"id": "913702001635621638", "kind": "餐饮"},
///     {"id": "9137068716530044xP", "kind": "餐 饮"},
///     {"id": "913702001635621638"}
/// ]"#)?;
/// let faults = Directory::builder().targets(targets.clone()).build().unwrap_err();
/// let found: Vec<String> = faults.0.iter().map(|fault| format!("{}: {}", fault.place, fault.code())).collect();
/// assert_eq!(found, ["targets, row 2, id: credit-code-lower-case", "targets, row 3, id: target-duplicate"]);
///
/// let directory = Directory::builder().scheme(Scheme::Ascii).targets(targets.into_iter().take(2)).build()?;
/// assert_eq!(directory.targets().len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Directory {
    lists: Arc<Lists>,
}

#[derive(Debug, Default)]
struct Lists {
    /// Sorted by id.
    items: Vec<Item>,
    targets: Targets,
    history: History,
    units: Units,
}

impl Directory {
    /// An empty directory to be filled.
    pub fn builder() -> DirectoryBuilder {
        DirectoryBuilder::default()
    }

    /// 抽查事项清单, sorted by id.
    pub fn items(&self) -> &[Item] {
        &self.lists.items
    }

    /// The item `id`.
    pub fn item(&self, id: &str) -> Option<&Item> {
        let items = self.items();
        items.get(items.binary_search_by(|item| item.id.as_str().cmp(id)).ok()?)
    }

    /// 检查对象名录库
    pub fn targets(&self) -> &Targets {
        &self.lists.targets
    }

    /// The history of visits.
    pub fn history(&self) -> &History {
        &self.lists.history
    }

    /// The table of areas and units.
    pub fn units(&self) -> &Units {
        &self.lists.units
    }
}

/// Takes the lists one by one; [`build`](Self::build) checks them all. A list given twice is replaced.
#[derive(Default)]
pub struct DirectoryBuilder {
    scheme: Scheme,
    items: Vec<Item>,
    targets: Vec<Target>,
    columns: Option<Targets>,
    history: Vec<PastVisit>,
    areas: Vec<Area>,
    unit_names: Vec<UnitName>,
}

impl DirectoryBuilder {
    /// How ids of targets and codes of enterprises are checked: credit codes unless told otherwise.
    #[must_use]
    pub fn scheme(self, scheme: Scheme) -> Self {
        Self { scheme, ..self }
    }

    /// 抽查事项清单
    #[must_use]
    pub fn items(self, items: impl IntoIterator<Item = Item>) -> Self {
        Self { items: items.into_iter().collect(), ..self }
    }

    /// 检查对象名录库
    #[must_use]
    pub fn targets(self, targets: impl IntoIterator<Item = Target>) -> Self {
        Self { targets: targets.into_iter().collect(), columns: None, ..self }
    }

    /// 检查对象名录库, filled before by a [`TargetsBuilder`]: for millions of rows.
    #[must_use]
    pub fn target_columns(self, targets: Targets) -> Self {
        Self { targets: Vec::new(), columns: Some(targets), ..self }
    }

    /// The history of visits.
    #[must_use]
    pub fn history(self, visits: impl IntoIterator<Item = PastVisit>) -> Self {
        Self { history: visits.into_iter().collect(), ..self }
    }

    /// The table of areas and units.
    #[must_use]
    pub fn units(self, areas: impl IntoIterator<Item = Area>) -> Self {
        Self { areas: areas.into_iter().collect(), ..self }
    }

    /// The units by name. Where it is given, every unit of the table of areas must be in it.
    #[must_use]
    pub fn unit_names(self, names: impl IntoIterator<Item = UnitName>) -> Self {
        Self { unit_names: names.into_iter().collect(), ..self }
    }

    /// The directory, if nothing in its lists is wrong.
    ///
    /// # Errors
    /// Every fault of every list: items, targets, history, units; by row, from 1.
    pub fn build(self) -> Result<Directory, Faults> {
        let mut faults = Faults::default();
        item::check(&self.items, &mut faults);
        let targets = match self.columns {
            Some(columns) => columns,
            None => {
                let mut builder = TargetsBuilder::new(self.scheme);
                builder.extend(&self.targets);
                builder.finish().unwrap_or_else(|found| {
                    faults.0.extend(found.0);
                    Targets::default()
                })
            }
        };
        history::check(&self.history, self.scheme, &mut faults);
        units::check(&self.areas, &self.unit_names, &mut faults);
        let mut items = self.items;
        items.arrange_by(|one, other| one.id.cmp(&other.id));
        let lists = Lists {
            items,
            targets,
            history: History::new(self.history),
            units: Units::new(self.areas, self.unit_names),
        };
        faults.or(Directory { lists: Arc::new(lists) })
    }
}
