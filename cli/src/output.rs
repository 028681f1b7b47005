//! What the command prints as JSON: a report in the one form of `check --json` and `scan`, and the lines of `scan`.
//!
//! In: a [`ReportJson`], or a [`Fault`]. Out: serializable views. Their JSON Schemas are in `docs/schema`, made from
//! these types.

use crate::input::{Fault, FaultCode};
use asli::ReportJson;
use serde::Serialize;
use serde_json::Value;

/// A line of `asli scan`: a message that was judged, or what is no message.
#[derive(Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ScanLine"))]
pub enum ScanLine<'a> {
    /// A message that was judged.
    Judged(Judged<'a>),
    /// A part of the input that is no message.
    Fault(FaultLine<'a>),
}

/// A message that was judged.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Judged<'a> {
    /// The line of the input that the message begins on, from 1.
    pub line: u64,
    /// The message's id as the input has it; left out where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a Value>,
    /// What asli says of it.
    #[serde(flatten)]
    pub report: ReportJson<'a>,
}

/// A part of the input that is no message.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FaultLine<'a> {
    /// The line of the input that it begins on, from 1.
    line: u64,
    /// What kind of fault it is.
    code: FaultCode,
    /// The column or field that it is about; null where it is about none.
    field: Option<&'a str>,
    /// What is wrong and what would be right; never quotes the message.
    error: &'a str,
}

impl<'a> FaultLine<'a> {
    /// The fault on a line.
    pub fn new(line: u64, fault: &'a Fault) -> Self {
        Self { line, code: fault.code, field: fault.field.as_deref(), error: &fault.text }
    }
}
