//! 第十七条 - the frame: which stratum of a task takes which target, before cap and draw.
//!
//! # The rule
//! Undirected from all entities of the directory, or directed by kind, scale, area and other conditions; several
//! categories of one task have a ratio each.
//!
//! # Reading
//! A target belongs to the first stratum, in the order written, that it fits (I-17-a); what it fits beyond that is
//! counted and shown. The object types of the task's items are part of every stratum, also of an undirected one.
//! Only active targets are counted. A stratum that nobody fits is no error: its N is 0, and that is shown.
//!
//! # Example
//! See [`Frame`].

use super::predicate::Predicates;
use crate::base::problem::problems;
use crate::directory::Targets;
use crate::plan::Criterion;

/// The stratum of a row that no stratum takes.
pub const NO_STRATUM: u16 = u16::MAX;
/// The most strata of one task, so that a stratum is 16 bits and one value stays free.
pub const MOST_STRATA: usize = 65_534;
/// Up to so many combinations of values are decided once each; beyond, every row is decided by itself.
const MOST_COMBINATIONS: u64 = 1 << 20;

problems! {
    /// Why strata cannot be laid over a list.
    pub enum FrameError {
        /// More than [`MOST_STRATA`].
        TooManyStrata { found: usize, most: usize } = "frame-too-many-strata" @ A17 {
            zh: "任务有 {found} 个抽取分项，最多 {most} 个",
            en: "the task has {found} strata, at most {most} are allowed",
            hint_zh: "合并分项或拆成几个任务",
            hint_en: "join strata or split the task",
        }
        /// A predicate names a column that the directory lacks; strata count from 1.
        UnknownAttribute { stratum: usize, name: String, columns: String } = "criterion-unknown-attribute" @ A17 {
            zh: "第 {stratum} 个抽取分项的条件使用了列 `{name}`，名录库中没有这一列",
            en: "stratum {stratum} names column `{name}`, which the directory does not have",
            hint_zh: "名录库的附加列：{columns}",
            hint_en: "further columns of the directory: {columns}",
        }
    }
}

/// 抽取范围 - the stratum of every row, and how many targets each stratum has.
///
/// ```
/// use double_random::directory::{Directory, Risk, Target};
/// use double_random::draw::Frame;
/// use double_random::plan::Criterion;
///
/// let targets: Vec<Target> = serde_json::from_str(r#"[
///     {"id": "913702001635621638", "kind": "餐饮", "risk": "high"},
///     {"id": "9137011316349800XJ", "kind": "餐饮", "risk": "low"}
/// ]"#)?;
/// let directory = Directory::builder().targets(targets).build()?;
/// let strata = [Criterion::risk(Risk::High), Criterion::kind("餐饮")];
/// let frame = Frame::build(directory.targets(), &[], &strata)?;
/// assert_eq!((frame.stratum_of(0), frame.stratum_of(1)), (Some(0), Some(1))); // first match
/// assert_eq!((frame.sizes(), frame.overlaps()), ([1, 1].as_slice(), [0, 1].as_slice()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "第十七条")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    stratum: Vec<u16>,
    sizes: Vec<u32>,
    overlaps: Vec<u32>,
    unmatched: u32,
}

impl Frame {
    /// Lays `strata`, which are checked criteria, over the active targets whose kind is one of `object_kinds`
    /// (empty for all kinds).
    ///
    /// # Errors
    /// [`FrameError`].
    pub fn build(
        targets: &Targets,
        object_kinds: &[String],
        strata: &[Criterion],
    ) -> Result<Self, FrameError> {
        Self::build_within(targets, object_kinds, strata, MOST_COMBINATIONS)
    }

