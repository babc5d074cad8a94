//! 第二十八条 - the history of one result, to which events are only added.
//!
//! # The rule
//! Every step leaves a trace. What was published stays in the archive, also after it was corrected.
//!
//! # Reading
//! There is a history for each target, item and department (I-26-a), so that of one visit a part can be withheld.
//!
//! # Example
//! See [`History`].

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::event::{Event, Step};
use super::objection::{Clock, Objection};
use super::problem::DisclosureError;
use super::standing::{Stage, Standing};
use crate::base::json::{self, JsonError};
use crate::base::{Date, Digest, Fault, Faults, Id, Place, Protocol};
use crate::inspection::{Conclusion, Finding, Forms, Sheet, Signed, StatedTeam, Team, prefixed, within};

/// 结果 - one version of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// The day of the signature, or of the correction.
    pub since: Date,
    /// What was found.
    pub finding: Finding,
}

/// The history of one result.
///
/// ```
/// use double_random::base::Problem;
/// use double_random::disclosure::{Event, History, Stage};
/// use double_random::inspection::{Form, Forms, Sheet, Team};
///
/// # let forms: Vec<Form> = serde_json::from_str(r#"[{"id": "F-gas", "name": "用气安全检查表", "items": ["gas"]}]"#)?;
/// # mod made_up { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/inspection/order.rs")); }
/// # let made_up::Made { ordered, officers, .. } = made_up::Asked { items: &["gas"], ..Default::default() }.ordered();
/// # let team = Team::of(&ordered, &officers, 1)?;
/// # let sheet: Sheet = serde_json::from_str(r#"{
/// #     "inspected_on": "2026-10-12",
/// #     "findings": [{"item": "gas", "department": "综合执法局", "form": {"form": "F-gas"},
/// #                   "conclusions": {"found": ["no-problem"]}}],
/// #     "signatures": [{"person": "P-1", "date": "2026-10-12"}, {"person": "P-2", "date": "2026-10-12"}],
/// #     "firm": {"signed": {"person": "店长", "date": "2026-10-12"}}
/// # }"#)?;
/// let signed = sheet.sign(&team, &Forms::new(forms)?.into())?;
/// let mut history = History::open(&signed, &"gas".parse()?, "综合执法局")?;
///
/// let event = |person: &str, on: &str, step: &str| -> Result<Event, serde_json::Error> {
///     serde_json::from_str(&format!(r#"{{"on": "{on}", "actor": {{"person": "{person}", "org": "squad"}}, "step": "{step}"}}"#))
/// };
/// history.append(event("甲", "2026-10-13", "entered")?)?;
/// let early = history.append(event("甲", "2026-10-13", "published")?).unwrap_err();
/// assert_eq!((early.code(), early.article().map(|a| a.citation())), ("publication-before-check", Some("第六条")));
///
/// history.append(event("乙", "2026-10-14", "checked")?)?;
/// history.append(event("乙", "2026-10-14", "published")?)?;
/// assert_eq!(history.standing().stage, Stage::Published);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "第二十八条")]
pub struct History {
    signed: Signed,
    item: Id,
    department: String,
    first: Version,
    later: Vec<Version>,
    events: Vec<Event>,
    standing: Standing,
}

/// 档案 - a history as it is written down: what was signed, and every event. The rest follows from these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// The team that is said to have been ordered.
    pub team: StatedTeam,
    /// What it signed.
    pub sheet: Sheet,
    /// The item.
    pub item: Id,
    /// The department.
    pub department: String,
    /// Every event.
    #[serde(default)]
    pub events: Vec<Event>,
}

