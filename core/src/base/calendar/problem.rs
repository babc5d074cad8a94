//! What can be wrong with a calendar, a count over it, or a list of due dates.

use crate::base::date::Date;
use crate::base::id::Id;
use crate::base::problem::problems;

problems! {
    /// Why a day cannot be counted out.
    pub enum CalendarError {
        /// A year that no notice covers: counting on would be a guess.
        Missing { year: i16, known: String } = "calendar-missing" @ A28P1 {
            zh: "没有 {year} 年的放假安排，不能推算（现有：{known}）",
            en: "there is no calendar for {year}; the years known are {known}",
            hint_zh: "待国务院办公厅公布该年放假安排后补充，或自备该年的日历表",
            hint_en: "add the notice of that year once it is issued, or give a calendar of your own",
        }
        /// A term of no days.
        CountZero = "deadline-count-zero" @ A28P1 {
            zh: "期限为 0",
            en: "the term is 0 days, months or years",
            hint_zh: "期限至少为 1",
            hint_en: "give a term of at least 1",
        }
        /// A table that covers no year.
        NoYear = "calendar-no-year" @ A28P1 {
            zh: "日历表没有覆盖任何年份",
            en: "the calendar covers no year",
            hint_zh: "至少一份通知须写明 `covers`，例如 2027",
            hint_en: "name in one notice at least the year that it `covers`, 2027 for example",
        }
        /// Years that do not follow each other, each once.
        Years { year: i16, before: i16 } = "calendar-years" @ A28P1 {
            zh: "日历表中 {before} 年之后是 {year} 年",
            en: "in the calendar the year {year} follows on {before}",
            hint_zh: "各年须连续，每年只由一份通知覆盖；变更通知不写 `covers`",
            hint_en: "cover each year once and leave none out; a notice of changes has no `covers`",
        }
        /// More years than a table holds.
        TooLong { found: usize, limit: usize } = "calendar-too-long" @ A28P1 {
            zh: "日历表有 {found} 年，最多 {limit} 年",
            en: "the calendar covers {found} years, at most {limit} are taken",
            hint_zh: "删去用不到的年份",
            hint_en: "leave out the years that are not needed",
        }
        /// Days off that nobody ordered.
        Unnamed { issued: Date } = "calendar-notice-unnamed" @ A28P1 {
            zh: "{issued} 的放假安排没有文号",
            en: "the notice of {issued} has no number",
            hint_zh: "写明文号或名称；没有依据的放假、停工不能计入",
            hint_en: "name the order; days off without one do not count",
        }
        /// A day that is off and worked at once.
        DayTwice { number: String, day: Date } = "calendar-day-twice" @ A28P1 {
            zh: "`{number}` 中 {day} 出现两次",
            en: "`{number}` names {day} twice",
            hint_zh: "每一天只写一次：放假（`off`）或上班（`worked`）",
            hint_en: "name each day once, as `off` or as `worked`",
        }
        /// A day of a year that the calendar does not have.
        DayOutside { number: String, day: Date, known: String } = "calendar-day-outside" @ A28P1 {
            zh: "`{number}` 中的 {day} 不在日历表的年份（{known}）内",
            en: "`{number}` names {day}, but the calendar covers {known}",
            hint_zh: "核对年份，或先补充该年的放假安排",
            hint_en: "check the year, or add that year's notice first",
        }
        /// A suspension without its ground.
        Uncited = "suspension-uncited" @ A28P1 {
            zh: "中止计算期限没有写明依据",
            en: "a suspension names no ground",
            hint_zh: "写明依据的条款或文书",
            hint_en: "cite the provision or the document that suspends the term",
        }
    }
}

problems! {
    /// Why a list of due dates makes no file for calendars.
    pub enum IcsError {
        /// Two entries that a calendar would take for one.
        IdTwice { id: Id } = "ics-id-twice" @ A28P1 {
            zh: "编号 `{id}` 重复出现",
            en: "id `{id}` appears twice",
            hint_zh: "每一条待办使用不同的编号",
            hint_en: "give each entry an id of its own",
        }
    }
}
