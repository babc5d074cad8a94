//! The readings of the cap and of quotas, one choice after the other made up, with what the lists need for them.

use double_random::base::Date;
use double_random::law::{LicenceTerm, RuleSet, VisitKind};
use double_random::record::Lists;

use crate::choices::Choices;
use crate::covered::{Feature, list};

/// The columns of a licence's term.
const COLUMNS: [&str; 2] = ["许可证起", "许可证止"];

/// What rounds have under these choices.
pub(crate) const FEATURES: &[Feature] = &[
    ("somebody inspected on a lead", |line| {
        list(line, "/record/seal/exclusions")
            .iter()
            .any(|list| list["article"] == "A2P2I2" && list["count"] != 0)
    }),
    ("visits of other kinds that would fill the cap", |line| {
        list(line, "/record/seal/exclusions").iter().any(|list| list["every_kind"] != list["count"])
    }),
];

/// What stands in the seals of rounds under other choices than the default.
pub(crate) const WORDS: &[&str] = &[
    "\"counted\"",
    "\"enterprise\"",
    "\"twelve-months-back\"",
    "\"licence-term\"",
    "\"choice\":\"site\"",
    "\"finished-only\"",
    "\"after-cap\"",
];

/// Some of the readings that decide who can be drawn, chosen at random, and lists in which they make a difference.
pub(crate) fn made_up(choices: &mut Choices, as_of: &str, rules: &mut RuleSet, lists: &mut Lists) {
    for visit in &mut lists.history {
        visit.kind =
            choices.pick(&[VisitKind::Random, VisitKind::Random, VisitKind::Random, VisitKind::Case]);
        if choices.one_in(3) {
            visit.kind = choices.pick(&VisitKind::ALL);
        }
    }
    let mut choose = |choices: &mut Choices, reading: &str, others: &[&str]| {
        if choices.one_in(3) {
            let choice = rules.readings.iter_mut().find(|choice| choice.reading == reading).unwrap();
            choice.choice = choices.pick(others).to_owned();
        }
    };
    choose(choices, "I-2-b", &["counted"]);
    choose(choices, "I-2-2a", &["enterprise"]);
    choose(choices, "I-14-2a", &["twelve-months-back", "licence-term", "licence-term"]);
    choose(choices, "I-14-2b", &["site"]);
    choose(choices, "I-14-2c", &["finished-only"]);
    choose(choices, "I-17-b", &["after-cap"]);
    if rules.takes("I-2-b", "counted") {
        rules.cap_counts.extend(choices.some(&VisitKind::ALL[1..]));
    }
    if rules.takes("I-14-2a", "licence-term") {
        let [from, to] = COLUMNS.map(str::to_owned);
        rules.licence_term = Some(LicenceTerm { from, to });
        licences(choices, as_of.parse().unwrap(), lists);
    }
}

/// Licences in force, of other years, and none; the first target has one, so that the columns are there.
fn licences(choices: &mut Choices, as_of: Date, lists: &mut Lists) {
    let ahead = as_of.plus_days(400);
    let terms = [
        (as_of.plus_days(-700), ahead),
        (as_of.plus_days(-240), ahead),
        (as_of.plus_days(-100), as_of),
        (as_of.plus_days(-900), as_of.plus_days(-1)),
        (as_of.plus_days(1), ahead),
        (as_of, ahead),
    ];
    for target in &mut lists.targets {
        if target.id.as_str() == "T-0" || !choices.one_in(3) {
            let (from, to) = choices.pick(&terms);
            for (column, day) in COLUMNS.into_iter().zip([from, to]) {
                target.attributes.insert(column.to_owned(), day.to_string());
            }
        }
    }
}
