//! What can go wrong between the seal and the dispatch.

use crate::base::Instant;
use crate::base::problem::problems;

problems! {
    /// Why a ceremony, a confirmation, a lock or a dispatch is refused.
    pub enum DrawError {
        /// A registered party did not reveal: the round is void.
        RevealMissing { party: String } = "reveal-missing" @ A16 {
            zh: "`{party}` 登记了承诺值却没有公开密值，本批次作废",
            en: "`{party}` committed to a secret and did not reveal it: the round is void",
            hint_zh: "记录缺席的一方，重新封存新批次",
            hint_en: "record who was missing and seal a new round",
        }
        /// A secret of somebody who did not commit.
        RevealUnknown { party: String } = "reveal-unknown" @ A16 {
            zh: "`{party}` 没有在封存前登记承诺值",
            en: "`{party}` did not commit before the seal",
            hint_zh: "只有封存内登记的见证人可以参与",
            hint_en: "only parties that stand in the seal take part",
        }
        /// A secret that is not the one committed to.
        RevealMismatch { party: String, expected: String, found: String } = "reveal-mismatch" @ A16 {
            zh: "`{party}` 的密值与承诺值不符：封存为 {expected}，现为 {found}",
            en: "the secret of `{party}` does not match: sealed {expected}, now {found}",
            hint_zh: "核对密值的 64 个字符；仍不符则本批次作废",
            hint_en: "check the 64 characters; if they are right, the round is void",
        }
        /// The same party or source twice.
        RevealDoubled { party: String } = "reveal-doubled" @ A16 {
            zh: "`{party}` 给出了两次",
            en: "`{party}` is given twice",
            hint_zh: "每个来源只录入一次",
            hint_en: "give each source once",
        }
        /// The typed values are not those of the sources in the seal.
        TypedSources { expected: String, found: String } = "typed-sources" @ A16 {
            zh: "录入的来源为 {found}，封存的来源为 {expected}",
            en: "values are given for {found}, the seal names {expected}",
            hint_zh: "按封存的来源逐一录入",
            hint_en: "type one value for each source of the seal",
        }
        /// A withdrawal or void without a word why.
        EndedWithoutReason = "attempt-reason" @ A6 {
            zh: "撤回或作废没有写明理由",
            en: "an attempt is dropped without a reason",
            hint_zh: "写明理由，一行文字",
            hint_en: "give the reason in one line",
        }
        /// An attempt that ends before it begins.
        EndedBeforeSeal { at: Instant, sealed_at: Instant } = "attempt-before-seal" @ A6 {
            zh: "撤回或作废的时间 {at} 不晚于封存时间 {sealed_at}",
            en: "the attempt ends at {at}, no later than its seal at {sealed_at}",
            hint_zh: "核对两个时间",
            hint_en: "check both times",
        }
        /// Withdrawn when the beacon had spoken.
        WithdrawnLate { at: Instant, round: u64 } = "withdrawn-after-beacon" @ A16 {
            zh: "撤回时间 {at} 时，封存写明的第 {round} 轮公开随机数已经公布",
            en: "at {at}, when it is withdrawn, the sealed round {round} of the beacon is public",
            hint_zh: "此时结果已经确定，只能完成摇号",
            hint_en: "the outcome is settled by then: hold the ceremony",
        }
        /// Withdrawn when somebody had revealed.
        WithdrawnRevealed = "withdrawn-after-reveal" @ A16 {
            zh: "已有人公开密值或录入随机数，不能再撤回",
            en: "somebody has revealed or typed a value already, so nothing is withdrawn any more",
            hint_zh: "完成摇号；有人缺席的，记为作废",
            hint_en: "hold the ceremony; where somebody is missing it is void",
        }
        /// A ceremony from which a seed follows.
        NotVoid = "ceremony-not-void" @ A16 {
            zh: "各方都已公开，随机数已经确定，不能作废；或所写原因与摇号不符",
            en: "the ceremony is whole and gives a seed, or it does not show the cause that is stated, so it is not void",
            hint_zh: "用这次摇号的随机数完成抽取",
            hint_en: "draw with the seed of this ceremony",
        }
        /// A removal of a task or target that does not exist.
        RemovalUnknown { task: String, id: String } = "removal-unknown" @ A18 {
            zh: "任务 `{task}` 的抽取范围内没有 `{id}`",
            en: "`{id}` is not in the pool of task `{task}`",
            hint_zh: "核对任务编号和对象编号",
            hint_en: "check the ids of task and target",
        }
        /// A removal of a target that is neither drawn nor next in line.
        RemovalNotDrawn { task: String, id: String } = "removal-not-drawn" @ A18 {
            zh: "`{id}` 在任务 `{task}` 中没有被抽中",
            en: "`{id}` is not drawn in task `{task}`",
            hint_zh: "只能移除已抽中的对象",
            hint_en: "only a drawn target can be removed",
        }
        /// One target removed twice.
        RemovalDoubled { task: String, id: String } = "removal-doubled" @ A18 {
            zh: "任务 `{task}` 的 `{id}` 被移除两次",
            en: "`{id}` is removed twice from task `{task}`",
            hint_zh: "只保留一个理由",
            hint_en: "keep one reason",
        }
        /// A drawn target without an area, in a task that names no unit.
        NoArea { id: String } = "dispatch-no-area" @ A18 {
            zh: "抽中的 `{id}` 没有填写区域，任务也没有指定执行单位",
            en: "drawn target `{id}` has no area, and its task names no unit",
            hint_zh: "在名录中补上区域，或为任务指定执行单位，再封存新批次",
            hint_en: "add the area to the list or name a unit for the task, and seal a new round",
        }
        /// A drawn target whose area belongs to no unit.
        NoUnit { id: String, area: String } = "dispatch-no-unit" @ A18 {
            zh: "抽中的 `{id}` 所在区域 `{area}` 没有对应的执行单位",
            en: "the area `{area}` of drawn target `{id}` belongs to no unit",
            hint_zh: "在区域与单位对照表中补充该区域，或为任务指定执行单位，再封存新批次",
            hint_en: "add the area to the table of units or name a unit for the task, and seal a new round",
        }
    }
}
