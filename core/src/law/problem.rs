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
        /// A way to read it that is known and not in the code.
        NotCarriedOut { reading: String, choice: String, default: String } = "reading-not-carried-out" {
            zh: "适用口径 `{reading}` 的选项 `{choice}` 尚未实现，本库按 `{default}` 执行",
            en: "choice `{choice}` of reading `{reading}` is not carried out, this crate follows `{default}`",
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
        /// A team of nobody.
        TeamSize { found: u32 } = "rules-team-size" @ A20P2 {
            zh: "口径配置的检查人员数为 {found}，至少为 1",
            en: "the rule set asks for {found} officers a target, give at least 1",
            hint_zh: "本指引为 2",
            hint_en: "the guideline says 2",
        }
    }
}
