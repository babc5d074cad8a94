//! 第十条 - the directory of targets as columns: about 30 bytes a row, whatever a row may say.

use std::collections::BTreeMap;
use std::fmt;

use super::column::{ColumnError, TextColumn};
use super::dictionary::DictionaryColumn;
use super::index::IdIndex;
use super::{Risk, Status, Target};
use crate::base::id::{self, SchemeError};
use crate::base::order::Gather as _;
use crate::base::{Id, Scheme, credit_code};

/// 检查对象名录库 - every target, checked and frozen; one id is one target (I-10-a). Rows count from 0 here, in the order of the list.
///
/// ```
/// use double_random::base::Scheme;
/// use double_random::directory::{Risk, TargetRow, TargetsBuilder};
///
/// let mut builder = TargetsBuilder::new(Scheme::Ascii);
/// builder.push(&TargetRow { id: "kitchen-1", kind: Some("餐饮"), risk: Some(Risk::High), ..TargetRow::default() });
/// builder.push(&TargetRow { id: "kitchen-2", unit_code: Some("chain"), ..TargetRow::default() });
/// let targets = builder.finish()?;
/// assert_eq!((targets.len(), targets.row_of("kitchen-2")), (2, Some(1)));
/// assert_eq!((targets.unit_code(0), targets.unit_code(1)), ("kitchen-1", "chain"));
/// assert_eq!(targets.kind().get(0), Some("餐饮"));
/// # Ok::<(), double_random::base::Faults>(())
/// ```
#[doc(alias = "第十条")]
#[derive(Clone, Default)]
pub struct Targets {
    pub(super) ids: TextColumn,
    pub(super) index: IdIndex,
    pub(super) unit_codes: Sparse,
    pub(super) sites: Sparse,
    pub(super) names: Sparse,
    pub(super) columns: Columns,
    pub(super) attributes: BTreeMap<String, DictionaryColumn>,
    /// The code of [`Status::Active`] in the column of statuses; 0, which no row has, where none is active.
    pub(super) active: u32,
}

/// The columns that every list has.
#[derive(Clone, Default)]
pub(super) struct Columns {
    pub(super) kind: DictionaryColumn,
    pub(super) scale: DictionaryColumn,
    pub(super) area: DictionaryColumn,
    pub(super) risk: DictionaryColumn,
    pub(super) credit: DictionaryColumn,
    pub(super) status: DictionaryColumn,
}

impl Targets {
    /// How many rows there are.
    pub fn len(&self) -> u32 {
        self.ids.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The ids, in the order of the rows.
    pub fn ids(&self) -> &TextColumn {
        &self.ids
    }

    /// The id of `row`; empty beyond the last row.
    pub fn id(&self, row: u32) -> &str {
        self.ids.get(row)
    }

    /// The id of `row`, which must be a row of the list.
    pub(crate) fn checked_id(&self, row: u32) -> Id {
        Id::from_checked(self.id(row))
    }

    /// The row of `id`.
    pub fn row_of(&self, id: &str) -> Option<u32> {
        self.index.row_of(&self.ids, id)
    }

    /// The rows that name an enterprise, with its code, ascending.
    pub fn named_units(&self) -> impl Iterator<Item = (u32, &str)> {
        self.unit_codes.rows.iter().zip(0..).map(|(&row, at)| (row, self.unit_codes.texts.get(at)))
    }

    /// The rows that name a place, with its id, ascending.
    pub fn named_sites(&self) -> impl Iterator<Item = (u32, &str)> {
        self.sites.rows.iter().zip(0..).map(|(&row, at)| (row, self.sites.texts.get(at)))
    }

    /// The enterprise that the cap counts: the row's own id unless the list says otherwise.
    pub fn unit_code(&self, row: u32) -> &str {
        self.unit_codes.get(row).unwrap_or_else(|| self.id(row))
    }

    /// The place: the row's own id unless the list says otherwise.
    pub fn site(&self, row: u32) -> &str {
        self.sites.get(row).unwrap_or_else(|| self.id(row))
    }

    /// The name, for people only.
    pub fn name(&self, row: u32) -> Option<&str> {
        self.names.get(row)
    }

    /// 主体类型
    pub fn kind(&self) -> &DictionaryColumn {
        &self.columns.kind
    }

    /// 经营规模
    pub fn scale(&self) -> &DictionaryColumn {
        &self.columns.scale
    }

    /// 地理区域
    pub fn area(&self) -> &DictionaryColumn {
        &self.columns.area
    }

    /// 风险等级, as [`Risk::code`].
    pub fn risk(&self) -> &DictionaryColumn {
        &self.columns.risk
    }

    /// 信用水平
    pub fn credit(&self) -> &DictionaryColumn {
        &self.columns.credit
    }

    /// 登记状态, as [`Status::code`].
    pub fn status(&self) -> &DictionaryColumn {
        &self.columns.status
    }

    /// The further column `name`.
    pub fn attribute(&self, name: &str) -> Option<&DictionaryColumn> {
        self.attributes.get(name)
    }

    /// The further columns, sorted by name.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &DictionaryColumn)> {
        self.attributes.iter().map(|(name, column)| (name.as_str(), column))
    }

