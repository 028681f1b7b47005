//! A [`Report`] as JSON: the one form of `asli check --json`, `asli scan` and the Python package.
//!
//! In: a [`Report`]. Out: a serializable view with UTF-16 offsets, as Kotlin and JavaScript count. Its JSON Schema is
//! in `docs/schema`, made from these types.

use super::{Advice, Company, Element, Evidence, Finding, FindingCode, ListState, Proof, Report, Severity, Verdict};
use serde::Serialize;

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
    advice: &'a [Advice],
    /// Whether only the beginning of the body was judged.
    truncated: bool,
    /// Version of the signed list.
    list_version: u64,
    /// How fresh that list is.
    list_state: ListState,
    /// What the texts call the company, and its helpline; left out where the message is unrelated.
    #[serde(skip_serializing_if = "Option::is_none")]
    company: Option<&'a Company>,
}

/// One thing found.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Finding"))]
struct FindingJson<'a> {
    /// What was found.
    code: FindingCode,
    /// How much it weighs.
    severity: Severity,
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
    element: Element,
    /// First UTF-16 code unit in the body.
    start: u32,
    /// One past the last UTF-16 code unit.
    end: u32,
    /// Its normalised value.
    value: &'a str,
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

impl Report {
    /// The report as JSON, with UTF-16 offsets: what `asli check --json` prints.
    ///
    /// ```
    /// use asli::{Filter, Sms};
    ///
    /// let report = Filter::embedded()?.check(&Sms::new("9876501234", "See you at nine"), "2026-11-24T10:00:00Z".parse()?);
    /// assert!(report.to_json().starts_with(r#"{"verdict":"unrelated","issuer":null"#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_json(&self) -> String {
        // Nothing in a report can fail to be written: its keys are names.
        serde_json::to_string(&ReportJson::from(self)).unwrap_or_default()
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
            company: (report.verdict != Verdict::Unrelated).then_some(&*report.company),
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
