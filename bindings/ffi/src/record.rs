//! A message and its report, as they cross the bridge.
//!
//! In: the core's types. Out: the same as plain records, and back, where a text
//! is asked for later.

use crate::time::timestamp;
use asli::list::schema;
use asli::{Advice, Element, FindingCode, ListState, Severity, Verdict};
use std::sync::Arc;

/// One SMS.
#[derive(Clone, uniffi::Record)]
pub struct Sms {
    /// The originating address as the phone shows it; empty where there is none.
    pub sender: String,
    /// The whole text.
    pub body: String,
    /// When the phone received it.
    pub received_at: Option<i64>,
}

/// A place in the body, in UTF-16 code units, half open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Span {
    /// First code unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Finding {
    /// What was found.
    pub code: FindingCode,
    /// How much it weighs.
    pub severity: Severity,
    /// Where; none for findings on the sender or the whole message.
    pub span: Option<Span>,
    /// What the texts for people name. May quote the message.
    pub value: Option<String>,
}

/// One clause of the proof that a message is genuine.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Proof {
    /// The element of the issuer's format.
    pub element: Element,
    /// Where it stands.
    pub span: Span,
    /// Its normalised value.
    pub value: String,
    /// The same in Hindi, where the list has it: official names.
    pub value_hi: Option<String>,
}

/// A piece of evidence that the message speaks for a company.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Evidence {
    /// What spoke: a concept, `finding:` and a code, `sender:` and a class, or `wording`.
    pub piece: String,
    /// Where; none for the sender.
    pub span: Option<Span>,
    /// Its share in the sum.
    pub weight: u32,
}

/// A text of the list in the two languages.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Localized {
    /// English.
    pub en: String,
    /// Hindi.
    pub hi: String,
}

/// What texts call the company that a message is about.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Company {
    /// Its own name; none where the message names no issuer.
    pub name: Option<Localized>,
    /// What it is.
    pub noun: Localized,
    /// Where its customers ask.
    pub office: Localized,
    /// What it supplies.
    pub supply: Localized,
    /// The number that its customers can call, where the list has one.
    pub helpline: Option<String>,
}

/// Everything asli says of one message.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Report {
    /// The verdict.
    pub verdict: Verdict,
    /// The issuer's id.
    pub issuer: Option<String>,
    /// The message kind's id.
    pub kind: Option<String>,
    /// The registered template's id.
    pub template: Option<String>,
    /// What stands against the message.
    pub findings: Vec<Finding>,
    /// Whether the text is longer than any SMS, so that only its beginning was judged.
    pub truncated: bool,
    /// What was recognised of the genuine format.
    pub proof: Vec<Proof>,
    /// What spoke most for a claim in the company's name.
    pub evidence: Vec<Evidence>,
    /// What the reader should do.
    pub advice: Vec<Advice>,
    /// Version of the list used.
    pub list_version: u64,
    /// How fresh that list is.
    pub list_state: ListState,
    /// The clock that the check went by.
    pub checked_at: i64,
    /// What texts call the company.
    pub company: Company,
}

impl Sms {
    pub(crate) fn core(&self) -> asli::Sms<'_> {
        asli::Sms { sender: &self.sender, body: &self.body, received_at: self.received_at.map(timestamp) }
    }
}

impl From<asli::Span> for Span {
    fn from(span: asli::Span) -> Self {
        Self { start: span.utf16_start, end: span.utf16_end }
    }
}

impl From<asli::Finding> for Finding {
    fn from(finding: asli::Finding) -> Self {
        Self {
            code: finding.code,
            severity: finding.severity(),
            span: finding.span.map(Span::from),
            value: finding.value,
        }
    }
}

impl From<asli::Proof> for Proof {
    fn from(proof: asli::Proof) -> Self {
        Self { element: proof.element, span: proof.span.into(), value: proof.value, value_hi: proof.value_hi }
    }
}

impl From<asli::Evidence> for Evidence {
    fn from(evidence: asli::Evidence) -> Self {
        Self { piece: evidence.piece.to_string(), span: evidence.span.map(Span::from), weight: evidence.weight }
    }
}

impl From<&schema::Localized> for Localized {
    fn from(text: &schema::Localized) -> Self {
        Self { en: text.en.clone(), hi: text.hi.clone() }
    }
}

impl From<&asli::Company> for Company {
    fn from(company: &asli::Company) -> Self {
        Self {
            name: company.name.as_ref().map(Localized::from),
            noun: (&company.noun).into(),
            office: (&company.office).into(),
            supply: (&company.supply).into(),
            helpline: company.helpline.clone(),
        }
    }
}

