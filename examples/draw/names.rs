//! The words of lists, checks and reasons, as officials say them.

use double_random::draw::Reason;
use double_random::record::CheckResult;
use double_random::tabular::Receipt;
use double_random::team::{Change, Ground, Method, ReplacementReason, Rung, Taken};

use super::screen::Lang;

/// A list, by its name in receipts.
pub(crate) fn list(name: &str, lang: Lang) -> &str {
    match name {
        "targets" => lang.pick("检查对象名录", "targets"),
        "history" => lang.pick("检查历史", "history"),
        "units" => lang.pick("区域与单位对照表", "areas and units"),
        "officers" => lang.pick("执法检查人员名录", "officers"),
        "leave" => lang.pick("休假名单", "leave"),
        other => other,
    }
}

/// The header under which a field stands in the file.
pub(crate) fn header<'a>(receipt: &'a Receipt, field: &'a str) -> &'a str {
    receipt.columns.iter().find(|column| column.field == field).map_or(field, |column| &column.header)
}

/// What the draw of a team takes into account.
pub(crate) fn method(method: Method, lang: Lang) -> &'static str {
    match method {
        Method::PerVisit => lang.pick("全部人员，不分区域和专业", "all officers, whatever area or specialty"),
        Method::AreaRestricted => {
            lang.pick("先本区域、后相邻区域，不分专业", "areas first, then their neighbours")
        }
        Method::SkillCovering => lang.pick(
            "先本区域、后相邻区域，按名额要求的专业",
            "areas first, then their neighbours; specialties as seats ask",
        ),
    }
}

/// Why an officer is no candidate.
pub(crate) fn ground(ground: Ground, lang: Lang) -> &'static str {
    match ground {
        Ground::NoCertificate => lang.pick("没有执法证", "no certificate"),
        Ground::CertificateEnds => {
            lang.pick("执法证在检查期限内到期", "the certificate ends within the window")
        }
        Ground::OnLeave => lang.pick("检查期限内休假", "leave within the window"),
        Ground::ItemNotAllowed => lang.pick("不可检查该事项", "may not inspect the item"),
        Ground::Interest => lang.pick("已登记利害关系", "an interest known beforehand"),
        Ground::Recusal => lang.pick("派发后申请回避", "recused since the dispatch"),
        Ground::AlsoOfficer => lang.pick("已在执法人员名录中", "in the directory of officers"),
    }
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

/// Why an officer was replaced, by kind.
pub(crate) fn replacement(reason: &ReplacementReason, lang: Lang) -> String {
    lang.pick(reason.zh(), reason.en()).to_owned()
}

/// How the substitute was found.
pub(crate) fn substitute(change: &Change, lang: Lang) -> &'static str {
    match (&change.taken, change.rung()) {
        (_, Some(Rung::Direct)) => {
            lang.pick("直接委派，此前无人可派", "assigned directly, for nobody was free")
        }
        (Taken::Assigned { .. }, _) | (_, None) => lang.pick("另行指派", "assigned by the unit"),
        (Taken::Offered, Some(Rung::WithinCap)) => lang.pick("封存顺序中的替补", "offered by the seed"),
        (Taken::Offered, Some(Rung::CapPlusOne)) => {
            lang.pick("封存顺序中的替补（超上限一次）", "offered by the seed, one above the cap")
        }
        (Taken::Offered, Some(Rung::Neighbours)) => {
            lang.pick("封存顺序中的替补（相邻区域）", "offered by the seed, from a neighbour")
        }
    }
}
