//! Compiling the list's documents into the rules that matching reads.
//!
//! In: [`Allow`], [`Lexicon`] and [`ClaimWeights`]. Out: [`Rules`], or a [`RulesError`] that names
//! the place in the document. Done once a list; no message is slower for it.

use super::check_schema;
use super::limits::Limits;
use super::weights::Weights;
use crate::documents::{self, Allow, ClaimWeights, Lexicon, RulesError, Texts};
use crate::grammar::Grammar;
use crate::report::Element;
use crate::templates::Templates;
use crate::text::visual_class;
use crate::words::{Builder, Concept, Label, Meaning, Names, Words};
use jiff::civil::{Date, Weekday};
use regex_lite::Regex;
use rustc_hash::FxHashSet;

/// The chunk of orders to pay.
const PAY: &str = "pay";

/// One list, ready for matching.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) allow: Allow,
    pub(crate) words: Words,
    /// What weighs how much for a claim.
    pub(crate) claim: Weights,
    /// Digits of the number words, by the index in [`crate::words::WordInfo::number`].
    pub(crate) numbers: Vec<Box<str>>,
    pub(crate) tlds: Names,
    pub(crate) shorteners: Names,
    /// The last labels of the shorteners.
    pub(crate) shortener_tlds: Names,
    pub(crate) upi_handles: Names,
    pub(crate) brand_words: Texts,
    pub(crate) utilities: Vec<documents::Utility>,
    pub(crate) account_number: Regex,
    pub(crate) shared_account_number: Regex,
    pub(crate) reference: Regex,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) grammar: Grammar,
    /// The registered templates; a list need not have any.
    pub(crate) templates: Templates,
    pub(crate) limits: Limits,
    /// The issuers' ids, as they stand in reports.
    pub(crate) issuer_ids: Vec<std::sync::Arc<str>>,
    /// The issuers' headers.
    pub(crate) headers: Vec<Header>,
    holidays: FxHashSet<Date>,
    weekly: Vec<Weekday>,
}

/// An official header, ready for comparison.
#[derive(Debug)]
pub(crate) struct Header {
    /// Index of the issuer.
    pub(crate) issuer: u16,
    /// In lower case.
    pub(crate) folded: Box<str>,
    /// With letters that look alike made one.
    pub(crate) visual: Box<str>,
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
}

impl Rules {
    /// Compiles verified documents.
    pub(crate) fn new(
        allow: Allow,
        clauses: Vec<u8>,
        templates: &documents::Templates,
        lexicon: Lexicon,
        claim: ClaimWeights,
    ) -> Result<Self, RulesError> {
        check_schema("allow", allow.schema)?;
        check_schema("lexicon", lexicon.schema)?;
        let mut builder = Builder::new();
        let numbers = add_lexicon(&mut builder, &lexicon)?;
        add_issuers(&mut builder, &allow)?;
        add_slots(&mut builder, &allow);
        add_calendar(&mut builder);
        let kinds: Vec<&str> = allow.kinds.iter().map(|kind| kind.id.as_str()).collect();
        let grammar = Grammar::decode(clauses, &kinds)?;
        let kinds = allow.kinds.iter().map(|entry| kind(entry, &grammar)).collect::<Result<_, _>>()?;
        check_schema("templates", templates.schema)?;
        let templates = Templates::new(templates, &grammar, &allow)?;
        Ok(Self {
            grammar,
            templates,
            kinds,
            limits: Limits::new(&allow.limits)?,
            words: builder.build(),
            claim: Weights::new(claim)?,
            numbers,
            tlds: lexicon.tlds.iter().collect(),
            shortener_tlds: lexicon.shorteners.iter().filter_map(|host| Some(host.rsplit_once('.')?.1)).collect(),
            shorteners: lexicon.shorteners.iter().collect(),
            upi_handles: lexicon.upi_handles.iter().collect(),
            brand_words: lexicon.brand_words,
            utilities: lexicon.other_utilities,
            account_number: pattern("slots.account_number", &allow.slots.account_number.pattern)?,
            shared_account_number: pattern("slots.shared_account_number", &allow.slots.shared_account_number.pattern)?,
            reference: pattern("slots.reference", &allow.slots.reference.pattern)?,
            issuer_ids: allow.issuers.iter().map(|issuer| issuer.id.as_str().into()).collect(),
            headers: headers(&allow),
            holidays: holidays(&allow)?,
            weekly: allow.weekly_holidays.iter().map(|day| weekday(day)).collect::<Result<_, _>>()?,
            allow,
        })
    }

