//! Floor 0: exact numbers, names, dates, bytes and hashes. Knows no rule of inspection.

pub(crate) mod canonical;
pub(crate) mod order;
pub(crate) mod problem;
pub(crate) mod problem_table;

pub mod blinding;
pub mod calendar;
pub mod credit_code;
pub mod date;
pub mod id;
pub mod json;
pub mod merkle;
pub mod protocol;
pub mod ratio;
pub(crate) mod shape;
pub mod stream;
pub mod suite;
pub mod window;

pub use blinding::{Master, RowHasher, Salt};
pub use credit_code::CreditCode;
pub use date::{Date, Instant};
pub use id::{Id, Scheme};
pub use json::Int53;
pub use problem::{Fault, Faults, NoFault, Place, Problem};
pub use protocol::{Key, Prk, Protocol};
pub use ratio::{Ratio, Rounding};
pub use suite::{Digest, Suite};
pub use window::Window;
