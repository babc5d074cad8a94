//! 审批 - who prepared and who approved a step. One person never does both.

use serde::{Deserialize, Serialize};

use super::problem::PlanError;
use crate::base::{Date, Instant};

/// The part a person has in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// 经办人, who prepared it.
    Preparer,
    /// 审批人, who approved it.
    Approver,
}

/// 审批 - one signature under a step: the plan, the scheme before the seal, the lock, an override.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Prepared or approved.
    pub role: Role,
    /// The person or post that signed.
    pub person: String,
    /// The day of the signature.
    pub date: Date,
    /// The document's number, where there is one.
    #[serde(default)]
    pub document: Option<String>,
}

impl Approval {
    /// An approval by `person` on `date`, without a document number.
    pub fn by(person: impl Into<String>, date: Date) -> Self {
        Self { role: Role::Approver, person: person.into(), date, document: None }
    }

    /// The same signature under a document of this number.
    #[must_use]
    pub fn document(self, number: impl Into<String>) -> Self {
        Self { document: Some(number.into()), ..self }
    }

    /// A preparation by `person` on `date`, without a document number.
    pub fn prepared_by(person: impl Into<String>, date: Date) -> Self {
        Self { role: Role::Preparer, ..Self::by(person, date) }
    }

    /// Checks that nobody in `approvals` both prepares and approves.
    ///
    /// # Errors
    /// [`PlanError::SamePerson`], [`PlanError::Unsigned`] for a blank name.
    pub fn check(approvals: &[Self]) -> Result<(), PlanError> {
        let preparers: Vec<&str> = Self::persons(approvals, Role::Preparer).collect();
        if approvals.iter().any(|approval| approval.person.trim().is_empty()) {
            return Err(PlanError::Unsigned);
        }
        match Self::persons(approvals, Role::Approver).find(|person| preparers.contains(person)) {
            Some(person) => Err(PlanError::SamePerson { person: person.to_owned() }),
            None => Ok(()),
        }
    }

    /// Checks that this signature may approve a step that some of `approvals` prepared.
    ///
    /// # Errors
    /// [`PlanError::NotApprover`], [`PlanError::SamePerson`], [`PlanError::Unsigned`].
    pub fn may_approve(&self, approvals: &[Self]) -> Result<(), PlanError> {
        if self.role != Role::Approver {
            return Err(PlanError::NotApprover { person: self.person.clone() });
        }
        let preparers = approvals.iter().filter(|earlier| earlier.role == Role::Preparer);
        let all: Vec<Self> = preparers.chain([self]).cloned().collect();
        Self::check(&all)
    }

    /// Checks that it was signed no later than the seal under which it stands, as far as that states a time.
    ///
    /// # Errors
    /// [`PlanError::SignedLate`].
    pub fn check_before(&self, sealed_at: Option<Instant>) -> Result<(), PlanError> {
        match sealed_at.filter(|sealed_at| self.date > sealed_at.date()) {
            Some(sealed_at) => {
                Err(PlanError::SignedLate { person: self.person.clone(), date: self.date, sealed_at })
            }
            None => Ok(()),
        }
    }

    fn persons(approvals: &[Self], role: Role) -> impl Iterator<Item = &str> {
        approvals.iter().filter(move |approval| approval.role == role).map(|approval| approval.person.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a6_one_person_never_prepares_and_approves() {
        let day = Date::new(2026, 9, 1).unwrap();
        let (zhang, li) = (Approval::prepared_by("张", day), Approval::by("李", day));
        assert_eq!(Approval::check(&[zhang.clone(), li.clone()]), Ok(()));
        assert_eq!(
            Approval::check(&[zhang.clone(), li, Approval::by(" 张 ", day)]),
            Err(PlanError::SamePerson { person: "张".to_owned() })
        );
        assert_eq!(Approval::check(&[Approval::by(" ", day)]), Err(PlanError::Unsigned));
        let (same, before) = ("2026-09-01T23:00:00+08:00", "2026-08-31T23:59:59+08:00");
        let signed = |sealed_at: &str| Approval::by("李", day).check_before(Some(sealed_at.parse().unwrap()));
        assert!(signed(same).is_ok() && Approval::by("李", day).check_before(None).is_ok());
        assert!(matches!(signed(before), Err(PlanError::SignedLate { .. })));
    }
}
