//! What the trace check finds. None of it makes a draw void.

use crate::base::Date;
use crate::base::problem::problems;

problems! {
    /// A gap or a false day in the log, each under its article.
    pub enum TraceNotice {
        /// A step that later ones need and that is not there.
        Missing { zh: &'static str, en: &'static str } = "trace-missing" @ A6 {
            zh: "没有“{zh}”的记录",
            en: "{en} left no trace",
            hint_zh: "如已办理，补录时写明实际日期和补录原因",
            hint_en: "if it was done, enter it with its own day and say why it is late",
        }
        /// Written before a step that it needs.
        OutOfOrder { zh: &'static str, en: &'static str, before_zh: &'static str, before_en: &'static str } = "trace-out-of-order" @ A6 {
            zh: "“{zh}”登记在“{before_zh}”之前",
            en: "{en} was written down before {before_en}",
            hint_zh: "按先后顺序办理和登记",
            hint_en: "do and enter the steps in their order",
        }
        /// A day before that of a step that it needs.
        Backdated { zh: &'static str, en: &'static str, on: Date, before_zh: &'static str, before_en: &'static str, before: Date } = "trace-backdated" @ A6 {
            zh: "“{zh}”的日期为 {on}，此前环节“{before_zh}”为 {before}",
            en: "{en} is dated {on}, {before_en} before it {before}",
            hint_zh: "核对日期，不得倒填",
            hint_en: "check the days; nothing is dated back",
        }
        /// Written down on another day than it states.
        EnteredAnotherDay { zh: &'static str, en: &'static str, on: Date, entered: Date } = "trace-entered-another-day" @ A6 {
            zh: "“{zh}”的日期为 {on}，登记于 {entered}",
            en: "{en} is dated {on} and was written down on {entered}",
            hint_zh: "补录须写明原因；当日办理的当日登记",
            hint_en: "say why it was entered on another day; what is done is entered on its day",
        }
        /// A day before that on which a check value came into being that it names.
        BeforeDigest { zh: &'static str, en: &'static str, on: Date, before_zh: &'static str, before_en: &'static str, before: Date } = "trace-before-digest" @ A6 {
            zh: "“{zh}”的日期为 {on}，所引用的校验值产生于 {before}（{before_zh}）",
            en: "{en} is dated {on} and names a check value that {before_en} made on {before}",
            hint_zh: "校验值产生之前不可能引用，核对日期",
            hint_en: "a check value cannot be named before it exists; check the days",
        }
        /// A step that names nobody.
        NoActor { zh: &'static str, en: &'static str } = "trace-actor-missing" @ A6 {
            zh: "“{zh}”没有写明责任人",
            en: "{en} names nobody",
            hint_zh: "填写责任人和单位",
            hint_en: "give the person and the unit",
        }
        /// The system where a person is asked for.
        SystemActor { zh: &'static str, en: &'static str } = "trace-system-actor" @ A6 {
            zh: "“{zh}”的责任人为系统，只有公告可以自动发布",
            en: "{en} names the system, only the announcement is automatic",
            hint_zh: "填写责任人和单位",
            hint_en: "give the person and the unit",
        }
        /// Announced on a later day than dispatched.
        AnnouncedLate { announced: Date, dispatched: Date } = "trace-announced-late" @ A18 {
            zh: "任务公告发布于 {announced}，派发于 {dispatched}",
            en: "the announcement is of {announced}, the dispatch of {dispatched}",
            hint_zh: "派发的同时发布公告",
            hint_en: "announce it with the dispatch",
        }
    }
}