impl Archive {
    /// Signs and takes every event again. Nothing in an archive is believed: it is checked as on the first day, and its team
    /// is `team`, which stood in the record on the day of the last signature, or the archive is refused.
    ///
    /// # Errors
    /// [`InspectionError::OtherTeam`](crate::inspection::InspectionError::OtherTeam), at `team`; what is missing in the
    /// sheet, at `sheet`; or what refuses the first event that is not lawful, at `events[3]` for example.
    pub fn replay(self, team: &Team, forms: &Arc<Forms>) -> Result<History, Faults> {
        team.check_stated(&self.team).map_err(|error| Fault::new(Place::field("team"), error))?;
        let signed = self.sheet.sign(team, forms).map_err(|error| prefixed("sheet", error))?;
        let mut history = History::open(&signed, &self.item, &self.department)
            .map_err(|error| Fault::new(Place::field("item"), error))?;
        for (at, event) in self.events.into_iter().enumerate() {
            history.append(event).map_err(|error| prefixed(&format!("events[{at}]"), error))?;
        }
        Ok(history)
    }
}

/// What a result is, in every hash of it.
#[derive(Serialize)]
struct Hashed<'a> {
    seal: Digest,
    visit: u32,
    target: &'a Id,
    inspected_on: Date,
    version: u32,
    finding: &'a Finding,
}

impl History {
    /// Begins with what was signed for `item` and `department`.
    ///
    /// # Errors
    /// [`DisclosureError::NoFinding`].
    pub fn open(signed: &Signed, item: &Id, department: &str) -> Result<Self, DisclosureError> {
        let Some(finding) = signed.finding(item, department) else {
            return Err(DisclosureError::NoFinding {
                item: item.to_string(),
                department: department.to_owned(),
            });
        };
        Ok(Self {
            item: item.clone(),
            department: finding.department.clone(),
            first: Version { since: signed.signed_on(), finding: finding.clone() },
            later: Vec::new(),
            events: Vec::new(),
            standing: Standing::signed(signed.team().unit.clone(), signed.signed_on()),
            signed: signed.clone(),
        })
    }

    /// All of it, to be written down.
    pub fn archive(&self) -> Archive {
        Archive {
            team: (**self.signed.team()).clone(),
            sheet: self.signed.sheet().clone(),
            item: self.item.clone(),
            department: self.department.clone(),
            events: self.events.clone(),
        }
    }

    /// Adds an event, or leaves everything as it is.
    ///
    /// # Errors
    /// [`DisclosureError`] for a step that is not lawful; what is wrong with a corrected finding.
    pub fn append(&mut self, event: Event) -> Result<(), Faults> {
        let standing = self.standing.clone().after(&event);
        let standing = standing.map_err(|error| Fault::new(Place::field(field(&error)), error))?;
        match &event.step {
            Step::Corrected { finding, .. } => {
                self.check_correction(finding)?;
                self.later.push(Version { since: event.on, finding: (**finding).clone() });
            }
            Step::FollowedUp { corrected_on: Some(corrected), .. } => {
                let place = || Place::field("step.followed-up.corrected_on");
                self.check_order_met(*corrected, event.on).map_err(|error| Fault::new(place(), error))?;
            }
            _ => {}
        }
        self.standing = standing;
        self.events.push(event);
        Ok(())
    }

    /// The target corrected what it had been ordered to, by the day of the follow-up.
    fn check_order_met(&self, corrected: Date, on: Date) -> Result<(), DisclosureError> {
        let order = self.newest().finding.conclusions.order.as_ref();
        let issued = order.ok_or(DisclosureError::NotOrdered)?.issued_on;
        if corrected < issued || on < corrected {
            return Err(DisclosureError::CorrectedOutside { corrected, issued, on });
        }
        Ok(())
    }

    fn check_correction(&self, corrected: &Finding) -> Result<(), Faults> {
        let mut faults = Faults::default();
        let place = || Place::field("step.corrected.finding");
        if corrected.item != self.item || corrected.department != self.department {
            let (item, department) = (self.item.to_string(), self.department.clone());
            faults.push(place(), DisclosureError::OtherResult { item, department });
        } else if corrected == &self.newest().finding {
            faults.push(place(), DisclosureError::NothingChanged);
        }
        within("step.corrected.finding", corrected.check(self.signed.forms()), &mut faults);
        faults.or(())
    }

