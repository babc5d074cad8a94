//! 第二十三条, 第二十五条, 第二十六条 - the result of a visit: a sheet that becomes final when everybody has signed.
//!
//! # The rule
//! After the inspection its results are put together and signed by all of the team.
//!
//! # Reading
//! A visit has one sheet. It holds a finding for each of the visit's items, for each department that answers for one
//! (I-26-a). [`Signed`] exists only of a sheet that is complete.
//!
//! # Example
//! See [`Sheet::sign`].

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use super::form::Forms;
use super::problem::InspectionError;
use super::signature::{self, FirmMark, Opinion, Signature};
use super::team::Team;
use super::text::within;
use crate::base::{Date, Faults, Id, Place};

/// 检查方式 - how a target is inspected. The article lists some and leaves room for others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "第二十三条")]
pub enum Way {
    /// 查阅资料
    Documents,
    /// 检查现场
    OnSite,
    /// Another, in words.
    Other(String),
}

/// 抽查活动 - what the visit is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Campaign {
    /// 综合联查
    Comprehensive,
    /// 风险分类联查
    RiskClass,
    /// 专项整治联查
    Special,
}

/// 检查结果 - what a team brings back from a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The day of the visit, its last day if it took several.
    pub inspected_on: Date,
    /// 检查方式
    #[serde(default)]
    pub ways: Vec<Way>,
    /// 抽查活动, where the visit is a part of one.
    #[serde(default)]
    pub campaign: Option<Campaign>,
    /// What was found, by item and department.
    pub findings: Vec<Finding>,
    /// 检查组签字
    #[serde(default)]
    pub signatures: Vec<Signature>,
    /// 专家意见
    #[serde(default)]
    pub opinions: Vec<Opinion>,
    /// 被检查对象签字; null where nobody was met.
    #[serde(default)]
    pub firm: Option<FirmMark>,
}

/// 已签字的检查结果 - complete, and signed by everybody who has to. Made by [`Sheet::sign`] alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    team: Team,
    sheet: Sheet,
    signed_on: Date,
    forms: Arc<Forms>,
}

impl Sheet {
    /// The final result, if nothing is missing. `team` is the one that stands by then, as [`Team::of`] makes it from the order with
    /// every replacement; who was replaced is a stranger.
    ///
    /// ```
    /// use double_random::base::Problem;
    /// use double_random::inspection::{Form, Forms, Sheet, Team};
    /// # mod made_up { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/inspection/order.rs")); }
    /// # let made_up::Made { ordered, officers, .. } = made_up::Asked { items: &["gas"], ..Default::default() }.ordered();
    ///
    /// let forms: Vec<Form> = serde_json::from_str(r#"[{"id": "F-gas", "name": "用气安全检查表", "items": ["gas"]}]"#)?;
    /// let forms = Forms::new(forms)?.into();
    /// let team = Team::of(&ordered, &officers, 1)?;
    /// let sheet: Sheet = serde_json::from_str(r#"{
    ///     "inspected_on": "2026-10-12",
    ///     "findings": [{"item": "gas", "department": "综合执法局", "form": {"form": "F-gas"},
    ///                   "conclusions": {"found": ["no-problem"]}}],
    ///     "signatures": [{"person": "P-1", "date": "2026-10-12"}],
    ///     "firm": {"signed": {"person": "店长", "date": "2026-10-12"}}
    /// }"#)?;
    /// let missing = sheet.sign(&team, &forms).unwrap_err();
    /// assert_eq!((missing.code(), missing.to_string().as_str()),
    ///     ("signature-missing", "signatures: member `P-2` has not signed the result"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Every [`InspectionError`] at its place.
    pub fn sign(self, team: &Team, forms: &Arc<Forms>) -> Result<Signed, Faults> {
        let mut faults = Faults::default();
        if self.inspected_on < team.ordered_on {
            let (inspected, ordered) = (self.inspected_on, team.ordered_on);
            faults.push(Place::field("inspected_on"), InspectionError::InspectedEarly { inspected, ordered });
        }
        self.check_findings(team, forms, &mut faults);
        signature::check_members(&self.signatures, team, self.inspected_on, &mut faults);
        signature::check_experts(&self.opinions, team, self.inspected_on, &mut faults);
        let met = !self.findings.iter().all(Finding::rests_on_evidence);
        signature::check_firm(self.firm.as_ref(), &team.target, met, self.inspected_on, &mut faults);
        let signed_on = self.last_signature();
        for (at, finding) in self.findings.iter().enumerate() {
            for evidence in finding.evidence.iter().filter(|evidence| evidence.taken_on > signed_on) {
                let error = InspectionError::EvidenceLate { taken: evidence.taken_on, signed: signed_on };
                faults.push(Place::field(format!("findings[{at}].evidence")), error);
            }
        }
        faults.or(Signed { team: team.clone(), sheet: self, signed_on, forms: Arc::clone(forms) })
    }

    fn check_findings(&self, team: &Team, forms: &Forms, faults: &mut Faults) {
        let mut seen = BTreeSet::new();
        for (at, finding) in self.findings.iter().enumerate() {
            let part = format!("findings[{at}]");
            within(&part, finding.check(forms), faults);
            let (item, department) = (finding.item.to_string(), finding.department.clone());
            if !team.items.contains(&finding.item) {
                let error = InspectionError::UnknownItem { item };
                faults.push(Place::field(format!("{part}.item")), error);
            } else if !seen.insert((&finding.item, finding.department.trim())) {
                faults.push(Place::field(part.clone()), InspectionError::FoundTwice { item, department });
            }
            let joined = |joined: &String| joined.trim() == finding.department.trim();
            if !team.departments.is_empty() && !team.departments.iter().any(joined) {
                let (department, joined) = (finding.department.clone(), team.departments.join("、"));
                let error = InspectionError::OtherDepartment { department, joined };
                faults.push(Place::field(format!("{part}.department")), error);
            }
        }
        let found = |item: &&Id| self.findings.iter().any(|finding| finding.item == **item);
        for item in team.items.iter().filter(|item| !found(item)) {
            let error = InspectionError::FindingMissing { item: item.to_string() };
            faults.push(Place::field("findings"), error);
        }
    }

    /// The day on which the last signature was given.
    pub(crate) fn last_signature(&self) -> Date {
        let confirmed = |signature: &Signature| {
            signature.refused.as_ref().and_then(|refusal| Some(refusal.confirmed.as_ref()?.date))
        };
        let members =
            self.signatures.iter().flat_map(|signature| [Some(signature.date), confirmed(signature)]);
        let experts = self.opinions.iter().map(|opinion| Some(opinion.date));
        let firm = self.firm.as_ref().map(FirmMark::date);
        let dates = members.chain(experts).chain([firm, Some(self.inspected_on)]);
        dates.flatten().max().unwrap_or(self.inspected_on)
    }
}

impl Signed {
    /// The team.
    pub fn team(&self) -> &Team {
        &self.team
    }

    /// What was signed.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// The day of the last signature: from here on an objection is admissible.
    pub fn signed_on(&self) -> Date {
        self.signed_on
    }

    /// The finding for `item` and `department`, if the sheet has one.
    pub fn finding(&self, item: &Id, department: &str) -> Option<&Finding> {
        let department = department.trim();
        self.sheet
            .findings
            .iter()
            .find(|finding| finding.item == *item && finding.department.trim() == department)
    }

    /// The forms it was checked against.
    pub fn forms(&self) -> &Arc<Forms> {
        &self.forms
    }
}
