//! The report, stage by stage.

use std::path::PathBuf;

use double_random::base::{Fault, Faults};
use double_random::draw::Seal;
use double_random::draw::{Confirmed, Dispatched, Drawn, Locked, Sealed};
use double_random::plan::{AnnualPlan, Strength};
use double_random::record::Verdict;

use super::failure::Failure;
use super::input::Material;
use super::names;
use super::screen::{Lang, Screen};
use super::table::{groups_of_four, number, short, sides, table};

pub(crate) use super::show_ceremony::{ceremony, serials};
pub(crate) use super::show_receipt::receipt;

/// Drawn targets shown of each stratum; the files have all.
const SHOWN: usize = 10;
/// Faults of the dispatch shown one by one.
const FAULTS: usize = 5;
/// The most places of a name.
const WIDEST: usize = 32;

type Shown = Result<(), Failure>;

/// What is drawn here.
pub(crate) fn title(material: &Material, screen: &mut Screen<'_>) -> Shown {
    screen.say("双随机抽取检查对象", "Drawing inspection targets at random")?;
    if material.sample {
        screen.say(
            "演示用的区、企业、人员和检查历史都是虚构的；用自己的文件请看 --help",
            "district, enterprises, officers and history are made up; see --help for your own files",
        )?;
    }
    Ok(())
}

/// The check value to publish.
pub(crate) fn seal(sealed: &Sealed, plans: &[AnnualPlan], screen: &mut Screen<'_>) -> Shown {
    let seal = sealed.seal();
    let (round, as_of) = (&seal.round, seal.as_of);
    screen.say(&format!("批次 {round}，基准日 {as_of}"), &format!("round {round} as of {as_of}"))?;
    screen.say(
        "封存校验值（摇号之前公布）：",
        "check value of the seal, to be published before the lottery:",
    )?;
    let hex = groups_of_four(&sealed.digest().to_string());
    let (first, second) = hex.split_at_checked(40).unwrap_or((&hex, ""));
    screen.line(&format!("  {}\n  {second}", first.trim_end()))?;
    // the table of strata shows overlaps, and how weak the seed is will be said where it is typed in
    let elsewhere = ["strata-overlap", "seed-weak"];
    let of_plans = plans.iter().flat_map(|plan| plan.notices_of(seal).0);
    let notices =
        sealed.notices().into_iter().chain(of_plans).filter(|notice| !elsewhere.contains(&notice.code()));
    let notices: Vec<_> = notices.collect();
    if !notices.is_empty() {
        screen.say("封存前请留意：", "before you publish the seal, note:")?;
    }
    for notice in notices {
        let problem = notice.problem();
        screen.say(
            &format!("  {}。{}。", problem.message_zh(), problem.hint_zh()),
            &format!("  {}; {}", problem.message_en(), problem.hint_en()),
        )?;
    }
    Ok(())
}

/// N, n, k of every stratum, and whom the cap set aside.
pub(crate) fn strata(drawn: &Drawn, screen: &mut Screen<'_>) -> Shown {
    let header = screen.lang.pick(
        ["任务", "抽取分项", "范围 N", "可抽 n", "应抽", "抽中 k", "缺额", "重叠", "暂缓 S_g"],
        [
            "task",
            "stratum",
            "all N",
            "can be drawn n",
            "quota",
            "drawn k",
            "shortfall",
            "overlap",
            "set aside S_g",
        ],
    );
    let mut rows = Vec::new();
    for (sealed, task) in drawn.seal().tasks.iter().zip(drawn.tasks()) {
        for ((stratum, frame), drawn) in sealed.task.strata.iter().zip(&sealed.frames).zip(&task.strata) {
            let count = drawn.len() as u64;
            let mut row = vec![sealed.task.id.to_string(), short(&stratum.label, WIDEST)];
            let numbers = [
                frame.size.get(),
                frame.eligible.get(),
                frame.quota.get(),
                count,
                frame.quota.get().saturating_sub(count),
                frame.overlap.get(),
                drawn.set_aside,
            ];
            row.extend(numbers.map(number));
            rows.push(row);
        }
    }
    screen.line(&table(&sides("llrrrrrrr"), &header, &rows))?;
    for sealed in drawn.seal().tasks.iter().filter(|sealed| sealed.unmatched.get() > 0) {
        let (task, count) = (&sealed.task.id, number(sealed.unmatched.get()));
        screen.say(
            &format!("  任务 {task} 另有 {count} 户不在抽查范围内（类型不符，或不属于任何抽取分项）。"),
            &format!("  task {task}: {count} targets are out of scope (of another kind, or in no stratum)."),
        )?;
    }
    Ok(())
}

/// Who cannot be drawn, with the article.
pub(crate) fn exclusions(seal: &Seal, screen: &mut Screen<'_>) -> Shown {
    let excluded = seal.exclusions.iter().filter(|exclusion| exclusion.count.get() > 0);
    for exclusion in excluded.clone() {
        let (article, count) = (exclusion.article, number(exclusion.count.get()));
        let summary = screen.lang.pick(article.summary_zh(), article.summary_en());
        screen.say(
            &format!("排除 {count} 户：{article}（{summary}）。"),
            &format!("excluded: {count} by {article} ({summary})."),
        )?;
    }
    if excluded.count() == 0 {
        screen.say("没有对象被排除。", "nobody is excluded.")?;
    }
    Ok(())
}

