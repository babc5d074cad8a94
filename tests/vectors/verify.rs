//! Records: a small one of both stages, whole, and with one thing changed at a time.

use serde_json::{Value, json};

use crate::both_stages::both_stages;
use crate::family::Family;

const NOTES: &[(&str, &str)] = &[
    ("exact", "nothing was changed"),
    ("first-stage", "one value of the draw of targets was changed"),
    ("lists", "the lists are not those of the record, or there are none"),
    ("refused", "the arguments are turned away"),
    ("second-stage", "one value of the match of officers was changed"),
    ("unreadable", "not in the form of a record"),
];

/// Values of the record that is changed, and what they are changed to.
type Changes = Vec<(&'static str, Value, &'static str)>;

/// 第六条 - what a record says is run again.
pub(crate) fn family() -> Family {
    let mut family = Family::new("verify", NOTES);
    let whole = both_stages();
    let (record, lists) = (whole["record"].clone(), whole["lists"].clone());
    family.ask("exact", "both stages, with the lists", whole.clone());
    family.ask("exact", "an empty list of earlier records", {
        let mut args = whole.clone();
        args["earlier"] = json!([]);
        args
    });
    let mut first = record.clone();
    first["officers"] = json!([]);
    let alone = json!({ "record": first, "lists": lists });
    family.ask("exact", "the first stage alone", alone.clone());
    family.ask("lists", "without the lists", json!({ "record": record }));
    family.ask("lists", "null for the lists", json!({ "record": record, "lists": null, "earlier": null }));
    list_changes(&mut family, &record, &lists);
    for (flags, whole, changes) in
        [("first-stage", &alone, first_stage()), ("second-stage", &whole, second_stage())]
    {
        for (pointer, value, comment) in changes {
            let mut changed = whole.clone();
            let at = format!("/record{pointer}");
            *changed.pointer_mut(&at).unwrap_or_else(|| panic!("no {at}")) = value;
            assert_ne!(changed, *whole, "{at} is that already");
            family.ask(flags, comment, changed);
        }
    }
    unreadable(&mut family, &record);
    family
}

fn list_changes(family: &mut Family, record: &Value, lists: &Value) {
    for (pointer, value, comment) in [
        ("/targets/2", Value::Null, "a target is missing"),
        ("/targets/0/area", json!("西园"), "a target moved to another area"),
        ("/targets/1/id", json!("T-9999"), "a target has another id"),
        ("/items/0/content", json!("电气使用"), "an item has another content"),
        ("/units/0/unit", json!("squad-west"), "an area has another unit"),
        ("/officers/0/certificate/valid_until", json!("2026-10-31"), "a certificate ends earlier"),
        ("/officers/1/leader", json!(false), "an officer may not lead"),
    ] {
        let mut changed = lists.clone();
        let place = changed.pointer_mut(pointer).unwrap();
        *place = value;
        if place.is_null() {
            changed["targets"].as_array_mut().unwrap().pop();
        }
        family.ask("lists", comment, json!({ "record": record, "lists": changed }));
    }
}

fn first_stage() -> Changes {
    let (hash, key) = (json!("0".repeat(64)), json!("0".repeat(32)));
    vec![
        ("/digest", hash.clone(), "another check value"),
        ("/seal/round", json!("2026-Q3"), "another round"),
        ("/seal/as_of", json!("2026-10-02"), "another day"),
        ("/seal/authority", json!("综合执法局"), "an authority put in"),
        ("/seal/protocol", json!("double-random/0/rehearsal"), "a rehearsal"),
        ("/seal/rules/annual_cap", json!(3), "another yearly cap"),
        ("/seal/rules/readings/0/choice", json!("another"), "another reading"),
        ("/seal/lists/2/root", hash.clone(), "another root of the targets"),
        ("/seal/lists/2/count", json!(4), "another number of targets"),
        ("/seal/exclusions/0/count", json!(1), "an exclusion that nobody made"),
        ("/seal/tasks/0/task/strata/0/ratio", json!("2/3"), "another ratio"),
        ("/seal/tasks/0/task/strata/0/rounding", json!("down"), "another rounding"),
        ("/seal/tasks/0/task/window/end", json!("2026-12-31"), "another window"),
        ("/seal/tasks/0/frames/0/quota", json!(1), "another quota"),
        ("/seal/tasks/0/frames/0/draws", json!(1), "fewer to be drawn"),
        ("/seal/tasks/0/frames/0/root", hash.clone(), "another root of the stratum"),
        ("/seal/strength", json!("strong"), "a bare seed called strong"),
        ("/seal/sequence", json!(7), "a sequence number put in"),
        ("/seal/previous", hash.clone(), "a record before it put in"),
        ("/ceremony/typed/0/value", json!("another seed"), "another seed"),
        ("/ceremony/typed/0/source", json!("dice"), "another source of the seed"),
        ("/ceremony/typed", json!([]), "no seed"),
        ("/result/tasks/0/strata/0/key", key, "another key"),
        ("/result/tasks/0/strata/0/cutoff", hash.clone(), "another cutoff"),
        ("/result/tasks/0/strata/0/drawn/0/ticket", hash.clone(), "another ticket"),
        ("/result/tasks/0/strata/0/drawn/0/id", json!("T-0002"), "another target drawn"),
        ("/result/tasks/0/strata/0/drawn", json!([]), "nobody drawn"),
        ("/result/tasks/0/strata/0/shortfall", json!(1), "a shortfall that is none"),
        ("/result/groups/0/set_aside", json!(1), "somebody set aside"),
        ("/result/dispatch/0/unit", json!("squad-west"), "dispatched to another unit"),
        ("/result/dispatch/0/batches/0/0/id", json!("T-0002"), "another target dispatched"),
        ("/result/dispatch", json!([]), "nothing dispatched"),
        ("/result/lock/role", json!("preparer"), "locked by who may not"),
    ]
}

