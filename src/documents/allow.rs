//! The rules of one issuer group.
//!
//! In: `<group>/allow.json`. Out: [`Allow`].

use super::package::PackageName;
use super::shared::{Localized, Source, Sourced, Terms};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    /// What texts for people call its companies.
    pub nouns: Nouns,
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
    /// Numbers that are theirs, in digits. Texts for people name the first.
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

/// What sentences call the companies of a group: "Pay only in *the electricity company*'s own app", "Ask *your local
/// electricity office*". A noun holds no digits, links or signs that a reader could take for an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Nouns {
    /// What a company of the group is: "the electricity company"; in Hindi as it stands before "का": "बिजली कंपनी".
    pub company: Localized,
    /// Where its customers ask: "your local electricity office"; in Hindi as it stands before "में": "अपने बिजली ऑफिस".
    pub office: Localized,
    /// What it supplies, and what fakes threaten to cut off: "electricity", "बिजली".
    pub supply: Localized,
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
    /// What sentences call it, where `name` is too long for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_name: Option<Localized>,
    /// The one of [`Allow::helplines`] that texts for people name, where it is not the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub helpline: Option<String>,
    /// Its registered sender ids, without prefix and suffix.
    pub headers: Vec<Sourced>,
    /// Every writing of its name that a genuine message may use.
    pub names: Vec<Sourced>,
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
    /// The least and the most that a sum in it may be, in rupees: a low balance is low, and nobody is cut off for one
    /// rupee. Any, where it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rupees: Option<[i32; 2]>,
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
