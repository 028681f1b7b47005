//! What an issuer should fix before signing a list.
//!
//! In: the documents of a list, as they stand, and today's date.
//! Out: [`Lint`]s: what is wrong, where (a JSON pointer), and how to fix it. The
//! words of the list are read by the same code as messages, so the lint knows
//! what a message with them would pass as. Nothing here runs on a phone.

mod clauses;
mod dates;
mod headers;
mod language;
mod names;
mod scope;
mod soundness;
mod sources;
mod templates;
mod values;

use crate::documents::{Allow, Clauses, Lexicon, Scopes, Templates, Utility, disturbs};
use jiff::civil::Date;
use std::fmt;

/// One thing to fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// What is wrong, as a stable code.
    pub code: LintCode,
    /// The document it stands in.
    pub document: Document,
    /// Where: a JSON pointer (RFC 6901); into clauses, the number of the line, from 1, behind a slash.
    pub pointer: String,
    /// The value that is wrong, as it stands there; empty where a whole part is meant.
    pub value: String,
    /// What is wrong, in a sentence.
    pub problem: String,
    /// How to fix it, in a sentence.
    pub fix: String,
}

/// A document of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Document {
    /// `scopes.json`
    Scopes,
    /// `common/lexicon.json`
    Lexicon,
    /// `<group>/allow.json`
    Allow,
    /// `<group>/clauses.txt`
    Clauses,
    /// `<group>/templates.json`
    Templates,
}

/// How much a lint weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Good to know.
    Notice,
    /// Likely a mistake.
    Warning,
    /// The list must not be signed like this.
    Error,
}

macro_rules! lint_codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $level:ident;)+) => {
        /// What is wrong, as a stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum LintCode {
            $($(#[$doc])* $variant,)+
        }

        impl LintCode {
            /// Every code, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name used on the command line and in `lint.json`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// How much it weighs.
            pub const fn level(self) -> Level {
                match self { $(Self::$variant => Level::$level,)+ }
            }
        }
    };
}

lint_codes! {
    /// A value that the engine cannot use: a pattern, a date, the name of an element or concept.
    InvalidValue = "invalid_value", Error;
    /// A noun of the starter, which says nothing of the company.
    NounOpen = "noun_open", Warning;
    /// Something claimed that the scopes do not give to the group.
    OutOfScope = "out_of_scope", Error;
    /// A scope that the group does not use.
    ScopeUnused = "scope_unused", Notice;
    /// One sender id of two issuers or groups.
    HeaderOverlap = "header_overlap", Error;
    /// One name or site of two groups: every phone would refuse the list.
    ScopeOverlap = "scope_overlap", Error;
    /// One name of two groups' apps: each group reads its own.
    AppShared = "app_shared", Warning;
    /// A sender id that no operator would carry.
    HeaderForm = "header_form", Error;
    /// Two sender ids one edit apart.
    HeaderNeighbour = "header_neighbour", Warning;
    /// A neighbour that is none.
    NeighbourIdle = "neighbour_idle", Notice;
    /// One name of two issuers, apps or utilities.
    NameOverlap = "name_overlap", Error;
    /// A host in a form that no link is compared with, or one that anybody can use.
    HostForm = "host_form", Error;
    /// A pattern that lets free text or a mobile number through.
    PatternLoose = "pattern_loose", Error;
    /// Clauses that do not compile.
    ClauseInvalid = "clause_invalid", Error;
    /// Clauses that can say what no company may say.
    ClauseForbidden = "clause_forbidden", Error;
    /// A rule of what no company may say that cannot be read.
    ClauseRule = "clause_rule", Error;
    /// A registered template that cannot be used.
    TemplateInvalid = "template_invalid", Error;
    /// A blank of a template whose role is missing, or was guessed and not confirmed.
    TemplateUnconfirmed = "template_unconfirmed", Error;
    /// A blank of a template that could carry a channel: its permitted values are not listed, or not official.
    TemplateOpen = "template_open", Error;
    /// A template whose messages say what no company may say, or are dangerous by what they hold.
    TemplateForbidden = "template_forbidden", Error;
    /// A template whose messages are not called genuine.
    TemplateUnproven = "template_unproven", Warning;
    /// Two templates with one text and sender id.
    TemplateRepeated = "template_repeated", Warning;
    /// A kind that nothing can be of.
    KindUnreachable = "kind_unreachable", Error;
    /// Holidays of a year that is not declared complete, or a declared year without holidays.
    HolidayYear = "holiday_year", Error;
    /// The years with holidays are over, or soon will be.
    HolidayPast = "holiday_past", Warning;
    /// A day that stands twice.
    HolidayRepeated = "holiday_repeated", Notice;
    /// Something without a source, or with one that is not there.
    SourceMissing = "source_missing", Error;
    /// A source that is not filled in.
    SourceOpen = "source_open", Warning;
    /// A source that nothing cites.
    SourceUnused = "source_unused", Notice;
}

