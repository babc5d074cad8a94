//! 检查人员匹配 - the second stage in numbers and check values, and who was replaced; nobody is named in full.

use double_random::plan::Strength;
use double_random::record::{MatchRecord, MatchResult, OfficersRecord};

use super::super::names;
use super::super::screen::Lang;
use super::super::table::groups_of_four;
use super::Announcement;
use super::html::{Cell, row, table};

/// The part of the lottery's section; nothing where nobody was matched.
pub(super) fn html(page: &Announcement<'_>) -> String {
    let officers = &page.record.officers;
    if officers.is_empty() {
        return String::new();
    }
    let rows: String = officers.iter().map(|officers| line(page, officers)).collect();
    let header = ["执行单位", "匹配编号", "检查#", "人次#", "结果", "随机数（来源）"];
    let table = table("seals", "", &header, &rows);
    let weak = officers.iter().any(|officers| officers.seal.strength == Strength::Weak);
    let weak = if weak { "其中来源为 bare 的随机数强度为弱，与上述相同。" } else { "" };
    format!(
        "<h3>检查人员随机匹配（第二十条至第二十二条）</h3>\n<p>名单派发后，各单位合并检查、登记回避，封存人员名录并公布人员封存校验值，再产生另一个随机数，由两者算出检查组和组长；没有可行方案的匹配一并公布。{weak}</p>\n{table}{}",
        replaced(page)
    )
}

/// One line a replacement, as the public sees officers.
fn replaced(page: &Announcement<'_>) -> String {
    let mut rows = String::new();
    for officers in &page.record.officers {
        let MatchResult::Matched(matched) = &officers.result else { continue };
        let name = |number: u32| {
            let mut people = matched.people.iter();
            people.find(|person| person.officer == number).map_or("", |person| &person.published)
        };
        for change in &matched.changes {
            let visit = officers.seal.visits.get(change.visit as usize);
            rows += &row(&[
                Cell::Text(page.unit(&officers.seal.unit)),
                Cell::Text(visit.map_or("", |visit| page.name(&visit.target)).to_owned()),
                Cell::Text(format!("{} → {}", name(change.out), name(change.into))),
                Cell::Text(names::replacement(&change.reason, Lang::Zh)),
                Cell::Text(names::substitute(change, Lang::Zh).to_owned()),
            ]);
        }
    }
    if rows.is_empty() {
        return String::new();
    }
    let table = table("", "", &["执行单位", "检查对象", "更换", "理由", "方式"], &rows);
    format!("<p>匹配后的更换（第二十二条），其余人员不变：</p>\n{table}")
}

/// 专家 in numbers: how many go, on how many seats, and how many of these were appointed and not drawn.
fn experts(matched: &MatchRecord) -> String {
    let Some(experts) = &matched.experts else { return String::new() };
    let seats = experts.seats.iter().map(Vec::len).sum::<usize>();
    let taken = experts.seats.iter().flatten().flatten().count();
    let (people, appointed) = (experts.people.len(), experts.appointed.len());
    let appointed = if appointed == 0 {
        String::new()
    } else {
        format!("，其中抽取后直接指定 {appointed} 人次")
    };
    let open = if taken == seats { String::new() } else { format!("，待指定 {} 人次", seats - taken) };
    format!("，另有专家 {people} 人参加 {taken} 人次{appointed}{open}")
}

fn line(page: &Announcement<'_>, officers: &OfficersRecord) -> String {
    let OfficersRecord { seal, digest, ceremony, result, .. } = officers;
    let result = match result {
        MatchResult::Matched(matched) => {
            let ordered = matched.order.as_ref().map_or("，尚未下达", |_| "，已下达");
            format!("{} 个检查组{}{ordered}", matched.teams.len(), experts(matched))
        }
        MatchResult::Infeasible(found) => {
            format!("没有可行方案：需 {} 人次，至多 {} 人次", found.demand, found.supply)
        }
        MatchResult::Ended(ending) => ending.sentence().split(" / ").next().unwrap_or_default().to_owned(),
    };
    let beacon = ceremony.beacon.iter().map(|beacon| format!("{} 第 {} 轮", beacon.source, beacon.round));
    let parties = ceremony.parties.iter().map(|reveal| reveal.party.to_string());
    let typed = ceremony.typed.iter().map(|typed| format!("{}（{}）", typed.value, typed.source));
    let values: Vec<String> = parties.chain(typed).chain(beacon).collect();
    let seats = seal.visits.iter().map(|visit| visit.seats.len() as u64).sum();
    let cells = [
        Cell::Text(page.unit(&seal.unit)),
        Cell::Text(seal.id.to_string()),
        Cell::Number(seal.visits.len() as u64),
        Cell::Number(seats),
        Cell::Text(result),
        Cell::Text(values.join("；")),
    ];
    // the check value on a line of its own, as it is read aloud
    let digest = groups_of_four(&digest.to_string());
    let width = cells.len();
    row(&cells) + &format!("<tr><td colspan=\"{width}\">人员封存校验值 <code>{digest}</code></td></tr>\n")
}