fn second_stage() -> Changes {
    let hash = json!("0".repeat(64));
    vec![
        ("/officers/0/digest", hash.clone(), "another check value"),
        ("/officers/0/seal/unit", json!("squad-west"), "another unit"),
        ("/officers/0/seal/sweeps", json!(0), "no shuffle"),
        ("/officers/0/seal/earlier/0/record", hash.clone(), "another record before it"),
        ("/officers/0/seal/lists/0/root", hash.clone(), "an expert pool that was not there"),
        ("/officers/0/seal/lists/1/root", hash, "another root of the officers"),
        ("/officers/0/seal/pool/0/cap", json!(1), "another cap"),
        ("/officers/0/seal/pool/1/leader", json!(false), "an officer who may not lead"),
        ("/officers/0/seal/away", json!([]), "a recusal taken out"),
        ("/officers/0/seal/away/0/officer", json!(2), "a recusal of somebody else"),
        ("/officers/0/seal/visits/0/seats/0/leader", json!(false), "a seat that asks for less"),
        ("/officers/0/seal/visits/0/target", json!("T-0002"), "another target visited"),
        ("/officers/0/ceremony/typed/0/value", json!("a third"), "another seed"),
        ("/officers/0/ceremony/typed/0/value", json!("a bare seed"), "the seed of the first stage again"),
        ("/officers/0/result/matched/teams/0/members", json!([1, 1]), "another team"),
        ("/officers/0/result/matched/teams/0/leader", json!(1), "another leader"),
        ("/officers/0/result/matched/changes", json!([]), "a replacement taken out"),
        (
            "/officers/0/result/matched/changes/0/reason",
            json!("work-conflict"),
            "another reason, which no draw depends on",
        ),
        ("/officers/0/result/matched/changes/0/in", json!(7), "somebody comes who is not in the pool"),
        ("/officers/0/result/matched/changes/0/offered", Value::Null, "nobody was offered"),
        ("/officers/0/result/matched/loads", json!([4, 0, 0]), "other loads"),
        ("/officers/0/result/matched/people/0/published", json!("李*（0001）"), "another name"),
        ("/officers", json!([7]), "a match that is none"),
    ]
}

fn unreadable(family: &mut Family, record: &Value) {
    let mut damaged = record.clone();
    damaged["result"] = json!([]);
    family.ask("unreadable", "a result that is a list", json!({ "record": damaged }));
    let mut fewer = record.clone();
    fewer.as_object_mut().unwrap().remove("seal");
    family.ask("unreadable", "no seal", json!({ "record": fewer }));
    let mut more = record.clone();
    more["note"] = json!("");
    family.ask("unreadable", "a key too many in the record", json!({ "record": more }));
    let mut schema = record.clone();
    schema["schema"] = json!("double-random/record/9");
    family.ask("unreadable", "a version that does not exist", json!({ "record": schema }));
    family.ask("unreadable", "a number for a record", json!({ "record": 7 }));
    family.ask("unreadable", "null for a record", json!({ "record": null }));
    family.ask(
        "unreadable",
        "a number among the earlier records",
        json!({ "record": record, "earlier": [7] }),
    );
    family.ask("refused", "no record", json!({}));
    family.ask("refused", "lists that are a list", json!({ "record": 7, "lists": [] }));
    family.ask(
        "refused",
        "a list with an id that is none",
        json!({ "record": 7, "lists": { "targets": [{ "id": "a b" }] } }),
    );
    family.ask("refused", "earlier records as an object", json!({ "record": 7, "earlier": {} }));
    family.ask("refused", "a key too many", json!({ "record": 7, "list": {} }));
}
