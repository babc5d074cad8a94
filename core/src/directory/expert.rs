//! 第二十条第二款 - the expert pool (专家库): who gives an opinion on special matters, beside the officers.
//!
//! # The rule
//! For special matters experts are drawn from the pool or appointed to take part.
//!
//! # Reading
//! I-20-2c: an expert is nobody's second officer, leads nothing and needs no certificate. One row a person; an interest in a target, or
//! an employer that is the target or its enterprise, keeps away.
//!
//! # Example
//! See [`Experts`].

use serde::{Deserialize, Serialize};

use super::officer::DEFAULT_CAP;
use super::problem::{Checked, DirectoryError, LONGEST_TEXT};
use super::roots::{self, Root};
use crate::base::json::JsonError;
use crate::base::order::Arrange as _;
use crate::base::{Faults, Id, RowHasher, Window};

/// 专家 - one row of the expert pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expert {
    /// The id by which experts are sorted and drawn.
    pub id: Id,
    /// 姓名, for people only: no rule reads it and no hash covers it.
    pub name: String,
    /// 专业
    #[serde(default)]
    pub specialties: Vec<String>,
    /// 工作单位, by name or by its id; where it is the id of a visited target or enterprise, the expert keeps away.
    #[serde(default)]
    pub employer: Option<String>,
    /// 办理上限 - the most visits of one match; 0 for somebody who is only appointed.
    #[serde(default = "default_cap")]
    pub cap: u32,
    /// Days on which the expert has no time, as far as known.
    #[serde(default)]
    pub leave: Vec<Window>,
    /// Enterprises (`unit_code`) and targets in which an interest is known beforehand.
    #[serde(default)]
    pub interests: Vec<Id>,
}

fn default_cap() -> u32 {
    DEFAULT_CAP
}

impl Expert {
    /// Whether leave takes a day of `window`.
    pub fn is_away(&self, window: Window) -> bool {
        self.leave.iter().any(|leave| leave.intersection(window).is_some())
    }

    /// The targets and enterprises in which the expert has an interest, the employer among them.
    pub fn concerns(&self) -> impl Iterator<Item = &str> {
        self.interests.iter().map(Id::as_str).chain(self.employer.as_deref())
    }

    /// How the public sees an expert: the first character of the name.
    pub fn published(&self) -> String {
        let first: String = self.name.chars().take(1).collect();
        format!("{first}*（专家）")
    }
}

/// 专家库, sorted by id.
///
/// ```
/// use double_random::directory::{Expert, Experts};
///
/// let expert: Expert = serde_json::from_str(r#"{"id": "E-2", "name": "王五", "specialties": ["锅炉"]}"#)?;
/// assert_eq!(expert.published(), "王*（专家）");
///
/// let faults = Experts::new([expert.clone(), expert.clone()]).unwrap_err();
/// assert_eq!(faults.to_string(), "experts, row 2, id: expert `E-2` already stands in row 1; listed twice, the expert would be drawn twice as often");
/// assert_eq!(Experts::new([expert])?.all().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Experts {
    /// Sorted by id; each expert's lists are sorted sets.
    experts: Vec<Expert>,
}

impl Experts {
    /// The pool of these experts, if nothing in it is wrong.
    ///
    /// # Errors
    /// Every fault of every row, from 1.
    pub fn new(experts: impl IntoIterator<Item = Expert>) -> Result<Self, Faults> {
        let mut experts: Vec<Expert> = experts.into_iter().collect();
        let mut faults = Faults::default();
        check(&experts, &mut faults);
        for expert in &mut experts {
            expert.specialties.arrange();
            expert.specialties.dedup();
            expert.interests.arrange();
            expert.interests.dedup();
            expert.leave.arrange_by_key(|leave| (leave.start(), leave.end()));
            expert.leave.dedup();
        }
        experts.arrange_by(|one, other| one.id.cmp(&other.id));
        faults.or(Self { experts })
    }

