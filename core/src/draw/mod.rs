//! Floor 3: frame, quotas, cap, tickets, confirming, locking, dispatch.

mod smallest;

pub use smallest::{NO_STRATUM, Wanted, Winner, smallest};
