//! What holds in the nation, whichever company sends.
//!
//! In: `nation` in `common/lexicon.json`. Out: [`Nation`].

use super::texts::Texts;
use serde::{Deserialize, Serialize};

/// What the nation's authorities and operators lay down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Nation {
    /// The letters that operators put behind a sender id and a hyphen, in lower case (`-s`).
    pub route_suffixes: String,
    /// Ends of hosts that only governments can register (`.gov.in`).
    pub government_domains: Texts,
    /// Ends of hosts under which businesses have their sites (`.co.in`), the longest first.
    pub business_domains: Texts,
    /// Service codes that forward a phone's calls (`*401*`).
    pub call_forwarding: Texts,
    /// A payment of fewer rupees that is to verify something is a test payment.
    pub test_payment_below: u32,
    /// How many digits an electricity consumer's account number has, at least and at most.
    pub account_digits: [u8; 2],
    /// How many digits the number of an account in a bank has, at least and at most.
    pub bank_account_digits: [u8; 2],
    /// Id in the lexicon's sources.
    pub source: String,
}
