//! 第十四条第二款 - at most twice a year per enterprise: exclusions, draw groups, overrides, and a cap never broken.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use double_random::base::{Window, window::least_visits};
use double_random::directory::{PastVisit, Status, Target, VisitState};
use double_random::draw::{Drawn, Reason, Removal};
use double_random::law::{Article, RuleSet};
use double_random::plan::{Approval, CapOverride, Round, Task};
use proptest::prelude::*;
use support::*;

/// The most visits an enterprise gets, counted anew from the drawn list: (site, unit) by (site, unit).
fn visits(drawn: &Drawn, tasks: &[Task], history: &[PastVisit], unit_code: &str) -> u32 {
    let targets = drawn.directory().targets();
    let mut places: BTreeMap<(String, Option<String>), Vec<Window>> = BTreeMap::new();
    for visit in history.iter().filter(|visit| visit.unit_code.as_str() == unit_code) {
        if let VisitState::Open { window } = visit.state {
            let key = (visit.site().to_string(), visit.unit.as_ref().map(ToString::to_string));
            places.entry(key).or_default().push(window);
        }
    }
    for (task, id) in all_drawn(drawn) {
        let row = targets.row_of(&id).unwrap();
        if targets.unit_code(row) == unit_code {
            let task = tasks.iter().find(|known| known.id.as_str() == task).unwrap();
            let unit = drawn.directory().units().unit_of(targets.area().get(row).unwrap_or_default());
            let unit = task.unit.as_ref().or(unit).map(ToString::to_string);
            places.entry((targets.site(row).to_owned(), unit)).or_default().push(task.window);
        }
    }
    places.into_values().map(least_visits).sum()
}

#[test]
fn a14p2_an_enterprise_with_two_visits_this_year_is_excluded_and_counted_in_n_before_the_cap() {
    let past = |last: &str| vec![finished("v1", "T-0000", "2026-02-01"), finished("v2", "T-0000", last)];
    let all = round([task("all", "100%", autumn())]);
    let full = draw(&all, &directory(targets(10), past("2026-03-01")).unwrap(), "s");
    let frame = &full.seal().tasks[0].frames[0];
    assert_eq!(
        (frame.size.get(), frame.eligible.get(), frame.draws.get(), frame.shortfall.get()),
        (10, 9, 9, 1)
    );
    let exclusion = &full.seal().exclusions[0];
    assert_eq!((exclusion.article, exclusion.count.get()), (Article::A14P2, 1));
    assert!(!ids(&full, 0, 0).contains(&"T-0000".to_owned()));
    assert_eq!(full.chance("all", "T-0000"), None);
    // a visit of last December binds nobody, but the rolling count warns
    let free = draw(&all, &directory(targets(10), past("2025-12-31")).unwrap(), "s");
    let exclusion = &free.seal().exclusions[0];
    assert_eq!((exclusion.count.get(), exclusion.rolling.get()), (0, 1));
    assert_eq!(ids(&free, 0, 0).len(), 10);
    // a void visit counts not at all
    let mut void = past("2026-03-01");
    void[1].state = VisitState::Void;
    assert_eq!(draw(&all, &directory(targets(10), void).unwrap(), "s").seal().exclusions[0].count.get(), 0);
}

#[test]
fn the_rolling_warning_counts_the_targets_that_tasks_list_and_no_others() {
    let past = vec![finished("v1", "chain", "2025-11-01"), finished("v2", "chain", "2025-12-01")];
    let mut list = targets(6);
    list[..4].iter_mut().for_each(|target| target.unit_code = Some(id("chain")));
    list[0].status = Status::Closed;
    list[1].kind = Some("商场".to_owned());
    let directory = directory(list, past).unwrap();
    let mut fire = task("fire", "50%", autumn());
    fire.items = vec![id("fire")];
    let counts = |rules: &RuleSet| {
        let sealed = round([fire.clone()]).seal(&directory, rules).unwrap();
        (sealed.seal().exclusions[0].count.get(), sealed.seal().exclusions[0].rolling.get())
    };
    assert_eq!(counts(&RuleSet::gaoxin_2023()), (0, 2));
    // a cap of 0 is reached by those of whom nothing is known, too
    assert_eq!(counts(&RuleSet { annual_cap: 0, ..RuleSet::gaoxin_2023() }), (4, 4));
}

