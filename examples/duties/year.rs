//! The year: four rounds sealed under the plan, drawn, matched and ordered, and what has become of every visit until today.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;

use double_random::base::calendar::Calendar;
use double_random::base::{Date, Id};
use double_random::directory::{Directory, ListChange, Officers, PastVisit, VisitState};
use double_random::draw::Ceremony;
use double_random::duty::{Docket, Given, VisitRun};
use double_random::inspection::Team;
use double_random::law::{RuleSet, VisitKind};
use double_random::plan::{Approval, CeremonyPlan, Criterion, Round, Task};
use double_random::record::Record;
use double_random::team::{MatchOutcome, MatchRound, Neighbours, Ordered};

use super::bureau::{self, ITEMS, QUARTERS, Quarter, UNITS};
use super::course;

/// The bureau's books as they stand today.
pub(crate) struct Year {
    pub(crate) docket: Docket,
    pub(crate) directory: Directory,
    /// What the platform adds to the figures, by unit.
    pub(crate) given: BTreeMap<Id, Given>,
    /// Rounds that were drawn by today.
    pub(crate) rounds: usize,
}

/// Holds the year until `today`.
pub(crate) fn held(seed: &str, today: Date) -> Result<Year, Box<dyn Error>> {
    let mut docket = Docket::new(Calendar::china(), &RuleSet::gaoxin_2023())?;
    let forms = Arc::new(bureau::forms()?);
    let mut history: Vec<PastVisit> = Vec::new();
    let mut rounds = 0;
    for quarter in &QUARTERS {
        let ordered_on: Date = quarter.as_of.parse()?;
        if ordered_on > today {
            break;
        }
        rounds += 1;
        let visits = drawn(quarter, seed, bureau::directory(history.clone())?, &mut docket)?;
        for visit in visits {
            let run = course::until(visit, seed, today, &forms)?;
            history.push(past(&run, history.len())?);
            docket.add_visit(run)?;
        }
    }
    docket.add_plan(bureau::plan()?, "bureau".parse()?)?;
    if let Some(change) = list_change(today)? {
        docket.add_list_change(change)?;
    }
    let given = given(&docket)?;
    Ok(Year { docket, directory: bureau::directory(Vec::new())?, given, rounds })
}

/// One round, sealed under the plan, drawn, dispatched, and matched by each unit: its visits, still to be made.
fn drawn(
    quarter: &Quarter,
    seed: &str,
    directory: Directory,
    docket: &mut Docket,
) -> Result<Vec<VisitRun>, Box<dyn Error>> {
    let rules = RuleSet::gaoxin_2023();
    let (plan, as_of) = (bureau::plan()?, quarter.as_of.parse()?);
    let mut round = Round::new(quarter.name.parse()?, as_of).ceremony(CeremonyPlan::bare());
    for (item, ratio, days) in quarter.lines {
        let line = format!("{}-{item}", quarter.name);
        let task = Task::new(line.parse()?, item.parse()?, bureau::window(*days)?);
        let task = task.stratum("全部", Criterion::Everyone, ratio.parse()?);
        round.tasks.push(task.basis(plan.line(line.parse()?, round.protocol())?));
    }
    let sealed = round.seal_under(&[plan], &bureau::departments()?, &directory, &rules)?;
    for task in &round.tasks {
        docket.add_task(sealed.digest(), task)?;
    }
    let drawn = sealed.seed(Ceremony::bare(format!("{seed} {} first", quarter.name)))?.draw();
    let locked = drawn.confirm(vec![])?.lock(Approval::by("分管领导", as_of))?;
    let record = Record::of_dispatched(&locked.dispatch()?);
    let officers = Officers::new(bureau::officers()?)?;
    let mut visits = Vec::new();
    // a small draw may pass one of the streets by
    let sent = |unit: &str| record.result.dispatch.iter().flatten().any(|sent| sent.unit.as_str() == unit);
    for (_, unit, _) in UNITS.into_iter().filter(|(_, unit, _)| sent(unit)) {
        let ordered = ordered(&record, unit, quarter, seed, &directory, &officers)?;
        for (number, sealed) in (0..).zip(&ordered.matched().seal().visits) {
            let team = Team::of(&ordered, &officers, number)?;
            visits.push(VisitRun { team, tasks: sealed.tasks.clone(), results: Vec::new() });
        }
    }
    Ok(visits)
}

fn ordered(
    record: &Record,
    unit: &str,
    quarter: &Quarter,
    seed: &str,
    directory: &Directory,
    officers: &Officers,
) -> Result<Ordered, Box<dyn Error>> {
    let areas = UNITS.map(|(area, ..)| Neighbours { area: area.to_owned(), neighbours: Vec::new() });
    let plan = MatchRound::new(format!("{}-{unit}", quarter.name).parse()?, unit.parse()?);
    let plan = plan.areas(areas).ceremony(CeremonyPlan::bare());
    let sealed = plan.seal(&[record.dispatched_round()?], directory, officers, &RuleSet::gaoxin_2023())?;
    let seed = Ceremony::bare(format!("{seed} {} {unit} second", quarter.name));
    match sealed.seed(seed)?.match_officers()? {
        MatchOutcome::Matched(teams) => Ok(teams.order(Approval::by("中队长", quarter.as_of.parse()?))?),
        MatchOutcome::NoPlan(_) => Err("too few officers in the made-up bureau".into()),
    }
}

/// How a visit counts to the yearly cap of the next rounds.
fn past(run: &VisitRun, number: usize) -> Result<PastVisit, Box<dyn Error>> {
    let state = match run.inspected_on() {
        Some(on) => VisitState::Finished { on },
        None => VisitState::Open { window: run.team.window },
    };
    Ok(PastVisit {
        kind: VisitKind::Random,
        id: format!("V-{number:03}").parse()?,
        unit_code: run.team.target.clone(),
        former: None,
        site_id: None,
        unit: Some(run.team.unit.clone()),
        state,
    })
}

/// The item list was amended in October, and nobody has published that yet.
fn list_change(today: Date) -> Result<Option<ListChange>, Box<dyn Error>> {
    let on: Date = "2026-10-26".parse()?;
    let items = bureau::directory(Vec::new())?.items().to_vec();
    let before = items.iter().filter(|item| item.id.as_str() != ITEMS[2].0).cloned().collect::<Vec<_>>();
    let change = ListChange::between("items-2026".parse()?, "bureau".parse()?, &before, &items, on)?;
    Ok((on <= today).then_some(change))
}

/// Seats and replacements as the platform would export them: two seats a visit, one of them assigned in the west.
fn given(docket: &Docket) -> Result<BTreeMap<Id, Given>, Box<dyn Error>> {
    let mut given = BTreeMap::new();
    for (_, unit, _) in UNITS {
        let unit: Id = unit.parse()?;
        let visits = docket.visits().filter(|visit| visit.team.unit == unit).count() as u64;
        if visits > 0 {
            given.insert(unit, Given { seats: visits * 2, quota: visits, directory: 60, ..Given::default() });
        }
    }
    Ok(given)
}
