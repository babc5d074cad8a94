//! 核验结论 - named checks, each passed, failed with its first difference, or not checkable with the reason.

use serde::Serialize;

use crate::base::{Faults, Problem};
use crate::law::Article;

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckResult {
    /// It holds.
    Passed,
    /// It does not; the detail names the first difference.
    Failed,
    /// What was given does not decide it; the detail says what is missing.
    NotCheckable,
}

/// One named check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The stable name.
    pub name: &'static str,
    /// The article behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<Article>,
    /// How it ended.
    pub result: CheckResult,
    /// Why, or what to look up, in Chinese and English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// 核验结论 - what `verify` found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// No check failed, and every ticket and match was replayed; for a ledger, every check passed.
    pub exact: bool,
    /// The checks in their fixed order.
    pub checks: Vec<Check>,
}

impl Verdict {
    pub(super) fn of(checks: Vec<Check>) -> Self {
        let passed =
            |name: &str| checks.iter().any(|check| check.name == name && check.result == CheckResult::Passed);
        let failed = checks.iter().any(|check| check.result == CheckResult::Failed);
        let matched = checks.iter().all(|check| check.name != "matching") || passed("matching");
        // of an attempt that ended without a draw there is nothing to replay but its pools
        let replayed = passed("tickets") || (passed("ended") && passed("roots"));
        Self { exact: !failed && replayed && matched, checks }
    }

    /// The verdict on records among each other: nothing is replayed.
    pub(super) fn of_ledger(checks: Vec<Check>) -> Self {
        Self { exact: checks.iter().all(|check| check.result == CheckResult::Passed), checks }
    }

    /// The verdict on what is no record of ours.
    pub fn unreadable(faults: &Faults) -> Self {
        let place = faults.0.first().map(|fault| fault.place.to_string()).filter(|place| !place.is_empty());
        let place = place.map(|place| place + ": ").unwrap_or_default();
        let (zh, en) = (faults.message_zh(), faults.message_en());
        let mut checks = Checks::default();
        checks.failed("schema", Article::A6, format!("{place}{zh} / {en}"));
        Self::of(checks.0)
    }

    /// Whether every ticket was replayed and nothing failed.
    pub fn is_exact(&self) -> bool {
        self.exact
    }

    /// The first check that failed.
    pub fn first_failure(&self) -> Option<&Check> {
        self.checks.iter().find(|check| check.result == CheckResult::Failed)
    }

    /// The check of this name.
    pub fn check(&self, name: &str) -> Option<&Check> {
        self.checks.iter().find(|check| check.name == name)
    }
}

/// Notes in Chinese and English as one detail; none where there is nothing to say.
pub(super) fn in_both(notes: &[[String; 2]]) -> Option<String> {
    let side =
        |at: usize| notes.iter().filter_map(|note| note.get(at)).cloned().collect::<Vec<_>>().join("; ");
    (!notes.is_empty()).then(|| format!("{} / {}", side(0), side(1)))
}

/// The list of checks while it grows.
#[derive(Debug, Default)]
pub(super) struct Checks(pub(super) Vec<Check>);

impl Checks {
    fn push(
        &mut self,
        name: &'static str,
        article: Option<Article>,
        result: CheckResult,
        detail: Option<String>,
    ) {
        self.0.push(Check { name, article, result, detail });
    }

    pub(super) fn passed(&mut self, name: &'static str, article: Article) {
        self.push(name, Some(article), CheckResult::Passed, None);
    }

    pub(super) fn failed(&mut self, name: &'static str, article: Article, detail: String) {
        self.push(name, Some(article), CheckResult::Failed, Some(detail));
    }

    pub(super) fn open(&mut self, name: &'static str, article: Article, detail: &str) {
        self.push(name, Some(article), CheckResult::NotCheckable, Some(detail.to_owned()));
    }

    pub(super) fn noted(
        &mut self,
        name: &'static str,
        article: Article,
        result: CheckResult,
        detail: Option<String>,
    ) {
        self.push(name, Some(article), result, detail);
    }

    /// Fails a check that stands there already, for one more reason.
    pub(super) fn fail_also(&mut self, name: &str, failure: String) {
        for check in self.0.iter_mut().filter(|check| check.name == name) {
            check.result = CheckResult::Failed;
            let before = check.detail.take();
            check.detail = Some(before.into_iter().chain([failure.clone()]).collect::<Vec<_>>().join("; "));
        }
    }

    /// Passed without a failure, else failed with it.
    pub(super) fn settle(&mut self, name: &'static str, article: Article, failure: Option<String>) {
        match failure {
            None => self.passed(name, article),
            Some(detail) => self.failed(name, article, detail),
        }
    }

    /// Failed with `failure`, else not checkable: holding so far is not enough.
    pub(super) fn settle_open(
        &mut self,
        name: &'static str,
        article: Article,
        failure: Option<String>,
        missing: &str,
    ) {
        match failure {
            None => self.open(name, article, missing),
            Some(detail) => self.failed(name, article, detail),
        }
    }
}
