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
        /// A plan that nobody prepared or nobody approved.
        NotApproved { plan: String, version: u32, zh: &'static str, en: &'static str } = "plan-not-approved" @ A12P1 {
            zh: "计划 `{plan}` 第 {version} 版没有{zh}",
            en: "version {version} of plan `{plan}` names no {en}",
            hint_zh: "写明经办人和审批人及其日期，两者不能是同一人",
            hint_en: "name who prepared and who approved it, with their days; one person does not do both",
        }
        /// Approved only after the seal that rests on it.
        ApprovedLate { plan: String, version: u32, approved: Date, sealed: Date } = "plan-approved-late" @ A12P1 {
            zh: "计划 `{plan}` 第 {version} 版 {approved} 才审批，批次 {sealed} 已经封存",
            en: "version {version} of plan `{plan}` was approved on {approved}, the round is sealed on {sealed}",
            hint_zh: "先审批计划再封存；来不及的，作为临时性抽查另行审批",
            hint_en: "have the plan approved before the seal, or have the task approved as an ad-hoc one",
        }
        /// A task under a plan or version that is not given.
        OtherVersion { task: String, found: String, given: String } = "round-other-plan" @ A12P1 {
            zh: "任务 `{task}` 依据的计划为 `{found}`，所给的计划为 {given}",
            en: "task `{task}` names plan `{found}`, given are {given}",
            hint_zh: "写明计划及其版本；已封存的批次按其封存时的版本核对",
            hint_en: "name plan and version; check a sealed round against the version it was sealed with",
        }
        /// The right name on other contents.
        OtherContents { task: String, found: String, expected: String } = "plan-digest-differs" @ A12P1 {
            zh: "任务 `{task}` 写明的计划校验值为 {found}，所给计划的校验值为 {expected}",
            en: "task `{task}` names check value {found} of its plan, the plan given has {expected}",
            hint_zh: "计划调整须升版，封存的批次按原版核对",
            hint_en: "an amended plan is a new version; give the one that the task was set under",
        }
        /// A task that names a line which is not there.
        NotPlanned { task: String, line: String } = "task-outside-plan" @ A14P3 {
            zh: "任务 `{task}` 所写的计划项 `{line}` 不在计划内",
            en: "the plan has no line `{line}`, which task `{task}` names",
            hint_zh: "核对计划项编号，或作为临时性抽查并审批",
            hint_en: "check the id of the line, or make the task ad-hoc and have it approved",
        }
        /// Filing or publication still to come, where the rules ask for them first.
        NotEffective { plan: String, version: u32, missing_zh: &'static str, missing_en: &'static str } = "plan-not-effective" @ A12P1 {
            zh: "计划 `{plan}` 第 {version} 版尚未{missing_zh}，口径要求先完成再抽取",
            en: "version {version} of plan `{plan}` is not {missing_en} yet, which the rules ask for before a draw",
            hint_zh: "先备案、公开，再封存；口径 I-12-1b 可选仅提醒",
            hint_en: "file and publish it first; reading I-12-1b may be set to warn only",
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
        /// More than planned.
        AbovePlan { task: String, found: String, planned: String } = "task-ratio-above-plan" @ A13 {
            zh: "任务 `{task}` 的比例 `{found}` 高于计划的 `{planned}`",
            en: "task `{task}` draws `{found}`, more than the `{planned}` of the plan",
            hint_zh: "按计划的比例抽取；重点对象从严的，在计划中分级写明",
            hint_en: "draw as planned; where some are drawn more often, let the plan say so by tiers",
        }
        /// A line to be led, drawn as if alone.
        NotJoint { task: String } = "task-not-joint" @ A12P2 {
            zh: "计划由本单位牵头联合抽查，任务 `{task}` 没有写明联合检查",
            en: "the plan leads a joint inspection, task `{task}` names none",
            hint_zh: "写明联合检查及牵头单位",
            hint_en: "name the joint inspection and its lead",
        }
        /// A line to be carried out alone, drawn as part of a joint inspection.
        NotAlone { task: String, line: String } = "task-joint-not-planned" @ A12P2 {
            zh: "计划项 `{line}` 为单独实施，任务 `{task}` 却写明联合检查",
            en: "line `{line}` of the plan is carried out alone, task `{task}` names a joint inspection",
            hint_zh: "去掉联合检查，或在计划中写明牵头（lead）",
            hint_en: "drop the joint inspection, or let the plan say that it is led (`lead`)",
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
        /// A task draws another number than its line estimates.
        TaskNumberDiffers { line: String, task: String, estimated: u64, drawn: u64 } = "task-number-differs" @ A13 {
            zh: "任务 `{task}` 应抽 {drawn} 户，计划 `{line}` 预估 {estimated} 户，以比例为准",
            en: "task `{task}` draws {drawn} targets, line `{line}` of the plan estimates {estimated}; the ratio binds",
            hint_zh: "一项计划分几次执行的无须处理，否则更新预估数量",
            hint_en: "nothing is to be done where a line is carried out in parts; else update the number",
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
