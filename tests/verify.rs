//! 第六条 - verify: whatever is changed in a record or its lists, a named check fails.

mod support;

use double_random::base::{Int53, Problem};
use double_random::draw::{Ceremony, Reason, Removal};
use double_random::plan::{Approval, CapOverride};
use double_random::record::{CheckResult, Lists, Record, Verdict, verify};
use serde_json::Value;
use support::*;

/// A small round with everything in it: a tag, a cap, an override, a removal, two units, two batches.
fn lists() -> Lists {
    let mut list = targets(40);
    for (n, target) in list.iter_mut().enumerate() {
        target.area = Some(if n % 3 == 0 { "西园" } else { "东园" }.to_owned());
        target.unit_code = (n < 4).then(|| id("chain"));
    }
    Lists {
        items: vec![item("gas", &[]), item("fire", &["餐饮"])],
        targets: list,
        history: vec![
            finished("v1", "T-0010", "2026-02-01"),
            finished("v2", "T-0010", "2026-03-01"),
            finished("v3", "T-0011", "2026-02-02"),
            finished("v4", "T-0011", "2026-03-02"),
            finished("v5", "chain", "2026-04-01"),
        ],
        units: vec![area("东园", "squad-east"), area("西园", "squad-west")],
        overrides: vec![CapOverride {
            unit_code: id("T-0011"),
            allowed: 3,
            reason: "重点监管".to_owned(),
            approval: Approval::by("局长", date("2026-09-20")),
        }],
        ..Lists::default()
    }
}

fn record() -> Record {
    let lists = lists();
    let mut round = round([
        task("gas", "20%", autumn()).tag(id("joint")),
        task("fire", "10%", autumn()).tag(id("joint")),
        task("water", "30%", window("2026-12-01", "2026-12-31")),
    ]);
    round.sequence = Some(Int53::from(7));
    round.sealed_at = Some("2026-10-01T09:00:00+08:00".parse().unwrap());
    round.batches = Int53::from(2);
    round.overrides = lists.overrides.clone();
    let day = date("2026-09-30");
    round.approvals = Some(vec![Approval::prepared_by("小王", day), Approval::by("老李", day)]);
    let mut ceremony = Ceremony::bare("一二三四五");
    ceremony.held_at = Some("2026-10-01T10:00:00+08:00".parse().unwrap());
    let drawn = seal(&round, &lists.directory().unwrap()).seed(ceremony).unwrap().draw();
    let gone = Removal { task: id("water"), id: id(&ids(&drawn, 2, 0)[0]), reason: Reason::MovedAway };
    let locked = drawn.confirm(vec![gone]).unwrap().lock(Approval::by("老李", date("2026-10-02"))).unwrap();
    Record::of_dispatched(&locked.dispatch().unwrap())
}

fn failed(verdict: &Verdict) -> Vec<&'static str> {
    verdict
        .checks
        .iter()
        .filter(|check| check.result == CheckResult::Failed)
        .map(|check| check.name)
        .collect()
}

#[test]
fn a6_an_untouched_record_is_exact() {
    let verdict = verify(&record(), Some(&lists()), &[]);
    assert!(verdict.is_exact(), "{verdict:#?}");
    let open: Vec<_> =
        verdict.checks.iter().filter(|check| check.result == CheckResult::NotCheckable).collect();
    // no outside time-stamp and no earlier record were given
    assert_eq!(
        open.iter().map(|check| check.name).collect::<Vec<_>>(),
        ["times", "chain", "sequence", "attempts"]
    );
    assert!(open.iter().all(|check| check.detail.is_some()));
}

