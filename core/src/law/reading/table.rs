//! Every reading: number, article, who may change it, the question, and the ways to read it, the default first.

use super::{Alternative, ChangedBy, Reading, Ways, Why};
use crate::law::Article;

/// `id @ article, who: question { ways }`. A way after `not` is possible and refused, after `because` for its reason;
/// where the wording leaves one way, `only` says why.
macro_rules! readings {
    ($(
        $id:literal @ $article:ident, $who:ident: $zh:literal, $en:literal {
            $($name:literal: $name_zh:literal, $name_en:literal;)+
            $(not $other:literal: $other_zh:literal, $other_en:literal, because $why_zh:literal, $why_en:literal;)*
            $(only $only_zh:literal, $only_en:literal;)?
        }
    )*) => {
        pub(super) const READINGS: &[Reading] = &[$(Reading {
            id: $id,
            article: Article::$article,
            question_zh: $zh,
            question_en: $en,
            alternatives: &[
                $(Alternative { name: $name, zh: $name_zh, en: $name_en, refused: None },)+
                $(Alternative {
                    name: $other,
                    zh: $other_zh,
                    en: $other_en,
                    refused: Some(Why { zh: $why_zh, en: $why_en }),
                },)*
            ],
            only: only!($($only_zh, $only_en)?),
            changed_by: ChangedBy::$who,
        }),*];

        pub(super) const WAYS: &[Ways] = &[$(Ways {
            id: $id,
            ways: &[
                $(($name, None),)+
                $(($other, Some(Why { zh: $why_zh, en: $why_en })),)*
            ],
        }),*];
    };
}

macro_rules! only {
    () => {
        None
    };
    ($zh:literal, $en:literal) => {
        Some(Why { zh: $zh, en: $en })
    };
}

