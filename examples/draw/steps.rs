//! The road: lists, seal, ceremony, draw, confirming, lock, dispatch, officers, record, and the verdict on what was
//! written.

use std::time::Instant;

use double_random::base::Place;
use double_random::draw::{Ceremony, Drawn, Locked, Reason, Removal, Sealed};
use double_random::plan::{CeremonyPlan, Departments, Disclosure};
use double_random::record::{self, Record, verify};

use super::failure::Failure;
use super::input::{Input, Material};
use super::lists::Lists;
use super::matches::{self, SecondStage};
use super::output;
use super::results::End;
use super::round_file::RoundFile;
use super::screen::Screen;
use super::show;
use super::visits;

/// Walks the whole road.
pub(crate) fn run(material: Material, screen: &mut Screen<'_>) -> Result<(), Failure> {
    let start = Instant::now();
    show::title(&material, screen)?;
    screen.step("读取名录", "lists")?;
    let lists = Lists::read(&material)?;
    for receipt in lists.receipts() {
        show::receipt(receipt, screen)?;
    }
    let sealed = seal(&material, &lists, screen)?;
    let drawn = draw(&sealed, &material, screen)?;
    let end = finish(drawn, &material, &lists, screen)?;
    let record = end.record().with_stamps(material.round.stamps.clone())?;
    let units = visits::of(&record)?;
    let open = record.seal.disclosure == Disclosure::Open;
    if open {
        visits::show(&units, end.drawn().directory(), screen)?;
    }
    let second = matches::hold(record, &units, &material, &lists, screen)?;
    screen.step("写出结果", "results")?;
    let written = output::write(&material, &end, &second, &units, &lists)?;
    show::files(&written, screen)?;
    let exact = check(&material, &second, screen)?;
    if open {
        show::by_hand(end.drawn(), screen)?;
    }
    let milliseconds = start.elapsed().as_millis();
    screen.say(&format!("\n全程用时 {milliseconds} 毫秒"), &format!("\nall in all {milliseconds} ms"))?;
    if exact { Ok(()) } else { Err(Failure::not_exact(&material.out)) }
}

fn seal(material: &Material, lists: &Lists, screen: &mut Screen<'_>) -> Result<Sealed, Failure> {
    screen.step("封存", "seal")?;
    let round = lists.provenance(material.round.round.clone()).map_err(Failure::problem)?;
    let rules = material.round.rules.clone().unwrap_or_default();
    let RoundFile { plans, departments, .. } = &material.round;
    let sealed = if plans.is_empty() {
        round.seal(&lists.directory, &rules)
    } else {
        round.seal_under(plans, &Departments::new(departments.clone())?, &lists.directory, &rules)
    };
    let sealed = sealed.map_err(|faults| lists.located(faults))?;
    show::seal(&sealed, plans, screen)?;
    Ok(sealed)
}

fn draw(sealed: &Sealed, material: &Material, screen: &mut Screen<'_>) -> Result<Drawn, Failure> {
    screen.step("公开摇号", "ceremony and draw")?;
    let CeremonyPlan { parties, typed, beacon } = &sealed.seal().ceremony;
    let ceremony = match (&material.round.held, typed.as_slice()) {
        (Some(held), _) => held.clone(),
        (None, [source]) if parties.is_empty() && beacon.is_none() => {
            Ceremony::typed(*source, material.seed.as_str())
        }
        _ => return Err(Failure::ceremony()),
    };
    let drawn = sealed.seed(ceremony).map_err(Failure::problem)?.draw();
    show::ceremony(&drawn, screen)?;
    show::strata(&drawn, screen)?;
    show::exclusions(drawn.seal(), screen)?;
    match drawn.seal().disclosure.lift() {
        None => show::drawn(&drawn, screen)?,
        Some(lift) => show::serials(drawn.seal(), lift, screen)?,
    }
    Ok(drawn)
}