/// 第十四条第二款 - after a merger the survivor keeps the higher count, and what is open is still to be made.
#[test]
fn a14p2_of_enterprises_that_merged_the_higher_count_stays() {
    let at = |former: &str, visit: PastVisit| PastVisit { former: Some(id(former)), ..visit };
    let own = || finished("v1", "T-0000", "2026-02-01");
    let all = round([task("all", "100%", autumn())]);
    let found = |history: Vec<PastVisit>| {
        let drawn = draw(&all, &directory(targets(10), history).unwrap(), "s");
        let list = &drawn.seal().exclusions[0];
        (list.count.get(), list.every_kind.get(), ids(&drawn, 0, 0).contains(&"T-0000".to_owned()))
    };
    // one of its own and one of the firm that it took over: one, not two
    assert_eq!(found(vec![own(), at("G-1", finished("v2", "T-0000", "2026-03-01"))]), (0, 0, true));
    // two of that firm count for the survivor, too
    let two = ["v2", "v3"].map(|name| at("G-1", finished(name, "T-0000", "2026-03-01")));
    assert_eq!(found([vec![own()], two.to_vec()].concat()), (1, 1, false));
    // a visit that names its own enterprise is one of its own
    assert_eq!(found(vec![own(), at("T-0000", finished("v2", "T-0000", "2026-03-01"))]), (1, 1, false));
    // without `former` they add up, as they would for one enterprise
    assert_eq!(found(vec![own(), finished("v2", "T-0000", "2026-03-01")]), (1, 1, false));
}

#[test]
fn a14p2_an_override_needs_a_reason_and_an_approver_and_lifts_the_cap_for_one() {
    let past = vec![finished("v1", "T-0000", "2026-02-01"), finished("v2", "T-0000", "2026-03-01")];
    let directory = directory(targets(10), past).unwrap();
    let mut all = round([task("all", "100%", autumn())]);
    let exception = |allowed, reason: &str, approval| CapOverride {
        unit_code: id("T-0000"),
        allowed,
        reason: reason.to_owned(),
        approval,
    };
    let (chief, clerk) =
        (Approval::by("局长", date("2026-09-20")), Approval::prepared_by("经办", date("2026-09-20")));
    all.overrides = vec![exception(3, "失信主体重点监管", chief.clone())];
    let drawn = draw(&all, &directory, "s");
    assert_eq!(ids(&drawn, 0, 0).len(), 10);
    assert_eq!((drawn.seal().exclusions[0].count.get(), drawn.seal().overrides[0].allowed), (0, 3));
    // the seal names the enterprise by check value only
    assert!(!serde_json::to_string(&drawn.seal().overrides).unwrap().contains("T-0000"));
    let refused = |exception| {
        let mut round = all.clone();
        round.overrides = vec![exception];
        codes(&round.seal(&directory, &RuleSet::gaoxin_2023()).unwrap_err())
    };
    assert_eq!(refused(exception(2, "重点", chief.clone())), ["override-not-above-cap"]);
    assert_eq!(refused(exception(3, "", chief)), ["round-text"]);
    assert_eq!(refused(exception(3, "重点", clerk)), ["approval-not-approver"]);
}

