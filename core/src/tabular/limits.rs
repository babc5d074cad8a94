//! The most a file may ask for. Each limit is a clear error, never a machine that runs out of memory.

/// What a file may hold. The defaults take every list that Excel can show and no more than a desk machine can keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file: 1 GiB, ten million rows of a hundred bytes.
    pub bytes: u64,
    /// Bytes that the parts of a workbook unzip to, counted while they do since a zip's own sizes can lie:
    /// 2 GiB, a sheet of 1,048,576 rows and about 40 columns. They pass through, they are not kept.
    pub unzipped_bytes: u64,
    /// Bytes of a workbook's shared texts, which are kept while it is read: 256 MiB.
    pub shared_text_bytes: u64,
    /// Bytes of the text of all accepted rows: 1 GiB, never above 4 GiB. A workbook of 2 MB can name one long
    /// text fifty million times, so what the file holds does not bound what is kept.
    pub kept_bytes: u32,
    /// Rows below the header: ten million. Longer lists are for a database.
    pub rows: u64,
    /// Columns with content: 1,024. The longest list known to us has some 120.
    pub columns: u32,
    /// Cells with content in a workbook: fifty million. Empty formatted cells are passed over and not counted.
    pub cells: u64,
    /// Characters of one cell: 32,767, Excel's own limit.
    pub cell_characters: usize,
    /// Faults and warnings listed one by one: 10,000 each, more than anybody reads. All are counted.
    pub listed: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 1 << 30,
            unzipped_bytes: 2 << 30,
            shared_text_bytes: 256 << 20,
            kept_bytes: 1 << 30,
            rows: 10_000_000,
            columns: 1_024,
            cells: 50_000_000,
            cell_characters: 32_767,
            listed: 10_000,
        }
    }
}
