//! Any sequence of events against a model that keeps no state: it looks back at what was accepted and asks what is there.

use double_random::base::{Date, Protocol};
use double_random::disclosure::{Event, ReviewOutcome, Stage, Step, WithdrawalGround};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::made_up::{finding, forms, why};
use super::{event, history};

const PEOPLE: [&str; 4] = ["甲", "乙", "大队长", " "];
const FOUND: [&str; 3] = ["no-problem", "not-disclosed", "follow-up-pending"];

fn steps() -> impl Strategy<Value = Value> {
    let objection = || prop::sample::select(vec!["O-1", "O-2"]);
    let text = || prop::sample::select(vec!["事由", "事由", "事由", " "]);
    prop_oneof![
        3 => Just(json!("entered")),
        3 => Just(json!("checked")),
        1 => text().prop_map(|reason| json!({ "returned": { "reason": reason } })),
        3 => Just(json!("published")),
        1 => Just(json!({ "withheld": { "reason": "privacy", "salt": "5".repeat(64) } })),
        9 => (0..3_u32, 0..3_usize, text(), 0..12_usize, 0..16_usize, 10..18_u32).prop_map(
            |(replaces, found, reason, unit, head, day)| json!({ "corrected": {
                "replaces": replaces, "finding": finding("gas", &[FOUND[found]]), "reason": reason,
                "head": { "unit": if unit == 0 { "other" } else { "squad" }, "person": PEOPLE[if head < 4 { head } else { 2 }],
                          "date": format!("2026-10-{day}") },
            } })
        ),
        1 => (text(), 0..3_usize, 0..8_usize).prop_map(|(document, ground, head)| json!({ "withdrawn": {
            "ground": ([json!("court"), json!({ "review": "O-1" }), json!({ "review": "O-2" })][ground]), "document": document,
            "head": { "unit": "squad", "person": if head == 0 { " " } else { "大队长" }, "date": "2026-10-14" },
        } })),
        1 => Just(json!("notified")),
        2 => objection().prop_map(|objection| json!({ "objected": { "objection": objection } })),
        1 => (objection(), text()).prop_map(
            |(objection, missing)| json!({ "papers-requested": { "objection": objection, "missing": missing } })
        ),
        2 => (objection(), prop::sample::select(vec!["stands", "wrong"])).prop_map(
            |(objection, outcome)| json!({ "reviewed": { "objection": objection, "outcome": outcome } })
        ),
        2 => objection().prop_map(|objection| json!({ "fed-back": { "objection": objection } })),
        1 => text().prop_map(|note| json!({ "followed-up": { "note": note } })),
    ]
}

/// Mostly a day later, now and then a day back; few blank names.
fn events() -> impl Strategy<Value = Vec<Event>> {
    let days = prop::sample::select(vec![0, 0, 0, 0, 0, 0, 1, 1, 1, -1, -4]);
    let entered = prop::sample::select(vec![None, None, None, None, None, None, Some(0), Some(1), Some(-1)]);
    let one = (days, 0..13_usize, steps(), entered);
    prop::collection::vec(one, 1..40).prop_map(|drawn| {
        let mut day = 14;
        let at = |(days, person, step, entered): (i32, usize, Value, Option<i32>)| {
            day = (day + days).clamp(10, 31);
            let person = PEOPLE[if person == 12 { 3 } else { person % 3 }];
            let event = event(&format!("2026-10-{day}"), person, step);
            Event { entered_on: entered.map(|days| event.on.plus_days(days)), ..event }
        };
        drawn.into_iter().map(at).collect()
    })
}

/// Looks back at the events accepted so far.
struct Log<'a>(&'a [Event]);