#[test]
fn a14p2_a19_windows_that_share_a_day_are_one_visit_and_others_add_up() {
    let month = |month: u8| window(&format!("2026-{month:02}-01"), &format!("2026-{month:02}-28"));
    let past = vec![finished("v1", "T-0000", "2026-02-01")];
    let directory = directory(targets(3), past).unwrap();
    let counts = |windows: [Window; 3]| -> Vec<usize> {
        let tasks = ["a", "b", "c"].into_iter().zip(windows).map(|(name, window)| task(name, "100%", window));
        let drawn = draw(&round(tasks), &directory, "s");
        let of = |name: &str| all_drawn(&drawn).iter().filter(|(_, id)| id == name).count();
        vec![of("T-0000"), of("T-0001")]
    };
    // one visit meets all three; T-0000 has one left, the others two
    assert_eq!(counts([month(10), autumn(), month(10)]), [3, 3]);
    // three months apart: T-0000 is drawn once, the others twice
    assert_eq!(counts([month(10), month(11), month(12)]), [1, 2]);
    // the earliest window draws first
    let tasks = [task("a", "100%", month(12)), task("b", "100%", month(10)), task("c", "100%", month(11))];
    let drawn = draw(&round(tasks), &directory, "s");
    let mine: Vec<String> =
        all_drawn(&drawn).into_iter().filter(|(_, id)| id == "T-0000").map(|(task, _)| task).collect();
    assert_eq!(mine, ["b"]);
    let chance = drawn.chance("a", "T-0000").unwrap();
    assert!(chance.set_aside && chance.given.draws.get() == 0 && chance.sealed.draws.get() == 3);
    assert_eq!((chance.given.candidates.get(), drawn.tasks()[0].strata[0].set_aside), (0, 3));
}

#[test]
fn places_of_one_enterprise_share_its_cap_whichever_the_seed_prefers() {
    let mut chain = targets(6);
    chain.iter_mut().for_each(|target| target.unit_code = Some(id("chain")));
    let directory = directory(chain, vec![]).unwrap();
    let mut seen = BTreeSet::new();
    for seed in 0..60 {
        let drawn = draw(&round([task("all", "100%", autumn())]), &directory, &seed.to_string());
        assert_eq!((ids(&drawn, 0, 0).len(), drawn.tasks()[0].strata[0].set_aside), (2, 4));
        seen.extend(ids(&drawn, 0, 0));
    }
    assert_eq!(seen.len(), 6, "every place can be the one that is admitted");
}

#[test]
fn a_replacement_that_would_break_the_cap_is_passed_over() {
    // two places of one enterprise with one visit left; all others are single
    let mut list = targets(8);
    for target in &mut list[..2] {
        target.unit_code = Some(id("chain"));
    }
    let past = vec![finished("v1", "chain", "2026-02-01")];
    let directory = directory(list, past).unwrap();
    let one = |name: &str, ratio: &str, month: u8| {
        task(name, ratio, window(&format!("2026-{month:02}-01"), &format!("2026-{month:02}-28")))
    };
    let (mut passed, mut taken) = (0, 0);
    for seed in 0..40 {
        // the next tickets of the first task may name the enterprise whose last visit the second task has drawn
        let drawn = draw(&round([one("a", "50%", 10), one("b", "50%", 11)]), &directory, &seed.to_string());
        let removals = ids(&drawn, 0, 0).into_iter().take(2).map(|gone| Removal {
            task: id("a"),
            id: id(&gone),
            reason: Reason::Deregistered,
        });
        let confirmed = drawn.clone().confirm(removals.collect()).unwrap();
        for removed in confirmed.removed() {
            passed += removed.passed_over.len();
            taken += usize::from(removed.replacement.is_some());
        }
        let targets = directory.targets();
        let chain = confirmed.tasks().iter().flat_map(|task| task.strata[0].rows());
        assert!(chain.filter(|&(row, _)| targets.unit_code(row) == "chain").count() <= 1);
    }
    assert!(passed > 0 && taken > 0, "passed over {passed}, taken {taken}");
}

