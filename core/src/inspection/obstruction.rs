//! 第二十七条 - when a target seriously refuses to cooperate.
//!
//! # The rule
//! Targets let the inspectors in, answer truthfully and hand over material. Four grounds may be found to be a serious
//! refusal.
//!
//! # Reading
//! May: a ground makes the sixth conclusion possible, and a named person decides (I-27-a); the same person may
//! find that it is not serious. The fourth ground is the only one with a consequence, so both facts are asked for: what
//! was done, and how it kept the inspection from going on (I-27-b).
//!
//! # Example
//! ```
//! use double_random::inspection::Obstruction;
//!
//! let obstruction: Obstruction = serde_json::from_str(r#"{
//!     "facts": [{"ground": "entry-refused", "act": "门卫拒绝检查组进入厂区"}]
//! }"#)?;
//! assert!(obstruction.check().is_ok());
//! assert!(!obstruction.is_found_serious()); // nobody has decided yet
//! # Ok::<(), serde_json::Error>(())
//! ```

use serde::{Deserialize, Serialize};

use super::problem::InspectionError;
use super::text::is_blank;
use crate::base::{Date, Faults, Place};
use crate::law::Article;

/// The four grounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "第二十七条")]
pub enum ObstructionGround {
    /// 拒绝进入
    EntryRefused,
    /// 拒绝提供材料
    MaterialRefused,
    /// 不如实或不按要求提供
    Untrue,
    /// 其他阻扰、妨碍, with its consequence.
    Hindered,
}

impl ObstructionGround {
    /// All four, in the order of the article.
    pub const ALL: [Self; 4] = [Self::EntryRefused, Self::MaterialRefused, Self::Untrue, Self::Hindered];

    /// Its item in the article.
    pub fn article(self) -> Article {
        match self {
            Self::EntryRefused => Article::A27I1,
            Self::MaterialRefused => Article::A27I2,
            Self::Untrue => Article::A27I3,
            Self::Hindered => Article::A27I4,
        }
    }
}

/// Whom the target turned against.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Toward {
    /// 检查人员
    #[default]
    Inspectors,
    /// 受托的专业机构
    EntrustedBody,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Under which ground it falls.
    pub ground: ObstructionGround,
    /// What was done.
    pub act: String,
    /// Whom it was done to.
    #[serde(default)]
    pub toward: Toward,
    /// How it kept the inspection from going on; the fourth ground needs it.
    #[serde(default)]
    pub consequence: Option<String>,
}

/// 认定 - who found it serious, or not, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The person who decided.
    pub person: String,
    /// The day.
    pub date: Date,
    /// Whether it is serious.
    pub serious: bool,
}

/// 不予配合 - the facts, and what somebody made of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Obstruction {
    /// What happened, at least one fact.
    pub facts: Vec<Fact>,
    /// The decision, once there is one.
    #[serde(default)]
    pub decision: Option<Decision>,
}

impl Obstruction {
    /// Whether a named person found it serious: only then the sixth conclusion is lawful.
    pub fn is_found_serious(&self) -> bool {
        self.decision.as_ref().is_some_and(|decision| decision.serious)
    }

    /// Checks that there is a ground, that each is stated in full, and that a decision names who took it.
    ///
    /// # Errors
    /// Every [`InspectionError`] at its place.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        if self.facts.is_empty() {
            faults.push(Place::field("facts"), InspectionError::NoGround);
        }
        for (at, fact) in self.facts.iter().enumerate() {
            if is_blank(&fact.act) {
                faults.push(Place::field(format!("facts[{at}].act")), InspectionError::NoAct);
            }
            let no_consequence = fact.consequence.as_deref().is_none_or(is_blank);
            if fact.ground == ObstructionGround::Hindered && no_consequence {
                faults.push(Place::field(format!("facts[{at}].consequence")), InspectionError::NoConsequence);
            }
        }
        if self.decision.as_ref().is_some_and(|decision| is_blank(&decision.person)) {
            faults.push(Place::field("decision.person"), InspectionError::DeciderUnnamed);
        }
        faults.or(())
    }
}
