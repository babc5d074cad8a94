//! What can be wrong with what duties are read from.

use crate::base::Date;
use crate::base::problem::problems;

problems! {
    /// Why a task, a visit or a day cannot be used.
    pub enum DutyError {
        /// A task that is there already.
        TaskDoubled { task: String } = "docket-task-duplicate" @ A16 {
            zh: "台账中已有同一封存的任务 `{task}`",
            en: "task `{task}` of this seal is there already",
            hint_zh: "同一任务只登记一次",
            hint_en: "enter each task once",
        }
        /// A task that was not entered.
        UnknownTask { task: String } = "docket-task-unknown" @ A16 {
            zh: "台账中没有任务 `{task}`",
            en: "there is no task `{task}` of this seal",
            hint_zh: "先登记任务，再登记检查",
            hint_en: "enter the task before its visits",
        }
        /// An item that none of the visit's tasks inspects.
        ItemWithoutTask { item: String } = "docket-item-without-task" @ A19 {
            zh: "事项 `{item}` 不属于本次检查的任何任务",
            en: "item `{item}` belongs to none of the visit's tasks",
            hint_zh: "补充合并的任务，或核对事项",
            hint_en: "name the task that was merged in, or check the item",
        }
        /// A visit that is there already.
        VisitDoubled { target: String, visit: u32 } = "docket-visit-duplicate" @ A18 {
            zh: "台账中已有第 {visit} 次检查（`{target}`）",
            en: "visit {visit} (`{target}`) of this seal is there already",
            hint_zh: "同一次检查只登记一次",
            hint_en: "enter each visit once",
        }
        /// A visit that nobody entered.
        UnknownVisit { visit: u32 } = "docket-visit-unknown" @ A18 {
            zh: "台账中没有这次检查（序号 {visit}）",
            en: "there is no visit {visit} of this seal",
            hint_zh: "核对人员封存的校验值和检查序号",
            hint_en: "check the seal's check value and the number",
        }
        /// A result of another visit or another sheet.
        OtherVisit { item: String, department: String } = "docket-result-of-other-visit" @ A28P1 {
            zh: "事项 `{item}`、部门 `{department}` 的结果不属于本次检查",
            en: "the result for item `{item}` of `{department}` is that of another visit",
            hint_zh: "核对检查组和签字的结果",
            hint_en: "check the team and the signed sheet",
        }
        /// Two histories of one finding.
        ResultDoubled { item: String, department: String } = "docket-result-duplicate" @ A28P1 {
            zh: "事项 `{item}`、部门 `{department}` 的结果登记了两次",
            en: "the result for item `{item}` of `{department}` is given twice",
            hint_zh: "只保留一份",
            hint_en: "keep one history",
        }
        /// A finding that was signed and has no history.
        ResultMissing { item: String, department: String } = "docket-result-missing" @ A28P4 {
            zh: "已签字的结果中，事项 `{item}`、部门 `{department}` 没有登记",
            en: "the signed finding for item `{item}` of `{department}` has no history",
            hint_zh: "每一项检查情况各开一份",
            hint_en: "open a history for each finding of the sheet",
        }
        /// Two changes of one list on one day.
        ListChangeDoubled { list: String, on: Date } = "docket-list-change-duplicate" @ A8P2 {
            zh: "清单 `{list}` 在 {on} 的调整登记了两次",
            en: "the change of list `{list}` on {on} is given twice",
            hint_zh: "同一天的调整合为一次",
            hint_en: "make one change of what happened on one day",
        }
        /// One version of one plan twice.
        PlanDoubled { plan: String, version: u32 } = "docket-plan-duplicate" @ A12P1 {
            zh: "计划 `{plan}` 第 {version} 版登记了两次",
            en: "version {version} of plan `{plan}` is given twice",
            hint_zh: "每一版只登记一次",
            hint_en: "enter each version once",
        }
        /// Something that is dated after today.
        AfterToday { found: Date, today: Date } = "docket-after-today" @ A6 {
            zh: "登记日期 {found} 晚于今天 {today}",
            en: "there is an entry of {found}, today is {today}",
            hint_zh: "核对今天的日期，未发生的事不得预先登记",
            hint_en: "check the date of today; what has not happened is not entered",
        }
    }
}
