//! What can be wrong with a list.

/// Why a list was refused. None of these quotes more than the list's own public data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ListError {
    /// Larger than [`MOST_BYTES`](super::MOST_BYTES).
    #[error("the list is too large: {bytes} bytes")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// A part is not of the form it should have.
    #[error("the list is malformed: {what}")]
    Malformed {
        /// The part.
        what: &'static str,
    },
    /// The form is newer than this engine.
    #[error("the list has schema {found}, which this version of asli does not know")]
    Schema {
        /// Its schema.
        found: u32,
    },
    /// A document is not there.
    #[error("the list lacks {path}")]
    Missing {
        /// The document's path.
        path: &'static str,
    },
    /// A document is not the one that was signed.
    #[error("the list's {path} is not what was signed")]
    Integrity {
        /// The document's path.
        path: &'static str,
    },
    /// Too few of the root's keys signed it.
    #[error("the list has {have} valid signatures; {need} are needed")]
    Threshold {
        /// Different keys with a valid signature.
        have: usize,
        /// Keys needed.
        need: usize,
    },
    /// The root itself cannot be used.
    #[error("the root of trust is not usable: {what}")]
    Root {
        /// What is wrong.
        what: &'static str,
    },
    /// The list claims something its group may not.
    #[error("the list claims {field} {value:?} outside its scope")]
    OutOfScope {
        /// The field.
        field: &'static str,
        /// The value.
        value: String,
    },
}
