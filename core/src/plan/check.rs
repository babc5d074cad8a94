//! 第十三条, 第十六条 - everything that must be in order before a round is sealed, reported at once.

use std::collections::{BTreeMap, BTreeSet};

use super::approval::{Approval, Role};
use super::basis::{self, AdHoc, TaskBasis};
use super::ceremony::CeremonyPlan;
use super::limits;
use super::problem::PlanError;
use super::round::{Disclosure, Provenance, Round};
use super::task::{ExpertDemand, Task};
use crate::base::order::Gather as _;
use crate::base::{Faults, Id, Instant, Place};
use crate::directory::Directory;
use crate::law::RuleSet;

/// Tasks of a round, and strata of a task, at the most.
const MOST: usize = 1_000;
/// Experts of one specialty at one visit, at the most.
const MOST_EXPERTS: u32 = 20;

impl Round {
    /// Checks the round against the lists and the rules.
    ///
    /// The item list as it stands at sealing counts (I-2-a). Every task rests on a line of a plan or on an approved ad-hoc decision
    /// (I-1-a), and ad-hoc tasks follow the same rules (I-14-3a).
    ///
    /// # Errors
    /// Every fault, each with its place, `tasks[2].strata[0]` for example.
    #[doc(alias = "第二条第一款")]
    #[doc(alias = "第十四条第三款")]
    #[doc(alias = "第十六条")]
    pub fn check(&self, directory: &Directory, rules: &RuleSet) -> Result<(), Faults> {
        let mut faults = Faults::default();
        self.check_frame(rules, &mut faults);
        if self.tasks.len() > MOST {
            let error = PlanError::TooMany { what: "tasks", found: self.tasks.len(), limit: MOST };
            faults.push(Place::field("tasks"), error);
        }
        let mut ids = BTreeSet::new();
        for (at, task) in self.tasks.iter().enumerate() {
            let place = format!("tasks[{at}]");
            if !ids.insert(&task.id) {
                faults.push(
                    Place::field(format!("{place}.id")),
                    PlanError::Doubled { id: task.id.to_string() },
                );
            }
            check_task(task, &place, directory, &mut faults);
        }
        faults.0.extend(self.check_bases().err().into_iter().flat_map(|faults| faults.0));
        limits::check(self, directory, rules, &mut faults);
        self.check_tags(&mut faults);
        if let Err(late) = directory.history().check_as_of(self.as_of) {
            faults.0.extend(late.0);
        }
        faults.or(())
    }

    /// Checks that every task rests on a plan or on an approved ad-hoc decision.
    pub(crate) fn check_bases(&self) -> Result<(), Faults> {
        let approvals = self.approvals.as_deref().unwrap_or_default();
        let mut faults = Faults::default();
        for (at, task) in self.tasks.iter().enumerate() {
            if let Err(error) = basis::check(task.basis.as_ref(), &task.id, approvals) {
                faults.push(Place::field(format!("tasks[{at}].basis")), error);
            }
        }
        faults.or(())
    }

    fn check_frame(&self, rules: &RuleSet, faults: &mut Faults) {
        if self.tasks.is_empty() {
            faults.push(Place::field("tasks"), PlanError::NoTask);
        }
        if !(1..=MOST as u64).contains(&self.batches.get()) {
            faults
                .push(Place::field("batches"), PlanError::Batches { found: self.batches.get(), limit: MOST });
        }
        let settings = Settings {
            approvals: self.approvals.as_deref().unwrap_or_default(),
            provenance: self.provenance.as_deref().unwrap_or_default(),
            lists: &["history", "items", "targets", "units"],
            ceremony: &self.ceremony,
            sealed_at: self.sealed_at,
        };
        settings.check(rules, faults);
        for (at, approval) in self.approvals.iter().flatten().enumerate() {
            if let Err(error) = approval.check_before(self.sealed_at) {
                faults.push(Place::field(format!("approvals[{at}].date")), error);
            }
        }
        self.check_embargo(faults);
        check_text(self.authority.as_deref(), "authority", faults);
        let mut units = BTreeSet::new();
        for (at, exception) in self.overrides.iter().enumerate() {
            let place = format!("overrides[{at}]");
            let unit_code = exception.unit_code.to_string();
            if exception.allowed <= rules.annual_cap {
                let (allowed, cap) = (exception.allowed, rules.annual_cap);
                let error = PlanError::OverrideTooLow { unit_code: unit_code.clone(), allowed, cap };
                faults.push(Place::field(format!("{place}.allowed")), error);
            }
            if exception.approval.role != Role::Approver {
                let error = PlanError::NotApprover { person: exception.approval.person.clone() };
                faults.push(Place::field(format!("{place}.approval")), error);
            }
            if let Err(error) = exception.approval.check_before(self.sealed_at) {
                faults.push(Place::field(format!("{place}.approval.date")), error);
            }
            if rules.takes("I-14-2d", "no-exception") {
                let error = PlanError::NoException { unit_code: unit_code.clone() };
                faults.push(Place::field(place.clone()), error);
            }
            check_text(Some(&exception.reason), &format!("{place}.reason"), faults);
            if !units.insert(&exception.unit_code) {
                faults.push(Place::field(place), PlanError::Doubled { id: unit_code });
            }
        }
    }

