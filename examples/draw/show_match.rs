//! The report of the second stage: seals, who is no candidate, teams, loads, or why there is no plan.

use std::collections::{BTreeMap, BTreeSet};

use double_random::base::Id;
use double_random::directory::Directory;
use double_random::plan::Strength;
use double_random::team::{Ground, Matched, OfficersSeal, OfficersSealed, VisitSeal};

use super::failure::Failure;
use super::lists::Lists;
use super::matches::Held;
use super::names;
use super::officers::OfficerList;
use super::screen::Screen;
use super::show_shortage;
use super::table::{groups_of_four, number, short, sides, table};

/// Teams shown of each unit; the files have all.
const SHOWN: usize = 3;
/// The most places of a name.
const WIDEST: usize = 32;

type Shown = Result<(), Failure>;

/// Why it ends with the visits.
pub(crate) fn nobody_matched(officers: bool, screen: &mut Screen<'_>) -> Shown {
    if officers {
        return screen.say(
            "名单没有派发，检查人员没有匹配：人员在派发之后才封存（第二十条）。",
            "the list is not dispatched, so nobody is matched: officers are sealed after the dispatch (第二十条).",
        );
    }
    screen.say(
        "到此为止：没有给出执法检查人员名录（--officers），检查人员没有匹配（第二十条）。",
        "this ends here: there is no directory of officers (--officers), so nobody is matched (第二十条).",
    )
}

/// The check value to publish, and who is no candidate for which visits.
pub(crate) fn sealed(sealed: &OfficersSealed, directory: &Directory, screen: &mut Screen<'_>) -> Shown {
    let seal = sealed.seal();
    let (id, unit) = (&seal.id, unit(&seal.unit, directory, screen));
    let visits = number(seal.visits.len() as u64);
    let seats = number(seal.visits.iter().map(|visit| visit.seats.len() as u64).sum());
    screen.say(
        &format!("\n{unit} · 匹配 {id}：{visits} 次检查，共需 {seats} 人次"),
        &format!("\n{unit} · match {id}: {visits} visits, {seats} seats"),
    )?;
    if seal.after.is_some() {
        screen.say(
            "  重新匹配：上一次没有可行方案，留在记录中。",
            "  another attempt: the one before had no plan and stays in the record.",
        )?;
    }
    let (method, sweeps) = (names::method(seal.method, screen.lang), seal.sweeps);
    screen.say(
        &format!("  随机方式：{method}；抽出后再随机调换 {sweeps} 轮"),
        &format!("  method: {method}; shuffled {sweeps} times after the draw"),
    )?;
    screen.say(
        "  人员封存校验值（第二次摇号之前公布）：",
        "  check value of the officers' seal, to be published before the second lottery:",
    )?;
    let hex = groups_of_four(&sealed.digest().to_string());
    let (first, second) = hex.split_at_checked(40).unwrap_or((&hex, ""));
    screen.line(&format!("    {}\n    {second}", first.trim_end()))?;
    away(seal, screen)
}

