//! Requests for certificates of a small record, and about them: honest, of nobody, forged, damaged.

use double_random::base::json;
use double_random::wire;
use serde_json::{Value, json};

use crate::both_stages::both_stages;
use crate::verify::sample;

/// One request a line.
pub(crate) fn requests() -> String {
    let (record, lists) = sample();
    let both = both_stages();
    let visited = both["record"]["officers"][0]["seal"]["visits"][0]["target"].clone();
    let certify =
        |record: &Value, lists: &Value, id: &Value| json!({ "record": record, "lists": lists, "id": id });
    let lists = json!(lists);
    let mut fewer = lists.clone();
    fewer["targets"].as_array_mut().unwrap().pop();
    let made = [
        certify(&record, &lists, &json!("T-0003")),
        certify(&record, &lists, &json!("T-7777")),
        certify(&both["record"], &both["lists"], &visited),
        certify(&record, &fewer, &json!("T-0003")),
        certify(&json!({ "schema": 1 }), &lists, &json!("T-0003")),
        certify(&record, &lists, &json!("two words")),
        json!({ "record": record, "id": "T-0003" }),
    ];
    let certificate = |args: &Value| {
        let request = json!({ "verb": "certificate", "args": args });
        serde_json::from_str::<Value>(&wire::answer(&request.to_string())).unwrap()["ok"].clone()
    };
    let honest = certificate(&made[0]);
    let mut forged = honest.clone();
    forged["tasks"][0]["scope"]["pool"]["outcome"] = json!("drawn");
    let checked = [
        json!({ "certificate": honest, "record": record }),
        json!({ "certificate": certificate(&made[1]), "record": record }),
        json!({ "certificate": certificate(&made[2]), "record": both["record"] }),
        json!({ "certificate": honest, "record": both["record"] }),
        json!({ "certificate": forged, "record": record }),
        json!({ "certificate": { "id": "T-0003" }, "record": record }),
        json!({ "certificate": honest }),
    ];
    let line =
        |verb: &str, args: &Value| json::canonical(&json!({ "verb": verb, "args": args })).unwrap() + "\n";
    let made = made.iter().map(|args| line("certificate", args));
    made.chain(checked.iter().map(|args| line("check-certificate", args))).collect()
}
