//! Compiling the documents of one group.
//!
//! In: [`GroupDocuments`], the common lexicon and the names of every group. Out: [`Group`], or a [`RulesError`] that
//! names the place in the document. A group has words of its own: what labels and apps are called in one group is not
//! read into a message of another.

use super::check_schema;
use super::compiled::CompiledClauses;
use super::language::add_calendar;
use super::limits::Limits;
use super::shared::{Shared, add_lexicon, index, invalid};
use crate::documents::{self, Allow, RulesError};
use crate::grammar::Grammar;
use crate::report::{Element, FindingCode};
use crate::templates::Templates;
use crate::text::Text;
use crate::words::{Builder, Label, Meaning, WordAt, Words};
use bumpalo::Bump;
use jiff::civil::{Date, Weekday};
use regex_lite::Regex;
use rustc_hash::FxHashSet;
use std::ops::RangeInclusive;

/// The chunk of orders to pay.
const PAY: &str = "pay";

/// The documents of one group.
#[derive(Clone, Debug)]
pub struct GroupDocuments {
    /// Its rules.
    pub allow: Allow,
    /// What its companies send, compiled: see [`CompiledClauses`].
    pub clauses: CompiledClauses,
    /// The templates that they have registered; none where the list has no such document.
    pub templates: documents::Templates,
}

/// What messages of one group are read by.
#[derive(Debug)]
pub(crate) struct Group {
    /// Its index among the list's groups.
    index: u16,
    /// The index of its first issuer among the list's issuers.
    first_issuer: u16,
    pub(crate) allow: Allow,
    pub(crate) words: Words,
    pub(crate) account_number: Regex,
    pub(crate) shared_account_number: Regex,
    pub(crate) reference: Regex,
    pub(crate) kinds: Vec<Kind>,
    /// For each chunk that frames of every kind hold, the kinds that are without it, as bits.
    pub(crate) without: Vec<u32>,
    pub(crate) grammar: Grammar,
    /// The registered templates; a group need not have any.
    pub(crate) templates: Templates,
    pub(crate) limits: Limits,
    holidays: FxHashSet<Date>,
    weekly: Vec<Weekday>,
}

/// A message kind, its element names parsed.
#[derive(Debug)]
pub(crate) struct Kind {
    pub(crate) id: std::sync::Arc<str>,
    /// Each must be met by one of its elements.
    pub(crate) required: Vec<Vec<Element>>,
    /// Chunks of the clauses of which one must occur, as bits; `None` where none need to.
    pub(crate) clauses: Option<u128>,
    /// Chunks of which none may occur, as bits.
    pub(crate) without: u128,
    /// It is without orders to pay, so that no word of one occurs.
    pub(crate) asks_nothing: bool,
    /// What a sum in it may be.
    pub(crate) paise: RangeInclusive<i64>,
    /// Findings that are none in a message proven to be of this kind.
    pub(crate) speaks_of: Vec<FindingCode>,
}

/// Whom of its group a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OwnName {
    /// One of its issuers, by its index in the group's own rules.
    Issuer(u16),
    /// The group as a whole.
    Group,
}

impl OwnName {
    /// The issuer that it names.
    pub(crate) fn issuer(self) -> Option<u16> {
        match self {
            Self::Issuer(issuer) => Some(issuer),
            Self::Group => None,
        }
    }
}

