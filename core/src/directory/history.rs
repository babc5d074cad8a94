//! 第十四条第二款 - the history of visits, which the yearly cap counts.
//!
//! # The rule
//! In principle one production or business unit is drawn and inspected at most twice a year.
//!
//! # Reading
//! Visits count for the enterprise (`unit_code`), not for the place. A finished visit counts in the calendar year
//! of the as-of date; one that is dispatched and unfinished still needs its day, so it stands as an open window;
//! a void one does not count. A merged visit and a joint inspection are one visit each, under one id.
//!
//! # Example
//! See [`History`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::problem::{Checked, DirectoryError};
use crate::base::order::Arrange as _;
use crate::base::{Date, Faults, Id, Scheme, Window};

/// How far a past visit came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum VisitState {
    /// Done, also where nobody was met at the registered place.
    Finished {
        /// The day.
        on: Date,
    },
    /// Dispatched and not finished.
    Open {
        /// When it may take place.
        window: Window,
    },
    /// Called off or set aside: it counts nowhere.
    Void,
}

/// A visit that an earlier round brought, as one row of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastVisit {
    /// The visit's own id: a joint inspection has one.
    pub id: Id,
    /// The enterprise, which may have left the directory since.
    pub unit_code: Id,
    /// The place; the enterprise's only one where null.
    #[serde(default)]
    pub site_id: Option<Id>,
    /// The unit that carries it out.
    #[serde(default)]
    pub unit: Option<Id>,
    /// How far it came.
    pub state: VisitState,
}

impl PastVisit {
    /// The place: `unit_code` where none is named, just as a target's place is its own id.
    pub fn site(&self) -> &Id {
        self.site_id.as_ref().unwrap_or(&self.unit_code)
    }
}

/// All past visits, found by enterprise.
///
/// ```
/// use double_random::directory::{Directory, PastVisit, VisitState};
///
/// let visit = |id: &str, on: &str| -> Result<PastVisit, Box<dyn std::error::Error>> {
///     let state = VisitState::Finished { on: on.parse()? };
///     Ok(PastVisit { id: id.parse()?, unit_code: "913702001635621638".parse()?, site_id: None, unit: None, state })
/// };
/// let visits = [visit("v1", "2025-12-30")?, visit("v2", "2026-02-03")?];
/// let directory = Directory::builder().history(visits).build()?;
/// let history = directory.history();
/// let as_of = "2026-06-30".parse()?;
/// assert_eq!(history.finished_in_year("913702001635621638", as_of), 1); // this binds
/// assert_eq!(history.finished_in_12_months("913702001635621638", as_of), 2); // this warns
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "第十四条")]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// In the order of the list, so that a fault can name its row.
    visits: Vec<PastVisit>,
    /// Indices of `visits` by enterprise, then by place in the list.
    by_unit_code: Vec<u32>,
}

impl History {
    pub(super) fn new(visits: Vec<PastVisit>) -> Self {
        let mut by_unit_code: Vec<u32> = (0..).take(visits.len()).collect();
        by_unit_code.arrange_by_key(|&index| visits.get(index as usize).map(|visit| &visit.unit_code));
        Self { visits, by_unit_code }
    }

    /// All of them in the order of the list.
    pub fn visits(&self) -> &[PastVisit] {
        &self.visits
    }

    /// The visits of one enterprise.
    pub fn of(&self, unit_code: &str) -> impl Iterator<Item = &PastVisit> {
        let code = |index: &u32| self.visits.get(*index as usize).map(|visit| visit.unit_code.as_str());
        let start = self.by_unit_code.partition_point(|index| code(index) < Some(unit_code));
        let visits = self.by_unit_code.iter().skip(start);
        visits
            .map_while(|&index| self.visits.get(index as usize))
            .take_while(move |visit| visit.unit_code.as_str() == unit_code)
    }

    /// Finished visits of `unit_code` in the calendar year of `as_of`, up to and including `as_of`.
    pub fn finished_in_year(&self, unit_code: &str, as_of: Date) -> u32 {
        self.finished(unit_code, |on| on.year() == as_of.year() && on <= as_of)
    }

