//! Floor 6: the inspection (检查) - forms, findings, conclusions, signatures.
//!
//! A [`Sheet`] is what a team brings back from a visit: one [`Finding`] for each item and department. It becomes
//! [`Signed`] only when it is complete and everybody has signed; what follows is told by
//! [`disclosure`](crate::disclosure).

mod conclusion;
mod evidence;
mod finding;
mod form;
mod obstruction;
mod problem;
mod sheet;
mod signature;
mod team;
mod text;

pub use crate::team::Replaced;
pub use conclusion::{Conclusion, Conclusions, CorrectionOrder, Other, OtherCase};
pub use evidence::{Evidence, EvidenceKind};
pub use finding::Finding;
pub use form::{Form, FormChoice, Forms, ManualChoice, Question};
pub use obstruction::{Decision, Fact, Obstruction, ObstructionGround, Toward};
pub use problem::InspectionError;
pub use sheet::{Campaign, Sheet, Signed, Way};
pub use signature::{FirmMark, HeadSignature, Opinion, Refusal, Signature};
pub(crate) use team::Going;
pub use team::{StatedTeam, Team};
pub(crate) use text::{is_blank, prefixed, within};
