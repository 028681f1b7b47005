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
use cover::Cover;
use jiff::civil::Date;
use std::ops::Range;

/// No genuine message is longer, in tokens.
const MOST_TOKENS: usize = 600;

/// An element recognised, by its tokens.
#[derive(Clone, Debug)]
pub(crate) struct Recognised {
    pub(crate) element: Element,
    pub(crate) tokens: Range<usize>,
    pub(crate) value: String,
}

/// The message held against the issuer's format.
pub(crate) struct Format<'a> {
    pub(crate) elements: Vec<Recognised>,
    pub(crate) kind: Option<&'a Kind>,
    /// For each requirement not met, the element that would meet it.
    pub(crate) missing: Vec<Element>,
    /// Elements that occur more often, or with other values, than the kind allows.
    pub(crate) excess: Vec<Recognised>,
    /// Tokens that nothing accounts for.
    pub(crate) unaccounted: Vec<Range<usize>>,
    /// The issuers that the text names, by index; the group's name is none of them.
    pub(crate) named: Vec<u8>,
    /// The dates from which it says supply is cut.
    pub(crate) disconnections: Vec<(Date, Range<usize>)>,
    /// The last dates for paying.
    pub(crate) last_dates: Vec<(Date, Range<usize>)>,
}

impl<'a> Format<'a> {
    /// Holds the message against the format.
    pub(crate) fn new(input: &Input<'a>, detected: &Detected) -> Self {
        let mut cover = Cover::new(input);
        let read = if input.tokens().len() > MOST_TOKENS {
            elements::Elements::default()
        } else {
            elements::recognise(input, detected, &mut cover)
        };
        cover.vocabulary(input);
        let mut format = Self {
            unaccounted: cover.gaps(input, MOST_TOKENS),
            kind: None,
            missing: Vec::new(),
            excess: Vec::new(),
            elements: read.recognised,
            named: read.named,
            disconnections: read.disconnections,
            last_dates: read.last_dates,
        };
        format.elements.sort_by_key(|found| found.tokens.start);
        format.fit(input);
        format
    }

    /// Takes the first kind whose triggers occur and whose requirements are met;
    /// where none is met, the first whose triggers occur.
    fn fit(&mut self, input: &Input<'a>) {
        let mut first = None;
        for kind in kinds(input) {
            self.missing = self.missing_for(kind);
            self.excess = self.excess_for(kind);
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
            self.missing = self.missing_for(kind);
            self.excess = self.excess_for(kind);
        }
    }

    /// Whether everything required is there and everything there is accounted for.
    pub(crate) fn is_proven(&self) -> bool {
        self.kind.is_some() && self.missing.is_empty() && self.excess.is_empty() && self.unaccounted.is_empty()
    }

    /// For each requirement that is not met, an element that would meet it.
    fn missing_for(&self, kind: &Kind) -> Vec<Element> {
        let has = |element: &Element| self.elements.iter().any(|found| found.element == *element);
        let unmet = kind.required.iter().filter(|any| !any.iter().any(has));
        unmet.filter_map(|any| any.first().copied()).collect()
    }

    /// Elements that the kind does not allow, or not so often.
    fn excess_for(&self, kind: &Kind) -> Vec<Recognised> {
        let mut excess = Vec::new();
        let permitted = |element: Element| {
            kind.allowed.contains(&element) || kind.required.iter().any(|any| any.contains(&element))
        };
        for (at, found) in self.elements.iter().enumerate() {
            let before = self.elements[..at].iter().filter(|other| other.element == found.element);
            let (count, differing) = before.fold((0, 0), |(count, differing), other| {
                (count + 1, differing + usize::from(other.value != found.value))
            });
            if !permitted(found.element) || count >= most(found.element) || differing >= values(found.element) {
                excess.push(found.clone());
            }
        }
        excess
    }
}

/// How often an element may occur.
fn most(element: Element) -> usize {
    match element {
        Element::Company | Element::App | Element::Rebate => 4,
        Element::Amount | Element::Date | Element::Site | Element::Period | Element::Energy => 3,
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
    let mut triggered = vec![false; kinds.len()];
    for mention in input.mentions.all() {
        if let Meaning::Trigger(kind) = mention.meaning {
            triggered[usize::from(kind)] = true;
        }
    }
    kinds.iter().zip(triggered).filter(|(kind, triggered)| *triggered || !kind.has_triggers).map(|(kind, _)| kind)
}
