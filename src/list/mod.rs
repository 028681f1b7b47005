//! The signed list's contents: documents as data, compiled for matching.
//!
//! In: verified documents (from [`crate::allowlist`]). Out: the compiled rules
//! that every later stage reads.

pub mod schema;