/// Every string, number, null and boolean of the record in turn becomes something else of its kind.
#[test]
fn no_value_of_a_record_can_be_changed_unnoticed() {
    let record = serde_json::to_value(record()).unwrap();
    let lists = lists();
    let mut paths = Vec::new();
    leaves(&record, &mut String::new(), &mut paths);
    assert!(paths.len() > 250, "{}", paths.len());
    for path in paths {
        let mut changed = record.clone();
        let value = changed.pointer_mut(&path).unwrap();
        *value = match value {
            Value::String(text) => Value::String(other(text)),
            Value::Number(number) => Value::from(number.as_u64().unwrap() + 1),
            Value::Bool(flag) => Value::Bool(!*flag),
            _ => Value::String("x".to_owned()),
        };
        let verdict = match Record::from_value(changed) {
            Ok(record) => verify(&record, Some(&lists), &[]),
            Err(faults) => Verdict::unreadable(&faults),
        };
        // who locked and when the ceremony was held are statements: only the next record's `previous` covers them
        let stated = path == "/ceremony/held_at" || path.starts_with("/result/lock");
        assert!(stated || !failed(&verdict).is_empty(), "{path}: {verdict:#?}");
    }
}

fn leaves(value: &Value, path: &mut String, found: &mut Vec<String>) {
    let length = path.len();
    let mut step = |key: String, inner: &Value| {
        path.push_str(&format!("/{key}"));
        leaves(inner, path, found);
        path.truncate(length);
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, inner)| step(key.clone(), inner)),
        Value::Array(items) => items.iter().enumerate().for_each(|(at, inner)| step(at.to_string(), inner)),
        _ => found.push(path.clone()),
    }
}

/// A text of the same length whose last letter or digit is another one.
fn other(text: &str) -> String {
    let at = text.rfind(|c: char| c.is_ascii_alphanumeric());
    match at {
        Some(at) if text.as_bytes()[at] == b'1' => format!("{}2{}", &text[..at], &text[at + 1..]),
        Some(at) if text.as_bytes()[at].is_ascii_digit() => format!("{}1{}", &text[..at], &text[at + 1..]),
        Some(at) if text.as_bytes()[at] == b'a' => format!("{}b{}", &text[..at], &text[at + 1..]),
        Some(at) => format!("{}a{}", &text[..at], &text[at + 1..]),
        None => format!("{text}改"),
    }
}

#[test]
fn every_change_of_a_list_fails_the_check_that_is_about_it() {
    let record = record();
    let check = |change: &dyn Fn(&mut Lists)| {
        let mut lists = lists();
        change(&mut lists);
        failed(&verify(&record, Some(&lists), &[]))
    };
    assert!(check(&|_| ()).is_empty());
    assert_eq!(check(&|lists| lists.targets.reverse()), Vec::<&str>::new());
    assert!(check(&|lists| _ = lists.targets.pop()).contains(&"roots"));
    assert!(check(&|lists| lists.targets[5].area = Some("西园".to_owned())).contains(&"roots"));
    assert!(check(&|lists| lists.targets[5].id = id("T-9999")).contains(&"roots"));
    assert!(check(&|lists| lists.targets.push(target("T-0000"))).contains(&"roots")); // a double is refused whole
    assert!(check(&|lists| lists.items[0].level = "市级".to_owned()).contains(&"roots"));
    assert!(check(&|lists| lists.units[0].unit = id("friends")).contains(&"roots"));
    let names = check(&|lists| _ = lists.history.remove(1));
    assert!(names.contains(&"roots") && names.contains(&"exclusions"), "{names:?}");
    assert!(check(&|lists| lists.overrides.clear()).contains(&"exclusions"));
    // names are for people: they are no part of any hash
    assert!(check(&|lists| lists.targets[5].name = Some("任意".to_owned())).is_empty());
}