    /// Finished visits of `unit_code` in the twelve months that end on `as_of`.
    pub fn finished_in_12_months(&self, unit_code: &str, as_of: Date) -> u32 {
        self.finished(unit_code, |on| as_of.year_before() < on && on <= as_of)
    }

    fn finished(&self, unit_code: &str, counts: impl Fn(Date) -> bool) -> u32 {
        let done = |visit: &&PastVisit| matches!(visit.state, VisitState::Finished { on } if counts(on));
        // INVARIANT: a list has fewer than 2^32 rows
        self.of(unit_code).filter(done).count() as u32
    }

    /// The visits of `unit_code` that are dispatched and unfinished: place, executing unit, window.
    pub fn open(&self, unit_code: &str) -> impl Iterator<Item = (&Id, Option<&Id>, Window)> {
        self.of(unit_code).filter_map(|visit| match visit.state {
            VisitState::Open { window } => Some((visit.site(), visit.unit.as_ref(), window)),
            VisitState::Finished { .. } | VisitState::Void => None,
        })
    }

    /// Names every visit that was finished after `as_of`: a round cannot count what has not happened.
    ///
    /// # Errors
    /// [`DirectoryError::VisitAfterAsOf`] for each.
    pub fn check_as_of(&self, as_of: Date) -> Result<(), Faults> {
        let mut faults = Faults::default();
        let mut checked = Checked::new(&mut faults, super::HISTORY);
        for (index, visit) in self.visits.iter().enumerate() {
            checked.at(index);
            if let VisitState::Finished { on } = visit.state
                && on > as_of
            {
                checked.push(
                    "state.finished.on",
                    &on.to_string(),
                    DirectoryError::VisitAfterAsOf { on, as_of },
                );
            }
        }
        faults.or(())
    }
}

