//! The lists behind a record, as a checker gives them: rows in any order.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::{Faults, Id, Master, Scheme};
use crate::directory::{Area, Directory, Expert, Item, Officer, PastVisit, Target};
use crate::plan::{AnnualPlan, CapOverride};
use crate::team::Recusal;

/// What a record was drawn from. Its roots in the seal decide whether these are the right ones.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists {
    /// 抽查事项清单
    #[serde(default)]
    pub items: Vec<Item>,
    /// 检查对象名录
    #[serde(default)]
    pub targets: Vec<Target>,
    /// Visits of the past and open ones.
    #[serde(default)]
    pub history: Vec<PastVisit>,
    /// Areas and their units.
    #[serde(default)]
    pub units: Vec<Area>,
    /// Approved exceptions from the cap.
    #[serde(default)]
    pub overrides: Vec<CapOverride>,
    /// 年度抽查工作计划 - those that the tasks of the record name, each in the version that they name.
    #[serde(default)]
    pub plans: Vec<AnnualPlan>,
    /// 执法检查人员名录
    #[serde(default)]
    pub officers: Vec<Officer>,
    /// 专家库
    #[serde(default)]
    pub experts: Vec<Expert>,
    /// 回避, by the id of the match.
    #[serde(default)]
    pub recusals: BTreeMap<Id, Vec<Recusal>>,
    /// 加盲主密钥, where the rows were sealed blinded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub master: Option<Master>,
}

impl Lists {
    /// The directory of these lists. Ids are taken as they were drawn, whatever their scheme.
    ///
    /// # Errors
    /// Every fault of the lists.
    pub fn directory(&self) -> Result<Directory, Faults> {
        Directory::builder()
            .scheme(Scheme::Ascii)
            .items(self.items.clone())
            .targets(self.targets.clone())
            .history(self.history.clone())
            .units(self.units.clone())
            .build()
    }
}
