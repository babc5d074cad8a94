//! 第二十八条, 第八条第二款, 第十八条 - open duties: what is still to be done, by whom, by which article, until when.
//!
//! # The rule
//! Ordered visits are made within their window. Results are published, objections reviewed and answered, each in its
//! term. What a review found wrong is corrected, what was ordered or left pending is followed up, a changed item list is
//! published, a plan is filed and published.
//!
//! # Reading
//! Whoever inspects feeds back and answers for it, also where the task was entrusted (I-3-a). Missing papers move no
//! term: to ask for them stands beside the review, with the review's last day. For correcting and following up the text
//! has no number of days, so none is made up: the last day is the one that the order or the unit has set, if any. Where a year has no calendar, the duty stays in the list and says so.
//!
//! # Example
//! See [`Docket`].

use super::deadline::Matter;
use super::docket::{Docket, TaskRun, VisitRef, VisitRun};
use super::problem::DutyError;
use crate::base::calendar::{CalendarError, Deadline, Standing};
use crate::base::order::Arrange as _;
use crate::base::{Date, Fault, Faults, Id, Place};
use crate::disclosure::{ClockKind, History, Stage};
use crate::law::Article;
use crate::plan::{AnnualPlan, Delegation, Step};

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DutyKind {
    /// 实施检查
    Inspect,
    /// 录入结果
    Enter,
    /// 审核结果
    Check,
    /// 公示结果
    Publish,
    /// 补正材料 - papers of an objection that were asked for.
    Papers,
    /// 异议复核
    Review,
    /// 复核结果反馈
    Feedback,
    /// 更正 - the review found the result wrong.
    Correct,
    /// 告知撤销 - the target of a result that was published or withheld and then withdrawn.
    Notify,
    /// 后续处置
    FollowUp,
    /// 公布清单调整
    PublishList,
    /// 计划报上一级城市管理部门备案
    FilePlanUpper,
    /// 计划报同级市场监管部门备案
    FilePlanMarket,
    /// 公开计划
    PublishPlan,
}

/// What a duty is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// The target.
    pub target: Option<Id>,
    /// The visit.
    pub visit: Option<VisitRef>,
    /// The item.
    pub item: Option<Id>,
    /// The department.
    pub department: Option<String>,
    /// The objection.
    pub objection: Option<Id>,
    /// The item list.
    pub list: Option<Id>,
    /// The plan, and its version.
    pub plan: Option<(Id, u32)>,
}

/// Until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DueBy {
    /// A day that ends at 24:00 in China's time.
    Day {
        /// The last day.
        last_day: Date,
        /// Whether the next year's notice can still move it.
        provisional: bool,
        /// Whether today is after it.
        overdue: bool,
        /// What is left in working days, where today has a calendar.
        standing: Option<Standing>,
    },
    /// 及时 - the text has no number of days.
    Promptly,
    /// It would fall into a year without a calendar.
    Unknown(CalendarError),
}

/// 待办事项 - one open duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// What is to be done.
    pub kind: DutyKind,
    /// Who has to do it: the unit that inspects, or the department to which the task was entrusted.
    pub holder: Id,
    /// 委托部门, where the task was entrusted.
    pub entrusted_by: Option<Id>,
    /// What it is about.
    pub about: Subject,
    /// The article that asks for it.
    pub article: Article,
    /// The day that started it.
    pub since: Date,
    /// Until when.
    pub due: DueBy,
}

/// Every open duty of a day, the most pressing first.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "第二十八条")]
#[doc(alias = "第二十八条第一款")]
pub struct Duties {
    pub(super) today: Date,
    pub(super) all: Vec<Duty>,
}

impl DueBy {
    /// The last day, where there is one.
    pub fn last_day(&self) -> Option<Date> {
        match self {
            Self::Day { last_day, .. } => Some(*last_day),
            Self::Promptly | Self::Unknown(_) => None,
        }
    }

    /// Whether today is after the last day.
    pub fn is_overdue(&self) -> bool {
        matches!(self, Self::Day { overdue: true, .. })
    }

    /// Working days since the last day, where they can be counted.
    pub fn overdue_by(&self) -> Option<u32> {
        match self {
            Self::Day { overdue: true, standing, .. } => standing.map(|standing| standing.overdue_by),
            _ => None,
        }
    }
}

impl Duty {
    /// By what the list is sorted: the last day, else the day that started it; what no calendar covers comes last.
    fn order(&self) -> impl Ord + '_ {
        let day = match self.due {
            DueBy::Day { last_day, .. } => (0, last_day),
            DueBy::Promptly => (0, self.since),
            DueBy::Unknown(_) => (1, self.since),
        };
        (day, self.kind, &self.holder, &self.about, self.since)
    }
}

