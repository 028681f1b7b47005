//! Is the whole message a registered template of its sender, with each blank filled by a value of its role?
//!
//! In: a message as the proof reads it, and the [`Templates`](crate::templates::Templates) of the list. Out: the template that it is, with the values
//! of its blanks ([`Filled`]); or how far the nearest one goes. This is a matcher of its own beside the clauses: a
//! template is one fixed order of words over several sentences, which no frame can say, and a company has more of them
//! than clauses have chunks. Values are read by the slots of the clauses and measured as theirs are.
//!
//! Matching is as lenient as that of the operators and no more: case, the width of blanks, and punctuation between
//! words do not count. A mark between two digits or within an address does, and so does every word and every digit.

mod labels;
mod matching;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests;

pub(super) use matching::{Filled, Reached, nearest};

use super::cuts::cuts;
use super::parse::{Read, ReadValue};
use super::slots::Value;
use super::view::View;
use super::{Fit, agree, gaps, measure};
use crate::detect::Input;
use crate::report::Element;
use crate::text::TokenKind;
use crate::words::Label;
use bumpalo::collections::Vec;
use std::ops::Range;

/// A number of the fixed text with fewer digits is no piece of one to call.
const FEWEST_DIGITS: usize = 3;
/// A word of rebate is at most so many tokens before its sum.
const REBATE_REACH: usize = 6;
/// A number to call is written in at most as many pieces.
const MOST_PIECES: usize = 4;

/// How the message fits the templates of its sender.
pub(super) struct Registered<'a> {
    /// The template that it is, with the fewest faults; and its parts.
    pub(super) filled: Option<(Fit<'a>, Vec<'a, Read>)>,
    /// How far the nearest other template goes.
    pub(super) reached: Option<Reached>,
}

impl<'a> Registered<'a> {
    /// Matches the message with every template that is registered for its sender.
    pub(super) fn new(input: &Input<'a>, view: &View<'_, 'a>) -> Self {
        if input.group.templates.is_empty() {
            return Self { filled: None, reached: None };
        }
        let (all, reached) = nearest(view);
        let fits =
            all.into_iter().filter_map(|Filled { template, parts }| Some((fit(input, template, &parts)?, parts)));
        Self { filled: fits.min_by_key(|(fit, _)| fit.faults()), reached }
    }

    /// What stands against a message that only a template could prove, and that is none.
    pub(super) fn unmatched(&self, input: &Input<'a>) -> (Fit<'a>, Vec<'a, Read>) {
        let mut fit = Fit::none(input);
        let parts = input.list();
        let stopped = self.reached.map_or(0, |reached| reached.token).min(input.tokens().len());
        fit.unaccounted.extend(gaps(input, &parts, stopped).into_iter().filter(|gap| gap.end > stopped));
        if fit.unaccounted.is_empty() {
            fit.unaccounted.push(0..input.tokens().len());
        }
        (fit, parts)
    }
}

/// How the parts of a message that is the template at `index` go together. The registered text says what its messages
/// hold, so that only a template that names a kind has the requirements of one.
fn fit<'a>(input: &Input<'a>, index: usize, parts: &[Read]) -> Option<Fit<'a>> {
    let template = input.group.templates.template(index)?;
    let mut fit = Fit::none(input);
    fit.template = Some(&template.id);
    fit.kind = template.kind.and_then(|kind| input.group.kinds.get(kind));
    let has = |element: &Element| parts.iter().any(|part| part.element == Some(*element));
    let required = fit.kind.map_or(&[][..], |kind| &kind.required);
    fit.missing.extend(required.iter().filter(|any| !any.iter().any(has)).filter_map(|any| any.first().copied()));
    measure::excess(input, parts, &mut fit.excess);
    measure::implausible_values(input, parts, &mut fit.implausible);
    agree::opposites(input, &mut fit.implausible);
    cuts(input, parts, &mut fit.implausible);
    labels::unexplained(input, parts, &mut fit.implausible);
    spelled_with_text(input, parts, &mut fit.implausible);
    let limit = input.group.limits.rebate_paise;
    let promised = parts.iter().filter(|part| {
        let is_large = matches!(part.value, ReadValue::Typed(Value::Amount(paise)) if paise > limit);
        is_large && part.element == Some(Element::Amount) && is_behind_rebate(input, part.tokens.start)
    });
    fit.implausible.extend(promised.map(|part| part.tokens.clone()));
    Some(fit)
}

/// Whether directly before the token at `start` the text speaks of a rebate ("rebate of Rs."): a sum there is one,
/// whatever role somebody has confirmed.
fn is_behind_rebate(input: &Input<'_>, start: usize) -> bool {
    let leads = |at: usize| {
        input.text.tokens()[at].kind == TokenKind::Mark
            || input.label(at, Label::Currency).is_some()
            || input.word(at) == Some("of")
    };
    (start.saturating_sub(REBATE_REACH)..start)
        .any(|at| input.label(at, Label::Rebate).is_some_and(|end| end <= start && (end..start).all(leads)))
}

/// Digits of the fixed text, of listed values and of typed ones that together are a number to call. Those of typed values
/// alone are measured like those of clauses.
fn spelled_with_text<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let mut pieces: Vec<'a, Piece> = input.list();
    let is_value = |part: &Read| matches!(part.value, ReadValue::Typed(_) | ReadValue::Words);
    for at in input.numbers() {
        let Some(digits) = input.digits(at) else { continue };
        match parts.iter().find(|part| part.tokens.contains(&at) && is_value(part)) {
            Some(Read { value: ReadValue::Typed(Value::Date(_) | Value::Month(..)), .. }) => {}
            Some(part) => match pieces.last_mut().filter(|piece| piece.tokens == part.tokens) {
                Some(piece) => piece.digits.push_str(digits),
                None => pieces.push(Piece {
                    tokens: part.tokens.clone(),
                    digits: digits.to_owned(),
                    is_typed: matches!(part.value, ReadValue::Typed(_)),
                }),
            },
            None if digits.len() >= FEWEST_DIGITS => {
                pieces.push(Piece { tokens: at..at + 1, digits: digits.to_owned(), is_typed: false });
            }
            None => {}
        }
    }
    for begin in 0..pieces.len() {
        let mut together = String::new();
        for (count, piece) in pieces[begin..].iter().take(MOST_PIECES).enumerate() {
            together.push_str(&piece.digits);
            let of = &pieces[begin..=begin + count];
            let is_written = of.iter().any(|piece| !piece.is_typed);
            if count > 0 && is_written && input.rules.nation.numbering.is_mobile(&together) {
                implausible.push(piece.tokens.clone());
            }
        }
    }
}

/// Digits that could be a piece of a number.
struct Piece {
    tokens: Range<usize>,
    digits: String,
    is_typed: bool,
}
