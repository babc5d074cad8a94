//! Matches: permutations around powers of two, teams, neighbours, sweeps, and rosters without a plan.

use double_random::base::stream::Stream;
use serde_json::{Value, json};

use crate::family::Family;

const NOTES: &[(&str, &str)] = &[
    ("areas", "areas, and neighbours that help"),
    ("departments", "seats of two departments, as a joint inspection has them"),
    ("infeasible", "no plan, with the certificate and the remedies"),
    ("leaders", "who leads the team"),
    ("loads", "quotas as even as they can be, the extra visit by lottery"),
    ("power-of-two", "below(n) for n around a power of two: a permutation, an urn or a leader"),
    ("random", "made up from a number"),
    ("recusals", "officers who may not go to a visit"),
    ("refused", "the arguments are turned away"),
    ("sweeps", "the shuffle after the urn"),
];

/// 第二十条 - officers to the seats of visits.
pub(crate) fn family() -> Family {
    let mut family = Family::new("match", NOTES);
    for n in [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129] {
        family.ask(
            "power-of-two",
            format!("one visit, one of {n} officers"),
            of(people(n, 1), vec![visit(1)]),
        );
    }
    for n in [2, 3, 4, 5, 7, 8, 9, 15, 16, 17] {
        let args = of(people(n, 1), vec![visit(n)]);
        family.ask("power-of-two leaders", format!("one of a team of {n} leads"), args);
        let args = of(people(2, n), (0..n).map(|_| visit(1)).collect());
        family.ask("power-of-two loads", format!("{n} visits between two officers"), args);
    }
    seats(&mut family);
    areas(&mut family);
    sweeps(&mut family);
    infeasible(&mut family);
    for number in 0..24 {
        family.ask("random", format!("made up from {number}"), made_up(number));
    }
    for (comment, args) in refused() {
        family.ask("refused", comment, args);
    }
    family
}

fn officer(region: u64, dept: u64, spec: &[u64], leader: bool, cap: u64) -> Value {
    json!({ "region": region, "dept": dept, "spec": spec, "leader": leader, "cap": cap })
}

fn people(count: u64, cap: u64) -> Vec<Value> {
    (0..count).map(|_| officer(0, 0, &[], false, cap)).collect()
}

fn visit(seats: u64) -> Value {
    json!({ "region": 0, "seats": (0..seats).map(|_| json!({})).collect::<Vec<_>>() })
}

fn visit_of(region: u64, seats: Value) -> Value {
    json!({ "region": region, "seats": seats })
}

fn of(officers: Vec<Value>, visits: Vec<Value>) -> Value {
    let seed: String = (0..32).map(|byte| format!("{byte:02x}")).collect();
    json!({ "seed": seed, "pool": [], "officers": officers, "visits": visits, "recusals": [] })
}

fn with(mut args: Value, key: &str, value: Value) -> Value {
    args[key] = value;
    args
}

fn seats(family: &mut Family) {
    let both = || (0..6).map(|n| officer(0, n % 2, &[n % 3], n < 4, 9)).collect::<Vec<_>>();
    let joint =
        json!([{ "dept": 0, "leader": true }, { "dept": 0 }, { "dept": 1, "leader": true }, { "dept": 1 }]);
    for visits in [1, 2, 5] {
        let visits: Vec<_> = (0..visits).map(|_| visit_of(0, joint.clone())).collect();
        family.ask(
            "departments",
            format!("two of each of two departments, {} visits", visits.len()),
            of(both(), visits),
        );
    }
    let one = json!([{ "dept": 0 }, { "dept": 0 }, { "dept": 1 }]);
    family.ask("departments", "two of one, one of the other", of(both(), vec![visit_of(0, one)]));
    let skilled = json!([{ "spec": 2 }, { "spec": null, "dept": null, "leader": null }]);
    family.ask("departments", "a specialty and anybody", of(both(), vec![visit_of(0, skilled)]));
    let leading = json!([{ "leader": true }, { "leader": false }]);
    family.ask("leaders", "one who may lead and anybody", of(both(), vec![visit_of(0, leading)]));
    let mut plain = people(3, 2);
    family.ask("leaders", "nobody may lead: one of all", of(plain.clone(), vec![visit(3), visit(2)]));
    plain[1]["leader"] = json!(true);
    family.ask(
        "leaders",
        "one may lead, and does where present",
        of(plain.clone(), vec![visit(3), visit(2)]),
    );
    for visits in [3, 4, 7] {
        let visits: Vec<_> = (0..visits).map(|_| visit(2)).collect();
        family.ask("loads", format!("{} visits of two for five", visits.len()), of(people(5, 9), visits));
    }
    let mut caps = people(4, 5);
    caps[0]["cap"] = json!(1);
    caps[3]["cap"] = json!(0);
    family.ask(
        "loads",
        "one has a low cap, one has none",
        of(caps.clone(), (0..5).map(|_| visit(1)).collect()),
    );
    caps[1]["cap"] = json!(u32::MAX);
    family.ask("loads", "the highest cap", of(caps, (0..3).map(|_| visit(1)).collect()));
    let recused =
        with(of(people(4, 3), vec![visit(2), visit(2)]), "recusals", json!([[0, 0], [1, 0], [2, 1]]));
    family.ask("recusals", "two in one visit, one in the other", recused.clone());
    let again = with(recused, "recusals", json!([[2, 1], [1, 0], [0, 0], [1, 0]]));
    family.ask("recusals", "the same in another order, one of them twice", again);
    family.ask("loads", "no visit", of(people(2, 1), vec![]));
    family.ask("loads", "nobody and no visit", of(vec![], vec![]));
}

