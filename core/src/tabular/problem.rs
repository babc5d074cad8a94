//! Everything that can be wrong with a file, a row or a cell, and what is odd about a file and yet no fault.

use crate::base::date::DateError;
use crate::base::id::SchemeError;
use crate::base::problem::{forward, problems};

problems! {
    /// Why a file cannot be read at all: no row of it is taken.
    pub enum FileError {
        /// No byte at all.
        Empty = "file-empty" {
            zh: "文件是空的",
            en: "the file is empty",
            hint_zh: "重新导出名录",
            hint_en: "export the list again",
        }
        /// More bytes than allowed.
        TooLarge { found: u64, limit: u64 } = "file-too-large" {
            zh: "文件有 {found} 字节，最多 {limit} 字节",
            en: "the file has {found} bytes, at most {limit} are allowed",
            hint_zh: "拆分文件，或提高上限",
            hint_en: "split the file, or raise the limit",
        }
        /// Neither UTF-8 nor GB18030.
        Encoding { row: u64, utf8: u64, gb18030: u64 } = "file-encoding" {
            zh: "文件不是文本表格，或第 {row} 行有乱码：既不是 UTF-8（第 {utf8} 字节起有误），也不是 GB18030（第 {gb18030} 字节起有误）",
            en: "the file is no text table, or line {row} is garbled: neither UTF-8 (wrong from byte {utf8}) nor GB18030 (wrong from byte {gb18030})",
            hint_zh: "用 Excel 或 WPS 打开，改正第 {row} 行附近的乱码，另存为 xlsx",
            hint_en: "open it in Excel or WPS, mend what is garbled near line {row}, and save it as xlsx",
        }
        /// Not UTF-8 although its mark says so, or GB18030 is not built in.
        NotUtf8 { row: u64, at: u64 } = "file-not-utf8" {
            zh: "文件从第 {row} 行（第 {at} 字节）起不是 UTF-8 编码，可能混用了两种编码",
            en: "the file is not UTF-8 from line {row}, byte {at} on; it may mix two encodings",
            hint_zh: "用 Excel 或 WPS 打开，改正第 {row} 行起的乱码，另存为 xlsx",
            hint_en: "open it in Excel or WPS, mend what is garbled from line {row} on, and save it as xlsx",
        }
        /// UTF-16, which Excel calls Unicode text.
        Utf16 = "file-utf16" {
            zh: "文件是 UTF-16（Excel 的 Unicode 文本）",
            en: "the file is UTF-16, which Excel calls Unicode text",
            hint_zh: "另存为 CSV UTF-8 或 xlsx",
            hint_en: "save it as CSV UTF-8 or as xlsx",
        }
        /// A kind of file whose reader is not built in.
        FeatureOff { format: &'static str, feature: &'static str } = "file-feature-off" {
            zh: "本程序未启用 {format} 文件的读写（功能 {feature}）",
            en: "this build has no {format} files (feature {feature})",
            hint_zh: "另存为 CSV UTF-8，或换用启用 {feature} 的程序",
            hint_en: "save it as CSV UTF-8, or use a build with {feature}",
        }
        /// The container of xls and of locked workbooks.
        OldExcel = "file-old-excel" {
            zh: "文件是旧版 xls，或设有打开密码",
            en: "the file is an old xls, or locked by a password",
            hint_zh: "取消密码，另存为 xlsx",
            hint_en: "remove the password and save it as xlsx",
        }
        /// A zip file without a workbook in it.
        NotAWorkbook { reason: String } = "file-not-a-workbook" {
            zh: "压缩文件中没有 xlsx 工作簿（{reason}）",
            en: "the zip file holds no xlsx workbook ({reason})",
            hint_zh: "用 Excel 或 WPS 另存为 xlsx",
            hint_en: "save it as xlsx in Excel or WPS",
        }
        /// A workbook that breaks its own format.
        Damaged { part: String, reason: String } = "file-damaged" {
            zh: "文件已损坏：`{part}`（{reason}）",
            en: "the file is damaged: `{part}`, {reason}",
            hint_zh: "在 Excel 或 WPS 中打开并另存一次；打不开的，重新导出或下载",
            hint_en: "open it in Excel or WPS and save it again; if that fails, export or download it again",
        }
        /// A row of a text file that no list has, mostly of a quotation mark that is never closed.
        RowTooLong { row: u64, limit: u64 } = "row-too-long" {
            zh: "第 {row} 行超过 {limit} 字节",
            en: "row {row} is longer than {limit} bytes",
            hint_zh: "检查该行及其后是否有引号未配对，或改用 xlsx",
            hint_en: "look there for a quotation mark that is not closed, or use xlsx",
        }
        /// Parts that unzip to more than allowed, a zip bomb for example.
        UnzipsTooLarge { part: String, limit: u64 } = "file-unzips-too-large" {
            zh: "`{part}` 解压后超过 {limit} 字节",
            en: "`{part}` unzips to more than {limit} bytes",
            hint_zh: "只保留名录所在的工作表，另存为新文件",
            hint_en: "keep only the sheet with the list and save it as a new file",
        }
        /// Shared texts beyond the limit.
        SharedTextTooLarge { limit: u64 } = "file-shared-text-too-large" {
            zh: "工作簿的共享文本超过 {limit} 字节",
            en: "the workbook's shared texts are above {limit} bytes",
            hint_zh: "删除名录以外的工作表，或改用 CSV",
            hint_en: "delete the sheets beside the list, or use CSV",
        }
        /// No sheet of the name asked for.
        SheetNotFound { sheet: String, found: String } = "sheet-not-found" {
            zh: "没有名为 `{sheet}` 的工作表，现有：{found}",
            en: "there is no sheet `{sheet}`; there are: {found}",
            hint_zh: "从现有工作表中选择",
            hint_en: "choose one of those",
        }
        /// No worksheet at all.
        NoSheet = "sheet-none" {
            zh: "工作簿中没有可见的工作表",
            en: "the workbook has no visible worksheet",
            hint_zh: "取消隐藏，或指明工作表名称",
            hint_en: "unhide it, or name the sheet",
        }
        /// No row near the top looks like a header.
        HeaderNotFound { rows: u64, found: String } = "header-not-found" @ A10 {
            zh: "前 {rows} 行中没有表头，看到的是：{found}",
            en: "none of the first {rows} rows is a header; seen: {found}",
            hint_zh: "把表头放在前 {rows} 行内；名录在别的工作表的，指明工作表；列名不同的，指明列的对应关系",
            hint_en: "put the header into the first {rows} rows; name the sheet if it is another; map the columns if their names differ",
        }
        /// A web page, as many systems export under the name of a workbook.
        WebPage = "file-web-page" {
            zh: "文件是网页（HTML）或 XML，不是表格",
            en: "the file is a web page or XML, not a table",
            hint_zh: "用 Excel 或 WPS 打开，另存为 xlsx",
            hint_en: "open it in Excel or WPS and save it as xlsx",
        }
        /// JSON in place of a table.
        Json = "file-json" {
            zh: "文件是 JSON，不是表格",
            en: "the file is JSON, not a table",
            hint_zh: "从原系统导出为 xlsx 或 CSV",
            hint_en: "export it from the source as xlsx or CSV",
        }
        /// A column that every list of this kind has.
        MissingColumn { field: String, header: String, found: String } = "missing-column" @ A10 {
            zh: "缺少必填列 `{header}`（字段 {field}），现有表头：{found}",
            en: "column `{header}` ({field}) is missing; the headers are: {found}",
            hint_zh: "补上该列；已有但名称不同的，指明 {field} 对应哪个表头",
            hint_en: "add the column, or map {field} to one of the headers",
        }
        /// The mapping names a header that is not there.
        MappedHeaderMissing { field: String, header: String, found: String } = "mapped-header-missing" {
            zh: "没有表头 `{header}`（指定给 {field}），现有表头：{found}",
            en: "there is no header `{header}` (mapped to {field}); the headers are: {found}",
            hint_zh: "照抄文件中的表头",
            hint_en: "copy the header as it stands in the file",
        }
        /// The mapping names a field that the list does not have.
        UnknownField { field: String, known: String } = "mapping-unknown-field" {
            zh: "名录没有字段 `{field}`，可用：{known}",
            en: "the list has no field `{field}`; it has: {known}",
            hint_zh: "使用上列字段，或 attribute:名称",
            hint_en: "use one of those, or attribute:NAME",
        }
        /// Two columns that could both be meant.
        AmbiguousColumn { field: String, header: String, columns: String } = "ambiguous-column" @ A10 {
            zh: "有多列都可作为 `{header}`（字段 {field}）：{columns}",
            en: "several columns could be `{header}` ({field}): {columns}",
            hint_zh: "改名或删除多余的列；表头不同的，指明 {field} 对应哪一个",
            hint_en: "rename or delete the others; if the headers differ, map {field} to one",
        }
        /// A header that is needed stands in merged cells.
        MergedHeader { range: String, header: String } = "merged-header" @ A10 {
            zh: "表头 `{header}` 位于合并单元格 {range}，无法确定它属于哪一列",
            en: "header `{header}` stands in merged cells {range}, so its column is uncertain",
            hint_zh: "取消合并；表头只占一行，每列一格",
            hint_en: "unmerge them: one header row, one cell per column",
        }
        /// More rows than allowed.
        TooManyRows { limit: u64 } = "too-many-rows" {
            zh: "名录超过 {limit} 行",
            en: "the list has more than {limit} rows",
            hint_zh: "拆分名录，或提高上限",
            hint_en: "split the list, or raise the limit",
        }
        /// Content far to the right.
        TooManyColumns { cell: String, limit: u32 } = "too-many-columns" {
            zh: "单元格 {cell} 有内容，最多允许 {limit} 列",
            en: "cell {cell} has content, at most {limit} columns are allowed",
            hint_zh: "删除名录右侧的多余内容",
            hint_en: "delete what stands to the right of the list",
        }
        /// More cells than allowed.
        TooManyCells { limit: u64 } = "too-many-cells" {
            zh: "工作表中有内容的单元格超过 {limit} 个",
            en: "the sheet has more than {limit} cells with content",
            hint_zh: "拆分名录，或提高上限",
            hint_en: "split the list, or raise the limit",
        }
        /// A text that no cell of a workbook can hold.
        CellTooLong { cell: String, limit: u32 } = "workbook-cell-too-long" {
            zh: "单元格 {cell} 的文本超过 {limit} 个字符，写不进工作簿",
            en: "the text of cell {cell} is above {limit} characters and fits no workbook",
            hint_zh: "缩短该文本，或写为 CSV",
            hint_en: "shorten it, or write CSV",
        }
        /// More text in the accepted rows than allowed.
        TooMuchText { limit: u32 } = "too-much-text" {
            zh: "名录的文本超过 {limit} 字节",
            en: "the list's text is above {limit} bytes",
            hint_zh: "拆分名录，只保留需要的列",
            hint_en: "split the list, keep only the columns that are needed",
        }
    }
}

