//! Certificates of a small record: who was drawn, who was not, who is not listed; and what becomes of a changed one.

use double_random::record::{Certificates, TaskScope};
use double_random::wire;
use serde_json::{Value, json};

use crate::both_stages::both_stages;
use crate::everything::{Everything, LIFT, everything};
use crate::family::Family;

const NOTES: &[(&str, &str)] = &[
    ("embargo", "the record keeps names and keys back until a day"),
    ("everything", "a record in which every kind of answer occurs"),
    ("listed", "the target is in the list"),
    ("not-listed", "nobody of that id is in the list"),
    ("refused", "the arguments are turned away"),
    ("wrong-list", "record and lists do not belong together"),
];

const NOTES_OF_CHECK: &[(&str, &str)] = &[
    ("changed", "one value of the certificate was changed"),
    ("everything", "of a record in which every kind of answer occurs"),
    ("honest", "as it was made"),
    ("refused", "the arguments are turned away"),
];

/// 第十六条 - one target's whole answer.
pub(crate) fn family() -> Family {
    let mut family = Family::new("certificate", NOTES);
    for n in 0..3 {
        family.ask("listed", "one of three targets", of(&format!("T-000{n}")));
    }
    for name in ["T-0003", "$(id)", "~"] {
        family.ask("not-listed", "an id that is not in the list", of(name));
    }
    let mut fewer = of("T-0000");
    fewer["lists"]["targets"].as_array_mut().unwrap().pop();
    family.ask("wrong-list", "a target is missing in the list", fewer);
    let mut other = of("T-0000");
    other["record"]["result"]["tasks"][0]["strata"][0]["drawn"][0]["ticket"] = json!("0".repeat(64));
    family.ask("wrong-list", "another ticket in the record", other);
    for key in ["record", "lists", "id"] {
        let mut without = of("T-0000");
        without.as_object_mut().unwrap().remove(key);
        family.ask("refused", format!("no {key}"), without);
    }
    family.ask("refused", "an id with a space", of("T 0000"));
    let all = everything();
    for (name, comment) in kinds(&all) {
        family.ask("everything listed", comment, of_everything(&all, &name));
    }
    let day_before = LIFT.parse::<double_random::base::Date>().unwrap().plus_days(-1);
    for (comment, record, today) in [
        ("the day before", json!(all.record), json!(day_before)),
        ("nobody says what day it is", json!(all.record), Value::Null),
        (
            "what is public of it, which holds no ticket",
            json!(all.record.published(day_before).unwrap()),
            json!(LIFT),
        ),
    ] {
        let args = json!({ "record": record, "lists": all.lists, "id": "T-06", "today": today });
        family.ask("embargo refused", comment, args);
    }
    family
}

/// One target for each kind of answer that the record has.
fn kinds(all: &Everything) -> Vec<(String, String)> {
    let certificates = Certificates::of_lists(&all.record, &all.lists, LIFT.parse().ok()).unwrap();
    let mut found: Vec<(String, String)> = Vec::new();
    for target in &all.lists.targets {
        for task in certificates.certificate(&target.id).unwrap().tasks {
            let kind = match &task.scope {
                TaskScope::Pool(pool) => match pool.removed {
                    Some(_) => "removed".to_owned(),
                    None => json!(pool.outcome).as_str().unwrap().to_owned(),
                },
                TaskScope::Excluded(_) => "excluded for the cap".to_owned(),
                other => format!("{other:?}").chars().take_while(|c| *c != '(').collect(),
            };
            if !found.iter().any(|(_, known)| *known == kind) {
                found.push((target.id.to_string(), kind));
            }
        }
    }
    // a target may have several kinds of answer, and no request stands twice
    let mut ids: Vec<String> = Vec::new();
    for (id, kind) in &found {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
        assert!(!kind.is_empty());
    }
    let kinds_of = |id: &String| {
        let kinds: Vec<&str> =
            found.iter().filter(|(of, _)| of == id).map(|(_, kind)| kind.as_str()).collect();
        kinds.join(", ")
    };
    ids.iter().map(|id| (id.clone(), kinds_of(id))).collect()
}

fn of_everything(all: &Everything, id: &str) -> Value {
    json!({ "record": all.record, "lists": all.lists, "id": id, "today": LIFT })
}

