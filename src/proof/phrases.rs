//! Words of a class in a message, wherever they are.
//!
//! In: tokens, and a class of the clauses. Out: where its phrases end, and what they say of a value beside them.

use crate::detect::Input;
use crate::grammar::{Special, Symbol};
use crate::text::TokenKind;
use std::ops::Range;

/// A phrase of a class with a meaning of its own has at most as many tokens.
const LONGEST_PHRASE: usize = 8;
/// "Rebate" and what makes a value the rest of another are at most as many tokens before it.
const NEAR: usize = 3;

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
    ends_before(input, special, start) || end < start && ends_before(input, special, end)
}

/// Whether the value is said to be what is left of another: "Rs 40 after rebate", "rebate ke baad Rs 40".
pub(super) fn is_net(input: &Input<'_>, value: &Range<usize>) -> bool {
    let Some(net) = input.group.grammar.special(Special::Net) else { return false };
    let is_share = |at: usize| is_one(input, Special::Share, at);
    let Range { start, end } = *value;
    let tokens = input.tokens().len();
    // "Rs 1,377 (after rebate)".
    let behind = if input.text.is_mark(end, b'(') { end + 1 } else { end };
    let mut near = start.saturating_sub(NEAR)..start;
    let is_share_of = |at: usize| is_share(at) || input.text.is_mark(at, b'.') && is_share(at + 1);
    phrase_ends(input, net, behind.min(tokens)..tokens).any(is_share_of)
        || near.any(|at| is_share(at) && phrase_ends(input, net, at + 1..start).any(|behind| behind == start))
        || start.checked_sub(1).is_some_and(|share| is_share(share) && ends_before(input, Special::Net, share))
}

/// The tokens behind the phrases that `tokens` begin with and that are `symbol`, a class with a meaning of its own.
pub(super) fn phrase_ends(input: &Input<'_>, symbol: Symbol, tokens: Range<usize>) -> impl Iterator<Item = usize> {
    input.phrases().ends(symbol, tokens)
}

/// Whether the token at `at` is a word that says what a share is, or what one beside it is.
pub(super) fn says_share(input: &Input<'_>, at: usize) -> bool {
    is_one(input, Special::Share, at) || is_one(input, Special::Less, at)
}