/// Officers in reach of the visits who cannot take some of them, by article.
fn away(seal: &OfficersSeal, screen: &mut Screen<'_>) -> Shown {
    let near = in_reach(seal);
    // (officer, visit)
    let mut found: BTreeMap<Ground, BTreeSet<(u32, u32)>> = BTreeMap::new();
    for away in seal.away.iter().filter(|away| near.contains(&away.officer)) {
        let held = (0u32..).zip(&seal.visits).filter(|(_, visit)| away.scope.holds(visit));
        found.entry(away.ground).or_default().extend(held.map(|(visit, _)| (away.officer, visit)));
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (ground, pairs) in &found {
        let officers: BTreeSet<u32> = pairs.iter().map(|(officer, _)| *officer).collect();
        let counts = [officers.len(), pairs.len()].map(|count| number(count as u64));
        let texts = [names::ground(*ground, screen.lang), ground.article().citation()].map(str::to_owned);
        rows.push(texts.into_iter().chain(counts).collect());
    }
    let idle = |officer: &&u32| seal.pool.get(**officer as usize).is_some_and(|officer| officer.cap == 0);
    let idle = near.iter().filter(idle).count() as u64;
    if idle > 0 {
        let name = screen.lang.pick("办理上限为 0", "a cap of 0").to_owned();
        rows.push(vec![name, String::new(), number(idle), number(idle * seal.visits.len() as u64)]);
    }
    let count = number(near.len() as u64);
    if rows.is_empty() {
        return screen.say(
            &format!("  本区域检查人员 {count} 人，都可参加全部检查。"),
            &format!("  {count} officers in reach, each a candidate for every visit."),
        );
    }
    screen.say(
        &format!("  本区域检查人员 {count} 人，其中不能参加全部或部分检查的："),
        &format!("  {count} officers in reach; no candidates for all or some of the visits are:"),
    )?;
    let header = screen.lang.pick(
        ["理由", "条款", "人数", "涉及检查（人次）"],
        ["why", "article", "officers", "visits ruled out"],
    );
    screen.line(&indented(&table(&sides("llrr"), &header, &rows)))
}

/// The officers of the visits' areas and of their neighbours; all of them where areas are not looked at.
fn in_reach(seal: &OfficersSeal) -> BTreeSet<u32> {
    let own: BTreeSet<Option<&str>> = seal.visits.iter().map(|visit| visit.area.as_deref()).collect();
    let rows = seal.areas.iter().filter(|row| own.contains(&Some(row.area.as_str())));
    let neighbours = rows.flat_map(|row| &row.neighbours).map(|name| Some(name.as_str()));
    let areas: BTreeSet<Option<&str>> = own.iter().copied().chain(neighbours).collect();
    let near = (0..)
        .zip(&seal.pool)
        .filter(|(_, officer)| !seal.method.looks_at_areas() || areas.contains(&officer.area.as_deref()));
    near.map(|(officer, _)| officer).collect()
}

/// What came out of one match.
pub(crate) fn held(held: &Held, lists: &Lists, officers: &OfficerList, screen: &mut Screen<'_>) -> Shown {
    let (ceremony, strength) = match held {
        Held::Ordered(ordered) => (ordered.matched().ceremony(), held.seal().strength),
        Held::Matched(matched) => (matched.ceremony(), held.seal().strength),
        Held::NoPlan(no_plan) => (no_plan.ceremony(), held.seal().strength),
    };
    let strength = match strength {
        Strength::Strong => screen.lang.pick("强", "strong"),
        Strength::Weak => screen.lang.pick("弱", "weak"),
    };
    for typed in &ceremony.typed {
        let (source, value) = (typed.source, &typed.value);
        screen.say(
            &format!("  第二次随机数：{value}（来源 {source}，强度：{strength}）"),
            &format!("  second value: {value} (source {source}, {strength})"),
        )?;
    }
    match held {
        Held::Ordered(ordered) => {
            teams(ordered.matched(), &lists.directory, screen)?;
            let approval = ordered.approval();
            let (person, date) = (&approval.person, approval.date);
            screen.say(
                &format!("  任务下达：{person}，{date}"),
                &format!("  ordered to inspect by {person} on {date}"),
            )?;
            replacements(ordered.matched(), screen)
        }
        Held::Matched(matched) => {
            teams(matched, &lists.directory, screen)?;
            expert_shortage(matched, &lists.directory, screen)?;
            screen.say(
                "  检查任务没有下达：下达人写在批次文件 matches 的 order 中。",
                "  not ordered to inspect yet: who orders it is `order` of `matches` in the round file.",
            )?;
            replacements(matched, screen)
        }
        Held::NoPlan(no_plan) => show_shortage::infeasible(no_plan, lists, officers, screen),
    }
}

/// The first teams as the public sees them, and how visits are spread over officers.
fn teams(matched: &Matched, directory: &Directory, screen: &mut Screen<'_>) -> Shown {
    let targets = directory.targets();
    let row = |(number, visit): (u32, &VisitSeal)| {
        let name = targets.row_of(visit.target.as_str()).and_then(|row| targets.name(row));
        let leader = matched.leader(number);
        let others = matched.team(number).iter().filter(|officer| Some(**officer) != leader);
        let mut others: Vec<String> = others.map(|&officer| matched.published(officer).to_owned()).collect();
        let seats = matched.experts().and_then(|experts| experts.seats().get(number as usize));
        others.extend(seats.into_iter().flatten().flatten().map(|&expert| matched.published_expert(expert)));
        vec![
            short(name.unwrap_or(visit.target.as_str()), WIDEST),
            format!("{} ~ {}", visit.window.start(), visit.window.end()),
            leader.map_or("-", |leader| matched.published(leader)).to_owned(),
            others.join("、"),
        ]
    };
    let visits = &matched.seal().visits;
    let rows: Vec<_> = (0..).zip(visits).take(SHOWN).map(row).collect();
    let header = screen
        .lang
        .pick(["检查对象", "检查期限", "组长", "组员"], ["target", "window", "leader", "other members"]);
    screen.line(&indented(&table(&sides("llll"), &header, &rows)))?;
    let rest = visits.len().saturating_sub(rows.len());
    if rest > 0 {
        let rest = number(rest as u64);
        screen.say(
            &format!("    其余 {rest} 个检查组见 teams.xlsx"),
            &format!("    the other {rest} teams are in teams.xlsx"),
        )?;
    }
    Ok(())
}

/// Why experts could not be drawn (第二十条第二款); they are appointed before the order.
fn expert_shortage(matched: &Matched, directory: &Directory, screen: &mut Screen<'_>) -> Shown {
    let targets = directory.targets();
    let name = |id: &Id| {
        let row = targets.row_of(id.as_str());
        row.and_then(|row| targets.name(row)).map_or_else(|| id.to_string(), str::to_owned)
    };
    let sentences = matched.expert_shortage_zh(name).zip(matched.expert_shortage_en(name));
    let Some((zh, en)) = sentences else { return Ok(()) };
    screen.say(
        &format!("  专家没有可行方案（第二十条第二款）：{zh}。下达前直接指定。"),
        &format!("  there is no plan for experts (第二十条第二款): {en}. Appoint them before the order."),
    )
}

/// Who left a team, and who came; the teams above are those after it.
fn replacements(matched: &Matched, screen: &mut Screen<'_>) -> Shown {
    let (replaced, seats) = matched.replacement_rate();
    if replaced > 0 {
        let [replaced, seats] = [replaced, seats].map(number);
        screen.say(
            &format!("  更换 {replaced} 人次，共 {seats} 人次（更换率只供本单位掌握）："),
            &format!("  {replaced} of {seats} seats replaced (a figure for the unit itself):"),
        )?;
    }
    for change in matched.changes() {
        let [out, into] = [change.out, change.into].map(|officer| matched.published(officer));
        let reason = names::replacement(&change.reason, screen.lang);
        let found = names::substitute(change, screen.lang);
        let visit = change.visit + 1;
        screen.say(
            &format!("    第 {visit} 次检查：{out} → {into}，{reason}，{found}"),
            &format!("    visit {visit}: {out} -> {into}, {reason}, {found}"),
        )?;
    }
    Ok(())
}

/// Visits, teams and loads of every unit.
pub(crate) fn units(held: &[Held], directory: &Directory, screen: &mut Screen<'_>) -> Shown {
    let row = |matched: &Matched| {
        let loads: Vec<u64> =
            matched.loads().iter().filter(|load| **load > 0).map(|&load| load.into()).collect();
        let mut loads = loads;
        loads.sort_unstable();
        let at = |place: usize| loads.get(place).copied().unwrap_or_default();
        let counts = [
            matched.teams().len() as u64,
            loads.iter().sum(),
            loads.len() as u64,
            at(0),
            at(loads.len() / 2),
            at(loads.len().saturating_sub(1)),
            matched.clashes().len() as u64,
        ];
        let unit = short(&unit(&matched.seal().unit, directory, screen), WIDEST);
        [unit].into_iter().chain(counts.map(number)).collect()
    };
    let rows: Vec<Vec<String>> = held.iter().filter_map(Held::matched).map(row).collect();
    if rows.is_empty() {
        return Ok(());
    }
    screen.say(
        "\n检查组和每人检查次数（组长在组内随机产生）：",
        "\nteams, and visits per officer (leaders are drawn within the team):",
    )?;
    let header = screen.lang.pick(
        ["执行单位", "检查组", "人次", "参加人数", "最少", "中位", "最多", "期限重叠"],
        ["unit", "teams", "seats", "officers", "least", "median", "most", "clashes"],
    );
    screen.line(&table(&sides("lrrrrrrr"), &header, &rows))?;
    screen.say(
        "  期限重叠：同一人的两次检查有共同的日子；期限比检查长，具体日期由检查组错开。",
        "  clashes: two visits of one officer share days; windows are longer than visits, so the teams agree on days.",
    )
}

/// Units without teams, sealed matches without a value, values without a match.
pub(crate) fn left(units: &[&Id], waiting: usize, seeds: usize, screen: &mut Screen<'_>) -> Shown {
    if !units.is_empty() {
        let units: Vec<&str> = units.iter().map(|unit| unit.as_str()).collect();
        let (zh, en) = (units.join("、"), units.join(", "));
        screen.say(&format!("没有检查组的执行单位：{zh}。"), &format!("units without teams: {en}."))?;
    }
    if waiting > 0 {
        screen.say(
            &format!("  已封存、还没有随机数的匹配 {waiting} 个：公布上面的人员封存校验值，产生新的值，在原有的值之后再写 --match-seed 重新运行。"),
            &format!("  {waiting} sealed without a value: publish the check values above, make new values, and run it again with\n  them as further --match-seed after those given now."),
        )?;
    } else if !units.is_empty() {
        screen.say(
            "  在批次文件的 matches 中补上（再次）匹配，并给出新的 --match-seed。",
            "  add a (further) match to `matches` in the round file, and a new --match-seed.",
        )?;
    }
    if seeds > 0 {
        screen.say(
            &format!("有 {seeds} 个 --match-seed 没有用到。"),
            &format!("{seeds} of the values of --match-seed were not used."),
        )?;
    }
    Ok(())
}

/// A unit with its name, if it has one.
fn unit(id: &Id, directory: &Directory, screen: &Screen<'_>) -> String {
    let name = directory.units().name(id.as_str());
    name.map_or_else(
        || id.to_string(),
        |name| screen.lang.pick(format!("{name}（{id}）"), format!("{name} ({id})")),
    )
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}
