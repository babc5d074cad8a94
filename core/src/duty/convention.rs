//! 期间的计算口径 - what a law that says only "days" means by it. The guideline itself says "working days".

use serde::{Deserialize, Serialize};

use crate::base::calendar::{CalendarError, Term, Unit};

/// A law whose terms of days are working days in some cases.
///
/// ```
/// use double_random::base::calendar::Unit;
/// use double_random::duty::Convention;
///
/// assert_eq!(Convention::Penalty.days(7)?.unit(), Unit::WorkingDay);
/// assert_eq!(Convention::Penalty.days(10)?.unit(), Unit::CalendarDay);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Convention {
    /// 行政处罚法 第八十五条 - 2, 3, 5 and 7 days.
    Penalty,
    /// 行政强制法 第六十九条 - up to 10 days.
    Compulsion,
    /// 行政许可法 第八十二条 - all.
    Licence,
    /// 行政复议法 第八十八条 - 3, 5, 7 and 10 days.
    Reconsideration,
}

impl Convention {
    /// The term that this law means by `count` days.
    ///
    /// # Errors
    /// [`CalendarError::CountZero`].
    pub fn days(self, count: u32) -> Result<Term, CalendarError> {
        let working = match self {
            Self::Penalty => matches!(count, 2 | 3 | 5 | 7),
            Self::Compulsion => count <= 10,
            Self::Licence => true,
            Self::Reconsideration => matches!(count, 3 | 5 | 7 | 10),
        };
        Term::new(count, if working { Unit::WorkingDay } else { Unit::CalendarDay })
    }

    /// The provision, as it is cited.
    pub fn citation(self) -> &'static str {
        match self {
            Self::Penalty => "行政处罚法第八十五条",
            Self::Compulsion => "行政强制法第六十九条",
            Self::Licence => "行政许可法第八十二条",
            Self::Reconsideration => "行政复议法第八十八条",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_law_has_its_own_working_days() {
        let working = |law: Convention| {
            (1..=15).filter(|&n| law.days(n).unwrap().unit() == Unit::WorkingDay).collect::<Vec<u32>>()
        };
        assert_eq!(working(Convention::Penalty), [2, 3, 5, 7]);
        assert_eq!(working(Convention::Compulsion), (1..=10).collect::<Vec<u32>>());
        assert_eq!(working(Convention::Licence).len(), 15);
        assert_eq!(working(Convention::Reconsideration), [3, 5, 7, 10]);
        assert_eq!(Convention::Licence.days(0), Err(CalendarError::CountZero));
        assert_eq!(Convention::Penalty.citation(), "行政处罚法第八十五条");
    }
}
