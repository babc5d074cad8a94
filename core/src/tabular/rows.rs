//! Rows that were accepted: checked text, one buffer for all of it.

/// The accepted rows of a list. Cells are checked and written in one form: days as `2026-03-01`, words as the
/// schema gives them, text trimmed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    fields: Vec<String>,
    numbers: Vec<u64>,
    text: String,
    /// Where each cell ends in `text`; it starts where the one before ends. An absent cell has no length.
    ends: Vec<u32>,
}

impl Rows {
    pub(super) fn new(fields: Vec<String>) -> Self {
        Self { fields, ..Self::default() }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The fields that the file has, in the order of the schema, `attribute:NAME` after them.
    pub fn fields(&self) -> &[String] {
        &self.fields
    }

    /// The place of `field` in each row: look it up once, then use [`Row::at`].
    pub fn column(&self, field: &str) -> Option<usize> {
        self.fields.iter().position(|name| name == field)
    }

    /// The row at `index`, from 0, in the order of the file.
    pub fn get(&self, index: usize) -> Option<Row<'_>> {
        (index < self.len()).then_some(Row { rows: self, index })
    }

    /// All rows in the order of the file.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.len()).map(|index| Row { rows: self, index })
    }

    /// The buffer that takes the text of the cell being written.
    pub(super) fn buffer(&mut self) -> &mut String {
        &mut self.text
    }

    /// Ends the cell being written. False where the text is above 4 GiB.
    #[must_use]
    pub(super) fn end_cell(&mut self) -> bool {
        let end = u32::try_from(self.text.len());
        self.ends.push(end.unwrap_or(u32::MAX));
        end.is_ok()
    }

    /// The cell at `column` of the row being written.
    pub(super) fn pending(&self, column: usize) -> &str {
        self.between(self.numbers.len() * self.fields.len() + column).unwrap_or_default()
    }

    fn between(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)? as usize;
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())? as usize;
        self.text.get(start..end)
    }

    /// Ends the row being written.
    pub(super) fn end_row(&mut self, number: u64) {
        self.numbers.push(number);
        debug_assert_eq!(self.ends.len(), self.numbers.len() * self.fields.len());
    }

    /// Forgets the row being written.
    pub(super) fn drop_row(&mut self) {
        self.ends.truncate(self.numbers.len() * self.fields.len());
        self.text.truncate(self.ends.last().map_or(0, |&end| end as usize));
    }

    /// Keeps the rows whose index, ascending, is not in `dropped`.
    pub(super) fn without(self, dropped: &[usize]) -> Self {
        if dropped.is_empty() {
            return self;
        }
        let mut kept = Self::new(self.fields.clone());
        let mut dropped = dropped.iter().peekable();
        for row in self.iter() {
            if dropped.next_if(|&&index| index == row.index).is_some() {
                continue;
            }
            for at in 0..self.fields.len() {
                kept.text.push_str(row.at(at).unwrap_or_default());
                let fits = kept.end_cell();
                debug_assert!(fits, "a part of the text is no longer than the whole");
            }
            kept.end_row(row.number());
        }
        kept
    }
}

/// One accepted row.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    rows: &'a Rows,
    index: usize,
}

impl<'a> Row<'a> {
    /// Its number in the file, from 1, as spreadsheets show it.
    pub fn number(&self) -> u64 {
        self.rows.numbers.get(self.index).copied().unwrap_or(0)
    }

    /// The cell at the place that [`Rows::column`] gave, if the row fills it.
    pub fn at(&self, column: usize) -> Option<&'a str> {
        if column >= self.rows.fields.len() {
            return None;
        }
        let text = self.rows.between(self.index * self.rows.fields.len() + column)?;
        (!text.is_empty()).then_some(text)
    }

    /// The cell of `field`, if the file has the field and the row fills it.
    pub fn get(&self, field: &str) -> Option<&'a str> {
        self.at(self.rows.column(field)?)
    }

    /// All cells in the order of [`Rows::fields`].
    pub fn cells(&self) -> impl Iterator<Item = Option<&'a str>> {
        let row = *self;
        (0..self.rows.fields.len()).map(move |column| row.at(column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(rows: &mut Rows, cells: &[&str]) {
        for cell in cells {
            rows.buffer().push_str(cell);
            assert!(rows.end_cell());
        }
    }

    #[test]
    fn dropped_rows_leave_no_trace() {
        let mut rows = Rows::new(vec!["id".to_owned(), "name".to_owned()]);
        for (number, cells) in [(2, ["a", "甲"]), (3, ["b", ""]), (5, ["", "丙"])] {
            write(&mut rows, &cells);
            rows.end_row(number);
            write(&mut rows, &["half"]);
            rows.drop_row();
        }
        let seen = |rows: &Rows| {
            rows.iter()
                .map(|row| (row.number(), row.get("id").map(str::to_owned), row.at(1).map(str::to_owned)))
                .collect::<Vec<_>>()
        };
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(seen(&rows), [(2, text("a"), text("甲")), (3, text("b"), None), (5, None, text("丙"))]);
        assert_eq!(rows.get(0).unwrap().at(2), None);
        let kept = rows.without(&[0, 2]);
        assert_eq!(seen(&kept), [(3, text("b"), None)]);
    }
}
