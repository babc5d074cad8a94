//! Certificates against those of the model, of listed and unlisted targets of made-up rounds, blinded ones too.

use double_random::base::json;
use double_random::record::{Certificates, Lists, Record, check_certificate};
use serde_json::{Value, json};

use crate::support::read;
use crate::{LINES, agreed};

/// What the certificates must contain in all, each at least five times.
const KINDS: [&str; 10] = [
    "absent",
    "came-in",
    "drawn",
    "excluded",
    "inactive",
    "no-stratum",
    "not-drawn",
    "other-kind",
    "set-aside",
    "visited",
];

#[test]
fn the_second_certificates_are_the_same() {
    let lines: Vec<Value> =
        LINES.iter().filter(|line| line["record"]["ended"].is_null()).take(120).map(certified).collect();
    let answers = agreed(&lines);
    for kind in KINDS {
        let found = answers.iter().filter(|answer| answer.split(' ').any(|word| word == kind)).count();
        assert!(found >= 5, "{kind} only in {found}");
    }
    let salted = lines.iter().filter(|line| line["certificates"].to_string().contains("\"salt\":\"")).count();
    assert!(salted > 20, "{salted} blinded");
}

/// The certificates of all targets of a round, and of two that are not listed.
fn certified(line: &Value) -> Value {
    let record: Record = read(line["record"].clone());
    let lists: Lists = read(line["lists"].clone());
    let certificates = Certificates::of_lists(&record, &lists, record.seal.disclosure.lift()).unwrap();
    let listed = lists.targets.iter().map(|target| target.id.clone());
    let nobody = ["X-1", "x"].map(|name| name.parse().unwrap());
    let certify = |id| {
        let certificate = certificates.certificate(&id).unwrap();
        let verdict = check_certificate(&certificate, &record);
        assert!(verdict.is_exact(), "{id}: {:?}", verdict.first_failure());
        json::value(&certificate).unwrap()
    };
    let made: Vec<Value> = listed.chain(nobody).map(certify).collect();
    json!({ "record": line["record"], "lists": line["lists"], "certificates": made })
}
