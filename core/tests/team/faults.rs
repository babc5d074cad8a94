//! What is refused, with its code, its article and its place.

use double_random::base::Problem;
use double_random::law::Article;
use double_random::team::bare::{
    MOST_AREAS, MOST_OFFICERS, MOST_SEATS, MOST_SWEEPS, Officer, Roster, TeamError, Visit, explain,
    match_officers,
};

use super::{matched, officer, prk, seat};

fn good() -> Roster {
    Roster {
        pool: vec![vec![1], vec![]],
        officers: vec![officer(1), officer(1)],
        visits: vec![Visit { region: 0, seats: vec![seat(None), seat(None)] }],
        recusals: Vec::new(),
    }
}

type Change = fn(&mut Roster);

#[test]
fn a20p3_a22_every_index_must_point_somewhere() {
    assert!(good().check().is_ok() && matched(0, &good()).is_some());
    let cases: [(Change, &str, Option<Article>, &str); 9] = [
        (|r| r.visits[0].region = 2, "visit-area-unknown", Some(Article::A20P3), "visits[0].region"),
        (|r| r.officers[1].region = 2, "officer-area-unknown", Some(Article::A20P3), "officers[1].region"),
        (|r| r.pool[1].push(2), "pool-area-unknown", Some(Article::A20P3), "pool[1][0]"),
        (|r| r.recusals.push((2, 0)), "recusal-officer-unknown", Some(Article::A22), "recusals[0][0]"),
        (|r| r.recusals.push((0, 1)), "recusal-visit-unknown", Some(Article::A22), "recusals[0][1]"),
        (|r| r.visits[0].seats.clear(), "visit-without-seats", Some(Article::A20P2), "visits[0].seats"),
        (
            |r| {
                r.pool.clear();
                r.visits[0].region = MOST_AREAS;
            },
            "match-areas-too-many",
            None,
            "pool",
        ),
        (
            |r| r.officers = vec![Officer::default(); MOST_OFFICERS + 1],
            "match-officers-too-many",
            None,
            "officers",
        ),
        (
            |r| r.visits[0].seats = vec![seat(None); MOST_SEATS as usize + 1],
            "match-seats-too-many",
            None,
            "visits",
        ),
    ];
    for (change, code, article, place) in cases {
        let mut roster = good();
        change(&mut roster);
        let faults = roster.check().unwrap_err();
        assert_eq!((faults.code(), faults.article(), faults.0.len()), (code, article, 1));
        assert_eq!(faults.0[0].place.field.as_deref(), Some(place));
        assert!(!faults.hint_zh().is_empty() && !faults.hint_en().is_empty());
    }
}

#[test]
fn sweeps_have_a_limit_and_a_visit_to_explain_must_exist() {
    let too_many = match_officers(&prk(0), &good(), MOST_SWEEPS + 1).unwrap_err();
    assert_eq!((too_many.code(), too_many.article()), ("match-sweeps-too-many", Some(Article::A20P2)));
    assert_eq!(too_many.0[0].place.field.as_deref(), Some("sweeps"));
    assert_eq!(too_many.code(), TeamError::Sweeps { found: 1_001, limit: MOST_SWEEPS }.code());
    assert!(match_officers(&prk(0), &good(), MOST_SWEEPS).is_ok());
    let nowhere = explain(&prk(0), &good(), 0, 1).unwrap_err();
    assert_eq!((nowhere.code(), nowhere.article()), ("match-visit-unknown", Some(Article::A20P2)));
    assert!(explain(&prk(0), &good(), 0, 0).is_ok_and(|found| found.is_some()));
}

#[test]
fn all_faults_are_told_at_once() {
    let mut roster = good();
    roster.officers[0].region = 9;
    roster.recusals = vec![(9, 9)];
    let codes: Vec<&str> = roster.check().unwrap_err().0.iter().map(|fault| fault.code()).collect();
    assert_eq!(codes, ["officer-area-unknown", "recusal-officer-unknown", "recusal-visit-unknown"]);
}

#[test]
fn nothing_to_match_is_matched() {
    assert!(matched(0, &Roster::default()).is_some_and(|found| found.teams.is_empty()));
    let idle = Roster { officers: vec![officer(1)], ..Roster::default() };
    assert_eq!(matched(0, &idle).unwrap().loads, [0]);
}

#[test]
fn nobody_fits_or_nobody_may_go_is_a_result() {
    let cases: [Change; 4] = [
        |r| r.officers.clear(),
        |r| r.officers[0].cap = 0,
        |r| r.visits[0].seats[1] = seat(Some(1)),
        |r| r.recusals.push((0, 0)),
    ];
    for change in cases {
        let mut roster = good();
        change(&mut roster);
        assert!(matched(0, &roster).is_none());
    }
}
