//! Readings and profiles: every way that a rule set may choose changes an outcome, every other one is refused for its reason, and
//! what was chosen is sealed and run again.

#[path = "../../core/tests/inspection/made_up.rs"]
mod made_up;
mod outcomes;
mod profiles;
mod replayed;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeSet;

use double_random::law::{LicenceTerm, Reading, RuleSet, VisitKind};
use support::*;

/// The default rule set, but for one reading and what it needs besides.
fn chosen(reading: &str, choice: &str) -> RuleSet {
    let mut rules = RuleSet::gaoxin_2023();
    let known = rules.readings.iter_mut().find(|known| known.reading == reading);
    known.unwrap_or_else(|| panic!("no reading {reading}")).choice = choice.to_owned();
    if rules.takes("I-2-b", "counted") {
        rules.cap_counts.insert(VisitKind::Daily);
    }
    if rules.takes("I-14-2a", "licence-term") {
        rules.licence_term =
            Some(LicenceTerm { from: "许可证起".to_owned(), to: "许可证止".to_owned() });
    }
    rules
}

#[test]
fn every_choice_changes_an_outcome() {
    for outcomes::Pair { reading, choice, outcome, usual, other } in outcomes::PAIRS {
        let of = |choice: &str| {
            let rules = chosen(reading, choice);
            assert_eq!(rules.check(), Ok(()), "{reading} {choice}");
            outcome(&rules)
        };
        let default = Reading::of(reading).unwrap().default_choice();
        assert_ne!(usual, other, "{reading} {choice}");
        assert_eq!((of(default).as_str(), of(choice).as_str()), (*usual, *other), "{reading} {choice}");
    }
    let shown: BTreeSet<_> = outcomes::PAIRS.iter().map(|pair| (pair.reading, pair.choice)).collect();
    let offered = Reading::ALL.iter().flat_map(|reading| {
        let others = reading.alternatives.iter().skip(1).filter(|way| way.refused.is_none());
        others.map(|way| (reading.id, way.name))
    });
    assert_eq!(
        shown,
        offered.collect::<BTreeSet<_>>(),
        "a choice without a case, or a case without a choice"
    );
}

#[test]
fn every_way_that_is_refused_is_refused_for_its_own_reason() {
    let (mut reasons, mut ways) = (BTreeSet::new(), 0);
    for reading in Reading::ALL {
        for way in reading.alternatives {
            let Some(why) = way.refused else { continue };
            let faults = chosen(reading.id, way.name).check().unwrap_err();
            assert_eq!(codes(&faults), ["reading-not-carried-out"], "{} {}", reading.id, way.name);
            let problem = faults.0[0].problem();
            assert!(problem.message_en().contains(why.en) && problem.message_zh().contains(why.zh));
            assert!(problem.message_en().contains(way.name) && problem.message_en().contains(reading.id));
            reasons.insert((reading.id, why.zh));
            ways += 1;
            // and so is a round under it
            let round = round([task("a", "100%", autumn())]);
            let directory = directory(targets(10), vec![]).unwrap();
            let sealed = round.seal(&directory, &chosen(reading.id, way.name));
            assert_eq!(codes(&sealed.unwrap_err()), ["reading-not-carried-out"]);
        }
    }
    assert!(reasons.len() == ways && ways > 30, "{} reasons for {ways} ways", reasons.len());
}
