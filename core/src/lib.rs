//! Rules of 双随机、一公开: who is inspected is drawn at random, in the open, and anybody can re-run the draw.
#![forbid(unsafe_code)]

pub mod base;
pub mod directory;
pub mod draw;
pub mod error;
pub mod law;
pub mod plan;
pub mod record;
#[cfg(feature = "tabular")]
pub mod tabular;
pub mod wire;

pub use error::Error;

/// Pages about the whole house.
pub mod _docs {
    #[doc = include_str!("../docs/ARCHITECTURE.md")]
    pub mod architecture {}
}
