//! The announcement while an embargo keeps names and keys back: made of the public part alone, so nothing else can slip in.

use double_random::record::EmbargoedRecord;

use super::super::table::groups_of_four;
use super::STYLE;
use super::html::{Cell, escape, facts, page, row, table};
use super::tasks::{ad_hoc, basis};

/// The whole file.
pub(crate) fn html(public: &EmbargoedRecord, sample: bool) -> String {
    let seal = &public.seal;
    let lift = seal.disclosure.lift().map_or_else(String::new, |lift| lift.to_string());
    let authority = seal.authority.as_deref().unwrap_or("（抽查机关未写入批次）");
    let mut text = format!(
        "<div class=\"authority\">{}</div>\n<h1>抽查任务公告</h1>\n<div class=\"round\">批次 {}</div>\n",
        escape(authority),
        escape(seal.round.as_str())
    );
    if seal.protocol().is_some_and(|protocol| protocol.rehearsal) {
        text += "<p class=\"note\"><b>演练。</b>本次为演练，结果不作为检查依据。</p>\n";
    }
    if sample {
        text += "<p class=\"note\"><b>演示。</b>本公告中的机关、企业、人员和检查历史均为虚构。</p>\n";
    }
    text += &format!(
        "<p class=\"note\"><b>暂缓公布。</b>抽查对象名单和号码密钥于 {lift} 公布。企业编号是公开的，密钥一旦公布，任何企业都能在检查之前算出自己是否抽中。下列校验值已经把结果固定，届时公布的记录须与之相符。</p>\n"
    );
    let mut rows = vec![("抽查机关", authority.to_owned()), ("基准日", seal.as_of.to_string())];
    rows.extend(seal.sealed_at.map(|at| ("封存时间", at.to_string())));
    rows.extend(public.ceremony.held_at.map(|at| ("摇号时间", at.to_string())));
    let lock = public
        .lock
        .as_ref()
        .map_or("尚未锁定".to_owned(), |lock| format!("{}，{}", lock.person, lock.date));
    rows.push(("名单锁定", lock));
    rows.push(("名单派发", if public.dispatched { "已派发" } else { "尚未派发" }.to_owned()));
    text += &facts(&rows);
    let mut rows = String::new();
    for sealed in &seal.tasks {
        for (stratum, frame) in sealed.task.strata.iter().zip(&sealed.frames) {
            let texts = [sealed.task.id.to_string(), stratum.label.clone()].map(Cell::Text);
            let numbers = [frame.size, frame.eligible, frame.draws].map(|number| Cell::Number(number.get()));
            let serials = Cell::Text(format!("1 至 {}", frame.draws));
            rows += &row(&texts.into_iter().chain(numbers).chain([serials]).collect::<Vec<_>>());
        }
    }
    let header = ["任务", "抽取分项", "范围#", "可抽#", "至多抽取#", "序号"];
    text += &format!("<h2>一、抽查任务</h2>\n{}", table("", "", &header, &rows));
    text += &ad_hoc(&seal.tasks);
    let bases = seal.tasks.iter().map(|sealed| (sealed.task.id.as_str(), basis(&sealed.task)));
    text += &facts(&bases.collect::<Vec<_>>());
    text += "<h2>二、校验值</h2>\n";
    let matches = public.officers.iter().map(|held| ("人员封存校验值", held.digest));
    let values = [("封存校验值（摇号之前公布）", public.digest), ("抽查记录校验值", public.record)];
    for (name, digest) in values.into_iter().chain(matches) {
        text += &format!("<p>{name}<br><code>{}</code></p>\n", groups_of_four(&digest.to_string()));
    }
    page(&format!("抽查任务公告 {}", seal.round), STYLE, &text)
}