readings! {
    "I-1-a" @ A1, Bureau: "抽取之前必须具备什么", "what must exist before a draw" {
        "plan-or-ad-hoc-basis": "名录先封存；每个任务写明经审批的年度计划的版本和计划项，或经审批的临时依据", "sealed lists, and for every task a line of an approved version of the yearly plan or an approved ad-hoc basis";
        only "没有计划也没有临时依据的抽取不属于本机制", "a draw with neither a plan nor an ad-hoc basis is none of this mechanism";
    }
    "I-2-a" @ A2P1, Bureau: "清单中途调整时以哪一版为准", "which item list counts when it changes on the way" {
        "list-at-sealing": "封存时的清单", "the list at sealing";
        not "list-at-visit": "实施检查时的清单", "the list on the day of the visit",
            because "封存之后的变化不能再影响抽取", "what changes after the seal must not change the draw";
    }
    "I-2-b" @ A2P2, Bureau: "不适用情形的检查是否计入全年次数", "do inspections outside the draw count to the yearly cap" {
        "not-counted": "不计入", "no";
        "counted": "口径配置 cap_counts 列明的都计入", "those kinds that the rule set lists in cap_counts";
    }
    "I-2-1a" @ A2P2I1, Superior: "哪些机关的要求可以排除随机抽查", "whose demands take a matter out of the draw" {
        "closed-list": "仅限口径配置列明的机关", "only the bodies that the rule set lists";
        "any-superior": "任何写明的上级机关", "any superior body that is named";
    }
    "I-2-2a" @ A2P2I2, Bureau: "有线索时排除的是该次检查还是该单位", "does a lead take out the event or the enterprise" {
        "event-only": "只排除该次检查，单位仍在名录中", "the event; the enterprise stays in the pool";
        "enterprise": "该次检查办结之前，单位一并排除", "the enterprise as well, until the inspection is over";
    }
    "I-2-3a" @ A2P2I3, Bureau: "转办、交办、督办如何区分", "how are cases from others told apart" {
        "three-kinds": "三种分别登记", "three kinds, each recorded as such";
        only "条文列出三种，登记为哪一种由来文决定", "the text lists three, and the letter says which it is";
    }
    "I-2-5a" @ A2P2I5, Bureau: "兜底情形如何使用", "how is the open clause used" {
        "reason-approver-counted": "写明理由、经审批，并计入统计", "with a reason and an approver, and counted";
        not "reason-alone": "只写明理由", "with a reason alone",
            because "没有审批的兜底条款可以架空随机抽查", "an open clause that nobody approves could empty the draw";
    }
    "I-3-a" @ A3, Bureau: "委托检查由谁反馈、谁负责", "who feeds back and answers where a task is entrusted" {
        "executor-holds-both": "执行单位", "the unit that inspects";
        not "owner-answers": "委托部门负责", "the department that entrusts",
            because "谁检查谁反馈、谁负责是原则条款", "the principle is that whoever inspects feeds back and answers";
    }
    "I-4-a" @ A4P1, Bureau: "统筹与实施写了同一单位", "one body is named for directing and for inspecting" {
        "two-roles-one-body": "两种角色可以是同一单位", "two roles that one body may hold";
        only "两款写的是同一机关", "both paragraphs name the same body";
    }
    "I-5-a" @ A5, Superior: "与省级平台如何衔接", "how does it meet the provincial platform" {
        "neutral-files": "产出可供导入的文件，不绑定平台", "it writes files to import and is bound to no platform";
        not "platform-alone": "只在平台内办理", "everything inside the platform",
            because "平台内的抽取不能由他人重算", "nobody else can run again what happens inside the platform";
    }
    "I-6-a" @ A6, Bureau: "留痕有缺漏时如何处理", "what happens when a stage left no trace" {
        "reported": "列出缺漏、顺序颠倒和补录", "gaps, wrong order and backdating are listed";
        "void": "抽查无效，须重新组织", "the inspection is void and must be done again";
    }
    "I-6-b" @ A6, Bureau: "系统能否作为操作人", "may the system be an actor" {
        "automatic-steps-only": "仅限自动环节", "only in steps that are automatic";
        not "never": "任何环节都须有人操作", "in no step",
            because "派发时的公告由平台自动发布（第十八条）", "the announcement follows the dispatch by itself (article 18)";
    }
    "I-7-a" @ A7, Superior: "考核哪些数字", "which figures are assessed" {
        "completion-closure-timeliness": "完成率、办结率、及时率，以及更换、直接委派和缺额", "completion, closure, timeliness; replacements, direct assignments, shortfall";
        only "条文没有规定指标，增减指标不影响抽查", "the text sets no figures, and no figure changes an inspection";
    }
    "I-8-1a" @ A8P1, Bureau: "检查依据如何书写", "how is the legal basis written" {
        "law-and-article": "法律名称加条文", "a law with its article";
        not "law-alone": "只写法律名称", "the name of a law",
            because "只有名称的依据无从核对", "a name alone cannot be looked up";
    }
    "I-8-2a" @ A8P2, Superior: "调整清单后多久公布才算及时", "how soon is a changed list published" {
        "working-days-warning": "二十个工作日，逾期提醒", "20 working days, then a warning";
        not "refused-when-late": "逾期不得抽取", "20 working days, then no draw",
            because "条文没有规定逾期的后果", "the text attaches no consequence to being late";
    }
    "I-9-a" @ A9, Superior: "重点检查事项能否随机抽取", "may key items be drawn" {
        "general-only": "只抽一般检查事项", "only general items";
        "key-in-batches": "可以；比例高时由摇号决定批次先后", "yes; where the ratio is high the draw orders the batches";
    }
    "I-10-a" @ A10, Bureau: "以什么识别同一对象", "what makes two rows one target" {
        "id-and-site": "编号（统一社会信用代码）加场所", "the id, a credit code in most lists, with the site";
        not "id-alone": "只按编号", "the id alone",
            because "一家企业的几个场所会被当作重复行", "several places of one enterprise would count as repeated rows";
    }
    "I-11-a" @ A11, Bureau: "建库标准是什么", "what is the standard of the officers' directory" {
        "certificate-items-area": "资格类别、证号、有效期、可查事项、区域、利害关系", "kind, certificate, last day, items, area, interests";
        not "names-alone": "只有姓名", "names",
            because "没有证件和区域就无法判断资格和回避", "without certificates and interests nobody can tell who may go";
    }
    "I-12-1a" @ A12P1, Bureau: "计划调整对已封存的批次有无影响", "does an amended plan change a sealed round" {
        "sealed-keeps-version": "没有，批次沿用封存时的版本", "no, a round keeps the version it was sealed with";
        not "newest-version": "按最新版本重新核对", "yes, the newest version counts",
            because "封存之后的变化不能再影响抽取", "what changes after the seal must not change the draw";
    }
    "I-12-1b" @ A12P1, Superior: "备案和公开是否为抽取的前提", "must filing and publication come before the draw" {
        "warning": "未完成时提醒；调整后重新备案", "a warning if they did not; an amendment is filed again";
        "required": "未完成不得抽取", "no draw before them";
    }
    "I-12-2a" @ A12P2, Bureau: "联合抽查由谁组织抽取", "who draws in a joint inspection" {
        "lead-draws": "牵头单位抽取，参与单位负责各自事项", "the lead; participants own their items";
        not "each-draws": "各部门自行抽取", "each department for itself",
            because "各抽各的不能保证同一批对象", "separate draws do not meet the same targets";
    }
    "I-13-a" @ A13, Bureau: "数量与比例不一致以哪个为准", "which wins where number and ratio disagree" {
        "ratio-binds": "以比例为准，差异予以提示", "the ratio; the difference is reported";
        not "number-binds": "以数量为准", "the number",
            because "条文称数量为预估，一项计划又可以分几次执行", "the text calls the number an estimate, and a line may be carried out in parts";
    }
    "I-14-1a" @ A14P1, Bureau: "风险与信用如何合并为一个等级", "how do risk and credit make one tier" {
        "higher-of-both": "取两者中较高的，未知按一般", "the higher of the two, unknown is normal";
        "risk-only": "只看风险", "risk alone";
    }
    "I-14-1b" @ A14P1, Bureau: "降低和提高的幅度", "how far may ratio and frequency fall or rise" {
        "never-against-the-tier": "幅度不限，但等级越高不得越少", "by any step, never less for a higher tier";
        not "by-any-step": "不作限制", "freely",
            because "高风险反而少抽与条文相反", "drawing less where the risk is higher contradicts the text";
    }
    "I-14-2a" @ A14P2, Bureau: "“一年内”从何时起算", "which year does the cap count in" {
        "calendar-year-of-as-of": "基准日所在的自然年；滚动十二个月只作提醒", "the calendar year of the as-of date; twelve months back only warn";
        "twelve-months-back": "基准日之前十二个月", "the twelve months before the as-of date";
        "licence-term": "许可证有效期内，没有有效许可的按自然年", "the term of the licence in force, the calendar year where there is none";
    }
    "I-14-2b" @ A14P2, Bureau: "次数按企业还是按场所计算", "does the cap count the enterprise or the place" {
        "unit-code": "按企业", "the enterprise";
        "site": "按场所", "the place";
    }
    "I-14-2c" @ A14P2, Bureau: "哪些抽查算一次", "what counts as once" {
        "visit-open-or-finished": "已派发或已完成的上门检查，失联的也算，作废的不算；合并、联合算一次", "a visit dispatched or finished, also where nobody was met, never a void one; merged and joint ones once";
        "finished-only": "只有已完成的检查", "finished visits alone";
        not "met-only": "失联的不算", "those where somebody was met",
            because "躲避检查就能逃避次数", "hiding would then be a way to stay out of the count";
    }
    "I-14-2d" @ A14P2, Bureau: "“原则上”如何例外", "what does in principle allow" {
        "reason-and-approver": "写明理由并经审批，记录可见", "an exception with reason and approver, shown in the record";
        "no-exception": "没有例外", "no exception";
    }
    "I-14-3a" @ A14P3, Bureau: "临时性抽查遵循哪些规则", "which rules do ad-hoc draws follow" {
        "as-planned-and-approved": "与计划任务相同，须经审批，计入次数", "those of planned tasks, with an approver, and they count to the cap";
        not "not-counted": "不计入次数", "the same rules, and they do not count to the cap",
            because "临时性抽查也是被抽中实施的检查", "an ad-hoc draw is a draw";
    }
    "I-15-a" @ A15, Bureau: "委托能隔几级", "over how many levels may a task be entrusted" {
        "down-within-hops": "只能向下，级数由口径配置限定", "downwards only, over as many levels as the rule set allows";
        not "sideways": "也可委托同级", "sideways as well",
            because "条文写的是上级委托下级", "the text names an upper and a lower department";
    }
    "I-16-a" @ A16, Bureau: "怎样算预先设置", "what does preset mean" {
        "digest-before-seed": "校验值先于随机数公布", "the check value is public before a seed exists";
        not "any-time-before": "封存后随时可以开始摇号", "whenever, before the draw",
            because "随机数先出现，设置就可以迁就结果", "a seed that exists first lets the settings follow the outcome";
    }
    "I-16-b" @ A16, Bureau: "对象与人员如何分别摇号", "how are the two lotteries kept apart" {
        "two-seals": "两次封存，互不影响", "two seals, neither of which changes the other";
        not "one-seed": "一次摇号抽取对象和人员", "one seed for both",
            because "人员名单在派发后才封存，一个随机数会使其可以预知", "officers are sealed after the dispatch, and with the first seed they could be foretold";
    }
    "I-17-a" @ A17, Bureau: "分项重叠时对象归入哪一项", "which stratum takes a target that fits several" {
        "first-match": "按书写顺序归入第一项，重叠数公开", "the first in the written order; the overlap is shown";
        "refuse": "拒绝重叠", "an overlap is refused";
    }
    "I-17-b" @ A17, Bureau: "应抽户数的基数是否扣除已达上限的单位", "is the base number counted before the cap" {
        "before-cap": "不扣除，缺额公开", "yes, and the shortfall is shown";
        "after-cap": "扣除", "no, after it";
    }
    "I-17-c" @ A17, Bureau: "条件窄到只剩几家怎么办", "what if a criterion leaves but a few" {
        "internal-warning": "少于五家时内部提醒", "fewer than five are an internal warning";
        "refuse": "少于五家的不得封存", "fewer than five are refused";
    }
    "I-17-d" @ A17, Bureau: "比例不是整数时如何取整", "how does a share become a whole number" {
        "up-unless-stated": "向上取整，分项另有写明的从其写明", "up, unless the stratum says otherwise";
        "always-up": "一律向上取整", "up, always";
    }
    "I-17-e" @ A17, Bureau: "定向抽取可以用哪些条件", "by which columns may a draw be directed" {
        "rule-set-lists": "口径配置列明的；没有列明则不限", "those that the rule set lists; any where it lists none";
        only "允许哪些条件由口径配置 directed_by 写明", "the rule set says it in directed_by";
    }
    "I-18-a" @ A18, Bureau: "确认时可以因何移除对象", "for which reasons may confirming remove a target" {
        "five-named-reasons": "注销、吊销、迁出、重复、不属于该事项", "deregistered, revoked, moved away, duplicate, not subject to the item";
        not "also-closed": "停业、歇业也可移除", "a closed business as well",
            because "停业与否要到现场才知道，锁定后记为结论", "whether a business is closed shows at the door, and becomes a conclusion";
    }
    "I-18-b" @ A18, Bureau: "能否只下发名单的一部分", "may a part of the list be dispatched" {
        "by-unit-or-random-batches": "按单位或按随机批次，不得挑选", "by unit or in random batches, never a selection";
        "by-unit-only": "只按单位，不分批", "by unit alone, in one batch";
    }
    "I-18-c" @ A18, Bureau: "公告写什么", "what does the announcement say" {
        "task-rules-counts": "任务、规则、数量和校验值", "task, rules, counts and check values";
        not "with-names": "一并公布名单", "the names as well",
            because "检查前公布名单等于通知对象；不暂缓公布时密钥已经公开", "names before the visit warn the targets; without an embargo the keys are public anyway";
    }
    "I-18-d" @ A18, Bureau: "如何确定对应的执行单位", "which unit corresponds to a target" {
        "table-of-areas": "区域对照表，不看信用代码中的区划", "the table of areas, never the digits of a credit code";
        not "digits-of-the-code": "统一社会信用代码中的区划码", "the digits of the credit code",
            because "登记机关所在地不是经营所在地", "the digits name the registrar, not the place of business";
    }
    "I-19-a" @ A19, Bureau: "起止时间不完全相同时如何合并", "how are windows merged that differ" {
        "least-visits": "同一对象、同一单位，次数取最少", "by target and unit, to the least number of visits";
        not "equal-windows": "起止时间相同的才合并", "only windows that are equal",
            because "相差一天就要上门两次，与进一次门相反", "a day of difference would make two visits of one";
    }
    "I-20-2a" @ A20P2, Bureau: "执行单位如何选择随机方式", "how does the unit choose the method" {
        "named-in-the-officers-seal": "写入人员封存", "it stands in the officers' seal";
        not "chosen-at-the-match": "匹配时再选择", "when officers are matched",
            because "随机数出现之后才选的方式可以迁就结果", "a method chosen after the seed can follow the outcome";
    }
    "I-20-2b" @ A20P2, Bureau: "组长如何选定", "how is the leader selected" {
        "drawn-among-eligible": "在可任组长的组员中抽取", "drawn among members who may lead";
        "appointed": "由审批人指定", "appointed by an approver";
    }
    "I-20-2c" @ A20P2, Statute: "专家是否计入两名检查人员", "do experts count to the two officers" {
        "not-counted": "不计入", "no";
        not "counted": "计入", "yes",
            because "专家没有执法资格（第二十一条）", "experts hold no qualification to enforce (article 21)";
    }
    "I-20-3a" @ A20P3, Bureau: "人员不足时先用哪种办法", "which remedy comes first where officers are too few" {
        "pooled-then-direct": "先统筹相邻区域，最后才直接委派并写明理由", "pooled areas first, direct assignment last and with a reason";
        not "direct-first": "可以先直接委派", "direct assignment at once",
            because "条文两种并列，能随机的不应指定", "the text names both, and what can be drawn should not be picked";
    }
    "I-21-a" @ A21, Statute: "从事安全生产日常监管的人员是否须持有效执法证件", "do people who supervise work safety day by day need a valid certificate" {
        "certificate-for-all": "须持证", "yes";
        "daily-safety-without-certificate": "不须持证", "no";
    }
    "I-22-a" @ A22, Bureau: "可以因何更换人员", "for which reasons may an officer be replaced" {
        "three-and-other": "岗位、工作、健康，以及写明的其他原因", "post, work, health, and another reason in words";
        not "three-alone": "只限列明的三种", "the three alone",
            because "条文写有“等”", "the text leaves its list open";
    }
    "I-22-b" @ A22, Bureau: "由谁替补", "who takes the place" {
        "next-drawn-first": "先提供下一名抽取人员，也可经批准另行指派", "the next of the sealed stream is offered first; the unit may assign with an approver";
        not "assign-only": "一律另行指派", "the unit assigns always",
            because "指派在任何一次更换中都可以选用，不必排除随机递补", "the unit may assign in every replacement; nothing is gained by shutting out the lottery";
    }
    "I-22-c" @ A22, Statute: "抽取后才知道的利害关系如何处理", "what of an interest that is known only after the draw" {
        "replacement": "封存前申报的直接排除，之后按更换处理", "known before the officers' seal it excludes, later it is a replacement";
        not "new-match": "全部重新匹配", "everything is matched anew",
            because "一人回避不应改变其他对象的检查组", "one recusal must not change the teams of other targets";
    }
    "I-24-a" @ A24, Bureau: "缺少的主语是谁", "who is the subject that is missing" {
        "leader": "组长", "the leader";
        only "后一句写明组员服从组长", "the next sentence has members obey the leader";
    }
    "I-25-a" @ A25, Bureau: "检查表单如何选定", "which form is used" {
        "automatic-first": "先自动匹配，手动选择留痕", "the automatic match first; a manual choice is logged";
        not "manual-free": "自动、手动任选", "either, freely",
            because "平台应能看出选用的理由", "why a form was chosen must remain visible";
    }
    "I-25-b" @ A25, Bureau: "有人拒签或缺席时结果是否成立", "is a result final where a member does not sign" {
        "complete-or-confirmed": "签齐才成立；拒签写明原因并由负责人确认", "when all have signed; a refusal with its reason is confirmed by the head";
        not "all-or-nothing": "不签齐不成立", "only when all have signed",
            because "一人拒签就能使结果永远不成立", "one refusal would keep a result from ever standing";
    }
    "I-26-a" @ A26, Superior: "结论能否并存", "may conclusions stand together" {
        "per-target-item-department": "按对象、事项、部门各出一组；无问题排斥其他，失联排斥已改和拒检", "one set per target, item and department; no problem excludes all others, unreachable excludes ordered and refused";
        not "one-conclusion": "每个对象只能有一种", "one conclusion a target",
            because "各事项、各部门的发现会互相掩盖", "findings of several items and departments would hide each other";
    }
    "I-26-b" @ A26I5, Bureau: "“已责令改正”指什么", "what does ordered to correct mean" {
        "order-issued": "已经下达，改正日期另记", "the order is issued; the day of correction is kept apart";
        not "corrected": "已经改正", "it has been corrected",
            because "改正在检查之后，公示期限内往往尚未到期", "correction comes after the visit, often after the term to publish";
    }
    "I-27-a" @ A27, Bureau: "“可以认定”由谁认定", "who decides what may be found" {
        "person-confirms": "系统只提示，由人确认", "the system shows the ground, a person confirms";
        not "automatic": "符合情形即认定", "the ground alone decides",
            because "“可以”是裁量，由人作出", "the wording leaves discretion, which a person has";
    }
    "I-27-b" @ A27I4, Bureau: "其他妨碍是否须有后果", "does other obstruction need its consequence" {
        "both-facts": "行为和后果缺一不可", "both the act and the consequence";
        not "act-alone": "有行为即可", "the act alone",
            because "条文把后果也写作条件", "the text names the consequence";
    }
    "I-28-1a" @ A28P1, Bureau: "任务何时算结束", "when does a task end" {
        "earlier-of-last-visit-and-window": "最后一次检查与截止日中较早的一天", "on the earlier of the last visit and the end of the window";
        "window-end": "截止日", "on the last day of the window";
    }
    "I-28-1b" @ A28P1, Statute: "不公开的结果留什么", "what stays of a result that is withheld" {
        "reason-and-digest": "原因和校验值", "the reason and a check value";
        not "nothing": "什么都不留", "nothing",
            because "没有校验值，日后就能换成另一份结果", "without a check value another result could take its place";
    }
    "I-28-2a" @ A28P2, Bureau: "更正由谁签字", "who signs a correction" {
        "head-of-executor": "执行单位主要负责人", "the head of the unit that inspected";
        not "head-of-owner": "委托部门负责人", "the head of the department that entrusts",
            because "条文写的是任务执行单位", "the text names the unit that carries the task out";
    }
    "I-28-3a" @ A28P3, Bureau: "异议何时可提、材料不全是否停算", "when is an objection admissible and what stops its clock" {
        "once-signed-never-stopped": "签字后即可提出；补正不影响期限", "once the result is signed; a request for papers stops nothing";
        not "stopped-by-missing-papers": "材料不全时停算", "a request for papers stops the clock",
            because "条文自接到申请材料起算，停算须有规定", "the text counts from the receipt of the papers, and a stop needs a rule";
    }
    "I-29-a" @ A29, Bureau: "何时可以只凭证据", "when is evidence alone enough" {
        "impossible-and-evidence": "无法检查且至少一项证据，仍须签字", "inspection is impossible and there is at least one piece; it is signed all the same";
        not "impossible-alone": "无法检查即可", "impossibility alone",
            because "条文要求取得相关证据", "the text asks for evidence";
    }
    "I-30-a" @ A30, Superior: "档案保存多久", "how long is the archive kept" {
        "as-configured": "由单位设定，校验值长期保存", "as the office sets it; check values stay";
        only "条文指向档案管理规定，期限由单位设定", "the text points to the rules of archives; the office sets the period";
    }
    "I-31-a" @ A31, Statute: "系统能否认定免责", "does the system decide on a waiver" {
        "evidence-list": "只列证据，不作结论", "it lists evidence and gives no verdict";
        not "verdict": "由系统认定", "the system decides",
            because "免责由有权机关认定", "whoever has the power decides on a waiver";
    }
    "I-32-a" @ A32, Statute: "系统能否认定责任", "does the system decide on liability" {
        "internal-indicator": "只作内部提示，先列履职证据", "it gives internal indicators, after the evidence of duty done";
        not "verdict": "由系统认定", "the system decides",
            because "追责由有权机关认定", "whoever has the power decides on liability";
    }
    "I-33-a" @ A33, Superior: "指引没有规定的依据什么", "what fills the gaps" {
        "guideline-province-state": "指引、省级意见、国家规定依次适用", "guideline, then province, then state";
        only "层级由立法决定", "legislation sets the order";
    }
}
