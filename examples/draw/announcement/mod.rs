//! 第十八条 - 抽查任务公告: one page for the notice board, from the record and the names in the lists alone.
//!
//! It needs no network, no script and no font of its own, and prints on A4.

mod drawn;
mod html;
mod proof;
mod qr;
mod tasks;

use double_random::base::{Digest, Id};
use double_random::directory::Directory;
use double_random::plan::Disclosure;
use double_random::record::Record;

use html::{escape, facts};

const STYLE: &str = include_str!("style.css");

/// What the announcement is made of.
pub(crate) struct Announcement<'a> {
    pub(crate) record: &'a Record,
    /// The check value of the record.
    pub(crate) check_value: Digest,
    /// For the names of targets, units and items.
    pub(crate) directory: &'a Directory,
    /// Whether the district is made up.
    pub(crate) sample: bool,
}

impl Announcement<'_> {
    /// The whole file.
    pub(crate) fn html(&self) -> String {
        let round = escape(self.record.seal.round.as_str());
        let list = match self.record.seal.disclosure {
            Disclosure::Open => drawn::html(self),
        };
        let parts = [self.head(), tasks::html(self), proof::html(self), list];
        let body = parts.concat();
        format!(
            "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>抽查任务公告 {round}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
        )
    }

    fn head(&self) -> String {
        let seal = &self.record.seal;
        let authority = seal.authority.as_deref().unwrap_or("（抽查机关未写入批次）");
        let mut head = format!(
            "<div class=\"authority\">{}</div>\n<h1>抽查任务公告</h1>\n<div class=\"round\">批次 {}</div>\n",
            escape(authority),
            escape(seal.round.as_str())
        );
        if seal.protocol().is_some_and(|protocol| protocol.rehearsal) {
            head += "<p class=\"note\"><b>演练。</b>本次为演练，结果不作为检查依据。</p>\n";
        }
        if self.sample {
            head += "<p class=\"note\"><b>演示。</b>本公告中的机关、企业和检查历史均为虚构。</p>\n";
        }
        let mut rows = vec![("抽查机关", authority.to_owned()), ("基准日", seal.as_of.to_string())];
        rows.push(("抽查计划", self.plans()));
        rows.extend(seal.sealed_at.map(|at| ("封存时间", at.to_string())));
        rows.extend(self.record.ceremony.held_at.map(|at| ("摇号时间", at.to_string())));
        let lock = self.record.result.lock.as_ref();
        let lock = lock.map_or("尚未锁定，名单不是最终名单".to_owned(), |lock| {
            format!("{}，{}", lock.person, lock.date)
        });
        rows.push(("名单锁定", lock));
        let dispatched = self.record.result.dispatch.as_ref();
        let dispatched = dispatched
            .map_or("尚未派发".to_owned(), |lists| format!("已派发至 {} 个任务执行单位", lists.len()));
        rows.push(("名单派发", dispatched));
        head + &facts(&rows)
    }

    /// The plan of the round, else those of its tasks.
    fn plans(&self) -> String {
        let seal = &self.record.seal;
        let mut plans: Vec<&str> =
            seal.tasks.iter().filter_map(|sealed| sealed.task.plan.as_deref()).collect();
        plans.extend(seal.plan.as_deref());
        plans.sort_unstable();
        plans.dedup();
        if plans.is_empty() { "（未写入批次）".to_owned() } else { plans.join("；") }
    }

    /// A unit as people call it.
    fn unit(&self, id: &Id) -> String {
        self.directory.units().name(id.as_str()).map_or_else(|| id.to_string(), str::to_owned)
    }

    fn name(&self, target: &Id) -> &str {
        let targets = self.directory.targets();
        targets.row_of(target.as_str()).and_then(|row| targets.name(row)).unwrap_or_default()
    }
}