impl From<asli::Report> for Report {
    fn from(report: asli::Report) -> Self {
        Self {
            verdict: report.verdict,
            issuer: report.issuer.as_deref().map(str::to_owned),
            kind: report.kind.as_deref().map(str::to_owned),
            template: report.template.as_deref().map(str::to_owned),
            findings: report.findings.into_iter().map(Finding::from).collect(),
            truncated: report.truncated,
            proof: report.proof.into_iter().map(Proof::from).collect(),
            evidence: report.evidence.into_iter().map(Evidence::from).collect(),
            advice: report.advice,
            list_version: report.list_version,
            list_state: report.list_state,
            checked_at: report.checked_at.as_millisecond(),
            company: (&*report.company).into(),
        }
    }
}

impl Span {
    /// The core's span. Its UTF-8 side is found in `body`; what lies outside it is cut off.
    fn core(self, body: &Utf16Places) -> asli::Span {
        let (utf16_start, utf8_start) = body.at(self.start);
        let (utf16_end, utf8_end) = body.at(self.end.max(self.start));
        asli::Span { utf8_start, utf8_end, utf16_start, utf16_end }
    }
}

impl Finding {
    fn core(&self, body: &Utf16Places) -> asli::Finding {
        asli::Finding { code: self.code, span: self.span.map(|span| span.core(body)), value: self.value.clone() }
    }
}

impl Proof {
    fn core(&self, body: &Utf16Places) -> asli::Proof {
        asli::Proof {
            element: self.element,
            span: self.span.core(body),
            value: self.value.clone(),
            value_hi: self.value_hi.clone(),
        }
    }
}

impl Evidence {
    /// The core's; nothing for a piece that no core has.
    fn core(&self, body: &Utf16Places) -> Option<asli::Evidence> {
        let span = self.span.map(|span| span.core(body));
        Some(asli::Evidence { piece: self.piece.parse().ok()?, span, weight: self.weight })
    }
}

impl Localized {
    fn core(&self) -> schema::Localized {
        schema::Localized { en: self.en.clone(), hi: self.hi.clone() }
    }
}

impl Company {
    pub(crate) fn core(&self) -> asli::Company {
        let mut company = asli::Company::default();
        company.name = self.name.as_ref().map(Localized::core);
        company.noun = self.noun.core();
        company.office = self.office.core();
        company.supply = self.supply.core();
        company.helpline.clone_from(&self.helpline);
        company
    }
}

impl Report {
    /// The core's report, for the texts that are made from one. `body` is the message it is about.
    pub(crate) fn core(&self, body: &str) -> asli::Report {
        let body = Utf16Places::new(body);
        asli::Report {
            verdict: self.verdict,
            issuer: self.issuer.as_deref().map(Into::into),
            company: Arc::new(self.company.core()),
            kind: self.kind.as_deref().map(Into::into),
            template: self.template.as_deref().map(Into::into),
            findings: self.findings.iter().map(|finding| finding.core(&body)).collect(),
            truncated: self.truncated,
            proof: self.proof.iter().map(|proof| proof.core(&body)).collect(),
            evidence: self.evidence.iter().filter_map(|evidence| evidence.core(&body)).collect(),
            advice: self.advice.clone(),
            list_version: self.list_version,
            list_state: self.list_state,
            checked_at: timestamp(self.checked_at),
        }
    }
}

/// From places in UTF-16 to places in UTF-8, in one look each: a report on a long message has many.
struct Utf16Places {
    /// For each UTF-16 unit, and for the end, the character boundary at or after it, both ways.
    boundaries: Vec<(u32, u32)>,
}

impl Utf16Places {
    fn new(body: &str) -> Self {
        let mut boundaries = Vec::with_capacity(body.len() + 1);
        for (byte, c) in body.char_indices() {
            boundaries.push((boundaries.len() as u32, byte as u32));
            if c.len_utf16() == 2 {
                boundaries.push((boundaries.len() as u32 + 1, (byte + c.len_utf8()) as u32));
            }
        }
        boundaries.push((boundaries.len() as u32, body.len() as u32));
        Self { boundaries }
    }

    fn at(&self, utf16: u32) -> (u32, u32) {
        let end = self.boundaries.last().copied().unwrap_or_default();
        self.boundaries.get(utf16 as usize).copied().unwrap_or(end)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_report_comes_back_as_it_went() {
        let body = "प्रिय 😀 उपभोक्ता, your electricity power will be disconnected tonight, call officer 98765 43210";
        let now = "2026-11-24T10:00:00Z".parse().unwrap();
        let mut report = asli::Filter::embedded().unwrap().check(&asli::Sms::new("+919876501234", body), now);
        assert!(report.findings.iter().any(|finding| finding.span.is_some()));
        report.template = Some("1007161234567890123".into());
        assert_eq!(Report::from(report.clone()).core(body), report);
    }

    #[test]
    fn places_outside_the_body_are_cut_off() {
        let places = Utf16Places::new("a😀b");
        assert_eq!([0, 1, 2, 3, 4, 9].map(|at| places.at(at)), [(0, 0), (1, 1), (3, 5), (3, 5), (4, 6), (4, 6)]);
    }
}
