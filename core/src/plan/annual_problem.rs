//! What can be wrong with a yearly plan, or with a round that carries it out.

use crate::base::Date;
use crate::base::problem::problems;

problems! {
    /// Why a plan, or a round under it, is refused.
    pub enum AnnualError {
        /// A plan of nothing.
        NoLine = "plan-empty" @ A13 {
            zh: "年度计划没有列出任何抽查",
            en: "the plan lists no inspection",
            hint_zh: "至少列出一项",
            hint_en: "list at least one",
        }
        /// Two lines with one id.
        Doubled { id: String } = "plan-line-duplicate" @ A13 {
            zh: "计划中 `{id}` 出现两次",
            en: "line `{id}` of the plan appears twice",
            hint_zh: "各给一个编号",
            hint_en: "give each its own id",
        }
        /// Scope, time, number or ratio is absent.
        ElementMissing { line: String, zh: &'static str, en: &'static str } = "plan-element-missing" @ A13 {
            zh: "计划 `{line}` 缺少{zh}",
            en: "line `{line}` of the plan lacks its {en}",
            hint_zh: "补充该要素",
            hint_en: "add it",
        }
        /// An item that is not on the list.
        UnknownItem { item: String } = "plan-unknown-item" @ A2P1 {
            zh: "计划中的事项 `{item}` 不在抽查事项清单内",
            en: "item `{item}` of the plan is not on the item list",
            hint_zh: "核对事项编号，或先调整清单",
            hint_en: "check the id, or amend the list first",
        }
        /// A schedule of another year.
        OutsideYear { start: Date, end: Date, year: i16 } = "plan-outside-year" @ A13 {
            zh: "时间安排 {start} 至 {end} 不全在 {year} 年内",
            en: "the schedule {start} to {end} is not all in {year}",
            hint_zh: "调整时间安排，跨年的部分列入下一年计划",
            hint_en: "move it; what lies in another year belongs to that year's plan",
        }
        /// A round under another plan or version.
        OtherVersion { found: String, expected: String } = "round-other-plan" @ A12P1 {
            zh: "批次依据的计划为 `{found}`，本计划为 `{expected}`",
            en: "the round names plan `{found}`, this is `{expected}`",
            hint_zh: "写明计划及其版本；已封存的批次按其封存时的版本核对",
            hint_en: "name plan and version; check a sealed round against the version it was sealed with",
        }
        /// A task that no line plans, and that is not ad-hoc.
        NotPlanned { task: String } = "task-outside-plan" @ A14P3 {
            zh: "任务 `{task}` 不在计划内，也未标明为临时性抽查",
            en: "task `{task}` is no line of the plan and is not marked as ad-hoc",
            hint_zh: "写明计划项编号，或标为临时性抽查并审批",
            hint_en: "name the line, or mark it ad-hoc and have it approved",
        }
        /// An item that the line does not name.
        ItemNotPlanned { task: String, item: String } = "task-item-not-planned" @ A13 {
            zh: "任务 `{task}` 的事项 `{item}` 不在其计划项内",
            en: "item `{item}` of task `{task}` is not in its line of the plan",
            hint_zh: "改正事项，或调整计划",
            hint_en: "correct the item, or amend the plan",
        }
        /// A window outside the schedule.
        OutsideSchedule { task: String, start: Date, end: Date } = "task-outside-schedule" @ A13 {
            zh: "任务 `{task}` 的起止时间超出计划安排的 {start} 至 {end}",
            en: "the window of task `{task}` is not within the schedule {start} to {end}",
            hint_zh: "调整起止时间，或调整计划",
            hint_en: "move the window, or amend the plan",
        }
        /// Less than planned.
        BelowPlan { task: String, found: String, planned: String } = "task-ratio-below-plan" @ A13 {
            zh: "任务 `{task}` 的比例 `{found}` 低于计划的 `{planned}`",
            en: "task `{task}` draws `{found}`, the plan says `{planned}`",
            hint_zh: "按计划的比例抽取，或调整计划",
            hint_en: "draw as planned, or amend the plan",
        }
        /// A line to be led, drawn as if alone.
        NotJoint { task: String } = "task-not-joint" @ A12P2 {
            zh: "计划由本单位牵头联合抽查，任务 `{task}` 没有写明联合检查",
            en: "the plan leads a joint inspection, task `{task}` names none",
            hint_zh: "写明联合检查及牵头单位",
            hint_en: "name the joint inspection and its lead",
        }
        /// A line in which another department draws.
        LeadDraws { task: String } = "task-drawn-by-lead" @ A12P2 {
            zh: "任务 `{task}` 属于参与的联合抽查，由牵头单位抽取",
            en: "task `{task}` is part of a joint inspection that its lead draws",
            hint_zh: "从批次中去掉，使用牵头单位的抽取记录",
            hint_en: "drop it, and use the record of the lead",
        }
    }
}

problems! {
    /// What is lawful in a plan and should be known.
    pub enum AnnualNotice {
        /// Not filed with one of the two.
        NotFiled { version: u32, on: Date, zh: &'static str, en: &'static str } = "plan-not-filed" @ A12P1 {
            zh: "计划第 {version} 版截至 {on} 未报{zh}备案",
            en: "version {version} of the plan is not filed with {en} by {on}",
            hint_zh: "抽取前完成备案；调整后重新备案",
            hint_en: "file it before the draw; file an amendment again",
        }
        /// Not published.
        NotPublished { version: u32, on: Date } = "plan-not-published" @ A12P1 {
            zh: "计划第 {version} 版截至 {on} 未公开",
            en: "version {version} of the plan is not published by {on}",
            hint_zh: "抽取前向社会公开",
            hint_en: "publish it before the draw",
        }
        /// Number and ratio disagree.
        NumberDiffers { line: String, estimated: u64, expected: u64 } = "plan-number-differs" @ A13 {
            zh: "计划 `{line}` 预估 {estimated} 户，按比例为 {expected} 户，以比例为准",
            en: "line `{line}` estimates {estimated} targets, its ratio makes {expected}; the ratio binds",
            hint_zh: "更新预估数量",
            hint_en: "update the number",
        }
    }
}
