//! 第二十八条 - the three deadlines: results are published, objections are reviewed, the result of the review is answered.
//!
//! # The rule
//! Results are published within 20 working days after the task ends; an objection is reviewed within 20 working days
//! after its papers are received and answered within 15 working days after the review has a result.
//!
//! # Reading
//! A task ends with its last visit or its window, whichever is earlier; the date of a single visit starts no legal term.
//! The day of the event is not counted. Each of the three is a clock of its own: an objection does not stop publication,
//! and asking for missing papers does not move the review.
//!
//! # Example
//! ```
//! use double_random::base::Window;
//! use double_random::base::calendar::Calendar;
//! use double_random::duty::{Matter, Terms, task_end};
//!
//! let window = Window::new("2026-09-01".parse()?, "2026-09-30".parse()?)?;
//! let end = task_end(Some("2026-09-28".parse()?), window); // the last visit was done two days early
//! let due = Matter::Publish.due(Calendar::china(), &Terms::default(), end)?;
//! assert_eq!((due.last_day, due.article().citation()), ("2026-10-30".parse()?, "第二十八条第一款"));
//! assert_eq!(due.standing(Calendar::china(), "2026-10-28".parse()?)?.remaining, 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::base::calendar::{Calendar, CalendarError, Deadline, Explained, Standing, Term};
use crate::base::{Date, Window};
use crate::law::{Article, RuleSet, WorkingDays};

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "第二十八条")]
pub enum Matter {
    /// 结果公示 - counted from the end of the task.
    Publish,
    /// 异议复核 - counted from the receipt of the papers.
    Review,
    /// 复核结果反馈 - counted from the result of the review.
    Feedback,
}

/// How long each matter may take. The numbers are the guideline's unless a bureau sets others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// From the end of the task to publication (第二十八条第一款).
    pub publish: Term,
    /// From the receipt of the papers to the review (第二十八条第三款).
    pub review: Term,
    /// From the result of the review to the answer (第二十八条第三款).
    pub feedback: Term,
}

impl Terms {
    /// 20, 20 and 15 working days.
    pub const fn gaoxin_2023() -> Self {
        const ONE: NonZeroU32 = NonZeroU32::MIN;
        let twenty = Term::working_days(ONE.saturating_add(19));
        Self { publish: twenty, review: twenty, feedback: Term::working_days(ONE.saturating_add(14)) }
    }

    /// The term of `matter`.
    pub fn of(&self, matter: Matter) -> Term {
        match matter {
            Matter::Publish => self.publish,
            Matter::Review => self.review,
            Matter::Feedback => self.feedback,
        }
    }
}

impl TryFrom<&RuleSet> for Terms {
    type Error = CalendarError;

    /// The periods of a rule set, in working days.
    fn try_from(rules: &RuleSet) -> Result<Self, CalendarError> {
        let days = |count| NonZeroU32::new(count).map(Term::working_days).ok_or(CalendarError::CountZero);
        let WorkingDays { publish_results, review, feedback, .. } = rules.working_days;
        Ok(Self { publish: days(publish_results)?, review: days(review)?, feedback: days(feedback)? })
    }
}

impl Default for Terms {
    fn default() -> Self {
        Self::gaoxin_2023()
    }
}

/// The end of a task: the earlier of the last visit, once that is done, and the end of its window.
pub fn task_end(last_visit_done: Option<Date>, window: Window) -> Date {
    last_visit_done.map_or(window.end(), |visit| visit.min(window.end()))
}

/// A matter with its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Due {
    /// What is due.
    pub matter: Matter,
    /// The day that starts the term; it is not counted.
    pub event: Date,
    /// How long it may take.
    pub term: Term,
    /// It ends at 24:00 in China's time.
    pub last_day: Date,
    /// Whether the next year's notice can still move it.
    pub provisional: bool,
}

impl Matter {
    /// All three, in the order of the article.
    pub const ALL: [Self; 3] = [Self::Publish, Self::Review, Self::Feedback];

    /// The paragraph that sets the term.
    pub fn article(self) -> Article {
        match self {
            Self::Publish => Article::A28P1,
            Self::Review | Self::Feedback => Article::A28P3,
        }
    }