    /// Something is kept back only by a party that commits to a secret, and until a day that is still to come.
    fn check_embargo(&self, faults: &mut Faults) {
        let Disclosure::Embargoed { lift, party } = &self.disclosure else { return };
        if self.ceremony.parties.iter().all(|plan| plan.party != *party) {
            let error = PlanError::EmbargoParty { party: party.to_string() };
            faults.push(Place::field("disclosure.embargoed.party"), error);
        }
        let sealed_on = self.sealed_at.map_or(self.as_of, Instant::date);
        if *lift <= sealed_on {
            let error = PlanError::EmbargoLift { lift: *lift, sealed_on };
            faults.push(Place::field("disclosure.embargoed.lift"), error);
        }
    }

    /// Tasks that share a tag are drawn with one key: they must be able to become one visit (第十九条).
    fn check_tags(&self, faults: &mut Faults) {
        let mut first: BTreeMap<&Id, &Task> = BTreeMap::new();
        let mut common = BTreeMap::new();
        for (at, task) in self.tasks.iter().enumerate() {
            let Some(tag) = &task.tag else { continue };
            let earlier = *first.entry(tag).or_insert(task);
            // one joint inspection is one door, whichever units take part
            let one_door = match (&earlier.joint, &task.joint) {
                (Some(one), Some(other)) => one.meets(other),
                (None, None) => earlier.unit == task.unit,
                _ => false,
            };
            if !one_door {
                let (tag, task, other) = (tag.to_string(), task.id.to_string(), earlier.id.to_string());
                faults.push(
                    Place::field(format!("tasks[{at}].unit")),
                    PlanError::TagUnits { tag, task, other },
                );
            }
            let days = common.entry(tag).or_insert((task.window.start(), task.window.end()));
            *days = (days.0.max(task.window.start()), days.1.min(task.window.end()));
        }
        for (tag, (start, end)) in common {
            if end < start {
                faults.push(Place::field("tasks"), PlanError::TagDays { tag: tag.to_string(), start, end });
            }
        }
    }
}

/// What both stages settle before their seal.
pub(crate) struct Settings<'a> {
    pub(crate) approvals: &'a [Approval],
    pub(crate) provenance: &'a [Provenance],
    /// The lists that may have a provenance.
    pub(crate) lists: &'a [&'static str],
    pub(crate) ceremony: &'a CeremonyPlan,
    pub(crate) sealed_at: Option<Instant>,
}

