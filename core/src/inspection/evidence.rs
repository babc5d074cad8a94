//! 第二十九条, 第三十条 - evidence, and results that rest on nothing else.
//!
//! # The rule
//! Where a target cannot be reached or seriously refuses, so that nothing can be inspected, the result is formed from
//! evidence. Texts and recordings are kept.
//!
//! # Reading
//! Inspection is impossible and there is at least one piece of evidence of a named kind (I-29-a); the result is signed
//! all the same. Of every piece the check value is kept, for as long as the archive lasts and longer (I-30-a).
//!
//! # Example
//! See [`Finding`](super::Finding).

use serde::{Deserialize, Serialize};

use crate::base::{Date, Digest};

/// 证据种类 - the kinds that a result may rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// 现场照片
    Photo,
    /// 现场录像
    Video,
    /// 退回的邮件
    ReturnedMail,
    /// 询问笔录
    InquiryRecord,
}

/// 证据 - one piece of it, as the archive keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "第三十条")]
pub struct Evidence {
    /// What it is.
    pub kind: EvidenceKind,
    /// When it was taken.
    pub taken_on: Date,
    /// The check value of the file or paper.
    pub digest: Digest,
    /// What it shows.
    #[serde(default)]
    pub note: Option<String>,
}
