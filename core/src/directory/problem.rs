//! What can be wrong with a list, and the checks that every text passes.

use crate::base::Date;
use crate::base::problem::{Fault, Faults, Place, problems};

/// The most characters of a text that is a name or a value.
pub const LONGEST_TEXT: usize = 200;
/// The most characters of what an item checks, which lists write as a paragraph.
pub const LONGEST_CONTENT: usize = 2_000;

problems! {
    /// Why a list is refused.
    pub enum DirectoryError {
        /// One of the seven elements of an item is blank.
        ElementMissing { item: String, zh: &'static str, en: &'static str } = "item-element-missing" @ A8P1 {
            zh: "事项 `{item}` 缺少要素“{zh}”",
            en: "item `{item}` lacks its {en}",
            hint_zh: "补全名称、检查对象、检查内容、事项类别、检查部门、实施层级和检查依据",
            hint_en: "state name, object, content, category, department and level, and legal basis",
        }
        /// Two items under one id.
        ItemDuplicate { id: String, first: u64 } = "item-duplicate" @ A8P1 {
            zh: "事项编号 `{id}` 与第 {first} 行重复",
            en: "item id `{id}` already stands in row {first}",
            hint_zh: "每个事项使用不同的编号",
            hint_en: "give every item its own id",
        }
        /// Two targets under one id: the second would double its chance.
        TargetDuplicate { id: String, first: u64 } = "target-duplicate" @ A10 {
            zh: "检查对象编号 `{id}` 与第 {first} 行重复，重复登记会增加抽中机会",
            en: "target id `{id}` already stands in row {first}; listed twice, it would be drawn twice as often",
            hint_zh: "只保留一行；同一企业有多个场所时，对象编号填场所，另设“企业统一社会信用代码”列（unit_code）填企业",
            hint_en: "keep one row; where one enterprise has several places, `id` is the place and `unit_code` the enterprise",
        }
        /// One visit twice: it would count twice.
        VisitDuplicate { id: String, first: u64 } = "history-duplicate" @ A14P2 {
            zh: "检查记录 `{id}` 与第 {first} 行重复，同一次检查只计一次",
            en: "visit `{id}` already stands in row {first}; one visit counts once",
            hint_zh: "联合检查只保留一行",
            hint_en: "keep one row for a joint inspection",
        }
        /// A visit that was finished after the day that the round counts to.
        VisitAfterAsOf { on: Date, as_of: Date } = "history-after-as-of" @ A14P2 {
            zh: "检查完成日期 {on} 晚于基准日 {as_of}",
            en: "the visit was finished on {on}, after the as-of date {as_of}",
            hint_zh: "核对完成日期，或改用更晚的基准日",
            hint_en: "check the day, or count as of a later one",
        }
        /// A visit without the day or window that its state calls for.
        VisitIncomplete { state: &'static str, zh: &'static str, en: &'static str } = "history-incomplete" @ A14P2 {
            zh: "检查状态为“{state}”，但缺少{zh}",
            en: "the visit is in state `{state}` and lacks its {en}",
            hint_zh: "已完成的填写检查日期；待执行的填写开始日期和截止日期",
            hint_en: "give a finished visit its date, and an open one its start and end",
        }
        /// A target without an area: only a task that names its unit can send it to anybody. A warning.
        AreaAbsent = "target-area-absent" @ A18 {
            zh: "没有填写区域，抽中后无法按区域派发",
            en: "there is no area: once drawn, the target cannot be dispatched by area",
            hint_zh: "补上所属区域，或为任务指定执行单位",
            hint_en: "fill in the area, or name a unit for the task",
        }
        /// A target whose area is not in the table. A warning.
        AreaUnknown { area: String } = "target-area-unknown" @ A18 {
            zh: "区域 `{area}` 没有对应的任务执行单位，抽中后无法派发",
            en: "area `{area}` belongs to no unit: once drawn, the target cannot be dispatched",
            hint_zh: "核对该区域，或在区域与单位对照表中补上",
            hint_en: "check the area, or add it to the table of areas and units",
        }
        /// One area given to two units.
        AreaTwoUnits { area: String, first: String, second: String } = "area-two-units" @ A18 {
            zh: "区域 `{area}` 同时对应任务执行单位 `{first}` 和 `{second}`",
            en: "area `{area}` belongs to unit `{first}` and to unit `{second}`",
            hint_zh: "每个区域只对应一个任务执行单位；需要细分时写更长的区划代码",
            hint_en: "give every area one unit; to split it, use longer statistical codes",
        }
        /// An area given to a unit that is not in the list of units.
        UnitUnknown { unit: String } = "unit-unknown" @ A18 {
            zh: "任务执行单位 `{unit}` 不在单位名单中",
            en: "unit `{unit}` is not in the list of units",
            hint_zh: "核对单位编号，或在单位名单中补上该单位",
            hint_en: "check the unit's id, or add it to the list of units",
        }
        /// Two units under one id.
        UnitDuplicate { id: String, first: u64 } = "unit-duplicate" @ A18 {
            zh: "任务执行单位编号 `{id}` 与第 {first} 行重复",
            en: "unit id `{id}` already stands in row {first}",
            hint_zh: "每个单位只写一行",
            hint_en: "write one row per unit",
        }
        /// Two officers under one id: the second row would double somebody's chance.
        OfficerDuplicate { id: String, first: u64 } = "officer-duplicate" @ A11 {
            zh: "人员编号 `{id}` 与第 {first} 行重复，重复登记会增加抽中机会",
            en: "officer `{id}` already stands in row {first}; listed twice, the officer would be drawn twice as often",
            hint_zh: "每名执法检查人员只保留一行",
            hint_en: "keep one row per officer",
        }
        /// One certificate with two holders.
        CertificateDuplicate { number: String, first: u64 } = "certificate-duplicate" @ A11 {
            zh: "执法证号 `{number}` 与第 {first} 行重复，一证只属一人",
            en: "certificate `{number}` already stands in row {first}; a certificate has one holder",
            hint_zh: "核对执法证号；同一人员只保留一行",
            hint_en: "check the number; keep one row per officer",
        }
        /// A number that no certificate has.
        CertificateForm { number: String } = "certificate-form" @ A11 {
            zh: "执法证号 `{number}` 的形式不符",
            en: "`{number}` does not look like a certificate's number",
            hint_zh: "至少 8 位，只用字母、数字和 `-`，末四位为数字",
            hint_en: "give at least 8 letters, digits and `-`, the last four of them digits",
        }
        /// A certificate without its number or its last day.
        CertificateIncomplete { zh: &'static str, en: &'static str } = "certificate-incomplete" @ A21 {
            zh: "执法证件缺少{zh}",
            en: "the certificate lacks its {en}",
            hint_zh: "执法证号和有效期至须同时填写；没有证件的，两项都留空",
            hint_en: "give both number and last day; without a certificate leave both empty",
        }
        /// An officer with neither id nor certificate.
        OfficerUnnamed = "officer-id-absent" @ A11 {
            zh: "既没有人员编号，也没有执法证号",
            en: "there is neither an id of the officer nor a certificate's number",
            hint_zh: "补上人员编号或执法证号",
            hint_en: "add one of them",
        }
        /// Leave that is no list of days and spans.
        LeaveForm { found: String } = "officer-leave-form" @ A11 {
            zh: "休假 `{found}` 不是日期或起止日期",
            en: "leave `{found}` is neither a day nor a span of days",
            hint_zh: "写成 2026-10-01至2026-10-07，多段用分号隔开",
            hint_en: "write 2026-10-01至2026-10-07, with a semicolon between spans",
        }
        /// A cap beyond every match.
        CapTooLarge { found: String, most: u32 } = "officer-cap-too-large" @ A20P2 {
            zh: "办理上限为 {found}，最多 {most}",
            en: "the cap is {found}, at most {most} is allowed",
            hint_zh: "填写更小的上限",
            hint_en: "state a smaller cap",
        }
        /// An expert with two rows.
        ExpertDuplicate { id: String, first: u64 } = "expert-duplicate" @ A20P2 {
            zh: "专家 `{id}` 已在第 {first} 行出现，重复登记会使其被抽中的机会加倍",
            en: "expert `{id}` already stands in row {first}; listed twice, the expert would be drawn twice as often",
            hint_zh: "只保留一行",
            hint_en: "keep one row",
        }
        /// An officer who takes no visit at all. A notice.
        OfficerCapZero { id: String } = "officer-cap-zero" @ A20P2 {
            zh: "执法检查人员 `{id}` 的办理上限为 0，不参加匹配",
            en: "the cap of officer `{id}` is 0, so the officer takes no visit",
            hint_zh: "如应参加匹配，填写大于 0 的上限",
            hint_en: "state a cap above 0 if the officer should be matched",
        }
        /// A text of nothing but spaces where one is given at all.
        Blank = "text-blank" {
            zh: "此处为空白文本",
            en: "the text is blank",
            hint_zh: "没有内容时不填此项",
            hint_en: "leave the field out where there is nothing to say",
        }
        /// A text with a line break, a tab or another control character.
        ControlCharacter { position: usize } = "text-control-character" {
            zh: "第 {position} 个字符是控制字符（换行、制表符等）",
            en: "character {position} is a control character, a line break or tab for example",
            hint_zh: "删除该字符",
            hint_en: "remove it",
        }
        /// A text beyond the limit.
        TextTooLong { found: usize, most: usize } = "text-too-long" {
            zh: "文本有 {found} 个字符，最多 {most} 个",
            en: "the text has {found} characters, at most {most} are allowed",
            hint_zh: "缩短文本",
            hint_en: "shorten it",
        }
        /// One row names the same further column twice.
        AttributeTwice { name: String } = "attribute-twice" @ A10 {
            zh: "同一行中附加列 `{name}` 出现两次",
            en: "column `{name}` appears twice in one row",
            hint_zh: "每列只写一个取值",
            hint_en: "give one value per column",
        }
        /// More further columns than a list may have.
        TooManyAttributes { found: usize, most: usize } = "attributes-too-many" @ A10 {
            zh: "附加列有 {found} 个，最多 {most} 个",
            en: "there are {found} further columns, at most {most} are allowed",
            hint_zh: "只保留抽取条件用到的列",
            hint_en: "keep the columns that a criterion names",
        }
    }
}

