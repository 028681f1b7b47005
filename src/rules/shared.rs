//! What the groups of a list share when their words are made, and checked numbers for what there are many of.
//!
//! In: the lexicon, the names of every group. Out: [`Shared`], from which each group's words begin.

use crate::documents::{self, Lexicon, RulesError};
use crate::words::{Builder, Concept, Meaning};

/// What the words of every group are made of.
pub(super) struct Shared<'a> {
    pub(super) lexicon: &'a Lexicon,
    /// Other utilities: those that are no group of this list.
    pub(super) utilities: &'a [documents::Utility],
    /// The names of the issuers and groups.
    pub(super) names: &'a [Name],
}

/// What a name means, and the name.
pub(super) type Name = (Meaning, String);

/// Adds the words that all groups share.
pub(super) fn add_lexicon(
    builder: &mut Builder,
    lexicon: &Lexicon,
    utilities: &[documents::Utility],
) -> Result<(), RulesError> {
    for entry in &lexicon.concepts {
        let concept = Concept::from_name(&entry.concept).ok_or_else(|| invalid("concepts.concept", &entry.concept))?;
        for term in entry.terms.iter() {
            builder.concept(term, concept);
        }
    }
    for (at, utility) in utilities.iter().enumerate() {
        for name in &utility.names {
            builder.phrase(name, Meaning::Utility(index("other utilities", at)?));
        }
    }
    for (at, number) in (0..=u8::MAX).zip(&lexicon.numbers) {
        for term in number.terms.iter() {
            builder.number(term, at);
        }
    }
    Ok(())
}

pub(super) fn invalid(field: &'static str, value: &str) -> RulesError {
    RulesError::Value { field, value: value.to_owned() }
}

/// The index of one of many, which must be below that of "none".
pub(super) fn index(what: &'static str, at: usize) -> Result<u16, RulesError> {
    let most = usize::from(u16::MAX);
    u16::try_from(at).ok().filter(|at| *at < u16::MAX).ok_or(RulesError::TooMany { what, most })
}
