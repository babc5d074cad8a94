//! 第二十条至第二十二条 - the second stage: unit by unit the officers are sealed, get a value of their own, are matched and
//! ordered. An attempt without a plan stays in the record.

use std::collections::{BTreeMap, BTreeSet};

use double_random::base::{Date, Digest, Faults, Id, Place};
use double_random::directory::Experts;
use double_random::draw::Ceremony;
use double_random::plan::{Approval, CeremonyPlan, Disclosure, Source};
use double_random::record::{OfficersRecord, Record};
use double_random::team::{
    AskedBy, MatchOutcome, MatchRound, Matched, NoPlan, OfficersSeal, OfficersSealed, Ordered, Recusal,
    Replacement,
};

use super::failure::Failure;
use super::input::Material;
use super::lists::Lists;
use super::officers::OfficerList;
use super::round_file::MatchPlan;
use super::screen::Screen;
use super::show_match as show;
use super::visits::UnitVisits;

/// What the second stage came to.
pub(crate) struct SecondStage {
    /// The record of both stages.
    pub(crate) record: Record,
    pub(crate) held: Vec<Held>,
    /// By the id of the match, for the verdict.
    pub(crate) recusals: BTreeMap<Id, Vec<Recusal>>,
}

/// One match as far as it came.
pub(crate) enum Held {
    Ordered(Box<Ordered>),
    /// Nobody ordered the teams yet.
    Matched(Box<Matched>),
    NoPlan(Box<NoPlan>),
}

impl Held {
    pub(crate) fn seal(&self) -> &OfficersSeal {
        match self {
            Self::NoPlan(no_plan) => no_plan.seal(),
            Self::Ordered(ordered) => ordered.matched().seal(),
            Self::Matched(matched) => matched.seal(),
        }
    }

    pub(crate) fn matched(&self) -> Option<&Matched> {
        match self {
            Self::Ordered(ordered) => Some(ordered.matched()),
            Self::Matched(matched) => Some(matched),
            Self::NoPlan(_) => None,
        }
    }

    /// The check value of its seal.
    pub(crate) fn digest(&self) -> Digest {
        match self {
            Self::NoPlan(no_plan) => no_plan.digest(),
            Self::Ordered(ordered) => ordered.matched().digest(),
            Self::Matched(matched) => matched.digest(),
        }
    }

    /// The same teams after these replacements. Without teams there is nobody to replace yet.
    fn replaced(self, replacements: Vec<Replacement>) -> Result<Self, Faults> {
        replacements.into_iter().enumerate().try_fold(self, |held, (at, replacement)| {
            let replaced = match held {
                Self::Ordered(ordered) => {
                    ordered.replace(replacement).map(|one| Self::Ordered(Box::new(one)))
                }
                Self::Matched(matched) => {
                    matched.replace(replacement).map(|one| Self::Matched(Box::new(one)))
                }
                Self::NoPlan(no_plan) => Ok(Self::NoPlan(no_plan)),
            };
            replaced.map_err(|mut faults| {
                for Place { field, .. } in faults.0.iter_mut().map(|fault| &mut fault.place) {
                    *field = Some(format!("replacements[{at}].{}", field.as_deref().unwrap_or_default()));
                }
                faults
            })
        })
    }

    fn record(&self) -> OfficersRecord {
        match self {
            Self::Ordered(ordered) => OfficersRecord::of_ordered(ordered),
            Self::Matched(matched) => OfficersRecord::of_matched(matched),
            Self::NoPlan(no_plan) => OfficersRecord::of_no_plan(no_plan),
        }
    }
}

/// Holds every match of `material`, as far as there are officers, visits and values.
pub(crate) fn hold(
    record: Record,
    units: &[UnitVisits],
    material: &Material,
    lists: &Lists,
    screen: &mut Screen<'_>,
) -> Result<SecondStage, Failure> {
    let mut stage = SecondStage { record, held: Vec::new(), recusals: BTreeMap::new() };
    let Some(officers) = lists.officers.as_ref().filter(|_| !units.is_empty()) else {
        show::nobody_matched(lists.officers.is_some(), screen)?;
        return Ok(stage);
    };
    screen.step("封存人员、随机匹配", "officers: seal and match")?;
    let experts = Experts::new(material.round.experts.clone())?;
    let mut seeds = material.match_seeds.iter();
    // sealed matches without a value
    let mut waiting: Vec<OfficersSealed> = Vec::new();
    let mut done: BTreeSet<Id> = BTreeSet::new();
    for MatchPlan { round, held, stamps, order, replacements } in plans(units, material, &stage.record)? {
        let unit = round.unit.clone();
        if done.contains(&unit) || waiting.iter().any(|sealed| sealed.seal().unit == unit) {
            continue;
        }
        let round = prepared(round, units, material, lists, officers)?;
        let rules = material.round.rules.clone().unwrap_or_default();
        let dispatched = [stage.record.dispatched_round()?];
        let of_match = |faults| of_match(&round.id, faults);
        let sealed = round
            .seal_with_experts(&dispatched, &lists.directory, (&officers.officers, &experts), &rules)
            .map_err(of_match)?;
        show::sealed(&sealed, &lists.directory, screen)?;
        let ceremony = match held {
            Some(held) => held,
            None => match seeds.next() {
                Some(value) => Ceremony::typed(source(&sealed)?, value),
                None => {
                    waiting.push(sealed);
                    continue;
                }
            },
        };
        let held =
            draw(&sealed, ceremony, order).and_then(|held| held.replaced(replacements)).map_err(of_match)?;
        if stage.record.seal.disclosure == Disclosure::Open {
            show::held(&held, lists, officers, screen)?;
        }
        if held.matched().is_some() {
            done.insert(unit);
        }
        stage.recusals.insert(round.id, round.recusals);
        stage.record = stage.record.with_officers(held.record().with_stamps(stamps)?);
        stage.held.push(held);
    }
    // an attempt that was made is never thrown away, so only where there is none nothing is written
    if let Some(first) = waiting.first().filter(|_| stage.held.is_empty()) {
        return Err(Failure::match_seed(
            first.seal().id.as_str(),
            &first.digest().to_string(),
            waiting.len(),
        ));
    }
    show::units(&stage.held, &lists.directory, screen)?;
    let unmatched = units.iter().map(UnitVisits::unit).filter(|unit| !done.contains(*unit));
    show::left(&unmatched.collect::<Vec<_>>(), waiting.len(), seeds.len(), screen)?;
    Ok(stage)
}

