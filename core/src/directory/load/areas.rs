//! 第十八条 - a target whose area has no unit is told before the draw, not first at dispatch.

use super::Loaded;
use crate::base::Place;
use crate::directory::{DirectoryError, Targets, Units};

impl Loaded<Targets> {
    /// Warns in the receipt of every row whose area is absent or belongs to no unit, and says of how many.
    ///
    /// Nothing is refused: a task may name its unit. Where no column is read as the area nothing is said, and without
    /// a table of units only absent areas are.
    ///
    /// ```
    /// use double_random::base::Scheme;
    /// use double_random::directory::{Area, Directory, load};
    /// use double_random::tabular::{Options, Source};
    ///
    /// let source = Source { name: "targets.csv", bytes: "id,区域\nK-1,东园\nK-2,N/A\nK-3,405万人民币\n".as_bytes() };
    /// let mut targets = load::targets(&source, Scheme::Ascii, &Options::default())?;
    /// let east = Area { area: "东园".to_owned(), unit: "squad-east".parse().unwrap() };
    /// let directory = Directory::builder().units([east]).build()?;
    /// assert_eq!(targets.warn_unknown_areas(directory.units()), 2);
    /// assert_eq!(targets.receipt.warnings.listed()[1].place.row, Some(4));
    /// assert_eq!(targets.receipt.accepted, 3);
    /// # Ok::<(), double_random::base::Faults>(())
    /// ```
    pub fn warn_unknown_areas(&mut self, units: &Units) -> u64 {
        let read = self.receipt.columns.iter().position(|column| column.field == "area");
        let Some(column) = read else { return 0 };
        let letters = self.receipt.columns.get(column).map_or("", |column| column.column.as_str());
        let number = column_number(letters);
        let area = self.list.area();
        let table = units.areas().next().is_some();
        let known: Vec<bool> = (0..area.code_count())
            .map(|code| area.value(code).is_some_and(|area| !table || units.unit_of(area).is_some()))
            .collect();
        let mut warned = 0;
        for ((row, code), file_row) in (0..).zip(area.codes()).zip(&self.file_rows) {
            if known.get(code as usize).copied().unwrap_or(false) {
                continue;
            }
            warned += 1;
            let place = Place { column: number, ..Place::row(u64::from(*file_row), "area") };
            match self.list.area().get(row) {
                None => self.receipt.warn(place, None, DirectoryError::AreaAbsent),
                Some(area) => {
                    let notice = DirectoryError::AreaUnknown { area: area.to_owned() };
                    self.receipt.warn(place, Some(area), notice);
                }
            }
        }
        warned
    }
}

/// The number of a column by its letters: 1 for `A`, 27 for `AA`.
fn column_number(letters: &str) -> Option<u64> {
    let digit = |letter: u8| letter.is_ascii_uppercase().then(|| u64::from(letter - b'A') + 1);
    letters.bytes().try_fold(0u64, |number, letter| number.checked_mul(26)?.checked_add(digit(letter)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Scheme;
    use crate::directory::{Area, Directory, load};
    use crate::tabular::{Options, Source};

    fn warned(text: &str, areas: &[&str]) -> Vec<(Option<u64>, Option<u64>, &'static str)> {
        let source = Source { name: "targets.csv", bytes: text.as_bytes() };
        let mut targets = load::targets(&source, Scheme::Ascii, &Options::default()).unwrap();
        let area = |area: &&str| Area { area: (*area).to_owned(), unit: "squad".parse().unwrap() };
        let directory = Directory::builder().units(areas.iter().map(area)).build().unwrap();
        let count = targets.warn_unknown_areas(directory.units());
        let warnings = &targets.receipt.warnings;
        assert_eq!(count, warnings.total());
        warnings.listed().iter().map(|fault| (fault.place.row, fault.place.column, fault.code())).collect()
    }

    #[test]
    fn a18_warns_of_rows_of_the_file_that_cannot_be_dispatched() {
        let text = "id,面积,区域\nK-1,1,东园\nbad id,1,N/A\nK-3,1,\nK-4,1,别处\nK-5,1,370102\n";
        let absent = (Some(4), Some(3), "target-area-absent");
        let unknown = (Some(5), Some(3), "target-area-unknown");
        assert_eq!(warned(text, &["东园", "37"]), [absent, unknown]);
        // without a table nothing is unknown, without a column nothing is absent
        assert_eq!(warned(text, &[]), [absent]);
        assert_eq!(warned("id,地区\nK-1,\n", &["东园"]), []);
    }

    #[test]
    fn letters_count_columns() {
        let numbers = ["A", "Z", "AA", "AMJ", "a"].map(column_number);
        assert_eq!(numbers, [Some(1), Some(26), Some(27), Some(1024), None]);
    }
}
