//! The decision: what all that was found comes to.
//!
//! In: the sender, the claim, what was found, and the proof. Out: a
//! [`Verdict`](crate::Verdict), read off one total table.

mod decide;

pub(crate) use decide::{Facts, decide};
