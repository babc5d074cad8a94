//! Floor 6: disclosure (结果公示) - what becomes of a signed result, as a history that only grows.
//!
//! A [`History`] takes one [`Event`] after the other and refuses those that are not lawful yet; where it [stands](Standing)
//! follows from its events alone. The archive keeps every version, [the public](PublicView) sees the newest. When
//! something is due, [`duty`](crate::duty) says from the dates given here.

mod event;
mod history;
mod objection;
mod problem;
mod standing;
mod view;

pub use event::{Actor, Event, ReviewOutcome, Step, WithdrawalGround, WithheldReason};
pub use history::{Archive, History, Version};
pub use objection::{Clock, ClockKind, Objection};
pub use problem::DisclosureError;
pub use standing::{Stage, Standing};
pub use view::{PublicResult, PublicView};
