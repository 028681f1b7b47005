//! Texts for people, by language: the core's catalogue.

use crate::{Company, Evidence, Finding, Proof, Report};
use asli::explain::{self, Lang};
use asli::{Advice, ListState};

/// One line for a notification.
#[uniffi::export]
pub fn headline(report: &Report, lang: Lang) -> String {
    explain::headline(&report.core(""), lang)
}

/// The main reason against a suspicious message, as a sentence.
#[uniffi::export]
pub fn reason(report: &Report, lang: Lang) -> Option<String> {
    explain::reason(&report.core(""), lang)
}

/// What not to do, by what was found.
#[uniffi::export]
pub fn warning(report: &Report, lang: Lang) -> String {
    explain::warning(&report.core(""), lang)
}

/// What one finding means.
#[uniffi::export]
pub fn finding_text(finding: Finding, company: &Company, lang: Lang) -> String {
    let finding = asli::Finding { code: finding.code, span: None, value: finding.value };
    explain::finding(&finding, &company.core(), lang)
}

/// One clause of the proof.
#[uniffi::export]
pub fn proof_text(proof: Proof, lang: Lang) -> String {
    let span = asli::Span { utf8_start: 0, utf8_end: 0, utf16_start: 0, utf16_end: 0 };
    let Proof { element, value, value_hi, .. } = proof;
    explain::proof(&asli::Proof { element, span, value, value_hi }, lang)
}

/// What a piece of evidence means; empty for one that this library does not know.
#[uniffi::export]
pub fn evidence_text(evidence: Evidence, company: &Company, lang: Lang) -> String {
    let Evidence { piece, weight, .. } = evidence;
    let known = piece.parse().map(|piece| asli::Evidence { piece, span: None, weight });
    known.map_or_else(|_| String::new(), |evidence| explain::evidence(&evidence, &company.core(), lang))
}

/// What the reader should do.
#[uniffi::export]
pub fn advice_text(advice: Advice, company: &Company, lang: Lang) -> String {
    explain::advice(advice, &company.core(), lang)
}

/// How fresh the list is.
#[uniffi::export]
pub fn list_state_text(state: ListState, lang: Lang) -> String {
    explain::list_state(state, lang).to_owned()
}
