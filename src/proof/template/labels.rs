//! Does a value stand where the text says what it is?
//!
//! In: the parts of a message that is a template. Out: values that stand beside no label or unit of their own, and
//! values that hold words. A role is confirmed by a person, who can be wrong: "for help 2234567" is no reference,
//! whatever the blank's role. The labels and units are those of `allow.json`.

use crate::detect::Input;
use crate::proof::parse::{Read, ReadValue};
use crate::proof::slots::Value;
use crate::report::Element;
use crate::text::TokenKind;
use crate::words::{Concept, Concepts, Label};
use bumpalo::collections::Vec;
use std::ops::Range;

/// The longest label, in tokens, with the marks behind it.
const LONGEST_LABEL: usize = 10;
/// Words of these meanings can be part of a receipt's number ("BILL2048").
const OF_BILLS: Concepts = Concepts::of(&[
    Concept::Bill,
    Concept::Receipt,
    Concept::Pay,
    Concept::Due,
    Concept::Electricity,
    Concept::Power,
    Concept::IssuerName,
]);

/// Adds the values that nothing beside them explains.
pub(super) fn unexplained<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let typed = parts.iter().filter_map(|part| match &part.value {
        ReadValue::Typed(value) => Some((part, value)),
        _ => None,
    });
    for (part, value) in typed {
        if !is_labelled(input, part) || matches!(value, Value::Text(_)) && says_something(input, part.tokens.clone()) {
            implausible.push(part.tokens.clone());
        }
    }
}

fn is_labelled(input: &Input<'_>, part: &Read) -> bool {
    let before = |label: Label| ends_before(input, label, part.tokens.start);
    let behind = |label: Label| begins_behind(input, label, part.tokens.end);
    let within = |label: Label| part.tokens.clone().any(|at| input.label(at, label).is_some());
    match part.element {
        Some(Element::AccountNumber) => before(Label::AccountNumber) || before(Label::SharedAccountNumber),
        Some(Element::Reference) => before(Label::Reference),
        Some(Element::Amount) => {
            let currency = Label::Currency;
            before(currency) || within(currency) || behind(currency) || before(Label::Amount)
        }
        Some(Element::Energy) => behind(Label::EnergyUnit) || within(Label::EnergyUnit) || before(Label::EnergyUnit),
        Some(Element::Duration) => behind(Label::DurationUnit) || within(Label::DurationUnit),
        _ => true,
    }
}

/// Whether a label ends directly before the token at `start`, marks aside.
fn ends_before(input: &Input<'_>, label: Label, start: usize) -> bool {
    let is_mark = |at: usize| input.tokens()[at].kind == TokenKind::Mark;
    let ends = |end: usize| end <= start && (end..start).all(is_mark);
    (start.saturating_sub(LONGEST_LABEL)..start).any(|at| input.label(at, label).is_some_and(ends))
}

/// Whether a unit begins directly behind a value that ends at `end`, marks aside.
fn begins_behind(input: &Input<'_>, label: Label, end: usize) -> bool {
    let next = (end..input.tokens().len()).find(|at| input.tokens()[*at].kind != TokenKind::Mark);
    next.is_some_and(|at| input.label(at, label).is_some())
}

/// Whether a number of letters and digits holds several words, or one that means something: "CALL2234567".
fn says_something(input: &Input<'_>, tokens: Range<usize>) -> bool {
    let is_word = |at: usize| input.word(at).is_some();
    let means = |at: usize| {
        let info = input.ids.get(at).and_then(|id| input.group.words.info(*id));
        info.is_some_and(|info| !info.concepts.without(OF_BILLS).is_empty())
    };
    let has_digits = tokens.clone().any(|at| input.digits(at).is_some());
    let is_parted = tokens.clone().skip(1).any(|at| is_word(at) && !input.is_glued(at));
    !has_digits || is_parted || tokens.clone().any(|at| is_word(at) && means(at))
}
