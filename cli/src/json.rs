//! A report as JSON: the one form that `check --json` and `scan` both print.
//!
//! In: a [`Report`]. Out: serializable views with UTF-16 offsets, as Kotlin and
//! JavaScript count.

use asli::{Evidence, Finding, Proof, Report, Verdict};
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct ReportJson<'a> {
    verdict: Verdict,
    issuer: Option<&'a str>,
    kind: Option<&'a str>,
    findings: Vec<FindingJson<'a>>,
    proof: Vec<ProofJson<'a>>,
    evidence: Vec<EvidenceJson>,
    advice: &'a [asli::Advice],
    list_version: u64,
    list_state: asli::ListState,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    code: asli::FindingCode,
    severity: asli::Severity,
    start: Option<u32>,
    end: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
}

#[derive(Serialize)]
struct ProofJson<'a> {
    element: asli::Element,
    start: u32,
    end: u32,
    value: &'a str,
}

#[derive(Serialize)]
struct EvidenceJson {
    piece: String,
    start: Option<u32>,
    end: Option<u32>,
    weight: u32,
}

impl<'a> From<&'a Report> for ReportJson<'a> {
    fn from(report: &'a Report) -> Self {
        Self {
            verdict: report.verdict,
            issuer: report.issuer.as_deref(),
            kind: report.kind.as_deref(),
            findings: report.findings.iter().map(FindingJson::from).collect(),
            proof: report.proof.iter().map(ProofJson::from).collect(),
            evidence: report.evidence.iter().map(EvidenceJson::from).collect(),
            advice: &report.advice,
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
