//! The signed list, compiled for matching.
//!
//! In: verified [documents](crate::documents). Out: [`Rules`], which every later stage reads, and
//! [`CompiledClauses`], the form in which phones get the clauses.

mod compile;
mod compiled;
mod group;
mod language;
mod later;
mod limits;
mod numbering;
mod senders;
mod shared;
mod weights;

pub(crate) use compile::Rules;
pub use compiled::CompiledClauses;
pub use group::GroupDocuments;
pub(crate) use group::{Group, Kind};
#[cfg(feature = "lint")]
pub(crate) use group::{elements, pattern, spoken_of, weekday};
pub(crate) use limits::Limits;
pub(crate) use numbering::Numbering;
pub(crate) use senders::{Header, LetterSet};
#[cfg(feature = "lint")]
pub(crate) use shared::{is_helpline, is_noun};
pub(crate) use weights::{Grams, Weights};

use crate::documents::RulesError;

/// Refuses a document of a schema that this engine does not know.
fn check_schema(document: &'static str, found: u32) -> Result<(), RulesError> {
    if found == 1 { Ok(()) } else { Err(RulesError::Schema { document, found }) }
}
