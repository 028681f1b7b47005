//! A report and its parts, as Python sees them.
//!
//! In: the core's report with the text that it is about. Out: read-only objects that own what they say.

use crate::error::Error;
use crate::places::Places;
use crate::time;
use asli::explain::{self, Lang};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use std::sync::Arc;

/// What asli says of one message.
#[pyclass(frozen, module = "asli")]
pub(crate) struct Report {
    report: asli::Report,
    places: Places,
}

impl Report {
    /// The report on `body`.
    pub(crate) fn new(report: asli::Report, body: &str) -> Self {
        Self { report, places: Places::new(body) }
    }
}

#[pymethods]
impl Report {
    /// `genuine`, `unconfirmed`, `suspicious` or `unrelated`.
    #[getter]
    fn verdict(&self) -> &'static str {
        self.report.verdict.code()
    }

    /// Whether the reader should be warned: `suspicious` or `unconfirmed`.
    #[getter]
    fn is_flagged(&self) -> bool {
        self.report.is_flagged()
    }

    /// The issuer that the message comes from, imitates or speaks for; `None` where it names none.
    #[getter]
    fn issuer(&self) -> Option<&str> {
        self.report.issuer.as_deref()
    }

    /// What the texts call that company, and its helpline.
    #[getter]
    fn company(&self) -> Company {
        Company { company: Arc::clone(&self.report.company) }
    }

    /// The kind of message that was proven, or came closest.
    #[getter]
    fn kind(&self) -> Option<&str> {
        self.report.kind.as_deref()
    }

    /// The id of the registered template that a genuine message was proven to be; `None` where its clauses proved it.
    #[getter]
    fn template(&self) -> Option<&str> {
        self.report.template.as_deref()
    }

    /// What stands against the message, in the order of the text.
    #[getter]
    fn findings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let finding = |finding: &asli::Finding| Finding {
            span: finding.span.map(|span| Span::new(span, &self.places)),
            finding: finding.clone(),
            company: Arc::clone(&self.report.company),
        };
        PyTuple::new(py, self.report.findings.iter().map(finding).collect::<Vec<_>>())
    }

    /// What was recognised of the genuine format, in the order of the text.
    #[getter]
    fn proof<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let proof = |proof: &asli::Proof| Proof { span: Span::new(proof.span, &self.places), proof: proof.clone() };
        PyTuple::new(py, self.report.proof.iter().map(proof).collect::<Vec<_>>())
    }

    /// What weighed most for the claim that the message speaks for an issuer.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let evidence = |evidence: &asli::Evidence| Evidence {
            span: evidence.span.map(|span| Span::new(span, &self.places)),
            evidence: *evidence,
            company: Arc::clone(&self.report.company),
        };
        PyTuple::new(py, self.report.evidence.iter().map(evidence).collect::<Vec<_>>())
    }

    /// What the reader should do, most urgent first: codes, of which `advice_text` gives the sentence.
    #[getter]
    fn advice<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.report.advice.iter().map(|advice| advice.code()).collect::<Vec<_>>())
    }

    /// Whether the text is longer than any SMS, so that only its beginning was judged.
    #[getter]
    fn truncated(&self) -> bool {
        self.report.truncated
    }

    /// The version of the signed list.
    #[getter]
    fn list_version(&self) -> u64 {
        self.report.list_version
    }

    /// How fresh that list is: `fresh`, `stale` or `expired`.
    #[getter]
    fn list_state(&self) -> &'static str {
        self.report.list_state.code()
    }

    /// The clock by which it was judged.
    #[getter]
    fn checked_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        time::datetime(py, self.report.checked_at)
    }

    /// One line that says what the message is, in `en` or `hi`. It may quote the message: never log it.
    #[pyo3(signature = (lang = "en"))]
    fn headline(&self, lang: &str) -> PyResult<String> {
        Ok(explain::headline(&self.report, language(lang)?))
    }

    /// The report as JSON, byte for byte what `asli check --json` prints. Places are counted in UTF-16 there.
    fn to_json(&self) -> String {
        self.report.to_json()
    }

    fn __repr__(&self) -> String {
        // No text of the message: a repr ends up in logs.
        format!("<asli.Report {}, {} findings>", self.report.verdict, self.report.findings.len())
    }
}

/// What texts call the company that a message is about; where it names none, what fits all that the list knows.
#[pyclass(frozen, module = "asli")]
pub(crate) struct Company {
    company: Arc<asli::Company>,
}

impl Company {
    /// The core's.
    pub(crate) fn core(&self) -> &asli::Company {
        &self.company
    }
}

#[pymethods]
impl Company {
    /// Its own name in `en` or `hi`; `None` where the message names no issuer.
    #[pyo3(signature = (lang = "en"))]
    fn name(&self, lang: &str) -> PyResult<Option<&str>> {
        let lang = language(lang)?;
        Ok(self.company.name.as_ref().map(|name| lang.of(name)))
    }

    /// What it is in `en` or `hi`: "the electricity company".
    #[pyo3(signature = (lang = "en"))]
    fn noun(&self, lang: &str) -> PyResult<&str> {
        Ok(language(lang)?.of(&self.company.noun))
    }

    /// Where its customers ask, in `en` or `hi`: "your local electricity office".
    #[pyo3(signature = (lang = "en"))]
    fn office(&self, lang: &str) -> PyResult<&str> {
        Ok(language(lang)?.of(&self.company.office))
    }

