//! The bridge between asli and Kotlin: what crosses it, and the one object behind it.
//!
//! In: calls of the generated Kotlin code (`org.asli.ffi`). Out: records of
//! plain values. The bridge is no API: Kotlin and Java use the facade in
//! `bindings/kotlin`, Rust uses the crate `asli`.
//!
//! Times are milliseconds since 1970 in UTC; places are counted in UTF-16.

mod codes;
mod filter;
mod logging;
mod record;
mod refusal;
mod status;
mod texts;
mod time;

pub use codes::*;
pub use filter::{ImportResult, OpenError, RecordError, SmsFilter};
pub use logging::{LogLevel, init_logging};
pub use record::{Company, Evidence, Finding, Localized, Proof, Report, Sms, Span};
pub use refusal::{Refusal, RefusalReason};
pub use status::{IssuerName, ListStatus, OfficialApp, Recovery};
pub use texts::*;

uniffi::setup_scaffolding!("asli");