/// The matches of the round file; without any, one for every unit.
fn plans(units: &[UnitVisits], material: &Material, record: &Record) -> Result<Vec<MatchPlan>, Failure> {
    if !material.round.matches.is_empty() {
        return Ok(material.round.matches.clone());
    }
    let plan = |unit: &UnitVisits| {
        let unit = unit.unit().clone();
        let id = format!("{}-{unit}", record.seal.round).parse().map_err(Failure::problem)?;
        let round = MatchRound::new(id, unit).ceremony(CeremonyPlan::bare());
        Ok(MatchPlan { round, held: None, stamps: Vec::new(), order: None, replacements: Vec::new() })
    };
    units.iter().map(plan).collect()
}

/// The match with its areas, with where the officers came from, and in the made-up district with recusals.
fn prepared(
    mut round: MatchRound,
    units: &[UnitVisits],
    material: &Material,
    lists: &Lists,
    officers: &OfficerList,
) -> Result<MatchRound, Failure> {
    if round.areas.is_empty() {
        round.areas.clone_from(&material.round.areas);
    }
    if round.areas.is_empty() {
        round.areas = lists.areas_alone();
    }
    let protocol = material.round.round.protocol();
    let provenance = officers.provenance(round.provenance.take(), protocol).map_err(Failure::problem)?;
    round.provenance = Some(provenance);
    if material.sample
        && let Some(visits) = units.iter().find(|visits| *visits.unit() == round.unit)
    {
        round.recusals = two_recusals(visits, lists, officers)?;
    }
    Ok(round)
}

/// The one source that its value is typed in from.
fn source(sealed: &OfficersSealed) -> Result<Source, Failure> {
    let CeremonyPlan { parties, typed, beacon } = &sealed.seal().ceremony;
    match (parties.is_empty() && beacon.is_none(), typed.as_slice()) {
        (true, [source]) => Ok(*source),
        _ => Err(Failure::ceremony()),
    }
}

fn draw(sealed: &OfficersSealed, ceremony: Ceremony, order: Option<Approval>) -> Result<Held, Faults> {
    Ok(match (sealed.seed(ceremony)?.match_officers()?, order) {
        (MatchOutcome::Matched(matched), Some(order)) => Held::Ordered(Box::new(matched.order(order)?)),
        (MatchOutcome::Matched(matched), None) => Held::Matched(Box::new(matched)),
        (MatchOutcome::NoPlan(no_plan), _) => Held::NoPlan(Box::new(no_plan)),
    })
}

/// Faults of one match, which say so.
fn of_match(id: &Id, mut faults: Faults) -> Faults {
    for fault in &mut faults.0 {
        fault.place.file.get_or_insert_with(|| id.to_string());
    }
    faults
}

/// In every unit of the made-up district an officer withdraws from the third visit, and the firm of the eighth asks for it.
fn two_recusals(visits: &UnitVisits, lists: &Lists, officers: &OfficerList) -> Result<Vec<Recusal>, Failure> {
    let targets = lists.directory.targets();
    let day = Date::new(2026, 10, 4).map_err(Failure::problem)?;
    let recusal = |at: usize, nth: usize, asked_by, reason: &str, decision| {
        let target = visits.visits().get(at)?.target.clone();
        let area = targets.area().get(targets.row_of(target.as_str())?)?;
        let mut near = officers.officers.all().iter().filter(|officer| officer.area == area);
        let officer = near.nth(nth)?.id.clone();
        Some(Recusal { officer, target, asked_by, reason: reason.to_owned(), decision })
    };
    let decided = Approval::by("区执法监督负责人", day);
    let two = [
        recusal(2, 0, AskedBy::Officer, "近亲属在该单位任职", None),
        recusal(7, 1, AskedBy::Target, "与负责人有未了结的纠纷", Some(decided)),
    ];
    Ok(two.into_iter().flatten().collect())
}