#[test]
fn a_record_alone_shows_its_own_contradictions() {
    let alone = |change: &dyn Fn(&mut Record)| {
        let mut record = record();
        change(&mut record);
        failed(&verify(&record, None, &[]))
    };
    assert!(alone(&|_| ()).is_empty());
    assert_eq!(alone(&|r| _ = r.result.tasks[2].strata[0].drawn.pop()), ["tickets", "dispatch"]);
    assert_eq!(alone(&|r| r.result.tasks[2].strata[0].drawn.swap(0, 1)), ["tickets"]);
    assert_eq!(alone(&|r| r.result.tasks[2].strata[0].key = "0".repeat(32).parse().unwrap()), ["tickets"]);
    assert_eq!(alone(&|r| r.result.tasks[2].strata[0].drawn[1].ticket = zero()), ["tickets"]);
    assert_eq!(alone(&|r| r.result.dispatch.as_mut().unwrap()[0].batches[0].truncate(1)), ["dispatch"]);
    assert_eq!(alone(&|r| r.ceremony.typed[0].value = "六".to_owned()), ["tickets"]);
    assert_eq!(alone(&|r| r.ceremony.typed.clear()), ["seed", "tickets"]);
    assert_eq!(
        alone(&|r| r.seal.tasks[0].frames[0].quota = Int53::from(9)),
        ["seal-digest", "quotas", "tickets"]
    );
    assert_eq!(alone(&|r| r.seal.strength = double_random::plan::Strength::Strong), ["seal-digest", "seed"]);
    assert_eq!(alone(&|r| r.result.lock.as_mut().unwrap().person = "小王".to_owned()), ["approvals"]);
    assert_eq!(alone(&|r| r.result.lock.as_mut().unwrap().date = date("2026-09-29")), ["times"]);
    assert_eq!(alone(&|r| r.ceremony.held_at = r.seal.sealed_at), ["times"]);
    assert_eq!(alone(&|r| r.schema.push('1')), ["schema"]);
    // a rehearsal cannot be passed off as real
    assert!(alone(&|r| r.seal.protocol.push_str("/rehearsal")).contains(&"seal-digest"));
}

#[test]
fn a_record_that_is_not_in_the_written_form_is_no_record() {
    let text = record().to_json().unwrap();
    assert_eq!(Record::parse(&text).unwrap(), record());
    let code = |text: &str| Record::parse(text).unwrap_err().code();
    assert!(code(&text.replacen("\"previous\":null,", "", 1)).starts_with("json-"));
    assert!(
        code(&text.replacen("\"previous\":null", "\"previous\":null,\"note\":1", 1)).starts_with("json-")
    );
    assert!(
        code(&text.replacen("\"previous\":null", "\"previous\":null,\"previous\":null", 1))
            == "json-duplicate-key"
    );
    assert!(code("[]").starts_with("json-"));
}

#[test]
fn the_chain_shows_gaps_twins_and_strangers() {
    let lists = lists();
    let numbered = |number: u32, previous: Option<&Record>| {
        let mut round = round([task("gas", "20%", autumn())]);
        round.sequence = Some(Int53::from(number));
        round.previous = previous.map(|record| record.check_value().unwrap());
        Record::of_drawn(&draw(&round, &lists.directory().unwrap(), "s"))
    };
    let first = numbered(1, None);
    let second = numbered(2, Some(&first));
    let third = numbered(3, Some(&second));
    let result = |name: &str, record: &Record, earlier: &[&Record]| {
        let earlier: Vec<Record> = earlier.iter().map(|&record| record.clone()).collect();
        verify(record, None, &earlier).check(name).unwrap().result
    };
    let chain = |record: &Record, earlier: &[&Record]| result("chain", record, earlier);
    let sequence = |record: &Record, earlier: &[&Record]| result("sequence", record, earlier);
    assert_eq!(chain(&third, &[&second, &first]), CheckResult::Passed);
    assert_eq!(chain(&third, &[]), CheckResult::NotCheckable);
    assert_eq!(sequence(&third, &[&second, &first]), CheckResult::Passed);
    assert_eq!(sequence(&third, &[&first]), CheckResult::Failed);
    assert_eq!(chain(&third, &[&numbered(2, None), &first]), CheckResult::Failed);
    assert_eq!(sequence(&third, &[&second, &numbered(2, None), &first]), CheckResult::Failed);
    assert_eq!(sequence(&numbered(4, Some(&second)), &[&second, &first]), CheckResult::Failed);
}