impl Settings<'_> {
    /// Known readings, approvals of two persons, a way to a seed, one provenance a list.
    pub(crate) fn check(&self, rules: &RuleSet, faults: &mut Faults) {
        if let Err(refused) = rules.check() {
            faults.0.extend(refused.0);
        }
        if let Err(error) = Approval::check(self.approvals) {
            faults.push(Place::field("approvals"), error);
        }
        if self.ceremony.is_empty() {
            faults.push(Place::field("ceremony"), PlanError::NoCeremony);
        }
        if let Some(beacon) = &self.ceremony.beacon {
            check_text(Some(&beacon.source), "ceremony.beacon.source", faults);
            if let Err(error) = beacon.check(self.sealed_at) {
                faults.push(Place::field("ceremony.beacon"), error);
            }
        }
        let mut unnamed: BTreeSet<&str> = self.lists.iter().copied().gather();
        for (at, provenance @ Provenance { list, .. }) in self.provenance.iter().enumerate() {
            if let Err(error) = provenance.check_before(self.sealed_at) {
                faults.push(Place::field(format!("provenance[{at}].exported_at")), error);
            }
            if !unnamed.remove(list.as_str()) {
                let error = PlanError::Provenance { list: list.clone(), expected: self.lists.join(", ") };
                faults.push(Place::field(format!("provenance[{at}].list")), error);
            }
        }
        let mut parties = BTreeSet::new();
        for (at, party) in self.ceremony.parties.iter().enumerate() {
            if !parties.insert(&party.party) {
                let error = PlanError::Doubled { id: party.party.to_string() };
                faults.push(Place::field(format!("ceremony.parties[{at}]")), error);
            }
        }
    }
}

fn check_task(task: &Task, place: &str, directory: &Directory, faults: &mut Faults) {
    let at = |field: &str| Place::field(format!("{place}.{field}"));
    if task.items.is_empty() {
        faults.push(at("items"), PlanError::NoItem);
    }
    let mut items = BTreeSet::new();
    for item in &task.items {
        if directory.item(item.as_str()).is_none() {
            faults.push(at("items"), PlanError::UnknownItem { id: item.to_string() });
        }
        if !items.insert(item) {
            faults.push(at("items"), PlanError::Doubled { id: item.to_string() });
        }
    }
    if let Some(TaskBasis::AdHoc(AdHoc { reason, approval })) = &task.basis {
        // what is blank is refused with its own word
        let said = |text: Option<&String>| text.filter(|text| !text.trim().is_empty()).cloned();
        check_text(said(Some(reason)).as_deref(), &format!("{place}.basis.ad-hoc.reason"), faults);
        let document = said(approval.document.as_ref());
        check_text(document.as_deref(), &format!("{place}.basis.ad-hoc.approval.document"), faults);
    }
    if let Some(delegation) = &task.delegation {
        if delegation.owner == delegation.executor {
            faults.push(at("delegation"), PlanError::Delegation { owner: delegation.owner.to_string() });
        }
        check_text(Some(&delegation.letter), &format!("{place}.delegation.letter"), faults);
    }
    if task.strata.is_empty() {
        faults.push(at("strata"), PlanError::NoStratum);
    }
    if task.strata.len() > MOST {
        faults
            .push(at("strata"), PlanError::TooMany { what: "strata", found: task.strata.len(), limit: MOST });
    }
    let mut specialties = BTreeSet::new();
    for (index, ExpertDemand { specialty, count }) in task.experts.iter().enumerate() {
        let place = format!("{place}.experts[{index}]");
        check_text(Some(specialty), &format!("{place}.specialty"), faults);
        let (name, found) = (specialty.clone(), *count);
        if !(1..=MOST_EXPERTS).contains(count) {
            let problem = PlanError::ExpertCount { specialty: name.clone(), found, limit: MOST_EXPERTS };
            faults.push(Place::field(format!("{place}.count")), problem);
        }
        if !specialties.insert(specialty) {
            faults.push(Place::field(place), PlanError::ExpertTwice { specialty: name });
        }
    }
    for (index, stratum) in task.strata.iter().enumerate() {
        let place = format!("{place}.strata[{index}]");
        check_text(Some(&stratum.label), &format!("{place}.label"), faults);
        if let Err(error) = stratum.criterion.check() {
            faults.push(Place::field(format!("{place}.criterion")), error);
        }
    }
}

/// One line of visible text, at most 200 characters.
fn check_text(text: Option<&str>, field: &str, faults: &mut Faults) {
    let Some(text) = text else { return };
    if text.trim().is_empty() || text.chars().any(char::is_control) || text.chars().count() > 200 {
        let found = text.chars().filter(|character| !character.is_control()).take(40).collect();
        faults.push(Place::field(field), PlanError::Text { found });
    }
}
