//! 附件 - the drawn list after confirming, task by task.

use std::collections::BTreeMap;

use double_random::base::Id;
use double_random::record::{RemovalRecord, StratumRecord, TicketRecord};

use super::super::names;
use super::super::screen::Lang;
use super::super::table::number;
use super::html::{Cell, row, table};
use super::{Announcement, proof};

/// The lists, then whom confirming removed.
pub(super) fn html(page: &Announcement<'_>) -> String {
    let record = page.record;
    let lists = record.result.dispatch.iter().flatten();
    let entries = lists.flat_map(|list| list.batches.iter().flatten().map(move |entry| (list, entry)));
    let sent =
        entries.flat_map(|(list, entry)| entry.tasks.iter().map(move |task| ((task, &entry.id), &list.unit)));
    let unit_of: BTreeMap<(&Id, &Id), &Id> = sent.collect();
    let mut text = "<div class=\"annex\">\n<h2>附件：抽中名单</h2>\n".to_owned();
    for (at, (sealed, task)) in (1..).zip(record.seal.tasks.iter().zip(&record.result.tasks)) {
        for ((stratum, drawn), index) in sealed.task.strata.iter().zip(&task.strata).zip(0u64..) {
            let list = confirmed(page, &task.task, index, drawn);
            let mut rows = String::new();
            for (place, (ticket, came_in)) in (1..).zip(&list) {
                let unit =
                    unit_of.get(&(&task.task, &ticket.id)).map_or(String::new(), |unit| page.unit(unit));
                rows += &row(&[
                    Cell::Number(place),
                    Cell::Code(ticket.id.to_string()),
                    Cell::Text(page.name(&ticket.id).to_owned()),
                    Cell::Text(unit),
                    Cell::Code(proof::short(&ticket.ticket.to_string())),
                    Cell::Text(if *came_in { "递补" } else { "" }.to_owned()),
                ]);
            }
            let count = number(list.len() as u64);
            let title = format!("任务 {at}：{} · {}，共 {count} 户", task.task, stratum.label);
            let header = ["序号#", "编号", "名称", "执行单位", "摇号号码（前 16 位）", "说明"];
            text += &table("list", &title, &header, &rows);
        }
    }
    text + &removals(page) + "</div>\n"
}

/// The drawn of a stratum without those removed, with those who came in, by ticket.
fn confirmed<'a>(
    page: &'a Announcement<'_>,
    task: &Id,
    stratum: u64,
    drawn: &'a StratumRecord,
) -> Vec<(&'a TicketRecord, bool)> {
    let mut list: Vec<_> = drawn.drawn.iter().map(|ticket| (ticket, false)).collect();
    let removals = page.record.result.removals.iter().flatten();
    for removal in removals.filter(|removal| removal.task == *task && removal.stratum.get() == stratum) {
        list.retain(|(ticket, _)| ticket.id != removal.id);
        list.extend(removal.replacement.iter().map(|ticket| (ticket, true)));
    }
    list.sort_by_key(|(ticket, _)| (ticket.ticket, &ticket.id));
    list
}

fn removals(page: &Announcement<'_>) -> String {
    let named = |id: &Id| format!("{id} {}", page.name(id));
    let line = |removal: &RemovalRecord| {
        let next = removal.replacement.as_ref();
        let next = next.map_or("已无可递补的对象".to_owned(), |ticket| named(&ticket.id));
        let reason = names::reason(removal.reason, Lang::Zh).to_owned();
        row(&[removal.task.to_string(), named(&removal.id), reason, next].map(Cell::Text))
    };
    let rows: String = page.record.result.removals.iter().flatten().map(line).collect();
    if rows.is_empty() {
        return String::new();
    }
    table("list", "确认时的移除与递补", &["任务", "移除", "理由", "递补"], &rows)
}
