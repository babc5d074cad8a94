//! What can be wrong with a result.

use crate::base::Date;
use crate::base::problem::problems;

problems! {
    /// Why a result is not final. Every one stands at a place such as `findings[0].conclusions.found`.
    pub enum InspectionError {
        /// No conclusion at all.
        NoConclusion = "conclusion-none" @ A26 {
            zh: "没有填写检查结论",
            en: "there is no conclusion",
            hint_zh: "从八种结论中至少选择一种",
            hint_en: "choose at least one of the eight",
        }
        /// Two conclusions that exclude each other.
        Excluded { one_zh: &'static str, two_zh: &'static str, one_en: &'static str, two_en: &'static str } = "conclusion-excluded" @ A26 {
            zh: "结论“{one_zh}”与“{two_zh}”不能并存",
            en: "conclusions `{one_en}` and `{two_en}` exclude each other",
            hint_zh: "只保留与检查情况相符的一种；不同事项、不同部门分别填写",
            hint_en: "keep the one that holds; write one set for each item and department",
        }
        /// The eighth conclusion without its case in words.
        OtherUnnamed = "conclusion-other-unnamed" @ A26I8 {
            zh: "结论“其他情形”没有写明具体情形",
            en: "conclusion `other` does not say what it is",
            hint_zh: "选择情形代码并写明情况",
            hint_en: "give its case and a text",
        }
        /// A case of the eighth conclusion where that is not concluded.
        OtherUnused = "conclusion-other-unused" @ A26I8 {
            zh: "写了其他情形，但结论中没有“其他情形”",
            en: "a case of `other` is given, but `other` is not among the conclusions",
            hint_zh: "在结论中加上“其他情形”，或删除该情形",
            hint_en: "add `other` to the conclusions, or remove the case",
        }
        /// An order to correct without its day.
        OrderMissing = "correction-order-missing" @ A26I5 {
            zh: "结论为“发现问题已责令改正”，但没有责令改正的记录",
            en: "correction is said to be ordered, but there is no order",
            hint_zh: "填写责令改正的日期和文号",
            hint_en: "give the day of the order and its number",
        }
        /// An order to correct where that is not concluded.
        OrderUnused = "correction-order-unused" @ A26I5 {
            zh: "有责令改正的记录，但结论中没有“发现问题已责令改正”",
            en: "there is an order to correct, but that is not among the conclusions",
            hint_zh: "在结论中加上“发现问题已责令改正”，或删除该记录",
            hint_en: "add `correction-ordered` to the conclusions, or remove the order",
        }
        /// Corrected before it was ordered.
        CorrectedEarly { corrected: Date, issued: Date } = "corrected-before-order" @ A26I5 {
            zh: "改正日期 {corrected} 早于责令改正的日期 {issued}",
            en: "corrected on {corrected}, before the order of {issued}",
            hint_zh: "核对两个日期",
            hint_en: "check the two dates",
        }
        /// A term that ends before the order.
        OrderDueEarly { due: Date, issued: Date } = "correction-due-before-order" @ A26I5 {
            zh: "改正期限 {due} 早于责令改正的日期 {issued}",
            en: "the order of {issued} is to be met by {due}, before it was issued",
            hint_zh: "核对两个日期",
            hint_en: "check the two dates",
        }
        /// A day for a follow-up that nothing asks for.
        FollowUpUnused = "follow-up-unused" @ A26I7 {
            zh: "写了后续处理期限，但结论中没有“发现问题待后续处理”",
            en: "a day for the follow-up is given, but `follow-up-pending` is not among the conclusions",
            hint_zh: "在结论中加上该项，或删除期限",
            hint_en: "add it to the conclusions, or remove the day",
        }
        /// A refusal to cooperate without a fact.
        NoGround = "obstruction-no-ground" @ A27 {
            zh: "不予配合没有写明任何情形",
            en: "the refusal to cooperate states no fact",
            hint_zh: "从四种情形中选择并写明事实",
            hint_en: "choose from the four grounds and say what happened",
        }
        /// A ground that does not say what was done.
        NoAct = "obstruction-no-act" @ A27 {
            zh: "不予配合的情形没有写明具体行为",
            en: "a ground does not say what was done",
            hint_zh: "写明被检查对象的行为",
            hint_en: "say what the target did",
        }
        /// The fourth ground without its consequence.
        NoConsequence = "obstruction-no-consequence" @ A27I4 {
            zh: "其他妨碍行为没有写明如何使检查无法正常进行",
            en: "other obstruction does not say how it kept the inspection from going on",
            hint_zh: "写明后果；检查照常进行的，不属于这种情形",
            hint_en: "state the consequence; if the inspection went on, this is no ground",
        }
        /// A decision by nobody.
        DeciderUnnamed = "obstruction-decider-unnamed" @ A27 {
            zh: "认定没有写明认定人",
            en: "a decision names nobody",
            hint_zh: "填写认定人",
            hint_en: "give the person who decided",
        }
        /// Serious refusal concluded though nobody decided it.
        Undecided = "obstruction-undecided" @ A26I6 {
            zh: "结论为“不予配合情节严重”，但无人作出认定",
            en: "serious refusal is concluded, but nobody found it serious",
            hint_zh: "先由认定人根据第二十七条的情形认定",
            hint_en: "have a named person decide by the grounds of article 27",
        }
        /// Found serious, but not concluded.
        DecidedOnly = "obstruction-not-concluded" @ A26I6 {
            zh: "已认定情节严重，但结论中没有“不予配合情节严重”",
            en: "the refusal was found serious, but that is not among the conclusions",
            hint_zh: "在结论中加上该项",
            hint_en: "add `obstructed` to the conclusions",
        }
        /// Two forms or questions with one id.
        FormDoubled { id: String } = "form-duplicate" @ A25 {
            zh: "检查表单或其中的问题 `{id}` 出现两次",
            en: "form or question `{id}` appears twice",
            hint_zh: "各给一个编号",
            hint_en: "give each its own id",
        }
        /// No form lists the item.
        NoForm { item: String } = "form-none" @ A25 {
            zh: "没有适用于事项 `{item}` 的检查表单",
            en: "no form lists item `{item}`",
            hint_zh: "手动选配并写明选配人、日期和理由",
            hint_en: "choose one by hand, with who, when and why",
        }
        /// More than one form lists the item.
        SeveralForms { item: String, forms: String } = "form-several" @ A25 {
            zh: "事项 `{item}` 有多个适用的检查表单：{forms}",
            en: "several forms list item `{item}`: {forms}",
            hint_zh: "手动选配并写明选配人、日期和理由",
            hint_en: "choose one by hand, with who, when and why",
        }
        /// A form that does not exist.
        UnknownForm { form: String } = "form-unknown" @ A25 {
            zh: "没有检查表单 `{form}`",
            en: "there is no form `{form}`",
            hint_zh: "核对表单编号",
            hint_en: "check the id",
        }
        /// A form other than the match, chosen by nobody.
        NotTheMatch { form: String, matched: String } = "form-not-matched" @ A25 {
            zh: "自动匹配的表单是 `{matched}`，不是 `{form}`",
            en: "the match takes form `{matched}`, not `{form}`",
            hint_zh: "使用匹配的表单，或记录手动选配",
            hint_en: "use the match, or log the choice by hand",
        }
        /// A choice by hand without who or why.
        ManualUnsigned { form: String } = "form-manual-unsigned" @ A25 {
            zh: "手动选配表单 `{form}` 没有写明选配人或理由",
            en: "the choice of form `{form}` by hand does not say who or why",
            hint_zh: "填写选配人和理由",
            hint_en: "give the person and the reason",
        }
        /// A question left open.
        AnswerMissing { form: String, question: String } = "answer-missing" @ A28P4 {
            zh: "表单 `{form}` 的问题 `{question}` 没有填写",
            en: "question `{question}` of form `{form}` is not answered",
            hint_zh: "补充填写；确不适用的写明“不适用”",
            hint_en: "answer it; write that it does not apply if so",
        }
        /// An answer to no question.
        AnswerUnknown { form: String, question: String } = "answer-unknown" @ A28P4 {
            zh: "表单 `{form}` 没有问题 `{question}`",
            en: "form `{form}` has no question `{question}`",
            hint_zh: "核对问题编号",
            hint_en: "check the id of the question",
        }
        /// An answer where no form was used.
        AnswerWithoutForm { question: String } = "answer-without-form" @ A28P4 {
            zh: "没有使用表单，却填写了问题 `{question}`",
            en: "question `{question}` is answered, but no form was used",
            hint_zh: "注明所用表单，或删除该项",
            hint_en: "name the form, or remove the answer",
        }
        /// A finding of no department.
        NoDepartment { item: String } = "finding-department-missing" @ A26 {
            zh: "事项 `{item}` 的检查情况没有写明部门",
            en: "the finding for item `{item}` names no department",
            hint_zh: "填写负责该事项的部门",
            hint_en: "give the department that answers for the item",
        }
        /// No form, and none of the conclusions that spare it.
        FormMissing { item: String } = "result-without-form" @ A25 {
            zh: "事项 `{item}` 没有使用检查表单",
            en: "no form was used for item `{item}`",
            hint_zh: "填写检查表单；只有无法联系或不予配合情节严重、无法实质检查的，才能凭证据形成结果",
            hint_en: "fill in a form; evidence alone is enough only where the target is unreachable or seriously refuses",
        }
        /// Evidence alone, though nobody says that inspection was impossible.
        NotImpossible { item: String } = "result-not-impossible" @ A29 {
            zh: "事项 `{item}` 没有写明为何无法开展实质性检查",
            en: "the finding for item `{item}` does not say why nothing could be inspected",
            hint_zh: "写明原因；能够检查的，填写检查表单",
            hint_en: "say why; where something could be inspected, fill in a form",
        }
        /// Evidence alone, and none there.
        NoEvidence { item: String } = "result-without-evidence" @ A29 {
            zh: "事项 `{item}` 的结论没有证据",
            en: "the conclusion on item `{item}` has no evidence",
            hint_zh: "附现场照片、录像、退回的邮件或询问笔录，至少一项",
            hint_en: "add at least one photo, video, returned mail or record of inquiry",
        }
        /// Evidence taken after the result was signed.
        EvidenceLate { taken: Date, signed: Date } = "evidence-after-signature" @ A29 {
            zh: "证据取得于 {taken}，晚于最后签字的 {signed}",
            en: "evidence was taken on {taken}, after the last signature of {signed}",
            hint_zh: "先取证再签字",
            hint_en: "sign when the evidence is there",
        }
        /// An item of the visit without a finding.
        FindingMissing { item: String } = "finding-missing" @ A28P4 {
            zh: "事项 `{item}` 没有检查情况",
            en: "there is no finding for item `{item}`",
            hint_zh: "补充该事项的检查情况和结论",
            hint_en: "add what was found and concluded",
        }
        /// A finding for an item that the visit does not inspect.
        UnknownItem { item: String } = "finding-item-unknown" @ A26 {
            zh: "事项 `{item}` 不在这次检查之内",
            en: "item `{item}` is not part of this visit",
            hint_zh: "核对事项编号",
            hint_en: "check the id of the item",
        }
        /// Two findings for one item and department.
        FoundTwice { item: String, department: String } = "finding-duplicate" @ A26 {
            zh: "事项 `{item}`、部门 `{department}` 有两份检查情况",
            en: "item `{item}` of department `{department}` has two findings",
            hint_zh: "合并为一份",
            hint_en: "write one",
        }
        /// A finding of a department that takes no part in the joint inspection.
        OtherDepartment { department: String, joined: String } = "finding-department-not-joined" @ A12P2 {
            zh: "`{department}` 没有参加本次联合检查，参加的是 {joined}",
            en: "`{department}` takes no part in this joint inspection, {joined} do",
            hint_zh: "由参加联合检查的部门出具结论",
            hint_en: "name the department whose officers went",
        }
        /// Inspected before the order.
        InspectedEarly { inspected: Date, ordered: Date } = "inspection-before-order" @ A6 {
            zh: "检查日期 {inspected} 早于任务下达日期 {ordered}",
            en: "inspected on {inspected}, before the order of {ordered}",
            hint_zh: "核对日期；先下达任务再检查",
            hint_en: "check the dates; a visit follows its order",
        }
        /// A member who has not signed.
        SignatureMissing { person: String } = "signature-missing" @ A25 {
            zh: "检查组成员 `{person}` 没有签字",
            en: "member `{person}` has not signed the result",
            hint_zh: "由本人签字；拒签的写明原因并由主要负责人确认",
            hint_en: "have the member sign, or record the refusal with its reason and the head's confirmation",
        }
        /// A signature of somebody who is not on the team.
        Stranger { person: String } = "signature-stranger" @ A25 {
            zh: "`{person}` 不是应当签字的人员",
            en: "`{person}` is nobody whose signature is asked for",
            hint_zh: "删除该签字；已更换的由替补人员签字，专家只签专家意见",
            hint_en: "remove it; a replacement signs for whom it replaced, an expert signs an opinion only",
        }
        /// Signed by another team than the one that stands in the record.
        OtherTeam { found: String, standing: String } = "result-other-team" @ A25 {
            zh: "结果由 {found} 签字，记录中的检查组是 {standing}",
            en: "the result is signed by {found}, the team in the record is {standing}",
            hint_zh: "由记录中的检查组签字；有更换的先登记更换",
            hint_en: "have the team of the record sign; enter a replacement in the match first",
        }
        /// A member who signed twice.
        SignedTwice { person: String } = "signature-duplicate" @ A25 {
            zh: "`{person}` 签字两次",
            en: "`{person}` signed twice",
            hint_zh: "只保留一次",
            hint_en: "keep one",
        }
        /// Signed before the inspection was over.
        SignedEarly { person: String, signed: Date, inspected: Date } = "signature-before-inspection" @ A25 {
            zh: "`{person}` 的签字日期 {signed} 早于检查日期 {inspected}",
            en: "`{person}` signed on {signed}, before the inspection of {inspected}",
            hint_zh: "核对日期；检查结束后再签字",
            hint_en: "check the dates; signatures follow the inspection",
        }
        /// A refusal without reason or without the head.
        RefusalUnconfirmed { person: String, unit: String } = "refusal-unconfirmed" @ A25 {
            zh: "`{person}` 拒签，没有写明原因或没有执行单位 `{unit}` 主要负责人的确认",
            en: "the refusal of `{person}` lacks its reason or the confirmation of the head of `{unit}`",
            hint_zh: "写明原因，由本单位主要负责人在拒签之后签字确认",
            hint_en: "state the reason and have the head of the unit, who is another person, confirm it afterwards",
        }
        /// An expert without a signed opinion.
        OpinionMissing { expert: String } = "opinion-missing" @ A25 {
            zh: "专家 `{expert}` 没有签署意见",
            en: "expert `{expert}` has signed no opinion",
            hint_zh: "补充专家意见",
            hint_en: "add the opinion",
        }
        /// Neither the firm's signature nor its refusal.
        FirmMissing { target: String } = "firm-signature-missing" @ A25 {
            zh: "被检查对象 `{target}` 没有签字，也没有拒签记录",
            en: "target `{target}` neither signed nor refused to",
            hint_zh: "由其签字，或记录拒签并注明见证人",
            hint_en: "have it sign, or record the refusal with a witness",
        }
        /// The firm refused and nobody saw it.
        FirmUnwitnessed { target: String } = "firm-refusal-unwitnessed" @ A25 {
            zh: "被检查对象 `{target}` 拒签，没有见证人",
            en: "target `{target}` refused to sign and nobody witnessed it",
            hint_zh: "填写见证人",
            hint_en: "name the witness",
        }
        /// No visit of this number was ordered.
        UnknownVisit { visit: u32 } = "visit-unknown" @ A25 {
            zh: "没有下达过第 {visit} 号检查",
            en: "no visit {visit} was ordered",
            hint_zh: "核对检查编号，编号从 0 起",
            hint_en: "check the number; visits count from 0",
        }
        /// Another directory of officers than the sealed one.
        OtherOfficers { found: usize, sealed: usize } = "officers-not-sealed" @ A25 {
            zh: "所给名录库有 {found} 名执法检查人员，与封存的 {sealed} 名不一致",
            en: "the directory holds {found} officers and is not the sealed one of {sealed}",
            hint_zh: "使用封存时的执法检查人员名录库",
            hint_en: "give the directory that was sealed",
        }
    }
}
