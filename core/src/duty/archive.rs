//! 第三十条 - the archive of a visit: a list of everything that was kept, whether it is all there, and until when.
//!
//! # The rule
//! Texts and recordings of an inspection are archived, as the rules on archives say.
//!
//! # Reading
//! The text names no period, so the office sets one for each kind (I-30-a). A file may be destroyed once its period is
//! over and somebody approved that; its line and its check value stay for good, so what was there can always be shown.
//! What a case needs follows from the case: order, result, forms, evidence, and the papers of every step.
//!
//! # Example
//! See [`Docket::archive`].

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::archive_problem::ArchiveError;
use super::docket::{Docket, VisitRef, VisitRun};
use crate::base::json::{self, JsonError};
use crate::base::order::Arrange as _;
use crate::base::{Date, Digest, Fault, Faults, Id, Place, Protocol};
use crate::disclosure::{History, Step};
use crate::inspection::{Conclusion, EvidenceKind};
use crate::plan::Approval;

/// 档案材料的种类.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ArtefactKind {
    /// 检查任务单
    Order,
    /// 检查表单, by item.
    Form,
    /// 检查结果, signed.
    Result,
    /// 现场照片
    Photo,
    /// 现场录像
    Video,
    /// 退回的邮件
    ReturnedMail,
    /// 询问笔录
    InquiryRecord,
    /// 责令改正文书, by item.
    CorrectionOrder,
    /// 异议材料, by objection.
    ObjectionPapers,
    /// 复核决定, by objection.
    Review,
    /// 反馈文书, by objection.
    Feedback,
    /// 更正签批, by item.
    Correction,
    /// 撤销依据, by item.
    Withdrawal,
    /// 其他
    Other,
}

/// 档案材料 - one file or paper.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Artefact {
    /// What it is.
    pub kind: ArtefactKind,
    /// Under which name the archive keeps it.
    pub name: String,
    /// The item or the objection that it belongs to; null where it belongs to the whole visit.
    #[serde(default)]
    pub about: Option<Id>,
    /// The check value of the file.
    pub digest: Digest,
}

/// 保管期限.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Retention {
    /// For so many years.
    Years(u32),
    /// 永久
    Permanent,
}

/// 保管期限表 - as the office sets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retentions {
    /// Kinds with a period of their own.
    #[serde(default)]
    pub kinds: BTreeMap<ArtefactKind, Retention>,
    /// For every other kind.
    pub others: Retention,
}

/// 归档清单 - what is kept of one visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "第三十条")]
pub struct Manifest {
    visit: VisitRef,
    archived_on: Date,
    entries: Vec<Entry>,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What is kept.
    pub artefact: Artefact,
    /// The last day on which the file must be there; null for good.
    pub keep_until: Option<Date>,
    /// 销毁; the line stays.
    #[serde(default)]
    pub disposed: Option<Disposal>,
}

/// 销毁 - when a file was destroyed, and who approved that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disposal {
    /// The day.
    pub on: Date,
    /// Who approved it.
    pub approval: Approval,
}

/// What every check value of a list covers: all but what was destroyed since.
#[derive(Serialize)]
struct Hashed<'a> {
    visit: VisitRef,
    archived_on: Date,
    kept: Vec<(&'a Artefact, Option<Date>)>,
}

impl ArtefactKind {
    /// In Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Order => "检查任务单",
            Self::Form => "检查表单",
            Self::Result => "检查结果",
            Self::Photo => "现场照片",
            Self::Video => "现场录像",
            Self::ReturnedMail => "退回的邮件",
            Self::InquiryRecord => "询问笔录",
            Self::CorrectionOrder => "责令改正文书",
            Self::ObjectionPapers => "异议材料",
            Self::Review => "复核决定",
            Self::Feedback => "反馈文书",
            Self::Correction => "更正签批",
            Self::Withdrawal => "撤销依据",
            Self::Other => "其他材料",
        }
    }

    /// In English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Order => "order to inspect",
            Self::Form => "check form",
            Self::Result => "signed result",
            Self::Photo => "photo",
            Self::Video => "video",
            Self::ReturnedMail => "returned mail",
            Self::InquiryRecord => "record of inquiry",
            Self::CorrectionOrder => "order to correct",
            Self::ObjectionPapers => "papers of the objection",
            Self::Review => "decision of the review",
            Self::Feedback => "answer to the objection",
            Self::Correction => "signed correction",
            Self::Withdrawal => "ground of the withdrawal",
            Self::Other => "other paper",
        }
    }
}