    /// Whether the target of `row` can be inspected at all.
    pub fn is_active(&self, row: u32) -> bool {
        let code = self.columns.status.code(row);
        code != 0 && code == self.active
    }

    /// The row as it is written down, `unit_code` and `site_id` null where they equal the id; `None` beyond the last.
    pub fn target(&self, row: u32) -> Option<Target> {
        let text = |column: &DictionaryColumn| column.get(row).map(str::to_owned);
        let attributes = self.attributes.iter();
        (row < self.len()).then(|| Target {
            id: self.checked_id(row),
            unit_code: self.unit_codes.get(row).map(Id::from_checked),
            site_id: self.sites.get(row).map(Id::from_checked),
            name: self.name(row).map(str::to_owned),
            kind: text(self.kind()),
            scale: text(self.scale()),
            area: text(self.area()),
            risk: self.risk().get(row).and_then(Risk::from_word),
            credit: text(self.credit()),
            status: self.status().get(row).and_then(Status::from_word).unwrap_or_default(),
            attributes: attributes.filter_map(|(name, column)| Some((name.clone(), text(column)?))).gather(),
        })
    }

    /// The bytes of memory that the columns and the index hold.
    pub fn memory_bytes(&self) -> u64 {
        let Columns { kind, scale, area, risk, credit, status } = &self.columns;
        let dictionaries =
            [kind, scale, area, risk, credit, status].into_iter().chain(self.attributes.values());
        self.ids.memory_bytes()
            + self.index.memory_bytes()
            + [&self.unit_codes, &self.sites, &self.names].map(Sparse::memory_bytes).iter().sum::<u64>()
            + dictionaries.map(DictionaryColumn::memory_bytes).sum::<u64>()
    }
}

impl fmt::Debug for Targets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Targets").field("len", &self.len()).finish_non_exhaustive()
    }
}

/// A text that few rows have: nothing is kept for the others.
#[derive(Clone, Default)]
pub(super) struct Sparse {
    /// Ascending.
    rows: Vec<u32>,
    texts: TextColumn,
}

impl Sparse {
    /// Adds the text of `row`, which lies beyond all earlier ones.
    pub(super) fn push(&mut self, row: u32, text: &str) -> Result<(), ColumnError> {
        self.texts.push(text)?;
        self.rows.push(row);
        Ok(())
    }

    pub(super) fn get(&self, row: u32) -> Option<&str> {
        // where every row has one, they stand in their own places
        let at = match self.rows.get(row as usize) {
            Some(&there) if there == row => row,
            _ => u32::try_from(self.rows.binary_search(&row).ok()?).ok()?,
        };
        Some(self.texts.get(at))
    }

    fn memory_bytes(&self) -> u64 {
        self.rows.capacity() as u64 * 4 + self.texts.memory_bytes()
    }
}

/// Checks an id by its scheme without keeping it.
pub(super) fn check_id(scheme: Scheme, text: &str) -> Result<(), SchemeError> {
    match scheme {
        Scheme::Ascii => Ok(id::check(text)?),
        Scheme::CreditCode => Ok(credit_code::check(text).map(drop)?),
    }
}
