//! The checks of `verify` by name, for people.

use super::cli::Lang;

/// What a check is about; its own name where no words are known for it.
pub(crate) fn check(name: &str, lang: Lang) -> &str {
    let (zh, en) = match name {
        "schema" => ("记录格式", "form of the record"),
        "seal-digest" => ("封存校验值", "check value of the seal"),
        "approvals" => ("审批", "approvals"),
        "commitments" => ("见证人承诺值", "commitments of the parties"),
        "seed" => ("随机数", "seed"),
        "roots" => ("名录与封存一致", "lists are the sealed ones"),
        "exclusions" => ("排除名单", "exclusions"),
        "quotas" => ("应抽户数", "quotas"),
        "cap" => ("一年不超过2次", "at most twice a year"),
        "tickets" => ("摇号结果重算一致", "every ticket drawn again"),
        "confirmations" => ("确认与递补", "confirmations"),
        "dispatch" => ("派发", "dispatch"),
        "times" => ("时间先后", "order of times"),
        "chain" => ("与前次记录衔接", "chain of records"),
        "merging" => ("合并检查", "merged visits"),
        "officers-seal" => ("人员封存校验值", "check value of the officers' seal"),
        "officers-seed" => ("第二次随机数", "second seed"),
        "officers-pool" => ("人员名录与封存一致", "officers are the sealed ones"),
        "matching" => ("人员匹配重算一致", "every team drawn again"),
        "teams" => ("检查组组成", "teams and leaders"),
        "match-attempts" => ("匹配次数", "attempts to match"),
        "ended" => ("撤回或作废", "withdrawn or void"),
        "beacon" => ("公开随机数来源", "beacon"),
        "embargo" => ("暂缓公布", "embargo"),
        "sequence" => ("编号连续", "numbers in the ledger"),
        "attempts" => ("历次尝试", "every attempt is there"),
        "replacements" => ("更换人员", "replacements"),
        other => return other,
    };
    lang.pick(zh, en)
}
