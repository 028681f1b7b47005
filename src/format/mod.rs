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
        let recognised = elements::recognise(input, detected, &mut cover);
        cover.vocabulary(input);
        let kind = kind(input);
        let mut format = Self {
            unaccounted: cover.gaps(input, MOST_TOKENS),
            kind,
            missing: Vec::new(),
            excess: Vec::new(),
            elements: recognised.elements,
            named: recognised.named,
            disconnections: recognised.disconnections,
            last_dates: recognised.last_dates,
        };
        format.elements.sort_by_key(|found| found.tokens.start);
        if let Some(kind) = kind {
            format.require(kind);
            format.limit(kind);
        }
        format
    }

    /// Whether everything required is there and everything there is accounted for.
    pub(crate) fn is_proven(&self) -> bool {
        self.kind.is_some() && self.missing.is_empty() && self.excess.is_empty() && self.unaccounted.is_empty()
    }

    fn require(&mut self, kind: &Kind) {
        let has = |element: &Element| self.elements.iter().any(|found| found.element == *element);
        let unmet = kind.required.iter().filter(|any| !any.iter().any(has));
        self.missing = unmet.filter_map(|any| any.first().copied()).collect();
    }

    fn limit(&mut self, kind: &Kind) {
        let permitted = |element: Element| {
            kind.allowed.contains(&element) || kind.required.iter().any(|any| any.contains(&element))
        };
        for (at, found) in self.elements.iter().enumerate() {
            let before = self.elements[..at].iter().filter(|other| other.element == found.element);
            let (count, differing) = before.fold((0, 0), |(count, differing), other| {
                (count + 1, differing + usize::from(other.value != found.value))
            });
            if !permitted(found.element) || count >= most(found.element) || differing >= values(found.element) {
                self.excess.push(found.clone());
            }
        }
    }
}

/// How often an element may occur.
fn most(element: Element) -> usize {
    match element {
        Element::Company | Element::App | Element::Rebate => 4,
        Element::Amount | Element::Date | Element::Site | Element::Period => 3,
        Element::LastDate | Element::DisconnectionDate | Element::AccountNumber => 2,
        Element::Duration | Element::Energy | Element::Reference => 1,
    }
}

/// How many different values it may have.
fn values(element: Element) -> usize {
    match element {
        Element::AccountNumber | Element::Duration | Element::Energy | Element::Reference => 1,
        _ => most(element),
    }
}

/// The first kind one of whose triggers occurs; else the one that has none.
fn kind<'a>(input: &Input<'a>) -> Option<&'a Kind> {
    let triggered = |kind: u8| {
        let pick = |meaning| (meaning == Meaning::Trigger(kind)).then_some(());
        (0..input.tokens().len()).any(|at| input.phrase(at, pick).is_some())
    };
    let kinds = &input.rules.kinds;
    (0..).zip(kinds).find(|(at, kind)| kind.has_triggers && triggered(*at)).map(|(_, kind)| kind)
        .or_else(|| kinds.iter().find(|kind| !kind.has_triggers))
}
