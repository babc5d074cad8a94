//! Records with everything that one may hold, small ledgers, records under embargo: whole, and with one thing changed.

use double_random::base::{Date, Digest, Int53, Suite};
use double_random::directory::PastVisit;
use double_random::draw::{Ceremony, Reveal};
use double_random::plan::{Approval, CeremonyPlan, PartyPlan, Round};
use double_random::record::{Lists, Record};
use serde_json::{Value, json};

use crate::both_stages::both_stages_in;
use crate::everything::{Everything, LIFT, everything};
use crate::family::Family;
use crate::support::{date, finished, id, item, round, targets, task, window};

const NOTES: &[(&str, &str)] = &[
    ("changed", "one value was changed"),
    ("embargo", "what is public of a record before its day, and the record held against it"),
    ("ended", "an attempt that was withdrawn or void"),
    (
        "everything",
        "joint tasks, cap, exception, removal, experts, direct assignment, replacements, beacon, stamps",
    ),
    ("honest", "nothing was changed"),
    ("ledger", "with the records before or after it"),
    ("merger", "visits were made at an enterprise that has merged into the target's since"),
    ("sm3", "suite sm3"),
];

/// 第六条 - records of every kind.
pub(crate) fn family() -> Family {
    let mut family = Family::in_file("records", "verify", NOTES);
    let all = everything();
    whole(&mut family, &all);
    alone(&mut family, &all);
    with_lists(&mut family, &all);
    embargo(&mut family, &all);
    ended(&mut family, &all);
    ledger(&mut family);
    mergers(&mut family);
    let sm3 = both_stages_in(Suite::Sm3);
    family.ask("honest sm3", "both stages", sm3.clone());
    family.ask(
        "changed sm3",
        "the suite named is the other one",
        with(&sm3, "/record/seal/suite", json!("sha256")),
    );
    let key = "/record/result/tasks/0/strata/0/key";
    family.ask("changed sm3", "another key", with(&sm3, key, json!("0".repeat(32))));
    family
}

fn with(args: &Value, pointer: &str, value: Value) -> Value {
    let mut changed = args.clone();
    *changed.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
    assert_ne!(changed, *args, "{pointer} is that already");
    changed
}

fn whole(family: &mut Family, Everything { record, lists, before, next }: &Everything) {
    let flags = "everything honest";
    family.ask(
        flags,
        "with its lists and the record before it",
        json!({ "record": record, "lists": lists, "earlier": [before] }),
    );
    family.ask(flags, "by itself", json!({ "record": record }));
    let others = json!({ "record": record, "lists": lists, "earlier": [next, before] });
    family.ask("everything honest ledger", "the record after it names it", others);
}

