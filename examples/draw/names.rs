//! The words of lists, checks and reasons, as officials say them.

use double_random::draw::Reason;
use double_random::record::CheckResult;
use double_random::tabular::Receipt;

use super::screen::Lang;

/// A list, by its name in receipts.
pub(crate) fn list(name: &str, lang: Lang) -> &str {
    match name {
        "targets" => lang.pick("检查对象名录", "targets"),
        "history" => lang.pick("检查历史", "history"),
        "units" => lang.pick("区域与单位对照表", "areas and units"),
        other => other,
    }
}

/// The header under which a field stands in the file.
pub(crate) fn header<'a>(receipt: &'a Receipt, field: &'a str) -> &'a str {
    receipt.columns.iter().find(|column| column.field == field).map_or(field, |column| &column.header)
}

/// A check of a verdict.
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
        other => (other, other),
    };
    lang.pick(zh, en)
}

/// How a check ended.
pub(crate) fn result(result: CheckResult, lang: Lang) -> &'static str {
    match result {
        CheckResult::Passed => lang.pick("通过", "passed"),
        CheckResult::Failed => lang.pick("不符", "FAILED"),
        CheckResult::NotCheckable => lang.pick("无从核对", "not checkable"),
    }
}

/// Why a target leaves the list.
pub(crate) fn reason(reason: Reason, lang: Lang) -> &'static str {
    match reason {
        Reason::Deregistered => lang.pick("已注销", "deregistered"),
        Reason::Revoked => lang.pick("已吊销", "revoked"),
        Reason::MovedAway => lang.pick("已迁出", "moved away"),
        Reason::Duplicate => lang.pick("重复", "duplicate"),
        Reason::NotSubject => lang.pick("不适用本事项", "not subject to the item"),
    }
}
