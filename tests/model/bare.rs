//! Bare matches: the verb `match` against `matching.py`, seat for seat.

use double_random::wire;
use serde_json::{Value, json};

use crate::choices::Choices;
use crate::covered;

/// Matches in every commit, and with `DOUBLE_RANDOM_FULL=1`.
fn how_many() -> u32 {
    if crate::is_full() { 1_000 } else { 150 }
}

/// A match and what the library makes of it.
pub(crate) fn line(number: u32) -> Value {
    let args = match number % 15 {
        0 => large(&mut Choices::of(1, number)),
        1..=4 => tight(&mut Choices::of(1, number)),
        _ => small(&mut Choices::of(1, number)),
    };
    let answer = answer(&args);
    assert!(answer["error"].is_null(), "{answer}");
    json!({ "match": args, "answer": answer["ok"] })
}

/// What the verb says.
pub(crate) fn answer(args: &Value) -> Value {
    let request = json!({ "verb": "match", "args": args });
    serde_json::from_str(&wire::answer(&request.to_string())).unwrap()
}

/// Everything may be missing, too little or the same twice.
fn small(choices: &mut Choices) -> Value {
    let areas = 1 + choices.below(4);
    let caps = choices.pick(&[&[0, 1, 2, 3][..], &[2, 3, 9], &[3, 9]]);
    let officer = |choices: &mut Choices, _| {
        let specs = [json!([]), json!([0]), json!([1, 0]), json!([1, 1])];
        json!({
            "region": choices.below(areas), "dept": choices.below(2), "spec": choices.pick(&specs),
            "leader": choices.one_in(2), "cap": choices.pick(caps),
        })
    };
    let officers = choices.many(3, 10, officer);
    let rare = choices.pick(&[3, 8]);
    let seat = |choices: &mut Choices, _| {
        let mut seat = json!({});
        for (name, among) in [
            ("dept", [json!(0), json!(1)]),
            ("spec", [json!(0), json!(1)]),
            ("leader", [json!(true), json!(false)]),
        ] {
            if choices.one_in(rare) {
                seat[name] = choices.pick(&among);
            } else if choices.one_in(2) {
                seat[name] = Value::Null;
            }
        }
        seat
    };
    let visit = |choices: &mut Choices, _| {
        let seats: Vec<Value> = (0..1 + choices.below(3)).map(|n| seat(choices, n)).collect();
        json!({ "region": choices.below(areas), "seats": seats })
    };
    let visits = choices.many(0, 7, visit);
    let pool: Vec<Vec<u64>> =
        (0..areas).map(|_| (0..choices.below(3)).map(|_| choices.below(areas)).collect()).collect();
    let recusals = pairs(choices, officers.len(), visits.len(), 4);
    finished(choices, pool, officers, visits, recusals)
}

/// A hidden plan fills every cap, so that hardly any ball may stay.
fn tight(choices: &mut Choices) -> Value {
    let people = 3 + choices.below(5) as usize;
    let areas = 1 + choices.below(3);
    let mut caps = vec![0; people];
    let mut officers: Vec<Value> = (0..people)
        .map(|n| json!({ "region": choices.below(areas), "dept": n, "spec": [choices.below(2)], "leader": choices.one_in(2) }))
        .collect();
    let mut everybody: Vec<usize> = (0..people).collect();
    let visits: Vec<Value> = (0..3 + choices.below(6))
        .map(|_| {
            choices.0.permute(&mut everybody);
            let team = everybody[..1 + choices.below(3) as usize].to_vec();
            let region = officers[team[0]]["region"].clone();
            let seat = |officer: &usize| {
                caps[*officer] += 1;
                let of = &officers[*officer];
                // the seat asks for what the officer of the hidden plan has, or for something of it
                match choices.below(5) {
                    0 => json!({ "dept": of["dept"] }),
                    1 => json!({ "spec": of["spec"][0] }),
                    2 => json!({ "leader": of["leader"] }),
                    _ => json!({}),
                }
            };
            json!({ "region": region, "seats": team.iter().map(seat).collect::<Vec<_>>() })
        })
        .collect();
    let over = choices.below(3);
    for (officer, cap) in officers.iter_mut().zip(caps) {
        officer["cap"] = json!(cap + if choices.one_in(3) { over } else { 0 });
    }
    let pool = (0..areas).map(|_| (0..areas).filter(|_| !choices.one_in(8)).collect()).collect();
    finished(choices, pool, officers, visits, vec![])
}

/// About thirty visits and a dozen officers.
fn large(choices: &mut Choices) -> Value {
    let areas = 1 + choices.below(3);
    let spare = choices.below(3);
    let officer = |choices: &mut Choices, _| {
        json!({
            "region": choices.below(areas), "dept": choices.below(3), "spec": choices.some(&[0, 1, 2]),
            "leader": !choices.one_in(3), "cap": 5 + choices.below(3 + 3 * spare),
        })
    };
    let officers = choices.many(12, 14, officer);
    let seats = [json!({}), json!({}), json!({ "leader": true }), json!({ "spec": 1 }), json!({ "dept": 2 })];
    let visit = |choices: &mut Choices, _| {
        let team: Vec<Value> = (0..2 + choices.below(2)).map(|_| choices.pick(&seats)).collect();
        json!({ "region": choices.below(areas), "seats": team })
    };
    let visits = choices.many(28, 33, visit);
    let pool = (0..areas).map(|area| vec![(area + 1) % areas]).collect();
    let recusals = pairs(choices, officers.len(), visits.len(), 9);
    finished(choices, pool, officers, visits, recusals)
}

fn pairs(choices: &mut Choices, officers: usize, visits: usize, below: u64) -> Vec<[u64; 2]> {
    if visits == 0 {
        return vec![];
    }
    (0..choices.below(below))
        .map(|_| [choices.below(officers as u64), choices.below(visits as u64)])
        .collect()
}

fn finished(
    choices: &mut Choices,
    pool: Vec<Vec<u64>>,
    officers: Vec<Value>,
    visits: Vec<Value>,
    recusals: Vec<[u64; 2]>,
) -> Value {
    let seed: String = (0..4).map(|_| format!("{:016x}", choices.0.word())).collect();
    // without a table the areas are those that are named
    let pool = if choices.one_in(6) { vec![] } else { pool };
    let sweeps = choices.pick(&[Value::Null, json!(0), json!(1), json!(5), json!(20)]);
    json!({
        "seed": seed, "pool": pool, "officers": officers, "visits": visits, "recusals": recusals, "sweeps": sweeps,
    })
}

#[test]
fn the_second_match_seats_the_same_people() {
    let lines: Vec<Value> = (0..how_many()).map(line).collect();
    let answers = crate::agreed(&lines);
    covered::assert_matches(&lines, &answers);
}
