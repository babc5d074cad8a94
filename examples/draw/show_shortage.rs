//! 第二十条第三款 - why there is no plan, in the language of the screen, and what would help.

use std::collections::BTreeMap;

use double_random::base::Id;
use double_random::directory::Officer;
use double_random::team::{NoPlan, OfficersSeal};

use super::failure::Failure;
use super::lists::Lists;
use super::officers::OfficerList;
use super::screen::{Lang, Screen};

/// Visits of a certificate named one by one; more are counted by area.
const NAMED: usize = 4;

/// The certificate as a sentence, and what would help (第二十条第三款).
pub(crate) fn infeasible(
    no_plan: &NoPlan,
    lists: &Lists,
    officers: &OfficerList,
    screen: &mut Screen<'_>,
) -> Result<(), Failure> {
    let found = no_plan.infeasible();
    let sentence = sentence(no_plan, lists, officers, screen);
    screen.say(
        &format!("  没有可行的匹配方案（第二十条第三款）：{sentence}。"),
        &format!("  there is no plan (第二十条第三款): {sentence}."),
    )?;
    screen.say(&format!("    {}。", no_plan.blocked_zh()), &format!("    {}.", no_plan.blocked_en()))?;
    let seats = by_area(no_plan.seal(), found.remedies.direct.iter().map(|(visit, _)| *visit));
    let of = |(area, seats): (&Option<&str>, &u64)| {
        let area = area.unwrap_or(screen.lang.pick("全部区域", "all areas"));
        format!("{area} {seats}")
    };
    let (areas, direct) = (seats.iter().map(of).collect::<Vec<_>>(), found.remedies.direct.len());
    let (zh, en) = (areas.join("、"), areas.join(", "));
    let (pool_zh, pool_en) = if found.remedies.pool {
        ("全部区域统筹时有可行方案", "if all areas helped each other there would be a plan")
    } else {
        ("全部区域统筹也不够", "even all areas together are too few")
    };
    screen.say(
        &format!("  处理办法：写明相邻区域，重新封存、用新的随机数再匹配（{pool_zh}）；\n    或者直接委派至少 {direct} 个名额（{zh}）。"),
        &format!("  what to do: declare neighbouring areas, seal again and match with a new value ({pool_en});\n    or assign at least {direct} seats directly ({en})."),
    )
}

/// The library's sentence; where it would name very many visits, with the areas in their place.
fn sentence(no_plan: &NoPlan, lists: &Lists, officers: &OfficerList, screen: &Screen<'_>) -> String {
    let shortage = &no_plan.infeasible().shortage;
    let mut visits: Vec<u32> = shortage.seats.iter().map(|(visit, _)| *visit).collect();
    visits.dedup();
    let targets = lists.directory.targets();
    if visits.len() <= NAMED {
        let name = |id: &Id| {
            let name = targets.row_of(id.as_str()).and_then(|row| targets.name(row));
            name.map_or_else(|| id.to_string(), str::to_owned)
        };
        let (zh, en) = (no_plan.shortage_zh(&name), no_plan.shortage_en(&name));
        return screen.lang.pick(zh, en);
    }
    let areas: Vec<String> = by_area(no_plan.seal(), visits.into_iter())
        .into_iter()
        .map(|(area, count)| match (area, screen.lang) {
            (Some(area), Lang::Zh) => format!("{area}的 {count} 次检查"),
            (None, Lang::Zh) => format!("{count} 次检查"),
            (Some(area), Lang::En) => format!("{count} visits in {area}"),
            (None, Lang::En) => format!("{count} visits"),
        })
        .collect();
    let mut grouped = shortage.clone();
    grouped.seats = (0..).take(areas.len()).map(|area| (area, 0)).collect();
    let area = |at: u32| areas.get(at as usize).cloned().unwrap_or_default();
    let officer = |at: u32| {
        let officer = officers.officers.all().get(at as usize);
        officer.map(Officer::published).unwrap_or_default()
    };
    screen.lang.pick(grouped.sentence_zh(area, officer), grouped.sentence_en(area, officer))
}

/// How many of `visits` there are in each area.
fn by_area(seal: &OfficersSeal, visits: impl Iterator<Item = u32>) -> BTreeMap<Option<&str>, u64> {
    visits.fold(BTreeMap::new(), |mut areas, visit| {
        let area = seal.visits.get(visit as usize).and_then(|visit| visit.area.as_deref());
        *areas.entry(area).or_default() += 1;
        areas
    })
}
