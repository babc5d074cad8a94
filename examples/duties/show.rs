//! The duties as a table on the screen, and the words that table and page share.

use std::collections::BTreeMap;

use double_random::base::Id;
use double_random::duty::{DueBy, Duties, Duty, Figures, Share};

use super::bureau::{ITEMS, UNITS};
use super::cli::Lang;
use super::table::{short, sides, table};
use super::year::Year;

/// The whole report.
pub(crate) fn report(year: &Year, duties: &Duties, figures: &BTreeMap<Id, Figures>, lang: Lang) -> String {
    let header = header(lang).map(|name| name.to_owned());
    let rows: Vec<Vec<String>> = duties.all().iter().map(|duty| row(year, duty, lang).to_vec()).collect();
    let rows: Vec<Vec<String>> =
        rows.into_iter().map(|row| row.into_iter().map(|cell| short(&cell, 26)).collect()).collect();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let units = figures_rows(figures, lang);
    let heads: Vec<&str> = figures_header(lang).to_vec();
    format!(
        "{}\n{}\n\n{}\n\n{}\n{}\n",
        title(duties, lang),
        summary(year, duties, lang),
        table(&sides("lllllll"), &header, &rows),
        lang.pick("各单位（第七条）", "units (第七条)"),
        table(&sides("lrrrrrrrr"), &heads, &units)
    )
}

pub(crate) fn title(duties: &Duties, lang: Lang) -> String {
    let today = duties.today();
    lang.pick(format!("待办事项 · {today}"), format!("Open duties · {today}"))
}

/// How much there is, and how much of it is late.
pub(crate) fn summary(year: &Year, duties: &Duties, lang: Lang) -> String {
    let (all, late) = (duties.all().len(), duties.overdue().count());
    let prompt = duties.all().iter().filter(|duty| duty.due == DueBy::Promptly).count();
    let (rounds, visits) = (year.rounds, year.docket.visits().count());
    lang.pick(
        format!("虚构的局，本年已抽取 {rounds} 批，{visits} 次检查。待办 {all} 项：逾期 {late} 项，及时办理 {prompt} 项。"),
        format!("a made-up bureau, {rounds} rounds and {visits} visits so far: {all} duties, {late} of them overdue, {prompt} without a number of days"),
    )
}

pub(crate) fn header(lang: Lang) -> [&'static str; 7] {
    lang.pick(double_random::duty::HEADER_ZH, double_random::duty::HEADER_EN)
}

/// A duty with the names that people know.
pub(crate) fn row(year: &Year, duty: &Duty, lang: Lang) -> [String; 7] {
    let [last_day, state, kind, _, _, _, basis] = lang.pick(duty.cells_zh(), duty.cells_en());
    let target = duty.about.target.as_ref().map_or_else(|| "-".to_owned(), |target| name(year, target));
    let item = duty.about.item.as_ref().or(duty.about.list.as_ref());
    let plan = duty.about.plan.as_ref().map(|(plan, version)| format!("{plan}@{version}"));
    let item = item.map(|item| item_name(item.as_str(), lang)).or(plan).unwrap_or_else(|| "-".to_owned());
    [last_day, state, kind, unit_name(duty.holder.as_str(), lang), target, item, basis]
}

fn name(year: &Year, target: &Id) -> String {
    let targets = year.directory.targets();
    let name = targets.row_of(target.as_str()).and_then(|row| targets.name(row));
    format!("{target} {}", name.unwrap_or_default())
}

fn item_name(item: &str, lang: Lang) -> String {
    let known = ITEMS.iter().find(|(id, ..)| *id == item).map(|(_, name, ..)| *name);
    let list = (item == "items-2026").then_some("抽查事项清单");
    lang.pick(known.or(list).unwrap_or(item), item).to_owned()
}

pub(crate) fn unit_name(unit: &str, lang: Lang) -> String {
    let known = UNITS.iter().find(|(_, id, _)| *id == unit).map(|(.., name)| *name);
    let known = known.or((unit == "bureau").then_some("法规科"));
    lang.pick(known.unwrap_or(unit), unit).to_owned()
}

pub(crate) fn figures_header(lang: Lang) -> [&'static str; 9] {
    lang.pick(
        ["单位", "应查", "已查", "结果", "按期公示", "逾期公示", "逾期未公示", "完成率", "及时率"],
        ["unit", "ordered", "inspected", "results", "on time", "late", "overdue", "completion", "timeliness"],
    )
}

pub(crate) fn figures_rows(figures: &BTreeMap<Id, Figures>, lang: Lang) -> Vec<Vec<String>> {
    let share = |share: Option<Share>| share.map_or_else(|| "-".to_owned(), Share::percent);
    let row = |(unit, of): (&Id, &Figures)| {
        let counts = [of.ordered, of.inspected, of.results, of.on_time, of.late, of.overdue];
        let mut cells = vec![unit_name(unit.as_str(), lang)];
        cells.extend(counts.map(|count| count.to_string()));
        cells.extend([share(of.completion), share(of.timeliness)]);
        cells
    };
    figures.iter().map(row).collect()
}