fn areas(family: &mut Family) {
    let two = || (0..6).map(|n| officer(n % 2, 0, &[], true, 2)).collect::<Vec<_>>();
    let visits = |first: u64, second: u64| {
        (0..first)
            .map(|_| 0)
            .chain((0..second).map(|_| 1))
            .map(|r| visit_of(r, json!([{}, {}])))
            .collect::<Vec<_>>()
    };
    for (comment, pool) in [
        ("two areas, no table", json!([])),
        ("two areas that help nobody", json!([[], []])),
        ("one helps the other, which needs none", json!([[1], []])),
        ("each helps the other", json!([[1], [0]])),
        ("its own neighbour, and twice the same", json!([[0, 1, 1], [1]])),
    ] {
        family.ask("areas", comment, with(of(two(), visits(3, 2)), "pool", pool));
    }
    for (comment, pool) in [
        ("the neighbour's officers are needed", json!([[1], []])),
        ("needed the other way: no plan", json!([[], [0]])),
        ("needed, and no table: no plan", json!([])),
        ("a third area between the two", json!([[2], [], [1]])),
    ] {
        family.ask("areas infeasible", comment, with(of(two(), visits(4, 1)), "pool", pool));
    }
    let far = vec![officer(0, 0, &[], true, 1), officer(2, 0, &[], true, 1), officer(4, 0, &[], true, 1)];
    let lonely = vec![visit_of(4, json!([{}])), visit_of(0, json!([{}])), visit_of(2, json!([{}]))];
    family.ask("areas", "three areas by themselves, each with its own stream", of(far, lonely));
}

fn sweeps(family: &mut Family) {
    let roster = || {
        let officers = (0..5).map(|n| officer(0, n % 2, &[], n == 0, 6)).collect();
        let seats = json!([{}, { "dept": 1 }]);
        of(officers, (0..4).map(|_| visit_of(0, seats.clone())).collect())
    };
    for sweeps in [0, 1, 2, 20, 999, 1_000] {
        let args = with(roster(), "sweeps", json!(sweeps));
        family.ask("sweeps", format!("{sweeps} sweeps"), args);
    }
    family.ask("sweeps", "null: 20", with(roster(), "sweeps", json!(null)));
    family.ask("sweeps", "not said: 20", roster());
    for sweeps in [json!(1_001), json!(1u64 << 32), json!((1u64 << 53) - 1), json!("20"), json!([20])] {
        family.ask("sweeps refused", format!("{sweeps} sweeps"), with(roster(), "sweeps", sweeps.clone()));
    }
}

