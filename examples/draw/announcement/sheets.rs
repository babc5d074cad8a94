//! 检查任务单 - one A4 sheet a team, all sheets of a unit in one file. They hold full names and are for internal use.

use double_random::base::Digest;
use double_random::directory::{Directory, Expert, Item, Officer};
use double_random::plan::Approval;

use super::super::table::groups_of_four;
use super::super::teams::Team;
use super::STYLE;
use super::html::{Cell, escape, facts, page, row, table};

const SHEET: &str = include_str!("sheet.css");

/// What the sheets of one unit have in common.
pub(crate) struct Sheets<'a> {
    /// The unit as people call it.
    pub(crate) unit: &'a str,
    /// The check value of the officers' seal.
    pub(crate) digest: Digest,
    /// Who ordered the teams to inspect.
    pub(crate) order: Option<&'a Approval>,
    pub(crate) directory: &'a Directory,
    /// Whether the district is made up.
    pub(crate) sample: bool,
}

impl Sheets<'_> {
    /// The whole file.
    pub(crate) fn html(&self, teams: &[Team<'_>]) -> String {
        let body: String = teams.iter().map(|team| self.sheet(team)).collect();
        page(&format!("检查任务单 {}", self.unit), &[STYLE, SHEET].concat(), &body)
    }

    fn sheet(&self, team: &Team<'_>) -> String {
        let made_up = if self.sample { "　演示，内容均为虚构" } else { "" };
        let parts = [
            format!(
                "<div class=\"mark\"><span>内部使用{made_up}</span><span>编号 {}</span></div>\n<div class=\"authority\">{}</div>\n<h1>检查任务单</h1>\n",
                escape(&team.number),
                escape(self.unit)
            ),
            self.target(team),
            self.items(team),
            members(team),
            experts(team),
            NOTICE.to_owned(),
            BLANKS.to_owned(),
            signatures(team),
            format!(
                "<p class=\"foot\">人员封存校验值 <code>{}</code></p>\n",
                groups_of_four(&self.digest.to_string())
            ),
        ];
        format!("<section class=\"sheet\">\n{}</section>\n", parts.concat())
    }

    fn target(&self, team: &Team<'_>) -> String {
        let targets = self.directory.targets();
        let visit = team.visit;
        let row = targets.row_of(visit.target.as_str());
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let order =
            self.order.map_or("尚未下达".to_owned(), |order| format!("{}，{}", order.person, order.date));
        let tasks: Vec<&str> = visit.tasks.iter().map(|task| task.task.as_str()).collect();
        facts(&[
            ("检查对象", text(row.and_then(|row| targets.name(row)))),
            ("编号", visit.target.to_string()),
            ("所在区域", text(row.and_then(|row| targets.area().get(row)))),
            ("检查期限", format!("{} 至 {}", visit.window.start(), visit.window.end())),
            ("抽查任务", tasks.join("、")),
            ("任务下达", order),
        ])
    }

    fn items(&self, team: &Team<'_>) -> String {
        let basis = |item: &Item| {
            let basis = item.basis.iter().map(|basis| format!("《{}》{}", basis.law, basis.article));
            basis.collect::<Vec<_>>().join("、")
        };
        let line = |id: &double_random::base::Id| {
            let cells = match self.directory.item(id.as_str()) {
                Some(item) => [item.name.clone(), item.content.clone(), basis(item), String::new()],
                None => [id.to_string(), String::new(), String::new(), String::new()],
            };
            row(&cells.map(Cell::Text))
        };
        let rows: String = team.visit.items.iter().map(line).collect();
        table("items", "检查事项（一次上门完成）", &["事项", "检查内容", "法律依据", "检查情况"], &rows)
    }
}

fn members(team: &Team<'_>) -> String {
    let line = |(part, officer): (&str, &Officer)| {
        let certificate = officer.certificate.as_ref().map(|certificate| certificate.number.to_string());
        row(&[
            Cell::Text(part.to_owned()),
            Cell::Text(officer.name.clone()),
            Cell::Code(certificate.unwrap_or_default()),
            Cell::Text(officer.department.clone().unwrap_or_default()),
            Cell::Text(officer.specialties.join("、")),
        ])
    };
    let rows: String = team.members().map(line).collect();
    let title = if team.replaced {
        "检查组（随机匹配产生，其后有更换）"
    } else {
        "检查组（随机匹配产生）"
    };
    table("team", title, &["职责", "姓名", "执法证号", "部门", "专业"], &rows)
}

/// 专家 are beside the team: none is one of the two, leads, or signs the result.
fn experts(team: &Team<'_>) -> String {
    if team.experts.is_empty() {
        return String::new();
    }
    let line = |(specialty, expert): &(String, Option<&Expert>)| {
        let name = expert.map_or("待指定", |expert| &expert.name).to_owned();
        let employer = expert.and_then(|expert| expert.employer.clone()).unwrap_or_default();
        row(&[name, employer, specialty.clone(), String::new()].map(Cell::Text))
    };
    let rows: String = team.experts.iter().map(line).collect();
    let title = "专家（不计入检查人员人数，不任组长，只对自己的意见签名）";
    table("team", title, &["姓名", "工作单位", "专业", "专家意见、签名和日期"], &rows)
}

const NOTICE: &str = "<p class=\"note\"><b>告知检查对象：</b>检查人员不少于两人，应当出示执法证。您认为检查人员与您单位有利害关系的，有权申请其回避；是否申请回避：□ 不申请　□ 申请，理由：<span class=\"fill\"></span></p>\n";

const BLANKS: &str = "<table class=\"blanks\">\n<tr><th>检查时间</th><td>　　　　年　　月　　日　　时　　分 至 　　时　　分</td></tr>\n<tr><th>检查结论</th><td class=\"tall\"></td></tr>\n<tr><th>后续处理</th><td class=\"low\"></td></tr>\n</table>\n";

/// Every member signs, and the firm.
fn signatures(team: &Team<'_>) -> String {
    let names = team.members().map(|(part, officer)| format!("{part} {}", officer.name));
    let signed: String = names
        .chain(["检查对象负责人".to_owned()])
        .map(|name| format!("<section><div>{}：</div><p>年　　月　　日</p></section>", escape(&name)))
        .collect();
    format!("<div class=\"sign\">{signed}</div>\n")
}
