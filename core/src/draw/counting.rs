//! 第十四条第二款 - which past visits the cap counts, and in which days.
//!
//! # The rule
//! In principle one production or business unit is drawn and inspected at most twice a year.
//!
//! # Reading
//! Visits by lot count, other kinds where the rule set lists them (I-2-b). They count in the calendar year of the as-of date,
//! in the twelve months before it, or in the term of the licence in force (I-14-2a); for the enterprise or for the place
//! (I-14-2b); finished, and unless the rule set says otherwise also open (I-14-2c). Of enterprises that merged the survivor keeps
//! the highest count of finished visits, not their sum, and every open visit. An open inspection on a lead may take
//! the enterprise out of the draw altogether (I-2-2a).
//!
//! # Example
//! `core/law/profiles/national-cap.json` counts other kinds, `licence-term.json` the term of a licence.

use std::collections::BTreeMap;

use crate::base::{Date, Id, Window};
use crate::directory::{Directory, PastVisit, Targets};
use crate::law::{LicenceTerm, RuleSet, VisitKind};

/// How the cap counts under a rule set.
pub(super) struct Counting<'a> {
    rules: &'a RuleSet,
}

/// What was counted for one enterprise or place.
pub(super) struct Counted<'a> {
    /// Finished visits that count.
    pub(super) finished: u32,
    /// The same in the twelve months up to the as-of date.
    pub(super) rolling: u32,
    /// Finished visits of every kind in the days that count.
    pub(super) every_kind: u32,
    /// Whether an inspection on a lead is open that takes it out of the draw.
    pub(super) on_lead: bool,
    /// Open visits that count, with their windows.
    pub(super) open: Vec<(&'a PastVisit, Window)>,
}

impl<'a> Counting<'a> {
    pub(super) fn of(rules: &'a RuleSet) -> Self {
        Self { rules }
    }

    /// Whether each place has a cap of its own.
    pub(super) fn by_site(&self) -> bool {
        self.rules.takes("I-14-2b", "site")
    }

    /// Counts the `visits` of whoever has these `rows` of the directory.
    pub(super) fn count<'v>(
        &self,
        visits: &[&'v PastVisit],
        directory: &Directory,
        rows: &[u32],
        as_of: Date,
    ) -> Counted<'v> {
        let first = self.first_day(directory, rows, as_of);
        let counts = |visit: &&&PastVisit| self.rules.cap_counts.contains(&visit.kind);
        let within = |first: Date| {
            move |visit: &&&PastVisit| visit.finished_on().is_some_and(|on| first <= on && on <= as_of)
        };
        let open_counts = !self.rules.takes("I-14-2c", "finished-only");
        let open = visits.iter().filter(counts).filter(|_| open_counts);
        let leads_count = self.rules.takes("I-2-2a", "enterprise");
        let on_lead = |visit: &&PastVisit| visit.kind == VisitKind::Case && visit.open_window().is_some();
        Counted {
            finished: most(visits.iter().filter(counts).filter(within(first))),
            rolling: most(visits.iter().filter(counts).filter(within(year_back(as_of)))),
            every_kind: most(visits.iter().filter(within(first))),
            on_lead: leads_count && visits.iter().any(on_lead),
            open: open.filter_map(|visit| Some((*visit, visit.open_window()?))).collect(),
        }
    }

    /// The first of the days that count up to the as-of date.
    fn first_day(&self, directory: &Directory, rows: &[u32], as_of: Date) -> Date {
        if self.rules.takes("I-14-2a", "twelve-months-back") {
            return year_back(as_of);
        }
        let term = self.rules.licence_term.as_ref().filter(|_| self.rules.takes("I-14-2a", "licence-term"));
        let licences = rows.iter().filter_map(|&row| licence(directory.targets(), term?, row));
        let in_force = licences.filter(|licence| licence.holds(as_of)).map(Window::start);
        in_force.min().unwrap_or_else(|| as_of.year_start())
    }
}

/// How many visits there are of the enterprise that has the most of them, of those that are one today.
fn most<'a, 'v: 'a>(visits: impl Iterator<Item = &'a &'v PastVisit> + Clone) -> u32 {
    let mut names = visits.clone().map(|visit| visit.made_at());
    let first = names.next();
    if names.all(|name| Some(name) == first) {
        // INVARIANT: a list has fewer than 2^32 rows
        return visits.count() as u32; // nearly everybody, and every enterprise is counted: without a map
    }
    let mut counts: BTreeMap<&Id, u32> = BTreeMap::new();
    visits.for_each(|visit| *counts.entry(visit.made_at()).or_default() += 1);
    counts.into_values().max().unwrap_or(0)
}

/// The first of the twelve months that end on `as_of`.
fn year_back(as_of: Date) -> Date {
    as_of.year_before().plus_days(1)
}

/// The term of the licence in `row`, if it states one.
fn licence(targets: &Targets, term: &LicenceTerm, row: u32) -> Option<Window> {
    let day = |column: &String| targets.attribute(column)?.get(row)?.parse::<Date>().ok();
    Window::new(day(&term.from)?, day(&term.to)?).ok()
}
