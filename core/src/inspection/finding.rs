//! 第二十五条, 第二十八条第四款, 第二十九条 - what was found for one item and department, and whether it is complete.
//!
//! # The rule
//! A form is filled in and leads to conclusions. Where nothing could be inspected, evidence is enough. Entries are
//! complete.
//!
//! # Reading
//! Without a form a result needs all three: the conclusion that the target is unreachable or seriously refuses, why
//! nothing could be inspected, and at least one piece of evidence (I-29-a).
//!
//! # Example
//! ```
//! use double_random::base::Problem;
//! use double_random::inspection::{Finding, Forms};
//!
//! let gone: Finding = serde_json::from_str(r#"{
//!     "item": "gas", "department": "综合执法局", "conclusions": {"found": ["unreachable"]},
//!     "impossible": "登记地址已无该企业"
//! }"#)?;
//! assert_eq!(gone.check(&Forms::default()).unwrap_err().code(), "result-without-evidence");
//! # Ok::<(), serde_json::Error>(())
//! ```

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::conclusion::{Conclusion, Conclusions};
use super::evidence::Evidence;
use super::form::{FormChoice, Forms};
use super::problem::InspectionError;
use super::text::{is_blank, within};
use crate::base::{Faults, Id, Place};

/// 检查情况 - what was found for one item and department at the target of the visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "第二十九条")]
pub struct Finding {
    /// The item.
    pub item: Id,
    /// The department that answers for it.
    pub department: String,
    /// The form; null where evidence alone makes the result.
    #[serde(default)]
    pub form: Option<FormChoice>,
    /// What was answered, by question.
    #[serde(default)]
    pub answers: BTreeMap<Id, String>,
    /// 检查结论
    pub conclusions: Conclusions,
    /// 无法开展实质性检查 - why nothing could be inspected; null where something was.
    #[serde(default)]
    pub impossible: Option<String>,
    /// 证据
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

impl Finding {
    /// Whether it is a result that evidence alone makes (第二十九条).
    pub fn rests_on_evidence(&self) -> bool {
        self.form.is_none()
    }

    /// Checks conclusions, form and evidence.
    ///
    /// # Errors
    /// Every [`InspectionError`] at its place.
    pub fn check(&self, forms: &Forms) -> Result<(), Faults> {
        let mut faults = Faults::default();
        if is_blank(&self.department) {
            let item = self.item.to_string();
            faults.push(Place::field("department"), InspectionError::NoDepartment { item });
        }
        within("conclusions", self.conclusions.check(), &mut faults);
        match &self.form {
            Some(choice) => forms.check(choice, &self.item, &self.answers, &mut faults),
            None => self.check_evidence_only(&mut faults),
        }
        faults.or(())
    }

    fn check_evidence_only(&self, faults: &mut Faults) {
        let item = || self.item.to_string();
        let may = [Conclusion::Unreachable, Conclusion::Obstructed];
        if !may.into_iter().any(|conclusion| self.conclusions.has(conclusion)) {
            faults.push(Place::field("form"), InspectionError::FormMissing { item: item() });
            return;
        }
        if self.impossible.as_deref().is_none_or(is_blank) {
            faults.push(Place::field("impossible"), InspectionError::NotImpossible { item: item() });
        }
        if self.evidence.is_empty() {
            faults.push(Place::field("evidence"), InspectionError::NoEvidence { item: item() });
        }
        if let Some(question) = self.answers.keys().next() {
            let error = InspectionError::AnswerWithoutForm { question: question.to_string() };
            faults.push(Place::field("answers"), error);
        }
    }
}
