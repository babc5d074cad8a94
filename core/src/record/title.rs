//! 核验项目 - what a named check is about, in words for people.

use super::verdict::Check;

/// Every named check, in Chinese and English.
const TITLES: &[(&str, &str, &str)] = &[
    ("schema", "记录格式", "form of the record"),
    ("seal-digest", "封存校验值", "check value of the seal"),
    ("approvals", "审批", "approvals"),
    ("basis", "抽查依据", "plan or ad-hoc basis"),
    ("commitments", "见证人承诺值", "commitments of the parties"),
    ("seed", "随机数", "seed"),
    ("roots", "名录与封存一致", "lists are the sealed ones"),
    ("exclusions", "排除名单", "exclusions"),
    ("quotas", "应抽户数", "quotas"),
    ("cap", "一年不超过2次", "at most twice a year"),
    ("tickets", "摇号结果重算一致", "every ticket drawn again"),
    ("confirmations", "确认与递补", "confirmations"),
    ("dispatch", "派发", "dispatch"),
    ("times", "时间先后", "order of times"),
    ("chain", "与前次记录衔接", "chain of records"),
    ("merging", "合并检查", "merged visits"),
    ("officers-seal", "人员封存校验值", "check value of the officers' seal"),
    ("officers-seed", "第二次随机数", "second seed"),
    ("officers-pool", "人员名录与封存一致", "officers are the sealed ones"),
    ("matching", "人员匹配重算一致", "every team drawn again"),
    ("teams", "检查组组成", "teams and leaders"),
    ("match-attempts", "匹配次数", "attempts to match"),
    ("ended", "撤回或作废", "withdrawn or void"),
    ("beacon", "公开随机数来源", "beacon"),
    ("embargo", "暂缓公布", "embargo"),
    ("sequence", "编号连续", "numbers in the ledger"),
    ("attempts", "历次抽查", "every attempt is there"),
    ("replacements", "更换人员", "replacements"),
    ("listed", "是否列入名录", "whether it is listed"),
    ("scope", "是否列入抽取范围", "whether it could be drawn"),
    ("pools", "所在分项", "pool of the stratum"),
    ("chance", "抽中机会", "chance"),
    ("drawn", "是否被抽中", "whether it was drawn"),
    ("visits", "检查组", "visits and teams"),
    ("words", "说明文字", "words"),
];

/// The names of all checks that [`verify`](super::verify()), [`check_certificate`](super::check_certificate) and a ledger make.
pub fn check_names() -> impl Iterator<Item = &'static str> {
    TITLES.iter().map(|(name, ..)| *name)
}

impl Check {
    /// What it is about in Chinese: 摇号结果重算一致.
    pub fn title_zh(&self) -> &'static str {
        title(self.name).0
    }

    /// What it is about in English: every ticket drawn again.
    pub fn title_en(&self) -> &'static str {
        title(self.name).1
    }
}

/// Chinese and English; the name itself where there are no words for it.
fn title(name: &'static str) -> (&'static str, &'static str) {
    let known = TITLES.iter().find(|(known, ..)| *known == name);
    known.map_or((name, name), |(_, zh, en)| (zh, en))
}
