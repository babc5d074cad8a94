//! What can be wrong with a step after the signature.

use crate::base::Date;
use crate::base::problem::problems;

problems! {
    /// Why an event is refused.
    pub enum DisclosureError {
        /// The sheet has no such finding.
        NoFinding { item: String, department: String } = "result-unknown" @ A28P1 {
            zh: "检查结果中没有事项 `{item}`、部门 `{department}`",
            en: "the sheet has no finding for item `{item}` of department `{department}`",
            hint_zh: "核对事项和部门",
            hint_en: "check item and department",
        }
        /// An event that names nobody.
        NoActor = "event-actor-missing" @ A6 {
            zh: "没有写明责任人",
            en: "the event names nobody",
            hint_zh: "填写责任人姓名",
            hint_en: "give the person who did it",
        }
        /// An event dated before the last one, or before the signature.
        Backdated { found: Date, last: Date } = "event-backdated" @ A6 {
            zh: "日期 {found} 早于此前环节的日期 {last}",
            en: "the event is dated {found}, before the last one of {last}",
            hint_zh: "按实际发生的日期顺序登记，不得倒填",
            hint_en: "enter events in the order in which they happened, with their own days",
        }
        /// Written down before it happened.
        EnteredEarly { on: Date, entered: Date } = "event-entered-early" @ A6 {
            zh: "日期为 {on}，登记于 {entered}，尚未发生",
            en: "the event is dated {on} and was written down on {entered}, before it happened",
            hint_zh: "核对日期，未发生的事不得预先登记",
            hint_en: "check the days; what has not happened is not entered",
        }
        /// A step at the platform that claims an earlier day than that of its entry.
        EnteredLate { on: Date, entered: Date } = "event-entered-late" @ A6 {
            zh: "日期为 {on}，登记于 {entered}；该环节在平台办理，登记之日即办理之日",
            en: "the step is dated {on} and was written down on {entered}; it is done at the platform, on the day of its entry",
            hint_zh: "日期写登记之日，不得倒填",
            hint_en: "give the day of the entry; nothing is dated back",
        }
        /// Written down before the one that it follows.
        EnteredBefore { entered: Date, last: Date } = "event-entered-before" @ A6 {
            zh: "登记日期 {entered} 早于前一环节的登记日期 {last}",
            en: "the event was written down on {entered}, the one before it on {last}",
            hint_zh: "按登记的先后顺序添加",
            hint_en: "add events in the order in which they were written down",
        }
        /// A step that has to say why, and does not.
        NoReason = "event-reason-missing" @ A6 {
            zh: "没有写明理由、内容或文号",
            en: "the step does not say why, what or by which document",
            hint_zh: "补充填写",
            hint_en: "fill it in",
        }
        /// Entered a second time.
        EnteredAlready = "entry-again" @ A28P2 {
            zh: "检查结果已经录入",
            en: "the result is entered already",
            hint_zh: "需要修改的，审核退回后重新录入，或办理更正",
            hint_en: "have it returned, or correct it",
        }
        /// Checked while there is no entry to check.
        NothingToCheck = "check-before-entry" @ A6 {
            zh: "没有待审核的录入结果",
            en: "there is no entry to check",
            hint_zh: "先录入再审核",
            hint_en: "enter the result first",
        }
        /// The one who entered it checks it.
        SameChecker { person: String } = "check-same-person" @ A6 {
            zh: "`{person}` 既录入又审核",
            en: "`{person}` both entered and checked the result",
            hint_zh: "由另一人审核",
            hint_en: "have another person check it",
        }
        /// Published or withheld before it is checked.
        Unchecked = "publication-before-check" @ A6 {
            zh: "检查结果尚未审核，不能公示或决定不予公示",
            en: "the result is not checked yet and cannot be published or withheld",
            hint_zh: "先录入，由另一人审核",
            hint_en: "enter it and have another person check it first",
        }
        /// Published or withheld after it was published.
        PublishedAlready { on: Date } = "publication-again" @ A28P2 {
            zh: "检查结果已于 {on} 公示",
            en: "the result was published on {on}",
            hint_zh: "已公示的结果只能更正或撤销",
            hint_en: "a published result can be corrected or withdrawn only",
        }
        /// Withheld a second time.
        WithheldAlready { on: Date } = "withheld-again" @ A28P1 {
            zh: "检查结果已于 {on} 决定不予公示",
            en: "the result was withheld on {on}",
            hint_zh: "无需重复登记",
            hint_en: "leave this step out",
        }
        /// A step on a result that was set aside.
        Withdrawn { on: Date } = "result-withdrawn" @ A28P2 {
            zh: "检查结果已于 {on} 撤销",
            en: "the result was withdrawn on {on}",
            hint_zh: "已撤销的结果不再变动；原有异议仍应复核、反馈",
            hint_en: "it stays as it is; open objections are still reviewed and answered",
        }
        /// A correction of a version that was corrected already: two at once.
        Stale { found: u32, newest: u32 } = "correction-stale" @ A28P2 {
            zh: "更正针对第 {found} 版，最新为第 {newest} 版",
            en: "version {found} is corrected, the newest is {newest}",
            hint_zh: "以最新一版为基础重新办理更正",
            hint_en: "correct the newest version",
        }
        /// Signed by the head of another unit.
        OtherHead { found: String, unit: String } = "correction-other-head" @ A28P2 {
            zh: "更正或撤销由 `{found}` 的负责人签字，任务执行单位是 `{unit}`",
            en: "the correction or withdrawal is signed by the head of `{found}`, the executing unit is `{unit}`",
            hint_zh: "由任务执行单位主要负责人签字",
            hint_en: "have the head of the executing unit sign",
        }
        /// Nobody's signature, or one of a later day.
        HeadUnsigned { unit: String } = "correction-unsigned" @ A28P2 {
            zh: "更正或撤销没有 `{unit}` 主要负责人的签字，或签字晚于更正、撤销",
            en: "the head of `{unit}` has not signed the correction or withdrawal, or signed after it",
            hint_zh: "先由主要负责人签字，再更正或撤销",
            hint_en: "have the head sign first",
        }
        /// The head signs what the head prepared.
        HeadPrepared { person: String } = "correction-same-person" @ A28P2 {
            zh: "`{person}` 既经办更正或撤销又签字",
            en: "`{person}` both prepared and signed the correction or withdrawal",
            hint_zh: "由另一人经办",
            hint_en: "have another person prepare it",
        }
        /// A review withdraws a result only if it found that wrong, and only once.
        Unreviewed { objection: String } = "withdrawal-not-reviewed" @ A28P2 {
            zh: "异议 `{objection}` 的复核没有认定结果错误，或已据此更正，不能据此撤销",
            en: "the review of objection `{objection}` has not found the result wrong, or it was put right already",
            hint_zh: "先复核；维持的结果不得撤销",
            hint_en: "review it first; a result that stands is not withdrawn",
        }
        /// The target corrected what nobody ordered.
        NotOrdered = "follow-up-not-ordered" @ A26I5 {
            zh: "写了改正日期，但结论中没有“发现问题已责令改正”",
            en: "the target is said to have corrected what it was ordered to, but no order is among the conclusions",
            hint_zh: "去掉改正日期，或更正结论",
            hint_en: "leave the day out, or correct the conclusions",
        }
        /// Corrected by the target before the order, or after the day of the follow-up.
        CorrectedOutside { corrected: Date, issued: Date, on: Date } = "follow-up-corrected-outside" @ A26I5 {
            zh: "改正日期 {corrected} 不在责令改正之日 {issued} 至后续处置之日 {on} 之间",
            en: "corrected on {corrected}, which is not between the order of {issued} and the follow-up of {on}",
            hint_zh: "核对日期",
            hint_en: "check the days",
        }
        /// The target is told of a withdrawal that did not happen.
        NotWithdrawn = "notice-before-withdrawal" @ A28P2 {
            zh: "检查结果没有撤销，无从告知",
            en: "the result is not withdrawn, so there is nothing to tell the target",
            hint_zh: "先撤销再告知",
            hint_en: "withdraw it first",
        }
        /// The target was told before.
        NotifiedAlready { on: Date } = "notice-again" @ A28P2 {
            zh: "已于 {on} 告知撤销",
            en: "the target was told of the withdrawal on {on}",
            hint_zh: "无需重复登记",
            hint_en: "leave this step out",
        }
        /// A correction that is about something else.
        OtherResult { item: String, department: String } = "correction-other-result" @ A28P2 {
            zh: "更正的内容不是事项 `{item}`、部门 `{department}` 的结果",
            en: "the new version is not about item `{item}` of department `{department}`",
            hint_zh: "事项和部门不得更改",
            hint_en: "leave item and department as they are",
        }
        /// A correction that changes nothing.
        NothingChanged = "correction-changes-nothing" @ A28P2 {
            zh: "更正前后的内容相同",
            en: "the new version equals the one it replaces",
            hint_zh: "核对更正内容",
            hint_en: "check the new version",
        }
        /// An objection to a result that is not signed yet.
        ObjectionEarly { received: Date, signed: Date } = "objection-before-signature" @ A28P3 {
            zh: "异议收到于 {received}，检查结果签字于 {signed}",
            en: "the objection was received on {received}, the result was signed on {signed}",
            hint_zh: "检查结果签字后才能提出异议",
            hint_en: "an objection is admissible once the result is signed",
        }
        /// Two objections with one number.
        ObjectionDoubled { objection: String } = "objection-duplicate" @ A28P3 {
            zh: "异议 `{objection}` 已经登记",
            en: "objection `{objection}` is there already",
            hint_zh: "再次提出的异议另编号",
            hint_en: "give a repeated objection a number of its own",
        }
        /// No objection of this number.
        ObjectionUnknown { objection: String } = "objection-unknown" @ A28P3 {
            zh: "没有异议 `{objection}`",
            en: "there is no objection `{objection}`",
            hint_zh: "核对异议编号",
            hint_en: "check the number",
        }
        /// A step before the review, after it.
        ReviewedAlready { objection: String, on: Date } = "objection-reviewed" @ A28P3 {
            zh: "异议 `{objection}` 已于 {on} 复核",
            en: "objection `{objection}` was reviewed on {on}",
            hint_zh: "复核后只能反馈；仍有异议的另行登记",
            hint_en: "feed the result back; enter a further objection on its own",
        }
        /// Fed back before there is a result.
        FeedbackBeforeReview { objection: String } = "feedback-before-review" @ A28P3 {
            zh: "异议 `{objection}` 尚未复核",
            en: "objection `{objection}` is not reviewed yet",
            hint_zh: "先复核再反馈",
            hint_en: "review it first",
        }
        /// Fed back a second time.
        FeedbackAgain { objection: String, earlier: Date } = "feedback-again" @ A28P3 {
            zh: "异议 `{objection}` 已于 {earlier} 反馈",
            en: "objection `{objection}` was answered on {earlier}",
            hint_zh: "无需重复登记",
            hint_en: "leave this step out",
        }
    }
}
