//! Floor 3: frame, quotas, cap, tickets, confirming, locking, dispatch.

mod smallest;
mod ticket;

pub use smallest::{NO_STRATUM, Wanted, Winner, smallest};
pub use ticket::{StratumDraw, TicketError, draw_stratum};
