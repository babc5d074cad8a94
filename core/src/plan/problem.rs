//! What can be wrong with a round before it is sealed.

use crate::base::problem::problems;
use crate::base::{Date, Instant};

problems! {
    /// Why a round cannot be sealed. Every one stands at a place such as `tasks[2].strata[0]`.
    pub enum PlanError {
        /// A signature without a name.
        Unsigned = "approval-unsigned" @ A6 {
            zh: "审批记录没有姓名或职务",
            en: "an approval names nobody",
            hint_zh: "填写签字人",
            hint_en: "give the person or post that signed",
        }
        /// Preparer and approver are one person.
        SamePerson { person: String } = "approval-same-person" @ A6 {
            zh: "`{person}` 既是经办人又是审批人",
            en: "`{person}` both prepares and approves",
            hint_zh: "由另一人审批",
            hint_en: "have another person approve",
        }
        /// An approver was asked for, a preparer given.
        NotApprover { person: String } = "approval-not-approver" @ A6 {
            zh: "`{person}` 的签字是经办，不是审批",
            en: "`{person}` signed as preparer, an approver is asked for",
            hint_zh: "补充审批人的签字",
            hint_en: "add the approver's signature",
        }
        /// A signature under a seal that is younger than the seal.
        SignedLate { person: String, date: Date, sealed_at: Instant } = "approval-after-seal" @ A6 {
            zh: "`{person}` 的签字日期 {date} 晚于封存时间 {sealed_at}",
            en: "`{person}` signed on {date}, after the seal at {sealed_at}",
            hint_zh: "先审批后封存；核对签字日期和封存时间",
            hint_en: "sign before the seal is made; check both dates",
        }
        /// A round without tasks.
        NoTask = "round-no-task" @ A16 {
            zh: "本批次没有抽查任务",
            en: "the round has no task",
            hint_zh: "至少设置一项任务",
            hint_en: "set at least one task",
        }
        /// More tasks or strata than an index holds.
        TooMany { what: &'static str, found: usize, limit: usize } = "round-too-many" @ A16 {
            zh: "`{what}` 有 {found} 个，最多 {limit} 个",
            en: "there are {found} `{what}`, at most {limit} are allowed",
            hint_zh: "拆成几个批次",
            hint_en: "split the round",
        }
        /// Two tasks, items or overrides with one id.
        Doubled { id: String } = "round-doubled" @ A16 {
            zh: "`{id}` 出现两次",
            en: "`{id}` appears twice",
            hint_zh: "各给一个编号",
            hint_en: "give each its own id",
        }
        /// A blank text, or one with a control character.
        Text { found: String } = "round-text" @ A16 {
            zh: "`{found}` 为空、过长（超过 200 个字符）或含控制字符",
            en: "`{found}` is blank, longer than 200 characters, or holds a control character",
            hint_zh: "改为一行可见文字",
            hint_en: "write one line of visible text",
        }
        /// A task that inspects nothing.
        NoItem = "task-no-item" @ A2P1 {
            zh: "任务没有列出抽查事项",
            en: "the task names no item",
            hint_zh: "列出事项清单中的编号",
            hint_en: "name an id of the item list",
        }
        /// An item that is not on the list.
        UnknownItem { id: String } = "task-unknown-item" @ A2P1 {
            zh: "事项 `{id}` 不在抽查事项清单内",
            en: "item `{id}` is not on the item list",
            hint_zh: "核对事项编号，或先调整清单",
            hint_en: "check the id, or amend the list first",
        }
        /// A task without strata.
        NoStratum = "task-no-stratum" @ A17 {
            zh: "任务没有抽取分项",
            en: "the task has no stratum",
            hint_zh: "至少设置一个分项及其比例；不定向时条件写 \"everyone\"",
            hint_en: "set at least one stratum with its ratio; write \"everyone\" to draw from all",
        }
        /// Tasks of one tag must go to one unit.
        TagUnits { tag: String, task: String, other: String } = "tag-units-differ" @ A19 {
            zh: "标签 `{tag}` 的任务 `{task}` 与 `{other}` 由不同单位执行",
            en: "tasks `{task}` and `{other}` of tag `{tag}` go to different units",
            hint_zh: "写同一单位，或都按区域派发，或都属于同一次联合检查",
            hint_en: "name one unit for both, leave both to the table of areas, or make both one joint inspection",
        }
        /// Tasks of one tag must share a day.
        TagDays { tag: String, start: Date, end: Date } = "tag-no-common-day" @ A19 {
            zh: "标签 `{tag}` 的任务没有共同的检查日：最晚起始 {start}，最早截止 {end}",
            en: "the tasks of tag `{tag}` share no day: the last starts on {start}, the first ends on {end}",
            hint_zh: "调整起止时间，或去掉标签",
            hint_en: "move the windows, or drop the tag",
        }
        /// Fewer seats than the rules ask for, or none for a leader.
        Seats { found: usize, least: u32 } = "task-seats" @ A20P2 {
            zh: "检查组有 {found} 个名额，至少 {least} 个且其中 1 个为组长",
            en: "the team has {found} seats, at least {least} are asked for, one of them a leader's",
            hint_zh: "补足名额并标出组长",
            hint_en: "add seats and mark one as leader",
        }
        /// A demand for no expert, or for a crowd.
        ExpertCount { specialty: String, found: u32, limit: u32 } = "task-expert-count" @ A20P2 {
            zh: "要求 {found} 名 `{specialty}` 专家，应为 1 至 {limit} 名",
            en: "{found} experts for `{specialty}` are asked for, it may be 1 to {limit}",
            hint_zh: "不需要专家时删除该项；人数过多时分为几个专业",
            hint_en: "leave the demand out where no expert is needed",
        }
        /// One specialty asked for twice.
        ExpertTwice { specialty: String } = "task-expert-twice" @ A20P2 {
            zh: "专家专业 `{specialty}` 要求了两次",
            en: "experts for `{specialty}` are asked for twice",
            hint_zh: "同一专业写一项，合计人数",
            hint_en: "write one demand a specialty, with the whole number",
        }
        /// A key item under rules that draw general ones only.
        ItemNotGeneral { item: String } = "item-not-general" @ A9 {
            zh: "事项 `{item}` 是重点检查事项，不作随机抽查",
            en: "item `{item}` is a key item, only general items are drawn at random",
            hint_zh: "从任务中去掉，或改用允许重点事项的口径配置（I-9-a）",
            hint_en: "drop it from the task, or take a rule set that allows key items (I-9-a)",
        }
        /// A key item at a high ratio is drawn for the order of its batches.
        KeyBatches { ratio: String, from: String } = "key-item-batches" @ A9 {
            zh: "重点检查事项的比例 `{ratio}` 达到 `{from}`，须分批下发，由摇号决定先后",
            en: "a key item is drawn at `{ratio}`; from `{from}` on the draw orders batches, and the round has one",
            hint_zh: "把分批数设为 2 或以上",
            hint_en: "cut the list into at least 2 batches",
        }
        /// A share below what the rules ask for, or a number whose share nobody knows.
        BelowLeast { found: String, least: String } = "ratio-below-least" @ A13 {
            zh: "分项抽取 `{found}`，口径配置要求比例不低于 `{least}`",
            en: "the stratum draws `{found}`, the rules ask for a ratio of at least `{least}`",
            hint_zh: "提高比例；写比例，不写数量",
            hint_en: "raise the ratio; write a ratio and not a number",
        }
        /// A directed draw by a column that the rules do not list.
        ColumnNotAllowed { column: String, allowed: String } = "criterion-not-allowed" @ A17 {
            zh: "不能按 `{column}` 定向抽取，口径配置只允许 {allowed}",
            en: "a draw may not be directed by `{column}`, the rules allow {allowed}",
            hint_zh: "改用允许的条件",
            hint_en: "use a column that the rules allow",
        }
        /// A task on no basis.
        NoBasis { task: String } = "task-without-basis" @ A1 {
            zh: "任务 `{task}` 没有依据：既不在年度计划内，也不是经审批的临时性抽查",
            en: "task `{task}` has no basis: it is neither a line of a yearly plan nor an approved ad-hoc draw",
            hint_zh: "写明计划、版本和计划项，或写明临时性抽查的事由、文号和审批人",
            hint_en: "name plan, version and line, or reason, document and approver of an ad-hoc draw",
        }
        /// A line of a plan without the check value of its version.
        PlanUnpinned { task: String, plan: String, version: u32 } = "task-plan-without-digest" @ A12P1 {
            zh: "任务 `{task}` 依据计划 `{plan}` 第 {version} 版，没有该版的校验值",
            en: "task `{task}` names version {version} of plan `{plan}` without its check value",
            hint_zh: "提供年度计划一并封存，或填写该版计划的校验值",
            hint_en: "seal the round under the plan, or give the check value of that version",
        }
        /// An ad-hoc task that nobody approved.
        AdHocUnapproved { task: String } = "ad-hoc-unapproved" @ A14P3 {
            zh: "临时性抽查任务 `{task}` 没有审批，或审批人就是经办人",
            en: "ad-hoc task `{task}` has no approver other than whoever prepared the round",
            hint_zh: "由经办人以外的人审批",
            hint_en: "have another person approve it",
        }
        /// An ad-hoc task without its reason or its document.
        AdHocUnfounded { task: String } = "ad-hoc-unfounded" @ A14P3 {
            zh: "临时性抽查任务 `{task}` 没有写明事由或审批文号",
            en: "ad-hoc task `{task}` does not give its reason or the number of the document that approved it",
            hint_zh: "两项都要填写，封存后公开",
            hint_en: "give both; they become public with the seal",
        }
        /// No way to make a seed.
        NoCeremony = "ceremony-not-planned" @ A16 {
            zh: "没有约定随机数的产生方式",
            en: "nothing is planned that makes the seed",
            hint_zh: "登记见证人的承诺值、骰子、摇号球，或写明 bare（强度弱）",
            hint_en: "register commitments of witnesses, dice, balls, or write bare (weak)",
        }
        /// Something is to be kept back by a party without a secret.
        EmbargoParty { party: String } = "embargo-party" @ A6 {
            zh: "暂缓公布须由一名见证人保管密值，`{party}` 没有登记承诺值",
            en: "an embargo rests on a party's secret, and `{party}` registers no commitment",
            hint_zh: "写明 ceremony.parties 中的一方，例如公证处",
            hint_en: "name one of `ceremony.parties`, a notary for example",
        }
        /// An embargo that is over before it begins.
        EmbargoLift { lift: Date, sealed_on: Date } = "embargo-lift" @ A6 {
            zh: "暂缓公布至 {lift}，不晚于封存日 {sealed_on}",
            en: "the embargo ends on {lift}, no later than the seal of {sealed_on}",
            hint_zh: "写检查全部结束之后的日期，或写 open",
            hint_en: "give a day after the last visit, or write open",
        }
        /// An override that changes nothing.
        OverrideTooLow { unit_code: String, allowed: u32, cap: u32 } = "override-not-above-cap" @ A14P2 {
            zh: "`{unit_code}` 的例外次数 {allowed} 不高于上限 {cap}",
            en: "the override for `{unit_code}` allows {allowed}, no more than the cap of {cap}",
            hint_zh: "例外只用于提高次数",
            hint_en: "an override can only raise the number",
        }
        /// An exception where the rules know none.
        NoException { unit_code: String } = "override-refused" @ A14P2 {
            zh: "口径 I-14-2d 不允许例外，不能为 `{unit_code}` 提高次数",
            en: "reading I-14-2d knows no exception, so `{unit_code}` is not drawn above the cap",
            hint_zh: "删除该例外",
            hint_en: "drop the override",
        }
        /// A column of the licence's term that the directory lacks.
        LicenceColumn { column: String } = "licence-column-unknown" @ A14P2 {
            zh: "次数按许可证有效期计算，名录库中没有列 `{column}`",
            en: "the cap counts in the term of the licence, and the directory has no column `{column}`",
            hint_zh: "在名录中补充许可证起止两列，或修改口径配置 licence_term",
            hint_en: "add the column to the list, or correct licence_term in the rule set",
        }
        /// A licence with half a term, or with what is no day.
        LicenceDays { id: String, from: String, to: String } = "licence-days" @ A14P2 {
            zh: "`{id}` 的许可证有效期为 `{from}` 至 `{to}`，应为先后两个日期或都留空",
            en: "the licence of `{id}` is valid from `{from}` to `{to}`: give two days in order, or neither",
            hint_zh: "日期写成 2026-10-01",
            hint_en: "write days as 2026-10-01",
        }
        /// A stratum rounded otherwise where the rules round up always.
        Rounding { label: String } = "rounding-refused" @ A17 {
            zh: "分项 `{label}` 另写了取整方式，口径 I-17-d 一律向上取整",
            en: "stratum `{label}` states a rounding of its own, reading I-17-d rounds up always",
            hint_zh: "把 rounding 改为 up",
            hint_en: "write `up`",
        }
        /// Batches where the rules know none.
        BatchesRefused { found: u64 } = "batches-refused" @ A18 {
            zh: "批次分 {found} 批下发，口径 I-18-b 只按单位下发",
            en: "the list is cut into {found} batches, reading I-18-b splits it by unit alone",
            hint_zh: "把分批数设为 1",
            hint_en: "write 1 batch",
        }
        /// Where a list came from, said of a list that does not exist, or said twice.
        Provenance { list: String, expected: String } = "provenance-list" @ A6 {
            zh: "名录来源写了 `{list}`，应为 {expected}，各至多一次",
            en: "provenance names list `{list}`: give each of {expected} at most once",
            hint_zh: "改正名录名称",
            hint_en: "correct the name of the list",
        }
        /// A list that was exported when it had been sealed.
        ExportedLate { list: String, exported_at: Instant, sealed_at: Instant } = "provenance-after-seal" @ A6 {
            zh: "名录 `{list}` 的导出时间 {exported_at} 晚于封存时间 {sealed_at}",
            en: "list `{list}` was exported at {exported_at}, after the seal at {sealed_at}",
            hint_zh: "核对导出时间和封存时间",
            hint_en: "check both times",
        }
        /// A list cannot be cut into no batch.
        Batches { found: u64, limit: usize } = "round-batches" @ A18 {
            zh: "分批数为 {found}，应为 1 至 {limit}",
            en: "the list is to be cut into {found} batches, give 1 to {limit}",
            hint_zh: "不分批时写 1",
            hint_en: "write 1 to dispatch at once",
        }
        /// An upper department entrusts a lower one, not itself.
        Delegation { owner: String } = "delegation-to-self" @ A15 {
            zh: "`{owner}` 委托了自己",
            en: "`{owner}` entrusts itself",
            hint_zh: "写明受委托的下级单位和委托书文号",
            hint_en: "name the lower department and the letter of entrustment",
        }
    }
}
