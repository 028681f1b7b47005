//! What goes out: the [`Report`] on one message.
//!
//! In: the findings, the proof and the claim of the modules before. Out: a
//! [`Report`] whose [`Verdict`] was read off one total table (`decide`).

mod decide;
mod json;
mod report;

pub(crate) use decide::{Facts, decide};

pub use json::ReportJson;
pub use report::{
    Advice, Element, Evidence, Finding, FindingCode, ListState, MessageKind, Proof, Report, SenderClass, Severity,
    Span, Verdict,
};
