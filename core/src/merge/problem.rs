//! What can be wrong with lists that are to be merged.

use crate::base::problem::problems;

problems! {
    /// Why lists cannot be merged.
    pub enum MergeError {
        /// Two records of one round.
        DoubledRound { round: String } = "merge-doubled-round" @ A19 {
            zh: "批次 `{round}` 有两份不同的记录",
            en: "there are two different records of round `{round}`",
            hint_zh: "只用锁定的那一份；作废的记录不参与合并",
            hint_en: "give the locked one; a void record takes no part",
        }
        /// A dispatched task that its record does not have.
        UnknownTask { task: String } = "merge-unknown-task" @ A19 {
            zh: "派发名单中的任务 `{task}` 不在其记录内",
            en: "dispatched task `{task}` is not in its record",
            hint_zh: "用完整的记录合并",
            hint_en: "merge from the whole record",
        }
        /// Tasks of one joint inspection that name different leads.
        JointLeads { joint: String, lead: String, other: String } = "merge-joint-leads" @ A12P2 {
            zh: "联合检查 `{joint}` 有两个牵头单位：`{lead}` 和 `{other}`",
            en: "joint inspection `{joint}` has two leads: `{lead}` and `{other}`",
            hint_zh: "一次联合检查只写一个牵头单位",
            hint_en: "name one lead unit for a joint inspection",
        }
        /// Tasks of one joint inspection that name different leading departments.
        JointDepartments { joint: String, lead: String, other: String } = "merge-joint-departments" @ A12P2 {
            zh: "联合检查 `{joint}` 有两个牵头部门：`{lead}` 和 `{other}`",
            en: "joint inspection `{joint}` has two leading departments: `{lead}` and `{other}`",
            hint_zh: "一次联合检查只写一个牵头部门",
            hint_en: "name one leading department for a joint inspection",
        }
        /// Records of different protocols.
        Protocols { round: String, protocol: &'static str, other: &'static str } = "merge-protocols" @ A19 {
            zh: "批次 `{round}` 的记录属于 `{other}`，此前的记录属于 `{protocol}`",
            en: "the record of round `{round}` is of `{other}`, those before it of `{protocol}`",
            hint_zh: "演练的记录只与演练的记录合并",
            hint_en: "merge a rehearsal's records only with those of rehearsals",
        }
    }
}