    /// 后续处置 - the conclusion that leaves something to do: an order that the target has not met yet, or a problem that is
    /// still to be dealt with. Nothing once the result is withdrawn.
    pub fn pending(&self) -> Option<Conclusion> {
        let (standing, found) = (&self.standing, &self.newest().finding.conclusions);
        let met = standing.order_met_on.is_some();
        let open = |&conclusion: &Conclusion| match conclusion {
            Conclusion::CorrectionOrdered => found.leaves_order_open() && !met,
            _ => found.has(Conclusion::FollowUpPending) && !standing.followed_up,
        };
        let both = [Conclusion::CorrectionOrdered, Conclusion::FollowUpPending];
        both.into_iter().filter(|_| standing.stage != Stage::Withdrawn).find(open)
    }

    /// The result as it was signed, with team and signatures.
    pub fn signed(&self) -> &Signed {
        &self.signed
    }

    /// The item.
    pub fn item(&self) -> &Id {
        &self.item
    }

    /// The department.
    pub fn department(&self) -> &str {
        &self.department
    }

    /// Every version, the signed one first. None is ever removed.
    pub fn versions(&self) -> impl Iterator<Item = &Version> {
        std::iter::once(&self.first).chain(&self.later)
    }

    /// The newest version.
    pub fn newest(&self) -> &Version {
        self.later.last().unwrap_or(&self.first)
    }

    /// Every event, in the order in which they were added.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Where it stands.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// The terms that objections have started, open and met.
    pub fn clocks(&self) -> impl Iterator<Item = Clock> {
        self.standing.objections.values().flat_map(Objection::clocks)
    }

    /// 校验值 - one for what was signed and one after each event, each over the one before: whoever has seen one knows
    /// that nothing before it was changed since.
    ///
    /// # Errors
    /// [`JsonError`] for a number beyond 2^53 - 1, which no checked result holds.
    pub fn digests(&self, protocol: Protocol) -> Result<Vec<Digest>, JsonError> {
        let mut digests = Vec::with_capacity(self.events.len() + 1);
        let signed = Archive { events: Vec::new(), ..self.archive() };
        let mut last = protocol.hash("result", &[json::canonical(&signed)?.as_bytes()]);
        digests.push(last);
        for event in &self.events {
            last = protocol.hash("result-event", &[json::canonical(event)?.as_bytes(), &last.0]);
            digests.push(last);
        }
        Ok(digests)
    }

    /// `H("withheld", result, salt)` of the newest version: what stands in public in the place of a withheld result.
    ///
    /// # Errors
    /// [`JsonError`], as [`History::digests`].
    pub fn withheld_digest(&self, protocol: Protocol, salt: Digest) -> Result<Digest, JsonError> {
        let hashed = self.hashed(self.standing.version, &self.newest().finding);
        Ok(protocol.hash("withheld", &[json::canonical(&hashed)?.as_bytes(), &salt.0]))
    }

    fn hashed<'a>(&'a self, version: u32, finding: &'a Finding) -> Hashed<'a> {
        let team = self.signed.team();
        let inspected_on = self.signed.sheet().inspected_on;
        Hashed { seal: team.seal, visit: team.visit, target: &team.target, inspected_on, version, finding }
    }
}

/// Where in an event an error stands.
fn field(error: &DisclosureError) -> &'static str {
    match error {
        DisclosureError::NoActor => "actor.person",
        DisclosureError::Backdated { .. } | DisclosureError::ObjectionEarly { .. } => "on",
        DisclosureError::EnteredEarly { .. }
        | DisclosureError::EnteredLate { .. }
        | DisclosureError::EnteredBefore { .. } => "entered_on",
        _ => "step",
    }
}
