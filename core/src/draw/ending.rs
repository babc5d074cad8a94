//! 第六条, 第十六条 - a round or match that comes to nothing: withdrawn before its seed, or void at its ceremony.
//!
//! # The rule
//! Targets are drawn at random, and the whole course leaves a trace.
//!
//! # Reading
//! Who may drop an attempt without a trace may repeat it until a favourite comes out. So an attempt that was sealed stays
//! in the ledger: withdrawn with a reason and an approver, or void, with the name of the party that broke its promise. A
//! ceremony that was held whole gives a seed and is never void; nothing is withdrawn any more once somebody has spoken.
//!
//! # Example
//! See [`Sealed::withdraw`](super::Sealed::withdraw).

use serde::{Deserialize, Serialize};

use super::ceremony::Ceremony;
use super::problem::DrawError;
use crate::base::{Faults, Id, Instant, Place, Protocol};
use crate::plan::{Approval, BeaconPlan, CeremonyPlan};

/// 撤回 - a seal taken back before its seed came into being.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approval: Approval,
    /// When, as stated.
    pub at: Instant,
}

/// 作废 - a ceremony that gave no seed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Void {
    /// Why there is no seed.
    pub cause: Cause,
    /// When, as stated.
    pub at: Instant,
}

/// Why a ceremony gives no seed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Cause {
    /// A party that had committed did not reveal.
    NotRevealed {
        /// Which.
        party: Id,
    },
    /// A party revealed something else than it had committed to.
    OtherSecret {
        /// Which.
        party: Id,
    },
    /// The ceremony broke off before all was said: the power failed, the beacon stopped.
    Failed {
        /// What happened.
        reason: String,
        /// Who states it.
        approval: Approval,
    },
}

impl Void {
    /// The party that broke its promise, if one did.
    pub fn party(&self) -> Option<&Id> {
        match &self.cause {
            Cause::NotRevealed { party } | Cause::OtherSecret { party } => Some(party),
            Cause::Failed { .. } => None,
        }
    }
}

/// How an attempt ended that has no result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// 撤回
    Withdrawn(Withdrawal),
    /// 作废
    Void(Void),
}

/// What an ending is judged by: the seal it ends, of a round or of a match.
pub(crate) struct Promised<'a> {
    pub(crate) protocol: Protocol,
    /// The id that commitments are bound to.
    pub(crate) name: &'a Id,
    pub(crate) plan: &'a CeremonyPlan,
    pub(crate) approvals: &'a [Approval],
    pub(crate) sealed_at: Option<Instant>,
}

impl Ending {
    /// When, as stated.
    pub fn at(&self) -> Instant {
        match self {
            Self::Withdrawn(withdrawal) => withdrawal.at,
            Self::Void(void) => void.at,
        }
    }

    /// In both languages, for lists of attempts.
    pub fn sentence(&self) -> String {
        self.in_words().join(" / ")
    }

    /// In Chinese and English.
    pub fn in_words(&self) -> [String; 2] {
        match self {
            Self::Withdrawn(Withdrawal { reason, .. }) => {
                [format!("撤回（{reason}）"), format!("withdrawn ({reason})")]
            }
            Self::Void(Void { cause, .. }) => match cause {
                Cause::NotRevealed { party } => {
                    [format!("作废，`{party}` 没有公开密值"), format!("void, `{party}` did not reveal")]
                }
                Cause::OtherSecret { party } => [
                    format!("作废，`{party}` 的密值与承诺不符"),
                    format!("void, `{party}` revealed another secret"),
                ],
                Cause::Failed { reason, .. } => [format!("作废（{reason}）"), format!("void ({reason})")],
            },
        }
    }

    /// Checks that the attempt could end like this, after `ceremony`.
    pub(crate) fn check(&self, promised: &Promised<'_>, ceremony: &Ceremony) -> Result<(), Faults> {
        let mut faults = Faults::default();
        let Promised { protocol, name, plan, approvals, sealed_at } = *promised;
        let (at, signed) = (self.at(), self.signed());
        if let Some(sealed_at) = sealed_at.filter(|sealed_at| at <= *sealed_at) {
            faults.push(Place::field("at"), DrawError::EndedBeforeSeal { at, sealed_at });
        }
        if let Some((reason, approval)) = signed {
            if reason.trim().is_empty() || reason.chars().any(char::is_control) {
                faults.push(Place::field("reason"), DrawError::EndedWithoutReason);
            }
            if let Err(error) = approval.may_approve(approvals) {
                faults.push(Place::field("approval"), error);
            }
        }
        match self {
            Self::Withdrawn(_) => {
                let public =
                    plan.beacon.as_ref().and_then(|beacon| Some((beacon.round?, beacon.published_at()?)));
                if let Some((round, _)) = public.filter(|&(_, second)| at.unix_seconds() >= second) {
                    faults.push(Place::field("at"), DrawError::WithdrawnLate { at, round: round.get() });
                }
                if ceremony.has_begun() {
                    faults.push(Place::field("ceremony"), DrawError::WithdrawnRevealed);
                }
            }
            Self::Void(void) => {
                let broken = ceremony.check_secrets(plan, protocol, name).err();
                let named = match (&void.cause, &broken) {
                    (Cause::NotRevealed { party }, Some(DrawError::RevealMissing { party: found }))
                    | (Cause::OtherSecret { party }, Some(DrawError::RevealMismatch { party: found, .. })) => {
                        party.as_str() == found
                    }
                    (Cause::Failed { .. }, None) => !ceremony.is_whole(plan),
                    // who broke a promise is named, and no other reason stands in for it
                    _ => false,
                };
                if !named {
                    let problem = broken.unwrap_or(DrawError::NotVoid);
                    faults.push(Place::field("ceremony"), problem);
                }
            }
        }
        faults.or(())
    }

