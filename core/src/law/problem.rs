//! What can be wrong with a rule set.

use crate::base::problem::problems;

problems! {
    /// Why a rule set is refused.
    pub enum RuleSetError {
        /// No reading of this number, or none of this name under it.
        UnknownReading { reading: String, choice: String } = "reading-unknown" {
            zh: "适用口径 `{reading}` 没有选项 `{choice}`",
            en: "reading `{reading}` has no choice `{choice}`",
            hint_zh: "对照口径表填写",
            hint_en: "take a choice from the table of readings",
        }
        /// A way to read it that is known and refused, for the reason that the table of readings gives.
        NotCarriedOut {
            reading: String,
            choice: String,
            default: String,
            why_zh: &'static str,
            why_en: &'static str
        } = "reading-not-carried-out" {
            zh: "适用口径 `{reading}` 不采用 `{choice}`：{why_zh}；本库按 `{default}` 执行",
            en: "choice `{choice}` of reading `{reading}` is not carried out, since {why_en}; this crate follows `{default}`",
            hint_zh: "改选口径表中已实现的选项",
            hint_en: "take a choice that the table of readings marks as carried out",
        }
        /// A rule set that leaves a reading open.
        MissingReading { reading: String, default: String } = "reading-missing" {
            zh: "口径配置没有写明 `{reading}`",
            en: "the rule set leaves reading `{reading}` open",
            hint_zh: "补充该项，默认为 `{default}`",
            hint_en: "add it; the default is `{default}`",
        }
        /// A rule set that chooses twice.
        DoubledReading { reading: String } = "reading-doubled" {
            zh: "口径配置两次写明 `{reading}`",
            en: "the rule set chooses reading `{reading}` twice",
            hint_zh: "只保留一项",
            hint_en: "keep one of the two",
        }
        /// The kinds that the cap counts are not those that the reading asks for.
        CapCounts { found: String, choice: String } = "rules-cap-counts" @ A2P2 {
            zh: "口径配置 cap_counts 为 {found}，与 I-2-b 的 `{choice}` 不符",
            en: "cap_counts lists {found}, which is not what choice `{choice}` of I-2-b says",
            hint_zh: "必须含 random；`not-counted` 时只写 random，`counted` 时写出其他计入的种类",
            hint_en: "list random; alone for `not-counted`, with the other kinds that count for `counted`",
        }
        /// A term of the licence without its columns, or columns that nothing reads.
        LicenceTerm { choice: String } = "rules-licence-term" @ A14P2 {
            zh: "口径 I-14-2a 为 `{choice}`，与 licence_term 是否写明不符",
            en: "reading I-14-2a is `{choice}`, which does not go with what licence_term says",
            hint_zh: "`licence-term` 时写明许可证起止两列的列名，其余写 null",
            hint_en: "name the two columns of the licence's term for `licence-term`, and write null otherwise",
        }
        /// A team of nobody.
        TeamSize { found: u32 } = "rules-team-size" @ A20P2 {
            zh: "口径配置的检查人员数为 {found}，至少为 1",
            en: "the rule set asks for {found} officers a target, give at least 1",
            hint_zh: "本指引为 2",
            hint_en: "the guideline says 2",
        }
    }
}
