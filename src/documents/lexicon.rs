//! What all groups of a list share.
//!
//! In: `common/lexicon.json`. Out: [`Lexicon`].

use super::language::Language;
use super::shared::{Source, Sourced, Terms};
use super::texts::Texts;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The words of danger, common to all issuers: `common/lexicon.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// Version of this schema: 1.
    pub schema: u32,
    /// The sources that the facts below cite, by id.
    pub sources: BTreeMap<String, Source>,
    /// Words by what they mean.
    pub concepts: Vec<ConceptTerms>,
    /// What no company's clauses may say.
    #[serde(default)]
    pub never: Vec<NeverRule>,
    /// Words for numbers, by their digits (`"9"`, `"98"`).
    pub numbers: Vec<NumberTerms>,
    /// What the languages call days, times, shares and parts of an address.
    pub language: Language,
    /// What the nation's authorities and operators lay down.
    pub nation: Nation,
    /// Top-level domains that make two words with a dot between them a link.
    pub tlds: Texts,
    /// Hosts that shorten links.
    pub shorteners: Texts,
    /// Banks' and apps' names after the `@` of a UPI id.
    pub upi_handles: Texts,
    /// Words in a host that claim to be an electricity company's.
    pub brand_words: Texts,
    /// Other utilities, which may speak of their own bills.
    pub other_utilities: Vec<Utility>,
}

/// The words of one concept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConceptTerms {
    /// The concept's name.
    pub concept: String,
    /// Its words.
    pub terms: Terms,
    /// Id in [`Lexicon::sources`].
    pub source: String,
}

/// What no company's clauses may say. Patterns are those of clauses; a class in them is a concept of the lexicon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NeverRule {
    /// Its id (`contact`).
    pub id: String,
    /// Why, in a sentence.
    pub why: String,
    /// What is forbidden: any of these.
    pub says: Vec<String>,
    /// Where there are any, one of these must be in the sentence too for it to be forbidden.
    #[serde(default)]
    pub beside: Vec<String>,
    /// Where what is forbidden is none: within any of these.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Words that may be said between those of `unless` (`our`, `official`).
    #[serde(default)]
    pub between: Vec<String>,
}

/// The words of one number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NumberTerms {
    /// Its digits.
    pub digits: String,
    /// Its words.
    pub terms: Terms,
}

/// Another utility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Utility {
    /// Its names in messages.
    pub names: Vec<String>,
    /// Its sender ids.
    pub headers: Vec<String>,
    /// Its own sites, each as a host without `www.`; a business's message that names it may lead there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<Sourced>,
    /// Id in [`Lexicon::sources`].
    pub source: String,
}

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
    /// How telephone numbers are made.
    pub numbering: Numbering,
    /// Id in the lexicon's sources.
    pub source: String,
}

/// How the nation's telephone numbers are made. Each range is the least and the most number of digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Numbering {
    /// The country's code, without a plus (`91`).
    pub country_code: String,
    /// What is dialled before an area code (`0`).
    pub trunk_prefix: String,
    /// What is dialled before a country's code (`00`).
    pub international_prefix: String,
    /// How many digits a number has, its area code included, without any prefix.
    pub national_digits: u8,
    /// The first digits of mobile numbers, side by side (`6789`).
    pub mobile_first: String,
    /// The first digits of services, such as short codes; no mobile number begins with one.
    pub service_first: String,
    /// What toll-free numbers begin with (`1800`).
    pub toll_free: Texts,
    /// How many digits a toll-free number has.
    pub toll_free_digits: [u8; 2],
    /// How many digits an area code has, without the trunk prefix.
    pub area_code_digits: [u8; 2],
    /// How many digits a landline has, without its area code.
    pub local_digits: [u8; 2],
    /// How many digits a short code has.
    pub short_code_digits: [u8; 2],
    /// Id in the lexicon's sources.
    pub source: String,
}