fn made_up() -> impl Strategy<Value = (Vec<Target>, Vec<PastVisit>, Vec<Task>)> {
    let spans = || {
        (0..60i32, 0..40i32).prop_map(|(start, length)| {
            let first = date("2026-10-01");
            Window::new(first.plus_days(start), first.plus_days(start + length)).unwrap()
        })
    };
    let rows = prop::collection::vec((0..6u8, any::<bool>(), any::<bool>()), 1..30);
    let visits = prop::collection::vec((0..6u8, prop::option::of(spans()), any::<bool>()), 0..8);
    let tasks = prop::collection::vec((spans(), 1..=100u8, any::<bool>(), any::<bool>()), 1..5);
    (rows, visits, tasks).prop_map(|(rows, visits, tasks)| {
        let targets = rows.into_iter().enumerate().map(|(n, (unit, shares, west))| Target {
            unit_code: shares.then(|| id(&format!("U-{unit}"))),
            area: Some(if west { "西园" } else { "东园" }.to_owned()),
            ..target(&format!("T-{n:02}"))
        });
        let visits = visits.into_iter().enumerate().map(|(n, (unit, window, this_year))| {
            let (visit, code) = (format!("v{n}"), format!("U-{unit}"));
            match window {
                Some(window) => open(&visit, &code, "squad-east", window),
                None => finished(&visit, &code, if this_year { "2026-05-05" } else { "2025-11-11" }),
            }
        });
        let common = date("2026-12-01");
        let tasks = tasks.into_iter().enumerate().map(|(n, (window, percent, tagged, named))| {
            let task = task(&format!("task-{n}"), &format!("{percent}%"), window);
            if tagged {
                // tasks of one tag need a common day
                let window = Window::new(window.start().min(common), window.end().max(common)).unwrap();
                return Task { window, ..task }.tag(id("joint"));
            }
            if named { task.unit(id("squad-west")) } else { task }
        });
        (targets.collect(), visits.collect(), tasks.collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_enterprise_is_ever_over_its_cap((list, history, tasks) in made_up(), seed in 0..1000u32) {
        let directory = directory(list, history.clone()).unwrap();
        let round: Round = round(tasks.clone());
        let drawn = draw(&round, &directory, &seed.to_string());
        let codes: BTreeSet<String> =
            (0..directory.targets().len()).map(|row| directory.targets().unit_code(row).to_owned()).collect();
        for code in codes {
            let this_year = |visit: &&PastVisit| {
                visit.finished_on().is_some_and(|on| on.year() == round.as_of.year() && on <= round.as_of)
            };
            let left = 2u32.saturating_sub(directory.history().of(&code).filter(this_year).count() as u32);
            let is_drawn = all_drawn(&drawn).iter().any(|(_, id)| {
                directory.targets().unit_code(directory.targets().row_of(id).unwrap()) == code
            });
            // what was open before the round may exceed the cap by itself: then nothing is added
            if is_drawn {
                prop_assert!(visits(&drawn, &tasks, &history, &code) <= left, "{code}");
            }
        }
        // numbers in the record agree with the lists
        for (sealed, task) in drawn.seal().tasks.iter().zip(drawn.tasks()) {
            for (frame, stratum) in sealed.frames.iter().zip(&task.strata) {
                let left = frame.eligible.get() - stratum.set_aside;
                prop_assert_eq!(stratum.len() as u64, frame.draws.get().min(left));
            }
        }
    }

    #[test]
    fn the_order_of_rows_tasks_and_visits_changes_no_byte((list, history, tasks) in made_up(), seed in 0..1000u32) {
        let record = |list: Vec<Target>, history, tasks: Vec<Task>| {
            let directory = directory(list, history).unwrap();
            let drawn = draw(&round(tasks), &directory, &seed.to_string());
            let confirmed = drawn.confirm(vec![]).unwrap();
            let locked = confirmed.lock(Approval::by("李", date("2026-10-02"))).unwrap();
            double_random::record::Record::of_dispatched(&locked.dispatch().unwrap()).to_json().unwrap()
        };
        let reversed = record(
            list.iter().rev().cloned().collect(),
            history.iter().rev().cloned().collect(),
            tasks.iter().rev().cloned().collect(),
        );
        prop_assert_eq!(record(list, history, tasks), reversed);
    }
}
