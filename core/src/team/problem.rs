//! What can be wrong with a match between the dispatch and the order.

use crate::base::Date;
use crate::base::problem::problems;

problems! {
    /// Why officers cannot be sealed, or an order not be given.
    pub enum OfficersError {
        /// No record to match.
        NoRecord = "match-no-record" @ A20P2 {
            zh: "没有给出已派发的记录",
            en: "no dispatched record is given",
            hint_zh: "先派发名单，再封存人员",
            hint_en: "dispatch a list first, then seal the officers",
        }
        /// Nothing was dispatched to the unit.
        NoVisit { unit: String, records: usize } = "match-no-visit" @ A20P2 {
            zh: "{records} 份记录中没有派发给 `{unit}` 的检查",
            en: "none of the {records} records dispatched a visit to unit `{unit}`",
            hint_zh: "核对执行单位编号；联合检查由牵头单位匹配",
            hint_en: "check the unit's id; the lead unit matches a joint inspection",
        }
        /// The unit's visits have their teams.
        MatchedBefore { unit: String } = "match-done-before" @ A22 {
            zh: "`{unit}` 的检查已经匹配人员，不能重新抽取",
            en: "the visits of unit `{unit}` were matched before and are not drawn again",
            hint_zh: "确需更换的，按更换程序逐人办理并留痕",
            hint_en: "replace a single officer for a named reason instead; it is recorded",
        }
        /// The match bears the id of a round or of an earlier match.
        IdTaken { id: String } = "match-id-taken" @ A20P2 {
            zh: "编号 `{id}` 已用于抽查批次或此前的匹配",
            en: "the id `{id}` is that of a round or of an earlier match",
            hint_zh: "另编一个编号，例如批次编号加执行单位编号",
            hint_en: "give it an id of its own, the round's and the unit's for example",
        }
        /// A commitment to a secret that was revealed at an earlier ceremony.
        SecretPublic { party: String, round: String } = "match-secret-public" @ A16 {
            zh: "见证人 `{party}` 承诺的密值已在 `{round}` 的摇号中公开",
            en: "party `{party}` committed to a secret that was revealed at the ceremony of `{round}`",
            hint_zh: "换一个新的密值，重新登记承诺值",
            hint_en: "take a new secret and register its commitment",
        }
        /// The values of an earlier ceremony once more.
        SeedNotFresh { round: String } = "match-seed-not-fresh" @ A16 {
            zh: "录入的值或公开随机数与 `{round}` 的摇号相同，封存人员之前已经公开",
            en: "the typed values or the beacon are those of the ceremony of `{round}`, which were public before the officers were sealed",
            hint_zh: "封存人员之后重新产生随机数",
            hint_en: "make new values after the officers are sealed",
        }
        /// An area with two rows.
        AreaDoubled { area: String } = "match-area-doubled" @ A20P3 {
            zh: "区域 `{area}` 在区域表中出现两次",
            en: "area `{area}` has two rows",
            hint_zh: "每个区域写一行，相邻区域写在同一行",
            hint_en: "keep one row an area, with all its neighbours",
        }
        /// A neighbour without a row.
        NeighbourNotListed { area: String, neighbour: String } = "match-neighbour-not-listed" @ A20P3 {
            zh: "区域 `{area}` 的相邻区域 `{neighbour}` 不在区域表中",
            en: "neighbour `{neighbour}` of area `{area}` has no row in the table of areas",
            hint_zh: "为相邻区域补一行，或改正名称",
            hint_en: "add a row for it, or correct the name",
        }
        /// A visit outside the table.
        VisitAreaNotListed { target: String, area: String } = "match-visit-area-not-listed" @ A20P3 {
            zh: "检查对象 `{target}` 所在区域 `{area}` 不在区域表中",
            en: "target `{target}` is in area `{area}`, which has no row in the table of areas",
            hint_zh: "在区域表中补充该区域，或改正名录中的区域",
            hint_en: "add the area to the table, or correct it in the directory",
        }
        /// An officer outside the table.
        OfficerAreaNotListed { officer: String, area: String } = "match-officer-area-not-listed" @ A20P3 {
            zh: "执法检查人员 `{officer}` 的区域 `{area}` 不在区域表中",
            en: "officer `{officer}` is in area `{area}`, which has no row in the table of areas",
            hint_zh: "在区域表中补充该区域，或改正名录中的区域",
            hint_en: "add the area to the table, or correct it in the directory",
        }
        /// A visit whose target is in no list.
        TargetNotListed { target: String } = "match-target-not-listed" @ A10 {
            zh: "检查对象 `{target}` 不在检查对象名录中",
            en: "target `{target}` is not in the directory of targets",
            hint_zh: "提供各记录抽取时的名录",
            hint_en: "give the directory that its record was drawn from",
        }
        /// A recusal of somebody unknown.
        RecusalOfficer { officer: String } = "match-recusal-officer" @ A22 {
            zh: "回避的执法检查人员 `{officer}` 不在人员名录中",
            en: "officer `{officer}` of a recusal is not in the directory of officers",
            hint_zh: "核对人员编号",
            hint_en: "check the officer's id",
        }
        /// A recusal from nothing.
        RecusalTarget { officer: String, target: String } = "match-recusal-target" @ A22 {
            zh: "`{officer}` 申请回避的 `{target}` 不在本次检查之列",
            en: "officer `{officer}` is recused from `{target}`, which no visit goes to",
            hint_zh: "核对检查对象或企业的编号；本次不检查的不必申请",
            hint_en: "check the target's or enterprise's id; what is not visited needs no recusal",
        }
        /// A recusal without a reason.
        RecusalReason { officer: String, target: String } = "match-recusal-reason" @ A22 {
            zh: "`{officer}` 回避 `{target}` 没有写明理由",
            en: "the recusal of officer `{officer}` from `{target}` states no reason",
            hint_zh: "填写理由；理由只留存，不公开",
            hint_en: "state the reason; it is kept and never published",
        }
        /// A target's request before the seal that nobody decided.
        RecusalUndecided { officer: String, target: String } = "match-recusal-undecided" @ A22 {
            zh: "检查对象 `{target}` 申请 `{officer}` 回避，但没有写明由谁决定",
            en: "target `{target}` asked for the recusal of officer `{officer}`, and nobody is named who decided it",
            hint_zh: "填写作出决定的审批人和日期；未同意的不写入回避名单",
            hint_en: "name the approver who decided, and the day; leave out what was declined",
        }
        /// A signature before what it is about.
        SignedEarly { person: String, found: Date, earliest: Date } = "match-signed-early" @ A6 {
            zh: "`{person}` 于 {found} 签字，早于所签事项的 {earliest}",
            en: "`{person}` signed on {found}, before {earliest}, when there was nothing to sign yet",
            hint_zh: "核对日期；不得早于名单锁定、人员封存和匹配等所签事项",
            hint_en: "check the date; it follows the lock of the lists, and the seal and draw where it is about these",
        }
        /// A signature after what rests on it.
        SignedLate { person: String, found: Date, latest: Date } = "match-signed-late" @ A6 {
            zh: "`{person}` 于 {found} 签字，晚于 {latest}，此前已经封存或办理",
            en: "`{person}` signed on {found}, after {latest}, when it was sealed or carried out already",
            hint_zh: "先签字，后封存或办理；核对日期",
            hint_en: "sign first, then seal or carry out; check the date",
        }
        /// Direct assignment before the draw was tried.
        DirectUnproven { seats: usize } = "direct-unproven" @ A20P3 {
            zh: "直接委派 {seats} 个名额，但此前没有“无可行方案”的匹配",
            en: "{seats} seats are assigned directly, but no attempt was proven to have no plan",
            hint_zh: "先随机匹配；确实没有可行方案，再直接委派",
            hint_en: "draw first; assign directly only what has no plan",
        }
        /// Direct assignment of a seat that the proof leaves to the draw.
        DirectNotNamed { visit: u32, seat: u32, named: String } = "direct-not-named" @ A20P3 {
            zh: "第 {visit} 次检查第 {seat} 个名额（从 0 编号）不能直接委派，上一次匹配的证明只列出 {named}",
            en: "seat {seat} of visit {visit}, counted from 0, is left to the draw: the failed attempt's proof names {named}",
            hint_zh: "只直接委派证明列出的名额（检查/名额），其余随机匹配",
            hint_en: "assign only the seats it names (visit/seat); the others are matched at random",
        }
        /// Direct assignment without a reason.
        DirectReason { visit: u32, seat: u32 } = "direct-reason" @ A20P3 {
            zh: "第 {visit} 次检查第 {seat} 个名额（从 0 编号）的直接委派没有写明理由",
            en: "the direct assignment to seat {seat} of visit {visit}, counted from 0, states no reason",
            hint_zh: "写明为何人员不足",
            hint_en: "state why officers are too few",
        }
        /// A seat that is not there.
        DirectSeat { visit: u32, seat: u32 } = "direct-seat-unknown" @ A20P3 {
            zh: "没有第 {visit} 次检查的第 {seat} 个名额（从 0 编号）",
            en: "there is no seat {seat} of visit {visit}, counted from 0",
            hint_zh: "按上一次匹配的证明书填写检查和名额的编号",
            hint_en: "give visit and seat as the failed attempt's certificate numbers them",
        }
        /// An officer who is in no list.
        DirectOfficer { officer: String } = "direct-officer-unknown" @ A20P3 {
            zh: "直接委派的 `{officer}` 不在人员名录中",
            en: "officer `{officer}` of a direct assignment is not in the directory of officers",
            hint_zh: "核对人员编号",
            hint_en: "check the officer's id",
        }
        /// One seat or one officer twice in a visit.
        DirectDoubled { officer: String, visit: u32, seat: u32 } = "direct-doubled" @ A20P3 {
            zh: "第 {visit} 次检查（从 0 编号）重复委派：`{officer}`，名额 {seat}",
            en: "visit {visit}, counted from 0, is assigned twice: officer `{officer}`, seat {seat}",
            hint_zh: "每个名额一人，同一次检查每人一个名额",
            hint_en: "give each seat one officer, and each officer one seat of a visit",
        }
        /// An officer who must not go.
        DirectUnfit { officer: String, visit: u32, article: &'static str } = "direct-officer-unfit" @ A21 {
            zh: "`{officer}` 依{article}不能参加第 {visit} 次检查（从 0 编号），也不能直接委派",
            en: "officer `{officer}` is kept from visit {visit}, counted from 0, by {article}, which binds an assignment too",
            hint_zh: "委派具备执法资格、无需回避的人员",
            hint_en: "assign somebody who is qualified and not recused",
        }
        /// More exclusions of single officers from single visits than fit into memory.
        PairsTooMany { found: u64, limit: u64 } = "match-pairs-too-many" {
            zh: "不可参加的“人员与检查”组合有 {found} 个，最多 {limit} 个",
            en: "{found} pairs of officer and visit are ruled out, at most {limit} are taken",
            hint_zh: "先把全程不能参加的人员移出名录，或按区域分开匹配",
            hint_en: "leave officers out who can take no visit at all, or match areas separately",
        }
        /// A visit without a leader, where leaders are appointed.
        LeaderMissing { target: String } = "leader-missing" @ A20P2 {
            zh: "对 `{target}` 的检查还没有指定组长",
            en: "the visit to `{target}` has no leader yet",
            hint_zh: "下达前为每个检查组指定一名组长",
            hint_en: "appoint a leader for every team before the order",
        }
        /// An appointed expert without a reason.
        ExpertReason { expert: String, visit: u32 } = "expert-reason" @ A20P2 {
            zh: "指定专家 `{expert}` 参加第 {visit} 次检查（从 0 编号）没有写明理由",
            en: "the appointment of expert `{expert}` to visit {visit}, counted from 0, states no reason",
            hint_zh: "写明为何直接指定",
            hint_en: "state why the expert is appointed",
        }
        /// An expert seat that is not there.
        ExpertSeat { visit: u32, seat: u32 } = "expert-seat-unknown" @ A20P2 {
            zh: "第 {visit} 次检查没有第 {seat} 个专家名额（均从 0 编号）",
            en: "visit {visit} has no expert seat {seat}, both counted from 0",
            hint_zh: "专家名额按专业排序编号；需要专家的任务在 `experts` 中写明",
            hint_en: "expert seats are numbered by specialty; tasks ask for them in `experts`",
        }
        /// An expert who is in no list.
        ExpertUnknown { expert: String } = "expert-unknown" @ A20P2 {
            zh: "专家 `{expert}` 不在专家库中",
            en: "expert `{expert}` is not in the expert pool",
            hint_zh: "核对专家编号",
            hint_en: "check the expert's id",
        }
        /// One expert seat or one expert twice at a visit.
        ExpertDoubled { expert: String, visit: u32, seat: u32 } = "expert-doubled" @ A20P2 {
            zh: "第 {visit} 次检查（从 0 编号）的专家 `{expert}` 或专家名额 {seat} 已有安排",
            en: "expert `{expert}` or expert seat {seat} of visit {visit}, counted from 0, is taken already",
            hint_zh: "每个名额一人，同一次检查每人一个名额",
            hint_en: "give each seat one expert, and each expert one seat of a visit",
        }
        /// An expert who must not go.
        ExpertUnfit { expert: String, visit: u32, article: &'static str } = "expert-unfit" @ A20P2 {
            zh: "专家 `{expert}` 依{article}不能参加第 {visit} 次检查（从 0 编号）",
            en: "expert `{expert}` is kept from visit {visit}, counted from 0, by {article}",
            hint_zh: "指定没有利害关系、不在执法检查人员名录中的专家",
            hint_en: "appoint somebody without an interest who is not in the directory of officers",
        }
        /// A visit that still lacks an expert.
        ExpertMissing { target: String, visit: u32, seat: u32 } = "expert-missing" @ A20P2 {
            zh: "对 `{target}` 的检查（第 {visit} 次，从 0 编号）的专家名额 {seat} 还没有专家",
            en: "the visit to `{target}`, number {visit} counted from 0, has nobody on expert seat {seat}",
            hint_zh: "下达前直接指定专家",
            hint_en: "appoint an expert before the order",
        }
        /// A demand for experts without a pool.
        ExpertPoolEmpty { target: String } = "expert-pool-empty" @ A20P2 {
            zh: "对 `{target}` 的检查需要专家，但没有给出专家库",
            en: "the visit to `{target}` asks for experts, but there is no expert pool",
            hint_zh: "封存时一并给出专家库",
            hint_en: "give the expert pool when the officers are sealed",
        }
        /// A leader who is not in the team.
        LeaderStranger { officer: String, visit: u32 } = "leader-not-member" @ A20P2 {
            zh: "`{officer}` 不是第 {visit} 次检查（从 0 编号）的成员",
            en: "`{officer}` is no member of the team of visit {visit}, counted from 0",
            hint_zh: "从检查组成员中指定组长",
            hint_en: "appoint one of the team",
        }
        /// A leader who may not lead while another member may.
        LeaderIneligible { officer: String, visit: u32 } = "leader-not-eligible" @ A20P2 {
            zh: "`{officer}` 不可任组长，第 {visit} 次检查（从 0 编号）有可任组长的成员",
            en: "`{officer}` may not lead, and the team of visit {visit}, counted from 0, has a member who may",
            hint_zh: "指定标明可任组长的成员，联合检查从牵头部门指定",
            hint_en: "appoint a member marked as a leader, in a joint inspection one of the leading department",
        }
        /// A leader appointed where the rules have leaders drawn, or twice.
        LeaderSet { visit: u32 } = "leader-already-set" @ A20P2 {
            zh: "第 {visit} 次检查（从 0 编号）的组长已经确定",
            en: "the leader of visit {visit}, counted from 0, is already set",
            hint_zh: "口径为抽取时不能指定；每次检查只指定一次",
            hint_en: "leaders are appointed only where the rule set says so, once a visit",
        }
    }
}