impl Duties {
    /// All of them, sorted by last day, kind, holder and subject: the same docket gives the same list.
    pub fn all(&self) -> &[Duty] {
        &self.all
    }

    /// Those whose last day has passed.
    pub fn overdue(&self) -> impl Iterator<Item = &Duty> {
        self.all.iter().filter(|duty| duty.due.is_overdue())
    }

    /// The day for which the list was made.
    pub fn today(&self) -> Date {
        self.today
    }
}

impl Docket {
    /// 待办事项 - what is open on `today`. A duty whose year has no calendar says so and takes none of the others with it.
    ///
    /// # Errors
    /// [`DutyError::AfterToday`], at every visit with an entry of a later day.
    pub fn duties(&self, today: Date) -> Result<Duties, Faults> {
        self.check_today(today)?;
        let mut all: Vec<Duty> = self.visits.values().flat_map(|visit| self.of_visit(visit, today)).collect();
        all.extend(self.lists.iter().filter_map(|change| {
            let (changed, published) = (change.changed_on, change.published_on);
            if published.is_some() || changed > today {
                return None;
            }
            let about = Subject { list: Some(change.list.clone()), ..Subject::default() };
            let due = self.counted(self.calendar.deadline(changed, self.publish_list), today);
            let (holder, article) = (change.unit.clone(), Article::A8P2);
            Some(Duty {
                kind: DutyKind::PublishList,
                holder,
                entrusted_by: None,
                about,
                article,
                since: changed,
                due,
            })
        }));
        all.extend(self.plans.iter().flat_map(|(plan, unit)| of_plan(plan, unit, today)));
        all.arrange_by(|one, other| one.order().cmp(&other.order()));
        Ok(Duties { today, all })
    }

    pub(super) fn check_today(&self, today: Date) -> Result<(), Faults> {
        let mut faults = Faults::default();
        for (at, visit) in self.visits.values().enumerate() {
            let histories = visit.results.iter();
            let entered = histories.flat_map(|history| history.events().iter().map(|event| event.on));
            let signed = visit.results.iter().map(|history| history.signed().signed_on());
            let latest = entered.chain(signed).chain([visit.team.ordered_on]).max();
            if let Some(found) = latest.filter(|&found| found > today) {
                let place = Place::field(format!("visits[{at}]"));
                faults.0.push(Fault::new(place, DutyError::AfterToday { found, today }));
            }
        }
        faults.or(())
    }

    fn of_visit(&self, visit: &VisitRun, today: Date) -> Vec<Duty> {
        if visit.results.is_empty() {
            return vec![self.inspection(visit, today)];
        }
        visit.results.iter().flat_map(|history| self.of_result(visit, history, today)).collect()
    }

    /// A visit without a result. Its last day is that of the window, whatever kind of day it is.
    fn inspection(&self, visit: &VisitRun, today: Date) -> Duty {
        let team = &visit.team;
        let first = team.items.iter().filter_map(|item| self.first_end(visit, item)).next();
        let about = about(visit);
        let last_day = team.window.end();
        let due = self.standing(Deadline { last_day, provisional: false }, today);
        duty(DutyKind::Inspect, visit, first.map(|(_, task)| task), about, Article::A18, team.ordered_on, due)
    }

