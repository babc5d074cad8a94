//! Floor 3: frame, quotas, cap, tickets, confirming, locking, dispatch.

mod frame;
mod predicate;
mod smallest;
mod ticket;

pub use frame::{Frame, FrameError, MOST_STRATA};
pub use smallest::{NO_STRATUM, Wanted, Winner, smallest};
pub use ticket::{StratumDraw, TicketError, draw_stratum};