/// From the drawn list as far as the round file goes.
fn finish(drawn: Drawn, material: &Material, lists: &Lists, screen: &mut Screen<'_>) -> Result<End, Failure> {
    screen.step("确认、锁定、派发", "confirm, lock, dispatch")?;
    let Some(approval) = material.round.lock.clone() else {
        screen.say(
            "没有锁定：记录到抽取名单为止。确认、锁定后才能派发（第十八条），锁定写在批次文件的 lock 中。",
            "not locked: the record ends with the drawn list. Dispatch comes after confirming and the lock (第十八条), which is `lock` in the round file.",
        )?;
        if !material.round.removals.is_empty() {
            screen.say(
                "批次文件中的移除（removals）没有执行：移除是锁定前确认的一部分。",
                "the removals of the round file are not carried out: they belong to confirming, before the lock.",
            )?;
        }
        return Ok(End::Drawn(Box::new(drawn)));
    };
    let mut removals = material.round.removals.clone();
    if material.sample {
        removals.extend(two_removals(&drawn));
    }
    let confirmed = drawn.confirm(removals)?;
    if confirmed.drawn().seal().disclosure == Disclosure::Open {
        show::removals(&confirmed, screen)?;
    }
    let locked = confirmed.lock(approval).map_err(Failure::problem)?;
    show::lock(&locked, screen)?;
    dispatch(locked, lists, screen)
}

fn dispatch(locked: Locked, lists: &Lists, screen: &mut Screen<'_>) -> Result<End, Failure> {
    let tasks = &locked.drawn().seal().tasks;
    if !lists.has_area() && tasks.iter().all(|sealed| sealed.task.unit.is_none()) {
        screen.say(
            "名单未派发：名录中没有读到区域列，任务也没有指明执行单位；可用 --map area=表头 指定区域列。",
            "not dispatched: no column is read as the area and no task names its unit; name the column with --map area=HEADER.",
        )?;
        return Ok(End::Locked(Box::new(locked), Default::default()));
    }
    match locked.clone().dispatch() {
        Ok(dispatched) => {
            show::dispatch(&dispatched, screen)?;
            Ok(End::Dispatched(Box::new(dispatched)))
        }
        Err(faults) => {
            let faults = lists.located(faults);
            show::undispatched(&faults, screen)?;
            Ok(End::Locked(Box::new(locked), faults))
        }
    }
}

/// In the made-up district two of the drawn turn out to be gone: the third of the first list, and the fifth.
fn two_removals(drawn: &Drawn) -> Vec<Removal> {
    let sealed = drawn.seal().tasks.iter().zip(drawn.tasks());
    let rows = sealed.flat_map(|(sealed, task)| {
        let rows = task.strata.iter().flat_map(|stratum| stratum.rows());
        rows.map(|(row, _)| (sealed.task.id.clone(), row))
    });
    let reasons = [(2, Reason::Deregistered), (4, Reason::MovedAway)];
    let rows: Vec<_> = rows.take(5).collect();
    let removal = |(at, reason): (usize, Reason)| {
        let (task, row) = rows.get(at)?.clone();
        Some(Removal { task, id: drawn.directory().targets().target(row)?.id, reason })
    };
    reasons.into_iter().filter_map(removal).collect()
}

/// Runs the record again, from the files alone: the one that was written and the lists as they are on disk.
fn check(material: &Material, second: &SecondStage, screen: &mut Screen<'_>) -> Result<bool, Failure> {
    screen.step("核验", "verdict")?;
    let path = material.out.join(output::RECORD);
    let text = std::fs::read_to_string(&path).map_err(|error| Failure::read(&path, &error))?;
    let record = Record::parse(&text).map_err(|mut faults| {
        let file = || Some(output::RECORD.to_owned());
        faults.0.iter_mut().for_each(|fault| fault.place = Place { file: file(), ..fault.place.clone() });
        faults
    })?;
    let again = |file: &Option<Input>| file.as_ref().map(Input::again).transpose();
    let (history, units) = (again(&material.history)?, again(&material.units)?);
    let (officers, leave) = (again(&material.officers)?, again(&material.leave)?);
    let targets = material.targets.again()?;
    let material = Material { targets, history, units, officers, leave, ..material.clone() };
    let lists = Lists::read(&material)?.for_verify(&material);
    let verdict = verify(&record, Some(&record::Lists { recusals: second.recusals.clone(), ..lists }), &[]);
    show::verdict(&verdict, record.seal.strength, screen)?;
    Ok(verdict.is_exact())
}
