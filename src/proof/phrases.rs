//! Words of a class in a message, wherever they are.
//!
//! In: tokens, and a class of the clauses. Out: where its phrases end.

use crate::detect::Input;
use crate::grammar::{Special, Symbol};
use crate::text::TokenKind;
use std::ops::Range;

/// A phrase of a class with a meaning of its own has at most as many tokens.
const LONGEST_PHRASE: usize = 8;

/// Whether `tokens` begin with words that are `symbol`.
pub(super) fn begins(input: &Input<'_>, symbol: Symbol, tokens: Range<usize>) -> bool {
    phrase_ends(input, symbol, tokens).next().is_some()
}

/// Whether a phrase of the class `special` is among `tokens`; never where the list has no such class.
pub(super) fn holds(input: &Input<'_>, special: Special, tokens: Range<usize>) -> bool {
    let class = input.group.grammar.special(special);
    class.is_some_and(|class| tokens.clone().any(|at| begins(input, class, at..tokens.end)))
}

/// Whether the token at `at` is by itself a word of the class `special`; never behind the last token.
pub(super) fn is_one(input: &Input<'_>, special: Special, at: usize) -> bool {
    holds(input, special, at..(at + 1).min(input.tokens().len()))
}

/// Whether a phrase of the class `special` ends directly before the token `end`.
pub(super) fn ends_before(input: &Input<'_>, special: Special, end: usize) -> bool {
    let Some(class) = input.group.grammar.special(special) else { return false };
    let mut starts = end.saturating_sub(LONGEST_PHRASE)..end;
    starts.any(|at| phrase_ends(input, class, at..end).any(|behind| behind == end))
}

/// Whether a phrase of the class `special` labels what begins at `start`: "balance Rs 361", "balance: Rs 361", "balance is
/// Rs 361".
pub(super) fn labels(input: &Input<'_>, special: Special, start: usize) -> bool {
    // "Negative balance: (-) Rs 364" is said of another sum.
    let is_mark = |at: usize| input.tokens()[at].kind == TokenKind::Mark && !input.text.is_mark(at, b'-');
    let joins = |at: &usize| is_mark(*at) || is_one(input, Special::Of, *at);
    let end = (0..start).rev().find(|at| !joins(at)).map_or(0, |last| last + 1);
    ends_before(input, special, start) || ends_before(input, special, end)
}

/// The tokens behind the phrases that `tokens` begin with and that are `symbol`, a class with a meaning of its own.
pub(super) fn phrase_ends(input: &Input<'_>, symbol: Symbol, tokens: Range<usize>) -> impl Iterator<Item = usize> {
    input.phrases().ends(symbol, tokens)
}