    /// Its last day, where `event` is its day: the end of the task, the receipt of the papers, or the review's result.
    ///
    /// # Errors
    /// [`CalendarError::Missing`] where a year without a calendar is needed.
    pub fn due(self, calendar: &Calendar, terms: &Terms, event: Date) -> Result<Due, CalendarError> {
        let term = terms.of(self);
        let Deadline { last_day, provisional } = calendar.deadline(event, term)?;
        Ok(Due { matter: self, event, term, last_day, provisional })
    }
}

impl Due {
    /// The paragraph that sets the term.
    pub fn article(&self) -> Article {
        self.matter.article()
    }

    /// What is left of it on `today`, or by how much it is overdue.
    ///
    /// # Errors
    /// [`CalendarError::Missing`].
    pub fn standing(&self, calendar: &Calendar, today: Date) -> Result<Standing, CalendarError> {
        calendar.standing(self.last_day, today)
    }

    /// Every day of the count, and by which notice it counts or does not.
    ///
    /// # Errors
    /// [`CalendarError::Missing`].
    pub fn explain(&self, calendar: &Calendar) -> Result<Explained, CalendarError> {
        calendar.explain(self.event, self.term)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// 第二十八条第一款, 第三款 - three terms, each by its own event and paragraph.
    #[test]
    fn a28p1_a28p3_three_clocks_of_their_own() {
        let due =
            |matter: Matter| matter.due(Calendar::china(), &Terms::default(), day("2026-09-28")).unwrap();
        let found =
            Matter::ALL.map(|matter| (due(matter).last_day.to_string(), due(matter).article().code()));
        let expected = [("2026-10-30", "A28P1"), ("2026-10-30", "A28P3"), ("2026-10-23", "A28P3")];
        assert_eq!(found, expected.map(|(day, article)| (day.to_owned(), article)));
        let calendar = Calendar::china();
        let publish = due(Matter::Publish);
        let counted = publish.explain(calendar).unwrap().days.iter().filter_map(|day| day.counted).max();
        assert_eq!(counted, Some(20));
        let standing = publish.standing(calendar, day("2026-11-02")).unwrap();
        assert_eq!((standing.remaining, standing.overdue, standing.overdue_by), (0, true, 1));
    }

    #[test]
    fn a28p1_a_task_ends_with_its_last_visit_or_its_window() {
        let window = Window::new(day("2026-09-01"), day("2026-09-30")).unwrap();
        let end = |visit: Option<&str>| task_end(visit.map(day), window).to_string();
        let found = [None, Some("2026-09-28"), Some("2026-10-09")].map(end);
        assert_eq!(found, ["2026-09-30", "2026-09-28", "2026-09-30"]);
    }

    #[test]
    fn a28p1_a28p3_another_bureau_sets_other_numbers_but_no_term_of_nothing() {
        let text = |count: u32| {
            format!(
                r#"{{"publish": {{"count": {count}, "unit": "month"}}, "review": {{"count": 1, "unit": "working-day"}},
                    "feedback": {{"count": 1, "unit": "calendar-day"}}}}"#
            )
        };
        let mut rules = RuleSet::gaoxin_2023();
        assert_eq!(Terms::try_from(&rules), Ok(Terms::default()));
        rules.working_days.feedback = 0;
        assert_eq!(Terms::try_from(&rules), Err(CalendarError::CountZero));
        let terms: Terms = serde_json::from_str(&text(1)).unwrap();
        let due = |matter: Matter| matter.due(Calendar::china(), &terms, day("2026-09-30")).unwrap();
        assert_eq!(
            Matter::ALL.map(|matter| due(matter).last_day.to_string()),
            ["2026-10-30", "2026-10-08", "2026-10-08"]
        );
        assert!(
            serde_json::from_str::<Terms>(&text(0)).unwrap_err().to_string().starts_with("the term is 0")
        );
        let late = Matter::Publish.due(Calendar::china(), &Terms::default(), day("2026-12-31")).unwrap_err();
        assert_eq!(crate::base::Problem::article(&late), Some(Article::A28P1));
    }
}
