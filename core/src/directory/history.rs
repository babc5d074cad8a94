//! 第十四条第二款 - the history of visits, which the yearly cap counts.
//!
//! # The rule
//! In principle one production or business unit is drawn and inspected at most twice a year.
//!
//! # Reading
//! Visits count for the enterprise (`unit_code`), not for the place. A finished visit counts in the calendar year
//! of the as-of date; one that is dispatched and unfinished still needs its day, so it stands as an open window;
//! a void one does not count. Where enterprises have merged, their visits stand under the survivor and name the `former` enterprise:
//! the survivor keeps the higher count, not the sum. A merged visit and a joint inspection are one visit each, under one id. Which kinds of visits count
//! is a matter of the rule set (I-2-b), so every row says of which kind it is.
//!
//! # Example
//! See [`History`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::problem::{Checked, DirectoryError};
use crate::base::order::Arrange as _;
use crate::base::{Date, Faults, Id, Scheme, Window};
use crate::law::VisitKind;

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
    /// 合并前的企业 - whom it was made at, where that enterprise has merged into `unit_code` since. A row without one is
    /// written as if there were no such column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<Id>,
    /// The place; the enterprise's only one where null.
    #[serde(default)]
    pub site_id: Option<Id>,
    /// The unit that carries it out.
    #[serde(default)]
    pub unit: Option<Id>,
    /// 检查种类; 双随机抽查 where nothing is said.
    #[serde(default)]
    pub kind: VisitKind,
    /// How far it came.
    pub state: VisitState,
}

impl PastVisit {
    /// The place: `unit_code` where none is named, just as a target's place is its own id.
    pub fn site(&self) -> &Id {
        self.site_id.as_ref().unwrap_or(&self.unit_code)
    }

    /// The enterprise of its day: the one that merged into `unit_code` since, else that.
    pub fn made_at(&self) -> &Id {
        self.former.as_ref().unwrap_or(&self.unit_code)
    }

    /// The day on which it was finished, if it was.
    pub fn finished_on(&self) -> Option<Date> {
        match self.state {
            VisitState::Finished { on } => Some(on),
            VisitState::Open { .. } | VisitState::Void => None,
        }
    }

    /// The window in which it is still to take place, if it is.
    pub fn open_window(&self) -> Option<Window> {
        match self.state {
            VisitState::Open { window } => Some(window),
            VisitState::Finished { .. } | VisitState::Void => None,
        }
    }
}

/// All past visits, found by enterprise.
///
/// ```
/// use double_random::directory::{Directory, PastVisit};
/// use double_random::law::VisitKind;
///
/// let visits: Vec<PastVisit> = serde_json::from_str(r#"[
///     {"id": "v1", "unit_code": "913702001635621638", "state": {"finished": {"on": "2026-02-03"}}},
///     {"id": "v2", "unit_code": "913702001635621638", "state": {"finished": {"on": "2026-05-20"}}, "kind": "daily"}
/// ]"#)?;
/// let directory = Directory::builder().history(visits).build()?;
/// let firm: Vec<&PastVisit> = directory.history().of("913702001635621638").collect();
/// assert_eq!(firm.iter().filter(|visit| visit.kind == VisitKind::Random).count(), 1); // what the guideline counts
/// assert_eq!(firm[0].finished_on(), Some("2026-02-03".parse()?));
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

    /// Names every visit that was finished after `as_of`: a round cannot count what has not happened.
    ///
    /// # Errors
    /// [`DirectoryError::VisitAfterAsOf`] for each.
    pub fn check_as_of(&self, as_of: Date) -> Result<(), Faults> {
        let mut faults = Faults::default();
        let mut checked = Checked::new(&mut faults, super::HISTORY);
        for (index, visit) in self.visits.iter().enumerate() {
            checked.at(index);
            if let Some(on) = visit.finished_on().filter(|on| *on > as_of) {
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
        for (field, code) in [("unit_code", Some(&visit.unit_code)), ("former", visit.former.as_ref())] {
            if let Some(Err(problem)) = code.map(|code| super::targets::check_id(scheme, code.as_str())) {
                checked.push(field, code.map_or("", Id::as_str), problem);
            }
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
            former: None,
            site_id: None,
            unit: None,
            kind: VisitKind::Random,
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
    fn a_visit_has_a_day_a_window_or_neither() {
        let window = Window::new(date("2026-05-01"), date("2026-05-31")).unwrap();
        let days = |visit: &PastVisit| (visit.finished_on(), visit.open_window());
        assert_eq!(days(&finished("a", "2026-06-30")), (Some(date("2026-06-30")), None));
        assert_eq!(days(&visit("b", "firm", open())), (None, Some(window)));
        assert_eq!(days(&visit("c", "firm", VisitState::Void)), (None, None));
        assert_eq!(visit("c", "firm", VisitState::Void).site().as_str(), "firm");
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
        let [right, slip] = visits.map(|code| visit(code, code, VisitState::Void));
        let merged =
            PastVisit { former: Some(slip.unit_code.clone()), id: "v".parse().unwrap(), ..right.clone() };
        check(&[right, slip, merged], Scheme::CreditCode, &mut faults);
        let codes: Vec<_> = faults.0.iter().map(|fault| (fault.place.to_string(), fault.code())).collect();
        let code = "credit-code-lower-case";
        let expected = [("history, row 2, unit_code", code), ("history, row 3, former", code)];
        assert_eq!(codes, expected.map(|(place, code)| (place.to_owned(), code)));
    }

    #[test]
    fn one_written_form() {
        let text = r#"{"id":"v","unit_code":"f","state":{"open":{"window":{"start":"2026-05-01","end":"2026-05-31"}}}}"#;
        let read = |text: &str| serde_json::from_str::<PastVisit>(text);
        assert_eq!(read(text).unwrap(), visit("v", "f", open()));
        // a row of no merger is written without the column
        assert!(!serde_json::to_string(&read(text).unwrap()).unwrap().contains("former"));
        for kind in VisitKind::ALL {
            let text = text.replace("{\"id\"", &format!("{{\"kind\":\"{}\",\"id\"", kind.code()));
            assert_eq!(read(&text).unwrap().kind, kind);
        }
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
