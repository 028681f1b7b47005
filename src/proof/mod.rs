//! Is the whole message a sequence of clauses that the issuer has signed?
//!
//! In: the text, its exact reading and what the detectors found. Out: an [`Attempt`]: the elements of the message,
//! its kind, and what keeps it from being proven. Only what was written plainly counts. A word counts only at its
//! place in a clause, so that a proven message says nothing that the list does not say, and sends its reader to
//! official channels alone. The notation of the clauses is described in `docs/clauses.md`.

mod agree;
mod channels;
mod cuts;
mod disconnections;
mod explain;
mod labels;
mod measure;
mod neighbours;
mod parse;
mod payer;
mod phrases;
mod sample;
mod slots;
mod stops;
mod template;
mod view;

pub(crate) use explain::explain;
pub use explain::{Explanation, Part, TemplateReading};
pub(crate) use sample::Sampler;

use crate::detect::{Detected, Input};
use crate::grammar::Special;
use crate::report::{Element, FindingCode};
use crate::rules::Kind;
use crate::steps::step;
use crate::text::{Token, TokenKind};
use crate::words::Meaning;
use bumpalo::collections::Vec;
use cuts::cuts;
use disconnections::disconnections;
use jiff::civil::Date;
use labels::is_beside_rebate;
use parse::{Parser, Read, ReadValue};
use phrases::{holds, labels};
use std::ops::Range;
use std::sync::Arc;
use template::Registered;
use view::View;

/// No genuine message is longer, in tokens.
const MOST_TOKENS: usize = 600;

/// An element recognised, by its tokens.
#[derive(Clone, Debug)]
pub(crate) struct Recognised<'a> {
    pub(crate) element: Element,
    pub(crate) tokens: Range<usize>,
    pub(crate) value: &'a str,
    /// The same in Hindi, of an official name.
    pub(crate) value_hi: Option<&'a str>,
}

/// The attempt to prove a message.
pub(crate) struct Attempt<'a> {
    pub(crate) elements: Vec<'a, Recognised<'a>>,
    /// The issuers that the text names, by index among the list's; the group's name is none of them.
    pub(crate) named: Vec<'a, u16>,
    /// The dates from which it says supply is cut.
    pub(crate) disconnections: Vec<'a, (Date, Range<usize>)>,
    /// The last dates for paying.
    pub(crate) last_dates: Vec<'a, (Date, Range<usize>)>,
    /// How it fits; `None` where the sender is no issuer, whose messages alone can be genuine.
    pub(crate) fit: Option<Fit<'a>>,
}

/// How far a message fits the kind that it comes closest to.
pub(crate) struct Fit<'a> {
    pub(crate) kind: Option<&'a Kind>,
    /// The id of the registered template that it is.
    pub(crate) template: Option<&'a Arc<str>>,
    /// For each requirement not met, the element that would meet it.
    pub(crate) missing: Vec<'a, Element>,
    /// Elements that occur more often, or with other values, than the kind allows.
    pub(crate) excess: Vec<'a, Recognised<'a>>,
    /// Values that cannot be right, by themselves or beside others.
    pub(crate) implausible: Vec<'a, Range<usize>>,
    /// Tokens that no clause accounts for.
    pub(crate) unaccounted: Vec<'a, Range<usize>>,
}

impl<'a> Attempt<'a> {
    /// Attempts the proof. Messages of others than issuers are read only for whom they name and when they cut.
    pub(crate) fn new(input: &Input<'a>, detected: &Detected<'a>) -> Self {
        if input.is_official() && input.tokens().len() <= MOST_TOKENS {
            return Self::of_issuer(input, detected);
        }
        let mut fit = input.sender.is_official().then(|| Fit::none(input));
        if let Some(fit) = &mut fit {
            fit.unaccounted.push(0..input.tokens().len());
        }
        let disconnections = disconnections(input, detected, |_| false);
        Self { elements: input.list(), named: named(input), disconnections, last_dates: input.list(), fit }
    }

