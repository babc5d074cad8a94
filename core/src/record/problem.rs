//! What can be wrong with a record that is to be used further.

use crate::base::problem::problems;

problems! {
    /// Why a record does not lead on.
    pub enum RecordError {
        /// The list is not dispatched.
        NotDispatched { round: String } = "record-not-dispatched" @ A18 {
            zh: "批次 `{round}` 的名单还没有派发，不能匹配人员",
            en: "the list of round `{round}` is not dispatched, so no officers can be matched to it",
            hint_zh: "先确认、锁定、派发，再封存人员",
            hint_en: "confirm, lock and dispatch it first, then seal the officers",
        }
    }
}
