//! Every reading: number, article, who may change it, the question, and the ways to read it, the default first.

use super::{Alternative, ChangedBy, Reading};
use crate::law::Article;

/// `id @ article, who: question { ways }`; a way after `not` is known and not carried out.
macro_rules! readings {
    ($(
        $id:literal @ $article:ident, $who:ident: $zh:literal, $en:literal {
            $($name:literal: $name_zh:literal, $name_en:literal;)+
            $(not $other:literal: $other_zh:literal, $other_en:literal;)*
        }
    )*) => {
        pub(super) const READINGS: &[Reading] = &[$(Reading {
            id: $id,
            article: Article::$article,
            question_zh: $zh,
            question_en: $en,
            alternatives: &[
                $(Alternative { name: $name, zh: $name_zh, en: $name_en, carried_out: true },)+
                $(Alternative { name: $other, zh: $other_zh, en: $other_en, carried_out: false },)*
            ],
            changed_by: ChangedBy::$who,
        }),*];
    };
}

readings! {
    "I-1-a" @ A1, Bureau: "抽取之前必须具备什么", "what must exist before a draw" {
"plan-or-ad-hoc-basis": "名录先封存；每个任务写明年度计划的版本和计划项，或经审批的临时依据", "sealed lists, and for every task a line of a version of the yearly plan or an approved ad-hoc basis";
    }
    "I-2-a" @ A2P1, Bureau: "清单中途调整时以哪一版为准", "which item list counts when it changes on the way" {
        "list-at-sealing": "封存时的清单", "the list at sealing";
        not "list-at-visit": "实施检查时的清单", "the list on the day of the visit";
    }
    "I-2-b" @ A2P2, Bureau: "不适用情形的检查是否计入全年次数", "do inspections outside the draw count to the yearly cap" {
        "not-counted": "不计入", "no";
        not "counted": "日常、个案、专项检查都计入", "yes: daily, case and special inspections count";
    }
    "I-2-1a" @ A2P2I1, Superior: "哪些机关的要求可以排除随机抽查", "whose demands take a matter out of the draw" {
        "closed-list": "仅限口径配置列明的机关", "only the bodies that the rule set lists";
        not "any-superior": "任何上级机关", "any superior body";
    }
    "I-2-2a" @ A2P2I2, Bureau: "有线索时排除的是该次检查还是该单位", "does a lead take out the event or the enterprise" {
        "event-only": "只排除该次检查，单位仍在名录中", "the event; the enterprise stays in the pool";
        not "enterprise": "单位一并排除", "the enterprise as well";
    }
    "I-2-3a" @ A2P2I3, Bureau: "转办、交办、督办如何区分", "how are cases from others told apart" {
        "three-kinds": "三种分别登记", "three kinds, each recorded as such";
    }
    "I-2-5a" @ A2P2I5, Bureau: "兜底情形如何使用", "how is the open clause used" {
        "reason-approver-counted": "写明理由、经审批，并计入统计", "with a reason and an approver, and counted";
    }
    "I-3-a" @ A3, Bureau: "委托检查由谁反馈、谁负责", "who feeds back and answers where a task is entrusted" {
        "executor-holds-both": "执行单位", "the unit that inspects";
    }
    "I-4-a" @ A4P1, Bureau: "统筹与实施写了同一单位", "one body is named for directing and for inspecting" {
        "two-roles-one-body": "两种角色可以是同一单位", "two roles that one body may hold";
    }
    "I-5-a" @ A5, Superior: "与省级平台如何衔接", "how does it meet the provincial platform" {
        "neutral-files": "产出可供导入的文件，不绑定平台", "it writes files to import and is bound to no platform";
    }
    "I-6-a" @ A6, Bureau: "留痕有缺漏时如何处理", "what happens when a stage left no trace" {
        "reported": "列出缺漏、顺序颠倒和补录", "gaps, wrong order and backdating are listed";
        not "void": "抽查无效", "the draw is void";
    }
    "I-6-b" @ A6, Bureau: "系统能否作为操作人", "may the system be an actor" {
        "automatic-steps-only": "仅限自动环节", "only in steps that are automatic";
    }
    "I-7-a" @ A7, Superior: "考核哪些数字", "which figures are assessed" {
        "completion-closure-timeliness": "完成率、办结率、及时率，以及更换、直接委派和缺额", "completion, closure, timeliness; replacements, direct assignments, shortfall";
    }
    "I-8-1a" @ A8P1, Bureau: "检查依据如何书写", "how is the legal basis written" {
        "law-and-article": "法律名称加条文", "a law with its article";
    }
    "I-8-2a" @ A8P2, Superior: "调整清单后多久公布才算及时", "how soon is a changed list published" {
        "working-days-warning": "二十个工作日，逾期提醒", "20 working days, then a warning";
    }
    "I-9-a" @ A9, Superior: "重点检查事项能否随机抽取", "may key items be drawn" {
        "general-only": "只抽一般检查事项", "only general items";
        "key-in-batches": "可以；比例高时由摇号决定批次先后", "yes; where the ratio is high the draw orders the batches";
    }
    "I-10-a" @ A10, Bureau: "以什么识别同一对象", "what makes two rows one target" {
        "id-and-site": "编号（统一社会信用代码）加场所", "the id, a credit code in most lists, with the site";
    }
    "I-11-a" @ A11, Bureau: "建库标准是什么", "what is the standard of the officers' directory" {
        "certificate-items-area": "资格类别、证号、有效期、可查事项、区域、利害关系", "kind, certificate, last day, items, area, interests";
    }
    "I-12-1a" @ A12P1, Bureau: "计划调整对已封存的批次有无影响", "does an amended plan change a sealed round" {
        "sealed-keeps-version": "没有，批次沿用封存时的版本", "no, a round keeps the version it was sealed with";
    }
    "I-12-1b" @ A12P1, Superior: "备案和公开是否为抽取的前提", "must filing and publication come before the draw" {
        "warning": "未完成时提醒；调整后重新备案", "a warning if they did not; an amendment is filed again";
        "required": "未完成不得抽取", "no draw before them";
    }
    "I-12-2a" @ A12P2, Bureau: "联合抽查由谁组织抽取", "who draws in a joint inspection" {
        "lead-draws": "牵头单位抽取，参与单位负责各自事项", "the lead; participants own their items";
    }
    "I-13-a" @ A13, Bureau: "数量与比例不一致以哪个为准", "which wins where number and ratio disagree" {
        "ratio-binds": "以比例为准，差异予以提示", "the ratio; the difference is reported";
        not "number-binds": "以数量为准", "the number";
    }
    "I-14-1a" @ A14P1, Bureau: "风险与信用如何合并为一个等级", "how do risk and credit make one tier" {
        "higher-of-both": "取两者中较高的，未知按一般", "the higher of the two, unknown is normal";
        not "risk-only": "只看风险", "risk alone";
    }
    "I-14-1b" @ A14P1, Bureau: "降低和提高的幅度", "how far may ratio and frequency fall or rise" {
        "never-against-the-tier": "幅度不限，但等级越高不得越少", "by any step, never less for a higher tier";
    }
    "I-14-2a" @ A14P2, Bureau: "“一年内”从何时起算", "which year does the cap count in" {
        "calendar-year-of-as-of": "基准日所在的自然年；滚动十二个月只作提醒", "the calendar year of the as-of date; twelve months back only warn";
        not "twelve-months-back": "基准日之前十二个月", "the twelve months before the as-of date";
        not "licence-term": "许可证有效期内", "the term of the licence";
    }
    "I-14-2b" @ A14P2, Bureau: "次数按企业还是按场所计算", "does the cap count the enterprise or the place" {
        "unit-code": "按企业", "the enterprise";
        not "site": "按场所", "the place";
    }
    "I-14-2c" @ A14P2, Bureau: "哪些抽查算一次", "what counts as once" {
        "visit-open-or-finished": "已派发或已完成的上门检查，失联的也算，作废的不算；合并、联合算一次", "a visit dispatched or finished, also where nobody was met, never a void one; merged and joint ones once";
    }
    "I-14-2d" @ A14P2, Bureau: "“原则上”如何例外", "what does in principle allow" {
        "reason-and-approver": "写明理由并经审批，记录可见", "an exception with reason and approver, shown in the record";
        not "no-exception": "没有例外", "no exception";
    }
    "I-14-3a" @ A14P3, Bureau: "临时性抽查遵循哪些规则", "which rules do ad-hoc draws follow" {
        "as-planned-and-approved": "与计划任务相同，须经审批，计入次数", "those of planned tasks, with an approver, and they count to the cap";
    }
    "I-15-a" @ A15, Bureau: "委托能隔几级", "over how many levels may a task be entrusted" {
        "down-within-hops": "只能向下，级数由口径配置限定", "downwards only, over as many levels as the rule set allows";
    }
    "I-16-a" @ A16, Bureau: "怎样算预先设置", "what does preset mean" {
        "digest-before-seed": "校验值先于随机数公布", "the check value is public before a seed exists";
    }
    "I-16-b" @ A16, Bureau: "对象与人员如何分别摇号", "how are the two lotteries kept apart" {
        "two-seals": "两次封存，互不影响", "two seals, neither of which changes the other";
    }
    "I-17-a" @ A17, Bureau: "分项重叠时对象归入哪一项", "which stratum takes a target that fits several" {
        "first-match": "按书写顺序归入第一项，重叠数公开", "the first in the written order; the overlap is shown";
        not "refuse": "拒绝重叠", "an overlap is refused";
    }
    "I-17-b" @ A17, Bureau: "应抽户数的基数是否扣除已达上限的单位", "is the base number counted before the cap" {
        "before-cap": "不扣除，缺额公开", "yes, and the shortfall is shown";
        not "after-cap": "扣除", "no";
    }
    "I-17-c" @ A17, Bureau: "条件窄到只剩几家怎么办", "what if a criterion leaves but a few" {
        "internal-warning": "少于五家时内部提醒", "fewer than five are an internal warning";
    }
    "I-17-d" @ A17, Bureau: "比例不是整数时如何取整", "how does a share become a whole number" {
        "up-unless-stated": "向上取整，分项另有写明的从其写明", "up, unless the stratum says otherwise";
    }
    "I-17-e" @ A17, Bureau: "定向抽取可以用哪些条件", "by which columns may a draw be directed" {
        "rule-set-lists": "口径配置列明的；没有列明则不限", "those that the rule set lists; any where it lists none";
    }
    "I-18-a" @ A18, Bureau: "确认时可以因何移除对象", "for which reasons may confirming remove a target" {
        "five-named-reasons": "注销、吊销、迁出、重复、不属于该事项", "deregistered, revoked, moved away, duplicate, not subject to the item";
    }
    "I-18-b" @ A18, Bureau: "能否只下发名单的一部分", "may a part of the list be dispatched" {
        "by-unit-or-random-batches": "按单位或按随机批次，不得挑选", "by unit or in random batches, never a selection";
    }
    "I-18-c" @ A18, Bureau: "公告写什么", "what does the announcement say" {
        "task-rules-counts": "任务、规则、数量和校验值", "task, rules, counts and check values";
    }
    "I-18-d" @ A18, Bureau: "如何确定对应的执行单位", "which unit corresponds to a target" {
        "table-of-areas": "区域对照表，不看信用代码中的区划", "the table of areas, never the digits of a credit code";
    }
    "I-19-a" @ A19, Bureau: "起止时间不完全相同时如何合并", "how are windows merged that differ" {
        "least-visits": "同一对象、同一单位，次数取最少", "by target and unit, to the least number of visits";
    }
    "I-20-2a" @ A20P2, Bureau: "执行单位如何选择随机方式", "how does the unit choose the method" {
        "named-in-the-officers-seal": "写入人员封存", "it stands in the officers' seal";
    }
    "I-20-2b" @ A20P2, Bureau: "组长如何选定", "how is the leader selected" {
        "drawn-among-eligible": "在可任组长的组员中抽取", "drawn among members who may lead";
        "appointed": "由审批人指定", "appointed by an approver";
    }
    "I-20-2c" @ A20P2, Statute: "专家是否计入两名检查人员", "do experts count to the two officers" {
        "not-counted": "不计入", "no";
    }
    "I-20-3a" @ A20P3, Bureau: "人员不足时先用哪种办法", "which remedy comes first where officers are too few" {
        "pooled-then-direct": "先统筹相邻区域，最后才直接委派并写明理由", "pooled areas first, direct assignment last and with a reason";
    }
    "I-21-a" @ A21, Statute: "从事安全生产日常监管的人员是否须持有效执法证件", "do people who supervise work safety day by day need a valid certificate" {
        "certificate-for-all": "须持证", "yes";
        "daily-safety-without-certificate": "不须持证", "no";
    }
    "I-22-a" @ A22, Bureau: "可以因何更换人员", "for which reasons may an officer be replaced" {
        "three-and-other": "岗位、工作、健康，以及写明的其他原因", "post, work, health, and another reason in words";
    }
    "I-22-b" @ A22, Bureau: "由谁替补", "who takes the place" {
        "next-drawn-first": "先提供下一名抽取人员，也可经批准另行指派", "the next of the sealed stream is offered first; the unit may assign with an approver";
    }
    "I-22-c" @ A22, Statute: "抽取后才知道的利害关系如何处理", "what of an interest that is known only after the draw" {
        "replacement": "封存前申报的直接排除，之后按更换处理", "known before the officers' seal it excludes, later it is a replacement";
    }
    "I-24-a" @ A24, Bureau: "缺少的主语是谁", "who is the subject that is missing" {
        "leader": "组长", "the leader";
    }
    "I-25-a" @ A25, Bureau: "检查表单如何选定", "which form is used" {
        "automatic-first": "先自动匹配，手动选择留痕", "the automatic match first; a manual choice is logged";
    }
    "I-25-b" @ A25, Bureau: "有人拒签或缺席时结果是否成立", "is a result final where a member does not sign" {
        "complete-or-confirmed": "签齐才成立；拒签写明原因并由负责人确认", "when all have signed; a refusal with its reason is confirmed by the head";
    }
    "I-26-a" @ A26, Superior: "结论能否并存", "may conclusions stand together" {
        "per-target-item-department": "按对象、事项、部门各出一组；无问题排斥其他，失联排斥已改和拒检", "one set per target, item and department; no problem excludes all others, unreachable excludes ordered and refused";
    }
    "I-26-b" @ A26I5, Bureau: "“已责令改正”指什么", "what does ordered to correct mean" {
        "order-issued": "已经下达，改正日期另记", "the order is issued; the day of correction is kept apart";
    }
    "I-27-a" @ A27, Bureau: "“可以认定”由谁认定", "who decides what may be found" {
        "person-confirms": "系统只提示，由人确认", "the system shows the ground, a person confirms";
    }
    "I-27-b" @ A27I4, Bureau: "其他妨碍是否须有后果", "does other obstruction need its consequence" {
        "both-facts": "行为和后果缺一不可", "both the act and the consequence";
    }
    "I-28-1a" @ A28P1, Bureau: "任务何时算结束", "when does a task end" {
        "earlier-of-last-visit-and-window": "最后一次检查与截止日中较早的一天", "on the earlier of the last visit and the end of the window";
    }
    "I-28-1b" @ A28P1, Statute: "不公开的结果留什么", "what stays of a result that is withheld" {
        "reason-and-digest": "原因和校验值", "the reason and a check value";
    }
    "I-28-2a" @ A28P2, Bureau: "更正由谁签字", "who signs a correction" {
        "head-of-executor": "执行单位主要负责人", "the head of the unit that inspected";
    }
    "I-28-3a" @ A28P3, Bureau: "异议何时可提、材料不全是否停算", "when is an objection admissible and what stops its clock" {
        "once-signed-never-stopped": "签字后即可提出；补正不影响期限", "once the result is signed; a request for papers stops nothing";
    }
    "I-29-a" @ A29, Bureau: "何时可以只凭证据", "when is evidence alone enough" {
        "impossible-and-evidence": "无法检查且至少一项证据，仍须签字", "inspection is impossible and there is at least one piece; it is signed all the same";
    }
    "I-30-a" @ A30, Superior: "档案保存多久", "how long is the archive kept" {
        "as-configured": "由单位设定，校验值长期保存", "as the office sets it; check values stay";
    }
    "I-31-a" @ A31, Statute: "系统能否认定免责", "does the system decide on a waiver" {
        "evidence-list": "只列证据，不作结论", "it lists evidence and gives no verdict";
    }
    "I-32-a" @ A32, Statute: "系统能否认定责任", "does the system decide on liability" {
        "internal-indicator": "只作内部提示，先列履职证据", "it gives internal indicators, after the evidence of duty done";
    }
    "I-33-a" @ A33, Superior: "指引没有规定的依据什么", "what fills the gaps" {
        "guideline-province-state": "指引、省级意见、国家规定依次适用", "guideline, then province, then state";
    }
}
