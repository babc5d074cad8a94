//! 第三十二条 - what people report about a visit, since no record shows it: consequences, reasons, suspected crimes.

use serde::Deserialize;

use super::docket::{Docket, VisitRef};
use super::exemption::Statement;
use crate::base::problem::problems;
use crate::base::{Date, Fault, Faults, Place};
use crate::inspection::is_blank;
use crate::law::Article;

problems! {
    /// Why something that a person reports is not taken.
    pub enum ReportedError {
        /// A consequence without words or without a name.
        ConsequenceUnsigned = "consequence-unsigned" @ A32 {
            zh: "不良后果没有写明内容或认定人",
            en: "the consequence says nothing, or names nobody who states it",
            hint_zh: "两项都要填写；后果由人认定",
            hint_en: "fill in both; a consequence is stated by a person",
        }
        /// A consequence of inspecting wrongly, of an item that asks for none.
        ConsequenceElsewhere { article: Article } = "consequence-not-asked" @ A32 {
            zh: "{article} 不以不良后果为条件",
            en: "{article} asks for no consequence",
            hint_zh: "只对第一项、第二项登记后果",
            hint_en: "state consequences for the first two items only",
        }
        /// A crime that nobody suspects.
        ReferralUnsigned = "referral-unsigned" @ A32I3 {
            zh: "涉嫌犯罪的登记没有写明发现人",
            en: "the suspected crime names nobody who found it",
            hint_zh: "填写发现人",
            hint_en: "give the person who found it",
        }
        /// Passed on without a document, or before it was suspected.
        ReferralUnproven { suspected: Date } = "referral-unproven" @ A32I3 {
            zh: "移送没有文号，或早于发现日期 {suspected}",
            en: "the referral names no document, or is dated before {suspected}, when it was suspected",
            hint_zh: "填写移送文书的文号和日期",
            hint_en: "give number and day of the letter to the police",
        }
        /// A reason without words or without a name.
        ReasonUnsigned = "delay-reason-unsigned" @ A32I4 {
            zh: "未按期检查的原因没有写明内容或说明人",
            en: "the reason for the delay says nothing, or names nobody who gives it",
            hint_zh: "两项都要填写",
            hint_en: "fill in both",
        }
        /// Other law without a provision or without facts.
        OtherUnnamed = "liability-provision-missing" @ A32I5 {
            zh: "没有写明应当追究责任的条款或事实",
            en: "the entry cites no provision, or states no facts",
            hint_zh: "两项都要填写",
            hint_en: "fill in both",
        }
        /// Two consequences of one visit under one item.
        Doubled { article: Article } = "consequence-duplicate" @ A32I2 {
            zh: "同一次检查对{article}登记了两次后果",
            en: "two consequences are stated for {article} of one visit",
            hint_zh: "合为一条",
            hint_en: "make them one",
        }
        /// A consequence of a visit that was not ordered yet.
        TooEarly { on: Date, ordered: Date } = "consequence-before-order" @ A32I1 {
            zh: "后果登记于 {on}，早于任务下达日 {ordered}",
            en: "the consequence is dated {on}, the visit was ordered on {ordered}",
            hint_zh: "核对日期和检查",
            hint_en: "check day and visit",
        }
    }
}

/// 不良后果
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consequence {
    /// The visit.
    pub visit: VisitRef,
    /// 第三十二条第一项 or 第二项.
    pub article: Article,
    /// What it was.
    pub text: String,
    /// Who states it.
    pub person: String,
    /// The day.
    pub on: Date,
}

/// 涉嫌犯罪 - found on a visit, and passed to the police or not.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referral {
    /// The visit.
    pub visit: VisitRef,
    /// Since when.
    pub suspected_on: Date,
    /// Who found it.
    pub person: String,
    /// 移送 - day and number of the letter.
    #[serde(default)]
    pub referred: Option<(Date, String)>,
}

/// 未按期检查的原因
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DelayReason {
    /// The visit.
    pub visit: VisitRef,
    /// Why.
    pub text: String,
    /// Who says so.
    pub person: String,
}

/// 其他应当追究责任的情形
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherLiability {
    /// The visit.
    pub visit: VisitRef,
    /// The provision, as it is cited.
    pub provision: String,
    /// The facts.
    pub facts: String,
}

