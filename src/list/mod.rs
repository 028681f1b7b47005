//! The signed list's contents: documents as data, compiled for matching.
//!
//! In: verified documents (from [`crate::allowlist`]). Out: the compiled
//! rules that every later stage reads.

mod clauses;
mod compile;
mod compiled;
mod limits;
pub mod lint;
pub mod schema;
mod templates;
mod texts;

pub use compile::RulesError;
pub(crate) use compile::{Kind, Rules, check_schema};
pub use compiled::CompiledClauses;
