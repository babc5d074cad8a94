//! Floor 3: the draw - from lists and a round to a sealed pool, a seed, a drawn, confirmed, locked, dispatched list.
//!
//! Each stage can be made only from the one before: [`Sealed`] -> [`Seeded`] -> [`Drawn`] -> [`Confirmed`] ->
//! [`Locked`] -> [`Dispatched`]. What is drawn before it is sealed does not compile.

mod beacon;
mod cap;
mod ceremony;
mod chance;
mod confirm;
mod counting;
mod dispatch;
mod drawn;
mod ending;
mod frame;
mod fresh;
mod group;
mod lock;
mod membership;
mod notice;
mod pool;
mod predicate;
mod problem;
mod seal;
mod sealed;
mod smallest;
mod ticket;
mod under;

pub use beacon::Beacon;
pub use ceremony::{Ceremony, CeremonyError, Reveal, Typed};
pub use chance::{Chance, Fraction};
pub use confirm::{Confirmed, Reason, Removal, Removed};
pub use dispatch::{Assignment, Dispatched, UnitList};
pub use drawn::{Drawn, Seeded, StratumDrawn, TaskDrawn};
pub(crate) use ending::Promised;
pub use ending::{Cause, Ending, Void, Voided, Withdrawal, Withdrawn};
pub use frame::{Frame, FrameError, MOST_STRATA};
pub use lock::Locked;
pub use notice::Notice;
pub use pool::Excluded;
pub(crate) use pool::{EXCLUSIONS, key};
pub use problem::DrawError;
pub use seal::{Exclusion, FrameSeal, ListSeal, OverrideSeal, Seal, TaskSeal};
pub use sealed::Sealed;
pub use smallest::{NO_STRATUM, Wanted, Winner, smallest};
pub use ticket::{StratumDraw, TicketError, draw_stratum};
