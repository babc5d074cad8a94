//! Floor 7: what is published, and the check that anybody can run on it.