/// What a record shows without its lists.
fn alone(family: &mut Family, Everything { record, .. }: &Everything) {
    let args = json!({ "record": record });
    let matched = "/record/officers/1/result/matched";
    let changes = format!("{matched}/changes");
    for (pointer, value, comment) in [
        ("/record/seal/approvals/1/person", json!("小王"), "the preparer approves"),
        ("/record/seal/tasks/0/task/basis/ad-hoc/reason", json!(" "), "drawn outside the plan for no reason"),
        ("/record/ceremony/parties/0/secret", json!("0".repeat(64)), "a secret that nobody promised"),
        ("/record/ceremony/parties", json!([]), "parties that kept silent"),
        ("/record/ceremony/beacon/round", json!(7), "another round of the beacon"),
        ("/record/ceremony/beacon/value", json!("0".repeat(64)), "a value that is not of its signature"),
        ("/record/seal/ceremony/beacon/round", json!(7), "a sealed round that the formula does not give"),
        ("/record/ceremony/beacon", Value::Null, "no beacon"),
        ("/record/ceremony/typed/0/value", json!("617"), "dice that show seven"),
        ("/record/seal/strength", json!("weak"), "a strong seed called weak"),
        ("/record/seal/disclosure/embargoed/party", json!("stranger"), "a secret of nobody kept back"),
        (
            "/record/seal/disclosure/embargoed/lift",
            json!("2026-10-01"),
            "a day to publish that is over at the seal",
        ),
        ("/record/ceremony/held_at", json!("2026-10-01T08:00:00+08:00"), "held before the seal"),
        ("/record/stamps/0/stated_at", json!("2026-10-01T16:00:00+08:00"), "a stamp from after the ceremony"),
        ("/record/result/lock/date", json!("2026-09-30"), "locked before the seal"),
        (
            "/record/officers/1/ceremony/parties/0/secret",
            json!("0".repeat(64)),
            "a second secret that nobody promised",
        ),
        ("/record/officers/0/result/infeasible/supply", json!(99), "a proof of no plan that proves nothing"),
        ("/record/officers/1/seal/after", Value::Null, "an attempt before it not named"),
        ("/record/officers/1/seal/direct/0/officer", json!(7), "somebody else assigned directly"),
        (&format!("{matched}/experts/seats"), json!([]), "no expert on any seat"),
        (&format!("{matched}/order/role"), json!("preparer"), "ordered by who may not"),
        (&format!("{changes}/0/offered/rung"), json!("neighbours"), "another rung of the ladder"),
        (&format!("{changes}/0/declined"), json!([]), "nobody declined"),
        (&format!("{changes}/1/taken"), json!("offered"), "an assignment called an offer"),
    ] {
        family.ask("everything changed", comment, with(&args, pointer, value));
    }
}

/// What only the lists show.
fn with_lists(family: &mut Family, Everything { record, lists, .. }: &Everything) {
    let args = json!({ "record": record, "lists": lists });
    for (pointer, value, comment) in [
        ("/record/result/groups/0/set_aside", json!(0), "nobody set aside for the cap"),
        ("/record/result/removals/0/replacement/id", json!("T-09"), "another target came in"),
        ("/record/seal/exclusions/0/rolling", json!(0), "another count of twelve months"),
        ("/record/seal/overrides/0/allowed", json!(9), "an exception that allows more"),
        ("/lists/overrides/0/allowed", json!(9), "an exception of another size in the lists"),
        ("/lists/history/0/state/finished/on", json!("2025-02-01"), "a visit that was in the year before"),
        ("/lists/experts/0/cap", json!(1), "an expert who may go once"),
        ("/lists/officers/0/name", json!("李四"), "an officer of another name"),
    ] {
        family.ask("everything changed", comment, with(&args, pointer, value));
    }
}

fn embargo(family: &mut Family, Everything { record, lists, before, .. }: &Everything) {
    let lift: Date = LIFT.parse().unwrap();
    let public = record.published(lift.plus_days(-1)).unwrap();
    let args = json!({ "record": public, "lists": lists, "earlier": [before] });
    family.ask("embargo honest ledger", "with its lists and the record before it", args.clone());
    family.ask("embargo honest", "by itself", json!({ "record": public }));
    family.ask("embargo honest ledger", "the record of the lift, held against what was public", {
        json!({ "record": record, "earlier": [public] })
    });
    let leak = json!([{ "party": "notary", "secret": "01".repeat(32) }, { "party": "press", "secret": "02".repeat(32) }]);
    let alone = json!({ "record": public });
    for (pointer, value, comment) in [
        ("/record/ceremony/parties", leak, "the secret that was to be kept back"),
        ("/record/ceremony/parties/0/secret", json!("0".repeat(64)), "a secret that nobody promised"),
        ("/record/seal/disclosure/embargoed/lift", json!("2027-01-01"), "a later day"),
        ("/record/seal/disclosure", json!("open"), "a seal that keeps nothing back"),
        ("/record/lock/role", json!("preparer"), "locked by who may not"),
        ("/record/ceremony/held_at", json!("2026-10-01T08:00:00+08:00"), "held before the seal"),
        ("/record/dispatched", json!("yes"), "a word for yes or no"),
        ("/record/schema", json!("double-random/embargoed/9"), "a version that does not exist"),
    ] {
        family.ask("changed embargo", comment, with(&alone, pointer, value));
    }
    let other = with(&alone, "/record/record", json!("0".repeat(64)));
    family.ask(
        "changed embargo ledger",
        "another record at the lift than the one that was public",
        json!({ "record": record, "earlier": [other["record"]] }),
    );
}

