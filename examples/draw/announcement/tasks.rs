//! The tasks in numbers: scope, share, number due, number drawn, and who could not be drawn.

use std::collections::BTreeSet;

use double_random::base::{Id, Int53, Ratio};
use double_random::draw::TaskSeal;
use double_random::plan::{AdHoc, Amount, Planned, Task, TaskBasis};
use double_random::record::TaskRecord;

use super::super::table::number;
use super::Announcement;
use super::html::{Cell, escape, facts, row, sum, table};

/// Tasks, then exclusions.
pub(super) fn html(page: &Announcement<'_>) -> String {
    let record = page.record;
    let mut text = "<h2>一、抽查任务和抽取结果</h2>\n".to_owned() + &ad_hoc(&record.seal.tasks);
    for (at, (sealed, drawn)) in (1..).zip(record.seal.tasks.iter().zip(&record.result.tasks)) {
        text += &task(page, at, sealed, drawn);
    }
    text += "<p>范围基数 N 为封存时属于该分项的在业对象户数；可抽 n 为其中除去排除对象后可以抽取的户数；应抽按 N 计算，缺额为应抽减抽中。暂缓的户数在可抽 n 之内，轮到该任务抽取时不参加。</p>\n";
    text + &exclusions(page) + &set_aside(page)
}

/// 抽查依据 - the line of the plan, or why the task is outside every plan and who approved that.
pub(super) fn basis(task: &Task) -> String {
    match &task.basis {
        Some(TaskBasis::Planned(Planned { plan, version, line, .. })) => {
            format!("年度抽查工作计划 {plan} 第 {version} 版，计划项 {line}")
        }
        Some(TaskBasis::AdHoc(AdHoc { reason, approval })) => {
            let document = approval.document.as_deref().unwrap_or_default();
            format!("临时性抽查（计划外）：{reason}；{document}，审批人 {}", approval.person)
        }
        None => String::new(),
    }
}

/// How many of the tasks are outside every plan; said also where none is.
pub(super) fn ad_hoc(tasks: &[TaskSeal]) -> String {
    let ad_hoc = tasks.iter().filter(|sealed| sealed.task.is_ad_hoc()).count();
    format!("<p>本批次任务 {} 项，其中临时性抽查（计划外）{ad_hoc} 项。</p>\n", tasks.len())
}

fn task(page: &Announcement<'_>, at: u32, sealed: &TaskSeal, drawn: &TaskRecord) -> String {
    let task = &sealed.task;
    let mut lines =
        vec![("抽查事项", task.items.iter().map(|id| item(page, id)).collect::<Vec<_>>().join("；"))];
    lines.push(("检查时间", format!("{} 至 {}", task.window.start(), task.window.end())));
    lines.push(("执行单位", units(page, &task.id, task.unit.as_ref())));
    lines.push(("抽查依据", basis(task)));
    lines.extend(
        task.joint
            .as_ref()
            .map(|joint| ("联合检查", format!("{}，牵头单位：{}", joint.id, page.unit(&joint.lead)))),
    );
    lines.extend(task.delegation.as_ref().map(|letter| {
        (
            "委托检查",
            format!("{} 委托 {}，{}", page.unit(&letter.owner), page.unit(&letter.executor), letter.letter),
        )
    }));
    let mut rows = String::new();
    let mut sums = [0; 6];
    for ((stratum, frame), drawn) in task.strata.iter().zip(&sealed.frames).zip(&drawn.strata) {
        let amount = match stratum.amount {
            Amount::Ratio(ratio) => share(ratio),
            Amount::Count(count) => format!("{} 户", number(count.get())),
        };
        let count = drawn.drawn.len() as u64;
        let [size, eligible, quota, aside, missing] =
            [frame.size, frame.eligible, frame.quota, drawn.set_aside, drawn.shortfall].map(Int53::get);
        let numbers = [size, eligible, quota, count, missing, aside];
        sums.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
        rows += &row(&line(&stratum.label, amount, numbers));
    }
    if task.strata.len() > 1 {
        rows += &sum(&line("合计", String::new(), sums));
    }
    let header =
        ["抽取分项", "范围基数 N#", "可抽 n#", "抽取比例或户数#", "应抽#", "抽中#", "缺额#", "其中暂缓#"];
    let outside = match sealed.unmatched.get() {
        0 => String::new(),
        count => format!(
            "<p>另有 {} 户在业对象不在本任务范围内（类型不符，或不属于任何抽取分项）。</p>\n",
            number(count)
        ),
    };
    format!(
        "<h3>任务 {at}：{}{}</h3>\n<div class=\"keep\">{}{}</div>\n{outside}",
        escape(task.id.as_str()),
        if task.is_ad_hoc() { "（临时性抽查）" } else { "" },
        facts(&lines),
        table("", "", &header, &rows)
    )
}

