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

use super::predicate::{Predicates, Table};
use super::smallest::NO_STRATUM;
use crate::base::problem::problems;
use crate::directory::Targets;
use crate::plan::Criterion;

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
        /// Targets that fit an earlier stratum too, where the rules refuse that; strata count from 1.
        Overlap { stratum: usize, found: u64 } = "stratum-overlap-refused" @ A17 {
            zh: "第 {stratum} 个抽取分项有 {found} 个对象同时符合更前的分项，口径 I-17-a 不允许重叠",
            en: "{found} targets of stratum {stratum} fit an earlier one too, and reading I-17-a refuses an overlap",
            hint_zh: "修改条件，使每个对象只符合一个分项",
            hint_en: "change the criteria, so that each target fits one stratum",
        }
        /// So few targets that their firms are as good as named, where the rules refuse that; strata count from 1.
        Narrow { stratum: usize, found: u64, least: u64 } = "stratum-narrow-refused" @ A17 {
            zh: "第 {stratum} 个抽取分项只有 {found} 个对象可抽，口径 I-17-c 要求至少 {least} 个",
            en: "stratum {stratum} has {found} targets to draw from, reading I-17-c asks for at least {least}",
            hint_zh: "放宽抽取条件",
            hint_en: "widen the criterion",
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
    strata: Vec<u16>,
    sizes: Vec<u64>,
    overlaps: Vec<u64>,
    unmatched: u64,
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

    pub(super) fn build_within(
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
            strata: Vec::with_capacity(targets.len() as usize),
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
    fn by_combination(&mut self, targets: &Targets, predicates: &Predicates<'_>, table: &Table) {
        const UNSEEN: u32 = u32::MAX;
        let mut seen_as = vec![UNSEEN; table.combinations()];
        let mut seen: Vec<(u16, Vec<u16>, u64)> = Vec::new();
        for row in 0..targets.len() {
            if !targets.is_active(row) {
                self.strata.push(NO_STRATUM);
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
                self.strata.push(*stratum);
            }
        }
        seen.iter().for_each(|(_, fits, count)| self.count(fits, *count));
    }

    fn row_by_row(&mut self, targets: &Targets, predicates: &Predicates<'_>) {
        for row in 0..targets.len() {
            let active = targets.is_active(row);
            let fits = if active { predicates.fits(row) } else { Vec::new() };
            self.strata.push(first(&fits));
            self.count(&fits, u64::from(active));
        }
    }

    /// Counts `rows` active targets that fit the strata `fits`.
    fn count(&mut self, fits: &[u16], rows: u64) {
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
    pub fn strata(&self) -> &[u16] {
        &self.strata
    }

    /// The stratum of every row, for whoever needs nothing else.
    pub fn into_strata(self) -> Vec<u16> {
        self.strata
    }

    /// The stratum of `row`, if one takes it.
    pub fn stratum_of(&self, row: u32) -> Option<u16> {
        self.strata.get(row as usize).copied().filter(|&stratum| stratum != NO_STRATUM)
    }

    /// The rows of one stratum, ascending.
    pub fn rows(&self, stratum: u16) -> impl Iterator<Item = u32> {
        let of = move |(row, &found): (u32, &u16)| (found == stratum && found != NO_STRATUM).then_some(row);
        (0..).zip(&self.strata).filter_map(of)
    }

    /// N of every stratum: active targets whose first match it is, before cap and exclusions.
    pub fn sizes(&self) -> &[u64] {
        &self.sizes
    }

    /// N of one stratum; 0 for one that does not exist.
    pub fn size(&self, stratum: u16) -> u64 {
        self.sizes.get(usize::from(stratum)).copied().unwrap_or(0)
    }

    /// For every stratum, how many targets fit it and an earlier one, which took them.
    pub fn overlaps(&self) -> &[u64] {
        &self.overlaps
    }

    /// How many active targets fit no stratum, those of other kinds than the items' objects among them.
    pub fn unmatched(&self) -> u64 {
        self.unmatched
    }
}

/// The first of the strata that a target fits.
fn first(fits: &[u16]) -> u16 {
    fits.first().copied().unwrap_or(NO_STRATUM)
}

#[cfg(test)]
mod tests {
    use super::super::seal::FrameSeal;
    use super::*;
    use crate::base::{Digest, Int53, Problem, Scheme};
    use crate::directory::{Status, Target, TargetsBuilder};
    use crate::law::RuleSet;

    fn target(id: u32, kind: &str, area: &str) -> Target {
        let text = format!(r#"{{"id":"T-{id}","kind":"{kind}","area":"{area}"}}"#);
        serde_json::from_str(&text).unwrap()
    }

    fn listed(targets: &[Target]) -> Targets {
        let mut builder = TargetsBuilder::new(Scheme::Ascii);
        builder.extend(targets);
        builder.finish().unwrap()
    }

    fn areas(codes: &[&str]) -> Criterion {
        Criterion::Area(codes.iter().map(|&code| code.to_owned()).collect())
    }

    #[test]
    fn a17_first_match_in_the_order_written_and_overlaps_are_shown() {
        let gone = Target { status: Status::Revoked, ..target(3, "餐饮", "东区") };
        let list =
            listed(&[target(1, "餐饮", "东区"), target(2, "餐饮", "西区"), gone, target(4, "工厂", "西区")]);
        let strata =
            [areas(&["东区"]), Criterion::kind("餐饮"), Criterion::kind("学校"), Criterion::Everyone];
        let frame = Frame::build(&list, &[], &strata).unwrap();
        assert_eq!(frame.strata(), [0, 1, NO_STRATUM, 3]);
        assert_eq!(
            (frame.sizes(), frame.overlaps(), frame.unmatched()),
            ([1, 1, 0, 1].as_slice(), [0, 1, 0, 2].as_slice(), 0)
        );
        assert_eq!(
            (frame.size(3), frame.size(4), frame.stratum_of(2), frame.stratum_of(9)),
            (1, 0, None, None)
        );
        assert_eq!(frame.rows(1).collect::<Vec<_>>(), [1]);
        // what overlaps is shown, or by the other reading refused (I-17-a)
        let seal = |overlap: u64| FrameSeal {
            size: Int53::from(9),
            eligible: Int53::from(9),
            quota: Int53::from(1),
            draws: Int53::from(1),
            shortfall: Int53::from(0),
            overlap: Int53::count(overlap),
            root: Digest([0; 32]),
        };
        let mut strict = RuleSet::gaoxin_2023();
        let choice = strict.readings.iter_mut().find(|choice| choice.reading == "I-17-a").unwrap();
        choice.choice = "refuse".to_owned();
        assert_eq!(seal(1).allowed(1, &RuleSet::gaoxin_2023()), Ok(()));
        assert_eq!(seal(0).allowed(1, &strict), Ok(()));
        assert_eq!(seal(1).allowed(1, &strict), Err(FrameError::Overlap { stratum: 2, found: 1 }));
        let swapped = Frame::build(&list, &[], &[strata[1].clone(), strata[0].clone()]).unwrap();
        assert_eq!(
            (swapped.strata(), swapped.overlaps(), swapped.unmatched()),
            ([0, 0, NO_STRATUM, NO_STRATUM].as_slice(), [0, 1].as_slice(), 1)
        );
    }

    #[test]
    fn a8p1_the_items_objects_are_part_of_every_stratum() {
        let list = listed(&[target(1, "餐饮", "东区"), target(2, "工厂", "东区"), target(3, "学校", "东区")]);
        let objects = ["餐饮".to_owned(), "学校".to_owned(), "医院".to_owned()];
        let frame = Frame::build(&list, &objects, &[Criterion::Everyone]).unwrap();
        assert_eq!((frame.strata(), frame.unmatched()), ([0, NO_STRATUM, 0].as_slice(), 1));
        let nobody = Frame::build(&list, &["医院".to_owned()], &[Criterion::Everyone]).unwrap();
        assert_eq!((nobody.sizes(), nobody.unmatched()), ([0].as_slice(), 3));
    }

    #[test]
    fn a17_a_code_takes_the_codes_that_begin_with_it_and_a_name_only_itself() {
        let list = ["370102", "370102001", "370103", "东区", "东区北", "370102号"];
        let list = listed(
            &(0..)
                .zip(list)
                .map(|(id, area)| target(id, "", area))
                .map(|t| Target { kind: None, ..t })
                .collect::<Vec<_>>(),
        );
        let fits =
            |codes: &[&str]| Frame::build(&list, &[], &[areas(codes)]).unwrap().rows(0).collect::<Vec<_>>();
        assert_eq!(fits(&["370102"]), [0, 1]);
        assert_eq!(fits(&["3701", "东区"]), [0, 1, 2, 3]);
        assert_eq!(fits(&["3701020011"]), [0; 0]);
        assert_eq!(fits(&["370102号", ""]), [5]);
    }

    #[test]
    fn a17_unknown_columns_and_too_many_strata_are_refused() {
        let mut painted = target(1, "餐饮", "东区");
        painted.attributes.insert("颜色".to_owned(), "红".to_owned());
        let attribute =
            |name: &str| Criterion::Attribute { name: name.to_owned(), values: vec!["红".to_owned()] };
        let strata = [attribute("颜色"), Criterion::Not(Box::new(attribute("色")))];
        let list = listed(&[painted]);
        assert_eq!(Frame::build(&list, &[], &strata[..1]).unwrap().sizes(), [1]);
        let error = Frame::build(&list, &[], &strata).unwrap_err();
        assert_eq!(error.to_string(), "stratum 2 names column `色`, which the directory does not have");
        assert_eq!(
            (error.code(), error.hint_en().as_str()),
            ("criterion-unknown-attribute", "further columns of the directory: `颜色`")
        );
        let many = |count: usize| Frame::build(&list, &[], &vec![Criterion::Everyone; count]);
        let frame = many(MOST_STRATA).unwrap();
        assert_eq!((frame.overlaps()[MOST_STRATA - 1], frame.strata()), (1, [0].as_slice()));
        assert_eq!(many(MOST_STRATA + 1).unwrap_err().code(), "frame-too-many-strata");
    }
}