fn ended(family: &mut Family, Everything { lists, before, .. }: &Everything) {
    let args = json!({ "record": before, "lists": lists });
    family.ask("ended honest", "withdrawn, with its lists", args.clone());
    family.ask("ended honest", "withdrawn, by itself", json!({ "record": before }));
    for (pointer, value, comment) in [
        ("/record/ended/withdrawn/reason", json!("  "), "no reason given"),
        ("/record/ended/withdrawn/at", json!("2026-10-01T08:00:00+08:00"), "withdrawn before the seal"),
        ("/record/ended", Value::Null, "called a draw"),
        ("/record/seal/tasks/0/frames/0/root", json!("0".repeat(64)), "another root of a stratum"),
    ] {
        family.ask("changed ended", comment, with(&args, pointer, value));
    }
    let plan = promised("void", 5);
    let sealed =
        crate::support::seal(&mini("void", 1, None).ceremony(plan), &mini_lists().directory().unwrap());
    let void = sealed.void(Ceremony::default(), "2026-10-01T11:00:00+08:00".parse().unwrap()).unwrap();
    let void = json!({ "record": Record::of_voided(&void), "lists": mini_lists() });
    family.ask("ended honest", "void: the notary did not reveal", void.clone());
    let other = with(&void, "/record/ended/void/cause", json!({ "other-secret": { "party": "notary" } }));
    family.ask("changed ended", "void for another cause", other);
    let dice = mini("broken", 1, None).ceremony(CeremonyPlan::bare());
    let sealed = crate::support::seal(&dice, &mini_lists().directory().unwrap());
    let (head, at) = (Approval::by("局长", date("2026-10-01")), "2026-10-01T11:00:00+08:00".parse().unwrap());
    let broken = sealed.fail(Ceremony::default(), "停电", head, at);
    let broken = json!({ "record": Record::of_voided(&broken.unwrap()), "lists": mini_lists() });
    family.ask("ended honest", "void: the ceremony broke off", broken);
}

/// Who promises a secret of one byte, 32 times.
fn promised(name: &str, byte: u8) -> CeremonyPlan {
    let reveal = Reveal { party: id("notary"), secret: [byte; 32] };
    let commitment = reveal.commitment(Default::default(), &id(name));
    let party = PartyPlan { party: reveal.party, commitment, outside: true };
    CeremonyPlan { parties: vec![party], ..CeremonyPlan::default() }
}

fn mini_lists() -> Lists {
    Lists { items: vec![item("gas", &[])], targets: targets(2), ..Lists::default() }
}

/// One of two targets is drawn, for a week of its own.
fn mini(name: &str, number: u32, previous: Option<Digest>) -> Round {
    let week = window(
        &format!("2026-10-{:02}", 7 * number % 28 + 1),
        &format!("2026-10-{:02}", 7 * number % 28 + 6),
    );
    let mut round = round([task(&format!("gas-{number}"), "50%", week)]);
    round.id = id(name);
    round.sequence = Some(Int53::from(number));
    round.previous = previous;
    round.sealed_at = Some("2026-10-01T09:00:00+08:00".parse().unwrap());
    round
}

fn drawn(round: &Round, secret: u8) -> Record {
    drawn_from(&mini_lists(), round, secret)
}

fn drawn_from(lists: &Lists, round: &Round, secret: u8) -> Record {
    let secret = Reveal { party: id("notary"), secret: [secret; 32] };
    let sealed = crate::support::seal(round, &lists.directory().unwrap());
    Record::of_drawn(&sealed.seed(Ceremony { parties: vec![secret], ..Ceremony::default() }).unwrap().draw())
}

