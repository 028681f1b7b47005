//! The documents that the signed list carries, as they stand in JSON.
//!
//! In: bytes whose signature has been verified. Out: [`Allow`] (one issuer
//! group's rules), [`Lexicon`] (words of danger, common to all issuers) and
//! [`Scopes`] (who may claim what). Unknown fields are refused: a typing
//! mistake in signed data must not silently switch a rule off.

pub use super::clauses::{
    Apart, Clauses, ClausesError, Frame, Named, Neighbours, Pattern, Problem, Side, SlotForm, ValueReading,
};
pub use super::package::{NoPackageName, PackageName};
pub use super::templates::{Blank, Piece, Tag, Template, TemplateLanguage, TemplateProblem, Templates, pieces, role};
pub use super::texts::Texts;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Localized {
    /// English.
    pub en: String,
    /// Hindi.
    pub hi: String,
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

/// The rules of one issuer group: `bihar/allow.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Allow {
    /// Version of this schema: 1.
    pub schema: u32,
    /// When these rules were issued: a phone whose clock says an earlier time is not believed.
    pub issued: Timestamp,
    /// Id of the group, equal to its delegation (`bihar`).
    pub id: String,
    /// Its name for people.
    pub name: Localized,
    /// Offset of the issuer's clock from UTC, in minutes (India: 330).
    pub utc_offset_minutes: i32,
    /// The sources that the facts below cite, by id.
    pub sources: BTreeMap<String, Source>,
    /// The companies that send.
    pub issuers: Vec<Issuer>,
    /// Names that speak for all of them: the holding company, the board.
    pub group_names: Vec<Sourced>,
    /// Their apps.
    pub apps: Vec<App>,
    /// Their sites.
    pub sites: Vec<Site>,
    /// Numbers that are theirs.
    pub helplines: Vec<Sourced>,
    /// Whether their messages may hold one of these numbers, where the clauses have a place for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub helplines_in_messages: bool,
    /// Sender ids of others that look like an official one and are not imitations.
    pub neighbours: Vec<Sourced>,
    /// How typed values are labelled and written.
    pub slots: Slots,
    /// The kinds of message they send: the first whose requirements are met applies.
    pub kinds: Vec<Kind>,
    /// Between what bounds the values of their messages are.
    pub limits: Limits,
    /// Days of the week without disconnections (`sunday`).
    pub weekly_holidays: Vec<String>,
    /// The years for which `holidays` is complete.
    pub holiday_years: Vec<i16>,
    /// Days without disconnections.
    pub holidays: Vec<Holiday>,
}

/// A company that sends messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Issuer {
    /// Its id in verdicts (`sbpdcl`).
    pub id: String,
    /// Its name for people.
    pub name: Localized,
    /// Its registered sender ids, without prefix and suffix.
    pub headers: Vec<Sourced>,
    /// Every writing of its name that a genuine message may use.
    pub names: Vec<Sourced>,
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

/// An official app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct App {
    /// Its name for people.
    pub name: Localized,
    /// Every writing of its name that a genuine message may use.
    pub names: Vec<String>,
    /// Id in [`Allow::sources`].
    pub source: String,
    /// The package that it is on Android, where a source names it: phones open that one and no other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<Package>,
}

/// A package name with the id of its source: a page that names the package, not only the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// The name (`org.example.bill`).
    pub value: PackageName,
    /// Id in [`Allow::sources`].
    pub source: String,
}

/// An official site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Its host, in lower case, without `www.`.
    pub host: String,
    /// The paths that a genuine message may name, beside the bare host.
    #[serde(default)]
    pub paths: Vec<String>,
    /// Ids of the kinds of message that may name it; without any, all may. A scheme's own site is none to pay on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// Id in [`Allow::sources`].
    pub source: String,
}

/// How typed values are labelled and written. Patterns are [`regex_lite`] patterns
/// over the folded view (ASCII, lower case); each must match the whole value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Slots {
    /// The consumer account number, behind labels that name nothing else.
    pub account_number: Slot,
    /// The same behind labels that a bank's account or a plain "consumer" has too:
    /// its pattern must leave out whatever a reader could call or pay to.
    pub shared_account_number: Slot,
    /// Receipt, bill and transaction numbers.
    pub reference: Slot,
    /// Labels of the last date, before it ("last date", "अंतिम तिथि", "by").
    pub last_date_before: Terms,
    /// Labels of the last date, after it ("तक", "tak", "से पहले").
    pub last_date_after: Terms,
    /// Words that make a date, amount or share the rebate ("rebate", "छूट").
    pub rebate: Terms,
    /// Words that make a shared account number one to pay into ("to", "में").
    pub directions: Terms,
    /// Names before an amount that may stand without the rupee's ("balance", "amt").
    pub amount_labels: Terms,
    /// Words for units of energy and load, after a number.
    pub energy_units: Terms,
    /// Words for days, after a number.
    pub duration_units: Terms,
    /// Words for a rupee amount, before or after the number.
    pub currency: Terms,
}

/// A labelled value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// The labels that stand before the value.
    pub labels: Terms,
    /// The value's pattern.
    pub pattern: String,
    /// Id in [`Allow::sources`].
    pub source: String,
}

/// A kind of message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Its id (`bill_reminder`).
    pub id: String,
    /// Its name for people.
    pub name: Localized,
    /// Elements that must occur. `channel` stands for an app or a site,
    /// `deadline` for a last or disconnection date, `level` for an amount or days.
    pub required: Vec<String>,
    /// Chunks of the clauses of which one must occur (`cut`, `balance`): what makes a message one of this kind, where
    /// the elements alone would not tell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<String>,
    /// Chunks of the clauses of which none may occur: a receipt asks for nothing, so that it holds no `last_date` and
    /// no `pay`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// Codes of findings that are none in a message that is proven to be of this kind, because its clauses name what they
    /// are about: an outage has hours, and a warning names what fakes ask for. Only findings that words alone make.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speaks_of: Vec<String>,
    /// Id in [`Allow::sources`].
    pub source: String,
}

/// Between what bounds the values of a genuine message are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The largest share of a rebate, in hundredths of a percent.
    pub rebate_hundredths: u32,
    /// The largest rebate in rupees where the message names no sum that it is a share of.
    pub rebate_rupees: u32,
    /// How many days after the day of receipt the last date may be, at the earliest and at the latest.
    pub last_date_days: [i32; 2],
    /// The same for a disconnection.
    pub disconnection_days: [i32; 2],
    /// The same for any other date.
    pub date_days: [i32; 2],
    /// How often each element may occur; one that is not named may occur once.
    pub elements: BTreeMap<String, ElementLimit>,
}

/// How often an element may occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ElementLimit {
    /// In how many places.
    pub places: u8,
    /// With how many different values.
    pub values: u8,
}

/// A day without disconnections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// What it is.
    pub name: Localized,
    /// Id in [`Allow::sources`].
    pub source: String,
}

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
