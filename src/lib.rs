//! asli (असली, "genuine"): an on-device SMS filter core.
#![forbid(unsafe_code)]

pub mod allowlist;
mod arena;
mod claim;
mod detect;
pub mod explain;
mod filter;
mod format;
pub mod list;
pub mod record;
mod sender;
mod sms;
mod text;
mod verdict;
mod words;

pub use filter::{Filter, FilterError};
pub use sms::Sms;
pub use verdict::{
    Advice, Element, Finding, FindingCode, ListState, MessageKind, Proof, Report, SenderClass, Severity, Span, Verdict,
};

/// Version of this engine, as it stands in verdict records.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