    /// Whether it broke off when only a value was missing that the beacon had published by then, or should have: if there was
    /// one the outcome was settled, and calling it off was not lawful. Who looks the round up knows.
    pub(crate) fn hangs_on_beacon(&self, plan: &CeremonyPlan, ceremony: &Ceremony) -> bool {
        let published = plan.beacon.as_ref().and_then(BeaconPlan::published_at);
        let due = published.is_some_and(|second| self.at().unix_seconds() >= second);
        let broke_off = matches!(self, Self::Void(Void { cause: Cause::Failed { .. }, .. }));
        broke_off && due && ceremony.beacon.is_none() && ceremony.is_whole_but_for_beacon(plan)
    }

    /// Reason and signature, where somebody had to decide.
    fn signed(&self) -> Option<(&str, &Approval)> {
        match self {
            Self::Withdrawn(Withdrawal { reason, approval, .. })
            | Self::Void(Void { cause: Cause::Failed { reason, approval }, .. }) => Some((reason, approval)),
            Self::Void(_) => None,
        }
    }
}

/// 撤回 - a seal that was taken back, of a round or of a match.
#[derive(Debug, Clone)]
pub struct Withdrawn<S = super::Sealed> {
    sealed: S,
    ending: Ending,
}

/// 作废 - a seal whose ceremony gave no seed, of a round or of a match.
#[derive(Debug, Clone)]
pub struct Voided<S = super::Sealed> {
    sealed: S,
    ceremony: Ceremony,
    ending: Ending,
}

impl<S> Withdrawn<S> {
    pub(crate) fn new(sealed: S, promised: &Promised<'_>, withdrawal: Withdrawal) -> Result<Self, Faults> {
        let ending = Ending::Withdrawn(withdrawal);
        ending.check(promised, &Ceremony::default())?;
        Ok(Self { sealed, ending })
    }

    /// What was sealed.
    pub fn sealed(&self) -> &S {
        &self.sealed
    }

    /// How it ended.
    pub fn ending(&self) -> &Ending {
        &self.ending
    }
}

impl<S> Voided<S> {
    /// With the cause that the ceremony itself shows.
    pub(crate) fn shown(
        sealed: S,
        promised: &Promised<'_>,
        ceremony: Ceremony,
        at: Instant,
    ) -> Result<Self, Faults> {
        let broken = ceremony.clone().sorted().check_secrets(promised.plan, promised.protocol, promised.name);
        let party = |name: &str| promised.plan.parties.iter().find(|plan| plan.party.as_str() == name);
        let cause = match &broken {
            Err(DrawError::RevealMissing { party: name }) => {
                party(name).map(|plan| Cause::NotRevealed { party: plan.party.clone() })
            }
            Err(DrawError::RevealMismatch { party: name, .. }) => {
                party(name).map(|plan| Cause::OtherSecret { party: plan.party.clone() })
            }
            _ => None,
        };
        let Some(cause) = cause else {
            let mut faults = Faults::default();
            faults.push(Place::field("ceremony"), broken.err().unwrap_or(DrawError::NotVoid));
            return Err(faults);
        };
        Self::new(sealed, promised, ceremony, Void { cause, at })
    }

    pub(crate) fn new(
        sealed: S,
        promised: &Promised<'_>,
        ceremony: Ceremony,
        void: Void,
    ) -> Result<Self, Faults> {
        let (ceremony, ending) = (ceremony.sorted(), Ending::Void(void));
        ending.check(promised, &ceremony)?;
        Ok(Self { sealed, ceremony, ending })
    }

    /// What was sealed.
    pub fn sealed(&self) -> &S {
        &self.sealed
    }

    /// What happened at the ceremony before it came to nothing.
    pub fn ceremony(&self) -> &Ceremony {
        &self.ceremony
    }

    /// How it ended.
    pub fn ending(&self) -> &Ending {
        &self.ending
    }
}
