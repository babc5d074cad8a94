//! 第十八条 - 抽查任务公告: one page for the notice board, from the record and the names in the lists alone; and 检查任务单,
//! for the teams themselves.
//!
//! They need no network, no script and no font of their own, and print on A4.

mod drawn;
mod embargoed;
mod html;
mod matches;
mod proof;
mod qr;
mod sheets;
mod tasks;

use double_random::base::{Digest, Id};
use double_random::directory::Directory;
use double_random::record::{MatchResult, Record};

use super::table::number;
pub(crate) use embargoed::html as embargoed;
use html::{escape, facts, page};
pub(crate) use sheets::Sheets;

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
        let parts = [self.head(), tasks::html(self), proof::html(self), drawn::html(self)];
        page(&format!("抽查任务公告 {}", self.record.seal.round), STYLE, &parts.concat())
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
            head += "<p class=\"note\"><b>演示。</b>本公告中的机关、企业、人员和检查历史均为虚构。</p>\n";
        }
        let mut rows = vec![("抽查机关", authority.to_owned()), ("基准日", seal.as_of.to_string())];
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
        rows.extend(self.teams().map(|teams| ("人员匹配", teams)));
        head + &facts(&rows)
    }

    /// Visits and teams of all units, once there are any.
    fn teams(&self) -> Option<String> {
        let matched = self.record.officers.iter().filter_map(|officers| match &officers.result {
            MatchResult::Matched(matched) => Some(matched.teams.len() as u64),
            MatchResult::Infeasible(_) | MatchResult::Ended(_) => None,
        });
        let counts: Vec<u64> = matched.collect();
        let teams: u64 = counts.iter().sum();
        let (teams, units) = (number(teams), counts.len());
        (!self.record.officers.is_empty())
            .then(|| format!("{units} 个执行单位合并后共 {teams} 次检查，随机匹配 {teams} 个检查组"))
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
