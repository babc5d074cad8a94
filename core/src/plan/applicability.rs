//! 第二条 - which matters are inspected without a draw, and on what ground.
//!
//! # The rule
//! The guideline is about matters on the item list. Five kinds of occasions are outside: what a superior body demands
//! or deploys; leads of unlawful acts where an inspection is due; cases from others; sudden incidents; other matters
//! that are not suited.
//!
//! # Reading
//! The superior bodies are a closed list of the rule set, or any that is named, which is then counted apart (I-2-1a). A lead
//! takes out the one inspection and not the enterprise, which stays in the pool: otherwise reporting oneself would buy
//! immunity (I-2-2a, where the pool can be read otherwise too). Cases are of three
//! kinds (I-2-3a). The open clause asks for a reason and an approver, and is counted (I-2-5a). Such inspections do not
//! count to the yearly cap unless the rule set lists their kind (I-2-b).
//!
//! # Example
//! See [`Occasion::exclude`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::approval::{Approval, Role};
use crate::base::problem::problems;
use crate::base::{Date, Id};
use crate::law::{Article, RuleSet};

problems! {
    /// Why an occasion is no ground to inspect without a draw.
    pub enum ApplicabilityError {
        /// A body outside the closed list.
        Issuer { issuer: String, allowed: String } = "mandate-issuer" @ A2P2I1 {
            zh: "`{issuer}` 的要求不能排除随机抽查，限于 {allowed}",
            en: "a demand of `{issuer}` takes nothing out of the draw, only those of {allowed} do",
            hint_zh: "列入计划或作为临时性抽查任务",
            hint_en: "plan it, or draw it as an ad-hoc task",
        }
        /// A demand without the document that makes it.
        NoDocument { issuer: String } = "mandate-no-document" @ A2P2I1 {
            zh: "`{issuer}` 的要求没有文号",
            en: "the demand of `{issuer}` names no document",
            hint_zh: "填写文件名称或文号",
            hint_en: "give the number or title of the document",
        }
        /// A lead that asks for no inspection.
        NotDue { reference: String } = "lead-not-due" @ A2P2I2 {
            zh: "线索 `{reference}` 没有依法应当检查的情形",
            en: "lead `{reference}` makes no inspection legally due",
            hint_zh: "该对象仍按名录参加随机抽查",
            hint_en: "leave the target to the draw",
        }
        /// A lead that nobody can look up.
        LeadUnnamed = "lead-unnamed" @ A2P2I2 {
            zh: "线索没有登记编号",
            en: "the lead has no number",
            hint_zh: "填写登记编号",
            hint_en: "give the number under which it is registered",
        }
        /// A case that nobody can look up.
        CaseUnnamed = "case-unnamed" @ A2P2I3 {
            zh: "转办、交办、督办案件没有案号",
            en: "the case has no number",
            hint_zh: "填写案号或来文文号",
            hint_en: "give the number of the case or of its letter",
        }
        /// An incident that nobody can look up.
        IncidentUnnamed = "incident-unnamed" @ A2P2I4 {
            zh: "突发事件没有名称或编号",
            en: "the incident has no name",
            hint_zh: "填写事件名称或编号",
            hint_en: "give its name or number",
        }
        /// The open clause without a reason.
        NoReason = "unsuited-no-reason" @ A2P2I5 {
            zh: "以其他情形排除随机抽查，没有写明理由",
            en: "a matter is called unsuited without a reason",
            hint_zh: "写明不宜随机抽查的理由",
            hint_en: "say why it is not suited to a draw",
        }
        /// The open clause without an approver.
        NotApproved { person: String } = "unsuited-not-approved" @ A2P2I5 {
            zh: "`{person}` 的签字不是审批",
            en: "`{person}` did not sign as approver",
            hint_zh: "由审批人签字",
            hint_en: "have an approver sign",
        }
    }
}

/// 线索来源 - where a lead comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeadSource {
    /// 投诉举报
    Complaint,
    /// 大数据监测
    Monitoring,
    /// 依法履职
    Duty,
}

/// 案件来源 - how a case came here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseKind {
    /// 转办
    Transferred,
    /// 交办
    Assigned,
    /// 督办
    Supervised,
}

/// 不适用情形 - why somebody wants to inspect without a draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Occasion {
    /// 专门要求、重点工作部署
    Mandate {
        /// The body, as the rule set writes it.
        issuer: String,
        /// The document's number or title.
        document: String,
    },
    /// 涉嫌违法违规的线索
    Lead {
        /// Where it comes from.
        source: LeadSource,
        /// The number under which it is registered.
        reference: String,
        /// Whether the law asks for an inspection.
        inspection_due: bool,
    },
    /// 转办、交办、督办案件
    Case {
        /// How it came here.
        kind: CaseKind,
        /// Its number.
        reference: String,
    },
    /// 突发性安全生产事件
    Incident {
        /// Its name or number.
        reference: String,
        /// The day on which it happened.
        on: Date,
    },
    /// 其他
    Unsuited {
        /// Why it is not suited to a draw.
        reason: String,
        /// Who approved that.
        approval: Approval,
    },
}