/// 第十六条 - a certificate is checked against the record alone.
pub(crate) fn family_of_check() -> Family {
    let mut family = Family::new("check-certificate", NOTES_OF_CHECK);
    let record = both_stages()["record"].clone();
    for name in ["T-0000", "T-0001", "T-0002", "T-9999"] {
        family.ask("honest", name, json!({ "certificate": made(name), "record": record }));
    }
    let drawn =
        ["T-0000", "T-0001", "T-0002"].into_iter().map(made).find(|made| !list(made, "/visits").is_empty());
    let drawn = drawn.unwrap();
    for (pointer, value, comment) in [
        ("/id", json!("T-0009"), "another id"),
        ("/digest", json!("0".repeat(64)), "another check value"),
        ("/listing/listed/row/area", json!("西园"), "another area in its row"),
        ("/listing/listed/proof/index", json!(9), "another place in the list"),
        ("/tasks/0/scope/pool/ticket", json!("0".repeat(64)), "another ticket"),
        ("/tasks/0/scope/pool/cutoff", json!("f".repeat(64)), "another cutoff"),
        ("/tasks/0/scope/pool/outcome", json!("not-drawn"), "another outcome"),
        ("/tasks/0/scope/pool/sealed/draws", json!(3), "another chance"),
        ("/tasks/0/scope/pool/by_hand", json!("true"), "another line to check by hand"),
        ("/tasks", json!([]), "no task"),
        ("/visits", json!([]), "no visit"),
        ("/zh", json!("没有抽中。"), "another sentence"),
    ] {
        let mut changed = drawn.clone();
        *changed.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
        assert_ne!(changed, drawn, "{pointer} is that already");
        family.ask("changed", comment, json!({ "certificate": changed, "record": record }));
    }
    of_every_kind(&mut family);
    family.ask("refused", "no record", json!({ "certificate": drawn }));
    family.ask("refused", "no certificate", json!({ "record": record }));
    family.ask("refused", "a number for a certificate", json!({ "certificate": 7, "record": record }));
    family.ask("refused", "a key too many", json!({ "certificate": drawn, "record": record, "lists": {} }));
    family.ask("refused", "nothing", json!({}));
    family
}

/// Certificates of every kind of answer, and of some what somebody might make of them.
fn of_every_kind(family: &mut Family) {
    let all = everything();
    let certificate = |id: &str| {
        let request = json!({ "verb": "certificate", "args": of_everything(&all, id) });
        serde_json::from_str::<Value>(&wire::answer(&request.to_string())).unwrap()["ok"].clone()
    };
    for (name, comment) in kinds(&all) {
        family.ask(
            "everything honest",
            comment,
            json!({ "certificate": certificate(&name), "record": all.record }),
        );
    }
    let of_kind = |kind: &str| {
        let ids = kinds(&all).into_iter().find(|(_, kinds)| kinds.contains(kind));
        ids.unwrap_or_else(|| panic!("nobody is {kind}")).0
    };
    let public =
        all.record.published(LIFT.parse::<double_random::base::Date>().unwrap().plus_days(-1)).unwrap();
    let honest = certificate(&of_kind("drawn"));
    family.ask(
        "everything refused",
        "against what is public of the record",
        json!({ "certificate": honest, "record": public }),
    );
    for (kind, field, value, comment) in [
        ("excluded", "/scope/excluded/row/finished", json!(1), "a visit less of the excluded"),
        ("excluded", "/scope/excluded/proof/index", json!(9), "another place in the list of exclusions"),
        ("set-aside", "/scope/pool/set_aside/proof/index", json!(9), "another place among those set aside"),
        ("came-in", "/scope/pool/outcome", json!("drawn"), "drawn, who came in for another"),
        ("removed", "/scope/pool/removed", Value::Null, "as if nobody had been removed"),
        ("drawn", "/scope/pool/dispatched", Value::Null, "sent to nobody"),
    ] {
        let mut changed = certificate(&of_kind(kind));
        let tasks = changed["tasks"].as_array_mut().unwrap();
        let place = tasks.iter_mut().find_map(|task| {
            let found = task.pointer_mut(field)?;
            (*found != value).then_some(found)
        });
        *place.unwrap_or_else(|| panic!("no {field} of who is {kind}")) = value;
        family.ask("changed everything", comment, json!({ "certificate": changed, "record": all.record }));
    }
}

fn of(name: &str) -> Value {
    let mut args = both_stages();
    args["id"] = json!(name);
    args
}

fn made(name: &str) -> Value {
    let answer = wire::answer(&json!({ "verb": "certificate", "args": of(name) }).to_string());
    serde_json::from_str::<Value>(&answer).unwrap()["ok"].clone()
}

fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
