//! The registered templates of an issuer group: `bihar/templates.json`.
//!
//! In: a document whose signature has been verified, or one that is about to be signed. Out: [`Templates`], each text
//! with its blanks, or a [`TemplateProblem`]. Operators in India compare every commercial SMS with the templates that
//! its sender has registered (facts D); this is the same list, with the role of each blank confirmed by a person. The
//! document is optional. What a template accepts is decided by the proof, which compiles it; `docs/templates.md` tells
//! people how a list gets its templates.

mod text;

pub use text::{Piece, Tag, pieces};

use serde::{Deserialize, Serialize};

/// The registered templates of one group.
///
/// ```
/// use asli::list::schema::{Piece, Tag, Templates};
///
/// let templates: Templates = serde_json::from_str(
///     r#"{"schema": 1, "templates": [{
///         "id": "1107161234567890123", "name": "Bill", "headers": ["SBPDCL"], "language": "en",
///         "text": "SBPDCL: your bill is Rs {#numeric#}.",
///         "blanks": [{"role": "amount", "confirmed": true}]
///     }]}"#,
/// )?;
/// let pieces = templates.templates[0].pieces()?;
/// assert_eq!(pieces[1], Piece::Blank(Tag::Numeric));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Templates {
    /// Version of this schema: 1.
    pub schema: u32,
    /// Whether a message is proven by a template only: the clauses then give the forms of values and nothing else.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub only: bool,
    /// The templates.
    pub templates: Vec<Template>,
}

impl Templates {
    /// A document without templates.
    pub fn new() -> Self {
        Self { schema: 1, ..Self::default() }
    }
}

/// A registered template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The id that the portal gave it, usually 19 digits.
    pub id: String,
    /// Its name there.
    pub name: String,
    /// The sender ids that it is registered for, without prefix and suffix; each is one of the group's.
    pub headers: Vec<String>,
    /// Its language.
    pub language: TemplateLanguage,
    /// Id of a kind of `allow.json`, where its messages are of one: they must then have what the kind requires.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Its text, with blanks as the portals write them (`{#numeric#}`).
    pub text: String,
    /// What each blank holds, in the order of the text.
    pub blanks: Vec<Blank>,
}

/// The language of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TemplateLanguage {
    /// English.
    En,
    /// Hindi, in Devanagari.
    Hi,
    /// Hindi, in Latin letters.
    Latn,
}

/// What a blank holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Blank {
    /// Its role: the name of a slot of the clauses or the element that slots prove (`amount`, `last_date`,
    /// `account_number`), an official name (`company`, `app`, `site`), or `listed` for one of `values`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Whether a person has confirmed the role; before that the template cannot be signed.
    #[serde(default)]
    pub confirmed: bool,
    /// The values that are permitted, where they are few. A link, a number to call, an e-mail address and a blank
    /// without a tag need them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

/// The roles that are no slots of the clauses.
pub mod role {
    /// The name of a company of the list.
    pub const COMPANY: &str = "company";
    /// The name of an app of the list.
    pub const APP: &str = "app";
    /// A site of the list.
    pub const SITE: &str = "site";
    /// One of the values that are listed for the blank.
    pub const LISTED: &str = "listed";
}

/// Why a template cannot be used. Blanks are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateProblem {
    /// What is between `{#` and `#}` is no tag.
    #[error("blank {0} has a tag that no portal has: use numeric, alphanumeric, url, urlott, cbn, email or var")]
    Tag(usize),
    /// `{#` without `#}`, or a blank in another notation.
    #[error("blank {0} is not closed: write it as {{#numeric#}}")]
    Open(usize),
    /// Two blanks with nothing but marks between them.
    #[error("blank {0} touches the one before it: words must be between two blanks")]
    Touching(usize),
    /// Digits of the text beside a blank: together with the value they are another number.
    #[error("blank {0} has digits directly beside it in the text: the value would be part of another number")]
    BesideDigits(usize),
    /// There are more or fewer roles than blanks.
    #[error("the text has {text} blanks, and roles are given for {given}")]
    Count {
        /// Blanks in the text.
        text: usize,
        /// Entries of `blanks`.
        given: usize,
    },
    /// Less than 30 % of the text is fixed, or it has fewer than three words.
    #[error("less than 30 % of the text is fixed (direction of TRAI of 12 May 2023), or it has fewer than three words")]
    TooOpen,
    /// A blank without a role.
    #[error("blank {0} has no role")]
    NoRole(usize),
    /// A role that nobody has confirmed.
    #[error("the role of blank {0} was guessed, and nobody has confirmed it")]
    Unconfirmed(usize),
    /// A role that is neither a slot of the clauses nor an official name.
    #[error("blank {0} has a role that is no slot of the clauses")]
    UnknownRole(usize),
    /// The slot of the role reads anything.
    #[error("the slot of blank {0}'s role also reads words, links or numbers to call")]
    LooseRole(usize),
    /// A blank that could carry a channel, without its permitted values.
    #[error("blank {0} could hold any link, number or text: list the values that are permitted")]
    NoValues(usize),
    /// A value that is no official site, number or address, or that is no plain text.
    #[error("a value of blank {0} is no official one of this list, or no plain text")]
    ForeignValue(usize),
    /// The role does not fit the tag.
    #[error("the tag of blank {0} does not hold values of its role")]
    RoleOfTag(usize),
    /// Characters that no genuine message holds.
    #[error("the text holds characters that no genuine message holds")]
    Unseen,
    /// No sender id, or one that the group has not.
    #[error("it is registered for no sender id of this list, or for one that the list has not")]
    Header,
    /// Its kind is none of the list's.
    #[error("its kind is none of allow.json")]
    Kind,
    /// Its id is empty, holds something else than letters, digits, `-` and `_`, or is another template's.
    #[error("its id is empty, no plain id, or the id of another template")]
    Id,
    /// It is longer than any SMS.
    #[error("it is longer than a long SMS")]
    TooLong,
}

impl Template {
    /// Its text, piece by piece.
    ///
    /// # Errors
    /// [`TemplateProblem`] where a blank is not written as portals write it.
    pub fn pieces(&self) -> Result<Vec<Piece<'_>>, TemplateProblem> {
        pieces(&self.text)
    }

    /// The first blank, from 1, whose role is missing or not confirmed.
    pub fn open_blank(&self) -> Option<usize> {
        self.blanks.iter().position(|blank| blank.role.is_none() || !blank.confirmed).map(|at| at + 1)
    }
}
