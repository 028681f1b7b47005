//! Why a list was refused, as it crosses the bridge.
//!
//! In: the core's [`ListError`]. Out: a code, its fields, and a text in each language.

use asli::allowlist::ListError;
use asli::explain::{self, Lang};

/// Why a list was refused.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Refusal {
    /// The stable name of the reason.
    pub code: String,
    /// The reason with its fields, for whoever made the list.
    pub reason: RefusalReason,
    /// The reason in one English sentence, for whoever made the list.
    pub detail: String,
    /// What it means for the reader, in English.
    pub en: String,
    /// What it means for the reader, in Hindi.
    pub hi: String,
}

/// The core's [`ListError`], field by field.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum RefusalReason {
    /// More of something than is read at all.
    TooLarge {
        /// What there is too much of.
        what: String,
        /// How much there is.
        have: u64,
        /// How much is read.
        most: u64,
    },
    /// A part is not of the form it should have.
    Malformed {
        /// The part.
        what: String,
    },
    /// A document that this engine cannot use.
    Rules {
        /// What is wrong with it.
        what: String,
    },
    /// A file is not there.
    Missing {
        /// The file.
        path: String,
    },
    /// A file that no signature vouches for.
    Stray {
        /// The file.
        path: String,
    },
    /// A file is not the one that was signed.
    Integrity {
        /// The file.
        path: String,
    },
    /// Too few of a role's keys signed.
    Threshold {
        /// The role.
        role: String,
        /// Keys that did.
        have: u32,
        /// Keys that must.
        need: u32,
    },
    /// One key signed a role twice.
    DuplicateSignature {
        /// The role.
        role: String,
    },
    /// A role's keys cannot be relied on.
    Keys {
        /// The role.
        role: String,
        /// What is wrong with them.
        what: String,
    },
    /// The roots do not lead from the pinned one to the newest.
    RootChain {
        /// Where the chain breaks.
        what: String,
    },
    /// A role is older than one that was accepted before.
    Rollback {
        /// The role.
        role: String,
        /// The version accepted before.
        floor: u64,
        /// The version offered.
        offered: u64,
    },
    /// A role has expired.
    Expired {
        /// The role.
        role: String,
        /// When.
        expires: i64,
    },
    /// The list claims something its group may not.
    OutOfScope {
        /// The field.
        field: String,
        /// The value.
        value: String,
    },
    /// The state could not be written.
    Io {
        /// What was being done.
        what: String,
        /// The system's reason.
        kind: String,
    },
    /// Another part of the program checks signatures in its own way.
    Provider,
    /// A reason that is newer than this bridge.
    Other,
}

impl From<&ListError> for Refusal {
    fn from(error: &ListError) -> Self {
        Self {
            code: error.code().to_owned(),
            reason: error.into(),
            detail: error.to_string(),
            en: explain::refusal(error, Lang::En).to_owned(),
            hi: explain::refusal(error, Lang::Hi).to_owned(),
        }
    }
}

impl From<&ListError> for RefusalReason {
    fn from(error: &ListError) -> Self {
        match error.clone() {
            ListError::TooLarge { what, have, most } => {
                Self::TooLarge { what: what.to_owned(), have: have as u64, most: most as u64 }
            }
            ListError::Malformed { what } => Self::Malformed { what },
            ListError::Rules(error) => Self::Rules { what: error.to_string() },
            ListError::Missing { path } => Self::Missing { path },
            ListError::Stray { path } => Self::Stray { path },
            ListError::Integrity { path } => Self::Integrity { path },
            ListError::Threshold { role, have, need } => Self::Threshold { role, have: have as u32, need: need as u32 },
            ListError::DuplicateSignature { role } => Self::DuplicateSignature { role },
            ListError::Keys { role, what } => Self::Keys { role, what: what.to_owned() },
            ListError::RootChain { what } => Self::RootChain { what },
            ListError::Rollback { role, floor, offered } => Self::Rollback { role, floor, offered },
            ListError::Expired { role, expires } => Self::Expired { role, expires: expires.as_millisecond() },
            // For the owner of the phone it is the same: the list claims what is another's.
            ListError::OutOfScope { field, value } | ListError::Clash { field, value, .. } => {
                Self::OutOfScope { field: field.to_owned(), value }
            }
            ListError::Io { what, kind } => Self::Io { what: what.to_owned(), kind: kind.to_string() },
            ListError::Provider => Self::Provider,
            _ => Self::Other,
        }
    }
}
