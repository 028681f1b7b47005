//! The signed list: from bytes to documents that can be trusted, and the one in force on disk.
//!
//! In: offline [`Bundle`]s and the pinned [`Root`]. Out: a [`TrustedList`], or a [`ListError`] that says what is
//! wrong; an [`AllowlistStore`], which keeps the newest list that holds. No network, no clock of its own.

pub use crate::store::{AllowlistStore, Import, IssuerName, ListStatus, OfficialApp, Recovery};
pub use crate::trust::*;
