//! The lists behind a record, put together: what a checker of millions of rows hands to `verify_against`.

use std::collections::BTreeMap;

use super::Lists;
use crate::base::{Faults, Id, Master};
use crate::directory::{Directory, Expert, Officer};
use crate::plan::{AnnualPlan, CapOverride};
use crate::team::Recusal;

/// What a record was drawn from, the targets as columns: ten million rows in about 600 MB, and no row twice.
///
/// [`Lists`] hold the same as rows, for lists that fit into one JSON text.
///
/// ```
/// use double_random::base::Scheme;
/// use double_random::directory::{Directory, TargetLines};
/// use double_random::record::Material;
///
/// let mut targets = TargetLines::new(Scheme::Ascii);
/// for line in [r#"{"id": "K-1", "kind": "餐饮"}"#, r#"{"id": "K-2"}"#] {
///     targets.push(line); // a line at a time, from wherever they come
/// }
/// let directory = Directory::builder().target_columns(targets.finish()?).build()?;
/// let material = Material { directory, ..Material::default() };
/// assert_eq!(material.directory.targets().len(), 2);
/// # Ok::<(), double_random::base::Faults>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Material {
    /// Items, targets, history and units.
    pub directory: Directory,
    /// Approved exceptions from the cap.
    pub overrides: Vec<CapOverride>,
    /// 年度抽查工作计划 - those that the tasks of the record name, each in the version that they name.
    pub plans: Vec<AnnualPlan>,
    /// 执法检查人员名录
    pub officers: Vec<Officer>,
    /// 专家库
    pub experts: Vec<Expert>,
    /// 回避, by the id of the match.
    pub recusals: BTreeMap<Id, Vec<Recusal>>,
    /// 加盲主密钥, where the rows were sealed blinded.
    pub master: Option<Master>,
}

impl TryFrom<&Lists> for Material {
    type Error = Faults;

    fn try_from(lists: &Lists) -> Result<Self, Faults> {
        Ok(Self {
            directory: lists.directory()?,
            overrides: lists.overrides.clone(),
            plans: lists.plans.clone(),
            officers: lists.officers.clone(),
            experts: lists.experts.clone(),
            recusals: lists.recusals.clone(),
            master: lists.master.clone(),
        })
    }
}