/// Everything that people report for [`Docket::indicators`](super::Docket::indicators).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reported {
    /// What the trace check found, by visit.
    pub traces: Vec<(VisitRef, Faults)>,
    /// 第三十一条 - statements in favour, which stand in the evidence.
    pub statements: Vec<Statement>,
    /// 不良后果
    pub consequences: Vec<Consequence>,
    /// 涉嫌犯罪
    pub referrals: Vec<Referral>,
    /// 未按期检查的原因
    pub reasons: Vec<DelayReason>,
    /// 其他
    pub others: Vec<OtherLiability>,
}

impl Reported {
    /// The consequence that was stated for `article` of the visit.
    pub(super) fn consequence(&self, visit: VisitRef, article: Article) -> Option<&Consequence> {
        self.consequences.iter().find(|stated| (stated.visit, stated.article) == (visit, article))
    }

    /// Checks that every visit is there, and that each entry says what it is about and who says so.
    pub(super) fn check(&self, docket: &Docket) -> Result<(), Faults> {
        let mut faults = Faults::default();
        for (place, at) in self.visits() {
            if let Err(error) = docket.visit(at) {
                faults.0.push(Fault::new(Place::field(place), error));
            }
        }
        for (at, Consequence { visit, on, .. }) in self.consequences.iter().enumerate() {
            let ordered = docket.visit(*visit).map(|visit| visit.team.ordered_on);
            if let Some(ordered) = ordered.ok().filter(|ordered| on < ordered) {
                let place = Place::field(format!("consequences[{at}]"));
                faults.push(place, ReportedError::TooEarly { on: *on, ordered });
            }
        }
        self.check_words(&mut faults);
        faults.or(())
    }

    /// Every visit named, with where.
    fn visits(&self) -> impl Iterator<Item = (String, VisitRef)> {
        fn part<'a, T>(
            name: &'a str,
            list: &'a [T],
            visit: impl Fn(&T) -> VisitRef + 'a,
        ) -> impl Iterator<Item = (String, VisitRef)> + 'a {
            list.iter().enumerate().map(move |(at, entry)| (format!("{name}[{at}]"), visit(entry)))
        }
        part("traces", &self.traces, |(visit, _)| *visit)
            .chain(part("statements", &self.statements, |entry| entry.visit))
            .chain(part("consequences", &self.consequences, |entry| entry.visit))
            .chain(part("referrals", &self.referrals, |entry| entry.visit))
            .chain(part("reasons", &self.reasons, |entry| entry.visit))
            .chain(part("others", &self.others, |entry| entry.visit))
    }

    fn check_words(&self, faults: &mut Faults) {
        let place = |name: &str, at: usize| Place::field(format!("{name}[{at}]"));
        for (at, Consequence { visit, article, text, person, .. }) in self.consequences.iter().enumerate() {
            let earlier = self.consequences.iter().take(at);
            let error = if is_blank(text) || is_blank(person) {
                ReportedError::ConsequenceUnsigned
            } else if !matches!(article, Article::A32I1 | Article::A32I2) {
                ReportedError::ConsequenceElsewhere { article: *article }
            } else if earlier.into_iter().any(|other| (other.visit, other.article) == (*visit, *article)) {
                ReportedError::Doubled { article: *article }
            } else {
                continue;
            };
            faults.push(place("consequences", at), error);
        }
        for (at, Referral { suspected_on, person, referred, .. }) in self.referrals.iter().enumerate() {
            if is_blank(person) {
                faults.push(place("referrals", at), ReportedError::ReferralUnsigned);
            }
            if referred.as_ref().is_some_and(|(on, letter)| on < suspected_on || is_blank(letter)) {
                let suspected = *suspected_on;
                faults.push(place("referrals", at), ReportedError::ReferralUnproven { suspected });
            }
        }
        for (at, DelayReason { text, person, .. }) in self.reasons.iter().enumerate() {
            if is_blank(text) || is_blank(person) {
                faults.push(place("reasons", at), ReportedError::ReasonUnsigned);
            }
        }
        for (at, OtherLiability { provision, facts, .. }) in self.others.iter().enumerate() {
            if is_blank(provision) || is_blank(facts) {
                faults.push(place("others", at), ReportedError::OtherUnnamed);
            }
        }
    }
}
