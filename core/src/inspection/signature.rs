//! 第二十五条第二句 - who signs a result, and what stands in for a signature that is refused.
//!
//! # The rule
//! All members of the team confirm the result by their signature.
//!
//! # Reading
//! A member who was replaced does not sign, the replacement does. A refusal is recorded with its reason and confirmed
//! by the head of the unit; an absent member holds the result up (I-25-b). Experts sign their opinion and not the
//! result. The firm signs as well, or its refusal is witnessed.
//!
//! # Example
//! See [`Sheet`](super::Sheet).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::problem::InspectionError;
use super::team::Team;
use super::text::is_blank;
use crate::base::{Date, Faults, Id, Place};

/// 签字 - a member's, or the record that it was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "第二十五条")]
pub struct Signature {
    /// The member.
    pub person: Id,
    /// The day of the signature or of the refusal.
    pub date: Date,
    /// 拒签; null where the member signed.
    #[serde(default)]
    pub refused: Option<Refusal>,
}

/// 拒签 - why a member does not sign, and the head who confirms it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// Why.
    pub reason: String,
    /// The head's confirmation, once there is one.
    #[serde(default)]
    pub confirmed: Option<HeadSignature>,
}

/// 主要负责人签字 - the signature of a unit's principal head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadSignature {
    /// Whose head.
    pub unit: Id,
    /// The head.
    pub person: String,
    /// The day.
    pub date: Date,
}

/// 专家意见 - an expert's, signed by the expert alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opinion {
    /// The expert.
    pub expert: Id,
    /// The opinion.
    pub text: String,
    /// The day of the signature.
    pub date: Date,
}

/// 被检查对象签字 - or its refusal, with a witness.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum FirmMark {
    /// It signed.
    Signed {
        /// Who signed for it.
        person: String,
        /// The day.
        date: Date,
    },
    /// It refused to.
    Refused {
        /// Who saw it.
        witness: String,
        /// The reason it gave, if it gave one.
        #[serde(default)]
        reason: Option<String>,
        /// The day.
        date: Date,
    },
}

impl FirmMark {
    /// The day.
    pub fn date(&self) -> Date {
        match self {
            Self::Signed { date, .. } | Self::Refused { date, .. } => *date,
        }
    }
}

/// Checks that each member signed once, or refused with all it takes, and nobody else did.
pub(super) fn check_members(signatures: &[Signature], team: &Team, inspected_on: Date, faults: &mut Faults) {
    let (members, unit) = (&team.members, &team.unit);
    let mut signed = BTreeSet::new();
    for (at, signature) in signatures.iter().enumerate() {
        let person = || signature.person.to_string();
        let error = if !members.contains(&signature.person) {
            InspectionError::Stranger { person: person() }
        } else if !signed.insert(&signature.person) {
            InspectionError::SignedTwice { person: person() }
        } else if signature.date < inspected_on {
            InspectionError::SignedEarly { person: person(), signed: signature.date, inspected: inspected_on }
        } else if !signature.refused.as_ref().is_none_or(|refusal| is_confirmed(refusal, signature, unit)) {
            InspectionError::RefusalUnconfirmed { person: person(), unit: unit.to_string() }
        } else {
            continue;
        };
        faults.push(Place::field(format!("signatures[{at}]")), error);
    }
    for member in members.iter().filter(|member| !signed.contains(member)) {
        faults.push(
            Place::field("signatures"),
            InspectionError::SignatureMissing { person: member.to_string() },
        );
    }
}

/// Whether the refusal has its reason and the signature of the unit's head, who is somebody else.
fn is_confirmed(refusal: &Refusal, signature: &Signature, unit: &Id) -> bool {
    let by_head = |head: &HeadSignature| {
        let person = head.person.trim();
        head.unit == *unit
            && !person.is_empty()
            && person != signature.person.as_str()
            && head.date >= signature.date
    };
    !is_blank(&refusal.reason) && refusal.confirmed.as_ref().is_some_and(by_head)
}

/// Checks that every expert who took part signed an opinion, and nobody else did.
pub(super) fn check_experts(opinions: &[Opinion], team: &Team, inspected_on: Date, faults: &mut Faults) {
    for (at, opinion) in opinions.iter().enumerate() {
        let expert = opinion.expert.to_string();
        let error = if !team.experts.contains(&opinion.expert) {
            InspectionError::Stranger { person: expert }
        } else if opinion.date < inspected_on {
            InspectionError::SignedEarly { person: expert, signed: opinion.date, inspected: inspected_on }
        } else {
            continue;
        };
        faults.push(Place::field(format!("opinions[{at}]")), error);
    }
    let gave =
        |expert: &&Id| opinions.iter().any(|opinion| opinion.expert == **expert && !is_blank(&opinion.text));
    for expert in team.experts.iter().filter(|expert| !gave(expert)) {
        faults.push(Place::field("opinions"), InspectionError::OpinionMissing { expert: expert.to_string() });
    }
}

/// Checks the firm's mark; where nothing could be inspected there may be nobody to sign.
pub(super) fn check_firm(
    firm: Option<&FirmMark>,
    target: &Id,
    needed: bool,
    inspected_on: Date,
    faults: &mut Faults,
) {
    let error = match firm {
        None if needed => InspectionError::FirmMissing { target: target.to_string() },
        Some(FirmMark::Signed { person, .. }) if is_blank(person) => {
            InspectionError::FirmMissing { target: target.to_string() }
        }
        Some(FirmMark::Refused { witness, .. }) if is_blank(witness) => {
            InspectionError::FirmUnwitnessed { target: target.to_string() }
        }
        Some(mark) if mark.date() < inspected_on => InspectionError::SignedEarly {
            person: target.to_string(),
            signed: mark.date(),
            inspected: inspected_on,
        },
        _ => return,
    };
    faults.push(Place::field("firm"), error);
}