/// The first of every stratum.
pub(crate) fn drawn(drawn: &Drawn, screen: &mut Screen<'_>) -> Shown {
    let targets = drawn.directory().targets();
    let header = screen.lang.pick(
        ["次序", "编号", "摇号号码（前 16 位）", "名称", "区域"],
        ["place", "id", "ticket (first 16)", "name", "area"],
    );
    // the area comes last and goes where no row has one
    let columns = if targets.area().code_count() > 1 { 5 } else { 4 };
    let header = header.get(..columns).unwrap_or_default();
    for (sealed, task) in drawn.seal().tasks.iter().zip(drawn.tasks()) {
        for (stratum, list) in sealed.task.strata.iter().zip(&task.strata) {
            let row = |((row, ticket), place): ((u32, _), u64)| {
                let ticket: double_random::base::Digest = ticket;
                vec![
                    place.to_string(),
                    targets.id(row).to_owned(),
                    ticket.to_string().chars().take(16).collect(),
                    short(targets.name(row).unwrap_or_default(), WIDEST),
                    short(targets.area().get(row).unwrap_or_default(), WIDEST),
                ]
            };
            let rows: Vec<_> = list.rows().zip(1..).take(SHOWN).map(row).collect();
            let (task, label, count) = (&sealed.task.id, &stratum.label, list.len() as u64);
            let count_text = number(count);
            screen.say(
                &format!("\n抽中名单：{task} · {label}，共 {count_text} 户"),
                &format!("\ndrawn: {task} · {label}, {count_text} in all"),
            )?;
            if !rows.is_empty() {
                screen.line(&table(&sides("rllll"), header, &rows))?;
            }
            let rest = count.saturating_sub(rows.len() as u64);
            if rest > 0 {
                let rest = number(rest);
                screen.say(
                    &format!("  其余 {rest} 户见 drawn.xlsx"),
                    &format!("  the other {rest} are in drawn.xlsx"),
                )?;
            }
        }
    }
    Ok(())
}

/// Whom confirming removed, and who came in.
pub(crate) fn removals(confirmed: &Confirmed, screen: &mut Screen<'_>) -> Shown {
    if confirmed.removed().is_empty() {
        return screen.say("确认：没有移除", "confirmed: nobody is removed");
    }
    let targets = confirmed.drawn().directory().targets();
    let named = |row: u32| format!("{} {}", targets.id(row), targets.name(row).unwrap_or_default());
    for removed in confirmed.removed() {
        let removal = &removed.removal;
        let reason = names::reason(removal.reason, screen.lang);
        let gone = targets.row_of(removal.id.as_str()).map_or_else(|| removal.id.to_string(), named);
        let next = removed.replacement.map(|(row, _)| named(row));
        let task = &removal.task;
        screen.say(
            &format!(
                "移除：{task} {gone}（{reason}）\n  递补下一号：{}",
                next.as_deref().unwrap_or("已无可递补的对象")
            ),
            &format!(
                "removed: {task} {gone} ({reason})\n  next ticket: {}",
                next.as_deref().unwrap_or("nobody is left")
            ),
        )?;
    }
    Ok(())
}

/// Who locked the list.
pub(crate) fn lock(locked: &Locked, screen: &mut Screen<'_>) -> Shown {
    let approval = locked.approval();
    let (person, date) = (&approval.person, approval.date);
    screen.say(&format!("锁定：{person}，{date}"), &format!("locked by {person} on {date}"))
}

/// What every unit receives.
pub(crate) fn dispatch(dispatched: &Dispatched, screen: &mut Screen<'_>) -> Shown {
    let units = dispatched.locked().drawn().directory().units();
    let header = screen
        .lang
        .pick(["执行单位", "名称", "户数", "各批户数"], ["unit", "name", "targets", "targets per batch"]);
    let rows: Vec<_> = dispatched
        .units()
        .iter()
        .map(|list| {
            let sizes: Vec<u64> = list.batches.iter().map(|batch| batch.len() as u64).collect();
            let name = units.name(list.unit.as_str()).unwrap_or_default();
            let batches = sizes.iter().map(u64::to_string).collect::<Vec<_>>().join(" + ");
            vec![list.unit.to_string(), short(name, WIDEST), number(sizes.iter().sum()), batches]
        })
        .collect();
    screen.say("派发：", "dispatched:")?;
    screen.line(&table(&sides("llrl"), &header, &rows))
}

