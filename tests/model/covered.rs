//! What the made-up rounds must contain, so that agreement on them says something.

use serde_json::Value;

use crate::readings;

/// Something that a round has, by its line.
pub(crate) type Feature = (&'static str, fn(&Value) -> bool);

const FEATURES: &[Feature] = &[
    ("a rehearsal", |line| text(line, "/record/seal/protocol").ends_with("rehearsal")),
    ("a strong seed", |line| text(line, "/record/seal/strength") == "strong"),
    ("a weak seed", |line| text(line, "/record/seal/strength") == "weak"),
    ("suite sm3", |line| text(line, "/record/seal/suite") == "sm3"),
    ("a beacon", |line| line["record"]["ceremony"]["beacon"].is_object()),
    ("a chain of its own that makes nothing strong", |line| {
        let beacon = &line["record"]["seal"]["ceremony"]["beacon"];
        beacon["source"] == "own" && text(line, "/record/seal/strength") == "weak"
    }),
    ("a chained beacon", |line| line["record"]["seal"]["ceremony"]["beacon"]["chained"] == true),
    ("an embargo", |line| line["record"]["seal"]["disclosure"].is_object()),
    ("a stamp", |line| !list(line, "/record/stamps").is_empty()),
    ("a withdrawn round", |line| line["record"]["ended"]["withdrawn"].is_object()),
    ("a party that did not reveal", |line| {
        line["record"]["ended"]["void"]["cause"]["not-revealed"].is_object()
    }),
    ("a party with another secret", |line| {
        line["record"]["ended"]["void"]["cause"]["other-secret"].is_object()
    }),
    ("a ceremony that broke off", |line| line["record"]["ended"]["void"]["cause"]["failed"].is_object()),
    ("a match that came to nothing", |line| {
        list(line, "/record/officers").iter().any(|held| held["result"]["ended"].is_object())
    }),
    ("a match by a beacon", |line| {
        list(line, "/record/officers").iter().any(|held| held["ceremony"]["beacon"].is_object())
    }),
    ("parties", |line| list(line, "/record/ceremony/parties").len() > 1),
    ("typed values", |line| list(line, "/record/ceremony/typed").len() > 1),
    ("nobody asked to confirm", |line| line["record"]["result"]["removals"].is_null()),
    ("no dispatch for want of a unit", |line| {
        line["record"]["result"]["dispatch"].is_null() && !line["record"]["result"]["lock"].is_null()
    }),
    ("several units", |line| list(line, "/record/result/dispatch").len() > 1),
    ("several batches", |line| {
        list(line, "/record/result/dispatch").iter().any(|unit| list(unit, "/batches").len() > 1)
    }),
    ("a group of several tasks", |line| {
        list(line, "/record/result/groups").iter().any(|group| list(group, "/tasks").len() > 1)
    }),
    ("a group that sets targets aside", |line| {
        list(line, "/record/result/groups").iter().any(|group| group["set_aside"] != 0)
    }),
    ("a draw of fewer for those set aside", |line| {
        let strata = list(line, "/record/result/tasks").iter().flat_map(|task| list(task, "/strata"));
        let frames = list(line, "/record/seal/tasks").iter().flat_map(|task| list(task, "/frames"));
        strata.zip(frames).any(|(stratum, frame)| stratum["shortfall"] != frame["shortfall"])
    }),
    ("removals", |line| list(line, "/record/result/removals").len() > 1),
    ("a removal of a target that came in", |line| {
        removals(line).any(|one| {
            removals(line)
                .any(|other| one["task"] == other["task"] && one["replacement"]["id"] == other["id"])
        })
    }),
    ("a ticket passed over", |line| removals(line).any(|removal| !list(removal, "/passed_over").is_empty())),
    ("nobody left to come in", |line| removals(line).any(|removal| removal["replacement"].is_null())),
    ("exclusions", |line| line["record"]["seal"]["exclusions"][0]["count"] != 0),
    ("a rolling year that differs", |line| {
        let exclusion = &line["record"]["seal"]["exclusions"][0];
        exclusion["count"] != exclusion["rolling"]
    }),
    ("several overrides", |line| list(line, "/record/seal/overrides").len() > 1),
    ("an overlap", |line| frames(line).any(|frame| frame["overlap"] != 0)),
    ("a shortfall", |line| frames(line).any(|frame| frame["shortfall"] != 0)),
    ("an empty pool", |line| frames(line).any(|frame| frame["eligible"] == 0)),
    ("a pool from which nobody is drawn", |line| {
        frames(line).any(|frame| frame["eligible"] != 0 && frame["draws"] == 0)
    }),
    ("unmatched targets", |line| list(line, "/record/seal/tasks").iter().any(|task| task["unmatched"] != 0)),
    ("an item of certain kinds only", |line| {
        list(line, "/record/seal/tasks").iter().any(|task| !list(task, "/task/items").contains(&"gas".into()))
    }),
];

/// What stands somewhere in the text of a round's seal.
const WORDS: &[&str] = &[
    "\"everyone\"",
    "{\"kind\":",
    "{\"scale\":",
    "{\"area\":",
    "{\"risk\":",
    "{\"credit\":",
    "{\"attribute\":",
    "{\"all\":",
    "{\"any\":",
    "{\"not\":",
    "\"ratio\":\"0/1\"",
    "\"ratio\":\"7/100\"",
    "\"ratio\":null",
    "\"up\"",
    "\"half-up\"",
    "\"down\"",
    "\"dice-3\",\"dice-25\"",
    "balls-9-2",
    "\"bare\"",
];

/// Every feature and word stands in at least five rounds.
pub(crate) fn assert_all(lines: &[Value]) {
    let seals: Vec<String> = lines.iter().map(|line| line["record"]["seal"].to_string()).collect();
    let words = WORDS
        .iter()
        .chain(readings::WORDS)
        .map(|word| (*word, seals.iter().filter(|seal| seal.contains(word)).count()));
    assert_common(count(FEATURES, lines).chain(count(readings::FEATURES, lines)).chain(words));
}

/// Something that a match of a record has.
const OFFICERS: &[Feature] = &[
    ("no plan", |held| held["result"]["infeasible"].is_object()),
    ("a cure by pooling", |held| held["result"]["infeasible"]["pool"] == true),
    ("no cure by pooling", |held| held["result"]["infeasible"]["pool"] == false),
    ("another attempt", |held| !held["seal"]["after"].is_null()),
    ("two records", |held| list(held, "/seal/earlier").len() > 1),
    ("a visit of two records", |held| {
        visits(held)
            .any(|visit| list(visit, "/tasks").iter().any(|task| task["seal"] != visit["tasks"][0]["seal"]))
    }),
    ("two visits at one target", |held| {
        list(held, "/seal/visits").windows(2).any(|two| two[0]["target"] == two[1]["target"])
    }),
    ("two windows at one target", |held| {
        list(held, "/seal/visits")
            .windows(2)
            .any(|two| (&two[0]["target"], &two[0]["joint"]) == (&two[1]["target"], &two[1]["joint"]))
    }),
    ("two visits of one window at one target", |held| {
        list(held, "/seal/visits")
            .windows(2)
            .any(|two| (&two[0]["target"], &two[0]["window"]) == (&two[1]["target"], &two[1]["window"]))
    }),
    ("a joint inspection", |held| visits(held).any(|visit| !visit["joint"].is_null())),
    ("a leader of the leading department among others", |held| {
        let leads = |number: usize, visit: &Value| {
            let team = &held["result"]["matched"]["teams"][number];
            let of = |officer: &Value| &held["seal"]["pool"][officer.as_u64().unwrap() as usize];
            let others =
                |member| of(member)["leader"] == true && of(member)["department"] != visit["lead_department"];
            !team["leader"].is_null()
                && !visit["joint"].is_null()
                && list(team, "/members").iter().any(others)
        };
        visits(held).enumerate().any(|(number, visit)| leads(number, visit))
    }),
    ("a joint team without the leading department", |held| {
        visits(held).zip(list(held, "/result/matched/teams")).any(|(visit, team)| {
            let of =
                |officer: &Value| &held["seal"]["pool"][officer.as_u64().unwrap() as usize]["department"];
            !visit["joint"].is_null()
                && list(team, "/members").iter().all(|one| *of(one) != visit["lead_department"])
        })
    }),
    ("four in a team", |held| visits(held).any(|visit| list(visit, "/seats").len() > 3)),
    ("no table of areas", |held| list(held, "/seal/areas").is_empty()),
    ("neighbours", |held| list(held, "/seal/areas").iter().any(|row| !list(row, "/neighbours").is_empty())),
    ("a cap of 0", |held| list(held, "/seal/pool").iter().any(|officer| officer["cap"] == 0)),
    ("leaders appointed", |held| !matched(held, "appointed").is_null()),
    ("leaders not appointed yet", |held| {
        list(held, "/result/matched/teams").iter().any(|team| team["leader"].is_null())
    }),
    ("seats assigned directly", |held| !list(held, "/seal/direct").is_empty()),
    ("a match around seats assigned directly", |held| {
        !list(held, "/seal/direct").is_empty() && held["result"]["matched"].is_object()
    }),
    ("no plan around seats assigned directly", |held| {
        !list(held, "/seal/direct").is_empty() && held["result"]["infeasible"].is_object()
    }),
    ("a visit assigned as a whole or in part", |held| {
        let seats = |visit: usize| list(held, &format!("/seal/visits/{visit}/seats")).len();
        let assigned = list(held, "/seal/direct").first().and_then(|direct| direct["visit"].as_u64());
        assigned.is_some_and(|visit| seats(visit as usize) > 1)
    }),
    ("a joint team of two departments with a leader of the leading one", |held| {
        visits(held).zip(list(held, "/result/matched/teams")).any(|(visit, team)| {
            let of =
                |officer: &Value| &held["seal"]["pool"][officer.as_u64().unwrap() as usize]["department"];
            let two = |department: &Value| {
                list(team, "/members").iter().filter(|member| of(member) == department).count() > 1
            };
            let other = |one: &&Value| of(one) != &visit["lead_department"] && two(of(one));
            !visit["joint"].is_null()
                && !team["leader"].is_null()
                && *of(&team["leader"]) == visit["lead_department"]
                && two(&visit["lead_department"])
                && list(team, "/members").iter().any(|one| other(&one))
        })
    }),
    ("ordered", |held| !matched(held, "order").is_null()),
    ("not ordered", |held| held["result"]["matched"].is_object() && matched(held, "order").is_null()),
    ("a rehearsal", |held| text(held, "/seal/protocol").ends_with("rehearsal")),
    ("experts drawn", |held| {
        let experts = matched(held, "experts");
        experts.is_object() && experts["infeasible"].is_null()
    }),
    ("no plan for experts", |held| matched(held, "experts")["infeasible"].is_object()),
    ("experts appointed before the draw", |held| !list(held, "/seal/appointed_experts").is_empty()),
    ("experts appointed after it", |held| !list(held, "/result/matched/experts/appointed").is_empty()),
    ("an expert seat that is empty", |held| {
        list(held, "/result/matched/experts/seats").iter().any(|seats| list(seats, "").contains(&Value::Null))
    }),
    ("a strong seed", |held| held["seal"]["strength"] == "strong"),
    ("a weak seed", |held| held["seal"]["strength"] == "weak"),
    ("the reading without a certificate", |held| {
        held["seal"]["rules"].to_string().contains("daily-safety-without-certificate")
    }),
    ("several replacements", |held| changes(held).len() > 1),
    ("a replacement within the cap", |held| is_offered(held, "within-cap")),
    ("a replacement by one visit more", |held| is_offered(held, "cap-plus-one")),
    ("a replacement from a neighbour", |held| is_offered(held, "neighbours")),
    ("nobody to be offered", |held| changes(held).iter().any(|change| change["offered"].is_null())),
    ("somebody assigned although another was offered", |held| {
        changes(held).iter().any(|change| change["taken"].is_object() && !change["offered"].is_null())
    }),
    ("somebody who declined", |held| {
        changes(held).iter().any(|change| !list(change, "/declined").is_empty())
    }),
    ("a recusal after the match", |held| {
        changes(held).iter().any(|change| change["reason"]["recusal"].is_object())
    }),
    ("a recusal that the target asked for", |held| {
        changes(held).iter().any(|change| change["reason"]["recusal"]["asked_by"] == "target")
    }),
    ("somebody who leaves two visits of a target for an interest", |held| {
        let target = |change: &Value| {
            held["seal"]["visits"][change["visit"].as_u64().unwrap() as usize]["target"].clone()
        };
        changes(held).iter().enumerate().any(|(at, one)| {
            let first = |other: &&Value| {
                other["reason"]["recusal"].is_object()
                    && other["out"] == one["out"]
                    && target(other) == target(one)
            };
            changes(held)[..at].iter().any(|other| first(&other))
        })
    }),
    ("a seat left twice", |held| {
        let seat = |change: &Value| (change["visit"].clone(), change["seat"].clone());
        changes(held)
            .iter()
            .enumerate()
            .any(|(at, one)| changes(held)[..at].iter().any(|other| seat(other) == seat(one)))
    }),
    ("a new leader drawn", |held| matched(held, "appointed").is_null() && has_new_leader(held)),
    ("a new leader appointed", |held| !matched(held, "appointed").is_null() && has_new_leader(held)),
    ("two new leaders of one visit", |held| {
        let led = || changes(held).iter().filter(|change| !change["leader"].is_null());
        led().any(|one| led().filter(|other| one["visit"] == other["visit"]).count() > 1)
    }),
    ("a replacement before an order", |held| !changes(held).is_empty() && matched(held, "order").is_null()),
    ("somebody who goes without a certificate", |held| {
        list(held, "/result/matched/people").iter().any(|one| text(one, "/published").ends_with('*'))
    }),
];

/// What stands somewhere in the text of a match's seal.
const OFFICERS_WORDS: &[&str] = &[
    "\"no-certificate\"",
    "\"certificate-ends\"",
    "\"on-leave\"",
    "\"item-not-allowed\"",
    "\"interest\"",
    "\"recusal\"",
    "\"also-officer\"",
    "\"per-visit\"",
    "\"area-restricted\"",
    "\"skill-covering\"",
    "\"sweeps\":0",
    "\"sweeps\":20",
];

/// What the model says happened on the way: a part matched with its neighbours, extra visits that the lottery gave,
/// a ball refused, a rotation made, one of three seats or more, and one that was not possible.
const ON_THE_WAY: &[&str] = &["stage-1", "lottery", "refused", "moved", "moved-three", "stayed"];

/// What the model says happened while officers were replaced: offers on each rung, none on any, assignments from each rung, a new
/// leader.
const REPLACED: &[&str] = &[
    "within-cap",
    "cap-plus-one",
    "neighbours",
    "nobody",
    "assigned-within-cap",
    "assigned-cap-plus-one",
    "assigned-direct",
    "new-leader",
];

/// Every feature and word stands in at least five matches, and happened in five rounds.
pub(crate) fn assert_officers(lines: &[Value], answers: &[String]) {
    let held: Vec<Value> = lines.iter().flat_map(|line| list(line, "/record/officers")).cloned().collect();
    let seals: Vec<String> = held.iter().map(|held| held["seal"].to_string()).collect();
    let words =
        OFFICERS_WORDS.iter().map(|word| (*word, seals.iter().filter(|seal| seal.contains(word)).count()));
    assert_common(count(OFFICERS, &held).chain(words).chain(on_the_way(ON_THE_WAY, answers)));
    assert_common(on_the_way(REPLACED, answers));
    let units = lines.iter().filter(|line| {
        let held = list(line, "/record/officers");
        held.iter().any(|one| one["seal"]["unit"] != held[0]["seal"]["unit"])
    });
    let both_stages = lines.iter().filter(|line| !list(line, "/record/officers").is_empty()).count();
    assert!(
        units.count() > 5 && both_stages * 5 > lines.len() * 2,
        "only {both_stages} of {} rounds",
        lines.len()
    );
}

/// Something that a bare match has.
const MATCHES: &[Feature] = &[
    ("teams", |line| line["answer"]["teams"].is_array()),
    ("no plan", |line| line["answer"]["infeasible"].is_object()),
    ("a cure by pooling", |line| line["answer"]["remedies"]["pool"] == true),
    ("no cure by pooling", |line| line["answer"]["remedies"]["pool"] == false),
    ("a seat that nobody fits", |line| {
        line["answer"]["infeasible"]["demand"] == 1 && line["answer"]["infeasible"]["supply"] == 0
    }),
    ("several listed seats", |line| list(line, "/answer/infeasible/seats").len() > 3),
    ("several seats to assign directly", |line| list(line, "/answer/remedies/direct").len() > 1),
    ("no table of areas", |line| list(line, "/match/pool").is_empty()),
    ("thirty visits and a plan", |line| list(line, "/answer/teams").len() > 25),
    ("an officer who does not go", |line| list(line, "/answer/loads").contains(&0.into())),
];

/// Every feature stands in at least five matches, and what happens on the way did in as many.
pub(crate) fn assert_matches(lines: &[Value], answers: &[String]) {
    assert_common(count(MATCHES, lines).chain(on_the_way(ON_THE_WAY, answers)));
}

fn count<'a>(
    features: &'a [Feature],
    among: &'a [Value],
) -> impl Iterator<Item = (&'static str, usize)> + 'a {
    features.iter().map(|(name, has)| (*name, among.iter().filter(|one| has(one)).count()))
}

fn on_the_way<'a>(
    words: &'a [&'static str],
    answers: &'a [String],
) -> impl Iterator<Item = (&'static str, usize)> + 'a {
    let happened = move |word: &str| {
        answers.iter().filter(|answer| answer.split(' ').any(|found| found == word)).count()
    };
    words.iter().map(move |word| (*word, happened(word)))
}

fn assert_common(counts: impl Iterator<Item = (&'static str, usize)>) {
    // nobody within the cap, and none of those at the cap comes: made up once in hundreds of rounds
    let least = |name: &str| if name == "assigned-cap-plus-one" { 1 } else { 5 };
    let rare: Vec<_> = counts.filter(|(name, rounds)| *rounds < least(name)).collect();
    assert!(rare.is_empty(), "what was made up hardly ever has {rare:?}");
}

pub(crate) fn list<'a>(value: &'a Value, path: &str) -> &'a [Value] {
    value.pointer(path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, path: &str) -> &'a str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

fn removals(line: &Value) -> impl Iterator<Item = &Value> {
    list(line, "/record/result/removals").iter()
}

fn frames(line: &Value) -> impl Iterator<Item = &Value> {
    list(line, "/record/seal/tasks").iter().flat_map(|task| list(task, "/frames"))
}

fn visits(held: &Value) -> impl Iterator<Item = &Value> {
    list(held, "/seal/visits").iter()
}

fn changes(held: &Value) -> &[Value] {
    list(held, "/result/matched/changes")
}

fn is_offered(held: &Value, rung: &str) -> bool {
    changes(held).iter().any(|change| change["taken"] == "offered" && change["offered"]["rung"] == rung)
}

fn has_new_leader(held: &Value) -> bool {
    changes(held).iter().any(|change| !change["leader"].is_null())
}

fn matched<'a>(held: &'a Value, field: &str) -> &'a Value {
    &held["result"]["matched"][field]
}