impl Group {
    /// Compiles the documents of the group at `index` among the list's, whose first issuer is `first_issuer` among them.
    pub(super) fn new(
        documents: GroupDocuments,
        (index, first_issuer): (u16, u16),
        shared: &Shared<'_>,
    ) -> Result<Self, RulesError> {
        let GroupDocuments { allow, clauses, templates } = documents;
        check_schema("allow", allow.schema)?;
        check_schema("templates", templates.schema)?;
        let mut builder = Builder::new();
        add_lexicon(&mut builder, shared.lexicon, shared.utilities)?;
        for (meaning, name) in shared.names {
            builder.phrase(name, *meaning);
        }
        add_apps(&mut builder, &allow)?;
        add_slots(&mut builder, &allow);
        add_calendar(&mut builder, &shared.lexicon.language);
        let kinds: Vec<&str> = allow.kinds.iter().map(|kind| kind.id.as_str()).collect();
        let grammar = Grammar::decode(clauses.into_bytes(), &kinds)?;
        let kinds: Vec<Kind> = allow.kinds.iter().map(|entry| kind(entry, &grammar)).collect::<Result<_, _>>()?;
        let without = without(&kinds, &grammar);
        let templates = Templates::new(&templates, &grammar, &allow)?;
        Ok(Self {
            index,
            first_issuer,
            grammar,
            templates,
            without,
            kinds,
            limits: Limits::new(&allow.limits)?,
            words: builder.build(),
            account_number: pattern("slots.account_number", &allow.slots.account_number.pattern)?,
            shared_account_number: pattern("slots.shared_account_number", &allow.slots.shared_account_number.pattern)?,
            reference: pattern("slots.reference", &allow.slots.reference.pattern)?,
            holidays: holidays(&allow)?,
            weekly: allow.weekly_holidays.iter().map(|day| weekday(day)).collect::<Result<_, _>>()?,
            allow,
        })
    }

    /// Its index among the list's groups.
    pub(crate) fn index(&self) -> u16 {
        self.index
    }

    /// The index in its own rules of an issuer of the list; `None` for another group's.
    pub(crate) fn own_issuer(&self, of_list: u16) -> Option<u16> {
        let own = of_list.checked_sub(self.first_issuer)?;
        (usize::from(own) < self.allow.issuers.len()).then_some(own)
    }

    /// Whom of this group `meaning` names. Names of other groups are none of its own, so that no clause of its reads them.
    pub(crate) fn own_name(&self, meaning: Meaning) -> Option<OwnName> {
        match meaning {
            Meaning::Issuer(issuer) => self.own_issuer(issuer).map(OwnName::Issuer),
            Meaning::Group(group) => (group == self.index).then_some(OwnName::Group),
            _ => None,
        }
    }

    /// Each word of `text`; those of the clauses and of the templates are ordinary.
    pub(crate) fn words_of<'a>(&self, text: &Text<'_>, arena: &'a Bump) -> bumpalo::collections::Vec<'a, WordAt> {
        let is_ordinary = |word: &str| self.grammar.word(word).is_some() || self.templates.has_word(word);
        WordAt::all(text, &self.words, is_ordinary, arena)
    }

    /// Whether nobody is disconnected on `date`; `None` where the list does not know the year.
    pub(crate) fn is_holiday(&self, date: Date) -> Option<bool> {
        if self.weekly.contains(&date.weekday()) || self.holidays.contains(&date) {
            return Some(true);
        }
        self.allow.holiday_years.contains(&date.year()).then_some(false)
    }
}

fn add_apps(builder: &mut Builder, allow: &Allow) -> Result<(), RulesError> {
    for (at, app) in allow.apps.iter().enumerate() {
        for name in &app.names {
            builder.phrase(name, Meaning::App(index("apps", at)?));
        }
    }
    Ok(())
}

fn add_slots(builder: &mut Builder, allow: &Allow) {
    let slots = &allow.slots;
    let labels = [
        (&slots.account_number.labels, Label::AccountNumber),
        (&slots.shared_account_number.labels, Label::SharedAccountNumber),
        (&slots.reference.labels, Label::Reference),
        (&slots.last_date_before, Label::LastDateBefore),
        (&slots.last_date_after, Label::LastDateAfter),
        (&slots.rebate, Label::Rebate),
        (&slots.directions, Label::Direction),
        (&slots.amount_labels, Label::Amount),
        (&slots.energy_units, Label::EnergyUnit),
        (&slots.duration_units, Label::DurationUnit),
        (&slots.currency, Label::Currency),
    ];
    for (terms, label) in labels {
        for term in terms.iter() {
            builder.phrase(term, Meaning::Label(label));
        }
    }
    builder.phrase("₹", Meaning::Label(Label::Currency));
}

