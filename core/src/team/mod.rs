//! Floor 5: the team (检查组) - officers matched at random to the seats of visits, and who leads.

pub mod bare;
