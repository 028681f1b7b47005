//! The data types of a [`Report`]. No logic beyond names and conversions.
//!
//! In: nothing. Out: the types every caller reads; the names in snake case
//! are the ones used in JSON, Kotlin and the docs.

mod codes;
mod json;
mod piece;

pub use codes::{Advice, Element, FindingCode, ListState, SenderClass, Severity};
pub use json::ReportJson;
pub(crate) use piece::{Named, Pieces};
pub use piece::{Piece, UnknownPiece};

use crate::documents::Localized;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What asli says of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Verdict {
    /// From an official sender and proven, character by character, to be in the
    /// issuer's published format.
    Genuine,
    /// Speaks of the bill but cannot be proven: flagged, without alarm.
    Unconfirmed,
    /// Speaks for the company, or imitates its sender, and breaks a rule: flagged.
    Suspicious,
    /// Does not speak for an issuer: left alone.
    Unrelated,
}

impl Verdict {
    /// The name used in JSON, Kotlin and the docs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Genuine => "genuine",
            Self::Unconfirmed => "unconfirmed",
            Self::Suspicious => "suspicious",
            Self::Unrelated => "unrelated",
        }
    }
}

impl core::fmt::Display for Verdict {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.code())
    }
}

/// A place in the message body, counted both ways.
///
/// Both ranges are half open and always lie on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte, in UTF-8.
    pub utf8_start: u32,
    /// One past the last byte, in UTF-8.
    pub utf8_end: u32,
    /// First code unit, in UTF-16 (Kotlin, Java, JavaScript).
    pub utf16_start: u32,
    /// One past the last code unit, in UTF-16.
    pub utf16_end: u32,
}

/// The id of a message kind in the issuer's signed document (`bill_reminder`, …).
pub type MessageKind = Arc<str>;

/// One thing found, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub code: FindingCode,
    /// Where in the body; `None` for findings on the sender or the whole message.
    pub span: Option<Span>,
    /// What the texts for people name: the number, host, app or element found.
    /// May quote the message: never log it.
    pub value: Option<String>,
}

impl Finding {
    /// How much this finding weighs.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// One clause of the proof that a message is genuine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The element of the issuer's format.
    pub element: Element,
    /// Where it stands in the body.
    pub span: Span,
    /// Its normalised value: a date as `2026-12-05`, an amount as `512.00`,
    /// an official name as the list writes it.
    pub value: String,
    /// The same in Hindi, where the list has it: official names.
    pub value_hi: Option<String>,
}

/// A piece of evidence that the message speaks for a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What spoke.
    pub piece: Piece,
    /// Where in the body; `None` for the sender.
    pub span: Option<Span>,
    /// Its share in the sum, in points. Only the shares of one report can be compared.
    pub weight: u32,
}

/// What texts call the company that a message is about, as its signed document states it.
///
/// Where the message names no issuer, it is what fits all companies of the list: a word that all its groups have, else
/// the [default](Self::default).
///
/// ```
/// use asli::{Filter, Sms};
///
/// let filter = Filter::embedded()?;
/// let report = filter.check(&Sms::new("JM-SBPDCL-S", "SBPDCL: call 98765 43210"), "2026-11-24T10:00:00Z".parse()?);
/// assert_eq!(report.company.name.as_ref().map(|name| name.en.as_str()), Some("SBPDCL"));
/// assert_eq!(report.company.noun.hi, "बिजली कंपनी");
/// assert_eq!(report.company.helpline.as_deref(), Some("1912"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Company {
    /// Its own name; `None` where the message names no issuer.
    pub name: Option<Localized>,
    /// What it is: "the electricity company".
    pub noun: Localized,
    /// Where its customers ask: "your local electricity office".
    pub office: Localized,
    /// What it supplies: "electricity".
    pub supply: Localized,
    /// The number that its customers can call, in digits; `None` where the list has none.
    pub helpline: Option<String>,
}

impl Default for Company {
    /// Any company, of no name and no trade.
    fn default() -> Self {
        let words = |en: &str, hi: &str| Localized { en: en.to_owned(), hi: hi.to_owned() };
        Self {
            name: None,
            noun: words("the company", "कंपनी"),
            office: words("the company's office", "कंपनी के ऑफिस"),
            supply: words("the supply", "सप्लाई"),
            helpline: None,
        }
    }
}

/// Everything asli says of one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The verdict.
    pub verdict: Verdict,
    /// The issuer that the message comes from, imitates or speaks for
    /// (`sbpdcl`, `nbpdcl`); `None` where it names none.
    pub issuer: Option<Arc<str>>,
    /// What the texts call that company.
    pub company: Arc<Company>,
    /// The message kind that was proven, or came closest.
    pub kind: Option<MessageKind>,
    /// The id of the registered template that a genuine message was proven to be; `None` where its clauses proved it.
    pub template: Option<Arc<str>>,
    /// What stands against the message, in the order of the text.
    pub findings: Vec<Finding>,
    /// Whether the body is longer than any SMS ([`LONGEST_BODY`](crate::LONGEST_BODY)), so that only its
    /// beginning was judged. Such a message is never `genuine`.
    pub truncated: bool,
    /// What was recognised of the genuine format, in the order of the text.
    pub proof: Vec<Proof>,
    /// What spoke most for a claim in the company's name, strongest first; empty where there is none.
    pub evidence: Vec<Evidence>,
    /// What the reader should do, most urgent first.
    pub advice: Vec<Advice>,
    /// Version of the signed list that was used.
    pub list_version: u64,
    /// How fresh that list is.
    pub list_state: ListState,
    /// The clock that the list's freshness was judged by.
    pub checked_at: jiff::Timestamp,
}

impl Report {
    /// Whether the user should be warned: `suspicious` or `unconfirmed`.
    pub fn is_flagged(&self) -> bool {
        matches!(self.verdict, Verdict::Suspicious | Verdict::Unconfirmed)
    }
}
