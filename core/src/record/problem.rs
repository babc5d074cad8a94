//! What can be wrong with a record that is to be used further.

use crate::base::Date;
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
        /// Keys, tickets or names before the day on which they become public.
        EmbargoedUntil { round: String, lift: Date } = "embargoed-until" @ A6 {
            zh: "批次 `{round}` 的名单和密钥到 {lift} 才公布",
            en: "names and keys of round `{round}` become public on {lift}",
            hint_zh: "到公布之日再查；在此之前可核对封存校验值",
            hint_en: "ask again on that day; until then the check value of the seal can be compared",
        }
        /// A record that another version wrote, or no record of ours.
        Form { found: String } = "record-form-unknown" @ A6 {
            zh: "不认识记录的格式或协议 `{found}`",
            en: "the form or protocol `{found}` of the record is not known here",
            hint_zh: "核对是不是抽查记录，并用写出该记录的版本读取",
            hint_en: "check that it is a record, and read it with the version that wrote it",
        }
        /// A stamp that cannot be shown.
        Stamp { found: String } = "stamp-form" @ A6 {
            zh: "`{found}` 不是 base64 的时间戳，也不是公证编号，或没有写明机构",
            en: "`{found}` is no time-stamp in base64 and no notarial number, or nobody is named",
            hint_zh: "时间戳写成一行 base64，公证编号写成一行文字，并写明机构",
            hint_en: "write a time-stamp as one line of base64, a notarial number as one line of text, and who made it",
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
