//! Rules of 双随机、一公开: who is inspected is drawn at random, in the open, and anybody can re-run the draw.
//!
//! Lists go in, a round is sealed before its seed exists, every target gets a ticket from the seed and its own id, and in
//! each stratum the smallest tickets are drawn. What comes out is a record that a firm, a journalist or a court runs again
//! and gets the same bytes: [`record::verify`]. Every decision names its article ([`law::Article`]).
//!
//! The crate reads no clock, no entropy, no file and no network: dates, seeds and the bytes of tables are arguments.
//!
//! # The whole road
//!
//! ```
//! use double_random::base::{Scheme, Window};
//! use double_random::directory::{Directory, Item, Officers, Target};
//! use double_random::draw::Ceremony;
//! use double_random::law::RuleSet;
//! use double_random::base::Protocol;
//! use double_random::plan::{AnnualPlan, Approval, CeremonyPlan, Criterion, Departments, Round, Task};
//! use double_random::record::{Lists, OfficersRecord, Record, verify};
//! use double_random::team::{MatchOutcome, MatchRound};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut lists: Lists = serde_json::from_str(r#"{
//!     "items": [{"id": "gas", "name": "用气安全", "object": ["餐饮"], "content": "燃气使用", "category": "general",
//!                "department": "综合执法局", "level": "区级", "basis": [{"law": "城镇燃气管理条例", "article": "第四十一条"}]}],
//!     "targets": [{"id": "K-1", "kind": "餐饮", "area": "东园"}, {"id": "K-2", "kind": "餐饮", "area": "东园"},
//!                 {"id": "K-3", "kind": "餐饮", "area": "西园"}, {"id": "M-1", "kind": "商场", "area": "西园"}],
//!     "units": [{"area": "东园", "unit": "squad-east"}, {"area": "西园", "unit": "squad-west"}],
//!     "officers": [{"id": "P-1", "name": "张三丰", "kind": "civil-servant", "area": "东园", "leader": true,
//!                   "certificate": {"number": "37010012345", "valid_until": "2027-06-30"}},
//!                  {"id": "P-2", "name": "李四", "kind": "qualified-staff", "area": "东园",
//!                   "certificate": {"number": "37010012346", "valid_until": "2027-06-30"}}]
//! }"#)?;
//! let directory = lists.directory()?; // every fault of the lists at once
//!
//! let plan: AnnualPlan = serde_json::from_str(r#"{
//!     "id": "plan-2026", "version": 1, "year": 2026,
//!     "lines": [{"id": "gas", "items": ["gas"], "scope": "用气餐饮", "estimated": 2, "ratio": "50%",
//!                "schedule": {"start": "2026-03-01", "end": "2026-11-30"}}],
//!     "approvals": [{"role": "preparer", "person": "经办人", "date": "2026-01-05"}, {"role": "approver", "person": "局长", "date": "2026-01-06"}]
//! }"#)?;
//! let window = Window::new("2026-10-08".parse()?, "2026-11-30".parse()?)?;
//! let task = Task::new("gas-2026-Q4".parse()?, "gas".parse()?, window)
//!     .basis(plan.line("gas".parse()?, Protocol::default())?) // nothing is drawn without a plan or an approved reason
//!     .stratum("餐饮", Criterion::Everyone, "50%".parse()?);
//! let round = Round::new("2026-Q4".parse()?, "2026-10-01".parse()?).task(task).ceremony(CeremonyPlan::bare());
//!
//! let sealed = round.seal_under(&[plan.clone()], &Departments::default(), &directory, &RuleSet::gaoxin_2023())?;
//! let published_first = sealed.digest(); // before anybody knows a seed
//! let drawn = sealed.seed(Ceremony::bare("read out by the notary: 40512"))?.draw();
//! let chance = drawn.chance("gas-2026-Q4", "K-1").ok_or("not in the pool")?;
//! assert_eq!((chance.sealed.draws.get(), chance.sealed.candidates.get()), (2, 3)); // M-1 is no kitchen
//!
//! let locked = drawn.confirm(vec![])?.lock(Approval::by("分管领导", "2026-10-02".parse()?))?;
//! let dispatched = locked.dispatch()?;
//!
//! let record = Record::of_dispatched(&dispatched);
//! assert_eq!(record.digest, published_first);
//!
//! // the second stage: whoever has an interest has said so by now, and the seed is a new one
//! let squad = MatchRound::new("2026-Q4-east".parse()?, "squad-east".parse()?).ceremony(CeremonyPlan::bare());
//! let officers = Officers::new(lists.officers.clone())?;
//! let sealed = squad.seal(&[record.dispatched_round()?], &directory, &officers, &RuleSet::gaoxin_2023())?;
//! let MatchOutcome::Matched(teams) = sealed.seed(Ceremony::bare("dice: 3 5 1"))?.match_officers()? else {
//!     return Err("too few officers, and a certificate that says so".into());
//! };
//! assert_eq!(teams.published(teams.leader(0).ok_or("no leader")?), "张*（2345）");
//! let ordered = teams.order(Approval::by("队长", "2026-10-05".parse()?))?;
//!
//! let record = record.with_officers(OfficersRecord::of_ordered(&ordered));
//! lists.plans.push(plan); // whoever checks holds the tasks against it
//! assert!(verify(&record, Some(&lists), &[]).is_exact());
//! # Ok(())
//! # }
//! ```
//!
//! # Where to look
//!
//! | for | see |
//! | --- | --- |
//! | lists from CSV and Excel files, with a receipt | [`tabular`], [`directory`] |
//! | tasks, strata, predicates, approvals | [`plan`] |
//! | sealing, the yearly cap, tickets, confirming, dispatch | [`draw`] |
//! | several tasks at one door | [`merge`] |
//! | officers: the second seal, teams, leaders, the order | [`team`] |
//! | working days, deadlines, due dates as `.ics` | [`base::calendar`] |
//! | open duties, evidence of duty done, gaps in a trace, figures | [`duty`] |
//! | results of visits: conclusions, evidence, signatures | [`inspection`] |
//! | what becomes of a result: publication, correction, objection | [`disclosure`] |
//! | the record and its verdict | [`record`] |
//! | the same from any other language | [`wire`] |
//! | the map of the house, the bytes of a draw | [`_docs`] |
//!
//! # Features
//!
//! None changes a result. On by default: `parallel` (all cores), `tabular` (CSV), `gb18030`, `xlsx`. `cli` builds the program `double-random`.
#![forbid(unsafe_code)]