/// Why the list could not be dispatched.
pub(crate) fn undispatched(faults: &Faults, screen: &mut Screen<'_>) -> Shown {
    let count = number(faults.0.len() as u64);
    screen.say(
        &format!("名单未派发：抽中的对象中有 {count} 户没有对应的执行单位（第十八条），一户也没有派发。"),
        &format!("not dispatched: {count} of the drawn have no unit (第十八条), so none was sent."),
    )?;
    for fault in faults.0.iter().take(FAULTS) {
        let text = one_fault(fault, screen.lang);
        screen.line(&format!("  {text}"))?;
    }
    if let Some(fault) = faults.0.first() {
        let hint = screen.lang.pick(fault.problem().hint_zh(), fault.problem().hint_en());
        screen.say(&format!("  处理办法：{hint}"), &format!("  what to do: {hint}"))?;
    }
    Ok(())
}

fn one_fault(fault: &Fault, lang: Lang) -> String {
    let (row, code) = (fault.place.row.unwrap_or_default(), fault.code());
    let problem = fault.problem();
    lang.pick(
        format!("[{code}] 第 {row} 行：{}", problem.message_zh()),
        format!("[{code}] row {row}: {}", problem.message_en()),
    )
}

/// Where the results are.
pub(crate) fn files(paths: &[PathBuf], screen: &mut Screen<'_>) -> Shown {
    let mut rows = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let (zh, en) = match name.as_ref() {
            "record.json" => {
                ("抽查记录，凭它和名录可以重新核验", "the record; with the lists anybody can run it again")
            }
            "drawn.xlsx" => {
                ("抽取名单（Excel，单元格均为文本）", "the drawn list as a workbook of text cells")
            }
            "announcement.html" => (
                "抽查任务公告，可在浏览器中打开、按 A4 打印",
                "the announcement in Chinese, to open in a browser and print on A4",
            ),
            "teams.xlsx" => {
                ("检查组，含姓名和执法证号：内部使用", "the teams with names and certificates: internal")
            }
            "recusals.json" => (
                "申请的回避，核验第二阶段时要用：内部使用",
                "recusals, needed to verify the second stage: internal",
            ),
            sheet if sheet.starts_with("tasks-") => (
                "检查任务单，每组一页 A4，含姓名：内部使用",
                "task sheets in Chinese, an A4 page a team, with names: internal",
            ),
            "visits.xlsx" => ("各单位合并后的上门清单", "the merged visits of every unit"),
            "drawn.csv" => ("抽取名单（CSV）", "the drawn list as CSV"),
            _ => ("名录中的问题，可退回报送单位", "what is wrong in the lists, to send back"),
        };
        rows.push(vec![path.display().to_string(), screen.lang.pick(zh, en).to_owned()]);
    }
    let header = screen.lang.pick(["文件", "内容"], ["file", "content"]);
    screen.line(&table(&sides("ll"), &header, &rows))
}

/// Every check with its article.
pub(crate) fn verdict(verdict: &Verdict, strength: Strength, screen: &mut Screen<'_>) -> Shown {
    let lang = screen.lang;
    let rows: Vec<_> = verdict
        .checks
        .iter()
        .map(|check| {
            let article = check.article.map_or("", |article| article.citation());
            let detail = check.detail.as_deref().unwrap_or_default();
            let (zh, en) = detail.split_once(" / ").unwrap_or((detail, detail));
            vec![
                names::result(check.result, lang).to_owned(),
                lang.pick(check.title_zh(), check.title_en()).to_owned(),
                article.to_owned(),
                lang.pick(zh, en).to_owned(),
            ]
        })
        .collect();
    screen.say(
        "按写出的记录和名录原文件重新算了一遍：",
        "run again from the written record and the files of the lists:",
    )?;
    let header = lang.pick(["结论", "核验项目", "条款", "说明"], ["result", "check", "article", "detail"]);
    screen.line(&table(&sides("llll"), &header, &rows))?;
    let weak = match strength {
        Strength::Strong => "",
        Strength::Weak => screen.lang.pick("；随机数强度：弱", "; the seed is weak"),
    };
    if verdict.is_exact() {
        screen.say(&format!("核验结论：完全一致{weak}"), &format!("verdict: exact{weak}"))
    } else {
        screen.say(&format!("核验结论：不一致{weak}"), &format!("verdict: NOT exact{weak}"))
    }
}

/// One ticket that anybody can compute with the tools of the system.
pub(crate) fn by_hand(drawn: &Drawn, screen: &mut Screen<'_>) -> Shown {
    let strata = drawn.tasks().iter().flat_map(|task| &task.strata);
    let Some((stratum, (row, ticket))) = strata.filter_map(|s| Some((s, s.rows().next()?))).next() else {
        return Ok(());
    };
    let (key, id) = (stratum.key, drawn.directory().targets().id(row));
    screen.say(
        "\n手工核对第一个抽中对象的摇号号码（在任何装有 sha256sum 的电脑上）：",
        "\nthe ticket of the first drawn target by hand, on any computer with sha256sum:",
    )?;
    screen.line(&format!("  printf '%s' '{key}{}' | sha256sum", quoted(id)))?;
    screen.say(&format!("  应得到 {ticket}"), &format!("  gives {ticket}"))
}

/// `id` inside single quotes of a shell: an id of one's own may hold any visible character.
fn quoted(id: &str) -> String {
    id.replace('\'', "'\\''")
}
