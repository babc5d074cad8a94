//! The same answers everywhere: with one thread and with two, with the feature `parallel` and without it. `tests/doors` asks
//! the packages for Node and Python the same.

mod requests;

use double_random::base::Suite;
use double_random::wire;

/// SHA-256 over all answers, each with a line end. Whoever changes the protocol writes the new one here.
const ANSWERS: &str = "a518f9bf2318608566c00960f7b321c8fe98ec49386d8ccbe363f76d16b2d76a";

/// The hash over all answers, and how many matches had a plan and had none.
fn answers(requests: &str) -> (String, [usize; 2]) {
    let answers: Vec<String> = requests.lines().map(|request| wire::answer(request) + "\n").collect();
    let count = |start: &str| answers.iter().filter(|answer| answer.starts_with(start)).count();
    let counts = [r#"{"ok":{"leaders""#, r#"{"ok":{"infeasible""#].map(count);
    (Suite::Sha256.hash(answers.iter().map(|answer| answer.as_bytes())).to_string(), counts)
}

#[test]
fn some_hundred_matches_and_two_of_20_000_visits_are_answered_as_everywhere() {
    let requests = requests::requests();
    let (hash, [matched, infeasible]) = answers(&requests);
    assert!(matched > 150 && infeasible > 20, "{matched} with a plan, {infeasible} without");
    assert_eq!(hash, ANSWERS);
}

#[cfg(feature = "parallel")]
#[test]
fn one_thread_and_two_give_the_same_answers() {
    let requests = requests::requests();
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert_eq!(pool.install(|| answers(&requests)).0, ANSWERS, "{threads} threads");
    }
}

#[test]
fn another_seed_is_another_hash() {
    let requests = requests::requests();
    let first = requests.lines().next().unwrap();
    let (before, seed) = first.split_once(r#""seed":""#).unwrap();
    let other = format!(r#"{before}"seed":"{}{}"#, "0".repeat(64), seed.get(64..).unwrap());
    assert_ne!(answers(first).0, answers(&other).0);
}
