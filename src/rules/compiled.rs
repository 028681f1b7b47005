//! Clauses as phones get them: `<group>/clauses.bin`.
//!
//! In: [`Clauses`] when a list is signed; bytes when it is used. Out: [`CompiledClauses`].

use crate::documents::{Clauses, RulesError};
use crate::grammar::{self, Grammar};

/// Compiled clauses.
///
/// ```
/// use asli::list::CompiledClauses;
/// use asli::list::schema::Clauses;
///
/// let clauses = Clauses::parse("chunk thanks = thank you\nframe thanks (receipt): thanks")?;
/// let compiled = CompiledClauses::new(&clauses, &["receipt"])?;
/// assert!(compiled.as_bytes().starts_with(b"asli clauses"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CompiledClauses(Vec<u8>);

impl CompiledClauses {
    /// Compiles `clauses`, whose frames name kinds among `kinds`: the ids in the order of `allow.json`.
    ///
    /// # Errors
    /// [`RulesError::Clause`] with the line, or [`RulesError::TooMany`].
    pub fn new(clauses: &Clauses, kinds: &[&str]) -> Result<Self, RulesError> {
        Ok(Self(grammar::compile(clauses, kinds)?.encode()?))
    }

    /// Clauses that were compiled before. What they hold is checked by the filter that uses them.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// What they hold, a line per fact: every phrase with its class, and the names of the chunks.
    ///
    /// # Errors
    /// [`RulesError::Tables`] where they are no compiled clauses for `kinds`.
    pub fn facts(&self, kinds: &[&str]) -> Result<Vec<String>, RulesError> {
        Ok(Grammar::decode(self.0.clone(), kinds)?.facts())
    }

    /// As bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// As bytes, without a copy.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl std::fmt::Debug for CompiledClauses {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CompiledClauses({} bytes)", self.0.len())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Each of many optional parts is behind each before it: memory would grow by the square of the line.
    #[test]
    fn parts_that_follow_each_other_without_end_are_refused() {
        let text = |count: usize| format!("class a = x [y]\nchunk c = z{}\nframe f (*): c", " [{a}]".repeat(count));
        let compiled = |count| CompiledClauses::new(&Clauses::parse(&text(count)).unwrap(), &[]);
        assert!(compiled(100).is_ok());
        assert!(matches!(compiled(10_000), Err(RulesError::TooMany { what: "pairs of places in chunks", .. })));
    }
}