pub mod base;
pub mod directory;
pub mod disclosure;
pub mod draw;
pub mod duty;
pub mod error;
pub mod inspection;
pub mod law;
pub mod merge;
pub mod plan;
pub mod record;
#[cfg(feature = "tabular")]
pub mod tabular;
pub mod team;
pub mod wire;

pub use error::Error;

/// Pages about the whole house.
pub mod _docs {
    #[doc = include_str!("../docs/ARCHITECTURE.md")]
    pub mod architecture {}
    #[doc = include_str!("../docs/DESIGN.md")]
    pub mod design {}
    #[doc = include_str!("../docs/DRAW-SPEC.md")]
    pub mod draw_spec {}
    #[doc = include_str!("../law/ARTICLES.md")]
    pub mod articles {}
    #[doc = include_str!("../law/RULES.md")]
    pub mod rules {}
    /// The statute by groups of articles: rule, reading, and cases that a test runs.
    pub mod statute {
        #[doc = include_str!("../law/pages/02.md")]
        pub mod articles_02 {}
        #[doc = include_str!("../law/pages/06.md")]
        pub mod articles_06 {}
        #[doc = include_str!("../law/pages/12.md")]
        pub mod articles_12 {}
        #[doc = include_str!("../law/pages/14.md")]
        pub mod articles_14 {}
        #[doc = include_str!("../law/pages/16.md")]
        pub mod articles_16 {}
        #[doc = include_str!("../law/pages/20.md")]
        pub mod articles_20 {}
        #[doc = include_str!("../law/pages/25.md")]
        pub mod articles_25 {}
        #[doc = include_str!("../law/pages/28.md")]
        pub mod articles_28 {}
        #[doc = include_str!("../law/pages/29.md")]
        pub mod articles_29 {}
        #[doc = include_str!("../law/pages/31.md")]
        pub mod articles_31 {}
    }
    #[doc = include_str!("../docs/MATCH-SPEC.md")]
    pub mod match_spec {}
    #[doc = include_str!("../docs/THREATS.md")]
    pub mod threats {}
}
