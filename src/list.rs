//! The signed list's contents: its documents, and what to fix in them before signing.
//!
//! What reads the documents stands elsewhere: `rules` and `grammar` compile them.

pub use crate::documents::{NumberingProblem, RulesError};
pub use crate::rules::{CompiledClauses, GroupDocuments};

/// What an issuer should fix before signing a list: with the feature `lint`, which phones do without.
#[cfg(feature = "lint")]
pub mod lint {
    pub use crate::lint::*;
}

/// The documents that the signed list carries.
pub mod schema {
    pub use crate::documents::*;
}
