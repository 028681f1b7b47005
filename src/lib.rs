//! asli (असली, "genuine"): an on-device SMS filter core.
//!
//! In Bihar, India, criminals text electricity consumers that their power will be cut tonight unless they
//! call "the officer". This crate holds each SMS against a signed allowlist of official sender ids and against
//! the format that the companies have published, and says what is wrong. It reads no clock and no network;
//! only [`AllowlistStore`](allowlist::AllowlistStore) touches files, in the folder it is given.
//!
//! # A message
//!
//! Build one [`Filter`] and keep it: it compiles the list once. [`Filter::check`] takes any Unicode of any
//! length (more than [`LONGEST_BODY`] characters are not judged) and gives a [`Report`]: the [`Verdict`], what stands against the message ([`Finding`], with places in
//! UTF-8 and UTF-16), and what proves it ([`Proof`]).
//!
//! ```
//! use asli::{Filter, FindingCode, Sms, Verdict};
//!
//! let filter = Filter::embedded()?;
//! let now = "2026-11-24T10:00:00Z".parse()?;
//!
//! let fake = Sms::new(
//!     "+919876501234",
//!     "Dear consumer your power will be disconnected tonight, call electricity officer 98765 43210",
//! );
//! let report = filter.check(&fake, now);
//! assert_eq!(report.verdict, Verdict::Suspicious);
//! let number = report.findings.iter().find(|found| found.code == FindingCode::PhoneNumber).unwrap();
//! assert_eq!(number.value.as_deref(), Some("9876543210"));
//!
//! let genuine = Sms::new(
//!     "JM-SBPDCL-S",
//!     "SBPDCL: last date to pay your bill is 05/12/2026. Pay by Suvidha app and get 1.5% rebate.",
//! );
//! assert_eq!(filter.check(&genuine, now).verdict, Verdict::Genuine);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Words for people
//!
//! [`explain`] says it in English or Hindi, the same in every app: a headline, a sentence for each finding and
//! each clause of the proof, what to do, a complaint to hand in.
//!
//! ```
//! use asli::explain::{Lang, advice, headline};
//! use asli::{Advice, Filter, Sms};
//!
//! let sms = Sms::new("9876501234", "आज रात आपकी बिजली काट दी जाएगी, अधिकारी को 98765 43210 पर फोन करें");
//! let report = Filter::embedded()?.check(&sms, "2026-11-24T10:00:00Z".parse()?);
//! assert_eq!(headline(&report, Lang::Hi), "नकली लगता है। बिजली कंपनी की तरफ से कभी मोबाइल नंबर नहीं आता।");
//! assert!(advice(Advice::MoneyLost, &report.company, Lang::Hi).contains("1930"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The list
//!
//! Headers, apps, sites, holidays, message kinds and vocabulary are an issuer's signed data, never code. The list
//! that is built in is signed with development keys that anybody has: a product pins a root of its own with
//! [`AllowlistStore::open`](allowlist::AllowlistStore::open) and imports newer lists from wherever it gets them.
//! [`list`] has the types of its documents and the lint.
//!
//! # A record
//!
//! [`record`] keeps what was decided, without the message's text or sender, so that anyone who has the message can
//! decide it again.
//!
//! # Inside
//!
//! Data flows one way, one module a step: sender → text → words → detect → claim → proof → verdict.
#![forbid(unsafe_code)]

pub mod allowlist;
mod arena;
mod claim;
mod detect;
mod documents;
pub mod explain;
mod filter;
mod grammar;
#[cfg(feature = "lint")]
mod lint;
pub mod list;
mod proof;
pub mod record;
mod report;
mod rules;
mod samples;
mod sender;
mod sms;
#[cfg(not(fuzzing))]
mod steps;
/// For the fuzzer, which holds the work for a message against its length.
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod steps;
mod store;
mod templates;
mod text;
#[cfg(feature = "training")]
pub mod training;
mod trust;
mod verdict;
mod words;

pub use filter::{Filter, FilterError};
/// Timestamps of the interface are those of this version of `jiff`.
#[doc(no_inline)]
pub use jiff;
pub use proof::{Explanation, Part, TemplateReading};
pub use report::{
    Advice, Company, Element, Evidence, Finding, FindingCode, ListState, MessageKind, Piece, Proof, Report, ReportJson,
    SenderClass, Severity, Span, UnknownPiece, Verdict,
};
pub use samples::{Sample, Samples};
pub use sms::{LONGEST_BODY, Sms};

/// Version of this engine, as it stands in verdict records.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