    fn build_within(
        targets: &Targets,
        object_kinds: &[String],
        strata: &[Criterion],
        combinations: u64,
    ) -> Result<Self, FrameError> {
        let found = strata.len();
        if found > MOST_STRATA {
            return Err(FrameError::TooManyStrata { found, most: MOST_STRATA });
        }
        let predicates = Predicates::compile(targets, object_kinds, strata)?;
        let mut frame = Self {
            stratum: Vec::with_capacity(targets.len() as usize),
            sizes: vec![0; found],
            overlaps: vec![0; found],
            unmatched: 0,
        };
        match predicates.table_within(combinations) {
            Some(table) => frame.by_combination(targets, &predicates, &table),
            None => frame.row_by_row(targets, &predicates),
        }
        Ok(frame)
    }

    /// Decides each combination of values when it first comes, and looks up all later rows.
    fn by_combination(
        &mut self,
        targets: &Targets,
        predicates: &Predicates<'_>,
        table: &super::predicate::Table,
    ) {
        const UNSEEN: u32 = u32::MAX;
        let mut seen_as = vec![UNSEEN; table.combinations()];
        let mut seen: Vec<(u16, Vec<u16>, u32)> = Vec::new();
        for row in 0..targets.len() {
            if !targets.is_active(row) {
                self.stratum.push(NO_STRATUM);
                continue;
            }
            let Some(at) = seen_as.get_mut(table.combination(predicates, row)) else { continue };
            if *at == UNSEEN {
                *at = seen.len() as u32;
                let fits = predicates.fits(row);
                seen.push((first(&fits), fits, 0));
            }
            if let Some((stratum, _, count)) = seen.get_mut(*at as usize) {
                *count += 1;
                self.stratum.push(*stratum);
            }
        }
        seen.iter().for_each(|(_, fits, count)| self.count(fits, *count));
    }

    fn row_by_row(&mut self, targets: &Targets, predicates: &Predicates<'_>) {
        for row in 0..targets.len() {
            let active = targets.is_active(row);
            let fits = if active { predicates.fits(row) } else { Vec::new() };
            self.stratum.push(first(&fits));
            self.count(&fits, u32::from(active));
        }
    }

    /// Counts `rows` active targets that fit the strata `fits`.
    fn count(&mut self, fits: &[u16], rows: u32) {
        let Some((first, later)) = fits.split_first() else {
            self.unmatched += rows;
            return;
        };
        if let Some(size) = self.sizes.get_mut(usize::from(*first)) {
            *size += rows;
        }
        for stratum in later {
            if let Some(overlap) = self.overlaps.get_mut(usize::from(*stratum)) {
                *overlap += rows;
            }
        }
    }

    /// The stratum of every row; [`NO_STRATUM`] where none takes it.
    pub fn stratum(&self) -> &[u16] {
        &self.stratum
    }

    /// The stratum of `row`, if one takes it.
    pub fn stratum_of(&self, row: u32) -> Option<u16> {
        self.stratum.get(row as usize).copied().filter(|&stratum| stratum != NO_STRATUM)
    }

    /// The rows of one stratum, ascending.
    pub fn rows(&self, stratum: u16) -> impl Iterator<Item = u32> {
        let of = move |(row, &found): (u32, &u16)| (found == stratum && found != NO_STRATUM).then_some(row);
        (0..).zip(&self.stratum).filter_map(of)
    }

    /// N of every stratum: active targets whose first match it is, before cap and exclusions.
    pub fn sizes(&self) -> &[u32] {
        &self.sizes
    }

    /// N of one stratum; 0 for one that does not exist.
    pub fn size(&self, stratum: u16) -> u32 {
        self.sizes.get(usize::from(stratum)).copied().unwrap_or(0)
    }

    /// For every stratum, how many targets fit it and an earlier one, which took them.
    pub fn overlaps(&self) -> &[u32] {
        &self.overlaps
    }

    /// The stratum of every row, without the counts.
    pub(super) fn into_strata(self) -> Vec<u16> {
        self.stratum
    }

    /// How many active targets fit no stratum, those of other kinds than the items' objects among them.
    pub fn unmatched(&self) -> u32 {
        self.unmatched
    }
}

/// The first of the strata that a target fits.
fn first(fits: &[u16]) -> u16 {
    fits.first().copied().unwrap_or(NO_STRATUM)
}