/// An inspection outside the draw, with its ground. It is about one event; the enterprise stays in the pool.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outside {
    /// The event, as the office numbers it.
    pub event: Id,
    /// The item of 第二条第二款.
    pub basis: Article,
    /// The kind within that item: `complaint`, `assigned`, or `other-superior` for a body that is not on the list, else null.
    pub kind: Option<String>,
}

impl Occasion {
    /// The item of 第二条第二款 that it claims.
    pub fn article(&self) -> Article {
        match self {
            Self::Mandate { .. } => Article::A2P2I1,
            Self::Lead { .. } => Article::A2P2I2,
            Self::Case { .. } => Article::A2P2I3,
            Self::Incident { .. } => Article::A2P2I4,
            Self::Unsuited { .. } => Article::A2P2I5,
        }
    }

    /// The inspection of `event` takes place without a draw.
    ///
    /// ```
    /// use double_random::law::{Article, RuleSet};
    /// use double_random::plan::{CaseKind, Occasion};
    ///
    /// let case = Occasion::Case { kind: CaseKind::Assigned, reference: "交〔2026〕12号".to_owned() };
    /// let outside = case.exclude("event-7".parse()?, &RuleSet::gaoxin_2023())?;
    /// assert_eq!((outside.basis, outside.kind.as_deref()), (Article::A2P2I3, Some("assigned")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ApplicabilityError`] where the ground does not hold; then the matter is drawn like any other.
    #[doc(alias = "第二条")]
    #[doc(alias = "第二条第二款")]
    #[doc(alias = "第二条第二款第一项")]
    #[doc(alias = "第二条第二款第二项")]
    #[doc(alias = "第二条第二款第三项")]
    #[doc(alias = "第二条第二款第四项")]
    #[doc(alias = "第二条第二款第五项")]
    pub fn exclude(&self, event: Id, rules: &RuleSet) -> Result<Outside, ApplicabilityError> {
        let is_listed = |issuer: &String| rules.mandate_issuers.contains(issuer);
        let any_superior = rules.takes("I-2-1a", "any-superior");
        let kind = match self {
            Self::Mandate { issuer, .. } if !is_listed(issuer) && (is_blank(issuer) || !any_superior) => {
                let allowed = rules.mandate_issuers.iter().map(String::as_str).collect::<Vec<_>>().join("、");
                return Err(ApplicabilityError::Issuer { issuer: issuer.clone(), allowed });
            }
            Self::Mandate { issuer, document } if is_blank(document) => {
                return Err(ApplicabilityError::NoDocument { issuer: issuer.clone() });
            }
            Self::Lead { reference, .. } if is_blank(reference) => {
                return Err(ApplicabilityError::LeadUnnamed);
            }
            Self::Lead { reference, inspection_due: false, .. } => {
                return Err(ApplicabilityError::NotDue { reference: reference.clone() });
            }
            Self::Case { reference, .. } if is_blank(reference) => {
                return Err(ApplicabilityError::CaseUnnamed);
            }
            Self::Incident { reference, .. } if is_blank(reference) => {
                return Err(ApplicabilityError::IncidentUnnamed);
            }
            Self::Unsuited { reason, .. } if is_blank(reason) => return Err(ApplicabilityError::NoReason),
            Self::Unsuited { approval, .. }
                if approval.role != Role::Approver || is_blank(&approval.person) =>
            {
                return Err(ApplicabilityError::NotApproved { person: approval.person.clone() });
            }
            Self::Lead { source: LeadSource::Complaint, .. } => Some("complaint"),
            Self::Lead { source: LeadSource::Monitoring, .. } => Some("monitoring"),
            Self::Lead { source: LeadSource::Duty, .. } => Some("duty"),
            Self::Case { kind: CaseKind::Transferred, .. } => Some("transferred"),
            Self::Case { kind: CaseKind::Assigned, .. } => Some("assigned"),
            Self::Case { kind: CaseKind::Supervised, .. } => Some("supervised"),
            Self::Mandate { issuer, .. } if !is_listed(issuer) => Some("other-superior"),
            Self::Mandate { .. } | Self::Incident { .. } | Self::Unsuited { .. } => None,
        };
        Ok(Outside { event, basis: self.article(), kind: kind.map(str::to_owned) })
    }
}