    /// Whether nobody is disconnected on `date`; `None` where the list does not know the year.
    pub(crate) fn is_holiday(&self, date: Date) -> Option<bool> {
        if self.weekly.contains(&date.weekday()) || self.holidays.contains(&date) {
            return Some(true);
        }
        self.allow.holiday_years.contains(&date.year()).then_some(false)
    }
}

fn invalid(field: &'static str, value: &str) -> RulesError {
    RulesError::Value { field, value: value.to_owned() }
}

fn add_lexicon(builder: &mut Builder, lexicon: &Lexicon) -> Result<Vec<Box<str>>, RulesError> {
    for entry in &lexicon.concepts {
        let concept = Concept::from_name(&entry.concept).ok_or_else(|| invalid("concepts.concept", &entry.concept))?;
        for term in entry.terms.iter() {
            builder.concept(term, concept);
        }
    }
    for (at, utility) in lexicon.other_utilities.iter().enumerate() {
        for name in &utility.names {
            builder.phrase(name, Meaning::Utility(index("other utilities", at)?));
        }
    }
    let mut numbers = Vec::new();
    for number in &lexicon.numbers {
        let at = u8::try_from(numbers.len()).map_err(|_| invalid("numbers", &number.digits))?;
        numbers.push(number.digits.clone().into_boxed_str());
        for term in number.terms.iter() {
            builder.number(term, at);
        }
    }
    Ok(numbers)
}

fn add_issuers(builder: &mut Builder, allow: &Allow) -> Result<(), RulesError> {
    for (at, issuer) in allow.issuers.iter().enumerate() {
        for name in &issuer.names {
            builder.phrase(&name.value, Meaning::Issuer(Some(index("issuers", at)?)));
        }
    }
    for name in &allow.group_names {
        builder.phrase(&name.value, Meaning::Issuer(None));
    }
    for (at, app) in allow.apps.iter().enumerate() {
        for name in &app.names {
            builder.phrase(name, Meaning::App(index("apps", at)?));
        }
    }
    Ok(())
}

/// The index of one of many, which must be below that of "none".
fn index(what: &'static str, at: usize) -> Result<u16, RulesError> {
    let most = usize::from(u16::MAX);
    u16::try_from(at).ok().filter(|at| *at < u16::MAX).ok_or(RulesError::TooMany { what, most })
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

/// Months and days of the week: facts of the languages, not of an issuer.
fn add_calendar(builder: &mut Builder) {
    const MONTHS: [&str; 12] = [
        "january jan जनवरी जन janvari januari",
        "february feb फरवरी फर farvari farwari",
        "march mar मार्च",
        "april apr अप्रैल अप्रै aprail",
        "may मई mai",
        "june jun जून",
        "july jul जुलाई julai",
        "august aug अगस्त अग agast",
        "september sep sept सितंबर सितम्बर सित sitambar",
        "october oct अक्टूबर अक्तूबर अक्टू aktubar",
        "november nov नवंबर नवम्बर नव navambar",
        "december dec दिसंबर दिसम्बर दिस disambar",
    ];
    const WEEKDAYS: [&str; 7] = [
        "monday mon सोमवार somvar somwar",
        "tuesday tue tues मंगलवार mangalvar mangalwar",
        "wednesday wed बुधवार budhvar budhwar",
        "thursday thu thurs गुरुवार बृहस्पतिवार guruvar guruwar",
        "friday fri शुक्रवार shukravar shukrawar",
        "saturday sat शनिवार shanivar shaniwar",
        "sunday sun रविवार ravivar raviwar itwar इतवार",
    ];
    for (at, names) in (1..).zip(MONTHS) {
        names.split(' ').for_each(|name| builder.phrase(name, Meaning::Month(at)));
    }
    for (at, names) in (0..).zip(WEEKDAYS) {
        names.split(' ').for_each(|name| builder.phrase(name, Meaning::Weekday(at)));
    }
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
    let (id, required) = (kind.id.as_str().into(), required.collect::<Result<_, _>>()?);
    Ok(Kind { id, required, clauses, without, asks_nothing })
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

fn headers(allow: &Allow) -> Vec<Header> {
    let of_issuer = |(issuer, of): (u16, &documents::Issuer)| {
        of.headers
            .iter()
            .map(move |header| {
                let folded = header.value.to_ascii_lowercase().into_boxed_str();
                Header { issuer, visual: visual_class(&folded).into(), folded }
            })
            .collect::<Vec<_>>()
    };
    (0..).zip(&allow.issuers).flat_map(of_issuer).collect()
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