    /// What it supplies, in `en` or `hi`: "electricity".
    #[pyo3(signature = (lang = "en"))]
    fn supply(&self, lang: &str) -> PyResult<&str> {
        Ok(language(lang)?.of(&self.company.supply))
    }

    /// The number that its customers can call, in digits; `None` where the list has none.
    #[getter]
    fn helpline(&self) -> Option<&str> {
        self.company.helpline.as_deref()
    }

    fn __repr__(&self) -> String {
        format!("<asli.Company {}>", self.company.name.as_ref().unwrap_or(&self.company.noun).en)
    }
}

/// A place in the text.
#[pyclass(frozen, eq, hash, get_all, module = "asli")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Span {
    /// The index of the first character: `body[span.start:span.end]`.
    start: u32,
    /// One past the index of the last character.
    end: u32,
    /// The first byte, in UTF-8.
    byte_start: u32,
    /// One past the last byte.
    byte_end: u32,
}

impl Span {
    pub(crate) fn new(span: asli::Span, places: &Places) -> Self {
        let asli::Span { utf8_start, utf8_end, .. } = span;
        let (start, end) = (places.character(utf8_start), places.character(utf8_end));
        Self { start, end, byte_start: utf8_start, byte_end: utf8_end }
    }

    /// Start and end in characters, then in bytes.
    pub(crate) fn counts(self) -> [u32; 4] {
        [self.start, self.end, self.byte_start, self.byte_end]
    }
}

#[pymethods]
impl Span {
    fn __repr__(&self) -> String {
        format!("<asli.Span {}:{}>", self.start, self.end)
    }
}

/// One thing found.
#[pyclass(frozen, module = "asli")]
pub(crate) struct Finding {
    finding: asli::Finding,
    company: Arc<asli::Company>,
    span: Option<Span>,
}

#[pymethods]
impl Finding {
    /// What was found; `asli.FINDING_CODES` has them all.
    #[getter]
    fn code(&self) -> &'static str {
        self.finding.code.code()
    }

    /// How much it weighs: `danger`, `warning` or `notice`.
    #[getter]
    fn severity(&self) -> &'static str {
        match self.finding.severity() {
            asli::Severity::Danger => "danger",
            asli::Severity::Warning => "warning",
            asli::Severity::Notice => "notice",
        }
    }

    /// Where in the text; `None` where it is about the sender or the whole message.
    #[getter]
    fn span(&self) -> Option<Span> {
        self.span
    }

    /// The number, host, app or element found. It may quote the message: never log it.
    #[getter]
    fn value(&self) -> Option<&str> {
        self.finding.value.as_deref()
    }

    /// What it means, as a sentence in `en` or `hi`.
    #[pyo3(signature = (lang = "en"))]
    fn text(&self, lang: &str) -> PyResult<String> {
        Ok(explain::finding(&self.finding, &self.company, language(lang)?))
    }

    fn __repr__(&self) -> String {
        format!("<asli.Finding {}>", self.finding.code)
    }
}

/// One clause of the proof.
#[pyclass(frozen, module = "asli")]
pub(crate) struct Proof {
    proof: asli::Proof,
    span: Span,
}

#[pymethods]
impl Proof {
    /// The element of the issuer's format; `asli.ELEMENTS` has them all.
    #[getter]
    fn element(&self) -> &'static str {
        self.proof.element.code()
    }

    /// Its place in the text.
    #[getter]
    fn span(&self) -> Span {
        self.span
    }

    /// Its value, normalised: a date as `2026-12-05`, an amount as `512.00`.
    #[getter]
    fn value(&self) -> &str {
        &self.proof.value
    }

    /// It as a phrase in `en` or `hi`.
    #[pyo3(signature = (lang = "en"))]
    fn text(&self, lang: &str) -> PyResult<String> {
        Ok(explain::proof(&self.proof, language(lang)?))
    }

    fn __repr__(&self) -> String {
        format!("<asli.Proof {}>", self.proof.element)
    }
}

/// A piece of evidence that the message speaks for a company.
#[pyclass(frozen, module = "asli")]
pub(crate) struct Evidence {
    evidence: asli::Evidence,
    company: Arc<asli::Company>,
    span: Option<Span>,
}

#[pymethods]
impl Evidence {
    /// What spoke.
    #[getter]
    fn piece(&self) -> String {
        self.evidence.piece.to_string()
    }

    /// Where in the text; `None` for the sender.
    #[getter]
    fn span(&self) -> Option<Span> {
        self.span
    }

    /// Its share in the sum. Only the shares of one report can be compared.
    #[getter]
    fn weight(&self) -> u32 {
        self.evidence.weight
    }

    /// What it means, as a sentence in `en` or `hi`.
    #[pyo3(signature = (lang = "en"))]
    fn text(&self, lang: &str) -> PyResult<String> {
        Ok(explain::evidence(&self.evidence, &self.company, language(lang)?))
    }

    fn __repr__(&self) -> String {
        format!("<asli.Evidence {}, {}>", self.evidence.piece, self.evidence.weight)
    }
}

/// The language of a text.
pub(crate) fn language(tag: &str) -> Result<Lang, Error> {
    Ok(tag.parse()?)
}
