//! Verdict records: what was decided of a message, without the message.
//!
//! In: a [`Report`] and the [`Sms`] it is about. Out: a [`VerdictRecord`], JSON
//! that its owner may hand in with a complaint and anyone who also has the
//! message can [`replay`]. It never holds the message's text or sender, nor any
//! value read from them: of the text its SHA-256, of the sender its class. A
//! sender's hash would be the sender: all phone numbers can be hashed in minutes.

mod compare;

pub use compare::{Difference, Replay, replay};

use crate::filter::Filter;
use crate::report::{Advice, Element, FindingCode, ListState, Report, SenderClass, Severity, Span, Verdict};
use crate::sms::Sms;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The largest record that is read, in bytes.
pub const MOST_BYTES: usize = 1 << 20;

/// What was decided of one message, by which engine and list, and when.
///
/// ```
/// use asli::record::{VerdictRecord, replay};
/// use asli::{Filter, Sms};
///
/// let filter = Filter::embedded()?;
/// let sms = Sms::new("+919876501234", "Your power will be cut tonight, call 98765 43210");
/// let report = filter.check(&sms, "2026-11-24T10:00:00Z".parse()?);
/// let json = VerdictRecord::new(&report, &sms, &filter).to_json();
/// assert!(!json.contains("98765"));
///
/// let record = VerdictRecord::from_json(json.as_bytes())?;
/// assert!(replay(&record, &sms, &filter).reproduces());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VerdictRecord {
    /// Version of this form: 1.
    pub schema: u32,
    /// Version of the engine that decided.
    pub engine: String,
    /// The signed list that it decided by.
    pub list: RecordedList,
    /// The clock it decided by.
    pub checked_at: Timestamp,
    /// When the phone received the message, where it said so.
    pub received_at: Option<Timestamp>,
    /// What may be kept of the message.
    pub message: RecordedMessage,
    /// The verdict.
    pub verdict: Verdict,
    /// The issuer that the message comes from, imitates or speaks for.
    pub issuer: Option<String>,
    /// The message kind that was proven, or came closest.
    pub kind: Option<String>,
    /// The registered template that the message was proven to be; left out where it was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// What stood against the message, in the order of the text.
    pub findings: Vec<RecordedFinding>,
    /// Whether only the beginning of the text was judged; `false` where a record does not say.
    #[serde(default)]
    pub truncated: bool,
    /// What was recognised of the genuine format, in the order of the text.
    pub proof: Vec<RecordedProof>,
    /// What spoke most for a claim in a company's name, strongest first.
    #[serde(default)]
    pub evidence: Vec<RecordedEvidence>,
    /// What the reader was told to do.
    pub advice: Vec<Advice>,
}

/// The list that a verdict was decided by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordedList {
    /// Its version: its timestamp role's.
    pub version: u64,
    /// The version of each TUF role that vouched for it, by name (`root`, `targets`, `bihar`).
    pub roles: BTreeMap<String, u64>,
    /// SHA-256 that names its contents, in hex.
    pub sha256: String,
    /// How fresh it was.
    pub state: ListState,
}

/// What may be kept of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordedMessage {
    /// SHA-256 of the text's UTF-8, in hex. Who has the text can confirm that it is this one;
    /// who can guess the text can confirm the guess.
    pub sha256: String,
    /// What kind of address it came from; never the address.
    pub sender: SenderClass,
}

/// A finding, without the value it names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordedFinding {
    /// What was found.
    pub code: FindingCode,
    /// How much it weighs.
    pub severity: Severity,
    /// First UTF-16 unit in the text; `null` where the finding is on the sender or the whole message.
    pub start: Option<u32>,
    /// One past the last UTF-16 unit.
    pub end: Option<u32>,
}

/// A clause of the proof, without the value it read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordedProof {
    /// The element of the issuer's format.
    pub element: Element,
    /// First UTF-16 unit in the text.
    pub start: u32,
    /// One past the last UTF-16 unit.
    pub end: u32,
}

/// A piece of evidence, without the words it stands on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordedEvidence {
    /// What spoke: a concept, `finding:` and a code, `sender:` and a class, or `wording`.
    pub piece: String,
    /// First UTF-16 unit in the text; `null` where the sender spoke.
    pub start: Option<u32>,
    /// One past the last UTF-16 unit.
    pub end: Option<u32>,
    /// Its share in the sum, in points.
    pub weight: u32,
}

/// Why bytes are not a usable record. None of these quotes the bytes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// Larger than [`MOST_BYTES`].
    #[error("the record is too large: {bytes} bytes, at most {MOST_BYTES} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Not JSON of a record's form.
    #[error("not a verdict record: line {line}, column {column}")]
    Malformed {
        /// Where, from 1.
        line: usize,
        /// Where, from 1.
        column: usize,
    },
    /// The form is newer than this engine.
    #[error("the record has schema {found}, which this version of asli does not know; use a newer asli")]
    Schema {
        /// Its schema.
        found: u64,
    },
}

impl VerdictRecord {
    /// The record of `report`, which `filter` gave on `sms`.
    pub fn new(report: &Report, sms: &Sms<'_>, filter: &Filter) -> Self {
        let place = |span: Option<Span>| (span.map(|span| span.utf16_start), span.map(|span| span.utf16_end));
        let finding = |finding: &crate::Finding| {
            let (start, end) = place(finding.span);
            RecordedFinding { code: finding.code, severity: finding.severity(), start, end }
        };
        let proof = |proof: &crate::Proof| RecordedProof {
            element: proof.element,
            start: proof.span.utf16_start,
            end: proof.span.utf16_end,
        };
        let evidence = |evidence: &crate::Evidence| {
            let (start, end) = place(evidence.span);
            RecordedEvidence { piece: evidence.piece.to_string(), start, end, weight: evidence.weight }
        };
        Self {
            schema: 1,
            engine: crate::VERSION.to_owned(),
            list: RecordedList {
                version: report.list_version,
                roles: filter.list_roles().map(|(name, version)| (name.to_owned(), version)).collect(),
                sha256: hex::encode(filter.list_sha256()),
                state: report.list_state,
            },
            checked_at: report.checked_at,
            received_at: sms.received_at,
            message: RecordedMessage {
                sha256: hex::encode(Sha256::digest(sms.body)),
                sender: filter.sender_class(sms.sender),
            },
            verdict: report.verdict,
            issuer: report.issuer.as_deref().map(str::to_owned),
            kind: report.kind.as_deref().map(str::to_owned),
            template: report.template.as_deref().map(str::to_owned),
            findings: report.findings.iter().map(finding).collect(),
            truncated: report.truncated,
            proof: report.proof.iter().map(proof).collect(),
            evidence: report.evidence.iter().map(evidence).collect(),
            advice: report.advice.clone(),
        }
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`RecordError`], which says where and never quotes.
    pub fn from_json(json: &[u8]) -> Result<Self, RecordError> {
        #[derive(Deserialize)]
        struct Head {
            schema: u64,
        }
        if json.len() > MOST_BYTES {
            return Err(RecordError::TooLarge { bytes: json.len() });
        }
        let malformed =
            |error: serde_json::Error| RecordError::Malformed { line: error.line(), column: error.column() };
        let head: Head = serde_json::from_slice(json).map_err(malformed)?;
        if head.schema != 1 {
            return Err(RecordError::Schema { found: head.schema });
        }
        serde_json::from_slice(json).map_err(malformed)
    }

    /// The record as JSON, indented for people, without an end of line.
    ///
    /// # Panics
    /// Never: the type holds nothing that JSON cannot.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}
