//! 第二十条第三款 - the matches that were held for a unit before, and what a failed one proved.

use crate::base::{Digest, Id, Instant, Window};
use crate::plan::Seat;

/// A match that was held for a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The unit.
    pub unit: Id,
    /// The check value of its seal.
    pub digest: Digest,
    /// Whether it came to teams.
    pub matched: bool,
    /// What it proved, where it was drawn and had no plan; an attempt that was withdrawn or void proves nothing.
    pub shortage: Option<ProvenShortage>,
}

/// 无可行方案 - neither the areas nor their neighbours have a plan: which seats may be assigned directly from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvenShortage {
    /// When its ceremony was held, as stated.
    pub held_at: Option<Instant>,
    /// The fewest seats that the proof leaves out, and those that were assigned when it was drawn, in the order of the seal.
    pub seats: Vec<NamedSeat>,
}

/// A seat by what it belongs to, for visits may be numbered anew in the next attempt.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedSeat {
    /// The target of the visit.
    pub target: Id,
    /// Its joint inspection, if it is one.
    pub joint: Option<Id>,
    /// Its window.
    pub window: Window,
    /// The number of the seat.
    pub seat: u32,
    /// What the seat asks for.
    pub asked: Seat,
}