impl FileError {
    /// The field that it is about, where it is about one.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::MissingColumn { field, .. }
            | Self::MappedHeaderMissing { field, .. }
            | Self::UnknownField { field, .. }
            | Self::AmbiguousColumn { field, .. } => Some(field),
            _ => None,
        }
    }
}

problems! {
    /// Why a row is refused.
    pub enum RowFault {
        /// More or fewer cells than the header.
        Ragged { found: u64, expected: u64 } = "row-ragged" {
            zh: "该行有 {found} 格，表头有 {expected} 格",
            en: "the row has {found} cells, the header has {expected}",
            hint_zh: "内容中的分隔符须加引号；或改用 xlsx",
            hint_en: "quote cells that hold the separator, or use xlsx",
        }
        /// A quotation mark that is not closed, or text after one that is.
        Quoting = "row-quoting" {
            zh: "该行的引号不配对",
            en: "the row's quotation marks do not pair",
            hint_zh: "内容中的引号写成两个，整格加引号",
            hint_en: "double a quotation mark inside a cell and quote the cell",
        }
        /// Another row has the same key and different content.
        Conflict { key: String, other: u64, rows: u64 } = "row-conflict" @ A10 {
            zh: "`{key}` 共出现 {rows} 行且内容不一致，另见第 {other} 行",
            en: "`{key}` stands in {rows} rows that differ, see row {other}",
            hint_zh: "核实后只保留一行",
            hint_en: "find out which is right and keep one row",
        }
        /// A required cell without a value.
        Required { header: String } = "cell-required" @ A10 {
            zh: "必填列 `{header}` 为空",
            en: "column `{header}` is required and empty",
            hint_zh: "填写该单元格；只写“无”“/”“-”也算空",
            hint_en: "fill the cell; `无`, `/` or `-` alone counts as empty",
        }
        /// A number where a code is expected, or one too long for a spreadsheet.
        NumericCode { found: String } = "numeric-code" @ A10 {
            zh: "代码单元格是数字格式（{found}），前导零和第 15 位以后的数字已丢失",
            en: "the code is a numeric cell ({found}): leading zeros and digits after the 15th are lost",
            hint_zh: "把该列设为文本格式，从原系统重新导出；丢失的数字无法恢复",
            hint_en: "make the column text and export again from the source; the digits cannot be restored",
        }
        /// `9.137E+17`: a number that went through a spreadsheet before it became text.
        ScientificCode { found: String } = "scientific-code" @ A10 {
            zh: "代码 `{found}` 是科学记数法，末位数字已丢失",
            en: "code `{found}` is in scientific notation: its last digits are lost",
            hint_zh: "从原系统重新导出，不要用表格软件打开 CSV 再保存",
            hint_en: "export again from the source; do not save a CSV from a spreadsheet",
        }
        /// U+00A0 and its kin in a code.
        NonBreakingSpace { position: usize } = "cell-no-break-space" @ A10 {
            zh: "第 {position} 个字符是不间断空格",
            en: "character {position} is a no-break space",
            hint_zh: "删除该字符（网页复制常带入）",
            hint_en: "delete it (text copied from web pages brings it)",
        }
        /// A full-width character in a code.
        FullWidth { found: char, position: usize } = "cell-full-width" @ A10 {
            zh: "第 {position} 个字符 `{found}` 是全角字符",
            en: "character {position}, `{found}`, is full-width",
            hint_zh: "改为半角",
            hint_en: "write it half-width",
        }
        /// A character that nobody sees in a code.
        Invisible { code_point: String, position: usize } = "cell-invisible" @ A10 {
            zh: "第 {position} 个字符是不可见字符 {code_point}",
            en: "character {position} is the invisible {code_point}",
            hint_zh: "删除后重新键入该值",
            hint_en: "delete the value and type it again",
        }
        /// A control character inside a cell.
        Control { code_point: String, position: usize } = "cell-control-character" {
            zh: "第 {position} 个字符是控制字符 {code_point}",
            en: "character {position} is the control character {code_point}",
            hint_zh: "删除单元格内的换行和控制字符",
            hint_en: "remove line breaks and control characters inside the cell",
        }
        /// A cell above the limit.
        TooLong { found: usize, limit: usize } = "cell-too-long" {
            zh: "单元格有 {found} 个字符，最多 {limit} 个",
            en: "the cell has {found} characters, at most {limit} are allowed",
            hint_zh: "缩短内容；几行挤进一格的，检查引号是否配对",
            hint_en: "shorten it; where rows run into one cell, look for a quotation mark that is not closed",
        }
        /// `#REF!` and the like.
        ErrorCell { found: String } = "cell-error" {
            zh: "单元格是公式错误 {found}",
            en: "the cell holds the error {found}",
            hint_zh: "改正公式，或粘贴为数值",
            hint_en: "mend the formula, or paste the value",
        }
        /// A formula that no program has calculated yet.
        Uncomputed = "cell-uncomputed" {
            zh: "公式没有计算结果",
            en: "the formula has no calculated value",
            hint_zh: "在 Excel 或 WPS 中打开并保存一次",
            hint_en: "open the file in Excel or WPS and save it",
        }
        /// TRUE or FALSE where a code, day or number is expected.
        Boolean { found: String } = "cell-boolean" {
            zh: "单元格是逻辑值 {found}",
            en: "the cell is the truth value {found}",
            hint_zh: "填写该列应有的内容",
            hint_en: "give what the column asks for",
        }
        /// No whole number.
        NotWhole { found: String } = "cell-not-whole" {
            zh: "`{found}` 不是 0 至 9007199254740991 的整数",
            en: "`{found}` is not a whole number from 0 to 9007199254740991",
            hint_zh: "只写数字，不加单位和千分位",
            hint_en: "write digits only, without a unit or separators",
        }
        /// A word outside the column's list.
        UnknownChoice { found: String, known: String } = "cell-unknown-choice" {
            zh: "`{found}` 不在允许的取值内，应为：{known}",
            en: "`{found}` is none of: {known}",
            hint_zh: "改为其中之一",
            hint_en: "use one of those",
        }
    }
}

