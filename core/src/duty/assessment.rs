//! 第七条 - the figures of an assessment: counted from the docket, as whole numbers and exact fractions.
//!
//! # The rule
//! Work is assessed by what the platform holds.
//!
//! # Reading
//! The text names no figure; completion, closure, timeliness, coverage, and where they are given replacements, direct
//! assignments and shortfall are taken (I-7-a). There is no grade and no rank. A figure whose whole is nothing is null,
//! not 0 and not 1.
//!
//! # Example
//! See [`Docket::figures`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

use super::deadline::Matter;
use super::docket::{Docket, VisitRun};
use crate::base::problem::problems;
use crate::base::{Date, Fault, Faults, Id, Int53, Place};
use crate::disclosure::{History, Stage};
use crate::law::Article;

problems! {
    /// Why figures cannot be made.
    pub enum FiguresError {
        /// A part larger than its whole.
        PartAboveWhole { zh: &'static str, en: &'static str, part: u64, whole: u64 } = "figures-part-above-whole" @ A7 {
            zh: "{zh}为 {part}，超过总数 {whole}",
            en: "{en} are {part}, above the total of {whole}",
            hint_zh: "核对平台导出的数字",
            hint_en: "check the numbers exported from the platform",
        }
        /// A figure that is not read from the platform's data, of a unit that the docket does not have.
        UnknownUnit { unit: String } = "figures-unit-unknown" @ A7 {
            zh: "台账中没有单位 `{unit}` 的检查",
            en: "the docket has no visit of unit `{unit}`",
            hint_zh: "核对单位编号",
            hint_en: "check the id",
        }
    }
}

/// An exact share: a part and its whole.
///
/// ```
/// use double_random::duty::Share;
///
/// let share = Share::new(2, 3).ok_or("of nothing")?;
/// assert_eq!((share.to_string(), share.percent()), ("2/3".to_owned(), "66.7%".to_owned()));
/// assert_eq!(Share::new(0, 0), None);
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Share {
    /// The part.
    pub part: Int53,
    /// The whole, at least 1.
    pub whole: Int53,
}

impl Share {
    /// `part` of `whole`; nothing where the whole is nothing, or less than the part.
    pub fn new(part: u64, whole: u64) -> Option<Self> {
        let (part, whole) = (Int53::new(part).ok()?, Int53::new(whole).ok()?);
        (whole.get() > 0 && part.get() <= whole.get()).then_some(Self { part, whole })
    }

    /// In percent with one place, half of it up: for the eye, never to compute with.
    pub fn percent(self) -> String {
        let tenths = (u128::from(self.part.get()) * 2_000 / u128::from(self.whole.get())).div_ceil(2);
        format!("{}.{}%", tenths / 10, tenths % 10)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.part, self.whole)
    }
}

/// What only the platform knows of a unit, where it is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Given {
    /// 检查人员名额 - seats of all teams.
    pub seats: u64,
    /// 更换 - seats whose officer was replaced.
    pub replaced: u64,
    /// 直接委派 - seats that were assigned and not drawn.
    pub direct: u64,
    /// 应抽户数
    pub quota: u64,
    /// 缺额
    pub shortfall: u64,
    /// 名录库户数, for the coverage.
    pub directory: u64,
}

/// 考核数字 - the figures of one unit, or of all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[doc(alias = "第七条")]
pub struct Figures {
    /// 应查 - visits that were ordered.
    pub ordered: u32,
    /// 已查 - visits with a signed result.
    pub inspected: u32,
    /// 结果 - findings of item and department that were signed.
    pub results: u32,
    /// 已公示或不予公示
    pub disclosed: u32,
    /// 按期公示
    pub on_time: u32,
    /// 逾期公示
    pub late: u32,
    /// 逾期未公示
    pub overdue: u32,
    /// 已更正
    pub corrected: u32,
    /// 异议
    pub objections: u32,
    /// 完成率 - visits whose results are all public, of those ordered.
    pub completion: Option<Share>,
    /// 办结率 - public results with nothing left to follow up, of the public ones.
    pub closure: Option<Share>,
    /// 及时率 - published in time, of those that were due or done.
    pub timeliness: Option<Share>,
    /// 覆盖率 - targets inspected, of those in the directory.
    pub coverage: Option<Share>,
    /// 更换率
    pub replacement: Option<Share>,
    /// 直接委派率
    pub direct: Option<Share>,
    /// 缺额率
    pub shortfall: Option<Share>,
}

