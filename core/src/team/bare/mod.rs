//! 随机匹配 in its bare form - officers matched at random to the seats of visits, and who leads.
//!
//! Everything here is in indices: an officer, a visit, an area is its place in its list, counted from 0. Whether an
//! officer fits a seat is computed and never stored, so a hundred thousand visits and five thousand officers fit
//! into tens of megabytes. The bytes of a match stand in `docs/MATCH-SPEC.md`.

mod explain;
mod fill;
mod fit;
mod flow;
mod index;
mod loads;
mod matching;
mod net;
mod problem;
mod roster;
mod search;
mod shortage;
mod shuffle;
mod urn;

pub use explain::{Aside, Ball, Explanation, Move, SeatDraw, SetAside, explain};
pub use fit::{Hindrance, Reach};
pub(super) use matching::leader_of;
pub use matching::{MOST_SWEEPS, Matching, SWEEPS, Teams, match_officers};
pub use problem::TeamError;
pub use roster::{MOST_AREAS, MOST_OFFICERS, MOST_SEATS, Officer, Roster, Seat, Visit};
pub use shortage::{Infeasible, Remedies, Shortage};
