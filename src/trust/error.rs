//! What can be wrong with a list.

use crate::documents::RulesError;
use jiff::Timestamp;
use sigstore_tuf::Error;
use std::io;

/// Why a list was refused. None of these quotes more than the list's own public data.
///
/// Whatever the error, the list that was in force stays in force.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ListError {
    /// More of something than is read at all.
    #[error("the list is too large: {have} {what}, at most {most} are read")]
    TooLarge {
        /// What there is too much of: `bytes`, `files`, `root steps`, `delegations`.
        what: &'static str,
        /// How much there is.
        have: usize,
        /// How much is read.
        most: usize,
    },
    /// A part is not of the form it should have.
    #[error("the list is malformed: {what}")]
    Malformed {
        /// The part.
        what: String,
    },
    /// A document has a form newer than this engine, or a value that it cannot use.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// A file is not there.
    #[error("the list lacks {path}")]
    Missing {
        /// The file's path in the bundle, or the document's among the targets.
        path: String,
    },
    /// A file that no signature vouches for.
    #[error("the list carries {path}, which nothing in it vouches for")]
    Stray {
        /// The file's path in the bundle.
        path: String,
    },
    /// A file is not the one that was signed, or not the version that goes with the others.
    #[error("the list's {path} is not the one that was signed")]
    Integrity {
        /// The file's path in the bundle.
        path: String,
    },
    /// Too few of a role's keys signed.
    #[error("{role} has {have} valid signatures; {need} are needed")]
    Threshold {
        /// The role.
        role: String,
        /// Different keys with a valid signature.
        have: usize,
        /// Keys needed.
        need: usize,
    },
    /// One key signed a role twice.
    #[error("{role} is signed twice by one key")]
    DuplicateSignature {
        /// The role.
        role: String,
    },
    /// A role's keys cannot be relied on: one key under two ids, an unknown scheme, an impossible threshold.
    #[error("the keys of {role} are not usable: {what}")]
    Keys {
        /// The role.
        role: String,
        /// What is wrong with them.
        what: &'static str,
    },
    /// The roots do not lead from the pinned one to the newest.
    #[error("the chain of roots is broken: {what}")]
    RootChain {
        /// Where it breaks.
        what: String,
    },
    /// A role is older than one that was accepted before.
    #[error("{role} is version {offered}, older than version {floor} that was accepted before")]
    Rollback {
        /// The role.
        role: String,
        /// The version accepted before.
        floor: u64,
        /// The version offered.
        offered: u64,
    },
    /// A role has expired.
    #[error("{role} expired at {expires}")]
    Expired {
        /// The role.
        role: String,
        /// When.
        expires: Timestamp,
    },
    /// The list claims something its group may not.
    #[error("the list claims {field} {value:?} outside its scope")]
    OutOfScope {
        /// The field.
        field: &'static str,
        /// The value.
        value: String,
    },
    /// Two groups claim what only one can have.
    #[error("{} and {} both claim {field} {value:?}", groups[0], groups[1])]
    Clash {
        /// The field: `header`, `name`, `host` or `issuer`.
        field: &'static str,
        /// The value.
        value: String,
        /// The groups.
        groups: [String; 2],
    },
    /// The state could not be written; the list in force is unchanged.
    #[error("cannot {what}: {kind}")]
    Io {
        /// What was being done.
        what: &'static str,
        /// The system's reason.
        kind: io::ErrorKind,
    },
    /// Another part of this program has installed its own signature verification first.
    #[error("another crypto provider is installed in this process")]
    Provider,
}

impl ListError {
    /// The error's name in logs, JSON and bindings; it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too_large",
            Self::Malformed { .. } => "malformed",
            Self::Rules(_) => "rules",
            Self::Missing { .. } => "missing",
            Self::Stray { .. } => "stray",
            Self::Integrity { .. } => "integrity",
            Self::Threshold { .. } => "threshold",
            Self::DuplicateSignature { .. } => "duplicate_signature",
            Self::Keys { .. } => "keys",
            Self::RootChain { .. } => "root_chain",
            Self::Rollback { .. } => "rollback",
            Self::Expired { .. } => "expired",
            Self::OutOfScope { .. } => "out_of_scope",
            Self::Clash { .. } => "clash",
            Self::Io { .. } => "io",
            Self::Provider => "provider",
        }
    }

    pub(crate) fn malformed(what: impl Into<String>) -> Self {
        Self::Malformed { what: what.into() }
    }

    pub(crate) fn io(what: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Io { what, kind: error.kind() }
    }
}

/// What an error of the workflow means for a list; `file` was read last.
pub(super) fn refusal(error: Error, file: &str) -> ListError {
    match error {
        Error::ThresholdNotMet { role, found, threshold } => {
            ListError::Threshold { role, have: found, need: threshold }
        }
        Error::DuplicateSignature { role, .. } => ListError::DuplicateSignature { role },
        Error::Rollback { role, trusted, new } => ListError::Rollback { role, floor: trusted, offered: new },
        Error::Expired { role, expires } => ListError::Expired { role, expires },
        Error::IntegrityMismatch(_) => ListError::Integrity { path: file.to_owned() },
        Error::BadRootVersion { new, .. } => {
            ListError::RootChain { what: format!("{file} says that it is version {new}") }
        }
        Error::UnusableKey { .. } | Error::UnsupportedScheme { .. } | Error::Crypto(_) => {
            ListError::Keys { role: file.to_owned(), what: "a key does not parse or has another scheme" }
        }
        Error::Transport { .. } | Error::TargetNotFound(_) => ListError::Missing { path: file.to_owned() },
        _ => ListError::Malformed { what: file.to_owned() },
    }
}
