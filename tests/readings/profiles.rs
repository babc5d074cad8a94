//! Rule sets of other bureaus, from data alone: each draws something that the default would not, or refuses what it would draw.

use double_random::directory::{PastVisit, Target};
use double_random::draw::{Ceremony, Drawn};
use double_random::law::{Reading, RuleSet, Tier, VisitKind};
use double_random::plan::{Criterion, Round, Task, TierRates, tier_of};
use serde_json::json;

use crate::support::*;

/// The rule set in a file of `core/law/profiles`.
fn profile(name: &str) -> RuleSet {
    let path = format!("{}/core/law/profiles/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn drawn(round: &Round, list: Vec<Target>, history: Vec<PastVisit>, rules: &RuleSet) -> Drawn {
    let sealed = round.seal(&directory(list, history).unwrap(), rules).unwrap();
    sealed.seed(Ceremony::bare("s")).unwrap().draw()
}

#[test]
fn a33_every_profile_is_whole_and_no_two_are_the_same_rules() {
    let folder = format!("{}/core/law/profiles", env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let names: Vec<String> =
        files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    assert!(names.len() >= 7, "{names:?}");
    let mut rules: Vec<RuleSet> = Vec::new();
    for name in names {
        let mut found = profile(&name);
        assert_eq!((found.id.as_str(), found.check()), (name.as_str(), Ok(())));
        assert_eq!(found.readings.len(), Reading::ALL.len());
        found.id.clear();
        assert!(!rules.contains(&found), "{name} says what another says");
        rules.push(found);
    }
    let strange = serde_json::to_string(&RuleSet::gaoxin_2023()).unwrap();
    assert!(serde_json::from_str::<RuleSet>(&strange.replace("cap_counts", "cap_count")).is_err());
}

/// One ratio for undirected draws and a higher one for directed draws; everybody where the matter asks for it.
#[test]
fn a13_two_least_ratios_one_for_each_way_to_draw() {
    let rules = profile("two-ratios");
    let directory = directory(targets(100), vec![]).unwrap();
    let with = |criterion: Criterion, ratio: &str| {
        let task = Task { strata: vec![], ..task("a", ratio, autumn()) };
        let round = round([task.stratum("x", criterion, ratio.parse().unwrap())]);
        let sealed = round.seal(&directory, &rules).map_err(|faults| codes(&faults))?;
        Ok(all_drawn(&sealed.seed(Ceremony::bare("s")).unwrap().draw()).len())
    };
    assert_eq!(with(Criterion::Everyone, "3%"), Ok(3));
    assert_eq!(with(Criterion::Everyone, "2%"), Err(vec!["ratio-below-least"]));
    assert_eq!(with(Criterion::kind("餐饮"), "10%"), Ok(10));
    assert_eq!(with(Criterion::kind("餐饮"), "9%"), Err(vec!["ratio-below-least"]));
    assert_eq!(with(Criterion::kind("餐饮"), "100%"), Ok(100));
}

/// The class at sealing decides the stratum, and every target's exact chance follows: none falls where the class is worse.
#[test]
fn a14p1_credit_classes_set_the_chance_of_every_target() {
    let rules = profile("credit-classes");
    let rate = |ratio: &str| json!({ "ratio": ratio, "per_year": 1 });
    let rates: TierRates = read(json!({ "low": rate("10%"), "normal": rate("20%"), "high": rate("50%") }));
    assert_eq!(tier_of(None, Some("D"), &rules), Tier::High);
    assert_eq!(tier_of(None, Some("D"), &RuleSet::gaoxin_2023()), Tier::Normal);
    let mut list = targets(40);
    for (n, target) in list.iter_mut().enumerate() {
        target.credit = Some(["A", "B", "C", "D"][n % 4].to_owned());
        target.risk = (n % 4 == 0).then_some(double_random::directory::Risk::Low);
    }
    let tiered = |rules: &RuleSet| round([Task { strata: rates.strata(rules), ..task("a", "5%", autumn()) }]);
    let chances = |list: Vec<Target>| {
        let drawn = drawn(&tiered(&rules), list, vec![], &rules);
        ["T-0000", "T-0001", "T-0003"].map(|one| {
            let chance = drawn.chance("a", one).unwrap().sealed;
            (chance.draws.get(), chance.candidates.get())
        })
    };
    assert_eq!(chances(list.clone()), [(1, 10), (4, 20), (5, 10)]);
    // graded anew before the seal: the grade in force counts
    list[1].credit = Some("D".to_owned());
    assert_eq!(chances(list)[1], (6, 11));
    let falling: TierRates = read(json!({ "low": rate("50%"), "normal": rate("20%"), "high": rate("10%") }));
    assert!(falling.check(&rules).is_err());
}

/// Daily, case and special visits count, and special ones that were deployed from above do not.
#[test]
fn a2p2_a14p2_the_national_cap_counts_every_kind_but_those_deployed_from_above() {
    let rules = profile("national-cap");
    let all = round([task("a", "100%", autumn())]);
    let is_drawn = |kind: VisitKind, rules: &RuleSet| {
        let visit = PastVisit { kind, ..finished("v2", "T-0000", "2026-03-01") };
        let history = vec![finished("v1", "T-0000", "2026-02-01"), visit];
        let drawn = drawn(&all, targets(10), history, rules);
        let list = drawn.seal().exclusions[0].clone();
        assert_eq!(list.every_kind.get(), 1, "{kind:?}"); // both counts are sealed, whichever binds
        assert_eq!(list.count.get() == 0, ids(&drawn, 0, 0).contains(&"T-0000".to_owned()));
        list.count.get() == 0
    };
    let free: Vec<_> = VisitKind::ALL.into_iter().filter(|kind| is_drawn(*kind, &rules)).collect();
    assert_eq!(free, [VisitKind::SpecialFromAbove]);
    let usual = VisitKind::ALL.into_iter().filter(|kind| is_drawn(*kind, &RuleSet::gaoxin_2023()));
    assert_eq!(usual.collect::<Vec<_>>(), VisitKind::ALL[1..]);
    // an open visit of such a kind takes its day, too
    let open = |kind| {
        let visit =
            PastVisit { kind, ..open("v2", "T-0000", "squad-east", window("2026-09-01", "2026-09-30")) };
        let history = vec![finished("v1", "T-0000", "2026-02-01"), visit];
        let drawn = drawn(&all, targets(10), history, &rules);
        (drawn.tasks()[0].strata[0].set_aside, ids(&drawn, 0, 0).len())
    };
    assert_eq!(open(VisitKind::Daily), (1, 9));
    assert_eq!(open(VisitKind::SpecialFromAbove), (0, 10));
}

/// Once in the term of the licence, however many years that takes; a licence that is renewed begins anew.
#[test]
fn a14p2_the_cap_in_the_term_of_a_licence() {
    let rules = profile("licence-term");
    let with = |from: &str, visited: &str| {
        let mut list = targets(10);
        let term = [("许可证有效期起", from), ("许可证有效期止", "2027-12-31")];
        list[0].attributes =
            term.into_iter().map(|(column, day)| (column.to_owned(), day.to_owned())).collect();
        let history = vec![finished("v1", "T-0000", visited)];
        let drawn = drawn(&round([task("a", "100%", autumn())]), list, history, &rules);
        ids(&drawn, 0, 0).contains(&"T-0000".to_owned())
    };
    assert!(!with("2023-01-01", "2023-06-01"), "once in this term already");
    assert!(with("2024-01-01", "2023-06-01"), "the visit was in the term before");
    assert!(!with("2023-06-01", "2023-06-01"), "the first day belongs to it");
    // a licence that begins after the as-of date is not in force: the calendar year counts
    assert!(with("2026-12-01", "2025-06-01") && !with("2026-12-01", "2026-06-01"));
    let bare = round([task("a", "100%", autumn())]).seal(&directory(targets(10), vec![]).unwrap(), &rules);
    assert_eq!(codes(&bare.unwrap_err()), ["licence-column-unknown"; 2]);
}