fn line(label: &str, amount: String, numbers: [u64; 6]) -> Vec<Cell> {
    let [size, eligible, numbers @ ..] = numbers.map(Cell::Number);
    let mut cells = vec![Cell::Text(label.to_owned()), size, eligible, Cell::Figure(amount)];
    cells.extend(numbers);
    cells
}

/// Name, department and basis of an item.
fn item(page: &Announcement<'_>, id: &Id) -> String {
    let Some(item) = page.directory.item(id.as_str()) else { return id.to_string() };
    let basis: Vec<String> =
        item.basis.iter().map(|basis| format!("《{}》{}", basis.law, basis.article)).collect();
    format!("{}（{}，依据{}）", item.name, item.department, basis.join("、"))
}

/// Who carries the task out.
fn units(page: &Announcement<'_>, task: &Id, named: Option<&Id>) -> String {
    let lists = page.record.result.dispatch.iter().flatten();
    let sent = lists.filter(|list| list.batches.iter().flatten().any(|entry| entry.tasks.contains(task)));
    let units: BTreeSet<&Id> = sent.map(|list| &list.unit).chain(named).collect();
    let units: Vec<String> = units.into_iter().map(|unit| page.unit(unit)).collect();
    if units.is_empty() { "尚未派发".to_owned() } else { units.join("、") }
}

/// `7%` or `2.5%`; a fraction that is no short percentage as it is.
fn share(ratio: Ratio) -> String {
    let (numerator, denominator) = ratio.parts();
    let hundredths = u128::from(numerator) * 10_000;
    let denominator = u128::from(denominator);
    if !hundredths.is_multiple_of(denominator) {
        return ratio.to_string();
    }
    let hundredths = hundredths / denominator;
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

fn exclusions(page: &Announcement<'_>) -> String {
    let title = "<h2>二、未列入抽取的对象</h2>\n";
    let found: Vec<_> = page.record.seal.exclusions.iter().filter(|found| found.count.get() > 0).collect();
    if found.is_empty() {
        return format!("{title}<p>封存时没有对象被排除。</p>\n");
    }
    let cells = |article: &str, why: &str, count| {
        [article, why]
            .map(|text| Cell::Text(text.to_owned()))
            .into_iter()
            .chain([Cell::Number(count)])
            .collect::<Vec<_>>()
    };
    let rows: String = found
        .iter()
        .map(|found| row(&cells(found.article.citation(), found.article.summary_zh(), found.count.get())))
        .collect();
    let table = table("", "", &["条款", "理由", "排除户数#"], &rows);
    format!(
        "{title}<div class=\"keep\">{table}</div>\n<p>排除对象计入范围基数 N，名单以校验值写入封存，可由掌握名录者核对。</p>\n"
    )
}

/// Whom the cap kept from a later group of tasks.
fn set_aside(page: &Announcement<'_>) -> String {
    let groups = page.record.result.groups.iter().filter(|group| group.set_aside.get() > 0);
    let line = |tasks: &[Id], count| {
        let tasks: Vec<&str> = tasks.iter().map(Id::as_str).collect();
        row(&[Cell::Text(tasks.join("、")), Cell::Number(count)])
    };
    let rows: String = groups.map(|group| line(&group.tasks, group.set_aside.get())).collect();
    if rows.is_empty() {
        return "<p>抽取过程中没有对象因一年不超过两次（第十四条第二款）而暂缓。</p>\n".to_owned();
    }
    let table = table("", "", &["抽取任务（按抽取先后）", "暂缓户数#"], &rows);
    format!(
        "<p>各任务按开始时间依次抽取；再抽就会超过一年两次的对象（第十四条第二款）暂缓：</p>\n<div class=\"keep\">{table}</div>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_written_as_officials_write_them() {
        let texts = ["20%", "2.5%", "0.05%", "100%", "1/3", "0.005%"];
        let written = texts.map(|text| share(text.parse().unwrap()));
        assert_eq!(written, ["20%", "2.5%", "0.05%", "100%", "1/3", "1/20000"]);
    }
}