fn ledger(family: &mut Family) {
    let held =
        |name: &str, number: u32, previous: Option<&Record>, secret: u8, change: &dyn Fn(&mut Round)| {
            let previous = previous.map(|record| record.check_value().unwrap());
            let mut round = mini(name, number, previous).ceremony(promised(name, secret));
            change(&mut round);
            drawn(&round, secret)
        };
    let same = |_: &mut Round| ();
    let first = held("r-1", 1, None, 1, &same);
    let second = held("r-2", 2, Some(&first), 2, &same);
    let third = held("r-3", 3, Some(&second), 3, &same);
    let gas_2 = |round: &mut Round| round.tasks = mini("r-2", 2, None).tasks;
    let mut ask = |flags: &'static str, comment: &str, record: &Record, earlier: &[&Record]| {
        family.ask(flags, comment, json!({ "record": record, "earlier": earlier }));
    };
    ask("honest ledger", "the third, with both before it", &third, &[&first, &second]);
    ask("honest ledger", "the first, with both after it", &first, &[&third, &second]);
    ask("honest ledger", "the third and the second: what came before is not known", &third, &[&second]);
    ask("changed ledger", "the second is missing", &third, &[&first]);
    let loose = held("r-3", 3, Some(&first), 3, &same);
    ask("changed ledger", "the third names the first", &loose, &[&first, &second]);
    let twin = held("r-2b", 2, Some(&first), 4, &|round| round.tasks = mini("x", 4, None).tasks);
    ask("changed ledger", "two records carry number 2", &second, &[&first, &twin]);
    let headed = held("r-1", 1, Some(&third), 1, &same);
    ask("changed ledger", "the first names a record before it", &headed, &[&second]);
    let again = held("r-3", 3, Some(&second), 3, &gas_2);
    ask("changed ledger", "the tasks of the second drawn again", &again, &[&first, &second]);
    let reused = held("r-3", 3, Some(&second), 1, &same);
    ask("changed ledger", "the secret of the first used again", &reused, &[&first, &second]);
    let unnumbered = held("r-3", 3, Some(&second), 3, &|round| round.sequence = None);
    ask("changed ledger", "a record without a number", &unnumbered, &[&first, &second]);
    let mut rehearsal = mini("r-2", 2, Some(first.check_value().unwrap()));
    rehearsal.rehearsal = true;
    let commitment =
        Reveal { party: id("notary"), secret: [2; 32] }.commitment(rehearsal.protocol(), &rehearsal.id);
    let mut plan = promised("r-2", 2);
    plan.parties[0].commitment = commitment;
    let rehearsal = drawn(&rehearsal.ceremony(plan), 2);
    ask("changed ledger", "a rehearsal among real ones", &rehearsal, &[&first]);
    ask("honest", "a rehearsal by itself", &rehearsal, &[]);
}

/// 第十四条第二款 - of enterprises that merged the higher count stays, not the sum.
fn mergers(family: &mut Family) {
    let at_former =
        |name: &str, on: &str| PastVisit { former: Some(id("G-1")), ..finished(name, "T-0000", on) };
    let own = finished("v-1", "T-0000", "2026-02-01");
    let [march, april] = [at_former("v-2", "2026-03-01"), at_former("v-3", "2026-04-01")];
    let round = mini("merged", 1, None).ceremony(promised("merged", 6));
    let args = |history: Vec<PastVisit>| {
        let lists = Lists { history, ..mini_lists() };
        json!({ "record": drawn_from(&lists, &round, 6), "lists": lists })
    };
    let once_each = args(vec![own.clone(), march.clone()]);
    family.ask(
        "honest merger",
        "one visit each before they merged: both targets can be drawn",
        once_each.clone(),
    );
    let twice = args(vec![own, march, april]);
    family.ask("honest merger", "the one that merged had two: the cap excludes the target", twice.clone());
    let former = "/lists/history/1/former";
    family.ask("changed merger", "no word of the merger: two visits of one enterprise", {
        with(&once_each, former, Value::Null)
    });
    family.ask("changed merger", "another enterprise that merged", with(&once_each, former, json!("G-2")));
    family.ask(
        "changed merger",
        "nobody excluded",
        with(&twice, "/record/seal/exclusions/0/count", json!(0)),
    );
}
