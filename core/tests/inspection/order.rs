// Visits as they are really made: drawn, matched and ordered, in a district so small that everybody knows who goes. A team comes
// from nowhere else, so the examples of the documentation include this file, too.

use double_random::base::{Date, Id, Window};
use double_random::directory::{Experts, Officers};
use double_random::draw::Ceremony;
use double_random::law::RuleSet;
use double_random::plan::{Approval, CeremonyPlan, Criterion, ExpertDemand, Round, Task, TaskBasis};
use double_random::record::{Lists, Record};
use double_random::team::{MatchOutcome, MatchRound, Neighbours, Ordered};

/// What is inspected, when, and by whom.
pub(crate) struct Asked<'a> {
    pub(crate) items: &'a [&'a str],
    pub(crate) window: Window,
    pub(crate) ordered_on: Date,
    pub(crate) unit: &'a str,
    /// P-1, P-2 and so on; the first alone may lead.
    pub(crate) officers: u32,
    /// Whether E-1 gives an opinion on every visit.
    pub(crate) expert: bool,
}

/// The teams of ten visits, of number n to target K-n, with the lists that they were drawn from and the record of the first stage.
pub(crate) struct Made {
    pub(crate) ordered: Ordered,
    pub(crate) officers: Officers,
    pub(crate) lists: Lists,
    pub(crate) record: Record,
}

impl Default for Asked<'_> {
    fn default() -> Self {
        let window = Window::new("2026-10-08".parse().unwrap(), "2026-11-30".parse().unwrap()).unwrap();
        let (items, ordered_on) = (&["fire", "gas"], window.start());
        Self { items, window, ordered_on, unit: "squad", officers: 2, expert: false }
    }
}

impl Asked<'_> {
    pub(crate) fn ordered(&self) -> Made {
        let (id, earlier) =
            (|text: &str| -> Id { text.parse().unwrap() }, |days: i32| self.ordered_on.plus_days(-days));
        let (lists, items) = (self.lists(), self.items.iter().map(|item| id(item)).collect());
        let directory = lists.directory().unwrap();
        let chief = Approval::by("局长", earlier(9)).document("批〔2026〕7号");
        let mut task =
            Task::new(id("gas-Q4"), id("gas"), self.window).basis(TaskBasis::ad_hoc("节前专项抽查", chief));
        task = Task { items, ..task }.stratum("全部", Criterion::Everyone, "100%".parse().unwrap());
        if self.expert {
            task.experts = vec![ExpertDemand { specialty: "燃气".to_owned(), count: 1 }];
        }
        let round = Round::new(id("2026-Q4"), earlier(7)).task(task).ceremony(CeremonyPlan::bare());
        let sealed = round.seal(&directory, &RuleSet::gaoxin_2023()).unwrap();
        let confirmed = sealed.seed(Ceremony::bare("first")).unwrap().draw().confirm(vec![]).unwrap();
        let record = Record::of_dispatched(
            &confirmed.lock(Approval::by("局长", earlier(6))).unwrap().dispatch().unwrap(),
        );
        let officers = Officers::new(lists.officers.clone()).unwrap();
        let experts = Experts::new(lists.experts.clone()).unwrap();
        let area = Neighbours { area: "东园".to_owned(), neighbours: vec![] };
        let plan = MatchRound::new(id("match"), id(self.unit)).areas([area]).ceremony(CeremonyPlan::bare());
        let rounds = [record.dispatched_round().unwrap()];
        let sealed =
            plan.seal_with_experts(&rounds, &directory, (&officers, &experts), &RuleSet::gaoxin_2023());
        let outcome = sealed.unwrap().seed(Ceremony::bare("second")).unwrap().match_officers().unwrap();
        let MatchOutcome::Matched(matched) = outcome else { panic!("two officers go everywhere") };
        Made {
            ordered: matched.order(Approval::by("队长", self.ordered_on)).unwrap(),
            officers,
            lists,
            record,
        }
    }

    fn lists(&self) -> Lists {
        let item = |name: &&str| {
            format!(
                r#"{{"id": "{name}", "name": "检查", "object": [], "content": "检查", "category": "general",
                     "department": "综合执法局", "level": "区级", "basis": [{{"law": "城镇燃气管理条例", "article": "第四十一条"}}]}}"#
            )
        };
        let target = |number| format!(r#"{{"id": "K-{number}", "area": "东园"}}"#);
        let officer = |number| {
            let leader = number == 1;
            format!(
                r#"{{"id": "P-{number}", "name": "张三", "kind": "civil-servant", "area": "东园", "leader": {leader}, "cap": 10,
                     "certificate": {{"number": "3701001234{number}", "valid_until": "2028-12-31"}}}}"#
            )
        };
        let expert = r#"{"id": "E-1", "name": "王五", "specialties": ["燃气"], "cap": 10}"#;
        let text = format!(
            r#"{{"items": [{}], "targets": [{}], "units": [{{"area": "东园", "unit": "{}"}}], "officers": [{}], "experts": [{}]}}"#,
            self.items.iter().map(item).collect::<Vec<_>>().join(","),
            (0..10).map(target).collect::<Vec<_>>().join(","),
            self.unit,
            (1..=self.officers).map(officer).collect::<Vec<_>>().join(","),
            if self.expert { expert } else { "" }
        );
        serde_json::from_str(&text).unwrap()
    }
}
