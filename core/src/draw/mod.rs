//! Floor 3: frame, quotas, cap, tickets, confirming, locking, dispatch.
