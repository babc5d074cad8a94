//! 第十条 - inspection targets as they are written down, one at a time.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::Id;

/// 风险等级 - the safety risk of a target (第十四条第一款).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Risk {
    /// 低
    Low,
    /// 一般, 中
    Normal,
    /// 高
    High,
}

/// Whether a target can be inspected at all. Only active targets are counted and drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// 存续, 在业, 开业, 正常
    #[default]
    Active,
    /// 停业, 歇业
    Closed,
    /// 注销
    Deregistered,
    /// 吊销
    Revoked,
    /// 迁出
    MovedAway,
}

/// 检查对象 - one row of the directory of targets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The id by which it is drawn, a credit code in most lists.
    pub id: Id,
    /// The enterprise that the yearly cap counts; its own id where null.
    #[serde(default)]
    pub unit_code: Option<Id>,
    /// The place, where one enterprise has several; its own id where null.
    #[serde(default)]
    pub site_id: Option<Id>,
    /// The name, for people only: no rule reads it and no hash covers it.
    #[serde(default)]
    pub name: Option<String>,
    /// 主体类型
    #[serde(default)]
    pub kind: Option<String>,
    /// 经营规模
    #[serde(default)]
    pub scale: Option<String>,
    /// 地理区域, a name or a statistical code.
    #[serde(default)]
    pub area: Option<String>,
    /// 风险等级
    #[serde(default)]
    pub risk: Option<Risk>,
    /// 信用水平
    #[serde(default)]
    pub credit: Option<String>,
    /// 登记状态
    #[serde(default)]
    pub status: Status,
    /// Further columns that predicates may name.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
}
