//! 第六条, 第十六条 - what must have happened before the second seal, and what must not: signatures, and known values.
//!
//! # The rule
//! Officers are drawn at random, and the whole course leaves a trace.
//!
//! # Reading
//! Whoever assigns somebody signs before the seal in which it stands. A secret or value that an earlier ceremony made public
//! would let the authority word the second seal until the teams please it.
//!
//! # Example
//! See [`OfficersSealed::seed`](super::OfficersSealed::seed).

use super::problem::OfficersError;
use super::seal::OfficersSeal;
use super::sealed::OfficersSealed;
use crate::base::{Fault, Faults, Id, Place};
use crate::draw::{Ceremony, Notice, Promised};
use crate::plan::Approval;

impl OfficersSeal {
    /// Every signature in the seal: the approvals, and those for who is assigned or appointed.
    pub(crate) fn signed(&self) -> impl Iterator<Item = &Approval> {
        let direct = self.direct.iter().map(|direct| &direct.approval);
        let experts = self.appointed_experts.iter().map(|expert| &expert.approval);
        self.approvals.iter().flatten().chain(direct).chain(experts)
    }
}

impl OfficersSealed {
    /// What is lawful and worth a second look before the check value is published. Notices are internal: no record holds them.
    pub fn notices(&self) -> Vec<Fault> {
        let seal = self.seal();
        Notice::of_both(&seal.lists, seal.blinding, &seal.ceremony).collect()
    }
}

/// Secrets and values that some earlier ceremony had are no new ones.
pub(crate) fn check_fresh<'a>(
    promised: &Promised<'_>,
    ceremony: &Ceremony,
    earlier: impl IntoIterator<Item = (&'a Id, &'a Ceremony)>,
) -> Result<(), Faults> {
    for (round, before) in earlier {
        let round = round.to_string();
        let party =
            promised.public_since(before).map(|(_, party)| party).or_else(|| ceremony.secret_from(before));
        if let Some(party) = party.map(Id::to_string) {
            return Err(Fault::new(
                Place::field("ceremony.parties"),
                OfficersError::SecretPublic { party, round },
            )
            .into());
        }
        if ceremony.typed_from(before) || ceremony.beacon_from(before) {
            return Err(
                Fault::new(Place::field("ceremony.typed"), OfficersError::SeedNotFresh { round }).into()
            );
        }
    }
    Ok(())
}