problems! {
    /// What is odd about a file and refuses nothing.
    pub enum Notice {
        /// GB 11714: the inner digit of a credit code.
        InnerCheck { code: String } = "credit-code-inner-check" @ A10 {
            zh: "`{code}` 中的主体标识码校验位不符",
            en: "the inner organisation code of `{code}` fails its own check digit",
            hint_zh: "少数真实代码如此，可与营业执照核对",
            hint_en: "a few real codes are like this; compare with the licence",
        }
        /// A row that repeats an accepted one.
        Duplicate { key: String, same: u64 } = "row-duplicate" @ A10 {
            zh: "`{key}` 与第 {same} 行相同，只计一次",
            en: "`{key}` says the same as row {same} and is counted once",
            hint_zh: "可删除该行",
            hint_en: "the row may be deleted",
        }
        /// A header and nothing below it.
        NoRows { row: u64 } = "list-no-rows" {
            zh: "第 {row} 行是表头，其下没有任何数据",
            en: "row {row} is the header, and there is no row below it",
            hint_zh: "确认名录本来为空；否则重新导出",
            hint_en: "make sure that the list is meant to be empty, or export it again",
        }
        /// A workbook with more visible sheets than the one that was read.
        OtherSheets { read: String, others: String } = "other-sheets" {
            zh: "只读取了工作表 `{read}`，未读取：{others}",
            en: "only sheet `{read}` was read, not: {others}",
            hint_zh: "如名录在别的工作表，请指明名称",
            hint_en: "name the sheet if the list stands in another",
        }
        /// A sheet that declares far more cells than it holds.
        DeclaredSize { range: String, declared: u64, limit: u64 } = "declared-size" {
            zh: "工作表声明的范围 {range} 有 {declared} 格，超过上限 {limit}；已按实际内容读取",
            en: "the sheet declares {range}, {declared} cells, above the limit of {limit}; only its content was read",
            hint_zh: "删除名录以外的行列格式后另存",
            hint_en: "clear the formats beyond the list and save it again",
        }
        /// Many cells that hold a format and nothing else.
        EmptyCells { count: u64 } = "empty-cells" {
            zh: "跳过了 {count} 个只有格式的空单元格",
            en: "{count} empty cells that hold only a format were passed over",
            hint_zh: "删除名录以外的格式后另存",
            hint_en: "clear the formats beyond the list and save it again",
        }
    }
}

/// Why one cell is refused: by this floor, as an id, or as a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CellFault {
    /// By the rules of cells.
    #[error(transparent)]
    Row(#[from] RowFault),
    /// By its scheme of ids.
    #[error(transparent)]
    Id(#[from] SchemeError),
    /// As a day.
    #[error(transparent)]
    Date(#[from] DateError),
}

forward!(CellFault { Row, Id, Date });
