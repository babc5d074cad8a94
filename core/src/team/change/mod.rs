//! 第二十二条 - after the match: an officer is replaced (更换), and nobody else moves.
//!
//! # The rule
//! A matched officer stays in principle. Where a post changed, work conflicts, health or the like ask for it, the unit
//! agrees and assigns another qualified person; one with an interest withdraws.
//!
//! # Reading
//! Who substitutes is settled by the sealed seed: each offer at a seat has a number and a stream of its own, so it can be
//! foreseen and not steered, and no words of a request enter it. The unit may still assign another qualified person
//! (另行指派), which the record shows as what it is, next to who had been offered (I-22-b). Reasons are three and another in
//! words (I-22-a); an interest known only now is a replacement (I-22-c). Where nobody is free below the cap, an officer of the
//! area takes one visit more, then the neighbours help, then only a direct assignment is left: an assignment skips no rung either.
//! Whoever withdraws from a target leaves all its visits of the match, one after another, before anybody else is replaced.
//!
//! # Example
//! See [`Replacement`].

mod ladder;
mod outcome;
mod problem;
mod replace;
mod request;
mod standing;
mod vacancy;

pub use ladder::{Offer, Rung};
pub use outcome::{Change, Passed, Replaced, Taken};
pub use problem::ChangeError;
pub use request::{Choice, Declined, Replacement, ReplacementReason};
pub(crate) use standing::{Basis, Standing};