fn infeasible(family: &mut Family) {
    let leading = json!([{ "leader": true }, {}]);
    for (comment, officers, visits) in [
        ("nobody at all", vec![], vec![visit(1)]),
        ("one officer for a team of two", people(1, 9), vec![visit(2)]),
        ("a turn too few", people(2, 1), vec![visit(2), visit(1)]),
        ("nobody may go out", people(3, 0), vec![visit(1)]),
        ("nobody may lead", people(3, 3), vec![visit_of(0, leading)]),
        ("nobody of the department", people(3, 3), vec![visit_of(0, json!([{ "dept": 1 }]))]),
        ("nobody with the specialty", people(3, 3), vec![visit_of(0, json!([{ "spec": 7 }, {}]))]),
        ("an area without officers", people(3, 3), vec![visit_of(1, json!([{}]))]),
        (
            "two seats that only one can take",
            {
                let mut officers = people(3, 3);
                officers[1]["dept"] = json!(1);
                officers
            },
            vec![visit_of(0, json!([{ "dept": 1 }, { "dept": 1 }, {}]))],
        ),
    ] {
        family.ask("infeasible", comment, of(officers, visits));
    }
    let kept = with(of(people(3, 3), vec![visit(2), visit(2)]), "recusals", json!([[0, 1], [1, 1]]));
    family.ask("infeasible recusals", "too many withdrew from one visit", kept);
    let helped = vec![officer(0, 0, &[], false, 1), officer(1, 0, &[], false, 1)];
    family.ask("infeasible areas", "pooling all areas would cure it", of(helped, vec![visit(2)]));
}

/// A small roster, now and then without a plan.
fn made_up(number: u8) -> Value {
    let mut stream = Stream::new([number; 32]);
    let mut below = |n: u64| stream.below(n).unwrap();
    let areas = 1 + below(3);
    let officers: Vec<_> = (0..4 + below(5))
        .map(|_| {
            officer(
                below(areas),
                below(2),
                [&[][..], &[0], &[0, 1]][below(3) as usize],
                below(2) == 0,
                1 + below(3),
            )
        })
        .collect();
    let seats = [json!({}), json!({ "leader": true }), json!({ "dept": 1 }), json!({ "spec": 0 })];
    let visits: Vec<_> = (0..1 + below(6))
        .map(|_| {
            let team: Vec<_> = (0..1 + below(3)).map(|_| seats[below(4) as usize].clone()).collect();
            visit_of(below(areas), json!(team))
        })
        .collect();
    let recusals: Vec<_> =
        (0..below(3)).map(|_| [below(officers.len() as u64), below(visits.len() as u64)]).collect();
    let pool: Vec<_> = (0..areas).map(|area| vec![(area + 1) % areas]).collect();
    let seed: String = (0..64).map(|_| char::from_digit(below(16) as u32, 16).unwrap()).collect();
    let args =
        json!({ "seed": seed, "pool": pool, "officers": officers, "visits": visits, "recusals": recusals });
    with(args, "sweeps", json!([0, 1, 20][below(3) as usize]))
}

fn refused() -> Vec<(&'static str, Value)> {
    let fine = || of(people(2, 1), vec![visit(2)]);
    let mut capless = fine();
    capless["officers"][0].as_object_mut().unwrap().remove("cap");
    vec![
        ("a visit without a seat", with(fine(), "visits", json!([{ "region": 0, "seats": [] }]))),
        ("an officer who is not there, withdrawn", with(fine(), "recusals", json!([[2, 0]]))),
        ("withdrawn from a visit that is not there", with(fine(), "recusals", json!([[0, 1]]))),
        ("three numbers in a pair", with(fine(), "recusals", json!([[0, 0, 0]]))),
        ("an area outside the table", with(fine(), "pool", json!([[1]]))),
        (
            "a visit outside the table",
            with(with(fine(), "pool", json!([[]])), "visits", json!([visit_of(1, json!([{}]))])),
        ),
        ("an area beyond the last", with(fine(), "officers", json!([officer(100_000, 0, &[], true, 1)]))),
        ("a cap of more than 32 bits", with(fine(), "officers", json!([officer(0, 0, &[], true, 1 << 32)]))),
        ("an officer without a cap", capless),
        ("a short seed", with(fine(), "seed", json!("00"))),
        ("a seed in upper case", with(fine(), "seed", json!("A".repeat(64)))),
        ("officers as an object", with(fine(), "officers", json!({}))),
        ("a seat with a key too many", with(fine(), "visits", json!([visit_of(0, json!([{ "rank": 1 }]))]))),
        ("a department as a text", with(fine(), "visits", json!([visit_of(0, json!([{ "dept": "0" }]))]))),
        ("a key too many", with(fine(), "quota", json!(1))),
    ]
}