    /// Attempts the proof of a message of an issuer, whatever its length.
    pub(crate) fn of_issuer(input: &Input<'a>, detected: &Detected<'a>) -> Self {
        let view = View::new(input, detected);
        let registered = Registered::new(input, &view);
        let (mut fit, parts) = match registered.filled {
            Some(filled) if filled.0.is_proven() || input.group.templates.only => filled,
            None if input.group.templates.only => registered.unmatched(input),
            Some(filled) => Some(Self::of_clauses(input, &view)).filter(|read| read.0.is_proven()).unwrap_or(filled),
            None => Self::of_clauses(input, &view),
        };
        if fit.unaccounted.is_empty() && !view.is_all_seen() {
            fit.unaccounted.push(0..input.tokens().len());
        }
        let of = |element| Vec::from_iter_in(parse::dates(&parts, element), input.arena);
        let (last_dates, mut cuts) = (of(Element::LastDate), of(Element::DisconnectionDate));
        if !fit.is_proven() || fit.template.is_some() {
            // A date is a last date for sure only where its own label says so.
            let is_labelled = |date: &Read| {
                parts
                    .iter()
                    .inspect(|_| step())
                    .any(|part| part.chunk == date.chunk && part.tokens.end <= date.tokens.start)
            };
            let is_last_date = |tokens: &Range<usize>| {
                parts.iter().inspect(|_| step()).any(|part| {
                    let overlaps = part.tokens.start < tokens.end && tokens.start < part.tokens.end;
                    overlaps && part.element == Some(Element::LastDate) && (fit.template.is_some() || is_labelled(part))
                })
            };
            cuts.extend(disconnections(input, detected, is_last_date));
        }
        let mut elements = input.list();
        elements.extend(parts.iter().filter_map(|part| recognised(input, part)));
        Self { elements, named: named(input), disconnections: cuts, last_dates, fit: Some(fit) }
    }

    /// How the clauses read the message, or as much of it as they can.
    fn of_clauses(input: &Input<'a>, view: &View<'_, 'a>) -> (Fit<'a>, Vec<'a, Read>) {
        let mut parser = Parser::new(view, &input.group.grammar);
        let (mut fit, parts) = best(input, &mut parser).unwrap_or_else(|| {
            let parts = parser.islands();
            let mut fit = Fit::new(input, &parts, u32::MAX);
            fit.unaccounted = gaps(input, &parts, parser.furthest());
            (fit, parts)
        });
        agree::opposites(input, &mut fit.implausible);
        (fit, parts)
    }

    /// Whether everything required is there and everything there is accounted for.
    pub(crate) fn is_proven(&self) -> bool {
        self.fit.as_ref().is_some_and(Fit::is_proven)
    }

    /// The kind that clauses prove it to be of.
    pub(crate) fn proven_kind(&self) -> Option<&'a Kind> {
        self.fit.as_ref().filter(|fit| fit.is_proven() && fit.template.is_none())?.kind
    }
}

impl<'a> Fit<'a> {
    fn none(input: &Input<'a>) -> Self {
        Self {
            kind: None,
            template: None,
            missing: input.list(),
            excess: input.list(),
            implausible: input.list(),
            unaccounted: input.list(),
        }
    }

    /// The kind among `kinds` that `parts` meet, or come closest to.
    fn new(input: &Input<'a>, parts: &[Read], kinds: u32) -> Self {
        let mut fit = Self::none(input);
        let has = |element: &Element| parts.iter().any(|part| part.element == Some(*element));
        // What was received is neither a rebate nor a balance: "receipt of … Rebate: Rs 33".
        let has_sum = || (0..parts.len()).any(|at| is_sum(input, parts, at));
        let meets = |kind: &Kind, element: &Element| match element {
            Element::Amount if kind.asks_nothing => has_sum(),
            _ => has(element),
        };
        let chunks = parts.iter().fold(0_u128, |chunks, part| chunks | 1 << part.chunk);
        let mut fewest = usize::MAX;
        let of_parse = input.group.kinds.iter().enumerate().filter(|(at, _)| kinds >> at & 1 != 0);
        let has_order =
            || [Special::Order, Special::NoReceipt].iter().any(|class| holds(input, *class, 0..input.tokens().len()));
        let says_paid = || holds(input, Special::SaysPaid, 0..input.tokens().len());
        let fits = |kind: &Kind| {
            kind.clauses.is_none_or(|any| chunks & any != 0)
                && chunks & kind.without == 0
                && !(kind.asks_nothing && (has(&Element::LastDate) || has_order()))
                && (kind.asks_nothing || !says_paid())
        };
        for (at, kind) in of_parse.filter(|(_, kind)| fits(kind)) {
            let unmet = || kind.required.iter().filter(|any| !any.iter().any(|element| meets(kind, element)));
            let count = unmet().count();
            if count < fewest {
                fewest = count;
                fit.kind = Some(&input.group.kinds[at]);
                fit.missing.clear();
                fit.missing.extend(unmet().filter_map(|any| any.first().copied()));
            }
        }
        if fit.kind.is_none() {
            fit.unaccounted.push(0..input.tokens().len());
        }
        measure::excess(input, parts, &mut fit.excess);
        measure::implausible(input, parts, &mut fit.implausible);
        // Where the clauses of a kind name hours in which supply is off, none of them cuts anybody off.
        if !fit.kind.is_some_and(|kind| kind.speaks_of.contains(&FindingCode::DisconnectionTime)) {
            cuts(input, parts, &mut fit.implausible);
        }
        if let Some(kind) = fit.kind {
            not_of_kind(input, kind, parts, &mut fit.implausible);
        }
        fit
    }

