//! 第二十五条第一句 - the check form: matched to the item by itself, or chosen by a named person.
//!
//! # The rule
//! Inspectors use the form that the platform matches to the item, or one that they choose.
//!
//! # Reading
//! The match comes first and takes a form only where exactly one lists the item; a choice by hand is logged with who,
//! when and why (I-25-a).
//!
//! # Example
//! See [`Forms`].

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::problem::InspectionError;
use super::text::is_blank;
use crate::base::{Date, Faults, Id, Place};

/// 检查表单 - what is asked on a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The id by which results name it.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// The items it is made for.
    pub items: BTreeSet<Id>,
    /// What it asks.
    #[serde(default)]
    pub questions: Vec<Question>,
}

/// One line of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The id by which answers name it.
    pub id: Id,
    /// The question.
    pub text: String,
    /// Whether it may stay open.
    #[serde(default)]
    pub optional: bool,
}

/// Which form was used, and how it came to that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormChoice {
    /// The form.
    pub form: Id,
    /// 手动选配; null where the match took it.
    #[serde(default)]
    pub manual: Option<ManualChoice>,
}

/// 手动选配 - who chose a form, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManualChoice {
    /// The person who chose.
    pub person: String,
    /// The day.
    pub date: Date,
    /// Why not the match.
    pub reason: String,
}

/// The forms of a bureau.
///
/// ```
/// use double_random::inspection::{Form, Forms};
///
/// let forms: Vec<Form> = serde_json::from_str(r#"[
///     {"id": "F-gas", "name": "用气安全检查表", "items": ["gas"]}
/// ]"#)?;
/// let forms = Forms::new(forms)?;
/// assert_eq!(forms.matched(&"gas".parse()?)?.form.as_str(), "F-gas");
/// assert!(forms.matched(&"signs".parse()?).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[doc(alias = "第二十五条")]
pub struct Forms(BTreeMap<Id, Form>);

impl Forms {
    /// These forms.
    ///
    /// # Errors
    /// [`InspectionError::FormDoubled`], for every form or question that shares its id.
    pub fn new(list: impl IntoIterator<Item = Form>) -> Result<Self, Faults> {
        let (mut faults, mut forms) = (Faults::default(), BTreeMap::new());
        for (row, form) in (1..).zip(list) {
            let mut seen = BTreeSet::new();
            for Question { id, .. } in form.questions.iter().filter(|question| !seen.insert(&question.id)) {
                faults
                    .push(Place::row(row, "questions"), InspectionError::FormDoubled { id: id.to_string() });
            }
            if let Some(form) = forms.insert(form.id.clone(), form) {
                faults.push(Place::row(row, "id"), InspectionError::FormDoubled { id: form.id.to_string() });
            }
        }
        faults.or(Self(forms))
    }

    /// The form `id`.
    pub fn get(&self, id: &Id) -> Option<&Form> {
        self.0.get(id)
    }

    /// 自动匹配 - the one form that lists `item`.
    ///
    /// # Errors
    /// [`InspectionError::NoForm`], [`InspectionError::SeveralForms`]: then somebody has to choose.
    pub fn matched(&self, item: &Id) -> Result<FormChoice, InspectionError> {
        let listing: Vec<&Id> =
            self.0.values().filter(|form| form.items.contains(item)).map(|form| &form.id).collect();
        match listing.as_slice() {
            [] => Err(InspectionError::NoForm { item: item.to_string() }),
            [form] => Ok(FormChoice { form: (*form).clone(), manual: None }),
            _ => {
                let forms = listing.iter().map(|form| format!("`{form}`")).collect::<Vec<_>>().join(", ");
                Err(InspectionError::SeveralForms { item: item.to_string(), forms })
            }
        }
    }

    /// Checks that `choice` may be used for `item`, and that `answers` are those it asks for.
    pub(super) fn check(
        &self,
        choice: &FormChoice,
        item: &Id,
        answers: &BTreeMap<Id, String>,
        faults: &mut Faults,
    ) {
        let form = || choice.form.to_string();
        match (&choice.manual, self.matched(item)) {
            (Some(manual), _) if is_blank(&manual.person) || is_blank(&manual.reason) => {
                faults.push(Place::field("form.manual"), InspectionError::ManualUnsigned { form: form() });
            }
            (Some(_), _) => {}
            (None, Ok(matched)) if matched.form == choice.form => {}
            (None, Ok(matched)) => {
                let error = InspectionError::NotTheMatch { form: form(), matched: matched.form.to_string() };
                faults.push(Place::field("form"), error);
            }
            (None, Err(error)) => faults.push(Place::field("form"), error),
        }
        let Some(asked) = self.get(&choice.form) else {
            faults.push(Place::field("form.form"), InspectionError::UnknownForm { form: form() });
            return;
        };
        for question in asked.questions.iter().filter(|question| !question.optional) {
            if answers.get(&question.id).is_none_or(|answer| is_blank(answer)) {
                let error =
                    InspectionError::AnswerMissing { form: form(), question: question.id.to_string() };
                faults.push(Place::field(format!("answers.{}", question.id)), error);
            }
        }
        for id in answers.keys().filter(|id| !asked.questions.iter().any(|question| question.id == **id)) {
            let error = InspectionError::AnswerUnknown { form: form(), question: id.to_string() };
            faults.push(Place::field(format!("answers.{id}")), error);
        }
    }
}