impl From<EvidenceKind> for ArtefactKind {
    fn from(kind: EvidenceKind) -> Self {
        match kind {
            EvidenceKind::Photo => Self::Photo,
            EvidenceKind::Video => Self::Video,
            EvidenceKind::ReturnedMail => Self::ReturnedMail,
            EvidenceKind::InquiryRecord => Self::InquiryRecord,
        }
    }
}

impl Retentions {
    /// The last day for a file of `kind` that was archived on this day; nothing where it is kept for good.
    fn keep_until(&self, kind: ArtefactKind, archived_on: Date) -> Option<Date> {
        match self.kinds.get(&kind).copied().unwrap_or(self.others) {
            Retention::Years(years) => Some(archived_on.plus_months(years.saturating_mul(12))),
            Retention::Permanent => None,
        }
    }
}

/// What a case needs: a kind, what it belongs to, and for evidence its check value.
type Need = (ArtefactKind, Option<Id>, Option<Digest>);

impl Docket {
    /// 归档 - the list of what is kept of a visit, if all is there that its results need.
    ///
    /// ```
    /// use double_random::base::calendar::Calendar;
    /// use double_random::duty::{Docket, Retention, Retentions, VisitRef};
    /// use double_random::law::RuleSet;
    ///
    /// let docket = Docket::new(Calendar::china(), &RuleSet::gaoxin_2023())?;
    /// let retention = Retentions { kinds: Default::default(), others: Retention::Years(10) };
    /// let at = VisitRef { seal: "0".repeat(64).parse()?, visit: 0 };
    /// let refused = docket.archive(at, vec![], &retention, "2026-12-01".parse()?).unwrap_err();
    /// assert_eq!(refused.0[0].code(), "docket-visit-unknown");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Every [`ArchiveError`] at its artefact, what is missing at `artefacts`;
    /// [`DutyError::UnknownVisit`](super::DutyError::UnknownVisit).
    pub fn archive(
        &self,
        at: VisitRef,
        mut artefacts: Vec<Artefact>,
        retention: &Retentions,
        archived_on: Date,
    ) -> Result<Manifest, Faults> {
        let visit = self.visit(at).map_err(|error| Fault::new(Place::field("visit"), error))?;
        let mut faults = Faults::default();
        let last = visit.results.iter().flat_map(|history| history.events()).map(|event| event.entered());
        let last = last.chain([visit.team.ordered_on]).max();
        if let Some(last) = last.filter(|&last| archived_on < last) {
            faults.push(Place::field("archived_on"), ArchiveError::TooEarly { archived: archived_on, last });
        }
        let mut seen = BTreeSet::new();
        for (number, artefact) in artefacts.iter().enumerate() {
            let place = || Place::field(format!("artefacts[{number}]"));
            if artefact.name.trim().is_empty() {
                faults.push(place(), ArchiveError::Unnamed);
            }
            if !seen.insert(artefact) {
                faults.push(place(), ArchiveError::Doubled { name: artefact.name.clone() });
            }
        }
        for (kind, about, digest) in needs(visit) {
            let fits = |artefact: &&Artefact| {
                artefact.kind == kind
                    && digest.map_or(artefact.about == about, |digest| artefact.digest == digest)
            };
            if !artefacts.iter().any(|artefact| fits(&artefact)) {
                let of = about.map(|id| id.to_string()).or(digest.map(|digest| digest.to_string()));
                let of = of.unwrap_or_else(|| visit.team.target.to_string());
                let error = ArchiveError::Missing { zh: kind.zh(), en: kind.en(), of };
                faults.push(Place::field("artefacts"), error);
            }
        }
        faults.or(())?;
        artefacts.arrange();
        let entry = |artefact: Artefact| {
            let keep_until = retention.keep_until(artefact.kind, archived_on);
            Entry { artefact, keep_until, disposed: None }
        };
        Ok(Manifest { visit: at, archived_on, entries: artefacts.into_iter().map(entry).collect() })
    }
}