    fn faults(&self) -> usize {
        self.missing.len() + self.excess.len() + self.implausible.len() + self.unaccounted.len()
    }

    fn is_proven(&self) -> bool {
        (self.kind.is_some() || self.template.is_some()) && self.faults() == 0
    }
}

/// Whether the part is a sum that is paid or due, and no rebate or balance.
fn is_sum(input: &Input<'_>, parts: &[Read], at: usize) -> bool {
    parts[at].element == Some(Element::Amount)
        && !labels(input, Special::BalanceLabel, parts[at].tokens.start)
        && !is_beside_rebate(input, parts, at)
}

/// Values that cannot be in a message of `kind`.
fn not_of_kind<'a>(input: &Input<'a>, kind: &Kind, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let requires = |element| kind.required.iter().any(|any| any.contains(&element));
    measure::out_of_range(parts, &kind.paise, implausible);
    channels::of_other_kinds(input, parts, &kind.id, implausible);
    if kind.asks_nothing {
        measure::to_come(input, parts, implausible);
        agree::told_twice(input, parts, implausible);
        agree::one_day(parts, implausible);
        agree::paid_and_owed(input, parts, implausible);
        payer::all_owed(input, parts, implausible);
    } else if requires(Element::Duration) {
        agree::of_balance(input, parts, implausible);
    }
    if requires(Element::Date) {
        agree::one_day(parts, implausible);
    }
    // A balance may be nothing, and a receipt may tell one.
    if !requires(Element::Duration) {
        agree::nothing(input, parts, implausible);
        if !kind.asks_nothing {
            agree::of_bill(input, parts, implausible);
        }
    }
}

/// The way of reading the whole message that has the fewest faults, with its fit: the first of them.
fn best<'a>(input: &Input<'a>, parser: &mut Parser<'_, '_, 'a>) -> Option<(Fit<'a>, Vec<'a, Read>)> {
    let mut best: Option<(Fit<'a>, Vec<'a, Read>)> = None;
    for whole in parser.wholes() {
        let parts = parser.parts(&whole);
        let fit = Fit::new(input, &parts, whole.kinds);
        let faults = fit.faults();
        if best.as_ref().is_none_or(|(best, _)| faults < best.faults()) {
            best = Some((fit, parts));
        }
        if faults == 0 {
            break;
        }
    }
    best
}

/// The element that `part` is, with its value.
fn recognised<'a>(input: &Input<'a>, part: &Read) -> Option<Recognised<'a>> {
    let element = part.element?;
    let arena = input.arena;
    let allow = &input.group.allow;
    let (value, value_hi): (&'a str, Option<&'a str>) = match &part.value {
        ReadValue::Typed(value) => (bumpalo::format!(in arena, "{}", value).into_bump_str(), None),
        ReadValue::Company(Some(at)) => official(&allow.issuers.get(usize::from(*at))?.name),
        ReadValue::Company(None) => official(&allow.name),
        ReadValue::App(at) => official(&allow.apps.get(usize::from(*at))?.name),
        ReadValue::Words | ReadValue::Site => (input.text.folded_run(part.tokens.clone(), arena), None),
    };
    Some(Recognised { element, tokens: part.tokens.clone(), value, value_hi })
}

fn official(name: &crate::documents::Localized) -> (&str, Option<&str>) {
    (&name.en, Some(&name.hi))
}

/// The issuers that the text names.
fn named<'a>(input: &Input<'a>) -> Vec<'a, u16> {
    let mut named = input.list();
    named.extend(input.mentions.all().iter().filter_map(|mention| match mention.meaning {
        Meaning::Issuer(issuer) => Some(issuer),
        _ => None,
    }));
    named
}

/// Tokens that no chunk accounts for; where there are none, the place where the clauses stopped.
fn gaps<'a>(input: &Input<'a>, parts: &[Read], furthest: usize) -> Vec<'a, Range<usize>> {
    let tokens: &[Token] = input.tokens();
    let mut gaps: Vec<'a, Range<usize>> = input.list();
    let is_word = |at: &usize| tokens[*at].kind != TokenKind::Mark;
    let mut next = parts.iter().peekable();
    let mut at = 0;
    while at < tokens.len() {
        step();
        while next.next_if(|part| part.tokens.end <= at).is_some() {}
        match next.peek() {
            Some(part) if part.tokens.start <= at => at = part.tokens.end,
            _ => {
                match gaps.last_mut() {
                    Some(gap) if !(gap.end..at).any(|at| is_word(&at)) && is_word(&at) => gap.end = at + 1,
                    _ if is_word(&at) => gaps.push(at..at + 1),
                    _ => {}
                }
                at += 1;
            }
        }
    }
    if gaps.is_empty() && !tokens.is_empty() {
        let at = furthest.min(tokens.len() - 1);
        gaps.push(at..at + 1);
    }
    gaps
}