impl Outside {
    /// How many inspections of each ground there were, for the public statistics (I-2-5a).
    pub fn counts(all: &[Self]) -> BTreeMap<Article, u64> {
        let mut counts = BTreeMap::new();
        all.iter().for_each(|outside| *counts.entry(outside.basis).or_default() += 1);
        counts
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn basis(occasion: &Occasion) -> Result<(Article, Option<String>), ApplicabilityError> {
        let outside = occasion.exclude("e".parse().unwrap(), &RuleSet::gaoxin_2023())?;
        assert_eq!(outside.basis, occasion.article());
        Ok((outside.basis, outside.kind))
    }

    fn mandate(issuer: &str, document: &str) -> Occasion {
        Occasion::Mandate { issuer: issuer.to_owned(), document: document.to_owned() }
    }

    fn lead(source: LeadSource, reference: &str, inspection_due: bool) -> Occasion {
        Occasion::Lead { source, reference: reference.to_owned(), inspection_due }
    }

    fn unsuited(reason: &str, approval: Approval) -> Occasion {
        Occasion::Unsuited { reason: reason.to_owned(), approval }
    }

    #[test]
    fn a2p2i1_five_bodies_and_no_other() {
        for issuer in ["国务院", "住房和城乡建设部", "省人民政府", "市人民政府", "省住房和城乡建设厅"]
        {
            assert_eq!(basis(&mandate(issuer, "建〔2026〕1号")), Ok((Article::A2P2I1, None)));
        }
        let district = basis(&mandate("区人民政府", "区〔2026〕1号"));
        assert!(matches!(district, Err(ApplicabilityError::Issuer { issuer, .. }) if issuer == "区人民政府"));
        assert!(matches!(basis(&mandate("国务院", " ")), Err(ApplicabilityError::NoDocument { .. })));
        // the list is data
        let mut rules = RuleSet::gaoxin_2023();
        rules.mandate_issuers.insert("区人民政府".to_owned());
        assert!(mandate("区人民政府", "区〔2026〕1号").exclude("e".parse().unwrap(), &rules).is_ok());
    }

    #[test]
    fn a2p2i2_a_lead_excludes_where_an_inspection_is_due() {
        let sources = [
            (LeadSource::Complaint, "complaint"),
            (LeadSource::Monitoring, "monitoring"),
            (LeadSource::Duty, "duty"),
        ];
        for (source, kind) in sources {
            assert_eq!(basis(&lead(source, "12345-8", true)), Ok((Article::A2P2I2, Some(kind.to_owned()))));
        }
        let idle = ApplicabilityError::NotDue { reference: "12345-8".to_owned() };
        assert_eq!(basis(&lead(LeadSource::Complaint, "12345-8", false)), Err(idle));
        assert_eq!(basis(&lead(LeadSource::Duty, "", true)), Err(ApplicabilityError::LeadUnnamed));
    }

    #[test]
    fn a2p2i3_three_kinds_of_cases_with_a_number() {
        let case = |kind, reference: &str| basis(&Occasion::Case { kind, reference: reference.to_owned() });
        let kinds = [
            (CaseKind::Transferred, "transferred"),
            (CaseKind::Assigned, "assigned"),
            (CaseKind::Supervised, "supervised"),
        ];
        for (kind, name) in kinds {
            assert_eq!(case(kind, "督〔1〕"), Ok((Article::A2P2I3, Some(name.to_owned()))));
            assert_eq!(case(kind, ""), Err(ApplicabilityError::CaseUnnamed));
        }
    }

    #[test]
    fn a2p2i4_an_incident_has_a_name() {
        let on = Date::new(2026, 9, 1).unwrap();
        let incident = |reference: &str| basis(&Occasion::Incident { reference: reference.to_owned(), on });
        assert_eq!(incident("9·1 泄漏"), Ok((Article::A2P2I4, None)));
        assert_eq!(incident("\u{3000}"), Err(ApplicabilityError::IncidentUnnamed));
    }

    #[test]
    fn a2p2i5_the_open_clause_has_a_reason_and_an_approver_and_is_counted() {
        let day = Date::new(2026, 9, 1).unwrap();
        let (chief, clerk) = (Approval::by("局长", day), Approval::prepared_by("经办", day));
        let lawful = unsuited("场所正在拆除", chief.clone());
        assert_eq!(basis(&lawful), Ok((Article::A2P2I5, None)));
        assert_eq!(basis(&unsuited(" ", chief)), Err(ApplicabilityError::NoReason));
        let person = "经办".to_owned();
        assert_eq!(basis(&unsuited("场所正在拆除", clerk)), Err(ApplicabilityError::NotApproved { person }));
        assert!(matches!(
            basis(&unsuited("场所正在拆除", Approval::by("", day))),
            Err(ApplicabilityError::NotApproved { .. })
        ));
    }

    #[test]
    fn a2p2_every_ground_is_counted_and_none_where_the_ground_fails() {
        let occasions = [
            mandate("国务院", "国〔1〕"),
            lead(LeadSource::Duty, "1", true),
            lead(LeadSource::Duty, "2", true),
            mandate("区人民政府", "区〔1〕"),
        ];
        let rules = RuleSet::gaoxin_2023();
        let outside: Vec<Outside> = occasions
            .iter()
            .filter_map(|occasion| occasion.exclude("e".parse().unwrap(), &rules).ok())
            .collect();
        assert_eq!(Outside::counts(&outside), BTreeMap::from([(Article::A2P2I1, 1), (Article::A2P2I2, 2)]));
        let outside = |occasion: &Occasion| occasion.exclude("e".parse().unwrap(), &rules);
        assert!(occasions[..3].iter().all(|occasion| outside(occasion).is_ok()));
        assert!(outside(&occasions[3]).is_err());
    }
}
