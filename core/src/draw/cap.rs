//! 第十四条第二款 - how often an enterprise may still be drawn, and how many visits it already has.
//!
//! What the cap counts, and for whom, is read as [`Counting`] says. One visit can meet several windows (第十九条), so what
//! counts is the least number of visits (I-14-2c).

use std::collections::BTreeMap;

use super::counting::Counting;
use crate::base::order::Arrange as _;
use crate::base::{Date, Id, Window, window};
use crate::directory::{Directory, PastVisit};
use crate::law::{Article, RuleSet};
use crate::plan::{CapOverride, Task};

/// A visit that is open or drawn: where, by whom, when.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Planned {
    site: String,
    unit: Option<Id>,
    window: (Date, Date),
}

impl Planned {
    /// The visit that `task` asks for at the target in `row`.
    pub(super) fn of(directory: &Directory, task: &Task, row: u32) -> Self {
        let targets = directory.targets();
        Self {
            site: targets.site(row).to_owned(),
            unit: door(directory, task, row).cloned(),
            window: (task.window.start(), task.window.end()),
        }
    }
}

/// Whose visit it is: a joint inspection counts once, for its lead unit (第十二条第二款).
fn door<'a>(directory: &'a Directory, task: &'a Task, row: u32) -> Option<&'a Id> {
    task.joint.as_ref().map(|joint| &joint.lead).or_else(|| unit_of(directory, task, row))
}

/// The unit that inspects the target in `row`: the task's, else the one its area belongs to (第十八条).
pub(super) fn unit_of<'a>(directory: &'a Directory, task: &'a Task, row: u32) -> Option<&'a Id> {
    let by_area = || directory.targets().area().get(row).and_then(|area| directory.units().unit_of(area));
    task.unit.as_ref().or_else(by_area)
}

/// What counts against one enterprise's cap, or one place's (I-14-2b).
#[derive(Debug, Clone, Default)]
pub(super) struct Account {
    /// Finished visits that count.
    pub(super) finished: u32,
    /// Those of the 12 months up to the as-of date.
    pub(super) rolling: u32,
    /// Finished visits of every kind in the days that count.
    pub(super) every_kind: u32,
    /// The cap, or what an approved exception allows.
    pub(super) allowed: u32,
    /// Whether an inspection on a lead is open that takes it out of the draw (I-2-2a).
    pub(super) on_lead: bool,
    planned: Vec<Planned>,
}

impl Account {
    /// The article by which it cannot be drawn, if there is one.
    pub(super) fn excluded_by(&self) -> Option<Article> {
        match (self.on_lead, self.remaining()) {
            (true, _) => Some(Article::A2P2I2),
            (false, 0) => Some(Article::A14P2),
            _ => None,
        }
    }

    /// r: what is left.
    pub(super) fn remaining(&self) -> u32 {
        self.allowed.saturating_sub(self.finished)
    }

    /// The least number of visits that meet everything planned and `more`: summed over (site, unit).
    fn visits_with(&self, more: &[Planned]) -> u32 {
        let mut places: BTreeMap<(&str, Option<&Id>), Vec<Window>> = BTreeMap::new();
        for planned in self.planned.iter().chain(more) {
            let windows = places.entry((&planned.site, planned.unit.as_ref())).or_default();
            windows.extend(Window::new(planned.window.0, planned.window.1));
        }
        places.into_values().map(window::least_visits).sum()
    }
}

/// The accounts of every enterprise that has a past, an exception, several places, or a drawn target; those of places, where
/// the cap counts places. Both are found by a code: `unit_code`, or the site.
///
/// All others have one target and nothing planned: the tasks of one draw group share a day and a unit there, so
/// they ask for one visit, which a cap of at least 1 always holds.
#[derive(Debug, Clone)]
pub(super) struct Accounts {
    cap: u32,
    by_site: bool,
    accounts: BTreeMap<String, Account>,
    /// Rows of codes that some row names; all others have their own row only.
    places: BTreeMap<String, Vec<u32>>,
}

