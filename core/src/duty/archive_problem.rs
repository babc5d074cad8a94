//! What can be wrong with the archive of a visit.

use crate::base::Date;
use crate::base::problem::problems;

problems! {
    /// Why a visit is not archived, or a file not destroyed.
    pub enum ArchiveError {
        /// Something that the case needs is not there.
        Missing { zh: &'static str, en: &'static str, of: String } = "archive-missing" @ A30 {
            zh: "缺少`{of}`的{zh}",
            en: "the {en} of `{of}` is missing",
            hint_zh: "补齐材料后归档；证据按校验值核对",
            hint_en: "add it before the visit is archived; evidence goes by its check value",
        }
        /// A file without a name.
        Unnamed = "archive-unnamed" @ A30 {
            zh: "材料没有名称",
            en: "a file has no name",
            hint_zh: "填写档案中的名称",
            hint_en: "give the name under which the archive keeps it",
        }
        /// One file twice.
        Doubled { name: String } = "archive-duplicate" @ A30 {
            zh: "材料 `{name}` 列了两次",
            en: "`{name}` is listed twice",
            hint_zh: "只列一次",
            hint_en: "list it once",
        }
        /// Archived before the last step.
        TooEarly { archived: Date, last: Date } = "archive-before-end" @ A30 {
            zh: "归档日期 {archived} 早于最后一个环节的 {last}",
            en: "archived on {archived}, before the last step of {last}",
            hint_zh: "核对日期；办结后归档",
            hint_en: "check the days; a case is archived when it is done",
        }
        /// No file of this name.
        Unknown { name: String } = "archive-unknown" @ A30 {
            zh: "归档清单中没有 `{name}`",
            en: "the list has no `{name}`",
            hint_zh: "核对名称",
            hint_en: "check the name",
        }
        /// Destroyed before.
        DisposedAlready { name: String, on: Date } = "archive-disposed" @ A30 {
            zh: "`{name}` 已于 {on} 销毁",
            en: "`{name}` was destroyed on {on}",
            hint_zh: "无须重复登记",
            hint_en: "leave it out",
        }
        /// Its period is not over.
        Kept { name: String, on: Date, until: Date } = "archive-kept" @ A30 {
            zh: "`{name}` 须保管至 {until}，不能在 {on} 销毁",
            en: "`{name}` is kept until {until} and cannot be destroyed on {on}",
            hint_zh: "期满后再销毁",
            hint_en: "wait until its period is over",
        }
        /// It has no period.
        KeptForGood { name: String } = "archive-kept-for-good" @ A30 {
            zh: "`{name}` 永久保管",
            en: "`{name}` is kept for good",
            hint_zh: "不得销毁",
            hint_en: "it is not destroyed",
        }
    }
}
