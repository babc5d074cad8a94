//! 检查组 - who goes where, with full names: for the unit itself and never published.

use double_random::base::Id;
use double_random::directory::{Directory, Expert, Officer, Officers};
use double_random::tabular::Table;
use double_random::team::VisitSeal;

use super::matches::Held;
use super::names;
use super::screen::Lang;

/// One team with its visit.
pub(crate) struct Team<'a> {
    /// 任务单编号: the match and the number of the visit in its seal, from 1.
    pub(crate) number: String,
    pub(crate) visit: &'a VisitSeal,
    /// None before leaders are appointed.
    pub(crate) leader: Option<&'a Officer>,
    /// Without the leader.
    pub(crate) others: Vec<&'a Officer>,
    /// 专家, each with the specialty asked for; nobody where one is still to be appointed.
    pub(crate) experts: Vec<(String, Option<&'a Expert>)>,
    /// Whether somebody of those who were drawn was replaced.
    pub(crate) replaced: bool,
}

/// The teams of a match, by visit; none where there was no plan.
pub(crate) fn of<'a>(held: &'a Held, officers: &'a Officers) -> Vec<Team<'a>> {
    let Some(matched) = held.matched() else { return Vec::new() };
    let officer = |number: u32| officers.all().get(number as usize);
    let team = |(number, visit): (u32, &'a VisitSeal)| {
        let leader = matched.leader(number);
        let others = matched.team(number).iter().filter(|member| Some(**member) != leader);
        Team {
            number: format!("{}-{:04}", matched.seal().id, number + 1),
            visit,
            leader: leader.and_then(officer),
            others: others.filter_map(|&member| officer(member)).collect(),
            experts: matched.experts_of(number),
            replaced: matched.changes().iter().any(|change| change.visit == number),
        }
    };
    (0..).zip(&matched.seal().visits).map(team).collect()
}

impl Team<'_> {
    /// The members with their part, the leader first.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&'static str, &Officer)> {
        let leader = self.leader.map(|officer| ("组长", officer));
        leader.into_iter().chain(self.others.iter().map(|officer| ("组员", *officer)))
    }
}

/// One row a visit.
pub(crate) fn as_table(held: &[Held], officers: &Officers, directory: &Directory) -> Option<Table> {
    let targets = directory.targets();
    let mut rows = Vec::new();
    for held in held {
        let unit = &held.seal().unit;
        for team in of(held, officers) {
            let visit = team.visit;
            let row = targets.row_of(visit.target.as_str());
            let tasks: Vec<&str> = visit.tasks.iter().map(|task| task.task.as_str()).collect();
            let items: Vec<&str> = visit.items.iter().map(|id| item(id, directory)).collect();
            let others: Vec<String> = team.others.iter().copied().map(in_clear).collect();
            rows.push(vec![
                unit.to_string(),
                directory.units().name(unit.as_str()).unwrap_or_default().to_owned(),
                team.number.clone(),
                visit.target.to_string(),
                row.and_then(|row| targets.name(row)).unwrap_or_default().to_owned(),
                row.and_then(|row| targets.area().get(row)).unwrap_or_default().to_owned(),
                visit.window.start().to_string(),
                visit.window.end().to_string(),
                items.join("；"),
                tasks.join("；"),
                team.leader.map(in_clear).unwrap_or_default(),
                others.join("、"),
                experts(&team).join("、"),
            ]);
        }
    }
    let header = [
        "执行单位 unit",
        "单位名称 unit name",
        "任务单编号 sheet",
        "编号 id",
        "名称 name",
        "区域 area",
        "起 from",
        "止 to",
        "事项 items",
        "任务 tasks",
        "组长 leader",
        "组员 members",
        "专家 experts",
    ];
    let header = header.map(str::to_owned).to_vec();
    (!rows.is_empty()).then(|| Table { name: "检查组（内部使用）".to_owned(), header, rows })
}

/// One row a replacement, in both languages' words; nothing where nobody left.
pub(crate) fn replaced_table(held: &[Held], officers: &Officers) -> Option<Table> {
    let name = |number: u32| officers.all().get(number as usize).map(in_clear).unwrap_or_default();
    let mut rows = Vec::new();
    for matched in held.iter().filter_map(Held::matched) {
        rows.extend(matched.changes().iter().map(|change| {
            vec![
                matched.seal().unit.to_string(),
                format!("{}-{:04}", matched.seal().id, change.visit + 1),
                name(change.out),
                name(change.into),
                both(|lang| names::replacement(&change.reason, lang)),
                both(|lang| names::substitute(change, lang).to_owned()),
                format!("{} {}", change.consent.person, change.consent.date),
            ]
        }));
    }
    let header = [
        "执行单位 unit",
        "任务单编号 sheet",
        "换下 out",
        "接替 in",
        "理由 reason",
        "方式 found",
        "同意 consent",
    ];
    let header = header.map(str::to_owned).to_vec();
    (!rows.is_empty()).then(|| Table { name: "更换（内部使用）".to_owned(), header, rows })
}

fn both(word: impl Fn(Lang) -> String) -> String {
    let (zh, en) = (word(Lang::Zh), word(Lang::En));
    if zh == en { zh } else { format!("{zh} {en}") }
}

/// 周工（燃气）, or that one is missing.
fn experts(team: &Team<'_>) -> Vec<String> {
    let one = |(specialty, expert): &(String, Option<&Expert>)| {
        format!("{}（{specialty}）", expert.map_or("待指定", |expert| &expert.name))
    };
    team.experts.iter().map(one).collect()
}

fn item<'a>(id: &'a Id, directory: &'a Directory) -> &'a str {
    directory.item(id.as_str()).map_or(id.as_str(), |item| &item.name)
}

/// Name and certificate.
fn in_clear(officer: &Officer) -> String {
    let certificate = officer.certificate.as_ref();
    certificate.map_or_else(
        || officer.name.clone(),
        |certificate| format!("{}（{}）", officer.name, certificate.number),
    )
}
