//! Floor 3: frame, quotas, cap, tickets, confirming, locking, dispatch.

mod frame;
mod predicate;

pub use frame::{Frame, FrameError, MOST_STRATA, NO_STRATUM};
