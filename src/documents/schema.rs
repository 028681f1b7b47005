//! The documents that the signed list carries, as they stand in JSON.
//!
//! In: bytes whose signature has been verified. Out: [`Allow`] (one issuer
//! group's rules), [`Lexicon`] (words of danger, common to all issuers) and
//! [`Scopes`] (who may claim what). Unknown fields are refused: a typing
//! mistake in signed data must not silently switch a rule off.

pub use super::allow::*;
pub use super::clauses::{
    Apart, Clauses, ClausesError, Frame, Named, Neighbours, Pattern, Problem, Side, SlotForm, ValueReading,
};
pub use super::language::{Language, Multiple};
pub use super::lexicon::*;
pub use super::package::{NoPackageName, PackageName};
pub use super::shared::{Confidence, Localized, Source, Sourced, Terms};
pub use super::templates::{Blank, Piece, Tag, Template, TemplateLanguage, TemplateProblem, Templates, pieces, role};
pub use super::texts::Texts;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How much each piece of evidence weighs that a message speaks for a company: `common/claim.json`.
///
/// Made by `cargo xtask train`; see `docs/model-card.md`. A piece is a concept of the lexicon (`disconnect`), a
/// finding (`finding:phone_number`) or a class of sender (`sender:header`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimWeights {
    /// Version of this schema: 1.
    pub schema: u32,
    /// A message speaks for a company from this many points.
    pub threshold: i32,
    /// So many points of wording make a message worth reading that names no subject.
    pub alone: i32,
    /// What a sender adds or takes away.
    pub senders: BTreeMap<String, i32>,
    /// What pieces add that stand close together.
    pub combinations: Vec<Combination>,
    /// What talk takes away, where the text holds nothing to act on.
    pub talk: BTreeMap<String, u16>,
    /// Points in one step of `grams`.
    pub step: u8,
    /// The weights of runs of four and of six letters, each at the place that its hash names: one character a
    /// weight, `?` for zero, from `#` (28 steps below) to `[` (28 above).
    pub grams: String,
}

impl Default for ClaimWeights {
    /// By these weights no message speaks for anyone.
    fn default() -> Self {
        Self {
            schema: 1,
            threshold: i32::MAX,
            alone: i32::MAX,
            senders: BTreeMap::new(),
            combinations: Vec::new(),
            talk: BTreeMap::new(),
            step: 0,
            grams: "?".to_owned(),
        }
    }
}

/// Pieces of evidence and what they add together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Combination {
    /// The pieces, all of which must be there.
    pub of: Vec<String>,
    /// In points. Danger never lowers the sum, so there is no sign.
    pub weight: u16,
}

/// Who may claim what: `scopes.json`, signed by the targets role itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scopes {
    /// Version of this schema: 1.
    pub schema: u32,
    /// The group of messages that name none. A list of several groups must say which one that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// By group id (`bihar`).
    pub groups: BTreeMap<String, Scope>,
}

/// What one group may claim in its [`Allow`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Sender ids.
    pub headers: Texts,
    /// Companies' and group names.
    pub names: Texts,
    /// Hosts.
    pub hosts: Texts,
    /// Names of apps.
    pub apps: Texts,
    /// Helplines.
    pub helplines: Texts,
    /// Packages of apps on Android.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub packages: Texts,
}
