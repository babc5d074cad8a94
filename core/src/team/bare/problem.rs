//! What can be wrong with the lists that officers and visits are matched from.

use crate::base::problem::problems;

problems! {
    /// Why officers and visits are not matched at all. That there is no plan is no error but a result.
    pub enum TeamError {
        /// A visit in no known area.
        VisitArea { found: u32, areas: u32 } = "visit-area-unknown" @ A20P3 {
            zh: "检查所在区域 {found} 不存在，区域共 {areas} 个，从 0 编号",
            en: "the visit is in area {found}, but there are {areas} areas, counted from 0",
            hint_zh: "在区域表中补充该区域，或改正检查所在的区域",
            hint_en: "add the area to the pool, or correct the visit's area",
        }
        /// An officer in no known area.
        OfficerArea { found: u32, areas: u32 } = "officer-area-unknown" @ A20P3 {
            zh: "检查人员所在区域 {found} 不存在，区域共 {areas} 个，从 0 编号",
            en: "the officer is in area {found}, but there are {areas} areas, counted from 0",
            hint_zh: "在区域表中补充该区域，或改正人员所在的区域",
            hint_en: "add the area to the pool, or correct the officer's area",
        }
        /// A neighbour that is no area.
        PoolArea { found: u32, areas: u32 } = "pool-area-unknown" @ A20P3 {
            zh: "相邻区域 {found} 不存在，区域共 {areas} 个，从 0 编号",
            en: "neighbour {found} does not exist: there are {areas} areas, counted from 0",
            hint_zh: "每个区域在区域表中占一项，没有相邻区域的写空列表",
            hint_en: "give every area its entry in the pool, an empty one if it has no neighbours",
        }
        /// A recusal of nobody.
        RecusalOfficer { found: u32, officers: usize } = "recusal-officer-unknown" @ A22 {
            zh: "回避的检查人员 {found} 不存在，人员共 {officers} 名，从 0 编号",
            en: "officer {found} of the recusal does not exist: there are {officers} officers, counted from 0",
            hint_zh: "核对回避申请中的人员",
            hint_en: "check who asked to be recused",
        }
        /// A recusal from nothing.
        RecusalVisit { found: u32, visits: usize } = "recusal-visit-unknown" @ A22 {
            zh: "回避的检查 {found} 不存在，检查共 {visits} 次，从 0 编号",
            en: "visit {found} of the recusal does not exist: there are {visits} visits, counted from 0",
            hint_zh: "核对回避申请中的检查对象",
            hint_en: "check which visit the recusal is about",
        }
        /// A visit that nobody goes to.
        NoSeat = "visit-without-seats" @ A20P2 {
            zh: "检查没有人员名额",
            en: "the visit has no seat",
            hint_zh: "每次检查列出每名检查人员的名额，不少于两个",
            hint_en: "list a seat for each officer of the visit, at least two",
        }
        /// Over [`MOST_AREAS`](super::MOST_AREAS).
        AreasTooMany { found: u64, limit: u64 } = "match-areas-too-many" {
            zh: "区域编号需要 {found} 个区域，最多 {limit} 个",
            en: "the areas are numbered up to {found}, at most {limit} are taken",
            hint_zh: "区域从 0 起连续编号",
            hint_en: "number the areas from 0 without gaps",
        }
        /// Over [`MOST_OFFICERS`](super::MOST_OFFICERS).
        OfficersTooMany { found: usize, limit: usize } = "match-officers-too-many" {
            zh: "检查人员有 {found} 名，最多 {limit} 名",
            en: "there are {found} officers, at most {limit} are taken",
            hint_zh: "按执行单位分别匹配",
            hint_en: "match each unit by itself",
        }
        /// Over [`MOST_SEATS`](super::MOST_SEATS).
        SeatsTooMany { found: u64, limit: u64 } = "match-seats-too-many" {
            zh: "检查人员名额有 {found} 个，最多 {limit} 个",
            en: "the visits have {found} seats, at most {limit} are taken",
            hint_zh: "按执行单位分别匹配",
            hint_en: "match each unit by itself",
        }
        /// Over [`MOST_SWEEPS`](super::MOST_SWEEPS).
        Sweeps { found: u64, limit: u32 } = "match-sweeps-too-many" @ A20P2 {
            zh: "要求重排 {found} 轮，最多 {limit} 轮",
            en: "{found} sweeps are asked for, at most {limit} are made",
            hint_zh: "省略 `sweeps`（按 20 轮）或写 0 至 {limit}",
            hint_en: "leave `sweeps` out for 20, or write 0 to {limit}",
        }
        /// An explanation of a visit that is not there.
        VisitUnknown { found: u32, visits: usize } = "match-visit-unknown" @ A20P2 {
            zh: "检查 {found} 不存在，检查共 {visits} 次，从 0 编号",
            en: "visit {found} does not exist: there are {visits} visits, counted from 0",
            hint_zh: "核对要说明的是哪一次检查",
            hint_en: "check which visit is to be explained",
        }
    }
}
