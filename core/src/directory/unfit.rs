//! 第二十一条, 第二十二条 - why an officer is no candidate for a visit.

use crate::base::Date;
use crate::base::problem::problems;

problems! {
    /// Why an officer is no candidate for a visit. Others are matched; nothing is refused for it.
    pub enum Unfit {
        /// No certificate where one is needed.
        NoCertificate { officer: String } = "officer-no-certificate" @ A21 {
            zh: "执法检查人员 `{officer}` 没有执法证件",
            en: "officer `{officer}` has no certificate",
            hint_zh: "补充执法证号和有效期，或由其他具备执法资格的人员检查",
            hint_en: "add the certificate's number and last day, or send somebody who is qualified",
        }
        /// The certificate ends before the last day of the visit's window.
        CertificateEnds { officer: String, until: Date, end: Date } = "officer-certificate-ends" @ A21 {
            zh: "执法检查人员 `{officer}` 的执法证件有效期至 {until}，检查截止日期为 {end}",
            en: "the certificate of officer `{officer}` ends on {until}, the visit may take place until {end}",
            hint_zh: "换发证件后更新名录，或提前检查截止日期",
            hint_en: "update the directory once the certificate is renewed, or end the visit's window earlier",
        }
        /// Leave or other duty on a day of the visit's window.
        OnLeave { officer: String, start: Date, end: Date } = "officer-on-leave" @ A20P2 {
            zh: "执法检查人员 `{officer}` 在 {start} 至 {end} 休假或另有任务",
            en: "officer `{officer}` is on leave or other duty from {start} to {end}",
            hint_zh: "核对休假，或调整检查起止时间",
            hint_en: "check the leave, or move the visit's window",
        }
        /// An item beyond those that the officer may inspect.
        ItemNotAllowed { officer: String, item: String } = "officer-item-not-allowed" @ A11 {
            zh: "执法检查人员 `{officer}` 的可检查事项不含 `{item}`",
            en: "item `{item}` is not among those that officer `{officer}` may inspect",
            hint_zh: "在人员名录中补上该事项，或留空表示全部事项",
            hint_en: "add the item to the officer's row, or leave the items out to allow all",
        }
        /// An interest in the target.
        Interest { officer: String, target: String } = "officer-interest" @ A22 {
            zh: "执法检查人员 `{officer}` 与检查对象 `{target}` 有利害关系",
            en: "officer `{officer}` has an interest in target `{target}`",
            hint_zh: "应当回避，由其他人员检查",
            hint_en: "the officer withdraws, and somebody else inspects",
        }
    }
}
