//! What the tool that trains the weights of a claim needs; nothing here runs on a phone.
//!
//! In: documents at hand. Out: a filter over them, whose messages are read into [`Example`]s.

pub use crate::claim::training::{Example, FADES};
use crate::documents::{Allow, ClaimWeights, Lexicon, Templates};
use crate::filter::{Filter, FilterError};
use crate::rules::{CompiledClauses, GroupDocuments};

/// A filter over documents that nobody has signed: the weights at hand, with the clauses at hand.
///
/// # Errors
/// [`FilterError`] where a document cannot be compiled.
pub fn unsigned_filter(
    allow: Allow,
    clauses: CompiledClauses,
    lexicon: Lexicon,
    claim: ClaimWeights,
) -> Result<Filter, FilterError> {
    Ok(Filter::of_documents(GroupDocuments { allow, clauses, templates: Templates::new() }, lexicon, claim)?)
}
