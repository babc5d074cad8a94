//! 第三十一条 - what people state in an officer's favour, each of five grounds with what it has to name.
//!
//! # The rule
//! Liability may be waived where duty was done by law and plan, where technical means could not have found it, where an
//! accident has no causal link to the inspection, where an entrusted body's false report misled, and where other law
//! says so.
//!
//! # Reading
//! Nobody decides anything here (I-31-a): a statement is checked for what makes it worth reading, a paper to look up and a
//! person who stands for it. That duty was done is read from the record and cannot be stated in words.
//!
//! # Example
//! See [`Statement::check`].

use serde::Deserialize;

use super::docket::VisitRef;
use crate::base::problem::problems;
use crate::base::{Date, Digest};
use crate::inspection::is_blank;
use crate::law::Article;

problems! {
    /// Why a statement is not taken into a list of evidence.
    pub enum StatementError {
        /// Nobody stands for it.
        Unsigned = "exemption-unsigned" @ A31 {
            zh: "免责情形的说明没有写明说明人",
            en: "the statement names nobody who makes it",
            hint_zh: "填写说明人姓名",
            hint_en: "give the person who states it",
        }
        /// Duty done is not a matter of words.
        FromRecord = "exemption-from-record" @ A31I1 {
            zh: "“已履行职责”不能口头说明，以台账记录为准",
            en: "that duty was done cannot be stated, it is read from the record",
            hint_zh: "登记任务、检查、结果和公示，证据由台账列出",
            hint_en: "enter task, visit, result and publication; the evidence is listed from them",
        }
        /// A technical limit without the means, or without what they could not show.
        LimitUnnamed = "exemption-limit-unnamed" @ A31I2 {
            zh: "没有写明现有技术手段，或其不能发现的问题",
            en: "the statement does not name the technical means, or what they could not show",
            hint_zh: "两项都要写明",
            hint_en: "name both",
        }
        /// An accident whose cause nobody looked into.
        AccidentUnreported = "exemption-accident-unreported" @ A31I3 {
            zh: "没有写明事故，或说明其原因的调查报告文号",
            en: "the statement does not name the accident, or the report on its cause",
            hint_zh: "填写事故名称和调查报告文号",
            hint_en: "give the accident and the number of the report",
        }
        /// A report that nobody found false.
        ReportUnnamed = "exemption-report-unnamed" @ A31I4 {
            zh: "没有写明受委托机构，或认定其报告虚假的文书",
            en: "the statement does not name the entrusted body, or by what its report was found false",
            hint_zh: "填写机构名称和认定文书的文号",
            hint_en: "give the body and the number of the finding",
        }
        /// Other law without a provision.
        ProvisionMissing = "exemption-provision-missing" @ A31I5 {
            zh: "没有写明不追究责任所依据的条款",
            en: "the statement cites no provision",
            hint_zh: "填写法律、法规名称和条款",
            hint_en: "give the law and its article",
        }
    }
}

/// The grounds of a waiver, each with what has to be named.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[doc(alias = "第三十一条")]
pub enum Exemption {
    /// 已履行职责 - read from the record, and refused as a statement.
    DutyDone,
    /// 技术手段限制
    TechnicalLimit {
        /// Which means there were.
        means: String,
        /// What they could not show.
        beyond: String,
    },
    /// 没有因果关系
    NoCausalLink {
        /// The accident.
        accident: String,
        /// The number of the report on its cause.
        report: String,
    },
    /// 受托机构虚假报告
    FalseReport {
        /// The body.
        body: String,
        /// The check value of its report.
        report: Digest,
        /// By which document it was found false.
        found_false_by: String,
    },
    /// 其他
    Other {
        /// The provision, as it is cited.
        provision: String,
    },
}

impl Exemption {
    /// Its item in the article.
    pub fn article(&self) -> Article {
        match self {
            Self::DutyDone => Article::A31I1,
            Self::TechnicalLimit { .. } => Article::A31I2,
            Self::NoCausalLink { .. } => Article::A31I3,
            Self::FalseReport { .. } => Article::A31I4,
            Self::Other { .. } => Article::A31I5,
        }
    }
}

/// 说明 - who states such a ground, of which visit, on which day. Internal, like everything
/// that it becomes a part of: it can be read and never written as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The visit.
    pub visit: VisitRef,
    /// The ground.
    pub ground: Exemption,
    /// Who states it.
    pub person: String,
    /// The day.
    pub on: Date,
}

impl Statement {
    /// Checks that it can be looked up. Whether it is true, and what follows, is for people.
    ///
    /// ```
    /// use double_random::base::Problem;
    /// use double_random::duty::{Exemption, Statement, VisitRef};
    ///
    /// let visit = VisitRef { seal: "0".repeat(64).parse()?, visit: 3 };
    /// let ground = Exemption::NoCausalLink { accident: "11月2日雷击停电".to_owned(), report: String::new() };
    /// let statement = Statement { visit, ground, person: "甲".to_owned(), on: "2026-11-20".parse()? };
    /// assert_eq!(statement.check().unwrap_err().code(), "exemption-accident-unreported");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`StatementError`].
    pub fn check(&self) -> Result<(), StatementError> {
        let any_blank = |texts: &[&String]| texts.iter().any(|text| is_blank(text));
        if is_blank(&self.person) {
            return Err(StatementError::Unsigned);
        }
        match &self.ground {
            Exemption::DutyDone => Err(StatementError::FromRecord),
            Exemption::TechnicalLimit { means, beyond } if any_blank(&[means, beyond]) => {
                Err(StatementError::LimitUnnamed)
            }
            Exemption::NoCausalLink { accident, report } if any_blank(&[accident, report]) => {
                Err(StatementError::AccidentUnreported)
            }
            Exemption::FalseReport { body, found_false_by, .. } if any_blank(&[body, found_false_by]) => {
                Err(StatementError::ReportUnnamed)
            }
            Exemption::Other { provision } if any_blank(&[provision]) => {
                Err(StatementError::ProvisionMissing)
            }
            _ => Ok(()),
        }
    }
}
