//! The documents of the signed list, as data.
//!
//! In: JSON and clause files whose signatures have been verified. Out: what they say, and [`RulesError`], which says
//! why a document cannot be used. Nothing here knows any other module; [`crate::rules`] compiles the documents.

mod allow;
mod clauses;
mod error;
mod language;
mod lexicon;
mod package;
mod schema;
mod shared;
mod templates;
mod texts;

pub use error::{NumberingProblem, RulesError};
pub use schema::*;
pub(crate) use shared::disturbs;
