//! 第六条 - the ten stages, what is written down in each, and what has to come before it.

use serde::{Deserialize, Serialize};

/// 环节 - the ten stages, in the order of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias = "第六条")]
pub enum TraceStage {
    /// 抽查事项清单公示
    ItemList,
    /// 年度抽查计划公示
    Plan,
    /// 两库建立
    Directories,
    /// 抽查任务发起
    Task,
    /// 检查对象抽取和派发
    Draw,
    /// 执法人员匹配
    Match,
    /// 具体检查任务下达
    Order,
    /// 检查结果录入、审核和公示
    Result,
    /// 后续处置与管理
    FollowUp,
    /// 数据存档
    Archive,
}

/// 步骤 - what is written down, one or more for each stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// 公示抽查事项清单
    ItemListPublished,
    /// 公示年度计划
    PlanPublished,
    /// 建立检查对象名录库
    TargetsBuilt,
    /// 建立执法人员名录库
    OfficersBuilt,
    /// 发起任务
    TaskStarted,
    /// 名录封存
    Sealed,
    /// 摇号抽取
    Drawn,
    /// 确认锁定
    Locked,
    /// 派发
    Dispatched,
    /// 发布任务公告, the one step without a person.
    Announced,
    /// 匹配人员
    Matched,
    /// 下达任务
    Ordered,
    /// 录入
    Entered,
    /// 审核
    Checked,
    /// 公示或不予公示
    Disclosed,
    /// 收到异议
    Objected,
    /// 复核
    Reviewed,
    /// 反馈
    FedBack,
    /// 更正
    Corrected,
    /// 撤销
    Withdrawn,
    /// 后续处置
    FollowedUp,
    /// 存档
    Archived,
}

impl Act {
    /// Its stage.
    pub fn stage(self) -> TraceStage {
        match self {
            Self::ItemListPublished => TraceStage::ItemList,
            Self::PlanPublished => TraceStage::Plan,
            Self::TargetsBuilt | Self::OfficersBuilt => TraceStage::Directories,
            Self::TaskStarted => TraceStage::Task,
            Self::Sealed | Self::Drawn | Self::Locked | Self::Dispatched | Self::Announced => {
                TraceStage::Draw
            }
            Self::Matched => TraceStage::Match,
            Self::Ordered => TraceStage::Order,
            Self::Entered | Self::Checked | Self::Disclosed => TraceStage::Result,
            Self::Objected
            | Self::Reviewed
            | Self::FedBack
            | Self::Corrected
            | Self::Withdrawn
            | Self::FollowedUp => TraceStage::FollowUp,
            Self::Archived => TraceStage::Archive,
        }
    }

    /// What has to come before it.
    pub(super) fn needs(self) -> &'static [Self] {
        match self {
            Self::ItemListPublished | Self::TargetsBuilt | Self::OfficersBuilt => &[],
            Self::PlanPublished => &[Self::ItemListPublished],
            Self::TaskStarted => &[Self::ItemListPublished, Self::PlanPublished, Self::TargetsBuilt],
            Self::Sealed => &[Self::TaskStarted],
            Self::Drawn => &[Self::Sealed],
            Self::Locked => &[Self::Drawn],
            Self::Dispatched => &[Self::Locked],
            Self::Announced => &[Self::Dispatched],
            Self::Matched => &[Self::OfficersBuilt, Self::Dispatched],
            Self::Ordered => &[Self::Matched],
            Self::Entered => &[Self::Ordered, Self::Announced],
            Self::Checked => &[Self::Entered],
            Self::Disclosed => &[Self::Checked],
            Self::Objected | Self::Corrected | Self::Withdrawn => &[Self::Ordered],
            Self::Reviewed => &[Self::Objected],
            Self::FedBack => &[Self::Reviewed],
            Self::FollowedUp => &[Self::Disclosed],
            Self::Archived => &[Self::Disclosed, Self::FollowedUp],
        }
    }

    /// In Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::ItemListPublished => "公示抽查事项清单",
            Self::PlanPublished => "公示年度计划",
            Self::TargetsBuilt => "建立检查对象名录库",
            Self::OfficersBuilt => "建立执法人员名录库",
            Self::TaskStarted => "发起任务",
            Self::Sealed => "名录封存",
            Self::Drawn => "摇号抽取",
            Self::Locked => "确认锁定",
            Self::Dispatched => "派发",
            Self::Announced => "发布任务公告",
            Self::Matched => "匹配人员",
            Self::Ordered => "下达任务",
            Self::Entered => "录入结果",
            Self::Checked => "审核结果",
            Self::Disclosed => "公示结果",
            Self::Objected => "收到异议",
            Self::Reviewed => "复核异议",
            Self::FedBack => "反馈复核结果",
            Self::Corrected => "更正结果",
            Self::Withdrawn => "撤销结果",
            Self::FollowedUp => "后续处置",
            Self::Archived => "存档",
        }
    }

    /// In English.
    pub fn en(self) -> &'static str {
        match self {
            Self::ItemListPublished => "publishing the item list",
            Self::PlanPublished => "publishing the plan",
            Self::TargetsBuilt => "building the directory of targets",
            Self::OfficersBuilt => "building the directory of officers",
            Self::TaskStarted => "starting the task",
            Self::Sealed => "sealing",
            Self::Drawn => "drawing",
            Self::Locked => "locking",
            Self::Dispatched => "dispatching",
            Self::Announced => "announcing",
            Self::Matched => "matching officers",
            Self::Ordered => "ordering",
            Self::Entered => "entering the result",
            Self::Checked => "checking the result",
            Self::Disclosed => "publishing the result",
            Self::Objected => "receiving the objection",
            Self::Reviewed => "reviewing the objection",
            Self::FedBack => "answering the objection",
            Self::Corrected => "correcting the result",
            Self::Withdrawn => "withdrawing the result",
            Self::FollowedUp => "following up",
            Self::Archived => "archiving",
        }
    }
}