/// Counts before they become shares.
#[derive(Default)]
struct Counted<'a> {
    figures: Figures,
    complete: u32,
    closed: u32,
    targets: BTreeSet<&'a Id>,
}

impl Docket {
    /// 考核数字 - for every unit, sorted by id, on `today`.
    ///
    /// # Errors
    /// [`FiguresError`]; [`Docket::duties`]' for a day too early.
    pub fn figures(&self, today: Date, given: &BTreeMap<Id, Given>) -> Result<BTreeMap<Id, Figures>, Faults> {
        self.check_today(today)?;
        let mut units: BTreeMap<&Id, Counted<'_>> = BTreeMap::new();
        for visit in self.visits() {
            self.count(visit, today, units.entry(&visit.team.unit).or_default());
        }
        let mut faults = Faults::default();
        for (unit, given) in given {
            let place = || Place::field(format!("given.{unit}"));
            if !units.contains_key(unit) {
                faults.push(place(), FiguresError::UnknownUnit { unit: unit.to_string() });
            }
            let inspected = units.get(unit).map_or(0, |counted| counted.targets.len() as u64);
            let parts = [
                ("更换的名额", "replaced seats", given.replaced, given.seats),
                ("直接委派的名额", "assigned seats", given.direct, given.seats),
                ("缺额", "targets short", given.shortfall, given.quota),
                (
                    "已查对象",
                    "inspected targets",
                    if given.directory == 0 { 0 } else { inspected },
                    given.directory,
                ),
            ];
            for (zh, en, part, whole) in parts.into_iter().filter(|(.., part, whole)| part > whole) {
                faults.0.push(Fault::new(place(), FiguresError::PartAboveWhole { zh, en, part, whole }));
            }
        }
        let figures = units.into_iter().map(|(unit, counted)| {
            let given = given.get(unit).copied().unwrap_or_default();
            (unit.clone(), counted.shares(given))
        });
        faults.or(figures.collect())
    }

    fn count<'a>(&self, visit: &'a VisitRun, today: Date, into: &mut Counted<'a>) {
        let figures = &mut into.figures;
        figures.ordered += 1;
        if visit.results.is_empty() {
            return;
        }
        figures.inspected += 1;
        into.targets.insert(&visit.team.target);
        let is_public = |history: &History| {
            history.standing().disclosed_on().is_some() || history.standing().stage == Stage::Withdrawn
        };
        into.complete += u32::from(visit.results.iter().all(is_public));
        for history in &visit.results {
            let standing = history.standing();
            let end = self.first_end(visit, history.item()).map(|(end, _)| end);
            let due = end.and_then(|end| Matter::Publish.due(&self.calendar, &self.terms, end).ok());
            figures.results += 1;
            figures.corrected += u32::from(standing.corrected_on.is_some());
            figures.objections += u32::try_from(standing.objections.len()).unwrap_or(u32::MAX);
            match (standing.disclosed_on(), due.map(|due| due.last_day)) {
                (Some(on), last_day) => {
                    figures.disclosed += 1;
                    match last_day {
                        Some(last_day) if on > last_day => figures.late += 1,
                        Some(_) => figures.on_time += 1,
                        None => {}
                    }
                    into.closed += u32::from(history.pending().is_none());
                }
                (None, Some(last_day)) if today > last_day && standing.stage != Stage::Withdrawn => {
                    figures.overdue += 1;
                }
                (None, _) => {}
            }
        }
    }
}

impl Counted<'_> {
    fn shares(self, given: Given) -> Figures {
        let Self { figures, complete, closed, targets } = self;
        let share = |part: u32, whole: u32| Share::new(part.into(), whole.into());
        let Figures { ordered, disclosed, on_time, late, overdue, .. } = figures;
        Figures {
            completion: share(complete, ordered),
            closure: share(closed, disclosed),
            timeliness: share(on_time, on_time + late + overdue),
            coverage: Share::new(targets.len() as u64, given.directory),
            replacement: Share::new(given.replaced, given.seats),
            direct: Share::new(given.direct, given.seats),
            shortfall: Share::new(given.shortfall, given.quota),
            ..figures
        }
    }
}

impl Figures {
    /// The article under which they are asked for.
    pub fn article(&self) -> Article {
        Article::A7
    }
}
