//! What the documents share: words by language, texts for people, and where a fact was read.
//!
//! In: a part of a document. Out: [`Terms`], [`Localized`], [`Source`] and [`Sourced`].

use super::texts::Texts;
use serde::{Deserialize, Serialize};

/// Words of one concept by language. A term may be several words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Terms {
    /// English.
    pub en: Texts,
    /// Hindi, in Devanagari.
    pub hi: Texts,
    /// Hindi, in Latin letters.
    pub latn: Texts,
    /// Bhojpuri, in Devanagari and in Latin letters.
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub bho: Texts,
    /// Maithili, in Devanagari and in Latin letters.
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub mai: Texts,
    /// Urdu, in Arabic letters.
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub ur: Texts,
    /// Bengali, in its own letters.
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub bn: Texts,
}

impl Terms {
    /// Every term of every language.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        [&self.en, &self.hi, &self.latn, &self.bho, &self.mai, &self.ur, &self.bn].into_iter().flat_map(Texts::iter)
    }
}

/// A text in the two languages the app speaks.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Localized {
    /// English.
    pub en: String,
    /// Hindi.
    pub hi: String,
}

/// Whether a character breaks lines, shows nothing or turns the writing around.
pub(crate) fn disturbs(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Where a fact was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Title of the page, order or article.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, as written there (`2025-12`).
    #[serde(default)]
    pub date: String,
    /// Where it can be read: the address of the page. Empty for what stands on no page.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// `official` where the issuer or the state says so itself; `press` where it is known from newspapers.
    pub confidence: Confidence,
}

/// How sure a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The issuer, the regulator or the state says so.
    Official,
    /// A newspaper reports it.
    Press,
}

/// A value with the id of its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Sourced {
    /// The value.
    pub value: String,
    /// Id in the document's sources.
    pub source: String,
}