impl Log<'_> {
    fn any(&self, is: impl Fn(&Step) -> bool) -> bool {
        self.0.iter().any(|event| is(&event.step))
    }

    fn day(&self, is: impl Fn(&Step) -> bool) -> Option<Date> {
        self.0.iter().rev().find(|event| is(&event.step)).map(|event| event.on)
    }

    fn is_public(&self) -> bool {
        self.any(|step| matches!(step, Step::Published | Step::Withheld { .. }))
    }

    /// The event that says whether somebody has to enter or to check next.
    fn desk(&self) -> Option<&Event> {
        let counts = |(at, event): &(usize, &Event)| match event.step {
            Step::Entered | Step::Checked | Step::Returned { .. } => true,
            Step::Corrected { .. } => !Log(&self.0[..*at]).is_public(),
            _ => false,
        };
        self.0.iter().enumerate().rfind(counts).map(|(_, event)| event)
    }

    fn stage(&self) -> Stage {
        let desk = self.desk().map(|event| &event.step);
        if self.any(|step| matches!(step, Step::Withdrawn { .. })) {
            Stage::Withdrawn
        } else if self.any(|step| matches!(step, Step::Published)) {
            Stage::Published
        } else if self.is_public() {
            Stage::Withheld
        } else {
            match desk {
                Some(Step::Entered) => Stage::Entered,
                Some(Step::Checked) => Stage::Checked,
                _ => Stage::Signed,
            }
        }
    }

    fn found(&self) -> Vec<Value> {
        let corrected = self.0.iter().filter_map(|event| match &event.step {
            Step::Corrected { finding, .. } => Some(json!(finding.conclusions.found)),
            _ => None,
        });
        std::iter::once(json!(["no-problem"])).chain(corrected).collect()
    }

    /// The code of what stands against `event`, if anything does.
    fn against(&self, event: &Event) -> Option<&'static str> {
        let blank = |text: &str| text.trim().is_empty();
        let person = event.actor.person.trim();
        let signed: Date = "2026-10-14".parse().unwrap();
        let known = |id| self.any(|step| matches!(step, Step::Objected { objection } if objection == id));
        let reviewed =
            |id| self.any(|step| matches!(step, Step::Reviewed { objection, .. } if objection == id));
        let answered = |id| self.any(|step| matches!(step, Step::FedBack { objection } if objection == id));
        let stage = self.stage();
        let frozen = stage == Stage::Withdrawn;
        let on_objection =
            matches!(event.step, Step::PapersRequested { .. } | Step::Reviewed { .. } | Step::FedBack { .. });
        let elsewhere = on_objection
            || matches!(event.step, Step::Objected { .. } | Step::Notified | Step::FollowedUp { .. });
        let rules: Vec<(bool, &'static str)> = match &event.step {
            _ if person.is_empty() => vec![(true, "event-actor-missing")],
            Step::Objected { .. } if event.on < signed => vec![(true, "objection-before-signature")],
            _ if self.0.iter().map(|event| event.on).chain([signed]).any(|on| on > event.on) => {
                vec![(true, "event-backdated")]
            }
            _ if event.entered() < event.on => vec![(true, "event-entered-early")],
            _ if event.entered() > event.on && !elsewhere => vec![(true, "event-entered-late")],
            _ if self.0.iter().any(|other| other.entered() > event.entered()) => {
                vec![(true, "event-entered-before")]
            }
            Step::FollowedUp { note, .. } => vec![(blank(note), "event-reason-missing")],
            Step::Notified => vec![
                (!frozen, "notice-before-withdrawal"),
                (self.any(|step| *step == Step::Notified), "notice-again"),
            ],
            _ if frozen && !on_objection => vec![(true, "result-withdrawn")],
            Step::Entered => vec![(stage != Stage::Signed, "entry-again")],
            Step::Checked | Step::Returned { .. } if stage != Stage::Entered => {
                vec![(true, "check-before-entry")]
            }
            Step::Checked => {
                vec![(
                    self.desk().is_some_and(|desk| desk.actor.person.trim() == person),
                    "check-same-person",
                )]
            }
            Step::Returned { reason } => vec![(blank(reason), "event-reason-missing")],
            Step::Published | Step::Withheld { .. } => vec![
                (!self.is_public() && stage != Stage::Checked, "publication-before-check"),
                (stage == Stage::Published, "publication-again"),
                (self.is_public() && event.step != Step::Published, "withheld-again"),
            ],
            Step::Withdrawn { ground, document, head } => {
                let objection = match ground {
                    WithdrawalGround::Review(objection) => Some(objection),
                    _ => None,
                };
                vec![
                    (objection.is_some_and(|id| !known(id)), "objection-unknown"),
                    (objection.is_some_and(|id| !self.is_unsettled(id)), "withdrawal-not-reviewed"),
                    (blank(document), "event-reason-missing"),
                    (blank(&head.person), "correction-unsigned"),
                    (head.person == person, "correction-same-person"),
                ]
            }
            Step::Corrected { replaces, finding, reason, head } => vec![
                (*replaces as usize + 1 != self.found().len(), "correction-stale"),
                (blank(reason), "event-reason-missing"),
                (head.unit.as_str() != "squad", "correction-other-head"),
                (blank(&head.person) || head.date > event.on, "correction-unsigned"),
                (head.person == person, "correction-same-person"),
                (
                    self.found().last() == Some(&json!(finding.conclusions.found)),
                    "correction-changes-nothing",
                ),
            ],
            Step::Objected { objection } => vec![(known(objection), "objection-duplicate")],
            Step::PapersRequested { objection, missing } => vec![
                (blank(missing), "event-reason-missing"),
                (!known(objection), "objection-unknown"),
                (reviewed(objection), "objection-reviewed"),
            ],
            Step::Reviewed { objection, .. } => {
                vec![(!known(objection), "objection-unknown"), (reviewed(objection), "objection-reviewed")]
            }
            Step::FedBack { objection } => vec![
                (!known(objection), "objection-unknown"),
                (!reviewed(objection), "feedback-before-review"),
                (answered(objection), "feedback-again"),
            ],
        };
        rules.into_iter().find(|(holds, _)| *holds).map(|(_, code)| code)
    }

    /// Whether the review found the result wrong and nothing has put it right since.
    fn is_unsettled(&self, id: &double_random::base::Id) -> bool {
        let wrong = |event: &Event| matches!(&event.step, Step::Reviewed { objection, outcome: ReviewOutcome::Wrong } if objection == id);
        self.0.iter().position(wrong).is_some_and(|at| {
            !Log(&self.0[at..]).any(|step| matches!(step, Step::Corrected { .. } | Step::Withdrawn { .. }))
        })
    }

    /// How many objections were found right and have not led to a correction since.
    fn unsettled(&self) -> usize {
        let wrong = |(_, event): &(usize, &Event)| {
            matches!(event.step, Step::Reviewed { outcome: ReviewOutcome::Wrong, .. })
        };
        let settled = |at: usize| {
            Log(&self.0[at..]).any(|step| matches!(step, Step::Corrected { .. } | Step::Withdrawn { .. }))
        };
        if self.stage() == Stage::Withdrawn {
            return 0; // there is nothing left to correct
        }
        self.0.iter().enumerate().filter(wrong).filter(|(at, _)| !settled(*at)).count()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a6_a28p2_a28p3_any_events_only_add_and_only_lawful_steps_lead_anywhere(events in events()) {
        let protocol = Protocol::default();
        let mut history = history();
        for event in events {
            let (before, digests) = (history.clone(), history.digests(protocol).unwrap());
            let expected = Log(before.events()).against(&event);
            let answer = history.append(event.clone());
            if let Some(code) = expected {
                let faults = why(answer);
                prop_assert_eq!(faults[0].0, code, "{:?}", event);
                prop_assert_eq!(&history, &before);
                continue;
            }
            prop_assert!(answer.is_ok(), "{answer:?} {event:?}");
            // everything that was there is there, in its place
            prop_assert!(history.events().starts_with(before.events()));
            prop_assert_eq!(history.events().len(), before.events().len() + 1);
            prop_assert!(history.digests(protocol).unwrap().starts_with(&digests));
            prop_assert!(before.versions().zip(history.versions()).all(|(old, new)| old == new));
            let (log, standing) = (Log(history.events()), history.standing());
            prop_assert_eq!(standing.stage, log.stage());
            let found: Vec<Value> = history.versions().map(|version| json!(version.finding.conclusions.found)).collect();
            prop_assert_eq!(found, log.found());
            prop_assert_eq!(standing.published_on, log.day(|step| matches!(step, Step::Published)));
            prop_assert_eq!(standing.followed_up, log.any(|step| matches!(step, Step::FollowedUp { .. })));
            let asking = standing.objections.values().filter(|objection| objection.asks_for_correction()).count();
            prop_assert_eq!(asking, log.unsettled());
        }
        // one event less, and the last check value is another
        let archive = history.archive();
        prop_assert_eq!(archive.clone().replay(&crate::made_up::team(), &forms()), Ok(history.clone()));
        if history.events().len() > 1 {
            let mut shorter = archive;
            shorter.events.remove(0);
            if let Ok(other) = shorter.replay(&crate::made_up::team(), &forms()) {
                let last = |history: &double_random::disclosure::History| history.digests(protocol).unwrap().pop();
                prop_assert_ne!(last(&other), last(&history));
            }
        }
    }
}