impl Accounts {
    pub(super) fn new(
        directory: &Directory,
        rules: &RuleSet,
        overrides: &[CapOverride],
        as_of: Date,
    ) -> Self {
        let counting = Counting::of(rules);
        let by_site = counting.by_site();
        let places = places(directory, by_site);
        let mut this = Self { cap: rules.annual_cap, by_site, accounts: BTreeMap::new(), places };
        let mut past: BTreeMap<&str, Vec<&PastVisit>> = BTreeMap::new();
        for visit in directory.history().visits() {
            let code = if by_site { visit.site() } else { &visit.unit_code };
            past.entry(code.as_str()).or_default().push(visit);
        }
        for (code, visits) in past {
            let rows = this.rows(directory, code);
            let counted = counting.count(&visits, directory, &rows, as_of);
            let account = this.entry(code);
            (account.finished, account.rolling) = (counted.finished, counted.rolling);
            (account.every_kind, account.on_lead) = (counted.every_kind, counted.on_lead);
            account.planned.extend(counted.open.into_iter().map(|(visit, window)| Planned {
                site: visit.site().to_string(),
                unit: visit.unit.clone(),
                window: (window.start(), window.end()),
            }));
        }
        for exception in overrides {
            this.entry(exception.unit_code.as_str()).allowed = exception.allowed;
        }
        let several: Vec<String> =
            this.places.iter().filter(|(_, rows)| rows.len() > 1).map(|(code, _)| code.clone()).collect();
        several.iter().for_each(|code| _ = this.entry(code));
        this
    }

    /// The code under which the target in `row` counts.
    pub(super) fn code<'a>(&self, directory: &'a Directory, row: u32) -> &'a str {
        code(directory, self.by_site, row)
    }

    fn entry(&mut self, unit_code: &str) -> &mut Account {
        let cap = self.cap;
        self.accounts
            .entry(unit_code.to_owned())
            .or_insert_with(|| Account { allowed: cap, ..Account::default() })
    }

    /// The enterprises that can come near their cap, with their accounts.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Account)> {
        self.accounts.iter().map(|(code, account)| (code.as_str(), account))
    }

    /// The rows of an enterprise.
    pub(super) fn rows(&self, directory: &Directory, unit_code: &str) -> Vec<u32> {
        let own = || {
            let row = directory.targets().row_of(unit_code);
            row.filter(|&row| self.code(directory, row) == unit_code)
        };
        self.places.get(unit_code).cloned().unwrap_or_else(|| own().into_iter().collect())
    }

    /// The account of an enterprise, a fresh one where nothing is known of it.
    pub(super) fn get(&self, unit_code: &str) -> Account {
        let fresh = || Account { allowed: self.cap, ..Account::default() };
        self.accounts.get(unit_code).cloned().unwrap_or_else(fresh)
    }

    /// Whether the enterprise stays within r with `more` on top of all that is planned.
    pub(super) fn allows(&self, unit_code: &str, more: &[Planned]) -> bool {
        let fresh = Account { allowed: self.cap, ..Account::default() };
        let account = self.accounts.get(unit_code).unwrap_or(&fresh);
        account.visits_with(more) <= account.remaining()
    }

    /// The cap itself, for enterprises without an account.
    pub(super) fn cap(&self) -> u32 {
        self.cap
    }

    /// Counts a drawn target.
    pub(super) fn plan(&mut self, unit_code: &str, planned: Planned) {
        self.entry(unit_code).planned.push(planned);
    }

    /// Takes back a drawn target that confirming removes.
    pub(super) fn withdraw(&mut self, unit_code: &str, planned: &Planned) {
        if let Some(account) = self.accounts.get_mut(unit_code)
            && let Some(at) = account.planned.iter().position(|known| known == planned)
        {
            account.planned.swap_remove(at);
        }
    }
}

/// The enterprise of the target in `row`, or its place.
fn code(directory: &Directory, by_site: bool, row: u32) -> &str {
    if by_site { directory.targets().site(row) } else { directory.targets().unit_code(row) }
}

/// The rows of every code that some row names in place of its own id.
fn places(directory: &Directory, by_site: bool) -> BTreeMap<String, Vec<u32>> {
    let targets = directory.targets();
    let mut places: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut name = |(row, named): (u32, &str)| {
        if named != targets.id(row) {
            places.entry(named.to_owned()).or_default().push(row);
        }
    };
    match by_site {
        true => targets.named_sites().for_each(&mut name),
        false => targets.named_units().for_each(&mut name),
    }
    // the row whose own id is a code that others name belongs to it too
    for (named, rows) in &mut places {
        rows.extend(targets.row_of(named).filter(|&row| code(directory, by_site, row) == named));
        rows.arrange();
    }
    places
}