pub(crate) fn pattern(field: &'static str, pattern: &str) -> Result<Regex, RulesError> {
    // Lower-cased, because the folded view it runs over is.
    regex_lite::RegexBuilder::new(&format!("^(?:{})$", pattern.to_ascii_lowercase()))
        .size_limit(1 << 16)
        .build()
        .map_err(|_| invalid(field, pattern))
}

fn kind(kind: &documents::Kind, grammar: &Grammar) -> Result<Kind, RulesError> {
    let required = kind.required.iter().map(|name| elements(name));
    let clauses = (!kind.clauses.is_empty()).then(|| grammar.chunks_named(&kind.clauses));
    let without = grammar.chunks_named(&kind.without);
    let asks_nothing = kind.without.iter().any(|chunk| chunk == PAY);
    let speaks_of = kind.speaks_of.iter().map(|code| spoken_of(code)).collect::<Result<_, _>>()?;
    let (id, required) = (kind.id.as_str().into(), required.collect::<Result<_, _>>()?);
    if let Some([least, most]) = kind.rupees.filter(|[least, most]| least > most) {
        return Err(invalid("kinds.rupees", &format!("{least}..{most}")));
    }
    let paise = kind.rupees.map_or(i64::MIN..=i64::MAX, |[least, most]| i64::from(least) * 100..=i64::from(most) * 100);
    Ok(Kind { id, required, clauses, without, asks_nothing, paise, speaks_of })
}

/// For each chunk that frames of every kind hold, the kinds that are without it, as bits.
fn without(kinds: &[Kind], grammar: &Grammar) -> Vec<u32> {
    let all = (0..kinds.len()).fold(0, |all, kind| all | 1 << kind);
    let of_chunk = |chunk: u8| {
        let frames = grammar.frames_of(chunk);
        let of_all = |frame: usize| frames >> frame & 1 != 0 && grammar.kinds_of_frames(1 << frame) & all == all;
        let is_shared = (0..grammar.frame_count()).any(of_all);
        let without = kinds.iter().enumerate().filter(|(_, kind)| is_shared && kind.without >> chunk & 1 != 0);
        without.fold(0, |all, (kind, _)| all | 1 << kind)
    };
    (0..grammar.chunk_count()).map(of_chunk).collect()
}

/// A finding that a kind may speak of.
pub(crate) fn spoken_of(code: &str) -> Result<FindingCode, RulesError> {
    let named = FindingCode::ALL.iter().find(|finding| finding.code() == code && finding.is_of_words());
    named.copied().ok_or_else(|| invalid("kinds.speaks_of", code))
}

pub(crate) fn elements(name: &str) -> Result<Vec<Element>, RulesError> {
    Ok(match name {
        "channel" => vec![Element::App, Element::Site],
        "level" => vec![Element::Amount, Element::Duration],
        "deadline" => vec![Element::LastDate, Element::DisconnectionDate],
        _ => {
            let named = |element: &&Element| element.code() == name;
            let element = Element::ALL.iter().find(named);
            vec![*element.ok_or_else(|| invalid("kinds.required", name))?]
        }
    })
}

fn holidays(allow: &Allow) -> Result<FxHashSet<Date>, RulesError> {
    let parse = |day: &documents::Holiday| day.date.parse().map_err(|_| invalid("holidays.date", &day.date));
    allow.holidays.iter().map(parse).collect()
}

pub(crate) fn weekday(name: &str) -> Result<Weekday, RulesError> {
    Ok(match name {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return Err(invalid("weekly_holidays", name)),
    })
}
