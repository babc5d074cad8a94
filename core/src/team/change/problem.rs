//! What can be wrong with a replacement.

use crate::base::Date;
use crate::base::problem::problems;

problems! {
    /// Why an officer is not replaced so.
    pub enum ChangeError {
        /// A seat that is not there.
        Seat { visit: u32, seat: u32 } = "replace-seat-unknown" @ A22 {
            zh: "没有第 {visit} 次检查的第 {seat} 个名额（从 0 编号），不能更换",
            en: "there is no seat {seat} of visit {visit}, counted from 0, to replace anybody on",
            hint_zh: "按人员封存中的编号填写检查和名额",
            hint_en: "give visit and seat as the officers' seal numbers them",
        }
        /// Another reason without words.
        Reason = "replace-reason-blank" @ A22 {
            zh: "更换理由选了“其他”，但没有写明",
            en: "the reason is another one and is not stated",
            hint_zh: "写明理由；岗位、工作、健康原因和回避各有选项",
            hint_en: "state it; a post, work, health and a recusal have reasons of their own",
        }
        /// A target's request that nobody decided.
        Undecided = "recusal-undecided" @ A22 {
            zh: "检查对象申请回避，但没有写明由谁决定",
            en: "the target asked for the recusal, and nobody is named who decided it",
            hint_zh: "填写作出决定的审批人和日期",
            hint_en: "name the approver who decided, and the day",
        }
        /// More refusals than offers.
        Declined { offers: usize, declined: usize } = "declined-not-offered" @ A22 {
            zh: "写了 {declined} 人不能接替，但封存顺序只能提供 {offers} 人",
            en: "{declined} officers are said to have declined, but only {offers} could be offered",
            hint_zh: "删除多写的；无人可提供时另行指派",
            hint_en: "remove those too many; where nobody is left, assign somebody",
        }
        /// Nobody to offer.
        Nobody { visit: u32, seat: u32 } = "substitute-nobody" @ A22 {
            zh: "第 {visit} 次检查的第 {seat} 个名额（从 0 编号）没有可以提供的替补人员",
            en: "nobody is left to be offered for seat {seat} of visit {visit}, counted from 0",
            hint_zh: "由执行单位另行指派合格人员，写明理由和审批人",
            hint_en: "have the unit assign a qualified officer, with reason and approver",
        }
        /// Somebody who is in no list.
        AssignedUnknown { officer: String } = "assigned-unknown" @ A22 {
            zh: "`{officer}` 不在封存的人员名录中",
            en: "officer `{officer}` is not in the directory that was sealed",
            hint_zh: "核对人员编号；只能指派封存名录中的人员",
            hint_en: "check the id; only officers of the sealed directory can come",
        }
        /// An assignment without a reason.
        AssignedReason { officer: String } = "assigned-reason-blank" @ A22 {
            zh: "另行指派 `{officer}` 没有写明理由",
            en: "the assignment of officer `{officer}` states no reason",
            hint_zh: "写明为何不用封存顺序中的替补，或为何指派此人",
            hint_en: "state why not the one offered, or why this one",
        }
        /// An assignment of the one who is offered.
        AssignedOffered { officer: String } = "assigned-was-offered" @ A22 {
            zh: "`{officer}` 就是封存顺序中的替补，不必另行指派",
            en: "officer `{officer}` is the one who is offered and needs no assignment",
            hint_zh: "按封存顺序接替（`offered`）",
            hint_en: "take the one who is `offered`",
        }
        /// An assignment of a member.
        AssignedMember { officer: String, visit: u32 } = "assigned-is-member" @ A22 {
            zh: "`{officer}` 已在第 {visit} 次检查（从 0 编号）的检查组内",
            en: "officer `{officer}` is in the team of visit {visit}, counted from 0, already",
            hint_zh: "指派组外人员",
            hint_en: "assign somebody from outside the team",
        }
        /// An assignment of somebody who left this visit or withdrew from its target.
        AssignedBarred { officer: String, visit: u32 } = "assigned-barred" @ A22 {
            zh: "`{officer}` 已从第 {visit} 次检查（从 0 编号）换下，或已对该对象回避",
            en: "officer `{officer}` was taken out of visit {visit}, counted from 0, before, or is recused from its target",
            hint_zh: "指派其他合格人员",
            hint_en: "assign another qualified officer",
        }
        /// An assignment of somebody who is not qualified.
        AssignedUnfit { officer: String, visit: u32, article: &'static str } = "assigned-unfit" @ A22 {
            zh: "`{officer}` 依{article}不能参加第 {visit} 次检查（从 0 编号），不能指派",
            en: "officer `{officer}` is kept from visit {visit}, counted from 0, by {article}, which binds an assignment too",
            hint_zh: "指派具备执法资格、无需回避的人员",
            hint_en: "assign somebody who is qualified and not recused",
        }
        /// An assignment that skips a rung of the ladder.
        AssignedEarly { officer: String, rung: &'static str, rung_zh: &'static str, free: &'static str, free_zh: &'static str } = "assigned-too-early" @ A20P3 {
            zh: "`{officer}` 属“{rung_zh}”，而“{free_zh}”仍有人可派",
            en: "officer `{officer}` is `{rung}`, while somebody is free who is `{free}`",
            hint_zh: "依次为未达上限、超上限一次、相邻区域、直接委派；提供的人员不能接替的，先逐人写明理由",
            hint_en: "below the cap, one above it, neighbours, direct assignment, in this order; state first why those who are offered cannot come",
        }
        /// Somebody who withdrew from a target and is in another of its teams.
        RecusedStays { officer: String, visit: u32 } = "recused-still-member" @ A22 {
            zh: "`{officer}` 已对该对象回避，仍在第 {visit} 次检查（从 0 编号）的检查组内",
            en: "officer `{officer}` is recused from the target and still in the team of visit {visit}, counted from 0",
            hint_zh: "先更换对同一对象的其他检查中的该人员，再下达任务或更换他人",
            hint_en: "replace the officer in every visit of the target first, before the order and before anybody else",
        }
        /// A consent before what it is about.
        Early { found: Date, earliest: Date } = "consent-too-early" @ A22 {
            zh: "同意或指派的日期 {found} 早于 {earliest}，当时还没有可更换的检查组",
            en: "signed on {found}, before {earliest}, when there was nothing to replace yet",
            hint_zh: "核对日期；更换在匹配、下达和此前的更换之后",
            hint_en: "check the date; a replacement follows the match, the order and the replacements before it",
        }
    }
}
