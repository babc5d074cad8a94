//! 待办事项表 - duties in words: rows of a table in Chinese and English, and entries for calendar programs.

use super::duties::{DueBy, Duties, Duty, DutyKind};
use crate::base::calendar::{Entry, IcsError, ics};
use crate::base::{Id, Instant, Problem, Suite};

/// The columns of [`Duty::cells_zh`].
pub const HEADER_ZH: [&str; 7] = ["截止日", "状态", "待办", "责任单位", "对象", "事项", "依据"];

/// The columns of [`Duty::cells_en`].
pub const HEADER_EN: [&str; 7] = ["last day", "state", "duty", "holder", "target", "item", "basis"];

impl DutyKind {
    /// As the list names it.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Inspect => "实施检查",
            Self::Enter => "录入结果",
            Self::Check => "审核结果",
            Self::Publish => "公示结果",
            Self::Papers => "催补材料",
            Self::Review => "复核异议",
            Self::Feedback => "反馈复核结果",
            Self::Correct => "更正结果",
            Self::FollowUp => "后续处置",
            Self::Notify => "告知撤销",
            Self::PublishList => "公布清单调整",
            Self::FilePlanUpper => "计划报上级备案",
            Self::FilePlanMarket => "计划报市场监管部门备案",
            Self::PublishPlan => "公开计划",
        }
    }

    /// In English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Inspect => "inspect",
            Self::Enter => "enter the result",
            Self::Check => "check the entry",
            Self::Publish => "publish the result",
            Self::Papers => "ask after papers",
            Self::Review => "review the objection",
            Self::Feedback => "feed the review back",
            Self::Correct => "correct the result",
            Self::FollowUp => "follow up",
            Self::Notify => "tell the target of the withdrawal",
            Self::PublishList => "publish the changed list",
            Self::FilePlanUpper => "file the plan with the upper department",
            Self::FilePlanMarket => "file the plan with the market regulator",
            Self::PublishPlan => "publish the plan",
        }
    }

    /// The word in ids of calendar entries.
    fn word(self) -> &'static str {
        match self {
            Self::Inspect => "inspect",
            Self::Enter | Self::Check | Self::Publish => "publish", // one entry moves on through the three steps
            Self::Papers => "papers",
            Self::Review => "review",
            Self::Feedback => "feedback",
            Self::Correct => "correct",
            Self::FollowUp => "follow-up",
            Self::Notify => "notice",
            Self::PublishList => "list",
            Self::FilePlanUpper => "plan-upper",
            Self::FilePlanMarket => "plan-market",
            Self::PublishPlan => "plan",
        }
    }
}

impl Duty {
    /// The row of a table in Chinese, under [`HEADER_ZH`].
    pub fn cells_zh(&self) -> [String; 7] {
        self.cells(self.state_zh(), self.kind.zh(), |owner| format!("，受 {owner} 委托"))
    }

    /// The row of a table in English, under [`HEADER_EN`].
    pub fn cells_en(&self) -> [String; 7] {
        self.cells(self.state_en(), self.kind.en(), |owner| format!(", for {owner}"))
    }

    fn cells(&self, state: String, kind: &str, for_whom: fn(&Id) -> String) -> [String; 7] {
        let text = |id: Option<&Id>| id.map_or_else(|| "-".to_owned(), Id::to_string);
        let last_day = self.due.last_day().map_or_else(|| "-".to_owned(), |day| day.to_string());
        let holder =
            format!("{}{}", self.holder, self.entrusted_by.as_ref().map_or_else(String::new, for_whom));
        let item = self.about.item.as_ref().or(self.about.list.as_ref());
        let item = match (&self.about.objection, item, &self.about.plan) {
            (Some(objection), Some(item), _) => format!("{item} / {objection}"),
            (_, _, Some((plan, version))) => format!("{plan}@{version}"),
            (_, item, _) => text(item),
        };
        let kind = kind.to_owned();
        let basis = self.article.citation().to_owned();
        [last_day, state, kind, holder, text(self.about.target.as_ref()), item, basis]
    }

    /// How it stands, in Chinese.
    pub fn state_zh(&self) -> String {
        match &self.due {
            DueBy::Day { overdue: true, standing: Some(standing), .. } => {
                format!("逾期 {} 个工作日", standing.overdue_by)
            }
            DueBy::Day { overdue: true, .. } => "已逾期".to_owned(),
            DueBy::Day { standing: Some(standing), provisional: false, .. } => {
                format!("剩 {} 个工作日", standing.remaining)
            }
            DueBy::Day { standing: Some(standing), .. } => {
                format!("剩 {} 个工作日（暂定）", standing.remaining)
            }
            DueBy::Day { .. } => "未到期".to_owned(),
            DueBy::Promptly => format!("及时（{} 起）", self.since),
            DueBy::Unknown(error) => error.message_zh(),
        }
    }

    /// How it stands, in English.
    pub fn state_en(&self) -> String {
        match &self.due {
            DueBy::Day { overdue: true, standing: Some(standing), .. } => {
                format!("overdue by {} working days", standing.overdue_by)
            }
            DueBy::Day { overdue: true, .. } => "overdue".to_owned(),
            DueBy::Day { standing: Some(standing), provisional: false, .. } => {
                format!("{} working days left", standing.remaining)
            }
            DueBy::Day { standing: Some(standing), .. } => {
                format!("{} working days left, provisional", standing.remaining)
            }
            DueBy::Day { .. } => "not due yet".to_owned(),
            DueBy::Promptly => format!("promptly, since {}", self.since),
            DueBy::Unknown(error) => error.message_en(),
        }
    }

    /// The same duty has the same id tomorrow, so that a calendar program moves its entry and makes no second one.
    ///
    /// A visit and its results are hashed: no target's code stands in an id that goes through calendars.
    pub fn id(&self) -> String {
        let about = &self.about;
        let visit = about.visit.map(|at| format!("{}/{}", at.seal, at.visit)).unwrap_or_default();
        let text = |id: &Option<Id>| id.as_ref().map(Id::to_string).unwrap_or_default();
        let parts = [
            visit,
            text(&about.item),
            about.department.clone().unwrap_or_default(),
            text(&about.objection),
            text(&about.list),
            about.plan.as_ref().map(|(plan, version)| format!("{plan}@{version}")).unwrap_or_default(),
            if self.kind == DutyKind::PublishList { self.since.to_string() } else { String::new() },
        ];
        let hash = Suite::Sha256.hash([parts.join("\n").as_bytes()]).to_string();
        format!("{}-{}", self.kind.word(), hash.chars().take(24).collect::<String>())
    }
}

impl Duties {
    /// 待办日历 - every duty as an entry of an `.ics` file, made at `stamp`. One without a last day stands on the day that started it
    /// and says why.
    ///
    /// # Errors
    /// [`IcsError`] for two duties with one id, which no docket gives.
    pub fn ics(&self, stamp: Instant) -> Result<String, IcsError> {
        let entry = |duty: &Duty| {
            let about: Vec<String> =
                [&duty.about.target, &duty.about.item, &duty.about.objection, &duty.about.list]
                    .into_iter()
                    .flatten()
                    .map(Id::to_string)
                    .collect();
            Some(Entry {
                id: duty.id().parse().ok()?,
                day: duty.due.last_day().unwrap_or(duty.since),
                summary: format!("{}：{}", duty.kind.zh(), about.join(" ")),
                description: format!("{}；{}；{}", duty.article.citation(), duty.holder, duty.state_zh()),
            })
        };
        let entries: Vec<Entry> = self.all.iter().filter_map(entry).collect();
        ics(&entries, stamp)
    }
}
