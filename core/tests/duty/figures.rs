//! 第七条 - figures: whole numbers, exact shares, nothing where the whole is nothing.

use std::collections::BTreeMap;

use double_random::base::Id;
use double_random::duty::{Figures, Given, Share, VisitRun};
use serde_json::json;

use super::made_up::{date, finding, only};
use super::{clean, ordered, published, unit, visited, with_task};

fn figures(visits: Vec<VisitRun>, today: &str, given: Given) -> Figures {
    let mut docket = with_task();
    visits.into_iter().for_each(|visit| docket.add_visit(visit).unwrap());
    let given: BTreeMap<Id, Given> = [(unit(), given)].into();
    docket.figures(date(today), &given).unwrap().remove(&unit()).unwrap()
}

#[test]
fn a7_completion_closure_timeliness_and_what_is_given() {
    let given = Given { seats: 8, replaced: 1, direct: 2, quota: 5, shortfall: 1, directory: 300 };
    let open = finding("gas", &["follow-up-pending"]);
    let visits = vec![
        visited(1, "K-1", "2026-10-12", clean(), &published("2026-10-13")), // in time, closed
        visited(2, "K-2", "2026-10-12", open, &published("2026-11-20")),    // late, and open
        visited(3, "K-3", "2026-10-13", clean(), &[]),                      // gas overdue, fire in time
    ];
    let found = figures(visits, "2026-11-25", given);
    assert_eq!((found.ordered, found.inspected, found.results), (3, 3, 6));
    assert_eq!((found.disclosed, found.on_time, found.late, found.overdue), (5, 4, 1, 1));
    let shares = [
        found.completion,
        found.closure,
        found.timeliness,
        found.coverage,
        found.replacement,
        found.direct,
        found.shortfall,
    ];
    let written: Vec<String> =
        shares.iter().map(|share| share.map_or("-".to_owned(), |share| share.to_string())).collect();
    assert_eq!(written, ["2/3", "4/5", "4/6", "3/300", "1/8", "2/8", "1/5"]);
    assert_eq!(shares.map(|share| share.unwrap().percent())[2..4], ["66.7%", "1.0%"]);
    assert_eq!(found.article().code(), "A7");
    assert_eq!(serde_json::to_value(found.timeliness).unwrap(), json!({ "part": 4, "whole": 6 }));
    // nothing was done yet: no share is 0, and none is 1
    let empty = figures(vec![ordered(1, "K-1")], "2026-10-20", Given::default());
    assert_eq!((empty.closure, empty.timeliness, empty.coverage, empty.direct), (None, None, None, None));
    assert_eq!(empty.completion, Share::new(0, 1));
}

#[test]
fn a7_a_part_is_never_above_its_whole() {
    let docket = || {
        let mut docket = with_task();
        docket.add_visit(visited(1, "K-1", "2026-10-12", clean(), &[])).unwrap();
        docket
    };
    let refuse = |unit: Id, given: Given| only(docket().figures(date("2026-11-25"), &[(unit, given)].into()));
    let given = Given { seats: 2, replaced: 3, ..Given::default() };
    assert_eq!(refuse(unit(), given), ("figures-part-above-whole", "A7", "given.squad".into()));
    assert_eq!(
        refuse("other".parse().unwrap(), Given::default()),
        ("figures-unit-unknown", "A7", "given.other".into())
    );
    assert!(
        docket()
            .figures(
                date("2026-11-25"),
                &[(unit(), Given { seats: 3, replaced: 3, ..Given::default() })].into()
            )
            .is_ok()
    );
    assert_eq!((Share::new(2, 1), Share::new(1, 2).map(Share::percent)), (None, Some("50.0%".to_owned())));
}
