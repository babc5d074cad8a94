//! The comparison notices: a changed byte, another seed, and every rule of the model that is not the rule of the page.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::{LINES, bare, folder, model, model_in};

/// What is changed in a line, and where the model must see it.
type Change<'a> = (&'a str, fn(&mut Value));

fn assert_noticed(untouched: &Value, changes: &[Change<'_>]) {
    let mut lines = vec![untouched.clone()];
    for (_, change) in changes {
        let mut changed = untouched.clone();
        change(&mut changed);
        lines.push(changed);
    }
    let (answers, in_order) = model(&lines);
    assert!(!in_order && answers[0].starts_with("ok"), "{answers:?}");
    for ((path, _), answer) in changes.iter().zip(&answers[1..]) {
        assert!(answer.starts_with(&format!("{path}: ")), "{path}: {answer}");
    }
}

fn round(fit: impl Fn(&Value) -> bool) -> Value {
    LINES.iter().find(|line| fit(line)).unwrap().clone()
}

#[test]
fn the_second_draw_sees_what_was_changed() {
    let two_drawn = |line: &Value| {
        let result = &line["record"]["result"];
        let drawn = result["tasks"][0]["strata"][0]["drawn"].as_array().unwrap();
        drawn.len() > 1 && result["dispatch"].as_array().is_some_and(|units| !units.is_empty())
    };
    let changes: [Change<'_>; 6] = [
        ("/result/tasks/0/strata/0/drawn/0/id", |line| {
            line["record"]["result"]["tasks"][0]["strata"][0]["drawn"].as_array_mut().unwrap().swap(0, 1);
        }),
        ("/seal/lists/2/root", |line| line["record"]["seal"]["lists"][2]["root"] = zeros()),
        ("/seal/tasks/0/frames/0/root", |line| {
            line["record"]["seal"]["tasks"][0]["frames"][0]["root"] = zeros();
        }),
        ("/digest", |line| line["record"]["digest"] = zeros()),
        ("/result/groups/0/set_aside", |line| line["record"]["result"]["groups"][0]["set_aside"] = json!(99)),
        ("/result/dispatch/0/unit", |line| {
            line["record"]["result"]["dispatch"][0]["unit"] = json!("friends");
        }),
    ];
    assert_noticed(&round(two_drawn), &changes);
}

#[test]
fn the_second_match_sees_what_was_changed() {
    let teams_and_away = |line: &Value| {
        let held = &line["record"]["officers"][0];
        let somebody = |list: &Value| list.as_array().is_some_and(|list| !list.is_empty());
        somebody(&held["seal"]["away"])
            && somebody(&held["seal"]["areas"])
            && held["result"]["matched"].is_object()
    };
    fn held(line: &mut Value) -> &mut Value {
        &mut line["record"]["officers"][0]
    }
    fn team(line: &mut Value) -> &mut Value {
        &mut held(line)["result"]["matched"]["teams"][0]
    }
    let changes: [Change<'_>; 10] = [
        ("/officers/0/result/matched/teams/0/members/0", |line| {
            team(line)["members"].as_array_mut().unwrap().swap(0, 1);
        }),
        ("/officers/0/result/matched/teams/0/leader", |line| team(line)["leader"] = json!(4_096)),
        ("/officers/0/result/matched/people/0/published", |line| {
            held(line)["result"]["matched"]["people"][0]["published"] = json!("王*");
        }),
        ("/officers/0/digest", |line| held(line)["digest"] = zeros()),
        ("/officers/0/seal/after", |line| held(line)["seal"]["after"] = zeros()),
        ("/officers/0/seal/earlier/0/record", |line| held(line)["seal"]["earlier"][0]["record"] = zeros()),
        ("/officers/0/seal/lists/0/root", |line| held(line)["seal"]["lists"][0]["root"] = zeros()),
        ("/officers/0/seal/visits/0/window/end", |line| {
            held(line)["seal"]["visits"][0]["window"]["end"] = json!("2099-01-01");
        }),
        ("/officers/0/seal/pool/0/cap", |line| held(line)["seal"]["pool"][0]["cap"] = json!(4_096)),
        ("/officers/0/seal/away", |line| {
            held(line)["seal"]["away"].as_array_mut().unwrap().pop();
        }),
    ];
    let drawn_leader = |line: &Value| {
        let leader = &line["record"]["officers"][0]["result"]["matched"]["teams"][0]["leader"];
        leader.is_number() && line["record"]["officers"][0]["result"]["matched"]["appointed"].is_null()
    };
    assert_noticed(&round(|line| teams_and_away(line) && drawn_leader(line)), &changes);
    // what people put in is changed with all that follows from it: another seed draws other teams
    let other: [Change<'_>; 2] = [
        ("/teams/0/0", |line| line["match"]["seed"] = zeros()),
        ("/loads/0", |line| line["answer"]["loads"][0] = json!(4_096)),
    ];
    let many = |line: &Value| line["answer"]["teams"].as_array().is_some_and(|teams| teams.len() > 20);
    let large = (0..).step_by(15).map(bare::line);
    assert_noticed(&large.into_iter().find(|line| many(line) && differs_at_once(line)).unwrap(), &other);
}

/// Whether another seed seats somebody else on the very first seat.
fn differs_at_once(line: &Value) -> bool {
    let mut other = line["match"].clone();
    other["seed"] = zeros();
    bare::answer(&other)["ok"]["teams"][0][0] != line["answer"]["teams"][0][0]
}

#[test]
fn the_second_match_sees_a_changed_replacement() {
    fn first(line: &Value) -> &Value {
        &line["record"]["officers"][0]["result"]["matched"]["changes"][0]
    }
    fn change(line: &mut Value) -> &mut Value {
        &mut line["record"]["officers"][0]["result"]["matched"]["changes"][0]
    }
    let whole = |line: &Value| {
        let declined = first(line)["declined"].as_array().is_some_and(|declined| !declined.is_empty());
        let matched = &line["record"]["officers"][0]["result"]["matched"];
        let one = matched["changes"].as_array().is_some_and(|changes| changes.len() == 1);
        declined && one && first(line)["taken"] == "offered" && matched["appointed"].is_null()
    };
    let path = |end: &str| format!("/officers/0/result/matched/changes/0/{end}");
    let paths =
        ["in", "out", "offered/officer", "offered/rung", "declined/0/officer", "declined/0/rung", "leader"]
            .map(path);
    let changes: [Change<'_>; 7] = [
        (&paths[0], |line| change(line)["in"] = json!(4_096)),
        (&paths[1], |line| change(line)["out"] = json!(4_096)),
        (&paths[2], |line| change(line)["offered"]["officer"] = json!(4_096)),
        (&paths[3], |line| change(line)["offered"]["rung"] = json!("nobody")),
        (&paths[4], |line| change(line)["declined"][0]["officer"] = json!(4_096)),
        (&paths[5], |line| change(line)["declined"][0]["rung"] = json!("nobody")),
        (&paths[6], |line| change(line)["leader"] = json!(4_096)),
    ];
    assert_noticed(&round(whole), &changes);
    // a consent that nobody may give
    let mut line = round(whole);
    change(&mut line)["consent"]["role"] = json!("preparer");
    let (answers, _) = model(&[line]);
    assert!(answers[0].ends_with("is no consent"), "{answers:?}");
}

#[test]
fn the_second_match_takes_no_seed_that_was_public() {
    let typed = |value: &Value| value["ceremony"]["typed"].as_array().is_some_and(|typed| !typed.is_empty());
    let both = |line: &Value| typed(&line["record"]) && typed(&line["record"]["officers"][0]);
    let mut line = round(both);
    // the value alone counts, whatever its source
    let value = line["record"]["ceremony"]["typed"][0]["value"].clone();
    line["record"]["officers"][0]["ceremony"]["typed"][0]["value"] = value;
    let (answers, _) = model(&[line]);
    assert!(answers[0].ends_with("was public before"), "{answers:?}");
}

fn zeros() -> Value {
    json!("00".repeat(32))
}

/// A rule of the model as it stands in a file, and another in its place.
type WrongRule = (&'static str, &'static str, &'static str);

/// Rules that bare matches follow.
const OF_MATCHES: &[WrongRule] = &[
    ("matching.py", "for officer in sorted(left) for", "for officer in sorted(left, reverse=True) for"),
    ("matching.py", "range(left[officer])]", "range(left[officer] > 0)]"),
    ("matching.py", "drawn | {seat: officer}) is not None", "drawn) is not None"),
    ("matching.py", "permute(lottery, stream)", "permute(lottery[:], stream)"),
    ("matching.py", "key=lambda seat: (len(part.fitting[seat]), seat[1])", "key=lambda seat: seat[1]"),
    ("matching.py", "moved = {after: plan[before]", "moved = {before: plan[after]"),
    ("matching.py", "while length < 66 and u % 2 == 0", "while length < 66 and u % 2 == 1"),
    ("matching.py", "sweeps * len(part.seats)", "sweeps * len(part.visits)"),
    ("matching.py", "part = wider if home.plan(roster.caps) is None else home", "part = wider"),
    ("matching.py", "members = sorted(team)", "members = list(team)"),
    ("matching.py", "(o, v) not in self.recused", "True"),
    ("plans.py", "ends.append((loads[who], place[who], chain))", "ends.append((0, place[who], chain))"),
    (
        "plans.py",
        "ends.append((loads[who], place[who], chain))",
        "ends.append((loads[who], -place[who], chain))",
    ),
    ("plans.py", "if other[0] == listed[0]] or held)", "] or held)"),
    ("plans.py", "if caps[who] < len(visits_of[who])]", "if caps[who] <= len(visits_of[who])]"),
];

/// Rules that only whole records follow.
const OF_RECORDS: &[WrongRule] = &[
    ("visits.py", "rest.sort(key=order_of_call)", "rest.sort(key=order_of_call, reverse=True)"),
    ("visits.py", "task[\"joint\"][\"lead\"] if task[\"joint\"] else sent[\"unit\"]", "sent[\"unit\"]"),
    ("visits.py", "joint and joint[\"id\"]), [])", "None), [])"),
    ("visits.py", "for _ in range(max(team.count", "for _ in range(sum(team.count"),
    ("visits.py", "joint is not None, joint or \"\"", "joint is None, joint or \"\""),
    ("officers.py", "or enterprise(targets[place]) in among", ""),
    ("officers.py", "and needs_one", ""),
    ("officers.py", "max(fitting, key=len, default=None)", "min(fitting, key=len, default=None)"),
    ("officers.py", "one[\"start\"] <= other[\"end\"]", "one[\"start\"] < other[\"end\"]"),
    ("stage_two.py", "if pool[member][\"department\"] == visit[\"lead_department\"]] or", "] or"),
    ("stage_two.py", "if sealed[\"method\"] == \"skill-covering\"", "if sealed[\"method\"] != \"per-visit\""),
    ("stage_two.py", "in_order(earlier, \"round\", \"seal\"", "in_order(earlier, \"record\", \"seal\""),
    ("stage_two.py", "last.get(unit), failed", "None, failed"),
    ("changes.py", "[\"replace\", visit, seat, number]", "[\"replace\", seat, visit, number]"),
    ("changes.py", "for change in here) + len(declined)", "for change in here)"),
    ("changes.py", "+ (change[\"offered\"] is not None)", ""),
    ("changes.py", "\"within-cap\" if load < cap else", "\"within-cap\" if load <= cap else"),
    ("changes.py", "\"cap-plus-one\" if load < cap + 1 else", "\"cap-plus-one\" if load < cap else"),
    ("changes.py", "RUNGS.index(rung) > RUNGS.index(offer[1])", "rung != offer[1]"),
    ("changes.py", "away = {*self.teams[visit], *said_no,", "away = {*self.teams[visit],"),
    ("changes.py", "                yield change[\"out\"]\n", "                pass\n"),
    ("changes.py", "[\"leader\", visit, before + 1]", "[\"leader\", visit, before]"),
    ("changes.py", "if fits(self.roster.stage_1) and", "if fits(self.roster.stage_0) and"),
    ("changes.py", "if target == self.target(visit)]", "if False]"),
    ("stage_two.py", "| {(each[\"officer\"], each[\"visit\"]) for each in sealed[\"direct\"]}", ""),
    ("stage_two.py", "[[numbers[visit], left[visit][seat]]", "[[visit, seat]"),
    ("stage_two.py", "[(each[\"visit\"], each[\"seat\"]) for each in sealed[\"direct\"]] + proof", "proof"),
    ("ceremony.py", "parts = [name, party", "parts = [\"\", party"),
    ("ceremony.py", "beacon and {name: beacon[name]", "None and {name: beacon[name]"),
    ("primitives.py", "sealed_at + 600 - genesis", "sealed_at - genesis"),
    ("primitives.py", "return HASHES[self.suite](data)", "return sha256(data)"),
    ("stage_one.py", "if given[\"ended\"]:", "if False:"),
];

#[test]
fn a_wrong_rule_in_the_second_match_is_noticed() {
    // the large ones show nothing that the others do not
    let few: Vec<Value> = (0..64).filter(|number| number % 15 != 0).map(bare::line).collect();
    assert_each_is_noticed("matches", OF_MATCHES, &few);
}

#[test]
fn a_wrong_rule_in_the_second_stage_is_noticed() {
    let officers = |line: &Value| {
        let record = &line["record"];
        !record["officers"].as_array().unwrap().is_empty() || !record["ended"].is_null()
    };
    let few: Vec<Value> = LINES.iter().filter(|line| officers(line)).take(400).cloned().collect();
    assert_each_is_noticed("records", OF_RECORDS, &few);
}

/// Runs a copy of the model with each wrong rule in turn, over the lines that the model as it is finds in order.
fn assert_each_is_noticed(name: &str, rules: &[WrongRule], lines: &[Value]) {
    let copy = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("model-{name}"));
    fs::create_dir_all(&copy).unwrap();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "py") {
            fs::copy(&path, copy.join(path.file_name().unwrap())).unwrap();
        }
    }
    for (file, right, wrong) in rules {
        let text = fs::read_to_string(folder().join(file)).unwrap();
        assert_eq!(text.matches(right).count(), 1, "{file} has no single `{right}`");
        fs::write(copy.join(file), text.replace(right, wrong)).unwrap();
        let (_, in_order) = model_in(&copy, lines, &["--first"]);
        assert!(!in_order, "`{wrong}` is not noticed");
        fs::write(copy.join(file), text).unwrap();
    }
}