    /// All of them, sorted by id.
    pub fn all(&self) -> &[Expert] {
        &self.experts
    }

    /// The number of the expert `id`: the place among all.
    pub fn number(&self, id: &Id) -> Option<u32> {
        self.experts.binary_search_by(|expert| expert.id.cmp(id)).ok().map(|at| at as u32)
    }

    /// The root of the list under the name `experts`: of every row, all that a rule reads, so not the name.
    ///
    /// # Errors
    /// [`JsonError`] for a row that is no JSON, which a checked list does not hold.
    pub fn root(&self, hasher: impl Into<RowHasher>) -> Result<Root, JsonError> {
        let rows = self.experts.iter().map(|expert| (expert.id.as_str(), Row::from(expert)));
        roots::root(&hasher.into(), super::EXPERTS, rows)
    }
}

/// An expert without the name, borrowed.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a Id,
    specialties: &'a [String],
    employer: Option<&'a str>,
    cap: u32,
    leave: &'a [Window],
    interests: &'a [Id],
}

impl<'a> From<&'a Expert> for Row<'a> {
    fn from(expert: &'a Expert) -> Self {
        Self {
            id: &expert.id,
            specialties: &expert.specialties,
            employer: expert.employer.as_deref(),
            cap: expert.cap,
            leave: &expert.leave,
            interests: &expert.interests,
        }
    }
}

/// Names everything that is wrong with `experts`.
fn check(experts: &[Expert], faults: &mut Faults) {
    let mut checked = Checked::new(faults, super::EXPERTS);
    let mut ids = std::collections::BTreeMap::new();
    for (index, expert) in experts.iter().enumerate() {
        let row = checked.at(index);
        let id = expert.id.as_str();
        let first = *ids.entry(id).or_insert(row);
        if first != row {
            checked.push("id", id, DirectoryError::ExpertDuplicate { id: id.to_owned(), first });
        }
        checked.text("name", &expert.name, LONGEST_TEXT);
        if let Some(employer) = &expert.employer {
            checked.text("employer", employer, LONGEST_TEXT);
        }
        for (at, specialty) in expert.specialties.iter().enumerate() {
            checked.text(&format!("specialties[{at}]"), specialty, LONGEST_TEXT);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn expert(id: &str, more: serde_json::Value) -> Expert {
        let mut row = json!({ "id": id, "name": "王五", "specialties": ["锅炉", "电气"] });
        row.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        serde_json::from_value(row).unwrap()
    }

    #[test]
    fn a20p2_one_row_an_expert_and_every_fault_at_once() {
        assert!(
            Experts::new([expert("E-2", json!({})), expert("E-1", json!({ "employer": "某院" }))]).is_ok()
        );
        let odd = expert("E-1", json!({ "name": " ", "employer": "", "specialties": ["a\nb"] }));
        let faults = Experts::new([expert("E-1", json!({})), odd]).unwrap_err();
        let codes: Vec<&str> = faults.0.iter().map(|fault| fault.code()).collect();
        assert_eq!(codes, ["expert-duplicate", "text-blank", "text-blank", "text-control-character"]);
    }

    #[test]
    fn the_root_knows_sets_and_not_orders_and_not_the_name() {
        let root =
            |list: Vec<Expert>| Experts::new(list).unwrap().root(crate::base::Protocol::default()).unwrap();
        let before = root(vec![expert("E-1", json!({})), expert("E-2", json!({}))]);
        let turned = expert("E-1", json!({ "name": "李四", "specialties": ["电气", "锅炉", "电气"] }));
        assert_eq!(root(vec![expert("E-2", json!({})), turned]), before);
        for more in [json!({ "cap": 3 }), json!({ "employer": "某院" }), json!({ "interests": ["K-1"] })] {
            assert_ne!(root(vec![expert("E-1", more), expert("E-2", json!({}))]), before);
        }
    }
}
