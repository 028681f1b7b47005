//! asli (असली, "genuine"): an on-device SMS filter core.
#![forbid(unsafe_code)]

pub mod list;
mod sms;
mod verdict;

pub use sms::Sms;
pub use verdict::{
    Advice, Element, Finding, FindingCode, ListState, MessageKind, Proof, Report, Severity, Span,
    Verdict,
};
