//! What the command prints as JSON: a report in the one form of `check --json` and `scan`, and the lines of `scan`.
//!
//! In: a [`Report`], or a [`Fault`]. Out: serializable views with UTF-16 offsets, as Kotlin and JavaScript count. Their
//! JSON Schemas are in `docs/schema`, made from these types.

use crate::input::{Fault, FaultCode};
use asli::{Evidence, Finding, Proof, Report, Verdict};
use serde::Serialize;
use serde_json::Value;

/// What `asli check --json` prints.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Report"))]
pub struct ReportJson<'a> {
    /// The verdict.
    verdict: Verdict,
    /// The issuer that the message comes from, imitates or speaks for; null where it names none.
    issuer: Option<&'a str>,
    /// The kind of message that was proven, or came closest.
    kind: Option<&'a str>,
    /// The id of the registered template that the message was proven to be; left out where it is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    template: Option<&'a str>,
    /// What stands against the message, in the order of the text.
    findings: Vec<FindingJson<'a>>,
    /// What was recognised of the genuine format, in the order of the text.
    proof: Vec<ProofJson<'a>>,
    /// What weighed most for the claim that the message speaks for an issuer.
    evidence: Vec<EvidenceJson>,
    /// What the reader should do, most urgent first.
    advice: &'a [asli::Advice],
    /// Whether only the beginning of the body was judged.
    truncated: bool,
    /// Version of the signed list.
    list_version: u64,
    /// How fresh that list is.
    list_state: asli::ListState,
}

/// One thing found.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Finding"))]
struct FindingJson<'a> {
    /// What was found.
    code: asli::FindingCode,
    /// How much it weighs.
    severity: asli::Severity,
    /// First UTF-16 code unit in the body; null where it is about the sender or the whole message.
    start: Option<u32>,
    /// One past the last UTF-16 code unit.
    end: Option<u32>,
    /// The number, host, app or element found.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
}

/// One clause of the proof.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Proof"))]
struct ProofJson<'a> {
    /// The element of the issuer's format.
    element: asli::Element,
    /// First UTF-16 code unit in the body.
    start: u32,
    /// One past the last UTF-16 code unit.
    end: u32,
    /// Its normalised value.
    value: &'a str,
}

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

/// One piece of evidence for the claim.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Evidence"))]
struct EvidenceJson {
    /// What spoke.
    piece: String,
    /// Where it begins, in UTF-16.
    start: Option<u32>,
    /// Where it ends.
    end: Option<u32>,
    /// How much it weighs.
    weight: u32,
}

impl From<&Evidence> for EvidenceJson {
    fn from(evidence: &Evidence) -> Self {
        Self {
            piece: evidence.piece.to_string(),
            start: evidence.span.map(|span| span.utf16_start),
            end: evidence.span.map(|span| span.utf16_end),
            weight: evidence.weight,
        }
    }
}

impl<'a> From<&'a Report> for ReportJson<'a> {
    fn from(report: &'a Report) -> Self {
        Self {
            verdict: report.verdict,
            issuer: report.issuer.as_deref(),
            kind: report.kind.as_deref(),
            template: report.template.as_deref(),
            findings: report.findings.iter().map(FindingJson::from).collect(),
            proof: report.proof.iter().map(ProofJson::from).collect(),
            evidence: report.evidence.iter().map(EvidenceJson::from).collect(),
            advice: &report.advice,
            truncated: report.truncated,
            list_version: report.list_version,
            list_state: report.list_state,
        }
    }
}

impl<'a> From<&'a Finding> for FindingJson<'a> {
    fn from(finding: &'a Finding) -> Self {
        Self {
            code: finding.code,
            severity: finding.severity(),
            start: finding.span.map(|span| span.utf16_start),
            end: finding.span.map(|span| span.utf16_end),
            value: finding.value.as_deref(),
        }
    }
}

impl<'a> From<&'a Proof> for ProofJson<'a> {
    fn from(proof: &'a Proof) -> Self {
        Self { element: proof.element, start: proof.span.utf16_start, end: proof.span.utf16_end, value: &proof.value }
    }
}