/// Everything that must be there of a visit as it stands.
fn needs(visit: &VisitRun) -> Vec<Need> {
    let mut needs = vec![(ArtefactKind::Order, None, None)];
    if !visit.results.is_empty() {
        needs.push((ArtefactKind::Result, None, None));
    }
    visit.results.iter().for_each(|history| of_history(history, &mut needs));
    needs
}

fn of_history(history: &History, needs: &mut Vec<Need>) {
    let item = || Some(history.item().clone());
    for version in history.versions() {
        let finding = &version.finding;
        if finding.form.is_some() {
            needs.push((ArtefactKind::Form, item(), None));
        }
        if finding.conclusions.has(Conclusion::CorrectionOrdered) {
            needs.push((ArtefactKind::CorrectionOrder, item(), None));
        }
        let evidence = finding.evidence.iter();
        needs.extend(evidence.map(|evidence| (evidence.kind.into(), None, Some(evidence.digest))));
    }
    for event in history.events() {
        let need = match &event.step {
            Step::Objected { objection } => (ArtefactKind::ObjectionPapers, Some(objection.clone())),
            Step::Reviewed { objection, .. } => (ArtefactKind::Review, Some(objection.clone())),
            Step::FedBack { objection } => (ArtefactKind::Feedback, Some(objection.clone())),
            Step::Corrected { .. } => (ArtefactKind::Correction, item()),
            Step::Withdrawn { .. } => (ArtefactKind::Withdrawal, item()),
            _ => continue,
        };
        needs.push((need.0, need.1, None));
    }
    needs.arrange();
    needs.dedup();
}

impl Manifest {
    /// The visit.
    pub fn visit(&self) -> VisitRef {
        self.visit
    }

    /// Every line, also of files that were destroyed.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// 校验值 - `H("archive", canonical bytes)` of the list. It is the same before and after a file was destroyed.
    ///
    /// # Errors
    /// [`JsonError`] for a number that no JSON reader keeps, which no list holds.
    pub fn digest(&self, protocol: Protocol) -> Result<Digest, JsonError> {
        let kept = self.entries.iter().map(|entry| (&entry.artefact, entry.keep_until)).collect();
        let hashed = Hashed { visit: self.visit, archived_on: self.archived_on, kept };
        Ok(protocol.hash("archive", &[json::canonical(&hashed)?.as_bytes()]))
    }

    /// Files whose period is over on `today` and that are still there.
    pub fn disposable(&self, today: Date) -> impl Iterator<Item = &Entry> {
        let over = move |entry: &&Entry| entry.keep_until.is_some_and(|until| until < today);
        self.entries.iter().filter(|entry| entry.disposed.is_none()).filter(over)
    }

    /// 销毁 - notes that the file of this name was destroyed. Its line and its check value stay.
    ///
    /// # Errors
    /// [`ArchiveError`]: no such file, one that was destroyed before, or whose period is not over; what
    /// [`Approval::may_approve`] finds.
    pub fn dispose(mut self, name: &str, on: Date, approval: Approval) -> Result<Self, Faults> {
        let fault = |error: ArchiveError| Faults::from(Fault::new(Place::field("name"), error));
        approval.may_approve(&[]).map_err(|error| Fault::new(Place::field("approval"), error))?;
        let entry = self.entries.iter_mut().find(|entry| entry.artefact.name == name);
        let entry = entry.ok_or_else(|| fault(ArchiveError::Unknown { name: name.to_owned() }))?;
        let name = || name.to_owned();
        if let Some(Disposal { on, .. }) = entry.disposed {
            return Err(fault(ArchiveError::DisposedAlready { name: name(), on }));
        }
        match entry.keep_until {
            None => return Err(fault(ArchiveError::KeptForGood { name: name() })),
            Some(until) if on <= until => return Err(fault(ArchiveError::Kept { name: name(), on, until })),
            Some(_) => entry.disposed = Some(Disposal { on, approval }),
        }
        Ok(self)
    }
}