/// Why `text` may not stand in a list, if it may not: blank, with a control character, or above `most` characters.
pub(super) fn text_problem(text: &str, most: usize) -> Option<DirectoryError> {
    if let Some(at) = text.chars().position(char::is_control) {
        return Some(DirectoryError::ControlCharacter { position: at + 1 });
    }
    // a text of few bytes has few characters, and most texts are short
    if text.len() > most {
        let found = text.chars().count();
        if found > most {
            return Some(DirectoryError::TextTooLong { found, most });
        }
    }
    is_blank(text).then_some(DirectoryError::Blank)
}

/// Whether `text` says nothing.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Collects the faults of one list, each with the list's name and its row.
pub(super) struct Checked<'a> {
    faults: &'a mut Faults,
    list: &'static str,
    /// From 1.
    row: u64,
}

impl<'a> Checked<'a> {
    /// Nothing found yet in `list`.
    pub(super) fn new(faults: &'a mut Faults, list: &'static str) -> Self {
        Self { faults, list, row: 0 }
    }

    /// Goes to the row at `index`, from 0.
    pub(super) fn at(&mut self, index: usize) -> u64 {
        self.row = index as u64 + 1;
        self.row
    }

    /// Adds `problem` of this row.
    pub(super) fn push(&mut self, field: &str, value: &str, problem: impl crate::base::Problem) {
        let place = Place { file: Some(self.list.to_owned()), ..Place::row(self.row, field) };
        self.faults.0.push(Fault::new(place, problem).with_value(value));
    }

    /// Adds what is wrong with a text of this row, if anything is.
    pub(super) fn text(&mut self, field: &str, text: &str, most: usize) {
        if let Some(problem) = text_problem(text, most) {
            self.push(field, text, problem);
        }
    }
}
