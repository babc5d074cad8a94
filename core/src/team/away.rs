//! 第二十一条, 第二十二条 - who is no candidate for which visits: no qualification, leave, an interest, a recusal.
//!
//! # The rule
//! Officers hold a qualification, and one with an interest in a target withdraws.
//!
//! # Reading
//! Nobody is refused for it: others are matched, and every exclusion is listed with its article (I-21-a says who needs a
//! certificate). Interests known beforehand and recusals declared since the dispatch both bind.

use std::collections::{BTreeMap, BTreeSet};

use super::problem::OfficersError;
use super::round::{AskedBy, Recusal};
use super::seal::{Away, Ground, Scope, VisitSeal};
use super::signing::Signing;
use crate::base::order::{Arrange as _, Gather as _};
use crate::base::{Faults, Id, Place, Window};
use crate::directory::{CertificateReading, Experts, Officer, Officers, Unfit};
use crate::law::RuleSet;

/// What visits there are to be kept from.
pub(super) struct Visited<'a> {
    windows: BTreeSet<Window>,
    items: BTreeSet<&'a Id>,
    /// By target and by enterprise, the targets.
    targets: BTreeMap<&'a str, BTreeSet<&'a Id>>,
}

impl<'a> Visited<'a> {
    /// Of these visits, each with its enterprise.
    pub(super) fn new(visits: &'a [VisitSeal], unit_codes: &'a [String]) -> Self {
        let mut targets: BTreeMap<&str, BTreeSet<&Id>> = BTreeMap::new();
        for (visit, unit_code) in visits.iter().zip(unit_codes) {
            for name in [visit.target.as_str(), unit_code] {
                targets.entry(name).or_default().insert(&visit.target);
            }
        }
        Self {
            windows: visits.iter().map(|visit| visit.window).gather(),
            items: visits.iter().flat_map(|visit| &visit.items).gather(),
            targets,
        }
    }

    pub(super) fn windows(&self) -> impl Iterator<Item = &Window> {
        self.windows.iter()
    }

    pub(super) fn of(&self, name: &str) -> impl Iterator<Item = &Id> {
        self.targets.get(name).into_iter().flatten().copied()
    }
}

/// Everybody who is kept from some visit, sorted.
pub(super) fn away(
    officers: &Officers,
    visited: &Visited<'_>,
    recusals: &[Recusal],
    rules: &RuleSet,
) -> Vec<Away> {
    let reading = CertificateReading::of(rules);
    let mut found = Vec::new();
    for (number, officer) in (0..).zip(officers.all()) {
        let mut push = |ground: Ground, scope: Scope| {
            found.push(Away { officer: number, ground, article: ground.article(), scope });
        };
        for &window in &visited.windows {
            let unfit = [officer.qualifies(window, reading).err(), officer.is_free(window).err()];
            unfit.into_iter().flatten().for_each(|unfit| push(ground(&unfit), Scope::Window(window)));
        }
        for item in &visited.items {
            if let Err(unfit) = officer.may_inspect(item) {
                push(ground(&unfit), Scope::Item((*item).clone()));
            }
        }
        for target in interests(officer, visited) {
            push(Ground::Interest, Scope::Target(target.clone()));
        }
        for recusal in recusals.iter().filter(|recusal| recusal.officer == officer.id) {
            visited
                .of(recusal.target.as_str())
                .for_each(|target| push(Ground::Recusal, Scope::Target(target.clone())));
        }
    }
    found.arrange();
    found.dedup();
    found
}

fn interests<'a>(officer: &Officer, visited: &'a Visited<'_>) -> BTreeSet<&'a Id> {
    officer.interests.iter().flat_map(|name| visited.of(name.as_str())).gather()
}

fn ground(unfit: &Unfit) -> Ground {
    match unfit {
        Unfit::NoCertificate { .. } => Ground::NoCertificate,
        Unfit::CertificateEnds { .. } => Ground::CertificateEnds,
        Unfit::OnLeave { .. } => Ground::OnLeave,
        Unfit::ItemNotAllowed { .. } => Ground::ItemNotAllowed,
        Unfit::Interest { .. } => Ground::Interest,
    }
}

/// Checks that every recusal names a known officer or expert, a visited target and a reason, that a target's request was decided, and that
/// whoever decided it may decide.
pub(super) fn check(
    recusals: &[Recusal],
    (officers, experts): (&Officers, &Experts),
    visited: &Visited<'_>,
    signing: &Signing,
    faults: &mut Faults,
) {
    for (at, recusal) in recusals.iter().enumerate() {
        let place = |field: &str| Place::field(format!("recusals[{at}].{field}"));
        let (officer, target) = (|| recusal.officer.to_string(), || recusal.target.to_string());
        if officers.get(recusal.officer.as_str()).is_none() && experts.number(&recusal.officer).is_none() {
            faults.push(place("officer"), OfficersError::RecusalOfficer { officer: officer() });
        }
        if visited.of(recusal.target.as_str()).next().is_none() {
            let problem = OfficersError::RecusalTarget { officer: officer(), target: target() };
            faults.push(place("target"), problem);
        }
        if recusal.reason.trim().is_empty() {
            let problem = OfficersError::RecusalReason { officer: officer(), target: target() };
            faults.push(place("reason"), problem);
        }
        match (&recusal.decision, recusal.asked_by) {
            (Some(decision), _) => signing.check_sealed(decision, None, &place("decision"), faults),
            (None, AskedBy::Officer) => {}
            (None, AskedBy::Target) => {
                let problem = OfficersError::RecusalUndecided { officer: officer(), target: target() };
                faults.push(place("decision"), problem);
            }
        }
    }
}