    fn of_result(&self, visit: &VisitRun, history: &History, today: Date) -> Vec<Duty> {
        let mut duties = Vec::new();
        let standing = history.standing();
        let first = self.first_end(visit, history.item());
        let task = first.map(|(_, task)| task);
        let about = Subject {
            item: Some(history.item().clone()),
            department: Some(history.department().to_owned()),
            ..about(visit)
        };
        let next = match standing.stage {
            Stage::Signed => Some(DutyKind::Enter),
            Stage::Entered => Some(DutyKind::Check),
            Stage::Checked => Some(DutyKind::Publish),
            Stage::Withheld | Stage::Published | Stage::Withdrawn => None,
        };
        if let (Some(kind), Some((end, _))) = (next, first) {
            let due = self.due(Matter::Publish, end, today);
            duties.push(duty(kind, visit, task, about.clone(), Article::A28P1, end, due));
        }
        for clock in history.clocks().filter(|clock| clock.done.is_none()) {
            let about = Subject { objection: Some(clock.objection.clone()), ..about.clone() };
            let (matter, kind) = match clock.kind {
                ClockKind::Review => (Matter::Review, DutyKind::Review),
                ClockKind::Feedback => (Matter::Feedback, DutyKind::Feedback),
            };
            let due = self.due(matter, clock.from, today);
            let asked = standing.objections.get(&clock.objection);
            let asked = asked.and_then(|objection| objection.papers_requested.last().copied());
            if let (ClockKind::Review, Some(asked)) = (clock.kind, asked) {
                let (about, due) = (about.clone(), due.clone());
                duties.push(duty(DutyKind::Papers, visit, task, about, matter.article(), asked, due));
            }
            duties.push(duty(kind, visit, task, about, matter.article(), clock.from, due));
        }
        for objection in standing.objections.values().filter(|objection| objection.asks_for_correction()) {
            let since = objection.reviewed.map_or(objection.received_on, |(on, _)| on);
            let about = Subject { objection: Some(objection.id.clone()), ..about.clone() };
            duties.push(duty(DutyKind::Correct, visit, task, about, Article::A28P3, since, DueBy::Promptly));
        }
        if let (Some(since), None, Some(_)) =
            (standing.withdrawn_on, standing.notified_on, standing.disclosed_on())
        {
            let about = about.clone();
            duties.push(duty(DutyKind::Notify, visit, task, about, Article::A28P2, since, DueBy::Promptly));
        }
        if let Some(conclusion) = history.pending() {
            // a term runs from the order on, whatever is published; what has none waits for the publication
            let last_day = history.newest().finding.conclusions.work_due(conclusion);
            let since = last_day.map_or(standing.disclosed_on(), |_| Some(history.signed().signed_on()));
            let due = last_day.map_or(DueBy::Promptly, |last_day| {
                self.standing(Deadline { last_day, provisional: false }, today)
            });
            let of = |since| duty(DutyKind::FollowUp, visit, task, about, conclusion.article(), since, due);
            duties.extend(since.map(of));
        }
        duties
    }

    /// The end of a term that `event` starts, as it stands today.
    pub(super) fn due(&self, matter: Matter, event: Date, today: Date) -> DueBy {
        let due = matter.due(&self.calendar, &self.terms, event);
        self.counted(due.map(|due| Deadline { last_day: due.last_day, provisional: due.provisional }), today)
    }

    fn counted(&self, deadline: Result<Deadline, CalendarError>, today: Date) -> DueBy {
        deadline.map_or_else(DueBy::Unknown, |deadline| self.standing(deadline, today))
    }

    fn standing(&self, Deadline { last_day, provisional }: Deadline, today: Date) -> DueBy {
        let standing = self.calendar.standing(last_day, today).ok();
        DueBy::Day { last_day, provisional, overdue: today > last_day, standing }
    }
}

/// 第十二条第一款 - what is still to be done with a version of the plan. The text has no number of days for it.
fn of_plan(plan: &AnnualPlan, unit: &Id, today: Date) -> Vec<Duty> {
    let Some(since) = plan.adopted_on() else { return Vec::new() };
    let open = plan.open_steps(today).into_iter().filter(|_| since <= today);
    let of = |step: Step| Duty {
        kind: match step {
            Step::FiledUpper => DutyKind::FilePlanUpper,
            Step::FiledMarket => DutyKind::FilePlanMarket,
            Step::Published => DutyKind::PublishPlan,
        },
        holder: unit.clone(),
        entrusted_by: None,
        about: Subject { plan: Some((plan.id.clone(), plan.version)), ..Subject::default() },
        article: Article::A12P1,
        since,
        due: DueBy::Promptly,
    };
    open.map(of).collect()
}

/// 第三条 - whoever inspects feeds back and answers for it: the unit whose officers went, or the department to which the
/// task was entrusted, never the one that entrusts (I-3-a).
#[doc(alias = "第三条")]
fn holder(visit: &VisitRun, letter: Option<&Delegation>) -> Id {
    letter.map_or_else(|| visit.team.unit.clone(), |letter| letter.executor.clone())
}

pub(super) fn about(visit: &VisitRun) -> Subject {
    let (target, visit) = (Some(visit.team.target.clone()), Some(VisitRef::of(&visit.team)));
    Subject { target, visit, ..Subject::default() }
}

fn duty(
    kind: DutyKind,
    visit: &VisitRun,
    task: Option<&TaskRun>,
    about: Subject,
    article: Article,
    since: Date,
    due: DueBy,
) -> Duty {
    let letter = task.and_then(|task| task.delegation.as_ref());
    Duty {
        kind,
        holder: holder(visit, letter),
        entrusted_by: letter.map(|letter| letter.owner.clone()),
        about,
        article,
        since,
        due,
    }
}
