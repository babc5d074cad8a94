//! 检查起止时间 - closed date windows, and the least number of days that meets them all.

use serde::{Deserialize, Deserializer, Serialize};

use super::date::Date;
use super::order::Arrange as _;
use super::problem::problems;

problems! {
    /// Why two dates are no window.
    pub enum WindowError {
        /// The end lies before the start.
        Reversed { start: Date, end: Date } = "window-reversed" @ A19 {
            zh: "检查截止日期 {end} 早于起始日期 {start}",
            en: "the window ends on {end}, before it starts on {start}",
            hint_zh: "对调两个日期",
            hint_en: "swap the two dates",
        }
    }
}

/// A closed interval of days: both ends belong to it.
///
/// ```
/// use double_random::base::{Window, window};
///
/// let october = Window::new("2026-10-01".parse()?, "2026-10-31".parse()?)?;
/// let late = Window::new("2026-10-31".parse()?, "2026-11-30".parse()?)?;
/// let december = Window::new("2026-12-01".parse()?, "2026-12-31".parse()?)?;
/// assert_eq!(window::least_visits([october, late, december]), 2); // 31 October meets the first two
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Window {
    start: Date,
    end: Date,
}

impl Window {
    /// From `start` to `end`, both included.
    ///
    /// # Errors
    /// [`WindowError::Reversed`].
    pub fn new(start: Date, end: Date) -> Result<Self, WindowError> {
        if end < start { Err(WindowError::Reversed { start, end }) } else { Ok(Self { start, end }) }
    }

    /// The first day.
    pub fn start(self) -> Date {
        self.start
    }

    /// The last day.
    pub fn end(self) -> Date {
        self.end
    }

    /// Whether `day` lies in the window.
    pub fn holds(self, day: Date) -> bool {
        self.start <= day && day <= self.end
    }

    /// The days that lie in both windows.
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end)).ok()
    }
}

impl<'de> Deserialize<'de> for Window {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Plain {
            start: Date,
            end: Date,
        }
        let Plain { start, end } = Plain::deserialize(deserializer)?;
        Self::new(start, end).map_err(super::shape::refuse)
    }
}

/// The least number of days such that every window holds one of them (第十九条: one visit meets many tasks).
///
/// Sorted by end, each window not yet met is met on its last day; this greedy choice is optimal.
pub fn least_visits(windows: impl IntoIterator<Item = Window>) -> u32 {
    let mut windows: Vec<Window> = windows.into_iter().collect();
    windows.arrange_by_key(|window| (window.end, window.start));
    let mut visits = 0;
    let mut met_on: Option<Date> = None;
    for window in windows {
        if met_on.is_none_or(|day| !window.holds(day)) {
            visits += 1;
            met_on = Some(window.end);
        }
    }
    visits
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn window(start: i32, length: i32) -> Window {
        let first = Date::new(2026, 1, 1).unwrap();
        Window::new(first.plus_days(start), first.plus_days(start + length)).unwrap()
    }

    #[test]
    fn refuses_a_reversed_window() {
        let (start, end) = (Date::new(2026, 1, 2).unwrap(), Date::new(2026, 1, 1).unwrap());
        assert_eq!(Window::new(start, end), Err(WindowError::Reversed { start, end }));
    }

    proptest! {
        #[test]
        fn least_visits_equals_trying_every_set_of_days(spans in prop::collection::vec((0..8i32, 0..4i32), 0..6)) {
            let windows: Vec<Window> = spans.iter().map(|&(start, length)| window(start, length)).collect();
            let best = (0u32..1 << 12).filter(|days| spans.iter().all(|&(start, length)|
                (start..=start + length).any(|day| days >> day & 1 == 1))).map(u32::count_ones).min();
            prop_assert_eq!(Some(least_visits(windows.clone())), best);
            let reversed = windows.into_iter().rev();
            prop_assert_eq!(Some(least_visits(reversed)), best);
        }
    }
}
