//! The answer in words that somebody who has never heard of a draw understands, and the line that checks it by hand.

use super::{
    Certificate, DrawOutcome, ExcludedProof, Listing, PoolCertificate, TaskScope, VisitCertificate, evidence,
};
use crate::base::{Id, Key, Suite};
use crate::draw::{Excluded, Reason};
use crate::law::{Article, RuleSet};
use crate::record::{Record, StratumRecord};

/// The command whose output begins with the ticket.
pub(super) fn by_hand(key: &Key, id: &Id) -> String {
    let command = match key.suite() {
        Suite::Sha256 => "sha256sum",
        Suite::Sm3 => "openssl dgst -sm3",
    };
    format!("printf '%s' {} | {command}", quoted(&format!("{key}{id}")))
}

/// A text as one word of a shell. An id may hold any sign, `$(...)` too: only the harmless ones stand in double quotes.
fn quoted(text: &str) -> String {
    let harmless = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:/+=@#%,~".contains(&byte);
    if text.bytes().all(harmless) {
        format!("\"{text}\"")
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// The whole answer in Chinese and English.
pub(super) fn sentences(certificate: &Certificate, record: &Record) -> (String, String) {
    let Certificate { round, id, listing, tasks, visits, .. } = certificate;
    if let Listing::Absent(absence) = listing {
        let count = absence.count;
        return (
            format!("{id} 不在批次 {round} 的 {count} 户检查对象名录中，不会被抽到。"),
            format!("{id} is not in the list of {count} targets of round {round} and could not be drawn."),
        );
    }
    let (mut zh, mut en) = (format!("批次 {round}，{id}："), format!("Round {round}, {id}: "));
    for task in tasks {
        let (task_zh, task_en) = match &task.scope {
            TaskScope::Inactive => {
                ("登记状态不正常，不抽取".to_owned(), "not active, so it is not drawn".to_owned())
            }
            TaskScope::OtherKind(_) => (
                "检查事项不适用于这类主体，不抽取".to_owned(),
                "the items are about other kinds of targets, so it is not drawn".to_owned(),
            ),
            TaskScope::NoStratum => {
                ("不符合任何抽取条件，不抽取".to_owned(), "it fits no stratum, so it is not drawn".to_owned())
            }
            TaskScope::Excluded(excluded) => of_excluded(excluded, &record.seal.rules),
            TaskScope::Pool(pool) => of_pool(pool, rank(record, &task.task, id), &record.seal.rules),
        };
        zh.push_str(&format!("任务 {}，{task_zh}。", task.task));
        en.push_str(&format!("Task {}: {task_en}. ", task.task));
    }
    for visit in visits {
        let (visit_zh, visit_en) = of_visit(visit);
        zh.push_str(&visit_zh);
        en.push_str(&visit_en);
    }
    en.truncate(en.trim_end().len());
    (zh, en)
}

/// The days in which the cap counts (I-14-2a).
fn period(rules: &RuleSet) -> (&'static str, &'static str) {
    match rules.choice("I-14-2a") {
        "twelve-months-back" => ("十二个月内", "in twelve months"),
        "licence-term" => ("许可证有效期内", "in the term of its licence"),
        _ => ("今年", "this year"),
    }
}

fn of_excluded(proof: &ExcludedProof, rules: &RuleSet) -> (String, String) {
    let Some(Excluded { allowed, finished, article, .. }) = evidence::excluded(&proof.row) else {
        return (String::new(), String::new());
    };
    let (citation, (period_zh, period_en)) = (article.citation(), period(rules));
    if article != Article::A14P2 {
        return (
            format!("因线索检查尚未办结（{citation}），暂不抽取"),
            format!("an inspection on a lead is still open ({citation}), so it is not drawn"),
        );
    }
    (
        format!("{period_zh}已检查 {finished} 次，最多 {allowed} 次（{citation}），不再抽取"),
        format!(
            "{finished} visits {period_en}, at most {allowed} are allowed ({citation}), so it is not drawn"
        ),
    )
}

/// The place of a target among those drawn for the task, from 1.
fn rank(record: &Record, task: &Id, id: &Id) -> Option<u64> {
    let task = record.result.tasks.iter().find(|recorded| recorded.task == *task)?;
    let place =
        |stratum: &StratumRecord| (1..).zip(&stratum.drawn).find(|(_, one)| one.id == *id).map(|(at, _)| at);
    task.strata.iter().find_map(place)
}

fn of_pool(pool: &PoolCertificate, rank: Option<u64>, rules: &RuleSet) -> (String, String) {
    let (period_zh, period_en) = period(rules);
    let chance = if pool.outcome == DrawOutcome::SetAside { pool.sealed } else { pool.given };
    let (draws, candidates) = (chance.draws, chance.candidates);
    let mut zh = format!("{candidates} 户中随机抽 {draws} 户，号码最小的抽中");
    let mut en = format!("{draws} of {candidates} were drawn at random, the smallest numbers");
    let (outcome_zh, outcome_en) = match (pool.outcome, rank) {
        (DrawOutcome::Drawn, Some(rank)) => (
            format!("，这一户号码排第 {rank}，抽中了"),
            format!("; this one came {}, so it was drawn", ordinal(rank)),
        ),
        (DrawOutcome::CameIn, _) => (
            "，这一户起初没有抽中，名单中有人退出后依次递补".to_owned(),
            "; this one was not, and came in as the next when another left the list".to_owned(),
        ),
        (DrawOutcome::SetAside, _) => (
            format!("，这一户若抽中可能超过{period_zh}的检查次数上限，抽取前已避开，没有抽中"),
            format!(
                "; this one might have exceeded its visits {period_en}, was set aside before, and was not drawn"
            ),
        ),
        _ => (
            "，这一户号码较大，没有抽中".to_owned(),
            "; this one's number was larger, so it was not drawn".to_owned(),
        ),
    };
    zh.push_str(&outcome_zh);
    en.push_str(&outcome_en);
    if pool.passed_over {
        zh.push_str("；轮到递补时会超过今年上限，已跳过");
        en.push_str("; when it was next to come in, its visits for the year would have been exceeded");
    }
    if let Some(reason) = pool.removed {
        let (reason_zh, reason_en) = of_reason(reason);
        zh.push_str(&format!("；确认时因{reason_zh}移出名单"));
        en.push_str(&format!("; it left the list before the lock: {reason_en}"));
    }
    if let Some(sent) = &pool.dispatched {
        zh.push_str(&format!("；由 {} 检查，第 {} 批", sent.unit, sent.batch.get() + 1));
        en.push_str(&format!("; {} inspects it, batch {}", sent.unit, sent.batch.get() + 1));
    }
    (zh, en)
}

fn ordinal(number: u64) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn of_reason(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Deregistered => ("已注销", "deregistered"),
        Reason::Revoked => ("已吊销", "revoked"),
        Reason::MovedAway => ("已迁出", "moved away"),
        Reason::Duplicate => ("名录重复", "a duplicate"),
        Reason::NotSubject => ("不适用本事项", "not subject to the item"),
    }
}

fn of_visit(visit: &VisitCertificate) -> (String, String) {
    let (start, end) = (visit.window.start(), visit.window.end());
    match &visit.team {
        Some(team) => (
            format!("{start} 至 {end} 上门检查，检查人员 {}。", team.join("、")),
            format!("The visit is between {start} and {end}, by {}. ", team.join(", ")),
        ),
        None => (
            format!("{start} 至 {end} 的检查，{} 次匹配未能排出检查人员。", visit.matching),
            format!("For the visit between {start} and {end}, match {} found no team. ", visit.matching),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_never_a_command() {
        let key: Key = "000102030405060708090a0b0c0d0e0f".parse().unwrap();
        let line = |id: &str| by_hand(&key, &id.parse().unwrap());
        assert_eq!(
            line("913702001635621638"),
            r#"printf '%s' "000102030405060708090a0b0c0d0e0f913702001635621638" | sha256sum"#
        );
        for id in ["$(reboot)", "`ls`", "a\"b", "a\\b", "!!", "a;b"] {
            assert_eq!(line(id), format!("printf '%s' '{key}{id}' | sha256sum"), "{id}");
        }
        assert_eq!(line("a'b"), format!(r"printf '%s' '{key}a'\''b' | sha256sum"));
    }

    #[test]
    fn numbers_are_read_aloud_as_people_say_them() {
        let said: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].into_iter().map(ordinal).collect();
        assert_eq!(said.join(" "), "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th");
    }
}
