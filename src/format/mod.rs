//! Is the message, character by character, in the issuer's genuine format?
//!
//! In: the text, its exact reading and the typed values. Out: a [`Format`]: the
//! elements recognised, the message kind, what is missing, and what nothing
//! accounts for. Acceptance reads the strict view only: a disguised token
//! accounts for nothing. What is not an element must be a word of the issuer's
//! signed vocabulary, and neither elements nor words can carry a number, a
//! link or an app of someone else's: so a proven message can only send its
//! reader to an official channel.

mod cover;
mod dates;
mod elements;

use crate::detect::{Detected, Input};
use crate::list::Kind;
use crate::verdict::Element;
use crate::words::Meaning;
use bumpalo::collections::Vec;
use cover::Cover;
use jiff::civil::Date;
use std::ops::Range;

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

/// The message held against the issuer's format.
pub(crate) struct Format<'a> {
    pub(crate) elements: Vec<'a, Recognised<'a>>,
    /// The issuers that the text names, by index; the group's name is none of them.
    pub(crate) named: Vec<'a, u8>,
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
    /// For each requirement not met, the element that would meet it.
    pub(crate) missing: Vec<'a, Element>,
    /// Elements that occur more often, or with other values, than the kind allows.
    pub(crate) excess: Vec<'a, Recognised<'a>>,
    /// Tokens that nothing accounts for.
    pub(crate) unaccounted: Vec<'a, Range<usize>>,
}

impl<'a> Format<'a> {
    /// Holds the message against the format.
    pub(crate) fn new(input: &Input<'a>, detected: &Detected<'a>) -> Self {
        let mut cover = Cover::new(input);
        let mut read = elements::Elements::none(input);
        if input.tokens().len() <= MOST_TOKENS {
            read = elements::recognise(input, detected, &mut cover);
        }
        read.recognised.sort_by_key(|found| found.tokens.start);
        Self {
            fit: input.sender.is_official().then(|| Fit::new(input, &read.recognised, cover)),
            elements: read.recognised,
            named: read.named,
            disconnections: read.disconnections,
            last_dates: read.last_dates,
        }
    }

    /// Whether everything required is there and everything there is accounted for.
    pub(crate) fn is_proven(&self) -> bool {
        self.fit.as_ref().is_some_and(|fit| {
            fit.kind.is_some() && fit.missing.is_empty() && fit.excess.is_empty() && fit.unaccounted.is_empty()
        })
    }
}

impl<'a> Fit<'a> {
    fn new(input: &Input<'a>, elements: &[Recognised<'a>], mut cover: Cover<'a>) -> Self {
        cover.vocabulary(input);
        let unaccounted = cover.gaps(input, MOST_TOKENS);
        let mut fit = Self { kind: None, missing: input.list(), excess: input.list(), unaccounted };
        fit.choose(input, elements);
        fit
    }

    /// Takes the first kind whose triggers occur and whose requirements are met;
    /// where none is met, the first whose triggers occur.
    fn choose(&mut self, input: &Input<'a>, elements: &[Recognised<'a>]) {
        let mut first = None;
        for kind in kinds(input) {
            self.measure(kind, elements);
            if self.missing.is_empty() && self.excess.is_empty() {
                self.kind = Some(kind);
                return;
            }
            first = first.or(Some(kind));
            if kind.decisive {
                break;
            }
        }
        self.kind = first;
        if let Some(kind) = first {
            self.measure(kind, elements);
        }
    }

    /// What `kind` misses of what it requires, and what it does not allow, or not so often.
    fn measure(&mut self, kind: &Kind, elements: &[Recognised<'a>]) {
        self.missing.clear();
        let has = |element: &Element| elements.iter().any(|found| found.element == *element);
        let unmet = kind.required.iter().filter(|any| !any.iter().any(has));
        self.missing.extend(unmet.filter_map(|any| any.first().copied()));
        self.excess.clear();
        let permitted = |element: Element| {
            kind.allowed.contains(&element) || kind.required.iter().any(|any| any.contains(&element))
        };
        for (at, found) in elements.iter().enumerate() {
            let (mut count, mut differing) = (0, 0);
            for other in elements[..at].iter().filter(|other| other.element == found.element) {
                count += 1;
                differing += usize::from(other.value != found.value);
            }
            if !permitted(found.element) || count >= most(found.element) || differing >= values(found.element) {
                self.excess.push(found.clone());
            }
        }
    }
}

/// How often an element may occur.
fn most(element: Element) -> usize {
    match element {
        Element::Company | Element::App | Element::Rebate | Element::Amount => 4,
        Element::Date | Element::Site | Element::Period | Element::Energy => 3,
        Element::LastDate | Element::DisconnectionDate | Element::AccountNumber => 2,
        Element::Duration | Element::Reference => 1,
    }
}

/// How many different values it may have.
fn values(element: Element) -> usize {
    match element {
        Element::AccountNumber
        | Element::LastDate
        | Element::DisconnectionDate
        | Element::Duration
        | Element::Reference => 1,
        _ => most(element),
    }
}

/// The kinds whose triggers occur, in the issuer's order; then those that have none.
fn kinds<'a>(input: &Input<'a>) -> impl Iterator<Item = &'a Kind> {
    let kinds = &input.rules.kinds;
    let triggered = input.arena.alloc_slice_fill_copy(kinds.len(), false);
    for mention in input.mentions.all() {
        if let Meaning::Trigger(kind) = mention.meaning {
            triggered[usize::from(kind)] = true;
        }
    }
    kinds.iter().zip(&*triggered).filter(|(kind, triggered)| **triggered || !kind.has_triggers).map(|(kind, _)| kind)
}