impl fmt::Display for LintCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// Looks through the documents of one group. `today` decides which holidays are past.
///
/// ```
/// use asli::allowlist;
/// use asli::list::lint::{LintCode, lint};
/// use asli::list::schema::Clauses;
///
/// let list = allowlist::embedded()?;
/// let clauses = Clauses::parse("chunk greet = hello\nframe greet (bill_reminder): greet\n")?;
/// let scopes = serde_json::from_str(include_str!("../../lists/scopes.json"))?;
/// let found = lint(&list.first.allow, &clauses, &list.lexicon, &scopes, "2026-11-24".parse()?);
/// assert!(found.iter().all(|lint| !lint.problem.is_empty() && !lint.fix.is_empty()));
/// assert!(!found.iter().any(|lint| lint.code == LintCode::OutOfScope));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn lint(allow: &Allow, clauses: &Clauses, lexicon: &Lexicon, scopes: &Scopes, today: Date) -> Vec<Lint> {
    let mut found = Lints::default();
    values::look(allow, lexicon, &mut found);
    language::look(lexicon, &mut found);
    scope::look(allow, scopes, &mut found);
    headers::look(allow, lexicon, scopes, &mut found);
    names::look(allow, lexicon, &mut found);
    sources::look(allow, lexicon, &mut found);
    dates::look(allow, today, &mut found);
    clauses::look(allow, clauses, lexicon, &mut found);
    found.sorted()
}

/// Looks through the registered templates of one group. `today` decides which dates its messages are tried with.
///
/// ```
/// use asli::allowlist;
/// use asli::list::lint::{LintCode, lint_templates};
/// use asli::list::schema::{Clauses, Templates};
///
/// let list = allowlist::embedded()?;
/// let clauses = Clauses::parse("slot amount amount amount = (?<amount>[0-9]{1,6})")?;
/// let templates: Templates = serde_json::from_str(
///     r#"{"schema": 1, "templates": [{
///         "id": "1107", "name": "Bill", "headers": ["SBPDCL"], "language": "en",
///         "text": "SBPDCL: your bill is Rs {#numeric#}.", "blanks": [{"role": "amount"}]
///     }]}"#,
/// )?;
/// let found = lint_templates(&list.first.allow, &clauses, &templates, &list.lexicon, "2026-11-24".parse()?);
/// assert_eq!(found[0].code, LintCode::TemplateUnconfirmed);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn lint_templates(
    allow: &Allow,
    clauses: &Clauses,
    templates: &Templates,
    lexicon: &Lexicon,
    today: Date,
) -> Vec<Lint> {
    let mut found = Lints::default();
    templates::look(&templates::Group { allow, clauses, lexicon, today }, templates, &mut found);
    found.sorted()
}

/// Collects lints.
#[derive(Default)]
struct Lints(Vec<Lint>);

impl Lints {
    fn add(
        &mut self,
        code: LintCode,
        (document, pointer): (Document, impl Into<String>),
        value: &str,
        (problem, fix): (impl Into<String>, impl Into<String>),
    ) {
        self.0.push(Lint {
            code,
            document,
            pointer: pointer.into(),
            value: value.to_owned(),
            problem: problem.into(),
            fix: fix.into(),
        });
    }

    /// By document; within one in the order in which it was looked through.
    fn sorted(mut self) -> Vec<Lint> {
        self.0.sort_by_key(|lint| lint.document);
        self.0
    }
}

/// Those of the lexicon's utilities that are others than the group: it is none of them whose name or sender id it has.
fn other_utilities<'a>(allow: &'a Allow, lexicon: &'a Lexicon) -> impl Iterator<Item = (usize, &'a Utility)> {
    let headers = || allow.issuers.iter().flat_map(|issuer| &issuer.headers);
    let names = || allow.issuers.iter().flat_map(|issuer| &issuer.names).chain(&allow.group_names);
    let is_own = move |utility: &Utility| {
        let same = |own: &str, of: &[String]| of.iter().any(|of| of.to_lowercase() == own.to_lowercase());
        headers().any(|own| same(&own.value, &utility.headers)) || names().any(|own| same(&own.value, &utility.names))
    };
    lexicon.other_utilities.iter().enumerate().filter(move |(_, utility)| !is_own(utility))
}

/// A value between quotation marks; what would not be seen is spelt out.
fn quoted(value: &str) -> String {
    let shown = value.chars().map(|c| if disturbs(c) { c.escape_unicode().to_string() } else { c.to_string() });
    format!("\"{}\"", shown.collect::<String>())
}

/// A step of a JSON pointer.
fn step(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}
