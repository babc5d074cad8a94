//! The user's round file, and the round that stands in for it.

use double_random::base::json::{self, JsonError};
use double_random::base::{Date, Fault, Faults, Place, Window};
use double_random::directory::{Area, Basis, Category, Expert, Item, UnitName};
use double_random::draw::{Ceremony, Removal};
use double_random::law::RuleSet;
use double_random::plan::{
    AnnualPlan, Approval, CeremonyPlan, Criterion, Department, Round, Task, TaskBasis,
};
use double_random::record::Stamp;
use double_random::team::{MatchRound, Neighbours, Replacement};
use serde::Deserialize;

/// Everything about a round that is no list of targets or visits. Every part but the round may be left out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoundFile {
    /// The round and its tasks.
    pub(crate) round: Round,
    /// 抽查事项清单
    pub(crate) items: Vec<Item>,
    /// Areas and their units.
    #[serde(default)]
    pub(crate) units: Vec<Area>,
    /// The units by name, for people.
    #[serde(default)]
    pub(crate) unit_names: Vec<UnitName>,
    /// 年度抽查工作计划 - those that the tasks name; with them the round is sealed only if it carries them out.
    #[serde(default)]
    pub(crate) plans: Vec<AnnualPlan>,
    /// 部门 - the tree along which tasks may be entrusted, needed where a plan is given and a task is entrusted.
    #[serde(default)]
    pub(crate) departments: Vec<Department>,
    /// The numbers and readings of a bureau; the guideline's where null.
    #[serde(default)]
    pub(crate) rules: Option<RuleSet>,
    /// What happened at the ceremony, where more than one value was typed in: secrets, a beacon. Then there is no `--seed`.
    #[serde(default)]
    pub(crate) held: Option<Ceremony>,
    /// What others say about the time of the seal.
    #[serde(default)]
    pub(crate) stamps: Vec<Stamp>,
    /// The day of the announcement, which decides what an embargo keeps back; the round's `as_of` where null.
    #[serde(default)]
    pub(crate) announced_on: Option<Date>,
    /// Whom confirming removes, and why.
    #[serde(default)]
    pub(crate) removals: Vec<Removal>,
    /// Who locks the list; without it the record ends with the drawn list.
    #[serde(default)]
    pub(crate) lock: Option<Approval>,
    /// 相邻区域 - for every match that states no areas itself; without it the areas of `units`, and none helps another.
    #[serde(default)]
    pub(crate) areas: Vec<Neighbours>,
    /// 专家库 - for tasks that ask for experts.
    #[serde(default)]
    pub(crate) experts: Vec<Expert>,
    /// The matches in the order in which they are held. A later one of the same unit is its next attempt.
    #[serde(default)]
    pub(crate) matches: Vec<MatchPlan>,
}

/// 人员匹配 - one match, and who orders its teams to inspect.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MatchPlan {
    /// The match, with its recusals.
    #[serde(rename = "match")]
    pub(crate) round: MatchRound,
    /// What happened at its ceremony; without it the next `--match-seed` is typed in.
    #[serde(default)]
    pub(crate) held: Option<Ceremony>,
    /// What others say about the time of its seal.
    #[serde(default)]
    pub(crate) stamps: Vec<Stamp>,
    /// 任务下达 - without it the teams are matched and not ordered yet.
    #[serde(default)]
    pub(crate) order: Option<Approval>,
    /// 更换 - who leaves a team afterwards, in the order in which they leave.
    #[serde(default)]
    pub(crate) replacements: Vec<Replacement>,
}

impl RoundFile {
    /// Reads a round file strictly: doubled keys, unknown fields and fractions are faults.
    pub(crate) fn parse(name: &str, bytes: &[u8]) -> Result<Self, Faults> {
        let in_file = |mut faults: Faults| {
            faults.0.iter_mut().for_each(|fault| fault.place.file = Some(name.to_owned()));
            faults
        };
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let reason = error.to_string();
            in_file(Fault::new(Place::default(), JsonError::Syntax { line: 1, column: 1, reason }).into())
        })?;
        let file: Self = json::parse(text).and_then(json::shaped).map_err(in_file)?;
        Ok(file.or_bare())
    }

    /// The same round; where nobody planned how the seed is made it is bare, which seal and report call weak.
    pub(crate) fn or_bare(mut self) -> Self {
        let matches = self.matches.iter_mut().map(|plan| &mut plan.round.ceremony);
        for ceremony in [&mut self.round.ceremony].into_iter().chain(matches) {
            if ceremony.is_empty() {
                *ceremony = CeremonyPlan::bare();
            }
        }
        self
    }

    /// One task that draws 5% of everybody, for a list that comes alone.
    pub(crate) fn five_percent(as_of: Date) -> Result<Self, Faults> {
        let fault = |error| Faults::from(Fault::new(Place::default(), error));
        let id = |text: &str| text.parse().map_err(|error| Faults::from(Fault::new(Place::default(), error)));
        let window = Window::new(as_of, as_of.plus_days(90))
            .map_err(|error| Faults::from(Fault::new(Place::default(), error)))?;
        let ratio = "5%".parse().map_err(fault)?;
        let elsewhere = || "以批次文件写明".to_owned();
        let basis = TaskBasis::ad_hoc(elsewhere(), Approval::by(elsewhere(), as_of).document(elsewhere()));
        let task = Task::new(id("task-1")?, id("item-1")?, window).basis(basis);
        let task = task.stratum("全部", Criterion::Everyone, ratio);
        let item = Item {
            id: id("item-1")?,
            name: "一般检查事项".to_owned(),
            object: Vec::new(),
            content: "以批次文件（--round）写明".to_owned(),
            category: Category::General,
            department: elsewhere(),
            level: elsewhere(),
            basis: vec![Basis { law: elsewhere(), article: elsewhere() }],
        };
        Ok(Self {
            round: Round::new(id("round-1")?, as_of).task(task).ceremony(CeremonyPlan::bare()),
            items: vec![item],
            units: Vec::new(),
            unit_names: Vec::new(),
            plans: Vec::new(),
            departments: Vec::new(),
            rules: None,
            held: None,
            stamps: Vec::new(),
            announced_on: None,
            removals: Vec::new(),
            lock: None,
            areas: Vec::new(),
            experts: Vec::new(),
            matches: Vec::new(),
        })
    }
}
