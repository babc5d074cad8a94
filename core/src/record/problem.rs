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
        /// Record and lists do not belong together, so nothing is certified.
        NotExact { round: String, detail: String } = "certificate-not-exact" @ A6 {
            zh: "批次 `{round}` 的记录与所给名录不符，不出具核验单：{detail}",
            en: "the record of round `{round}` is not what these lists give, so nothing is certified: {detail}",
            hint_zh: "用封存时的名录；先用 verify 核验记录",
            hint_en: "give the lists as they were sealed; run verify on the record first",
        }
        /// The rows are blinded, and the secret that unblinds them is not given.
        MasterMissing { round: String } = "certificate-master-missing" @ A6 {
            zh: "批次 `{round}` 的名录已加盲，没有提供加盲主密钥",
            en: "the rows of round `{round}` are blinded, and the master secret is not given",
            hint_zh: "在 lists.master 中填写封存时的加盲主密钥",
            hint_en: "give the master secret of the seal as lists.master",
        }
    }
}
