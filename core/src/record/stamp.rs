//! 第六条 - what somebody outside says about the time of a seal: carried and shown, never interpreted.

use serde::{Deserialize, Serialize};

use super::RecordError;
use crate::base::{Digest, Faults, Instant, Place};

/// The longest text of a stamp: tokens of time-stamp authorities have some thousand characters.
const LONGEST: usize = 100_000;

/// What kind of statement a stamp is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StampKind {
    /// A time-stamp response of RFC 3161 over the check value of the seal, in base64.
    Rfc3161,
    /// 公证编号 - the number of a notarial act that holds the check value.
    Notarial,
}

/// 时间戳或公证编号 - a statement about the check value C of a seal.
///
/// ```
/// use double_random::record::{Stamp, StampKind};
///
/// let stamp = Stamp {
///     kind: StampKind::Notarial,
///     authority: "示例公证处".into(),
///     value: "(2026)示证字第12号".into(),
///     stated_at: Some("2026-10-01T09:05:00+08:00".parse()?),
/// };
/// assert!(stamp.check().is_ok());
/// # Ok::<(), double_random::base::date::DateError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stamp {
    /// What it is.
    pub kind: StampKind,
    /// Who made it.
    pub authority: String,
    /// The token in base64, or the number of the act.
    pub value: String,
    /// When, as it states itself.
    #[serde(default)]
    pub stated_at: Option<Instant>,
}

impl Stamp {
    /// Checks that it can be shown: base64 or one line of text, by somebody with a name.
    ///
    /// # Errors
    /// [`RecordError::Stamp`].
    pub fn check(&self) -> Result<(), RecordError> {
        let line = |text: &str| !text.trim().is_empty() && !text.chars().any(char::is_control);
        let base64 = |text: &str| {
            let body = text.trim_end_matches('=');
            text.len().is_multiple_of(4)
                && text.len() - body.len() <= 2
                && body.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
        };
        let short = self.value.len() <= LONGEST && self.authority.chars().count() <= 200;
        let readable = self.kind == StampKind::Notarial || base64(&self.value);
        if short && readable && line(&self.value) && line(&self.authority) {
            return Ok(());
        }
        Err(RecordError::Stamp { found: self.value.chars().filter(|c| !c.is_control()).take(40).collect() })
    }

    /// Every fault of a list of stamps.
    pub(super) fn check_all(stamps: &[Self], path: &str) -> Result<(), Faults> {
        let mut faults = Faults::default();
        for (at, stamp) in stamps.iter().enumerate() {
            if let Err(error) = stamp.check() {
                faults.push(Place::field(format!("{path}stamps[{at}].value")), error);
            }
        }
        faults.or(())
    }

    /// How anybody checks it against the check value of the seal, in both languages.
    pub fn by_hand(&self, seal: Digest) -> String {
        let authority = &self.authority;
        match self.kind {
            StampKind::Rfc3161 => format!(
                "`{authority}` 的时间戳：base64 -d 还原为 seal.tsr，再运行 openssl ts -verify -digest {seal} -in seal.tsr -CAfile 该机构的证书 / time-stamp by `{authority}`: decode it with base64 -d to seal.tsr, then openssl ts -verify -digest {seal} -in seal.tsr -CAfile its-certificate"
            ),
            StampKind::Notarial => {
                let value = &self.value;
                format!(
                    "向 `{authority}` 查询 `{value}` 所载校验值是否为 {seal} / ask `{authority}` whether `{value}` holds the check value {seal}"
                )
            }
        }
    }
}