/// Names everything that is wrong with `visits`. Their enterprises need not be in the directory any more.
pub(super) fn check(visits: &[PastVisit], scheme: Scheme, faults: &mut Faults) {
    let mut checked = Checked::new(faults, super::HISTORY);
    let mut seen = BTreeMap::new();
    for (index, visit) in visits.iter().enumerate() {
        let row = checked.at(index);
        let first = *seen.entry(&visit.id).or_insert(row);
        if first != row {
            let id = visit.id.to_string();
            checked.push("id", visit.id.as_str(), DirectoryError::VisitDuplicate { id, first });
        }
        // a code with a slip would never meet its enterprise, and the visit would count for nobody
        if let Err(problem) = super::targets::check_id(scheme, visit.unit_code.as_str()) {
            checked.push("unit_code", visit.unit_code.as_str(), problem);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn visit(id: &str, unit_code: &str, state: VisitState) -> PastVisit {
        PastVisit {
            id: id.parse().unwrap(),
            unit_code: unit_code.parse().unwrap(),
            site_id: None,
            unit: None,
            state,
        }
    }

    fn finished(id: &str, on: &str) -> PastVisit {
        visit(id, "firm", VisitState::Finished { on: date(on) })
    }

    fn open() -> VisitState {
        VisitState::Open { window: Window::new(date("2026-05-01"), date("2026-05-31")).unwrap() }
    }

    #[test]
    fn a14p2_the_calendar_year_binds_and_twelve_months_warn() {
        let history = History::new(vec![
            finished("a", "2025-06-30"),
            finished("b", "2025-07-01"),
            finished("c", "2025-12-31"),
            finished("d", "2026-01-01"),
            finished("e", "2026-06-30"),
            finished("f", "2026-07-01"),
            visit("g", "firm", open()),
            visit("h", "firm", VisitState::Void),
            visit("i", "firm2", VisitState::Finished { on: date("2026-02-02") }),
        ]);
        let counts = |as_of: &str| {
            (
                history.finished_in_year("firm", date(as_of)),
                history.finished_in_12_months("firm", date(as_of)),
            )
        };
        assert_eq!(counts("2026-06-30"), (2, 4));
        assert_eq!(counts("2026-01-01"), (1, 4));
        assert_eq!(counts("2025-12-31"), (3, 3));
        assert_eq!(history.finished_in_year("nobody", date("2026-06-30")), 0);
    }

    #[test]
    fn open_visits_show_place_unit_and_window() {
        let elsewhere = PastVisit {
            site_id: Some("site-2".parse().unwrap()),
            unit: Some("squad".parse().unwrap()),
            ..visit("b", "firm", open())
        };
        let history = History::new(vec![
            elsewhere,
            visit("c", "firm", VisitState::Void),
            visit("a", "firm", open()),
            visit("d", "other", open()),
        ]);
        let found: Vec<_> = history
            .open("firm")
            .map(|(site, unit, window)| (site.to_string(), unit.map(Id::to_string), window.end().to_string()))
            .collect();
        let end = "2026-05-31".to_owned();
        assert_eq!(
            found,
            [("site-2".to_owned(), Some("squad".to_owned()), end.clone()), ("firm".to_owned(), None, end)]
        );
    }

    #[test]
    fn a14p2_a_visit_after_the_as_of_date_is_named_with_its_row() {
        let history = History::new(vec![
            visit("a", "firm", open()),
            finished("b", "2026-07-02"),
            finished("c", "2026-07-01"),
        ]);
        assert_eq!(history.check_as_of(date("2026-07-02")), Ok(()));
        let faults = history.check_as_of(date("2026-07-01")).unwrap_err();
        assert_eq!(
            faults.to_string(),
            "history, row 2, state.finished.on: the visit was finished on 2026-07-02, after the as-of date 2026-07-01"
        );
        assert_eq!(faults.0[0].code(), "history-after-as-of");
    }

    #[test]
    fn a14p2_a_joint_inspection_appears_once_and_codes_are_checked() {
        let visits = [
            finished("joint", "2026-01-01"),
            finished("x", "2026-01-01"),
            visit("joint", "firm2", VisitState::Void),
        ];
        let mut faults = Faults::default();
        check(&visits, Scheme::Ascii, &mut faults);
        assert_eq!(
            faults.to_string(),
            "history, row 3, id: visit `joint` already stands in row 1; one visit counts once"
        );
        let mut faults = Faults::default();
        let visits = ["913702001635621638", "9137068716530044xP"];
        let visits = visits.map(|code| visit(code, code, VisitState::Void));
        check(&visits, Scheme::CreditCode, &mut faults);
        let codes: Vec<_> = faults.0.iter().map(|fault| (fault.place.row, fault.code())).collect();
        assert_eq!(codes, [(Some(2), "credit-code-lower-case")]);
    }

    #[test]
    fn one_written_form() {
        let text = r#"{"id":"v","unit_code":"f","state":{"open":{"window":{"start":"2026-05-01","end":"2026-05-31"}}}}"#;
        let read = |text: &str| serde_json::from_str::<PastVisit>(text);
        assert_eq!(read(text).unwrap(), visit("v", "f", open()));
        assert_eq!(read(r#"{"id":"v","unit_code":"f","state":"void"}"#).unwrap().state, VisitState::Void);
        assert!(read(&text.replace("05-31", "04-30")).is_err(), "a reversed window");
        assert!(read(&text.replace("\"id\"", "\"no\"")).is_err());
    }

    proptest! {
        #[test]
        fn every_enterprise_finds_its_own_visits(codes in prop::collection::vec("[ab]{1,2}", 0..20)) {
            let visits: Vec<_> = codes.iter().zip(0..).map(|(code, n)| visit(&format!("v{n}"), code, open())).collect();
            let history = History::new(visits.clone());
            for code in ["a", "b", "aa", "ab", "bb", "c", ""] {
                let expected: Vec<_> = visits.iter().filter(|visit| visit.unit_code.as_str() == code).collect();
                prop_assert_eq!(history.of(code).collect::<Vec<_>>(), expected);
            }
        }
    }
}
